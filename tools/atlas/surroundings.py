"""What stands around a quotation: a second look at what was taken for the year's own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from czplan.quantity.masks import plan_end
from tools.atlas.texts import Document

if TYPE_CHECKING:
    from czplan.extract import Proposal

__all__ = [
    "EACH_YEAR", "amiss", "sentence", "since", "spread", "with_each_year", "with_hedge",
    "with_name",
]  # fmt: skip

_PART_OF_YEAR = re.compile(
    r"[一二三]季度|[上下]半年|前[一二三四五六七八九十\d]+个?月|1[-—－至到~～](?:[2-9]|1[01])月"
    r"|在(?:上|去)年(?:增长|下降)"
)
"""What says that a figure is of some months, or the ground that another one stands on."""

_WHOLE_YEAR = re.compile(
    r"全年|今年|去年|年[底末]|(?<![较比])(?:19|20)\d\d年(?!同期)|一年来|本年|年均"
)
_STEPS = re.compile(r"(?:[”\"]?[、和][“\"]?|[”\"][“\"])[\d.]+(?:万亿|亿|万)元?")
_STEP_BEFORE = re.compile(r"[\d.]+(?:万亿|亿|万)元?[”\"]?[、和]$")
_STAIRS = re.compile(r"[”\"]?[一两二三四五六七八九几多]?个?大?(?:台阶|大关|关口)")
_PASSED = re.compile(r"跨|迈|突破|跃|越|登|站|过")
_PLAN = re.compile("(?<!十)(九|十[一二三四]?)五")
_SPREAD = re.compile(r"年均|年平均|递增|累计|复合|每年|平均(?!水平)")
"""What tells a rate over several years from growth since the year before them."""
_THAN_PLAN = re.compile(r"[比较为][“”\"]*(?:八|九|十[一二三四]?)五[“”\"]*(?:时期|期间)")
_SINCE = re.compile(
    r"[较比](20\d\d)年(?!同期)"
    r"|(十[一二三四]?)五[”\"]?(?:(?:以来|期间|时期)?累计|(?:期间|时期)(?=单位|万元|能耗))"
)
"""The year from which a fall of energy intensity is counted, or the plan in whose years."""
EACH_YEAR = re.compile(r"(?:平均)?每年|年均")
_INDEX = re.compile(r"价格总?指数[^，；。、]*$")
"""The name of an index, and what stands between it and its number."""
_FALL = re.compile(r"(?:(?:下降|降低)(?:率|幅度)|[降跌]幅)$")
"""The end of a name that says that the number is a fall."""
_TOGETHER = re.compile(r"累计|(?:平均)?每年|年均")
"""Before an amount of several years: whether it is for each or for all of them."""
_CLAUSE = re.compile(r"[，。；、]")
_SHARED_HEDGE = re.compile(r"[、和及与][^，。；]*?左右")
_LAYOUT = re.compile(r"[\s*]")
_END = re.compile(r"[。！？]")


def sentence(document: Document, line: int, text: str) -> tuple[str, str]:
    """Return what stands before and behind a quotation in its sentence, without white space.

    Both are empty where the quotation isn't found.
    """
    body = _lines(document, line)
    words = _LAYOUT.sub("", text)
    found = re.search(r"(?<![\d.])" + re.escape(words), body)  # 9.0% isn't in 39.0%
    if found is None:
        return "", ""
    at = found.start()
    return _END.split(body[:at])[-1], _END.split(body[at + len(words) :])[0]


@lru_cache(maxsize=4)
def _all_lines(document: Document) -> list[str]:
    return document.text.split("\n")


@lru_cache(maxsize=64)
def _lines(document: Document, line: int) -> str:
    return _LAYOUT.sub("", "".join(_all_lines(document)[line - 1 : line + 1]))


def amiss(document: Document, one: Proposal) -> str:
    """Return why the words around a quotation forbid it as a record; empty where they don't."""
    period = (one.period or "") if one.kind == "figure" else ""
    before, after = sentence(document, one.line, one.text)
    words = before + _LAYOUT.sub("", one.text)
    part = words.rpartition("；")[2]
    months = list(_PART_OF_YEAR.finditer(part)) if document.kind or len(period) == 4 else []
    # 一季度A下降3%、B下降7%: the months hold until a year is named
    if months and not _WHOLE_YEAR.search(part, months[-1].end()):
        return "figure of a part of a year"
    if period and _is_step(words, _LAYOUT.sub("", one.stated), after):
        return "one of several steps passed"
    if period and document.kind == "annual-report":
        last = int(period.rpartition("..")[2][:4])
        if last < document.year - 1 and not _names(words, last):
            return "an earlier year that its sentence doesn't name"
    return ""


