"""A better report never has a worse verdict, and a more precise one never a worse certain one.

The two properties that the rules on bounded figures must keep (method 3.1, 3.2): for every kind
of goal, every bound, to be raised, lowered or kept, running and due, with and without baseline.
Verdicts are compared within one scale (running or final); an open verdict stands beside both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from goal_sets import FINAL, RUNNING, Asked, verdicts
from hypothesis import given, settings
from hypothesis import strategies as st
from test_method_properties import DUE, HALFWAY, KINDS, YEARS, spread, tenths, worded

from czplan.quantity.figure_words import interpret

SETTINGS = settings(deadline=None)
BOUNDS = (
    "{}", "约{}", "{}左右", "超{}", "突破{}", "近{}", "接近{}", "不到{}", "{}以上", "{}多",
    "{}以下",
)  # fmt: skip
SCALES = (RUNNING, FINAL)

Draw = Any


class Report(NamedTuple):
    """The words of a report and the interval that they give."""

    words: str
    low: float
    high: float
    low_open: bool
    high_open: bool


@st.composite
def flows(draw: Draw, year: int) -> list[Asked]:
    """Return a year's amount to be reached, or capped, in its own plan or a longer one."""
    up = draw(st.booleans())
    target = draw(st.integers(10, 900))
    forms = ("{}", "{}以上", "突破{}", "{}左右") if up else ("{}以内", "低于{}", "{}左右")
    stated = worded(draw, f"{target}亿元", *forms)
    start = draw(st.sampled_from((year, 2021)))
    figures = {"2020": f"{draw(st.integers(1, 1000))}亿元"} if start != year else {}
    goal = Asked(
        stated, figures, "元", "flow", "up" if up else "down", start, year if start == year else DUE
    )
    period = f"{year}-06" if start == year and draw(st.booleans()) else str(year)
    values = sorted({*spread(1, 1200), target - 1, target, target + 1}, reverse=not up)
    return [goal.with_figure(period, f"{value}亿元") for value in values]


@st.composite
def falls(draw: Draw, year: int) -> list[Asked]:
    """Return a level to be lowered, raised or multiplied against that of a year before."""
    words, up = draw(
        st.sampled_from(
            (
                ("较2020年下降{}%", False),
                ("下降{}%以上", False),
                ("增长{}%以上", True),
                ("翻一番", True),
            )
        )
    )
    goal = Asked(
        words.format(draw(st.integers(1, 60))), {"2020": f"{draw(st.integers(50, 500))}吨"}, "吨",
        "stock", "up" if up else "down",
    )  # fmt: skip
    values = sorted(spread(10, 1200), reverse=not up)
    return [goal.with_figure(str(year), f"{value}吨") for value in values]


@st.composite
def averages(draw: Draw, year: int) -> list[Asked]:
    """Return growth on average that may be asked to be negative."""
    target = draw(st.integers(-60, 100))
    goal = Asked(f"年均增长{tenths(target)}%以上", {}, "%", "growth", "up")
    for each in range(2021, year):
        goal = goal.with_figure(str(each), f"{tenths(draw(st.integers(-60, 60)))}%")
    return [goal.with_figure(str(year), f"{tenths(value)}%") for value in spread(-150, 150)]


ALL_KINDS = (*KINDS, flows, falls, averages)


@st.composite
def reported(draw: Draw) -> tuple[int, list[tuple[Asked, Report]]]:
    """Return a goal of any kind, and reports of its last figure with bounds of every sort."""
    year = draw(YEARS)
    goals = draw(draw(st.sampled_from(ALL_KINDS))(year))
    found = []
    for goal in draw(st.lists(st.sampled_from(goals), min_size=6, max_size=10)):
        period = list(goal.figures)[-1]
        plain = goal.figures[period]
        hedged = goal.measure != "rank" and not plain.startswith("-")
        words = draw(st.sampled_from(BOUNDS)).format(plain) if hedged else plain
        ends = interpret(words, goal.unit, goal.measure)
        assert ends.low is not None
        assert ends.high is not None
        report = Report(words, ends.low, ends.high, ends.low_open, ends.high_open)
        found.append((goal.with_figure(period, words), report))
    return year, found


def _towards(goal: Asked, report: Report) -> Report | None:
    """Return the report as one that is the better the higher; None where it can't be turned.

    A goal to be kept is neared from either side: less its distance, so that the number itself is
    the best. A report across it has no order.
    """
    words, low, high, low_open, high_open = report
    if goal.direction == "keep":
        number = float(goal.stated.removeprefix("稳定在").removesuffix("%左右"))
        if low < number < high:
            return None
        low, high = low - number, high - number
    if goal.direction == "down" or (goal.direction == "keep" and low >= 0):
        return Report(words, -high, -low, high_open, low_open)
    return Report(words, low, high, low_open, high_open)


def _dominates(better: Report, worse: Report) -> bool:
    low = better.low > worse.low or (
        better.low == worse.low and (better.low_open or not worse.low_open)
    )
    high = better.high > worse.high or (
        better.high == worse.high and (worse.high_open or not better.high_open)
    )
    return low and high


def _inside(inner: Report, outer: Report) -> bool:
    low = inner.low > outer.low or (
        inner.low == outer.low and (inner.low_open or not outer.low_open)
    )
    high = inner.high < outer.high or (
        inner.high == outer.high and (inner.high_open or not outer.high_open)
    )
    return low and high


def _worse(status: str, other: str) -> bool:
    """Tell whether a verdict is worse than another of the same scale."""
    return any(
        status in scale and other in scale and scale.index(status) < scale.index(other)
        for scale in SCALES
    )


Drawn = Sequence[tuple[int, list[tuple[Asked, Report]]]]


def _judged(drawn: Drawn) -> Iterator[list[tuple[Asked, Report, str]]]:
    for year in (HALFWAY, DUE):
        sets = [goals for each, goals in drawn if each == year]
        rows = verdicts([goal for goals in sets for goal, _ in goals], year) if sets else []
        statuses = iter(row["status"] for row in rows)
        for goals in sets:
            yield [(goal, report, next(statuses)) for goal, report in goals]


@given(st.lists(reported(), min_size=4, max_size=12))
@settings(SETTINGS, max_examples=15)
def test_a_report_that_dominates_another_never_has_a_worse_verdict(drawn: Drawn) -> None:
    for found in _judged(drawn):
        turned = [(goal, _towards(goal, report), status) for goal, report, status in found]
        for goal, one, status in turned:
            for _, two, other in turned:
                if one and two and _dominates(one, two):
                    told = (goal, one.words, status, two.words, other)
                    assert not _worse(status, other), told


@given(st.lists(reported(), min_size=4, max_size=12))
@settings(SETTINGS, max_examples=15)
def test_a_more_precise_report_never_has_a_worse_certain_verdict(drawn: Drawn) -> None:
    for found in _judged(drawn):
        for goal, inner, status in found:
            for _, outer, other in found:
                if _inside(inner, outer):
                    told = (goal, inner.words, status, outer.words, other)
                    assert not _worse(status, other), told
