"""Which report of a series and period decides, and which agree with it (method 3.2, 3.3, 5.5c).

Reports of one definition, price basis and status whose intervals overlap are one figure: their
intersection, shown by the narrowest of them. Of reports that exclude one another the most trusted
decides; the others are kept as its rivals, so that a verdict can be tried on them.
"""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from czplan.codes import narrow, pieces
from czplan.method.figure_store import LazyColumn
from czplan.method.index import DENSE, NO_RIVALS, Index, Moments, Rivals, counted

__all__ = ["choose"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_DECIDES = ("mismatch", "restated", "vague", "proxy", "status", "grade", "reading")
"""What decides between reports before their dates, the weightiest first; each below 256."""

_JUST = 1e-9
"""The least difference that a comparison knows (5.6)."""

PROOFS = ("proof_low", "proof_high")
"""Ends that a report makes certain where another, closer one is a convention; NaN for none."""

WIDTHS = ("wide_low", "wide_high")
"""How wide the report is that gave an end of what several say together; NaN for one alone."""

_ALIKE = ("basis", "restated", "proxy", "vague")
"""What reports must share to be of one thing."""


def choose(
    columns: dict[str, LazyColumn[Any]],
    cell: LazyColumn[np.int64],
    most: int,
    count: int,
    moments: Moments,
) -> tuple[Index, Rivals]:
    """Return the index of the deciding report of each series and period, and their rivals.

    Args:
        columns: the reports. `other` (place in the actuals of a report that excludes this one, -1
            for none) and `rebased` (place of the deciding report on another price basis) are
            added; the ends and the grade of what agrees are written at the report that is shown.
        cell: a number for series and period, in their order.
        most: more than the largest of these numbers.
        count: how many reports there are.
        moments: the periods that occur.
    """
    none: LazyColumn[Any] = LazyColumn(lambda places: np.full(np.shape(places), -1))
    columns["other"] = columns["rebased"] = none
    for name in (*PROOFS, *WIDTHS):
        columns[name] = LazyColumn(lambda places: np.full(np.shape(places), np.nan))
    dense = most <= DENSE * count + 1024
    if dense:  # a table of all that there may be beats sorting
        table = np.full(most, -1, dtype=narrow(count))
        for rows in pieces(count):
            table[cell[rows]] = np.arange(rows.start, rows.stop)
        present = table >= 0
        before = counted(present)
        if before[-1] == count:
            keys = np.flatnonzero(present).astype(narrow(most))
            return Index(keys, table[keys], moments, before), NO_RIVALS
    key = cell[:]
    order = np.argsort(key, kind="stable")
    key = key[order]
    same = np.zeros(len(key), dtype=bool)
    same[1:] = key[1:] == key[:-1]
    rivals = _settle(columns, order, key, same) if same.any() else NO_RIVALS
    return Index(key[~same], order[~same], moments, before if dense else None), rivals


T = TypeVar("T", bound=np.generic)


class _Taken(Generic[T]):
    """A column of a `_Crowd`, taken from the figures' where it is first asked for."""

    def __set_name__(self, owner: type[_Crowd], name: str) -> None:
        self._name = name

    def __get__(self, crowd: _Crowd, owner: type[_Crowd]) -> npt.NDArray[T]:
        taken = np.array(crowd.columns[self._name][crowd.places])
        crowd.__dict__[self._name] = taken  # found there from now on
        return taken


class _Crowd:
    """Reports of series and periods that have several, cell by cell, the weightiest first.

    Attributes, besides columns of the figures:
        places: in the figures; first: whether a report is the first of its cell; cell:
        its cell's number; heads: where the cells begin.
    """

    low = _Taken[np.float64]()
    high = _Taken[np.float64]()
    step = _Taken[np.float64]()
    low_open = _Taken[np.bool_]()
    high_open = _Taken[np.bool_]()
    sure_low = _Taken[np.bool_]()
    sure_high = _Taken[np.bool_]()
    vague = _Taken[np.bool_]()
    restated = _Taken[np.bool_]()
    proxy = _Taken[np.bool_]()
    status = _Taken[np.int64]()
    grade = _Taken[np.int64]()
    basis = _Taken[np.int64]()
    row = _Taken[np.int64]()

    def __init__(self, columns: dict[str, LazyColumn[Any]], places: Ints, first: Bools) -> None:
        self.columns = columns
        self.places = places
        self.cell: Ints = np.cumsum(first) - 1
        self.heads = np.flatnonzero(first)
        self.first = first

    def most(self, values: Floats) -> Floats:
        """Return each report's cell's largest value."""
        return np.asarray(np.maximum.reduceat(values, self.heads)[self.cell])

    def some(self, mask: Bools) -> Bools:
        """Tell for each report whether any of its cell is marked."""
        return np.asarray(np.logical_or.reduceat(mask, self.heads)[self.cell])

    def leads(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the value of the first of each report's cell."""
        return values[self.heads][self.cell]

    def first_of(self, mask: Bools) -> Ints:
        """Return for each cell the place here of the first that is marked, -1 for none."""
        found = np.full(len(self.heads), -1, dtype=np.int64)
        marked = np.flatnonzero(mask)[::-1]
        found[self.cell[marked]] = marked
        return found


def _settle(columns: dict[str, LazyColumn[Any]], order: Ints, key: Ints, same: Bools) -> Rivals:
    """Put the report to be shown first among those of one series and period, in place."""
    crowded = same.copy()
    crowded[:-1] |= same[1:]
    at = np.flatnonzero(crowded)
    rows = order[at]
    weight = np.zeros(len(rows), dtype=np.int64)
    for name in _DECIDES:
        weight = weight << 8 | columns[name][rows].astype(np.int64)
    # nothing tells equal reports apart: their numbers do, not their places
    last = (rows, columns["high"][rows], columns["low"][rows], -columns["published"][rows])
    rank = np.lexsort((*last, weight, key[at]))
    crowd = _Crowd(columns, rows[rank], ~same[at])
    weight = weight[rank]
    made = _agree(crowd)
    shown = np.where(made.joined, made.shown, crowd.heads)
    order[at] = _with_first(crowd, shown)
    _write(columns, crowd, made, shown, len(order))
    deciding = crowd.places[shown]
    rivals, nth = _rivals(crowd, made)
    others = np.full(len(shown), -1, dtype=np.int64)
    others[crowd.cell[rivals[::-1]]] = crowd.row[rivals[::-1]]
    columns["other"] = _patched(columns["other"], deciding, others, len(order))
    another = crowd.first_of((crowd.basis != crowd.leads(crowd.basis)) & ~crowd.vague)
    rebased = np.where(another >= 0, crowd.places[another], -1)
    columns["rebased"] = _patched(columns["rebased"], deciding, rebased, len(order))
    cells = np.flatnonzero(~same)  # where each cell's deciding report stands in the index
    cell = np.searchsorted(cells, at[crowd.heads])[crowd.cell[rivals]]
    tie = weight[rivals] == crowd.leads(weight)[rivals]
    return Rivals(cell, crowd.places[rivals], nth, tie)


class _Agreement(NamedTuple):
    """What the most trusted reports say together: by cell.

    Attributes: best: by report, whether it is one of them; overlap: whether all of them do.
    """

    best: Bools
    overlap: Bools
    joined: Bools
    shown: Ints
    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools
    sure_low: Bools
    sure_high: Bools
    proof_low: Floats
    proof_high: Floats
    wide_low: Floats
    wide_high: Floats
    grade: Ints


def _agree(crowd: _Crowd) -> _Agreement:
    """Intersect the reports of each cell that are of one thing and of the best status.

    Those that have to do with the most trusted: one that excludes all of them is left out.
    """
    best = crowd.status == crowd.leads(crowd.status)
    for name in _ALIKE:
        best &= getattr(crowd, name) == crowd.leads(getattr(crowd, name))
    low, high = crowd.low.copy(), crowd.high.copy()
    low_open, high_open = crowd.low_open.copy(), crowd.high_open.copy()
    # of exact reports that are one another rounded the most exact is meant
    exact = best & (low == high) & crowd.sure_low & crowd.sure_high
    step = np.nan_to_num(crowd.step, nan=0.0)
    finest = -crowd.most(np.where(exact, -step, -np.inf))
    meant = crowd.first_of(exact & (step == finest))[crowd.cell]
    value = np.where(meant >= 0, low[meant], np.nan)
    rounded = exact & _rounds(value, low, step, finest)
    low[rounded] = high[rounded] = value[rounded]
    best = _linked(crowd, best, low, high)
    reach, limit = np.where(best, low, -np.inf), np.where(best, high, np.inf)
    bottom, top = crowd.most(reach), -crowd.most(-limit)
    at_bottom, at_top = best & (low == bottom), best & (high == top)
    open_low, open_high = crowd.some(at_bottom & low_open), crowd.some(at_top & high_open)
    overlap = (bottom < top) | ((bottom == top) & ~open_low & ~open_high)
    several = np.bincount(crowd.cell[best], minlength=len(crowd.heads)) > 1
    heads = crowd.heads
    # an end that is left out stands just inside
    inside_low = low + np.where(low_open, np.fmax(_JUST, np.spacing(low)), 0.0)
    inside_high = high - np.where(high_open, np.fmax(_JUST, np.spacing(high)), 0.0)
    certain = crowd.most(np.where(best & crowd.sure_low, inside_low, -np.inf))
    limit = -crowd.most(np.where(best & crowd.sure_high, -inside_high, -np.inf))
    # the narrowest is shown; of equal ones the most exact, then the most trusted
    width = np.where(best, high - low, np.inf)
    own = np.arange(len(low)) == meant
    order = np.lexsort((np.arange(len(low)), ~own, width, crowd.cell))
    shown = order[heads]
    alone = (low[shown] == bottom[heads]) & (high[shown] == top[heads])
    far = 1 << 8
    of_low = -crowd.most(np.where(at_bottom, -crowd.grade.astype(float), -far))[heads]
    of_high = -crowd.most(np.where(at_top, -crowd.grade.astype(float), -far))[heads]
    return _Agreement(
        best=best,
        overlap=overlap[heads],
        joined=overlap[heads] & several,
        shown=shown,
        low=bottom[heads],
        high=top[heads],
        low_open=open_low[heads],
        high_open=open_high[heads],
        sure_low=crowd.some(at_bottom & crowd.sure_low)[heads],
        sure_high=crowd.some(at_top & crowd.sure_high)[heads],
        proof_low=np.where(np.isfinite(certain), certain, np.nan)[heads],
        proof_high=np.where(np.isfinite(limit), limit, np.nan)[heads],
        wide_low=-crowd.most(np.where(at_bottom, low - high, -np.inf))[heads],
        wide_high=-crowd.most(np.where(at_top, low - high, -np.inf))[heads],
        grade=np.where(alone, crowd.grade[shown], np.fmax(of_low, of_high)).astype(np.int64),
    )


def _linked(crowd: _Crowd, best: Bools, low: Floats, high: Floats) -> Bools:
    """Tell which of the best reports overlap the most trusted one, or one that does, and so on."""
    linked = crowd.first & best
    while True:
        ends = (np.where(linked, low, np.inf), np.where(linked, high, -np.inf))
        least, most = -crowd.most(-ends[0]), crowd.most(ends[1])
        open_low = ~crowd.some((ends[0] == least) & ~crowd.low_open)
        open_high = ~crowd.some((ends[1] == most) & ~crowd.high_open)
        union = [least, most, open_low, open_high]
        one = [low, high, crowd.low_open, crowd.high_open]
        more = best & ~_below(one, union) & ~_below(union, one)
        if (more == linked).all():
            return linked
        linked = more


def _rounds(value: Floats, other: Floats, step: Floats, finest: Floats) -> Bools:
    """Tell which numbers are another one, or that one written with fewer digits (5.8 of 5.79)."""
    with np.errstate(invalid="ignore"):
        near = np.abs(other - value) <= step / 2 * (1 + 1e-9)
        return np.asarray((other == value) | (near & (step > finest)))


def _with_first(crowd: _Crowd, shown: Ints) -> Ints:
    """Return the reports' places with the one to be shown first in its cell."""
    lead = np.ones(len(crowd.places), dtype=bool)
    lead[shown] = False
    return crowd.places[np.lexsort((np.arange(len(lead)), lead, crowd.cell))]


def _write(
    columns: dict[str, LazyColumn[Any]], crowd: _Crowd, made: _Agreement, shown: Ints, count: int
) -> None:
    """Write what agreeing reports say together at the one that is shown."""
    if not made.joined.any():
        return
    places = crowd.places[shown[made.joined]]
    ends = (
        "low",
        "high",
        "low_open",
        "high_open",
        "sure_low",
        "sure_high",
        *PROOFS,
        *WIDTHS,
        "grade",
    )
    for name in ends:
        columns[name] = _patched(columns[name], places, getattr(made, name)[made.joined], count)


def _rivals(crowd: _Crowd, made: _Agreement) -> tuple[Ints, Ints]:
    """Return the reports of the same thing that exclude what decides, and their number.

    Of whatever status: an estimate that the final figure belies is told of too.
    """
    joined = made.joined[crowd.cell]
    ends = ("low", "high", "low_open", "high_open")
    two = [
        np.where(joined, getattr(made, name)[crowd.cell], crowd.leads(getattr(crowd, name)))
        for name in ends
    ]
    one = [getattr(crowd, name) for name in ends]
    apart = _below(one, two) | _below(two, one)
    # three that overlap only in pairs: those two that exclude one another
    out = made.best & ~made.overlap[crowd.cell]
    bottom, top = made.low[crowd.cell], made.high[crowd.cell]
    below = (crowd.high == bottom) & (
        made.low_open[crowd.cell] | (crowd.high_open & (crowd.low < bottom))
    )
    above = (crowd.low == top) & (
        made.high_open[crowd.cell] | (crowd.low_open & (crowd.high > top))
    )
    apart |= out & ((crowd.high < bottom) | (crowd.low > top) | below | above)
    for name in ("basis", "restated", "proxy"):
        apart &= getattr(crowd, name) == crowd.leads(getattr(crowd, name))
    apart &= ~crowd.vague & ~(made.best & joined)
    step = np.nan_to_num(crowd.step, nan=0.0)
    ours = np.nan_to_num(crowd.leads(crowd.step), nan=0.0)
    exact = (crowd.low == crowd.high) & (two[0] == two[1])
    apart &= ~(
        exact & (_rounds(two[0], crowd.low, step, ours) | _rounds(crowd.low, two[0], ours, step))
    )
    apart[crowd.heads] &= made.joined
    rivals = np.flatnonzero(apart)
    cells = crowd.cell[rivals]
    begin = np.searchsorted(cells, cells, side="left")
    return rivals, np.arange(len(rivals)) - begin


def _below(one: list[npt.NDArray[Any]], two: list[npt.NDArray[Any]]) -> Bools:
    """Tell which intervals lie wholly below the other: an end that is left out doesn't touch."""
    low, high, _, high_open = one
    other_low, other_high, other_open, _ = two
    touch = (high == other_low) & (
        ((low != high) & high_open) | ((other_low != other_high) & other_open)
    )
    return np.asarray((high < other_low) | touch)


def _patched(
    column: LazyColumn[Any], places: Ints, values: npt.NDArray[Any], count: int
) -> LazyColumn[Any]:
    """Return a column of `count` rows with other values at some places."""
    order = np.argsort(places)
    places, values = places[order], values[order]

    def of(at: Any) -> npt.NDArray[Any]:
        found = np.array(column[at])
        asked = np.arange(*at.indices(count)) if isinstance(at, slice) else np.asarray(at)
        where = np.minimum(np.searchsorted(places, asked), len(places) - 1)
        hit = places[where] == asked
        return np.where(hit, values[where], found)

    return LazyColumn(of)
