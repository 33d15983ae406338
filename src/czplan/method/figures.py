"""The figures that count as columns, and where the deciding one of each period stands.

`Figures` holds the reports in the order of the data set; its indexes hold one place for each
series and period, sorted so that the figure of a series at or before a month is a binary search
away. `czplan.method.reports` makes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan import figure

__all__ = ["BOUNDS", "SHIFT", "Asked", "Column", "Figures", "Index", "Series"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

BOUNDS = tuple(figure.BOUNDS)
"""Bounds of a wording, by the code that the columns hold."""

SHIFT = 16
"""Bits of a key that hold the month; the series stands above them."""


@dataclass(frozen=True, slots=True)
class Index:
    """Some of the figures, sorted by series and end, for binary search."""

    keys: Ints
    rows: Ints

    def at(self, series: Ints, month: Ints) -> Ints:
        """Return the position in `Figures` of the figure that ends at `month`; -1 for none."""
        if not len(self.keys):
            return np.full(len(series), -1, dtype=np.int64)
        wanted = series << SHIFT | month
        place = np.searchsorted(self.keys, wanted, side="right") - 1
        ok = (place >= 0) & (series >= 0) & (self.keys[place] == wanted)
        return np.where(ok, self.rows[place], -1)

    def latest(self, series: Ints, month: Ints) -> Ints:
        """Return the position of the last figure that ends at or before `month`; -1 for none."""
        if not len(self.keys):
            return np.full(len(series), -1, dtype=np.int64)
        place = np.searchsorted(self.keys, series << SHIFT | month, side="right") - 1
        ok = (place >= 0) & (series >= 0) & (self.keys[place] >> SHIFT == series)
        return np.where(ok, self.rows[place], -1)

    def between(self, series: Ints, after: Ints, until: Ints) -> tuple[Ints, Ints]:
        """Return all figures that end after one month and until another, target by target.

        Returns:
            two columns: the place of the target in `series`, and the position in `Figures`;
            sorted by target and by end.
        """
        first = np.searchsorted(self.keys, series << SHIFT | np.maximum(after, 0), side="right")
        last = np.searchsorted(self.keys, series << SHIFT | np.maximum(until, 0), side="right")
        count = np.where(series >= 0, np.maximum(last - first, 0), 0)
        owner = np.repeat(np.arange(len(series)), count)
        offset = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
        return owner, self.rows[np.repeat(first, count) + offset] if len(owner) else owner


@dataclass(frozen=True, slots=True)
class Asked:
    """A column that is worked out where it is asked for: a million rows are seldom all asked for.

    Attributes:
        of: takes places (a whole number, several, or a slice) and returns what stands there.
    """

    of: Callable[[Any], npt.NDArray[Any]]

    def __getitem__(self, places: Any) -> npt.NDArray[Any]:
        return self.of(places)


Column = npt.NDArray[Any] | Asked


class Figures:
    """The figures that count, as columns, and indexes of those that decide a period.

    Attributes (columns of one length): series, start, end (months), low, high, step, low_open,
    high_open, sure_low, sure_high, vague, cumulative, estimate, bound (code in `BOUNDS`), status
    (rank in FIGURE_STATUSES), grade (rank in GRADES), undated, restated, mismatch (price basis
    other than the indicator's), basis (0 unknown, 1 nominal, 2 real), row (place in `ds.actuals`,
    ascending), other (place of a report that contradicts, -1 for none).
    """

    def __init__(
        self,
        columns: dict[str, Column],
        count: int,
        order: Ints,
        cells: Ints,
        moments: Ints,
        told: Bools | None,
        series_of: Series,
    ) -> None:
        """Keep the columns and index them.

        Args:
            columns: the attributes.
            count: how many figures there are.
            order: the places of the deciding figures, by series, end and start.
            cells: for each of them its series times the number of moments, plus its moment.
            moments: end and start of each, packed into one number, in their order.
            told: which of them have a number; None for all.
            series_of: numbers the series.
        """
        self._columns = columns
        self._count = count
        self.series_of = series_of
        series, moment = np.divmod(cells, max(len(moments), 1))
        ends, starts = moments >> SHIFT, moments & ((1 << SHIFT) - 1)
        self._span = (ends - starts).astype(np.int32)[moment]
        self._whole = (ends % 12 == 0)[moment]
        self._told = told
        series <<= SHIFT
        series |= ends[moment]
        self.any = Index(series, order)

    @property
    def all_told(self) -> bool:
        """True where every deciding figure has a number."""
        return self._told is None

    @cached_property
    def years(self) -> Index:
        """Figures of one full year."""
        return self._index(self._whole & (self._span == 12))

    @cached_property
    def points(self) -> Index:
        """Figures of a year at most."""
        mask = self._span <= 12
        return self.years if len(self.years.rows) == mask.sum() else self._index(mask)

    @cached_property
    def told_years(self) -> Index:
        """Figures of one full year that have a number."""
        if self._told is None:
            return self.years
        return self._index(self._whole & (self._span == 12) & self._told)

    @cached_property
    def told_points(self) -> Index:
        """Figures of a year at most that have a number."""
        return self.points if self._told is None else self._index((self._span <= 12) & self._told)

    def latest(self, series: Ints, month: Ints, yearly: Bools, *, told: bool = False) -> Ints:
        """Return where the last figure up to a month stands, -1 for none.

        Args:
            yearly: for each series, whether full years alone count, else any of a year at most.
            told: only figures with a number.
        """
        years, points = (self.told_years, self.told_points) if told else (self.years, self.points)
        if years is points:
            return points.latest(series, month)
        return np.where(yearly, years.latest(series, month), points.latest(series, month))

    def at(self, series: Ints, month: Ints, yearly: Bools) -> Ints:
        """Return where the figure that ends at a month stands, -1 for none; as `latest`."""
        if self.years is self.points:
            return self.points.at(series, month)
        return np.where(yearly, self.years.at(series, month), self.points.at(series, month))

    @cached_property
    def parts(self) -> Index:
        """Figures whose period ends within a year."""
        return self._index(~self._whole)

    @cached_property
    def spans(self) -> Index:
        """Figures of several full years."""
        return self._index(self._whole & (self._span > 12))

    def _index(self, mask: Bools) -> Index:
        if mask.all():
            return self.any
        return Index(self.any.keys[mask], self.any.rows[mask])

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_columns"][name]
        except KeyError as error:
            raise AttributeError(name) from error

    def __len__(self) -> int:
        return self._count


class Series:
    """Numbers for series: what a figure and a target must share (indicator or target, scope)."""

    def __init__(self, keys: pd.Index, scopes: pd.Index) -> None:
        self._keys = keys
        self._scopes = scopes

    def of(self, key: pd.Series, scope: pd.Series) -> Ints:
        """Return the number of each pair of key and scope; -1 where no figure has it."""
        first = _lookup(self._keys, key)
        second = _lookup(self._scopes, scope)
        ok = (first >= 0) & (second >= 0)
        return np.where(ok, first * len(self._scopes) + second, -1)


def _lookup(index: pd.Index, values: pd.Series) -> Ints:
    codes, distinct = pd.factorize(values)
    place = np.append(index.get_indexer(pd.Index(distinct)), -1)
    return place[codes].astype(np.int64)
