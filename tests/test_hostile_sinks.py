"""Hostile text of a data set through every screen and file: it comes out as characters."""

from __future__ import annotations

import json
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from cli_process import within
from hostile_set import HOSTILE, hostile_set, written
from many_screens import Ask, answers
from own_set import own_set


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = hostile_set(tmp_path_factory.mktemp("hostile") / "set")
    assert within("check", str(folder)).status == 0
    return folder


def acting(text: str) -> set[str]:
    """Return the characters of a text that would act on a terminal."""
    return {
        ascii(char)
        for char in text
        if (ord(char) < 32 and char not in "\n\t\r")
        or 0x7F <= ord(char) < 0xA0
        or char in "\u202e\u2028\u200b\u200f\ufeff\U000e0041"
    }


SCREENS = """
progress
progress --rows
progress --rows --group-by plan
progress --summary -f json
progress --words
progress --summary
progress --summary --family open
progress --place city
progress --all
progress -f json
progress -f csv
show nev-output
show wr2026/firms
show report2026
show copied
show wr2026
show city
show 企业
targets show wr2026/firms --quote
targets show wr2026/firms
plans compare wr2026 wr2026
ladder
actuals list -f markdown
search x
targets list
targets list -f jsonl
indicators list -f markdown
indicators list --fields id,name_zh,note
indicators show firms
plans list
plans list -f tsv
actuals list -f tsv
targets list -f tsv
places list
places list -f csv
sources list
sources coverage
sources coverage -f csv
sources gaps --texts {texts}
sources verify --texts {texts}
actuals list
actuals list -f json
across nev-output --year 2026
across nev-output
panel
panel -f csv
diff {other}
diff {other} -f json
diff {other} -f csv
check
check --all
check -f json
check -f github
export json --table sources
export csv --table actuals
export markdown
chart wr2026/nev-output
actuals add nev-output 2025-06 45万辆 --source report2026 --dry-run
sources add {text} --id new --dry-run
extract {text}
extract {text} -f json
extract {text} -f csv
extract {text}
adopt {proposals} --dry-run
""".strip().splitlines()


REFUSED = """
show
targets show
progress --plan
progress --year
progress --fields
across
across nev-output --place
actuals add nev-output 2025-06 --source
actuals import
extract
diff
plans compare wr2026
nothing
""".strip().splitlines()
"""What is answered with 2 where a hostile word is typed behind it."""


def test_screens(hostile: Path, tmp_path: Path) -> None:
    """In a terminal nothing acts, in any format, on standard output or standard error."""
    other = own_set(tmp_path / "other")
    text = tmp_path / "report.md"
    said = HOSTILE.replace("\x00", "")  # a text that holds NUL is no text
    text.write_text(f"2026年{said}目标：地区生产总值增长5.5%{said}以上。\n", encoding="utf-8")
    table = tmp_path / "proposals.csv"
    data = ("--data", str(hostile))
    cited = ("--source", "report2026", "--plan", "wr2026")
    assert within("extract", str(text), *cited, "-o", str(table), *data).status == 0
    table.write_text(table.read_text("utf-8-sig").replace("\n,", "\ny,"), "utf-8")
    places = {"other": other, "text": text, "texts": tmp_path, "proposals": table}
    words = [line.format(**places).split() for line in SCREENS]
    words += [[*line.split(), said] for line in REFUSED]
    asks = [Ask((*line, *(data if line[0] != "check" else data[1:]))) for line in words]
    found = answers(*asks, cwd=tmp_path, CZPLAN_PAGER="cat", CZPLAN_LANG="zh", NO_COLOR="1")
    wrong = {}
    for line, done in zip([*SCREENS, *REFUSED], found, strict=True):
        assert done.status == 2 * (line in REFUSED), (line, done.err)
        assert "Traceback" not in done.err, line
        if found_here := acting(done.out + done.err):
            wrong[line] = found_here
        if line.endswith("-f tsv"):  # a line a record
            assert len({row.count("\t") for row in done.out.splitlines()}) == 1, line
        if line.endswith("-f jsonl"):
            assert all(isinstance(json.loads(row), dict) for row in done.out.splitlines())
    assert wrong == {}


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_faults(tmp_path: Path, form: str) -> None:
    """What a fault quotes of the data doesn't act either."""
    folder = hostile_set(tmp_path / "set")
    path = folder / "indicators.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"stock"', written(HOSTILE)), encoding="utf-8")
    done = within("check", str(folder), "-f", form)
    assert done.status == 1
    assert "alert(1)" in done.out
    assert acting(done.out) == set()


FILES = {
    "chart.svg": "chart wr2026/nev-output -o",
    "chart.html": "chart wr2026/nev-output -o",
    "page.html": "report -o",
    "site": "report --base-url https://example.org/ --site",
    "package": "export datapackage -o",
    "panel.csv": "panel -o",
    "proposals.csv": "extract {text} -o",
    **{
        f"x.{ending}": f"export {form} -o"
        for form, ending in (
            *(("csv", "csv"), ("tsv", "tsv"), ("json", "json"), ("jsonl", "jsonl")),
            *(("xlsx", "xlsx"), ("parquet", "parquet"), ("dta", "dta"), ("sqlite", "db")),
            ("markdown", "md"),
        )
    },
}


@pytest.mark.slow
def test_files(hostile: Path, tmp_path: Path) -> None:
    """Text that people open shows replacements; files for programs hold what the data holds."""
    text = tmp_path / "report.md"
    said = HOSTILE.replace("\x00", "")  # a text that holds NUL is no text
    text.write_text(f"2026年{said}目标：地区生产总值增长5.5%{said}以上。\n", encoding="utf-8")
    for name, line in FILES.items():
        words = line.format(text=text).split()
        done = within(*words, str(tmp_path / name), "--data", str(hostile))
        assert done.status == 0, (name, done.err)
    seen, wrong = set(), {}
    for path in tmp_path.rglob("*"):
        seen.add(path.suffix)
        if path.suffix in (".svg", ".html", ".xml", ".json", ".jsonl", ".md", ".tsv"):
            shown = path.read_text(encoding="utf-8")
            if path != text and (found := acting(shown)):
                wrong[path.name] = found
            if path.suffix not in (".json", ".jsonl", ".tsv") and path != text:
                assert "<script>alert" not in shown, path.name
        if path.suffix in (".svg", ".xml"):
            ET.parse(path)
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                for part in book.namelist():
                    if part.endswith(".xml"):
                        assert b"<f>" not in book.read(part), part
                        ET.fromstring(book.read(part))
    assert wrong == {}
    assert {".svg", ".html", ".xml", ".json", ".xlsx", ".db", ".dta", ".parquet"} <= seen
    with sqlite3.connect(tmp_path / "x.db") as book:
        names = {row[0] for row in book.execute("select name_zh from indicators")}
    assert f"企业{HOSTILE}" in names
