"""Old Word, OpenDocument and RTF files by way of LibreOffice, which turns them into DOCX.

It runs in a folder of its own with a fresh profile in which macros and links to other places are off, and is ended
with all its children when it takes too long.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from cancu.graph.read.text import UnreadableFile

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 90.0
"""Time for one conversion, the program's start with a fresh profile included."""
MAX_CONVERTED = 100 * 1024 * 1024

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>\
</prop></item>
</oor:items>
"""


def to_docx(path: Path, data: bytes, kind: str) -> bytes:
    """The document in `data`, of format `kind` (doc, odt, rtf), as DOCX. Raises `UnreadableFile`."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableFile(
            f"{path}: đọc tệp {kind.upper()} cần LibreOffice; hãy cài gói libreoffice-writer-nogui "
            "(sudo apt install libreoffice-writer-nogui) hoặc lưu tệp thành .docx (reading this format needs "
            "LibreOffice: install the package libreoffice-writer-nogui, or save the file as .docx)"
        )
    with tempfile.TemporaryDirectory(prefix="cancu-") as name:
        return _converted(path, Path(name), program, data, kind)


def _converted(path: Path, folder: Path, program: str, data: bytes, kind: str) -> bytes:
    profile, result = folder / "profile", folder / "result" / "document.docx"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    source = folder / f"document.{kind}"
    source.write_bytes(data)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo",
        "--nofirststartwizard", "--convert-to", "docx", "--outdir", str(result.parent), str(source),
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise UnreadableFile(
            f"{path}: không chạy được LibreOffice ({program}): {error.strerror}; hãy cài lại gói "
            "libreoffice-writer-nogui (cannot start LibreOffice: install it anew)"
        ) from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableFile(
            f"{path}: LibreOffice chưa chuyển xong sau {SECONDS:.0f} giây; hãy mở tệp rồi lưu thành .docx "
            "(LibreOffice took too long: open the file and save it as .docx)"
        ) from None
    finally:
        _end(process)
    if not result.is_file():
        raise UnreadableFile(
            f"{path}: LibreOffice không mở được tệp (tệp hỏng hoặc đặt mật khẩu?); hãy mở tệp bằng Word rồi lưu thành "
            ".docx không mật khẩu (LibreOffice cannot open it, broken or encrypted: save it as .docx without password)"
        )
    if result.stat().st_size > MAX_CONVERTED:
        raise UnreadableFile(
            f"{path}: tệp chuyển đổi quá lớn; hãy chia nhỏ tệp (too large when converted: split the file)"
        )
    return result.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started; a shell around it may have left the real one running."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
