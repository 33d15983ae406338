"""What stands around a quotation: a second look at what was taken for the year's own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from czplan.quantity.masks import plan_end
from tools.atlas.texts import Document

if TYPE_CHECKING:
    from czplan.extract import Proposal

__all__ = ["amiss", "sentence"]

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
_LAYOUT = re.compile(r"[\s*]")
_END = re.compile(r"[。！？]")


def sentence(document: Document, line: int, text: str) -> tuple[str, str]:
    """Return what stands before and behind a quotation in its sentence, without white space.

    Both are empty where the quotation isn't found.
    """
    body = _lines(document, line)
    words = _LAYOUT.sub("", text)
    at = body.find(words)
    if at < 0:
        return "", ""
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
