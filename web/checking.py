"""A draft checked by a visitor: read in a process of its own, compared with the data, shown once and kept nowhere."""

import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, render_template, request

from cancu.graph.check import CheckError
from cancu.web import address, asking
from cancu.web.errors import ProblemError
from cancu.web.findings import SEVERITIES, all_rules, severity_label
from cancu.web.site import site

checking = Blueprint("checking", __name__)

LARGEST = 10 * 2**20
"""Bytes of a draft that the site takes."""
_SECONDS = 60.0
_ENGLISH_AFTER = re.compile(r" \([ -~]+\)$")
"""Readers of files say why in Vietnamese, then in English in brackets."""
_AT_ONCE = threading.BoundedSemaphore(1)


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """A rule, what it says, and the places in the draft where it found something."""

    severity: str
    label: str
    message: str
    why: str
    places: tuple[dict[str, Any], ...]


@checking.get("/check")
def form() -> str:
    """Where a draft is sent to."""
    return render_template("check.html", drafts=None, largest=LARGEST)


@checking.post("/check")
def check() -> tuple[str, int] | str:
    """The report on the draft that was sent; a draft that cannot be read is told on the page."""
    from cancu.graph.check.apart import StoppedError, check_apart  # Only who sends a draft waits for its reader.

    if (request.content_length or 0) > LARGEST:  # told before any of it is read
        raise ProblemError(
            413,
            f"Tệp vượt quá {LARGEST // 2**20} MB.",
            next_step="Gửi tệp nhỏ hơn, hoặc dán phần nội dung cần kiểm tra.",
        )
    request.max_content_length = LARGEST
    request.max_form_memory_size = LARGEST
    asking.check_rate()
    name, content = _sent()
    if not content.strip():
        return _refused("Chưa có gì để kiểm tra: chọn một tệp hoặc dán nội dung dự thảo."), 400
    home = site().home
    with _turn(), tempfile.TemporaryDirectory(prefix="cancu-check-") as folder:
        path = Path(folder) / "du-thao"
        path.write_bytes(content)
        try:
            told = check_apart(path, home or Path(folder), _SECONDS)
        except CheckError as error:
            return _refused(_in_words(error, path, name)), 422
        except StoppedError as error:
            reason = "đọc quá lâu" if error.late else "tệp quá nặng hoặc hỏng"
            return _refused(f"Không kiểm tra được «{name}»: {reason}. Thử lưu lại tệp hoặc dán nội dung."), 422
    return render_template(
        "check.html",
        name=name,
        drafts=[_with_links(draft) for draft in told["drafts"]],
        found=[(s, severity_label(s), _grouped(told["findings"], told["drafts"], s)) for s in SEVERITIES],
        counts=told["severities"],
        largest=LARGEST,
    )


def _sent() -> tuple[str, bytes]:
    """Name and content of the file, else of the pasted text."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return Path(file.filename.replace("\\", "/")).name[:120], file.read()
    return "nội dung đã dán", request.form.get("text", "").encode()


@contextmanager
def _turn() -> Iterator[None]:
    """One draft at a time: checking one takes a core for seconds. Raises ProblemError."""
    if not _AT_ONCE.acquire(timeout=5):
        raise ProblemError(503, "Đang kiểm tra dự thảo của người khác.", "busy", headers={"Retry-After": "10"})
    try:
        yield
    finally:
        _AT_ONCE.release()


def _in_words(error: CheckError, path: Path, name: str) -> str:
    if "LibreOffice" in error.message_vi:
        return f"{name}: trang này không đọc tệp .doc, .odt, .rtf. Lưu thành .docx hoặc PDF rồi gửi lại."
    return _ENGLISH_AFTER.sub("", error.message_vi.replace(str(path), name))


def _refused(reason: str) -> str:
    return render_template(
        "check.html", drafts=None, problem=reason, largest=LARGEST, text=request.form.get("text", "")
    )


def _with_links(draft: dict[str, Any]) -> dict[str, Any]:
    for ground in draft["citations"]:
        ground["href"] = address.page(ground["instrument"]) if ground["in_data"] else ""
    return draft


def _grouped(findings: list[dict[str, Any]], drafts: list[dict[str, Any]], severity: str) -> list[FoundGroup]:
    own = {draft["iri"] for draft in drafts}
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for finding in findings:
        if finding["severity"] == severity and (finding["plan"] in own or finding["plan"] is None):
            by_rule.setdefault(finding["rule"], []).append(finding)
    rules = all_rules()
    return [
        FoundGroup(severity, rules[rule].label_vi, rules[rule].message_vi, rules[rule].why_vi, tuple(places))
        for rule, places in by_rule.items()
    ]
