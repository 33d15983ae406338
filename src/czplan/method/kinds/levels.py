"""Levels, shares, coverage, ratios, ranks and reductions of a level (method 4.1, 4.4, 4.6, 4.8)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Bools
from czplan.method.figure_store import Figures
from czplan.method.intervals import attain, check, gap, likely, progress, satisfies, sides
from czplan.method.kinds import tier_counts
from czplan.method.pace import (
    LAGGING,
    ON_TRACK,
    REGRESSING,
    SLOW,
    classify,
    compound_rates,
    expect,
)
from czplan.method.question import Question
from czplan.method.select import select
from czplan.method.working import Rows, State, round9
from czplan.quantity.goal_words import GoalQuery, interpret

POINT = 1.0
"""Per cent points from a limit of 0 or 100 that count as reached within tolerance (UN, 4.4)."""

_TESTS = {">=": (True, False), ">": (True, True), "<=": (False, False), "<": (False, True)}


def band(
    number: npt.NDArray[np.float64],
    step: npt.NDArray[np.float64],
    part: float,
    least: float,
    most: float,
) -> npt.NDArray[np.float64]:
    """Return clamp(part of u, least per cent of X, most per cent of X) (method 4.5)."""
    size = np.abs(number)
    return np.asarray(np.clip(part * step, least / 100 * size, most / 100 * size))


def judge(
    state: State, table: pd.DataFrame, figures: Figures, rows: Rows, question: Question
) -> None:
    """Judge the levels among `rows`: figure, tests, progress, schedule."""
    if not len(rows):
        return
    measure = table["measure"].to_numpy()[rows]
    kind = table["kind"].to_numpy()[rows]
    one_year = state.due[rows] - state.start[rows] == 12
    flow = (measure == "flow") | ((measure == "") & (kind == "level") & one_year)
    select(state, figures, rows, question, yearly=flow, parts=~flow | one_year)
    tier_counts.nest(state, table, figures, rows)
    _relate(state, table, rows)
    of_kind = table["kind"].iloc[rows]
    plain = flow & one_year & ~of_kind.isin(("rank", "reduction")).to_numpy()
    # growth of a year's flow is graded from where it started, once the year is over
    grown = ~np.isnan(table["multiple"].to_numpy(dtype=np.float64)[rows])
    plain &= ~grown | state.in_year[rows]
    state.satisfied[rows] = check(state, rows)
    state.likely[rows] = likely(state, rows)
    attain(state, rows)
    gap(state, rows)
    compound = of_kind.isin(("reduction", "average-growth")).to_numpy() & np.isnan(
        table["since"].to_numpy(dtype=np.float64)[rows]
    )
    compound |= ~np.isnan(table["multiple"].to_numpy(dtype=np.float64)[rows])
    compound &= ~plain
    hold(state, rows, ~plain)
    for chosen, log in ((rows[~compound], False), (rows[compound], True)):
        progress(state, chosen, compound=log)
    state.progress_low[rows[state.hold[rows]]] = np.nan
    state.progress_high[rows[state.hold[rows]]] = np.nan
    _within_a_year(state, rows[plain])
    expect(state, rows, np.where(plain, state.start[rows], state.base_at[rows]))
    compound_rates(state, rows[~plain & ~state.hold[rows]])
    _from_the_goal(state, rows[~plain])
    state.from_nothing[rows] = plain
    known = ~np.isnan(state.progress_low[rows])
    state.merit_low[rows] = np.where(known, state.progress_low[rows], state.attainment_low[rows])
    state.merit_high[rows] = np.where(known, state.progress_high[rows], state.attainment_high[rows])
    state.measured_by_progress[rows] = known
    tolerate(state, table, rows)
    missing = (
        np.isnan(state.raw_base_low[rows])
        & ~plain
        & (table["is_year"].to_numpy(dtype=bool)[rows] == 0)
    )
    state.flag("no_baseline", rows, missing)
    state.flag(
        "no_elapsed_time", rows, state.has_figure[rows] & (state.expected[rows] == 0) & ~plain
    )
    if plain.any():
        _caps_in_year(state, rows[plain])
    _ranks(state, rows[kind == "rank"])
    milestones(state, table, rows)
    _fell_back(state, figures, rows[~plain], flow[~plain])
    require(state, rows, compound)
    capped = (
        (measure == "share") & (state.direction[rows] < 0) & ~np.isnan(state.attainment_low[rows])
    )
    state.flag("ratio_of_rates", rows, capped)


def _clean(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return products without binary noise: 575e8 x 1.08 is 621e8, so that equality is met."""
    with np.errstate(all="ignore"):
        scale = 10.0 ** (12 - np.floor(np.log10(np.abs(values))))
        clean = np.round(values * scale) / scale
    return np.asarray(np.where(np.isfinite(clean), clean, values))


