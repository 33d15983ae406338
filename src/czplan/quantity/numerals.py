"""Numerals: `1.2万亿`, `30多万`, `1,000`, `两千亿`, `5亿3000万`, `三点五` to exact decimals.

A numeral is a run of digits, Chinese digits and factors. It is read exactly or not at all:
what has no one meaning (三五, 一百二, 3万5) is malformed, never guessed.
"""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from czplan import patterns as re
from czplan.quantity.units import FACTORS

CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
CHINESE_DIGITS |= {"〇": 0, "两": 2}

_DIGITS = r"[0-9](?:[0-9,.]*[0-9])?"
_CHINESE = "〇零一二两三四五六七八九"
# 千 of 千瓦 and 百 of 百分点 are parts of units.
_FACTOR = r"(?:[十万亿]|百(?!分)|千(?![瓦克米卡伏帕分升]))"
NUMBER = (
    rf"[-+]?(?:{_DIGITS}|[{_CHINESE}]|{_FACTOR})"
    rf"(?:{_DIGITS}|[{_CHINESE}]|{_FACTOR}|(?<=[{_CHINESE}十百千])点(?=[{_CHINESE}])|[多余](?=[百千万亿]))*"
)
"""One numeral, in normalised text, with its sign and its factors."""

FRACTION = (
    rf"(?:[0-9]+|[{_CHINESE}十百千万]+)分之(?:[0-9]+(?:\.[0-9]+)?|[{_CHINESE}十百]+(?:点[{_CHINESE}]+)?)"
    r"|(?<![0-9.,/])[0-9]{1,5}/[0-9]{1,5}(?![0-9./年月日])|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛]|一半"
)
"""A part of a whole: 三分之二, 1/3, ½, 一半."""

_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅛": (1, 8), "一半": (1, 2),
}  # fmt: skip

_PLAIN = re.compile(rf"([-+]?)({_DIGITS})([多余]?)((?:{_FACTOR})*)")
_GROUPED = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_TOKEN = re.compile(rf"{_DIGITS}|[{_CHINESE}]?点[{_CHINESE}]+|.")
_FACTOR_RUNS = {
    run: sum(FACTORS[char] for char in run)
    for run in (
        *("", "十", "百", "千", "万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿"),
        *("万亿", "十万亿", "百万亿", "千万亿"),
    )
}
_CONTEXT = Context(prec=60)
_MOST_DIGITS = 40
_MYRIAD = 4


class Numeral(NamedTuple):
    """An exact number as it was written.

    Attributes:
        value: the number.
        exponent: the power of ten of its factors (万 is 4); 0 without.
        last_place: the power of ten of the last digit written (5.0万 has 3).
        step_place: the power of ten of its last digit that isn't zero (5400 has 2).
        open: 多 or 余 stands in it or after it.
        bare: it is a factor without a count before it (百亿, 万).
        small: it is one Chinese digit, which may be an article or part of a word.
    """

    value: Decimal
    exponent: int = 0
    last_place: int = 0
    step_place: int = 0
    open: bool = False
    bare: bool = False
    small: bool = False

    def scaled(self, power: int) -> Numeral:
        """Return the numeral times ten to `power`, as if the factor had been written."""
        return self._replace(
            value=self.value.scaleb(power, _CONTEXT),
            exponent=self.exponent + power,
            last_place=self.last_place + power,
            step_place=self.step_place + power,
        )

    def over(self, other: Numeral) -> Numeral:
        """Return the quotient of two numerals (1.76:1), its step that of the coarser one."""
        value = _CONTEXT.divide(self.value, other.value)
        first, second = self._relative(), other._relative()
        step = max(first if other.value == 1 else Decimal(0), second if self.value == 1 else first)
        place = (step * abs(value)).adjusted() if value else 0
        if other.value == 1:
            return Numeral(value, 0, self.last_place, self.step_place, self.open)
        return Numeral(value, 0, place, place, self.open or other.open)

    def _relative(self) -> Decimal:
        size = abs(self.value)
        return Decimal(10) ** self.step_place / size if size else Decimal(0)


_Read = tuple[Decimal, int, int]  # the number, and the places of its last two kinds of digit


def _decimal(digits: str) -> _Read | None:
    """Read arabic digits: the number, the place of the last digit, that of the last non-zero."""
    if not _GROUPED.fullmatch(digits):
        return None
    plain = digits.replace(",", "")
    if len(plain) > _MOST_DIGITS:
        return None
    whole, _, fraction = plain.partition(".")
    last = -len(fraction)
    kept = fraction.rstrip("0")
    if kept:
        step = -len(kept)
    else:
        step = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else last
    return Decimal(plain), last, step


