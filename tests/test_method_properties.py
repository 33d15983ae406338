"""What holds for every goal and figure, whatever the numbers (method 2.5, 3, 5, 5.6)."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from goal_sets import FINAL, RANK, Asked, verdicts
from hypothesis import given, settings
from hypothesis import strategies as st

from czplan.quantity.figure_words import interpret

SETTINGS = settings(deadline=None, max_examples=8)
"""An example is one data set of many goals: what costs is a judgement, not a goal in it."""
DUE, HALFWAY = 2025, 2023
YEARS = st.sampled_from((HALFWAY, DUE))
STEPS = 24
"""Figures tried for a goal, from far below to well above it."""

Draw = Any


def tenths(number: int) -> str:
    """Write a number of tenths: 123 is 12.3."""
    return str(Decimal(number) / 10)


def spread(low: int, high: int) -> list[int]:
    """Return whole numbers from `low` to `high`, both included."""
    return sorted({low + (high - low) * step // (STEPS - 1) for step in range(STEPS)})


def worded(draw: Draw, number: str, *forms: str) -> str:
    """Put a number into one of the forms."""
    return str(draw(st.sampled_from(forms))).format(number)


@st.composite
def counts(draw: Draw, year: int) -> list[Asked]:
    """Return a count to be raised or lowered, with figures from the worst to the best."""
    up = draw(st.booleans())
    target = draw(st.integers(10, 900))
    if up:
        stated = worded(draw, f"{target}家", "{}", "{}以上", "超过{}", "达到{}", "{}左右")
    else:
        stated = worded(draw, f"{target}家", "{}以内", "低于{}", "控制在{}", "{}左右")
    figures = {"2020": f"{draw(st.integers(1, 1000))}家"} if draw(st.booleans()) else {}
    goal = Asked(stated, figures, direction="up" if up else "down")
    values = sorted({*spread(0, 1200), target - 1, target, target + 1}, reverse=not up)
    return [goal.with_figure(str(year), f"{value}家") for value in values]


@st.composite
def shares(draw: Draw, year: int) -> list[Asked]:
    """Return a share to be raised or lowered, or full coverage."""
    up = draw(st.booleans())
    target = draw(st.sampled_from((1000, 0)) | st.integers(10, 990))
    if target == 1000 or (target == 0 and up):
        stated, up, target = draw(st.sampled_from(("100%", "全覆盖", "基本全覆盖"))), True, 1000
    elif target == 0:
        stated = "清零"
    elif up:
        stated = worded(draw, f"{tenths(target)}%", "{}", "{}以上", "超过{}", "{}左右")
    else:
        stated = worded(draw, f"{tenths(target)}%", "{}以内", "不到{}", "{}左右")
    base = draw(st.none() | st.integers(0, 1000))
    figures = {} if base is None else {"2020": f"{tenths(base)}%"}
    goal = Asked(stated, figures, "%", "share", "up" if up else "down")
    values = sorted(
        {*spread(0, 1000), *(v for v in (target - 1, target) if v >= 0)}, reverse=not up
    )
    return [goal.with_figure(str(year), f"{tenths(value)}%") for value in values]


@st.composite
def rates(draw: Draw, year: int) -> list[Asked]:
    """Return a year's growth: to be reached or capped, for the year or within it."""
    up = draw(st.booleans())
    target = draw(st.integers(1, 120))
    forms = ("{}以上", "{}左右", "超过{}", "{}") if up else ("{}以内", "{}左右", "{}", "低于{}")
    goal = Asked(
        worded(draw, f"{tenths(target)}%", *forms), {}, "%", "growth", "up" if up else "down",
        year, year,
    )  # fmt: skip
    period = f"{year}-06" if draw(st.booleans()) else str(year)
    values = sorted({*spread(-40, 160), *range(target - 4, target + 5)}, reverse=not up)
    return [goal.with_figure(period, f"{tenths(value)}%") for value in values]


