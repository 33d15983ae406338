"""The package as it is built and installed: from a wheel, from a checkout, set up by make."""

from __future__ import annotations

import email
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_process import within

import czplan

KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "XDG_CACHE_HOME")


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which nothing says where czplan is."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | more


def run(*line: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    given = {"env": environment(), "capture_output": True, "text": True} | options
    return subprocess.run([str(word) for word in line], **given)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def project(root: Path) -> dict[str, object]:
    """Return the project's own description."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the source archive, and the wheel from it; return both."""
    out = tmp_path_factory.mktemp("dist")
    done = run(
        *(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, root),
        env=environment(),
    )
    assert done.returncode == 0, done.stderr
    return {path.suffix: path for path in out.iterdir()}


@pytest.fixture(scope="session")
def wheel(built: dict[str, Path]) -> Path:
    return built[".whl"]


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a fresh environment that sees the libraries of this one."""
    place = tmp_path_factory.mktemp("venv")
    venv.create(place, symlinks=True, with_pip=False)
    library = Path(run(place / "bin/python", "-c", PURELIB).stdout.strip())
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", library]
    done = run(*pip, wheel)
    assert done.returncode == 0, done.stderr
    # a plain line: the folder is searched, its own .pth files (an editable czplan) aren't read
    (library / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin" / "python"


PURELIB = "import sysconfig; print(sysconfig.get_path('purelib'))"


def test_archives_hold_files_of_the_repository_and_no_others(built: dict[str, Path]) -> None:
    from tools.audit import archives, licences

    assert archives(built[".whl"], built[".gz"]) == []
    assert licences() == []


def test_known_holes_are_told_and_what_cannot_be_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from tools import audit

    pages = {
        "one/1.0": {"info": {"version": "1.0"}, "vulnerabilities": [{"id": "PYSEC-1"}]},
        "two": {"info": {"version": "2.0"}, "vulnerabilities": [{"id": "PYSEC-2"}]},
        "three": {"info": {"version": "3.1"}, "vulnerabilities": [{"id": "PYSEC-3"}]},
    }
    monkeypatch.setattr(audit, "_page", pages.get)
    locked = {("one", "1.0"), ("two", "2.0"), ("three", "3.0"), ("four", "4.0")}
    monkeypatch.setattr(audit, "_locked", lambda: locked)
    assert audit.holes() == (["one 1.0: PYSEC-1", "two 2.0: PYSEC-2"], ["four 4.0", "three 3.0"])


def test_archives_hold_what_they_must(built: dict[str, Path], root: Path) -> None:
    names = set(zipfile.ZipFile(built[".whl"]).namelist())
    modules = {
        str(path.relative_to(root / "src"))
        for path in (root / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names >= modules, "code, templates, styles and scripts, all of them"
    data = {f"czplan/_data/{path.name}" for path in (root / "data").glob("*.yaml")}
    assert len(data) >= 6
    assert names >= data | {"czplan/py.typed"}
    assert not [name for name in names if not name.startswith("czplan")]
    with tarfile.open(built[".gz"]) as archive:
        inner = {name.partition("/")[2] for name in archive.getnames()}
    assert inner >= {"data/targets.yaml", "LICENSE", "README.md", "pyproject.toml", "Makefile"}
    assert "tests/test_packaging.py" in inner


def test_metadata(wheel: Path, project: dict[str, object]) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = (one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
    about = email.message_from_bytes(archive.read(name))
    assert about["Version"] == project["version"] == czplan.__version__
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT"
    assert "MIT License" in archive.read(name.replace("METADATA", "licenses/LICENSE")).decode()


def test_wheel_runs_alone(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "-c", "import czplan; print(czplan.__file__)").stdout.startswith(
        str(installed.parents[1])
    )
    done = run(installed, "-m", "czplan", "--version")
    assert done.stdout == f"czplan {czplan.__version__}\n"
    for words in (["targets", "list"], ["progress", "--year", "2025"], ["export", "csv"]):
        wheels = run(installed, "-m", "czplan", *words, cwd=tmp_path)
        assert wheels.returncode == 0, wheels.stderr
        assert wheels.stdout == within(*words, "--lang", "zh").out
        assert wheels.stdout.count("\n") > 20
    done = run(installed, "-m", "czplan", "init", tmp_path / "copy", "--copy")
    assert done.returncode == 0, done.stderr
    assert run(installed, "-m", "czplan", "check", tmp_path / "copy").returncode == 0


def test_wheel_makes_the_report(installed: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    done = run(installed, "-m", "czplan", "report", "-o", page)
    assert done.returncode == 0, done.stderr
    assert "</html>" in page.read_text(encoding="utf-8")


def test_wheel_has_its_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = (one for one in archive.namelist() if one.endswith("entry_points.txt"))
    assert "czplan = czplan.__main__:run" in archive.read(name).decode()


@pytest.fixture(scope="session")
def registry() -> None:
    """Skip where packages can't be installed from the registry."""
    line = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":none:"]
    with tempfile.TemporaryDirectory() as place:
        done = run(*line, "-d", place, "mdurl", env=dict(os.environ), timeout=120)
    if done.returncode:
        pytest.skip("the package registry can't be reached")


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Iterator[Path]:
    """Return a fresh clone of what is committed, with the set-up files as they stand."""
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("this is no clone")
    place = tmp_path / "clone"
    done = run("git", "clone", "-q", "--depth", "1", f"file://{root}", place, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "tools/setup.sh"):
        shutil.copy(root / name, place / name)
    yield place
    shutil.rmtree(place)


