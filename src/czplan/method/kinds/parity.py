"""In step with another rate: 与经济增长基本同步 (method 4.7).

The gap of two growth rates in points, one-sided: 基本同步 tolerates 0.3, as the statistics bureau
used the word from 2016 to 2023; 同步 tolerates the rounding of two one-decimal rates; 快于
tolerates nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from czplan.codes import Bools, Ints
from czplan.method.figure_store import Figures
from czplan.method.intervals import Ends, likely_above, satisfies, test
from czplan.method.kinds.bases import (
    NOMINAL,
    REAL,
    Pairs,
    mean,
    on_basis,
    prices_at,
    turned,
)
from czplan.method.kinds.compound import run
from czplan.method.pace import ON_TRACK, SLOW
from czplan.method.place_and_scope import refer
from czplan.method.question import Question
from czplan.method.working import Rows, State, bits, round9

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData

BASICALLY, STEP = 0.3, 0.1
"""Tolerance in points of 基本同步 and of 同步."""


def judge(
    state: State,
    table: pd.DataFrame,
    figures: Figures,
    rows: Rows,
    question: Question,
    ds: VerdictData,
) -> None:
    """Judge the parity goals among `rows`."""
    if not len(rows):
        return
    named, at = refer(table["reference"].iloc[rows], table["where"].iloc[rows])
    own_year = table["own_year"].to_numpy(dtype=bool)[rows]
    reference = figures.series_of.of(named, at, own_year)
    deflators = {key: item.deflator for key, item in ds.indicator_records.items() if item.deflator}
    own = table["indicator"].iloc[rows]
    names = own.map(deflators)
    names = names.where(names.notna(), named.map(deflators))
    own_place = table["where"].iloc[rows]
    prices = figures.series_of.of(names.astype(object), own_place, own_year)
    state.reference[rows], state.prices[rows] = reference, prices
    state.by_pace[rows] = True
    basically = table["is_basically"].to_numpy(dtype=bool)[rows]
    faster = table["is_faster"].to_numpy(dtype=bool)[rows]
    in_step = table["is_in_step"].to_numpy(dtype=bool)[rows]
    state.tolerance[rows] = np.where(in_step, np.where(basically, BASICALLY, STEP), np.nan)
    strict = faster | (table["operator"] == "<").to_numpy()[rows]
    each = (
        figures.series_of.of(own.map(deflators).astype(object), own_place, own_year),
        figures.series_of.of(named.map(deflators).astype(object), at, own_year),
    )
    _pairs(state, figures, rows, reference, prices, strict, each, question)


def _on_one_basis(figures: Figures, pairs: Pairs) -> Pairs:
    """Return pairs whose sides are on one price basis where both were reported on one."""
    for basis in (NOMINAL, REAL):
        newest, other = pairs.mine[pairs.last], pairs.theirs[pairs.last]
        mixed = figures.basis[newest] * figures.basis[other] == NOMINAL * REAL
        mine, theirs = (on_basis(figures, places, basis) for places in (pairs.mine, pairs.theirs))
        both = np.repeat(mixed & pairs.every((mine >= 0) & (theirs >= 0)), pairs.size)
        pairs = pairs._replace(
            mine=np.where(both, mine, pairs.mine), theirs=np.where(both, theirs, pairs.theirs)
        )
    return pairs


def _pairs(
    state: State,
    figures: Figures,
    rows: Rows,
    reference: Ints,
    prices: Ints,
    strict: Bools,
    deflators: tuple[Ints, Ints],
    question: Question,
) -> None:
    """Collect the pairs of rates, put them on one basis, compare."""
    usable = (state.series[rows] >= 0) & (reference >= 0) & ~np.isnan(state.due[rows])
    rows, reference, prices = rows[usable], reference[usable], prices[usable]
    deflators = deflators[0][usable], deflators[1][usable]
    pairs = _collected(state, figures, rows, reference, question)
    if not len(pairs.owner):
        return
    goals = pairs.owner[pairs.first]
    rows, strict = rows[goals], strict[usable][goals]
    pairs = _on_one_basis(figures, pairs)
    mine, theirs = pairs.mine, pairs.theirs
    newest, other = mine[pairs.last], theirs[pairs.last]
    state.take(rows, newest)
    state.flags[rows] &= ~bits("mixed_price_basis")  # of the two sides, not of the indicator
    state.first_figure[rows] = mine[pairs.first]
    state.not_assessable[rows] = pairs.some(figures.vague[mine] | figures.vague[theirs])
    own_basis, other_basis = figures.basis[newest], figures.basis[other]
    deflated = own_basis * other_basis == NOMINAL * REAL
    price = prices_at(figures, prices[pairs.owner], mine, np.repeat(deflated, pairs.size))
    priced = deflated & pairs.every(price >= 0)
    state.flag("deflated_estimate", rows, priced)
    state.flag("mixed_price_basis", rows, deflated & ~priced)
    state.not_assessable[rows[deflated & ~priced]] = True
    state.flag("basis_unstated", rows, own_basis * other_basis == 0)
    own, second = (
        mean(figures, pairs, places, np.where(np.repeat(priced & side, pairs.size), price, -1))
        for places, side in ((mine, own_basis == NOMINAL), (theirs, other_basis == NOMINAL))
    )
    judged = ~deflated | priced
    gap = own.less(second)
    for name, values in {
        "second_low": second.low,
        "second_high": second.high,
        "figure_low": own.low,
        "figure_high": own.high,
        "low": round9(gap.low),
        "high": round9(gap.high),
        "sure_low": gap.sure_low,
        "sure_high": gap.sure_high,
        "low_open": gap.low_open,
        "high_open": gap.high_open,
        "settled": ~pairs.ytd & (figures.end[newest] == state.due[rows]),
        "in_year": pairs.ytd & (state.due[rows] == question.end),
    }.items():
        getattr(state, name)[rows[judged]] = values[judged]
    state.flag("provisional", rows, judged & pairs.some(figures.status[theirs] > 0))
    state.flag("bounded", rows, judged & pairs.some(figures.low[theirs] != figures.high[theirs]))
    state.flag("ytd", rows, judged & pairs.ytd)
    # one basis is known, the other isn't: the words don't decide
    mixed = (own_basis == 0) != (other_basis == 0)
    _compare(state, rows[judged], strict[judged], mixed[judged])
    _sensitive(state, figures, pairs, rows, strict, tuple(each[pairs.owner] for each in deflators))


def _collected(
    state: State, figures: Figures, rows: Rows, reference: Ints, question: Question
) -> Pairs:
    """Return the pairs of yearly rates of each goal's period, else of the latest part of a year."""
    due = state.due[rows].astype(np.int64)
    start = np.where(np.isnan(state.start[rows]), due - 12, state.start[rows]).astype(np.int64)
    until = np.minimum(due, question.end)
    both = []
    for series in (state.series[rows], reference):
        owner, place = figures.any.between(series, start, until)
        keep = run(figures, owner, place, start)
        both.append((owner[keep], place[keep]))
    (owner, mine), (others, theirs) = both
    count = np.bincount(owner, minlength=len(rows))
    count = np.minimum(count, np.bincount(others, minlength=len(rows)))
    at, at_other = _ordinal(owner), _ordinal(others)
    mine = mine[at < count[owner]]
    theirs = theirs[at_other < count[others]]
    owner, at = np.repeat(np.arange(len(rows)), count), at[at < count[owner]]
    # the two runs are compared up to the last year that both end with
    same = figures.end[mine] == figures.end[theirs]
    upto = np.zeros(len(rows), dtype=np.int64)
    upto[owner[same]] = at[same] + 1
    keep = at < upto[owner]
    owner, mine, theirs = owner[keep], mine[keep], theirs[keep]
    one_year = (question.end <= due) & (question.end - 12 >= start) & (due - start == 12)
    lacking = np.flatnonzero((upto == 0) & one_year)
    part, own_part, other_part = _part(
        figures, state.series[rows[lacking]], reference[lacking], question.end
    )
    owner = np.concatenate([owner, lacking[part]])
    order = np.argsort(owner, kind="stable")
    owner = owner[order]
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    return Pairs(
        owner,
        np.concatenate([mine, own_part])[order],
        np.concatenate([theirs, other_part])[order],
        first,
        upto[owner[first]] == 0,
    )


