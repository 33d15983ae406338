"""Words that carry no number: a trend, parity, a doubling, full coverage, or nothing to judge.

One table from word to what it means; where a wording holds several, the first meaning in
`_ORDER` counts (大幅提升 is vague, not a direction). Rules: method 4.4, 4.7, 4.10, 5.6.
"""

from __future__ import annotations

from czplan import patterns as re
from czplan.quantity.beside import back_of, front_of, joined
from czplan.quantity.masks import SIGN
from czplan.quantity.numerals import CHINESE_DIGITS
from czplan.quantity.others_figures import compares
from czplan.quantity.wording import Wording, WordingError

BY_VALUE = "番|倍"
"""Forms of words whose reading turns on the value of the number (`quantity.forms`)."""

_ORDER = (
    "composite", "parity", "no-growth", "shrinking", "never-more", "coverage", "zero", "rank",
    "never-less", "steady", "stable", "vague", "direction",
)  # fmt: skip


def _words() -> dict[str, tuple[str, int]]:
    words: dict[str, tuple[str, int]] = {}

    def add(text: str, meaning: str, change: int = 0) -> None:
        words.update(dict.fromkeys(text.split(), (meaning, change)))

    add("稳中提质 促稳提质 稳量提质 保稳提质 稳中有质 稳规模优结构 稳中提优", "composite")
    add("同步", "parity")
    add("全覆盖 全面覆盖 全达标 全部达标 百分之百 百分百", "coverage")
    add("应保尽保 应改尽改 应收尽收 应治尽治 应接尽接 应享尽享 应助尽助 应救尽救", "coverage")
    add(
        "零事故 零死亡 零伤亡 零投诉 零发生 零排放 零污染 零感染 零返贫 零上访 零案件 零案发",
        "zero",
    )
    add(
        "零拖欠 零欠薪 零差错 零缺口 零直排 零填埋 零失管 零发案 零火灾 零溺亡 零延误 零违规",
        "zero",
    )
    add("清零 归零 消除 零新增 杜绝 清除 根除 绝迹", "zero")
    add("降为零 降到零 降至零 减为零 减到零 减至零 归为零 保持为零", "zero")
    add("零增长 零上升 零上涨 零增速 增长零 增长为零 增速为零", "no-growth", 1)
    add("负增长", "shrinking", 1)
    add("首位 榜首 居首 位首 列首 夺冠 冠军", "rank")
    add("不增长 不再增长 不突破零增长 不超过零增长 不高于零增长", "never-more", 1)
    add("不减少 不降低 不下降 只增不减 只升不降 不减 零下降 零减少", "never-less", 1)
    add("不再增加 不再上升 不再提高 不再扩大 不再新增", "vague")
    add("不增加 不上升 只减不增 只降不升 不反弹 不增", "vague")
    add("稳定增长 平稳增长 稳定较快增长 平稳较快增长 稳定运行 平稳运行", "steady", 1)
    add("稳定发展 平稳发展 稳中有进 稳中有增 稳健增长", "steady", 1)
    add("基本稳定 总体稳定 保持稳定 大体稳定 大致稳定 整体稳定 基本平稳 总体平稳", "stable")
    add("保持平稳 保持不变 稳定不变 持平", "stable")
    add("前列 前茅 第一方阵 第一梯队 领先 头部 标杆 一流 位数", "vague")
    add("大幅 显著 明显 若干 一批 一大批 多个 较大 较快 成倍 成千上万 成百上千", "vague")
    add("上百 上千 上万 上亿 数十 数百 数千 数万 数亿 几十 几百 几千 几万 几亿 十几", "vague")
    add("下降 降低 减少 缩小 收窄 递减 压减 回落 减轻 有降", "direction", -1)
    add("提高 提升 增长 上升 增加 扩大 递增 上涨 有升 增强", "direction", 1)
    add("改善 优化 向好 好转 变好", "direction")
    # Words that hold one of the above and mean something else.
    add("增加值 增长点 增长极 增长率 增速 迈上 跃上 站上 登上 踏上 单项冠军 隐形冠军", "")
    return words


_WORDS = _words()
_DENIABLE = {"coverage", "zero", "rank", "parity", "direction", "stable", "steady"}
# 保持稳定增长 is steady, not stable; 同步推进 is work, not parity.
_UNLESS = {"stable": "(?!增长|较快|运行|发展)", "parity": "(?=$|[,，、。;；)”的增提])"}
_OF_A_NAME = "(?![区县村社园企单家乡镇街班])"  # 零直排区 is a kind of district
_FIND = re.compile(
    "|".join(
        word + _UNLESS.get(_WORDS[word][0], _OF_A_NAME if word[0] == "零" else "")
        for word in sorted(_WORDS, key=len, reverse=True)
    )
)
_NOT = r"(?:不[得能应会可宜再允许]{0,2}|未|没有?)"
# 不低于 and its like: at least; 不高于: at most; 高于: more; 低于: less.
_OVERTAKE = re.compile(
    rf"(?:(?P<least>{_NOT}(?:低于|慢于|落后于|少于|小于|弱于|逊于)|(?:达到|赶上|追平|保持在|维持在|稳定在)"
    r"(?:或(?:者)?(?:超过|高于|优于))?(?=[^0-9,，、。;；]{0,12}平均(?:水平|值|数)?(?:以上)?(?:$|[,，、。;；])))"
    rf"|(?P<most>{_NOT}(?:高于|超过|大于|快于|多于|超出|突破|超)"
    r"|(?:控制|保持|维持|稳定)在(?=[^0-9,，、。;；]{0,12}平均[^0-9,，、。;；]{0,4}以[内下])|控制在(?=[^0-9]{0,12}平均))"
    r"|(?P<more>快于|高于|跑赢|超过|领先于|领先(?=[^0-9,，、。;；]{0,8}平均)|优于|大于|好于|高出|超越|跑过)"
    r"|(?P<less>低于|慢于|少于|小于))"
    r"[^0-9]{0,16}?(?:增长|增速|增幅|涨幅|经济|GDP|生产总值|平均|全国|全省|居民|城镇|农村)"
)
_LEVEL_WITH = re.compile(
    r"(?:与|同|和)[^0-9,，、。;；]{0,10}(?:全国|全省|平均|经济|GDP)[^0-9,，、。;；]{0,8}持平"
)
_BOUNDS = {"least": "at-least", "most": "at-most", "more": "over", "less": "under"}
_COUNT = r"[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十]+"
_TIMES = re.compile(
    rf"翻(?P<inner>了|近|约|超过?|逾|至少|接近|不止)*(?:(?P<count>{_COUNT})(?P<more>多)?番(?P<half>半)?|番"
    rf"|(?P<times>{_COUNT})?倍)"
    rf"|(?P<counted>(?:{_COUNT}|(?<![总户人件个家台次量])数|几)?)(?<!成)倍增(?!计划|工程|行动|[至到为])"
)
_MOST_DOUBLINGS = 6