@st.composite
def additions(draw: Draw, year: int) -> list[Asked]:
    """Return additions over five years, or over one and within it."""
    target = draw(st.integers(5, 200))
    one_year = draw(st.booleans())
    start = year if one_year else 2021
    goal = Asked(f"{target}家", {}, measure="additions", start=start, due=year if one_year else DUE)
    if not one_year:
        for each in range(2021, year):
            goal = goal.with_figure(str(each), f"{draw(st.integers(0, 30))}家")
    period = f"{year}-06" if draw(st.booleans()) else str(year)
    return [goal.with_figure(period, f"{value}家") for value in spread(0, 260)]


@st.composite
def places(draw: Draw, year: int) -> list[Asked]:
    """Return a place in a ranking."""
    target = draw(st.integers(1, 50))
    figures = {"2020": f"第{draw(st.integers(1, 60))}位"} if draw(st.booleans()) else {}
    goal = Asked(f"前{target}", figures, "位", "rank", "down")
    return [goal.with_figure(str(year), f"第{value}位") for value in range(60, 0, -2)]


@st.composite
def compounds(draw: Draw, year: int) -> list[Asked]:
    """Return a fall over five years, or growth on average, the last year's rate varying."""
    falls = draw(st.booleans())
    target = draw(st.integers(5, 200))
    stated = f"下降{tenths(target)}%" if falls else f"年均增长{tenths(target)}%以上"
    goal = Asked(stated, {}, "%", "growth", "down" if falls else "up")
    for each in range(2021, year):
        goal = goal.with_figure(str(each), f"{tenths(draw(st.integers(-60, 60)))}%")
    values = sorted(spread(-150, 150), reverse=falls)
    return [goal.with_figure(str(year), f"{tenths(value)}%") for value in values]


@st.composite
def kept(draw: Draw, year: int) -> list[Asked]:
    """Return a share to be kept about a value, figures drawing nearer from either side."""
    number = draw(st.integers(20, 900))
    goal = Asked(f"稳定在{tenths(number)}%左右", {}, "%", "share", "keep")
    side = draw(st.sampled_from((1, -1)))
    values = [number + side * distance for distance in range(60, -1, -2)]
    return [goal.with_figure(str(year), f"{tenths(value)}%") for value in values if value >= 0]


@st.composite
def in_step(draw: Draw, year: int) -> list[Asked]:
    """Return growth that is to keep step with another, or outrun it."""
    other = draw(st.integers(10, 100))
    period = f"{year}-06" if draw(st.booleans()) else str(year)
    words = draw(st.sampled_from(("与经济增长基本同步", "与经济增长同步", "快于经济增长")))
    goal = Asked(
        words, {}, "%", "growth", "up", year, year, reference={period: f"{tenths(other)}%"}
    )
    values = range(other - 12, other + 13)
    return [goal.with_figure(period, f"{tenths(value)}%") for value in values]


@st.composite
def trends(draw: Draw, year: int) -> list[Asked]:
    """Return a direction without a number, the last figure varying."""
    up = draw(st.booleans())
    words = {True: ("持续提高", "提高"), False: ("持续下降", "下降", "不断缩小")}[up]
    goal = Asked(draw(st.sampled_from(words)), {}, "%", "share", "up" if up else "down")
    for each in range(2020, year):
        goal = goal.with_figure(str(each), f"{tenths(draw(st.integers(400, 500)))}%")
    values = sorted(spread(350, 550), reverse=not up)
    return [goal.with_figure(str(year), f"{tenths(value)}%") for value in values]


@st.composite
def yearly(draw: Draw, year: int) -> list[Asked]:
    """Return a figure to be reached each year, the last year's varying."""
    target = draw(st.integers(5, 60))
    goal = Asked(f"每年新增{target}家以上", {}, measure="additions")
    for each in range(2021, year):
        goal = goal.with_figure(str(each), f"{target + draw(st.integers(-5, 9))}家")
    return [goal.with_figure(str(year), f"{value}家") for value in spread(0, 80)]


KINDS = (
    counts, shares, rates, additions, places, compounds, kept, in_step, trends, yearly,
)  # fmt: skip


