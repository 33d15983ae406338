"""What a field's characters may be: one table of types, each with its reader and its schema.

A reader takes the characters that stand in the file (never empty, without outer white
space) and returns the value, or raises `Unreadable` with the code of the fault.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from czplan import patterns as re
from czplan.faults import Both
from czplan.faults.collector import offer
from czplan.period import FIRST_YEAR, LAST_YEAR, Period, PeriodError, is_year
from czplan.quantity.units import has_factor
from czplan.vocabulary import Vocabulary

_D = "[0-9０-９]"
_ABOVE_0 = "[1-9１-９]"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－", "0123456789.-")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_TARGET_ID = re.compile(rf"{_ID.pattern}/{_ID.pattern}", re.ASCII)
_REFERENCE = re.compile(rf"{_ID.pattern}(?:@{_ID.pattern})?", re.ASCII)
_PLACE_CODE = re.compile(f"{_ABOVE_0}{_D}{{5}}")
_INTEGER = re.compile(f"[0０]*{_ABOVE_0}{_D}{{0,8}}")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_SHA256 = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
_NOT_IN_URL = (
    r'\s\\"<>\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f'
    r"\ufeff\ufff9-\uffff"
)
_URL = re.compile(
    r"[Hh][Tt][Tt][Pp][Ss]?://(?:\[[0-9A-Fa-f:.]+\](?::[0-9]*)?"
    rf"|[^/?#@\[\]{_NOT_IN_URL}]+)(?:[/?#][^{_NOT_IN_URL}]*)?"
)
SCOPES = ("city", "province", "nation")
SCOPE_KINDS = ("district", "company", "project")
_YEAR_PATTERN = f"(?:[1１][6-9６-９]|[2２]{_D}){_D}{{2}}"
_MONTH_PATTERN = f"(?:[0０]{_ABOVE_0}|[1１][0-2０-２])"
_DAY_PATTERN = f"(?:[0０]{_ABOVE_0}|[12１２]{_D}|[3３][01０１])"
_HYPHEN = "[-－]"


class Unreadable(ValueError):
    """Characters that are no value of the field's type: the fault's code and its words."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


class Type(NamedTuple):
    """A type of field.

    Attributes:
        zh, en: what may stand there, for schema and help.
        read: characters to value.
        schema: the JSON Schema of the characters.
        resolved: the JSON Schema of what YAML editors may make of them (`2025` is a number to
            them), None where they leave them alone.
        words: the closed vocabulary, where it is one.
    """

    zh: str
    en: str
    read: Callable[[str], Any]
    schema: dict[str, Any]
    resolved: dict[str, Any] | None = None
    words: Vocabulary[Any] | None = None


