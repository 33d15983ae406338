"""One indicator over many places: a ranked dot plot, and a small picture a place on one scale.

In the ranking a place is a row: its figure, its goal in the colour of the verdict, and where the
place above it aims. In small multiples all panels have the same axes, so that they can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from czplan.charts.axis import scale_of
from czplan.charts.picture import PAD, Picture
from czplan.charts.series import Story, axis_unit, goal_marks, legend, tick, years_of
from czplan.charts.text import Both, cut, same, width
from czplan.vocabulary import FAMILIES

MOST_ROWS = 40
"""Places that a ranking shows: beyond that the first and the last half."""
MOST_PANELS = 36
"""Places that small multiples show, the first."""
ABOVE = Both("上级的目标", "goal of the place above")
_ROW = 19
_PANEL = 64


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in a ranking.

    Attributes:
        name: the place.
        low, high: the figure's ends in base units; None without a figure.
        goal: the one number of its goal; None without one.
        above: the one number of the goal of the place above it; None without one.
        family: how the goal ended.
        figure, asked: both in words, empty where there are none.
    """

    name: Both
    low: float | None
    high: float | None
    goal: float | None
    above: float | None
    family: str
    figure: Both
    asked: Both

    @property
    def value(self) -> float | None:
        """What the place is ranked by: the figure, else the goal."""
        return self.low if self.low is not None else self.goal