@st.composite
def climbs(draw: Draw) -> tuple[int, list[Asked]]:
    """Return a goal of any kind with figures from the worst to the best, and the year judged."""
    year = draw(YEARS)
    return year, draw(draw(st.sampled_from(KINDS))(year))


@given(st.lists(climbs(), min_size=8, max_size=16))
@SETTINGS
def test_a_better_figure_never_gives_a_worse_verdict(
    drawn: Sequence[tuple[int, list[Asked]]],
) -> None:
    for year, rows in _judged(drawn):
        statuses = [row["status"] for row in rows]
        assert set(statuses) <= RANK.keys(), (year, rows[0]["stated"], statuses)
        ranks = [RANK[status] for status in statuses]
        told = list(zip((row["actual_stated"] for row in rows), statuses, strict=True))
        assert ranks == sorted(ranks), (year, rows[0]["stated"], rows[0]["baseline_low"], told)


def of_a_part(goal: Asked) -> bool:
    """Say whether the goal's last figure is of a part of a year."""
    return "-" in list(goal.figures)[-1]


def in_their_time(goals: Sequence[Asked], year: int) -> list[dict[str, Any]]:
    """Judge goals with a figure of a part of the year within it, the others when it is over.

    A year that is over isn't judged by a part of it, and one full-year figure ends it (M6).
    """
    parts = [goal for goal in goals if of_a_part(goal)]
    wholes = [goal for goal in goals if not of_a_part(goal)]
    within = iter(verdicts(parts, year, as_of=f"{year}-09-30") if parts else [])
    after = iter(verdicts(wholes, year, over=True) if wholes else [])
    return [next(within if of_a_part(goal) else after) for goal in goals]


@given(st.lists(climbs(), min_size=8, max_size=16))
@SETTINGS
def test_a_part_of_a_year_that_is_over_settles_no_goal_due_in_it(
    drawn: Sequence[tuple[int, list[Asked]]],
) -> None:
    year = drawn[0][0]
    goals = [goal for _, goals in drawn for goal in goals[::4]]
    for goal, row in zip(goals, verdicts(goals, year, over=True), strict=True):
        if of_a_part(goal) and goal.due == year and list(goal.figures)[-1].startswith(str(year)):
            # what the full years before have added stays added
            reached = goal.measure == "additions" and _before(goal, year) >= row["target_low"]
            assert row["status"] == ("met" if reached else "due_no_data"), goal
            assert reached or "ytd" in row["flags"], goal
            assert row["actual_stated"].endswith(goal.figures[list(goal.figures)[-1]]), goal


def _before(goal: Asked, year: int) -> int:
    """Return the sum of a goal's figures of the full years before one."""
    full = {int(period): words for period, words in goal.figures.items() if "-" not in period}
    return sum(int(words.removesuffix("家")) for each, words in full.items() if each < year)


def _judged(drawn: Sequence[tuple[int, list[Asked]]]) -> list[tuple[int, list[dict[str, Any]]]]:
    """Judge several climbs of a year in one data set."""
    found = []
    for year in sorted({year for year, _ in drawn}):
        climbs_of_year = [goals for each, goals in drawn if each == year]
        rows = iter(in_their_time([goal for goals in climbs_of_year for goal in goals], year))
        found += [(year, [next(rows) for _ in goals]) for goals in climbs_of_year]
    return found


SATISFIED = {
    ">=": lambda figure, target: figure >= target,
    ">": lambda figure, target: figure > target,
    "<=": lambda figure, target: figure <= target,
    "<": lambda figure, target: figure < target,
}


@st.composite
def settled(draw: Draw) -> tuple[Asked, bool]:
    """Return a goal due with its figure, and whether the figure satisfies it, in exact numbers."""
    measure, unit = draw(st.sampled_from((("stock", "家"), ("share", "%"), ("growth", "%"))))
    places_ = draw(st.integers(0, 2)) if unit == "%" else 0
    target = draw(st.integers(1, 9_000))
    figure = draw(st.integers(0, 9_900) | st.integers(max(target - 2, 0), target + 2))
    up = draw(st.booleans())
    words = {
        True: {"{}以上": ">=", "超过{}": ">", "不低于{}": ">=", "{}左右": ">="},
        False: {"{}以内": "<=", "低于{}": "<", "不超过{}": "<=", "{}左右": "<="},
    }[up]
    form = draw(st.sampled_from(sorted(words)))
    scale = Decimal(10) ** -places_
    texts = [f"{number * scale}{unit}" for number in (target, figure)]
    start = DUE if measure == "growth" else 2021
    goal = Asked(
        form.format(texts[0]), {str(DUE): texts[1]}, unit, measure, "up" if up else "down", start
    )
    return goal, SATISFIED[words[form]](figure, target)


