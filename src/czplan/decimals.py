"""Many numbers as decimals at once, put together from groups of three digits.

To format each by itself takes many times as long.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from czplan.codes import Bools, Floats, Ints, Objects

PLACES = 12
"""The most places behind the point."""

_WHOLE = 1e15
"""Below it every whole number is itself as a float64."""

_TIE = 1e-3
"""More than a product below 10 to the power of `PLACES` is off by."""


def objects(texts: list[str]) -> Objects:
    """Return texts as an array of objects."""
    made = np.empty(len(texts), dtype=object)
    made[:] = texts
    return made


@np.errstate(invalid="ignore")
def rounded(values: Floats, places: NDArray[Any]) -> tuple[Objects, Ints]:
    """Write each number with so many places at most, and commas.

    Returns:
        the texts, and which numbers aren't written: too large ones, those near a tie, none.
    """
    size = np.abs(values)
    whole, power = np.floor(size), 10.0**places
    behind = (size - whole) * power
    near = np.rint(behind)
    sure = (size < _WHOLE) & (np.abs(behind - np.floor(behind) - 0.5) > _TIE)
    over = near == power
    return _written(values, whole + over, np.where(over, 0, near * 10.0 ** (PLACES - places)),
                    sure, ",")  # fmt: skip


@np.errstate(invalid="ignore")
def exact(values: Floats) -> tuple[Objects, Ints]:
    """Write each number as the shortest decimal that reads back the same, without exponent.

    Returns:
        the texts, and which numbers aren't written: those of more than 15 digits, none.
    """
    size = np.abs(values)
    whole, places = np.floor(size), np.select([size < 1e3, size < 1e7], [PLACES, 8], 0)
    power = 10.0**places
    near = np.rint((size - whole) * power)
    # of so few digits no other decimal reads back the same
    sure = (size < _WHOLE) & (near < power) & ((whole * power + near) / power == size)
    return _written(values, whole, near * 10.0 ** (PLACES - places), sure, "")


def _written(
    values: Floats, whole: Floats, behind: Floats, sure: Bools, between: str
) -> tuple[Objects, Ints]:
    """Write the numbers that are sure: `whole`, and `PLACES` digits behind the point."""
    texts = np.empty(len(values), dtype=object)
    number, digits = whole[sure].astype(np.int64), behind[sure].astype(np.int64)
    made = _before(number, between)
    some = np.flatnonzero(digits)
    made[some] += "." + _behind(digits[some], 10 ** (PLACES - 3))
    below = (values[sure] < 0) & ((number > 0) | (digits > 0))
    made[below] = "-" + made[below]
    texts[sure] = made
    return texts, np.flatnonzero(~sure)


class _Groups(NamedTuple):
    """The numbers below a thousand as digits: plain, all three, without zeros at the end."""

    plain: Objects
    full: Objects
    short: Objects


@cache
def _groups() -> _Groups:
    full = [f"{number:03}" for number in range(1000)]
    short = [text.rstrip("0") for text in full]
    return _Groups(objects([*map(str, range(1000))]), objects(full), objects(short))


def _before(numbers: Ints, between: str) -> Objects:
    """Write whole numbers with a mark between groups."""
    first, last = np.divmod(numbers, 1000)
    texts: Objects = _groups().plain[last]
    some = np.flatnonzero(first)
    if len(some):
        texts[some] = _before(first[some], between) + between + _groups().full[last[some]]
    return texts


def _behind(digits: Ints, power: int) -> Objects:
    """Write places without zeros at the end; `power`: what the first group is multiplied by."""
    first, rest = np.divmod(digits, power)
    texts: Objects = _groups().short[first]
    some = np.flatnonzero(rest)
    if len(some):
        texts[some] = _groups().full[first[some]] + _behind(rest[some], power // 1000)
    return texts
