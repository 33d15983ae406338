"""The panel: place by year, with goal, words, figure, verdict and sources, for other tools."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from czplan.across.standing import Standing, only, standings

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["long_rows", "panel_years", "wide_columns", "wide_rows"]

_HEAD = ("place", "place_zh", "place_en", "code", "level", "parent", "code_now")
_CELLS = ("goal", "figure", "status")


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
    rows = []
    for indicator in indicators if years else ():
        held = standings(ds, indicator, years, as_of=as_of, grade=grade)
        rows += [
            _row(one, indicator)
            for one in only(held, places)
            if one.goal is not None or one.figure is not None
        ]
    return rows


def _row(one: Standing, indicator: str) -> dict[str, Any]:
    goal, figure = one.goal or {}, one.figure or {}
    name = one.place.name_in(one.year)
    judged = one.has_figure
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
        "figure_words": goal.get("actual_stated") if judged else figure.get("words"),
        "figure_low": goal.get("actual_low") if judged else figure.get("low"),
        "figure_high": goal.get("actual_high") if judged else figure.get("high"),
        "status": goal.get("status"),
        "family": goal.get("family"),
        "goal_source": goal.get("target_source"),
        "figure_source": goal.get("actual_source") if judged else figure.get("source"),
        "confidence": goal.get("confidence"),
        "code_now": one.place.code,
    }


def wide_columns(indicators: Sequence[str], years: Sequence[int]) -> list[str]:
    """Return the columns of the wide form: a place's own, then one a cell, indicator and year."""
    names = [
        f"{_stem(indicator, indicators)}{cell}_{year}"
        for indicator in indicators
        for cell in _CELLS
        for year in years
    ]
    return [*_HEAD, *names]


def _stem(indicator: str, indicators: Sequence[str]) -> str:
    """Return what tells an indicator's columns apart; nothing where there is one."""
    return "" if len(indicators) == 1 else re.sub(r"\W", "_", indicator) + "_"


def wide_rows(
    ds: Dataset,
    indicators: Sequence[str],
    years: Sequence[int],
    *,
    places: Collection[str] | None = None,
    as_of: int | None = None,
    grade: str = "copy",
) -> list[dict[str, Any]]:
    """Return one row a place that has any goal or figure, of `wide_columns`.

    `goal` is the one number of a goal, `figure` the middle of the figure's interval; code, name
    and parent are those of the last year.
    """
    rows: dict[str, dict[str, Any]] = {}
    for indicator in indicators if years else ():
        stem = _stem(indicator, indicators)
        held = standings(ds, indicator, years, as_of=as_of, grade=grade)
        for one in only(held, places):
            if one.goal is None and one.figure is None:
                continue
            row = rows.setdefault(one.place.id, dict.fromkeys(wide_columns(indicators, years)))
            last = _row(one, indicator)
            row |= {name: last[name] for name in _HEAD}
            row[f"{stem}goal_{one.year}"] = one.number
            row[f"{stem}figure_{one.year}"] = one.figure_number
            row[f"{stem}status_{one.year}"] = last["status"]
    order = [id for id in ds.place_records if id in rows] or list(rows)
    return [rows[id] for id in order]
