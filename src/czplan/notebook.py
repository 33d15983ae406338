"""In a notebook: how data sets and verdicts show themselves, and the report's charts.

The two tables need nothing but the base installation. The charts are Altair's, drawn by the
same functions as the page's; they need the extra `report`.

>>> ds = czplan.load()
>>> verdicts = czplan.progress(ds, 2025)
>>> czplan.notebook.verdicts_chart(ds, verdicts, by="theme")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from czplan.vocabulary import FAMILIES, GRADES, STATUSES

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from czplan.dataset import Dataset

__all__ = [
    "dataset_html",
    "indicator_chart",
    "ladder_chart",
    "pace_chart",
    "progress_html",
    "verdicts_chart",
]

SHOWN = 60
"""How many verdict rows a notebook shows; the count below says how many there are."""

_COLOURS = {
    "met": "#14682c",
    "on-course": "#0c5c76",
    "behind": "#7d5200",
    "missed": "#a3221b",
    "open": "#4e565f",
}
# inherits the notebook's ground: the colours above are readable on light, the sign and the word
# say it everywhere
_CELL = "text-align:left;vertical-align:top"


def progress_html(frame: pd.DataFrame) -> str:
    """Return verdict rows as an HTML table for people; every text is escaped.

    A frame that lacks the columns of a verdict (a selection of columns) shows as pandas' own.
    """
    import pandas as pd

    needed = {"id", "name_zh", "name_en", "stated", "actual_stated", "status", "family", "due"}
    if not needed <= set(frame.columns):
        return str(pd.DataFrame(frame).to_html(max_rows=SHOWN, notebook=True))
    head = (
        "结论 · Verdict",
        "目标 · Goal",
        "原文 · As stated",
        "公布数 · As reported",
        "期限 · Due",
    )
    lines = [_verdict_line(row) for row in frame.head(SHOWN).to_dict("records")]
    note = f"{len(frame)} 行 · rows" + (
        f"，显示前 {SHOWN} 行 · first {SHOWN}" if len(frame) > SHOWN else ""
    )
    return _table(head, lines) + f"<p>{note}</p>"


def _verdict_line(row: Mapping[Any, Any]) -> Sequence[str]:
    family, status = FAMILIES[row["family"]], STATUSES[row["status"]]
    verdict = (
        f'<span style="color:{_COLOURS[family.code]};font-weight:600">{family.sign} '
        f"{escape(status.zh)}</span><br><small>{escape(status.en)}</small>"
    )
    part = "#" in str(row["id"])
    name = (
        f"{'└ ' if part else ''}{_text(row['name_zh'])}<br><small>{_text(row['name_en'])}</small>"
    )
    period = f" <small>{_text(row['actual_period'])}</small>" if "actual_period" in row else ""
    reported = _text(row["actual_stated"])
    return (verdict, name, _text(row["stated"]), reported + period if reported else "–",
            _text(row["due"]) or "–")  # fmt: skip


def dataset_html(ds: Dataset) -> str:
    """Return what a data set holds as HTML: place, counts, its plans, its sources by grade."""
    goals: dict[str, int] = {}
    for row in ds.target_rows():
        goals[row["plan"]] = goals.get(row["plan"], 0) + 1
    history = len(ds.actual_rows())
    counts = (
        f"{sum(goals.values())} 目标 · goals, {history} 数据 · figures, "
        f"{len(ds.indicator_records)} 指标 · indicators, {len(ds.source_records)} 来源 · sources"
    )
    documents = ds.source_records.values()
    grades = ", ".join(
        f"{sum(source.grade == grade for source in documents)} {term.zh} · {term.en}"
        for grade, term in GRADES.items()
    )
    lines = [
        (
            _text(plan.id),
            f"{_text(plan.name.zh)}<br><small>{_text(plan.name.en)}</small>",
            f"{_text(plan.first) or '–'}–{_text(plan.end) or ''}",
            str(goals.get(plan.id, 0)),
        )
        for plan in ds.plan_records.values()
    ]
    head = ("编号 · Id", "规划 · Plan", "时期 · Years", "目标 · Goals")
    place = f"{_text(ds.place.zh)} · {_text(ds.place.en)}" if ds.place.zh else "czplan"
    licence = f"<p>{_text(ds.licence)}</p>" if ds.licence else ""
    return f"<p><b>{place}</b><br>{counts}<br>{grades}</p>{_table(head, lines)}{licence}"


def _text(value: Any) -> str:
    """Return a value as escaped text, empty where it is missing."""
    missing = value is None or value != value or type(value).__name__ == "NAType"
    return "" if missing else escape(str(value))


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already."""
    top = "".join(f'<th scope="col" style="{_CELL}">{cell}</th>' for cell in head)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in line) + "</tr>"
        for line in lines
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def verdicts_chart(
    ds: Dataset, frame: pd.DataFrame, *, by: str = "plan", lang: str = "zh"
) -> alt.Chart | alt.LayerChart:
    """Return the verdicts by `plan` or `theme`, a bar each, split by family.

    Raises:
        MissingExtra: the libraries of the extra `report` aren't installed.
    """
    from czplan.report import charts, history

    cards = _cards(ds, frame)
    rows = history.family_rows([cards.row(values) for values in cards.rows], by)
    return charts.stacked(
        rows,
        lang,
        charts.PAPER,
        categories={f: (f"{t.sign} {t.name(lang)}", f) for f, t in FAMILIES.items()},
        unit="目标数" if lang == "zh" else "goals",
    )


