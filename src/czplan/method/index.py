"""Where the figure of a series at a month stands: sorted keys, counted or searched."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from czplan.codes import Bools, Codes, Ints
from czplan.period import Period

_BITS = 16
"""Bits that hold a month."""

DENSE = 4
"""A table of all keys that there may be is worth its memory up to so many a figure."""


class Moments:
    """The periods that occur, by end and start, each with its number.

    Attributes:
        ends, starts: in months, by number.
        codes: the number of each period given.
        bits: how many bits of a key hold a moment; the series stands above them.
    """

    def __init__(self, periods: Iterable[Period]) -> None:
        packed = [period.end << _BITS | period.start for period in periods]
        when, self.codes = np.unique(np.array(packed, dtype=np.int64), return_inverse=True)
        self.ends: Ints = when >> _BITS
        self.starts: Ints = when & ((1 << _BITS) - 1)
        self.bits = len(when).bit_length()

    def until(self, month: Ints) -> Ints:
        """Return how many moments end by a month."""
        return np.searchsorted(self.ends, month, side="right")

    @cached_property
    def years(self) -> Bools:
        """Which are one full year."""
        return np.asarray(self._whole & (self.ends - self.starts == 12))

    @cached_property
    def points(self) -> Bools:
        """Which are a year at most."""
        return np.asarray(self.ends - self.starts <= 12)

    @cached_property
    def parts(self) -> Bools:
        """Which end within a year."""
        return ~self._whole

    @cached_property
    def spans(self) -> Bools:
        """Which are several full years."""
        return np.asarray(self._whole & (self.ends - self.starts > 12))

    @cached_property
    def _whole(self) -> Bools:
        return np.asarray(self.ends % 12 == 0)


class Index(NamedTuple):
    """Some of the figures, sorted by series and moment.

    Attributes:
        keys: series and moment of each, ascending.
        rows: where each stands in `Figures`.
        moments: the periods that occur.
        before: for every key that there may be, how many are smaller; None where they are many.
    """

    keys: Codes
    rows: Codes
    moments: Moments
    before: npt.NDArray[np.int32] | None = None

    def chosen(self, mask: Bools) -> Index:
        """Return the index of some of its figures."""
        before = None
        if self.before is not None:
            present = np.zeros(len(self.before) - 1, dtype=bool)
            present[self.keys[mask]] = True
            before = counted(present)
        return Index(self.keys[mask], self.rows[mask], self.moments, before)

    def of_moments(self, some: Bools) -> Index:
        """Return the index of the figures whose moment is one of some."""
        if some.all():
            return self
        if not some.any():
            return Index(self.keys[:0], self.rows[:0], self.moments)
        return self.chosen(some[self.keys & ((1 << self.moments.bits) - 1)])

    def at(self, series: Ints, month: Ints) -> Ints:
        """Return the position in `Figures` of the figure that ends at `month`; -1 for none."""
        place, ok = self._last(series, month)
        if not len(self.keys):
            return place
        moment = self.keys[place] & ((1 << self.moments.bits) - 1)
        ok &= self.moments.ends[np.where(ok, moment, 0)] == month
        return np.where(ok, self.rows[place], -1)

    def latest(self, series: Ints, month: Ints) -> Ints:
        """Return the position of the last figure that ends at or before `month`; -1 for none."""
        place, ok = self._last(series, month)
        return np.where(ok, self.rows[place], -1) if len(self.keys) else place

    def _last(self, series: Ints, month: Ints) -> tuple[Ints, Bools]:
        """Return where the last figure up to a month stands here, and whether there is one."""
        if not len(self.keys):
            return np.full(len(series), -1), np.zeros(len(series), dtype=bool)
        place = self._smaller(series, month) - 1
        ok = (place >= 0) & (series >= 0) & (self.keys[place] >> self.moments.bits == series)
        return place, ok

    def between(self, series: Ints, after: Ints, until: Ints) -> tuple[Ints, Ints]:
        """Return all figures that end after one month and until another, target by target.

        Returns:
            two columns: the place of the target in `series`, and the position in `Figures`;
            sorted by target and by end.
        """
        first = self._smaller(series, np.maximum(after, 0))
        last = self._smaller(series, np.maximum(until, 0))
        count = np.where(series >= 0, np.maximum(last - first, 0), 0)
        owner = np.repeat(np.arange(len(series)), count)
        # the places of one target follow one another
        place = np.arange(len(owner)) + np.repeat(first - np.cumsum(count) + count, count)
        return owner, self.rows[place].astype(np.int64, copy=False)

    def _smaller(self, series: Any, month: Any) -> Ints:
        """Return how many figures are of a smaller series, or of it and end by a month."""
        key: Ints = (np.maximum(series, 0) << self.moments.bits) + self.moments.until(month)
        if self.before is None:
            return np.searchsorted(self.keys, key)
        return self.before[key].astype(np.int64)


class Rivals(NamedTuple):
    """Reports that exclude the deciding one of their series and period, most trusted first.

    Attributes (columns of one length):
        cell: place in the index of the deciding reports; place: the rival's place in the figures.
        nth: how many rivals of that cell come before it.
        tie: nothing but the date decides between the two.
    """

    cell: Ints
    place: Ints
    nth: Ints
    tie: Bools


_NONE = np.zeros(0, dtype=np.int64)
NO_RIVALS = Rivals(_NONE, _NONE, _NONE, np.zeros(0, dtype=bool))


def counted(present: Bools) -> npt.NDArray[np.int32]:
    """Return how many are present before each place, and in all."""
    before = np.zeros(len(present) + 1, dtype=np.int32)
    np.cumsum(present, out=before[1:])
    return before
