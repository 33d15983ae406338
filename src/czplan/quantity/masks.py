"""What holds digits and is no figure: dates, quoted names, codes, and what a figure is per.

Such a run is replaced by one sign that is part of no word, so that the figure beside it is
still read with the words that belong to it.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["SIGN", "mask", "per_cent", "since"]

SIGN = "〃"

_C = "一二三四五六七八九十两"
_YEAR = r"(?<![0-9.,])[12][0-9]{3}"
_ENDS = (
    r"(?:年度|年)(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
    r"(?:份|底|末|前后|前|内|以前|以来|期间|初|起|间|止)*"
)
_NAMES = r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|\"[^\"]*\"|《[^《》]*》"
_CALENDAR = (
    rf"(?:截至|截止|到|至|自|从|于)?{_YEAR}(?:[-—~至到/](?:[12][0-9])?[0-9]{{2}})?{_ENDS}"
    rf"|(?:到|至)?[一二][〇零一二三四五六七八九]{{3}}{_ENDS}"
    r"|(?<![0-9.,])[0-9]{1,2}(?:月?份?[-—~至到][0-9]{1,2})?月(?:份|底|末|初|[0-9]{1,2}日)?"
    r"|(?:[-—~至到])?(?<![0-9.,])[0-9]{1,2}日(?!元|均)"
    rf"|第?[{_C}1-4]季度?|前[{_C}1-4]季度?|[第“]?十[一二三四五六七]五(?!家|个|项|%)"
    rf"|[{_C}](?:年|月)(?:份|底|末|初)"
)
_CODES = (
    r"(?<![A-Za-z])(?!GDP|GNI|CPI|PPI|RMB|AI|R&D|TOP|Top|top)[A-Za-z]{1,6}[-_]?[0-9]+(?:[.&][0-9]+)?"
    r"(?![0-9.,]*[十百千万亿%家户元个人辆])"
    r"|[0-9]+[A-Z](?![A-Za-z0-9])|[0-9]+(?:\+[0-9A-Z]+)+|(?<![0-9.])[0-9]+[A-Z]*[x×][0-9]+"
    r"|[0-9]{2}后(?!的)"
)
_PER = (
    r"每(?!年|月|天|日|季)[0-9.,]*[一二三四五六七八九十百千万亿]*"
    r"(?:人口|劳动者|人|名|户|平方公里|个|元|辆|亩|头)"
)
_SPANS = (
    rf"(?:未来|连续|今后|为期|过去|近|前)?(?:(?<![0-9.,])[0-9][0-9.]*|[{_C}]{{1,4}})[多余]?"
    r"个?(?:年|月|季度)(?:来|内|间|期间|行动|共)*"
)
_MAY_HOLD = re.compile(r"[A-Za-z年月日季每后五+×“‘「『\"《]")
_OF_TIME = frozenset({"年", "月", "个月", "日", "天", "季度", "岁", "小时", "分钟", "周"})

_SINCE = re.compile(
    rf"(?:较|(?<![占同环配对之入率])比){_YEAR}年(?:[底末]|同期)?"
    r"|(?:较|(?<![占同环配对之入率])比)(?:上一?年|去年|前一?年|上年度)(?:同期|末|底)?|同比|环比"
    rf"|在?{_YEAR}年?[底末]?的?基础上"
    rf"|(?:是|为|达到?|到|至|相当于){_YEAR}年?[底末]?的(?=[0-9.{_C}]+倍)"
)
_PER_CENT = re.compile(r"百分之([0-9][0-9.,]*|[〇零一二三四五六七八九十点]+)")
_DIGITS = re.compile(r"[0-9]{4}")


def per_cent(text: str) -> str:
    """Write 百分之五 as 五%, 百分之百 as 100%."""
    if "百分" not in text:
        return text
    text = text.replace("百分之百", "100%").replace("百分百", "100%")
    return _PER_CENT.sub(r"\1%", text)


def since(text: str) -> tuple[str, int | None, bool]:
    """Take out what the figure is compared with.

    Returns:
        The text with the words masked, the year after 较, 比 or 在…基础上 (None for 上年), and
        whether such words stood there at all.
    """
    if not ("比" in text or "较" in text or "基础上" in text or "倍" in text):
        return text, None, False
    match = _SINCE.search(text)
    if match is None:
        return text, None, False
    year = _DIGITS.search(match[0])
    # 比2.1 must not lose the 比 that a ratio is written with, so the sign takes its place whole.
    rest = text[: match.start()] + SIGN + text[match.end() :]
    return rest, int(year[0]) if year else None, True


@cache
def _pattern(of_time: bool) -> re.Pattern[str]:
    parts = (
        (_NAMES, _CALENDAR, _CODES, _PER) if of_time else (_NAMES, _CALENDAR, _CODES, _PER, _SPANS)
    )
    return re.compile("|".join(parts))


def mask(text: str, unit: str = "") -> str:
    """Mask what is no figure; spans of time stay where the unit asked for is one of time."""
    if not _MAY_HOLD.search(text):
        return text
    return _pattern(unit in _OF_TIME).sub(SIGN, text)
