"""What holds digits and is no figure: dates, quoted names, codes, and what a figure is per.

Such a run is replaced by one sign that is part of no word, so that the figure beside it is
still read with the words that belong to it.
"""

from __future__ import annotations

from functools import cache

from czplan import patterns as re
from czplan.period import PLAN_NAME
from czplan.quantity.broken_numbers import SIGN
from czplan.quantity.numerals import count_of
from czplan.quantity.units import FACTORS, OF_PLANS

__all__ = ["BY_VALUE", "OF_THEN", "OWN", "SIGN", "UNCLEAR", "mask", "per_cent", "plan_end", "since"]

BY_VALUE = r"季|后|[A-Za-z]9|9[0-9]*[A-Za-z]|[09](?:小时|高?校|大学|院校|工程|[市政热平服便投])"
"""Forms of words in which the value of a number decides what is masked (`quantity.forms`)."""

_C = "一二三四五六七八九十两"
_YEAR = r"(?<![0-9.,])[12][0-9]{3}"
_ENDS = (
    r"(?:年度|年)(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
    r"(?:份|底|末|前后|前|内|以前|以来|期间|初|起|间|止)*"
)
_NAMES = r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|\"[^\"]*\"|《[^《》]*》"
_CALENDAR = (
    rf"(?:截至|截止|到|至|自|从|于)?{_YEAR}(?:[-—~至到/](?:[12][0-9])?[0-9]{{2}})?{_ENDS}"
    r"|(?<![0-9.,])[12][0-9]{3}(?=全年|[上下]半年)|(?:到|至)?(?<![0-9.,])(?:[0-9]{2,3}|[一二三四五六七八九十百]{1,5})周年"
    rf"|(?:到|至)?[一二][〇零一二三四五六七八九]{{3}}{_ENDS}"
    r"|(?<![0-9.,])[0-9]{1,2}(?:月?份?[-—~至到][0-9]{1,2})?月(?:份|底|末|初|[0-9]{1,2}日)?(?:之?前)?"
    r"|(?:[-—~至到])?(?<![0-9.,])[0-9]{1,2}日(?!元|均)"
    rf"|第?[{_C}1-4]季度?(?:[底末]?之?前)?|前[{_C}1-4]季度?|[第“]?十[一二三四五六七]五(?!家|个|项|%)"
    rf"|[{_C}](?:年|月)(?:份|底|末|初)"
    r"|[今明后当本次每全]?[年月季旬](?:[底末初中]之?前|前(?!茅|列|沿|瞻|端|景|[0-9一二三四五六七八九十百]))"
    r"|(?:[底末]|春节|国庆|五一|元旦|汛期|主汛期|冬季|入冬|入汛)之?前"
)
_COUNTED = (
    "[PTE](?![A-Za-z0-9])|[十百千万亿%户位辆件倍吨亩只艘架篇岁例套头株棵]|家(?!庭)|个|项(?!目)|人(?!才|工|均)|名(?!牌|单)"
    "|条(?!例|件)|座|台(?!阶|州)|成(?!果|效|员)|元(?!件|素)|所(?!有)|天(?!津|然|河)|次(?!产)"
)
# P and T are counted in too: 2077.8P of computing power, 1.8T of bandwidth.
_CODES = (
    r"(?<![A-Za-z0-9.])(?!GDP|GNI|CPI|PPI|RMB|AI|R&D|TOP|Top|top)[A-Za-z]{1,6}[-_]?[0-9]+(?:[.&][0-9]+)?"
    rf"(?![0-9.,]*(?:{_COUNTED}))"
    rf"|(?<![0-9.,])[0-9]{{1,2}}[A-DF-OQ-SU-Z](?![A-Za-z0-9]|{_COUNTED})"
    r"|12[0-9]{3}(?=市民|政务|热线|平台|服务|政府|便民|投诉)"
    r"|(?<![0-9.,])[0-9]{1,5}(?:号(?!召)|世纪|[国省县乡]道|\.[0-9]版)|[0-9]+(?:\+[0-9A-Z]+)+|(?<![0-9.])[0-9]+[A-Z]*[x×][0-9]+|[0-9]{2}后(?!的)"
)
_PER = (
    r"每(?!年|月|天|日|季)[0-9.,]*[一二三四五六七八九十百千万亿]*"
    r"(?:人口|劳动者|人|名|户|平方公里|个|元|辆|亩|头)"
    r"|(?<![0-9.十百千几数余多])万元(?=[\u3400-\u9fffGDP]{2,12}?(?:能耗|水耗|电耗|[用取]水量))"
)
_SPANS = (
    rf"(?:未来|连续|今后|为期|过去|近|前)?(?:(?<![0-9.,])[0-9][0-9.]*(?:[—~至到-][0-9]{{1,2}}(?=年))?"
    rf"|[{_C}]{{1,4}})[多余]?"
    r"(?:年|个?月|个?季度)(?:来|内|间|期间|行动|共)*"
)
_AGED = (
    r"[0-9]{1,2}(?:[-—~至到][0-9]{1,2})?周?岁(?:及?以[上下])?的?"
    r"(?=[\u3400-\u9fff]{0,4}?(?:儿|婴|幼|青少年|青年|学生|劳动力|人[口群员]|老[年人]|女|公民|居民|群众|农民))"
)
"""Whose age it is: 0—6岁儿童, 60岁以上老年人."""
_CLASSES = (
    r"(?<![0-9.,])(?:[0-9]{2,4}(?:[、和][0-9]{2,4})?千伏(?:及?以[上下])?的?(?=[变输线工项站设电送])"
    r"|24小时(?=[自服便值营开在不监运供公图受热全城政警])|[0-9]{1,2}分钟(?=[\u3400-\u9fff]{1,8}圈)|(?:985|211)(?=高?校|大学|院校|工程))"
)
"""A number that is a class of things: 35千伏变电站, 15分钟生活圈, 24小时服务区."""
_CUT = re.compile(r"[0-9][.,]|[.,][0-9]")
_RATIO = re.compile(r"[:比—~-][0-9]")
_IS_COUNTED = re.compile(_COUNTED)
_CODE_END = re.compile(r"[0-9]+[A-Z]")
_MAY_HOLD = re.compile(
    r"[A-Za-z年月日季每岁后五线热平服政便投市伏时钟校学院工+×底末节期庆旦汛号世道版耗水“‘「『\"《]"
)

