"""Goals without a number: in step with, faster than, set outside the text, doubled, covered, risen.

They are sought in passages of goals alone. A trend (稳步增长, 持续下降) is proposed only of an
indicator that the catalogue knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from czplan import patterns as re
from czplan.extract.catalogue import Catalogue, Mentions
from czplan.extract.doublings import doublings
from czplan.extract.meaning import Attribution, any_id, growth_id, level_id
from czplan.extract.names import completed, left_edge, split_names, trimmed, verb_of
from czplan.extract.seeking import seek
from czplan.period import PLAN_NAME
from czplan.quantity.numerals import read_number

_OTHER = (
    r"(?:全市|全省|全区|我市|我省|当地|全州|全县)?(?:经济增长|经济发展|国民经济|经济|GDP增长|GDP|经济总量|地区生产总值|生产总值|国内生产总值|国民生产总值"
    r"|城镇居民人均可支配收入|城镇居民收入|城镇居民|城镇)(?:的)?(?:增长速度|增长率|增长|增速|增幅|发展)?(?:态势)?"
)
_PARITY = re.compile(
    rf"(?:增长|增速|增幅)?(?:力争|保持|基本|努力)*(?:与|和|同|跟)(?P<ref>{_OTHER})(?:的)?(?:保持|实现|大体|总体|力争"
    rf"|基本)*(?:同步|相适应|持平|相当|协调|一致)(?:增长|提高|提升)?"
)
_WITH = re.compile(
    r"(?:增长|增速|增幅)?(?:力争|保持|努力)*(?:与|和|同)(?P<ref>全国|全省|全区|自治区|全市)(?:平均水平|平均)?(?:增速|水平)?(?:保持"
    r"|实现|大体)*(?:基本)?(?:持平|同步|一致|相当)(?=[,;。、:!)]|$|增长|的)"
)
_FASTER = re.compile(
    rf"(?:增长|增速|增幅|增长速度)?(?:力争|努力|保持|继续|略|均|明显|要)*(?P<how>快于|高于|不低于|跑赢|超过"
    rf"|不慢于)(?P<ref>{_OTHER})(?=[,;。、:!)]|$|水平)"
)
_WIDER = re.compile(
    r"(?P<how>高于|快于|低于|好于|优于|不低于|不高于|超过|跑赢|达到或高于|高于或优于)(?P<place>全国|全省|全区|全自治区|自治区|省|全市|中部地区|西部地区|周边|全国、全省"
    r"|全国和全省|全省、全国|全国全省)(?:的)?(?:和全省)?(?:平均|增速|水平|平均增速|平均水平|增长|平均增幅|增幅|涨幅|控制线|态势|走势"
    r"|的平均)*(?=[,;。、:!)]|$|的目标)"
)
_ISSUER = (
    r"(?:国家|省|省上|市上|自治区上|年度|省里|省政府|省委省政府|省委、省政府|自治区|自治区政府|上级|中央|市|全省|州|区|省委|国家和省|国家、省|国家和自治区"
    r"|省市|省级|上级政府|国务院|自治区党委|[“\"]"
    + PLAN_NAME
    + r"[”\"](?:规划|时期|期间)?(?:国控|省控|国家|省定)?|国控|省控)"
)
_SET = re.compile(
    rf"(?:控制在|完成|达到|确保完成|全面完成|超额完成|实现|不?高于|不?低于|优于|不超过|不突破|按|圆满完成|符合|落实){_ISSUER}(?:政府)?(?:下达|核定|规定|确定"
    rf"|要求|控制|分解|明确|调控|预期|考核|定|约束性|控制性)+的?(?P<what>[^,;。、:]{{0,24}}?)(?:目标|任务|指标|要求|计划|数|范围|标准"
    rf"|水平|以内|之内|限额|值|幅度|区间|责任|约束性|进度|内|控制)+"
)
_YEARLY = re.compile(
    r"(?:全面|超额|确保|如期|圆满)?(?:完成|实现)[^,;。]{2,70}?等?(?:年度|[“\"]"
    + PLAN_NAME
    + r"[”\"](?:规划|时期|期间)?|约束性"
    r"|控制性)(?:的|节能|减排|降碳|约束性|计划)*(?:目标|任务|指标|要求)+"
)
"""完成单位生产总值能耗、化学需氧量等年度节能减排任务: the names stand within."""
_HOW = re.compile(
    "(?:全面?|高[质效]|高质量|优质高效|保质保量|圆满|如期|较好地?|按[时期]|坚决|顺利)+"
)
"""How a goal is met, where the words name none: 高质高效完成年度目标任务."""
_SETTING = (
    *("下达", "核定", "规定", "确定", "要求", "控制", "分解", "明确", "调控", "预期", "考核", "定"),
    *("目标", "指标", "任务"),
)
_SET_SHORT = re.compile(
    rf"(?:控制在|完成|达到|实现){_ISSUER}(?:目标|指标|控制|任务|调控|要求|考核|预期)+(?:目标|任务|范围|要求|标准|数)?(?:以内|之内|内)?"
)
_COVER = re.compile(
    r"(?P<word>(?<!健)全覆盖|全面覆盖|全达标|全部达标|动态清零|清零|应保尽保|应收尽收|应治尽治|全部脱贫)(?=[,;。、:!)”]|$|目标|工作|的目标|任务)"
)
_NO_COVER = re.compile("的|率|”?总?(?:方针|策略|政策)")
_SO_MANY = re.compile('[“"][一二两三四五六七八九十\\d]{1,3}[个大项类]$')
"""“十个全覆盖”: the name of a scheme."""
_DIGITS = re.compile(
    r"(?:保持|实现|达到|力争|增长)?(?:在)?(?:(?:两|二|双)位数(?:以上)?(?:的)?(?:增长|增速|增幅)?)"
)
_PUSHED = re.compile(
    "(?:扎实|深入|全面|全力|稳步|持续|有序|加快|积极|大力)+(?:推进|推动|促进|实现)(?=..)"
)
_KEEP = re.compile(
    r"保(?P<keep>[\d.]+|[一二三四五六七八九十]+)%?[,、]?争(?P<strive>[\d.]+|[一二三四五六七八九十]+)%?"
)
"""增速保6争7: the goal and what is striven for."""
_TREND = re.compile(
    r"(?P<word>(?:保持|实现|继续|持续|稳步|稳定|平稳|较快|进一步|逐步|不断|大幅|明显|同步|有所|基本|总体|稳中|合理|快速|适度|一定|稳步|稳量|促稳|扩量|保稳|增量)+(?:增长"
    r"|提高|提升|增加|下降|降低|减少|稳定|平稳|有升|有降|改善|优化|回落|提质|提优|运行|缩小|下行|增收)(?:增长|提升|提高)?|(?<=[^\W\d_])提质(?:增效|提效))(?=[,;。、!)]|$)"
)
_OF_GOALS = frozenset(
    ["foreign-trade-growth", "fdi-growth", "fixed-investment-growth", "exports-growth"]
)
"""What a list of goals may leave without a number: 外贸进出口促稳提质."""
_THEN_NUMBER = re.compile(r"[和、及]\d")
_POSITIVE = re.compile(r"(?:力争|争取|确保|努力|实现|保持|扭转为|转为|继续)*正增长(?=[,;。、!)]|$)")
_REF = (
    ("城镇", "urban-income-growth"),
    ("经济", "gdp-growth"),
    ("GDP", "gdp-growth"),
    ("生产总值", "gdp-growth"),
)


class Bare(NamedTuple):
    """A goal without a number.

    Attributes:
        start, end: where its words stand.
        name: the subject; begin, stop: where that stands.
        id: the indicator, empty where none is meant.
        operator: parity, external, direction, or that of a multiple or a coverage.
        value: the multiple or the per cent, None where there is none.
        unit: of the value.
        reference: the other indicator.
        stretch: the second, higher figure of one goal.
    """

    start: int
    end: int
    name: str
    begin: int
    stop: int
    id: str
    operator: str
    value: float | None = None
    unit: str = ""
    reference: str | None = None
    stretch: bool = False


def bare_goals(
    text: str,
    start: int,
    end: int,
    names: Mentions,
    catalogue: Catalogue,
    claims: list[Attribution],
) -> list[Bare]:
    """Find the goals of a sentence that have no number; `claims` are those with one."""
    search = _Search(text, start, end, names, catalogue, claims)
    for find in (
        search.in_step,
        search.in_step_with_a_place,
        search.faster,
        search.set_by_others,
        search.against_a_place,
        search.kept_and_striven_for,
        search.two_digits,
        search.doubled,
        search.covered,
        search.trends,
        search.positive,
    ):
        find()
    return sorted(search.found, key=lambda bare: bare.start)


_Item = tuple[str, int, int]
"""A name, and where it begins and stops."""


@dataclass(slots=True)
class _Search:
    """A sentence in which goals without a number are sought; the first to claim words has them."""

    text: str
    start: int
    end: int
    names: Mentions
    catalogue: Catalogue
    claims: list[Attribution]
    found: list[Bare] = field(default_factory=list)

    def _free(self, begin: int, stop: int) -> bool:
        numbers = (one.number for one in self.claims)
        return not any(one.front < stop and begin < one.end for one in numbers) and not any(
            bare.start < stop and begin < bare.end for bare in self.found
        )

    def _add(
        self,
        match: re.Match[str],
        item: _Item,
        id_: str,
        operator: str,
        value: float | None = None,
        unit: str = "",
        reference: str | None = None,
    ) -> None:
        start = match.start("word" if "word" in match.re.groupindex else 0)
        bare = Bare(start, match.end(), *item, id_, operator, value, unit, reference)
        self.found.append(bare)

    def _matches(self, pattern: re.Pattern[str], *hints: str) -> Iterator[re.Match[str]]:
        return seek(pattern, self.text, self.start, self.end, *hints)

    def _free_matches(self, pattern: re.Pattern[str], *hints: str) -> Iterator[re.Match[str]]:
        """Yield the matches that no goal has yet."""
        return (match for match in self._matches(pattern, *hints) if self._free(*match.span()))

    def _subjects(self, at: int, *, known_only: bool = False) -> list[_Item]:
        """Return what the words before a place name; an empty name where they name nothing."""
        text, names, known_names = self.text, self.names, self.catalogue.names
        edge = left_edge(text, self.start, at)
        begin, stop = trimmed(text, edge, at, names)
        items = [trimmed(text, *item, names) for item in split_names(text, begin, stop, names)]
        items = [item for item in items if item[1] > item[0]]
        last = text[slice(*items[-1])] if items else ""
        known = [(completed(text[one:two], last, self.catalogue), one, two) for one, two in items]
        if len(known) > 1 and known[-1][0] in known_names:
            return [item for item in known if item[0] in known_names]
        if len(known) > 1:
            named = [item for item in known[:-1] if item[0] in known_names] if known_only else []
            return [*named, known[-1]]
        return [(text[begin:stop], begin, stop)]

    def _whole(self, at: int) -> _Item:
        """Return what the words before a place name as one: 城镇社区和景区村庄充电设施全覆盖.

        Of a list of verbs the last counts: 完善A、建设B.
        """
        text, names = self.text, self.names
        told = self._told(at)
        edge = left_edge(text, told.number.end if told else self.start, at)
        begin, stop = trimmed(text, edge, at, names)
        parts = [trimmed(text, *item, names) for item in split_names(text, begin, stop, names)]
        if len(parts) > 1 and verb_of(text[slice(*parts[-1])]):
            begin, stop = parts[-1]
        if pushed := _PUSHED.match(text, begin, stop):
            begin = pushed.end()
        return text[begin:stop], begin, stop

    def _told(self, at: int) -> Attribution | None:
        """Return what the last number before a place was said of."""
        told = [one for one in self.claims if self.start <= one.number.end <= at]
        return told[-1] if told else None

    def _whole_or_told(self, at: int) -> _Item:
        """Return what the words before a place name, or else what was spoken of before."""
        item, told = self._whole(at), self._told(at)
        named = item[0] and not item[0].isdigit()
        if named or told is None or told.name is None or ";" in self.text[told.number.end : at]:
            return item
        return told.name.text, told.name.start, told.name.end

    def in_step(self) -> None:
        """与经济增长同步."""
        hints = ("同步", "相适应", "持平", "相当", "协调", "一致")
        for match in self._matches(_PARITY, *hints):
            for item in self._subjects(match.start()):
                id_ = growth_id(item[0], self.catalogue)
                if item[0] and (id_ or self._free(*match.span())):
                    self._add(match, item, id_, "parity", None, "%", _reference(match["ref"]))

    def in_step_with_a_place(self) -> None:
        """与全国平均水平持平."""
        for match in self._matches(_WITH, "持平", "同步", "一致", "相当"):
            where = "nation" if match["ref"] == "全国" else "province"
            free = self._free(*match.span())
            for item in self._subjects(match.start()):
                id_ = growth_id(item[0], self.catalogue) or any_id(item[0], self.catalogue)
                if item[0] and free:
                    other = f"{id_}@{where}" if id_ else where
                    self._add(match, item, id_, "parity", None, "%", other)

    def faster(self) -> None:
        """快于GDP增长."""
        hints = ("快于", "高于", "不低于", "跑赢", "超过", "不慢于")
        for match in self._free_matches(_FASTER, *hints):
            for item in self._subjects(match.start()):
                if item[0]:
                    id_ = growth_id(item[0], self.catalogue)
                    self._add(match, item, id_, "parity", None, "%", _reference(match["ref"]))

    def set_by_others(self) -> None:
        """完成省下达的目标任务: the bar stands in another's document."""
        for pattern in (_SET, _SET_SHORT, _YEARLY):
            for match in self._free_matches(pattern, *_SETTING):
                for name, begin, stop in self._asked(pattern, match):
                    id_ = any_id(name, self.catalogue)
                    if not name and (what := match.groupdict().get("what")):
                        name, begin, stop = what, match.start("what"), match.end("what")
                    if len(name) > 1 and not _HOW.fullmatch(name):
                        self._add(match, (name, begin, stop), id_, "external")

    def _asked(self, pattern: re.Pattern[str], match: re.Match[str]) -> list[_Item]:
        """Return the names of which others have set something: within the words or before them."""
        inner = _inside(match, self.names)
        if pattern is _YEARLY:
            inner = [span for span in inner if self.catalogue.ids(self.text[span[0] : span[1]])]
            if not inner:
                return []
        if inner:
            listed = [(self.text[one:two], one, two) for one, two in inner]
        else:
            listed = self._subjects(match.start(), known_only=True)
        apart = "分别" in self.text[self.start : match.start()]
        if apart and _THEN_NUMBER.match(self.text, match.end(), self.end):
            return listed[:1]  # 分别控制在省定标准和3.5%以内: the second has its own bar
        return listed

    def against_a_place(self) -> None:
        """高于全国平均水平."""
        hints = ("高于", "快于", "低于", "好于", "优于", "超过", "跑赢", "不高于")
        for match in self._free_matches(_WIDER, *hints):
            for item in self._subjects(match.start()):
                if item[0]:
                    id_ = any_id(item[0], self.catalogue)
                    self._add(match, item, id_, "external")

    def kept_and_striven_for(self) -> None:
        """增速保6争7."""
        for match in self._matches(_KEEP, "争"):
            item = self._subjects(match.start())[-1]
            id_ = growth_id(item[0], self.catalogue)
            if not id_ or not self._free(*match.span()):
                continue
            for which in ("keep", "strive"):
                least = read_number(match[which])
                if least is not None:
                    first, last, more = match.start(which) - 1, match.end(which), which == "strive"
                    value = float(least.value)
                    bare = Bare(first, last, *item, id_, ">=", value, "%", stretch=more)
                    self.found.append(bare)

    def two_digits(self) -> None:
        """保持两位数增长."""
        for match in self._free_matches(_DIGITS, "位数"):
            for item in self._subjects(match.start()):
                if item[0]:
                    self._add(match, item, growth_id(item[0], self.catalogue), ">=", None, "%")

    def doubled(self) -> None:
        """翻一番, 倍增."""
        for match, times in doublings(self.text, self.start, self.end):
            at = match.start("word")
            if not self._free(at, match.end()):
                continue
            items = self._subjects(at)
            known = any(level_id(item[0], self.catalogue) for item in items)
            for item in items if known else [self._whole_or_told(at)]:
                if item[0] and not item[0].startswith(("实施", "推进", "开展")):
                    id_ = level_id(item[0], self.catalogue)
                    self._add(match, item, id_, ">=", times, "倍")

    def covered(self) -> None:
        """全覆盖, 动态清零."""
        hints = ("覆盖", "达标", "清零", "应保", "应收", "应治", "脱贫")
        for match in self._free_matches(_COVER, *hints):
            item = self._whole(match.start())
            if _SO_MANY.search(self.text, self.start, match.start()):
                continue
            if _NO_COVER.match(self.text, match.end()) or len(item[0]) < 2 or item[0] == "坚持":
                continue
            if "零" in match[0]:
                self._add(match, item, "", "<=", 0.0)
            else:
                # 全部脱贫 says no number
                self._add(match, item, "", ">=", None if "脱贫" in match[0] else 100.0, "%")

    def trends(self) -> None:
        """稳步增长."""
        for match in self._free_matches(_TREND):
            for item in self._subjects(match.start()):
                id_ = any_id(item[0], self.catalogue)
                bettered = "提质" in match["word"] and "稳中" not in match["word"]
                if bettered and not (id_ in _OF_GOALS and self.claims):
                    continue  # 农业提质增效 is work
                if id_ and item[0] not in {"经济", "投资", "国民经济"}:
                    self._add(match, item, id_, "direction")

    def positive(self) -> None:
        """保持正增长."""
        for match in self._free_matches(_POSITIVE, "正增长"):
            for item in self._subjects(match.start()):
                if id_ := growth_id(item[0], self.catalogue):
                    self._add(match, item, id_, ">", 0.0, "%")


def _inside(match: re.Match[str], names: Mentions) -> list[tuple[int, int]]:
    """Return the known names within the words of an external bar: 完成省下达的节能减排任务."""
    return [span for span in names if match.start() <= span[0] and span[1] <= match.end()]


def _reference(words: str) -> str | None:
    return next((id_ for key, id_ in _REF if key in words), None)
