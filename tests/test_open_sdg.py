"""The Open SDG rule: published results reproduced, and what it doesn't apply to (method 9b)."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cli_process import run
from hypothesis import given
from hypothesis import strategies as st
from sdg_set import ADDED, EXACT, Case, series, small, table, write

import czplan
from czplan.api import question
from czplan.method.judge import judge
from czplan.method.open_sdg import Inputs, choose, columns, rate
from czplan.vocabulary import OPEN_SDG_STATUSES, RESULT_COLUMNS

TABLES = {
    "reference_formula_1000": 614,
    "statcan_sdg_components": 113,
    "statcan_cif_components": 41,
}
"""Tables of inputs and results, and how many of their rows have a target."""

YEAR = 2030


@pytest.fixture(scope="module")
def published(shared: Path) -> Path:
    """Return the folder of the published results."""
    folder = shared / "spec" / "open-sdg"
    if not folder.is_dir():
        pytest.skip("the shared folder has no published results")
    return folder


def rated(**given: Any) -> tuple[float, float, str]:
    """Apply the rule to one row; what isn't given is an ordinary case, half-way on its path."""
    row = {
        "base_year": 2015,
        "base_value": 100.0,
        "current_year": 2020,
        "current_value": 110.0,
        "target_year": 2030,
        "target": 130.0,
        "direction": 1,
    } | given
    said = rate(Inputs(**{name: np.array([value], dtype=float) for name, value in row.items()}))
    return float(said.progress[0]), float(said.score[0]), str(said.status[0])


def agree(
    cases: list[Case], progress: list[float | None], score: list[float | None], status: list[str]
) -> None:
    """Fail, naming the cases, where a number or a verdict isn't the published one."""

    def same(found: float | None, said: float | None) -> bool:
        none = found is None or np.isnan(found)
        if none or said is None:
            return none and said is None
        return found == pytest.approx(said, rel=EXACT, abs=0)

    wrong = [
        (case.name, got, (case.progress, case.score, case.status))
        for case, *got in zip(cases, progress, score, status, strict=True)
        if not (same(got[0], case.progress) and same(got[1], case.score) and got[2] == case.status)
    ]
    assert wrong == []


def as_inputs(cases: list[Case]) -> Inputs:
    """Return a table's rows as the columns of the rule."""

    def column(values: list[float | None]) -> Any:
        return np.array(values, dtype=np.float64)

    now = [case.observations[0] if case.observations else (None, None) for case in cases]
    return Inputs(
        base_year=column([case.base_year for case in cases]),
        base_value=column([case.base for case in cases]),
        current_year=column([year for year, _ in now]),
        current_value=column([value for _, value in now]),
        target_year=column([case.target_year for case in cases]),
        target=column([case.target for case in cases]),
        direction=column([case.direction for case in cases]),
    )


# --- published results ---------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize(("name", "count"), TABLES.items())
def test_every_row_of_the_tables(published: Path, name: str, count: int) -> None:
    cases = table(published / f"{name}.csv")
    assert len(cases) == count
    said = rate(as_inputs(cases))
    agree(cases, said.progress.tolist(), said.score.tolist(), said.status.tolist())


@pytest.mark.shared
@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_every_series_as_a_data_set(published: Path, tmp_path: Path, form: str) -> None:
    cases = series(published / "statcan_series_cases.json")
    assert len(cases) == 130
    ds = czplan.load(write(tmp_path / "set", cases, form))
    rows = czplan.progress(ds, YEAR, all=True, method="open-sdg")
    assert rows["id"].tolist() == [f"agenda/c{place}" for place in range(len(cases))]
    agree(cases, *(rows[name].tolist() for name in ADDED))

    picked = choose(judge(ds, question(ds, YEAR, all=True)))
    chosen = np.column_stack(
        [picked.base_year, picked.base_value, picked.current_year, picked.current_value]
    )
    assert chosen.tolist() == [list(case.chosen or ()) for case in cases]
    assert picked.target.tolist() == [case.target for case in cases]


@pytest.mark.shared
@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_reference_rows_as_a_data_set(published: Path, tmp_path: Path, form: str) -> None:
    cases = table(published / "reference_formula_1000.csv")
    ds = czplan.load(write(tmp_path / "set", cases, form))
    rows = czplan.progress(ds, 2040, all=True, method="open-sdg")
    agree(cases, *(rows[name].tolist() for name in ADDED))


@pytest.mark.shared
def test_every_series_on_the_command_line(published: Path, tmp_path: Path) -> None:
    cases = series(published / "statcan_series_cases.json")
    folder = write(tmp_path / "set", cases, "yaml")
    asked = ("progress", "--method", "open-sdg", "--year", str(YEAR), "--all")
    done = run(*asked, "--data", str(folder), "-f", "json")
    rows = {row["id"]: row for row in done.rows}
    assert len(rows) == len(cases)
    ordered = [rows[f"agenda/c{place}"] for place in range(len(cases))]
    assert list(ordered[0]) == [*RESULT_COLUMNS, *ADDED]
    agree(cases, *([row[name] for row in ordered] for name in ADDED))


