"""Words to a number, unit, bound and hedge.

Nobody types a number twice: what a goal demands and what a report says are both read from
the document's own few words. A wording that cannot be read raises; nothing is guessed.
Rules: method 2.6 (operators), 3 (bounded figures) and 5.6 (conventions).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Generic, TypeVar

from czplan import patterns as re
from czplan.quantity.amounts import Amount, figures
from czplan.quantity.beside import back_of
from czplan.quantity.broken_numbers import check_before, check_sign, footnotes, mend, sound
from czplan.quantity.cues import GIVING, GUARDS, SIDE, TAKING
from czplan.quantity.english import to_chinese
from czplan.quantity.masks import OF_THEN, SIGN, UNCLEAR, mask, per_cent, since
from czplan.quantity.normal import normalise
from czplan.quantity.numerals import years_in_digits
from czplan.quantity.saying import of_rate, range_of, said_of
from czplan.quantity.spoken import halves, spoken
from czplan.quantity.trends import multiple, without_number
from czplan.quantity.units import FACTORS, OF_TIME
from czplan.quantity.wording import Wording, WordingError

Key = TypeVar("Key")
Said = TypeVar("Said")

BY_VALUE = r"(?<![0-9.])900(?:\.0+)?(?![0-9])|\n"
"""Forms of words whose reading turns on the value of the number (`quantity.forms`): 100%."""

_SIDE = re.compile("|".join(sorted(map(re.escape, SIDE), key=len, reverse=True)))
_ONE_YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}$")
_YEARS = re.compile(r"[12][0-9]{3}年?[至到—~-](?:[12][0-9])?[0-9]{2}$")
_EACH = "人户生到至为"
_BY_DEGREES = re.compile(
    r"(?:稳步|稳定)?(?:提[高升]|增[加长]|上升|扩大|下降|降低|减少|压[减降缩]|缩[小短减])(?:到|至|为|达到?)"
)
"""逐年提升至70%: what is reached in the end."""
_NO_NEW = "创更翻革焕出"
_TO = re.compile(r"[0-9一二两三四五六七八九十][—~至到-]$")
"""What stands before the end of a range: 3到|5年."""
_PER_BEHIND = re.compile(
    r"(?<=[于过超近约到达至破逾足在])(?:每[百千万]?(?:人|名|户|亩|[年月天日吨次件台辆头只]|公里|公顷|立方米|平方米|平方公里)){1,2}"
    r"(?=[0-9])"
)
"""What a figure is per, between it and the word that bounds it: 低于每立方米26微克."""
_TOWARDS = re.compile(
    r"[向朝][^0-9,，、。;；]{0,4}[0-9].*(?:迈进|前进|进发|进军|冲刺|冲击|挺进|跨越|靠拢)"
)
"""向3000亿元迈进: not there yet."""
_IN_100_000 = re.compile(r"(?<=[0-9])[人例件]?/(?:10|十)万人?(?![0-9元])")
"""16/10万, of a unit counted in 100,000: no sixteen tenths."""
_ARE_RANKED = frozenset({*"个家座市省县区城州", "城市", "省份", "省市", "县区", "县市", "地市"})
_EACH_OF = re.compile(
    r"每(?:个|一)?(?:县|区(?!域)|市|州|旗|乡|镇|村|街道|社区)|一[县区市乡镇村]一[\u3400-\u9fff]{1,2}$"
)
"""Of each: 每县1家, 一县一家; how many that is in all, the words don't say. 甲、乙各30家 does."""
_OF_ALL = re.compile(r"[在居列]$|全[国省市球]$")
"""What makes the number of all of 168个城市 before a rank: 7个县市居全省前10位 are 7."""
_AMONG = re.compile(r"[\u3400-\u9fff]{0,10}")
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_FROM = re.compile(rf"[由从][^0-9,，、。;；]{{0,8}}$|{SIGN}的?$")
_FROM_TO = re.compile(r"[由从][^,，、。;；]*%[^%。;；]*[0-9]%")
"""由2020年的0.5%降到2025年的0.4%: levels, and no parts of what was then."""
_REACHED = re.compile(
    rf"(?:^|[^0-9,，、。;；])(?:{f'{GIVING} {TAKING}'.replace(' ', '|')}|增长|提升|上升"
    rf"|发展|跃升|下降|缩小|前移|后移|后退|增|升|扩|降|减|进|退|跃)(?:[到至为居]|{SIGN}的?)第?$"
)
"""What stands between from and to: 提高到, and 提高到2025年的, whose year is masked."""
_SPAN_VERBS = re.compile(r"提高|延长|缩短|增加|减少|增(?!长)|减|延")
"""A verb that changes a span of time itself: 延长2年, not 增长2年."""
MOST_KEPT = 4000
"""Readings of one sort that are carried from one run to the next."""


