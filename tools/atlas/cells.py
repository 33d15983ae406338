"""Tables and numbers of the pages that the atlas writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["number", "percent", "signed", "table"]


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return a table of Markdown."""

    def line(cells: Sequence[Any]) -> str:
        return "| " + " | ".join("" if cell is None else str(cell) for cell in cells) + " |"

    return "\n".join([line(head), line(["---"] * len(head)), *map(line, rows)]) + "\n"


def number(value: float | None) -> str:
    """Return a number with two decimals at most; empty for none."""
    return "" if value is None else f"{round(value, 2):g}"


def signed(value: float | None) -> str:
    """Return a difference with its sign; empty for none."""
    return "" if value is None else f"{round(value, 2):+g}"


def percent(value: float | None) -> str:
    """Return a share as a whole percentage; empty for none."""
    return "" if value is None else f"{value:.0%}"