@pytest.mark.shared
def test_the_acceptance_cases(published: Path, tmp_path: Path) -> None:
    text = (published / "open_sdg_acceptance.json").read_text(encoding="utf-8")
    cases = [case for case in json.loads(text)["cases"] if case["observations"]]
    assert len(cases) == 2
    way = {"positive": ("up", "达到{}"), "negative": ("down", "{}以内")}
    folder = small(
        tmp_path,
        {
            f"c{place}": {"unit": "%", "measure": "share", "direction": way[asked["direction"]][0]}
            for place, asked in enumerate(case["options"] for case in cases)
        },
        {
            f"c{place}": {
                "stated": way[asked["direction"]][1].format(asked["target"]),
                "baseline": {"period": str(asked["base_year"])},
                "due": str(asked["target_year"]),
            }
            for place, asked in enumerate(case["options"] for case in cases)
        },
        {f"c{place}": dict(case["observations"]) for place, case in enumerate(cases)},
    )
    rows = czplan.progress(czplan.load(folder), 2016, method="open-sdg")
    found = rows["open_sdg_status"].tolist()
    assert found == [case["expected"]["status"] for case in cases]


# --- the rule ------------------------------------------------------------------------------------


def test_every_status_can_be_had() -> None:
    found = {
        rated(current_value=125)[2],
        rated(current_value=107)[2],
        rated(current_value=103)[2],
        rated(current_value=90)[2],
        rated(current_value=130)[2],
        rated(current_year=np.nan, current_value=np.nan)[2],
    }
    assert found == set(OPEN_SDG_STATUSES)


def test_on_or_past_the_target_whatever_the_rate() -> None:
    assert rated(current_value=130)[1:] == (5.0, "target_achieved")
    assert rated(current_value=129.999)[2] == "substantial_progress"
    # the wrong way, but still better than asked; and a single year with data
    assert rated(base_value=200, current_value=150)[1:] == (5.0, "target_achieved")
    assert rated(current_year=2015, current_value=130)[1:] == (5.0, "target_achieved")


def test_no_change_is_limited_progress() -> None:
    assert rated(current_value=100) == (0.0, -2.5, "limited_progress")


def test_one_year_at_the_pace_required() -> None:
    progress, score, status = rated(
        current_year=2016, current_value=110, target_year=2017, target=121
    )
    assert progress == pytest.approx(1, rel=EXACT)
    assert score == pytest.approx(7.1429 - 4.2857, rel=EXACT)
    assert status == "substantial_progress"


@pytest.mark.parametrize(
    "given",
    [
        {"current_year": 2015},
        {"current_year": 2014},
        {"current_year": 2014, "current_value": 140},
        {"current_value": -3},
        {"current_year": 2016, "current_value": -3},
        {"target": -3, "direction": -1},
        {"target_year": 2016, "target": -3, "direction": -1},
        {"base_value": np.nan},
        {"current_value": np.nan},
        {"target": np.nan},
        {"target": 100, "current_value": 90},
        {"target_year": 2015},
        {"direction": 0},
    ],
    ids=str,
)
def test_not_available(given: dict[str, float]) -> None:
    progress, score, status = rated(**given)
    assert np.isnan(progress)
    assert np.isnan(score)
    assert status == "not_available"


def test_zero_stands_for_a_thousandth() -> None:
    down = {"direction": -1, "current_value": 50}
    assert rated(target=0, **down) == rated(target=0.001, **down)
    assert rated(base_value=0) == rated(base_value=0.001)
    # growth from a thousandth to 110 in five years, to 130 in fifteen
    fast, slow = (110 / 0.001) ** (1 / 5) - 1, (130 / 0.001) ** (1 / 15) - 1
    assert rated(base_value=0)[0] == pytest.approx(fast / slow, rel=EXACT)


VALUES = st.floats(min_value=0.5, max_value=1e6)


@given(base=VALUES, current=VALUES, target=VALUES, way=st.sampled_from([1, -1]))
def test_mirrored_values_are_rated_alike(
    base: float, current: float, target: float, way: int
) -> None:
    plain = rated(base_value=base, current_value=current, target=target, direction=way)
    mirror = rated(base_value=-base, current_value=-current, target=-target, direction=-way)
    assert plain == pytest.approx(mirror, nan_ok=True)


@given(base=VALUES, current=VALUES, better=VALUES, target=VALUES)
def test_a_better_figure_is_never_rated_worse(
    base: float, current: float, better: float, target: float
) -> None:
    low, high = sorted((current, better))
    worse, best = (
        rated(base_value=base, current_value=value, target=target)[1] for value in (low, high)
    )
    assert np.isnan(worse) or best >= worse


# --- size ----------------------------------------------------------------------------------------


@pytest.mark.speed
def test_ten_thousand_goals_in_a_tenth_of_a_second(tmp_path: Path) -> None:
    pick = np.random.default_rng(1)
    cases = [
        Case(
            str(place),
            1,
            2015,
            float(target),
            2030,
            [(2015 + year, float(value)) for year, value in enumerate(values)],
            None,
            None,
            "",
        )
        for place, (target, values) in enumerate(
            zip(pick.uniform(50, 200, 10_000), pick.uniform(50, 200, (10_000, 10)), strict=True)
        )
    ]
    ds = czplan.load(write(tmp_path / "set", cases, "csv"))
    judged = judge(ds, question(ds, 2025))
    times = []
    for _ in range(5):
        start = time.process_time()
        found = columns(judged)
        times.append(time.process_time() - start)
    assert len(found["open_sdg_status"]) == 10_000
    assert min(times) < 0.1
