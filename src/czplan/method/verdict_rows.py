"""The verdict rows (method 5.5): one flat row a goal, parts after their parent.

Columns and their order are vocabulary RESULT_COLUMNS. Figures are in base units or percentage
points, derived ratios are fractions, a missing number or an end without bound is NaN.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.judge import Judgement
from czplan.method.kinds.additions import chain
from czplan.method.text_columns import as_text, joined, picked, replaced, said, texts
from czplan.method.working import Rows
from czplan.records import reader_of
from czplan.vocabulary import (
    CONFIDENCES,
    FIGURE_STATUSES,
    GRADES,
    KINDS,
    RESULT_COLUMNS,
    STATUSES,
)

_MONTHS = 1 << 16
"""More than any month."""

Floats = npt.NDArray[np.float64]


def _finite(values: Floats) -> Floats:
    """Return values with an end without bound as NaN, and without binary noise past 12 places."""
    with np.errstate(invalid="ignore"):
        small = np.abs(values) < 1e3
        clean = np.where(small, np.round(values, 12), values)
    return np.asarray(np.where(np.isfinite(values), clean, np.nan))


@np.errstate(all="ignore")
def frame(judgement: Judgement, *, with_reasons: bool = True) -> pd.DataFrame:
    """Return the verdict rows of a judgement; `reason_*` are empty without `with_reasons`."""
    s, table, question = judgement.state, judgement.table, judgement.question
    size = s.size
    columns: dict[str, Any] = {
        name: table[name].array.copy()
        for name in (
            "id",
            "plan",
            "indicator",
            "name_zh",
            "name_en",
            "theme",
            "scope",
            "kind",
            "binding",
            "stated",
            "due",
        )
    }
    columns["year"] = pd.array(np.full(size, question.year), dtype="Int64")
    columns["unit"] = texts(table["unit"], lambda unit: unit or None)
    columns["kind"] = texts(table["kind"])
    columns["operator"] = texts(table["operator"])
    ladder = (table["kind"] == "ladder").to_numpy()
    for end in ("low", "high"):
        columns[f"target_{end}"] = _finite(getattr(s, f"target_{end}"))
        columns[f"baseline_{end}"] = _finite(getattr(s, f"raw_base_{end}"))
    columns |= _actuals(judgement)
    for end in ("low", "high"):
        columns[f"attainment_{end}"] = _finite(getattr(s, f"attainment_{end}"))
        columns[f"progress_{end}"] = _finite(getattr(s, f"progress_{end}"))
        columns[f"schedule_ratio_{end}"] = _finite(getattr(s, f"ratio_{end}"))
        columns[f"gap_{end}"] = _finite(getattr(s, f"gap_{end}"))
    columns["expected"] = _finite(s.expected)
    columns["cagr_ratio"] = _finite(s.cagr)
    columns["required_rate"] = _finite(s.required)
    for name in ("actual_low", "actual_high"):
        columns[name] = np.where(ladder, np.nan, columns[name])
    codes, statuses = pd.factorize(judgement.status)
    columns["status"] = said(statuses.tolist(), codes)
    columns["family"] = said([STATUSES[code].family for code in statuses], codes)
    columns["rule"] = _rules(table, s)
    columns["flags"] = s.flag_words()
    columns["target_source"] = table["source"].array.copy()
    sure = (table["confidence"], columns.pop("figure_confidence"))
    columns["confidence"] = _weaker(CONFIDENCES.codes, str, *sure)
    promise = judgement.promises.head[table["row"].to_numpy(dtype=np.int64)]
    columns["promise"] = picked(judgement.dataset.targets["id"], promise)
    columns["place"] = table["place"].array.copy()
    read = (table["extracted"], columns.pop("figure_extracted"))
    columns["read_by"] = _weaker(("person", "machine+person", "machine"), reader_of, *read)
    for name in ("reason_zh", "reason_en"):
        columns[name] = pd.array([None], dtype="str").take(np.zeros(size, dtype=np.int64))
    # every column was made here: nothing is shared with the data set
    result = _typed(pd.DataFrame({name: columns[name] for name in RESULT_COLUMNS}, copy=False))
    if with_reasons:
        from czplan.method.sentences import reasons

        zh, en = reasons(judgement, result)
        # kept as Python made them: sentences are many bytes, and are read one by one
        kept = pd.StringDtype("python", na_value=np.nan)
        result["reason_zh"], result["reason_en"] = pd.array(zh, kept), pd.array(en, kept)
    return result


def together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the verdict rows of several judgements, one after the other."""
    if len(frames) == 1:
        return frames[0]
    return pd.concat(frames, ignore_index=True)


