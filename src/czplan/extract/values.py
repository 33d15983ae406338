"""Operator, ends, measure and unit of a proposal, from what the one reader says of the words."""

from __future__ import annotations

from typing import NamedTuple

from czplan import patterns as re
from czplan.extract.catalogue import Known
from czplan.extract.meaning import Attribution
from czplan.extract.numbers import Number
from czplan.quantity import Wording

_SIGNS = {
    "at-least": ">=", "over": ">", "at-most": "<=", "under": "<", "about": "around",
    "more": ">", "range": "range",
}  # fmt: skip
_STEP = re.compile(
    r"(?:连续|先后|接连|相继)?(?:跨越|连跨|连上|跃上|迈上|跨上|登上|站上|踏上|迈入|迈进|跨入|迈过|跨过|越过|首破)"
)
"""Steps that a level has passed: 跃上千亿元."""
_MIRROR = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
_YIELDS = (
    "产量",
    "总产",
    "发电量",
    "用电量",
    "销量",
    "销售量",
    "吞吐量",
    "客运量",
    "货运量",
    "出栏",
    "出栏量",
)
"""What ends the name of an amount over a span of time, whatever its unit."""


ADDED = re.compile(
    r"^(?:新增|净增|新建|新开工|新认定|新培育|新引进|新改扩建|新设立|建成(?!区)|完成|引进|投入|实施(?!类)|改造|培育|累计|发放"
    r"|减少|脱贫|转移|争取|开工|竣工|筹集|筹建|安排|修建|解决|申请|获得|获授|办理|救助|帮扶|发展|除险|新(?!型|兴|能源|农|三板|医药|材料|药|质|[一二]代|一[轮批]|业态|动能|经济|产[品业]|媒体|[城区市县乡疆车房闻]|技术|社区|基建|消费|商品|[海华北南东西阳沂泰郑])|撤销|清退|处理|查处|复垦|盘活|获批|依法关闭|关闭|关停|淘汰|取缔|授权"
    r"|开通|清理|创建|取消|下放|精简|招引|签约|加固|整治|治理|打造|购置|救治|培训|资助|招聘|转化|拆除|拆违|搬迁|组建|创成|优化)"
)
"""How the name of what is added up over the years begins."""


class Value(NamedTuple):
    """What is asked for or reported."""

    operator: str
    low: float | None
    high: float | None


def valued(
    number: Number,
    *,
    goal: bool,
    direction: str,
    change: bool,
    falling_name: bool,
    sinking: bool = False,
) -> Value:
    """Return operator and ends.

    Args:
        number: the number with its words.
        goal: whether it is a goal; a bare number then binds from the side it should reach.
        direction: up, down or keep.
        change: it is a rate of change: a fall is negative.
        sinking: an indicator of change whose name says that it falls (降低率): a fall is negative.
        falling_name: the name itself says 下降 or 减少, so that a fall is positive.
    """
    words = number.words
    if words is None:
        return Value("=" if not goal else ">=", None, None)
    if words.number is None:
        if words.factor is None:
            return Value("=" if not goal else ">=", None, None)
        sign = _SIGNS.get(words.bound, ">=" if goal else "=")
        return Value(
            sign,
            _tidy(words.factor),
            _tidy(words.factor) if sign in {">=", "="} and words.bound == "exact" else None,
        )
    low = words.number
    reached = _STEP.match(number.lead or number.stated) is not None and not goal
    high = words.number if words.upper is None else words.upper
    if words.unit == "" and words.form == "coverage" and words.number == 0:
        low = high = 0.0
    bound = words.bound
    if bound == "near":
        sign = "around" if goal else "<"
    elif bound == "exact":
        sign = "=" if not goal else (">=" if _rises(words, direction) else "<=")
        if reached:
            sign, bound = ">=", "at-least"
        if goal and words.form == "maintain":
            sign = "around"
        if number.rank and goal:
            sign = "<="
    else:
        sign = _SIGNS[bound]
    if number.rank and "within" in words.marks:
        sign = "<="
        return Value(sign, None, _tidy(high))
    ends = _ends(sign, bound, low, high)
    if (words.change < 0 or sinking) and change and not falling_name:
        low_end, high_end = ends
        ends = (None if high_end is None else -high_end, None if low_end is None else -low_end)
        if bound != "exact":
            sign = _MIRROR.get(sign, sign)
    return Value(sign, *(None if end is None else _tidy(end) for end in ends))