@given(st.lists(settled(), min_size=40, max_size=200))
@SETTINGS
def test_met_exactly_when_the_target_is_satisfied(drawn: list[tuple[Asked, bool]]) -> None:
    for row, (goal, satisfied) in zip(verdicts([g for g, _ in drawn], DUE), drawn, strict=True):
        told = (goal, row["status"])
        assert row["status"] in FINAL, told
        assert (row["status"] == "met") == satisfied, told
        assert (row["gap_low"] >= 0) == (row["status"] == "met" or _strictly_equal(row)), told


def _strictly_equal(row: dict[str, Any]) -> bool:
    return "equals_strict_target" in row["flags"]


@given(st.lists(settled(), min_size=40, max_size=200))
@SETTINGS
def test_met_early_exactly_when_the_target_is_satisfied_before_it_is_due(
    drawn: list[tuple[Asked, bool]],
) -> None:
    levels = [(g, s) for g, s in drawn if g.measure != "growth"]
    earlier = [
        Asked(g.stated, {str(HALFWAY): g.figures[str(DUE)]}, g.unit, g.measure, g.direction)
        for g, _ in levels
    ]
    if earlier:
        for row, (goal, satisfied) in zip(verdicts(earlier, HALFWAY), levels, strict=True):
            assert row["status"] == ("met_early" if satisfied else "in_progress"), goal


TRIED = 6
"""Values tried inside each bounded figure."""
FORMS = (
    "{}多家",
    "{}余家",
    "超{}家",
    "近{}家",
    "约{}家",
    "{}家左右",
    "不到{}家",
    "{}家以上",
    "突破{}家",
)


@st.composite
def bounded(draw: Draw) -> tuple[int, Asked, str]:
    """Return a goal, and a figure's words that give bounds to it."""
    year = draw(YEARS)
    digits = draw(st.integers(1, 99)) * 100
    target = digits + draw(st.integers(-6, 12)) * draw(st.sampled_from((10, 50, 100, 1000)))
    up = draw(st.booleans())
    forms = ("{}家", "{}家以上", "超过{}家") if up else ("{}家以内", "低于{}家")
    figures = {"2020": f"{draw(st.integers(1, 9_000))}家"} if draw(st.booleans()) else {}
    measure = draw(st.sampled_from(("stock", "additions"))) if up else "stock"
    goal = Asked(
        draw(st.sampled_from(forms)).format(max(target, 10)), figures, measure=measure,
        direction="up" if up else "down",
    )  # fmt: skip
    if measure == "additions":
        goal = Asked(f"{max(target, 10)}家", {}, measure="additions", start=2021)
        for each in range(2021, year):
            goal = goal.with_figure(str(each), "10家")
    return year, goal, draw(st.sampled_from(FORMS)).format(digits)


@given(st.lists(bounded(), min_size=40, max_size=80), st.randoms(use_true_random=False))
@SETTINGS
def test_a_verdict_from_a_bounded_figure_holds_for_every_value_inside(
    drawn: list[tuple[int, Asked, str]], chance: random.Random
) -> None:
    for year in (HALFWAY, DUE):
        asked = [(goal, words) for each, goal, words in drawn if each == year]
        if not asked:
            continue
        goals = [goal.with_figure(str(year), words) for goal, words in asked]
        rows = verdicts(goals, year)
        inside = []
        for (goal, _), row in zip(asked, rows, strict=True):
            others = sum(10 for _ in goal.figures if goal.measure == "additions")
            low = math.floor(row["actual_low"]) - others + 1
            # what is without an end is tried to twice its start
            end = 2 * low + 9 if math.isnan(row["actual_high"]) else row["actual_high"] - others
            high = max(low, math.ceil(end) - 1)
            inside += [
                goal.with_figure(str(year), f"{chance.randint(low, high)}家") for _ in range(TRIED)
            ]
        exact = verdicts(inside, year)
        for number, row in enumerate(rows):
            for other in exact[TRIED * number : TRIED * (number + 1)]:
                told = (goals[number], row["status"], other["actual_stated"], other["status"])
                assert _holds(row, other), told


