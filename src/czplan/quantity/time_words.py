"""Over which time words measure: 五年累计, 两年平均, “十四五”期间, 上半年, 较2020年, 环比.

A rate of growth, and what flowed or was added, belong to a span of time. Where the words name one
of their own, it decides: a total or an average of several years that end with the due year, or a
fault where the record's own time contradicts it. Never is it taken for the one year that the
record is of. What is said of a state (500 firms by June) has no span and isn't looked at here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from czplan import patterns as re
from czplan.period import Period
from czplan.quantity.masks import SIGN, plan_end, since
from czplan.quantity.normal import normalise
from czplan.quantity.numerals import count_of
from czplan.quantity.wording import Wording, WordingError

__all__ = [
    "GoalTime",
    "TimeWords",
    "adds_up",
    "check_figure",
    "check_state",
    "of_goal",
    "tells_time",
    "time_words_of",
    "total",
]

_MAY_TELL = re.compile(r"[年月季]|[环同]比|十[一二三四]?五|[基期]期|期初|[原现]")
_COUNT = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_YEARS = re.compile(
    rf"(?:(?P<now>今明后?|明后|去今)|(?P<lead>未来|今后|接下来|往后|连续|连|每|(?<!学)前|头|首)?的?"
    rf"(?<![0-9第.,上下去今明〇零一二两三四五六七八九十]))(?!十[一二三四五]五)(?P<n>{_COUNT})年"
    r"(?!度|级|龄|代|初|末|底|期|制|份|版|产|报|检|薪|终|轻|以[上下内]|行动|计划(?!投资|完成|投入|新增|实施)|规划|攻坚|义务|一贯|免费|教育|毛入|学|入园|巩固|保教|来?的?(?:最|首次|首破|新[高低]|同期最)|[0-9])"
)
_RANGE = re.compile(r"(?<![0-9])([12][0-9]{3})年?[至到—~-]([12][0-9])?([0-9]{2})年")
_NAMED = re.compile(
    r"(?<![0-9到至前截止由从自按])([12][0-9]{3})年(?:度|全年)?(?![底末初前以起至到—~年-]|的?(?:[水平基价口不可标]|为基))"
)
_BY = re.compile(
    r"(?:到|至|截至|截止)([12][0-9]{3})年(?![初前以起至到—~-])|(?<![0-9由从自])([12][0-9]{3})年[底末]"
)
_OF_A_YEAR = re.compile(
    r"[12][0-9]{3}年(?:度[^,;。、新完实增减达投]{0,14}?(?:项目|计划|批次|任务|工程|资金|预算|债券)"
    r"|[^,;。、新完实减达投]{0,8}?(?:国债|债券|结转|批次|第.{1,2}批))"
)
"""A year that is part of a name: 2022年度棚改项目, 2023年增发国债."""
_PLAN = re.compile(
    r"(?:[“\"]十(?P<quoted>[一二三四五]?)五[”\"]|十(?P<bare>[一二三四五])五(?![”\"]))"
    r"(?!(?:规划)?(?:期?[末初中]|收官|开局|目标|任务|要求|家|个|项|%))(?:规划)?(?:时期|期间|期内)?(?P<still>以来)?"
)
_PLAN_END = re.compile(
    r"(?:[“\"]十([一二三四五]?)五[”\"]|十([一二三四五])五)(?:规划|时期)?(?:期?末|收官之?年|期满)"
)
"""“十三五”末: by 2020."""
_SPELT_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}(?=年)")
_SHORT_YEAR = re.compile(r"(?<![0-9第.])['’‘]?([0-3][0-9])(?=年[末底])")
_NAMES = re.compile(r"“(?!十[一二三四五]?五”)[^“”]*”|《[^《》]*》")
_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_PART = re.compile(
    rf"(?P<half>[上下]|(?<![每个年多]))半年(?!亏损|报)|(?P<now>[本当](?:季度?|月))"
    rf"|(?P<up>前)?(?P<quarter>[一二三四1-4首](?=季度)|[一二三1-3首](?=季(?![稻粮作花茶蔬])))季度?|(?<![0-9.])(?P<from>{_MONTH})(?:月份?)?"
    rf"[-—~至到](?P<till>{_MONTH})月|前(?P<first>{_MONTH})个月|(?:(?P<by>至|到|截至|截止)(?:[12][0-9]{{3}}年)?)?(?<![0-9.])(?P<month>{_MONTH})月"
)
_YEAR_BEFORE = re.compile("上一?年|去年|前年|上一?个?[月季]")
_LAST_YEAR = re.compile(
    r"(?<![与同和跟于较比对自从由以超])(?:(?P<two>(?<![目当以之日年月提空])前年)|(?P<part>上一?个?(?:月|季度?))|上一?年|去年)度?"
    r"(?!(?:价格)?[=为]100|同期(?![为是达仅]{0,2}(?:近|约|不到|不足|超过?)?[0-9])|结转|基数|水平|[的]?(?:项目|任务|计划|工程))"
)
"""A time before as the figure's own: 上年增长5.2%, 去年末50家; not 比上年, which is masked."""
_STARTS = re.compile(r"(?:份)?(?:[0-9]{1,2}日)?(?:起|以来|开始)")
_CLOSES = re.compile(r"(?:份)?(?:[底末]|[0-9]{1,2}日|之?前)")
_AGAINST = {
    "shorter": re.compile(r"环比|月均|[较比]上(?:一?个?)?(?:月|季度?|旬|周)"),
    "year": re.compile(r"同比|[较比](?:上一?年|去年|前一?年|上年度)"),
    "base": re.compile(r"[较比](?:基期|规划期?初)|在?基期的?基础上"),
    "start": re.compile(r"[较比](?:期初|原来|原有|现有|目前|现在|现状)"),
}
"""What a change is measured against, but for a year that is named."""
_ADDING = re.compile(
    rf"{_COUNT}年(?:来|间|内|期间|共|总|累计|力争|计划|确保|将|要|预计)*"
    r"(?:完成|投入|投资|实施|引进|安排|筹措|筹集|争取|发放|实现|到位|共|带动|撬动)"
)
_REACHES = re.compile(
    r"达|到(?!位)|突破|超|保持|稳定|维持|控制|不[低高少]|[末底]|水平|规模|总[量值]|GDP|收入|产值|销售|年[产销营]|每年"
)
"""Words of a level that a year reaches, even where a plan's years are named: 五年达到500亿元."""
_AHEAD = frozenset({"未来", "今后", "接下来", "往后", "今明", "今明后", "明后", "去今"})
_EACH = frozenset({"连续", "连", "每"})
_FIRST = frozenset({"前", "头", "首"})
_OVER_A_SPAN = frozenset({"growth", "flow", "additions"})
"""Measures of what grows, flows or is added over a time, which the words may name."""
_OR_FEWER = re.compile(rf"(?<![0-9]){_COUNT}年?[—~至到-]$")
_UNCLEAR = 0
"""How many years 三到五年 are: nobody can tell what is asked by when."""
_YEAR = 12
_SOME_MONTHS = (_YEAR, _YEAR - 1)
"""本月, 本季度: a part of a year that isn't said."""


