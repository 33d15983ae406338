"""One data set in two notations: YAML and CSV, rows in any order, say the same."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from notation_sets import (
    AROUND,
    AROUND_SETS,
    FIGURE,
    GOAL,
    MEASURED,
    STATED,
    Around,
    Places,
    Rows,
    as_csv,
    as_yaml,
    figures_of,
    goals_of,
)

import czplan
from czplan import dataset
from czplan.cli.start import start
from czplan.faults import Fault

PART = re.compile(r"(?<=[a-z])[._](?=[a-z])")


def said(fault: Fault) -> str:
    """What a fault says, a part of a field named alike in both notations (note.zh, note_zh)."""
    words = f"{fault.code} {fault.accepted} {fault.en} ({fault.remedy_en}) {fault.zh}"
    return PART.sub(" ", words.replace(".yaml", "").replace(".csv", ""))


def outcome(
    folder: Path,
    at: Places,
    *,
    in_order: bool = False,
    say: Callable[[Fault], str] = attrgetter("code"),
) -> tuple[list[tuple[str, str, str]], list[dict[str, Any]]]:
    """Return the faults, each as `say` has it and with its record, and the verdict rows by id.

    The first of equal promises lends its id to all: the column is compared of rows `in_order`.
    """
    ds, faults = dataset.read(folder)
    # the parts of a ladder stand in one cell, and what is said twice there is said once
    placed = sorted(
        {
            (say(fault), fault.file.split(".")[0], at.get((fault.file, fault.line), "nowhere"))
            for fault in faults
        }
    )
    if ds is None:
        return placed, []
    rows = czplan.progress(ds, year=2025, all=True)
    rows = rows if in_order else rows.drop(columns="promise")
    text = rows.sort_values("id").to_csv(index=False)
    return placed, list(csv.DictReader(text.splitlines()))


LATER = AROUND["places"]["d"] | {"from": "2030"}
WITH_A_LATER_PLACE = AROUND | {"places": AROUND["places"] | {"d": LATER}}
"""A figure that names no place, in a column that is not there."""


@given(
    st.lists(GOAL, max_size=8),
    st.lists(FIGURE, max_size=8),
    AROUND_SETS,
    st.randoms(use_true_random=False),
)
@example(
    [], [{"indicator": "firms", "period": "2024", "value": "1"}], WITH_A_LATER_PLACE, Random(0)
)
@settings(max_examples=10, deadline=None)
def test_yaml_and_csv_say_the_same(goals: Rows, figures: Rows, around: Around, rng: Random) -> None:
    """Equal faults at the places of the same records, and equal verdicts, rows in any order.

    First the set as it is; then without the records that have faults.
    """
    targets = goals_of(goals)
    faulty = compare(targets, known(figures_of(figures), targets), around, rng)
    around = {
        table: {id: AROUND[table][id] if (table, id) in faulty else row
                for id, row in records.items()}
        for table, records in around.items()
    }  # fmt: skip
    actuals = [row for row in figures_of(figures) if ("actuals", row["key"]) not in faulty]
    targets = [row for row in targets if ("targets", row["slug"]) not in faulty]
    compare(targets, known(actuals, targets), around, rng)


def known(figures: Rows, goals: Rows) -> Rows:
    """The figures of what there is."""
    owners = {*MEASURED, *(f"{row['plan']}/{row['slug']}" for row in goals)}
    return [row for row in figures if row["indicator"] in owners]


def compare(targets: Rows, actuals: Rows, around: Around, rng: Random) -> set[tuple[str, str]]:
    """Read and judge a set in both notations; return the records that have faults."""
    with tempfile.TemporaryDirectory() as tmp:
        mixed, reports = list(targets), list(actuals)
        rng.shuffle(mixed)
        rng.shuffle(reports)
        same = mixed == targets
        at = as_yaml(Path(tmp) / "y", targets, actuals, around)
        one = outcome(Path(tmp) / "y", at, in_order=same, say=said)
        at = as_csv(Path(tmp) / "c", mixed, reports, around)
        other = outcome(Path(tmp) / "c", at, in_order=same, say=said)
    assert other == one
    return {(table, record) for _, table, record in one[0]}


BLANKS = st.text(" \t\u3000\xa0", min_size=1, max_size=2)
NAMED = ("indicator", "direction", "kind", "due", "scope", "confidence", "reference")
"""Fields of an id or of a word of a list, which has no blanks."""


def blanked(rows: Rows, blank: str, rng: Random, fields: tuple[str, ...] = ()) -> Rows:
    """The rows with blanks at the edges of some cells, of any field or of some."""
    edges = [(blank, ""), ("", blank), (blank, blank), ("", "")]
    found = []
    for row in rows:
        around = {name: rng.choice(edges) for name, cell in row.items() if isinstance(cell, str)}
        cells = {name: f"{left}{row[name]}{right}" for name, (left, right) in around.items()}
        found.append(row | {name: cells[name] for name in cells if not fields or name in fields})
    return found


def closed(rows: Rows) -> Rows:
    """The rows without white space: a wording is shown as it stands."""
    return [{name: "".join(cell.split()) for name, cell in row.items()} for row in rows]


@given(
    st.lists(STATED, min_size=1, max_size=4),
    st.lists(FIGURE, max_size=4),
    BLANKS,
    st.randoms(use_true_random=False),
)
@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_blanks_at_the_edges_of_cells(goals: Rows, figures: Rows, blank: str, rng: Random) -> None:
    """CSV loses them; in YAML's quotes they say nothing round words, and are refused round ids."""
    targets = goals_of(goals)
    owners = {*MEASURED, *(f"{row['plan']}/{row['slug']}" for row in targets)}
    actuals = figures_of([figure for figure in figures if figure["indicator"] in owners])
    words = ("stated", "text")
    with tempfile.TemporaryDirectory() as tmp:
        folder = Path(tmp)
        plain = outcome(folder / "c", as_csv(folder / "c", targets, actuals))
        rows, reports = blanked(targets, blank, rng), blanked(actuals, blank, rng)
        keys = as_csv(folder / "b", rows, reports)
        known = {at: key.strip() for at, key in keys.items()}
        assert outcome(folder / "b", known) == plain
        rows, reports = blanked(targets, blank, rng, words), blanked(actuals, blank, rng, words)
        faults, verdicts = outcome(folder / "q", as_yaml(folder / "q", rows, reports))
        assert (faults, closed(verdicts)) == (plain[0], closed(plain[1]))
        for name in NAMED:
            odd = next((row for row in targets if isinstance(row.get(name), str)), None)
            if odd is None:
                continue
            rows = [row | {name: f"{row[name]}{blank}"} if row is odd else row for row in targets]
            at = as_yaml(folder / name, rows, actuals)
            faults, _ = outcome(folder / name, at)
            assert any(key == odd["slug"] for _, _, key in faults), (name, faults)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "words", [("翻2番", "翻8番"), ("达到20成", "达到10成"), ("增长99%", "100%")]
)
def test_no_wording_stands_for_another(tmp_path: Path, words: tuple[str, str], order: int) -> None:
    """Whatever stands first, each goal is read for itself (a value decides how it is read)."""
    kinds: list[Any] = [
        {"indicator": "output" if "番" in each else "cover", "stated": each} for each in words
    ]
    targets = goals_of(kinds)[::order]
    one = outcome(tmp_path / "y", as_yaml(tmp_path / "y", targets, []))
    assert outcome(tmp_path / "c", as_csv(tmp_path / "c", targets, [])) == one