HEDGES = ("约{}", "{}左右", "超{}", "近{}", "不到{}", "{}以上", "{}多")


@st.composite
def hedged(draw: Draw) -> tuple[int, Asked, list[str]]:
    """Return a goal of any kind whose last figure has bounds, and exact figures within them."""
    year, goals = draw(climbs())
    goal = draw(st.sampled_from(goals))
    period = list(goal.figures)[-1]
    if goal.measure == "rank" or goal.figures[period].startswith("-"):
        words, inside = goal.figures[period], [goal.figures[period]]
    else:
        words = draw(st.sampled_from(HEDGES)).format(goal.figures[period])
        ends = interpret(words, goal.unit, goal.measure)
        assert ends.low is not None
        assert ends.high is not None
        eighths = draw(st.lists(st.integers(1, 79), min_size=3, max_size=3))
        inside = [
            f"{ends.low + (ends.high - ends.low) * part / 80:.5f}{goal.unit}" for part in eighths
        ]
    return year, goal.with_figure(period, words), inside


@given(st.lists(hedged(), min_size=40, max_size=80))
@settings(SETTINGS, max_examples=5)
def test_a_verdict_of_any_kind_on_bounds_holds_within_them(
    drawn: list[tuple[int, Asked, list[str]]],
) -> None:
    for year in (HALFWAY, DUE):
        asked = [(goal, inside) for each, goal, inside in drawn if each == year]
        rows = in_their_time([goal for goal, _ in asked], year)
        exact = [
            goal.with_figure(list(goal.figures)[-1], words)
            for goal, inside in asked
            for words in inside
        ]
        others = iter(in_their_time(exact, year))
        for (goal, inside), row in zip(asked, rows, strict=True):
            for other in (next(others) for _ in inside):
                told = (goal, row["status"], other["actual_stated"], other["status"])
                assert _holds(row, other), told


def _holds(row: dict[str, Any], exact: dict[str, Any]) -> bool:
    """Say whether the verdict on bounds holds for a value within them (method 3)."""
    status = row["status"]
    if status in ("indeterminate", "in_progress"):  # neither claims anything
        return True
    if "implied" in row["flags"]:  # the interval's conventional ends satisfy or miss it too
        return exact["family"] == row["family"] and RANK[exact["status"]] >= RANK[status]
    if status in ("met", "met_early", "not_met"):
        same = {"met": ("met",), "met_early": ("met_early",), "not_met": FINAL[:3]}[status]
        return exact["status"] in same
    favourable = {"met", "on-course"}
    agree = (row["family"] in favourable) == (exact["family"] in favourable)
    return agree and RANK[exact["status"]] >= RANK[status]


SAME = (
    "status", "flags", "attainment_low", "attainment_high", "progress_low", "progress_high",
    "expected", "schedule_ratio_low", "schedule_ratio_high", "gap_low", "gap_high", "cagr_ratio",
    "actual_low", "actual_high", "actual_sure", "target_low", "target_high", "required_rate",
)  # fmt: skip


def same(row: dict[str, Any], other: dict[str, Any], *but: str) -> bool:
    """Say whether two verdicts are the same in every column that has no name in it."""
    return all(
        row[name] == other[name] or (row[name] != row[name] and other[name] != other[name])
        for name in SAME
        if name not in but
    )


