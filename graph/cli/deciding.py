"""Answers become decisions: asked on a terminal or read from a sheet, recorded, applied, taken back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from cancu.graph.cli.dialogue import Dialogue
from cancu.graph.cli.opening import PATIENCE, opened, serve_remotely, waiting, writing
from cancu.graph.cli.reviewer import reviewer
from cancu.graph.cli.scope import Scope, scope_of
from cancu.graph.console import CommandError, confirmed, notice
from cancu.graph.review import CONFIRMED, DOCUMENT, Decision, ReviewError
from cancu.graph.store import home
from cancu.graph.uncertain import Answer, BadAnswerError, Question, decisions_for, understood
from cancu.graph.uncertain.account import place_of
from cancu.graph.uncertain.place import passage_of, place_words
from cancu.graph.uncertain.sheet import SheetError, filled_in

_WHOLE = "Đã đối chiếu toàn bộ phần máy đọc với bản gốc và xác nhận là đúng? / Is all of the reading right?"


def ask_all(scope: Scope, queue: Sequence[Question], who: str | None) -> None:
    """Ask every question of the queue; of one document, at the end, whether all of it is right."""
    if not queue:
        click.echo("Không còn chỗ nào cần soát. / Nothing to review.")
    else:
        places = sum(len(q.occurrences) for q in queue)
        click.echo(f"{len(queue)} câu hỏi cho {places} chỗ, chỗ gặp nhiều nhất trước. / {len(queue)} questions.\n")
    name = reviewer(who)
    touched: set[str] = set()

    def take(question: Question, answer: Answer, why: str) -> str:
        settled = decisions_for(question, answer, name, today(), why)
        _record(scope, [(answer.told, settled.decisions)])
        touched.update(settled.decisions)
        more = (
            f"; {len(settled.left_out)} chỗ để lại vì văn bản ban hành trước năm {answer.year}"
            if settled.left_out
            else ""
        )
        read = "đúng như máy đọc: " if any(c.confirms and c.value == answer.value for c in question.choices) else ""
        return f"đã ghi {sum(map(len, settled.decisions.values()))} chỗ: {read}{answer.told}{more}"

    dialogue = Dialogue(queue, scope.look_up, _describer(scope), take)
    try:
        ended = dialogue.run() if queue else True
        whole = scope.document if ended else None
        left = len(queue) - len(dialogue.taken)
        if whole and left and not scope.confirmed(whole):
            click.echo(f"Còn {left} câu chưa trả lời về văn bản này. / {left} questions are still open.")
        if whole and not scope.confirmed(whole) and confirmed(_WHOLE):
            touched.add(whole)
            _record(scope, [_confirmation(scope, whole, name)])
    except click.Abort:
        click.echo("\nDừng ở đây; những gì đã trả lời được giữ. / Stopped; what was answered is kept.")
    _apply(scope, touched)


def apply_sheet(scope: Scope, answerable: Mapping[str, Question], sheet: Path, name: str) -> None:
    """Apply a sheet: all its answers or, where one is not understood, none."""
    try:
        rows = filled_in(sheet)
    except SheetError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    taken: list[tuple[str, dict[str, tuple[Decision, ...]]]] = []
    gone, faults = [], []
    for row in rows:
        question = answerable.get(row.id)
        if question is None:
            gone.append(row)
            continue
        try:
            answer = understood(question, row.answer, scope.look_up)
            taken.append((answer.told, decisions_for(question, answer, name, today(), row.why).decisions))
        except (BadAnswerError, ReviewError) as error:
            faults.append(f"dòng {row.row}, câu {row.id}: {error}")
    if faults:
        listed = "\n  ".join(faults[:20])
        raise CommandError(
            f"{sheet}: {len(faults)} câu trả lời không hiểu được nên chưa ghi câu nào:\n  {listed}",
            f"{sheet}: {len(faults)} answers are not understood, so none was recorded.",
        )
    for row in gone:
        notice(
            f"Dòng {row.row}: câu {row.id} không còn được hỏi (đã có người trả lời, hoặc dữ liệu đã đổi); bỏ qua. / "
            f"Row {row.row}: question {row.id} is no longer asked; skipped."
        )
    _record(scope, taken)
    touched = {document for _, decisions in taken for document in decisions}
    count = sum(len(found) for _, decisions in taken for found in decisions.values())
    click.echo(f"Đã ghi {len(taken)} câu trả lời cho {count} chỗ. / {len(taken)} answers recorded for {count} places.")
    _apply(scope, touched)


def confirm_whole(scope: Scope, queue: Sequence[Question], name: str) -> None:
    """Record that a person found the whole reading of the document right."""
    assert scope.document is not None  # asked for before
    if queue:
        notice(f"Còn {len(queue)} câu hỏi chưa trả lời về văn bản này. / {len(queue)} questions are still open.")
    _record(scope, [_confirmation(scope, scope.document, name)])
    click.echo("Đã ghi: toàn bộ phần máy đọc của văn bản này đã soát. / Recorded: reviewed as a whole.")
    _apply(scope, {scope.document})


def _confirmation(scope: Scope, document: str, name: str) -> tuple[str, dict[str, tuple[Decision, ...]]]:
    sha256 = scope.told(document).get("sha256", "")
    if not sha256:
        raise CommandError(
            "Văn bản này chỉ biết qua viện dẫn, không có phần máy đọc để xác nhận.",
            "This instrument is known by citation only; there is no reading to confirm.",
        )
    why = "Đã đối chiếu toàn bộ phần máy đọc với văn bản"
    decision = Decision(CONFIRMED, DOCUMENT, "", 1, sha256, why, name, today().isoformat())
    return why, {document: (decision,)}


def _record(scope: Scope, answers: Iterable[tuple[str, dict[str, tuple[Decision, ...]]]]) -> None:
    from cancu.graph.keeping.reviewing import Taken, record

    taken = [Taken(told, decisions) for told, decisions in answers]
    files = {iri: scope.told(iri).get("file", "") for answer in taken for iri in answer.decisions}
    with writing(scope.folder):
        record(scope.folder, taken, files, PATIENCE, waiting)


def _apply(scope: Scope, touched: Iterable[str]) -> None:
    """Read the documents again with what was decided, and say what became of it."""
    from cancu.graph.keeping.reviewing import apply

    documents = set(touched)
    if not documents:
        return
    with writing(scope.folder):
        applied = apply(scope.folder, documents, PATIENCE, waiting)
    serve_remotely()
    if applied.read_again:
        click.echo(
            f"Đã áp dụng cho {len(applied.read_again)} văn bản. / Applied to {len(applied.read_again)} documents."
        )
    if applied.others:
        click.echo(f"{len(applied.others)} văn bản khác đổi theo. / {len(applied.others)} others changed with them.")
    if applied.waiting:
        click.echo(
            "Đã ghi nhưng chưa áp dụng, vì kho không giữ toàn văn; sẽ có hiệu lực khi thêm tệp bằng `cancu add`. / "
            "Recorded, not yet applied: the text is not held; add the file with `cancu add`."
        )
    for document in applied.waiting:
        told = scope.told(document)
        named = (told.get("number"), told.get("title"), told.get("issuer"), told.get("file"))
        click.echo(f"  - {', '.join(part for part in named if part) or document}")


def take_back() -> None:
    """Take the last answer back and read its documents again without it."""
    from cancu.graph.keeping.reviewing import undo

    folder = home()
    with writing(folder):
        undone = undo(folder, PATIENCE, waiting)
    if undone is None:
        click.echo("Chưa có câu trả lời nào để lấy lại. / There is no answer to take back.")
        return
    click.echo(f"Đã lấy lại: {undone.told} ({undone.entries} mục, {len(undone.documents)} văn bản). / Taken back.")
    knowledge = opened()
    _apply(scope_of(knowledge, None), undone.documents)


def _describer(scope: Scope) -> Callable[[Question, int], list[str]]:
    def describe(question: Question, nth: int) -> list[str]:
        occurrence = question.occurrences[nth]
        text = scope.text(occurrence.document)
        start = place_of(question, occurrence, text) if text is not None else None
        if text is None or start is None:
            return []
        return [f"{place_words(text, start)}: {passage_of(text, start, len(occurrence.surface))}"]

    return describe


def today() -> date:
    """The day on which an answer is given, where its readers live."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
