"""What the words of each goal ask, as columns: one reading a form of words (method 2.6, 5.5a)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import alike, labels
from czplan.method.figure_store import Figures
from czplan.method.working import State
from czplan.quantity import goal_words
from czplan.quantity.forms import group
from czplan.quantity.goal_words import Goal, GoalQuery
from czplan.quantity.many import Read, goal_numbers, read_all
from czplan.vocabulary import OPERATORS

_SIDES = (
    "about", "relative", "rise", "net", "average", "basically", "faster", "in_step",
    "sustained", "steady", "stable", "attribution",
)  # fmt: skip
"""Side words of a goal that the kinds ask for; columns `is_*` of the table."""

_ASPIRES = "力争|努力|争取|朝着|力求|奋力|冲刺"
"""Hedges of aspiration: they may stand in the quoted text just before the words with the figure."""

_ONE_YEAR = {"growth": "growth", "additions": "additions", "share": "share", "rank": "rank"}


def prepare(table: pd.DataFrame, figures: Figures) -> State:
    """Return the working columns of the goals: words read, months counted, series found.

    Adds to `table` the columns kind, operator, multiple, since, and `is_*` for the side words.
    """
    state = State(len(table), figures)
    asks = read(table)
    for name, values in goal_numbers(asks).items():
        getattr(state, name)[:] = values

    def of(name: str, dtype: Any, missing: Any = None) -> npt.NDArray[Any]:
        return asks.of(lambda item: getattr(item, name), missing, dtype)

    state.direction[:] = of("direction", np.int64, 1)
    state.operator[:] = asks.of(lambda item: OPERATORS.rank(item.operator), -1, np.int64)
    state.not_assessable[:] |= of("vague", bool, False)
    for name in ("kind", "operator"):
        words = [getattr(item, name) for item in asks.readings]
        table[name] = labels([*words, None], asks.codes)
    for name in _SIDES:
        table[f"is_{name}"] = of(name, bool, False)
    for name in ("multiple", "since"):
        table[name] = of(name, np.float64, np.nan)
    every = np.arange(state.size)
    hedged = table["text"].astype("str").str.contains(_ASPIRES, regex=True, na=False)
    aspires = of("aspirational", bool, False) | hedged.to_numpy(dtype=bool)
    state.flag("aspirational", every, aspires)
    state.flag("approximate", every, table["is_about"].to_numpy())
    state.flag("attribution_unverifiable", every, table["is_attribution"].to_numpy())
    inherited = table["due_inherited"].to_numpy(dtype=bool)
    state.flag("due_inherited", every, inherited & ~table["is_year"].to_numpy(dtype=bool))
    state.start[:] = (table["start"].to_numpy(dtype=np.float64, na_value=np.nan) - 1) * 12
    state.due[:] = table["due"].to_numpy(dtype=np.float64, na_value=np.nan) * 12
    own = state.due - of("span", np.float64, np.nan) * 12
    state.start[:] = np.where(np.isnan(own), state.start, own)
    state.series[:] = _series(table, figures)
    return state


def read(table: pd.DataFrame) -> Read[Goal]:
    """Read each goal's words in the way that its indicator, period and part ask for."""
    start = table["start"].to_numpy(dtype=np.float64, na_value=np.nan)
    due = table["due"].to_numpy(dtype=np.float64, na_value=np.nan)
    span = due - start + 1
    years = np.where(span >= 1, span, 0).astype(np.int64)
    phrases = group(table["stated"].fillna(""))
    # words that name a year are read for themselves
    named = phrases.alone[phrases.codes] & ~np.isnan(due)
    columns = [
        table["unit"],
        table["measure"],
        table["way"],
        table["kind"].astype(object).where(table["kind"].notna(), ""),
        pd.Series(years, index=table.index),
        table["is_year"],
        pd.Series(np.where(named, due, 0).astype(np.int64), index=table.index),
    ]
    way, first = alike(*columns)
    ways = list(zip(*(column.iloc[first].tolist() for column in columns), strict=True))

    def interpret(text: str, number: int) -> Goal:
        unit, measure, direction, kind, count, single, due = ways[number]
        if kind == "milestone":
            return Goal("milestone", "event")
        if kind == "ladder":
            return Goal("ladder", ">=")
        if not text:
            return Goal("direction", "direction", vague=True)
        query = GoalQuery.of(
            (unit if measure else "", measure, ""),
            direction=direction,
            kind=kind,
            # the words of one year's part speak of its parent's time, which is checked there
            years=None if single else int(count) or None,
            due=None if single else int(due) or None,
        )
        asks = goal_words.interpret(text, query)
        # one year of an each-year goal is a goal of its own
        return asks._replace(kind=_ONE_YEAR.get(measure, "level")) if single else asks

    def size(asks: Goal) -> float | None:
        return None if asks.number is None else abs(asks.number)

    return read_all(phrases, way, interpret, size, lambda number: str(ways[number][0]))


def _series(table: pd.DataFrame, figures: Figures) -> npt.NDArray[np.int64]:
    """Return the number of each row's series: its indicator's, else the one keyed by its own id."""
    own_year = table["own_year"].to_numpy(dtype=bool)
    found = figures.series_of.of(table["indicator"], table["where"], own_year)
    missing = (found < 0) & (table["part"] != "quality").to_numpy()
    missing &= (table["kind"] != "ladder").to_numpy()
    rows = np.flatnonzero(missing)
    if len(rows):
        own = table["id"].iloc[rows].str.split("#").str[0]
        found[rows] = figures.series_of.of(
            own.astype(object), table["where"].iloc[rows], own_year[rows]
        )
    return found