def digits(text: str) -> str:
    """Return `text` with full-width digits made plain."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def is_id(text: str) -> bool:
    """Tell whether `text` is a kebab-case ASCII id."""
    return _ID.fullmatch(text) is not None


def _id(text: str) -> str:
    if is_id(text):
        return text
    raise Unreadable("bad-id", value=text, hint=partial(_kebab, text))


def _kebab(text: str) -> Both:
    """Return the id that was probably meant, as the end of a remedy."""
    guess = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if not guess or not text.isascii():
        return Both("", "")
    return Both(f"，如 {guess}", f", such as {guess}")


def _shaped(
    shape: re.Pattern[str],
    code: str,
    text: str,
    *,
    make: Callable[[str], Any] = str,
    **words: object,
) -> Any:
    """Return what `make` makes of text of a shape; other text is a fault of `code`."""
    if shape.fullmatch(text):
        return make(text)
    raise Unreadable(code, value=text, **words)


_target_id = partial(
    _shaped, _TARGET_ID, "bad-id", hint=Both("，写成 规划/短名", ", written plan/slug")
)


def _key_id(text: str) -> str:
    return _target_id(text) if "/" in text else _id(text)


def _year(text: str) -> int:
    plain = digits(text)
    if is_year(plain):
        return int(plain)
    raise Unreadable("bad-year", value=text, more=Both("", ""))


def _due(text: str) -> int | str:
    if text == "none":
        return text
    try:
        return _year(text)
    except Unreadable as error:
        error.words["more"] = Both("；原文没有年份写 none", "; none where the text names no year")
        raise


def _period(text: str) -> str:
    plain = digits(text)
    try:
        Period.read(plain)
    except PeriodError:
        raise Unreadable("bad-period", value=text) from None
    return plain


def _date(text: str) -> str:
    plain = digits(text)
    match = _DATE.fullmatch(plain)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else 1 for part in match.groups())
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError
        date(year, month, day)
    except ValueError:
        raise Unreadable("bad-date", value=text) from None
    return plain


def _number(text: str) -> float:
    plain = digits(text)
    if _NUMBER.fullmatch(plain) and math.isfinite(value := float(plain)):
        return value
    raise Unreadable(
        "bad-number",
        value=text,
        hint=Both(
            "写一个有限的数，不带单位和千分位，如 1200000；带单位的措辞写在 stated",
            "write a finite number without unit and separators, such as 1200000; words with a "
            "unit belong in stated",
        ),
    )


def _truth(text: str) -> bool:
    word = text.lower()
    if word in {"true", "false"}:
        return word == "true"
    raise Unreadable("bad-truth", value=text)


def _fraction(text: str) -> float:
    try:
        value = _number(text)
    except Unreadable:
        value = -1.0
    if 0 <= value <= 1:
        return value
    raise Unreadable("bad-fraction", value=text)


def _fault_code(text: str) -> str:
    from czplan.faults import FAULTS, WARNING  # a set that accepts nothing needn't know them

    return _word(tuple(code for code in FAULTS if FAULTS[code].severity == WARNING), text)


def _unit(text: str) -> str:
    if has_factor(text):
        base = text
        while has_factor(base):
            base = base[1:]
        hint = Both(f" {base}", f" {base}") if base else Both("", "")
        raise Unreadable("unit-factor", value=text, hint=hint)
    return text


def _scope(text: str) -> str:
    head, colon, name = text.partition(":")
    if text in SCOPES or (colon and head in SCOPE_KINDS and name.strip() and text == text.rstrip()):
        return text
    words = [*SCOPES, *(f"{kind}:" for kind in SCOPE_KINDS)]
    near = partial(offer, head if not colon else f"{head}:", words)
    raise Unreadable("bad-scope", value=text, hint=near)


def _word(words: tuple[str, ...], text: str) -> str:
    if text in words:
        return text
    shown = words if len(words) <= 20 else (*words[:20], "…")
    raise Unreadable(
        "unknown-word",
        value=text,
        hint=partial(offer, text, words),
        words=Both("、".join(shown), ", ".join(shown)),
    )


def one_of(words: Vocabulary[Any] | Iterable[str]) -> Type:
    """Return the type of a closed vocabulary."""
    codes = words.codes if isinstance(words, Vocabulary) else tuple(words)
    return Type(
        "、".join(codes),
        ", ".join(codes),
        partial(_word, codes),
        {"enum": list(codes)},
        words=words if isinstance(words, Vocabulary) else None,
    )


def _label(text: str) -> str:
    """Return text that stands in a line: a name can't begin, end or break with white space."""
    if text and text == text.strip() and not set("\r\n") & set(text):
        return text
    raise Unreadable("outer-space", value=text)