def without_uv() -> dict[str, str]:
    """Return the environment with a PATH that has no uv, and nothing of a make that runs us."""
    parts = os.environ["PATH"].split(os.pathsep)
    kept = [part for part in parts if not (Path(part) / "uv").exists()]
    outer = ("MAKEFLAGS", "MAKEOVERRIDES", "MFLAGS", "MAKELEVEL", "ARGS", "PYTHON", "PYTHONPATH")
    env = {name: value for name, value in os.environ.items() if name not in outer}
    return env | {"PATH": os.pathsep.join(kept)}


@pytest.mark.registry
@pytest.mark.parametrize("tool", ["pip", "uv"])
def test_make_run_from_nothing(clone: Path, registry: None, tmp_path: Path, tool: str) -> None:
    env = without_uv() | {"PYTHONDONTWRITEBYTECODE": "1"}
    if tool == "uv":
        uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
        if uv is None:
            pytest.skip("uv isn't installed")
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "uv").symlink_to(uv)
        env["PATH"] = f"{tmp_path / 'bin'}{os.pathsep}{env['PATH']}"
    done = run("make", "run", cwd=clone, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") > 20
    compiled = list((clone / ".venv").rglob("pandas/__pycache__/__init__*.pyc"))
    assert compiled, "byte code is kept, whatever the machine's habit"
    again = run("make", "run", "ARGS=--version", cwd=clone, env=env)
    assert again.stdout == f"czplan {czplan.__version__}\n"
    assert "Setting up" not in again.stderr
    if tool == "pip":  # what uv does again is done again in a fifth of the time
        return
    moved = clone.with_name("moved")
    clone.rename(moved)
    try:
        done = run("make", "run", "ARGS=--version", cwd=moved, env=env)
        assert done.stdout.endswith(f"czplan {czplan.__version__}\n"), done.stderr
    finally:
        moved.rename(clone)


def test_make_says_which_python_it_needs(clone: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    done = run("make", "run", f"PYTHON={old}", cwd=clone)
    assert done.returncode == 2
    assert "needs Python 3.11 or later" in done.stderr
    assert "Python 3.9.2" in done.stderr
    assert not (clone / ".venv").exists()
    done = run("make", "run", "PYTHON=/no/such/python", cwd=clone)
    assert "There is no program /no/such/python" in done.stderr


def test_make_says_how_to_get_venv(clone: Path, tmp_path: Path) -> None:
    bare = tmp_path / "python3"
    bare.write_text(
        f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n'
    )
    bare.chmod(0o755)
    done = run("make", "run", f"PYTHON={bare}", cwd=clone, env=without_uv())
    assert done.returncode == 2
    assert re.search(r"apt install python3\.\d+-venv", done.stderr)
    assert not (clone / ".venv").exists()


def test_make_help_lists_its_targets(root: Path) -> None:
    listed = run("make", cwd=root).stdout
    for name in ("run", "test", "install", "lint", "bench", "help"):
        assert re.search(rf"^  {name} ", listed, re.MULTILINE)


@pytest.mark.registry
@pytest.mark.parametrize("tool", ["uvx", "pipx"])
def test_run_without_installing(wheel: Path, tmp_path: Path, registry: None, tool: str) -> None:
    program = shutil.which(tool) or shutil.which(tool, path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip(f"{tool} isn't installed")
    env = dict(os.environ) | {"PIPX_HOME": str(tmp_path / "pipx")}
    env.pop("PYTHONPATH", None)
    line = {
        "uvx": [program, "--quiet", "--python", sys.executable, "--from", wheel, "czplan"],
        "pipx": [program, "run", "--python", sys.executable, "--spec", wheel, "czplan"],
    }[tool]
    done = run(*line, "--version", cwd=tmp_path, env=env)
    assert done.stdout == f"czplan {czplan.__version__}\n", done.stderr
    done = run(*line, "targets", "list", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") > 20
