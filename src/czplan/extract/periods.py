"""The period of a figure: a decision of its own, made of the frame and of what the figure is.

In a passage of several years a yearly average, what was done and a change in points stand for all
of them; where something stands, and what is reckoned by the year, for the last. Which of them isn't
said shows in `why`. In a passage of one year a yearly average tells of the several years that the
document reviews.
"""

from __future__ import annotations

from dataclasses import dataclass

from czplan import patterns as re
from czplan.extract.document import plan_years
from czplan.extract.framing import Frame
from czplan.extract.list_periods import (
    ADDED_UP,
    COMPARED_SUM,
    GROWS_BEHIND,
    YEARLY_SUMS,
    yearly_summed,
)
from czplan.extract.numbers import Number
from czplan.extract.values import ADDED
from czplan.extract.words import longest_first, section
from czplan.period import PLAN_NAME
from czplan.quantity.numerals import count_of

_AVERAGE = re.compile(
    r"(?<!浓度)年均(?!浓度|值|气温|降)|(?<!全)(?<!前[两三四五])年平均(?!浓度|气温|值)|平均每年|年递增|平均增长|年增长率?(?=$)|每年平均|平均每年"
)
_TOTAL = re.compile(
    r"累计|五年共|五年来|五年间|五年新增|合计|总计|期间|年间|四年|五年|三年|(?<!\d)5年"
    r"|共(?:完成|新增|投入|建成|实施|引进|争取|改造|发放)"
)
_SEVERAL = re.compile(r"[五5]年|[“\"]?" + PLAN_NAME + r"|年均|平均|年递增")
_ONE_YEAR = re.compile(r"全年(?!均)|当年|年内")
_FROM = re.compile(
    r"(?:比|较|是|在(?=[^,;。]{5,8}基础上))(?:(?P<year>(?:19|20)\d\d)年|[“\"]?(?P<plan>十[一二三四五]?|九)五[”\"]?期?末)"
)
_SINCE = re.compile(
    r"(?:比|较|是)(?:19|20)\d\d年|(?:比|较)[“\"]?(?:十.五|[十九]五)|翻|的[\d.]+倍|累计"
)
_FIVE = re.compile(r"[五5]年(?:来|间)?(?:累计|共|合计|新增)")
_FROM_TO = re.compile(r"[从由]((?:19|20)\d\d)年[^;。]{0,24}到((?:19|20)\d\d)年[^;。]{0,40}$")
_BASE = re.compile(r"(?:是|比|较|与)((?:19|20)\d\d)年[^;。]{0,24}$")
"""是2012年的1.4倍,年均增长9%: what the mean is reckoned from."""
_SO_MANY = re.compile(
    r"(?<![\d.近创])([1-9]\d)年来,[^;]*$"
    "|(?:近|来的?|这|过去)(?:的)?([两三四六七八十2-46-8]|10)年(?!前|内)[^;]*$"
    "|(?<![十第])([两三四六七八十])年(?:来|间)[^;]*$"
)
_OVER_YEARS = re.compile(
    "(?:^|近|过去)([两三四六七八十2-46-9]|10)年(?:来|间)?(?:累计|共|合计|净?增加|净?增长|(?=\\d)|"
    + longest_first(section("frames", "done"))
    + ")"
)
"""十年增加近70万亿元, 近三年建成50所: how many years a figure is of."""
_LATELY = re.compile("(?:近|过去)([两三四六七八十2-46-9]|10)年(?![来前内])")
"""近三年淘汰产能9000万吨: of all these years."""
_DECADES = re.compile(r"(?<![\d.近创])([1-9]\d)年来,[^;]*$")
"""40年来,收入增长97倍: what grew over so long."""
_COUNTED = frozenset({"人", "套", "户"})
_LEVELS = frozenset({"stock", "share", "ratio", "rank", "index"})
_AMOUNTS = frozenset({"stock", "flow", "additions"})
_RATES = frozenset({"%", "‰", ":1", "倍", "位", "℃", "微克/立方米"})
"""Units of what isn't added up."""
_GROWN_TO = re.compile("培育|发展|建成|创建|引进|打造")
"""Verbs whose count, where 达到 follows, is of all there are: 培育合作社达到445个."""
_RISES_TO = re.compile(
    "(?:增加?|增长|提高|提升|上?升|发展|扩大|拓展|扩展|下?降|减少|缩短|壮大)(?:至|到|为)[^,;。\\d]{0,5}\\d[^,;。]*$"
    "|(?:^|、)(?:分别|均)?达(?![标产效纲])到?[^,;。]*$"
)
"""增至8家: where something stands, though its name tells of what was added (新增)."""
_HOLDS_AT = re.compile(
    "(?:达(?![标产效纲])到?|[至到]|突破|超过?|(?<![经通])过(?=[百千万亿])|保持在?|稳定在?|控制在?|维持在?|(?<=[^,;。])为|接近)了?"
    "[^,;。\\d]{0,2}[\\d一二三四五六七八九十百千万][\\d.,万亿千百十余多]*[^,;。\\d]{0,8}$"
    "|现有|拥有|已有|覆盖|通达|(?<!年)共有|在册|总量|存量|余额|平均|人均|万元[^,;。\\d]|单位|每[^,;。]{0,6}\\d|年[产销交接]"
)
"""Words that say where an amount stands, or that it is of each head."""
_MORE_THAN = re.compile("(?:突破|超过?|接近|逾)[^,;。]{1,12}$")
"""争取资金突破100亿元: behind a verb of what is done the bound says nothing of where it stands."""
_INVESTED = re.compile("[^,;。\\d]*完成[^,;。\\d]*投资(?:分别)?达到?\\d")
"""完成公路、电网投资分别达370亿元、100亿元: what was spent over the years, for all its 达."""
_STANDS = re.compile("(?:" + longest_first(section("frames", "stands")) + ")$")
_THINGS = re.compile("(?:" + longest_first(section("frames", "things")) + ")[”’]?$")
_OF_WORKS = frozenset({"面积", "总面积"})
"""Of the works named before: 新建道路44条,总长126公里,面积570万平方米."""
_PARTED = re.compile("压减|减少|减免|节约|改善|恢复|新增|扩大|治理|整治|流转|复垦|增加(?!值)")
"""Verbs of what is done to what stands: 改善灌溉面积, 压减支出."""
_PLACED = re.compile("[,、(]?(?:分别)?(?:居|位居|占|列|台阶|大关|关口|目标)")
_OF_ALL_YEARS = re.compile(
    "累计|合计|[三四五345]年(?:来|间)?共|[三四五345]年间(?![^,;。]*(?:达|超|突破|[至到为]))"
)
_AS_MUCH_AS = re.compile(
    "(?:五”?(?:时期|期间|五年)?|[上前]一?个?[五5]年|前[\\d一二三四五六七八九十]+年|上届|总和)的?[近约]?[\\d.]+倍$"
)
_DONE = re.compile(longest_first(section("frames", "done")) + "|^共建")
_HAPPENED = re.compile("[^,;。\\d]{0,16}(?:" + longest_first(section("frames", "happened")) + ")")
_ENJOYED = re.compile("[^,;。\\d]{0,16}(?:参加|享受|参保|受到|得到|[纳加]入[^,;。]{0,6}保险)")
"""21.7万困难群众享受城乡低保: as many as do so now."""
_OUT_OF_NEED = re.compile("[^,;。]{0,16}(?:脱贫|摆脱贫困|脱困|得到解决|得到改善|回迁|搬迁)")
"""38万贫困人口全部脱贫: whom the years have helped, not how many there are."""
_OF_EACH = re.compile("(?<![人户月])每年[^,;。\\d]{0,12}\\d")
_FROM_LEVEL = re.compile(
    "[由从](?:((?:19|20)\\d\\d)年)?[^;。]{0,30}\\d[^;。]{0,24}(?:至|到)[^;。\\d]{0,10}[\\d.]+[^;。\\d]{0,6}"
    "[,、(](?:同口径|可比)?(?:分别)?$"
)
"""由2015年的17.24亿元增加到24.8亿元,增长43.9%: growth over all those years."""
_SHIFTED = re.compile(
    "与((?:19|20)\\d\\d)年(?:底|末)?相比,[^;。]*$"
    "|[由从]((?:19|20)\\d\\d)年[^,;。]{0,24}(?:到|至|为)(?:19|20)\\d\\d年[^,;。]{0,20},[^,;。\\d]{0,10}$"
)
"""与2016年相比,…增长266%; 结构由2010年的…调整为2015年的…,比重提高4个百分点."""
_MOST_YEARS = 30
"""How many years back a base of a growth is looked for."""
_NEAR = 90
"""How far back a from-to stands that a growth is of."""
_YEAR_ON_YEAR = re.compile("同比|[比较](?:上年|去年|年初)")
_MOVED = re.compile("提高|提升|下降|减少|降低|压缩|压减|缩短|缩小|精简|增加|上升")
_WHOLE_COUNT = re.compile("总数(?:分别)?(?:达?到?[^,，、]{0,8})?$")
"""What says that a count is of all there are, whatever was added: 新增5家,总数达到94家."""
_HALVED = -30
"""A fall per cent that only several years make, whatever it is of."""
_DOUBLED = 100
"""A growth per cent that a review of several years gives of all of them (进出口增长1.6倍)."""
_QUICK = frozenset({"work-accidents-change", "work-accident-deaths-change", "pm25-change"})
"""Changes that a single year may make large."""
_QUICK_GROWTH = frozenset({"gdp-growth", "retail-growth"})
"""Growths that a zone may have in the one year that its sentence names."""
_LARGE_FALL = 9
"""A fall of energy or emissions per cent that no place has in one year."""
_STEADY_FALL = -6
"""A fall of energy and emissions per cent that a review of several years gives of all of them."""
_LARGE_RISE = 45
_LARGE_INCOME = 28
"""A growth per cent of sales, and of incomes and output, that no place has in one year."""

