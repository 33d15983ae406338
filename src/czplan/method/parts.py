"""The goals as columns: which are asked about, what their words ask, which parts they have.

Ladders, composites and each-year goals are followed by rows for their parts, judged like any
other goal; the parent's row is composed from them (method 5.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import labels
from czplan.method.figure_store import Figures
from czplan.method.question import Question, last_day
from czplan.method.where import where
from czplan.quantity import read
from czplan.quantity.goal_words import GoalQuery, counted

if TYPE_CHECKING:
    from czplan.method.given import Given
    from czplan.records import Indicator

__all__ = ["PARENTS", "asked", "explode", "measures", "published"]

PARENTS = ("ladder", "composite", "each-year")
"""Kinds whose verdict is composed from parts."""

STEADY = "稳定增长"
KEPT = "保持稳定"
_OWN = ("stated", "name_zh", "name_en", "kind", "indicator", "unit", "measure", "direction")


def published(ds: Given, question: Question, targets: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which goals were published by the question's day of knowledge (`--as-of`)."""
    if question.as_of is None:
        return np.ones(len(targets), dtype=bool)
    late = [
        key
        for key, source in ds.source_records.items()
        if source.published and last_day(source.published) > question.as_of
    ]
    return ~targets["source"].isin(late).to_numpy(dtype=bool)


def asked(ds: Given, question: Question, targets: pd.DataFrame) -> pd.DataFrame:
    """Return the goals that a question is about (command line, `--year`, `--as-of`, `--all`).

    Adds the column row: the goal's place among all those of the data set.
    """
    targets = targets.assign(row=np.arange(len(targets)))
    keep = published(ds, question, targets).copy()
    if not question.everything:
        start = targets["start"].to_numpy(dtype=np.float64, na_value=-np.inf)
        due = targets["due"].to_numpy(dtype=np.float64, na_value=-np.inf)
        keep &= (start <= question.year) & (due >= question.year)
    return targets if keep.all() else targets[keep].reset_index(drop=True)


def explode(ds: Given, targets: pd.DataFrame, figures: Figures, question: Question) -> pd.DataFrame:
    """Add to the goals their indicator's measure and their parts.

    Adds the columns unit, measure, way (the direction that counts), parent (place of the parent
    row, -1 for none), part (name of the part), is_year (a part that is one year), where (place
    and scope).
    """
    table = targets.copy()
    measures(ds, table)
    table["where"] = where(table)
    table["parent"] = -1
    table["part"] = ""
    table["is_year"] = False
    parts: list[dict[str, Any]] = []
    for place in np.flatnonzero(table["kind"].isin(PARENTS).to_numpy()):
        row = {str(name): value for name, value in table.iloc[place].items()}
        row["parent"] = int(place)
        make = {"ladder": _tiers, "composite": _pair, "each-year": _years}[row["kind"]]
        parts.extend(make(ds, row, figures, question))
    if not parts:
        return table
    extra = pd.DataFrame(parts, columns=table.columns)
    owners = np.concatenate([np.arange(len(table)), extra["parent"].to_numpy(dtype=np.int64)])
    order = np.argsort(owners, kind="stable")
    joined = pd.concat([table.astype(object), extra.astype(object)], ignore_index=True).iloc[order]
    place_of = np.empty(len(order), dtype=np.int64)
    place_of[order] = np.arange(len(order))
    parents = joined["parent"].to_numpy(dtype=np.int64)
    joined["parent"] = np.where(parents >= 0, place_of[parents], -1)
    joined = joined.reset_index(drop=True)
    for name in ("start", "due"):
        joined[name] = joined[name].astype("Int64")
    for name in ("due_inherited", "is_year"):
        joined[name] = joined[name].astype(bool)
    return joined


def measures(ds: Given, table: pd.DataFrame) -> None:
    """Write unit, measure and way from the indicator, or from the words where none measures.

    `figure_unit` and `figure_measure` are those that the goal's figures are read with.
    """
    codes, names = pd.factorize(table["indicator"])
    items = [ds.indicator_records.get(str(name)) for name in names]
    codes = np.where(codes < 0, len(items), codes)  # the last of the words: no indicator
    table["measure"] = labels([*(item.measure if item else "" for item in items), ""], codes)
    ways = [*((item.direction if item else "") for item in items), ""]
    own, declared = pd.factorize(table["direction"])
    table["way"] = labels([*ways, *declared], np.where(own < 0, codes, own + len(ways)))
    units = [*(item.unit if item else "" for item in items), ""]
    bare = np.array([not unit for unit in units], dtype=bool)[codes]
    figures = [*((item.unit, item.measure) if item else ("", "") for item in items), ("", "")]
    for place in np.flatnonzero(bare & table["stated"].notna().to_numpy()).tolist():
        codes[place] = len(units)
        words = str(table["stated"].iat[place])
        units.append(read(words).unit)
        figures.append(counted(words, _query(table, place)))
    table["unit"] = labels(units, codes)
    for name, part in (("figure_unit", 0), ("figure_measure", 1)):
        table[name] = labels([each[part] for each in figures], codes)