_THAN = r"(?:(?<!比)较|(?<![占同环配对之入率])比|相?对比|较之)"
OWN = (
    rf"{_YEAR}年(?:[底末]|同期)?"
    r"|(?:上一?年度?|去年|前一?年|上期|上一?季度|上一?月)(?:同期|末|底)?"
    r"|基期|期初|规划期?初|原来|原有|现有|目前|现在|现状"
    r"|[“\"]?" + PLAN_NAME + r"[”\"]?(?:规划|时期)?(?:期?末期?|末年|收官之年)"
)
_PART = rf"[0-9.{_C}]+倍|[0-9{_C}十百千万]+分之|[0-9]+/[0-9]|一半|[0-9.{_C}]+成"
_PAST = "控制在|超过|突破|不低于|不少于|不足|不到|接近|逾"
_PAST_OF = "不高于|不超过|不突破|低于|高于"
"""With 的 alone a part of that year's (高于2020年的80%); without it a difference: 高于2020年20%."""


_NEARLY = "(?:近|约|超过?|逾|将近|接近|至少)?"
_SIZE = "(?:水平|总量|规模)"


def _since(part: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_THAN}(?:{OWN})|同比|环比"
        rf"|在?(?:{_YEAR}年?[底末]?|{OWN})的?基础上"
        rf"|(?:是|为|达到?|到|至|相当于|约为|(?P<past>{_PAST}|(?P<of>{_PAST_OF})))"
        rf"(?:{_YEAR}年?[底末]?|{OWN}){_SIZE}?(?(of)的|的?){part}"
        rf"|(?P<way>[高低快慢多少大小])(?:于|出)(?:{OWN})(?:{_SIZE}(?=[0-9{_C}]))?"
    )


