"""Figures without a number: what has doubled, and what is as it was the year before."""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.bare import Bare
from czplan.extract.catalogue import Catalogue, Mentions
from czplan.extract.doublings import doublings
from czplan.extract.meaning import Attribution, growth_id
from czplan.extract.names import left_edge, trimmed
from czplan.extract.seeking import seek
from czplan.extract.subjects import clause_before

_AMOUNT = re.compile(
    r"(?:达到?|完成|实现|为)?(?:[\d.]+[万亿]*(?:美元|元))?[,、]?(?:总体|总量|规模|增速)?"
)
"""What may stand between a name and 与上年持平."""
_AS_BEFORE = re.compile(
    r"(?:按可比口径)?(?:总体|基本)?(?:(?:与|和|同|跟)(?:上年|去年)(?:同期)?|同比|增长)(?P<about>大体|基本|大致)?(?:保持)?持平"
)
_NOT_YET = re.compile(".{0,3}(?:目标|任务|打下|奠定|[指计]划)")
"""为翻番打下基础, 翻番目标: what hasn't come, in a review."""


def doubled_levels(
    text: str, start: int, end: int, names: Mentions, claims: list[Attribution]
) -> list[Bare]:
    """Find what has doubled, which is no level of an indicator: 市场主体翻了一番.

    `claims` are the numbers of the sentence; 投资增加107亿元,5年翻番 is of the last before it.
    """
    found: list[Bare] = []
    for match, times in doublings(text, start, end):
        at = match.start("word")
        if match["word"] == "倍增" or _NOT_YET.match(text, match.end()):
            continue
        told = [one for one in claims if start <= one.number.end <= at]
        edge = left_edge(text, max(start, told[-1].number.end if told else start), at)
        begin, stop = trimmed(text, edge, at, names)
        name = text[begin:stop]
        if (not name or name.isdigit()) and told and told[-1].name is not None:
            name, begin, stop, _ = told[-1].name
        elif (not name or name.isdigit()) and (before := clause_before(text, start, edge, names)):
            name, begin, stop, _ = before[0]
        near = text.endswith(("近", "几乎"), edge, at)
        sign = "<" if near else ">=" if match["more"] else "="
        if name and not name.isdigit():
            found.append(Bare(at, match.end(), name, begin, stop, "", sign, times, "倍"))
    return found


def held_levels(
    text: str, start: int, end: int, names: Mentions, catalogue: Catalogue
) -> list[Bare]:
    """Find what is as it was the year before: 零售总额与上年持平 is no growth."""
    found: list[Bare] = []
    for match in seek(_AS_BEFORE, text, start, end, "持平"):
        edge = left_edge(text, start, match.start())
        if edge == match.start() and edge - 1 > start and text[edge - 1] == ",":
            edge = left_edge(text, start, edge - 1)
        known = [span for span in names if edge <= span[0] and span[1] <= match.start()]
        between = text[known[-1][1] : match.start()] if known else ""
        id_ = growth_id(text[known[-1][0] : known[-1][1]], catalogue) if known else ""
        if not id_ or not _AMOUNT.fullmatch(between):
            continue
        begin, stop = trimmed(text, left_edge(text, start, known[-1][0]), known[-1][1], names)
        if growth_id(text[begin:stop], catalogue) != id_:
            continue  # 一般贸易进出口与上年持平: a part of it
        sign = "around" if match["about"] or "基本" in match[0] else "="
        found.append(Bare(*match.span(), text[begin:stop], begin, stop, id_, sign, 0.0, "%"))
    return found