def _relate(state: State, table: pd.DataFrame, rows: Rows) -> None:
    """Turn goals that are multiples or changes of the baseline into numbers.

    翻一番 asks for a level of twice the baseline; a fall of x% is judged on an index that is 1 at
    the baseline (method 4.6, 5.6).
    """
    multiple = table["multiple"].to_numpy(dtype=np.float64)[rows]
    relative = table["is_relative"].to_numpy(dtype=bool)[rows]
    of_base = ~np.isnan(multiple)
    some = rows[of_base]
    exact = state.base_low[some] == state.base_high[some]
    reached = _clean(state.base_low[some] * multiple[of_base])
    state.target[some] = np.where(exact, reached, np.nan)
    for name, ends in (
        ("target_low", (">=", ">", "around")),
        ("target_high", ("<=", "<", "around")),
    ):
        bounded = table["operator"].iloc[some].isin(ends).to_numpy()
        getattr(state, name)[some] = np.where(bounded, state.target[some], np.nan)
    # u of 翻一番 is a part of the baseline
    state.step[some] = state.step[some] * np.where(exact, np.abs(state.base_low[some]), np.nan)
    state.not_assessable[some] |= np.isnan(state.target[some])
    rise(state, table, rows)
    some = rows[relative & ~of_base]
    if len(some):
        base_low, base_high = state.base_low[some].copy(), state.base_high[some].copy()
        with np.errstate(all="ignore"):
            state.low[some] = state.low[some] / base_high
            state.high[some] = state.high[some] / base_low
        # 年均增长x% asks for (1+x)^n, a total for 1+x
        years = (state.due[some] - state.base_at[some]) / 12
        average = (table["kind"] == "average-growth").to_numpy()[some]
        state.target[some] = (1 + state.target[some] / 100) ** np.where(average, years, 1.0)
        state.step[some] = state.step[some] / 100
        state.base_low[some] = np.where(np.isnan(base_low), np.nan, 1.0)
        state.base_high[some] = np.where(np.isnan(base_high), np.nan, 1.0)
        state.not_assessable[some] |= np.isnan(base_low)


def rise(state: State, table: pd.DataFrame, rows: Rows) -> None:
    """Turn 提高5个百分点, 减少20万人 into the levels that result (method M12)."""
    some = rows[table["is_rise"].to_numpy(dtype=bool)[rows]]
    exact = state.base_low[some] == state.base_high[some]
    state.change_low[some] = state.target_low[some]
    state.change_high[some] = state.target_high[some]
    for name in ("target", "target_low", "target_high"):
        reached = state.base_low[some] + getattr(state, name)[some]
        getattr(state, name)[some] = round9(np.where(exact, reached, np.nan))
    state.not_assessable[some] |= np.isnan(state.target[some])


def hold(state: State, rows: Rows, where: Bools) -> None:
    """Mark goals whose baseline already satisfies them: nothing was to be done (method 2.7)."""
    rows = rows[where & ~np.isnan(state.base_low[rows])]
    upward, strict = sides(state, rows)
    low, high, number = (
        round9(state.base_low[rows]),
        round9(state.base_high[rows]),
        round9(state.target[rows]),
    )
    with np.errstate(invalid="ignore"):
        past = np.where(
            upward,
            np.where(strict & ~state.base_low_open[rows], low > number, low >= number),
            np.where(strict & ~state.base_high_open[rows], high < number, high <= number),
        )
    state.hold[rows] = past
    state.flag("baseline_past_target", rows, past)
    # a baseline whose bounds lie on both sides of the goal, or exactly on it, gives no progress
    with np.errstate(invalid="ignore"):
        across = ~past & np.where(upward, high >= number, low <= number)
    state.base_low[rows[across]] = np.nan


