"""The period of a figure: a decision of its own, made of the frame and of what the figure is.

In a passage of several years a yearly average and what was added up stand for all of them; a
level and a bare growth stand for the last year. In a passage of one year a yearly average tells
of the several years that the document reviews.
"""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.document import plan_years
from czplan.extract.frames import Frame
from czplan.quantity.numerals import count_of

__all__ = ["ADDED", "is_average", "period_of", "several"]

ADDED = re.compile(
    r"^(?:新增|净增|新建|新开工|新认定|新培育|新引进|新改扩建|新设立|建成(?!区)|完成|引进|投入|实施|改造|培育|累计|发放"
    r"|减少|脱贫|转移|争取|开工|竣工|筹集|筹建|安排|修建|解决|申请|获得|获授|办理|救助|帮扶|发展|除险|新(?!型|兴|能源)|撤销|清退|处理|查处|复垦|盘活|获批|依法关闭|关闭|关停|淘汰|取缔|授权"
    r"|开通|清理|创建|取消|下放|精简|招引|签约|加固|整治|治理|打造|购置|救治|培训|资助|招聘|转化|拆除|拆违|搬迁|组建|创成|优化)"
)
"""How the name of what is added up over the years begins."""

_AVERAGE = re.compile(
    r"(?<!浓度)年均(?!浓度|值|气温|降)|(?<!全)(?<!前[两三四五])年平均|平均每年|年递增|平均增长|年增长率?(?=$)|每年平均|平均每年"
)
_TOTAL = re.compile(
    r"累计|五年共|五年来|五年间|五年新增|合计|总计|期间|年间|四年|五年|三年|(?<!\d)5年"
    r"|共(?:完成|新增|投入|建成|实施|引进|争取|改造|发放)"
)
_SEVERAL = re.compile(r"[五5]年|[“\"]?十[一二三四五]?五|年均|平均|年递增")
_ONE_YEAR = re.compile(r"全年(?!均)|当年|年内")
_FROM = re.compile(
    r"(?:比|较|是)(?:(?P<year>(?:19|20)\d\d)年|[“\"]?(?P<plan>十[一二三四五]?|九)五[”\"]?期?末)"
)
_ADDED_UP = re.compile(r"累计|合计|总计|五年共|五年(?!来|间|前|的|末)|期间|共(?:完成|实现|引进)")
"""What says that a yearly flow (GDP, investment) was added up; 五年来…达到 is its last year."""
_SINCE = re.compile(r"(?:比|较|是)(?:19|20)\d\d年|(?:比|较)[“\"]?十.五|翻|的[\d.]+倍|累计")
_FIVE = re.compile(r"[五5]年(?:来|间)?(?:累计|共|合计|新增)")
_FROM_TO = re.compile(r"[从由]((?:19|20)\d\d)年[^;。]{0,24}到((?:19|20)\d\d)年[^;。]{0,40}$")
_BASE = re.compile(r"(?:是|比|较|与)((?:19|20)\d\d)年[^;。]{0,24}$")
"""是2012年的1.4倍,年均增长9%: what the mean is reckoned from."""
_SO_MANY = re.compile(
    r"(?<![\d.近创])([1-9]\d)年来,[^;]*$"
    "|(?:近|来的?|这|过去)(?:的)?([两三四六七八十2-46-8]|10)年(?!前|内)[^;]*$"
    "|(?<![十第])([两三四六七八十])年(?:来|间)[^;]*$"
)
_DECADES = re.compile(r"(?<![\d.近创])([1-9]\d)年来,[^;]*$")
"""40年来,收入增长97倍: what grew over so long."""
_COUNTED = frozenset({"人", "套", "户"})
_LEVELS = frozenset({"stock", "share", "ratio", "rank", "index"})
_WHOLE_COUNT = re.compile(r"总数(?:分别)?$|总数(?:分别)?达?到?[^,，、]{0,8}$")
"""What says that a count is of all there are, whatever was added: 新增5家,总数达到94家."""
_HALVED = -30
"""A fall per cent that only several years make, whatever it is of."""
_DOUBLED = 100
"""A growth per cent that a review of several years gives of all of them (进出口增长1.6倍)."""
_LARGE_FALL = 9
"""A fall of energy or emissions per cent that no place has in one year."""
_LARGE_RISE = 45
_LARGE_INCOME = 28
"""A growth per cent of sales, and of incomes and output, that no place has in one year."""