class GoalTime(NamedTuple):
    """Over which time a goal is to be judged.

    Attributes:
        way: what a rate is of: year, total or average; sum of what flowed; empty where the words
            leave it to the record.
        span: how many years, the due year the last of them; None where the record says it.
    """

    way: str = ""
    span: int | None = None


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The time that words name.

    Attributes:
        years: of how many years: 5 of 五年, “十四五”期间 and 2021—2025年.
        ends: the last of them, where it is said; begins: the year before the first.
        named: the years whose own it is: 2024年增长6%, 2024年新增10万人.
        by: the year by whose end it is: 到2023年, 2023年底.
        lead: what stands before the years: 未来, 前.
        part: a part of a year as its first and last month, (1, 12) for the whole; (6, 6) is June.
        against: year (上年, 同比), base (基期), start (期初, 现有) or shorter (环比, 上月).
    """

    years: int | None = None
    ends: int | None = None
    begins: int | None = None
    named: tuple[int, ...] = ()
    by: int | None = None
    lead: str = ""
    part: tuple[int, int] | None = None
    against: str = ""


_NOTHING = TimeWords()


@lru_cache(maxsize=1 << 14)
def time_words_of(stated: str) -> TimeWords:
    """Read which time the words name, other than a year to compare with (`Wording.since`)."""
    text = normalise(stated)
    if not _MAY_TELL.search(text):
        return _NOTHING
    text = _SPELT_YEAR.sub(_in_digits, _NAMES.sub(SIGN, text))
    text = _SHORT_YEAR.sub(r"20\1", text)
    against = next((name for name, words in _AGAINST.items() if words.search(text)), "")
    text = since(text)[0]
    years, ends, begins, lead = None, None, None, ""
    if (found := _YEARS.search(text)) is not None and found["lead"] not in _EACH:
        years, lead = count_of(found["n"]), found["now"] or found["lead"] or ""
        if years is None or _OR_FEWER.search(text[: found.start()]):
            years = _UNCLEAR  # 两三年
    if (found := _RANGE.search(text)) is not None:
        begins = int(found[1]) - 1
        ends = int((found[2] or found[1][:2]) + found[3])
        years = ends - begins
    elif (found := _PLAN.search(text)) is not None:
        last = plan_end("十" + (found["quoted"] or found["bare"] or ""))
        begins = last - 5
        if found["still"]:
            years = None
        elif years is not None and lead in _FIRST:
            ends, lead = begins + years, ""
        elif years is None or years == 5:
            years, ends = 5, last
    named: tuple[int, ...] = ()
    by = None
    if begins is None:
        plain = _OF_A_YEAR.sub(SIGN, text)
        if years is None:
            named = tuple(int(each[1]) for each in _NAMED.finditer(plain))
        if (until := _BY.search(plain)) is not None:
            by = int(until[1] or until[2])
        elif (closed := _PLAN_END.search(text)) is not None:
            by = plan_end("十" + (closed[1] or closed[2] or ""))
    return TimeWords(years, ends, begins, named, by, lead, _part(text), against)


def _in_digits(found: re.Match[str]) -> str:
    """Write 二〇二四 as 2024."""
    return str(count_of(found[0].replace("零", "〇")))


def tells_time(stated: str) -> bool:
    """Tell whether words speak of a time that may not be their record's."""
    text = normalise(stated)
    told = time_words_of(stated) != _NOTHING or "均" in text or _YEAR_BEFORE.search(text)
    return bool(told) or since(text)[1] is not None


