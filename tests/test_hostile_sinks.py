"""Hostile text of a data set through every screen and file: it comes out as characters."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from cli_process import in_terminal, run
from own_set import own_set

HOSTILE = "x\x1b[2Jb\x9bc\u202ed\x07e\x7ff<script>alert(1)</script>=1+1[red]g[/red]"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set whose names, titles and publishers are hostile."""
    folder = own_set(tmp_path_factory.mktemp("hostile") / "set")
    escaped = '"' + "".join(f"\\U{ord(char):08x}" for char in HOSTILE) + '"'
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for field, words in (
            ("zh", "2026年政府工作报告"),
            ("zh", "新能源整车产量"),
            ("zh", "地区生产总值增长"),
            ("publisher", "某某市人民政府"),
        ):
            text = text.replace(f"{field}: {words}", f"{field}: {escaped}")
        path.write_text(text, encoding="utf-8")
    assert run("check", str(folder)).status == 0
    return folder


def acting(text: str) -> set[str]:
    """Return the characters of a text that would act on a terminal."""
    return {
        repr(char)
        for char in text
        if (ord(char) < 32 and char not in "\n\t\r") or 0x7F <= ord(char) < 0xA0 or char == "\u202e"
    }


@pytest.mark.parametrize(
    "line",
    [
        "progress",
        "progress --summary -f json",
        "show nev-output",
        "show report2026",
        "search x",
        "targets list",
        "sources coverage -f csv",
        "places list -f csv",
        "panel -f csv",
        "across nev-output --year 2026",
        "report",
    ],
)
def test_screens(hostile: Path, tmp_path: Path, line: str) -> None:
    env = {"CZPLAN_PAGER": "cat", "CZPLAN_LANG": "zh", "NO_COLOR": "1"}
    done = in_terminal(*line.split(), "--data", str(hostile), cwd=tmp_path, **env)
    assert done.status == 0, done.err
    assert acting(done.out + done.err) == set()


def test_files(hostile: Path, tmp_path: Path) -> None:
    made = {
        "chart.svg": ("chart", "wr2026/nev-output", "-o"),
        "page.html": ("report", "-o"),
        "x.db": ("export", "sqlite", "-o"),
        "x.dta": ("export", "dta", "-o"),
        "site": ("report", "--base-url", "https://example.org/", "--site"),
    }
    for name, args in made.items():
        done = run(*args, str(tmp_path / name), "--data", str(hostile))
        assert done.status == 0, done.err
    for path in tmp_path.rglob("*"):
        if path.suffix in (".svg", ".html", ".xml"):
            text = path.read_text(encoding="utf-8")
            assert "<script>alert" not in text, path.name
            assert acting(text) <= {repr("\u202e")}, path.name  # isolated by the page
    with sqlite3.connect(tmp_path / "x.db") as book:
        assert HOSTILE in {row[0] for row in book.execute("select name_zh from indicators")}
