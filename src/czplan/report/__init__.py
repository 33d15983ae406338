"""One HTML page that works offline: verdicts, charts, and every goal with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from czplan.dataset import Dataset

__all__ = ["page"]


def page(
    ds: Dataset,
    frame: pd.DataFrame,
    lang: str = "zh",
    *,
    as_of: str | None = None,
    grade: str = "copy",
    wanted: Mapping[str, Any] | None = None,
) -> str:
    """Return the report on the verdicts in `frame` (`czplan.progress`) as HTML.

    Both languages are in the page; it opens in `lang`. `as_of` and `grade` are those of the
    question, `wanted` the filters that chose the rows, by name (`plan`, `theme`, `kind`, `due`,
    `scope`, `search`, `status`, `family`): the page says them. The same data, question and
    language give the same text.
    """
    from czplan import __version__
    from czplan.report.build import build
    from czplan.report.render import render

    known, sums = _known(ds, frame, as_of, grade)
    return render(build(known, sums, lang, __version__, wanted or {}))


def _known(ds: Dataset, frame: pd.DataFrame, as_of: str | None, grade: str) -> tuple[Any, Any]:
    """Return what the question lets be shown, and the steps of each verdict."""
    from czplan.charts.at_hand import AtHand
    from czplan.export.tables import verdicts
    from czplan.method.explain import all_steps
    from czplan.views.worst_first import worst_first

    rows = list(verdicts(worst_first(frame)).rows())
    year = rows[0]["year"] if rows else 0
    return AtHand(ds, rows, year, as_of, grade), all_steps(ds, rows, as_of=as_of, grade=grade)
