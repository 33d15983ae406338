"""Promises folded into a line or two: the title of a family, its names, as many as find room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.text import Text

from czplan.method.headline import Promise
from czplan.views.layout import cells, wrap
from czplan.views.row_cells import name_of
from czplan.views.screen import Screen
from czplan.views.style import cell, colour
from czplan.vocabulary import FAMILIES

FOLDED = 2
"""The most lines of names in a fold, but for misses."""

ALL = 99
"""More lines than names ever take."""

SHORTEST = 4
"""A name of which fewer characters find room is left out."""

REASONS = (
    ("waiting", "待数据", "waiting"),
    ("undecided", "无法判定", "undecided"),
    ("task", "任务", "tasks"),
    ("later", "未到期", "not due yet"),
    ("past", "早先到期", "due before"),
    ("not_assessable", "无法评估", "can't be assessed"),
    ("unverifiable", "无法核实", "can't be verified"),
)
"""Why a promise has no verdict yet, by its standing; `past`: due before the year judged."""


class Folds(NamedTuple):
    """How many lines the names of folded promises may take."""

    families: int
    met: int = FOLDED
    missed: int = ALL
    """Of the misses beyond those in lines of their own."""
    behind: int = ALL
    """Of what is behind, likewise."""
    cut: bool = False
    """Whether names may be cut, so that a miss has one line."""


def title_of(code: str, found: Sequence[Promise], screen: Screen) -> str:
    """Return a family with its count: of numbered promises due, then of what else is in it."""
    family = FAMILIES[code]
    sign = screen.sign(family.sign, family.ascii)
    dot = screen.sign(" · ", ", ")
    if code == "open":
        return f"{sign} {family.name(screen.lang)} {len(found)}"
    due = sum(one.standing == code for one in found)
    tasks = sum(one.standing == "task" for one in found)
    # a report says that it was reached, or missed, and gives no number: it still waits for one
    said = sum(one.standing == "waiting" for one in found) if code in ("met", "missed") else 0
    apart = (code, "task", "waiting") if said else (code, "task")
    running = [one for one in found if one.standing not in apart]
    title = f"{sign} {family.name(screen.lang)} {due or len(running) or said or tasks}"
    if tasks and due:
        title += dot + screen.pick(f"任务 {tasks}", f"tasks {tasks}")
    past = [one for one in running if _is_past(one)]
    early = screen.pick("提前", "early") if code == "met" else screen.pick("别年", "other years")
    groups = [(early, running)]
    if code == "met" and past:  # with goals of all years, most were met when they were due
        ahead = [one for one in running if not _is_past(one)]
        groups = [(early, ahead), (screen.pick("往年", "earlier years"), past)]
    for word, some in groups:
        if not some:
            continue
        years = sorted({str(one.row["due"]) for one in some if one.row["due"] is not None})
        when = screen.pick("、", ", ").join(years)
        if due or len(groups) > 1:
            title += f"{dot}{word} {len(some)}"
        elif when:
            title += screen.pick(f"（{when}年到期）", f" (due {when})")
    if said:
        words = screen.pick("只有说法、没有数", "said without a number")
        lone = not (due or running)
        title += screen.pick(f"（{words}）", f" ({words})") if lone else f"{dot}{words} {said}"
    return title


def _is_past(promise: Promise) -> bool:
    """Tell whether a promise was due before the year judged, as where goals of all years are."""
    return promise.row["due"] is not None and promise.row["due"] < promise.row["year"]


def _name(promise: Promise, screen: Screen) -> str:
    """Return the name of a promise, a contested one marked."""
    flag = screen.sign("⚑", "") or screen.sign("※", "!")
    mark = f" {flag}" if "contested" in promise.row["flags"] else ""
    return name_of(promise.row, screen) + mark


def _names(found: Sequence[Promise], screen: Screen) -> list[str]:
    """Return the names of promises, each once."""
    times = screen.sign("×", "x")
    counted = Counter(_name(one, screen) for one in found)
    return [name + (f" {times}{count}" if count > 1 else "") for name, count in counted.items()]


def folded(found: Sequence[Promise], code: str, screen: Screen, folds: Folds) -> list[Text]:
    """Return a family in a line or two: its names, or how many are open for which reason."""
    tail: list[str] = []
    if code == "open":
        counts = Counter("past" if _is_past(one) else one.standing for one in found)
        parts = [screen.pick(zh, en) + f" {counts[key]}" for key, zh, en in REASONS if counts[key]]
        title = title_of(code, found, screen)
        return _fold(cell(title, colour(code)), parts, code, screen, lines=folds.families)
    lines = folds.met if code == "met" else folds.families
    due = [one for one in found if one.standing == code]
    title = title_of(code, due or found, screen)
    parts = _names(due or [one for one in found if one.standing != "task"], screen)
    if due and (more := title_of(code, found, screen).removeprefix(title)):
        tail = [more.removeprefix(screen.sign(" · ", ", "))]
    return _fold(cell(title, colour(code)), parts, code, screen, lines=lines, tail=tail)


def rest_of(
    rest: Sequence[Promise], numbers: Mapping[str, int], code: str, screen: Screen, lines: int
) -> list[Text]:
    """Return the promises that found no line of their own, named in one fold with their numbers."""
    head = cell(screen.pick(f"   另 {len(rest)} 项", f"   {len(rest)} more"), colour(code))
    names = [f"{numbers[one.id]} {_name(one, screen)}" for one in rest]
    return _fold(head, names, code, screen, lines=lines)


def _fold(
    head: Text,
    parts: Sequence[str],
    code: str,
    screen: Screen,
    *,
    lines: int = 1,
    tail: Sequence[str] = (),
) -> list[Text]:
    """Return a line of parts after a head, as many as fit, and the option that lists them all."""
    option = f"--family {code}"
    dot, more = screen.sign(" · ", ", "), screen.sign("…", "...")
    room, most = screen.width * lines, 0
    for part in parts:  # more than these can't fit, however the lines break
        room -= cells(part) + cells(dot)
        if room < 0:
            break
        most += 1
    firsts = [parts[:count] for count in range(min(len(parts), most + 1), 0, -1)]
    whole = parts[0] if parts else ""  # its beginning says more than nothing, or than another
    begun = [[whole[:count].rstrip() + more] for count in range(len(whole) - 1, SHORTEST - 1, -1)]
    for first in (*firsts, *begun, []):
        left = [more] if len(first) < len(parts) and not (first and first[0] != whole) else []
        plain = f"{head.plain}  {dot.join([*first, *left, *tail])}"
        wrapped = wrap(plain, screen.width)
        spare = screen.width - cells(wrapped[-1]) - cells(option)
        if len(wrapped) + (spare < 2) <= lines:
            break
    made = [cell(line) for line in wrapped]
    made[0].stylize(head.style, 0, len(head.plain))
    if spare < 2:
        made.append(Text(""))
        spare = screen.width - cells(option)
    made[-1].append(" " * (2 if screen.natural else spare)).append(option, style="dim")
    return made
