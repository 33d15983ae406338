"""Words that say a time, and the frame that a passage has by them."""

from __future__ import annotations

from typing import NamedTuple

from czplan import patterns as re
from czplan.extract.words import longest_first, sections
from czplan.quantity.numerals import CHINESE_DIGITS


class Frame(NamedTuple):
    """What a passage speaks of.

    Attributes:
        kind: goal, figure or none (what is neither, such as last year's goals).
        start, end: its first and last year; None where no year is known.
        cue: the words that decided it.
        layer: start, heading, passage, sentence or year.
        month: the month by which a part of a year ends; 0 for whole years.
        named: the years are named in the words, not inherited.
    """

    kind: str
    start: int | None
    end: int | None
    cue: str = ""
    layer: str = "start"
    month: int = 0
    named: bool = False

    @property
    def several(self) -> bool:
        """Whether it spans more than a year."""
        return self.start is not None and self.end is not None and self.end > self.start

    @property
    def reason(self) -> str:
        """What set it, shortened: a code of `czplan.extract.why`."""
        if self.layer == "start":
            return "start"
        return f"{self.layer}:{self.cue if len(self.cue) <= 16 else self.cue[:15] + '…'}"


WORDS = sections("frames")


_DIGITS = {**CHINESE_DIGITS, **dict.fromkeys("○Oo0", 0)}
TIME = re.compile(
    r"(?P<span>(?<!\d)(?:19|20)\d\d年?(?:[-—~至到]|—{2})(?:(?:19|20)\d\d|\d\d(?=年))年?)"
    r"|(?P<year>(?<![\d.])(?:19|20)\d\d年)(?!代)"
    r"|(?P<spelt>二[〇零○][〇零○一二三四五][〇零○一二三四五六七八九]年)"
    r"|(?P<plan>[“\"'‘「](?:十[一二三四五六]?|九)五[”\"'’」](?:时期|期间|规划期间|规划|计划|末期|末|以来|五年)?"
    r"|(?:十[一二三四五六]|(?<!第)(?<![二三四五六七八九])十|九)五(?:时期|期间|规划|计划|末|以来))"
    r"|(?P<last>" + longest_first(WORDS["last year"]) + ")"
    r"|(?P<past>(?:[市州省]|自治区)?第?[一二三四五六七八九十]+届[^,。;“]{0,10}一次会议(?:召开)?以来|"
    + longest_first(WORDS["past years"])
    + ")"
    r"|(?P<this>" + longest_first(WORDS["this year"]) + ")"
    r"|(?P<next>" + longest_first(WORDS["next years"]) + ")"
    r"|(?P<coming>" + longest_first(WORDS["coming year"]) + ")"
)


MONTHS = re.compile(
    r"(?P<quarters>前三季度|前三个季度|1至3季度|一至三季度|一季度|第一季度|上半年|前两个季度)"
    r"|(?:1|一)(?:月)?(?:[-—~至到]|—{2})(?P<to>1[0-2]|[1-9])月份?|前(?P<first>1[01]|[2-9]|[二三四五六七八九十]|十一)个?月"
    r"|(?P<month>(?<!\d)1[01]|(?<!\d)[1-9])月(?:底|末)"
)


QUARTERS = {"前三": 9, "1至": 9, "一至": 9, "一季": 3, "第一": 3, "上半": 6, "前两": 6}


def year_in(text: str) -> int:
    """Read 2025年, 二〇二五年."""
    if text[0] == "二":
        return int("2" + "".join(str(_DIGITS[char]) for char in text[1:4]))
    return int(text[:4])
