"""What parts a number from its factor or sign: marks, brackets, a lost decimal, odd characters.

A number beside something that a reader of the page wouldn't take for the end of it is read as the
page has it where only one reading is possible (235.亿元, 9000（亿元）, 5。4亿), else refused: never
the bare number.
"""

from __future__ import annotations

import unicodedata

from czplan import patterns as re
from czplan.quantity.cues import BACK
from czplan.quantity.normal import is_han
from czplan.quantity.units import FACTORS, UNITS, is_unit
from czplan.quantity.wording import WordingError

SIGN = "〃"
"""Stands for what is masked; in the words themselves it is no sign of theirs."""

BY_VALUE = r"[\[\]〔〕﹝﹞【】()（）lIoOeE]"
"""Forms of words whose reading turns on the value of the number (`quantity.forms`)."""

_USUAL = re.compile(r"[\x21-\x7e\u3001-\u301f\u3400-\u9fff\uff01-\uff5e‘’“”…—·±×≥≤℃‰‱μ²³¥￥]*")
_OF_NAMES = re.compile(
    r"(?<=[A-Za-z.₀-₉])[₀-₉]|(?<=[优国至到和、或~—-])[\u2160-\u217f]"
    r"|[\u2160-\u217f](?=[类级型期代标段区或至到和、—~-]|[\u2160-\u217f])"
)
"""Characters out of the usual that names have: PM₂.₅, Ⅲ类水质."""
_OTHER_SCRIPT = re.compile(r"[\u3041-\u30ff\uac00-\ud7a3]")
"""Kana and Hangul: words of a language, unless one stands alone."""
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
_BULLET = re.compile(
    r"^[0-9]{1,2}[.、](?=[“‘《【]|[\u3400-\u9fff]{3})(?![十百千万亿个元人家])"
    r"|^[•●◆◇■□★☆①-⑳]+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff0-9%‰)])[①-⑳](?=[^①-⑳]*$)"
    r"|(?:(?<=[0-9][0-9.][0-9])|(?<=[%‰家个人元]))[⁰¹²³⁴-⁹]+"
)
"""A mark before words, and one of a note in them: 50家③, 高新技术企业①50家, 10100¹; 10⁸ is none."""
_CUES = (
    "减少 减轻 增长 增加 新增 下降 降低 降至 提高 提升 提前 以上 以下 以内 左右 出头 开外 百分 分点"
    " 累计 平均 年均 人均 指数 价格 价格总指数 取消 淘汰 冲刺 站上 突破 超过 达到 不超 不足 不低于"
    " 不高于 不少于 不再 控制在 稳定在 基本 消除 脱贫 零增长 翻番 番多 分之 位以上 位以内"
)
"""Words whose break makes another number. Not all cues: 新(改)建 and 新高,达到 are whole."""
_CUE_PARTED = re.compile(
    "|".join(
        rf"{word[:cut]}[^\w、/~—-]{word[cut:]}"
        for word in _CUES.split()
        for cut in range(1, len(word))
    )
)
"""A word that decides the meaning, with a mark in it: 减!少."""
_MARK = re.compile(r"(?<=[^\W\d])[^\w、/~—-](?=[^\W\d])")
_MARKED = re.compile(
    r"[\u4e00-\u9fff][@#$&{}|\\`^=_±×℃‰.\"'<>~;。][\u4e00-\u9fff]|[\u4e00-\u9fff][@#&|\\`^_×][0-9]"
    rf"|[!?{SIGN}]|分之?[^\w、]之?[一二三四五六七八九十]"
    r"|[0-9]\.[^\w\s][0-9]|[0-9][^\w\s)\]】〕.(]+%|[0-9]\((?!%\))[^\w)]*%"
)
"""A mark within words, a fraction or a number and its %: 脱×贫, 三分之（一, 30；%."""
_HALVES = ("()", "[]", "“”", "‘’", "《》", "【】", "〔〕", "「」", "『』", "〈〉")
_IN_WORDS = re.compile(r"[\u4e00-\u9fff][()\[\]“”‘’《》【】〔〕「」『』〈〉][\u4e00-\u9fff]")
_DOWNWARD = frozenset("↓⇓▼▽↘⬇")
"""What turns the sign of a number beside it, in tables."""
_JUNK = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Mn", "Me", "Mc"})
_NUMBERS = frozenset({"Nd", "Nl", "No"})
_COUNTS = "0-9〇零一二两三四五六七八九十百千万亿"