class Remembered(Generic[Key, Said]):
    """What words were found to say; `reading.kept` carries it from one run to the next.

    `kept` is what an earlier run of this very code read, `used` what this run asked of it, and
    `new` what this run was the first to read, each up to `MOST_KEPT`.
    """

    def __init__(self) -> None:
        self.kept: dict[Key, Said] = {}
        self.used: set[Key] = set()
        self.new: dict[Key, Said] = {}

    def get(self, key: Key) -> Said | None:
        """Return what an earlier run read, None where none has."""
        if (said := self.kept.get(key)) is not None:
            self.used.add(key)
        return said

    def add(self, key: Key, said: Said) -> None:
        """Take what this run was the first to read."""
        if len(self.new) < MOST_KEPT:
            self.new[key] = said

    def has_news(self) -> bool:
        """Tell whether something new would be carried on: what was used again goes before it."""
        return bool(self.new) and len(self.used) < MOST_KEPT

    def lasting(self) -> dict[Key, Said]:
        """Return what is carried on: what was used again, what is new, then the rest."""
        used = {key: said for key, said in self.kept.items() if key in self.used}
        return dict(islice((used | self.new | self.kept).items(), MOST_KEPT))

    def clear(self) -> None:
        """Forget all of it."""
        for each in (self.kept, self.used, self.new):
            each.clear()


WORDINGS: Remembered[tuple[str, str], Sequence[Any]] = Remembered()
"""By words and unit, the fields of a `Wording`."""


@lru_cache(maxsize=1 << 17)
def read(stated: str, unit: str = "") -> Wording:
    """Read a wording.

    Args:
        stated: the document's words, in Chinese (simplified or traditional) or in the English that
            `write` prints; layout is dropped first.
        unit: the indicator's base unit, so that any counter word is recognised.

    Returns:
        What the words say; `number` is None where they carry no number.

    Raises:
        WordingError: two numbers that aren't a range, or a number that can't be read.
    """
    if (row := WORDINGS.get((stated, unit))) is not None:
        told: list[Any] = [frozenset(one) if isinstance(one, list) else one for one in row]
        return Wording(*told)
    words = _read(stated, unit)
    WORDINGS.add((stated, unit), words)
    return words


@lru_cache(maxsize=1 << 12)
def said_in(clause: str) -> frozenset[str | int]:
    """Return the bounds and the ways (+1, -1) that a clause has beside any of its numbers."""
    text, found = _numbers_in(clause)
    bounds = {bound for one in found for bound in (one.front.bound, back_of(text, one.end)[0])}
    return frozenset(bounds | {one.front.change for one in found}) - {"", 0}


def words_beside(clause: str) -> list[tuple[str, str]]:
    """Return the words directly before and behind each number of a clause: 下降, 以上."""
    text, found = _numbers_in(clause)
    return [
        (text[one.front.start : one.start], text[one.end : back_of(text, one.end)[1]])
        for one in found
    ]


def _numbers_in(clause: str) -> tuple[str, list[Amount]]:
    text = spoken(mask(since(per_cent(mend(halves(normalise(clause)))))[0]))
    try:
        return text, figures(text, "", clause)
    except WordingError:
        return text, []


_DOUBLED = re.compile(r"翻[^,;。番]{1,8}番")


def _read(stated: str, unit: str) -> Wording:
    """Read a wording that isn't known yet."""
    text, unit = sound(normalise(to_chinese(stated)), stated), normalise(unit)
    text, of_table = footnotes(text)
    text = mend(halves(years_in_digits(text) if "年" in text else text))
    marks = _side_marks(text)
    if of_table:
        marks.add("table")
    if "于" in text and (unclear := UNCLEAR.search(text)) is not None:
        raise WordingError("bad-number", stated, unclear[0])
    share = unit in {"%", ""} or ("年的" in text and _FROM_TO.search(text) is not None)
    text, year, compared = since(text, share=share)
    if compared:
        marks.add("compared")
        if not share and OF_THEN.search(text) is not None:
            marks.add("part")
    if ("每" in text or "一" in text) and _EACH_OF.search(text) is not None:
        marks.add("each-of")
    if _TOWARDS.search(text) is not None:
        marks |= {"short", "aspirational"}
    text, per = _per(per_cent(text), unit)
    if "每" in text:
        text = _PER_BEHIND.sub("", text)
    check_sign(text, stated)
    whole, text = text, spoken(mask(text, unit))
    if "番" in text or "翻倍" in text or "倍增" in text:
        words, text = multiple(text, stated)
        if words is not None:
            others = [item.text for item in figures(text, unit, stated)]
            if others:
                raise WordingError("two-numbers", stated, "、".join(["番", *others]))
            if words.form == "multiple" and of_rate(normalise(stated).split("番")[0]):
                marks.add("of-rate")  # 增速翻番
            return words._replace(since=year, marks=frozenset(marks | words.marks))
        if _DOUBLED.search(text) is not None:
            raise WordingError("bad-number", stated)  # 翻一到两番
    found = figures(text, unit, stated)
    if not found and unit not in OF_TIME:
        text, found = _of_time(whole, text, stated)
    if not found:
        return without_number(text, frozenset(marks))
    if len(found) == 1:
        check_before(text, found[0].start, stated)
        return said_of(text, found[0], None, unit, marks, year, stated, per)
    if len(found) == 2:
        if (one := _one_of_two(text, *found)) is not None:
            return said_of(text, one, None, unit, marks, year, stated, per)
        ends = range_of(text, *found)
        if ends is not None:
            return said_of(text, ends[0], ends[1], unit, marks, year, stated, per)
    raise WordingError("two-numbers", stated, "、".join(item.text for item in found))


