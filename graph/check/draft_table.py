"""The citations of a checked draft as a table for people."""

from collections import Counter

from cancu.graph.check.ground import Agreement, Draft, Ground
from cancu.graph.check.places import spoken_date
from cancu.graph.names import STATUS
from cancu.graph.results import text_table
from cancu.graph.spelling import vi_date
from cancu.graph.vocabulary import wordings

_WIDEST = 48
_WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "draft": "Văn bản kiểm tra: {label}",
        "file": "Tệp: {file}",
        "none": "Không thấy viện dẫn nào.",
        "count": "Viện dẫn: {all} · có trong dữ liệu: {known} · chưa có: {new} · chưa xác định: {open}",
        "line": "Dòng",
        "page": "Trang",
        "citation": "Viện dẫn",
        "in_data": "Trong dữ liệu",
        "number": "Số, ký hiệu",
        "date": "Ngày",
        "issuer": "Cơ quan ban hành",
        "standing": "Tình trạng hôm nay",
        "in-force": "Đã có hiệu lực; chưa kiểm tra việc hết",
        "was": "{now} (ngày dự thảo: {then})",
        "text": "có toàn văn",
        "register": "có (sổ theo dõi)",
        "held": "có",
        "new": "chưa có",
        "unyeared": "không ghi năm; có bản {years}",
        "ambiguous": "trùng số, cần chọn",
        "unresolved": "chưa xác định",
        "agrees": "khớp",
        "differs": "xem lại",
        "not-printed": "không ghi",
        "unknown": "không rõ",
        "data_date": "xem lại (dữ liệu: {date})",
        "ended": "kết thúc từ {date}",
    },
    "en": {
        "draft": "Document checked: {label}",
        "file": "File: {file}",
        "none": "No citation was found.",
        "count": "Citations: {all} · in the data: {known} · not there: {new} · open: {open}",
        "line": "Line",
        "page": "Page",
        "citation": "Citation",
        "in_data": "In the data",
        "number": "Number",
        "date": "Date",
        "issuer": "Issuer",
        "standing": "Status today",
        "in-force": "Took effect; its end is unchecked",
        "was": "{now} (on the draft's day: {then})",
        "text": "full text",
        "register": "register",
        "held": "yes",
        "new": "no",
        "unyeared": "no year; there is that of {years}",
        "ambiguous": "several of this number",
        "unresolved": "open",
        "agrees": "agrees",
        "differs": "look again",
        "not-printed": "not printed",
        "unknown": "unknown",
        "data_date": "look again (data: {date})",
        "ended": "ended on {date}",
    },
}


_NOTHING_TO_COMPARE = "–"
_AGREEMENTS = {"number": "number", "date": "date", "issuer": "issuer_agrees"}


def draft_text(draft: Draft, language: str = "vi") -> str:
    """What the draft is and a row for each citation; lines and pages are those of the file."""
    words = _WORDS[language]
    head = [words["draft"].format(label=draft.label), words["file"].format(file=draft.file)]
    if not draft.grounds:
        return "\n".join([*head, words["none"]]) + "\n"
    counted = Counter(_presence(ground) for ground in draft.grounds)
    new, open_ = counted["new"], counted["unyeared"] + counted["ambiguous"] + counted["unresolved"]
    total = len(draft.grounds)
    head.append(words["count"].format(all=total, known=total - new - open_, new=new, open=open_))
    paged = any(ground.page is not None for ground in draft.grounds)
    columns = [*(["page"] if paged else []), "line", "citation", "in_data", "number", "date", "issuer", "standing"]
    rows = [[_cell(ground, column, language) for column in columns] for ground in draft.grounds]
    return "\n".join(head) + "\n" + text_table([words[column] for column in columns], rows, widest=_WIDEST)


def _presence(ground: Ground) -> str:
    if ground.resolution != "resolved":
        return ground.resolution
    if not ground.in_data:
        return "unyeared" if ground.years else "new"
    return ground.held if ground.held in ("text", "register") else "held"


def _cell(ground: Ground, column: str, language: str) -> str:
    words = _WORDS[language]
    match column:
        case "line" | "page":
            return str(ground.line if column == "line" else ground.page or "")
        case "citation":
            return " ".join(ground.surface.split())
        case "in_data":
            return words[_presence(ground)].format(years=", ".join(ground.years))
        case "number" | "date" | "issuer" if not ground.in_data and getattr(ground, _AGREEMENTS[column]) != "differs":
            return _NOTHING_TO_COMPARE
        case "number":
            return words[ground.number]
        case "date":
            if ground.date == "differs" and ground.known_date:
                return words["data_date"].format(date=spoken_date(ground.known_date, language))
            return words[ground.date]
        case "standing":
            return _standing(ground, language)
        case _:
            return _issuer(ground, language)


def _standing(ground: Ground, language: str) -> str:
    """Today's status; beside it that of the draft's day where the two differ."""
    if ground.stands is None:
        return _NOTHING_TO_COMPARE
    # That it took effect is known, that nothing ended it since is not.
    said = {**wordings(STATUS, language), "in-force": _WORDS[language]["in-force"]}
    now = said[ground.stands.status]
    if ground.stood is None or ground.stood.status == ground.stands.status:
        return now
    return _WORDS[language]["was"].format(now=now, then=said[ground.stood.status])


def _issuer(ground: Ground, language: str) -> str:
    words, said = _WORDS[language], _agreement(ground.issuer_agrees, language)
    if ground.issuer_ended is None:
        return said
    day = ground.issuer_ended if language == "en" else vi_date(ground.issuer_ended)
    return f"{said}; {words['ended'].format(date=day)}"


def _agreement(agreement: Agreement, language: str) -> str:
    return _WORDS[language][agreement]