_OF_PART = rf"(?={_NEARLY}(?:{_PART}))"
_SINCE = _since(_OF_PART)
_SINCE_COUNT = _since(rf"(?:{_OF_PART}|(?<=的)(?={_NEARLY}[0-9.]+%))")
"""The same of what isn't counted in per cent: 不超过2020年的80% of a stock is of that year's."""
OF_THEN = re.compile(rf"{SIGN}(?:{_PAST}|{_PAST_OF})?(?:近|约)?[0-9.]+%")
"""What `since` leaves of such a part."""
UNCLEAR = re.compile(
    rf"不[得能应]?[高低多少]于(?:{_YEAR}年[底末]?|{OWN}){_SIZE}?(?!{_PART})[0-9{_C}][0-9.]*"
    rf"|[高低]于(?:{OWN})[0-9.]+%的(?:水平|增速|速度|增幅)"
)
"""不低于上年8%: is that last year's, or by so much, or such a part of it? With 的 it is told."""
_PLAN = re.compile(r"(十[一二三四五]?)五")
_NUMERAL = r"(?:[0-9][0-9.,]*|[〇零一二三四五六七八九十百点]+)"
_PER_CENT = re.compile(
    rf"([百千])分之({_NUMERAL})(?:(—|-|~|至|到)(?![百千]分)({_NUMERAL})(?![0-9.,%‰年月]))?"
)
_TORN_MILLE = re.compile(r"[%％]。(?=以内|左右|以下)")
"""A ‰ as scanners leave it: 控制在5.8％。以内. No sentence ends before 以内."""
_BORN = re.compile(r"(自然增长率[^。;；%％0-9]{0,8})([0-9]+(?:\.[0-9]+)?)[%％]。")
"""The same at the end of a sentence, where the words name what grows by thousandths alone."""
_MOST_BORN = 2.5
"""Per cent that no population grows by."""
_DIGITS = re.compile(r"[0-9]{4}")


def _by_thousandths(match: re.Match[str]) -> str:
    return match[0] if float(match[2]) <= _MOST_BORN else f"{match[1]}{match[2]}‰"


def per_cent(text: str) -> str:
    """Write 百分之五 as 五%, 百分之百 as 100%, 百分之七至八 as 七%至八%, 千分之三 as 三‰."""
    if "。" in text:
        text = _BORN.sub(_by_thousandths, _TORN_MILLE.sub("‰", text))
    if "分之" not in text and "百分百" not in text:
        return text
    text = text.replace("百分之百", "100%").replace("百分百", "100%")
    return _PER_CENT.sub(_with_sign, text)


def _with_sign(found: re.Match[str]) -> str:
    part, number, joint, upper = found.groups()
    sign = "%" if part == "百" else "‰"
    return number + sign + (f"{joint}{upper}{sign}" if joint else "")


@cache
def plan_end(ordinal: str) -> int:
    """Return the last year of a five-year plan: 2025 of 十四, 2000 of 九."""
    return 1955 + 5 * (count_of(ordinal) or 0)


def since(text: str, *, share: bool = True) -> tuple[str, int | None, bool]:
    """Take out what the figure is compared with: the own past.

    `share`: what is counted is in per cent, or may be: 80% may be that year's own.

    Returns:
        The text with the words masked, the year after 较, 比 or 在…基础上 (None for 上年), and
        whether such words stood there at all.
    """
    if _COMPARES.search(text) is None:
        return text, None, False
    match = (_SINCE if share else _SINCE_COUNT).search(text)
    if match is None:
        return text, None, False
    year = _DIGITS.search(match[0])
    plan = None if year else _PLAN.search(match[0])
    found = int(year[0]) if year else plan_end(plan[1]) if plan else None
    # 比2.1 must not lose the 比 that a ratio is written with, so the sign takes its place whole.
    kept = match["way"] or match["past"] or ""
    rest = text[: match.start()] + SIGN + kept + text[match.end() :]
    return rest, found, True


_COMPARES = re.compile("[比较倍成/于出]|基础上|分之|一半|年的")


@cache
def _pattern(of_time: bool) -> re.Pattern[str]:
    parts = (_NAMES, _CALENDAR, _CODES, _PER, _AGED, _CLASSES, *(() if of_time else (_SPANS,)))
    return re.compile("|".join(parts))


def mask(text: str, unit: str = "") -> str:
    """Mask what is no figure; spans of time stay where the unit asked for is one of time."""
    if not _MAY_HOLD.search(text):
        return text
    return _pattern(unit in OF_PLANS).sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    """Return the sign, or the run itself where it would cut a number in two."""
    run, text = found[0], found.string
    before, after = text[: found.start()][-2:], text[found.end() : found.end() + 2]
    if _CODE_END.fullmatch(run) and _CUT.match(after):
        return run  # 1F,000
    if run[-1].isdigit() and (_RATIO.match(after) or ("x" in run and _IS_COUNTED.match(after))):
        return run
    if run[0].isdigit() and (before[-1:].isdigit() or _CUT.fullmatch(before)):
        return run
    if run[-1].isdigit() and (after[:1].isdigit() or after[:1] in FACTORS or _CUT.match(after)):
        return run
    return SIGN
