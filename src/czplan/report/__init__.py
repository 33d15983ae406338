"""The page that works offline, and the folder for a web host, made of the same templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from czplan.dataset import Dataset

__all__ = ["page", "site"]


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


def site(
    ds: Dataset,
    frame: pd.DataFrame,
    folder: Path,
    lang: str = "zh",
    *,
    base: str = "",
    as_of: str | None = None,
    grade: str = "copy",
    wanted: Mapping[str, Any] | None = None,
) -> dict[str, bytes]:
    """Return the files of a site on the verdicts in `frame` by name.

    Args:
        ds, frame, lang, as_of, grade, wanted: as for `page`.
        folder: where the site is or will be: what an earlier build there has said is kept.
        base: the site's address, ending in `/`; without it there are no feeds and no map.
    """
    from czplan import __version__
    from czplan.report.build import build
    from czplan.report.site_folder import site_files
    from czplan.views.worst_first import worst_first

    known, sums = _known(ds, frame, as_of, grade)
    made = build(known, sums, lang, __version__, wanted or {})
    return site_files(made, known, worst_first(frame), folder, base)


def _known(ds: Dataset, frame: pd.DataFrame, as_of: str | None, grade: str) -> tuple[Any, Any]:
    """Return what the question lets be shown, and the steps of each verdict."""
    from czplan import progress
    from czplan.charts.at_hand import AtHand
    from czplan.export.tables import verdicts
    from czplan.method.explain import all_steps
    from czplan.views.worst_first import worst_first

    rows = list(verdicts(worst_first(frame)).rows())
    year = rows[0]["year"] if rows else 0
    every = progress(ds, year, as_of=as_of, grade=grade, all=True, reasons=False) if year else frame
    others = list(verdicts(every[~every["id"].isin(frame["id"])]).rows())
    return AtHand(ds, rows, year, as_of, grade, others), all_steps(
        ds, rows, as_of=as_of, grade=grade
    )
