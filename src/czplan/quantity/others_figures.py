"""Numbers that belong to somebody else's figure: 高出全国平均10个百分点, 全国平均水平的1.5倍.

What the other figure is, the words leave outside: as a number of one's own such words would be
read wrongly, so they are a fault (method M12). A comparison with one's own past is no such thing;
`quantity.masks.since` has taken that out before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from czplan import patterns as re
from czplan.quantity.amounts import Amount
from czplan.quantity.masks import SIGN
from czplan.quantity.normal import normalise
from czplan.quantity.units import MOVES, powers_apart

if TYPE_CHECKING:
    from czplan.quantity.wording import Wording

BY_VALUE = "指数|物价|CPI"
"""Forms of words whose reading turns on the value of the number (`quantity.forms`): 103 is 3%."""

_WHO = (
    "全国|全省|全市|全区|全县|全州|全旗|全盟|全球|世界|国内|省内|市内|国家|国际|平均|均值|人均|水平|目标|计划|规划|预期"
    "|预算|任务|要求|标准|时序|进度|时期|期间|同类|同等|周边|其他|兄弟|发达|先进|东部|中部|西部|沿海|长三角|珠三角|京津冀"
    "|[一二三]产|服务业|规上|面上|行业|[国省市]均|GDP|经济|生产总值|居民|城镇|农村|全社会|工业|投资|财政|收入|物价|CPI|上述|本地|省|市"
)
_ABOVE = (
    "高于|低于|高出|低出|超出|超过|快于|慢于|优于|劣于|好于|差于|大于|小于|多于|少于"
    "|领先于?|落后于?|跑赢|赶超|不低于|不高于"
)
_APART = r"[^0-9,，、。;；]"
_OVER_ALL = re.compile(
    r"(?<![提最较更新升走降减加])(?:超|[高低快慢]出?)(?:全[国省市区县州旗盟球]|世界|国家|平均|[省市](?:平均|均|级))"
    rf"{_APART}{{0,10}}$"
)
"""超全国平均1个百分点, 高全国1个百分点: 于 left out."""
_OVER = re.compile(rf"(?:{_ABOVE})(?:{SIGN}|{_APART}{{0,12}}?(?:{_WHO})){_APART}{{0,10}}$")
_OVER_ANY = re.compile(rf"(?:{_ABOVE}|超(?![过出越额])){_APART}{{1,12}}$")
_DAYS = re.compile(
    r"(?:[好优]于|超过)[^0-9,，、。;；]{0,12}(?:天数|[天日]数比例)(?:达到?|为|约|超过?)*$"
)
"""空气质量好于国家二级的天数314天: days that were at least so good."""
_OVER_A_RATE = re.compile(rf"(?:{_ABOVE}){_APART}{{1,8}}$")
_THAN = re.compile(
    rf"(?:(?<![占同环配对之入率])比(?!重|例|率|值|较)|(?<!比)较(?![快大高好为多低强少小]))"
    rf"(?:{SIGN}|{_APART}{{0,12}}?(?:{_WHO})){_APART}{{0,10}}$"
)
_TIMES = re.compile(
    rf"(?:{SIGN}|{_WHO})(?:时期|期间|水平|总量|规模|的|平均)*(?:达到?|约|近|超过?|为)*$"
)
_MEAN = re.compile(
    r"(?:平均水平|平均值|均值|人均水平|平均的"
    r"|(?:全国|全省|全市|全区|全县|世界|同类)[^0-9,，、。;；]{0,8}平均)的?(?:约|近|超过?)*$"
)
_GAP_OF = re.compile(
    r"(?:缩小|扩大|收窄)[^0-9,，、。;；]{0,14}差距$|[与同和][^0-9,，、。;；]{1,14}(?:差距|相差)[^0-9,，、。;；]{0,6}$"
)
_PAST_OVER = re.compile(
    rf"(?:{_ABOVE}|超)(?:上一?年|去年|前一?年|上期|同期|往年|历年|历史)(?:同期|水平|末|底)*$"
)
_OF_PAST = re.compile(
    rf"(?:^|[为是达到于过在]|相当于)(?:{SIGN}|上一?年|去年|前一年)(?:同期|末|底|水平)*的$|相当{SIGN}的?$"
)
_THAN_PAST = re.compile(rf"{SIGN}[高低快慢多少大小]的$")
"""高于上年的65%: of last year's, or that very figure?"""
_PLANNED = re.compile(
    rf"(?:{_ABOVE}|超|超额完成)[^0-9,，、。;；]{{0,8}}?(?:目标|任务|计划|预期|预算|要求|进度)[^0-9,，、。;；]{{0,4}}$"
)
_BEYOND = re.compile(
    r"超(?!额)[过出]?[^0-9,，、。;；达到至]{0,8}(?:目标|任务|计划|预期|预算|进度)$"
)
"""超省定任务55家: by so many more than was asked."""
_HOPED = ("超预期", "超出预期", "超过预期")
"""超出预期达到80%: so much, and better than hoped for."""
_LEAST_INDEX, _MOST_INDEX = 85, 130
"""Between them a price index is one whose year before is 100."""
_OVERS = frozenset({"over", "under", ""})
_STANDARD = re.compile(r"水平|平均|均值|人均|标准")
_MARGINS = ("高出", "低出", "多出", "高", "低", "快", "慢", "领先", "落后")