_BRACKETED = re.compile(rf"[\[〔【](-?[{_COUNTS}][{_COUNTS}.,]*)(%?)[\]〕】]")
_WHOLE = re.compile(
    r"[\[〔【](?P<said>[^\[\]〔〕【】]*[0-9][^\[\]〔〕【】]*)[\]〕】](?P<unit>[^0-9]{0,3})"
    r"|\((?P<bare>[0-9][0-9.,]*%?)\)(?P<sign>[%元家人]?)"
)
_DIGIT = re.compile(r"[0-9]")
_MOST_OF_A_UNIT = 8
_POINT = re.compile(r"(?<=[0-9])[。｡](?=[0-9])")
_LOST = re.compile(r"\.(?<=[0-9]\.)(?=[十百千万亿%])")
_UNIT_BRACKETED = re.compile(
    rf"(?<=[{_COUNTS}])([多余]|左右|以[上下内]|之多)?[(\[〔【](?:单位:?)?"
    rf"((?:[十百千万亿]+)?[^()\[\]〔〕【】{_COUNTS}]{{0,8}})[)\]〕】]"
)
_INCLUDING = re.compile(r"([0-9][0-9.,]*[^()0-9]{0,3})(以[上下内])\(含(?:本数|\1)\)")
_MINUS = re.compile(rf"(?:(?<![减税债欠辜])负|零下)(?=[{_COUNTS}])")
_AREA = re.compile(r"(?<=[0-9十百千万亿/])(k?m|[hc]m)([23²³])(?![0-9A-Za-z])")
_CANNOT_BUT = re.compile("非([^,，。;；]{1,20}?)不可")
_OF_CHINA = re.compile("人民币(?=[十百千万亿]*元)")
_POWERS = {"2": "²", "3": "³"}

