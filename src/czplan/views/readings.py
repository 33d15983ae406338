"""Goals and figures as they are read: the number that the words carry, with its unit.

The document's own words stand in the card (`--words` shows them everywhere); here a reader of
either language gets the reading, such as `> 1,000,000 vehicles` for 突破100万辆. What has no number
keeps its words, and where those are Chinese alone, an English one says what they ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from czplan import patterns as re
from czplan.quantity import WordingError, read, show_number
from czplan.views.row_numbers import HAN, noun_unit, unit_name
from czplan.vocabulary import KINDS

if TYPE_CHECKING:
    from czplan.quantity.goals import Goal

Row = Mapping[str, Any]

IN_POINTS = frozenset({"growth", "average-growth", "share", "coverage", "parity", "reduction"})
"""Kinds whose gap is in percentage points."""

_FULL = 1e8
"""Below it an English number has all its digits; from it on it is in millions and more."""
_ROUND = 1e7
"""From it on a number of a few digits is in millions: 70 million, 12.3 million."""


def number_of(value: Any) -> float | None:
    """Return a value of a row as a number; None for a missing one."""
    return None if value is None or value != value else float(value)


def amount(value: float, unit: str, lang: str, *, bare: bool = False, sign: bool = False) -> str:
    """Return a value with its unit; `bare` without the English unit, `sign` as a difference."""
    if lang == "zh":
        return show_number(value, unit, lang, sign=sign, points=sign).replace("-", "−", 1)
    full = abs(value) < (_ROUND if value % 1e5 == 0 else _FULL)
    if full and unit not in ("", "%", ":1", "位", "‰", "℃", "倍"):
        text = f"{round(value, 4):,.4f}".rstrip("0").rstrip(".")
        name = unit_name(unit, lang, many=text.lstrip("-") != "1")
        text = text if bare or not name else f"{text} {name}"
        text = f"+{text}" if sign and value > 0 else text
    else:
        text = show_number(value, unit, lang, sign=sign, points=sign)
        if bare:
            text = text.removesuffix(" " + unit_name(unit, lang, many=True))
    if sign:
        text = text.replace("percentage points", "points")
        text = text.removesuffix("s") if text.lstrip("+-") == "1 points" else text
    return text.replace("-", "−", 1)


def said_unit(row: Row, lang: str) -> str:
    """Return the unit of a row as it is said beside the indicator's name."""
    unit = row["unit"] or ""
    return unit if lang == "zh" else noun_unit(unit, row.get("name_en"))


def span_text(
    low: float | None, high: float | None, sure: str | None, unit: str, lang: str, *,
    bare: bool = False,
) -> str:  # fmt: skip
    """Return an interval: one number, or the end that is certain behind `>`, `<` or “about”."""
    gap = "" if lang == "zh" else " "
    low, high = number_of(low), number_of(high)
    if low is None and high is None:
        return ""
    if low is None or (sure == "high" and low != high):
        return f"<{gap}{amount(high or 0.0, unit, lang, bare=bare)}"
    if high is None or (sure == "low" and low != high):
        return f">{gap}{amount(low, unit, lang, bare=bare)}"
    if low == high:
        return amount(low, unit, lang, bare=bare)
    if sure == "none":
        return f"{_ABOUT[lang]}{gap}{amount((low + high) / 2, unit, lang, bare=bare)}"
    return from_to(amount(low, unit, lang, bare=bare), amount(high, unit, lang, bare=bare), unit)


def from_to(first: str, last: str, unit: str) -> str:
    """Return two amounts as a range; a unit that both have is said once."""
    return f"{_without_unit(first, last, unit)}–{last}"


def signed_span(low: float, high: float, unit: str, lang: str, *, bare: bool = False) -> str:
    """Return two differences as a range; a unit that both have is said once."""
    first, last = (amount(one, unit, lang, bare=bare, sign=True) for one in (low, high))
    return _without_unit(first, last, unit) + ("～" if lang == "zh" else " to ") + last


