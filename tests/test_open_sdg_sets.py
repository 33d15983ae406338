"""The Open SDG rule on data sets: what it picks from them, and what it doesn't apply to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_process import inside
from sdg_set import ADDED, EXACT, small

import czplan
from czplan.api import question
from czplan.method.judge import judge
from czplan.method.open_sdg import choose
from czplan.vocabulary import RESULT_COLUMNS

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


def test_a_baseline_of_a_part_year_names_the_year_only(tmp_path: Path) -> None:
    goal = {"stated": "达到200家", "baseline": {"period": "2015-06", "stated": "90家"}}
    assert asked(tmp_path, goal, FIGURES)[:4] == (2015, 80, 2021, 120)


def test_figures_of_another_price_basis_are_none(tmp_path: Path) -> None:
    output = {"unit": "元", "measure": "flow", "direction": "up", "basis": "real"}
    figures = {2015: 80, 2021: {"value": "120", "basis": "nominal"}}
    assert asked(tmp_path, "达到200元", figures, indicator=output)[-1] == "not_available"
    figures = {2015: 80, 2021: {"value": "120", "basis": "real"}}
    assert asked(tmp_path, "达到200元", figures, indicator=output)[-1] == "substantial_progress"


def test_without_a_due_year_only_a_reached_goal_is_rated(tmp_path: Path) -> None:
    goal = {"due": "none", "baseline": {"period": "2015"}}
    assert asked(tmp_path, goal | {"stated": "达到200家"}, FIGURES)[-1] == "not_available"
    assert asked(tmp_path, goal | {"stated": "达到110家"}, FIGURES)[-1] == "target_achieved"


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


def test_a_fall_is_taken_from_the_baseline(tmp_path: Path) -> None:
    falling = LEVEL | {"direction": "down"}
    found = asked(tmp_path, "下降10%—15%", FIGURES, indicator=falling)
    assert found[4] == pytest.approx(72, rel=EXACT)
    found = asked(tmp_path, "下降10%以上", {2015: 80, 2021: 70}, indicator=falling)
    assert found[4:] == (pytest.approx(72, rel=EXACT), "target_achieved")


def test_a_rise_in_points_starts_from_the_baseline(tmp_path: Path) -> None:
    # 8.2 + 0.1 is 8.299999999999999 in binary
    found = asked(tmp_path, "提高0.1个百分点", {2015: 8.2, 2020: 8.3}, indicator=SHARE)
    assert found[4:] == (8.3, "target_achieved")


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
            "growth": {"stated": "增长9%以上", "start": "2030", "baseline": {"period": "2015"}},
            "fall": {"indicator": "growth", "stated": "累计下降13.5%"},
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
    done = inside(
        *("progress", "--method", "open-sdg", "--year", "2020", "--all", "-f", "json"),
        *("--fields", ",".join(["id", *ADDED]), "--data", str(folder)),
    )
    rows = {row["id"]: row for row in done.rows}
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