def _ordinal(owner: Ints) -> Ints:
    """Return the place of each among those of its owner; `owner` ascends."""
    return np.arange(len(owner)) - np.searchsorted(owner, owner, side="left")


def _part(figures: Figures, series: Ints, other: Ints, until: int) -> tuple[Ints, Ints, Ints]:
    """Return the latest pair of year-to-date rates for the same months of the year.

    Returns:
        the places in `series` that have one, and where both rates stand in `Figures`.
    """
    month = np.full(len(series), until)
    owner, mine = figures.parts.between(series, month - 12, month)
    found = figures.parts.at(other[owner], figures.end[mine])
    pick = np.full(len(series), -1)
    paired = np.flatnonzero(found >= 0)
    pick[owner[paired]] = paired  # the last of each stays
    some = np.flatnonzero(pick >= 0)
    return some, mine[pick[some]], found[pick[some]]


def _compare(state: State, rows: Rows, strict: Bools, mixed: Bools) -> None:
    """Test the gap against nothing, and against the tolerance that the words grant.

    From above where the goal is to stay below the other rate (不高于).
    """
    up = state.direction[rows] >= 0
    state.gap_low[rows], state.gap_high[rows] = state.low[rows], state.high[rows]
    found = test(state, rows, np.zeros(len(rows)), up, strict, None)
    state.satisfied[rows] = found.result
    state.implied[rows] = found.implied
    state.likely[rows] = likely_above(state, rows, np.zeros(len(rows)), up, strict)
    some = rows[~np.isnan(state.tolerance[rows])]
    state.within[some] = satisfies(
        state, some, -state.tolerance[some], state.direction[some] >= 0, np.zeros(len(some), bool)
    )
    state.satisfied[rows[mixed]] = 0
    state.within[rows[mixed]] = 0
    kept = (state.satisfied[rows] == 1) | (state.within[rows] == 1)
    lost = (state.satisfied[rows] == -1) & (state.within[rows] == -1)
    state.pace_low[rows] = np.where(kept, ON_TRACK, SLOW)
    state.pace_high[rows] = np.where(lost, SLOW, ON_TRACK)


