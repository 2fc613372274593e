"""A wheel built from the tree works away from the checkout: nothing it needs at run time stays behind."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Standard output of a command that must succeed, in an environment that knows nothing of the checkout."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "HOME": str(cwd), "PYTHONWARNINGS": "ignore", "LC_ALL": "C.UTF-8"}
        | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the files that git does not ignore, built in a copy: building in the tree would ship stale files."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=root)
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, copy / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps", "--no-build-isolation"]
    run(*pip, "--no-index", "--wheel-dir", out, copy, cwd=copy)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment with the wheel and the libraries of this one, but not its editable cancu."""
    environment = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=environment)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=environment)
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=environment).strip())
    # A folder named in a .pth file is searched, but the .pth files inside it (the editable install) are not run.
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "libraries.pth").write_text("\n".join(sorted(libraries)) + "\n")
    return environment / "bin"


def test_holds_no_stray_file(wheel: Path) -> None:
    names = [name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name]
    folders = ("cancu/ontology/", "cancu/shapes/", "cancu/queries/", "cancu/graph/", "cancu/web/")
    assert [
        name
        for name in names
        if name not in ("cancu/__init__.py", "cancu/CITATION.cff") and not name.startswith(folders)
    ] == []


def test_data_files_load_away_from_the_checkout(installed: Path, root: Path) -> None:
    wanted = {
        folder: sorted(str(path.relative_to(root)) for path in (root / folder).rglob(pattern))
        for folder, pattern in {
            "ontology": "*.ttl",
            "shapes": "*.ttl",
            "queries": "*.rq",
            "graph/data": "*.ttl",
            "web/templates": "*.html",
            "web/static": "*.css",
        }.items()
    }
    assert [folder for folder, names in wanted.items() if not names] == []
    program = (
        "import sys, json, cancu; from importlib.resources import files;"
        "names = json.load(sys.stdin); print(json.dumps([cancu.__file__,"
        "[name for name in names if not files('cancu').joinpath(*name.split('/')).read_bytes()]]))"
    )
    done = subprocess.run(
        [installed / "python", "-c", program],
        input=json.dumps([name for names in wanted.values() for name in names]),
        cwd="/",
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    imported_from, empty = json.loads(done.stdout)
    assert Path(imported_from).is_relative_to(installed.parent)
    assert empty == []


def test_command_explains_itself(installed: Path) -> None:
    assert "serve" in run(installed / "cancu", "--help", cwd=Path("/"))


def test_builds_and_answers(installed: Path, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    run(installed / "cancu", "build", cwd=Path("/"), CANCU_HOME=home)
    rows = run(installed / "cancu", "query", "plans", "--format", "csv", cwd=Path("/"), CANCU_HOME=home).splitlines()
    assert rows[0] == "plan,number,symbol,title,issuer,level,area,date,year,source"
    assert len(rows) > 5


def test_site_answers(installed: Path, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    run(installed / "cancu", "build", cwd=Path("/"), CANCU_HOME=home)
    program = "from cancu.web import create_app; print(create_app().test_client().get('/').get_data(as_text=True))"
    assert "Căn Cứ" in run(installed / "python", "-c", program, cwd=Path("/"), CANCU_HOME=home)
