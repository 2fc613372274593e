"""References to copy: as an official would write them, as Markdown, and as the bare identifier."""

import re

from cancu.web.refs import DocumentRef

_VERBS = re.compile(
    r"(về|ban hành|phê duyệt|quy định|sửa đổi|bãi bỏ|thực hiện|triển khai|hướng dẫn|công bố|giao|thành lập|phối hợp)\b",
    re.IGNORECASE,
)
"""Openings of a title that follow the issuer without «về»."""


def legal(ref: DocumentRef) -> str:
    """«Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị về tăng cường …»; what is not known is left out."""
    parts = [f"{ref.type_label} số {ref.number}" if ref.number else ref.name]
    if ref.issued.count("-") == 2:
        parts.append(f"ngày {ref.day}")
    elif ref.number and ref.issued:
        parts.append(ref.day)
    if ref.issuer:
        parts.append(f"của {ref.issuer.label}")
    if ref.subject and ref.number:
        parts.append(_subject(ref))
    return " ".join(" ".join(parts).split())


def _subject(ref: DocumentRef) -> str:
    title = ref.title.strip()
    if title.casefold().startswith(ref.type_label.casefold()):
        title = title[len(ref.type_label) :].strip()
    lowered = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    return lowered if _VERBS.match(lowered) else f"về {lowered}"


def markdown(ref: DocumentRef) -> str:
    """A Markdown link with the reference as its text."""
    text = re.sub(r"([\\\[\]*_`<>])", r"\\\1", legal(ref))
    return f"[{text}](<{ref.iri}>)"


def forms(ref: DocumentRef) -> list[tuple[str, str]]:
    """Every form with its name."""
    return [("Văn bản hành chính", legal(ref)), ("Markdown", markdown(ref)), ("Định danh (IRI)", ref.iri)]


def passage(surface: str, place: str, citing: DocumentRef) -> str:
    """A citation as printed, with where it stands: «Chỉ thị số 28-CT/TW» (phần mở đầu, Kế hoạch số …)."""
    return f"«{surface}» ({place}, {legal(citing)})"