def pace_chart(ds: Dataset, frame: pd.DataFrame, *, lang: str = "zh") -> alt.Chart | alt.LayerChart:
    """Return how far each goal is, with a mark where it should be; worst first, up to 40.

    Raises:
        MissingExtra: the libraries of the extra `report` aren't installed.
    """
    from czplan.report import charts, history

    cards = _cards(ds, frame)
    drawn = history.goal_rows([cards.row(values) for values in cards.rows])
    return charts.goals_bars(drawn[: history.BARS_SHOWN], lang, charts.PAPER)


def ladder_chart(
    ds: Dataset, frame: pd.DataFrame, goal: str, *, lang: str = "zh"
) -> alt.Chart | alt.LayerChart:
    """Return a ladder tier by tier; `goal` is the ladder's id.

    Raises:
        KeyError: no such ladder among the rows.
        MissingExtra: the libraries of the extra `report` aren't installed.
    """
    from czplan.report import charts, history

    cards = _cards(ds, frame)
    parts = [cards.row(part) for part in cards.parts.get(goal, ())]
    if not parts:
        raise KeyError(goal)
    return charts.goals_bars(history.part_rows(goal, parts), lang, charts.PAPER)


def indicator_chart(
    ds: Dataset, frame: pd.DataFrame, indicator: str, *, scope: str = "city", lang: str = "zh"
) -> alt.Chart | alt.LayerChart:
    """Return an indicator through time: figures, goals among the rows, and their paths.

    Raises:
        KeyError: no such indicator in the data set.
        MissingExtra: the libraries of the extra `report` aren't installed.
    """
    from czplan.report import charts, history

    record = ds.indicator_records[indicator]
    rows = history.series_rows(_cards(ds, frame), indicator, scope)
    scale, unit = history.axis_of(rows, record.unit, lang)
    return charts.series(rows, lang, charts.PAPER, unit=unit, scale=scale)


def _cards(ds: Dataset, frame: pd.DataFrame) -> Any:
    from czplan.export.tables import verdicts
    from czplan.report.cards import Cards
    from czplan.views.card import CardQuestion
    from czplan.views.worst_first import worst_first

    rows = list(verdicts(worst_first(frame)).rows())
    year = int(rows[0]["year"]) if rows else 0
    return Cards(ds, rows, {}, CardQuestion(year))
