"""The figures reported of an indicator or of one goal, and those that decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.method.question import last_day
from czplan.period import Period
from czplan.quantity import WordingError
from czplan.quantity.figure_words import interpret
from czplan.vocabulary import FIGURE_STATUSES, GRADES, OUTCOMES

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Source

HISTORY_COLUMNS = (
    "entry", "indicator", "period", "id", "plan", "name_zh", "name_en", "stated", "unit", "low",
    "high", "sure", "figure_status", "outcome", "change", "previous", "difference", "ratio",
    "status", "family", "scope", "source", "published", "grade", "place",
)  # fmt: skip
"""`entry` is figure or goal; `period` the figure's, or the goal's due year."""

Row = dict[str, Any]


def figure_rows(ds: Dataset, indicator: str, places: Collection[str] | None = None) -> list[Row]:
    """Return the reported figures of an indicator (or of a target without one), by time.

    `places`: only those of these places; None for all.
    """
    reports = ds.actual_rows(indicator)
    kept = [one for one in reports if places is None or one["place"] in places]
    rows = [_figure_row(ds, one, *ds.counted(indicator)) for one in kept]
    rows.sort(key=lambda row: moment(str(row["period"])))
    return rows


def _figure_row(ds: Dataset, report: Row, unit: str, measure: str) -> Row:
    known = ds.indicator_records.get(report["indicator"])
    source = ds.source_records.get(report["source"] or "")
    low, high, sure = ends(report, unit, measure)
    return dict.fromkeys(HISTORY_COLUMNS) | {
        "entry": "figure",
        "indicator": report["indicator"],
        "period": report["period"],
        "name_zh": known.name.zh if known else None,
        "name_en": known.name.en if known else None,
        "stated": report["stated"],
        "unit": unit or None,
        "low": low,
        "high": high,
        "sure": sure,
        "figure_status": report["status"],
        "outcome": report["outcome"],
        "scope": report["scope"],
        "source": report["source"],
        "published": source.published if source else None,
        "grade": source.grade if source else None,
        "place": report["place"],
    }


def goal_figures(
    ds: Dataset, target: Mapping[str, Any], year: int, *, as_of: str | None, grade: str
) -> list[Row]:
    """Return the figures that a question lets decide, of a goal's place and scope, by time.

    Each row has its report besides, under `report`.
    """
    unit, measure = ds.counted(target["indicator"] or target["id"])
    rows = [
        _figure_row(ds, one, unit, measure) | {"report": one}
        for one in _reports(ds, target)
        if counts(ds, one, year, as_of=as_of, grade=grade)
    ]
    rows.sort(key=lambda row: moment(str(row["period"])))
    return rows


def _reports(ds: Dataset, target: Mapping[str, Any]) -> Sequence[Row]:
    """Return the reports of a goal's measure, of its place and scope, in file order."""
    return ds.reports_of(target["indicator"] or target["id"], target["place"], target["scope"])


def deciding(
    ds: Dataset, target: Mapping[str, Any], row: Mapping[str, Any]
) -> list[tuple[Source, Row | None]]:
    """Return the documents of a verdict's figure, each with the report that it was read from.

    A figure over several years may be read from a report of any of them.
    """
    found: list[tuple[Source, Row | None]] = []
    period = row["actual_period"]
    span = Period.read(period) if period else None
    reports = [
        one
        for one in _reports(ds, target)
        if span is not None
        and (one["period"] == period or (".." in period and _within(one["period"], span)))
    ]
    for id in dict.fromkeys((row["actual_source"] or "").split(";")):
        source = ds.source_records.get(id)
        if source is not None:
            own = [one for one in reports if one["source"] == id]
            exact = [one for one in own if one["stated"] == row["actual_stated"]]
            found.append((source, next(iter([*exact, *own]), None)))
    return found


def _within(period: str, span: Period) -> bool:
    one = Period.read(period)
    return span.start <= one.start and one.end <= span.end


def moment(period: str) -> tuple[int, int]:
    """Return where a period ends and begins, for sorting."""
    span = Period.read(period)
    return span.end, span.start


def counts(
    ds: Dataset, row: Mapping[str, Any], year: int, *, as_of: str | None, grade: str
) -> bool:
    """Tell whether a report belongs to a question: known, trusted, of a past period.

    `year`: 0 for any.
    """
    source = ds.source_records.get(row["source"] or "")
    if source and GRADES.rank(source.grade) > GRADES.rank(grade):
        return False
    past = not year or Period.read(row["period"]).end <= year * 12
    return past and out_by(source, as_of)


def out_by(source: Source | None, day: str | None) -> bool:
    """Tell whether a document was out on a day (None: today); an undated one counts."""
    dated = source.published if source else None
    return not (dated and day) or last_day(dated) <= last_day(day)


def ends(
    actual: Mapping[str, Any], unit: str, measure: str
) -> tuple[float | None, float | None, str | None]:
    """Return the ends of a reported figure in base units, and which are certain; None for none."""
    if actual["stated"]:
        try:
            figure = interpret(actual["stated"], unit, measure)
        except WordingError:
            return None, None, None
        return figure.low, figure.high, figure.sure
    if actual["value"] is not None:
        return actual["value"], actual["value"], "both"
    return None, None, None


def reported(ds: Dataset, report: Mapping[str, Any], lang: str, *, words: bool = False) -> str:
    """Return what a row of `ds.actual_rows` says: its words, in English what they say.

    `words`: the document's words, in whatever language they are; empty where it has none.
    """
    from czplan.views.readings import figure_said

    if words or (lang == "zh" and report["stated"]):
        return str(report["stated"] or "")
    if report["outcome"] in OUTCOMES:
        return OUTCOMES[report["outcome"]].name(lang)
    unit, measure = ds.counted(report["indicator"])
    low, high, sure = ends(report, unit, measure)
    said = {"stated": report["stated"], "low": low, "high": high, "sure": sure, "unit": unit}
    return figure_said(said, lang)


def best_by_period(rows: Sequence[Row]) -> list[Row]:
    """Return one figure a period, the one that decides (method 5.5c): for pictures only."""
    chosen: dict[str, Row] = {}
    for row in rows:
        if row["low"] is None or row["high"] is None:
            continue
        other = chosen.get(row["period"])
        if other is None or _rank(row) < _rank(other):
            chosen[row["period"]] = row
    return list(chosen.values())


def _rank(row: Row) -> tuple[int, int, int]:
    published = (row["published"] or "0000").replace("-", "").ljust(8, "9")
    return (
        FIGURE_STATUSES.rank(row["figure_status"] or "final"),
        GRADES.rank(row["grade"] or "copy"),
        -int(published) if published.isdigit() else 0,
    )