def _sensitive(
    state: State,
    figures: Figures,
    pairs: Pairs,
    rows: Rows,
    strict: Bools,
    deflators: tuple[Ints, ...],
) -> None:
    """Flag goals that real rates would decide otherwise than nominal ones, and keep both gaps."""
    own, other = deflators
    gaps, some = [], np.ones(len(rows), dtype=bool)
    for basis in (REAL, NOMINAL):
        mine, known = turned(figures, pairs, pairs.mine, own, basis)
        theirs, also = turned(figures, pairs, pairs.theirs, other, basis)
        gaps.append(mine.less(theirs))
        some &= known & also
    real, nominal = (_class(state, rows, gap, strict) for gap in gaps)
    some &= real != nominal
    state.flag("deflator_sensitive", rows, some)
    for name, gap in zip(("real", "nominal"), gaps, strict=True):
        for end in ("low", "high"):
            getattr(state, f"{name}_{end}")[rows[some]] = round9(getattr(gap, end))[some]


def _class(state: State, rows: Rows, gap: Ends, strict: Bools) -> Ints:
    """Return whether a gap is kept (1), lost (-1) or neither: the family of its verdict."""
    every, up = np.arange(len(rows)), state.direction[rows] >= 0
    met = satisfies(gap, every, np.zeros(len(rows)), up, strict)
    slack = state.tolerance[rows]
    near = satisfies(gap, every, np.where(np.isnan(slack), 0.0, -slack), up, strict & False)
    near = np.where(np.isnan(slack), met, near)
    return np.where((met == 1) | (near == 1), 1, np.where((met == -1) & (near == -1), -1, 0))
