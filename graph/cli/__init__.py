"""The command line: `cancu --help`. Results go to standard output, what is said about them to standard error."""

from collections.abc import Sequence

import click

from cancu.graph.cli import asking, building, reading


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="cancu", prog_name="cancu")
def cli() -> None:
    """Căn Cứ: kế hoạch của địa phương và các văn bản làm căn cứ cho chúng.

    A knowledge graph of Vietnamese local-government plans and the instruments they carry out. Data are kept in
    CANCU_HOME (default ~/.local/share/cancu).
    """


for _command in (
    reading.read,
    building.build_command,
    reading.check,
    asking.query,
    asking.sparql,
    asking.trace_command,
    building.serve,
    asking.export,
):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the `cancu` command."""
    cli.main(args=None if arguments is None else list(arguments), prog_name="cancu")
