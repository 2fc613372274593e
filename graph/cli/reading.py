"""Commands about documents as files: what is read in one, whether data conform."""

import json
from pathlib import Path

import click

from cancu.graph import results
from cancu.graph.console import CommandError, cell, counted, in_both_languages, notice, ocr_settings, read_for_check
from cancu.graph.store import home

READ_FORMATS = ("jsonl", "ttl", "table")
CHECK_FORMATS = ("text", "json", "csv", "ttl", "sarif", "junit")


@click.command()
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
    from cancu.graph.reading import read_documents
    from cancu.graph.records import records
    from cancu.graph.registry import load_registry
    from cancu.graph.write import draft_turtle

    try:
        readings = read_documents(file, ocr=ocr_settings(ocr, home()))
    except UnreadableFile as error:
        raise CommandError(*in_both_languages(error)) from None
    if form == "ttl":
        registry = load_registry()
        click.echo("\n".join(draft_turtle(reading, registry) for reading in readings), nl=False)
        return
    found = [record for reading in readings for record in records(reading)]
    if form == "jsonl":
        for record in found:
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    for kind in dict.fromkeys(record["kind"] for record in found):
        rows = [record for record in found if record["kind"] == kind]
        columns = [key for key in rows[0] if key != "kind"]
        click.echo(f"{kind} ({len(rows)})")
        click.echo(results.text_table(columns, [[cell(row[c]) for c in columns] for row in rows], widest=40))


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(CHECK_FORMATS), default="text", show_default=True)
@click.option("--lang", type=click.Choice(("vi", "en")), default="vi", show_default=True)
@click.option("--again", is_flag=True, help="Hỏi lại mọi quy tắc, dù lần dựng đã hỏi. / Ask every rule again.")
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], form: str, lang: str, again: bool) -> None:
    """Kiểm tra dữ liệu, hoặc các tệp nêu ra (dự thảo ở mọi định dạng, Turtle), theo các quy tắc SHACL.

    Không ghi gì vào kho. Với dự thảo, từng viện dẫn còn được đối chiếu với dữ liệu. Dữ liệu không đổi từ lần dựng thì
    cho ngay kết quả của lần ấy.

    Check the data, or the files given, against the SHACL shapes. Nothing is stored. Of data that did not change since
    the build, what that found is told at once. A draft may be any file that `read`
    knows; its citations are compared with the data as well. Ends with 0 when they conform, 1 when there are
    violations, 2 when the check could not run.
    """
    from cancu.graph.check import run

    outcome = run(files, form, lang, home(), ocr_settings(None, home()), counted, read_for_check, again)
    if outcome.text:
        click.echo(outcome.text, nl=not outcome.text.endswith("\n"))
    if outcome.error:
        notice(outcome.error)
    context.exit(outcome.exit_code)
