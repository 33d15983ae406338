"""Bars of a few cells that show how far a goal is and how far it should be by now."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from czplan.views.screen import Screen

if TYPE_CHECKING:
    from rich.text import Text

_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(
    low: float | None,
    high: float | None,
    expected: float | None,
    screen: Screen,
    *,
    width: int = 10,
    style: str = "",
) -> Text:
    """Return a bar from 0 to 1 (fractions): what is sure, what is possible, and what was due.

    Full up to `low`, shaded up to `high` where the bounds differ, an upright at `expected`.
    Below 0 it is empty, above 1 full; the number beside it says by how much.
    """
    from rich.text import Text

    if low is None and high is None:
        return Text("")
    sure = min(max(low if low is not None else 0.0, 0.0), 1.0) * width
    possible = min(max(high if high is not None else sure / width, 0.0), 1.0) * width
    plain = screen.sign("█▓┃·" + _EIGHTHS[1:], "") == ""
    full, shade, mark, empty = "#", "=", "|", "-"
    if not plain:
        full, shade, mark, empty = "█", "▓", "┃", "·"
    signs = []
    for cell in range(width):
        if sure >= cell + 1 or (plain and sure >= cell + 0.5):
            signs.append(full)
        elif possible > sure and possible >= cell + 0.5:
            signs.append(shade)
        elif sure > cell and not plain and math.floor((sure - cell) * 8):
            signs.append(_EIGHTHS[math.floor((sure - cell) * 8)])
        else:
            signs.append(empty)
    text = Text("".join(signs), style=style, overflow="fold")
    if expected is not None and 0 < expected <= 1:
        at = min(int(expected * width), width - 1)
        text = text[:at] + Text(mark, style="bold") + text[at + 1 :]
    return text
