"""A year side by side: one row a place, and what all of them together say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from czplan.across.standing import Standing, only, standings
from czplan.vocabulary import HARDNESS, NUMBERLESS

if TYPE_CHECKING:
    from czplan.dataset import Dataset

_OF_ANY_SIZE = frozenset({"growth", "share", "ratio"})
"""Measures in which a place and the one above it can be compared: amounts grow with the place."""


def row_of(
    one: Standing,
    indicator: str,
    held: Mapping[tuple[str, int], Standing],
    *,
    compared: bool = True,
) -> dict[str, Any]:
    """Return a standing as a row of `YEAR_COLUMNS`; `compared`: with the parent's goal."""
    goal, reported = one.goal or {}, one.reported
    name = one.place.name_in(one.year)
    above = _above(one, held) if compared else None
    before = held.get((one.place.id, one.year - 1))
    return {
        "place": one.place.id or None,
        "place_zh": name.zh,
        "place_en": name.en,
        "level": one.place.level,
        "parent": one.place.parent_in(one.year),
        "year": one.year,
        "indicator": indicator,
        "goal_words": goal.get("stated"),
        "operator": goal.get("operator"),
        "goal_low": goal.get("target_low"),
        "goal_high": goal.get("target_high"),
        "goal": one.number,
        "words": one.words or None,
        "stretch": one.stretch,
        "figure_words": reported["figure_words"],
        "figure_low": reported["figure_low"],
        "figure_high": reported["figure_high"],
        "gap_low": reported["gap_low"],
        "gap_high": reported["gap_high"],
        "status": goal.get("status"),
        "family": goal.get("family"),
        "parent_goal": above.number if above else None,
        "change": change(before, one) if before else None,
        "change_words": change(before, one, words=True) if before else None,
        "goal_source": goal.get("target_source"),
        "figure_source": reported["figure_source"],
        "confidence": goal.get("confidence"),
        "read_by": goal.get("read_by"),
        "reason": one.reason or None,
    }


def _above(one: Standing, held: Mapping[tuple[str, int], Standing]) -> Standing | None:
    parent = one.place.parent_in(one.year)
    return held.get((parent, one.year)) if parent else None


def change(before: Standing | None, now: Standing, *, words: bool = False) -> str | None:
    """Return lowered, kept or raised against an earlier goal; None without two numbers.

    With `words`, goals of one number are told apart by how hard their words are.
    """
    if before is None or before.number is None or now.number is None:
        return None
    if now.number != before.number:
        return "raised" if now.number > before.number else "lowered"
    if words and now.words != before.words:
        harder = HARDNESS.rank(now.words) < HARDNESS.rank(before.words)
        return "raised" if harder else "lowered"
    return "kept"


def in_year(
    ds: Dataset,
    indicator: str,
    year: int,
    *,
    places: Collection[str] | None = None,
    parent: str | None = None,
    sort: str = "place",
    as_of: int | None = None,
    grade: str = "copy",
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return one row a place, those with a number first, and what they say together.

    Args:
        places: the ids asked about; None for all.
        parent: only places directly below this one.
        sort: one of `columns.SORTS`; rows without a number follow in the order of the places.
    """
    held = standings(ds, indicator, (year - 1, year), as_of=as_of, grade=grade)
    chosen = [
        one
        for one in only(held, places)
        if one.year == year and (parent is None or one.place.parent_in(year) == parent)
    ]
    known = ds.indicator_records.get(indicator)
    compared = known is None or known.measure in _OF_ANY_SIZE
    rows = [row_of(one, indicator, held, compared=compared) for one in chosen]
    numbered = [row for row in rows if row["goal"] is not None]
    others = [row for row in rows if row["goal"] is None]
    if sort != "place":
        numbered.sort(key=lambda row: _key(row, sort))
    return [*numbered, *others], summary_of(chosen, indicator, year, held, compared=compared)


def _key(row: Mapping[str, Any], sort: str) -> tuple[bool, float]:
    """Sort the largest first, what isn't known last."""
    value = {"goal": row["goal"], "figure": row["figure_low"], "gap": row["gap_low"]}[sort]
    if value is None and sort != "goal":
        value = row[f"{sort}_high"]
    return value is None, -(value or 0.0)


def summary_of(
    chosen: Sequence[Standing],
    indicator: str,
    year: int,
    held: Mapping[tuple[str, int], Standing],
    *,
    compared: bool = True,
) -> dict[str, Any]:
    """Return what the places of a year say together, as data.

    `compared`: with the goals of the places above.
    """
    numbered = [one for one in chosen if one.number is not None]
    families = Counter(one.family_decided for one in numbered)
    without = Counter(one.reason for one in chosen if one.number is None)
    figured = sum(one.has_figure for one in numbered)
    goals = [one.number for one in numbered if one.number is not None]
    return {
        "indicator": indicator,
        "year": year,
        "places": len(chosen),
        "with_number": len(numbered),
        "met": families["met"],
        "missed": families["missed"],
        "undecided": figured - families["met"] - families["missed"],
        "without_figure": len(numbered) - figured,
        "median_goal": round(median(goals), 9) if goals else None,
        "above_parent": _parents(numbered, held) if compared else [],
        "by_number": _changes(numbered, held, words=False),
        "by_words": _changes(numbered, held, words=True),
        "words": _words(numbered),
        "without_number": {code: without[code] for code in NUMBERLESS if without[code]},
    }


def _parents(
    numbered: Sequence[Standing], held: Mapping[tuple[str, int], Standing]
) -> list[dict[str, Any]]:
    """Return by level how many aim above the place above them, and by how much on average."""
    gaps: dict[str, list[float]] = defaultdict(list)
    for one in numbered:
        above = _above(one, held)
        if above is not None and above.number is not None and one.number is not None:
            gaps[one.place.level].append(round(one.number - above.number, 9))
    return [
        {
            "level": level,
            "over": len(found),
            "above": sum(gap > 0 for gap in found),
            "same": sum(gap == 0 for gap in found),
            "below": sum(gap < 0 for gap in found),
            "share_above": round(sum(gap > 0 for gap in found) / len(found), 9),
            "mean_difference": round(fmean(found), 9),
        }
        for level, found in gaps.items()
    ]


def _changes(
    numbered: Sequence[Standing], held: Mapping[tuple[str, int], Standing], *, words: bool
) -> dict[str, int]:
    """Return how many lowered, kept and raised their goal against the year before."""
    pairs = [(held.get((one.place.id, one.year - 1)), one) for one in numbered]
    found = Counter(change(before, one, words=words) for before, one in pairs)
    return {code: found[code] for code in ("lowered", "kept", "raised")}


def _words(numbered: Sequence[Standing]) -> list[dict[str, Any]]:
    """Return by level how many goals are hard, plain and soft."""
    levels = dict.fromkeys(one.place.level for one in numbered)
    counts = Counter((one.place.level, one.words) for one in numbered)
    return [
        {"level": level, **{code: counts[level, code] for code in HARDNESS}} for level in levels
    ]
