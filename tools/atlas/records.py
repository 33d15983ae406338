"""From proposals to records: what is kept, under which key, and why the rest isn't."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from czplan.extract.catalogue import shipped
from czplan.quantity import WordingError
from czplan.quantity.figure_words import Figure
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import Goal, GoalQuery
from czplan.quantity.goal_words import interpret as read_goal
from tools.atlas.surroundings import (
    EACH_YEAR,
    amiss,
    since,
    spread,
    with_each_year,
    with_hedge,
    with_name,
)
from tools.atlas.texts import Document

if TYPE_CHECKING:
    from czplan.extract import Proposal

__all__ = ["FIGURE_FLOOR", "GOAL_FLOOR", "LEVELS", "Collected", "Record", "agree", "collect"]

GOAL_FLOOR, FIGURE_FLOOR = 0.6, 0.7
"""The least confidence of a goal and of a figure that is kept."""

AHEAD = 3
"""Lines by which a goal for the year may stand before that of GDP growth in a report."""

LEVELS = ("gdp", "gdp-per-capita", "general-budget-revenue", "grain-output", "fdi")
"""What is an amount of a year."""

_PARITY = frozenset({"parity", "above"})
_POINTS = "百分点"
_THAN = re.compile(r"(?:高于|快于|低于|高出|跑赢)[^，；。、]{0,12}$")
_ONLY = re.compile(r"仅为|仅有|只有")
_YEARLY = frozenset({
    "urban-jobs-added", "fdi", "grain-output", "energy-intensity-change",
    "registered-unemployment",
})  # fmt: skip
"""Of what a goal may be for each of several years or for all of them together."""
_MOVED = re.compile(r"提高|提升|上升|增加|增长|下降|降低|减少|压减|缩小")


@dataclass(frozen=True, slots=True)
class Record:
    """One goal or figure of the atlas.

    Attributes:
        document: where it stands; kind: goal or figure; key: the slug, or the period.
        indicator, stated, text, line, column, low, high, operator, confidence: as proposed.
        start, due: of a goal; status: of a figure; reference: of a comparison.
        milestone: a goal without a number of its own, by its words alone.
        value: of a figure whose words alone say another number, the one that the sentence says.
        counted: of a goal whose words are in another unit, those words; `stated` is converted.
        hedged: `stated` ends in a 左右 that stands behind the last of several numbers.
    """

    document: Document
    kind: str
    key: str
    indicator: str
    stated: str
    text: str
    line: int
    column: int
    low: float | None
    high: float | None
    operator: str
    confidence: float
    start: int | None = None
    due: int | None = None
    status: str = ""
    reference: str = ""
    milestone: bool = False
    value: float | None = None
    hedged: bool = False
    counted: str = ""


@dataclass(slots=True)
class Collected:
    """The records, and how many proposals were left out for which reason."""

    records: list[Record] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


def collect(documents: Sequence[Document], proposals: Sequence[Iterable[Proposal]]) -> Collected:
    """Return the records of every document, in order; one a key, others counted."""
    found = Collected()
    for document, proposed in zip(documents, proposals, strict=True):
        goals: dict[str, list[Record]] = defaultdict(list)
        figures: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for one in proposed:
            made = _record(document, one)
            if isinstance(made, str):
                found.left[made] += 1
            elif made.kind == "goal":
                goals[made.key].append(made)
            else:
                figures[made.indicator, made.key].append(made)
        found.records += _goals(_among_goals(goals, found.left), found.left)
        found.records += _figures(figures, found.left)
    return found


def _record(document: Document, one: Proposal) -> Record | str:
    """Return a proposal as a record, or why it is none."""
    if one.scope != "city":
        return "of another scope"
    if one.confidence < (GOAL_FLOOR if one.kind == "goal" else FIGURE_FLOOR):
        return "too uncertain"
    if one.stated not in one.text or len(one.text) > 40:
        return "words not in the quotation"
    one = with_name(one)
    if why := amiss(document, one):
        return why
    return _goal(document, one) if one.kind == "goal" else _figure(document, one)


def _goal(document: Document, one: Proposal) -> Record | str:
    if not document.kind:
        return "goal of a communiqué"
    due = one.due
    if due is None or not document.year <= due <= document.year + 15:
        return "goal without a year"
    start = one.start if one.start is not None else document.year
    if document.kind == "annual-report" and due == document.year:
        start = since(document, one, due)
    known = shipped().entries[one.indicator or ""]
    reference = _reference(document, one)
    if known.measure == "growth" and ("翻" in one.stated or "倍" in one.stated):
        return "multiple of an earlier year"
    if _ONLY.search(one.text):
        return "what there is, no goal"
    margin = _POINTS in one.stated and one.operator not in ("external", "direction")
    if margin and not reference and (known.measure == "growth" or not _MOVED.search(one.stated)):
        return "points, no rate"
    # 高于全省1个百分点 asks for a margin, not for a rate of 1 %
    milestone = one.operator in ("external", "direction") or margin
    if not milestone and one.operator not in _PARITY and one.low is None and one.high is None:
        return "no number that can be told"
    if due > document.year and not milestone and one.indicator in _YEARLY:
        one = with_each_year(document, one, amount=one.indicator in LEVELS)
    hedged = False
    if not milestone:
        query = GoalQuery(
            unit=known.unit,
            measure=known.measure,
            direction=known.direction,
            years=due - start + 1,
            reference=bool(reference),
        )
        try:
            read = read_goal(_in_tonnes(one) or one.stated, query)
            if one.operator != "around" and _opposite(read, one):
                return "goal that can't be read"
            hedged = read.operator != "around" == one.operator
        except WordingError:
            if one.operator not in _PARITY:
                return "goal that can't be read"
            milestone = True
        hedged = hedged and one.shared
    if hedged:
        one = with_hedge(document, one)
    if one.operator == "direction":
        return "direction without a number"
    counted = ""
    if not milestone and (tonnes := _in_tonnes(one)):
        counted, ends = one.stated, (one.low, one.high)
        low, high = (None if end is None else round(end * _JIN, 6) for end in ends)
        one = replace(one, stated=tonnes, low=low, high=high)
    slug = str(one.indicator) + ("" if due == document.end else f"-{due}")
    return Record(
        document, "goal", slug + ("-stretch" if one.stretch else ""), str(one.indicator),
        one.stated, one.text, one.line, one.column, one.low, one.high, one.operator,
        one.confidence, start=start, due=due, reference=reference, milestone=milestone,
        hedged=hedged, counted=counted,
    )  # fmt: skip


def _opposite(read: Goal | Figure, one: Proposal) -> bool:
    """Tell whether words alone say a rise where the sentence says a fall, or the reverse."""
    told = [end for end in (one.low, one.high) if end is not None]
    ends = [end for end in (read.low, read.high) if end is not None]
    return any(one_end * end < 0 for one_end in told for end in ends)


def _reference(document: Document, one: Proposal) -> str:
    """Return what a comparison refers to; `province` is the place above, by its own id."""
    if one.operator not in _PARITY or not one.reference:
        return ""
    indicator, mark, place = one.reference.partition("@")
    if not mark:
        return indicator
    other = document.parent if place == "province" else place
    return f"{indicator}@{other}" if other and other != document.place else ""


def _figure(document: Document, one: Proposal) -> Record | str:
    if one.period is None:
        return "figure without a period"
    period = one.period
    last = int(period.rpartition("..")[2][:4])
    if last > document.year or last < 1990:
        return "figure of an odd period"
    if one.low is None and one.high is None:
        return "no number that can be told"
    known = shipped().entries[one.indicator or ""]
    if one.operator in _PARITY or (known.measure == "growth" and _POINTS in one.stated):
        return "points, no rate"
    if ".." in period and known.measure != "growth" and EACH_YEAR.search(one.stated):
        return "a yearly mean of an amount"
    added = one.indicator not in (*LEVELS, "pm25") or one.indicator == "fdi" or "累计" in one.text
    if ".." in period and not added:
        return "a level of several years together"
    rate = known.measure == "growth" and one.indicator != "energy-intensity-change"
    if ".." in period and rate and not spread(document, one):
        return "growth of several years together whose words don't say so"
    if document.kind and "-" in period:
        return "figure of a part of a year"
    if known.measure == "growth" and "倍" in one.stated:
        return "multiple of an earlier year"  # trade alone doubles in a year, one time in eight
    if _THAN.search(one.text.partition(one.stated)[0]):
        return "points, no rate"
    if "total" in one.why and known.measure == "growth" and "累计" not in one.stated:
        # the words say it where 累计 stands before them
        if f"累计{one.stated}" not in one.text:
            return "growth of several years together whose words don't say so"
        one = replace(one, stated=f"累计{one.stated}", column=max(1, one.column - 2))
    value = None
    try:
        read = read_figure(one.stated, known.unit, known.measure)
    except WordingError:
        value = _converted(one)
        if value is None:
            return "figure that can't be read"
    else:
        if read.low is None and read.high is None:
            return "figure that can't be read"
        if read.low == read.high and one.low == one.high and not _near(read.low, one.low):
            value = one.low  # 分别下降4.7%、5%: the second alone says a rise
        elif _opposite(read, one):
            return "figure that can't be read"
    status = "estimate" if one.status == "estimate" else ("" if document.kind else "preliminary")
    if status != "estimate" and "预计" in one.text:
        status = "estimate"
    return Record(
        document, "figure", period, str(one.indicator), one.stated, one.text, one.line,
        one.column, one.low if value is None else value, one.high if value is None else value,
        one.operator, one.confidence, status=status, value=value,
    )  # fmt: skip


def _near(one: float | None, other: float | None) -> bool:
    return math.isclose(one or 0.0, other or 0.0, rel_tol=1e-6)


_JIN = 0.0005
"""A 斤 in tonnes, exactly."""
_OF_JIN = re.compile(r"([0-9]+(?:\.[0-9]+)?)(亿|万)斤")


def _in_tonnes(one: Proposal) -> str:
    """Return the words of a goal in 斤 with its one number in tonnes; empty for any other words.

    800亿斤以上 is 4000万吨以上: the atlas counts grain in tonnes and reads a goal's words so.
    """
    found = _OF_JIN.search(one.stated)
    if one.indicator != "grain-output" or found is None:
        return ""
    before, behind = one.stated[: found.start()], one.stated[found.end() :]
    if re.search(r"[0-9斤]", before + behind):
        return ""
    amount = f"{round(float(found[1]) * 5, 6):.15g}"
    return f"{before}{amount}{'万' if found[2] == '亿' else ''}吨{behind}"


_UNITS = {("grain-output", "斤"): _JIN, ("urban-jobs-added", "个"): 1.0}
"""What a unit that a report uses is in the indicator's own; nothing that isn't exact."""


def _converted(one: Proposal) -> float | None:
    """Return an exact figure in the indicator's unit where its words are in another."""
    factor = _UNITS.get((one.indicator or "", one.unit))
    if factor is None or one.low is None or one.low != one.high:
        return None
    return round(one.low * factor, 6)


