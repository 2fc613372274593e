"""Why a file, or a document of a file, is not kept."""

import shlex
from collections.abc import Mapping

from cancu.graph.check import Finding
from cancu.graph.console import in_both_languages
from cancu.graph.keeping.intake import Arrival
from cancu.graph.keeping.outcome import Kept, Options, Outcome
from cancu.graph.read import UnreadableFile
from cancu.graph.read.quality import GARBLED
from cancu.graph.reading import Reading

_NAMELESS = "instrument-identified"
"""The rule that an instrument has a number or a title; what people decided counts for it."""
_HEAD = "kiểm tra xem có đúng là văn bản hành chính và đủ phần đầu không"
_OLD_FONT = (
    "chữ trong tệp hỏng, hoặc gõ bằng phông cũ (TCVN3, VNI): nếu là phông cũ thì chuyển mã sang Unicode rồi thêm lại"
)
_OLD_FONT_EN = "its letters are damaged or typed for an old font (TCVN3, VNI): if so convert it to Unicode; "


def refused(arrival: Arrival, options: Options) -> Outcome | None:
    """A file that is not kept whatever its documents are."""
    if not arrival.readings:
        return Outcome(arrival.path, Kept.FAILED, *in_both_languages(UnreadableFile(arrival.failure)))
    if arrival.restricted and not options.allow_restricted:
        return Outcome(
            arrival.path,
            Kept.REFUSED,
            f"văn bản có dấu «{arrival.restricted}» nên không nhận; nếu được phép giữ trên máy này, thêm lại với "
            "--allow-restricted: văn bản được cất riêng, không vào kho, trang tra cứu, tệp xuất hay điểm truy vấn",
            f"marked «{arrival.restricted}»: refused; with --allow-restricted it is kept apart, never in the store",
        )
    return None


def unclear(arrival: Arrival, reading: Reading, options: Options) -> Outcome | None:
    """A document that cannot be told from others."""
    missing = _missing(reading)
    if missing and not options.allow_unclear and not arrival.restricted:
        garbled = reading.text.quality == GARBLED
        look, look_en = (_OLD_FONT, _OLD_FONT_EN) if garbled else (_HEAD, "")
        return Outcome(
            arrival.path,
            Kept.REFUSED,
            f"không đọc ra {', '.join(missing)}, nên không biết đây là văn bản nào; {look}; vẫn muốn giữ thì thêm "
            "--allow-unclear",
            f"type, issuer or number cannot be read, so it is not known which document this is; {look_en}keep it all "
            "the same with --allow-unclear",
            reading=reading,
        )
    return None


def violating(arrival: Arrival, faults: Mapping[str, tuple[Finding, ...]]) -> dict[str, Outcome]:
    """A file is kept whole or not at all: what is told of its documents, by the SHA-256 of their texts, where `faults`
    were found in some.
    """
    told = {}
    for sha in (reading.text.sha256 for reading in arrival.readings):
        if any(finding.rule == _NAMELESS for finding in faults.get(sha, ())):
            again = f"cancu review {shlex.quote(str(arrival.path))}"
            vi, en = (
                "văn bản không có số, ký hiệu, cũng không có trích yếu, nên không phân biệt được với văn bản khác; nếu "
                f"biết số hoặc tên thì trả lời ở `{again}`, rồi thêm lại",
                f"neither number nor title, so it cannot be told from others; if you know one, answer `{again}` and "
                "add it again",
            )
        elif sha in faults:
            vi, en = (
                "dữ kiện đọc được vi phạm quy tắc dữ liệu (SHACL), nên không giữ văn bản này",
                "the facts read violate the data rules (SHACL), so the document is not kept",
            )
        else:
            vi, en = (
                "văn bản khác trong cùng tệp vi phạm quy tắc dữ liệu (SHACL), nên không giữ cả tệp",
                "another document of the file violates the data rules (SHACL), so none is kept",
            )
        told[sha] = Outcome(arrival.path, Kept.REFUSED, vi, en, findings=faults.get(sha, ()))
    return told


def _missing(reading: Reading) -> list[str]:
    """What keeps a document from being told from others, as a clerk would say it; empty where it is clear enough."""
    identity = reading.facts.identity
    missing = []
    if identity.type is None:
        missing.append("loại văn bản")
    if identity.issuer is None:
        missing.append("cơ quan ban hành")
    if identity.number is None:
        missing.append("số, ký hiệu")
    enough = identity.type is not None and (len(missing) <= 1 or bool(identity.issuer and identity.title))
    return [] if enough else missing
