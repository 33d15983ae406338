"""An indicator through time: what was reported, and the goal of each year.

Dots are reported figures, joined year by year; a bounded figure is a line from end to end, and a
report that contradicts the one that decides is a pale dot. Diamonds are goals, each at its own due
year and in the colour of its verdict. Where the axis doesn't begin at 0 the picture says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from czplan.charts.axis import Scale, scale_of, years_shown
from czplan.charts.picture import PAD, Picture
from czplan.charts.text import NOTHING, Both, same, width
from czplan.quantity.display import SCALES, show_number
from czplan.views.numbers import unit_name

__all__ = ["SeriesGoal", "SeriesPoint", "Story", "series"]

_FIGURE, _GOAL = Both("公布数", "reported"), Both("目标", "goal")


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A reported figure: time in years (end of the period), both ends in base units."""

    t: float
    low: float
    high: float
    period: str
    words: Both
    source: Both = NOTHING
    joined: bool = True

    @property
    def value(self) -> float:
        """The middle of the figure."""
        return self.low / 2 + self.high / 2


@dataclass(frozen=True, slots=True)
class SeriesGoal:
    """A goal: its due year, its number in base units, its words, how it stands, and whether it's
    the one that the picture is about. `start` is time and value of its baseline, None for none."""

    id: str
    due: int
    value: float
    words: Both
    family: str
    plan: Both
    current: bool = False
    start: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """What a picture through time shows: points in time's order, goals in order of due years."""

    unit: str
    points: Sequence[SeriesPoint]
    goals: Sequence[SeriesGoal]


def series(
    title: Both, story: Story, notes: Iterable[Both], wide: int = 720, tall: int = 300
) -> Picture:
    """Return the picture; `tall` is the height of what is between its axes."""
    picture = Picture(wide, title)
    picture.head = (Both("时期", "Period"), Both("类别", "What"), Both("数", "Number"),
                    Both("出处", "From"))  # fmt: skip
    picture.body = [
        *([same(point.period), _FIGURE, point.words, point.source] for point in story.points),
        *([same(str(goal.due)), _GOAL, goal.words, goal.plan] for goal in story.goals),
    ]
    picture.paragraph(title, "head", 17)
    picture.gap(4)
    values = [end for point in story.points for end in (point.low, point.high)]
    values += [goal.value for goal in story.goals]
    values += [goal.start[1] for goal in story.goals if goal.start]
    up = scale_of(values)
    factor, unit = _unit(up, story.unit)
    said = "" if up.from_zero else "，纵轴不从0起", "" if up.from_zero else "; axis not from 0"
    picture.paragraph(
        Both(f"单位：{unit.zh}{said[0]}。● 公布数　◆ 各年目标",
             f"In {unit.en or 'numbers'}{said[1]}. ● reported  ◆ goal of the year"),
        "dim", 12,
    )  # fmt: skip
    picture.gap(14)
    labels = [_tick(value, factor) for value in up.ticks]
    left = PAD + max(max(width(label.zh), width(label.en)) for label in labels) * 11.5 + 8
    right = wide - PAD - 14
    top, bottom = picture.high, picture.high + tall
    for value, label in zip(up.ticks, labels, strict=True):
        y = up.at(value, bottom, top)
        picture.line(left, y, wide - PAD, y, "grid")
        picture.text(left - 6, y + 4, label, "dim small", anchor="end")
    first, last = _years(story)
    plot = _Plot(up, left + 14, right, top, bottom, first, last)
    for year in years_shown(first, last, int((right - left) / 44)):
        picture.text(plot.x(year), bottom + 17, same(str(year)), "dim small", anchor="middle")
        picture.line(plot.x(year), bottom, plot.x(year), bottom + 4, "rule")
    if up.from_zero:
        picture.line(left, plot.y(0), wide - PAD, plot.y(0), "rule")
    taken = _shapes(picture, story, plot)
    _labels(picture, story, plot, taken, (left, float(wide - 6)))
    picture.high = bottom + 28
    for note in notes:
        picture.paragraph(note, "dim small", 11, lines=4)
    return picture


_Box = tuple[float, float, float, float]
"""What a shape or a text takes up: left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where times and values stand between the axes; nothing stands beyond them."""

    up: Scale
    left: float
    right: float
    top: float
    bottom: float
    first: int
    last: int

    def x(self, t: float) -> float:
        whole = self.last - self.first
        share = (t - self.first) / whole if whole else 0.5
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.up.at(value, self.bottom, self.top)


