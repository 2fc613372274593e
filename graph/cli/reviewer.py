"""Who reviews: the name given, else the one that was told before, git's, or the account's."""

import getpass
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click

from cancu.graph.console import CommandError
from cancu.graph.store import home

REMEMBERED = "reviewer"


def reviewer(given: str | None) -> str:
    """Name of who reviews: given, told before, or asked once."""
    folder = home()
    name = " ".join((given or _remembered(folder) or "").split())
    if not name:
        likely = _likely_name()
        name = likely
        if on_terminal():
            name = " ".join(click.prompt("Tên người soát, ghi kèm mỗi quyết định", default=likely or None).split())
    if not name:
        raise CommandError("Chưa biết ai soát; thêm --who 'Họ và tên'.", "Nobody is named; add --who 'NAME'.")
    if name != _remembered(folder):
        with suppress(OSError):
            _remember(folder, name)
    return name


def on_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _remembered(folder: Path) -> str:
    """The name told before in this data folder, "" where there is none."""
    try:
        return " ".join((folder / REMEMBERED).read_text("utf-8").split())
    except (OSError, UnicodeDecodeError):
        return ""


def _remember(folder: Path, name: str) -> None:
    """Keep the name for the next time."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{REMEMBERED}"
    draft.write_text(name + "\n", "utf-8")
    draft.replace(folder / REMEMBERED)


def _likely_name() -> str:
    """The name that git or the account knows the person by."""
    return _of_git() or _of_account()


def _of_git() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    with suppress(OSError, subprocess.SubprocessError):
        told = subprocess.run([git, "config", "user.name"], capture_output=True, text=True, timeout=5, check=False)
        return " ".join(told.stdout.split())
    return ""


def _of_account() -> str:
    with suppress(ImportError, KeyError, OSError):
        import pwd

        account = getpass.getuser()
        return pwd.getpwnam(account).pw_gecos.split(",")[0].strip() or account
    return ""