@given(st.lists(climbs(), min_size=8, max_size=16), st.randoms(use_true_random=False))
@SETTINGS
def test_the_order_of_rows_never_matters(
    drawn: list[tuple[int, list[Asked]]], chance: random.Random
) -> None:
    year = drawn[0][0]
    goals = [goal for _, goals in drawn for goal in goals[::4]]
    for row, other in zip(verdicts(goals, year), verdicts(goals, year, chance), strict=True):
        assert same(row, other), (row["stated"], row["actual_stated"])
        assert row["reason_zh"] == other["reason_zh"]


@given(st.lists(climbs(), min_size=6, max_size=12))
@settings(SETTINGS, max_examples=4)
def test_a_goal_is_judged_alone_as_among_others(drawn: list[tuple[int, list[Asked]]]) -> None:
    year = drawn[0][0]
    goals = [goal for _, goals in drawn for goal in goals[::8]]
    some = range(0, len(goals), max(1, len(goals) // 3))
    # what ends a year is known of the whole place: the same for all, before and after its end
    for over, day in ((True, None), (False, f"{year}-09-30")):
        together = verdicts(goals, year, over=over, as_of=day)
        for number in some:
            alone = verdicts([goals[number]], year, over=over, as_of=day)[0]
            assert same(together[number], alone), (goals[number], day)


OPEN = {"met_early", "in_progress", "no_data", "not_assessable"}
"""All that can be said of a goal without a due year (method 5.6)."""


@given(st.lists(climbs(), min_size=8, max_size=16))
@SETTINGS
def test_without_a_due_year_there_is_no_pace(drawn: list[tuple[int, list[Asked]]]) -> None:
    goals = [replace(goal, fields={"due": "none"}) for _, goals in drawn for goal in goals[::4]]
    for row in verdicts(goals, HALFWAY):
        assert row["status"] in OPEN, (row["stated"], row["actual_stated"], row["status"])


@st.composite
def contradicted(draw: Draw) -> tuple[Asked, list[str]]:
    """Return a share due, and several reports of it that have the same rank."""
    goal = Asked(f"{tenths(draw(st.integers(300, 700)))}%", {"2020": "30%"}, "%", "share")
    texts = draw(st.lists(st.integers(300, 700), min_size=2, max_size=4, unique=True))
    return goal, [f"{tenths(number)}%" for number in texts]


@given(st.lists(contradicted(), min_size=10, max_size=30), st.randoms(use_true_random=False))
@SETTINGS
def test_the_order_of_contradicting_reports_never_matters(
    drawn: list[tuple[Asked, list[str]]], chance: random.Random
) -> None:
    goals = [replace(goal, reports={str(DUE): tuple(texts)}) for goal, texts in drawn]
    for row, other in zip(verdicts(goals, DUE), verdicts(goals, DUE, chance), strict=True):
        assert same(row, other), (row["stated"], row["actual_stated"], other["actual_stated"])


YUAN = ("{}亿元", "{}0000万元", "{}00000000元")
"""The same amount of money with three factors."""


@st.composite
def money(draw: Draw) -> tuple[int, list[Asked]]:
    """Return a goal in yuan, written with each of three factors."""
    year = draw(YEARS)
    up = draw(st.booleans())
    bounds = ("{}以上", "超过{}", "{}左右") if up else ("{}以内", "低于{}", "{}左右")
    goal_words = draw(st.sampled_from(bounds))
    figure_words = draw(
        st.sampled_from(("{}", "超{}", "近{}", "约{}", "{}以上", "不足{}", "突破{}", "{}左右"))
    )
    base, target, figure = (draw(st.integers(1, 99_999)) for _ in range(3))
    measure = draw(st.sampled_from(("flow", "stock")))
    based = draw(st.booleans())
    forms = []
    for factor in YUAN:
        text = [factor.format(number) for number in (base, target, figure)]
        figures = {str(year): figure_words.format(text[2])}
        if based:
            figures["2020"] = text[0]
        forms.append(
            Asked(goal_words.format(text[1]), figures, "元", measure, "up" if up else "down")
        )
    return year, forms


@given(st.lists(money(), min_size=20, max_size=60))
@SETTINGS
def test_a_factor_of_the_unit_never_matters(drawn: list[tuple[int, list[Asked]]]) -> None:
    for year in (HALFWAY, DUE):
        forms = [goal for each, goals in drawn if each == year for goal in goals]
        if not forms:
            continue
        rows = verdicts(forms, year)
        for first in range(0, len(rows), len(YUAN)):
            for other in rows[first + 1 : first + len(YUAN)]:
                assert same(rows[first], other), (forms[first], other["stated"])


SIZED = ("gap_low", "gap_high", "actual_low", "actual_high", "target_low", "target_high",
         "required_rate")  # fmt: skip


@given(st.lists(bounded(), min_size=30, max_size=60), st.integers(1, 4))
@SETTINGS
def test_a_larger_unit_of_count_never_matters(
    drawn: list[tuple[int, Asked, str]], power: int
) -> None:
    """Ten times every number is the same verdict: no rule knows a size of its own."""
    for year in (HALFWAY, DUE):
        goals = [goal.with_figure(str(year), words) for each, goal, words in drawn if each == year]
        if not goals:
            continue
        larger = [_times(goal, "0" * power) for goal in goals]
        for row, other in zip(verdicts(goals, year), verdicts(larger, year), strict=True):
            assert row["status"] == other["status"], (row["stated"], row["actual_stated"])
            assert same(row, other, *SIZED), (row["stated"], row["actual_stated"])


def _times(goal: Asked, noughts: str) -> Asked:
    def more(words: str) -> str:
        digits = "".join(filter(str.isdigit, words))
        return words.replace(digits, digits + noughts)

    figures = {period: more(words) for period, words in goal.figures.items()}
    return Asked(
        more(goal.stated), figures, goal.unit, goal.measure, goal.direction, goal.start, goal.due
    )


@given(st.lists(climbs(), min_size=6, max_size=12), st.integers(-200, 200))
@SETTINGS
def test_the_calendar_never_matters(drawn: list[tuple[int, list[Asked]]], later: int) -> None:
    """The same goal and figures so many years later: the same verdict, no year is special."""
    year = drawn[0][0]
    goals = [goal for _, goals in drawn for goal in goals[::6]]
    moved = [_later(goal, later) for goal in goals]
    for row, other in zip(verdicts(goals, year), verdicts(moved, year + later), strict=True):
        assert same(row, other), (row["stated"], row["actual_stated"])


def _later(goal: Asked, years: int) -> Asked:
    def moved(figures: Any) -> dict[str, str]:
        return {str(int(p[:4]) + years) + p[4:]: words for p, words in figures.items()}

    return Asked(
        goal.stated, moved(goal.figures), goal.unit, goal.measure, goal.direction,
        goal.start + years, goal.due + years, goal.fields,
        None if goal.reference is None else moved(goal.reference),
    )  # fmt: skip


@given(
    st.lists(
        st.tuples(st.integers(0, 1000), st.integers(20, 980), st.integers(0, 1000)),
        min_size=30, max_size=120,
    ),
    YEARS,
)  # fmt: skip
@SETTINGS
def test_up_and_down_mirror_each_other(drawn: list[tuple[int, int, int]], year: int) -> None:
    """A share to be raised and what is left of 100 to be lowered are one goal (method 2.3)."""

    def goal(base: int, target: int, figure: int, *, up: bool) -> Asked:
        numbers = [n if up else 1000 - n for n in (base, target, figure)]
        base_, target_, figure_ = (f"{tenths(n)}%" for n in numbers)
        words = "{}以上" if up else "{}以内"
        figures = {"2020": base_, str(year): figure_}
        return Asked(words.format(target_), figures, "%", "share", "up" if up else "down")

    rising = verdicts([goal(*each, up=True) for each in drawn], year)
    falling = verdicts([goal(*each, up=False) for each in drawn], year)
    for row, other, each in zip(rising, falling, drawn, strict=True):
        assert row["status"] == other["status"], each
        for name in ("progress_low", "expected", "schedule_ratio_low", "gap_low"):
            assert row[name] == other[name] or math.isnan(row[name]) == math.isnan(other[name])
            if not math.isnan(row[name]):
                assert math.isclose(row[name], other[name], abs_tol=1e-7), (name, each)
