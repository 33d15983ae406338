"""Goals against what they asked for: a bar each, all on one scale on which the goal is 100.

A bar ends at the goal: what is beyond says its number. A share says nothing of rates and shares
(2.6% of growth where 5% was asked for isn't half of anything): those show how many points they are
away. Numbers stand in the documents' words, in English as they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from czplan.charts.picture import PAD, Picture
from czplan.charts.text import Both, of, same, width
from czplan.views.readings import figure_reading, gap_text, goal_reading, share_of_goal
from czplan.vocabulary import FAMILIES

__all__ = ["Bar", "bar_of", "bars", "counted"]

LANGS = ("zh", "en")
_HEAD = (
    Both("承诺", "Promise"), Both("目标", "Goal"), Both("实际", "Figure"),
    Both("占目标", "Share of the goal"), Both("差", "Gap"), Both("结论", "Verdict"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """A goal in a picture.

    Attributes:
        id, family, name: which goal, and how it ended.
        low, high: the figure as a share of the goal, cut at 1; None where a share says nothing.
        share: that share in words, such as `80–88%`.
        figure, goal, gap: the numbers in words, empty where there are none.
    """

    id: str
    family: str
    name: Both
    low: float | None
    high: float | None
    share: Both
    figure: Both
    goal: Both
    gap: Both

    @property
    def numbers(self) -> Both:
        """What was reached, and what was asked for."""
        return Both(*(
            f"{of(self.figure, lang) or '–'} / {of(self.goal, lang)}" if of(self.goal, lang)
            else of(self.figure, lang)
            for lang in LANGS
        ))  # fmt: skip

    @property
    def end(self) -> Both:
        """What stands at the bar's end: the share, or the gap where there is none."""
        return self.share if self.low is not None else self.gap


def bar_of(row: Mapping[str, Any], goal: Mapping[str, Any] | None = None) -> Bar:
    """Return the bar of a verdict row; `goal` is its target's row, for goals without a number."""
    shares = Both(*(share_of_goal(row, lang) for lang in LANGS))
    low, high = _end(row["attainment_low"]), _end(row["attainment_high"])
    if not shares.zh:
        low = high = None
    elif low is None or high is None:
        low = high = low if high is None else high
    words = str(row["actual_stated"] or ""), str(row["stated"] or "")
    return Bar(
        str(row["id"]),
        str(row["family"]),
        Both(row["name_zh"] or "", row["name_en"] or row["name_zh"] or ""),
        None if low is None else min(max(low, 0.0), 1.0),
        None if high is None else min(max(high, 0.0), 1.0),
        shares,
        Both(words[0] or figure_reading(row, "zh"), figure_reading(row, "en") or words[0]),
        Both(words[1] or goal_reading(row, "zh", goal), goal_reading(row, "en", goal)),
        Both(*(gap_text(row, lang) for lang in LANGS)),
    )


def _end(value: Any) -> float | None:
    return None if value is None or value != value else float(value)


def bars(title: Both, drawn: Sequence[Bar], notes: Iterable[Both], wide: int = 720) -> Picture:
    """Return the picture of goals; `notes` stand under it: what rests on what.

    A goal's name and numbers stand above its bar, so that a narrow picture reads like a wide one.
    """
    picture = Picture(wide, title)
    picture.head = _HEAD
    picture.body = [
        [bar.name, bar.goal, bar.figure, bar.share, bar.gap, _verdict(bar.family)] for bar in drawn
    ]
    picture.paragraph(title, "head", 17)
    picture.gap(4)
    if any(bar.low is not None for bar in drawn):
        picture.paragraph(
            Both(
                "条形：实际数占目标的比例，目标 = 100。"
                + ("增速和占比写差几个百分点。" if any(b.low is None for b in drawn) else ""),
                "Bars: the figure as a share of the goal, goal = 100."
                + (" Rates and shares: the gap in points." if any(b.low is None for b in drawn)
                   else ""),
            ),
            "dim", 12,
        )  # fmt: skip
    picture.gap(10)
    room = max((max(width(bar.share.zh), width(bar.share.en)) for bar in drawn), default=0) * 12
    right = wide - PAD - max(room + 8, 28)
    for bar in drawn:
        _row(picture, bar, right)
    picture.gap(4)
    for note in notes:
        picture.paragraph(note, "dim small", 11, lines=4)
    return picture


def _row(picture: Picture, bar: Bar, right: float) -> None:
    """Draw one goal below what is there."""
    picture.gap(16)
    apart = max(
        width(of(bar.name, lang)) * 13 + width(of(bar.numbers, lang)) * 12 for lang in LANGS
    )
    inline = apart + 16 < right - PAD
    picture.text(PAD, picture.high, bar.name, "bold")
    if not inline:
        picture.gap(15)
    if bar.numbers.zh or bar.numbers.en:
        at = right if inline else PAD
        picture.text(at, picture.high, bar.numbers, "dim", anchor="end" if inline else "")
    picture.gap(6)
    if bar.low is None or bar.high is None:
        if bar.gap.zh:
            picture.text(PAD, picture.high + 11, bar.gap, bar.family)
            picture.gap(16)
        picture.gap(4)
        return
    whole = right - PAD
    picture.bar(PAD, picture.high, whole, 11, "track")
    picture.bar(PAD, picture.high, whole * bar.low, 11, bar.family, f"{bar.numbers.zh}")
    if bar.high > bar.low:
        picture.bar(PAD + whole * bar.low, picture.high, whole * (bar.high - bar.low), 11,
                    f"{bar.family} soft")  # fmt: skip
    picture.line(right, picture.high - 4, right, picture.high + 15, "rule")
    picture.text(right + 6, picture.high + 10, _bare(bar.share), "bold")
    picture.gap(20)


def _verdict(family: str) -> Both:
    return Both(FAMILIES[family].zh, FAMILIES[family].en)


def _bare(share: Both) -> Both:
    """Return a share without its sign: the scale says that the goal is 100."""
    return Both(share.zh.replace("%", ""), share.en.replace("%", ""))


def counted(parts: Iterable[tuple[Both, int, str]], title: Both, wide: int = 720) -> Picture:
    """Return bars of counts, one a group; each part is a group's name, a count and a family."""
    picture = Picture(wide, title)
    picture.paragraph(title, "head", 17)
    picture.gap(8)
    picture.head = (Both("组", "Group"), *(_verdict(code) for code in FAMILIES))
    groups: dict[Both, list[tuple[int, str]]] = {}
    for name, count, family in parts:
        groups.setdefault(name, []).append((count, family))
    most = max((sum(count for count, _ in held) for held in groups.values()), default=1)
    whole = wide - 2 * PAD - 36
    for name, held in groups.items():
        picture.gap(16)
        picture.text(PAD, picture.high, name, "bold")
        picture.gap(6)
        at = float(PAD)
        for count, family in held:
            wide_part = whole * count / most
            picture.bar(at, picture.high, wide_part, 12, family, str(count))
            at += wide_part
        picture.text(at + 6, picture.high + 11, same(str(sum(count for count, _ in held))))
        of_family = {family: count for count, family in held}
        picture.body.append([name, *(same(str(of_family.get(code, 0))) for code in FAMILIES)])
        picture.gap(18)
    return picture
