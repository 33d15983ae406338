"""The years one after the other: goals, figures and how many met, told by matched change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from czplan.across.how_binding import point
from czplan.across.standing import Standing, only, standings
from czplan.across.year import change
from czplan.vocabulary import HARDNESS

if TYPE_CHECKING:
    from czplan.dataset import Dataset

ENOUGH = 0.6
"""The share of the goals with a number that must be judged for a year to be compared."""


def over_years(
    ds: Dataset,
    indicator: str,
    first: int,
    last: int,
    *,
    places: Collection[str] | None = None,
    parent: str | None = None,
    same: bool = False,
    as_of: int | None = None,
    grade: str = "copy",
) -> list[dict[str, Any]]:
    """Return one row a year; none where no place is chosen.

    Args:
        first, last: the years, both included.
        places: the ids asked about; None for all.
        parent: only places directly below this one.
        same: only the places that have a number in every one of the years.
    """
    years = range(first - 1, last + 1)
    held = standings(ds, indicator, years, as_of=as_of, grade=grade)
    chosen = [
        one
        for one in only(held, places)
        if parent is None or one.place.parent_in(one.year) == parent
    ]
    if same:
        counts = Counter(
            one.place.id for one in chosen if one.number is not None and one.year >= first
        )
        chosen = [one for one in chosen if counts[one.place.id] == last - first + 1]
    if not chosen:
        return []
    by_year: dict[int, list[Standing]] = {year: [] for year in years}
    for one in chosen:
        by_year[one.year].append(one)
    return [_row(indicator, year, by_year[year], by_year[year - 1]) for year in years[1:]]


def _row(
    indicator: str, year: int, now: Sequence[Standing], before: Sequence[Standing]
) -> dict[str, Any]:
    """Return what the places of a year say."""
    numbered = [one for one in now if one.number is not None]
    earlier = {one.place.id: one for one in before if one.number is not None}
    figured = [one for one in numbered if one.has_figure]
    judged = [one for one in numbered if one.family_decided]
    families = Counter(one.family_decided for one in judged)
    pairs = [(earlier[one.place.id], one) for one in numbered if one.place.id in earlier]
    moves = [(two.number or 0.0) - (one.number or 0.0) for one, two in pairs]
    changes = Counter(change(one, two) for one, two in pairs)
    figures = [number for one in figured if (number := _figure(one)) is not None]
    words = Counter(one.words for one in numbered)
    goals = [one.number for one in numbered if one.number is not None]
    return {
        "year": year,
        "indicator": indicator,
        "held": sum(one.reason != "no_report" for one in now),
        "with_goal": len(numbered),
        "judged": len(judged),
        "median_goal": round(median(goals), 9) if goals else None,
        "median_figure": round(median(figures), 9) if figures else None,
        "matched": len(pairs),
        "mean_change": round(fmean(moves), 9) if moves else None,
        **{code: changes[code] for code in ("lowered", "kept", "raised")},
        "met": families["met"],
        "missed": families["missed"],
        "share_met": round(families["met"] / len(judged), 9) if judged else None,
        **{code: words[code] for code in HARDNESS},
        "comparable": bool(numbered) and len(judged) >= ENOUGH * len(numbered),
    }


def _figure(one: Standing) -> float | None:
    if one.goal is None:
        return None
    return point(one.goal["actual_low"], one.goal["actual_high"])
