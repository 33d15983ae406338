"""English words for the same meanings, put into the Chinese ones that the tables hold.

One reader is enough: `over 1.2 trillion yuan` becomes 超1.2万亿元 and is read like it.
"""

from __future__ import annotations

from functools import cache

from czplan import patterns as re
from czplan.quantity.units import UNITS

__all__ = ["to_chinese"]

_WORDS = {
    "over": "超", "more than": "超", "above": "超", "exceed": "超", "exceeds": "超",
    "exceeded": "超", "exceeding": "超", "surpass": "超", "surpassed": "超",
    "at least": "不少于", "no less than": "不少于", "not less than": "不少于",
    "no fewer than": "不少于", "or more": "以上", "and above": "以上",
    "at most": "不超过", "no more than": "不超过", "not more than": "不超过", "within": "不超过",
    "up to": "不超过", "or less": "以内",
    "under": "不足", "below": "低于", "less than": "不足", "fewer than": "不足",
    "nearly": "近", "almost": "近", "close to": "近",
    "about": "约", "around": "约", "approximately": "约", "roughly": "约", "some": "约",
    "grow by": "增长", "grew by": "增长", "growth of": "增长", "up by": "增长", "rise by": "增长",
    "fall by": "下降", "fell by": "下降", "down by": "下降", "cut by": "下降",
    "reach": "达到", "reached": "达到", "reaching": "达到",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "hundred": "百", "thousand": "千",
    "million": "百万", "billion": "十亿", "trillion": "万亿", "bn": "十亿", "tn": "万亿",
    "persons": "人", "per cent": "%", "percent": "%", "percentage points": "个百分点",
    "percentage point": "个百分点", "top": "前", "from": "从", "to": "至",
}  # fmt: skip
_PER = {"per 100": "/百", "per 1,000": "/千", "per 10,000": "/万", "per 100,000": "/十万",
        "per 1,000,000": "/百万", "per 100,000,000": "/亿", "per": "/",
        "per month": "/月", "per day": "/日"}  # fmt: skip


def _units() -> dict[str, str]:
    names: dict[str, str] = {}
    for unit, (one, many) in UNITS.items():
        for name in (one, many):
            if name and name not in names and name not in UNITS:
                names[name] = unit
    return names


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    words = {key.lower(): value for key, value in (_units() | _WORDS | _PER).items()}
    choice = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    pattern = rf"(?<![A-Za-z-])(?:{choice})(?![A-Za-z,]|-[A-Za-z])"
    return words, re.compile(pattern, re.IGNORECASE)


_YEAR = re.compile(r"\b(?:in|by|since|for|before|until)\s+([12][0-9]{3})\b", re.IGNORECASE)
_ORDINAL = re.compile(r"([0-9]+)(?:st|nd|rd|th)\b")
_BETWEEN = re.compile(r"\bbetween\s+(.{1,40}?)\s+and\s+(?=[0-9])", re.IGNORECASE)
_APART = re.compile(r"(?<=[A-Za-z])(?<!PM)\s+(?=[A-Za-z0-9])")
_LATIN = re.compile(r"[A-Za-z]{2}")


def to_chinese(text: str) -> str:
    """Put the English words of the table into Chinese; other text stays as it is."""
    if not _LATIN.search(text):
        return text
    text = _YEAR.sub(r"、\1年", text)
    text = _ORDINAL.sub(r"第\1位", text)
    text = text.replace("-odd", "多")
    text = _BETWEEN.sub(r"\1—", text)
    words, pattern = _table()
    text = pattern.sub(lambda match: words[match[0].lower()], text)
    return _APART.sub("、", text)  # words that no table holds stay apart from numbers
