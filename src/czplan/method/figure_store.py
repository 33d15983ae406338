"""The figures that count as columns, and where the deciding one of each period stands.

`Figures` holds the reports in the order of the data set; its indexes (`czplan.method.index`) hold
one place for each series and period. `czplan.method.figure_reading` makes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Bools, Ints
from czplan.method.index import Index, Moments, Rivals

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class LazyColumn(Generic[T]):
    """A column that is worked out where it is asked for: a million rows are seldom all asked for.

    Attributes:
        of: takes places (a whole number, several, or a slice; no mask) and returns what stands
            there.
    """

    of: Callable[[Any], npt.NDArray[T]]

    def __getitem__(self, places: Any) -> npt.NDArray[T]:
        return self.of(places)


class FigureColumn(Generic[T]):
    """A column of `Figures`: among those that it was given, by its name."""

    def __set_name__(self, owner: type[Figures], name: str) -> None:
        self._name = name

    def __get__(self, figures: Figures, owner: type[Figures]) -> LazyColumn[T]:
        return figures.columns[self._name]


class Figures:
    """The figures that count, as columns, and indexes of those that decide a period.

    Attributes, besides the columns of one length:
        columns: all of them, by name. any: index of the deciding ones. series_of: numbers the
            series. rivals: reports that exclude a deciding one.
    """

    series = FigureColumn[np.int64]()
    start = FigureColumn[np.int64]()
    """In months, as `end`."""
    end = FigureColumn[np.int64]()
    low = FigureColumn[np.float64]()
    high = FigureColumn[np.float64]()
    step = FigureColumn[np.float64]()
    low_open = FigureColumn[np.bool_]()
    high_open = FigureColumn[np.bool_]()
    sure_low = FigureColumn[np.bool_]()
    sure_high = FigureColumn[np.bool_]()
    proof_low = FigureColumn[np.float64]()
    proof_high = FigureColumn[np.float64]()
    wide_low = FigureColumn[np.float64]()
    wide_high = FigureColumn[np.float64]()
    vague = FigureColumn[np.bool_]()
    cumulative = FigureColumn[np.bool_]()
    estimate = FigureColumn[np.bool_]()
    status = FigureColumn[np.int64]()
    """Rank in FIGURE_STATUSES."""
    grade = FigureColumn[np.int64]()
    """Rank in GRADES."""
    undated = FigureColumn[np.bool_]()
    restated = FigureColumn[np.bool_]()
    proxy = FigureColumn[np.bool_]()
    lagged = FigureColumn[np.bool_]()
    """Of the statistical year before its period."""
    mismatch = FigureColumn[np.bool_]()
    """Of another price basis than the indicator's."""
    basis = FigureColumn[np.int64]()
    """0 unknown, 1 nominal, 2 real."""
    row = FigureColumn[np.int64]()
    """Place in `ds.actuals`, -1 for none."""
    other = FigureColumn[np.int64]()
    """Row of a report that contradicts, -1 for none."""
    rebased = FigureColumn[np.int64]()
    """Place of the deciding report on another price basis, -1 for none."""

    def __init__(
        self,
        columns: dict[str, LazyColumn[Any]],
        count: int,
        index: Index,
        told: Bools | None,
        series_of: Series,
        rivals: Rivals,
    ) -> None:
        """Keep the columns and the index.

        Args:
            columns: the attributes.
            count: how many figures there are.
            index: the deciding ones.
            told: which of them have a number; None for all.
            series_of: numbers the series.
            rivals: reports that exclude a deciding one.
        """
        self.columns = columns
        self._count = count
        self._told = told
        self.series_of = series_of
        self.any = index
        self.rivals = rivals

    @property
    def contested(self) -> int:
        """How many rivals the most contradicted figure has."""
        return int(self.rivals.nth.max(initial=-1)) + 1

    def with_rivals(self, nth: int, *, ties: bool) -> Figures:
        """Return the figures in which the `nth` rival decides wherever there is one.

        Args:
            ties: only rivals that nothing but the date tells apart from what decides.
        """
        some = self.rivals.nth == nth
        some &= self.rivals.tie | (not ties)
        if not some.any():
            return self
        rows = np.array(self.any.rows, dtype=np.int64)
        rows[self.rivals.cell[some]] = self.rivals.place[some]
        index = self.any._replace(rows=rows)
        return Figures(self.columns, self._count, index, self._told, self.series_of, self.rivals)

    @property
    def all_told(self) -> bool:
        """True where every deciding figure has a number."""
        return self._told is None

    @cached_property
    def years(self) -> Index:
        """Figures of one full year."""
        return self.any.of_moments(self._moments.years)

    @cached_property
    def points(self) -> Index:
        """Figures of a year at most."""
        alike = np.array_equal(self._moments.years, self._moments.points)
        return self.years if alike else self.any.of_moments(self._moments.points)

    @cached_property
    def told_years(self) -> Index:
        """Figures of one full year that have a number."""
        return self.years if self._told is None else self._told_ones.of_moments(self._moments.years)

    @cached_property
    def told_points(self) -> Index:
        """Figures of a year at most that have a number."""
        if self._told is None:
            return self.points
        return self._told_ones.of_moments(self._moments.points)

    @cached_property
    def parts(self) -> Index:
        """Figures whose period ends within a year."""
        return self.any.of_moments(self._moments.parts)

    @cached_property
    def spans(self) -> Index:
        """Figures of several full years."""
        return self.any.of_moments(self._moments.spans)

    @property
    def _moments(self) -> Moments:
        return self.any.moments

    @cached_property
    def _told_ones(self) -> Index:
        return self.any if self._told is None else self.any.chosen(self._told)

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

    def __len__(self) -> int:
        return self._count


class Series:
    """Numbers for series: what a figure and a target must share (indicator or target, `where`)."""

    def __init__(self, keys: pd.Index, scopes: pd.Index, twins: Ints) -> None:
        """Keep what is numbered; `twins`: the series that also stand by the year they are of."""
        self._keys = keys
        self._scopes = scopes
        self._twins = twins

    def of(self, key: pd.Series, scope: pd.Series, own_year: Any = False) -> Ints:
        """Return the number of each pair of key and scope; -1 where no figure has it.

        Args:
            own_year: for each, whether figures stand by the year they are of, not by their key.
        """
        first = _lookup(self._keys, key)
        second = _lookup(self._scopes, scope)
        ok = (first >= 0) & (second >= 0)
        found = np.where(ok, first * len(self._scopes) + second, -1)
        if not len(self._twins):
            return found
        twin = np.minimum(np.searchsorted(self._twins, found), len(self._twins) - 1)
        moved = (self._twins[twin] == found) & own_year
        return np.where(moved, len(self._keys) * len(self._scopes) + twin, found)


def _lookup(index: pd.Index, values: pd.Series) -> Ints:
    codes, distinct = pd.factorize(values)
    place = np.append(index.get_indexer(pd.Index(distinct)), -1)
    return place[codes].astype(np.int64)
