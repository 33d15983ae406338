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

    Raises:
        MissingExtra: the libraries of the extra `report` aren't installed.
    """
    from czplan.extras import need

    for module in ("jinja2", "altair", "vl_convert"):  # altair itself wants jinja2
        need(module, "report")
    from czplan import __version__
    from czplan.export.tables import verdicts
    from czplan.method.explain import all_steps
    from czplan.report.build import build
    from czplan.report.cards import Cards
    from czplan.report.render import render
    from czplan.views.card import CardQuestion
    from czplan.views.worst_first import worst_first

    ordered = worst_first(frame)
    rows = list(verdicts(ordered).rows())
    year = rows[0]["year"] if rows else 0
    steps = all_steps(ds, rows, as_of=as_of, grade=grade)
    cards = Cards(ds, rows, steps, CardQuestion(year, as_of, grade))
    return render(build(cards, rows, lang, __version__, wanted or {}))
