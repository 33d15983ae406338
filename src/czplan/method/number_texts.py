"""Numbers as words, column by column: the same digits in Chinese and in English.

Plain with thousands commas, from ten billion on in 万亿 (trillion).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.quantity import unit_name

__all__ = ["Texts", "number", "objects", "plain", "ranges", "ratios"]

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]

_BIG = 1e10
_TRILLION = 1e12
_WHOLE = 1e15
"""Below it every whole number is itself as a float64."""


class Texts(NamedTuple):
    """A column said in both languages."""

    zh: Objects
    en: Objects

    def at(self, places: Any) -> Texts:
        """Return some of them."""
        return Texts(self.zh[places], self.en[places])


def objects(texts: list[str]) -> Objects:
    """Return texts as an array of objects."""
    made = np.empty(len(texts), dtype=object)
    made[:] = texts
    return made


def plain(values: Floats, places: int = 6, digits: int = 15) -> Objects:
    """Write numbers with at most so many places, and so many digits that count."""
    made = np.empty(len(values), dtype=object)
    whole = (np.abs(values) < _WHOLE) & (values == np.trunc(values))
    made[whole] = list(map("{:,}".format, values[whole].astype(np.int64).tolist()))
    rest = np.flatnonzero(~whole)
    if not len(rest):
        return made
    with np.errstate(all="ignore"):
        size = np.floor(np.log10(np.abs(values[rest])))
        room = np.clip(np.where(np.isfinite(size), digits - 1 - size, places), 0, places)
    for some in np.unique(room).astype(int).tolist():
        at = rest[room == some]
        texts = map(f"{{:,.{some}f}}".format, values[at].tolist())
        # what is too small for its places is nothing, not less than nothing
        short = (text.rstrip("0").rstrip(".") if "." in text else text for text in texts)
        made[at] = ["0" if text == "-0" else text for text in short]
    return made


def number(values: Floats, units: Objects, points: Bools | bool, digits: int = 15) -> Texts:
    """Return numbers with their units in both languages, with the same digits.

    Args:
        units: None or NaN for none; points: per cent is of percentage points.
        digits: so many that count, at most.
    """
    size = len(values)
    zh, en = np.empty(size, dtype=object), np.empty(size, dtype=object)
    codes, distinct = pd.factorize(units)
    of_points = np.broadcast_to(points, (size,))
    for code, unit in enumerate([*distinct.tolist(), ""], start=0):
        rows = np.flatnonzero(codes == (code if code < len(distinct) else -1))
        if not len(rows):
            continue
        if unit == "%":
            text = plain(values[rows], 4)
            some = of_points[rows]
            zh[rows] = text + np.where(some, "个百分点", "%").astype(object)
            en[rows] = text + np.where(some, " percentage points", "%").astype(object)
            continue
        big = np.abs(values[rows]) >= _BIG
        figure = np.empty(len(rows), dtype=object)
        figure[big] = plain(values[rows[big]] / _TRILLION, 12, digits)
        figure[~big] = plain(values[rows[~big]], 6, digits)
        if unit == ":1":
            zh[rows] = en[rows] = figure + ":1"
            continue
        name = unit_name(unit, "en")
        zh[rows] = figure + np.where(big, "万亿", "").astype(object) + unit
        en[rows] = figure + np.where(big, " trillion", "").astype(object) + (f" {name}".rstrip())
    return Texts(zh, en)


def ranges(low: Floats, high: Floats, units: Objects, points: Bools | bool = False) -> Texts:
    """Return intervals in both languages; one number where the ends agree."""
    points = np.broadcast_to(points, (len(low),))
    made = Texts(objects(["—"] * len(low)), objects(["—"] * len(low)))
    one, two = np.isfinite(low), np.isfinite(high)
    same = one & (low == high)
    first, second = (
        Texts(np.empty(len(low), dtype=object), np.empty(len(low), dtype=object)) for _ in range(2)
    )
    for end, values, rows in ((first, low, one), (second, high, two & ~same)):
        end.zh[rows], end.en[rows] = number(values[rows], units[rows], points[rows])
    made.zh[same], made.en[same] = first.at(same)
    rows = one & two & ~same
    made.zh[rows] = first.zh[rows] + "至" + second.zh[rows]
    made.en[rows] = first.en[rows] + " to " + second.en[rows]
    rows = one & ~two
    made.zh[rows], made.en[rows] = "至少" + first.zh[rows], "at least " + first.en[rows]
    rows = two & ~one
    made.zh[rows], made.en[rows] = "至多" + second.zh[rows], "at most " + second.en[rows]
    return made


def ratios(low: Floats, high: Floats) -> Objects:
    """Return ratios, or ranges of one, with four places; `low` is a number throughout."""
    first = plain(low, 4)
    known = np.isfinite(high)
    second = plain(np.where(known, high, 0.0), 4)
    both = np.where(first == second, first, first + "~" + second)
    return np.where(known, both, ">=" + first)
