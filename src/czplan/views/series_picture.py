"""A small picture of a series against a goal: a line a period, the goal as an upright stroke.

Amounts that start low are bars from zero; where all values lie close together, or some are
below zero, points on a scale that says where it begins. Bounded figures show from end to end.
The schedule's value for a period is a thin stroke, so that falling behind is seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from czplan.sinks import plain
from czplan.views.layout import cells, wrap
from czplan.views.row_numbers import amount
from czplan.views.style import cell

if TYPE_CHECKING:
    from czplan.views.screen import Screen

LONGEST = 14
"""So many periods are drawn at most, the latest."""
WIDEST = 60
_EIGHTHS = " ▏▎▍▌▋▊▉"


class Point(NamedTuple):
    """A reported figure: period, the words shown beside it, and its ends in base units.

    `note` is a mark shown behind the period, such as one for an estimate.
    """

    period: str
    words: str
    low: float
    high: float
    note: str = ""


class GoalMark(NamedTuple):
    """A goal's number: its value in base units, its due year (None for none), and its words."""

    value: float
    due: int | None
    words: str


class _Scale(NamedTuple):
    start: float
    end: float
    width: int

    def at(self, value: float) -> float:
        """Return where a value stands, in cells from 0."""
        return (value - self.start) / (self.end - self.start) * (self.width - 1)

    def cell(self, value: float) -> int:
        """Return the cell in which a value stands."""
        return max(0, min(self.width - 1, round(self.at(value))))


def chart(
    points: Sequence[Point],
    goal: GoalMark | None,
    path: Mapping[str, float],
    unit: str,
    screen: Screen,
    own: Mapping[str, float] | None = None,
) -> list[Text]:
    """Return the picture as lines; none where there is nothing to draw.

    Args:
        points: figures in order of time.
        goal: the goal's number, if it has one.
        path: the value that the schedule asks for, by period.
        unit: the base unit of all values.
        screen: language, width and characters to draw with.
        own: each period's own goal, by period, where the goal isn't one for all of them.
    """
    shown = list(points)[-LONGEST:]
    values = [end for one in shown for end in (one.low, one.high)]
    values += [goal.value] if goal else []
    values += [path[one.period] for one in shown if one.period in path]
    values += [own[one.period] for one in shown if own and one.period in own]
    if not shown or not values:
        return []
    labels = [(f"{one.period}{one.note}", plain(one.words)) for one in shown]
    lonely = (
        goal is not None
        and goal.due is not None
        and all(one.period != str(goal.due) for one in shown)
    )
    if goal and lonely:
        labels.append((str(goal.due), plain(goal.words)))
    first = max(cells(label) for label, _ in labels)
    room = min(screen.width, 100) - first - 4
    second = min(max(cells(words) for _, words in labels), max(10, room // 2))
    width = max(8, min(WIDEST, room - second))
    bars = min(values) >= 0 and min(values) < 0.8 * max(values)
    scale = _scale(values, width, bars)
    lines: list[Text] = []
    if len(points) > len(shown):
        left = len(points) - len(shown)
        lines.append(
            cell(screen.pick(f"（更早 {left} 期未画）", f"({left} earlier not drawn)"), "dim")
        )
    for number, (label, words) in enumerate(labels):
        one = shown[number] if number < len(shown) else None
        mark = goal.value if goal else None
        if own is not None and one is not None:
            mark = own.get(one.period)
        track = _track(one, mark, path, scale, bars, screen)
        lines += _line(label, words, track, first, second)
    lines += _legend(scale, goal, path, shown, unit, bars, first + second + 4, screen, own)
    return lines


def _scale(values: Sequence[float], width: int, bars: bool) -> _Scale:
    low, high = min(values), max(values)
    if bars:
        return _Scale(0.0, high or 1.0, width)
    margin = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return _Scale(low - margin, high + margin, width)


def _track(
    one: Point | None,
    goal: float | None,
    path: Mapping[str, float],
    scale: _Scale,
    bars: bool,
    screen: Screen,
) -> Text:
    """Draw one period: what was reached, where the schedule stood, where the goal stands."""
    signs = [" "] * scale.width
    styles = [""] * scale.width
    if one is not None:
        low, high = scale.cell(one.low), scale.cell(one.high)
        if bars:
            for at in range(_bar(signs, scale, one.low, screen), high + 1 if high > low else 0):
                signs[at] = screen.sign("─", "-")
        else:
            for at in range(low, high + 1):
                signs[at] = screen.sign("─", "-")
            signs[low] = signs[high] = screen.sign("●", "o")
        for at in range(scale.width):
            styles[at] = "cyan" if signs[at] != " " else ""
        if one.period in path:
            at = scale.cell(path[one.period])
            signs[at], styles[at] = screen.sign("┊", ":"), "yellow"
    if goal is not None:
        at = scale.cell(goal)
        signs[at], styles[at] = screen.sign("┃", "|"), "bold"
    track = Text(no_wrap=True)
    for sign, style in zip(signs, styles, strict=True):
        track.append(sign, style)
    return track


def _bar(signs: list[str], scale: _Scale, value: float, screen: Screen) -> int:
    """Fill the cells from zero to a value, the last by eighths; return how many are filled."""
    block = screen.sign("█", "#")
    size = min(scale.at(value) + 1 if value > 0 else 0.0, float(scale.width))
    full = int(size) if block == "█" else round(size)
    for at in range(full):
        signs[at] = block
    eighth = int((size - full) * 8) if block == "█" else 0
    if eighth:
        signs[full] = screen.sign(_EIGHTHS[eighth], " ")
        full += 1
    return full


def _line(label: str, words: str, track: Text, first: int, second: int) -> list[Text]:
    parts = wrap(words, second) or [""]
    lines = [
        cell(label + " " * (first - cells(label)) + "  ")
        + cell(" " * (second - cells(parts[0])) + parts[0] + "  ")
        + track
    ]
    lines += [cell(" " * (first + 2) + " " * (second - cells(part)) + part) for part in parts[1:]]
    return lines


def _legend(
    scale: _Scale,
    goal: GoalMark | None,
    path: Mapping[str, float],
    shown: Sequence[Point],
    unit: str,
    bars: bool,
    indent: int,
    screen: Screen,
    own: Mapping[str, float] | None,
) -> list[Text]:
    """Return the scale's two ends, and what the signs mean."""
    low = amount(scale.start, unit, screen.lang) if not bars else "0"
    high = amount(scale.end, unit, screen.lang)
    if not bars:
        low = f"{float(f'{scale.start:.3g}'):g}" if abs(scale.start) < 1e4 else low
        high = f"{float(f'{scale.end:.3g}'):g}" if abs(scale.end) < 1e4 else high
    gap = max(2, scale.width - cells(low) - cells(high))
    ends = low + " " * gap + high
    indent = max(0, min(indent, indent + scale.width - cells(ends)))
    said = []
    if any(one.period in path for one in shown):
        said.append(screen.sign("┊", ":") + screen.pick(" 应达", " schedule"))
    if goal is not None:
        name = (
            screen.pick(" 当年目标", " the year's goal") if own else screen.pick(" 目标", " goal")
        )
        said.append(screen.sign("┃", "|") + name)
    if not bars:
        said.append(screen.pick("刻度不从零起", "the scale doesn't begin at zero"))
    lines = [cell(" " * indent + ends, "dim")]
    width = max(10, min(screen.width, 100) - 2)
    lines += [cell("  " + part, "dim") for part in wrap("  ".join(said), width) if said]
    return lines
