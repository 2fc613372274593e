"""`cancu review`: what is uncertain, asked on a terminal, printed, or answered by a sheet that a clerk filled in."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cancu.graph import results
from cancu.graph.cli.opening import opened, readable
from cancu.graph.cli.reviewer import on_terminal, reviewer
from cancu.graph.console import CommandError, beside_terminal, write_out

if TYPE_CHECKING:
    from cancu.graph.uncertain import Question

FORMATS = ("table", "json", "csv", "xlsx")
_TABLE = ("id", "chỗ", "loại", "chữ như in", "máy đọc được", "vì sao hỏi")


@click.command("review")
@click.argument("document", required=False, metavar="[FILE|PLAN]")
@click.option(
    "--all", "every", is_flag=True, help="Cả những viện dẫn máy không nghi ngờ. / Every citation of the plan."
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default=None, help="In ra, không hỏi. / Print, ask nothing."
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Ghi ra tệp. / Write to this file.")
@click.option("--decide", type=click.Path(path_type=Path), help="Áp dụng bảng đã điền (.xlsx, .csv). / Apply a sheet.")
@click.option("--confirm", is_flag=True, help="Xác nhận toàn bộ phần máy đọc của văn bản. / All of the plan is right.")
@click.option("--undo", is_flag=True, help="Lấy lại câu trả lời cuối cùng. / Take the last answer back.")
@click.option("--who", default=None, help="Tên người soát. / Name of the reviewer.")
def review_command(
    document: str | None,
    every: bool,
    form: str | None,
    output: Path | None,
    decide: Path | None,
    confirm: bool,
    undo: bool,
    who: str | None,
) -> None:
    """Soát những chỗ máy đọc chưa chắc: của một văn bản, hoặc của cả kho, chỗ gặp nhiều nhất trước.

    Review what the machine is not sure of, in one document or in everything held, the most frequent first. On a
    terminal each question is asked; elsewhere the queue is printed. Decisions stand in plans/*.review.toml of the data
    folder with who, when and why, and survive re-reading.
    """
    # Reading and its registries take longer to load than most commands to run.
    from cancu.graph.cli.deciding import apply_sheet, ask_all, confirm_whole, take_back
    from cancu.graph.cli.scope import scope_of

    if undo:
        take_back()
        return
    if (every or confirm) and document is None:
        option = "--all" if every else "--confirm"
        raise CommandError(f"{option} cần nêu một văn bản.", f"{option} wants a document.")
    knowledge = opened()
    with readable(knowledge.version):
        scope = scope_of(knowledge, document)
        queue = scope.queue(every)
        answerable = scope.answerable(every) if decide is not None else {}
    if decide is not None:
        apply_sheet(scope, answerable, decide, reviewer(who))
    elif confirm:
        confirm_whole(scope, queue, reviewer(who))
    elif form is None and output is None and on_terminal():
        ask_all(scope, queue, who)
    else:
        _print(queue, form or _form_of(output), output)


def _print(queue: "Sequence[Question]", form: str, output: Path | None) -> None:
    from cancu.graph.uncertain.sheet import as_json, rows_of, to_csv, to_xlsx

    if form == "xlsx":
        write_out(to_xlsx(queue), output or beside_terminal("soat"))
    elif form == "csv":
        write_out(to_csv(queue), output)
    elif form == "json":
        write_out((json.dumps(as_json(queue), ensure_ascii=False, indent=1) + "\n").encode(), output)
    else:
        rows = [(row[0], str(row[3]), row[1], row[2], row[6], row[7]) for row in rows_of(queue)]
        table = results.text_table(_TABLE, [[str(c) for c in row] for row in rows], widest=48)
        write_out(f"{table}\n{len(queue)} câu hỏi / questions\n".encode(), output)


def _form_of(output: Path | None) -> str:
    ending = output.suffix.lstrip(".").lower() if output else ""
    return ending if ending in FORMATS else "table"