_OCR = re.compile(
    r"(?<![A-Za-z])l(?=[0-9])|(?<=[0-9])[lIoO](?=[0-9%.十百千万亿])"
    r"|(?<![A-Za-z])[IoO](?=[0-9.]+%)"
    r"|(?<=[0-9])[eE][+-]?(?=[0-9])"
    r"|±|\u202e"
    r"|[0-9]\^|[0-9]×0(?!\.)|(?<![<>])(?<!^)=(?=[0-9])"  # 10^8, 4×000
    r"|[“‘「『\"][0-9][0-9.,]*[%‰](?:以上|以内|左右)?[”’」』\"]"  # 增长“5%”, no name
    r"|[0-9][“‘「『\"《](?=[十百千万亿])"  # 9000「亿元」: no name stands so
    rf"|[{_COUNTS}][·<>≥≤](?=[十百千万亿])|[{_COUNTS}][,;、](?=点[{_COUNTS}])"  # 两·千亿
    r"|[0-9][A-Z]—(?=[0-9]+(?![0-9A-Z]))"  # 5L—8家
    r"|(?<![A-Za-z0-9.])[0-9.]+:[A-Za-z](?=[0-9])|(?<![A-Za-z0-9.])[0-9.]+[A-Za-z]:(?=[0-9])"
    r"|[0-9][万亿%]?[\u4e00-\u9fff]{0,2}\+$|[0-9]%?-$"  # 100万辆+, 5.2-
)
_SIGN_ALONE = re.compile(r"-(?=(?:或|约|近|和|与|及|超|至|到|的)[0-9])")
_SPELT = frozenset("〇零一二两三四五六七八九十百千万亿")
_BETWEEN = frozenset("至到—-~、比是:〃届轮期")
"""What may stand between two spelt numbers: a range, a ratio, a list, 四届十次."""
_RANGES = frozenset("至到—-~")
_LARGE = frozenset("百千万亿")
"""What no number begins with behind the digit of another."""
_SPOKEN = "〇零一二两三四五六七八九十百千万亿"
_LEFT = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|[近约超达至到为])[{_SPOKEN}]+(?:或|约|近|和|与|及|超过?|至|到|的|[~·.,、。;-])$"
)
_LOST_MARK = re.compile(r"[0-9０-９]\s*\*[\s*]*[0-9０-９]|_x[0-9A-Fa-f]{4}_|分[¼-¾⅐-⅞]|[¼-¾⅐-⅞]之")
"""What the one spelling drops or turns: 10*8, the _x000D_ of a workbook, 三分½之二."""
_DASHED = re.compile(
    r"(?:^|(?<=[长降速幅率为至到于减增加高低少窄落涨约近超达是])|(?<=[提上]升))—(?=[0-9])"
)
_GAP = re.compile(r"(?:\([^()0-9]{0,12}\)|[\W_])+")
_CLOSERS = "()[]【】〔〕“”\"'‘’。.!！"
_OPEN = frozenset({"", "多", "余"})
_HEDGES = re.compile(
    r"(?:左右|上下|前后|以[上下内外]|之[多内]|不到|出头|开外|单位[为是]?|[多余的几约近]|&#?[A-Za-z0-9]{1,8};"
    r"|[\W_])+"
)
"""What may stand between a number and its factor without being the end of either."""
_LABEL = re.compile(r"[(\[〔【]?(?:单位[为是]?:?)?(?=[十百千万亿])")
_NEGATIVE = re.compile(
    rf"零[^0-9]?下[^0-9]{{0,2}}[{_COUNTS}]|(?:^|[\u3400-\u9fff])-[^0-9第{_COUNTS}](?=[{_COUNTS}])"
    r"|(?:[Mm]inus|[Nn]egative)[^0-9]{0,3}[0-9]"
    rf"|(?:^|[^\u3400-\u9fff]|[为至到达长率速幅])负(?![责担债面荷增氧极利重压离有载电伤案])"
    rf"[^0-9{_COUNTS}]{{1,2}}[{_COUNTS}]"
)
"""A sign that something parts from its number: 零@下5℃, 负的3.2%."""
_POINT_PARTED = re.compile(
    rf"[{_COUNTS}][%‰][^，,、。;；]{{0,2}}点[〇零一二两三四五六七八九]|[0-9{_COUNTS}]点[%‰]"
    r"|正负(?=[0-9])|[涨升增]跌?[跌降减]幅"  # 涨跌幅: of which sign?
)
_MAY_SIGN = re.compile("[-零负点幅]|inus|egative")
_BLANK = re.compile(
    r"(?<![0-9０-９])[0-9０-９]{2,}"
    r"(?:[ \t\u00a0\u2009\u202f\u3000]+[0-9０-９]+)+(?![0-9０-９年月日])"
)
"""Numbers side by side (33713 14.5, 12 3万), not digits that layout parted (1 2.2)."""
_THREES = re.compile(r"[0-9０-９]{1,3}(?:\s+[0-9０-９]{3})+")


