"""What exactly a finding is about, in a few words, where the rule's own sentence leaves that open."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from cancu.graph.check.findings import Finding
from cancu.graph.check.places import Facts, spoken_date
from cancu.graph.check.rules import Rule, rules_by_iri
from cancu.graph.names import DCTERMS, ELI, ONTOLOGY
from cancu.graph.sections import section_words

Detail: TypeAlias = tuple[str, str]
Describer: TypeAlias = Callable[[Facts, str, str], Detail]

_NOTHING: Detail = ("", "")


def finding_of(facts: Facts, rule: Rule, focus: str, path: str | None, value: str | None, component: str) -> Finding:
    """A finding of a rule, with its place and detail looked up."""
    place = facts.place(focus, value)
    detail_vi, detail_en = detail(facts, rule.id, focus, value)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message_vi=rule.message_vi,
        message_en=rule.message_en,
        detail_vi=detail_vi,
        detail_en=detail_en,
        focus=focus,
        path=path,
        value=value,
        plan=place.plan,
        plan_label=place.label,
        section=place.section,
        start=place.start,
        end=place.end,
        surface=place.surface,
        source_shape=rule.iri,
        component=component,
    )


def reworded(facts: Facts, finding: Finding) -> Finding:
    """The finding in the words of today: what it is about may have another name or number than when it was found."""
    rule = rules_by_iri()[finding.source_shape]
    return finding_of(facts, rule, finding.focus, finding.path, finding.value, finding.component)


def detail(facts: Facts, rule: str, focus: str, value: str | None) -> Detail:
    """Vietnamese and English detail of a finding; empty where there is nothing to add."""
    describe = _BY_RULE.get(rule)
    return _NOTHING if describe is None else describe(facts, focus, value or "")


_DAYS = (
    ("thứ Hai", "Monday"), ("thứ Ba", "Tuesday"), ("thứ Tư", "Wednesday"), ("thứ Năm", "Thursday"),
    ("thứ Sáu", "Friday"), ("thứ Bảy", "Saturday"), ("Chủ nhật", "Sunday"),
)  # fmt: skip


def _weekend(facts: Facts, _focus: str, value: str) -> Detail:
    iso = facts.own(value, "printedDate") or value
    vi, en = _DAYS[date.fromisoformat(iso).weekday()]
    return f"{vi[:1].upper()}{vi[1:]}, {spoken_date(iso)}.", f"{en}, {iso}."


def _both(facts: Facts, focus: str, value: str) -> Detail:
    """The citing document and the cited one, each with its level."""
    cited = facts.own(value, "citedDocument") or ""
    own, other = (facts.named(facts.own(iri, "level") or "") for iri in (focus, cited))
    return f"Văn bản này: {own}; văn bản được viện dẫn: {other}.", f"This document: {own}; the cited one: {other}."


def _life(facts: Facts, focus: str, value: str) -> Detail:
    """The instrument with its date, its issuer and the days between which that existed."""
    since, end = facts.own(value, "existsFrom"), facts.own(value, "endedOn")
    vi = ", ".join(t for t in (since and f"từ {spoken_date(since)}", end and f"kết thúc từ {spoken_date(end)}") if t)
    en = ", ".join(t for t in (since and f"from {since}", end and f"ended on {end}") if t)
    return (
        f"{facts.instrument(focus, 'vi')}; {facts.named(value)}: {vi}.",
        f"{facts.instrument(focus, 'en')}; {facts.named(value)}: {en}.",
    )


def _weaker(facts: Facts, focus: str, value: str) -> Detail:
    own, theirs = (f"{facts.own(t, 'comparator')} {facts.own(t, 'valueText')}" for t in (focus, value))
    measure = facts.own(focus, "measure") or ""
    return f"{measure}: {own}; văn bản cấp trên: {theirs}.", f"{measure}: {own}; the instrument above: {theirs}."


def _two_dues(facts: Facts, focus: str, value: str) -> Detail:
    late, early = (facts.own(report, "dueDate") or "" for report in (focus, value))
    body = facts.named(facts.own(value, "reporter") or "")
    return (
        f"Hạn gửi: {spoken_date(late)}; {body} phải báo cáo: {spoken_date(early)}.",
        f"Due {late}; {body} reports by {early}.",
    )


def _quoted(value: str) -> Detail:
    return f"Ghi: «{value}».", f"Printed: «{value}»."


def _raw_date(_facts: Facts, _focus: str, value: str) -> Detail:
    return _quoted(value)


def _separator(facts: Facts, focus: str, value: str) -> Detail:
    right = facts.own(focus, "printedNumber") or ""
    return f"Ghi: «{value}»; đúng thể thức: «{right}».", f"Printed: «{value}»; proper form: «{right}»."


def _incomplete(facts: Facts, focus: str, _value: str) -> Detail:
    printed = facts.own(focus, "dateText")
    return _quoted(" ".join(printed.split())) if printed else _NOTHING


def _blank(facts: Facts, focus: str, _value: str) -> Detail:
    symbol = facts.own(focus, "symbol")
    return (f"Ký hiệu: {symbol}.", f"Symbol: {symbol}.") if symbol else _NOTHING


def _cited(facts: Facts, _focus: str, value: str) -> Detail:
    instrument = facts.own(value, "citedDocument")
    if instrument is None:
        return _NOTHING
    return tuple_of(lambda language: f"{facts.instrument(instrument, language)}.")


def _date_differs(facts: Facts, _focus: str, value: str) -> Detail:
    printed = facts.own(value, "printedDate") or ""
    instrument = facts.own(value, "citedDocument") or ""
    held = facts.value(instrument, DCTERMS + "issued") or ""
    return (
        f"Ghi: {spoken_date(printed)}; trong dữ liệu: {spoken_date(held)}.",
        f"Printed: {printed}; in the data: {held}.",
    )


def _number_year(facts: Facts, _focus: str, value: str) -> Detail:
    number = facts.own(value, "printedNumber") or ""
    date = facts.own(value, "printedDate") or ""
    return f"Số {number}, ngày {spoken_date(date)}.", f"Number {number}, date {date}."


def _after(facts: Facts, focus: str, value: str) -> Detail:
    cited = facts.own(value, "printedDate") or ""
    issued = facts.value(focus, DCTERMS + "issued") or ""
    return (
        f"Viện dẫn: {spoken_date(cited)}; kế hoạch: {spoken_date(issued)}.",
        f"Cited: {cited}; the plan: {issued}.",
    )


def _issuer_differs(facts: Facts, _focus: str, value: str) -> Detail:
    printed = facts.own(value, "printedIssuer") or ""
    instrument = facts.own(value, "citedDocument") or ""
    held = facts.named(facts.own(instrument, "issuedBy") or "")
    return tuple_of(
        lambda language: (
            f"{facts.instrument(instrument, language)}: printed «{printed}», in the data «{held}»."
            if language == "en"
            else f"{facts.instrument(instrument, language)}: ghi «{printed}», trong dữ liệu «{held}»."
        )
    )


def _two_registers(facts: Facts, _focus: str, value: str) -> Detail:
    printed = facts.own(value, "printedNumber") or ""
    instrument = facts.own(value, "citedDocument") or ""
    held = facts.own(instrument, "documentNumber") or ""
    reason = facts.own(value, "resolutionNote")
    vi = f"Ghi: {printed}; trong dữ liệu: {held}."
    return f"{vi} Quyết định rà soát: {reason}" if reason else vi, f"Printed: {printed}; in the data: {held}."


def _same_number(facts: Facts, focus: str, value: str) -> Detail:
    printed = [
        {n for c in facts.subjects(ONTOLOGY + "citedDocument", i) for n in facts.values(c, ONTOLOGY + "printedNumber")}
        for i in (focus, value)
    ]
    number = ", ".join(sorted(printed[0] & printed[1]))
    return tuple_of(
        lambda language: f"{number}: {facts.instrument(focus, language)}; {facts.instrument(value, language)}."
    )


def _candidates(facts: Facts, focus: str, _value: str) -> Detail:
    iris = facts.values(focus, ONTOLOGY + "candidate")
    if not iris:
        return _NOTHING
    return tuple_of(lambda language: "; ".join(facts.instrument(i, language) for i in iris) + ".")


def _unresolved(facts: Facts, focus: str, _value: str) -> Detail:
    note = facts.own(focus, "resolutionNote")
    return (note, "") if note else _NOTHING


def _ended(facts: Facts, focus: str, value: str) -> Detail:
    """The body, what it has to do with the plan, since when it is gone, reports due later, and the place now."""
    end = facts.own(value, "endedOn") or ""
    roles = [("ban hành kế hoạch", "issued the plan")] if value in facts.values(focus, ONTOLOGY + "issuedBy") else []
    late: set[str] = set()
    for name, vi, en in (
        ("reportTo", "nhận báo cáo", "receives reports"),
        ("via", "tổng hợp báo cáo", "gathers reports"),
    ):
        reports = facts.parts_naming(focus, name, value)
        late |= {due for r in reports for due in [facts.own(r, "dueDate") or ""] if due >= end and due}
        sections = sorted({facts.own(r, "section") or "" for r in reports})
        if reports:
            where_vi, where_en = (", ".join(section_words(s, language) for s in sections) for language in ("vi", "en"))
            roles.append((f"{vi} ({where_vi})", f"{en} ({where_en})"))
    body = facts.named(value)
    vi = f"{body}: {', '.join(vi for vi, _ in roles)}; kết thúc hoạt động từ {spoken_date(end)}"
    en = f"{body}: {', '.join(en for _, en in roles)}; ended on {end}"
    if late:
        vi += f", trước hạn báo cáo {', '.join(spoken_date(d) for d in sorted(late))}"
        en += f", before the report is due ({', '.join(sorted(late))})"
    area = facts.value(value, ELI + "jurisdiction") or ""
    heir = _heir(facts, area) if facts.own(area, "endedOn") == end else None
    if heir is not None:
        since = facts.own(heir, "existsFrom")
        vi += f"; địa bàn nay thuộc {facts.named(heir)}" + (f" (từ {spoken_date(since)})" if since else "")
        en += f"; the area is now of {facts.named(heir)}" + (f" (since {since})" if since else "")
    return vi + ".", en + "."


def _heir(facts: Facts, area: str) -> str | None:
    """The area that holds the ground today, through every change in between; None where one change parted it."""
    heir: str | None = None
    while len(following := facts.values(heir or area, DCTERMS + "isReplacedBy")) == 1:
        heir = following[0]
    return heir if not following else None


def _leads(facts: Facts, focus: str, _value: str) -> Detail:
    item = facts.own(focus, "itemNumber") or ""
    bodies = "; ".join(facts.named(b) for b in facts.values(focus, ONTOLOGY + "leadAgency"))
    return f"Chỉ tiêu {item}: {bodies}.", f"Indicator {item}: {bodies}."


def _item(facts: Facts, focus: str, _value: str) -> Detail:
    item, label = facts.own(focus, "itemNumber") or "", facts.named(focus)
    return f"Chỉ tiêu {item}: {label}.".replace(" :", ":"), f"Indicator {item}: {label}.".replace(" :", ":")


def _skipped(_facts: Facts, _focus: str, value: str) -> Detail:
    vi, en = section_words(value), section_words(value, "en")
    if value.rpartition(".")[2].islower():
        vi, en = vi.replace("mục", "điểm"), en.replace("section", "point")
    return f"Không thấy {vi}.", f"No {en}."


def _repeated(_facts: Facts, _focus: str, value: str) -> Detail:
    sections = section_words(value, "en").replace("section", "sections")
    return f"Có hai {section_words(value)}.", f"There are two {sections}."


def _foreign(_facts: Facts, _focus: str, value: str) -> Detail:
    return f"Điểm {value}.", f"Point {value}."


def _districts(_facts: Facts, _focus: str, value: str) -> Detail:
    section, _, bodies = value.partition(" ")
    return f"Mục {section}: {bodies}.", f"Section {section}: {bodies}."


def _bare(facts: Facts, focus: str, value: str) -> Detail:
    measure = facts.own(focus, "measure") or ""
    return f"{measure}: ghi «{value}».", f"{measure}: printed «{value}»."


def _due_weekend(facts: Facts, focus: str, value: str) -> Detail:
    """The due day with its day of the week, and the last working day up to it."""
    due = date.fromisoformat(value)
    before = facts.own(focus, "dueBefore") == "true"
    last = due - timedelta(days=1) if before else due
    while last.weekday() > 4:
        last -= timedelta(days=1)
    vi, en = _DAYS[due.weekday()]
    word_vi, word_en = ("Trước", "Before") if before else ("Hạn", "Due")
    return (
        f"{word_vi} {spoken_date(value)} ({vi}); ngày làm việc cuối cùng: {spoken_date(last.isoformat())}.",
        f"{word_en} {value} ({en}); last working day: {last.isoformat()}.",
    )


def _named(facts: Facts, _focus: str, value: str) -> Detail:
    return f"{facts.named(value)}.", f"{facts.named(value)}."


def _period(facts: Facts, _focus: str, value: str) -> Detail:
    instrument = facts.own(value, "citedDocument") or ""
    end = facts.own(instrument, "periodEnd") or ""
    return (
        f"{facts.instrument(instrument, 'vi')}: đến hết năm {end}.",
        f"{facts.instrument(instrument, 'en')}: until the end of {end}.",
    )


def _symbol_issuer(facts: Facts, _focus: str, value: str) -> Detail:
    number, issuer = facts.own(value, "printedNumber") or "", facts.own(value, "printedIssuer") or ""
    return f"Số, ký hiệu {number}; cơ quan ghi: {issuer}.", f"Number {number}; issuer as printed: {issuer}."


def _reporter(facts: Facts, focus: str, value: str) -> Detail:
    """The reporter with the day from which it, or the area of a group, is no more, and the day of the report."""
    end = facts.own(value, "endedOn") or facts.own(facts.value(value, ELI + "jurisdiction") or "", "endedOn") or ""
    due = facts.own(focus, "dueDate") or ""
    return (
        f"{facts.named(value)}: kết thúc hoạt động từ {spoken_date(end)}; hạn báo cáo {spoken_date(due)}.",
        f"{facts.named(value)}: ended on {end}; the report is due {due}.",
    )


def _reports(facts: Facts, focus: str, _value: str) -> Detail:
    reporters = ", ".join(facts.named(b) for b in facts.values(focus, ONTOLOGY + "reporter"))
    recipients = ", ".join(facts.named(b) for b in facts.values(focus, ONTOLOGY + "reportTo"))
    # Who is charged may report itself or prepare the report of another («tham mưu UBND huyện báo cáo»).
    told = [("Nơi nhận", "To", recipients), ("Cơ quan được giao", "Charged with it", reporters)]
    vi = "; ".join(f"{label}: {names}" for label, _, names in told if names)
    en = "; ".join(f"{label}: {names}" for _, label, names in told if names)
    return (f"{vi}.", f"{en}.") if reporters else (f"{vi}; không ghi ai báo cáo.", f"{en}; nobody is said to report.")


def _unmatched(_facts: Facts, _focus: str, value: str) -> Detail:
    return f"Mục trong tệp soát: {value}.", f"Entry of the review file: {value}."


def tuple_of(say: Callable[[str], str]) -> Detail:
    """The same said in both languages."""
    return say("vi"), say("en")


_BY_RULE: dict[str, Describer] = {
    "citation-impossible-date": _raw_date,
    "citation-incomplete-date": _raw_date,
    "citation-number-separator": _separator,
    "citation-undated": _cited,
    "citation-law-undated": _cited,
    "citation-number-year": _number_year,
    "citation-after-document": _after,
    "citation-date-differs": _date_differs,
    "citation-issuer-differs": _issuer_differs,
    "citation-two-registers": _two_registers,
    "citation-ambiguous": _candidates,
    "citation-unresolved": _unresolved,
    "same-number": _same_number,
    "same-number-two-types": _same_number,
    "plan-number-blank": _blank,
    "plan-date-incomplete": _incomplete,
    "body-ended": _ended,
    "body-ended-since": _ended,
    "district-level-ended": _districts,
    "section-foreign-letter": _foreign,
    "target-bare": _bare,
    "due-impossible": _raw_date,
    "due-weekend": _due_weekend,
    "indicator-two-leads": _leads,
    "indicator-without-direction": _item,
    "section-skipped": _skipped,
    "section-repeated": _repeated,
    "recipients-miss-assignee": _named,
    "ground-period-over": _period,
    "citation-symbol-issuer": _symbol_issuer,
    "reporting-without-date": _reports,
    "reporter-ended": _reporter,
    "review-unmatched": _unmatched,
    "citation-date-weekend": _weekend,
    "plan-date-weekend": _weekend,
    "implements-lower-level": _both,
    "issuer-outside-life": _life,
    "target-weaker": _weaker,
    "report-after-report": _two_dues,
}
