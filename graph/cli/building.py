"""Commands that make the store and serve it."""

import logging
import threading
from contextlib import suppress

import click

from cancu.graph import results
from cancu.graph.cli.opening import built, compare, opened
from cancu.graph.console import CommandError, notice, system_reason
from cancu.graph.store import Version, home

_COMPARED_AFTER = 3.0
"""Seconds after which a site that was started tells whether the data have changed since they were built."""


@click.command("build")
def build_command() -> None:
    """Dựng kho từ dữ liệu Turtle; dữ liệu không đổi thì không làm gì.

    Build the store from the Turtle data; the same data is not built twice.
    """
    version, new = built()
    counts = version.counts()
    if not new:
        notice(f"Kho của đúng dữ liệu này đã có sẵn: {version.id}. / This data is already built: {version.id}.")
    else:
        notice(f"Đã dựng kho {version.id} trong {version.folder.parent}. / Built version {version.id}.")
    click.echo(results.text_table(("count", "n"), [(name, str(n)) for name, n in counts.items()]), nl=False)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Mở trang tra cứu và điểm truy vấn SPARQL.

    Serve the site and the SPARQL endpoint.
    """
    from cancu.web import create_app
    from cancu.web.ahead import Ahead
    from cancu.web.serving import server as bound

    version = opened(compared=False).version
    try:
        app = create_app(home())
        server = bound(app, host, port)
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
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    notice(f"Căn Cứ: http://{host}:{getattr(server, 'effective_port', port)}/ (Ctrl+C để dừng / to stop)")
    # Thousands of files are looked at for that: nobody's first answer is to wait for it.
    later = threading.Timer(_COMPARED_AFTER, _compare, (version,))
    later.daemon = True
    later.start()
    ahead = Ahead(app)
    ahead.start()
    with suppress(KeyboardInterrupt):
        server.run()
    ahead.stop()


def _compare(version: Version) -> None:
    try:
        compare(version)
    except CommandError as error:
        error.show()
