"""What the words round one number, or round the two of a range, mean: unit, bound, change, form.

Rules: method 2.6 (operators), 3 (bounded figures), 5.6 (conventions) and M12 (changes).
"""

from __future__ import annotations

from decimal import Decimal

from czplan import patterns as re
from czplan.quantity.amounts import Amount
from czplan.quantity.beside import Front, back_of, front_of, joined
from czplan.quantity.cues import CLEARING, DENIALS, DENIED, GIVING, GUARDS, TAKING, TURNED
from czplan.quantity.numerals import Numeral
from czplan.quantity.others_figures import is_margin
from czplan.quantity.units import MOVES, OF_TIME, POINTS, canonical, is_rate, powers_apart
from czplan.quantity.wording import Wording, WordingError

BY_VALUE = r"(?:提高|提升|增加)[^0-9]{2,11}[率例重比][^0-9]{0,2}[0-9]"
"""Forms of words whose reading turns on the value of the number (`quantity.forms`)."""

_BACK_END = re.compile(
    r"(?<!限额)(?<!级)(?<!及)(?:(?<!规模)|(?<=[元吨人次度亩辆的]规模))(以上|以下|以内|之内|左右|上下)$"
)
_IN_STEP = re.compile(r"同步(?=[,，、。;；])")
_BETWEEN = frozenset({"—", "-", "~", "至", "到", "——", "--"})
_ZEROS = re.compile(r"-?0[0-9]")
_FAR = re.compile(
    rf"(?P<held>(?:{DENIALS.replace(' ', '|')})(?:[低高少大小多]于|超过|突破)|至少|约占)"
    r"(?:[\u3400-\u9fff〃]{1,8}|[^0-9,，、。;；]{1,12}的)$"
    r"|(?<![不未没得有会能可应宜许准禁止免绝防])(?:"
    r"(?P<part>超过|超(?=全[国省市区县州球]|总[量数额]|[一过大]?半)|不足|不到|接近|突破)[^0-9,，、。;；]{1,12}的$"
    r"|(?P<object>突破|超过)[\u3400-\u9fff]{0,8}(?:总值|产值|收入|营收|总量|总额|余额|人口|投资|规模)$)"
)
_DENIED = re.compile(
    rf"(?:{DENIALS.replace(' ', '|')})再?(?:(?:发生|出现|包括|包含|含|计)了?"
    r"|(?P<reached>(?:实现|完成|达到|达成)[^0-9,，、。;；的]{0,10}(?:(?<=[期定划出求标务])的)?|如期|按[期时])"
    r"|(?:减少|增加|下降|降低|提高|上升|新增)(?:(?!基础|前提|情况|条件)[\u3400-\u9fff]){1,8})$"
)
"""What denies a number from farther off: 不含30家, 未新增贫困人口30人, 未能实现增长8%."""
_UNDONE = re.compile(
    r"[^0-9,，、。;；]{0,8}(?:目标|任务|计划|预期)(?:尚?未能?|没有?能?)(?:如期|按[期时]|全面)?(?:实现|完成|达到|达成)"
)
"""And behind it: 增长8%的目标没有实现."""
_FROM = ("从", "由", "自")
_OF_RATE = re.compile(
    r"(?:降幅|增幅|涨幅|升幅|跌幅|减幅|增速|增长率|增长速度)[^0-9,，、。;；]{0,12}?"
    r"(?:收窄|扩大|回落|提高|提升|加快|放缓|上升|回升|缩小|减缓|降低|收缩|下降|下滑|放慢|趋缓|加大|反弹"
    r"|攀升|走低|走高|翻)[^0-9至到,，、。;；]{0,6}$"
)
_FALLS = re.compile(r"(?:降幅|跌幅|减幅|降速)[^0-9,，、。;；]*$")


def _verbs(words: str) -> str:
    """Return the pattern of verbs, but where they are parts of other words."""
    after = ((word, GUARDS.get(word, ("", ""))[1]) for word in words.split())
    return "|".join(f"{word}(?![{rest}])" if rest else word for word, rest in after)


