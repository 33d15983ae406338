"""Where each place stands on one indicator in each year: its goal, its figure, its verdict."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from czplan.across.how_binding import hardness, point
from czplan.across.subset import subset
from czplan.method.judge import Judgement, judge
from czplan.method.place_and_scope import OWN, where_is
from czplan.method.question import Question
from czplan.method.verdict_rows import frame
from czplan.period import Period
from czplan.records import Name, Region
from czplan.vocabulary import FIGURE_STATUSES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

TOLD = (
    "id", "kind", "stated", "operator", "target_low", "target_high", "actual_stated", "actual_low",
    "actual_high", "actual_period", "gap_low", "gap_high", "status", "family", "target_source",
    "actual_source", "confidence", "read_by",
)  # fmt: skip
"""What a standing holds of its goal's verdict row."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One place in one year.

    Attributes:
        place: the place; year: the year.
        goal: the columns `TOLD` of its verdict row, None without a goal; text: the quotation.
        stretch: words of a second, higher figure of the same goal.
        number: the one number of the goal, None without one; words: its class in `HARDNESS`.
        figure: words, low, high, source and status of the year's figure, None without one.
        reason: why there is no number, a code of `NUMBERLESS`; empty with one.
    """

    place: Region
    year: int
    goal: Mapping[str, Any] | None
    stretch: str | None
    number: float | None
    words: str
    figure: Mapping[str, Any] | None
    reason: str

    @property
    def family_decided(self) -> str:
        """`met`, `missed`, or empty where the verdict decides nothing."""
        family = self.goal["family"] if self.goal is not None else ""
        return family if family in ("met", "missed") else ""

    @property
    def has_figure(self) -> bool:
        """True where the goal was judged by a figure of the year, or of years that end with it."""
        return (
            self.goal is not None
            and (self.goal["actual_low"] is not None or self.goal["actual_high"] is not None)
            and _last_year(self.goal["actual_period"]) == self.year
        )

    @property
    def reported(self) -> dict[str, Any]:
        """What the year's figure says, and by how much it misses the goal; None for what isn't.

        That of the goal's verdict where one of the year decided, else the year's own. A figure
        of another year says nothing about this one.
        """
        own = self.goal if self.has_figure else None
        figure = self.figure or {}
        return {
            "figure_words": own["actual_stated"] if own else figure.get("words"),
            "figure_low": own["actual_low"] if own else figure.get("low"),
            "figure_high": own["actual_high"] if own else figure.get("high"),
            "gap_low": own["gap_low"] if own else None,
            "gap_high": own["gap_high"] if own else None,
            "figure_source": own["actual_source"] if own else figure.get("source"),
        }

    @property
    def figure_number(self) -> float | None:
        """The one number of the figure: the middle of its interval, or the end that is known."""
        return None if self.figure is None else point(self.figure["low"], self.figure["high"])


def places_of(ds: Dataset) -> dict[str | None, Region]:
    """Return the places of a set by id; of a set about one place that one, without an id."""
    if ds.place_records:
        found: dict[str | None, Region] = {}
        found.update(ds.place_records)
        return found
    name = ds.place if ds.place.zh else Name(ds.folder.name, ds.folder.name)
    from czplan.faults import Place
    from czplan.places import OWN_LEVEL

    one = Region(
        "", name, OWN_LEVEL, None, (), (), (), None, None, None, None, Place("dataset.yaml")
    )
    return {None: one}


def standings(
    ds: Dataset,
    indicator: str,
    years: Sequence[int],
    *,
    as_of: int | None = None,
    grade: str = "copy",
) -> dict[tuple[str, int], Standing]:
    """Return where each place stands in each year in which it existed, by place and year.

    Args:
        ds: the data set.
        indicator: what is looked at.
        years: in order.
        as_of: ordinal of the last day of knowledge.
        grade: the least trusted source that may decide.
    """
    return standings_of(ds, (indicator,), years, as_of=as_of, grade=grade)[indicator]


def standings_of(
    ds: Dataset,
    indicators: Sequence[str],
    years: Sequence[int],
    *,
    as_of: int | None = None,
    grade: str = "copy",
) -> dict[str, dict[tuple[str, int], Standing]]:
    """Return the standings of several indicators, each as `standings` would: judged together."""
    targets = ds.targets
    mine = (
        targets["indicator"].isin(list(indicators))
        & (targets["scope"] == OWN)
        & targets["due"].isin(years).to_numpy(dtype=bool, na_value=False)
    )
    chosen = targets[mine.to_numpy(dtype=bool, na_value=False)]
    judgement, rows = _verdicts(ds, chosen, indicators, Question(max(years), as_of, True, grade))
    goals: dict[tuple[str, str | None, int], list[dict[str, Any]]] = defaultdict(list)
    columns = (
        "id", "indicator", "place", "due", "start", "plan", "text", "stated", "kind", "reference",
    )  # fmt: skip
    for record in _plain(chosen[list(columns)]):
        if record["id"] in rows:
            goals[record["indicator"], record["place"], int(record["due"])].append(record)
    reports = _reports(ds, years)
    places = places_of(ds)
    found = {}
    for indicator in indicators:
        figures = _figures(ds, judgement, indicator, years)
        known = ds.indicator_records.get(indicator)
        longer = known is None or known.measure not in ("growth", "additions")
        found[indicator] = {
            (place.id, year): _standing(
                place, year, goals.get((indicator, id, year), ()), rows, reports.get((id, year)),
                figures.get((id, year)), longer,
            )
            for id, place in places.items()
            for year in years
            if place.exists(year)
        }  # fmt: skip
    return found


def _verdicts(
    ds: Dataset, goals: pd.DataFrame, indicators: Sequence[str], question: Question
) -> tuple[Judgement, dict[str, Mapping[str, Any]]]:
    """Return the judgement of all goals, and the columns `TOLD` of each as of its own year.

    All are judged at once. A verdict that rests on what came after its goal's year, on a part of
    a year or on no figure isn't that of the year: those goals are judged again, year by year.
    """
    judgement, rows = _judged(ds, goals, indicators, question)
    again: dict[int, list[str]] = defaultdict(list)
    for id, due in zip(goals["id"], goals["due"], strict=True):
        row = rows.get(str(id))
        if row is None or int(due) == question.year:
            continue
        period = row["actual_period"]
        if row["status"] == "due_no_data" if period is None else _within(period, int(due)):
            continue
        again[int(due)].append(str(id))
    for year, ids in again.items():
        some = goals[goals["id"].isin(ids)]
        told = some["indicator"].unique().tolist()
        rows |= _judged(ds, some, told, replace(question, year=year))[1]
    return judgement, rows


def _judged(
    ds: Dataset, goals: pd.DataFrame, indicators: Sequence[str], question: Question
) -> tuple[Judgement, dict[str, Mapping[str, Any]]]:
    made = judge(subset(ds, goals, indicators, question.year), question, promised=False)
    told = frame(made, with_reasons=False)
    return made, {str(row["id"]): row for row in _plain(told[list(TOLD)])}


def _last_year(period: object) -> int | None:
    return None if period is None else Period.read(str(period)).last_year


def _within(period: object, year: int) -> bool:
    """Tell whether a period is of full years that end by a year."""
    span = Period.read(str(period))
    return not span.is_part_year and span.last_year <= year


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dicts, None for what isn't there."""
    names = list(map(str, table))
    lists = []
    for name in table:
        column = table[name]
        values = column.astype(object)
        if column.dtype != object:
            values = values.where(column.notna().to_numpy(), None)
        lists.append(values.tolist())
    return [dict(zip(names, row, strict=True)) for row in zip(*lists, strict=True)]


