"""Numbers as words, column by column, in Chinese and in English.

Plain with thousands commas; from a hundred million on in 亿 (million, billion) or 万亿.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Bools, Floats, Objects
from czplan.quantity import unit_name

_BIG = 1e8
_SCALES = (
    ((_BIG, 1e8, "亿"), (1e12, 1e12, "万亿")),
    ((_BIG, 1e6, " million"), (1e9, 1e9, " billion"), (1e12, 1e12, " trillion")),
)
"""From which number on, divided by what, under which name: in Chinese, in English."""

_SHORT = 4
_MANY = 2000
"""So many numbers of `_SHORT` places are worth a table of all places."""

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
        if some == _SHORT and len(at) >= _MANY:
            at = at[_short(values, at, made)]
        texts = map(f"{{:,.{some}f}}".format, values[at].tolist())
        # what is too small for its places is nothing, not less than nothing
        short = (text.rstrip("0").rstrip(".") if "." in text else text for text in texts)
        made[at] = ["0" if text == "-0" else text for text in short]
    return made


@cache
def _parts() -> tuple[Objects, Objects]:
    """Return the numbers below a thousand, and what four places add to a number."""
    count = 10**_SHORT
    places = (f".{number:0{_SHORT}}".rstrip("0") for number in range(1, count))
    return objects([*map(str, range(1000))]), objects(["", *places])


def _short(values: Floats, at: npt.NDArray[np.int64], made: Objects) -> Bools:
    """Write numbers with four places at most, put together from parts: ratios are many.

    Args:
        at: which of the values; made: where they are written.

    Returns:
        which of them aren't written: large ones, and those at an edge of rounding.
    """
    whole, behind = _parts()
    size = np.abs(values[at]) * len(behind)
    near = np.rint(size)
    sure = (near < len(behind) * len(whole)) & (np.abs(size - np.floor(size) - 0.5) > 1e-6)
    number, places = np.divmod(near[sure].astype(np.int64), len(behind))
    texts = whole[number] + behind[places]
    below = (values[at[sure]] < 0) & (near[sure] > 0)
    texts[below] = "-" + texts[below]
    made[at[sure]] = texts
    return np.asarray(~sure)


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
            text, some = plain(values[rows], 4), of_points[rows]
            zh[rows] = text + objects(["%", "个百分点"])[some.astype(np.int8)]
            en[rows] = text + objects(["%", " percentage points"])[some.astype(np.int8)]
            one = some & (np.abs(values[rows]) == 1)
            en[rows[one]] = text[one] + " percentage point"
            continue
        large = np.abs(values[rows])
        name = unit if unit == ":1" else f" {unit_name(unit, 'en')}".rstrip()
        small = rows[~(large >= _BIG)]
        figure = plain(values[small], 6, digits)
        zh[small], en[small] = figure + unit, figure + name
        for made, scales, of in zip((zh, en), _SCALES, (unit, name), strict=True):
            ends = [*(begin for begin, *_ in scales[1:]), np.nan]
            for (begin, power, word), end in zip(scales, ends, strict=True):
                big = rows[(large >= begin) & ~(large >= end)]
                made[big] = plain(values[big] / power, 12, digits) + f"{word}{of}"
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
    texts = plain(low, 4)
    bounded = np.isfinite(high)
    rows = np.flatnonzero(bounded & (low != high))
    second = plain(high[rows], 4)
    texts[rows] = np.where(texts[rows] == second, second, texts[rows] + "~" + second)
    texts[~bounded] = ">=" + texts[~bounded]
    return texts