def test_records_of_csv_know_their_lines(tmp_path: Path) -> None:
    targets = goals_of([{"indicator": "firms", "stated": "100家"}] * 3)
    as_csv(tmp_path / "c", targets, figures_of([]))
    ds = czplan.load(tmp_path / "c")
    assert [record.at.line for record in ds.target_records.values()] == [2, 3, 4]


@given(st.lists(GOAL, min_size=1, max_size=10), st.lists(FIGURE, max_size=10))
@example([{"indicator": "", "stated": "投入超过1000亿"}], [])
@settings(max_examples=4, deadline=None)
def test_whatever_check_accepts_is_judged_shown_and_exported(goals: Rows, figures: Rows) -> None:
    """Goals and figures of all kinds, with and without indicators: nothing breaks."""
    targets, actuals = goals_of(goals), figures_of(figures)
    with tempfile.TemporaryDirectory() as tmp:
        for attempt in range(4):  # without what has faults, and what hangs on it
            folder = Path(tmp) / str(attempt)
            owners = {*MEASURED, *(f"{row['plan']}/{row['slug']}" for row in targets)}
            actuals = [row for row in actuals if row["indicator"] in owners]
            at = as_yaml(folder, targets, actuals)
            ds, faults = dataset.read(folder)
            if ds is not None:
                break
            faulty = {at.get((fault.file, fault.line)) for fault in faults if fault.is_error}
            targets = [row for row in targets if row["slug"] not in faulty]
            actuals = [row for row in actuals if row["key"] not in faulty]
        assert ds is not None
        show_everything(ds, folder)


def show_everything(ds: czplan.Dataset, folder: Path) -> None:
    """Ask all that can be asked of a data set."""
    from czplan.export import content
    from czplan.report import page

    assert len(ds.targets) == len(ds.target_rows())
    rows = czplan.progress(ds, year=2025, all=True)
    assert set(rows["id"]) >= set(ds.targets["id"])
    czplan.progress(ds, year=2024, method="open-sdg")
    czplan.summary(ds, 2025)
    for form in ("csv", "json", "xlsx", "markdown"):
        assert content(ds, rows, form)
    assert content(ds, None, "csv", table="targets")
    assert "</html>" in page(ds, rows)
    for lang in ("zh", "en"):
        shown = StringIO()
        with redirect_stdout(shown), redirect_stderr(shown):
            for id in ds.targets["id"]:
                asked = [
                    "targets",
                    "show",
                    id,
                    "--year",
                    "2025",
                    "--data",
                    str(folder),
                    "--lang",
                    lang,
                ]
                assert start(asked) == 0, shown.getvalue()
