"""The command line: `cancu --help`. Results go to standard output, what is said about them to standard error."""

import json
import shlex
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from cancu.graph import results
from cancu.graph.console import (
    CommandError,
    beside_terminal,
    cell,
    given_query,
    in_both_languages,
    list_of_questions,
    name_and_value,
    notice,
    ocr_settings,
    shown_table,
    system_reason,
    workbook,
    write_out,
)
from cancu.graph.dump import DUMP_FORMATS, dump
from cancu.graph.engine import QueryError, Table
from cancu.graph.guard import RefusedError, guard
from cancu.graph.knowledge import Knowledge, UnknownQuestionError
from cancu.graph.lookup import LookupFailedError
from cancu.graph.saved import ParameterError, saved_queries
from cancu.graph.sources import SourceError, bundled_sources
from cancu.graph.store import (
    BusyStoreError,
    DamagedStoreError,
    Version,
    build,
    current_version,
    home,
    verify,
    version_id,
)
from cancu.graph.trace import Direction, render, trace
from cancu.graph.workers import FORMATS, CrashedError, Limits, WorkerError, Workers

PATIENCE = 60.0
"""Seconds a command waits for a build that another one has begun."""

READ_FORMATS = ("jsonl", "ttl", "table")
QUERY_FORMATS = ("table", "csv", "json", "xlsx")
SPARQL_FORMATS = ("table", *FORMATS)
CHECK_FORMATS = ("text", "json", "csv", "ttl")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="cancu", prog_name="cancu")
def cli() -> None:
    """Căn Cứ: kế hoạch của địa phương và các văn bản làm căn cứ cho chúng.

    A knowledge graph of Vietnamese local-government plans and the instruments they carry out. Data are kept in
    CANCU_HOME (default ~/.local/share/cancu).
    """


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(READ_FORMATS), default="jsonl", show_default=True)
@click.option(
    "--ocr/--no-ocr",
    default=None,
    help="Nhận dạng chữ mọi trang, hoặc không trang nào; mặc định: các trang không có lớp chữ dùng được. / Recognise "
    "every page, or none; by default those without usable text.",
)
def read(file: Path, form: str, ocr: bool | None) -> None:
    """Đọc một văn bản và in những gì nhận ra, không ghi vào kho.

    Read a document and print what is found in it, storing nothing: identity, citations, indicators, duties, deadlines.
    Pages that are pictures are recognised by tesseract; what was recognised is kept in the data folder (ocr/).
    """
    from cancu.graph.read import UnreadableFile
    from cancu.graph.reading import read_document, records
    from cancu.graph.registry import load_registry
    from cancu.graph.write import draft_turtle

    try:
        reading = read_document(file, ocr=ocr_settings(ocr, home()))
    except UnreadableFile as error:
        raise CommandError(*in_both_languages(error)) from None
    if form == "ttl":
        click.echo(draft_turtle(reading, load_registry()), nl=False)
        return
    found = records(reading)
    if form == "jsonl":
        for record in found:
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    for kind in dict.fromkeys(record["kind"] for record in found):
        rows = [record for record in found if record["kind"] == kind]
        columns = [key for key in rows[0] if key != "kind"]
        click.echo(f"{kind} ({len(rows)})")
        click.echo(results.text_table(columns, [[cell(row[c]) for c in columns] for row in rows], widest=40))


@cli.command("build")
def build_command() -> None:
    """Dựng kho từ dữ liệu Turtle; dữ liệu không đổi thì không làm gì.

    Build the store from the Turtle data; the same data is not built twice.
    """
    version, new = _built()
    counts = version.counts()
    if not new:
        notice(f"Kho của đúng dữ liệu này đã có sẵn: {version.id}. / This data is already built: {version.id}.")
    else:
        notice(f"Đã dựng kho {version.id} trong {version.folder.parent}. / Built version {version.id}.")
    click.echo(results.text_table(("count", "n"), [(name, str(n)) for name, n in counts.items()]), nl=False)


@cli.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(CHECK_FORMATS), default="text", show_default=True)
@click.option("--lang", type=click.Choice(("vi", "en")), default="vi", show_default=True)
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], form: str, lang: str) -> None:
    """Kiểm tra dữ liệu (hoặc các tệp nêu ra) theo các quy tắc SHACL.

    Check the data, or the files given, against the SHACL shapes. Ends with 0 when they conform, 1 when there are
    violations, 2 when the check could not run.
    """
    from cancu.graph.check import run

    outcome = run(files, form, lang)
    if outcome.text:
        click.echo(outcome.text, nl=not outcome.text.endswith("\n"))
    if outcome.error:
        notice(outcome.error)
    context.exit(outcome.exit_code)


