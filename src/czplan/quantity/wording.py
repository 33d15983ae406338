"""Words to a number, unit, bound and hedge: `突破100万辆` says more than 1,000,000 辆.

Nobody types a number twice: what a goal demands and what a report says are both read from
the document's own few words. A wording that cannot be read raises; nothing is guessed.
Rules: method 2.6 (operators), 3 (bounded figures) and 5.6 (conventions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from czplan.quantity.numerals import NUMBER, Numeral, normalise, read_number
from czplan.quantity.units import POINTS, is_rate

__all__ = ["Wording", "WordingError", "read"]


class WordingError(ValueError):
    """A wording with two numbers that aren't a range, or with a number that can't be read.

    `code` is `two-numbers` or `bad-number`.
    """

    def __init__(self, code: str, stated: str, detail: str = "") -> None:
        super().__init__(f"{code}: {stated}")
        self.code = code
        self.stated = stated
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Wording:
    """What a few words say.

    Attributes:
        number: the number in the base unit (yuan, ones, per cent), as a size where `change` is
            -1 (下降3% has 3); None where the words carry none.
        upper: the second number of a range.
        unit: the base unit as written, `%` for all percentages; empty where none is written.
        bound: exact, at-least, over, at-most, under, near, about, more or range.
        form: what is said of the number: plain, maintain, stable, direction, steady, composite,
            parity, multiple, coverage, rank or vague.
        change: +1 after words of growth, -1 after words of decline, else 0.
        step: u, the unit of the wording (5.6), in base units.
        factor: how many times the baseline (翻一番 is 2).
        since: the year after 较 or 比 (较2020年下降18%).
        marks: side words: aspirational, estimate, sustained, each-year, average, cumulative,
            additional, net, basically, attribution, narrowing, strict, faster, points.
    """

    number: float | None = None
    upper: float | None = None
    unit: str = ""
    bound: str = "exact"
    form: str = "plain"
    change: int = 0
    step: float | None = None
    factor: float | None = None
    since: int | None = None
    marks: frozenset[str] = frozenset()

    @property
    def value(self) -> float | None:
        """The number with the sign of its change."""
        if self.number is None:
            return None
        return -self.number if self.change < 0 else self.number


_MARKS = {
    "aspirational": r"力争|努力|争取|朝着|奋力|力求|冲刺",
    "estimate": r"预计|预期为|初步预计",
    "sustained": r"持续|逐年|每年|年年|不断|连年",
    "each-year": r"每年|逐年|各年|年年|每年度",
    "average": r"年均",
    "cumulative": r"累计|合计|共计|五年内?共|总计",
    "additional": r"新增|净增|新认定|新建|新引进|增加|新培育|招引",
    "net": r"净增",
    "basically": r"基本实现|基本全覆盖|基本完成|基本建成|基本达到|基本消除",
    "attribution": r"带动|撬动|惠及|拉动",
    "faster": r"快于|高于|跑赢|超过|超",
}
_MARK_PATTERNS = {mark: re.compile(pattern) for mark, pattern in _MARKS.items()}

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|\"[^\"]*\"|《[^》]*》")
_SINCE = re.compile(r"(?:较|比)(?:上年|(\d{4})年?)")
_DATES = re.compile(
    r"(?:到|至|截至|截止)?[12]\d{3}(?:[-—–~至]?(?:[12]\d{3})?)?年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"(?:底|末|前后|前|内|以前|以来|期间|初)?"
    r"|(?:第?[一二两三四五六七八九十\d]+(?:个)?(?:年|个月|季度)(?:内|累计|来|间|期间|行动)?)(?![均])"
)
_DECLINE = re.compile(
    r"(?:下降|降低|减少|减排|压减|削减|缩减|下滑|回落|收窄|缩小|负增长|降|减)(?:了|幅度?|率)?(?:为)?$"
)
_GROWTH = re.compile(r"(?:增长|提高|提升|上升|增加|增|升|扩大|上涨)(?:了|幅度?|率)?(?:为)?$")
_BEFORE = re.compile(
    r"(?:(?P<atmost>不超过|不高于|不大于|不多于|至多|最多|控制在|控制到|压减[至到]|压降[至到]|降[至到]"
    r"|下降[至到]|降低[至到]|减少[至到]|减[至到]|缩小[至到]|收窄[至到]|不突破)"
    r"|(?P<atleast>不低于|不少于|不小于|至少|最少|最低)"
    r"|(?P<under>不足|不到|低于|小于|少于|未满|不满)"
    r"|(?P<near>接近|将近|(?<![附邻最临])近)"
    r"|(?P<about>大约|大概|大致|(?<![节合公预签履违条])约)"
    r"|(?P<over>超过|超出|突破|超|逾|高于|大于|多于|(?<![通经不])过(?=$)|破)"
    r"|(?P<plain>达到|达成|实现|完成|达|迈上|迈进|跃上|登上|站上|跨上|为|到|至|在|了|满)"
    r")(?:到|至|了)?$"
)
_AFTER = re.compile(
    r"^(?:级)?(?:(?P<atleast>及?以上|之上)|(?P<atmost>及?以下|以内|之内)|(?P<about>左右|上下)"
    r"|(?P<more>多|余))"
)
_AFTER_END = re.compile(r"(?<!规模)(?<!限额)(?<!级)(?:(?P<atleast>以上)|(?P<atmost>以内)|(?P<about>左右))$")
_MULTIPLE = re.compile(r"翻([一两二三四1234])?番|倍增")
_COMPOSITE = re.compile(r"稳中提质|促稳提质|稳量提质|保稳提质|稳中有质")
_PARITY = re.compile(r"同步|(?:快于|高于|跑赢|不低于)[^0-9]*(?:增长|增速|增幅|经济|GDP)")
_STEADY = re.compile(r"(?:稳定|平稳)(?:的)?(?:较快)?(?:增长|运行|发展)|稳中有[进增]")
_STABLE = re.compile(r"(?:基本|总体|保持|大体|大致)(?:上)?稳定(?!在|增)|保持不变|稳定不变")
_DIRECTION = re.compile(
    r"下降|降低|减少|缩小|收窄|提高|提升|增长|上升|增加|扩大|改善|优化|向好|好转|递增|递减|上涨|压减|有升"
)
_DOWN = re.compile(r"下降|降低|减少|缩小|收窄|递减|压减")
_UP = re.compile(r"提高|提升|增长|上升|增加|扩大|递增|上涨|有升")
_COVERAGE = re.compile(r"全覆盖|全面覆盖|全达标|应[保改治收]尽[保改治收]")
_ZERO = re.compile(r"清零|归零|全部消除|全面消除|基本消除|消除")
_MAINTAIN = re.compile(r"(?:稳定|保持|维持|稳|控制)(?:保持|稳定)?在|保持(?!第|前|全)")
_RANK = re.compile(r"(?:第|前)$|(?:首位|榜首|首席|第一|冠军)")
_VAGUE = re.compile(
    r"前列|前茅|第一方阵|第一梯队|领先|头部|标杆|一流|数[十百千万亿]|几[十百千万亿]"
    r"|(?<![迈跃登跨站再踏])上[百千万亿]|成千上万|大幅|显著|明显|若干|一批|多个|较大|较快|一大批"
)
_RATIO = re.compile(rf"({NUMBER})[:比]({NUMBER})")
_BETWEEN = re.compile(r"^(?:—+|–|-|~|至|到)$")


def _marks(text: str) -> set[str]:
    return {mark for mark, pattern in _MARK_PATTERNS.items() if pattern.search(text)}


def read(stated: str, unit: str = "") -> Wording:
    """Read a wording.

    Args:
        stated: the document's words, Chinese; white space, `*` and HTML tags are dropped first.
        unit: the indicator's base unit, so that any counter word is recognised.

    Returns:
        What the words say; `number` is None where they carry no number.

    Raises:
        WordingError: two numbers that aren't a range, or a number that can't be read.
    """
    text = normalise(stated)
    marks = _marks(text)
    bare = _QUOTED.sub("〃", text)
    since = None
    if match := _SINCE.search(bare):
        since = int(match[1]) if match[1] else None
        bare = bare[: match.start()] + "〃" + bare[match.end() :]
        marks.add("compared")
    if not (unit in {"年", "月", "天"} or _DATES.fullmatch(bare)):
        bare = _DATES.sub("〃", bare)
    found = read_number(bare, unit)
    if len(found) == 0:
        return _without_number(bare, frozenset(marks))
    if len(found) == 1:
        return _with_number(bare, found[0], None, unit, marks, since, stated)
    if len(found) == 2:
        first, second = found
        between = bare[first.end : second.start]
        if between in {":", "比"} and not first.unit:
            return _ratio(bare, first, second, marks, since, stated)
        if _BETWEEN.match(between):
            return _with_number(bare, first, second, unit, marks, since, stated)
    raise WordingError("two-numbers", stated, "、".join(item.text for item in found))


def _without_number(text: str, marks: frozenset[str]) -> Wording:
    """Read words that carry no number: a trend, parity, a zero, a doubling, or nothing usable."""
    if match := _MULTIPLE.search(text):
        times = "一二三四".find({"两": "二", None: "一"}.get(match[1], match[1])) + 1
        if times == 0:
            times = int(match[1])
        return Wording(form="multiple", factor=float(2**times), change=1, marks=marks)
    if _COMPOSITE.search(text):
        return Wording(form="composite", marks=marks)
    if _PARITY.search(text):
        extra = {"basically"} if "基本同步" in text else set()
        if "同步" in text:
            marks = marks - {"faster"}
        elif "不低于" in text:
            marks = (marks - {"faster"}) | {"at-least"}
        return Wording(form="parity", marks=marks | extra)
    if _COVERAGE.search(text):
        basic = "基本" in text
        return Wording(
            number=95.0 if basic else 100.0,
            unit="%",
            form="coverage",
            bound="at-least" if basic else "exact",
            step=1.0,
            marks=marks | ({"basically"} if basic else set()),
        )
    if _ZERO.search(text):
        return Wording(number=0.0, form="coverage", step=1.0, bound="exact", marks=marks)
    if re.search(r"首位|榜首|居首|位列?首|夺冠|冠军", text):
        return Wording(number=1.0, unit="", form="rank", step=1.0, bound="exact", marks=marks)
    if _STEADY.search(text):
        return Wording(form="steady", change=1, marks=marks)
    if _STABLE.search(text):
        return Wording(form="stable", marks=marks)
    if _VAGUE.search(text):
        return Wording(form="vague", marks=marks)
    if _DIRECTION.search(text):
        change = -1 if _DOWN.search(text) else 1 if _UP.search(text) else 0
        return Wording(form="direction", change=change, marks=marks)
    if "basically" in marks:
        return Wording(
            number=95.0, unit="%", form="coverage", bound="at-least", step=1.0, marks=marks
        )
    return Wording(form="vague" if _VAGUE.search(text) else "plain", marks=marks)


def _step(item: Numeral, unit: str, *, capped: bool) -> float:
    """Return u (method 5.6): the last digit written for rates, else that of the last non-zero."""
    if is_rate(unit):
        return float(Decimal(10) ** item.last_place)
    step = Decimal(10) ** item.step_place
    if capped and item.value:
        step = min(step, abs(item.value) / 10)
    return float(step)


def _ratio(
    text: str, first: Numeral, second: Numeral, marks: set[str], since: int | None, stated: str
) -> Wording:
    """Read `1.76:1`: the first number to one of the second."""
    if not second.value:
        raise WordingError("bad-number", stated, "0")
    joined = first.joined(first.value / second.value, second.end, ":1")
    return _with_number(text, joined, None, ":1", marks, since, stated)


def _with_number(
    text: str,
    first: Numeral,
    second: Numeral | None,
    expected: str,
    marks: set[str],
    since: int | None,
    stated: str,
) -> Wording:
    """Read the words around one number, or around the two of a range."""
    last = second or first
    before, after = text[: first.start], text[last.end :]
    unit = last.unit
    if unit == "成":
        first = first.scaled(Decimal(10))
        second = second.scaled(Decimal(10)) if second else None
        unit = "%"
    low = first
    if second is not None and first.exponent == 0 and not first.unit and second.exponent:
        low = first.scaled(Decimal(10) ** second.exponent)
    bound, rest = _bound(before, after, last)
    narrowing = "降幅" in before
    change = 0
    if not narrowing:
        stem = rest
        if _DECLINE.search(stem):
            change = -1
        elif _GROWTH.search(stem):
            change = 1
    if unit in POINTS:
        if unit != "%" and change:
            marks.add("points")
        unit = "%"
    number = float(low.value)
    upper = float(second.value) if second is not None else None
    if upper is not None and upper < number:
        number, upper = upper, number
    if upper is not None:
        bound = "range"
    if narrowing:
        marks.add("narrowing")
        number = -abs(number)
        bound = {"at-most": "at-least", "under": "over"}.get(bound, bound)
    form, factor = _form(text, before, unit, number, bound, change, marks)
    if form == "rank" and unit not in {"位", "名"}:
        unit = "位"
    step = _step(last, unit, capped=bound != "more")
    return Wording(
        number=number,
        upper=upper,
        unit=unit,
        bound=bound,
        form=form,
        change=change,
        step=step,
        factor=factor,
        since=since,
        marks=frozenset(marks),
    )


def _bound(before: str, after: str, item: Numeral) -> tuple[str, str]:
    """Return the bound that the words round a number set, and the words before them.

    左右 is read first, then 以上 and its like (they bind the nearest number), then the word in
    front, then 多 and 余.
    """
    match = _BEFORE.search(before)
    rest = before[: match.start()] if match else before
    front = match.lastgroup if match else None
    if front in {"about", "near", "over", "plain"} and match:
        # 下降约, 增长超, 达到近: a second word may stand before the first.
        again = _BEFORE.search(rest)
        if again and again.lastgroup == "plain":
            rest = rest[: again.start()]
    back = _AFTER.match(after) or _AFTER_END.search(after)
    behind = back.lastgroup if back else None
    if behind == "about" or (front == "about" and behind is None):
        return "about", rest
    if item.open and behind is None:
        return "more", rest
    names = {"atleast": "at-least", "atmost": "at-most", "more": "more"}
    if behind in names:
        return names[behind], rest
    names |= {"under": "under", "near": "near", "over": "over", "about": "about"}
    return names.get(front or "", "exact"), rest


def _form(
    text: str,
    before: str,
    unit: str,
    number: float,
    bound: str,
    change: int,
    marks: set[str],
) -> tuple[str, float | None]:
    """Return the form of a wording with a number, and the multiple of the baseline it asks for."""
    if unit == "倍":
        base = 1.0 if change > 0 else 0.0
        return "multiple", number + base
    if re.search(r"第$|前$", before) or re.match(r".*(?:百强|\d强)", text):
        return "rank", None
    if _MAINTAIN.search(before):
        return ("keep" if bound in {"at-least", "over", "at-most", "under"} else "maintain"), None
    if unit == "%" and number == 100 and change == 0 and bound in {"exact", "at-least"}:
        return "coverage", None
    return "plain", None


