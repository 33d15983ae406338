"""Cells that show one field of a row: as it stands, a name, a code in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from czplan.views.fitting import Column, styled
from czplan.views.layout import StyledText
from czplan.views.screen import Screen
from czplan.vocabulary import Term

Row = Mapping[str, Any]
Show = Callable[[Row], StyledText | str]


def name_of(row: Row, screen: Screen, stem: str = "name") -> str:
    """Return the name of a row in the screen's language."""
    return str(row[f"{stem}_{screen.lang}"] or row[f"{stem}_zh"] or "")


def named(screen: Screen, stem: str = "name") -> Show:
    """Return how a row's name is shown."""
    return lambda row: name_of(row, screen, stem)


def raw(name: str, style: str = "") -> Show:
    """Return how a field is shown as it stands."""
    return lambda row: styled(row[name], style)


def term(name: str, terms: Mapping[str, Term], screen: Screen) -> Show:
    """Return how a code is said in the screen's language; an unknown one as it stands."""

    def show(row: Row) -> StyledText | str:
        code = row[name]
        return terms[code].name(screen.lang) if code in terms else styled(code)

    return show


NUMBER = Column("", "", raw("number", "bold"), 0, 2, right=True)
"""The number by which a row can be asked on."""
