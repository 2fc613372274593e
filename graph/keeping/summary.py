"""What was understood of a document, and what was not, as a clerk reads it."""

from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from cancu.graph.keeping.changes import Change
from cancu.graph.keeping.outcome import Added, Kept, Outcome
from cancu.graph.known import TEXT, Instrument, Known
from cancu.graph.names import LEVEL, RELATION
from cancu.graph.plan.model import BLANK, ISSUED_WITH
from cancu.graph.read.outline import PREAMBLE
from cancu.graph.read.quality import GARBLED, UNDIACRITIC
from cancu.graph.reading import Reading
from cancu.graph.registry import Registry, load_registry
from cancu.graph.resolve import Citation
from cancu.graph.sections import section_words
from cancu.graph.spelling import vi_date
from cancu.graph.uncertain import Question
from cancu.graph.uncertain.account import account
from cancu.graph.uncertain.place import place_words
from cancu.graph.vocabulary import wordings

HEADINGS = {
    Kept.ADDED: "ĐÃ THÊM VÀO KHO / Added",
    Kept.REPLACED: "ĐÃ THAY BẢN TRƯỚC / Replaced the earlier version",
    Kept.UNCHANGED: "KHÔNG CÓ GÌ THAY ĐỔI / Unchanged",
    Kept.TEXT_STORED: "ĐÃ CẤT TOÀN VĂN / Text stored",
    Kept.RESTRICTED: "ĐÃ CẤT RIÊNG, KHÔNG VÀO KHO / Kept apart",
    Kept.REFUSED: "KHÔNG NHẬN / Refused",
    Kept.FAILED: "KHÔNG ĐỌC ĐƯỢC / Could not be read",
}
_GROUPS = ("implements", "based_on", "proposed_by", "replaces", "amends", "repeals")
_LISTED = 12
_QUOTED = 110


def summary(
    outcome: Outcome, added: Added, questions: Sequence[Question], document: str, place: tuple[int, int] = (1, 1)
) -> str:
    """The account of one document; `questions` are those that a review of it would ask, `document` is how a command
    names it, `place` says which it is of how many in its file.
    """
    number, count = place
    lines = [f"{HEADINGS[outcome.kind]}: {outcome.file.name}" + (f", văn bản {number}/{count}" if count > 1 else "")]
    if outcome.reason_vi:
        lines += [f"  {_sentence(outcome.reason_vi)}", f"  ({_sentence(outcome.reason_en)})"]
    if outcome.findings:
        lines += [f"  - {f.message('vi')} {f.surface or f.focus}" for f in outcome.findings]
    if outcome.kind in (Kept.UNCHANGED, Kept.TEXT_STORED) and questions:
        lines.append(f"  Còn {len(questions)} câu hỏi chưa trả lời về văn bản này: cancu review {document}")
    if outcome.reading is None or outcome.kind in (Kept.REFUSED, Kept.FAILED, Kept.UNCHANGED, Kept.TEXT_STORED):
        return "\n".join(lines) + "\n"
    registry = load_registry()
    lines += [f"  {line}" for line in _document(outcome.reading)]
    if outcome.kind == Kept.RESTRICTED:
        return "\n".join(lines) + "\n"
    lines += [f"  {line}" for line in (*_dealings(outcome, registry), *_changes(outcome.changes, outcome.kind))]
    lines += ["", *(f"  {line}" for line in _grounds(outcome.reading, added.known, registry))]
    lines += ["", *(f"  {line}" for line in account(questions, outcome.reading.text.content, document))]
    if notes := tuple(_notes(outcome.reading)):
        lines += ["", "  LƯU Ý / Note:", *(f"  - {note}" for note in notes)]
    return "\n".join(lines).rstrip() + "\n"


def _notes(reading: Reading) -> Iterator[str]:
    """What no answer of a review settles, but whoever uses the reading should know."""
    content, quality = reading.text.content, reading.text.quality
    if quality == GARBLED:
        yield "Bản chữ bị lỗi nhận dạng, có thể đọc sai hoặc sót; nên tìm bản Word hoặc PDF gốc."
    elif quality == UNDIACRITIC:
        yield "Bản chữ không có dấu: tên riêng có thể đọc chưa đúng."
    lost = [f"{section_words(d.section)} «{_cut(d.surface)}»".lstrip() for d in reading.unmatched]
    if lost:
        yield f"{len(lost)} quyết định trong tệp soát không còn khớp với văn bản: {_listed(lost)}."
    bare = [place_words(content, i.start) for i in reading.facts.indicators if not i.targets]
    if bare:
        yield f"{len(bare)} chỉ tiêu chưa đọc ra mức giao: {_listed(bare)}."


