"""What changed, for people: how much of each kind, then a line a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from czplan.views.figures import reported
from czplan.views.fitting import Column, Fitted, fit
from czplan.views.row_cells import NUMBER, named, raw
from czplan.views.screen import Screen, in_signs
from czplan.views.stated import asked_by_id, listed
from czplan.views.style import cell, verdict
from czplan.vocabulary import OUTCOMES, STATUSES, TURNS

if TYPE_CHECKING:
    from czplan.dataset import Dataset

Row = Mapping[str, Any]


def tally(rows: Sequence[Row], screen: Screen) -> Text:
    """Return how many changes there are of each kind."""
    counts = Counter(row["change"] for row in rows)
    parts = [
        f"{term.name(screen.lang)} {counts[code]}" for code, term in TURNS.items() if counts[code]
    ]
    nothing = screen.pick("没有不同", "Nothing differs")
    return cell(screen.sign(" · ", ", ").join(parts) or nothing, "bold")


def changes_table(
    rows: Sequence[Row], sets: tuple[Dataset, Dataset], screen: Screen, *, numbers: bool
) -> Fitted:
    """Return the changes: what, of which goal or figure, from what to what, and why.

    `sets`: the data sets before and after, by which English screens read their words.
    """
    goals = [row["id"] for row in rows if row["change"].startswith("goal")]
    asked = [asked_by_id(ds, screen.lang, goals) if goals else {} for ds in sets]

    def side(row: Row, at: int) -> Text:
        text, code = row[("before", "after")[at]], row["change"]
        if text in STATUSES:
            return verdict(text, screen, finer=code == "verdict-refined")
        if code.startswith("figure"):
            value = None if text in OUTCOMES else _value(text)
            words = None if text in OUTCOMES or value is not None else text
            outcome = text if text in OUTCOMES else None
            told = {"indicator": row["id"], "stated": words, "outcome": outcome, "value": value}
            text = reported(sets[at], told, screen.lang)
        elif code != "goal-renamed":
            tiers = [one for id, one in asked[at].items() if id.startswith(f"{row['id']}#")]
            text = asked[at].get(row["id"]) or listed(tiers) or text
        return cell(in_signs(text, screen))

    def said(row: Row) -> Text:
        arrow = screen.sign(" → ", " -> ")
        parts = [
            side(row, at) for at, one in enumerate(("before", "after")) if row[one] is not None
        ]
        text = Text(arrow).join(parts) if parts else Text("")
        if row["period"] and not row["change"].startswith("verdict"):
            text.append(screen.pick(f"（{row['period']}）", f" ({row['period']})"), style="dim")
        return text

    def why(row: Row) -> str:
        return str(row[f"why_{screen.lang}"] or "")

    return fit(
        rows,
        [
            *([NUMBER] if numbers else []),
            Column("变化", "Change", lambda row: TURNS[row["change"]].name(screen.lang), 1, 8),
            Column("名称", "Name", named(screen), 0, 14, 24),
            Column("由何到何", "From, to", said, 0, 12, 16),
            Column("缘由", "Why", why, 2, 16),
            Column("编号", "Id", raw("id", "dim"), 4, 12),
            Column("来源", "Source", raw("source", "dim"), 3, 10),
        ],
        screen,
    )


def _value(text: str) -> float | None:
    """Return a figure that was stated as a number in base units; None for words."""
    try:
        return float(text)
    except ValueError:
        return None
