"""Whether the time that words name is their record's: a goal's years, a figure's period.

A rate of growth, and what flowed or was added, belong to a span of time. Where the words name one
of their own, it decides: a total or an average of several years that end with the due year, or a
fault where the record's own time contradicts it. Never is it taken for the one year that the
record is of. A state (500 firms by June) has no span, but a year or month that it ends with.
"""

from __future__ import annotations

from typing import NamedTuple

from czplan import patterns as re
from czplan.period import Period
from czplan.quantity.normal import normalise
from czplan.quantity.time_words import (
    COUNT,
    FIRST,
    SOME_MONTHS,
    UNCLEAR,
    YEAR,
    TimeWords,
    time_words_of,
)
from czplan.quantity.wording import Wording, WordingError

_ADDING = re.compile(
    rf"{COUNT}年(?:来|间|内|期间|共|总|累计|力争|计划|确保|将|要|预计)*"
    r"(?:完成|投入|投资|实施|引进|安排|筹措|筹集|争取|发放|实现|到位|共|带动|撬动)"
)
_REACHES = re.compile(
    r"达|到(?!位)|突破|超|保持|稳定|维持|控制|不[低高少]|[末底]|水平|规模|总[量值]|GDP|收入|产值|销售|年[产销营]|每年"
)
"""Words of a level that a year reaches, even where a plan's years are named: 五年达到500亿元."""
_AHEAD = frozenset({"未来", "今后", "接下来", "往后", "今明", "今明后", "明后", "去今"})
OVER_A_SPAN = frozenset({"growth", "flow", "additions"})
"""Measures of what grows, flows or is added over a time, which the words may name."""


class GoalTime(NamedTuple):
    """Over which time a goal is to be judged.

    Attributes:
        way: what a rate is of: year, total or average; sum of what flowed; empty where the words
            leave it to the record.
        span: how many years, the due year the last of them; None where the record says it.
    """

    way: str = ""
    span: int | None = None


def adds(words: Wording) -> bool:
    """Tell whether a number is put to, or taken from, what there is: 新增20家.

    A share is not: 新增公交车新能源比例达100% is of those that are new.
    """
    told = bool({"added", "removed"} & words.marks)
    return told and (words.unit != "%" or "points" in words.marks)


def adds_up(words: Wording, stated: str, *, several: bool = False) -> bool:
    """Tell whether words of a flow give what flowed in several years together: 五年完成投资n.

    `several`: what they are said of is several years itself.
    """
    if words.toward or words.change or words.unit == "%":
        return False
    time, average = time_words_of(stated), "average" in words.marks
    count = time.years
    if count is None and time.begins is not None and "cumulative" in words.marks:
        return True  # 2022年以来累计完成
    if count is None or count <= 1:
        return several and (average or "cumulative" in words.marks)
    told = average or bool({"cumulative", "added"} & words.marks)
    text = normalise(stated)
    return told or _ADDING.search(text) is not None or _REACHES.search(text) is None


def total(words: Wording, stated: str) -> bool:
    """Tell whether a rate is that of all its years together, not of each."""
    if "average" in words.marks:
        return False
    if "cumulative" in words.marks or words.since is not None:
        return True
    time = time_words_of(stated)
    return time.against in {"base", "start"} or (time.years is not None and time.years > 1)


def of_goal(
    words: Wording, stated: str, measure: str, years: int | None, due: int | None
) -> GoalTime:
    """Return over which time a goal's change is to be judged.

    Args:
        words: what the goal says; stated: as the document has it.
        measure: of its indicator.
        years, due: of the record: how many years it is of, and the last; None where unknown.

    Raises:
        WordingError: `other-span`: the record's own time contradicts that of the words, or they
            need one that it doesn't give.
    """
    growth = measure == "growth"
    rate = growth or words.form == "multiple" or (words.unit == "%" and words.change != 0)
    if _of_each_day(words, stated, measure):
        raise WordingError("other-span", stated)
    if words.unit == "年" or (words.number is None and words.factor is None):
        return GoalTime()
    several = years is not None and years > 1
    sums = measure == "flow" and not rate and adds_up(words, stated, several=several)
    adds = measure == "additions" or bool({"additional", "added", "removed"} & words.marks)
    wrong = WordingError("other-span", stated)
    time, average = time_words_of(stated), "average" in words.marks
    moves = rate or words.change != 0 or adds
    if due is not None:
        year = time.by or _outside(time, due) or next(iter(time.named), due)
        if year != due and due not in time.named and not average:
            raise WordingError("other-span", stated, str(year))
        if time.earlier > 0:
            _check_earlier(time, stated, due)
    if measure in OVER_A_SPAN or (moves and measure in {"", "stock"}):
        if _elsewhere(time, due, average=average and growth):
            raise wrong
        if rate and time.against == "shorter":
            raise wrong
    if not (moves or sums):
        if measure in {"stock", ""} and _sum_of(words, time, due) not in {None, years}:
            raise WordingError("other-span", stated)
        return GoalTime()
    way = "sum" if sums else "average" if average else "total"
    count, base = time.years, words.since
    if count == UNCLEAR:
        raise wrong
    if words.form in {"maintain", "keep"} and not average:
        if growth and count is not None and count > 1 and years not in {None, count}:
            raise wrong
        return GoalTime()
    if base is None and count is None:
        base = time.begins  # “十四五”以来
    if time.ends is not None and due is not None and time.ends != due:
        raise wrong
    if growth and not average and time.named and base is None and several and due is not None:
        return GoalTime("year", 1)
    if base is not None:
        if due is None:
            return GoalTime(way)
        if base >= due or (count is not None and count != due - base):
            raise wrong
        return GoalTime("year" if due - base == 1 else way, due - base)
    if count is not None and count > 1:
        if time.lead in _AHEAD | FIRST and years not in {None, count}:
            raise wrong
        return GoalTime(way, count)
    if rate and years == 1 and (average or time.against == "base"):
        raise wrong
    if growth and several and time.part is not None and not average:
        return GoalTime("year", 1)  # 全年增长5%
    if sums or (several and time.against in {"base", "start"}):
        return GoalTime(way)
    return GoalTime()


