"""In a notebook: how data sets and verdicts show themselves, and the pictures of `czplan chart`.

Nothing but the base installation is needed; a picture is SVG and shows itself.

>>> ds = czplan.load()
>>> verdicts = czplan.progress(ds, 2025)
>>> czplan.notebook.missed_chart(ds, verdicts, lang="en")
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from czplan.charts.picture import Picture
from czplan.faults import Both
from czplan.html_tables import dataset_html, progress_html
from czplan.vocabulary import FAMILIES

if TYPE_CHECKING:
    import pandas as pd

    from czplan.charts.at_hand import AtHand
    from czplan.dataset import Dataset

__all__ = [
    "Drawing",
    "dataset_html",
    "indicator_chart",
    "ladder_chart",
    "missed_chart",
    "progress_html",
    "verdicts_chart",
]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in a language; a notebook shows it, `svg` is the whole file."""

    picture: Picture
    lang: str

    @property
    def svg(self) -> str:
        """The picture as SVG."""
        return self.picture.svg(self.lang)

    def _repr_svg_(self) -> str:
        """Return the picture as a notebook shows it."""
        return self.svg


def verdicts_chart(
    ds: Dataset, frame: pd.DataFrame, *, by: str = "plan", lang: str = "zh"
) -> Drawing:
    """Return how many goals ended how, a bar a plan or theme (`by`), split by family."""
    from czplan.charts.bars import counted

    known = _at_hand(ds, frame)
    counts = Counter((row[by], row["family"]) for row in known.rows)
    groups = Counter(row[by] for row in known.rows)
    parts = []
    for group, _ in groups.most_common():
        held = ds.plan_records.get(group)
        name = held.name if held and by == "plan" else ds.themes.get(group)
        shown = Both(name.zh, name.en) if name else Both(group, group)
        parts += [(shown, counts[group, code], code) for code in FAMILIES if counts[group, code]]
    signs = "　".join(f"{term.sign} {term.zh}" for term in FAMILIES.values())
    names = "  ".join(f"{term.sign} {term.en.lower()}" for term in FAMILIES.values())
    title = Both(f"{known.year} 年各目标的结论：{signs}", f"Verdicts of {known.year}: {names}")
    return Drawing(counted(parts, title), lang)


def missed_chart(ds: Dataset, frame: pd.DataFrame, *, lang: str = "zh") -> Drawing:
    """Return the promises of the year that were missed, each by its share of the goal.

    Raises:
        KeyError: none was missed.
    """
    from czplan.charts.stories import missed_picture

    known = _at_hand(ds, frame)
    return _drawn(missed_picture(known), lang, f"missed in {known.year}")


def ladder_chart(ds: Dataset, frame: pd.DataFrame, goal: str, *, lang: str = "zh") -> Drawing:
    """Return a ladder tier by tier, or another goal part by part; `goal` is its id.

    Raises:
        KeyError: no such goal with parts among the rows.
    """
    from czplan.charts.stories import ladder_picture

    return _drawn(ladder_picture(_at_hand(ds, frame), goal), lang, goal)


def indicator_chart(
    ds: Dataset, frame: pd.DataFrame, indicator: str, *, scope: str = "city", lang: str = "zh"
) -> Drawing:
    """Return an indicator through time: its figures, and the goals among the rows.

    Raises:
        KeyError: no such indicator, or figures of fewer than two periods.
    """
    from czplan.charts.stories import indicator_picture

    if indicator not in ds.indicator_records:
        raise KeyError(indicator)
    return _drawn(indicator_picture(_at_hand(ds, frame), indicator, scope), lang, indicator)


def _drawn(picture: Picture | None, lang: str, what: str) -> Drawing:
    if picture is None:
        raise KeyError(what)
    return Drawing(picture, lang)


def _at_hand(ds: Dataset, frame: pd.DataFrame) -> AtHand:
    from czplan.charts.at_hand import AtHand
    from czplan.export.tables import verdicts
    from czplan.views.worst_first import worst_first

    rows = list(verdicts(worst_first(frame)).rows())
    return AtHand(ds, rows, int(rows[0]["year"]) if rows else 0)
