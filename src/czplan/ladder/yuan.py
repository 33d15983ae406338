"""Units of yuan in the header or the cells of a table: 万元, `RMB million`, `100m yuan`.

Only what is read whole is a unit. `lakh yuan` ends in a unit too, and taking it for that would
put every amount wrong by a factor in silence.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from math import prod

from czplan import patterns as re
from czplan.quantity.numerals import CHINESE_DIGITS

_WIDE = str.maketrans("０１２３４５６７８９．，（）－：", "0123456789.,()-:")
_CURRENCY = re.compile(r"人民币|rmb|cny|¥|￥")
_FOREIGN = re.compile(r"美元|欧元|日元|港元|港币|英镑|usd|eur|jpy|hkd|gbp|dollar|euro|[$€£]")
_ENGLISH = {
    "ten": 10,
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
}
_CHINESE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_WORD = "|".join(_ENGLISH)
_WORDS = re.compile(rf"1[0,]*|{_WORD}")
_TENS = r"(?<![\d.,])10*(?:,0{3})*(?![\d.])"
_TAILS = (
    re.compile(r"([十百千]*[万亿]+|[十百千]*)元$"),
    re.compile(r"([十百千]*[万亿]+)$"),
    re.compile(rf"((?:(?:{_TENS}|(?<![a-z])(?:{_WORD}))[\s-]*)*)(?<![a-z])yuan$"),
    re.compile(rf"(?<![a-z])yuan\s*((?:(?:{_TENS}|(?:{_WORD})(?![a-z]))[\s-]*)+)$"),
)
_BARE = re.compile(rf"^((?:(?:{_TENS}|(?:{_WORD})(?![a-z]))[\s-]*)+)$")
_CELL = (
    *_TAILS[:2],
    re.compile(rf"((?:(?<![a-z])(?:{_WORD})[\s-]*)*)(?<![a-z])yuan$"),
)
_INTRODUCING = re.compile(
    r"(?:^|[^a-z])(?:in|of|unit|units|revenue|revenues|sales|turnover|income)[:\s]*$"
)
_STEP = re.compile(
    r"(\d+(?:,\d{3})*(?:\.\d+)?|[一二两三四五六七八九])?([十百千万]*(?:亿|万))(元(?!/))?(?!美|欧|港|日元)"
    r"(?=级|以上|及以上|规模|企业|的|$|[，。、；）)])"
)
_STEP_EN = re.compile(r"(\d+(?:\.\d+)?)[\s-]?(billion|bn|million|mn)\b", re.IGNORECASE)

LONGEST = 200
"""Characters of a header or a cell that are looked at; a longer one is no amount of money."""


class UnknownUnit(ValueError):
    """The header names a unit that isn't read whole, or another currency; `words` is what it is."""

    def __init__(self, words: str, *, foreign: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.foreign = foreign


def _plain(text: str) -> str:
    """Return text as it is compared: narrow, small, one name of the currency."""
    words = text.translate(_WIDE).lower()
    words = _CURRENCY.sub(lambda match: " yuan " if match[0].isascii() else "", words)
    return re.sub(r"[_\s]+", " ", words).strip()


def _factor(words: str) -> int:
    """Return how many yuan the words before 元 or yuan make."""
    if all(sign in _CHINESE for sign in words):
        return prod(_CHINESE[sign] for sign in words)
    found = (word.replace(",", "") for word in _WORDS.findall(words))
    return prod(int(word) if word.isdigit() else _ENGLISH[word] for word in found)


def header_unit(header: str) -> int | None:
    """Return how many yuan the unit of a column of revenue is; None where its header names none.

    Raises:
        UnknownUnit: a unit stands there that can't be read whole, or of another currency.
    """
    words = _plain(header[-LONGEST:])
    if _FOREIGN.search(words):
        raise UnknownUnit(header, foreign=True)
    bracket = re.search(r"[(\[【]([^)\]】]*)[)\]】]?[^()\[\]【】]*$", words)
    named = bracket[1].strip() if bracket else words
    for tail in (*_TAILS, *([_BARE] if bracket else [])):
        if match := tail.search(named):
            before = named[: match.start()].strip()
            if _introduces(before, bracketed=bracket is not None):
                return _factor(match[1])
            raise UnknownUnit(named)
    return None


def _introduces(before: str, *, bracketed: bool) -> bool:
    """Say whether what stands before a unit can't belong to it."""
    if not before or _INTRODUCING.search(before):
        return True
    if bracketed:
        return before.endswith((":", ",", "、", "，", "单位"))
    return not re.search(r"[a-z]$", before)


def amount(cell: str, unit: int) -> Decimal | None:
    """Return a cell's amount in yuan: in its own unit, else in `unit`; None for no amount."""
    text = cell.translate(_WIDE).lower()
    if len(text) > LONGEST or _FOREIGN.search(text):
        return None
    text = re.sub(r"\s+", " ", _CURRENCY.sub("", text)).strip()
    factor = unit
    for tail in _CELL:
        if match := tail.search(text):
            factor, text = _factor(match[1]), text[: match.start()].strip()
            break
    if not re.fullmatch(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?", text):
        return None
    try:
        return Decimal(text.replace(",", "")) * factor
    except InvalidOperation:
        return None


def threshold(words: str) -> Decimal | None:
    """Return the revenue in yuan that words such as 千亿级 or `10bn-yuan` name, None for none.

    Only amounts of 万 or 亿 (million, billion) are steps of a ladder of revenue; a count such as
    5家 is none.
    """
    text = re.sub(r"[\s*]", "", words).translate(_WIDE)
    if match := _STEP.search(text):
        factor = 1
        for part in re.findall(r"[十百千]*[万亿]|[十百千]+", match[2]):
            for sign in part:
                factor *= _CHINESE[sign]
        number = match[1]
        value = Decimal(CHINESE_DIGITS[number]) if number in CHINESE_DIGITS else None
        if value is None:
            value = Decimal((number or "1").replace(",", ""))
        return value * factor
    if found := _STEP_EN.search(words):
        return Decimal(found[1]) * (10**9 if found[2].lower() in {"billion", "bn"} else 10**6)
    return None
