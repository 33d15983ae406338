"""The verdict rows (method 5.5): one flat row a goal, parts after their parent.

Columns and their order are vocabulary RESULT_COLUMNS. Figures are in base units or percentage
points, derived ratios are fractions, a missing number or an end without bound is NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.additions import chain
from czplan.method.judge import Judgement
from czplan.method.state import Rows
from czplan.vocabulary import FIGURE_STATUSES, GRADES, KINDS, RESULT_COLUMNS, STATUSES

__all__ = ["Progress", "frame", "members"]

Floats = npt.NDArray[np.float64]
Objects = npt.NDArray[np.object_]


class Progress(pd.DataFrame):
    """Verdict rows as a DataFrame.

    Columns: vocabulary RESULT_COLUMNS; `due`, `year` Int64, numbers float64 (NaN for none),
    `flags` lists of str, text str with NA for none. With the method `open-sdg`, also
    `open_sdg_progress`, `open_sdg_score`, `open_sdg_status`.
    """

    @property
    def _constructor(self) -> Any:
        return Progress

    def _repr_html_(self) -> str:
        """Show the verdicts as an HTML table (Jupyter)."""
        from czplan.notebook import progress_html

        return progress_html(self)


def _finite(values: Floats) -> Floats:
    """Return values with an end without bound as NaN, and without binary noise past 12 places."""
    with np.errstate(invalid="ignore"):
        small = np.abs(values) < 1e3
        clean = np.where(small, np.round(values, 12), values)
    return np.asarray(np.where(np.isfinite(values), clean, np.nan))


@np.errstate(all="ignore")
def frame(judgement: Judgement, *, with_reasons: bool = True) -> Progress:
    """Return the verdict rows of a judgement; `reason_*` are empty without `with_reasons`."""
    s, table, question = judgement.state, judgement.table, judgement.question
    size = s.size
    columns: dict[str, Any] = {
        name: table[name].array
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
    columns["unit"] = _texts(table["unit"], lambda unit: unit or None)
    columns["kind"] = _texts(table["kind"])
    columns["operator"] = _texts(table["operator"])
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
    columns["status"] = _texts(judgement.status)
    columns["family"] = _texts(judgement.status, lambda code: STATUSES[code].family)
    columns["rule"] = _rules(table, s)
    columns["flags"] = s.flag_words()
    columns["target_source"] = table["source"].array
    columns["confidence"] = table["confidence"].array
    columns["reason_zh"] = columns["reason_en"] = pd.array([None], dtype="str").take(
        np.zeros(size, dtype=np.int64)
    )
    result = _typed(pd.DataFrame({name: columns[name] for name in RESULT_COLUMNS}))
    if with_reasons:
        from czplan.method.facts import reasons

        zh, en = reasons(judgement, result.to_dict("records"))
        result["reason_zh"] = pd.Series(zh, dtype="str")
        result["reason_en"] = pd.Series(en, dtype="str")
    return Progress(result)


def _texts(values: Any, say: Callable[[str], str | None] | None = None) -> Any:
    """Return a column of few distinct words as text, each word said once where `say` is given."""
    codes, distinct = pd.factorize(values)
    words = [say(str(word)) if say else str(word) for word in distinct]
    return pd.array([*words, None], dtype="str").take(np.where(codes < 0, len(words), codes))


_TEXT = (
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
    "unit",
    "operator",
    "baseline_period",
    "actual_stated",
    "actual_period",
    "actual_sure",
    "actual_status",
    "status",
    "family",
    "rule",
    "reason_zh",
    "reason_en",
    "target_source",
    "actual_source",
    "grade",
    "confidence",
)


def _typed(result: pd.DataFrame) -> pd.DataFrame:
    """Give the columns their documented types."""
    for name in _TEXT:
        if result[name].dtype != "str":
            known = result[name].astype(object).where(result[name].notna(), None)
            result[name] = known.astype("str")
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
    stated, period, source = (
        _picked(actuals[name], row) for name in ("stated", "period", "source")
    )
    for target in np.flatnonzero(pd.isna(stated) & (row >= 0)).tolist():
        value: Any = actuals["value"].iat[row[target]]
        text: Any = actuals["text"].iat[row[target]]
        if not pd.isna(value):
            stated[target] = f"{float(value):.15g}"
        elif not pd.isna(text):
            stated[target] = text
    several = np.flatnonzero(
        found
        & (s.first_figure >= 0)
        & (s.first_figure != s.figure)
        & ~np.isin(judgement.table["kind"], ("direction", "each-year"))
    )
    _together(judgement, several, period, stated, source)
    sure = np.full(size, None, dtype=object)
    sure[found] = np.select(
        [s.sure_low & s.sure_high, s.sure_low, s.sure_high],
        [np.array(code, dtype=object) for code in ("both", "low", "high")],
        "none",
    )[found]
    status = np.full(size, None, dtype=object)
    grade = np.full(size, None, dtype=object)
    if len(figures):
        status[found] = np.array(FIGURE_STATUSES.codes, dtype=object)[figures.status[place[found]]]
        grade[found] = np.array(GRADES.codes, dtype=object)[figures.grade[place[found]]]
    for target in np.flatnonzero((row >= 0) & ~found).tolist():
        item = judgement.dataset.sources.get(str(source[target]))
        grade[target] = item.grade if item else None
    return {
        "actual_stated": stated,
        "actual_period": period,
        "actual_low": _finite(np.where(found, s.figure_low, np.nan)),
        "actual_high": _finite(np.where(found, s.figure_high, np.nan)),
        "actual_sure": sure,
        "actual_status": status,
        "actual_source": source,
        "grade": grade,
        "baseline_period": _base_periods(judgement, actuals),
    }


def _picked(column: pd.Series, row: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    """Return a column's values at some places, None where the place is -1."""
    values = np.full(len(row), None, dtype=object)
    some = row >= 0
    values[some] = column.iloc[row[some]].astype(object).to_numpy()
    values[pd.isna(values)] = None
    return values


