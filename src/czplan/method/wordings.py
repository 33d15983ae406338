"""Many wordings at once: one reading a form, the numbers themselves in columns.

`超30703亿元` and `超12874亿元` say the same of another number. A form (`reading.phrases`) is read
once for each unit and measure; the numbers of the others follow from their digits, exactly as a
reading of each would give them. Wordings whose number isn't plain digits are read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from czplan.figure import BOUNDS, Figure
from czplan.goal import Goal
from czplan.quantity.units import is_rate
from czplan.reading.distinct import numbered
from czplan.reading.phrases import Phrases

__all__ = ["Read", "figure_ends", "goal_numbers", "read_all"]

T = TypeVar("T", Figure, Goal)

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_POWERS = np.array([10.0**power for power in range(23)])
"""Powers of ten that a float64 holds exactly."""


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A column of wordings, read.

    Attributes:
        readings: one reading a form and way; codes: which of them is each wording's, one more
            than the last where there is no wording.
        size: the number that the words carry, unsigned; NaN where there is none.
        step: u of the words, NaN for none.
    """

    readings: list[T]
    codes: Ints
    size: Floats
    step: Floats

    def of(self, fact: Callable[[T], object], missing: Any, dtype: Any) -> npt.NDArray[Any]:
        """Return a fact of each wording's reading, `missing` for None and where there is none."""
        return self.table(fact, missing, dtype)[self.codes]

    def table(self, fact: Callable[[T], object], missing: Any, dtype: Any) -> npt.NDArray[Any]:
        """Return a fact of each reading, and `missing` behind them."""
        values: list[Any] = [missing if (x := fact(item)) is None else x for item in self.readings]
        return np.array([*values, missing], dtype=dtype)


def _power(number: float, mantissa: int) -> int | None:
    """Return p with number = mantissa x 10^p, None where there is no such whole p."""
    if mantissa <= 0 or not number > 0:
        return None
    p = round(float(np.log10(number / mantissa)))
    if abs(p) >= len(_POWERS):
        return None
    return p if mantissa * _POWERS[max(p, 0)] / _POWERS[max(-p, 0)] == number else None


def read_all(
    phrases: Phrases,
    way: Ints,
    interpret: Callable[[str, int], T],
    number_of: Callable[[T], float | None],
    unit_of: Callable[[int], str],
) -> Read[T]:
    """Read a column of wordings, each in its way.

    Args:
        phrases: the wordings.
        way: the number of the way in which each is to be read.
        interpret: reads a wording in a way.
        number_of: the number that a reading carries, unsigned.
        unit_of: the unit of a way.
    """
    ways = int(way.max(initial=0)) + 1
    key = np.where(phrases.codes >= 0, phrases.codes * ways + way, -1)
    codes, distinct, first = numbered(key, len(phrases.alone) * ways)
    readings: list[T] = []
    power = np.zeros(len(distinct) + 1, dtype=np.int64)
    plain = np.zeros(len(distinct) + 1, dtype=bool)
    linear = np.zeros(len(distinct) + 1, dtype=bool)
    step = np.full(len(distinct) + 1, np.nan)
    size = np.full(len(distinct) + 1, np.nan)
    several = ~phrases.alone[distinct // ways]
    numbers = phrases.numbers if several.any() else np.full(len(phrases), -1, dtype=np.int64)
    for place, at in enumerate(first.tolist()):
        reading = interpret(phrases.word(at), int(way[at]))
        readings.append(reading)
        x = number_of(reading)
        if reading.step is not None:
            step[place] = reading.step
        if x is None:
            continue
        size[place] = x
        p = _power(x, int(numbers[at]))
        if p is not None:
            plain[place], power[place] = True, p
            tenth = reading.step is not None and reading.step == x / 10
            linear[place] = tenth and not is_rate(unit_of(int(way[at])))
    up, down = _POWERS[np.maximum(power, 0)], _POWERS[np.maximum(-power, 0)]
    # mantissa x 10^power, rounded once, as the decimal reading of the words is
    of_digits = numbers * up[codes] / down[codes]
    sizes = np.where(plain[codes], of_digits, size[codes])
    steps = np.where((plain & linear)[codes], sizes / 10, step[codes])
    # forms whose number isn't its digits: each wording is read for itself
    other = np.append(several & ~plain[:-1], False)
    rest = np.flatnonzero(other[codes]) if other.any() else np.zeros(0, dtype=np.int64)
    if len(rest):
        missing = codes == len(readings)
        pairs = phrases.told_apart(rest) * ways + way[rest]
        pair, _, found = numbered(pairs, int(pairs.max()) + 1)
        own = [interpret(phrases.word(at), int(way[at])) for at in rest[found].tolist()]
        codes = codes.copy()
        codes[rest] = len(readings) + pair
        sizes[rest] = _floats(map(number_of, own))[pair]
        steps[rest] = _floats(reading.step for reading in own)[pair]
        readings += own
        codes[missing] = len(readings)
    return Read(readings, codes, sizes, steps)


def _floats(values: Iterable[float | None]) -> Floats:
    """Return numbers, NaN for None."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


_TABLE = np.array([row[:4] for row in BOUNDS.values()], dtype=np.float64)
_PLACE = {code: place for place, code in enumerate(BOUNDS)}


def figure_ends(read: Read[Figure]) -> tuple[Floats, Floats]:
    """Return the low and high ends of each figure, by the table of bounds."""
    fixed = read.table(lambda item: item.bound == "range" or item.number is None, True, bool)
    row = _TABLE[read.table(lambda item: _PLACE[item.bound], 0, int)]
    from_first = read.table(lambda item: item.from_first, False, bool)
    falls = read.table(lambda item: item.falls, False, bool)
    same = ~fixed & ~from_first & ~falls & (row == (1, 0, 1, 0)).all(axis=1)
    low, high = read.size.copy(), read.size.copy()
    # most figures are their number; the rest is worked out
    rest = np.flatnonzero(~(same[read.codes] & (read.size > 0)))
    codes, size = read.codes[rest], read.size[rest]
    moved = ~fixed[codes] & (size > 0)
    u = np.nan_to_num(read.step[rest])
    x_low, u_low, x_high, u_high = row[codes].T
    first = np.where(from_first[codes], 1.0, x_low * size + u_low * u)
    second = x_high * size + u_high * u
    first, second = (
        np.where(falls[codes], -second, first),
        np.where(falls[codes], -first, second),
    )
    low[rest] = np.where(moved, first, read.table(lambda item: item.low, np.nan, float)[codes])
    high[rest] = np.where(moved, second, read.table(lambda item: item.high, np.nan, float)[codes])
    return low, high


def goal_numbers(read: Read[Goal]) -> dict[str, Floats]:
    """Return target, target_low, target_high and step of each goal."""
    ranged = read.of(lambda x: None not in (x.low, x.high) and x.low != x.high, False, bool)
    value = read.of(lambda x: -1.0 if (x.number or 0) < 0 else 1.0, 1.0, float) * read.size
    found = {"step": read.step}
    ends: dict[str, Callable[[Goal], object]] = {
        "target": lambda x: x.number,
        "target_low": lambda x: x.low,
        "target_high": lambda x: x.high,
    }
    own = ~ranged & ~np.isnan(value)
    for name, end in ends.items():
        known = read.of(end, np.nan, float)
        found[name] = np.where(own & ~np.isnan(known), value, known)
    return found