def _from_the_goal(state: State, rows: Rows) -> None:
    """Class goals whose baseline stands exactly on a figure to be exceeded: no progress from there.

    Worse than the baseline is regressing, no better is lagging; better is satisfied.
    """
    base = state.raw_base_low[rows]
    on_it = (base == state.raw_base_high[rows]) & (base == state.target[rows]) & ~state.hold[rows]
    some = rows[on_it & (state.expected[rows] > 0)]
    sign = np.where(state.direction[some] < 0, -1.0, 1.0)
    base_low = state.raw_base_low[some]
    ends = sign * (state.low[some] - base_low), sign * (state.high[some] - base_low)
    for end, moved in (("low", np.fmin(*ends)), ("high", np.fmax(*ends))):
        getattr(state, f"pace_{end}")[some] = np.where(moved < 0, REGRESSING, LAGGING)


def _within_a_year(state: State, rows: Rows) -> None:
    """A flow under a one-year plan starts from nothing: progress is A/T (method 5.6)."""
    with np.errstate(all="ignore"):
        ok = state.target[rows] > 0
        state.progress_low[rows] = np.where(ok, state.low[rows] / state.target[rows], np.nan)
        state.progress_high[rows] = np.where(ok, state.high[rows] / state.target[rows], np.nan)


def _caps_in_year(state: State, rows: Rows) -> None:
    """A cap on a year's flow is kept or not when the year is over: in-year it is pace alone."""
    rows = rows[(state.direction[rows] < 0)]
    final = rows[~state.in_year[rows]]
    state.progress_low[final] = state.attainment_low[final]
    state.progress_high[final] = state.attainment_high[final]
    state.ratio_low[final], state.ratio_high[final] = (
        state.progress_low[final],
        state.progress_high[final],
    )
    state.merit_low[final], state.merit_high[final] = (
        state.progress_low[final],
        state.progress_high[final],
    )
    current = rows[state.in_year[rows]]
    with np.errstate(all="ignore"):
        slow, fast = state.ratio_high[current], state.ratio_low[current]
        state.ratio_low[current], state.ratio_high[current] = 1 / slow, 1 / fast
    state.pace_low[current] = classify(state.ratio_low[current])
    state.pace_high[current] = classify(state.ratio_high[current])
    state.by_pace[current] = state.satisfied[current] != -1


def tolerate(state: State, table: pd.DataFrame, rows: Rows) -> None:
    """Write the tolerance that a goal's own words grant, and test it (method 4.4, 4.5).

    左右 on a level that is to be raised or lowered: one side only, zone 2. A limit of 0 or 100 per
    cent: one point.
    """
    kind = table["kind"].to_numpy()[rows]
    unit = table["unit"].to_numpy()[rows]
    about = table["is_about"].to_numpy(dtype=bool)[rows]
    number = state.target[rows]
    slack = np.where(about, band(number, state.step[rows], 1.0, 1.0, 5.0), 0.0)
    limit = (kind == "coverage") & (unit == "%") & np.isin(number, (0.0, 100.0))
    slack = np.where(limit, POINT, slack)
    state.tolerance[rows] = np.where(slack > 0, slack, np.nan)
    some = rows[slack > 0]
    state.within[some] = check(state, some, slack[slack > 0])


