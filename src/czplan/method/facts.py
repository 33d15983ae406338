"""What the reasons of verdicts are made of, column by column (method 5.5, `reason_*`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from czplan.codes import Bools, Floats, Objects
from czplan.decimals import objects
from czplan.method.contest import Turn
from czplan.method.judge import Judgement
from czplan.method.number_texts import Texts
from czplan.method.text_columns import picked
from czplan.method.verdict_data import VerdictData
from czplan.method.working import Rows
from czplan.period import period_words
from czplan.records import Name
from czplan.vocabulary import STATUSES

_COMPOUND = ("average-growth", "reduction")

PIECE = 1 << 14
"""So many rows are said at a time: their texts are many."""


class Parts(NamedTuple):
    """The parts of each parent with their verdicts, said in both languages.

    Attributes:
        parent: the rows that have parts, ascending; texts: their parts.
    """

    parent: Rows
    texts: Texts


@dataclass(frozen=True)
class Facts:
    """Some neighbouring rows of a judgement: the verdict rows and the operands behind them.

    Attributes:
        judgement: all of it; rows: which of its rows these are; parts: of all parents.
    """

    judgement: Judgement
    result: pd.DataFrame
    rows: slice
    parts: Parts

    def __len__(self) -> int:
        return len(self.kind)

    def word(self, name: str) -> Objects:
        """Return a text column of the verdict rows, None where there is none."""
        column = self.result[name].iloc[self.rows]
        values: Objects = column.astype(object).to_numpy(copy=True)
        values[column.isna().to_numpy()] = None
        return values

    def value(self, name: str) -> Floats:
        """Return a number of the verdict rows, NaN for none."""
        return self.result[name].iloc[self.rows].to_numpy(dtype=np.float64, na_value=np.nan)

    def operand(self, name: str) -> Floats:
        """Return a working column of numbers."""
        found: Floats = getattr(self.judgement.state, name)[self.rows]
        return found

    def fact(self, name: str) -> Bools:
        """Return a working column of facts."""
        found: Bools = getattr(self.judgement.state, name)[self.rows]
        return found

    def reported(self) -> Rows:
        """Return where the deciding figures stand in `ds.actuals`, -1 for none."""
        state, figures = self.judgement.state, self.judgement.figures
        place = state.figure[self.rows]
        if not len(figures):
            return np.full(len(place), -1, dtype=np.int64)
        return np.where(place >= 0, figures.row[np.maximum(place, 0)], -1)

    def without_words(self, reported: Rows) -> Bools:
        """Return of which figures the words weren't told, but a bare number.

        Args:
            reported: where the figures stand in `ds.actuals`, -1 for none.
        """
        stated = picked(self.judgement.dataset.actuals["stated"], reported)
        return np.asarray(stated.isna() & (reported >= 0))

    def when(self, period: str, moment: str, row: Rows) -> Texts:
        """Return periods of the verdict rows, with the year that figures are of where they tell it.

        Args:
            period: a text column; moment: the working column of the month judged by;
            row: the figures' places in `ds.actuals`, -1 for none.
        """
        codes, distinct = pd.factorize(self.word(period), use_na_sentinel=False)
        said_in = (
            objects([period_words(str(text), lang) for text in distinct]) for lang in ("zh", "en")
        )
        both = Texts(*(texts[codes] for texts in said_in))
        said = np.array([int(text) if str(text).isdigit() else -1 for text in distinct])[codes]
        months = self.operand(moment)
        years = np.where(months % 12 == 0, months // 12, np.nan)
        if (own := self.judgement.dataset.actuals["of"]).notna().any():  # even if judged as said
            told = own.to_numpy(dtype=np.float64, na_value=np.nan)[row]
            years = np.where((row >= 0) & ~np.isnan(told), told, years)
        some = (said >= 0) & ~np.isnan(years) & (years != said)
        for at in np.flatnonzero(some).tolist():
            year = int(years[at])
            both.zh[at] = f"{both.zh[at]}（统计年度{year}）"
            both.en[at] = f"{both.en[at]} (statistical year {year})"
        return both

    def side(self, name: str) -> Bools:
        """Return whether the goals' words say so (`is_*`)."""
        return self.judgement.table[name].iloc[self.rows].to_numpy(dtype=bool)

    @cached_property
    def kind(self) -> Objects:
        """The kinds of the goals."""
        return self.word("kind")

    @cached_property
    def unit(self) -> Objects:
        """The units of the goals, None for none."""
        return self.word("unit")

    @cached_property
    def index(self) -> Bools:
        """The goal is measured by an index of rates."""
        return np.isin(self.kind, _COMPOUND)

    @cached_property
    def rates(self) -> Bools:
        """The indicator is a rate of growth."""
        measure: pd.Series = self.judgement.table["measure"].iloc[self.rows]
        found: Bools = (measure == "growth").to_numpy(dtype=bool)
        return found

    @cached_property
    def compound(self) -> Bools:
        """The goal is a multiple of a baseline that there is."""
        multiple = self.judgement.table["multiple"].iloc[self.rows].notna().to_numpy(dtype=bool)
        return multiple & ~self.fact("from_nothing")

    @cached_property
    def vague(self) -> Bools:
        """The words name nothing to check."""
        numberless = np.isnan(self.operand("target")) & ~self.fact("has_figure")
        checked = np.isin(self.word("operator"), "event") | np.isin(self.kind, "parity")
        return self.fact("not_assessable") & numberless & ~checked

    @cached_property
    def high_end(self) -> Floats:
        """The upper end of a goal that is a range, NaN for none."""
        low, high = self.operand("target_low"), self.operand("target_high")
        ranged = ~np.isnan(low) & ~np.isnan(high) & (low != high) & ~self.index
        return np.where(ranged, high, np.nan)

    @cached_property
    def references(self) -> Texts:
        """What the goals' references are called, empty for none."""
        codes, distinct = pd.factorize(self.judgement.table["reference"].iloc[self.rows])
        named = [_reference(self.judgement.dataset, str(word)) for word in distinct]
        zh = objects([*(name.zh if name else "" for name in named), ""])
        en = objects([*(name.en if name else "" for name in named), ""])
        return Texts(zh[codes], en[codes])

    def compared(self, side: str, rows: Rows) -> Bools:
        """Return whether a side of a comparison has any figure of the goal's years.

        Args:
            side: `series`, the goal's own, or `reference`; rows: places among these rows.
        """
        state, end = self.judgement.state, self.judgement.question.end
        at = rows + self.rows.start
        due = np.where(np.isnan(state.due[at]), end, state.due[at]).astype(np.int64)
        start = np.where(np.isnan(state.start[at]), due - 12, state.start[at]).astype(np.int64)
        series = getattr(state, side)[at]
        owner, _ = self.judgement.figures.any.between(series, start, np.minimum(due, end))
        found: Bools = np.isin(np.arange(len(rows)), owner)
        return found

    @cached_property
    def outcomes(self) -> dict[int, str]:
        """By place among these rows, the outcome that decided."""
        found = self.judgement.evidence
        first, last = self.rows.start, self.rows.stop
        return {row - first: what for row, (what, *_) in found.items() if first <= row < last}

    def others(self) -> Iterator[tuple[int, str, str]]:
        """Yield row, words and source of each report that contradicts a deciding one."""
        s, figures = self.judgement.state, self.judgement.figures
        place = s.figure[self.rows]
        some = np.flatnonzero((place >= 0) & s.has_figure[self.rows])
        other = np.full(len(self), -1)
        if len(some):
            other[some] = figures.other[place[some]]
        for row, turn in self.turns:
            other[row] = turn.row
        some = np.flatnonzero(other >= 0)
        if not len(some):
            return
        other = other[some]
        reports = self.judgement.dataset.actuals.iloc[other]
        columns = (reports[name].tolist() for name in ("stated", "value", "source"))
        for row, words, value, source in zip(some.tolist(), *columns, strict=True):
            said = words if isinstance(words, str) else f"{value:.15g}"
            yield row, said, "" if pd.isna(source) else str(source)

    @cached_property
    def turns(self) -> list[tuple[int, Turn]]:
        """Rows whose verdict another report would turn, by place among these."""
        first, last = self.rows.start, self.rows.stop
        turns = sorted(self.judgement.turns.items())
        return [(row - first, turn) for row, turn in turns if first <= row < last]

    def changes(self) -> Iterator[tuple[int, str, str, str]]:
        """Yield row, what became of its promise, and the ids of both goals."""
        made = self.judgement.promises.changes
        if not made:
            return
        ids = self.judgement.dataset.targets["id"].array
        goals = self.judgement.table["row"].iloc[self.rows].to_numpy(dtype=np.int64)
        for row in np.flatnonzero(np.isin(goals, list(made))).tolist():
            for code, old, new in made[int(goals[row])]:
                yield row, code, str(ids[old]), str(ids[new])