def _listed(items: Sequence[str]) -> str:
    shown = "; ".join(items[:_LISTED])
    return shown + (f"; … và {len(items) - _LISTED} chỗ khác" if len(items) > _LISTED else "")


def contents(outcomes: Sequence[Outcome]) -> str:
    """«Tệp này có 2 văn bản: …», above the accounts of the documents of one file."""
    named = [_first(o.reading) if o.reading else "văn bản không đọc lại" for o in outcomes]
    return (
        f"TỆP {outcomes[0].file.name} CÓ {len(outcomes)} VĂN BẢN / {len(outcomes)} documents in one file:\n"
        + "".join(f"  {number}. {name}\n" for number, name in enumerate(named, start=1))
    )


def instrument_name(instrument: Instrument, registry: Registry) -> str:
    """«Chỉ thị 28-CT/TW ngày 25/12/2023 của Ban Bí thư»; as much as is known."""
    kind = registry.types[instrument.type].name if instrument.type in registry.types else "Văn bản"
    if instrument.number is None:
        named = instrument.name or instrument.title or ""
        name = named if named.startswith(kind) else f"{kind} «{_cut(named)}»"
    else:
        name = f"{kind} {instrument.number}"
    body = registry.body_by_slug(instrument.issuer.rpartition("/")[2]) if instrument.issuer else None
    return name + _dated(instrument.date or instrument.year) + (f" của {body.name}" if body else "")


def _first(reading: Reading) -> str:
    identity = reading.facts.identity
    kind = identity.type.name if identity.type else "Văn bản (không rõ loại)"
    without = {ISSUED_WITH: "ban hành kèm theo quyết định", BLANK: "(số để trống)"}.get(identity.number_status)
    number = f" {identity.number or without or '(không có số)'}"
    return f"{kind}{number}{_dated(identity.date) or ', không rõ ngày'}"


def _document(reading: Reading) -> Iterator[str]:
    identity, facts = reading.facts.identity, reading.facts
    yield _first(reading)
    if identity.issuer_name:
        yield f"Cơ quan ban hành: {identity.issuer_name} ({_level(identity.level)})"
    else:
        yield "Cơ quan ban hành: không rõ"
    yield f"Trích yếu: {_cut(identity.title, 220) or 'không rõ'}"
    targets = sum(len(i.targets) for i in facts.indicators)
    duties = len({(d.start, d.end) for a in facts.assignments for d in a.duties})
    agencies = len({a.agency.name for a in facts.assignments})
    counted = {
        "viện dẫn": len(reading.resolution.citations),
        "mức chỉ tiêu": targets,
        "nhiệm vụ": duties,
        "chế độ báo cáo": len(facts.deadlines),
    }
    charged = {"nhiệm vụ": f" giao cho {agencies} cơ quan, nhóm cơ quan"}
    told = [f"{number} {what}{charged.get(what, '')}" for what, number in counted.items() if number]
    if facts.plan_orders:
        told.append(f"{len(facts.plan_orders)} yêu cầu ban hành kế hoạch")
    missing = [what for what, number in counted.items() if not number]
    if told:
        yield f"Đọc được: {', '.join(told)}"
    if missing:
        yield f"Không thấy: {', '.join(missing)}"


def _level(level: str | None) -> str:
    said = wordings(LEVEL).get(level or "")
    return f"cấp {said.lower()}" if said else "không rõ cấp"