def striven(value: Value, base: Value, words: Wording | None) -> Value:
    """Return a goal's second, higher number, which goes the way of the first: 下降3%、力争3.5%."""
    if words is None or words.change or words.toward:
        return value
    own, first = (tuple(end for end in ends(one) if end is not None) for one in (value, base))
    sign = base.operator[0] + "=" if base.operator in _MIRROR else ""
    if first and own and max(first) < 0 <= min(own):
        low, high = (None if end is None else -end for end in (value.high, value.low))
        further = sign or ("<=" if -max(own) <= min(first) else ">=")
        exact = words.bound == "exact"
        return Value(further if exact else _MIRROR.get(value.operator, value.operator), low, high)
    return value._replace(operator=sign) if words.bound == "exact" and sign else value


def outdoes(value: Value, base: Value) -> bool:
    """Tell whether a goal's second number asks for no less than the first: not 下降3%、力争2%."""
    own, first = (tuple(end for end in ends(one) if end is not None) for one in (value, base))
    if not own or not first or "above" in {value.operator, base.operator}:
        return True
    sign = (base if base.operator in _MIRROR else value).operator
    return min(own) <= min(first) if sign[0] == "<" else max(own) >= max(first)


def _rises(words: Wording, direction: str) -> bool:
    """Tell whether a bare goal is reached from below, as 降至25% and 压减到3天 are not."""
    return words.change > 0 or (words.change == 0 and words.toward >= 0 and direction != "down")


def _ends(sign: str, bound: str, low: float, high: float) -> tuple[float | None, float | None]:
    if bound in {"exact", "about", "range"} or sign == "around":
        return low, high
    if sign in {">=", ">"}:
        return low, None
    return None, high


def _tidy(value: float) -> float:
    """Return a float without the noise of binary fractions, and no negative nought."""
    return round(value, 10) + 0.0


def times(value: Value, factor: float, more: float) -> Value:
    """Return a value in another measure."""
    both = (None if end is None else round(end * factor + more, 6) for end in ends(value))
    return Value(value.operator, *both)


def ends(value: Value) -> tuple[float | None, float | None]:
    """Return both ends of a value."""
    return value.low, value.high


def measure_of(claim: Attribution, entry: Known | None) -> str:
    """Return the measure: the indicator's, else what the words show."""
    if entry is not None:
        return entry.measure
    number, name = claim.number, claim.name.text if claim.name else ""
    if number.rank:
        return "rank"
    if number.rate or number.points:
        if number.change or name.endswith(("增速", "增幅", "增长率", "涨幅")):
            return "growth"
        return "share"
    if number.unit in {":1"}:
        return "ratio"
    if number.words is not None and number.words.factor is not None:
        return "growth"
    if ADDED.match(name) or (number.added and not number.change):
        return "additions"
    if number.unit in {"元", "美元"} or (name.endswith(_YIELDS) and not number.change):
        return "flow"
    return "stock" if not number.change else "additions"


def unit_of(number: Number, entry: Known | None) -> str:
    """Return the unit that a number counts in, said as the indicator says it."""
    unit = "%" if number.points or number.rate else number.unit
    if entry is not None and (not unit or (entry.unit == "微克/立方米" and unit != "%")):
        return entry.unit
    if entry is not None and entry.unit == "‰" and unit == "%":
        return "‰"
    if entry is not None and unit in {"个", "名", "人次"} and entry.unit == "人":
        return "人"
    return unit