_TEXT = (
    "id", "plan", "indicator", "name_zh", "name_en", "theme", "scope", "kind", "binding",
    "stated", "unit", "operator", "baseline_period", "actual_stated", "actual_period",
    "actual_sure", "actual_status", "status", "family", "rule", "reason_zh", "reason_en",
    "target_source", "actual_source", "grade", "confidence", "promise", "place", "read_by",
)  # fmt: skip


def _typed(result: pd.DataFrame) -> pd.DataFrame:
    """Give the columns their documented types."""
    for name in _TEXT:
        if result[name].dtype != "str":
            result[name] = as_text(result[name])
    result["due"] = result["due"].astype("Int64")
    return result


def _rules(table: pd.DataFrame, s: Any) -> Any:
    """Return the section of the method that decided each row."""
    codes, kinds = pd.factorize(table["kind"])
    sections = [*(KINDS[kind].section for kind in kinds), "4.6"]
    lowered = (table["kind"] == "level").to_numpy() & (table["measure"] == "ratio").to_numpy()
    codes = np.where(lowered & (s.direction < 0), len(kinds), codes)
    return pd.array(sections, dtype="str").take(codes)


def _actuals(judgement: Judgement) -> dict[str, Any]:
    """Return what is told of the deciding figure, and when the baseline stood."""
    s, figures, actuals = judgement.state, judgement.figures, judgement.dataset.actuals
    size = s.size
    place = np.where(s.has_figure, s.figure, -1)
    row = np.full(size, -1, dtype=np.int64)
    found = place >= 0
    if len(figures):
        row[found] = figures.row[place[found]]
    for target, (_, where, _when) in judgement.evidence.items():
        if not found[target]:
            row[target] = where
    stated = _spoken(actuals, row)
    period, source = picked(actuals["period"], row), picked(actuals["source"], row)
    several = np.flatnonzero(
        found
        & (s.first_figure >= 0)
        & (s.first_figure != s.figure)
        & ~np.isin(judgement.table["kind"], ("direction", "each-year"))
    )
    if len(several):
        several, made = _together(judgement, several)
        stated, period, source = (
            replaced(column, several, text)
            for column, text in zip((stated, period, source), made, strict=True)
        )
    sure = np.select([s.sure_low & s.sure_high, s.sure_low, s.sure_high], [0, 1, 2], 3)
    status, grade = np.full(size, -1), np.full(size, -1)
    if len(figures):
        status[found] = figures.status[place[found]]
        grade[found] = figures.grade[place[found]]
    for target in np.flatnonzero((row >= 0) & ~found).tolist():
        item = judgement.dataset.source_records.get(str(source[target]))
        grade[target] = GRADES.rank(item.grade) if item else -1
    return {
        "actual_stated": stated,
        "actual_period": period,
        "actual_low": _finite(np.where(found, s.figure_low, np.nan)),
        "actual_high": _finite(np.where(found, s.figure_high, np.nan)),
        "actual_sure": said(("both", "low", "high", "none"), np.where(found, sure, -1)),
        "actual_status": said(FIGURE_STATUSES.codes, status),
        "actual_source": source,
        "grade": said(GRADES.codes, grade),
        "baseline_period": _base_periods(judgement, actuals),
        "figure_extracted": picked(actuals["extracted"], row),
        "figure_confidence": picked(actuals["confidence"], row),
    }


def _weaker(
    order: Sequence[str], word: Callable[[str], str], goals: pd.Series, figures: Any
) -> Any:
    """Return by whom, or how surely, goal and figure were read: of the two what comes last.

    `order`: the words from the surest on, which stand where nothing is said; `word`: what a cell
    says, as one of them.
    """
    ranks = np.zeros(len(goals), dtype=np.int64)
    for column in (goals, figures):
        codes, cells = pd.factorize(column)
        known = [order.index(word(str(cell))) for cell in cells]
        ranks = np.maximum(ranks, np.array([*known, 0], dtype=np.int64)[codes])
    return said(order, ranks)