_EACH_YEAR = ("每年", "年均", "平均每年", "每年平均", "每年再")
_EACH_YEAR_END = re.compile("(?:平均每年|每年平均|每年再|每年|年均)$")


def is_average(clause: str) -> bool:
    """Tell whether a clause speaks of a yearly average."""
    return _AVERAGE.search(clause) is not None


def since_year(clause: str) -> int | None:
    """Return the year that words say a change is reckoned from: 较2015年, 比“十二五”末."""
    since = _FROM.search(clause)
    if since is None:
        return None
    return int(since["year"]) if since["year"] else plan_years(since["plan"])[1]


@dataclass(slots=True)
class YearsTold:
    """What decides of which years a figure tells.

    Attributes:
        measure, unit, name, id_: of the figure.
        size: its value; changed: words of growth or decline stand at it; points: it
            counts percentage points.
        clause, lead: the clause up to the figure; the sentence up to it.
        behind: what follows the figure; near: what stands to either side of it.
        level: words say that it is where something stands.
        fresh: its name stands by it and isn't carried over from a level.
        listed: the period of the figure whose list it goes on, and if that one's was sure.
        frame: the frame at the figure; current: that of the passage.
        past: the several years that the document reviews.
        why: gets what decided.
    """

    measure: str
    unit: str
    name: str
    id_: str
    size: float | None
    changed: bool
    points: bool
    clause: str
    lead: str
    behind: str
    near: str
    level: bool
    fresh: bool
    listed: tuple[str, bool] | None
    frame: Frame
    current: Frame
    past: tuple[int, int] | None
    why: list[str]

    def period(self) -> str | None:
        """Return the figure's period; None where no year is known."""
        frame, clause = self.frame, self.clause
        if frame.end is None or frame.start is None:
            return None
        if frame.month:
            return f"{frame.end}-{frame.month:02d}"
        if self.points and self.changed:
            self.measure = "growth"
        if (span := self._named(frame.end)) is not None:
            return span
        if _RISES_TO.search(clause) and self.measure != "growth":
            self.why.append("last-year")
            return str(frame.end)
        return self._summed_or_last(frame.end)

    def _named(self, end: int) -> str | None:
        """Return the years that words name: a mean's, those since a base, so many."""
        clause, average = self.clause, is_average(self.clause)
        grown = self.measure == "growth" and self.changed
        first = self._base_year(average=average) if grown else None
        decades = _DECADES.search(self.lead) if "年来," in self.lead else None
        over = _OVER_YEARS.search(clause)
        if over is None and self.measure in {"growth", "additions", "flow"} and not self.level:
            over = None if "分别" in clause and self.measure == "flow" else _LATELY.search(clause)
        if first is not None and 1 < end - first < _MOST_YEARS:
            first += 1
        elif grown and not average and decades:
            first = end - int(decades[1]) + 1
        elif over and not average and (self.measure == "growth" or self.unit not in _RATES):
            first = end - (count_of(over[1]) or 1) + 1
        elif average and not (self.level and "年均" not in clause.rpartition("、")[2]):
            self.why.append("average")
            return self._mean(end)
        else:
            return None
        self.why.append("total")
        return f"{first}..{end}"

    def _base_year(self, *, average: bool) -> int | None:
        """Return the year that a growth is reckoned from, where words name it."""
        if (since := since_year(self.clause)) is not None:
            return since
        if (shift := None if average else _SHIFTED.search(self.lead)) is not None:
            return int(shift[1] or shift[2])
        if self.points or average or _YEAR_ON_YEAR.search(self.clause):
            return None
        grown = _FROM_LEVEL.search(self.lead[-_NEAR:])
        return int(grown[1]) if grown and grown[1] else None

    def _mean(self, end: int) -> str:
        """Return the years of a yearly average."""
        first, last = self._years() or (end - 4, end)
        spanned = _FROM_TO.search(self.lead)
        if spanned and 0 < int(spanned[2]) - int(spanned[1]) < 80:
            return f"{int(spanned[1]) + 1}..{spanned[2]}"
        base = _BASE.search(self.lead)
        if base and 1 < end - int(base[1]) < 15:
            return f"{int(base[1]) + 1}..{end}"
        counted = _SO_MANY.search(self.lead)
        if counted:  # 近三年年均增长12.8%
            first = last - (count_of(counted[1] or counted[2] or counted[3]) or 1) + 1
        return f"{first}..{last}"

    def _years(self) -> tuple[int, int] | None:
        past = self.past if _SEVERAL.search(self.clause) else None
        return several(self.frame, self.current, past)

    def _summed_or_last(self, end: int) -> str | None:
        """Return the years of a figure that names none: those of the passage, or the last."""
        measure, clause, id_, past = self.measure, self.clause, self.id_, self.past
        years, total = self._years(), _TOTAL.search(clause) is not None
        additive = measure == "additions" or (
            measure == "flow" and (self.unit in _COUNTED or ADDED.match(self.name) is not None)
        )
        if _WHOLE_COUNT.search(clause) or (self.level and _GROWN_TO.match(self.name)):
            additive = False
        if _ONE_YEAR.search(clause):
            years, additive = None, False
        if years is None and _FIVE.search(clause):
            years = (end - 4, end)
        whole = f"{years[0]}..{years[1]}" if years else None
        if measure == "flow" and not additive:
            total = ADDED_UP.search(clause) is not None
        reviewed = past is not None and past[0] <= end <= past[1] + 1
        if past and reviewed and additive and "累计" in clause and _SEVERAL.search(self.lead):
            whole = whole or f"{past[0]}..{past[1]}"  # 五年投入60亿元,累计新增就业30万人
        amount = measure in _AMOUNTS and self.unit not in _RATES
        if (
            whole
            and (total or (additive and _TOTAL.search(self.lead)))
            and (measure not in _LEVELS or (amount and _OF_ALL_YEARS.search(clause)))
        ):
            self.why.append("total")
            return whole
        own = self.frame.named and not self.frame.several and id_ in _QUICK_GROWTH
        large = measure == "growth" and "同比" not in clause and not own  # 2021年…增长30%
        large = large and self.size is not None and _too_large(id_, self.size)
        if not self.frame.several:
            large = large and (id_ not in _QUICK if id_ else total)
            if large and whole is None and past is not None and past[1] in {end, end - 1}:
                whole = f"{past[0]}..{past[1]}"
            return whole if large and whole else str(end)
        if _ONE_YEAR.search(clause) or (self.changed and _YEAR_ON_YEAR.search(clause)):
            summed, sure = False, True
        elif additive or large or (measure == "growth" and self.changed and _SINCE.search(clause)):
            summed, sure = True, True
        elif amount:
            summed, sure = self._added_up()
            if not sure and self.listed is not None and (summed or self.listed[1]):
                summed, sure = ".." in self.listed[0], self.listed[1]
        elif self.unit == "倍" and not self.changed:
            summed, sure = "翻" in clause or _AS_MUCH_AS.search(clause) is not None, True
        elif measure == "growth" and self.changed:
            summed, sure = self._grown()
        else:
            summed, sure = False, True
        self.why.append("total" if summed else "last-year")
        if not sure:
            self.why.append("span")
        return whole if summed else str(end)

    def _added_up(self) -> tuple[bool, bool]:
        """Tell whether an amount told of several years was added up, and if words say so.

        What is done is counted over all the years (实施项目363个, 5个县摘帽); where something
        stands (达到, 拥有, 里程, 余额) and what is reckoned by the year (GDP, income) are the
        last year's.
        """
        id_, name, clause, behind = self.id_, self.name, self.clause, self.behind
        thing = not id_ and _THINGS.search(name) is not None
        if self.changed or _OF_EACH.search(clause):
            return True, True
        stands = _STANDS.search(name) is not None
        level = (thing and _HOLDS_AT.search(clause)) or (stands and self.measure == "stock")
        if COMPARED_SUM.match(behind) and not level:
            return True, True
        stands = stands and not (_PARTED.search(clause) or ADDED_UP.search(clause))
        stands = stands and name not in _OF_WORKS and _OUT_OF_NEED.match(behind) is None
        yearly = name.endswith(("额", "量")) and GROWS_BEHIND.match(behind) is not None
        if not (id_ or self.level or stands or yearly or "总" in name) and (
            _MORE_THAN.search(clause) and _DONE.search(clause.replace("建成区", ""))
        ):
            return True, False
        if not id_ and _INVESTED.match(clause):
            return True, False
        if self.level or stands or _HOLDS_AT.search(clause):
            return False, True
        if id_ in YEARLY_SUMS:
            return yearly_summed(id_, self.lead, behind, self.near)
        if id_ or GROWS_BEHIND.match(behind):
            return False, True
        if _DONE.search(clause) or _HAPPENED.match(behind):
            return True, True
        if _PLACED.match(behind) or _ENJOYED.match(behind) or thing:
            return False, False
        return True, False

    def _grown(self) -> tuple[bool, bool]:
        """Tell whether a change told of several years is over all of them, and if words say so."""
        id_, size = self.id_, self.size
        if _YEAR_ON_YEAR.search(self.clause):
            return False, True
        if self.points or self.unit == "倍" or _FROM_LEVEL.search(self.lead[-_NEAR:]):
            return True, True
        if size is not None and abs(size) >= _DOUBLED:
            return True, False
        if id_.endswith("-change") and id_ not in _QUICK | {"consumer-price-change"}:
            return True, size is not None and size <= _STEADY_FALL
        return not id_ and (self.fresh or _MOVED.search(self.clause) is not None), False


