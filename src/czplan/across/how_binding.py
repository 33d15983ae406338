"""How binding the words of a goal sound: hard, plain or soft (places, "Questions").

Hard: 以上, 确保, 不低于, 突破 and their like; soft: 左右, 约, a range, 力争 alone; plain: a bare
number. A hedge at the number itself says more than a verb before it.
"""

from __future__ import annotations

import re

_ABOUT = re.compile(r"左右|大约|约|上下|前后")
_RANGE = re.compile(r"\d\s*%?\s*(?:[-—–~～]+|至|到)\s*\d")
_BOUND = re.compile(r"以上|以内|以下|不低于|不少于|不高于|不超过|突破|超过|超|高于|确保|力保|保证")
_STRIVEN = re.compile(r"力争|争取|努力|冲刺")


def hardness(stated: str, text: str = "", *, ranged: bool = False) -> str:
    """Return the class of a goal's words, a code of `HARDNESS`.

    Args:
        stated: the words that carry the number.
        text: the quotation around them; what stands before the number there counts too.
        ranged: the number is a range.
    """
    if ranged or _ABOUT.search(stated) or _RANGE.search(stated):
        return "soft"
    if _BOUND.search(stated):
        return "hard"
    before, found, _ = text.partition(stated)
    lead = before if found else ""
    if "确保" in lead or "不低于" in lead:
        return "hard"
    return "soft" if _STRIVEN.search(stated) or _STRIVEN.search(lead) else "plain"


def point(low: float | None, high: float | None) -> float | None:
    """Return the one number of an interval: its middle, or the end that is known.

    Of a goal this is the low end for 以上, the high end for 以内, the middle of a range, the number
    of 左右 and of a bare figure.
    """
    if low is None or high is None:
        return low if high is None else high
    return (low + high) / 2