def sound(text: str, stated: str) -> str:
    """Return words without a bullet before them, whose characters hide and distort no number.

    Args:
        text: the words in one spelling.
        stated: the words as they stand.

    Raises:
        WordingError: `two-numbers`, at digits that a blank parts (5 5%); `bad-number`, at a control
            or private character, a mark that combines, a digit of another script beside a number,
            letters and signs where digits belong, or a character that no document's words have.
    """
    if text == stated and is_han(_NUMBER.sub("", text)):
        return text  # words and numbers without any mark, which are most wordings
    text = _BULLET.sub("", text)
    if _USUAL.fullmatch(text) is None:
        names = {found.start() for found in _OF_NAMES.finditer(text)}
        others = {found.start() for found in _OTHER_SCRIPT.finditer(text)}
        if len(others) > 1:
            names |= others
        for place, char in enumerate(text):
            if "\x20" < char < "\x7f" or "\u3400" <= char <= "\u9fff":
                continue
            kind = unicodedata.category(char)
            beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
            odd = kind in _JUNK or char == "\ufffd"
            if kind in _NUMBERS:
                odd = any(next_ in _COUNTS or next_.isdigit() for next_ in beside)
            elif kind in {"So", "Sk", "Sm"}:
                odd = (
                    odd
                    or char in _DOWNWARD
                    or (char not in "≥≤±×℃＜＞" and any("0" <= next_ <= "9" for next_ in beside))
                )
            if odd or (place not in names and _USUAL.fullmatch(char) is None):
                raise WordingError("bad-number", stated, f"U+{ord(char):04X}")
    found = (_MARK.search(text) and _CUE_PARTED.search(text)) or _MARKED.search(text)
    found = found or _LOST_MARK.search(stated)
    if found is None and any(text.count(half[0]) != text.count(half[1]) for half in _HALVES):
        found = _IN_WORDS.search(text)  # half a bracket, and words go on behind it
    if found is not None:
        raise WordingError("bad-number", stated, found[0])
    for found in _BLANK.finditer(stated):  # 33713 14.5 are two; 1 000 is a thousand
        if not _THREES.fullmatch(found[0]):
            raise WordingError("two-numbers", stated, found[0])
    found = _OCR.search(text) or _DASHED.search(text) or _SIGN_ALONE.search(text)
    if found is not None:
        around = text[max(found.start() - 4, 0) : found.end() + 4]
        raise WordingError("bad-number", stated, around)
    return text


def check_before(text: str, start: int, stated: str) -> None:
    """Refuse a number that another is left over before: 三十或五家.

    Raises:
        WordingError: `two-numbers`.
    """
    before = text[: start + text.startswith("-", start)]
    if (found := _LEFT.search(before)) is not None:
        raise WordingError("two-numbers", stated, found[0])


def check_sign(text: str, stated: str) -> None:
    """Refuse a sign, or the rest of a per cent, that something parts from its number.

    Args:
        text: the words after `mend` and `per_cent`.
        stated: the words as they stand.

    Raises:
        WordingError: `bad-number`.
    """
    if _MAY_SIGN.search(text) is None:
        return
    found = _NEGATIVE.search(text) or _POINT_PARTED.search(text)
    if found is not None:
        raise WordingError("bad-number", stated, found[0])


def check_spelt(text: str, start: int, stated: str) -> None:
    """Refuse a spelt number that one character parts from another: 两千咘三百亿, 十或五个.

    Raises:
        WordingError: `two-numbers`.
    """
    before, between = text[max(start - 2, 0) : start - 1], text[start - 1 : start]
    if not before or before not in _SPELT or between in _SPELT:
        return
    cut = between in _RANGES and before not in FACTORS and text[start] in _LARGE  # 两—千三百亿
    if between in _BETWEEN and not cut:
        return
    if between in UNITS or (before in FACTORS) == (text[start] in FACTORS):
        return
    raise WordingError("two-numbers", stated, text[max(start - 3, 0) : start + 2])


def footnotes(text: str) -> tuple[str, bool]:
    """Drop footnote marks in square brackets: 下降[43]3.9%.

    Returns:
        The text without them, and whether its own number stands in such brackets: in tables of
        plans that is a total of all years ([18]).
    """
    if not any(mark in text for mark in "[〔【("):
        return text, False
    if (whole := _WHOLE.fullmatch(text)) is not None:
        bare = (whole["bare"] or "") + (whole["sign"] or "")
        return bare or whole["said"] + whole["unit"], True
    if "(" in text and not any(mark in text for mark in "[〔【"):
        return text, False
    rest = _BRACKETED.sub("", text)
    if _DIGIT.search(rest):
        return rest, False
    found = _BRACKETED.search(text)
    if found is None or (found.start() == 0 and len(rest) > _MOST_OF_A_UNIT):
        return rest, False  # 〔4〕“三横四纵”铁路: the text of a note
    return _BRACKETED.sub(r"\1\2", text), True


