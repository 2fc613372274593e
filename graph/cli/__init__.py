"""The command line: `cancu --help`. Results go to standard output, what is said about them to standard error."""

from collections.abc import Sequence

import click

from cancu.graph.cli import asking, building, keeping, reading, review
from cancu.graph.console import notice
from cancu.graph.stopping import INTERRUPTED, STOPPED


class _Commands(click.Group):
    """The commands; one that a person stops says so in Vietnamese."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            notice(STOPPED)
            ctx.exit(INTERRUPTED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="cancu", prog_name="cancu")
def cli() -> None:
    """Căn Cứ: kế hoạch của địa phương và các văn bản làm căn cứ cho chúng.

    A knowledge graph of Vietnamese local-government plans and the instruments they carry out. Data are kept in
    CANCU_HOME (default ~/.local/share/cancu).
    """


for _command in (
    reading.read,
    keeping.add_command,
    keeping.remove_command,
    building.build_command,
    reading.check,
    asking.query,
    asking.sparql,
    asking.trace_command,
    review.review_command,
    building.serve,
    asking.export,
):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the `cancu` command."""
    cli.main(args=None if arguments is None else list(arguments), prog_name="cancu")