@cli.command()
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAM=VALUE]...")
@click.option("--format", "form", type=click.Choice(QUERY_FORMATS), default="table", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Ghi ra tệp. / Write to this file.")
@click.option("--sparql", "show", is_flag=True, help="In câu SPARQL đã gán tham số. / Print the bound SPARQL instead.")
def query(name: str | None, parameters: tuple[str, ...], form: str, output: Path | None, show: bool) -> None:
    """Trả lời một câu hỏi mẫu; không nêu tên thì liệt kê các câu hỏi.

    Answer a saved question; without a name, list the questions with their parameters.
    """
    if name is None:
        click.echo(list_of_questions(saved_queries().values()), nl=False)
        return
    knowledge = _opened()
    values = dict(map(name_and_value, parameters))
    try:
        with _readable(knowledge.version):
            answer = knowledge.ask_question(name, values)
    except UnknownQuestionError:
        names = ", ".join(saved_queries())
        raise CommandError(
            f"Không có câu hỏi mẫu «{name}». Có: {names}.", f"No saved question «{name}». There are: {names}."
        ) from None
    except ParameterError as error:
        raise CommandError(error.message_vi, error.message_en, error.candidates, error.code) from None
    if show:
        click.echo(answer.bound.sparql, nl=False)
        return
    table = answer.table
    if form == "table":
        count = f"{len(table.rows)} dòng / rows"
        write_out(f"{answer.query.title_vi}\n\n{shown_table(table)}\n{count}\n".encode(), output)
    elif form == "xlsx":
        write_out(workbook(answer.query, parameters, table, knowledge.version.id), output or beside_terminal(name))
    else:
        write_out(results.to_csv(table) if form == "csv" else results.to_json(table), output)


@cli.command()
@click.argument("text", metavar="QUERY|@FILE|-")
@click.option("--format", "form", type=click.Choice(SPARQL_FORMATS), default=None, help="Mặc định: table hoặc turtle.")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=60.0, show_default=True, help="Giây / seconds.")
def sparql(text: str, form: str | None, timeout: float) -> None:
    """Chạy một câu SPARQL chỉ đọc trên kho: câu truy vấn, @tệp, hoặc - để đọc từ đầu vào.

    Run a read-only SPARQL query on the store: the query itself, @file, or - for standard input. The default graph is
    the union of all graphs, and the usual prefixes are declared.
    """
    try:
        query_text = guard(given_query(text))
    except RefusedError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    tabular = query_text.form in ("select", "ask")
    wanted = form or ("table" if tabular else "turtle")
    limits = Limits(seconds=timeout, rows=5_000_000, bytes=2**30, memory=8 * 2**30)
    version = _opened().version
    workers = Workers(version.store, count=1, limits=limits)
    try:
        outcome = workers.run(query_text, client="", format="json" if wanted == "table" else wanted)
    except WorkerError as error:
        if isinstance(error, CrashedError):
            _verified(version)
        raise CommandError(error.message_vi, error.message_en) from None
    finally:
        workers.close()
    if wanted != "table":
        write_out(outcome.body, None)
        return
    parsed = parse_query_results(outcome.body, format=QueryResultsFormat.JSON)
    if isinstance(parsed, QuerySolutions):
        columns = tuple(variable.value for variable in parsed.variables)
        click.echo(shown_table(Table(columns, tuple(tuple(row) for row in parsed))), nl=False)
        notice(f"{outcome.rows} dòng / rows, {outcome.elapsed_ms} ms")
    else:
        click.echo(str(bool(parsed)).lower())


@cli.command("trace")
@click.argument("document", metavar="NUMBER|IRI|FILE")
@click.option("--up", "directions", flag_value="up", help="Chỉ phần căn cứ. / Only what it rests on.")
@click.option("--down", "directions", flag_value="down", help="Chỉ phần triển khai. / Only what carries it out.")
@click.option("--depth", type=click.IntRange(1, 50), default=10, show_default=True, help="Số bậc. / Levels.")
def trace_command(document: str, directions: Direction | None, depth: int) -> None:
    """Lược đồ của một văn bản: lên tới căn cứ, xuống tới kế hoạch triển khai, với viện dẫn như bản in.

    The chain of a document, up to what it rests on and down to what carries it out, each step with the citation as
    printed and its section.
    """
    knowledge = _opened()
    try:
        with _readable(knowledge.version):
            found = knowledge.resolver.instrument(document)
    except LookupFailedError as error:
        if error.code == "unknown" and _is_file(document):
            raise _not_in_the_data(document) from None
        raise CommandError(error.message_vi, error.message_en, error.candidates, error.code) from None
    both: tuple[Direction, ...] = ("up", "down")
    for direction in (directions,) if directions else both:
        with _readable(knowledge.version):
            tree = trace(knowledge.engine, found.iri, direction, depth)
        click.echo("LÊN: căn cứ và văn bản được triển khai" if direction == "up" else "XUỐNG: văn bản triển khai")
        click.echo(render(tree))
        if not tree.edges.get(found.iri):
            click.echo("  (không có trong dữ liệu này / none in this data)\n")


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Mở trang tra cứu và điểm truy vấn SPARQL.

    Serve the site and the SPARQL endpoint.
    """
    from waitress.server import create_server

    from cancu.web import create_app

    _opened()
    try:
        server = create_server(create_app(home()), host=host, port=port, threads=8, ident="cancu")
    except OSError as error:
        raise CommandError(
            f"Không mở được cổng {port} trên {host}: {system_reason(error)}. Chọn cổng khác bằng --port hoặc địa chỉ "
            "khác bằng --host.",
            f"Cannot listen on {host}:{port} ({error.strerror}). Choose another --port or --host.",
        ) from None
    except ValueError:
        raise CommandError(
            f"Không có địa chỉ «{host}». Dùng --host 127.0.0.1 (chỉ máy này) hoặc 0.0.0.0 (mọi máy trong mạng).",
            f"There is no address «{host}». Use --host 127.0.0.1 (this machine) or 0.0.0.0 (the whole network).",
        ) from None
    notice(f"Căn Cứ: http://{host}:{getattr(server, 'effective_port', port)}/ (Ctrl+C để dừng / to stop)")
    with suppress(KeyboardInterrupt):
        server.run()


@cli.command()
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(tuple(DUMP_FORMATS)), default=None, help="Mặc định theo đuôi tệp.")
def export(out: Path, form: str | None) -> None:
    """Xuất toàn bộ dữ liệu, mỗi văn bản một đồ thị, ra một tệp (- là đầu ra chuẩn).

    Export all data with its named graphs to a file (- for standard output); the same data gives the same bytes.
    """
    chosen = form or out.suffix.lstrip(".") or "trig"
    if chosen not in DUMP_FORMATS:
        known = ", ".join(DUMP_FORMATS)
        raise CommandError(
            f"Không xuất được dạng «{chosen}»; chọn --format {known}.", f"No format «{chosen}»; choose {known}."
        )
    knowledge = _opened()
    with _readable(knowledge.version):
        content = dump(knowledge.engine.store, chosen)
    write_out(content, None if str(out) == "-" else out)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the `cancu` command."""
    cli.main(args=None if arguments is None else list(arguments), prog_name="cancu")


