"""Cells and colours of what a person sees on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from czplan import sinks
from czplan.views.screen import Screen
from czplan.vocabulary import FAMILIES, STATUSES, Family

if TYPE_CHECKING:
    from rich.text import Text


def cell(text: object, style: str = "") -> Text:
    """Return data as a cell that is shown as the characters it is: no markup, no controls."""
    from rich.text import Text

    return Text(sinks.plain("" if text is None else str(text)), style=style, overflow="fold")


def colour(family: str) -> str:
    """Return the Rich style of a family."""
    return ink(FAMILIES[family]) if family in FAMILIES else ""


def ink(term: Family) -> str:
    """Return the Rich style of a term; white is the terminal's own, readable on any ground."""
    return "" if term.colour == "white" else term.colour


def verdict(status: str | None, screen: Screen, *, finer: bool = False) -> Text:
    """Return a verdict as sign and word in its family's colour; the word says it without colour.

    One word a family; what has no verdict says why. `finer`: the class within it, as cards do.
    """
    if status is None or status not in STATUSES:
        return cell(status)
    term = STATUSES[status]
    family = FAMILIES[term.family]
    said = term if finer or family.code == "open" else family
    return cell(
        f"{screen.sign(family.sign, family.ascii)} {said.name(screen.lang)}",
        style=colour(family.code),
    )