def _chinese(run: str) -> _Read | None:
    """Read Chinese digits that no factor parts: one digit, 二〇二五, 三点五; not 三五."""
    whole, _, fraction = run.partition("点")
    if len(whole) > 1 and not ("〇" in whole or "零" in whole):
        return None
    if not all(char in CHINESE_DIGITS for char in whole + fraction):
        return None
    figures = "".join(str(CHINESE_DIGITS[char]) for char in whole)
    if fraction:
        figures += "." + "".join(str(CHINESE_DIGITS[char]) for char in fraction)
    return _decimal(figures)


def read_fraction(text: str) -> Numeral | None:
    """Read what `FRACTION` matches, in per cent to the point; None where it is no part."""
    if text in _VULGAR:
        top, bottom = map(Decimal, _VULGAR[text])
    else:
        one, joint, two = text.partition("分之" if "分之" in text else "/")
        first, second = read_number(one), read_number(two)
        if first is None or second is None:
            return None
        bottom, top = (
            (first.value, second.value) if joint == "分之" else (second.value, first.value)
        )
    if bottom <= 1 or not 0 < top < bottom:
        return None
    return Numeral(_CONTEXT.divide(top * 100, bottom))


def count_of(text: str) -> int | None:
    """Read a whole number: 8, 两, 十一; None where it is malformed."""
    read = read_number(text)
    return None if read is None else int(read.value)


_SPELT_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}(?=年)")


def years_in_digits(text: str) -> str:
    """Write 二〇〇〇年 as 2000年."""
    return _SPELT_YEAR.sub(lambda found: str(count_of(found[0].replace("零", "〇"))), text)


def read_number(text: str) -> Numeral | None:
    """Read one numeral that `NUMBER` matches; None where it is malformed."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        sign, digits, more, run = plain.groups()
        read = _decimal(digits)
        exponent = _FACTOR_RUNS.get(run)
        if read is None or exponent is None:
            return None
        value, last, step = read
        if exponent:
            value = value.scaleb(exponent, _CONTEXT)
        return Numeral(
            -value if sign == "-" else value, exponent, last + exponent, step + exponent, bool(more)
        )
    sign = text[0] if text[0] in "-+" else ""
    more = "多" in text or "余" in text
    tokens = _TOKEN.findall(text[len(sign) :].replace("多", "").replace("余", ""))
    factors = any(char in FACTORS for char in tokens)
    read = _sum(tokens, "亿万千百十") if factors else _chinese("".join(tokens))
    if read is None:
        return None
    value, last, step = read
    if "万" not in tokens and "亿" not in tokens:
        last = min(last, 0)  # 五十 is 50 to the one
    exponent = 0
    for token in reversed(tokens):
        if token not in FACTORS:
            break
        exponent += FACTORS[token]
    return Numeral(
        -value if sign == "-" else value,
        exponent,
        last,
        step,
        more,
        bare=tokens[0] in FACTORS and tokens[0] != "十",
        small=len(tokens) == 1 and tokens[0] in CHINESE_DIGITS,
    )


def _sum(tokens: list[str], factors: str) -> _Read | None:
    """Read counts and factors: what stands before the largest factor times it, plus the rest."""
    factor = next((char for char in factors if char in tokens), None)
    if factor is not None and tokens[-1][0] == "点":  # 六十点五
        whole, part = _sum(tokens[:-1], factors), _chinese("零" + tokens[-1])
        return whole and part and (_CONTEXT.add(whole[0], part[0]), part[1], part[2])
    if factor is None:
        token = tokens[0]
        if len(tokens) != 1:
            return None
        return _chinese(token) if token[0] in CHINESE_DIGITS else _decimal(token)
    power = FACTORS[factor]
    lower = factors[factors.index(factor) + 1 :]
    at = len(tokens) - 1 - tokens[::-1].index(factor)
    before, after = tokens[:at], tokens[at + 1 :]
    if power < 4 and len(before) > 1:
        return None
    count = _sum(before, lower) if before else (Decimal(1), 0, 0)
    if count is None:
        return None
    value, last, step = count
    value, last, step = value.scaleb(power, _CONTEXT), last + power, step + power
    if not after:
        return value, last, step
    if last < power:  # 1.2千 takes no 5百
        return None
    zero = after[0] in "零〇"
    after = after[zero:]
    if not after or (after[0] in FACTORS and after[0] != "十"):
        return None
    # 一百二 and 3万5 leave a place out; 十五 and 1万5957 don't.
    if len(after) == 1 and not zero and power > 1 and len(after[0].replace(",", "")) < 3:
        return None
    # 1亿两千 says 1.2亿 as often as 100,002,000
    if power > _MYRIAD and len(after) == 2 and after[1] == "千":
        return None
    rest = _sum(after, lower)
    if rest is None or rest[0] >= Decimal(10) ** power:
        return None
    return _CONTEXT.add(value, rest[0]), rest[1], rest[2]