def _built() -> tuple[Version, bool]:
    folder = home()
    try:
        built = build(bundled_sources(), folder, _findings, PATIENCE, _waiting)
    except SourceError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    except BusyStoreError as error:
        raise CommandError(*in_both_languages(error)) from None
    except (OSError, sqlite3.Error) as error:
        raise CommandError(
            f"Không ghi được vào thư mục dữ liệu {folder}: {system_reason(error)}. Đặt CANCU_HOME sang thư mục khác.",
            f"Cannot write to the data folder {folder} ({error}). Set CANCU_HOME to another one.",
        ) from None
    return built.version, built.new


def _waiting() -> None:
    notice(
        f"Một lệnh khác đang dựng kho: chờ tối đa {PATIENCE:.0f} giây … / "
        f"Another command is building the store: waiting up to {PATIENCE:.0f} seconds …"
    )


def _findings() -> Any:
    from cancu.graph.check import check_bundled

    return json.loads(check_bundled().to_json())


def _ready() -> Version:
    """The version in use; built first where there is none."""
    folder = home()
    try:
        version = current_version(folder)
        expected = version_id(bundled_sources())
    except DamagedStoreError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    except SourceError as error:
        raise CommandError(error.message_vi, error.message_en) from None
    except OSError as error:
        raise CommandError(
            f"Không đọc được thư mục dữ liệu {folder}: {system_reason(error)}. Đặt CANCU_HOME sang thư mục khác.",
            f"Cannot read the data folder {folder} ({error.strerror}). Set CANCU_HOME to another one.",
        ) from None
    if version is None:
        notice(f"Chưa có kho trong {folder}: đang dựng từ dữ liệu kèm theo … / No store yet: building it …")
        version = _built()[0]
    elif version.id != expected:
        notice("Dữ liệu đã đổi từ lần dựng kho trước; chạy `cancu build`. / Data changed: run `cancu build`.")
    return version


def _opened() -> Knowledge:
    try:
        return Knowledge(_ready())
    except DamagedStoreError as error:
        raise CommandError(error.message_vi, error.message_en) from None


def _verified(version: Version) -> None:
    """Reads all of the version: what failed may be the data, not the question. Raises CommandError."""
    try:
        verify(version)
    except DamagedStoreError as error:
        raise CommandError(error.message_vi, error.message_en) from None


@contextmanager
def _readable(version: Version) -> Iterator[None]:
    """Tells a failure on questions of our own from what it means: data that cannot be read. Raises CommandError."""
    try:
        yield
    except (QueryError, OSError, sqlite3.Error):
        _verified(version)
        raise


def _is_file(path: str) -> bool:
    with suppress(OSError):
        return Path(path).is_file()
    return False


def _not_in_the_data(file: str) -> CommandError:
    command = f"cancu read {shlex.quote(file)}"
    return CommandError(
        f"Có tệp {file}, nhưng dữ liệu không có văn bản nào đọc từ tệp này. Xem những gì đọc được bằng `{command}`; "
        "muốn xem lược đồ của văn bản, nêu số, ký hiệu của nó.",
        f"The file {file} exists, but no document of the data was read from it. See what is read from it with "
        f"`{command}`; to trace the document, name it by its number.",
    )
