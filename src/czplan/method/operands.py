"""What a row's reason is made of, beyond the row's own columns (method 5.5, `reason_*`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from czplan.method.facts import Facts
from czplan.method.given import Given
from czplan.method.judge import Judgement
from czplan.method.reasons import Clause, clauses, sentence
from czplan.records import Name

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["facts", "laid_out", "reasons"]

_NAN = float("nan")
_NUMBERS = ("target", "tolerance", "zone", "milestone", "second_low", "second_high")
_COMPOUND = frozenset({"average-growth", "reduction"})
_PARENTS = frozenset({"ladder", "each-year", "composite"})


def facts(judgement: Judgement) -> Iterator[Facts]:
    """Yield the operands of each row of a judgement, in order."""
    s, table, ds = judgement.state, judgement.table, judgement.dataset
    numbers = [getattr(s, name).tolist() for name in _NUMBERS]
    ends = zip(s.target_low.tolist(), s.target_high.tolist(), strict=True)
    index = zip(s.low.tolist(), s.high.tolist(), strict=True)
    words = zip(
        table["kind"].tolist(),
        table["operator"].tolist(),
        table["reference"].tolist(),
        table["is_steady"].tolist(),
        table["is_faster"].tolist(),
        table["multiple"].notna().tolist(),
        table["measure"].tolist(),
        strict=True,
    )
    marks = zip(
        s.direction.tolist(),
        s.hold.tolist(),
        s.not_assessable.tolist(),
        s.has_figure.tolist(),
        s.from_nothing.tolist(),
        strict=True,
    )
    parts = _parts(judgement)
    columns = zip(zip(*numbers, strict=True), ends, index, words, marks, strict=True)
    for row, (values, (low, high), reached, said, marked) in enumerate(columns):
        kind, operator, reference, steady, faster, multiple, measure = said
        direction, hold, barred, has_figure, from_nothing = marked
        compound = kind in _COMPOUND
        named = _reference(ds, reference) if isinstance(reference, str) else None
        evidence = judgement.evidence.get(row)
        ranged = low == low and high == high and low != high
        numberless = values[0] != values[0] and not has_figure
        target, tolerance, zone, milestone, second_low, second_high = values
        yield Facts(
            target=target,
            tolerance=tolerance,
            zone=zone,
            milestone=milestone,
            second_low=second_low,
            second_high=second_high,
            high_end=high if ranged and not compound else None,
            direction=direction,
            index=compound,
            index_low=reached[0] if compound else _NAN,
            index_high=reached[1] if compound else _NAN,
            compound=multiple and not from_nothing,
            hold=hold,
            from_nothing=from_nothing,
            vague=barred and numberless and operator != "event" and kind != "parity",
            steady=steady,
            rates=measure == "growth",
            faster=faster,
            reference_zh=named.zh if named else "",
            reference_en=named.en if named else "",
            outcome=evidence[0] if evidence else "",
            parts=tuple(parts.get(row, ())) if kind in _PARENTS else (),
            other=_other(judgement, row),
            turn=judgement.turns[row].status if row in judgement.turns else "",
            real=(float(s.real_low[row]), float(s.real_high[row])),
            nominal=(float(s.nominal_low[row]), float(s.nominal_high[row])),
            changes=_changes(judgement, row),
        )


def _reference(ds: Given, reference: str) -> Name | None:
    """Return what a reference is called: `gdp-growth`, or another place's `gdp-growth@nation`."""
    key, _, other = reference.partition("@")
    indicator, place = ds.indicator_records.get(key), ds.place_records.get(other)
    if indicator is None or place is None:
        return indicator.name if indicator else None
    return Name(f"{place.name.zh}{indicator.name.zh}", f"{indicator.name.en} ({place.name.en})")


def _parts(judgement: Judgement) -> dict[int, list[tuple[str, str]]]:
    """Return name and verdict of the parts of each parent."""
    found: dict[int, list[tuple[str, str]]] = {}
    parents = judgement.table["parent"].to_numpy()
    names = judgement.table["part"].to_numpy()
    for place in np.flatnonzero(parents >= 0).tolist():
        found.setdefault(int(parents[place]), []).append(
            (str(names[place]), str(judgement.status[place]))
        )
    return found


def _other(judgement: Judgement, row: int) -> tuple[str, str] | None:
    """Return words and source of a report that contradicts the deciding one."""
    s, figures = judgement.state, judgement.figures
    place = int(s.figure[row])
    at = -1 if place < 0 or not s.has_figure[row] else int(figures.other[place])
    if row in judgement.turns:
        at = judgement.turns[row].row
    if at < 0:
        return None
    report = judgement.dataset.actuals.iloc[at]
    words = report["stated"] if isinstance(report["stated"], str) else f"{report['value']:.15g}"
    return words, "" if pd.isna(report["source"]) else str(report["source"])


def _changes(judgement: Judgement, row: int) -> tuple[tuple[str, str, str], ...]:
    """Return what became of the row's promise: what, and the ids of both goals."""
    ids = judgement.dataset.targets["id"]
    made = judgement.promises.changes.get(int(str(judgement.table["row"].iat[row])), [])
    return tuple((code, str(ids.iat[old]), str(ids.iat[new])) for code, old, new in made)


def laid_out(judgement: Judgement, rows: Sequence[Mapping[Any, Any]]) -> Iterator[list[Clause]]:
    """Yield the steps of each verdict row's sum; `rows` are the judgement's own, in order."""
    for row, operands in zip(rows, facts(judgement), strict=True):
        yield clauses(row, operands)


def reasons(judgement: Judgement, rows: Sequence[Mapping[Any, Any]]) -> tuple[list[str], list[str]]:
    """Return the reasons of verdict rows in Chinese and in English."""
    pairs = [sentence(made) for made in laid_out(judgement, rows)]
    return [zh for zh, _ in pairs], [en for _, en in pairs]
