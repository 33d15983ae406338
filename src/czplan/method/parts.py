"""The goals as columns: which are asked about, what their words ask, which parts they have.

Ladders, composites and each-year goals are followed by rows for their parts, judged like any
other goal; the parent's row is composed from them (method 5.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from czplan.codes import labels
from czplan.method.figure_store import Figures
from czplan.method.place_and_scope import where
from czplan.method.question import Question, late_sources
from czplan.method.text_columns import replaced, said
from czplan.method.working import Rows
from czplan.quantity import read
from czplan.quantity.goal_words import GoalQuery, counted

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData

STEADY = "稳定增长"
KEPT = "保持稳定"


def published(ds: VerdictData, question: Question, targets: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which goals were published by the question's day of knowledge (`--as-of`)."""
    if question.as_of is None:
        return np.ones(len(targets), dtype=bool)
    late = late_sources(ds, question.as_of)
    return ~targets["source"].isin(late).to_numpy(dtype=bool)


def asked(ds: VerdictData, question: Question, targets: pd.DataFrame) -> pd.DataFrame:
    """Return the goals that a question is about (command line, `--year`, `--as-of`, `--all`).

    Adds the columns row (the goal's place among all those of the data set) and own_year.
    """
    # a plan's own goals are settled by the year a figure is of, a report's by its key (3.6)
    plans, ids = pd.factorize(targets["plan"])
    kinds = [plan.kind if (plan := ds.plan_records.get(str(name))) else "" for name in ids]
    own_year = np.array([kind != "annual-report" for kind in kinds], dtype=bool)[plans]
    targets = targets.assign(row=np.arange(len(targets)), own_year=own_year)
    keep = published(ds, question, targets) & _there(ds, question, targets)
    if not question.everything:
        start = targets["start"].to_numpy(dtype=np.float64, na_value=-np.inf)
        due = targets["due"].to_numpy(dtype=np.float64, na_value=-np.inf)
        keep &= (start <= question.year) & (due >= question.year)
    return targets if keep.all() else targets[keep].reset_index(drop=True)