def _query(table: pd.DataFrame, place: int) -> GoalQuery:
    """Return the question that a goal without an indicator puts to its words."""
    cells: dict[str, Any] = {
        name: table[name].iat[place] for name in ("direction", "kind", "start", "due")
    }
    known: dict[str, Any] = {name: None if pd.isna(x) else x for name, x in cells.items()}
    return GoalQuery.of(("", "", ""), **known)


def _part(
    row: dict[str, Any], name: str, indicator: Indicator | None = None, **own: Any
) -> dict[str, Any]:
    """Return the row of a part: what the parent says, but for its own words and indicator."""
    part = row | {
        "id": f"{row['id']}#{name}",
        "part": name,
        "tiers": None,
        "milestones": None,
        "quality": None,
        "reference": None,
    }
    if indicator is not None:
        part |= {
            "indicator": indicator.id,
            "name_zh": indicator.name.zh,
            "name_en": indicator.name.en,
            "unit": indicator.unit,
            "measure": indicator.measure,
            "way": indicator.direction,
            "figure_unit": indicator.unit,
            "figure_measure": indicator.measure,
        }
    return part | {"kind": None} | own


def _tiers(
    ds: Given, row: dict[str, Any], figures: Figures, question: Question
) -> list[dict[str, Any]]:
    """Return the tiers of a ladder, each a goal on its own indicator."""
    tiers = row["tiers"] or {}
    return [
        _part(
            row,
            name,
            ds.indicator_records[name],
            stated=tier["stated"],
            text=tier.get("text") or row["text"],
            line=tier.get("line") or row["line"],
        )
        for name, tier in tiers.items()
    ]


def _pair(
    ds: Given, row: dict[str, Any], figures: Figures, question: Question
) -> list[dict[str, Any]]:
    """Return the two halves of 稳中提质: 稳 on the indicator itself, 提质 on the declared one."""
    quality = (
        ds.indicator_records.get(str(row["quality"])) if isinstance(row["quality"], str) else None
    )
    steady = _part(row, "steady", stated=STEADY)
    steady |= {"name_zh": f"{row['name_zh']}：稳", "name_en": f"{row['name_en']}: steady"}
    if quality is None:
        missing = _part(row, "quality", stated=None)
        missing |= {"name_zh": f"{row['name_zh']}：质", "name_en": f"{row['name_en']}: quality"}
        return [steady, missing]
    words = KEPT if quality.direction == "keep" else "提高" if quality.direction == "up" else "下降"
    return [steady, _part(row, "quality", quality, stated=words)]


def _years(
    ds: Given, row: dict[str, Any], figures: Figures, question: Question
) -> list[dict[str, Any]]:
    """Return one goal a year that has a figure, for a goal that must hold each year."""
    key = pd.Series([row["indicator"]], dtype=object)
    at = pd.Series([row["where"]], dtype=object)
    series = figures.series_of.of(key, at)
    if series[0] < 0:
        series = figures.series_of.of(pd.Series([row["id"]], dtype=object), at)
    start = 0 if pd.isna(row["start"]) else (int(row["start"]) - 1) * 12
    until = question.end if pd.isna(row["due"]) else min(int(row["due"]) * 12, question.end)
    _, places = figures.years.between(series, np.array([start]), np.array([until]))
    years = [int(end) // 12 for end in figures.end[places]]
    if until == question.end and (not years or years[-1] < question.year):
        _, part = figures.parts.between(series, np.array([until - 12]), np.array([until]))
        years += [question.year] if len(part) else []
    return [
        _part(row, str(year), start=year, due=year, is_year=True)
        | {"name_zh": f"{row['name_zh']}（{year}年）", "name_en": f"{row['name_en']} ({year})"}
        for year in years
    ]