def _together(
    judgement: Judgement, targets: Rows, period: Objects, stated: Objects, source: Objects
) -> None:
    """Write period, words and sources of numbers that several figures make together."""
    if not len(targets):
        return
    figures, actuals = judgement.figures, judgement.dataset.actuals
    owner, place = members(judgement, targets)
    added = (judgement.table["kind"].iloc[targets] == "additions").to_numpy()
    rows = figures.row[place]
    words = actuals["stated"].iloc[rows].astype(object).to_numpy(copy=True)
    plain = np.flatnonzero(pd.isna(words))
    values = actuals["value"].iloc[rows[plain]]
    words[plain] = [f"{float(value):.15g}" for value in values]
    sources = actuals["source"].iloc[rows].astype(object).to_numpy()
    starts, ends = figures.start[place], figures.end[place]
    bounds = np.append(np.flatnonzero(np.diff(owner, prepend=-1)), len(owner))
    for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        target = targets[owner[first]]
        year, month = divmod(int(ends[last - 1]) - 1, 12)
        until = f"{year + 1}" if month == 11 else f"{year + 1}-{month + 1:02d}"
        period[target] = f"{int(starts[first]) // 12 + 1}..{until}"
        # amounts add up, rates build on one another
        stated[target] = (" + " if added[owner[first]] else "、").join(map(str, words[first:last]))
        named = dict.fromkeys(str(x) for x in sources[first:last] if isinstance(x, str))
        source[target] = ";".join(named) or None


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


def _base_periods(judgement: Judgement, actuals: pd.DataFrame) -> npt.NDArray[np.object_]:
    """Return the period of each baseline as text, None where there is none."""
    s, table = judgement.state, judgement.table
    periods = _picked(actuals["period"], np.where(np.isnan(s.raw_base_low), -1, s.base_row))
    declared = table["baseline_period"].astype(object).to_numpy()
    own = ~np.isnan(s.raw_base_low) & table["baseline_period"].notna().to_numpy()
    periods[own] = declared[own]
    return periods