def _there(ds: VerdictData, question: Question, targets: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which goals' place exists in the year, or at the end of the goal's time next to it."""
    if not any(one.first or one.last for one in ds.place_records.values()):
        return np.ones(len(targets), dtype=bool)
    codes, ids = pd.factorize(targets["place"])
    known = [ds.place_records.get(str(id)) for id in ids]
    first = np.array([*((one and one.first) or -np.inf for one in known), -np.inf])[codes]
    last = np.array([*((one and one.last) or np.inf for one in known), np.inf])[codes]
    start = targets["start"].to_numpy(dtype=np.float64, na_value=-np.inf)
    due = targets["due"].to_numpy(dtype=np.float64, na_value=np.inf)
    year = np.minimum(np.maximum(question.year, start), due)
    there: npt.NDArray[np.bool_] = (first <= year) & (year <= last)
    return there


def explode(
    ds: VerdictData, targets: pd.DataFrame, figures: Figures, question: Question
) -> pd.DataFrame:
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
    kind = table["kind"]
    made = [
        make(ds, table, rows, figures, question)
        for name, make in (("ladder", _tiers), ("composite", _pair), ("each-year", _years))
        if len(rows := np.flatnonzero((kind == name).to_numpy()))
    ]
    owners = np.concatenate([some.owner for some in made]) if made else np.empty(0, dtype=np.int64)
    if not len(owners):
        return table
    count = len(table)
    order = np.argsort(np.concatenate([np.arange(count), owners]), kind="stable")
    place_of = np.empty(len(order), dtype=np.int64)
    place_of[order] = np.arange(len(order))
    joined = table.take(np.concatenate([np.arange(count), owners])[order]).reset_index(drop=True)
    parent = np.full(len(order), -1, dtype=np.int64)
    parent[place_of[count:]] = place_of[owners]
    joined["parent"] = parent
    at = place_of[count:]
    ids = table["id"].array.take(owners).astype("str")
    own: dict[str, list[tuple[Rows, Column]]] = {name: [] for name in _NOT_OF_PARTS}
    first = 0
    for some in made:
        rows = at[first : first + len(some.owner)]
        first += len(some.owner)
        for name, values in some.own.items():
            own.setdefault(name, []).append((rows, values))
        own.setdefault("part", []).append((rows, texts_of(some.part)))
        own.setdefault("is_year", []).append((rows, np.full(len(rows), some.years)))
    for name in _NOT_OF_PARTS:
        own[name].append((at, (np.full(len(at), -1), [])))
    for name, parts in own.items():
        joined[name] = _put(joined[name], parts)
    names = np.concatenate([some.part for some in made])
    joined["id"] = replaced(joined["id"], at, ids + "#" + names.astype("str"))
    return joined


_NOT_OF_PARTS = ("kind", "tiers", "milestones", "quality", "reference")
"""What a parent says of itself alone."""

Column = tuple[npt.NDArray[np.int64], Sequence[Any]] | npt.NDArray[Any] | ExtensionArray
"""Values of parts: codes and what they stand for (-1 for none), or the values."""


class _Parts(NamedTuple):
    """Parts of some goals.

    Attributes:
        owner: the place of each part's goal, ascending.
        part: their names; own: by column, what they say themselves; years: each is one year.
    """

    owner: Rows
    part: npt.NDArray[np.object_]
    own: dict[str, Column]
    years: bool = False


def texts_of(values: Sequence[Any] | npt.NDArray[Any]) -> Column:
    """Return values as codes and what they stand for; None is none."""
    codes, distinct = pd.factorize(np.asarray(values, dtype=object))
    return codes.astype(np.int64), distinct.tolist()


def _put(column: pd.Series, parts: Sequence[tuple[Rows, Column]]) -> Any:
    """Return a column with other values at some places, of several parts in turn."""
    if isinstance(column.dtype, pd.CategoricalDtype) or column.dtype == "str":
        codes, words = _coded(parts)
        rows = np.concatenate([rows for rows, _ in parts])
        if column.dtype == "str":
            return replaced(column.array, rows, said([str(word) for word in words], codes))
        old = column.cat.categories
        found, both = pd.factorize(np.array([*old, *words], dtype=object))
        all_codes = np.append(found, -1)[column.cat.codes.to_numpy()]
        all_codes[rows] = np.append(found[len(old) :], -1)[codes]
        return pd.Categorical.from_codes(all_codes, pd.Index(both, dtype=old.dtype))
    made = column.array.copy()
    for rows, values in parts:
        if isinstance(values, tuple):
            values = np.array([*values[1], None], dtype=object)[values[0]]
        made[rows] = values
    return made


def _coded(parts: Sequence[tuple[Rows, Column]]) -> tuple[npt.NDArray[np.int64], list[Any]]:
    """Return the values of several parts as codes of one list; -1 for none."""
    codes: list[npt.NDArray[np.int64]] = []
    words: list[Any] = []
    for _, values in parts:
        assert isinstance(values, tuple)
        codes.append(np.where(values[0] < 0, -1, values[0] + len(words)))
        words += values[1]
    return np.concatenate(codes), words


def measures(ds: VerdictData, table: pd.DataFrame) -> None:
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
    places = np.flatnonzero(bare & table["stated"].notna().to_numpy())
    some = table[["stated", "direction", "kind", "start", "due"]].iloc[places].astype(object)
    for place, row in zip(places.tolist(), some.itertuples(index=False), strict=True):
        words, direction, kind, start, due = (None if pd.isna(x) else x for x in row)
        codes[place] = len(units)
        units.append(read(words).unit)
        query = GoalQuery.of(("", "", ""), direction=direction, kind=kind, start=start, due=due)
        figures.append(counted(words, query))
    table["unit"] = labels(units, codes)
    for name, part in (("figure_unit", 0), ("figure_measure", 1)):
        table[name] = labels([each[part] for each in figures], codes)


def _of_indicators(ds: VerdictData, names: Sequence[str]) -> dict[str, Column]:
    """Return the columns that parts on an indicator of their own take from it."""
    codes, distinct = texts_of(names)
    items = [ds.indicator_records[name] for name in distinct]
    return {
        "indicator": (codes, distinct),
        "name_zh": (codes, [item.name.zh for item in items]),
        "name_en": (codes, [item.name.en for item in items]),
        "unit": (codes, [item.unit for item in items]),
        "measure": (codes, [item.measure for item in items]),
        "way": (codes, [item.direction for item in items]),
        "figure_unit": (codes, [item.unit for item in items]),
        "figure_measure": (codes, [item.measure for item in items]),
    }


def _tiers(
    ds: VerdictData, table: pd.DataFrame, rows: Rows, figures: Figures, question: Question
) -> _Parts:
    """Return the tiers of ladders, each a goal on its own indicator."""
    ladders = [tiers or {} for tiers in table["tiers"].iloc[rows]]
    owner = np.repeat(rows, [len(tiers) for tiers in ladders])
    names = [name for tiers in ladders for name in tiers]
    tiers = [tier for tiers in ladders for tier in tiers.values()]
    texts = table["text"].array.take(owner)
    lines = table["line"].array.take(owner)
    beside = [tier.get("text") or own for tier, own in zip(tiers, texts, strict=True)]
    line = [tier.get("line") or own for tier, own in zip(tiers, lines, strict=True)]
    return _Parts(
        owner,
        np.array(names, dtype=object),
        _of_indicators(ds, names)
        | {
            "stated": texts_of([tier["stated"] for tier in tiers]),
            "text": texts_of(beside),
            "line": pd.array(line, dtype="Int64"),
        },
    )


def _pair(
    ds: VerdictData, table: pd.DataFrame, rows: Rows, figures: Figures, question: Question
) -> _Parts:
    """Return the two halves of 稳中提质: 稳 on the indicator itself, 提质 on the declared one."""
    same = ("unit", "measure", "way", "figure_unit", "figure_measure")
    own: dict[str, list[Any]] = {
        name: [] for name in ("indicator", "name_zh", "name_en", "stated", *same)
    }
    columns = [table[name].iloc[rows].tolist() for name in (*own, "quality")]
    for indicator, zh, en, _, *measured, quality in zip(*columns, strict=True):
        steady = (indicator, f"{zh}：稳", f"{en}: steady", STEADY, *measured)
        item = ds.indicator_records.get(quality) if isinstance(quality, str) else None
        better: tuple[Any, ...]
        if item is None:
            better = (indicator, f"{zh}：质", f"{en}: quality", None, *measured)
        else:
            words = {"keep": KEPT, "up": "提高"}.get(item.direction, "下降")
            reading = (item.unit, item.measure, item.direction, item.unit, item.measure)
            better = (item.id, item.name.zh, item.name.en, words, *reading)
        for name, *pair in zip(own, steady, better, strict=True):
            own[name].extend(pair)
    return _Parts(
        np.repeat(rows, 2),
        np.tile(np.array(["steady", "quality"], dtype=object), len(rows)),
        {name: texts_of(values) for name, values in own.items()},
    )


def _years(
    ds: VerdictData, table: pd.DataFrame, rows: Rows, figures: Figures, question: Question
) -> _Parts:
    """Return one goal a year that has a figure, for goals that must hold each year."""
    goals = table.iloc[rows]
    own_year = goals["own_year"].to_numpy(dtype=bool)
    series = figures.series_of.of(goals["indicator"], goals["where"], own_year)
    own = np.flatnonzero(series < 0)
    if len(own):
        some = goals.iloc[own]
        series[own] = figures.series_of.of(some["id"].astype(object), some["where"], own_year[own])
    start = (goals["start"].to_numpy(dtype=np.int64, na_value=1) - 1) * 12
    due = goals["due"].to_numpy(dtype=np.int64, na_value=question.year + 1) * 12
    until = np.minimum(due, question.end)
    owner, places = figures.years.between(series, start, until)
    years = figures.end[places] // 12
    latest = np.zeros(len(rows), dtype=np.int64)
    latest[owner] = years  # the last of each stays
    # where this year has no figure yet, one of a part of it will do
    lacking = np.flatnonzero((until == question.end) & (latest < question.year))
    month = until[lacking]
    found, _ = figures.parts.between(series[lacking], month - 12, month)
    begun = lacking[np.unique(found)]
    owner = np.concatenate([owner, begun])
    years = np.concatenate([years, np.full(len(begun), question.year)]).astype(np.int64)
    order = np.lexsort((years, owner))
    owner, years = owner[order], years[order]
    codes, distinct = pd.factorize(years)
    names: dict[str, Column] = {}
    for column, form in (("name_zh", "{}（{}年）"), ("name_en", "{} ({})")):
        of_goal, words = pd.factorize(goals[column].array)
        pairs, both = pd.factorize(of_goal[owner] * len(distinct) + codes)
        said_of = [form.format(words[pair // len(distinct)], distinct[pair % len(distinct)])
                   for pair in both]  # fmt: skip
        names[column] = (pairs, said_of)
    whole = pd.array(years, dtype="Int64")
    return _Parts(
        rows[owner],
        np.array([str(year) for year in distinct], dtype=object)[codes],
        {"start": whole, "due": whole, **names},
        years=True,
    )
