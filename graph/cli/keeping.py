"""Commands about documents of one's own: add, remove."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cancu.graph.cli.opening import PATIENCE, built, opened, readable, serve_remotely, waiting, writing
from cancu.graph.console import (
    CommandError,
    InterruptedWorkError,
    StoppedError,
    confirmed,
    notice,
    ocr_settings,
    write_out,
)
from cancu.graph.lookup import LookupFailedError
from cancu.graph.names import HELD
from cancu.graph.store import home

if TYPE_CHECKING:
    from cancu.graph.keeping.outcome import Added, Options, Outcome
    from cancu.graph.read import OcrSettings
    from cancu.graph.uncertain import Question

FEW = 10
"""Files up to which each gets its full account."""


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--official-of",
    "--version-of",
    "official_of",
    metavar="IRI|TỆP",
    help="Bản dự thảo, bản trước mà tệp này là bản chính thức, bản mới. / Its earlier draft or version.",
)
@click.option(
    "--allow-restricted", is_flag=True, help="Nhận cả văn bản mật, lưu hành nội bộ; cất riêng, không vào kho."
)
@click.option("--allow-unclear", is_flag=True, help="Nhận cả văn bản không rõ loại, số, cơ quan ban hành.")
@click.option(
    "--jobs", type=click.IntRange(1, 32), default=2, show_default=True, help="Số tiến trình đọc. / Processes."
)
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=120.0,
    show_default=True,
    help="Giây cho mỗi tệp, và cho mỗi trang nhận dạng.",
)
@click.option(
    "--ocr/--no-ocr",
    default=None,
    help="Nhận dạng chữ mọi trang, hoặc không trang nào; mặc định: các trang không có lớp chữ dùng được. / Recognise "
    "every page, or none; by default those without usable text.",
)
@click.option("--report", type=click.Path(path_type=Path), help="Ghi kết quả từng tệp ra CSV. / Outcomes as CSV.")
@click.pass_context
def add_command(
    context: click.Context,
    files: tuple[Path, ...],
    official_of: str | None,
    allow_restricted: bool,
    allow_unclear: bool,
    jobs: int,
    seconds: float,
    ocr: bool | None,
    report: Path | None,
) -> None:
    """Đọc văn bản rồi giữ lại trong kho; in ra những gì hiểu được và những gì chưa chắc chắn.

    Read documents and keep them; what was understood and what is uncertain is printed. A folder is read with all its
    files, by several processes; stopped, the same command goes on where it was. Ends with 0 when all are kept, 1 when
    some are refused, 2 when the command could not run.
    """
    from cancu.graph.keeping.adding import add
    from cancu.graph.keeping.intake import arrive
    from cancu.graph.keeping.outcome import Options

    if len(files) > FEW or any(path.is_dir() for path in files):
        if official_of:
            raise _one_file_only()
        outcomes = _add_many(files, Options(allow_restricted, allow_unclear), jobs, seconds, ocr_settings(ocr, home()))
        _finish(context, outcomes, report)
        return
    drafts = {files[0]: _draft(official_of, files)} if official_of else {}
    arrivals = [arrive(path, ocr_settings(ocr, home())) for path in files]
    with writing(home()):
        options = Options(allow_restricted, allow_unclear, drafts)
        added = add(home(), arrivals, options, PATIENCE, waiting)
        chosen = _asked(added)
        if chosen:
            again = [arrival for arrival in arrivals if arrival.path in chosen]
            added = add(home(), again, Options(allow_restricted, allow_unclear, chosen), PATIENCE, waiting)
    serve_remotely()
    click.echo("\n".join(_accounts(added)), nl=False)
    if added.others:
        notice(
            f"Đã xác định lại viện dẫn của {len(added.others)} văn bản khác trong kho. / Citations of "
            f"{len(added.others)} other documents were resolved anew."
        )
    _finish(context, added.outcomes, report)


def _add_many(
    files: Sequence[Path], options: "Options", jobs: int, seconds: float, ocr: "OcrSettings"
) -> "list[Outcome]":
    """Keep whole folders, with a progress bar, and tell at the end what became of the files."""
    from cancu.graph.keeping.many import add_many, files_in
    from cancu.graph.keeping.summary import counted

    paths = files_in(files)
    try:
        with writing(home()), click.progressbar(length=len(paths), label="Đọc / Reading", file=sys.stderr) as bar:

            def recognised(done: int, total: int) -> None:
                bar.label = f"Đọc / Reading (OCR: {done}/{total})"
                bar.render_progress()

            shown = replace(ocr, progress=recognised)
            outcomes = add_many(home(), paths, options, jobs, seconds, PATIENCE, waiting, lambda: bar.update(1), shown)
        notice("Đang kiểm tra và dựng kho … / Checking and building the store …")
        built()
    except KeyboardInterrupt:
        raise InterruptedWorkError(
            "Đã dừng. Những tệp đã ghi nhận vẫn còn; chạy lại cùng lệnh để làm tiếp.",
            "Stopped. What was kept stays; run the same command again to go on.",
        ) from None
    more = f", {len(outcomes)} văn bản / documents" if len(outcomes) > len(paths) else ""
    click.echo(f"{len(paths)} tệp / files{more}:\n{counted(outcomes)}")
    bad = [outcome for outcome in outcomes if not outcome.kind.good]
    if bad:
        click.echo("\nKhông giữ / Not kept:")
    for outcome in bad:
        click.echo(f"  {outcome.file}: {outcome.reason_vi.removeprefix(f'{outcome.file}: ')}")
    return outcomes


def _finish(context: click.Context, outcomes: "Sequence[Outcome]", report: Path | None) -> None:
    from cancu.graph.keeping.many import report as as_csv

    if report is not None:
        write_out(as_csv(outcomes), report)
    context.exit(0 if all(outcome.kind.good for outcome in outcomes) else 1)


def _accounts(added: "Added") -> Iterator[str]:
    """The accounts of all documents; a file that holds several says so first."""
    from cancu.graph.keeping.summary import contents, summary

    questions = _questions(added)
    for file, group in groupby(added.outcomes, lambda outcome: outcome.file):
        outcomes = list(group)
        if len(outcomes) > 1:
            yield contents(outcomes)
        for number, outcome in enumerate(outcomes, start=1):
            document = outcome.iri if len(outcomes) > 1 and outcome.iri else str(file)
            asked = questions.get(outcome.iri, ())
            yield summary(outcome, added, asked, shlex.quote(document), (number, len(outcomes)))


def _questions(added: "Added") -> "dict[str, tuple[Question, ...]]":
    """What `cancu review` would ask about each document that is in the store now, by its IRI."""
    from cancu.graph.cli.scope import scope_of
    from cancu.graph.keeping.outcome import Kept

    kept = {o.iri for o in added.outcomes if o.iri and o.kind.good and o.kind != Kept.RESTRICTED}
    if not kept:
        return {}
    knowledge = opened()
    with readable(knowledge.version):
        everything = scope_of(knowledge, None, added.holdings)
        return {iri: replace(everything, document=iri).queue(every=False) for iri in sorted(kept)}


def _draft(typed: str, files: Sequence[Path]) -> str:
    """IRI of the draft that the one file is the official version of. Raises CommandError."""
    if len(files) != 1:
        raise _one_file_only()
    knowledge = opened()
    try:
        with readable(knowledge.version):
            found = knowledge.resolver.instrument(typed)
    except LookupFailedError as error:
        raise CommandError(error.message_vi, error.message_en, error.candidates, error.code) from None
    if not found.file:
        raise CommandError(
            f"{found.label} chỉ biết qua viện dẫn, không phải bản dự thảo có trong kho.",
            "It is known by citation only; a draft must be a document that is held.",
        )
    return found.iri


def _one_file_only() -> CommandError:
    return CommandError("--official-of chỉ dùng khi thêm một tệp.", "--official-of goes with one file only.")


def _asked(added: "Added") -> dict[Path, str]:
    """On a terminal: the draft, or the earlier version, whose place each file is said to take."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return {}
    from cancu.graph.keeping.summary import instrument_name
    from cancu.graph.registry import load_registry

    registry = load_registry()
    chosen: dict[Path, str] = {}
    for outcome in added.outcomes:
        for earlier in (*outcome.drafts, *outcome.versions):
            signed = earlier in outcome.drafts
            state = "với số để trống" if signed else "không có số" if earlier.number is None else "đọc từ tệp khác"
            question = (
                f"{outcome.file.name}: có phải là {'bản chính thức' if signed else 'bản mới'} của "
                f"{instrument_name(earlier, registry)}, đang có trong kho {state}? "
                f"/ Is it the {'official' if signed else 'new'} version of that document?"
            )
            try:
                if outcome.file not in chosen and confirmed(question):
                    chosen[outcome.file] = earlier.iri
            except click.Abort:
                notice("\nChưa trả lời: các văn bản đã được giữ và đứng riêng. / No answer: they are kept apart.")
                return {}
    return chosen


