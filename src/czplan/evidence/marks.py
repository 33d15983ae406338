"""What in a text could be a goal or a figure: numerals, rank words and goal-verbs.

The list is made to miss nothing rather than to be short: what turns out to be a date or a
scheme's name is set aside with a reason in `not-goals.yaml`. Texts may be in traditional
characters, and may carry the reading of a character in brackets (`建設(shè)`); both are seen
through, and every mark still knows its place in the document's own characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from czplan.evidence.texts import Stretch, Text
from czplan.quantity import normalise
from czplan.vocabulary import Term, Vocabulary

MARKS: Vocabulary[Term] = Vocabulary(
    "mark",
    Term("numeral", "数字", "numeral"),
    Term("rank", "位次词", "rank word"),
    Term("goal-verb", "目标动词", "goal-verb"),
)

_READING = re.compile(r"(?<=[\u3400-\u9fff])[(（][a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,7}[)）]")

# Characters of the words below that the reading of wordings has no need to simplify.
_SIMPLER = dict(zip("躋設繼評陣門佈築終雲來東", "跻设继评阵门布筑终云来东", strict=True))

_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_HAN = "零〇一二两三四五六七八九十百千万亿"
_FACTOR = "十百千万亿"
_COUNTER = (
    "个|家|户|人|名|位|辆|台|架|艘|列|座|栋|处|所|项|条|部|篇|场|次|床|张|份|宗|起|例|对|组|期|门|种|类|款"
    "|亩|公顷|平方|立方|公里|千米|米|吨|千克|公斤|千瓦|兆瓦|度|标箱|车次|天|小时|分钟|分|点|倍|成|番|株|棵|只|件|套"
    "|年|月|日|周|季度|季|岁|届|轮|级|大|强|线|元|美元|号线|层|楼|室|园|城|区|镇|村|县|市|国|省|极|核|轴|带|圈|廊"
    "|链|网|院|校|馆|站|港|桥|路|星|主|化|维|新|重|方面|领域|步|阶段|产|条龙|流|等奖"
)
_NUMERAL = (
    rf"{_DIGITS}(?:[:∶]{_DIGITS})?[多余]?[{_FACTOR}]*(?:%|‰|个?百分点)?"
    rf"|百分之[{_HAN}点半]+"
    rf"|[{_HAN}]+分之[{_HAN}]+"
    # A lone 一 is an article (一座城市, 进一步), a lone 零 or 数 mostly part of a
    # word (零部件, 数位).
    rf"|(?:[二两三四五六七八九十百千万亿几]|[{_HAN}几数][{_HAN}几多余点]+|数(?=[个家项十百千万亿]))(?=(?:{_COUNTER}))"
    rf"|[{_HAN}几数上][{_HAN}几数多余点]*[万亿千百](?![里户姓家花])"
    r"|翻[一两二三四]?番|倍增|半数|过半|一半"
)
_RANK = (
    rf"(?<!第)第[{_HAN}\d]+(?:名|位|方阵|梯队)?|前列|前茅|前[{_HAN}\d]+(?:名|位|强)?|首位|首[个家批座次创部台条例]"
    r"|榜首|居首|之首|魁首|冠军|领先|领跑|一流|标杆|头部|百强|十强|最[佳优大高低长多强好快新先]|蕞[佳优大高低长多强好快]"
    r"|唯一|名列|位列|位居|居全[国省球]|列全[国省球]|走在前|上游|示范区|样板"
)
_STEADILY = r"(?:持续|稳步|不断|逐年|逐步|进一步|显著|大幅|明显|稳定|平稳|基本|全面)"
_CHANGE = (
    r"(?:增长|提高|提升|上升|增加|扩大|下降|降低|减少|缩小|改善|优化|达标|稳定|实现|完成"
    r"|建成|消除|覆盖)"
)
_VERB = (
    r"力争|争取|争创|争当|争做|创成|创建|打造|建成|建设成|成为|确保|达到|达成|实现|完成|突破|超过|超越|跻身|迈上|迈进|迈向"
    r"|跃上|登上|站上|跨上|再上|稳定在|保持在|保持|控制在|提高到|提高至|提升到|提升至|提升为|降至|降到|缩小至|缩小到|不低于"
    r"|不少于|不超过|不高于|高于|低于|快于|同步|全覆盖|全面覆盖|应[保改治收]尽[保改治收]|清零|归零|消除|新增|净增|新建|新认定"
    r"|培育|招引|形成|推出|出台|颁布|开通|通车|投运|投用|投产|竣工|开工|落成|获评|获批|入选|列入|纳入|目标(?=[是为到:：])|升格|建立|构建|编制"
    r"|稳中提质|促稳提质|稳中有进|稳中向好"
    rf"|{_STEADILY}{_CHANGE}|(?:加快|奋力|全力|努力|率先|高标准|高水平|高质量|高规格)建设"
)
_MARK = re.compile(f"(?P<rank>{_RANK})|(?P<numeral>{_NUMERAL})|(?P<verb>{_VERB})")
_KINDS = {"rank": "rank", "numeral": "numeral", "verb": "goal-verb"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or number that could be part of a goal.

    Attributes:
        kind: a code of `MARKS`.
        span: where it stands, in the text's squeezed characters.
        words: its characters in simplified form, readings left out.
    """

    kind: str
    span: Stretch
    words: str


def _plain(squeezed: str) -> tuple[str, list[int]]:
    """Return the characters without readings, simplified and half-width, and where each stood."""
    kept: list[int] = []
    start = 0
    for match in _READING.finditer(squeezed):
        kept.extend(range(start, match.start()))
        start = match.end()
    kept.extend(range(start, len(squeezed)))
    return "".join(_simple(squeezed[place]) for place in kept), kept


@cache
def _simple(char: str) -> str:
    """Return one character simplified and half-width; itself where that isn't one character."""
    simple = _SIMPLER.get(char) or normalise(char)
    return simple if len(simple) == 1 else char


def marks(text: Text) -> Iterator[Mark]:
    """Yield the marks of a text in order; they don't overlap."""
    plain, kept = _plain(text.squeezed)
    for match in _MARK.finditer(plain):
        group = match.lastgroup or "numeral"
        span = Stretch(kept[match.start()], kept[match.end() - 1] + 1)
        yield Mark(_KINDS[group], span, match[0])
