"""Commands that ask the store: saved questions, SPARQL, the chain of a document, the whole as a file."""

import shlex
from contextlib import suppress
from pathlib import Path

import click
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from cancu.graph import results
from cancu.graph.cli.opening import opened, readable, verified
from cancu.graph.console import (
    CommandError,
    beside_terminal,
    given_query,
    list_of_questions,
    name_and_value,
    notice,
    shown_table,
    workbook,
    write_out,
)
from cancu.graph.dump import DUMP_FORMATS, dump
from cancu.graph.engine import Table
from cancu.graph.guard import RefusedError, guard
from cancu.graph.knowledge import UnknownQuestionError
from cancu.graph.lookup import LookupFailedError
from cancu.graph.saved import ParameterError, saved_queries
from cancu.graph.trace import Direction, render, trace
from cancu.graph.workers import FORMATS, CrashedError, Limits, WorkerError, Workers

QUERY_FORMATS = ("table", "csv", "json", "xlsx")
SPARQL_FORMATS = ("table", *FORMATS)


@click.command()
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
    knowledge = opened()
    values = dict(map(name_and_value, parameters))
    try:
        with readable(knowledge.version):
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


@click.command()
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
    version = opened().version
    workers = Workers(version.store, count=1, limits=limits)
    try:
        outcome = workers.run(query_text, client="", format="json" if wanted == "table" else wanted)
    except WorkerError as error:
        if isinstance(error, CrashedError):
            verified(version)
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


@click.command("trace")
@click.argument("document", metavar="NUMBER|IRI|FILE")
@click.option("--up", "directions", flag_value="up", help="Chỉ phần căn cứ. / Only what it rests on.")
@click.option("--down", "directions", flag_value="down", help="Chỉ phần triển khai. / Only what carries it out.")
@click.option("--depth", type=click.IntRange(1, 50), default=10, show_default=True, help="Số bậc. / Levels.")
def trace_command(document: str, directions: Direction | None, depth: int) -> None:
    """Lược đồ của một văn bản: lên tới căn cứ, xuống tới kế hoạch triển khai, với viện dẫn như bản in.

    The chain of a document, up to what it rests on and down to what carries it out, each step with the citation as
    printed and its section.
    """
    knowledge = opened()
    try:
        with readable(knowledge.version):
            found = knowledge.resolver.instrument(document)
    except LookupFailedError as error:
        if error.code == "unknown" and _is_file(document):
            raise _not_in_the_data(document) from None
        raise CommandError(error.message_vi, error.message_en, error.candidates, error.code) from None
    both: tuple[Direction, ...] = ("up", "down")
    for direction in (directions,) if directions else both:
        with readable(knowledge.version):
            tree = trace(knowledge.engine, found.iri, direction, depth)
        click.echo("LÊN: căn cứ và văn bản được triển khai" if direction == "up" else "XUỐNG: văn bản triển khai")
        click.echo(render(tree))
        if not tree.edges.get(found.iri):
            click.echo("  (không có trong dữ liệu này / none in this data)\n")


@click.command()
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
    knowledge = opened()
    with readable(knowledge.version):
        content = dump(knowledge.store, chosen)
    write_out(content, None if str(out) == "-" else out)


def _is_file(path: str) -> bool:
    with suppress(OSError):
        return Path(path).is_file()
    return False


def _not_in_the_data(file: str) -> CommandError:
    look, keep = f"cancu read {shlex.quote(file)}", f"cancu add {shlex.quote(file)}"
    return CommandError(
        f"Có tệp {file}, nhưng dữ liệu không có văn bản nào đọc từ tệp này. Xem những gì đọc được bằng `{look}`; "
        f"muốn xem lược đồ, thêm văn bản vào kho bằng `{keep}`, hoặc nêu số, ký hiệu nếu đã có văn bản khác viện dẫn.",
        f"The file {file} exists, but no document of the data was read from it. See what is read from it with "
        f"`{look}`; to trace it, add it with `{keep}`, or name it by its number.",
    )
