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


def raw(name: str, style: str = "", *, usual: str | None = None) -> Show:
    """Return how a field is shown as it stands; nothing for what is `usual`."""
    return lambda row: styled("" if row[name] == usual else row[name], style)


def term(
    name: str,
    terms: Mapping[str, Term],
    screen: Screen,
    *,
    usual: str | None = None,
    none: str = "",
) -> Show:
    """Return how a code is said in the screen's language; an unknown one as it stands.

    Nothing for what is `usual`; `none` where there is no code.
    """

    def show(row: Row) -> StyledText | str:
        code = row[name]
        if code == usual or code is None:
            return none if code is None else ""
        return terms[code].name(screen.lang) if code in terms else styled(code)

    return show


def year_due(screen: Screen, name: str = "due") -> Show:
    """Return how the year is shown by which a goal is due."""
    return lambda row: styled(row[name] or screen.pick("未写", "none"))


def years_text(first: int | None, last: int | None) -> str:
    """Return a span of years: `2021–2025`, or the one year that it is."""
    end = "" if last is None else str(last)
    return end if first in (None, last) else f"{first}–{end}"


NUMBER = Column("", "", raw("number", "bold"), 0, 2, right=True)
"""The number by which a row can be asked on."""
