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


class _LazyPart(Generic[T]):
    """A column of a `_Contested`, taken from the figures' where it is first asked for."""

    def __set_name__(self, owner: type[_Contested], name: str) -> None:
        self._name = name

    def __get__(self, reports: _Contested, owner: type[_Contested]) -> npt.NDArray[T]:
        taken = np.array(reports.columns[self._name][reports.places])
        reports.__dict__[self._name] = taken  # found there from now on
        return taken


class _Contested:
    """Reports of series and periods that have several, cell by cell, the weightiest first.

    Attributes, besides columns of the figures:
        places: in the figures; first: whether a report is the first of its cell; cell:
        its cell's number; heads: where the cells begin.
    """

    low = _LazyPart[np.float64]()
    high = _LazyPart[np.float64]()
    step = _LazyPart[np.float64]()
    low_open = _LazyPart[np.bool_]()
    high_open = _LazyPart[np.bool_]()
    sure_low = _LazyPart[np.bool_]()
    sure_high = _LazyPart[np.bool_]()
    vague = _LazyPart[np.bool_]()
    restated = _LazyPart[np.bool_]()
    proxy = _LazyPart[np.bool_]()
    status = _LazyPart[np.int64]()
    grade = _LazyPart[np.int64]()
    basis = _LazyPart[np.int64]()
    row = _LazyPart[np.int64]()

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
    reports = _Contested(columns, rows[rank], ~same[at])
    weight = weight[rank]
    made = _agree(reports)
    shown = np.where(made.joined, made.shown, reports.heads)
    order[at] = _with_first(reports, shown)
    _write(columns, reports, made, shown, len(order))
    deciding = reports.places[shown]
    rivals, nth = _rivals(reports, made)
    others = np.full(len(shown), -1, dtype=np.int64)
    others[reports.cell[rivals[::-1]]] = reports.row[rivals[::-1]]
    columns["other"] = _patched(columns["other"], deciding, others, len(order))
    another = reports.first_of((reports.basis != reports.leads(reports.basis)) & ~reports.vague)
    rebased = np.where(another >= 0, reports.places[another], -1)
    columns["rebased"] = _patched(columns["rebased"], deciding, rebased, len(order))
    cells = np.flatnonzero(~same)  # where each cell's deciding report stands in the index
    cell = np.searchsorted(cells, at[reports.heads])[reports.cell[rivals]]
    tie = weight[rivals] == reports.leads(weight)[rivals]
    return Rivals(cell, reports.places[rivals], nth, tie)


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


def _agree(reports: _Contested) -> _Agreement:
    """Intersect the reports of each cell that are of one thing and of the best status.

    Those that have to do with the most trusted: one that excludes all of them is left out.
    """
    best = reports.status == reports.leads(reports.status)
    for name in _ALIKE:
        best &= getattr(reports, name) == reports.leads(getattr(reports, name))
    low, high = reports.low.copy(), reports.high.copy()
    low_open, high_open = reports.low_open.copy(), reports.high_open.copy()
    # of exact reports that are one another rounded the most exact is meant
    exact = best & (low == high) & reports.sure_low & reports.sure_high
    step = np.nan_to_num(reports.step, nan=0.0)
    finest = -reports.most(np.where(exact, -step, -np.inf))
    meant = reports.first_of(exact & (step == finest))[reports.cell]
    value = np.where(meant >= 0, low[meant], np.nan)
    rounded = exact & _rounds(value, low, step, finest)
    low[rounded] = high[rounded] = value[rounded]
    best = _linked(reports, best, low, high)
    reach, limit = np.where(best, low, -np.inf), np.where(best, high, np.inf)
    bottom, top = reports.most(reach), -reports.most(-limit)
    at_bottom, at_top = best & (low == bottom), best & (high == top)
    open_low, open_high = reports.some(at_bottom & low_open), reports.some(at_top & high_open)
    overlap = (bottom < top) | ((bottom == top) & ~open_low & ~open_high)
    several = np.bincount(reports.cell[best], minlength=len(reports.heads)) > 1
    heads = reports.heads
    # an end that is left out stands just inside
    inside_low = low + np.where(low_open, np.fmax(_JUST, np.spacing(low)), 0.0)
    inside_high = high - np.where(high_open, np.fmax(_JUST, np.spacing(high)), 0.0)
    certain = reports.most(np.where(best & reports.sure_low, inside_low, -np.inf))
    limit = -reports.most(np.where(best & reports.sure_high, -inside_high, -np.inf))
    # the narrowest is shown; of equal ones the most exact, then the most trusted
    width = np.where(best, high - low, np.inf)
    own = np.arange(len(low)) == meant
    order = np.lexsort((np.arange(len(low)), ~own, width, reports.cell))
    shown = order[heads]
    alone = (low[shown] == bottom[heads]) & (high[shown] == top[heads])
    far = 1 << 8
    of_low = -reports.most(np.where(at_bottom, -reports.grade.astype(float), -far))[heads]
    of_high = -reports.most(np.where(at_top, -reports.grade.astype(float), -far))[heads]
    return _Agreement(
        best=best,
        overlap=overlap[heads],
        joined=overlap[heads] & several,
        shown=shown,
        low=bottom[heads],
        high=top[heads],
        low_open=open_low[heads],
        high_open=open_high[heads],
        sure_low=reports.some(at_bottom & reports.sure_low)[heads],
        sure_high=reports.some(at_top & reports.sure_high)[heads],
        proof_low=np.where(np.isfinite(certain), certain, np.nan)[heads],
        proof_high=np.where(np.isfinite(limit), limit, np.nan)[heads],
        wide_low=-reports.most(np.where(at_bottom, low - high, -np.inf))[heads],
        wide_high=-reports.most(np.where(at_top, low - high, -np.inf))[heads],
        grade=np.where(alone, reports.grade[shown], np.fmax(of_low, of_high)).astype(np.int64),
    )


