"""An indicator through time: what was reported, and the goal of each year.

Dots are reported figures, joined year by year, thinly over years without one; a bounded figure is a
bar from end to end, and a report that contradicts the one that decides is a pale dot. Diamonds are
goals, each at its own due year and in the colour of its verdict. What a picture holds its legend
explains; where the axis doesn't begin at 0 it says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from czplan.charts.axis import Scale, scale_of, years_shown
from czplan.charts.picture import BOLD, PAD, Picture
from czplan.charts.text import NOTHING, Both, of, same, width
from czplan.quantity.display import SCALES, show_number
from czplan.views.row_numbers import unit_name
from czplan.vocabulary import FAMILIES, LANGUAGES

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
    label: Both = NOTHING

    @property
    def value(self) -> float:
        """The middle of the figure."""
        return self.low / 2 + self.high / 2


@dataclass(frozen=True, slots=True)
class SeriesGoal:
    """A goal: its due year, its number in base units, its words, how it stands, and whether it's
    the one that the picture is about. `label` is what stands beside its diamond, `start` time and
    value of its baseline, None for none."""

    id: str
    due: int
    value: float
    words: Both
    family: str
    plan: Both
    current: bool = False
    label: Both = NOTHING
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
    picture.paragraph(title, "head", 17, lines=6)
    picture.gap(4)
    values = [end for point in story.points for end in (point.low, point.high)]
    values += [goal.value for goal in story.goals]
    values += [goal.start[1] for goal in story.goals if goal.start]
    up = scale_of(values)
    factor, unit = axis_unit(up, story.unit)
    said = "" if up.from_zero else "，纵轴不从0起", "" if up.from_zero else "; axis not from 0"
    picture.paragraph(
        Both(f"单位：{unit.zh}{said[0]}", f"In {unit.en or 'numbers'}{said[1]}"), "dim", 12
    )
    picture.legend(legend(story))
    picture.gap(32)
    labels = [tick(value, factor) for value in up.ticks]
    left = PAD + max(max(width(label.zh), width(label.en)) for label in labels) * 11.5 + 8
    right = wide - PAD - 14
    top, bottom = picture.high, picture.high + tall
    for value, label in zip(up.ticks, labels, strict=True):
        y = up.at(value, bottom, top)
        picture.line(left, y, wide - PAD, y, "grid")
        picture.text(left - 6, y + 4, label, "dim small", anchor="end")
    first, last = years_of(story)
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
        picture.paragraph(note, "dim small", 11, lines=9)
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

    def at(self, t: float, value: float) -> tuple[float, float]:
        return self.x(t), self.y(value)


def years_of(story: Story) -> tuple[int, int]:
    """Return the first and the last year of a picture's axis."""
    times = [point.t for point in story.points] + [float(goal.due) for goal in story.goals]
    times += [goal.start[0] for goal in story.goals if goal.start]
    first, last = int(min(times)), -int(-max(times) // 1)
    return (first, last) if first < last else (first - 1, last + 1)


def axis_unit(scale: Scale, unit: str) -> tuple[Both, Both]:
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


def tick(value: float, factor: Both) -> Both:
    """Return a tick's number, counted in the axis's own words."""
    texts = []
    for lang, word in (("zh", factor.zh), ("en", factor.en)):
        power = next((p for p, name in SCALES[lang] if name == word), 0) if word else 0
        number = value / 10**power
        texts.append(
            show_number(round(number, 6), "", lang) if abs(number) < 1e9 else f"{number:.3g}"
        )
    return Both(*texts)


def legend(story: Story) -> list[tuple[str, str, Both]]:
    """Return the marks that a story needs, as `Picture.legend` takes them."""
    points, joined = story.points, _joined(story)
    entries = [
        ("dot", "dot", _FIGURE, bool(joined)),
        ("dot", "dot past", Both("另一份文件的数", "another report"), len(joined) < len(points)),
        ("span", "span", Both("只知区间", "known as a range"), any(p.high > p.low for p in points)),
        ("line", "thin", Both("其间无数", "no figure between"), _leaps(joined)),
        ("line", "path", Both("匀速到目标", "even pace to the goal"),
         any(goal.start and goal.current for goal in story.goals)),
    ]  # fmt: skip
    held = [(shape, kind, words) for shape, kind, words, shown in entries if shown]
    return [*held, *goal_marks({goal.family for goal in story.goals})]


def goal_marks(families: Collection[str]) -> list[tuple[str, str, Both]]:
    """Return a legend's diamonds, one for each way in which goals ended."""
    return [("diamond", one.code, Both(f"目标：{one.zh}", f"goal: {one.en.lower()}"))
            for one in FAMILIES.values() if one.code in families]  # fmt: skip


def _joined(story: Story) -> list[SeriesPoint]:
    return [point for point in story.points if point.joined]


def _leaps(joined: Sequence[SeriesPoint]) -> bool:
    return any(two.t - one.t > 1.01 for one, two in pairwise(joined))


def _shapes(picture: Picture, story: Story, plot: _Plot) -> list[_Box]:
    """Draw paths, line, dots and diamonds; return the boxes that labels keep clear of."""
    taken: list[_Box] = []
    for goal in story.goals:
        if goal.start and goal.current:
            ends = plot.at(*goal.start), plot.at(goal.due, goal.value)
            picture.line(*ends[0], *ends[1], "path")
            taken += _along(*ends)
    for one, two in pairwise(_joined(story)):
        ends = plot.at(one.t, one.value), plot.at(two.t, two.value)
        picture.line(*ends[0], *ends[1], "thin" if two.t - one.t > 1.01 else "line")
        taken += _along(*ends)
    for point in story.points:
        if point.high > point.low:
            low, high = plot.at(point.t, point.low), plot.at(point.t, point.high)
            picture.line(*low, *high, "span")
            taken.append((high[0] - 4, high[1], low[0] + 4, low[1]))
        at = plot.at(point.t, point.value)
        kind = "dot" if point.joined else "dot past"
        picture.dot(*at, 4 if point.joined else 3, kind, f"{point.period} · {point.words.zh}")
        taken.append((at[0] - 5, at[1] - 5, at[0] + 5, at[1] + 5))
    for goal in story.goals:
        at = plot.at(goal.due, goal.value)
        picture.diamond(*at, 8 if goal.current else 6, goal.family, f"{goal.due} · {goal.words.zh}")
        taken.append((at[0] - 7, at[1] - 7, at[0] + 7, at[1] + 7))
    return taken


def _along(one: tuple[float, float], two: tuple[float, float]) -> list[_Box]:
    """Return small boxes along a line, for labels to keep clear of."""
    steps = max(int(max(abs(two[0] - one[0]), abs(two[1] - one[1])) / 5), 1)
    spots = [(one[0] + (two[0] - one[0]) * step / steps, one[1] + (two[1] - one[1]) * step / steps)
             for step in range(steps + 1)]  # fmt: skip
    return [(x - 1, y - 1, x + 1, y + 1) for x, y in spots]


def _labels(
    picture: Picture, story: Story, plot: _Plot, taken: list[_Box], across: tuple[float, float]
) -> None:
    """Write what the last figure and the goals say right beside them, where there is room.

    A label that would run into a mark, a line or another label isn't written: it stands in the
    table. Two goals of a year that say the same have one.
    """
    goals = sorted(story.goals, key=lambda goal: (not goal.current, -goal.due))
    wanted = [(plot.at(goal.due, goal.value), goal.label, "bold" if goal.current else "", 9)
              for goal in goals]  # fmt: skip
    for point in _joined(story)[-1:]:
        wanted.insert(1, (plot.at(point.t, point.value), point.label, "bold", 7))
    for lang in LANGUAGES:
        picture.only = lang
        held, seen = list(taken), set()
        for (x, y), words, kind, size in wanted:
            told = of(words, lang)
            if not told or (told, x) in seen:
                continue
            seen.add((told, x))
            half = width(told) * (BOLD if kind else 12) / 2
            for place, base in _spots(x, y, half, size, across):
                box = (place - half - 1, base - 11, place + half + 1, base + 3)
                inside = plot.top - 26 <= box[1] and box[3] <= plot.bottom - 1
                inside = inside and across[0] <= box[0] and box[2] <= across[1] + 1
                if inside and not any(_meet(box, other) for other in held):
                    picture.text(place, base, words, f"halo {kind}".strip(), anchor="middle")
                    held.append(box)
                    break
    picture.only = None


def _spots(
    x: float, y: float, half: float, size: float, across: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return where a label may stand beside its mark, the best first."""
    middle = min(max(x, across[0] + half + 1), across[1] - half - 1)
    right, left = x + size + 3 + half, x - size - 3 - half
    above, below = y - size - 4, y + size + 12
    return [(middle, above), (middle, below), (right, y + 4), (left, y + 4), (middle, above - 9),
            (middle, below + 9), (right - size, above), (left + size, above),
            (right - size, below), (left + size, below)]  # fmt: skip


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