_TEXT_SCHEMA: dict[str, Any] = {"type": "string", "pattern": r"\S"}
TEXT = Type("文字", "text", str, _TEXT_SCHEMA, {"type": ["number", "boolean"]})
LABEL = Type(
    "一行文字，首尾无空白",
    "one line of text without white space at its ends",
    _label,
    {"type": "string", "pattern": r"^\S(?:[^\r\n]*\S)?$"},
    {"type": ["number", "boolean"]},
)
_YEARS = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
ID = Type(
    "标识（小写字母、数字、连字符）",
    "an id: small letters, digits, hyphens",
    _id,
    {"type": "string", "pattern": f"^{_ID.pattern}$"},
    resolved={"type": "integer"},
)
TARGET_ID = Type(
    "目标标识 规划/短名",
    "a target's id: plan/slug",
    _target_id,
    {"type": "string", "pattern": f"^{_TARGET_ID.pattern}$"},
)
KEY_ID = Type(
    "指标标识，或目标标识 规划/短名",
    "an indicator's id, or a target's id plan/slug",
    _key_id,
    {"type": "string", "pattern": f"^{_ID.pattern}(?:/{_ID.pattern})?$"},
)
YEAR = Type("年份", "a year", _year, {"type": "string", "pattern": f"^{_YEAR_PATTERN}$"}, _YEARS)
DUE = Type(
    "年份，或 none（原文没有年份）",
    "a year, or none: the text names no year",
    _due,
    {"type": "string", "pattern": f"^(?:{_YEAR_PATTERN}|none)$"},
    resolved=_YEARS,
)
PERIOD = Type(
    "时期：2025、2025-09 或 2021..2025",
    "a period: 2025, 2025-09 or 2021..2025",
    _period,
    {
        "type": "string",
        "pattern": f"^{_YEAR_PATTERN}(?:{_HYPHEN}{_MONTH_PATTERN}|[.．]{{2}}{_YEAR_PATTERN})?$",
    },
    resolved=_YEARS,
)
DATE = Type(
    "日期：2025-01-08、2025-01 或 2025",
    "a day, a month or a year: 2025-01-08, 2025-01, 2025",
    _date,
    {
        "type": "string",
        "pattern": f"^{_YEAR_PATTERN}(?:{_HYPHEN}{_MONTH_PATTERN}(?:{_HYPHEN}{_DAY_PATTERN})?)?$",
    },
    resolved=_YEARS,
)
INTEGER = Type(
    "从 1 起的整数",
    "a whole number from 1",
    partial(_shaped, _INTEGER, "bad-integer", make=int),
    {"type": "string", "pattern": f"^[0０]*{_ABOVE_0}{_D}{{0,8}}$"},
    resolved={"type": "integer", "minimum": 1},
)
NUMBER = Type(
    "有限的数",
    "a finite number",
    _number,
    {
        "type": "string",
        "pattern": f"^[-+－]?(?:{_D}+[.．]?{_D}*|[.．]{_D}+)(?:[eE][-+－]?{_D}{{1,4}})?$",
    },
    resolved={"type": "number"},
)
FRACTION = Type(
    "0 到 1 的数",
    "a number from 0 to 1",
    _fraction,
    {
        "type": "string",
        "pattern": f"^(?:[0０]*[.．]{_D}+|[0０]+[.．]?|[0０]*[1１](?:[.．][0０]*)?)$",
    },
    resolved={"type": "number", "minimum": 0, "maximum": 1},
)
REFERENCE = Type(
    "指标标识；另一地方的写成 指标@地方",
    "an indicator's id, of another place indicator@place",
    partial(
        _shaped,
        _REFERENCE,
        "bad-id",
        hint=Both("，另一地方的指标写成 指标@地方", "; another place's is written indicator@place"),
    ),
    {"type": "string", "pattern": f"^{_REFERENCE.pattern}$"},
)
PLACE_CODE = Type(
    "六位区划代码（GB/T 2260），全国为 100000",
    "six digits of GB/T 2260, 100000 for the nation",
    partial(_shaped, _PLACE_CODE, "bad-place-code", make=digits),
    {"type": "string", "pattern": f"^{_ABOVE_0}{_D}{{5}}$"},
    resolved={"type": "integer", "minimum": 100000, "maximum": 999999},
)
FAULT_CODE = Type(
    "一种提醒的代码",
    "the code of a warning",
    _fault_code,
    {"type": "string", "pattern": f"^{_ID.pattern}$"},
)
TRUTH = Type("true 或 false", "true or false", _truth, {"enum": [True, False, "true", "false"]})
SHA256 = Type(
    "64 位十六进制数",
    "64 hexadecimal digits",
    partial(_shaped, _SHA256, "bad-sha256", make=str.lower),
    {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
)
URL = Type(
    "网址",
    "a web address",
    partial(_shaped, _URL, "bad-url"),
    {"type": "string", "pattern": f"^{_URL.pattern}$"},
)
UNIT = Type("基本单位", "a base unit", _unit, {"type": "string", "pattern": r"\S"})
SCOPE = Type(
    "city、province、nation，或 district:、company:、project: 接名称",
    "city, province, nation, or district:, company:, project: and a name",
    _scope,
    {
        "type": "string",
        "pattern": f"^({'|'.join(SCOPES)}|({'|'.join(SCOPE_KINDS)}):.*\\S)$",
    },
)