def compares(before: str) -> bool:
    """Tell whether words that end here compare with somebody else's figure: 较“十二五”."""
    return _THAN.search(before) is not None


_PRICES = re.compile(BY_VALUE)


_GROWING = re.compile("增[长速幅]|[涨降跌减]幅")


def as_growth(words: Wording, stated: str, unit: str, measure: str) -> Wording:
    """Return words with the growth that they mean, where growth is measured.

    价格指数控制在103以内 is 3 %, since the index of the year before is 100; 增长0.8% of what is
    counted in ‰ is 8 ‰, 负增长0.8% a fall by as much (of a level it's a change relative to that, as
    下降0.8% may be).
    """
    number = words.number
    if measure != "growth" or number is None:
        return words
    moved = {"points", "of-rate", "margin", "part"} & words.marks or words.form != "plain"
    if words.change and not moved and _GROWING.search(stated) is not None:
        if powers := powers_apart(words.unit, unit):
            size = 10.0**powers
            upper = None if words.upper is None else round(words.upper * size, 9)
            return words._replace(
                number=round(number * size, 9),
                upper=upper,
                unit=unit,
                step=None if words.step is None else words.step * size,
            )
        return words
    if (
        words.change
        or words.unit not in {"", "%"}
        or not _LEAST_INDEX <= number <= _MOST_INDEX
        or _PRICES.search(normalise(stated)) is None
    ):
        return words
    upper = None if words.upper is None else round(words.upper - 100, 9)
    return words._replace(number=round(number - 100, 9), upper=upper, unit="%")


_IN_ALL = frozenset({"stock", "flow", "additions", ""})
"""Measures of what is counted over all parts of a place together."""


def says_nothing(words: Wording, measure: str, direction: str = "") -> bool:
    """Tell whether a number may mean several things, or is a part where a rate is asked for.

    Nearly none (基本消除) is a share of what is to be kept down, and of nothing else.

    2个百分点以上 of a share and 2倍多, without a verb, are a level to some and a change to others;
    完成年度计划的105% and 占全国的5% are no rates of growth, 每县1家 isn't how many there are.
    """
    if "each-of" in words.marks and measure in _IN_ALL and words.unit != "%":
        return words.number is not None and words.form == "plain" and "/" not in words.unit
    if "pace" in words.marks and direction == "up":
        return True  # 优良天数提速10%: are they to be fewer?
    if "untold" in words.marks:
        return measure == "share" or words.unit == "倍"
    if words.form == "coverage" and words.unit == "%" and words.bound == "at-most":
        return not measure or direction == "up"
    vague = words.form == "coverage" and "basically" in words.marks  # 基本达到2019年水平
    return measure == "growth" and ("part-of" in words.marks or vague)


def is_margin(text: str, figure: Amount, unit: str, change: int, *, own: bool) -> bool:
    """Tell whether a figure is a distance from, or a multiple of, somebody else's.

    Args:
        text: the masked words.
        figure: the figure; unit: its unit; change: what the words before it say.
        own: the words compare it with the own past.
    """
    before = text[: figure.front.start]
    if change and figure.unit == "%" and before.endswith(("好于预期", "优于预期")):
        return False  # 好于预期增长6.1%: growth of that much, and better than hoped for
    if figure.front.rate and unit == "%" and not own and _OVER_A_RATE.search(before) is not None:
        return True  # 低于支出增速10.2个百分点
    if "margin" in figure.front.marks:
        return not own
    if unit == "倍" and not change:
        if own and before.endswith(SIGN):
            return False
        return before.endswith("的") or _TIMES.search(before) is not None
    if unit == "%" and not change and _OF_PAST.search(text[: figure.start]) is not None:
        return True  # 为上年的150%: neither the rate nor the share
    if not own and _BEYOND.search(text[: figure.start]) is not None:
        return True
    if figure.unit in MOVES and not own and _OVER_ANY.search(text[: figure.start]):
        return True  # 高于面上3.1个百分点
    if unit == "%" and figure.front.bound in _OVERS and _PLANNED.search(text[: figure.start]):
        return not text[: figure.front.start].endswith(_HOPED)
    if own and _THAN_PAST.search(text[: figure.start]) is not None:
        return True
    if not own and _PAST_OVER.search(before if before else text[: figure.start]) is not None:
        return True
    if figure.front.strong or figure.front.toward or figure.front.hold:
        return (unit == "%" or figure.part) and "占" not in before and bool(_MEAN.search(before))
    if _GAP_OF.search(before) is not None:
        return True
    bare = before.removesuffix("了")
    if bare.endswith(("多", "少")) or (bare.endswith(_MARGINS) and unit in {"%", "倍"}):
        return True
    if own or _DAYS.search(before) is not None:
        return False
    if _OVER.search(before) is not None:
        # 不少于全省总额的10% is a share of it
        return not (before.endswith("的") and unit == "%" and not _STANDARD.search(before))
    if (unit == "%" or figure.part) and _OVER_ALL.search(before) is not None:
        return not before.endswith("的") or _STANDARD.search(before) is not None
    if change and compares(before):
        return True
    return (unit == "%" or figure.part) and "占" not in before and bool(_MEAN.search(before))