def _among_goals(goals: dict[str, list[Record]], left: Counter[str]) -> dict[str, list[Record]]:
    """Leave out goals for a report's own year that stand well before its goal of GDP growth.

    They are mostly what the review of the year before says was reached.
    """
    growth = goals.get("gdp-growth", [])
    if not growth or growth[0].document.kind != "annual-report":
        return goals
    opens = max(growth, key=_first).line - AHEAD
    kept = {
        key: [one for one in records if one.due != one.document.year or one.line >= opens]
        for key, records in goals.items()
    }
    left["a goal for the year in the review"] += sum(map(len, goals.values())) - sum(
        map(len, kept.values())
    )
    return {key: records for key, records in kept.items() if records}


def _first(one: Record) -> tuple[float, int, int]:
    return round(one.confidence, 1), -one.line, -one.column


def _goals(goals: dict[str, list[Record]], left: Counter[str]) -> list[Record]:
    """Return one goal a slug: the first numbered one; a second number is no goal of its own."""
    kept = []
    for records in goals.values():
        numbered = [one for one in records if not one.milestone] or records
        best = max(numbered, key=_first)
        left["said twice"] += len(records) - 1
        kept.append(best)
    return kept


def _figures(figures: dict[tuple[str, str], list[Record]], left: Counter[str]) -> list[Record]:
    """Return one figure an indicator and period: the most exact of those that agree."""
    kept = []
    for records in figures.values():
        if len(records) == 1:
            kept += records
            continue
        ordered = sorted(records, key=lambda one: (not _exact(one), -one.confidence, one.line))
        best = ordered[0]
        clash = [one for one in ordered[1:] if not agree(best, one)]
        if any(_exact(one) and one.confidence >= best.confidence for one in clash):
            left["contradicted in its own document"] += len(records)
            continue
        left["said twice"] += len(records) - 1
        kept.append(best if not clash else replace(best, confidence=min(best.confidence, 0.8)))
    return kept


def _exact(one: Record) -> bool:
    return one.low is not None and one.low == one.high


def agree(one: Record, other: Record) -> bool:
    """Tell whether two statements of a figure overlap; a rounded one agrees with the exact."""
    slack = 0.006 * max(abs(one.low or one.high or 0), 0.01)
    low = (
        max(x for x in (one.low, other.low) if x is not None)
        if (one.low is not None or other.low is not None)
        else None
    )
    high = (
        min(x for x in (one.high, other.high) if x is not None)
        if (one.high is not None or other.high is not None)
        else None
    )
    return low is None or high is None or low <= high + slack
