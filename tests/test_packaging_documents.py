"""What the documents say is what the program does."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_process import environment

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_generated_documents_are_fresh(root: Path) -> None:
    line = [sys.executable, "-m", "tools.docs", "--check"]
    done = subprocess.run(line, cwd=root, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_stale_document_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root))
    from tools import docs, readme

    text = (root / "README.md").read_text(encoding="utf-8")
    aged = text.replace("--summary\nChangzhou, ", "--summary\nElsewhere, ")
    assert aged != text
    assert readme.fresh(aged) == text
    stale = docs.stale({"docs/none.md": "tools.readme:fresh"})
    assert stale == {}, "an empty text has no blocks and stays empty"


def test_readme_python_runs(readme: str) -> None:
    (code,) = (text for kind, text in BLOCK.findall(readme) if kind == "python")
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "README.md", "exec"), names)
    assert len(names["verdicts"]) > 50  # type: ignore[arg-type]


def test_readme_links_lead_somewhere(readme: str, root: Path) -> None:
    for name in re.findall(r"\]\(([^)#]+)\)", readme):
        assert (root / name).exists(), name


def test_nothing_names_the_place_where_it_was_made(root: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True
    ).stdout.split("\0")
    if listed == [""]:
        pytest.skip("this is no clone")
    places = re.compile(r"(?<![\w.])/(work|root)/\w+")
    for name in listed:
        path = root / name
        if not name or not path.is_file() or path.suffix in (".png", ".xlsx", ".parquet"):
            continue
        if path == Path(__file__):
            continue
        found = places.search(path.read_text(encoding="utf-8", errors="replace"))
        assert found is None, f"{name}: {found[0] if found else ''}"
