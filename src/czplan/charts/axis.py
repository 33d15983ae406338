"""Scales of a picture: round ticks, and from where an axis counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

FROM_ZERO = 0.55
"""An axis begins at 0 where the values fill at least so much of it: a change keeps its size."""

MOST, LEAST = 1e300, 1e-9
"""Beyond the one, numbers stand at the edge; below the other, two are one."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of numbers from `low` to `high`, with round `ticks` on it."""

    low: float
    high: float
    ticks: tuple[float, ...]

    @property
    def from_zero(self) -> bool:
        """Whether the axis begins, or ends, at 0 or holds it."""
        return self.low <= 0 <= self.high

    def at(self, value: float, start: float, end: float) -> float:
        """Return where a value stands between two pixels; never beyond them."""
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return start + min(max(share, 0.0), 1.0) * (end - start)


def scale_of(values: Sequence[float], count: int = 4) -> Scale:
    """Return a scale that holds all finite values, from 0 where that costs little room."""
    finite = [min(max(value, -MOST), MOST) for value in values if math.isfinite(value)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    if low > 0 and (high - low) / high >= 1 - FROM_ZERO:
        low = 0.0
    if high < 0 and (low - high) / low >= 1 - FROM_ZERO:
        high = 0.0
    if high - low <= max(abs(high), abs(low)) * 1e-9 or high - low < LEAST:
        room = abs(high) * 0.1
        room = room if room >= LEAST else 1.0
        low, high = low - room, high + room
    step = _step(low, high, count)
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = tuple(round(place * step, 12) for place in range(first, last + 1))
    if len(ticks) > 12:  # numbers beyond all measure: the ends alone
        ticks = (ticks[0], ticks[-1])
    return Scale(ticks[0], ticks[-1], ticks)


def _step(low: float, high: float, count: int) -> float:
    """Return the round number between ticks (1, 2, 2.5 or 5 times a power of ten).

    Of those that give about `count` intervals it's the one that leaves least room empty; of equals
    the widest.
    """
    rough = high / count - low / count
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    rounds = [one * power for one in (0.5, 1, 2, 2.5, 5, 10) if one * power > 0]

    def waste(step: float) -> tuple[bool, float, float]:
        first, last = math.floor(low / step), math.ceil(high / step)
        intervals = last - first
        return (
            not max(count - 1, 2) <= intervals <= count + 2,
            round(intervals * step / rough, 6),
            -step,
        )

    return min(rounds, key=waste) if math.isfinite(high / rounds[0]) else rounds[-1]


def years_shown(first: int, last: int, most: int) -> list[int]:
    """Return at most `most` of the years from `first` to `last`, evenly apart, the last always."""
    step = max(1, math.ceil((last - first + 1) / max(most, 1)))
    return sorted(range(last, first - 1, -step))