def _without_unit(first: str, last: str, unit: str) -> str:
    """Return the first amount of a range without the unit that the last has, too."""
    for ending in (unit, "万" + unit, "亿" + unit, "万亿" + unit, "%", "个百分点", " points"):
        if ending and first.endswith(ending) and last.endswith(ending):
            shorter = first.removesuffix(ending)
            factor = ending.removesuffix(unit) if unit and ending.endswith(unit) else ""
            first = shorter + factor if shorter else first
            break
    else:
        words, others = first.split(" "), last.split(" ")
        while len(words) > 1 and words[-1] == others[-1]:
            words.pop()
            others.pop()
        first = " ".join(words)
    return first


def goal_reading(row: Row, lang: str, goal: Row | None = None) -> str:
    """Return what a goal asks for, as a number with its sign; its words where it has none.

    Args:
        row: a verdict row.
        lang: `zh` or `en`.
        goal: the goal's own row, for what the verdict row doesn't hold (parity, tiers).
    """
    low, high, unit = number_of(row["target_low"]), number_of(row["target_high"]), row["unit"] or ""
    words = str(row["stated"] or "")
    kind, operator = row["kind"], row["operator"]
    if kind == "milestone":
        return "任务" if lang == "zh" else "a task"
    if kind in ("parity", "direction", "composite", "ladder") or low is high is None:
        return words or _tiers(goal) if lang == "zh" else _asked(row, goal)
    if _relative(kind, unit):
        said = _moved(low, high, operator, lambda one: amount(one, "%", "en"))
        return words if lang == "zh" else said + (" a year" if kind == "average-growth" else "")
    if kind == "maintain":
        operator = "around"
    elif operator == "<=" and unit == "位":
        operator = ""
        if "前" in words and high is not None and high > 1:
            return f"前{high:g}位" if lang == "zh" else f"top {high:g}"
    floor = operator == ">=" and _at_least(words, unit)
    unit = said_unit(row, lang)
    return _bounded(low, high, operator, lambda one: amount(one, unit, lang), lang,
                    unit=unit, floor=floor)  # fmt: skip


def goal_asked(goal: Goal, words: str, unit: str, lang: str, reference: str = "") -> str:
    """Return what a goal asks for before it is judged; its words where they must do.

    Args:
        goal: what its words ask for.
        words: those words.
        unit: of its indicator.
        lang: `zh` or `en`.
        reference: the name of what it is to be in step with.
    """
    changing = goal.multiple is not None or (goal.rise and goal.number is not None)
    if goal.vague and goal.kind == "maintain" and lang == "en":
        return _STEADY
    if goal.vague or (changing and lang == "zh"):
        return words
    if goal.multiple is not None:
        floor = _at_least(words, unit)
        times = _bounded(goal.multiple, None, goal.operator, lambda one: f"{one:g}", lang,
                         floor=floor)  # fmt: skip
        return f"{times} times the baseline"
    if changing:
        return _moved(goal.low, goal.high, goal.operator, lambda one: _said_change(one, unit))
    ways = {1: "up", -1: "down", 0: "keep"}
    row = {"target_low": goal.low, "target_high": goal.high, "unit": unit, "stated": words,
           "kind": goal.kind, "operator": goal.operator}  # fmt: skip
    return goal_reading(row, lang, {"reference_en": reference, "way": ways.get(goal.direction)})


_BOUNDS = {">": ">", "<": "<", "<=": "≤"}
_ABOUT = {"zh": "约", "en": "about"}
"""Before a number that isn't exact; the sign ≈ beside a figure says that it is preliminary."""
_MIRRORED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}
_WORDED = {">": "more than", "<": "less than", "≥": "at least", "≤": "at most"}


def in_words(reading: str) -> str:
    """Return an English reading with its sign in words: `≥ 5%` is `at least 5%`."""
    for sign, word in _WORDED.items():
        reading = reading.replace(f"{sign} ", f"{word} ")
    return reading


def _relative(kind: str, unit: str) -> bool:
    """Tell whether a goal's number is a change in per cent of what its unit counts."""
    return kind == "reduction" or (kind == "average-growth" and unit != "%")