_OBJECT = re.compile(
    r"(?:^|[,，、。;；:〃])(?:再|进一步|有效|基本|全面|彻底|累计|合计|每年|年均|全年|全市|全省|共|力争|努力|确保|争取|将|控制|严控|大力)*"
    rf"(?:(?P<down>{_verbs(TAKING)})|(?P<gone>{_verbs(CLEARING)})|(?P<up>{_verbs(GIVING)}|净增"
    r"|扩容(?=产能|能力|规模|容量|库容|仓容|装机|面积|学位|床位)))"
    r"(?![值额量率到至了])(?:(?![的了到至为由从达]|[比较](?![重例率]))[\u3400-\u9fff〃]){2,12}$"
)
_OBJECT_BEHIND = re.compile(
    r"(?<![不未新])(?:(?P<down>减少|压减|削减|缩减|精简|压降)|(?P<up>增加|净增))"
    r"(?![值额量率到至了])(?:(?![的了到至为由从达占率重比较和并])[\u3400-\u9fff〃]){2,12}$"
)
"""The same behind any words, of verbs that are hardly parts of others: 市本级减少发文41.5%."""
_POINTS_OF = re.compile(
    r"(?<![不未])(?:(?P<down>降低|减少|压降|下调)|(?P<up>提高|提升|增加))[^0-9到至为达,，、。;；]{2,10}率$"
)
"""降低学生近视率1个百分点: by so many points."""
_SHARE_RAISED = re.compile(
    r"(?<![不未])(?:提高|提升|增加(?!值))[^0-9到至为达,，、。;；]{2,10}(?:率|比例|比重|占比)$"
)
_NO_RISE = 30
"""A share that words without 到 raise is raised by less (报销比例3%), and to this or more (75%)."""
_RANKED = re.compile(
    r"(?:位居|排名|排位|位列|名列|稳居|跃居)[\u3400-\u9fff]{0,10}$|[居列]全[国省市区县州球]$"
)
_REACHED = re.compile(r"[达到至为是]|实现|完成")
_BETTER = frozenset({"改善", "优化", "好转"})
_EITHER_WAY = frozenset({"浮动", "波动", "震荡", "起伏"})
_SAID_LEVEL = re.compile(r"(?:[率重占为是在达至到]|比例|水平|份额|上限|下限)[^0-9,，、。;；]{0,4}$")
_PART_OF = re.compile(
    r"(?:占|完成|达到?|相当于)[^0-9,，、。;；]{1,14}的$|占[^0-9,，、。;；]{1,10}(?:比重|比例)$|完成[^0-9,，、。;；]{0,8}(?:计划|任务|预算)数?$"
)
_MYRIAD = 4
_FARTHEST = 100
"""How many times its lower end the upper one may be where their factors differ unsaid."""
_PACE = re.compile(
    r"的(?:速度|速率|幅度|步伐|节奏)(?:持续|逐年|稳步|快速|不断)*"
    r"(?:(?P<up>递增|增长|增加|提[高升]|上升|攀升|扩大|扩张)|(?P<down>递减|下降|减少|降低|缩减|压减))"
)
_TEN = Decimal(10)


def of_rate(before: str) -> bool:
    """Tell whether words that end here say that a rate, not what it is of, changes: 增速提高."""
    return _OF_RATE.search(before) is not None