def mend(text: str) -> str:
    """Put together what has one reading only: a parted number, its bracketed unit, its sign."""
    if "。" in text or "｡" in text:
        text = _POINT.sub(".", text)
    if "." in text:
        text = _LOST.sub("", text)
    if "(" in text or "[" in text or "〔" in text or "【" in text:
        text = _UNIT_BRACKETED.sub(_unbracketed, text)
    if "负" in text or "零下" in text:
        text = _MINUS.sub("-", text)
    if "不可" in text:
        text = _CANNOT_BUT.sub(r"须\1", text)  # 非超过5%不可: it must
    if "人民币" in text:
        text = _OF_CHINA.sub("", text)  # 1000人民币亿元
    if "(下同)" in text:
        text = text.replace("(下同)", "")  # 下降(下同)3%
    if "(含" in text:
        text = _INCLUDING.sub(r"\1\2", text)
    if "个多百分点" in text:
        text = text.replace("个多百分点", "多个百分点")
    if "m" in text:
        text = _AREA.sub(lambda found: found[1] + _POWERS.get(found[2], found[2]), text)
    return text


def _unbracketed(found: re.Match[str]) -> str:
    hedge, inner = found[1] or "", found[2]
    unit = inner.lstrip("十百千万亿")
    if not inner or not (unit in UNITS or not unit):
        return found[0]
    return hedge + inner if hedge in _OPEN else inner + hedge  # 100余万辆, 120万辆左右


def check_gap(text: str, end: int, unit: str, stated: str, start: int) -> None:
    """Refuse a number without unit that something parts from a factor or a unit: 100、万辆.

    Args:
        text: the masked words.
        start, end: where the number begins and ends.
        unit: what was read as its unit.
        stated: the words as they stand.

    Raises:
        WordingError: `bad-number`.
    """
    rest = text[end:]
    if not rest:
        return
    if unit and unit in UNITS:
        label = _LABEL.match(rest)
        behind = rest[label.end() :].rstrip(_CLOSERS) if label else ""
        other = behind.lstrip("十百千万亿")
        if other != behind and (not other or is_unit(other)):  # 9000元（亿）
            raise WordingError("bad-number", stated, text[start : end + 5])
        return
    if not unit and (hedges := _HEDGES.match(rest)) and _factor_alone(rest[hedges.end() :]):
        raise WordingError("bad-number", stated, text[start : end + hedges.end() + 2])
    gap = _GAP.match(rest)
    if unit:
        parted = unit.isascii() and bool(_unit_alone(rest))  # 2b倍
        behind = rest
    else:
        behind = rest[gap.end() :] if gap else ""
        whole = text[end - 1] + behind if behind and text[end - 1] in FACTORS else ""
        parted = bool(_unit_alone(behind) or _unit_alone(whole))  # 10.8千、瓦时
    if rest[0] in FACTORS or behind[:1] in FACTORS or parted:
        raise WordingError("bad-number", stated, text[start : end + 4])


def _factor_alone(text: str) -> bool:
    """Tell whether a factor stands at the beginning, alone or with a unit and nothing behind."""
    unit = text.lstrip("十百千万亿")
    return unit != text and (not unit.strip(_CLOSERS) or bool(_unit_alone(unit)))


def _unit_alone(text: str) -> int:
    """Return the length of the unit that stands alone at the beginning, or before a bound."""
    known = next((size for size in (4, 3, 2, 1) if text[:size] in UNITS), 0)
    tail = text[known:]
    ended = not tail.strip(_CLOSERS) or any(map(tail.startswith, BACK))
    return known if ended else 0