def _reports(ds: Dataset, years: Iterable[int]) -> dict[tuple[str | None, int], str]:
    """Return how far the year's own report of each place was read; absent without one."""
    wanted = set(years)
    found: dict[tuple[str | None, int], str] = {}
    for plan in ds.plan_records.values():
        if plan.kind == "annual-report" and plan.end in wanted and plan.first == plan.end:
            key = plan.place or ds.default_place, int(plan.end or 0)
            if found.get(key) != "whole":
                found[key] = plan.coverage or "part"  # nobody vouches for more
    return found


def _figures(
    ds: Dataset, judgement: Judgement, indicator: str, years: Sequence[int]
) -> dict[tuple[str | None, int], dict[str, Any]]:
    """Return the deciding figure of each place and full year."""
    figures, actuals = judgement.figures, judgement.dataset.actuals
    ids = list(places_of(ds))
    if not len(figures):
        return {}
    keys = pd.Series([indicator] * len(ids), dtype=object)
    where = pd.Series([where_is(id, OWN) for id in ids], dtype=object)
    series = figures.series_of.of(keys, where)
    ends = [figures.years.at(series, np.full(len(ids), year * 12)) for year in years]
    held = [(id, year) for year in years for id in ids]
    at = np.concatenate(ends)
    known = np.flatnonzero(at >= 0)
    at = at[known]
    told = _plain(actuals[["stated", "value", "source"]].iloc[np.asarray(figures.row[at])])
    low, high, status = (np.asarray(column[at]).tolist() for column in
                         (figures.low, figures.high, figures.status))  # fmt: skip
    return {
        held[number]: {
            "words": row["stated"] if row["stated"] is not None else f"{row['value']:.15g}",
            "low": one if math.isfinite(one) else None,
            "high": two if math.isfinite(two) else None,
            "source": row["source"],
            "status": FIGURE_STATUSES.codes[rank],
        }
        for number, row, one, two, rank in zip(known.tolist(), told, low, high, status, strict=True)
    }


