"""Figures added to a data set of one's own: only what is added changes, and it is said."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from cli_process import Done, command, environment, inside
from hypothesis import given, settings
from hypothesis import strategies as st
from own_set import as_csv

from czplan import load
from czplan.editing.addition import Addition
from czplan.editing.difference import difference
from czplan.editing.into_yaml import Unfit, added, structure
from czplan.editing.notation import scalar

ADDED = [
    Addition("gdp", "2024", {"stated": "1亿元", "source": "s"}),
    Addition("gdp", "2025", {"stated": "2亿元", "source": "s"}),
    Addition("new", "2025", {"stated": "-3%", "source": "s", "text": "a: {b}, #c"}),
]

LAYOUTS = {
    "block": (
        "# head\n\ngdp:   # what\n  # first\n  2023: {stated: 0亿元}  # seen\n"
        "\n  # last\n\nz: {}\n",
        "# head\n\ngdp:   # what\n  # first\n  2023: {stated: 0亿元}  # seen\n"
        "  2024: {stated: 1亿元, source: s}\n  2025: {stated: 2亿元, source: s}\n"
        "\n  # last\n\nz: {}\n"
        '\nnew:\n  2025: {stated: -3%, source: s, text: "a: {b}, #c"}\n',
    ),
    "report in braces becomes a list": (
        "gdp:\n  2024: {stated: 0亿元}  # seen\n",
        "gdp:\n  2024:\n    - {stated: 0亿元}  # seen\n    - {stated: 1亿元, source: s}\n"
        "  2025: {stated: 2亿元, source: s}\n"
        '\nnew:\n  2025: {stated: -3%, source: s, text: "a: {b}, #c"}\n',
    ),
    "report in lines becomes a list": (
        "gdp:\n  2024:\n    stated: 0亿元\n    # why\n    note: |\n      a\n\n      b\n# end\n",
        "gdp:\n  2024:\n    - stated: 0亿元\n      # why\n      note: |\n        a\n\n        b\n"
        "    - {stated: 1亿元, source: s}\n  2025: {stated: 2亿元, source: s}\n# end\n"
        '\nnew:\n  2025: {stated: -3%, source: s, text: "a: {b}, #c"}\n',
    ),
    "braces throughout": (
        "{gdp: {2024: [{stated: 0亿元}], 2023: {stated: x}}}",
        "{gdp: {2024: [{stated: 0亿元}, {stated: 1亿元, source: s}], 2023: {stated: x}, "
        "2025: {stated: 2亿元, source: s}}, "
        'new: {2025: {stated: -3%, source: s, text: "a: {b}, #c"}}}\n',
    ),
    "nothing yet": (
        "",
        "gdp:\n  2024: {stated: 1亿元, source: s}\n  2025: {stated: 2亿元, source: s}\n"
        '\nnew:\n  2025: {stated: -3%, source: s, text: "a: {b}, #c"}\n',
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_stays(name: str) -> None:
    before, after = LAYOUTS[name]
    assert added(before, ADDED) == after
    assert added(before.replace("\n", "\r\n"), ADDED).replace("\r\n", "\n") == after


@pytest.mark.parametrize("text", ["? gdp\n: 2024: {a: b}\n", "gdp:\n  2024: {a: b}\n...\n", "[a]"])
def test_what_cannot_be_edited_safely_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        added(text, ADDED)


words = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t"), min_size=1, max_size=20
).map(str.strip)


@given(words.filter(bool))
def test_any_words_read_back(text: str) -> None:
    assert structure(f"{{k: {scalar(text)}}}") == {"k": text}
    assert structure(f"k: {scalar(text)}\n") == {"k": text}


KEYS = st.sampled_from(["gdp", "nev", "p/q", "a-b"])
PERIODS = st.sampled_from(["2021..2025", "2023", "2024", "2024-09", "2025"])
RECORD = st.fixed_dictionaries(
    {"stated": words.filter(bool)}, optional={"note": words.filter(bool)}
)


@st.composite
def files(draw: Any) -> str:
    """Return a file of figures in one of the many ways in which people write one."""
    lines = draw(st.sampled_from([[], ["# figures"], ["", "# a", ""]]))
    lines = list(lines)
    comment = st.sampled_from(["", "", "  # c"])
    for key in draw(st.lists(KEYS, unique=True, max_size=3)):
        lines.append(f"{key}:{draw(comment)}")
        step = " " * draw(st.integers(1, 4))
        for period in draw(st.lists(PERIODS, unique=True, min_size=1, max_size=3)):
            records = draw(st.lists(RECORD, min_size=1, max_size=2))
            style = draw(st.sampled_from(["flow", "block", "brackets"]))
            quoted = f'"{period}"' if draw(st.booleans()) else period
            flows = [
                "{" + ", ".join(f"{k}: {scalar(v)}" for k, v in r.items()) + "}" for r in records
            ]
            head = f"{step}{quoted}:"
            if style == "brackets":
                lines.append(f"{head} [{', '.join(flows)}]{draw(comment)}")
            elif len(records) == 1 and style == "flow":
                lines.append(f"{head} {flows[0]}{draw(comment)}")
            elif len(records) == 1:
                lines.append(head + draw(comment))
                lines += [f"{step}  {k}: {scalar(v)}{draw(comment)}" for k, v in records[0].items()]
            else:
                lines.append(head)
                dash = step + "  " * draw(st.integers(0, 1)) + "- "
                lines += [dash + one + draw(comment) for one in flows]
            lines += [""] * draw(st.integers(0, 1))
            if draw(st.booleans()):
                lines.append(step + "# between")
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return ends.join(lines) + draw(st.sampled_from(["", ends])) if lines else ""


@given(
    files(),
    st.lists(st.builds(Addition, KEYS | st.just("new"), PERIODS, RECORD), min_size=1, max_size=5),
)
@settings(max_examples=300, deadline=None)
def test_added_is_the_old_and_the_new_in_any_layout(text: str, additions: list[Addition]) -> None:
    made = added(text, additions)  # what it says is compared within: this never refuses
    comments = [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]
    kept = [line.strip() for line in made.splitlines() if line.lstrip().startswith("#")]
    assert kept == comments
    assert made.count("  # c") == text.count("  # c")
    assert made.count("\n") - made.count("\r\n") == (0 if "\r\n" in text else made.count("\n"))


def test_difference_of_long_texts_is_that_of_the_ends() -> None:
    old = [f"line {n}" for n in range(200_000)]
    new = [*old[:150_000], "here", *old[150_000:]]
    start = time.process_time()
    assert difference(old, new, "f")[2:] == [
        "@@ -149999,4 +149999,5 @@",
        " line 149998",
        " line 149999",
        "+here",
        " line 150000",
        " line 150001",
    ]
    assert time.process_time() - start < 2
    assert difference(old, old, "f") == []


def add(own: Path, *words: str, **env: str) -> Done:
    return inside("actuals", "add", *words, "--data", str(own), "--lang", "en", **env)


def test_add_writes_one_line_and_says_what_turns(own: Path) -> None:
    path = own / "actuals.yaml"
    before = path.read_text(encoding="utf-8").splitlines()
    done = add(
        own, "wr2026/port-opening", "2025", "--outcome", "under-way", "--source", "report2026"
    )
    assert done.status == 0, done.err
    after = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        "  2025: {outcome: under-way, source: report2026}"
    ]
    assert "+  2025: {outcome: under-way, source: report2026}" in done.out
    assert "wrote" in done.err


def test_add_names_the_verdict_that_turns(own: Path) -> None:
    text = (own / "actuals.yaml").read_text(encoding="utf-8")
    (own / "actuals.yaml").write_text(text.partition("gdp-growth:")[0] or "# none\n")
    done = add(
        own, "gdp-growth", "2026", "增长5.6%", "--source", "bulletin2026", "--text", "增长5.6%"
    )
    assert done.status == 0, done.err
    assert "wr2026/gdp-growth GDP growth: Due, data pending → Met (增长5.6%)" in done.err
    zh = inside(
        *("actuals", "add", "gdp-growth", "2026", "增长1.6%", "--source", "bulletin2026"),
        *("--data", str(own), "--lang", "zh"),
    )
    assert "+" in zh.out
    assert "已写入" in zh.err


def test_a_name_says_what_a_figure_is_of(own: Path) -> None:
    """As import takes it: the name of an indicator in either language."""
    ds = load(own)
    one = next(iter(ds.indicator_records.values()))
    source = next(iter(ds.source_records))
    for name in (one.name.zh, one.name.en):
        line = ("actuals", "add", name, "2031", "--value", "7", "--source", source, "--dry-run")
        done = inside(*line, "--data", str(own))
        assert done.status == 0, done.err
        assert "2031: " in done.out


def test_an_indicator_of_the_catalogue_needs_no_record(own: Path) -> None:
    assert "urban-jobs-added" not in load(own).indicator_records
    done = add(own, "urban-jobs-added", "2026", "5.2万人", "--source", "report2026")
    assert done.status == 0, done.err
    assert load(own).actuals["indicator"].tolist().count("urban-jobs-added") == 1


def test_dry_run_writes_nothing(own: Path) -> None:
    before = (own / "actuals.yaml").read_bytes()
    done = add(
        *(own, "nev-output", "2026-06", "45万辆", "--source", "report2026"),
        *("--of", "2025", "--proxy", "--restated", "--dry-run"),
    )
    assert done.status == 0
    fields = "stated: 45万辆, source: report2026, restated: true, of: 2025, proxy: true"
    assert f"+  2026-06: {{{fields}}}" in done.out
    assert (own / "actuals.yaml").read_bytes() == before


def test_the_same_again_is_left_out(own: Path) -> None:
    words = ("nev-output", "2026-06", "45万辆", "--source", "report2026")
    assert add(own, *words).status == 0
    before = (own / "actuals.yaml").read_bytes()
    done = add(own, *words)
    assert done.status == 0
    assert "left out" in done.err
    assert (own / "actuals.yaml").read_bytes() == before


REFUSED = {
    "indicator": (("nev-outptu", "2026", "1辆", "--source", "report2026"), "nev-output"),
    "period": (("nev-output", "2026-13", "1辆", "--source", "report2026"), "2026-13"),
    "unit": (("nev-output", "2026", "5家", "--source", "report2026"), "辆"),
    "number": (("nev-output", "2026", "许多", "--source", "report2026"), "许多"),
    "source": (("nev-output", "2026", "1辆", "--source", "report2062"), "report2026"),
    "no source": (("nev-output", "2026", "1辆"), "--source"),
    "no figure": (("nev-output", "2026", "--source", "report2026"), "STATED"),
    "status": (
        ("nev-output", "2026", "1辆", "--source", "report2026", "--status", "fnal"),
        "final",
    ),
    "line": (("nev-output", "2026", "1辆", "--source", "report2026", "--line", "x"), "x"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_what_check_would_refuse_is_refused(own: Path, name: str, form: str) -> None:
    if form == "csv":
        as_csv(own)
    words, said = REFUSED[name]
    path = own / f"actuals.{form}"
    before = path.read_bytes()
    done = add(own, *words)
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err + done.out
    assert path.read_bytes() == before


@pytest.mark.parametrize("named", [False, True])
def test_the_shipped_set_is_never_written(root: Path, named: bool) -> None:
    before = (root / "data" / "actuals.yaml").read_bytes()
    more = ("--data", str(root / "data")) if named else ()
    done = inside(
        *("actuals", "add", "gdp", "2026", "1亿元", "--source", "wr2025-summary", "--lang", "en"),
        *more,
    )
    assert done.status == 2
    assert "czplan init DIR --copy" in done.err
    assert "--data DIR" in done.err
    assert (root / "data" / "actuals.yaml").read_bytes() == before


def test_the_environment_names_the_set(own: Path) -> None:
    done = inside(
        *("actuals", "add", "nev-output", "2026-06", "45万辆", "--source", "report2026"),
        CZPLAN_DATA=str(own),
    )
    assert done.status == 0, done.err
    assert "45万辆" in (own / "actuals.yaml").read_text(encoding="utf-8")


def test_csv_gets_a_row_and_a_column(own: Path) -> None:
    as_csv(own)
    before = (own / "actuals.csv").read_text(encoding="utf-8").splitlines()
    words = ("nev-output", "2026", "101万辆", "--source", "report2026", "--note", "=1+1")
    assert add(own, *words).status == 0
    after = (own / "actuals.csv").read_text(encoding="utf-8").splitlines()
    assert after == [before[0] + ",note", *(row + "," for row in before[1:]), after[-1]]
    assert after[-1] == "nev-output,2026,101万辆,,report2026,,,'=1+1"
    rows = load(own).actual_rows() or load(own).actuals.to_dict("records")
    assert [row["note"] for row in rows if row["stated"] == "101万辆"] == ["=1+1"]


def in_person(own: Path, answer: str) -> tuple[int, str]:
    """Add a figure with a person at the terminal, who answers; return status and the screen."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    line = command("actuals", "add", "nev-output", "2026-06", "45万辆", "--source", "report2026")
    child = subprocess.Popen(
        [*line, "--data", str(own), "--lang", "en"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment(),
        start_new_session=True,
    )
    os.close(slave)
    screen = b""
    asked = False
    with contextlib.suppress(OSError):
        while select.select([master], [], [], 30)[0]:
            screen += os.read(master, 4096)
            if not asked and b"[y/N]" in screen:
                asked = True
                os.write(master, answer.encode())
    status = child.wait()
    os.close(master)
    assert asked
    return status, screen.decode()


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_person_is_asked(own: Path, answer: str, written: bool) -> None:
    before = (own / "actuals.yaml").read_bytes()
    status, screen = in_person(own, answer)
    assert "45万辆" in screen.partition("[y/N]")[0]
    assert status == (0 if written else 1)
    assert ((own / "actuals.yaml").read_bytes() != before) == written


def test_markup_and_formulas_are_characters(own: Path) -> None:
    words = ("nev-output", "2026-06", "45万辆", "--source", "report2026")
    note = "[red]x[/] [/] =1+1 <b> {{ y }} $(z) “” \x1b[2J \u202e ' \\"
    done = add(own, *words, "--note", note)
    assert done.status == 0, done.err
    assert "[red]x[/] [/] =1+1 <b>" in done.out
    assert "\x1b" not in done.out + done.err
    assert "\u202e" not in done.out
    rows = [row for row in load(own).actual_rows() if row["period"] == "2026-06"]
    assert [row["note"] for row in rows] == [note]


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_into_the_shipped_set_is_the_shipped_set(
    root: Path, tmp_path: Path, link: str
) -> None:
    own = tmp_path / "own"
    if link == "folder":
        own.symlink_to(root / "data")
    else:
        own.mkdir()
        for path in (root / "data").glob("*.yaml"):
            (own / path.name).symlink_to(path)
    shipped = root / "data" / "actuals.yaml"
    before = shipped.read_bytes()
    done = add(own, "gdp", "2026", "1亿元", "--source", "wr2025-summary")
    after = shipped.read_bytes()
    if after != before:
        shipped.write_bytes(before)
    assert after == before
    assert done.status == 2
    assert "czplan init DIR --copy" in done.err


@pytest.mark.parametrize(
    ("there", "new"), [("２０２６", "2026"), ("2026", "２０２６"), ("２０２６-０６", "2026-06")]
)
def test_full_width_periods_are_the_same_period(own: Path, there: str, new: str) -> None:
    path = own / "actuals.yaml"
    path.write_text(
        f"nev-output:\n  {there}: {{stated: 9万辆, source: report2026}}\n", encoding="utf-8"
    )
    assert add(own, "nev-output", new, "8万辆", "--source", "report2026").status == 0
    assert [row["stated"] for row in load(own).actual_rows()] == ["9万辆", "8万辆"]
    done = add(own, "nev-output", new, "9万辆", "--source", "report2026")
    assert "left out" in done.err


HEAD = "indicator,period,stated,source\n"
ROW = "gdp-growth,2026,增长5.3%,bulletin2026\n"
CSV_LAYOUTS = {
    "blank lines first": "\n\n" + HEAD + ROW,
    "blank lines last": HEAD + ROW + "\n\n",
    "no line end": HEAD + ROW[:-1],
    "header alone": HEAD,
    "empty": "",
    "windows": "\ufeff" + (HEAD + ROW).replace("\n", "\r\n"),
    "quotes": 'source,"stated",period,indicator\nbulletin2026,"增长5.3%",2026,gdp-growth\n',
    "a quote in a cell": HEAD[:-1] + ',note\ngdp-growth,2026,增长5.3%,bulletin2026,5" x\n'
    'gdp-growth,2024,增长5%,bulletin2026,"y""z"\n',
    "line breaks in quotes": HEAD[:-1] + ',note\ngdp-growth,2026,5.3%,bulletin2026,"a\n""b"""\n',
    "full-width period": HEAD + ROW.replace("2026,", "２０２６,", 1),
}


@pytest.mark.parametrize("more", [(), ("--section", 'a, "b"\nc')])
@pytest.mark.parametrize("name", CSV_LAYOUTS)
def test_csv_keeps_what_it_has(own: Path, name: str, more: tuple[str, ...]) -> None:
    (own / "actuals.yaml").unlink()
    path = own / "actuals.csv"
    path.write_bytes(CSV_LAYOUTS[name].encode())
    before = load(own).actual_rows()
    done = add(own, "gdp-growth", "2025", "增长5.6%", "--source", "bulletin2026", *more)
    assert done.status == 0, done.err
    after = load(own).actual_rows()
    assert after[: len(before)] == before
    assert [row["stated"] for row in after[len(before) :]] == ["增长5.6%"]


def test_a_figure_that_begins_with_a_minus(own: Path) -> None:
    words = ("gdp-growth", "2026-06", "-0.5%", "--source", "bulletin2026")
    done = add(own, *words)
    assert done.status == 2
    assert "behind a -- of its own" in done.err
    again = inside(
        *("actuals", "add", "--source", "bulletin2026", "--data", str(own), "--lang", "en"),
        *("--", *words[:3]),
    )
    assert again.status == 0, again.err
    assert "-0.5%" in (own / "actuals.yaml").read_text(encoding="utf-8")
