"""In step with another rate: 与经济增长基本同步 (method 4.7).

The gap of two growth rates in points, one-sided: 基本同步 tolerates 0.3, as the statistics bureau
used the word from 2016 to 2023; 同步 tolerates the rounding of two one-decimal rates; 快于
tolerates nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.figure_store import Figures
from czplan.method.intervals import satisfies
from czplan.method.kinds.compound import run
from czplan.method.pace import ON_TRACK, SLOW
from czplan.method.question import Question
from czplan.method.where import refer
from czplan.method.working import Rows, State, round9

if TYPE_CHECKING:
    from czplan.method.given import Given

__all__ = ["BASICALLY", "STEP", "judge"]

BASICALLY, STEP = 0.3, 0.1
"""Tolerance in points of 基本同步 and of 同步."""

NOMINAL, REAL = 1, 2
Ints = npt.NDArray[np.int64]


def judge(
    state: State, table: pd.DataFrame, figures: Figures, rows: Rows, question: Question, ds: Given
) -> None:
    """Judge the parity goals among `rows`."""
    if not len(rows):
        return
    named, at = refer(table["reference"].iloc[rows], table["where"].iloc[rows])
    reference = figures.series_of.of(named, at)
    deflators = {key: item.deflator for key, item in ds.indicator_records.items() if item.deflator}
    own = table["indicator"].iloc[rows]
    names = own.map(deflators)
    names = names.where(names.notna(), named.map(deflators))
    prices = figures.series_of.of(names.astype(object), table["where"].iloc[rows])
    state.by_pace[rows] = True
    basically = table["is_basically"].to_numpy(dtype=bool)[rows]
    faster = table["is_faster"].to_numpy(dtype=bool)[rows]
    in_step = table["is_in_step"].to_numpy(dtype=bool)[rows]
    strict = (table["operator"] == "<").to_numpy()[rows].tolist()
    state.tolerance[rows] = np.where(in_step, np.where(basically, BASICALLY, STEP), np.nan)
    for place, row in enumerate(rows.tolist()):
        _one(
            state,
            figures,
            row,
            int(reference[place]),
            int(prices[place]),
            question,
            bool(faster[place]) or strict[place],
            ds,
        )


def _years(figures: Figures, series: int, start: int, until: int) -> list[int]:
    """Return the positions of the unbroken run of yearly rates from `start`."""
    owner, place = figures.any.between(np.array([series]), np.array([start]), np.array([until]))
    if not len(owner):
        return []
    return [int(item) for item in place[run(figures, owner, place, np.array([start]))]]


def _mean(figures: Figures, places: list[int], prices: list[int] | None) -> tuple[float, float]:
    """Return the geometric mean of rates in per cent, deflated where prices are given."""
    ends = []
    for name in ("low", "high"):
        total, months = 0.0, 0
        for number, place in enumerate(places):
            years = (figures.end[place] - figures.start[place]) / 12
            years = 1.0 if years < 1 else years
            power = 1.0 if figures.cumulative[place] else years
            total += power * float(np.log1p(getattr(figures, name)[place] / 100))
            if prices is not None:
                price = float(figures.low[prices[number]])
                price = price - 100 if price > 50 else price
                total -= power * float(np.log1p(price / 100))
            months += round(years * 12)
        ends.append((float(np.exp(total / (months / 12))) - 1) * 100)
    return ends[0], ends[1]


def _one(
    state: State,
    figures: Figures,
    row: int,
    other: int,
    price: int,
    question: Question,
    faster: bool,
    ds: Given,
) -> None:
    """Judge one goal: collect the pairs of rates, put them on one basis, compare."""
    series = int(state.series[row])
    if series < 0 or other < 0 or np.isnan(state.due[row]):
        return
    due = int(state.due[row])
    start = int(state.start[row]) if not np.isnan(state.start[row]) else due - 12
    until = min(due, question.end)
    mine, theirs = _years(figures, series, start, until), _years(figures, other, start, until)
    count = min(len(mine), len(theirs))
    while count and figures.end[mine[count - 1]] != figures.end[theirs[count - 1]]:
        count -= 1
    mine, theirs = mine[:count], theirs[:count]
    ytd = False
    if not mine and question.end <= due and question.end - 12 >= start and due - start == 12:
        mine, theirs = _part(figures, series, other, question.end)
        ytd = bool(mine)
    if not mine:
        return
    single = len(mine) == 1
    place = np.array([row])
    state.take(place, np.array([mine[-1]]))
    state.not_assessable[row] = bool(figures.vague[mine].any() or figures.vague[theirs].any())
    state.first_figure[row] = mine[0]
    bases = int(figures.basis[mine[-1]]), int(figures.basis[theirs[-1]])
    own_prices = other_prices = None
    if {*bases} == {NOMINAL, REAL}:
        found = (
            [int(x) for x in figures.any.at(np.full(count or 1, price), figures.end[mine])]
            if price >= 0
            else [-1]
        )
        usable = all(item >= 0 for item in found)
        state.not_assessable[row] |= not usable
        state.flag("deflated_estimate" if usable else "mixed_price_basis", place)
        if not usable:
            return
        own_prices, other_prices = (found, None) if bases[0] == NOMINAL else (None, found)
    elif 0 in bases:
        state.flag("basis_unstated", place)
        state.satisfied[row] = 0
    first = (
        _mean(figures, mine, own_prices)
        if not single or own_prices
        else (float(figures.low[mine[0]]), float(figures.high[mine[0]]))
    )
    second = (
        _mean(figures, theirs, other_prices)
        if not single or other_prices
        else (float(figures.low[theirs[0]]), float(figures.high[theirs[0]]))
    )
    state.second_low[row], state.second_high[row] = second
    state.figure_low[row], state.figure_high[row] = first
    state.low[row], state.high[row] = round9(first[0] - second[1]), round9(first[1] - second[0])
    state.sure_low[row] = bool(figures.sure_low[mine].all() and figures.sure_high[theirs].all())
    state.sure_high[row] = bool(figures.sure_high[mine].all() and figures.sure_low[theirs].all())
    state.low_open[row] = bool(figures.low_open[mine].any() or figures.high_open[theirs].any())
    state.high_open[row] = bool(figures.high_open[mine].any() or figures.low_open[theirs].any())
    state.gap_low[row], state.gap_high[row] = state.low[row], state.high[row]
    for code, found_in in (("provisional", theirs), ("bounded", theirs)):
        about = (
            figures.status[found_in] > 0
            if code == "provisional"
            else figures.low[found_in] != figures.high[found_in]
        )
        state.flag(code, place, bool(about.any()))
    _compare(state, row, faster)
    mixed = 0 in bases and bases != (0, 0)
    state.settled[row] = not ytd and int(figures.end[mine[-1]]) == due
    state.in_year[row] = ytd and due == question.end
    if ytd:
        state.flag("ytd", place)
    if mixed:
        # one basis is known, the other isn't: the words don't decide
        state.satisfied[row], state.within[row] = 0, 0
    kept = state.satisfied[row] == 1 or state.within[row] == 1
    lost = state.satisfied[row] == -1 and state.within[row] == -1
    state.pace_low[row] = ON_TRACK if kept else SLOW
    state.pace_high[row] = SLOW if lost else ON_TRACK


def _part(figures: Figures, series: int, other: int, until: int) -> tuple[list[int], list[int]]:
    """Return the latest pair of year-to-date rates for the same months of the year."""
    _, mine = figures.parts.between(np.array([series]), np.array([until - 12]), np.array([until]))
    for place in mine[::-1].tolist():
        found = figures.parts.at(np.array([other]), figures.end[[place]])
        if found[0] >= 0:
            return [int(place)], [int(found[0])]
    return [], []


def _compare(state: State, row: int, faster: bool) -> None:
    """Test the gap against nothing, and against the tolerance that the words grant.

    From above where the goal is to stay below the other rate (不高于).
    """
    place = np.array([row])
    up, strict = np.array([state.direction[row] >= 0]), np.array([faster])
    state.satisfied[row] = satisfies(state, place, np.array([0.0]), up, strict)[0]
    slack = state.tolerance[row]
    if not np.isnan(slack):
        state.within[row] = satisfies(state, place, np.array([-slack]), up, np.array([False]))[0]
