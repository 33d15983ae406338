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
from sdg_set import Case, series, small, table, write

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

ADDED = ["open_sdg_progress", "open_sdg_score", "open_sdg_status"]
YEAR = 2030
EXACT = 1e-9
"""Relative difference up to which numbers are the same."""


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
    assert done.status == 0, done.err
    rows = {row["id"]: row for row in json.loads(done.out)}
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
        {"target": -3, "direction": -1},
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


# --- what is picked from a data set --------------------------------------------------------------

LEVEL = {"unit": "家", "measure": "stock", "direction": "up"}
SHARE = {"unit": "%", "measure": "share", "direction": "up"}


def asked(
    folder: Path,
    target: Any,
    figures: dict[int | str, Any],
    *,
    indicator: dict[str, str] | None = None,
    **options: Any,
) -> tuple[float, float, float, float, float, str]:
    """Return base year and value, current year and value, target and status of one goal."""
    folder = small(folder, {"one": indicator or LEVEL}, {"one": target}, {"one": figures})
    ds = czplan.load(folder)
    options = {"year": 2025, "all": True} | options
    judged = judge(ds, question(ds, **options))
    picked = choose(judged)
    numbers = (
        picked.base_year,
        picked.base_value,
        picked.current_year,
        picked.current_value,
        picked.target,
    )
    found = [float(values[0]) for values in numbers]
    rows = czplan.progress(ds, method="open-sdg", **options)
    return found[0], found[1], found[2], found[3], found[4], str(rows["open_sdg_status"].iloc[0])


FIGURES: dict[int | str, Any] = {2012: 70, 2015: 80, 2018: 100, 2021: 120, "2025-06": 500}


def test_the_declared_base_year(tmp_path: Path) -> None:
    goal = {"stated": "达到200家", "baseline": {"period": "2015"}}
    assert asked(tmp_path, goal, FIGURES)[:5] == (2015, 80, 2021, 120, 200)


def test_a_missing_base_year_gives_way_to_the_next_with_data(tmp_path: Path) -> None:
    goal = {"stated": "达到200家", "baseline": {"period": "2016"}}
    assert asked(tmp_path, goal, FIGURES)[:4] == (2018, 100, 2021, 120)


def test_without_a_declared_base_the_year_before_the_first(tmp_path: Path) -> None:
    assert asked(tmp_path, "达到200家", FIGURES)[:4] == (2015, 80, 2021, 120)


def test_the_stated_baseline_wins(tmp_path: Path) -> None:
    goal = {"stated": "达到200家", "baseline": {"period": "2015", "stated": "90家"}}
    assert asked(tmp_path, goal, FIGURES)[:4] == (2015, 90, 2021, 120)


def test_only_figures_up_to_the_year_asked(tmp_path: Path) -> None:
    assert asked(tmp_path, "达到200家", FIGURES, year=2020)[:4] == (2015, 80, 2018, 100)


def test_a_base_year_after_the_last_data(tmp_path: Path) -> None:
    goal = {"stated": "达到60家", "baseline": {"period": "2023"}}
    assert asked(tmp_path, goal, FIGURES)[-1] == "not_available"


def test_figures_of_another_scope_are_none(tmp_path: Path) -> None:
    other = {year: {"value": "90", "scope": "province"} for year in (2015, 2020)}
    assert asked(tmp_path, "达到200家", other)[-1] == "not_available"


@pytest.mark.parametrize("figure", ["超120家", "近120家", "约120家", "120家以上", "100多家"])
def test_a_bounded_figure_is_no_point(tmp_path: Path, figure: str) -> None:
    assert asked(tmp_path, "达到200家", {2015: 80, 2021: figure})[-1] == "not_available"
    assert asked(tmp_path, "达到200家", {2015: figure, 2021: 150})[-1] == "not_available"


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("翻一番", 160),
        ("增长50%", 120),
        ("较2018年增长50%", 150),
        ("150家左右", 150),
        ("150—180家", 150),
    ],
)
def test_targets_said_as_changes_and_ranges(tmp_path: Path, words: str, level: float) -> None:
    found = asked(tmp_path, words, FIGURES)
    assert found[4] == pytest.approx(level, rel=EXACT)
    assert found[-1] != "not_available"


def test_a_rise_in_points_starts_from_the_baseline(tmp_path: Path) -> None:
    found = asked(tmp_path, "提高10个百分点", {2015: 60.1, 2020: 65}, indicator=SHARE)
    assert found[4] == 70.1


