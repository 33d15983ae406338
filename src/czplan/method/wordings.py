"""Many wordings at once: one reading a form, the numbers themselves in columns.

`超30703亿元` and `超12874亿元` say the same of another number. A form (`reading.phrases`) is read
once for each unit and measure; the numbers of the others follow from their digits, exactly as a
reading of each would give them. Wordings whose number isn't plain digits are read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.figure import BOUNDS, Figure
from czplan.goal import Goal
from czplan.quantity.units import is_rate
from czplan.reading.phrases import group

__all__ = ["Read", "figure_ends", "goal_numbers", "read_all"]

T = TypeVar("T", Figure, Goal)

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_DIGITS = bytes(byte for byte in range(256) if chr(byte) not in "0123456789\n")
_LONGEST = 15
"""Digits that a float64 holds exactly."""


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """Pairs of words and way, read.

    Attributes:
        readings: one reading a form and way; codes: which of them is each pair's.
        size: the number that the pair's words carry, unsigned; NaN where there is none.
        step: u of the pair's words, NaN for none.
    """

    readings: list[T]
    codes: Ints
    size: Floats
    step: Floats


def _mantissas(words: Sequence[str]) -> Ints:
    """Return the digits of each wording as one number; -1 where there are none or too many."""
    digits = "\n".join(words).encode("utf-8", "surrogatepass").translate(None, _DIGITS).split(b"\n")
    if len(digits) != len(words):
        digits = [b""] * len(words)
    fixed = np.array(digits, dtype=f"S{_LONGEST + 1}")
    good = (np.char.str_len(fixed) > 0) & (np.char.str_len(fixed) <= _LONGEST)
    return np.where(good, np.where(good, fixed, b"0").astype(np.int64), -1)


def _power(number: float, mantissa: int) -> int | None:
    """Return p with number = mantissa x 10^p, None where there is no such whole p."""
    if mantissa <= 0 or not number > 0:
        return None
    p = round(float(np.log10(number / mantissa)))
    return p if abs(p) <= 22 and _scaled(mantissa, p) == number else None


def _scaled(mantissa: float | Floats, power: int | Ints) -> float | Floats:
    """Return mantissa x 10^power, rounded once, as the decimal reading of the words is."""
    up = np.power(10.0, np.maximum(power, 0))
    down = np.power(10.0, np.maximum(np.negative(power), 0))
    result = np.asarray(mantissa, dtype=np.float64) * up / down
    return float(result) if np.isscalar(mantissa) else np.asarray(result)


def read_all(
    words: Sequence[str],
    pair_words: Ints,
    pair_way: Ints,
    interpret: Callable[[str, int], T],
    number_of: Callable[[T], float | None],
    unit_of: Callable[[int], str],
) -> Read[T]:
    """Read distinct pairs of words and way.

    Args:
        words: distinct wordings.
        pair_words, pair_way: for each pair, which wording, and which way it is to be read.
        interpret: reads a wording in a way.
        number_of: the number that a reading carries, unsigned.
        unit_of: the unit of a way.
    """
    forms = group(words)
    mantissa = _mantissas(words)
    ways = int(pair_way.max()) + 1 if len(pair_way) else 1
    key = forms.codes[pair_words] * ways + pair_way
    codes, distinct = pd.factorize(key)
    first = np.full(len(distinct), -1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    readings: list[T] = []
    power = np.zeros(len(distinct), dtype=np.int64)
    plain = np.zeros(len(distinct), dtype=bool)
    linear = np.zeros(len(distinct), dtype=bool)
    step = np.full(len(distinct), np.nan)
    size = np.full(len(distinct), np.nan)
    for place, pair in enumerate(first.tolist()):
        reading = interpret(words[pair_words[pair]], int(pair_way[pair]))
        readings.append(reading)
        x = number_of(reading)
        if reading.step is not None:
            step[place] = reading.step
        if x is None:
            continue
        size[place] = x
        p = _power(x, int(mantissa[pair_words[pair]]))
        if p is not None:
            plain[place], power[place] = True, p
            tenth = reading.step is not None and reading.step == x / 10
            linear[place] = tenth and not is_rate(unit_of(int(pair_way[pair])))
    pair_size, pair_step = size[codes], step[codes]
    own = plain[codes]
    m = mantissa[pair_words].astype(np.float64)
    pair_size = np.where(own, _scaled(m, power[codes]), pair_size)
    pair_step = np.where(own & linear[codes], pair_size / 10, pair_step)
    # forms whose number isn't its digits: each wording is read for itself
    rest = np.flatnonzero(~own & (np.bincount(codes, minlength=len(distinct)) > 1)[codes])
    codes = codes.astype(np.int64)
    for pair in rest.tolist():
        reading = interpret(words[pair_words[pair]], int(pair_way[pair]))
        codes[pair] = len(readings)
        readings.append(reading)
        x = number_of(reading)
        pair_size[pair] = np.nan if x is None else x
        pair_step[pair] = np.nan if reading.step is None else reading.step
    return Read(readings, codes, pair_size, pair_step)


_TABLE = np.array([row[:4] for row in BOUNDS.values()], dtype=np.float64)
_PLACE = {code: place for place, code in enumerate(BOUNDS)}


def _facts(read: Read[T], fact: Callable[[T], object], dtype: type = float) -> npt.NDArray[Any]:
    """Return a fact of each pair's reading; None is NaN."""
    values = [np.nan if (x := fact(item)) is None else x for item in read.readings]
    return np.array(values, dtype=dtype)[read.codes]


def figure_ends(read: Read[Figure]) -> tuple[Floats, Floats]:
    """Return the low and high ends of each pair's figure, by the table of bounds."""
    low, high = _facts(read, lambda item: item.low), _facts(read, lambda item: item.high)
    fixed = _facts(read, lambda item: item.bound == "range" or item.number is None, bool)
    moved = ~fixed & (read.size > 0)
    row = _TABLE[_facts(read, lambda item: _PLACE[item.bound], int)]
    u = np.nan_to_num(read.step)
    first = row[:, 0] * read.size + row[:, 1] * u
    second = row[:, 2] * read.size + row[:, 3] * u
    first = np.where(_facts(read, lambda item: item.from_first, bool), 1.0, first)
    falls = _facts(read, lambda item: item.falls, bool)
    first, second = np.where(falls, -second, first), np.where(falls, -first, second)
    return np.where(moved, first, low), np.where(moved, second, high)


def goal_numbers(read: Read[Goal]) -> dict[str, Floats]:
    """Return target, target_low, target_high and step of each pair's goal."""
    ranged = _facts(read, lambda x: None not in (x.low, x.high) and x.low != x.high, bool)
    value = _facts(read, lambda x: -1.0 if (x.number or 0) < 0 else 1.0) * read.size
    found = {"step": read.step}
    ends: dict[str, Callable[[Goal], object]] = {
        "target": lambda x: x.number,
        "target_low": lambda x: x.low,
        "target_high": lambda x: x.high,
    }
    for name, end in ends.items():
        known = _facts(read, end)
        found[name] = np.where(~np.isnan(known) & ~ranged & ~np.isnan(value), value, known)
    return found