def _spoken(actuals: pd.DataFrame, row: Rows) -> Any:
    """Return the words of reports, or what stands for them: a number, or the text; NA for none."""
    words = picked(actuals["stated"], row)
    plain = np.flatnonzero(words.isna() & (row >= 0))
    if not len(plain):
        return words
    values = actuals["value"].to_numpy(dtype=np.float64, na_value=np.nan)[row[plain]]
    told = np.full(len(plain), None, dtype=object)
    known = ~np.isnan(values)
    told[known] = _digits(values[known])
    without = np.flatnonzero(~known)
    if len(without):
        beside = picked(actuals["text"], row[plain[without]])
        told[without] = pd.Series(beside).astype(object).where(~beside.isna(), None).to_numpy()
    return replaced(words, plain, told)


def _digits(values: Floats) -> list[str]:
    """Return numbers as texts: whole ones without a point, all with 15 digits at most."""
    whole = (values == np.trunc(values)) & (np.abs(values) < 1e15)
    if whole.all():
        return list(map(str, values.astype(np.int64).tolist()))
    return [f"{value:.15g}" for value in values.tolist()]


def _together(judgement: Judgement, targets: Rows) -> tuple[Rows, tuple[Any, Any, Any]]:
    """Return words, period and sources of numbers that several figures make together.

    Returns:
        those of the targets that have such, and the three text columns, one entry each.
    """
    figures, actuals = judgement.figures, judgement.dataset.actuals
    owner, place = members(judgement, targets)
    some, owner = np.unique(owner, return_inverse=True)
    targets = targets[some]
    rows = figures.row[place]
    words = _spoken(actuals, rows)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    last = np.append(first[1:], len(owner)) - 1
    starts, ends = figures.start[place[first]], figures.end[place[last]]
    codes, distinct = pd.factorize(starts * _MONTHS + ends)
    period = said([_span(*divmod(int(span), _MONTHS)) for span in distinct], codes)
    # amounts add up, rates build on one another
    added = (judgement.table["kind"].iloc[targets] == "additions").to_numpy()
    source, names = pd.factorize(picked(actuals["source"], rows))
    known = np.flatnonzero(source >= 0)
    _, again = np.unique(owner[known] * len(names) + source[known], return_index=True)
    once = known[np.sort(again)]
    sources = joined(
        said(list(names), source[once]), owner[once], np.full(len(targets), ";", dtype=object)
    )
    marks = np.where(added, " + ", "、").astype(object)
    return targets, (joined(words, owner, marks), period, sources)


def _span(start: int, end: int) -> str:
    """Return the years from a start to an end, both in months."""
    year, month = divmod(end - 1, 12)
    until = f"{year + 1}" if month == 11 else f"{year + 1}-{month + 1:02d}"
    return f"{start // 12 + 1}..{until}"


def members(judgement: Judgement, targets: Rows) -> tuple[Rows, Rows]:
    """Return the figures that numbers are made of: place in `targets`, and in `Figures`."""
    s, figures = judgement.state, judgement.figures
    first, last = s.first_figure[targets], s.figure[targets]
    begin = figures.start[first]
    owner, place = figures.any.between(figures.series[last], begin, figures.end[last])
    keep = chain(figures, owner, place, begin)
    added = (judgement.table["kind"].iloc[targets] == "additions").to_numpy()
    keep &= added[owner] | (figures.end[place] % 12 == 0)
    return owner[keep], place[keep]


def _base_periods(judgement: Judgement, actuals: pd.DataFrame) -> Any:
    """Return the period of each baseline as text, NA where there is none."""
    s, table = judgement.state, judgement.table
    periods = picked(actuals["period"], np.where(np.isnan(s.raw_base_low), -1, s.base_row))
    declared = as_text(table["baseline_period"])
    own = ~np.isnan(s.raw_base_low) & ~declared.isna()
    periods[own] = declared[own]
    return periods
