"""Words that carry no number: a trend, parity, a doubling, full coverage, or nothing to judge.

One table from word to what it means; where a wording holds several, the first meaning in
`_ORDER` counts (大幅提升 is vague, not a direction). Rules: method 4.4, 4.7, 4.10, 5.6.
"""

from __future__ import annotations

import re

from czplan.quantity.masks import SIGN
from czplan.quantity.numerals import CHINESE_DIGITS
from czplan.quantity.wording import Wording, WordingError

__all__ = ["multiple", "without_number"]

_ORDER = (
    "composite", "parity", "coverage", "zero", "rank", "never-less", "steady", "stable",
    "vague", "direction",
)  # fmt: skip


def _words() -> dict[str, tuple[str, int]]:
    words: dict[str, tuple[str, int]] = {}

    def add(text: str, meaning: str, change: int = 0) -> None:
        words.update(dict.fromkeys(text.split(), (meaning, change)))

    add("稳中提质 促稳提质 稳量提质 保稳提质 稳中有质 稳规模优结构 稳中提优", "composite")
    add("同步", "parity")
    add("全覆盖 全面覆盖 全达标 全部达标 百分之百 百分百", "coverage")
    add("应保尽保 应改尽改 应收尽收 应治尽治 应接尽接 应享尽享 应助尽助 应救尽救", "coverage")
    add("清零 归零 消除 零新增", "zero")
    add("首位 榜首 居首 位首 列首 夺冠 冠军", "rank")
    add("不减少 不降低 不下降 只增不减 只升不降 不减", "never-less", 1)
    add("不增加 不上升 不增长 只减不增 只降不升 零增长 负增长 不反弹 不增", "vague")
    add("稳定增长 平稳增长 稳定较快增长 平稳较快增长 稳定运行 平稳运行", "steady", 1)
    add("稳定发展 平稳发展 稳中有进 稳中有增 稳健增长", "steady", 1)
    add("基本稳定 总体稳定 保持稳定 大体稳定 大致稳定 整体稳定 基本平稳 总体平稳", "stable")
    add("保持平稳 保持不变 稳定不变 持平", "stable")
    add("前列 前茅 第一方阵 第一梯队 领先 头部 标杆 一流 位数", "vague")
    add("大幅 显著 明显 若干 一批 一大批 多个 较大 较快 成倍 成千上万 成百上千", "vague")
    add("上百 上千 上万 数十 数百 数千 数万 数亿 几十 几百 几千 几万 几亿 十几", "vague")
    add("下降 降低 减少 缩小 收窄 递减 压减 回落 减轻 有降", "direction", -1)
    add("提高 提升 增长 上升 增加 扩大 递增 上涨 有升 增强", "direction", 1)
    add("改善 优化 向好 好转 变好", "direction")
    # Words that hold one of the above and mean something else.
    add("增加值 增长点 增长极 增长率 增速 迈上 跃上 站上 登上 踏上 单项冠军 隐形冠军", "")
    return words


_WORDS = _words()
# 保持稳定增长 is steady, not stable; 同步推进 is work, not parity.
_UNLESS = {"stable": "(?!增长|较快|运行|发展)", "parity": "(?=$|[,，、。;；)”的增提])"}
_FIND = re.compile(
    "|".join(
        word + _UNLESS.get(_WORDS[word][0], "") for word in sorted(_WORDS, key=len, reverse=True)
    )
)
_OVERTAKE = re.compile(
    r"(?:(不低于|不慢于|不落后于)|快于|高于|跑赢|超过|领先于|优于|大于)"
    r"[^0-9]{0,16}?(?:增长|增速|增幅|经济|GDP|生产总值|平均|全国|全省)"
)
_TIMES = re.compile(r"翻(?:([0-9]+|[一二两三四五六七八九十]+)番|番)|(?<!成)倍增(?!计划|工程|行动)")
_MOST_DOUBLINGS = 6


def multiple(text: str, stated: str) -> tuple[Wording | None, str]:
    """Read 翻一番, 翻两番, 倍增: a power of two of the baseline.

    Returns:
        What the words say, None where they aren't there, and the text without them.

    Raises:
        WordingError: more doublings than a plan has in mind, or 翻 with a figure in 倍.
    """
    match = _TIMES.search(text)
    if match is None:
        return None, text
    count = match[1] or "1"
    times = int(count[:4]) if count.isascii() else CHINESE_DIGITS.get(count, 0)
    if not 0 < times <= _MOST_DOUBLINGS:
        raise WordingError("bad-number", stated, match[0])
    after = text[match.end() :]
    bound = "at-least" if after.startswith(("以上", "及以上")) else "exact"
    bound = "about" if after.startswith("左右") else bound
    if "超过" in text[: match.start()][-3:]:
        bound = "over"
    rest = text[: match.start()] + SIGN + after
    return Wording(form="multiple", factor=float(2**times), change=1, bound=bound), rest


def without_number(text: str, marks: frozenset[str]) -> Wording:
    """Read words that carry no number; form plain where they say nothing that is in the table."""
    overtakes = _OVERTAKE.search(text)
    found = dict(_WORDS[word] for word in _FIND.findall(text))
    if overtakes and not found.keys() & {"parity", "composite"}:
        least = overtakes[1] is not None
        return Wording(
            form="parity",
            bound="at-least" if least else "over",
            marks=marks if least else marks | {"faster"},
        )
    meaning = next((item for item in _ORDER if item in found), "")
    change = found.get(meaning, 0)
    basically = "basically" in marks
    match meaning:
        case "composite" | "parity" | "stable" | "vague":
            return Wording(form=meaning, marks=marks)
        case "steady" | "never-less":
            return Wording(form="steady", change=1, marks=marks)
        case "rank":
            return Wording(number=1.0, unit="位", form="rank", step=1.0, marks=marks)
        case "direction" if not basically:
            return Wording(form="direction", change=change, marks=marks)
        case "zero" if not basically:
            return Wording(number=0.0, form="coverage", step=1.0, marks=marks)
        case "coverage" if not basically:
            return Wording(number=100.0, unit="%", form="coverage", step=1.0, marks=marks)
    if basically:
        # 基本实现, 基本全覆盖 (method 5.6).
        return Wording(
            number=95.0, unit="%", bound="at-least", form="coverage", step=1.0, marks=marks
        )
    return Wording(marks=marks)
