"""Data is never code: markup, escapes and formulas in a data set come out as characters."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from cli_process import SAMPLE, run, within
from many_screens import Ask, answers

NAME = "[red]x[/red] [/] :100: <script>alert(1)</script> | `$(id)` & &lt;"
ESCAPES = "\\x1b[2J\\u202e\\u200b\\tend"  # as YAML writes them between double quotes


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """Return a data set whose names try everything."""
    folder = tmp_path_factory.mktemp("hostile")
    for one in SAMPLE.iterdir():
        (folder / one.name).write_bytes(one.read_bytes())
    plans = folder / "plans.yaml"
    text = plans.read_text(encoding="utf-8")
    text = text.replace("“十四五”规划", f"'{NAME}'").replace(
        "14th Five-Year Plan", f'"=1+1{ESCAPES}"', 1
    )
    plans.write_text(text, encoding="utf-8")
    targets = folder / "targets.yaml"
    text = targets.read_text(encoding="utf-8")
    text = text.replace("“55”企业梯队", f"'{NAME}'").replace(
        "The “55” enterprise ladder", f'"=1+1{ESCAPES}"', 1
    )
    targets.write_text(text, encoding="utf-8")
    sources = folder / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("样例市统计局", f'"@SUM(A1){ESCAPES}"'), encoding="utf-8")
    return folder


ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
LINES = [
    ("plans", "list"),
    ("targets", "list"),
    ("sources", "list"),
    ("progress",),
    ("progress", "--group-by", "plan"),
]


def test_a_terminal_shows_characters(hostile: Path) -> None:
    cases = [
        (line, lang, colour)
        for line in LINES
        for lang in ("zh", "en")
        for colour in (False, True)
        if not colour or lang == "zh"
    ]
    found = answers(
        *(
            Ask(line, 300, env={"CZPLAN_LANG": lang, "NO_COLOR": "" if colour else "1"})
            for line, lang, colour in cases
        ),
        CZPLAN_DATA=str(hostile),
    )
    for (line, lang, colour), done in zip(cases, found, strict=True):
        assert done.status == 0, done.err
        out = re.sub(r"\x1b\[[0-9;]*m", "", done.out) if colour else done.out
        assert not ACTS.search(out.replace("\n", "")), line
        assert not ACTS.search(done.err.replace("\n", "")), line
        if line[0] != "sources":
            assert (NAME if lang == "zh" else "=1+1\ufffd[2J\ufffd\ufffd end") in out


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_text_formats(line, hostile: Path) -> None:
    where = ("--data", str(hostile))
    tsv = within(*line, "-f", "tsv", *where).out
    width = tsv.split("\n", 1)[0].count("\t")
    assert {row.count("\t") for row in tsv.splitlines()} == {width}
    assert not ACTS.search(tsv.replace("\t", "").replace("\n", ""))
    marks = within(*line, "-f", "markdown", *where).out
    assert "<" not in marks
    assert not ACTS.search(marks.replace("\n", ""))
    bars = {len(re.findall(r"(?<!\\)\|", row)) for row in marks.splitlines()}
    assert len(bars) == 1


def test_csv_has_no_formula_and_json_is_as_it_was(hostile: Path) -> None:
    where = ("--data", str(hostile))
    rows = list(csv.DictReader(io.StringIO(within("plans", "list", "-f", "csv", *where).out)))
    assert rows[0]["name_en"].startswith("'=1+1\x1b[2J")
    for row in csv.reader(io.StringIO(within("sources", "list", "-f", "csv", *where).out)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    names = [
        row["name_en"] for row in json.loads(within("plans", "list", "-f", "json", *where).out)
    ]
    assert names[0] == "=1+1\x1b[2J\u202e\u200b\tend"
    numbers = csv.DictReader(io.StringIO(within("progress", "-f", "csv", *where).out))
    gaps = [row["gap_low"] for row in numbers if row["gap_low"]]
    assert any(gap.startswith("-") for gap in gaps)  # a number is no formula


def test_completion_offers_nothing_that_acts(hostile: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        done = run(
            "progress", "--plan", "", CZPLAN_DATA=str(hostile), CZPLAN_LANG="en",
            _CZPLAN_COMPLETE=shell,
        )  # fmt: skip
        assert done.status == 0
        assert "fyp14" in done.out
        assert not ACTS.search(done.out.replace("\t", "").replace("\n", ""))