def multiple(text: str, stated: str) -> tuple[Wording | None, str]:
    """Read 翻一番, 翻两番, 翻倍, 倍增: a power of two of the baseline, with its hedges.

    Returns:
        What the words say, None where they aren't there, and the text without them.

    Raises:
        WordingError: more doublings than a plan has in mind, 翻 with a figure in 倍, or a count
            before 倍增 (三倍增 is threefold to some and fourfold to others).
    """
    match = _TIMES.search(text)
    if match is None:
        return None, text
    if match["times"] or match["counted"] or match["half"]:
        raise WordingError("bad-number", stated, match[0])
    count = match["count"] or "1"
    times = int(count[:4]) if count.isdecimal() else CHINESE_DIGITS.get(count, 0)
    if not 0 < times <= _MOST_DOUBLINGS:
        raise WordingError("bad-number", stated, match[0])
    front = front_of(text, match.start())
    if front.denied or compares(text[: front.start]):
        raise WordingError("bad-number", stated, match[0])
    inner = match["inner"] or ""
    before = front.bound or (front_of(text, match.start() + 1 + len(inner)).bound if inner else "")
    if inner and not before:
        before = front_of(inner, len(inner)).bound
    behind, _ = back_of(text, match.end())
    if match["more"]:
        behind = behind or "more"
    bound = joined(before, behind)
    if bound is None:
        raise WordingError("bad-number", stated, text[front.start : match.end() + 2])
    rest = text[: match.start()] + SIGN + text[match.end() :]
    if (second := _TIMES.search(rest)) is not None:  # 确保翻番、力争翻两番
        raise WordingError("two-numbers", stated, f"{match[0]}、{second[0]}")
    factor = float(2**times)
    step = factor - 1 if bound == "more" else (factor - 1) / 10
    words = Wording(
        form="multiple", factor=factor, change=1, bound=bound, step=step, marks=front.marks
    )
    return words, rest


def without_number(text: str, marks: frozenset[str]) -> Wording:
    """Read words that carry no number; form plain where they say nothing that is in the table.

    Raises:
        WordingError: what they say is denied: 未实现全覆盖.
    """
    overtakes = _OVERTAKE.search(text)
    found: dict[str, int] = {}
    for match in _FIND.finditer(text):
        meaning, change = _WORDS[match[0]]
        front = front_of(text, match.start())
        if meaning in _DENIABLE and (front.denied or front.bound == "under"):
            raise WordingError("bad-number", text, match[0])
        found[meaning] = change
    if overtakes and not found.keys() & {"parity", "composite", "never-more"}:
        bound = _BOUNDS[overtakes.lastgroup or "more"]
        marks = marks | {"faster"} if bound == "over" else marks
        return Wording(form="parity", bound=bound, marks=marks)
    if _LEVEL_WITH.search(text) is not None:
        return Wording(form="parity", marks=marks)
    meaning = next((item for item in _ORDER if item in found), "")
    if meaning == "zero" and "vague" in found:
        meaning = "vague"  # 消除一批
    change = found.get(meaning, 0)
    basically = "basically" in marks
    match meaning:
        case "composite" | "parity" | "stable" | "vague":
            return Wording(form=meaning, marks=marks)
        case "steady" | "never-less":
            return Wording(form="steady", change=1, marks=marks)
        case "no-growth":
            return Wording(number=0.0, unit="%", change=1, step=1.0, marks=marks, toward=-1)
        case "never-more":
            return Wording(number=0.0, unit="%", bound="at-most", change=1, step=1.0, marks=marks)
        case "shrinking":
            return Wording(number=0.0, unit="%", bound="under", change=1, step=1.0, marks=marks)
        case "rank":
            return Wording(number=1.0, unit="位", form="rank", step=1.0, marks=marks)
        case "direction" if not basically:
            return Wording(form="direction", change=change, marks=marks)
        case "zero" if not basically:
            return Wording(number=0.0, form="coverage", step=1.0, marks=marks)
        case "coverage" if not basically:
            return Wording(number=100.0, unit="%", form="coverage", step=1.0, marks=marks)
    if basically and meaning == "zero":
        # 基本消除: of all there was, at most one in twenty is left
        return Wording(
            number=5.0, unit="%", bound="at-most", form="coverage", step=1.0, marks=marks
        )
    if basically:
        # 基本实现, 基本全覆盖 (method 5.6).
        return Wording(
            number=95.0, unit="%", bound="at-least", form="coverage", step=1.0, marks=marks
        )
    return Wording(marks=marks)
