"""In a notebook: how data sets and verdicts show themselves, and the report's charts.

The two tables need nothing but the base installation. The charts are Altair's, drawn by the
same functions as the page's; they need the extra `report`.

>>> ds = czplan.load()
>>> verdicts = czplan.progress(ds, 2025)
>>> czplan.notebook.verdicts_chart(ds, verdicts, by="theme")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from czplan.html_tables import dataset_html, progress_html
from czplan.vocabulary import FAMILIES

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