def _bounded(
    low: float | None, high: float | None, operator: str, say: Callable[[float], str], lang: str,
    *, unit: str = "", floor: bool,
) -> str:  # fmt: skip
    """Return the number that a test compares with behind its bound, or both ends of a range.

    `floor`: a number to be reached at least is one that the words call so.
    """
    gap = "" if lang == "zh" else " "
    bound = _ABOUT[lang] if operator == "around" else _BOUNDS.get(operator, "≥" if floor else "")
    if low is not None and high is not None and low != high:
        bound = bound if bound in (">", "<") else ""
        said = from_to(say(low), say(high), unit)
    else:
        said = say(low if low is not None else high or 0.0)
    return f"{bound}{gap}{said}" if bound else said


def _moved(
    low: float | None, high: float | None, operator: str, say: Callable[[float], str]
) -> str:  # fmt: skip
    """Say in English how far to rise or fall: signed ends, the bound that of the change's size."""
    ends = [one for one in (low, high) if one is not None]
    way = "rise"
    if min(ends) < 0 < max(ends):
        way = "change"
    elif min(ends) < 0:
        way, operator = "fall", _MIRRORED.get(operator, operator)
        low, high = (None if one is None else -one for one in (high, low))
    return f"{way} by {_bounded(low, high, operator, say, 'en', floor=high is None)}"


def _at_least(words: str, unit: str) -> bool:
    """Tell whether the words set a floor (5%以上), not a bare number, which is a floor as well."""
    try:
        return read(words, unit).bound == "at-least"
    except WordingError:
        return False


def _tiers(goal: Row | None) -> str:
    """Return the words of a ladder's tiers."""
    tiers = (goal or {}).get("tiers") or {}
    return "、".join(str(tier["stated"]) for tier in tiers.values())


_STEADY = "as the year before"


def _asked(row: Row, goal: Row | None) -> str:
    """Say in English what a goal without a number asks for."""
    kind, words = row["kind"], str(row["stated"] or "")
    if kind == "parity":
        return _in_step(words, str((goal or {}).get("reference_en") or ""))
    if kind == "direction":
        way = (goal or {}).get("way")
        return {"up": "to rise", "down": "to fall", "keep": "to be kept"}.get(str(way), "a trend")
    if kind == "ladder":
        return str((goal or {}).get("tiers_en") or KINDS[kind].en.lower())
    if kind == "maintain":
        return _STEADY
    return "steady, and better" if kind == "composite" else _changed(row, words)


def _in_step(words: str, reference: str) -> str:
    """Say in English with what a goal is to keep step, or what it is to exceed."""
    try:
        one = read(words, "%")
    except WordingError:
        one = None
    if one and one.bound in ("over", "under") and reference:
        return f"{'>' if one.bound == 'over' else '<'} {reference}"
    said = "about in step" if one and "basically" in one.marks else "in step"
    return f"{said} with {reference}" if reference else said


def _changed(row: Row, words: str) -> str:
    """Say in English which change words without a baseline ask for; else the words."""
    unit = row["unit"] or ""
    try:
        one = read(words, unit)
    except WordingError:
        return words
    if one.factor is not None:
        return f"{one.factor:g} times the baseline"
    if not one.change or one.number is None:
        return words
    size = one.change * one.number
    operator = str(row["operator"] or "")
    operator = "" if operator in (">=", "<=") else operator
    return _moved(size, size, operator, lambda one: _said_change(one, unit))


def _said_change(size: float, unit: str) -> str:
    """Return the size of a change in English."""
    return amount(size, unit, "en", sign=True).lstrip("+")


def figure_said(row: Row, lang: str, *, bare: bool = False) -> str:
    """Return a reported figure (a row of `figures.figure_rows`): words, in English the reading.

    So in Chinese where the words are of another language, or leave the unit to their table.
    """
    words = str(row["stated"] or "")
    if lang == "zh" and words and ((row["unit"] or "") in ("", "%") or HAN.search(words)):
        return words
    unit = said_unit(row, lang)
    read = span_text(row["low"], row["high"], row["sure"], unit, lang, bare=bare)
    return read or words