_STEADY = frozenset({"gdp-growth", "urban-income-growth", "rural-income-growth", "retail-growth"})


def is_average(clause: str) -> bool:
    """Tell whether a clause speaks of a yearly average."""
    return _AVERAGE.search(clause) is not None


def period_of(
    *,
    measure: str,
    unit: str,
    name: str,
    id_: str,
    size: float | None,
    changed: bool,
    clause: str,
    lead: str,
    frame: Frame,
    current: Frame,
    past: tuple[int, int] | None,
    why: list[str],
) -> str | None:
    """Return a figure's period.

    Args:
        measure, unit, name, id_: of the figure.
        size: its value; changed: words of growth or decline stand at it.
        clause, lead: the clause up to the figure; the sentence up to it.
        frame: the frame at the figure; current: that of the passage.
        past: the several years that the document reviews.
        why: gets what decided.
    """
    if frame.end is None or frame.start is None:
        return None
    if frame.month:
        return f"{frame.end}-{frame.month:02d}"
    years = several(frame, current, past if _SEVERAL.search(clause) else None)
    since = _FROM.search(clause) if measure == "growth" and changed else None
    if since is not None:
        first = int(since["year"]) if since["year"] else plan_years(since["plan"])[1]
        if 1 < frame.end - first < 30:
            why.append("total")
            return f"{first + 1}..{frame.end}"
    decades = _DECADES.search(lead) if measure == "growth" and changed else None
    if decades is not None and not is_average(clause):
        why.append("total")
        return f"{frame.end - int(decades[1]) + 1}..{frame.end}"
    if is_average(clause):
        why.append("average")
        first, last = years or (frame.end - 4, frame.end)
        spanned = _FROM_TO.search(lead)
        if spanned and 0 < int(spanned[2]) - int(spanned[1]) < 80:
            return f"{int(spanned[1]) + 1}..{spanned[2]}"
        base = _BASE.search(lead)
        if base and 1 < frame.end - int(base[1]) < 15:
            return f"{int(base[1]) + 1}..{frame.end}"
        counted = _SO_MANY.search(lead)
        if counted:
            first = (
                last - (count_of(counted[1] or counted[2] or counted[3]) or 1) + 1
            )  # 近三年年均增长12.8%
        return f"{first}..{last}"
    total = _TOTAL.search(clause) is not None
    additive = measure == "additions" or (
        measure == "flow" and (unit in _COUNTED or ADDED.match(name) is not None)
    )
    if _WHOLE_COUNT.search(clause):
        additive = False
    if _ONE_YEAR.search(clause):
        years, additive = None, False
    if years is None and _FIVE.search(clause):
        years = (frame.end - 4, frame.end)
    whole = f"{years[0]}..{years[1]}" if years else None
    if measure == "flow" and not additive:
        total = _ADDED_UP.search(clause) is not None
    reviewed = past is not None and past[0] <= frame.end <= past[1] + 1
    if past and reviewed and additive and "累计" in clause and _SEVERAL.search(lead):
        whole = whole or f"{past[0]}..{past[1]}"  # 五年投入60亿元,累计新增就业30万人
    if whole and (total or (additive and _TOTAL.search(lead))) and measure not in _LEVELS:
        why.append("total")
        return whole
    large = measure == "growth" and "同比" not in clause
    large = large and size is not None and _too_large(id_, size)
    if not frame.several:
        if large and whole is None and past is not None and past[1] in {frame.end, frame.end - 1}:
            whole = f"{past[0]}..{past[1]}"
        return whole if large and whole else str(frame.end)
    if _ONE_YEAR.search(clause):
        why.append("last-year")
        return str(frame.end)
    if additive or (measure == "growth" and changed and _SINCE.search(clause)):
        why.append("total")
        return whole
    if large:
        why.append("total")
        return whole
    if measure == "growth" and size is not None and size >= _DOUBLED:
        return whole  # no "total": the growths beside it may be the last year's
    why.append("last-year")
    return str(frame.end)


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