def _standing(
    place: Region,
    year: int,
    goals: Sequence[Mapping[str, Any]],
    rows: Mapping[str, Mapping[str, Any]],
    coverage: str | None,
    figure: Mapping[str, Any] | None,
    longer: bool,
) -> Standing:
    """Return where a place stands in a year: its report's goal, else (`longer`) a plan's due then.

    A goal of a rate over several years is no goal of its last one.
    """
    own = [goal for goal in goals if goal["start"] == goal["due"]]
    if not own and longer:
        own = list(goals[-1:])
    own = [goal for goal in own if goal["plan"] == own[-1]["plan"]] if own else own
    # beside a reference a number is a margin, not what is aimed at
    numbered = [
        goal for goal in own if not goal["reference"] and _number(rows[goal["id"]]) is not None
    ]
    if numbered:
        first = numbered[0]
        row = rows[first["id"]]
        ranged = row["target_low"] != row["target_high"] and None not in (
            row["target_low"],
            row["target_high"],
        )
        return Standing(
            place,
            year,
            row,
            numbered[1]["stated"] if len(numbered) > 1 else None,
            _number(row),
            hardness(first["stated"] or "", first["text"] or "", ranged=ranged),
            figure,
            "",
        )
    if own:
        relative = any(goal["kind"] == "parity" or goal["reference"] for goal in own)
        return Standing(
            place,
            year,
            rows[own[0]["id"]],
            None,
            None,
            "",
            figure,
            "relative" if relative else "external",
        )
    reason = "no_report" if coverage is None else "no_goal" if coverage == "whole" else "not_whole"
    return Standing(place, year, None, None, None, "", figure, reason)


def _number(row: Mapping[str, Any]) -> float | None:
    """Return the one number of a goal, None where its words carry none of its own."""
    if row["operator"] in ("parity", "direction", "event") or row["kind"] in (
        "parity",
        "direction",
        "milestone",
        "composite",
        "ladder",
    ):
        return None
    return point(row["target_low"], row["target_high"])


def only(
    held: Mapping[tuple[str, int], Standing], places: Collection[str] | None
) -> list[Standing]:
    """Return the standings of some places, in the order of the table of places; None for all."""
    return [one for one in held.values() if places is None or one.place.id in places]
