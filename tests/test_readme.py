"""The two README files: short, alike, every line of them true, and every document reachable."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from cli_process import ROOT
from many_screens import Ask, answers

READMES = ("README.md", "README.zh.md")
LINK = re.compile(r"\]\(([^)#:]+)\)")
COMMAND = re.compile(r"`(czplan [^`]+)`")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def links(name: str) -> list[str]:
    return LINK.findall(text_of(name))


@pytest.mark.parametrize("name", READMES)
def test_short_and_nothing_cut(name: str) -> None:
    text = text_of(name)
    assert text.count("\n") <= 120
    assert "more lines" not in text
    assert "还有" not in text
    assert "--summary\n```" not in text, "a block that wasn't made"


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    assert links(name)
    assert not [link for link in links(name) if not (ROOT / link).exists()]


def test_the_two_are_twins() -> None:
    """The same commands and pictures in the same order, the same number of parts."""
    one, two = (COMMAND.findall(text_of(name)) for name in READMES)
    assert one == two
    assert text_of("README.md").count("\n## ") == text_of("README.zh.md").count("\n## ")
    assert "README.zh.md" in links("README.md")
    assert "README.md" in links("README.zh.md")


def test_every_document_is_reachable() -> None:
    """From one README or the other, over at most one document between."""
    reached = {link for name in READMES for link in links(name)}
    for page in [link for link in reached if link.endswith(".md")]:
        folder = Path(page).parent
        reached |= {(folder / link).as_posix() for link in links(page)}
    found = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.*")}
    found |= {path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/screens/*.svg")}
    assert found <= {Path(link).as_posix() for link in reached}, found - reached


REPORT = "某市2026年政府工作报告\n\n2026年主要预期目标：地区生产总值增长5%左右。\n"


def test_every_command_of_the_table_runs(tmp_path: Path) -> None:
    """As typed, one after the other, in an empty folder."""
    lines = [line for line in COMMAND.findall(text_of("README.md")) if line.count(" ") > 1]
    asks = [Ask(tuple(line.split()[1:]), 100, 40) for line in dict.fromkeys(lines)]
    asks = [ask for ask in asks if ask.line[:2] != ("actuals", "add")]  # wants a figure
    assert len(asks) >= 12
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    for ask, done in zip(asks, answers(*asks, cwd=tmp_path), strict=True):
        assert done.status == 0, (ask.line, done.err)
    made = {path.name for path in tmp_path.iterdir()}
    assert made >= {"goals.xlsx", "report.html", "mycity", "proposals.csv"}


def test_make_run_ends_with_commands_that_work_as_typed() -> None:
    """The recipe runs the command of the environment, so that the answer names it so."""
    recipe = re.search(r"^run:.*\n(\t.*\n)+", text_of("Makefile"), re.MULTILINE)
    assert recipe is not None
    assert ".venv/bin/czplan" in recipe[0]


@pytest.mark.parametrize("name", READMES)
def test_a_data_set_of_your_own_is_made_as_typed(name: str, tmp_path: Path) -> None:
    """Line by line in an empty folder, and the goal that it states is judged."""
    block = re.search(r"```sh\n(czplan init (?:.*\n)*?)```", text_of(name))
    assert block is not None
    lines = block[1].splitlines()
    typed = [line for line in lines if not line.startswith("export")]
    asks = [Ask(tuple(shlex.split(line, comments=True)[1:])) for line in typed]
    told = [line.partition("=")[2] for line in lines if line.startswith("export CZPLAN_DATA=")]
    assert told == ["mycity"]
    done = answers(*asks, cwd=tmp_path, CZPLAN_DATA=told[0], CZPLAN_LANG="en")
    for ask, one in zip(asks, done, strict=True):
        assert one.status == 0, (ask.line, one.err)
    assert "1 met" in done[-1].out