def _ranks(state: State, rows: Rows) -> None:
    """Places are ordinal: no attainment; better, unchanged or worse decides (method 4.8)."""
    state.flag("ordinal", rows)
    for name in ("attainment_low", "attainment_high", "cagr", "merit_low", "merit_high"):
        getattr(state, name)[rows] = np.nan
    state.expected[rows[state.hold[rows]]] = np.nan
    for end in ("low", "high"):
        p, s = getattr(state, f"progress_{end}")[rows], getattr(state, f"ratio_{end}")[rows]
        with np.errstate(invalid="ignore"):
            pace = np.select(
                [p < 0, p == 0, round9(s) >= 0.95], [REGRESSING, LAGGING, ON_TRACK], SLOW
            )
        known = ~np.isnan(getattr(state, f"pace_{end}")[rows])
        getattr(state, f"pace_{end}")[rows] = np.where(known, pace, np.nan)


def milestones(state: State, table: pd.DataFrame, rows: Rows) -> None:
    """Test figures of a year for which an official step is published (method 2.4).

    Of a goal judged on an index the step is a change in per cent too.
    """
    declared = table["milestones"].notna().to_numpy()[rows]
    for row in rows[declared].tolist():
        steps: object = table["milestones"].iat[row]
        if not isinstance(steps, dict) or not state.has_figure[row] or state.at[row] % 12:
            continue
        year = int(state.at[row]) // 12
        words = steps.get(year, steps.get(str(year)))
        if words is None:
            continue
        unit, measure, way = (str(table[name].iat[row]) for name in ("unit", "measure", "way"))
        asks = interpret(str(words), GoalQuery.of((unit, measure, way)).step)
        if asks.number is None:
            continue
        upward, strict = _TESTS.get(asks.operator, (state.direction[row] >= 0, False))
        place = np.array([row])
        number = asks.number
        if str(table["kind"].iat[row]) in {"reduction", "average-growth"}:
            years = (state.at[row] - state.base_at[row]) / 12
            power = years if table["kind"].iat[row] == "average-growth" else 1.0
            number = (1 + asks.number / 100) ** power
        state.milestone[row] = number
        state.official[row] = True
        state.milestone_met[row] = satisfies(
            state, place, np.array([number]), np.array([upward]), np.array([strict])
        )[0]
        state.flag("official_milestone", place)


def _fell_back(state: State, figures: Figures, rows: Rows, yearly: Bools) -> None:
    """Flag goals that a figure of the period satisfied and the deciding one, no proxy, does not."""
    some = (
        state.has_figure[rows]
        & (state.satisfied[rows] != 1)
        & ~state.hold[rows]
        & ~np.isnan(state.target[rows])
        & ~state.flagged("proxy", rows)
    )
    plain = np.isnan(state.raw_base_low[rows]) | (state.raw_base_low[rows] == state.base_low[rows])
    rows, yearly = rows[some & plain], yearly[some & plain]
    if not len(rows):
        return
    start = np.where(np.isnan(state.start[rows]), state.base_at[rows], state.start[rows])
    start = np.where(np.isnan(start), 0, start).astype(np.int64)
    until = state.at[rows].astype(np.int64) - 1
    owner, place = figures.points.between(state.series[rows], start, until)
    if not len(owner):
        return
    whole = figures.end[place] - figures.start[place] == 12
    keep = whole | ~yearly[owner]
    owner, place = owner[keep], place[keep]
    target = rows[owner]
    upward, strict = sides(state, target)
    once = satisfies(figures, place, state.target[target], upward, strict) == 1
    state.flag("fell_back", np.unique(target[once]))


def require(state: State, rows: Rows, compound: Bools) -> None:
    """Write the change a year that is still needed while running, in the base unit."""
    with np.errstate(invalid="ignore"):
        left = (state.due[rows] - state.at[rows]) / 12
        open_ = (
            state.has_figure[rows]
            & ~state.settled[rows]
            & (left > 0)
            & (state.satisfied[rows] != 1)
        )
    reached = np.where(state.direction[rows] < 0, state.high[rows], state.low[rows])
    with np.errstate(all="ignore"):
        line = (state.target[rows] - reached) / left
        root = ((state.target[rows] / reached) ** (1 / left) - 1) * 100
    needed = np.where(compound, root, line)
    state.required[rows] = np.where(open_ & np.isfinite(needed), round9(needed), np.nan)