def said_words(row: Row) -> str:
    """Return the words of the figure that decided; none for a bare number in base units.

    Nobody wrote 69800000000: its reading says it with its unit.
    """
    words = str(row["actual_stated"] or "")
    return "" if _DIGITS.fullmatch(words) and row["kind"] != "milestone" else words


def figure_reading(row: Row, lang: str, *, alone: bool = False) -> str:
    """Return the figure that decided as a number; its words where it has none.

    The English unit is left out where the goal, beside it, is a number of the same; `alone`: no
    goal is beside it. In English the words of a task's record are its outcome, and words that a
    person judged, without one number to judge by, are only said to be such: a card quotes them.
    """
    kind, unit = row["kind"], said_unit(row, lang)
    words = str(row["actual_stated"] or "")
    if kind == "milestone":
        return words if lang == "zh" or not words else _DONE.get(row["status"], "in words")
    low, high = number_of(row["actual_low"]), number_of(row["actual_high"])
    if kind == "ladder":
        met = tiers_met(row) if row["actual_period"] is not None else ""
        return met and (f"{met} 级达到" if lang == "zh" else f"{met} tiers met")
    if lang == "en" and words and low is high is None and "evidence_coded" in row["flags"]:
        return "in words"
    if low is high is None or (kind == "reduction" and lang == "zh"):
        return words
    if kind == "reduction" and unit == "%":
        return _total(row) or words
    if kind == "parity":
        unit = "%"
        low, high = (None if one is None else round(one, 2) for one in (low, high))
    ends = () if alone else (row["target_low"], row["target_high"])
    bare = any(number_of(one) is not None for one in ends)
    sure = row["actual_sure"]
    if sure == "none" and (low is None or high is None):
        sure = "low" if high is None else "high"
    return span_text(low, high, sure, unit, lang, bare=bare and kind not in IN_POINTS)


_DIGITS = re.compile(r"[-−]?[0-9]+(?:\.[0-9]+)?")
_DONE = {"met": "done", "met_early": "done", "met_late": "done", "partly_met": "partly done",
         "not_met": "not done"}  # fmt: skip


def tiers_met(row: Row) -> str:
    """Return how many tiers of a ladder are met, such as `1/2`; empty for any other goal."""
    return next((one[10:] for one in row["flags"] if one.startswith("tiers_met=")), "")


def compared_with(row: Row) -> tuple[float, int]:
    """Return the number that a goal in per cent is compared with, and -1 where less is better.

    0 instead of -1 or +1 where only the indicator knows: about a rise.
    """
    low, high = number_of(row["target_low"]), number_of(row["target_high"])
    way = {"<=": -1, "<": -1, "around": 0}.get(row["operator"], 1)
    goal = high if low is None or (way < 0 and high is not None) else low
    return goal or 0.0, -1 if way == 0 and (goal or 0.0) < 0 else way


def _total(row: Row) -> str:
    """Return in English the whole change of figures that are rates: goal and gap together.

    The yearly average that the row holds where that isn't certain.
    """
    goal, way = compared_with(row)
    if way == 0:
        read = span_text(row["actual_low"], row["actual_high"], row["actual_sure"], "%", "en")
        return read and f"{read} a year"
    gaps = [number_of(row[name]) for name in ("gap_low", "gap_high")][::way]
    low, high = (None if one is None else round(goal + way * one * 100, 2) for one in gaps)
    return span_text(low, high, row["actual_sure"], "%", "en")


def judged_text(row: Row, lang: str) -> str:
    """Return which figure was judged, where it was worked out from the one that is reported."""
    if "deflated_estimate" not in row["flags"] or not row["actual_stated"]:
        return ""
    read = figure_reading(row, lang)
    return f"按价格指数折算为{read}，据此判断" if lang == "zh" else f"{read} deflated, as judged"
