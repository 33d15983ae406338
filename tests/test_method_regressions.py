"""Verdicts that a checker with a method of its own once found wrong: small sets, right answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import czplan

SOURCES = "s:\n  title: {zh: 报告}\n  publisher: 某市政府\n  grade: official\n"


def _field(words: str) -> str:
    """Return the field of a figure that its words belong to."""
    if words == "withdrawn":
        return "outcome"
    return "value" if re.fullmatch(r"[0-9.e-]+", words) else "stated"


def verdict(
    folder: Path,
    indicator: dict[str, str],
    stated: str,
    figures: dict[str, str],
    year: int,
    start: int = 2021,
    end: int = 2025,
    more: str = "",
) -> dict[str, Any]:
    """Return the verdict row of one goal on one indicator."""
    fields = ", ".join(f"{key}: {value!r}" for key, value in indicator.items())
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "plans.yaml").write_text(
        f"p:\n  name: {{zh: 规划}}\n  kind: five-year-plan\n"
        f"  start: {start}\n  end: {end}\n  source: s\n",
        encoding="utf-8",
    )
    (folder / "indicators.yaml").write_text(
        f"i: {{name: {{zh: 指标}}, {fields}}}\n", encoding="utf-8"
    )
    (folder / "targets.yaml").write_text(
        f"p:\n  i: {{stated: {stated}, text: {stated}, line: 1{more}}}\n", encoding="utf-8"
    )
    lines = "".join(
        f"  {period}: {{{_field(words)}: {words}, source: s}}\n"
        for period, words in figures.items()
    )
    (folder / "actuals.yaml").write_text(f"i:\n{lines}", encoding="utf-8")
    frame = czplan.progress(czplan.load(folder), year, all=True)
    row: dict[str, Any] = frame.to_dict("records")[0]
    return row


FLOW = {"unit": "元", "measure": "flow", "direction": "up"}
STOCK = {"unit": "家", "measure": "stock", "direction": "up"}
SHARE = {"unit": "%", "measure": "share", "direction": "up"}
GROWTH = {"unit": "%", "measure": "growth", "direction": "up"}
ADDED = {"unit": "家", "measure": "additions", "direction": "up"}


@pytest.mark.parametrize(
    ("indicator", "stated", "figures", "year", "start", "end", "status"),
    [
        # 年均增长 of a level asks for (1+x)^n, not for one year's growth
        (
            FLOW,
            "年均增长6%以上",
            {"2020": "100亿元", "2023": "119.1016亿元"},
            2023,
            2021,
            2025,
            "on_track",
        ),
        (
            FLOW,
            "年均增长6%以上",
            {"2020": "100亿元", "2023": "110亿元"},
            2023,
            2021,
            2025,
            "lagging",
        ),
        # half a year is held against half a year's due
        (
            FLOW,
            "增长6%以上",
            {"2022": "100亿元", "2023-06": "53亿元"},
            2023,
            2023,
            2023,
            "on_track",
        ),
        (FLOW, "增长6%以上", {"2022": "100亿元", "2023-06": "30亿元"}, 2023, 2023, 2023, "lagging"),
        # equality is met; a fall is never nearly a growth
        (FLOW, "增长8%", {"2022": "575亿元", "2023": "621亿元"}, 2023, 2023, 2023, "met"),
        (FLOW, "增长5.5%", {"2022": "587亿元", "2023": "570.9亿元"}, 2023, 2023, 2023, "not_met"),
        (FLOW, "增长5%", {"2022": "100亿元", "2023": "100.3亿元"}, 2023, 2023, 2023, "not_met"),
        # a trend through a bounded figure: certain ends alone prove
        (SHARE, "稳步提高", {"2022": "50%", "2023": "超50%"}, 2023, 2023, 2023, "met"),
        (
            SHARE,
            "持续提高",
            {"2020": "50%", "2021": "51%", "2022": "超52%", "2023": "53%"},
            2023,
            2021,
            2025,
            "on_track",
        ),
        # words without a number don't displace an older number, but are none themselves
        (
            STOCK,
            "100家",
            {"2020": "50家", "2022": "70家", "2023": "数百家"},
            2023,
            2021,
            2025,
            "on_track",
        ),
        (STOCK, "100家", {"2020": "50家", "2023": "数百家"}, 2023, 2021, 2025, "not_assessable"),
        # short by more than 5% of a cap
        (
            {**GROWTH, "direction": "down"},
            "5.7%以内",
            {"2023": "6.0%"},
            2023,
            2023,
            2023,
            "not_met",
        ),
        # from exactly the figure to be exceeded: worse is regressing, as good is lagging
        (STOCK, "高于49家", {"2020": "49家", "2022": "45家"}, 2022, 2021, 2025, "regressing"),
        (STOCK, "高于49家", {"2020": "49家", "2022": "49家"}, 2022, 2021, 2025, "lagging"),
        # the excluded end of a bounded baseline is past the goal already
        (
            {**SHARE, "direction": "down"},
            "小于9%",
            {"2020": "近9%", "2021": "9%"},
            2021,
            2021,
            2025,
            "regressing",
        ),
        # a ratio of exactly 0.60
        (STOCK, "400家", {"2020": "100家", "2025": "200家"}, 2025, 2021, 2029, "slow"),
        # taken back by who issued it, noted where the goal's figures stand
        (STOCK, "400家", {"2020": "100家", "2023": "withdrawn"}, 2023, 2021, 2025, "withdrawn"),
    ],
)
def test_verdict(
    tmp_path: Path,
    indicator: dict[str, str],
    stated: str,
    figures: dict[str, str],
    year: int,
    start: int,
    end: int,
    status: str,
) -> None:
    row = verdict(tmp_path, indicator, stated, figures, year, start, end)
    assert row["status"] == status, row["reason_en"]


@pytest.mark.parametrize(("step", "status"), [("新增50家", "slow"), ("新增40家", "on_track")])
def test_official_steps_count_for_sums_too(tmp_path: Path, step: str, status: str) -> None:
    figures = {"2021": "10家", "2022": "20家", "2023": "18家"}
    more = f", milestones: {{2023: {step}}}"
    row = verdict(tmp_path, ADDED, "新增100家", figures, 2023, more=more)
    assert row["status"] == status
    assert "official_milestone" in row["flags"]


def test_reasons_keep_every_digit(tmp_path: Path) -> None:
    row = verdict(tmp_path, FLOW, "突破60亿元", {"2020": "50亿元", "2023": "53.12345678亿元"}, 2023)
    assert "that is 5.312345678 billion yuan" in row["reason_en"]
    assert "即53.12345678亿元" in row["reason_zh"]


def test_numbers_beyond_measure_are_no_warnings(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    figures = {"2020": "1e-300", "2023": "8e307"}
    verdict(tmp_path, STOCK, "突破900000000亿家", figures, 2023)
    assert not [item for item in recwarn if issubclass(item.category, RuntimeWarning)]


@pytest.mark.parametrize("before", ["大幅增长", "12345678901234567890%", "5%"])
def test_no_goal_reaches_into_another(tmp_path: Path, before: str) -> None:
    """Five years of another goal, without numbers or beyond all measure, change nothing."""
    years = range(2021, 2026)
    files = {
        "sources.yaml": SOURCES,
        "plans.yaml": "p: {name: {zh: 规划}, kind: five-year-plan, start: 2021, end: 2025,"
        " source: s}\n",
        "indicators.yaml": "".join(
            f"{key}: {{name: {{zh: {key}}}, unit: '%', measure: growth, direction: up}}\n"
            for key in ("first", "second")
        ),
        "targets.yaml": "p:\n"
        + "".join(f"  {key}: {{stated: 持续提高, line: 1}}\n" for key in ("first", "second")),
        "actuals.yaml": "first:\n"
        + "".join(f"  {year}: {{stated: {before}, source: s}}\n" for year in years)
        + "second:\n"
        + "".join(f"  {year}: {{stated: {year - 2018}%, source: s}}\n" for year in years),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text.replace("line: 1", "text: 持续提高, line: 1"), "utf-8")
    frame = czplan.progress(czplan.load(tmp_path), 2025, all=True).set_index("id")
    assert frame.loc["p/second", "status"] == "met"


def test_growth_since_a_year_is_of_its_own_time(tmp_path: Path) -> None:
    """较2024年 of a five-year plan is 2025's growth alone; 较2020年 of one year runs since 2021."""
    files = {
        "sources": "s: {title: {zh: 公报}, publisher: 局, published: 2026-03, grade: official}",
        "plans": "p1: {name: {zh: 报告}, kind: annual-report, end: 2025, source: s}\n"
        "p5: {name: {zh: 规划}, kind: five-year-plan, start: 2021, end: 2025, source: s}",
        "indicators": "g: {name: {zh: 增速}, unit: '%', measure: growth, direction: up}",
        "targets": "p1:\n  g: {stated: 较2020年增长30%, text: 较2020年增长30%, line: 1}\n"
        "p5:\n  g: {stated: 较2024年增长5%, text: 较2024年增长5%, line: 1}",
        "actuals": "g: {2021: {stated: 6%}, 2022: {stated: 5%}, 2023: {stated: 6%}}",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text + "\n", encoding="utf-8")
    rows = czplan.progress(czplan.load(tmp_path), year=2023, all=True)
    status = dict(zip(rows["id"], rows["status"], strict=True))
    assert status == {"p1/g": "on_track", "p5/g": "not_started"}
