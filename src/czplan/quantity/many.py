"""Many wordings at once: one reading a form, the numbers themselves in columns.

`超30703亿元` and `超12874亿元` say the same of another number. A form (`reading.phrases`) is read
once for each unit and measure; the numbers of the others follow from their digits, exactly as a
reading of each would give them. Wordings whose number isn't plain digits are read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from czplan.codes import Codes, narrow, numbered
from czplan.quantity.figure_words import BOUNDS, Figure
from czplan.quantity.forms import Phrases
from czplan.quantity.goal_words import Goal
from czplan.quantity.units import is_rate

T = TypeVar("T", Figure, Goal)

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_POWERS = np.array([10.0**power for power in range(23)])
"""Powers of ten that a float64 holds exactly."""


class Read(NamedTuple, Generic[T]):
    """A column of wordings, read; what they say is looked up where it is asked for.

    Attributes:
        readings: one reading a form and way; codes: which of them is each wording's, one more
            than the last where there is no wording.
        digits: the digits of each wording as one number.
        numbers, steps: by reading, its number and u; NaN where there is none.
        up, down: by reading, what makes its number of its digits; up is NaN where they don't.
        tenth: by reading, u is a tenth of the number whatever the digits.
    """

    readings: list[T]
    codes: Codes
    digits: Ints
    numbers: Floats
    steps: Floats
    up: Floats
    down: Floats
    tenth: npt.NDArray[np.bool_]

    def size(self, places: Any = slice(None)) -> Floats:
        """Return the numbers that the words at some places carry, unsigned; NaN for none."""
        codes = self.codes[places]
        up = self.up[codes]
        # digits x 10^power, rounded once, as the decimal reading of the words is
        of_digits = self.digits[places] * up / self.down[codes]
        return np.asarray(np.where(np.isnan(up), self.numbers[codes], of_digits))

    def step(self, places: Any = slice(None)) -> Floats:
        """Return u of the words at some places; NaN for none."""
        codes = self.codes[places]
        return np.where(self.tenth[codes], self.size(places) / 10, self.steps[codes])

    def of(self, fact: Callable[[T], object], missing: Any, dtype: Any) -> npt.NDArray[Any]:
        """Return a fact of each wording's reading, `missing` for None and where there is none."""
        return np.asarray(self.table(fact, missing, dtype)[self.codes])

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

    def key(rows: slice) -> Ints:
        groups = phrases.codes[rows].astype(np.int64)
        return np.where(groups < 0, -1, groups * ways + way[rows])

    codes, distinct, first = numbered(key, len(phrases.alone) * ways, len(phrases))
    readings: list[T] = [interpret(phrases.word(at), int(way[at])) for at in first.tolist()]
    several = ~phrases.alone[distinct // ways]
    digits = phrases.numbers if several.any() else np.full(len(phrases), -1, dtype=np.int64)
    count = len(readings)
    up, down = np.full(count + 1, np.nan), np.ones(count + 1)
    tenth = np.zeros(count + 1, dtype=bool)
    for place, (at, reading) in enumerate(zip(first.tolist(), readings, strict=True)):
        x = number_of(reading)
        power = None if x is None else _power(x, int(digits[at]))
        if x is not None and power is not None:
            up[place], down[place] = _POWERS[max(power, 0)], _POWERS[max(-power, 0)]
            tenth[place] = reading.step == x / 10 and not is_rate(unit_of(int(way[at])))
    # forms whose number isn't its digits: each wording is read for itself
    other = np.append(several & np.isnan(up[:count]), False)
    rest = np.flatnonzero(other[codes]) if other.any() else np.zeros(0, dtype=np.int64)
    if len(rest):
        missing = codes == count
        pairs = phrases.told_apart(rest) * ways + way[rest]
        pair, _, found = numbered(pairs, int(pairs.max()) + 1, len(pairs))
        readings += [interpret(phrases.word(at), int(way[at])) for at in rest[found].tolist()]
        codes = codes.astype(narrow(len(readings)))
        codes[rest] = count + pair.astype(np.int64)
        codes[missing] = len(readings)
        more = len(readings) - count
        up, down = np.insert(up, count, [np.nan] * more), np.insert(down, count, [1.0] * more)
        tenth = np.insert(tenth, count, [False] * more)
    numbers = _floats([*map(number_of, readings), None])
    steps = _floats([*(reading.step for reading in readings), None])
    return Read(readings, codes, digits, numbers, steps, up, down, tenth)


def _floats(values: Iterable[float | None]) -> Floats:
    """Return numbers, NaN for None."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


_TABLE = np.array([row[:4] for row in BOUNDS.values()], dtype=np.float64)
_PLACE = {code: place for place, code in enumerate(BOUNDS)}


class FigureEnds:
    """The ends of figures, by the table of bounds; NaN for none."""

    def __init__(self, read: Read[Figure]) -> None:
        self._read = read
        self._fixed = read.table(lambda x: x.bound == "range" or x.number is None, True, bool)
        self._row = _TABLE[read.table(lambda item: _PLACE[item.bound], 0, int)]
        self._first = read.table(lambda item: item.from_first, False, bool)
        self._falls = read.table(lambda item: item.falls, False, bool)
        self._same = ~self._fixed & ~self._first & ~self._falls
        self._same &= (self._row == (1, 0, 1, 0)).all(axis=1)
        self._low = read.table(lambda item: item.low, np.nan, float)
        self._high = read.table(lambda item: item.high, np.nan, float)

    def low(self, places: Any = slice(None)) -> Floats:
        """Return the low ends of the figures at some places."""
        return self._ends(places, 0)

    def high(self, places: Any = slice(None)) -> Floats:
        """Return the high ends of the figures at some places."""
        return self._ends(places, 1)

    def _ends(self, places: Any, end: int) -> Floats:
        """Return one end: 0 the low, 1 the high."""
        codes = self._read.codes[places]
        size = self._read.size(places)
        found = np.atleast_1d(size)
        # most figures are their number; the rest is worked out
        rest = np.flatnonzero(np.atleast_1d(~(self._same[codes] & (size > 0))))
        if len(rest):
            some = np.atleast_1d(codes)[rest]
            at = places
            if isinstance(places, slice):
                at = np.arange(*places.indices(len(self._read.codes)))
            size, step = found[rest], np.nan_to_num(self._read.step(np.atleast_1d(at)[rest]))
            moved = ~self._fixed[some] & (size > 0)
            x_low, u_low, x_high, u_high = self._row[some].T
            low = np.where(self._first[some], 1.0, x_low * size + u_low * step)
            high = x_high * size + u_high * step
            falls = self._falls[some]
            if end:
                made, stated = np.where(falls, -low, high), self._high[some]
            else:
                made, stated = np.where(falls, -high, low), self._low[some]
            found[rest] = np.where(moved, made, stated)
        return found.reshape(np.shape(codes))


def goal_numbers(read: Read[Goal]) -> dict[str, Floats]:
    """Return target, target_low, target_high and step of each goal."""
    ranged = read.of(lambda x: None not in (x.low, x.high) and x.low != x.high, False, bool)
    value = read.of(lambda x: -1.0 if (x.number or 0) < 0 else 1.0, 1.0, float) * read.size()
    found = {"step": read.step()}
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
