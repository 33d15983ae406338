"""Numbers as words, column by column, in Chinese and in English.

Plain with thousands commas; from a hundred million on in 亿 (million, billion) or 万亿.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from czplan.codes import Bools, Floats, Objects
from czplan.decimals import PLACES, objects, rounded
from czplan.quantity import unit_name

_BIG = 1e8
_SCALES = (
    ((_BIG, 1e8, "亿"), (1e12, 1e12, "万亿")),
    ((_BIG, 1e6, " million"), (1e9, 1e9, " billion"), (1e12, 1e12, " trillion")),
)
"""From which number on, divided by what, under which name: in Chinese, in English."""

_POINTS = (("个百分点", " percentage points"), ("个百分点", " percentage point"))
"""What several percentage points are called, and one."""


class Texts(NamedTuple):
    """A column said in both languages."""

    zh: Objects
    en: Objects

    def at(self, places: Any) -> Texts:
        """Return some of them."""
        return Texts(self.zh[places], self.en[places])


def plain(values: Floats, places: Any = 6, digits: Any = 15) -> Objects:
    """Write numbers with at most so many places, and so many digits that count."""
    with np.errstate(all="ignore"):
        size = np.floor(np.log10(np.abs(values)))
        room = np.clip(np.where(np.isfinite(size), digits - 1 - size, places), 0, places)
        made, left = rounded(values, room)
    for at in left.tolist():
        text = f"{values[at]:,.{int(room[at])}f}"
        short = text.rstrip("0").rstrip(".") if "." in text else text
        # what is too small for its places is nothing, not less than nothing
        made[at] = "0" if short == "-0" else short
    return made


def number(values: Floats, units: Objects, points: Bools | bool, digits: int = 15) -> Texts:
    """Return numbers with their units in both languages, with the same digits.

    Args:
        units: None or NaN for none; points: per cent is of percentage points.
        digits: so many that count, at most.
    """
    codes, distinct = pd.factorize(units)
    words = [*distinct.tolist(), ""]
    codes = np.where(codes < 0, len(distinct), codes)
    rate = np.array([unit == "%" for unit in words])[codes]
    codes[rate & points] = len(words)
    codes[rate & points & (np.abs(values) == 1)] += 1
    names = [*((unit, _english(unit)) for unit in words), *_POINTS]
    size = np.where(rate, 0.0, np.abs(values))  # per cent has no scale
    small = np.where(size >= _BIG, 0.0, values)
    figure = plain(small, np.where(rate, 4, 6), np.where(rate, 15, digits))
    made = []
    for scales, of in zip(_SCALES, zip(*names, strict=True), strict=True):
        texts = figure.copy()
        step = np.sum([size >= begin for begin, *_ in scales], axis=0)
        big = np.flatnonzero(step)
        power = np.array([power for _, power, _ in scales])[step[big] - 1]
        texts[big] = plain(values[big] / power, PLACES, digits)
        ends = [word + name for word in ("", *(word for *_, word in scales)) for name in of]
        made.append(texts + objects(ends)[step * len(of) + codes])
    return Texts(*made)


def _english(unit: str) -> str:
    """Return what stands behind a number of a unit."""
    return unit if unit in ("%", ":1") else f" {unit_name(unit, 'en')}".rstrip()


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
    texts = plain(low, 4)
    bounded = np.isfinite(high)
    rows = np.flatnonzero(bounded & (low != high))
    second = plain(high[rows], 4)
    texts[rows] = np.where(texts[rows] == second, second, texts[rows] + "~" + second)
    texts[~bounded] = ">=" + texts[~bounded]
    return texts
