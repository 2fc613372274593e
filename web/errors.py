"""Errors as a visitor meets them: one cause, one next step, one reference, in the form the client reads.

A browser gets a page, a JSON client a problem document (RFC 9457), anything else plain text; status, token and wording
are the same in all three. The cause of an unexpected failure goes to the log under its reference, never to the visitor.
"""

import json
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from cancu.graph.remote import RemoteError
from cancu.web.negotiate import HTML, PROBLEM_JSON, error_kind

log = logging.getLogger("cancu.web")


@dataclass(frozen=True, slots=True)
class Advice:
    """Wording of one kind of error: token, heading, what to do next."""

    token: str
    title: str
    next_step: str


ADVICE: Mapping[int, Advice] = {
    400: Advice("bad-request", "Yêu cầu không đúng", "Kiểm tra lại địa chỉ hoặc nội dung đã nhập."),
    403: Advice("forbidden", "Yêu cầu không được phép", "Trang này chỉ cho đọc dữ liệu."),
    404: Advice("not-found", "Không tìm thấy trang", "Thử tìm theo số, ký hiệu hoặc tên."),
    405: Advice("method-not-allowed", "Phương thức không dùng được ở đây", "Xem các phương thức trong đầu mục Allow."),
    406: Advice("not-acceptable", "Không có định dạng được yêu cầu", "Chọn một trong các định dạng đã nêu."),
    410: Advice("gone", "Không còn được giữ", "Dùng bản hiện tại."),
    413: Advice("too-large", "Nội dung gửi lên quá lớn", "Rút ngắn câu truy vấn, hoặc tải toàn bộ dữ liệu về."),
    414: Advice("query-too-long", "Địa chỉ quá dài", "Gửi câu truy vấn bằng POST."),
    415: Advice(
        "unsupported-media-type", "Không đọc được kiểu nội dung gửi lên", "Gửi theo một trong các kiểu đã nêu."
    ),
    422: Advice("result-too-large", "Kết quả quá lớn", "Thêm LIMIT, hoặc tải toàn bộ dữ liệu về."),
    429: Advice("rate-limited", "Quá nhiều yêu cầu", "Chờ một lát rồi thử lại."),
    500: Advice(
        "internal-error", "Trang gặp sự cố", "Thử lại; nếu vẫn gặp, báo cho người quản trị mã tham chiếu dưới đây."
    ),
    503: Advice("unavailable", "Tạm thời chưa trả lời được", "Thử lại sau giây lát."),
}


@dataclass(slots=True, eq=False)
class ProblemError(Exception):
    """An expected error, raised anywhere in a view."""

    status: int
    detail: str
    token: str = ""
    title: str = ""
    next_step: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()
    query: str = ""
    reference: str = ""

    @classmethod
    def not_found(cls, what: str) -> "ProblemError":
        """Nothing of that name in the data; `what` is offered as the text of a search."""
        return cls(404, f"Trong dữ liệu này không có «{what}».", extra={"search": what})

    @classmethod
    def gone(cls, version: str, kept: Sequence[str]) -> "ProblemError":
        """A version of the data that is not kept; `kept` are those that are, the current one first."""
        detail = f"Phiên bản dữ liệu «{version[:40]}» không còn được giữ. Phiên bản hiện tại: {kept[0]}."
        links = [(request.path, "Xem trang này ở phiên bản hiện tại")]
        links += [(f"{request.path}?v={earlier}", f"Xem ở phiên bản {earlier}") for earlier in kept[1:]]
        return cls(410, detail, links=tuple(links), extra={"current": kept[0], "versions": list(kept)})


def reference() -> str:
    """A short random code that ties what the visitor sees to a line of the log."""
    return secrets.token_hex(4).upper()


def answer(problem: ProblemError) -> Response:
    """The response for `problem` in the form this client reads."""
    advice = ADVICE.get(problem.status, ADVICE[500 if problem.status >= 500 else 400])
    token = problem.token or advice.token
    title = problem.title or advice.title
    next_step = problem.next_step or advice.next_step
    code = problem.reference or reference()
    kind = error_kind(request.headers.get("Accept"))
    if kind == HTML:
        body = render_template(
            "error.html", status=problem.status, title=title, detail=problem.detail, next_step=next_step,
            reference=code, links=problem.links, search=problem.extra.get("search", ""), query=problem.query,
        )  # fmt: skip
    elif kind == PROBLEM_JSON:
        document = {
            "type": f"urn:cancu:problem:{token}",
            "title": title,
            "status": problem.status,
            "detail": problem.detail,
            "next_step": next_step,
            "token": token,
            "reference": code,
            **{key: value for key, value in problem.extra.items() if key != "search"},
            **({"alternatives": [href for href, _ in problem.links]} if problem.links else {}),
        }
        body = json.dumps(document, ensure_ascii=False)
    else:
        links = [f"{label}: {href}" for href, label in problem.links]
        body = "\n".join([f"{problem.status} {title}", problem.detail, next_step, *links, f"Mã tham chiếu: {code}"])
        body += "\n"
    response = Response(body, status=problem.status, content_type=f"{kind}; charset=utf-8")
    response.headers["X-Problem"] = token
    response.headers["Cache-Control"] = "max-age=60" if problem.status in (404, 410) else "no-store"
    response.headers.add("Vary", "Accept")
    for name, value in problem.headers.items():
        response.headers[name] = value
    if problem.status >= 500 and not problem.reference:
        log.warning("%s %s %s %s", code, problem.status, token, request.path)
    return response


def _unexpected(error: Exception) -> Response:
    code = reference()
    log.error("%s unexpected error at %s", code, request.path, exc_info=error)
    return answer(ProblemError(500, "Đã ghi lại sự cố. Không có dữ liệu nào bị thay đổi.", reference=code))


def _remote(error: RemoteError) -> Response:
    """The server that answers questions gives none: its address is for the log alone."""
    code = reference()
    log.error("%s %s at %s", code, error.message_en, request.path)
    detail = "Máy chủ dữ liệu chưa trả lời được."
    return answer(ProblemError(503, detail, error.code, reference=code, headers={"Retry-After": "5"}))


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    details = {
        404: "Địa chỉ này không có trên trang.",
        405: f"Không dùng được phương thức {request.method} ở địa chỉ này.",
        413: "Nội dung gửi lên vượt quá mức cho phép.",
    }
    problem = ProblemError(status, details.get(status, "Máy chủ không xử lý được yêu cầu này."))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        problem.headers["Allow"] = ", ".join(sorted(set(error.valid_methods)))
    return answer(problem)


def register(app: Flask) -> None:
    """Let every error of the application end here."""
    app.register_error_handler(ProblemError, answer)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RemoteError, _remote)
    app.register_error_handler(Exception, _unexpected)