@click.command("remove")
@click.argument("plan", metavar="NUMBER|IRI|FILE")
@click.option("--yes", is_flag=True, help="Không hỏi lại. / Do not ask.")
def remove_command(plan: str, yes: bool) -> None:
    """Bỏ một văn bản đã thêm ra khỏi kho: theo số, ký hiệu, IRI hoặc tên tệp.

    Take a document that was added out again. Where others cite it, it stays known by citation. What people decided
    about it is kept aside, and used again when the document comes back.
    """
    from cancu.graph.keeping.errors import NotHeldError
    from cancu.graph.keeping.removing import remove
    from cancu.graph.keeping.restricted import remove_restricted, restricted_documents

    apart = [record for record in restricted_documents(home()) if Path(plan).name == record.file]
    if apart:
        _confirmed(f"văn bản mật, lưu hành nội bộ «{apart[0].file}»", yes)
        with writing(home()):
            same_file = [r for r in apart if r.original_sha256 == apart[0].original_sha256]
            remove_restricted(home(), same_file, PATIENCE, waiting)
        click.echo(f"Đã bỏ «{apart[0].file}» khỏi nơi cất riêng. / Taken out of the restricted folder.")
        return
    knowledge = opened()
    try:
        with readable(knowledge.version):
            together = knowledge.resolver.of_file(plan)
            found = knowledge.resolver.instrument(plan)
    except LookupFailedError as error:
        raise CommandError(error.message_vi, error.message_en, error.candidates, error.code) from None
    if len(together) > 1:
        raise CommandError(
            f"Tệp «{plan}» có {len(together)} văn bản trong kho; chỉ rõ văn bản cần bỏ bằng số, ký hiệu hoặc IRI:",
            f"{len(together)} documents of that file are held; say which one to take out, by its number or IRI:",
            together,
        )
    with readable(knowledge.version):
        cited_only = knowledge.engine.ask(f"ASK {{ <{found.iri}> cancu:held <{HELD}citation> }}")
    if cited_only:
        raise _not_removable(found.label, bundled=False)
    _confirmed(found.line().partition(" <")[0], yes)
    with writing(home()):
        try:
            removed = remove(home(), found.iri, PATIENCE, waiting)
        except NotHeldError as error:
            raise _not_removable(found.label, bundled=error.bundled) from None
    serve_remotely()
    if removed.text_only:
        click.echo(
            "Đã bỏ toàn văn; dữ kiện của kế hoạch đi kèm Căn Cứ vẫn còn. / Its text was taken out; the facts come with "
            "Căn Cứ and stay."
        )
        return
    click.echo(f"Đã bỏ {found.label} (tệp «{removed.file}»). / Taken out.")
    if removed.still_cited:
        click.echo("Văn bản khác còn viện dẫn nên vẫn hiện là «chỉ biết qua viện dẫn». / Still known by citation.")
    for draft in removed.drafts:
        click.echo(f"Bản dự thảo đi kèm Căn Cứ hiện trở lại: {draft} / The bundled draft is back.")
    if removed.review is not None:
        click.echo(f"Tệp soát được cất tại {removed.review}; thêm lại văn bản thì dùng lại. / Review file kept aside.")


def _confirmed(what: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise CommandError(
            f"Sẽ bỏ {what}. Chạy lại với --yes để bỏ thật.", "This takes the document out; run again with --yes."
        )
    if not confirmed(f"Bỏ {what}? / Take it out?"):
        raise StoppedError("Giữ nguyên, không bỏ văn bản nào.", "Nothing was taken out.")


def _not_removable(label: str, *, bundled: bool) -> CommandError:
    if bundled:
        return CommandError(
            f"{label} đi kèm Căn Cứ nên không bỏ được; chỉ bỏ được văn bản do mình thêm bằng `cancu add`.",
            "This plan comes with Căn Cứ and cannot be removed; only documents added with `cancu add` can.",
        )
    return CommandError(
        f"{label} chỉ biết qua viện dẫn, kho không giữ văn bản này nên không có gì để bỏ.",
        "This instrument is known by citation only; there is nothing to take out.",
    )