def _is_step(words: str, stated: str, after: str) -> bool:
    """Tell whether a number is one of 先后跨越3万亿元、4万亿元两个台阶, none of them the year's."""
    if not _PASSED.search(words) or "分别" in words:
        return False
    head = words[: words.rfind(stated)]
    return bool(_STEPS.match(after) or (_STEP_BEFORE.search(head) and _STAIRS.match(after)))


def _names(words: str, year: int) -> bool:
    """Tell whether a sentence names a year or the plan that it ends; 2014年以来 names no year."""
    if re.search(rf"{year}(?!年以来)", words):
        return True
    return any(plan_end(named[1]) == year for named in _PLAN.finditer(words))


def spread(document: Document, one: Proposal) -> bool:
    """Tell whether growth over several years is a yearly rate, or said to be of all together."""
    before, words = sentence(document, one.line, one.text)[0], _LAYOUT.sub("", one.text)
    if "年均" in words or "累计" in one.stated:
        return True
    told = _SPREAD.search(words) or "年均" in before or "平均" in before or "递增" in before
    return bool(told) and _THAN_PLAN.search(before + words) is None


def since(document: Document, one: Proposal, due: int) -> int:
    """Return the first year that a goal for a year is about: mostly that year itself.

    能耗较2015年下降17% is a fall of five years.
    """
    if one.indicator != "energy-intensity-change":
        return due
    found = _SINCE.search(sentence(document, one.line, one.text)[0][-10:] + one.text)
    if found is None:
        return due
    return min(due, int(found[1]) + 1 if found[1] else plan_end(found[2]) - 4)


def with_name(one: Proposal) -> Proposal:
    """Return a proposal with the end of the name in its words, which decides what they say.

    价格指数103% is a change of 3 %, 能耗下降率不低于3% and 进出口降幅收窄至3% are falls.
    """
    index = "index" in one.why
    if not index and max(one.low or -1.0, one.high or -1.0) > 0:
        return one
    before = one.text.partition(one.stated)[0]
    name = (_INDEX if index else _FALL).search(before)
    if name is None:
        return one
    more = before[name.start() :]
    return replace(one, stated=more + one.stated, column=max(1, one.column - len(more)))


def with_each_year(document: Document, one: Proposal, *, amount: bool) -> Proposal:
    """Return a goal of several years with the 每年 or 年均 before what is counted.

    `amount`: of what is an amount of a year with 累计, too.
    """
    before = _CLAUSE.split(sentence(document, one.line, one.text)[0])[-1]
    head, _, tail = one.text.partition(one.stated)
    said = _TOGETHER if amount else EACH_YEAR
    if found := said.search(head):
        stated = head[found.start() :] + one.stated
        return replace(
            one, stated=stated, column=max(1, one.column - len(stated) + len(one.stated))
        )
    if found := said.search(before):
        text = before[found.start() :] + one.text
        if len(text) <= 40 and text in document.text:
            stated = text.removesuffix(tail)
            return replace(one, text=text, stated=stated)
    return one


def with_hedge(document: Document, one: Proposal) -> Proposal:
    """Return a goal with the hedge that it shares: 5% of 分别增长5%、7%左右 is 增长5%左右."""
    rest = _SHARED_HEDGE.match(sentence(document, one.line, one.text)[1])
    longer = one.text + (rest[0] if rest else "")
    stated = f"{one.stated}左右"
    fits = len(longer) <= 40 and longer in document.text and stated not in longer
    return replace(one, stated=stated, text=longer if fits else one.text)