def _elsewhere(time: TimeWords, due: int | None, *, average: bool) -> bool:
    """Tell whether words name a part of a year, or a year that isn't the due one."""
    if time.part is not None and time.part != (1, YEAR):
        return True
    if due is None:
        return False
    named = bool(time.named) and due not in time.named and not average
    return named or (time.by is not None and time.by != due)


def _sum_of(words: Wording, time: TimeWords, last: int | None) -> int | None:
    """Return over how many years a count is added up that is said of a state: 三年累计建成100家.

    Such a count is no state: what there was before them isn't in it.
    """
    if "cumulative" not in words.marks or words.unit == "%":
        return None
    if time.years is not None or time.begins is None or last is None:
        return time.years
    return max(last - time.begins, 1)


def _of_each_day(words: Wording, stated: str, measure: str) -> bool:
    """Tell whether an amount is that of each day or month, of what is counted over a year."""
    if measure not in {"flow", "additions"} or words.unit == "%" or "/" in words.unit:
        return False
    return words.number is not None and time_words_of(stated).mean


def _outside(time: TimeWords, year: int) -> int | None:
    """Return the last of the years that words name where a year is none of them."""
    if time.ends is None or (time.begins or 0) < year <= time.ends:
        return None
    return time.ends


def _key(first: int, last: int) -> str:
    """Return the period from a year to another; empty where there is none."""
    return "" if first > last else str(last) if first == last else f"{first}..{last}"


def check_figure(words: Wording, stated: str, measure: str, period: Period) -> None:
    """Refuse a figure whose words speak of another time than the period it is kept under.

    Args:
        words: its words, read; stated: as they are.
        measure: growth, flow or additions; a state has no span.
        period: the key.

    Raises:
        WordingError: `other-span`, its detail the period that the words speak of, if they say it.
    """
    if _of_each_day(words, stated, measure):
        raise WordingError("other-span", stated)
    time, average = time_words_of(stated), "average" in words.marks
    growth = measure == "growth"
    last, count = period.last_year, period.years
    _check_earlier(time, stated, last)
    if time.part is not None:
        first, end = time.part
        months = period.end - period.start
        if count > 1 or (first, end) != (1, months):
            whole = "" if first > 1 else str(last) if end == YEAR else f"{last}-{end:02}"
            raise WordingError("other-span", stated, whole)
    if growth and time.against == "shorter":
        raise WordingError("other-span", stated)
    named = () if growth and average else time.named
    if named and (count > 1 or last not in named):
        raise WordingError("other-span", stated, str(named[0]))
    if time.by is not None and time.by != last:
        raise WordingError("other-span", stated, _key(time.by - max(count, 1) + 1, time.by))
    if time.ends is not None and time.ends != last:
        raise WordingError("other-span", stated, _key((time.begins or 0) + 1, time.ends))
    base = words.since if growth else None
    if base is None and time.years is None:
        base = time.begins
    span = time.years if growth or measure == "additions" or adds_up(words, stated) else None
    if base is not None and (base >= last or last - base != max(count, 1)):
        raise WordingError("other-span", stated, _key(base + 1, last))
    if span is not None and span != 1 and span != count:
        right = "" if span == UNCLEAR else _key(last - span + 1, last)
        raise WordingError("other-span", stated, right)
    if average and not (growth and count > 1):
        raise WordingError("other-span", stated)
    several = count > 1 and (time.against == "year" and base is None and not average)
    if growth and (several or (count <= 1 and time.against == "base")):
        raise WordingError("other-span", stated)


def check_state(stated: str, period: Period, counted: Wording | None = None) -> None:
    """Refuse a figure of a state that names another year, or month, than its period ends with.

    `counted`: what the words of a stock say. What was added up in several years is refused, too:
    it isn't all that there is.

    Raises:
        WordingError: `other-span`, its detail the period that the words speak of.
    """
    time, last = time_words_of(stated), period.last_year
    _check_earlier(time, stated, last)
    year = time.by
    if year is None and time.named and last not in time.named:
        year = time.named[0]
    year = year or _outside(time, last)  # 2023—2024年50家, “十三五”期间50家
    if year is not None and year != last:
        raise WordingError("other-span", stated, str(year))
    count = None if counted is None else _sum_of(counted, time, last)
    if count is not None and count > 1 and count != period.years:
        raise WordingError("other-span", stated, _key(last - count + 1, last))
    if time.part is not None and time.part != SOME_MONTHS:
        month = time.part[1]
        if month != (period.end - 1) % YEAR + 1:
            raise WordingError("other-span", stated, f"{last}-{month:02}")


def _check_earlier(time: TimeWords, stated: str, last: int) -> None:
    """Refuse words that say a time before: 上年增长5.2%, 前年50家, 上月末50家."""
    if time.earlier:
        right = "" if time.earlier < 0 else str(last - time.earlier)
        raise WordingError("other-span", stated, right)