def _years(story: Story) -> tuple[int, int]:
    times = [point.t for point in story.points] + [float(goal.due) for goal in story.goals]
    times += [goal.start[0] for goal in story.goals if goal.start]
    first, last = int(min(times)), -int(-max(times) // 1)
    return (first, last) if first < last else (first - 1, last + 1)


def _unit(scale: Scale, unit: str) -> tuple[Both, Both]:
    """Return the words that an axis counts in, and the unit as they name it."""
    most = max(abs(scale.low), abs(scale.high))
    if unit in ("%", "‰", ":1", "位") or most < 10_000:
        return Both("", ""), Both(unit_name(unit, "zh") or unit, unit_name(unit, "en") or unit)
    word_zh = next((word for power, word in SCALES["zh"] if most >= 10**power), "")
    word_en = next((word for power, word in SCALES["en"] if most >= 10**power), "")
    names = unit_name(unit, "zh") or unit, unit_name(unit, "en")
    return Both(word_zh, word_en), Both(
        f"{word_zh}{names[0]}", f"{word_en.strip()} {names[1]}".strip()
    )


def _tick(value: float, factor: Both) -> Both:
    """Return a tick's number, counted in the axis's own words."""
    texts = []
    for lang, word in (("zh", factor.zh), ("en", factor.en)):
        power = next((p for p, name in SCALES[lang] if name == word), 0) if word else 0
        number = value / 10**power
        texts.append(
            show_number(round(number, 6), "", lang) if abs(number) < 1e9 else f"{number:.3g}"
        )
    return Both(*texts)


def _shapes(picture: Picture, story: Story, plot: _Plot) -> list[_Box]:
    """Draw paths, line, dots and diamonds; return the boxes that labels keep clear of."""
    taken: list[_Box] = []
    for goal in story.goals:
        if goal.start and goal.current:
            picture.line(
                plot.x(goal.start[0]),
                plot.y(goal.start[1]),
                plot.x(goal.due),
                plot.y(goal.value),
                "path",
            )
    joined = [point for point in story.points if point.joined]
    if len(joined) > 1:
        picture.lines([(plot.x(point.t), plot.y(point.value)) for point in joined], "line")
    for point in story.points:
        if point.high > point.low:
            picture.line(
                plot.x(point.t), plot.y(point.low), plot.x(point.t), plot.y(point.high), "span"
            )
        at = plot.x(point.t), plot.y(point.value)
        kind = "dot" if point.joined else "dot past"
        picture.dot(*at, 4 if point.joined else 3, kind, f"{point.period} · {point.words.zh}")
        taken.append((at[0] - 5, at[1] - 5, at[0] + 5, at[1] + 5))
    for goal in story.goals:
        at = plot.x(goal.due), plot.y(goal.value)
        picture.diamond(*at, 8 if goal.current else 6, goal.family, f"{goal.due} · {goal.words.zh}")
        taken.append((at[0] - 7, at[1] - 7, at[0] + 7, at[1] + 7))
    return taken


def _labels(
    picture: Picture,
    story: Story,
    plot: _Plot,
    taken: list[_Box],
    across: tuple[float, float],
) -> None:
    """Write the words of the last figure and of the goals beside them, where there is room."""
    wanted: list[tuple[float, float, Both, str, bool]] = []
    goals = sorted(story.goals, key=lambda goal: (not goal.current, -goal.due))
    for goal in goals:
        wanted.append(
            (plot.x(goal.due), plot.y(goal.value), goal.words, "bold" if goal.current else "", True)
        )
    for point in [point for point in story.points if point.joined][-1:]:
        wanted.insert(1, (plot.x(point.t), plot.y(point.value), point.words, "bold", False))
    seen: set[tuple[Both, float]] = set()
    for at_x, at_y, words, kind, above in wanted:
        if (words, at_x) in seen or not (words.zh or words.en):
            continue
        seen.add((words, at_x))
        half = max(width(words.zh), width(words.en)) * 12 / 2
        middle = min(max(at_x, across[0] + half), across[1] - half)
        beside = max(at_x - half - 12, across[0] + half)
        over, under = (middle, at_y - 12), (middle, at_y + 22)
        for place, base in (over, under, (beside, at_y + 4)) if above else (
            under, over, (beside, at_y + 4),
        ):  # fmt: skip
            box = (place - half, base - 11, place + half, base + 3)
            inside = plot.top - 16 <= box[1] and box[3] <= plot.bottom + 2
            if inside and not any(_meet(box, other) for other in taken):
                picture.text(place, base, words, kind, anchor="middle")
                taken.append(box)
                break


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