def pieces(judgement: Judgement, result: pd.DataFrame) -> Iterator[Facts]:
    """Yield the rows of a judgement piece by piece; `result` are its verdict rows."""
    parts = _parts(judgement)
    for first in range(0, len(result), PIECE):
        rows = slice(first, min(first + PIECE, len(result)))
        yield Facts(judgement, result, rows, parts)


def _parts(judgement: Judgement) -> Parts:
    """Return name and verdict of the parts of each parent, in one text a language."""
    parents = judgement.table["parent"].to_numpy(dtype=np.int64)
    rows = np.flatnonzero(parents >= 0)
    names = judgement.table["part"].iloc[rows].tolist()
    codes: list[Any] = judgement.status[rows].tolist()
    owner = parents[rows]
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    bounds = list(zip(first.tolist(), np.append(first, len(rows))[1:].tolist(), strict=True))
    both = []
    for lang, between, mark in (("zh", "：", "、"), ("en", ": ", ", ")):
        status = {code: between + term.name(lang) for code, term in STATUSES.items()}
        called = {name: half.in_language(lang) for name, half in _HALVES.items()}
        said = [
            f"{called.get(name, name)}{status[code]}"
            for name, code in zip(names, codes, strict=True)
        ]
        both.append(objects([mark.join(said[start:stop]) for start, stop in bounds]))
    return Parts(owner[first], Texts(*both))


_HALVES = {"steady": Name("稳", "steady"), "quality": Name("质", "quality")}
"""What the two halves of 稳中提质 are called; a tier is its indicator's id, a year itself."""


def _reference(ds: VerdictData, reference: str) -> Name | None:
    """Return what a reference is called: `gdp-growth`, or another place's `gdp-growth@nation`."""
    key, _, other = reference.partition("@")
    indicator, place = ds.indicator_records.get(key), ds.place_records.get(other)
    if indicator is None or place is None:
        return indicator.name if indicator else None
    return Name(f"{place.name.zh}{indicator.name.zh}", f"{indicator.name.en} ({place.name.en})")