def _linked(reports: _Contested, best: Bools, low: Floats, high: Floats) -> Bools:
    """Tell which of the best reports overlap the most trusted one, or one that does, and so on."""
    linked = reports.first & best
    while True:
        ends = (np.where(linked, low, np.inf), np.where(linked, high, -np.inf))
        least, most = -reports.most(-ends[0]), reports.most(ends[1])
        open_low = ~reports.some((ends[0] == least) & ~reports.low_open)
        open_high = ~reports.some((ends[1] == most) & ~reports.high_open)
        union = [least, most, open_low, open_high]
        one = [low, high, reports.low_open, reports.high_open]
        more = best & ~_below(one, union) & ~_below(union, one)
        if (more == linked).all():
            return linked
        linked = more


def _rounds(value: Floats, other: Floats, step: Floats, finest: Floats) -> Bools:
    """Tell which numbers are another one, or that one written with fewer digits (5.8 of 5.79)."""
    with np.errstate(invalid="ignore"):
        near = np.abs(other - value) <= step / 2 * (1 + 1e-9)
        return np.asarray((other == value) | (near & (step > finest)))


def _with_first(reports: _Contested, shown: Ints) -> Ints:
    """Return the reports' places with the one to be shown first in its cell."""
    lead = np.ones(len(reports.places), dtype=bool)
    lead[shown] = False
    return reports.places[np.lexsort((np.arange(len(lead)), lead, reports.cell))]


def _write(
    columns: dict[str, LazyColumn[Any]],
    reports: _Contested,
    made: _Agreement,
    shown: Ints,
    count: int,
) -> None:
    """Write what agreeing reports say together at the one that is shown."""
    if not made.joined.any():
        return
    places = reports.places[shown[made.joined]]
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


def _rivals(reports: _Contested, made: _Agreement) -> tuple[Ints, Ints]:
    """Return the reports of the same thing that exclude what decides, and their number.

    Of whatever status: an estimate that the final figure belies is told of too.
    """
    joined = made.joined[reports.cell]
    ends = ("low", "high", "low_open", "high_open")
    two = [
        np.where(joined, getattr(made, name)[reports.cell], reports.leads(getattr(reports, name)))
        for name in ends
    ]
    one = [getattr(reports, name) for name in ends]
    apart = _below(one, two) | _below(two, one)
    # three that overlap only in pairs: those two that exclude one another
    out = made.best & ~made.overlap[reports.cell]
    bottom, top = made.low[reports.cell], made.high[reports.cell]
    below = (reports.high == bottom) & (
        made.low_open[reports.cell] | (reports.high_open & (reports.low < bottom))
    )
    above = (reports.low == top) & (
        made.high_open[reports.cell] | (reports.low_open & (reports.high > top))
    )
    apart |= out & ((reports.high < bottom) | (reports.low > top) | below | above)
    for name in ("basis", "restated", "proxy"):
        apart &= getattr(reports, name) == reports.leads(getattr(reports, name))
    apart &= ~reports.vague & ~(made.best & joined)
    step = np.nan_to_num(reports.step, nan=0.0)
    ours = np.nan_to_num(reports.leads(reports.step), nan=0.0)
    exact = (reports.low == reports.high) & (two[0] == two[1])
    apart &= ~(
        exact
        & (_rounds(two[0], reports.low, step, ours) | _rounds(reports.low, two[0], ours, step))
    )
    apart[reports.heads] &= made.joined
    rivals = np.flatnonzero(apart)
    cells = reports.cell[rivals]
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
