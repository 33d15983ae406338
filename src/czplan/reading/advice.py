"""What a sound data set holds in vain: figures that no goal can use, characters that nobody sees.

That a goal has no figure yet is no fault: coverage and `progress` say it. These warnings are for
whoever keeps the set; `check` gives them, other commands don't look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from czplan.faults import Place
from czplan.faults.collector import Collector
from czplan.format.fields import DEFAULTS
from czplan.period import Period, year_end
from czplan.reading.book import Book
from czplan.reading.raw import Raw
from czplan.sinks import hidden

if TYPE_CHECKING:
    from czplan.reading.csv_table import CsvTable


@dataclass(slots=True)
class _Goal:
    """What a goal follows: keys of figures, and from when on."""

    keys: tuple[str, ...]
    scope: str
    start: int | None
    words: str


@dataclass(slots=True)
class _Figure:
    """For what and when something is reported."""

    key: str
    period: str
    scope: str
    place: Place
    accepted: tuple[str, ...] = ()


def _goal(book: Book, raw: Raw) -> _Goal:
    indicator = book.indicator_id(raw)
    milestone = raw.get("kind") == "milestone"
    if tiers := raw.get("tiers"):
        keys = tuple(tiers)
    elif milestone and indicator:
        keys = (raw.id, indicator)
    else:
        keys = (indicator or raw.id,)
    words = f"{raw.judged()['stated'] or ''} {raw.get('baseline_period') or ''}"
    scope = raw.get("scope") or DEFAULTS["actuals"]["scope"]
    return _Goal(keys, scope, book.start(raw), words)


def _accepted(raw: Raw) -> tuple[str, ...]:
    return tuple(raw.get("accepted") or ())


def _goals(book: Book) -> Iterator[_Goal]:
    for raw in book.targets.values():
        yield _goal(book, raw)
    if (table := book.csv_targets) is not None:
        for row in range(table.size):
            yield _goal(book, table.raw(row, Collector()))


def _figures(book: Book) -> Iterator[_Figure]:
    for raw in book.actuals:
        scope = raw.get("scope") or DEFAULTS["actuals"]["scope"]
        yield _Figure(raw.keys[0], raw.keys[1], scope, raw.place, _accepted(raw))
    if (table := book.csv_actuals) is not None:
        yield from _csv_figures(table)


def _csv_figures(table: CsvTable) -> Iterator[_Figure]:
    """Yield one figure for each distinct key, period, scope and warning explained."""
    import numpy as np

    key, period, scope = (table.column(name) for name in ("indicator", "period", "scope"))
    explained = table.column("accepted")
    codes = np.column_stack([key.codes, period.codes, scope.codes, explained.codes])
    distinct, first = np.unique(codes, axis=0, return_index=True)
    for (one, two, three, four), row in zip(distinct.tolist(), first.tolist(), strict=True):
        where = scope.words[three] if three >= 0 else DEFAULTS["actuals"]["scope"]
        accepted = _accepted(table.raw(row, Collector())) if four >= 0 else ()
        yield _Figure(key.words[one], period.values[two], where, table.place(row), accepted)


def advise(book: Book, report: Collector) -> None:
    """Add warnings about what a sound set holds in vain."""
    _hidden(book, report)
    followers: dict[tuple[str, str], list[_Goal]] = defaultdict(list)
    for goal in _goals(book):
        for key in goal.keys:
            followers[key, goal.scope].append(goal)
    for figure in _figures(book):
        with report.explained(figure.accepted):
            _old(figure, followers.get((figure.key, figure.scope), []), report)


def _hidden(book: Book, report: Collector) -> None:
    """Report characters that act where they are shown: one rule for YAML, CSV and every field."""
    tables = (book.places, book.sources, book.plans, book.indicators, book.targets)
    named = [raw for table in tables for raw in table.values()]
    for raw in (*named, *book.actuals, *([book.dataset] if book.dataset else [])):
        if raw.table == "indicators" and raw.id in book.borrowed:
            continue
        for name, value in raw.values.items():
            texts = value.values() if isinstance(value, dict) else [value]
            for text in texts:
                if isinstance(text, str) and (found := hidden(text)):
                    with report.explained(_accepted(raw)):
                        report.add("hidden-character", raw.at(name), field=name, name=_code(found))
    for table in (book.csv_targets, book.csv_actuals):
        for name, cells in table.texts.items() if table is not None else ():
            assert table is not None
            for row, text in enumerate(cells.tolist()):
                if isinstance(text, str) and (found := hidden(text)):
                    report.add("hidden-character", table.place(row, name), field=name,
                               name=_code(found))  # fmt: skip


def _code(letters: str) -> str:
    return " ".join(f"U+{ord(letter):04X}" for letter in letters)


def _old(figure: _Figure, goals: list[_Goal], report: Collector) -> None:
    """Report a figure that lies before every plan that follows it, a baseline's year apart."""
    starts = [goal.start for goal in goals]
    known = [start for start in starts if start is not None]
    if not known or len(known) < len(starts):
        return
    period = Period.read(figure.period)
    start = min(known)
    named = any(str(period.last_year) in goal.words for goal in goals)
    # the last figure within one year before the start may be the baseline (method 2.7)
    if period.end < year_end(start - 2) and not named:
        report.add(
            "figure-before-plan",
            figure.place,
            key=figure.key,
            period=figure.period,
            start=start,
        )
