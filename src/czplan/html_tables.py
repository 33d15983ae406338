"""How a data set and verdicts show themselves in a notebook: plain HTML tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from czplan import sinks
from czplan.records import RecordsById
from czplan.vocabulary import FAMILIES, GRADES, STATUSES

if TYPE_CHECKING:
    import pandas as pd


class NotebookData(RecordsById, Protocol):
    """What is shown of a data set."""

    @property
    def licence(self) -> str:
        """Under which licence the data may be used."""

    def target_rows(self) -> list[dict[str, Any]]:
        """Return one dict a target."""

    def actual_rows(self) -> list[dict[str, Any]]:
        """Return one dict a report."""


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
        f"{sinks.markup(status.zh)}</span><br><small>{sinks.markup(status.en)}</small>"
    )
    part = "#" in str(row["id"])
    name = (
        f"{'└ ' if part else ''}{_text(row['name_zh'])}<br><small>{_text(row['name_en'])}</small>"
    )
    period = f" <small>{_text(row['actual_period'])}</small>" if "actual_period" in row else ""
    reported = _text(row["actual_stated"])
    return (verdict, name, _text(row["stated"]), reported + period if reported else "–",
            _text(row["due"]) or "–")  # fmt: skip


def dataset_html(ds: NotebookData) -> str:
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
    return "" if missing else sinks.markup(str(value))


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already."""
    top = "".join(f'<th scope="col" style="{_CELL}">{cell}</th>' for cell in head)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in line) + "</tr>"
        for line in lines
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