def range_of(text: str, first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """Return the ends of 5到8家, 4.5%—5%; None where the two figures aren't a range."""
    if _ZEROS.match(second.text) or (first.numeral.value > 0 and not second.numeral.value):
        return None
    between = text[first.end : second.start]
    if first.front.rank and second.front.rank:
        between = between.removesuffix("第")
    elif between in {"和", "与"} and text.startswith("之间", second.end):
        between = "至"
    low, high = first.numeral, second.numeral
    if second.text[0] == "-" and between in {"", "-"} and (not between or low.value >= 0):
        between, high = "-", high._replace(value=-high.value)  # the dash is no sign
    if between not in _BETWEEN or text[: first.front.start].endswith(_FROM):
        return None
    if first.unit and between in {"至", "到"}:
        moved = first.front.change != 0 and first.unit != "%"
        if moved or (first.unit in POINTS and second.unit in POINTS - {first.unit}):
            return None  # 增加50家至500家, 提高5个百分点至65%: by how much, and to what
    if first.front.rank and (not second.unit or second.unit == "名"):
        second = second._replace(unit=first.unit)
    if first.unit and first.unit != second.unit and not {first.unit, second.unit} <= POINTS:
        return None
    if not first.unit and low.exponent < _MYRIAD and low.exponent < high.exponent:
        # 5—8万 and 三十到五十万 are both counted in 万; 9000—1万亿 are 亿, 500—1万 are ones.
        shared = high.exponent // _MYRIAD * _MYRIAD
        powers = (shared, shared - _MYRIAD, 0)
        tried = powers if low.exponent else (high.exponent, *powers)
        power = next(
            (one for one in tried if one >= 0 and abs(low.value.scaleb(one)) <= abs(high.value)), 0
        )
        low = low.scaled(power) if power else low
        if power < shared and abs(high.value) > _FARTHEST * abs(low.value):
            return None  # 2000—300亿: neither 2000亿 nor 2000万
    elif low.exponent and not high.exponent and not first.unit and high.value < low.value:
        return None
    return first._replace(numeral=low), second._replace(numeral=high)


def _step(numeral: Numeral, unit: str, *, capped: bool) -> float:
    """Return u (method 5.6): the last digit written for rates, else that of the last non-zero."""
    if is_rate(unit):
        return float(_TEN**numeral.last_place)
    step = _TEN**numeral.step_place
    size = abs(numeral.value)
    if capped and size and step * 10 > size:
        step = size / 10
    return float(step)


def _bound(text: str, end: int, numeral: Numeral, front: Front, stated: str) -> str:
    """Join what the words before and after a number say of its bound."""
    behind, stop = back_of(text, end)
    if not behind and (last := _BACK_END.search(text, end)) is not None:
        behind, stop = back_of(text, last.start())
    if numeral.open:
        behind = behind or "more"
    before = front.bound
    if not before and not front.rank and (far := _FAR.search(text[: front.start])) is not None:
        said = far["held"] or far["part"] or far["object"]
        before = front_of(said, len(said)).bound  # 不低于人均800元
    start, moves = front.start, front.change or front.toward  # 不增加编制减少30家
    denial = _DENIED.search(text, max(start - 16, 0), start)
    far_denied = denial is not None and bool(not moves or denial["reached"])
    if front.denied and behind in DENIED and not (front.change or before or far_denied):
        return DENIED[behind]  # 不得降到30家以下
    if front.denied or far_denied or _UNDONE.match(text, end) is not None:
        raise WordingError("bad-number", stated, text[:end])  # 未减少30家
    bound = joined(before, behind)
    if bound is None:
        raise WordingError("bad-number", stated, text[front.start : stop])
    return bound


def said_of(
    text: str,
    first: Amount,
    second: Amount | None,
    expected: str,
    marks: set[str],
    year: int | None,
    stated: str,
    per: str,
) -> Wording:
    """Say what the words round one number, or round the two of a range, mean."""
    if not is_rate(expected):
        first, second = _in_unit(first, second, expected)
    last, front = second or first, first.front
    marks |= front.marks
    if first.part:
        marks.add("part")
    bound = _bound(text, last.end, last.numeral, front, stated)
    unit = last.unit
    if unit and per and "/" not in unit and unit != "倍" and not is_rate(unit):
        unit += per
    change, unit = _moved(text, first, last, unit, expected, marks, stated)
    of_base = "points" in marks or ("part" in marks and (front.toward or "compared" in marks))
    if not change and not of_base and unit in {"%", "‰"}:
        # 8‰ is 0.8%; 下降10% of a rate in ‰ is relative, points stay points
        first, second = _in_unit(first, second, expected)
        last = second or first
        unit = last.unit
    number, upper, bound = _ends(first, second, bound, marks, stated)
    if change < 0 and number < 0:
        raise WordingError("bad-number", stated, first.text)
    if not change:
        change = _growing(text, last.end)
    falls = "降幅" in text[: first.start] or "跌幅" in text[: first.start]
    if falls and not change and not front.rank:
        marks.add("narrowing")
        number, upper = -abs(number), None if upper is None else -abs(upper)
        if upper is not None:
            number, upper = min(number, upper), max(number, upper)
        bound = TURNED.get(bound, bound)
    form, factor = _form(text, first, unit, expected, number, bound, change, stated)
    if form == "coverage" and "basically" in marks:
        number, bound = 95.0, "at-least"
    if form == "rank" and front.rank == "前":
        marks.add("within")
    if form == "rank" and text.startswith(("以上", "及以上", "之上", "以前"), last.end):
        bound = "at-most"  # 第5位以上: the fifth or a better one
    elif form == "rank" and text.startswith(("以下", "及以下", "之下", "以后"), last.end):
        bound = "at-least"
    capped = bound != "more" and "high-more" not in marks
    return Wording(
        number,
        upper,
        unit,
        bound,
        form,
        change,
        1.0 if form == "rank" else _step(last.numeral, unit or expected, capped=capped),
        factor,
        year,
        frozenset(marks),
        -front.toward if "pace" in marks else front.toward,
    )


def _in_unit(first: Amount, second: Amount | None, expected: str) -> tuple[Amount, Amount | None]:
    """Return numbers in the unit that is counted in, where theirs differs by powers of ten."""
    move = powers_apart(first.unit or (second or first).unit, expected)
    if not move:
        return first, second

    def turned(each: Amount) -> Amount:
        return each._replace(numeral=each.numeral.scaled(move), unit=expected)

    return turned(first), second and turned(second)


def _moved(
    text: str,
    first: Amount,
    last: Amount,
    unit: str,
    expected: str,
    marks: set[str],
    stated: str,
) -> tuple[int, str]:
    """Return which way words say that a number moves, 0 for none, and its unit without points."""
    front, change = first.front, first.front.change or _paced(text, last.end)
    if "pace" in marks and not {unit, expected} & OF_TIME:
        marks.discard("pace")
    elif "pace" in marks:
        change = -change  # 加快5天
    verb = text[: front.start].removesuffix("了")[-2:]
    better = verb in _BETTER and unit in POINTS | MOVES and not front.strong
    if better or verb in _EITHER_WAY:  # by that much: up or down?
        raise WordingError("bad-number", stated, first.text + last.unit)
    sinks = verb[:1] == "下" and is_rate(unit) and not change and not front.toward
    if sinks or text.startswith("%", last.end):
        raise WordingError("bad-number", stated, first.text + last.unit)  # 5%%; 下扬2%: which way?
    cleared = "removed" in front.marks and "率" not in text[front.start : first.start]
    if unit == "%" != expected and expected and not change and cleared:
        change = -1  # 消除80%以上: of what there was
        marks.discard("removed")
    if unit in MOVES:
        marks.add("points")
        unit = canonical(unit)
        if not change and not front.toward and "added" in marks:
            change = 1  # 新增2个百分点
        told = change or front.toward or front.hold or "cap" in marks
        if not told and "narrowing" not in marks and not _SAID_LEVEL.search(text[: first.start]):
            marks.add("untold")  # 2个百分点以上: up, down, or the level?
    if is_margin(text, first, unit, change, own="compared" in marks):
        raise WordingError("bad-number", stated, first.text + last.unit)
    if unit in {"%", "倍"} and change and not front.rate and of_rate(text[: first.start]):
        marks.add("of-rate")
        if _FALLS.search(text[: front.start]):
            change = -change  # 降幅收窄2个百分点: the rate rises by two
    if unit == "%" and not change and _PART_OF.search(text[: front.start]):
        marks.add("part-of")
    if unit == "倍" != expected and not (
        change or front.strong or front.toward or "compared" in marks
    ):
        marks.add("untold")  # 2倍多: so many times, or so many times more?
    if not change and not front.toward and not front.hold and not front.rank:
        sooner = unit in OF_TIME and text[: first.start].endswith("提前")
        change = -1 if sooner else _of_object(text, first, unit, marks)
    return change, unit


def _ends(
    first: Amount, second: Amount | None, bound: str, marks: set[str], stated: str
) -> tuple[float, float | None, str]:
    """Return the number, the upper end of a range, and the bound."""
    number = float(first.numeral.value)
    if second is None:
        return number, None, bound
    upper = float(second.numeral.value)
    if bound not in {"exact", "about", "more"} and not (first.front.hold or bound == "at-most"):
        raise WordingError("bad-number", stated, f"{first.text}、{second.text}")
    if bound == "about":
        marks.add("about")
    # 一千到两千多: the open end is above its number
    marks |= {
        f"{name}-more" for name, end in (("low", first), ("high", second)) if end.numeral.open
    }
    return min(number, upper), max(number, upper), "range"


def _of_object(text: str, first: Amount, unit: str, marks: set[str]) -> int:
    """Return the way of a verb whose object stands before the number: 减少贫困人口20万人."""
    before = text[: first.front.start]
    bare = unit == "%" and "points" not in marks and not first.front.strong
    if bare and first.numeral.value < _NO_RISE and _SHARE_RAISED.search(text[: first.start]):
        marks.add("untold")  # 提高报销比例3%: to, or by?
    found = _OBJECT.search(before) or _OBJECT_BEHIND.search(before)
    by_points = None if "points" not in marks else _POINTS_OF.search(text[: first.start])
    if found is None and by_points is not None:
        return -1 if by_points["down"] else 1
    if found is None or _REACHED.search(text[first.front.start : first.start]):
        return 0
    if found.groupdict().get("gone"):
        if unit not in {"%", ""}:
            marks.add("removed")  # 消除黑臭水体100个, as 消除100个
        return 0
    way = -1 if found["down"] else 1
    if way > 0 and unit == "%" and "points" not in marks:
        return 0  # 提高巩固率95%
    marks.add("object")
    return way


def _growing(text: str, end: int) -> int:
    """Return +1 where growth follows the number: 保持6%左右的增长."""
    rest = text[back_of(text, end)[1] :].removeprefix("的")
    return 1 if rest.startswith(("增长", "增速", "增幅", "涨幅", "升幅")) else 0


def _paced(text: str, end: int) -> int:
    """Return the way of a verb behind a number that is its pace: 以每年20万辆的速度递增."""
    if "的" not in text[end:]:
        return 0
    found = _PACE.match(text, back_of(text, end)[1])
    return 0 if found is None else -1 if found["down"] else 1


def _form(
    text: str,
    figure: Amount,
    unit: str,
    expected: str,
    number: float,
    bound: str,
    change: int,
    stated: str,
) -> tuple[str, float | None]:
    """Return the form of a wording with a number, and the multiple of the baseline it asks for."""
    front = figure.front
    if front.rank:
        return "rank", None
    ranked = unit in {"位", "名"} and _RANKED.search(text[: front.start]) is not None
    if change and (unit.endswith("位次") or expected == "位" or ranked):
        raise WordingError("bad-number", stated, figure.text + unit)  # a move, not a place
    if ranked:
        return "rank", None  # 位居全国26位
    if unit == "倍" and not (expected == "倍" and not change):
        if change < 0 or number <= 0 or text[: front.start].endswith("翻"):
            raise WordingError("bad-number", stated, figure.text + unit)
        return "multiple", number + (change > 0)
    if unit == "%" and number == 100 and not change and bound in {"exact", "at-least"}:
        return "coverage", None
    if front.hold and not (change and not front.change):
        return ("maintain" if bound in {"exact", "about"} else "keep"), None
    if _IN_STEP.search(text):
        raise WordingError("two-numbers", stated, f"同步、{figure.text}{unit}")
    return "plain", None