def ranking(
    title: Both,
    unit: str,
    rows: Sequence[Ranked],
    above: Both,
    notes: Iterable[Both],
    wide: int = 720,
) -> Picture:
    """Return the dot plot of places, highest figure first, those without a figure by their goal.

    `above` says whose goal the dashed line is.
    """
    ordered = sorted(
        rows, key=lambda one: (one.low is None, -(one.value if one.value is not None else 0.0))
    )
    picture = Picture(wide, title)
    picture.head = (Both("地方", "Place"), Both("实际", "Figure"), Both("目标", "Goal"),
                    Both("结论", "Verdict"))  # fmt: skip
    picture.body = [[one.name, one.figure, one.asked, _verdict(one.family)] for one in ordered]
    picture.paragraph(title, "head", 17, lines=6)
    picture.gap(4)
    values = [end for one in ordered for end in (one.low, one.high, one.goal, one.above)
              if end is not None]  # fmt: skip
    scale = scale_of(values, 4 if wide < 500 else 6)
    factor, said = axis_unit(scale, unit)
    shared = {one.above for one in ordered}
    line = next(iter(shared)) if len(shared) == 1 else None
    picture.paragraph(_said(said, from_zero=scale.from_zero), "dim", 12)
    families = dict.fromkeys(one.family for one in ordered if one.goal is not None)
    picture.legend([
        *([("dot", "dot", Both("公布数", "reported"))] if any(o.low is not None for o in ordered)
          else []),
        *goal_marks(families),
        *([("line", "path", above)] if shared - {None} else []),
    ])  # fmt: skip
    picture.gap(10)
    names = min(max(max(width(o.name.zh), width(o.name.en)) for o in ordered) * 12, wide * 0.3)
    numbers = 0.0 if wide < 500 else 150.0
    left, right = PAD + names + 14, wide - PAD - 8 - numbers
    shown = [one for one in ordered if one.low is not None]
    if len(ordered) <= MOST_ROWS or len(shown) < MOST_ROWS:
        shown = ordered
    aims_only = len(ordered) - len(shown)
    ordered = shown
    if len(ordered) > MOST_ROWS:
        shown = [*ordered[: MOST_ROWS // 2], *ordered[-MOST_ROWS // 2 :]]
    top = picture.high
    for at, one in enumerate(shown):
        picture.gap(_ROW)
        y = picture.high - 4
        if len(shown) < len(ordered) and at == MOST_ROWS // 2:
            left_out = len(ordered) - len(shown)
            picture.text(left, y, Both(f"……其间 {left_out} 地从略", f"… {left_out} places between"),
                         "dim small")  # fmt: skip
            picture.gap(_ROW)
            y = picture.high - 4
        _place(picture, one, scale.at, (left, right, y), names, line is None)
        if numbers:
            words = [" / ".join(w for w in (f, g) if w) for f, g in zip(one.figure, one.asked,
                                                                        strict=True)]  # fmt: skip
            picture.text(wide - PAD, y + 4, Both(*(cut(text, numbers / 11.5) for text in words)),
                         "dim small", anchor="end")  # fmt: skip
    bottom = picture.high + 2
    if line is not None:
        picture.line(scale.at(line, left, right), top + 2, scale.at(line, left, right), bottom,
                     "path")  # fmt: skip
    for value in scale.ticks:
        x = scale.at(value, left, right)
        picture.line(x, bottom, x, bottom + 4, "rule")
        picture.text(x, bottom + 16, tick(value, factor), "dim small", anchor="middle")
    picture.high = bottom + 26
    if aims_only:
        picture.paragraph(Both(f"另有 {aims_only} 地有目标而没有公布数，见表。",
                               f"{aims_only} more have a goal and no figure: see the table."),
                          "dim small", 11)  # fmt: skip
    for note in notes:
        picture.paragraph(note, "dim small", 11, lines=9)
    return picture


def _place(
    picture: Picture,
    one: Ranked,
    at: object,
    room: tuple[float, float, float],
    names: float,
    ticks: bool,
) -> None:
    """Draw a place's row: name, the way from figure to goal, both, and the goal above it."""
    left, right, y = room
    assert callable(at)
    short = Both(*(cut(name, names / 12) for name in one.name))
    picture.text(PAD, y + 4, short)
    picture.line(left, y, right, y, "grid")
    if one.low is not None and one.goal is not None:
        picture.line(at(one.low, left, right), y, at(one.goal, left, right), y, "rule")
    if one.above is not None and ticks:
        x = at(one.above, left, right)
        picture.line(x, y - 8, x, y + 8, "path")
    if one.low is not None and one.high is not None and one.high > one.low:
        picture.line(at(one.low, left, right), y, at(one.high, left, right), y, "span")
    if one.goal is not None:
        picture.diamond(at(one.goal, left, right), y, 6, one.family, f"{one.asked.zh}")
    if one.low is not None:
        middle = one.low if one.high is None else one.low / 2 + one.high / 2
        picture.dot(at(middle, left, right), y, 4, "dot", f"{one.figure.zh}")


def multiples(
    title: Both, stories: Sequence[tuple[Both, Story]], notes: Iterable[Both], wide: int = 720
) -> Picture:
    """Return a small picture a place, all with the same axes; beyond `MOST_PANELS` the first."""
    picture = Picture(wide, title)
    picture.head = (Both("地方", "Place"), Both("时期", "Period"), Both("类别", "What"),
                    Both("数", "Number"))  # fmt: skip
    shown = stories[:MOST_PANELS]
    for name, story in stories:
        picture.body += [[name, same(p.period), Both("公布数", "reported"), p.words]
                         for p in story.points]  # fmt: skip
        picture.body += [[name, same(str(g.due)), Both("目标", "goal"), g.words]
                         for g in story.goals]  # fmt: skip
    picture.paragraph(title, "head", 17, lines=6)
    picture.gap(4)
    whole = Story(
        shown[0][1].unit,
        [point for _, story in shown for point in story.points],
        [goal for _, story in shown for goal in story.goals],
    )
    scale = scale_of([*(end for p in whole.points for end in (p.low, p.high)),
                      *(goal.value for goal in whole.goals)], 2)  # fmt: skip
    factor, unit = axis_unit(scale, whole.unit)
    first, last = years_of(whole)
    picture.paragraph(_said(unit, from_zero=scale.from_zero), "dim", 12)
    picture.legend(legend(whole))
    picture.gap(16)
    labels = [tick(value, factor) for value in scale.ticks]
    margin = max(max(width(label.zh), width(label.en)) for label in labels) * 11.5 + 6
    columns = max(int((wide - 2 * PAD) / (margin + 84)), 1)
    across = (wide - 2 * PAD) / columns
    start = picture.high
    for at, (name, story) in enumerate(shown):
        row, column = divmod(at, columns)
        left, top = PAD + column * across, start + row * (_PANEL + 46) + 20
        right, bottom = left + across - 14, top + _PANEL
        picture.text(left, top - 7, Both(*(cut(one, across / 13) for one in name)), "bold")
        left += margin
        for value, label in zip(scale.ticks, labels, strict=True):
            y = scale.at(value, bottom, top)
            picture.line(left, y, right, y, "grid")
            picture.text(left - 5, y + 4, label, "dim small", anchor="end")
        for year, anchor in ((first, ""), (last, "end")):
            picture.text(left if not anchor else right, bottom + 14, same(str(year)), "dim small",
                         anchor=anchor)  # fmt: skip
        span = (left + 5, right - 5, top, bottom, first, last)

        def spot(t: float, value: float, span: tuple[float, ...] = span) -> tuple[float, float]:
            share = min(max((t - span[4]) / (span[5] - span[4]), 0.0), 1.0)
            return span[0] + share * (span[1] - span[0]), scale.at(value, span[3], span[2])

        joined = [point for point in story.points if point.joined]
        for one, two in pairwise(joined):
            kind = "thin" if two.t - one.t > 1.01 else "line"
            picture.line(*spot(one.t, one.value), *spot(two.t, two.value), kind)
        for point in story.points:
            if point.high > point.low:
                picture.line(*spot(point.t, point.low), *spot(point.t, point.high), "span")
            kind = "dot" if point.joined else "dot past"
            picture.dot(*spot(point.t, point.value), 2, kind, f"{point.period} {point.words.zh}")
        for goal in story.goals:
            picture.diamond(*spot(goal.due, goal.value), 3, goal.family,
                            f"{goal.due} {goal.words.zh}")  # fmt: skip
    picture.high = start + -(-len(shown) // columns) * (_PANEL + 46) + 4
    if len(shown) < len(stories):
        picture.paragraph(Both(f"共 {len(stories)} 地，图中为前 {len(shown)} 地。",
                               f"{len(stories)} places, the first {len(shown)} drawn."),
                          "dim small", 11)  # fmt: skip
    for note in notes:
        picture.paragraph(note, "dim small", 11, lines=9)
    return picture


def _said(unit: Both, *, from_zero: bool) -> Both:
    """Return the line under a title: what the axis counts in, and whether it begins at 0."""
    zh, en = ("", "") if from_zero else ("，轴不从0起", "; axis not from 0")
    return Both(f"单位：{unit.zh}{zh}", f"In {unit.en or 'numbers'}{en}")


def _verdict(family: str) -> Both:
    return Both(FAMILIES[family].zh, FAMILIES[family].en) if family else Both("", "")
