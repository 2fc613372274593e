"""Commands about documents of one's own: add, remove."""

from pathlib import Path

import click

from cancu.graph.cli.opening import PATIENCE, waiting
from cancu.graph.console import notice
from cancu.graph.store import home


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def add_command(files: tuple[Path, ...]) -> None:
    """Đọc văn bản rồi giữ lại trong kho; in ra những gì hiểu được và chưa hiểu được.

    Read documents and keep them: what was understood, and what was not, is told.
    """
    from cancu.graph.keeping.adding import add
    from cancu.graph.keeping.intake import arrive

    added = add(home(), [arrive(path) for path in files], None, PATIENCE, waiting)
    for outcome in added.outcomes:
        click.echo(f"{outcome.file}: {outcome.kind} {outcome.reason_vi} {outcome.iri}")
    notice(str(added.others))