def _one_of_two(text: str, first: Amount, second: Amount) -> Amount | None:
    """Return the second of two numbers where the first says only among how many, or from where."""
    between = text[first.end : second.front.start]
    whole = second.front.rank == "第" or _OF_ALL.search(text[: first.start]) is not None
    if second.front.rank and whole and not first.front.rank and first.unit in _ARE_RANKED:
        return second if _AMONG.fullmatch(between) else None  # 居168个城市第12位
    reached = _REACHED.search(text[first.end : second.start]) is not None
    from_ = _FROM.search(text[: first.front.start]) is not None
    return second if reached and from_ and first.unit == second.unit else None


def _side_marks(text: str) -> set[str]:
    """Return the marks of the side words, but for those that are parts of other words."""
    marks: set[str] = set()
    at = 0
    while (found := _SIDE.search(text, at)) is not None:
        word = found[0]
        before, after = GUARDS.get(word, ("", ""))
        if word[0] == "新":
            before += _NO_NEW  # 创|新增
        last, following = text[: found.start()][-1:], text[found.end() : found.end() + 1]
        part = (last and last in before) or (following and following in after)
        if word == "每年" and last and last in _EACH and following.isdigit():
            part = True  # 提高到每人每年4320元: what a year's amount rises to
        if word == "年均" and _ONE_YEAR.search(text[: found.start()]):
            part = not _YEARS.search(text[: found.start()])  # 2025年|均达到
        if word == "逐年" and _BY_DEGREES.match(text, found.end()):
            part = True
        if part:
            at = found.start() + 1
            continue
        marks.update(SIDE[word])
        at = found.end()
    if "average" in marks:
        marks.discard("each-year")
    return marks


def _per(text: str, unit: str) -> tuple[str, str]:
    """Take 每立方米 and 每万人 out of words whose unit is counted per that.

    Returns:
        the text without them, and what the figure is per: /立方米.
    """
    _, slash, part = unit.partition("/")
    if not slash:
        return text, ""
    if part.startswith("10万") and (found := _IN_100_000.search(text)) is not None:
        return text[: found.start()] + text[found.end() :], slash + part
    if f"每{part}" in text:
        before, _, after = text.partition(f"每{part}")
        if before[-1:].isdigit() or not after or re.search(rf"[^0-9{''.join(FACTORS)}]$", before):
            number = re.search(r"[0-9]", before)
            if number and not re.search(r"[0-9一二三四五六七八九十]", after):
                return f"{before}/{part}{after}", ""  # 0.5吨标准煤每万元
        return f"{before}{after}", slash + part
    if f"{part}均" in text:
        return text.replace(f"{part}均", "", 1), slash + part  # 亩均税收30万元
    if part.endswith("人") and (found := re.search(rf"每{part[:-1]}(?:常住|户籍)人口", text)):
        return text[: found.start()] + text[found.end() :], slash + part
    if part[:1] in FACTORS and (named := re.search(rf"(?<![0-9{_NUMERALS}]){part}", text)):
        behind = text[named.end() :].removeprefix("常住").removeprefix("人口")
        if not re.search(r"[0-9]", text[: named.start()]) and re.search(r"[0-9]", behind):
            return text[: named.start()] + behind, slash + part  # 万人发明专利拥有量40件
    return text, ""


def _of_time(whole: str, text: str, stated: str) -> tuple[str, list[Amount]]:
    """Find a span of time that is the figure itself: 提高到11.5年.

    Args:
        whole: the words before spans of time were masked; text: after.
    """
    open_ = mask(whole, "年")
    if open_ == text:
        return text, []
    found = [
        item
        for item in figures(open_, "年", stated)
        if item.unit in OF_TIME
        and not _TO.search(open_[: item.start])
        and not open_.startswith("来", item.end)
        and (
            item.front.strong
            or item.front.toward
            or _SPAN_VERBS.match(open_, item.front.start)
            or "." in item.text
        )
    ]
    if len(found) > 1:
        raise WordingError("two-numbers", stated, "、".join(item.text for item in found))
    return (open_, found) if found else (text, [])