def _dealings(outcome: Outcome, registry: Registry) -> Iterator[str]:
    """What it has to do with drafts, signed copies and decisions already in hand."""
    form = "bản chính thức" if outcome.reading and outcome.reading.facts.identity.number else "bản mới"
    for draft in outcome.official_of:
        yield f"Là {form} của {instrument_name(draft, registry)}; địa chỉ cũ chuyển sang văn bản này."
    for draft in outcome.drafts:
        yield f"Có thể là bản chính thức của {instrument_name(draft, registry)}, số còn để trống, đang có trong kho."
        yield "Nếu không phải, hai văn bản đứng riêng; nếu đúng, chạy:"
        yield f"  cancu add {quote(str(outcome.file))} --official-of {draft.iri}"
    for old in outcome.versions:
        same_number = "cùng số, cùng ngày; cơ quan ban hành chưa có trong danh mục"
        alike = same_number if old.number else "cũng không có số"
        yield f"Có thể là bản mới của {instrument_name(old, registry)}, đang có trong kho, {alike}."
        yield "Nếu không phải, hai văn bản đứng riêng; nếu đúng, chạy:"
        yield f"  cancu add {quote(str(outcome.file))} --version-of {old.iri}"
    for signed in outcome.signed:
        yield f"Kho đã có bản có số: {instrument_name(signed, registry)}; văn bản này được giữ riêng."
    if outcome.restored:
        yield "Dùng lại tệp soát đã cất khi văn bản này được bỏ ra lần trước."


def _changes(found: tuple[Change, ...], kind: Kept) -> Iterator[str]:
    if kind != Kept.REPLACED:
        return
    if not found:
        yield "So với bản trước: không có viện dẫn, chỉ tiêu, nhiệm vụ, hạn báo cáo nào khác."
        return
    yield "So với bản trước:"
    for change in found:
        for word, items in (("thêm", change.gained), ("bỏ", change.lost), ("đổi", change.changed)):
            if items:
                shown = "; ".join(_cut(item) for item in items[:5]) + (" …" if len(items) > 5 else "")
                yield f"  {word} {len(items)} {change.kind}: {shown}"


def _grounds(reading: Reading, known: Known, registry: Registry) -> Iterator[str]:
    """What it rests on and carries out, by relation, each instrument once."""
    named: dict[str, dict[str, Citation]] = {}
    for citation in reading.resolution.citations:
        relation = citation.mention.relation
        if relation == "based_on" and citation.mention.section != PREAMBLE:
            relation = "cites"
        named.setdefault(relation, {}).setdefault(citation.instrument or citation.mention.text, citation)
    for relation in _GROUPS:
        found = named.get(relation, {})
        if found:
            yield f"{wordings(RELATION)[relation]} ({len(found)}):"
        for citation in list(found.values())[:_LISTED]:
            yield f"  - {_cited(citation, known, registry)}"
        if len(found) > _LISTED:
            yield f"  … và {len(found) - _LISTED} văn bản khác"
    if not named.get("implements") and not named.get("based_on"):
        yield "Không thấy câu «thực hiện …» hay «căn cứ …» nào nêu văn bản cụ thể."
    others = {key for relation in named.keys() - set(_GROUPS) for key in named[relation]}
    if others:
        yield f"Dẫn chiếu trong nội dung hoặc trong tên văn bản khác: {len(others)} văn bản"


def _cited(citation: Citation, known: Known, registry: Registry) -> str:
    instrument = known.by_iri.get(citation.instrument) if citation.instrument else None
    if instrument is None:
        return f"«{_flat(citation.mention.text)}»: chưa xác định được là văn bản nào"
    status = "đã có trong kho" if instrument.held == TEXT else "chỉ biết qua viện dẫn"
    return f"{instrument_name(instrument, registry)} ({status})"


def _dated(iso: str | None) -> str:
    """« ngày 25/12/2023», « tháng 12/2023», « năm 2023»."""
    if not iso:
        return ""
    word = {4: "năm", 7: "tháng"}.get(len(iso), "ngày")
    return f" {word} {vi_date(iso)}"


def _sentence(text: str) -> str:
    named = text.partition(" ")[0].endswith(":")  # the name of a file keeps its letters
    return (text if named else text[:1].upper() + text[1:]) + ("" if text.endswith((".", "!", "?")) else ".")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, length: int = _QUOTED) -> str:
    flat = _flat(text)
    return flat if len(flat) <= length else flat[:length].rpartition(" ")[0] + " …"


def counted(outcomes: Iterable[Outcome]) -> str:
    """How many files came to what end, in one line for each."""
    found: dict[Kept, int] = {}
    for outcome in outcomes:
        found[outcome.kind] = found.get(outcome.kind, 0) + 1
    return "\n".join(f"  {HEADINGS[kind]}: {found[kind]}" for kind in HEADINGS if kind in found)
