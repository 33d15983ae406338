"""The panel: place by year, with goal, words, figure, verdict and sources, for other tools."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from czplan.across.standing import Standing, only, standings_of
from czplan.across.table_columns import PANEL_COLUMNS

if TYPE_CHECKING:
    from czplan.dataset import Dataset

_HEAD = ("place", "place_zh", "place_en", "code", "level", "parent", "code_now")
_POINTS = ("goal", "figure")
"""What the wide form has besides the columns of the long one: one number each."""
_CELLS = (*_POINTS, *(name for name in PANEL_COLUMNS if name not in {*_HEAD, "year", "indicator"}))


Cell = tuple[str, str, int | None]
"""What a column of the wide form holds: indicator, column of the long form, year."""


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of the wide form: its name, and the column of the long form, indicator and year.

    `indicator` is empty where the panel is of one, `year` None for what a place is.
    """

    name: str
    of: str
    indicator: str = ""
    year: int | None = None

    @property
    def cell(self) -> Cell:
        """What it holds."""
        return self.indicator, self.of, self.year


def panel_years(ds: Dataset) -> list[int]:
    """Return the years that goals are due in or full-year figures are of, in order, unbroken."""
    due = {int(year) for year in ds.targets["due"].dropna().unique()}
    periods = {str(period) for period in ds.actuals["period"].unique()}
    years = due | {int(period) for period in periods if len(period) == 4}
    return list(range(min(years), max(years) + 1)) if years else []


def long_rows(
    ds: Dataset,
    indicators: Sequence[str],
    years: Sequence[int],
    *,
    places: Collection[str] | None = None,
    as_of: int | None = None,
    grade: str = "copy",
) -> list[dict[str, Any]]:
    """Return a row of `PANEL_COLUMNS` for each place, year and indicator with goal or figure."""
    told = standings_of(ds, indicators, years, as_of=as_of, grade=grade) if years else {}
    return [
        _row(one, indicator)
        for indicator, held in told.items()
        for one in only(held, places)
        if one.goal is not None or one.figure is not None
    ]


def _row(one: Standing, indicator: str) -> dict[str, Any]:
    goal, reported = one.goal or {}, one.reported
    name = one.place.name_in(one.year)
    return {
        "place": one.place.id or None,
        "place_zh": name.zh,
        "place_en": name.en,
        "code": one.place.code_in(one.year),
        "level": one.place.level,
        "parent": one.place.parent_in(one.year),
        "year": one.year,
        "indicator": indicator,
        "goal_words": goal.get("stated"),
        "operator": goal.get("operator"),
        "goal_low": goal.get("target_low"),
        "goal_high": goal.get("target_high"),
        "figure_words": reported["figure_words"],
        "figure_low": reported["figure_low"],
        "figure_high": reported["figure_high"],
        "status": goal.get("status"),
        "family": goal.get("family"),
        "goal_source": goal.get("target_source"),
        "figure_source": reported["figure_source"],
        "confidence": goal.get("confidence"),
        "code_now": one.place.code,
    }


def wide_columns(
    indicators: Sequence[str], years: Sequence[int], stems: Mapping[str, str] | None = None
) -> list[WideColumn]:
    """Return the columns of the wide form: a place's own, then one a cell, indicator and year.

    `stems`: what the names begin with, by indicator; by default the indicator, or nothing for one.
    """
    several = len(indicators) > 1
    columns = []
    for indicator in indicators:
        stem = (stems or {}).get(indicator, re.sub(r"\W", "_", indicator)) + "_" if several else ""
        columns += [
            WideColumn(f"{stem}{cell}_{year}", cell, indicator if several else "", year)
            for cell in _CELLS
            for year in years
        ]
    return [*(WideColumn(name, name) for name in _HEAD), *columns]


def wide_cells(
    ds: Dataset,
    indicators: Sequence[str],
    years: Sequence[int],
    *,
    places: Collection[str] | None = None,
    as_of: int | None = None,
    grade: str = "copy",
) -> tuple[list[str], dict[Cell, dict[int, Any]]]:
    """Return the places with any goal or figure, and what each column has, by a place's number.

    `goal` is the one number of a goal, `figure` the middle of the figure's interval; code, name
    and parent are those of the last year that has any. A column that no place has a cell of is
    left out.
    """
    several = len(indicators) > 1
    told = standings_of(ds, indicators, years, as_of=as_of, grade=grade) if years else {}
    held = [
        (indicator if several else "", one)
        for indicator, standing in told.items()
        for one in only(standing, places)
        if one.goal is not None or one.figure is not None
    ]
    found = {one.place.id for _, one in held}
    order = [id for id in ds.place_records if id in found] or sorted(found)
    number = {id: at for at, id in enumerate(order)}
    cells: dict[Cell, dict[int, Any]] = defaultdict(dict)
    last: dict[int, int] = {}
    for indicator, one in held:
        row = _row(one, indicator) | {"goal": one.number, "figure": one.figure_number}
        at = number[one.place.id]
        if last.get(at, one.year) <= one.year:
            last[at] = one.year
            for name in _HEAD:
                cells["", name, None][at] = row[name]
        for name in _CELLS:
            if row[name] is not None:
                cells[indicator, name, one.year][at] = row[name]
    return order, cells