def _part(text: str) -> tuple[int, int] | None:
    """Return the months of a part of a year, or of 全年; None where none is named."""
    if "全年" in text and "全年均" not in text:
        return (1, 12)
    found = _PART.search(text)
    if found is None:
        return None
    if found["now"]:
        return _SOME_MONTHS
    if found["half"] is not None:
        return (7, 12) if found["half"] == "下" else (1, 6)
    if found["quarter"]:
        quarter = 1 if found["quarter"] == "首" else count_of(found["quarter"]) or 1
        by = found["up"] or _CLOSES.match(text, found.end())
        return (1 if by else 3 * quarter - 2, 3 * quarter)
    if found["from"]:
        first, last = count_of(found["from"]), count_of(found["till"])
        return None if first is None or last is None or first > last else (first, last)
    if found["first"]:
        return (1, count_of(found["first"]) or 1)
    month = count_of(found["month"]) or 1
    if text.startswith(("日", "度"), found.end()) or _STARTS.match(text, found.end()):
        return None
    by = found["by"] or _CLOSES.match(text, found.end())
    return (1 if by else month, month)


def adds_up(words: Wording, stated: str, *, several: bool = False) -> bool:
    """Tell whether words of a flow give what flowed in several years together: 五年完成投资n.

    `several`: what they are said of is several years itself.
    """
    if words.toward or words.change or words.unit == "%":
        return False
    count, average = time_words_of(stated).years, "average" in words.marks
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
    if words.unit == "年" or (words.number is None and words.factor is None):
        return GoalTime()
    several = years is not None and years > 1
    sums = measure == "flow" and not rate and adds_up(words, stated, several=several)
    adds = measure == "additions" or bool({"additional", "added", "removed"} & words.marks)
    wrong = WordingError("other-span", stated)
    time, average = time_words_of(stated), "average" in words.marks
    moves = rate or words.change != 0 or adds
    if due is not None:
        year = time.by or next(iter(time.named), due)
        if year != due and due not in time.named and not average:
            raise WordingError("other-span", stated, str(year))
        _check_last_year(stated, due)
    if measure in _OVER_A_SPAN or (moves and measure in {"", "stock"}):
        if _elsewhere(time, due, average=average and growth):
            raise wrong
        if rate and time.against == "shorter":
            raise wrong
    if not (moves or sums):
        return GoalTime()
    way = "sum" if sums else "average" if average else "total"
    count, base = time.years, words.since
    if count == _UNCLEAR:
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
        if time.lead in _AHEAD | _FIRST and years not in {None, count}:
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
    if time.part is not None and time.part != (1, _YEAR):
        return True
    if due is None:
        return False
    named = bool(time.named) and due not in time.named and not average
    return named or (time.by is not None and time.by != due)


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
    time, average = time_words_of(stated), "average" in words.marks
    growth = measure == "growth"
    last, count = period.last_year, period.years
    _check_last_year(stated, last)
    if time.part is not None:
        first, end = time.part
        months = period.end - period.start
        if count > 1 or (first, end) != (1, months):
            whole = "" if first > 1 else str(last) if end == _YEAR else f"{last}-{end:02}"
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
        right = "" if span == _UNCLEAR else _key(last - span + 1, last)
        raise WordingError("other-span", stated, right)
    if average and not (growth and count > 1):
        raise WordingError("other-span", stated)
    several = count > 1 and (time.against == "year" and base is None and not average)
    if growth and (several or (count <= 1 and time.against == "base")):
        raise WordingError("other-span", stated)


def check_state(stated: str, period: Period) -> None:
    """Refuse a figure of a state that names another year, or month, than its period ends with.

    Raises:
        WordingError: `other-span`, its detail the period that the words speak of.
    """
    time, last = time_words_of(stated), period.last_year
    _check_last_year(stated, last)
    year = time.by
    if year is None and time.named and last not in time.named:
        year = time.named[0]
    if year is None and time.ends is not None and time.ends < last:
        year = time.ends  # 2023—2024年50家, “十三五”期间50家
    if year is not None and year != last:
        raise WordingError("other-span", stated, str(year))
    if time.part is not None and time.part != _SOME_MONTHS:
        month = time.part[1]
        if month != (period.end - 1) % _YEAR + 1:
            raise WordingError("other-span", stated, f"{last}-{month:02}")


def _check_last_year(stated: str, last: int) -> None:
    """Refuse words that say a time before: 上年增长5.2%, 前年50家, 上月末50家."""
    text = normalise(stated)
    if not _YEAR_BEFORE.search(text):
        return
    found = _LAST_YEAR.search(_NAMES.sub(SIGN, since(text)[0]))
    if found is not None:
        raise WordingError(
            "other-span", stated, "" if found["part"] else str(last - (2 if found["two"] else 1))
        )