def several(frame: Frame, current: Frame, past: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the several years that a passage may speak of."""
    for one in (frame, current):
        if one.several and one.kind == "figure" and one.start is not None and one.end is not None:
            return one.start, one.end
    if past is not None and frame.end is not None and past[0] <= frame.end <= past[1] + 1:
        return past
    return None


def _too_large(id_: str, size: float) -> bool:
    """Tell whether a change is one that only several years make."""
    if id_.endswith("-change") and id_ != "consumer-price-change":
        return size <= -_LARGE_FALL
    if not id_ and size <= _HALVED:
        return True
    if id_ in {"gdp-growth", "urban-income-growth", "rural-income-growth", "income-growth"}:
        return size > _LARGE_INCOME
    return id_ == "retail-growth" and size > _LARGE_RISE


def yearly_front(
    text: str, edge: int, name_start: int, number: Number, measure: str, route: str
) -> int:
    """Return where the words begin that say an amount is of each year: 每年新增就业3万人."""
    if measure not in {"additions", "flow", "stock"} or number.rate or number.change:
        return number.front
    if text.endswith(_EACH_YEAR, edge, number.front):
        found = _EACH_YEAR_END.search(text[edge : number.front])
        return edge + found.start() if found else number.front
    if route in {"direct", "behind"} and text.endswith(_EACH_YEAR, edge, name_start):
        found = _EACH_YEAR_END.search(text[edge:name_start])
        return edge + found.start() if found else number.front
    return number.front