# --- what it doesn't apply to --------------------------------------------------------------------


def mixed(folder: Path) -> Path:
    """Write a set with goals of the kinds that the rule doesn't apply to, and of some it does."""
    return small(
        folder,
        {
            "level": LEVEL,
            "growth": {"unit": "%", "measure": "growth", "direction": "up"},
            "income": {"unit": "%", "measure": "growth", "direction": "up"},
            "added": {"unit": "家", "measure": "additions", "direction": "up"},
            "top": LEVEL,
            "low": LEVEL,
            "split": LEVEL,
        },
        {
            "level": "达到200家",
            "vague": {"indicator": "level", "stated": "大幅提高"},
            "task": {"kind": "milestone", "name": {"zh": "建成大桥", "en": "Build the bridge"}},
            "growth": {"stated": "增长5%以上", "start": "2030"},
            "average": {"indicator": "growth", "stated": "年均增长5%以上"},
            "parity": {"indicator": "income", "reference": "growth", "stated": "与经济增长同步"},
            "added": "新增50家",
            "kept": {"indicator": "level", "stated": "稳定在100家左右"},
            "rising": {"indicator": "level", "stated": "持续提高"},
            "yearly": {"indicator": "level", "stated": "保持在50家以上"},
            "dateless": {"indicator": "level", "stated": "达到200家", "due": "none"},
            "nested": {
                "name": {"zh": "梯队", "en": "Ladder"},
                "tiers": {"top": "5家", "low": "50家"},
            },
            "disjoint": {
                "name": {"zh": "分级", "en": "Classes"},
                "tiers": {"split": "5家"},
                "counts": "disjoint",
            },
        },
        {
            "level": {2015: 80, 2020: 100},
            "growth": {2015: 6, 2020: 5},
            "income": {2015: 6, 2020: 5},
            "added": {2015: 6, 2020: 5},
            "top": {2015: 1, 2020: 2},
            "low": {2015: 10, 2020: 20},
            "split": {2015: 1, 2020: 2},
            "agenda/task": {2020: {"outcome": "under-way"}},
        },
    )


def test_kinds_without_one_number_by_a_year(tmp_path: Path) -> None:
    ds = czplan.load(mixed(tmp_path))
    rows = czplan.progress(ds, 2020, all=True, method="open-sdg").set_index("id")
    available = rows.index[rows["open_sdg_status"] != "not_available"]
    assert set(available) == {"agenda/level", "agenda/nested#top", "agenda/nested#low"}
    none = rows[rows["open_sdg_status"] == "not_available"]
    assert none["open_sdg_progress"].isna().all()
    assert none["open_sdg_score"].isna().all()
    assert {"milestone", "parity", "growth", "ladder", "each-year", "maintain"} <= set(none["kind"])


def test_our_own_verdict_stays(tmp_path: Path) -> None:
    ds = czplan.load(mixed(tmp_path))
    plain = czplan.progress(ds, 2020, all=True)
    beside = czplan.progress(ds, 2020, all=True, method="open-sdg")
    assert list(plain.columns) == list(RESULT_COLUMNS)
    assert list(beside.columns) == [*RESULT_COLUMNS, *ADDED]
    assert plain.equals(beside[list(RESULT_COLUMNS)])
    assert [str(beside[name].dtype) for name in ADDED] == ["float64", "float64", "str"]


def test_no_number_is_null_in_json(tmp_path: Path) -> None:
    folder = mixed(tmp_path)
    done = run(
        *("progress", "--method", "open-sdg", "--year", "2020", "--all", "-f", "json"),
        *("--fields", ",".join(["id", *ADDED]), "--data", str(folder)),
    )
    assert done.status == 0, done.err
    rows = {row["id"]: row for row in json.loads(done.out)}
    assert rows["agenda/task"] == {
        "id": "agenda/task",
        "open_sdg_progress": None,
        "open_sdg_score": None,
        "open_sdg_status": "not_available",
    }
    assert rows["agenda/level"]["open_sdg_status"] == "moderate_progress"


def test_a_set_without_figures(tmp_path: Path) -> None:
    folder = small(tmp_path, {"one": LEVEL}, {"one": "达到200家"}, {})
    rows = czplan.progress(czplan.load(folder), 2025, method="open-sdg")
    assert rows["open_sdg_status"].tolist() == ["not_available"]


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
        start = time.perf_counter()
        found = columns(judged)
        times.append(time.perf_counter() - start)
    assert len(found["open_sdg_status"]) == 10_000
    assert min(times) < 0.1
