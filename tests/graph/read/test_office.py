"""Formats that LibreOffice turns into DOCX: with a stand-in for the program, and with the real one where it is."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cancu.graph.read import UnreadableFile, office, read_file

MakeDocx = Callable[..., Path]
RTF = rb"{\rtf1\ansi K\u7871? ho\u7841?ch s\u7889? 12}"
PARAGRAPH = "<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>"
INSTALLED = any(shutil.which(name) for name in office.PROGRAMS)


@pytest.fixture
def rtf(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.rtf"
    path.write_bytes(RTF)
    return path


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a shell script in the place of LibreOffice; `$out` is the folder it writes to."""

    def place(script: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "soffice"
        parse = 'while [ "$1" != --outdir ]; do shift; done; out="$2"; in="$3"'
        program.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/seen\n{parse}\nmkdir -p "$out"\n{script}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.defpath}")
        return program

    return place


def test_without_libreoffice_the_package_is_named(rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile, match=r"ke-hoach\.rtf.*libreoffice-writer-nogui"):
        read_file(rtf)


def test_what_it_converts_is_read_and_its_folder_removed(
    rtf: Path, tmp_path: Path, stand_in: Callable[[str], Path], make_docx: MakeDocx
) -> None:
    made = make_docx(PARAGRAPH, "san.docx")
    stand_in(f'cp {made} "$out/document.docx"')
    text = read_file(rtf)
    assert (text.name, text.content) == ("ke-hoach.rtf", "Kế hoạch\n")
    profile = (tmp_path / "seen").read_text().strip().removeprefix("-env:UserInstallation=file://")
    assert profile.endswith("/profile")
    assert not Path(profile).parent.exists()


def test_a_conversion_that_fails_is_told(rtf: Path, stand_in: Callable[[str], Path]) -> None:
    stand_in("exit 0")
    with pytest.raises(UnreadableFile, match="LibreOffice không mở được tệp"):
        read_file(rtf)


def test_a_conversion_that_hangs_is_ended_with_its_children(
    rtf: Path, tmp_path: Path, stand_in: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.5)
    stand_in(f"sleep 60 & echo $! > {tmp_path}/child\nwait")
    begun = time.monotonic()
    with pytest.raises(UnreadableFile, match="chưa chuyển xong"):
        read_file(rtf)
    assert time.monotonic() - begun < 10
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    deadline = time.monotonic() + 5
    while state.exists() and " Z " not in state.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not state.exists() or " Z " in state.read_text()


@pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed")
def test_rtf_by_the_real_program(rtf: Path) -> None:
    assert read_file(rtf).content.strip() == "Kế hoạch số 12"


@pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed")
def test_a_real_old_word_file(corpus: Path) -> None:
    assert "99/2025/NQ-HĐND" in read_file(corpus / "formats" / "99_2025_NQ-HDND_685704.doc").content
