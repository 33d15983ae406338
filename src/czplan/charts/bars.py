"""Goals against what they asked for: a bar each, all on one scale on which the goal is 100.

A bar ends at the goal: what is beyond says its number. A share says nothing of rates and shares
(2.6% of growth where 5% was asked for isn't half of anything): those show how many points they are
away, and a goal without a number says what it was judged by. Numbers stand in the documents' words,
in English as they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from czplan.charts.picture import BOLD, PAD, Picture
from czplan.charts.text import NOTHING, Both, of, same, width, wrapped
from czplan.views.gap_texts import gap_text, share_of_goal
from czplan.views.readings import (
    amount,
    figure_reading,
    goal_reading,
    in_words,
    judged_text,
    said_words,
)
from czplan.vocabulary import FAMILIES, LANGUAGES

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
        why: what a goal was judged by that has neither bar nor gap, empty for others.
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
    why: Both = NOTHING

    @property
    def numbers(self) -> Both:
        """What was reached, and what was asked for."""
        return Both(*(
            f"{of(self.figure, lang) or '–'} / {of(self.goal, lang)}" if of(self.goal, lang)
            else of(self.figure, lang)
            for lang in LANGUAGES
        ))  # fmt: skip

    @property
    def end(self) -> Both:
        """What stands at the bar's end: the share, else the gap, else what decided."""
        return self.share if self.low is not None else self.gap if self.gap.zh else self.why


def bar_of(
    row: Mapping[str, Any],
    goal: Mapping[str, Any] | None = None,
    parts: Sequence[Mapping[str, Any]] = (),
) -> Bar:
    """Return the bar of a verdict row.

    `goal` is its target's row, for goals without a number, `parts` the rows of its parts.
    """
    shares = Both(*(share_of_goal(row, lang) for lang in LANGUAGES))
    low, high = _end(row["attainment_low"]), _end(row["attainment_high"])
    if not shares.zh:
        low = high = None
    elif low is None or high is None:
        low = high = low if high is None else high
    gap = Both(*(gap_text(row, lang) for lang in LANGUAGES))
    bare = low is None and not gap.zh
    return Bar(
        str(row["id"]),
        str(row["family"]),
        Both(row["name_zh"] or "", row["name_en"] or row["name_zh"] or ""),
        None if low is None else min(max(low, 0.0), 1.0),
        None if high is None else min(max(high, 0.0), 1.0),
        shares,
        figure_words(row),
        goal_words(row, goal),
        gap,
        _why(row, parts) if bare and row["family"] in ("met", "missed") else NOTHING,
    )


def figure_words(row: Mapping[str, Any]) -> Both:
    """Return the figure of a verdict row in words; of one that was worked out first, both."""
    reported = reported_words(row)
    judged = judged_words(row)
    if judged.zh:
        return Both(f"{reported}（{judged.zh}）",
                    f"{reported} ({judged.en})" if reported.isascii() else judged.en)  # fmt: skip
    zh, en = (figure_reading(row, lang) for lang in LANGUAGES)
    return Both(reported or zh, in_words(en) or reported)


def reported_words(row: Mapping[str, Any]) -> str:
    """Return the words of a verdict row's figure; for a bare number its Chinese reading."""
    return said_words(row) or figure_reading(row, "zh", alone=True)


def judged_words(row: Mapping[str, Any]) -> Both:
    """Return the figure that was judged, where it was worked out from the one that is reported."""
    return Both(*(judged_text(row, lang) for lang in LANGUAGES))


def goal_words(row: Mapping[str, Any], goal: Mapping[str, Any] | None = None) -> Both:
    """Return what a verdict row's goal asks for in words; `goal` is its target's row."""
    return Both(
        str(row["stated"] or "") or goal_reading(row, "zh", goal),
        in_words(goal_reading(row, "en", goal)),
    )


def _why(row: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> Both:
    """Return what decided a goal that has neither a share nor a gap of its own."""
    if row["kind"] == "milestone":
        return NOTHING
    told = next((one for one in (*parts, row) if one["family"] == row["family"]
                 and one["kind"] == "direction"), row)  # fmt: skip
    now, base = _end(told["actual_low"]), _end(told["baseline_low"])
    sure = (now, base) == (_end(told["actual_high"]), _end(told["baseline_high"]))
    if told["kind"] == "direction" and now is not None and sure:
        no = Both("目标没有数字，只看走向：", "No number was asked for, only a trend: ")
        unit, since, year = told["unit"] or "", told["baseline_period"], told["actual_period"]
        if base is not None and unit != "%":
            size = [amount(abs(now - base), unit, lang) for lang in LANGUAGES]
            zh, en = ("少", "less") if now < base else ("多", "more")
            return Both(
                f"{no.zh}比{since}年{zh}{size[0]}", f"{no.en}{size[1]} {en} than in {since}"
            )
        zh, en = (amount(now, unit, lang) for lang in LANGUAGES)
        if base is None:
            return Both(f"{no.zh}{year}年为{zh}", f"{no.en}{en} in {year}")
        was = [amount(base, unit, lang) for lang in LANGUAGES]
        return Both(f"{no.zh}{since}年{was[0]}，{year}年{zh}",
                    f"{no.en}{was[1]} in {since}, {en} in {year}")  # fmt: skip
    if row["kind"] in ("direction", "composite"):
        return Both("目标没有写明数字，不画条", "No bar: the goal names no number")
    return Both("数字不足以算出占目标的比例，不画条",
                "No bar: its numbers give no share of the goal")  # fmt: skip


def _end(value: Any) -> float | None:
    return None if value is None or value != value else float(value)


def bars(title: Both, drawn: Sequence[Bar], notes: Iterable[Both], wide: int = 720) -> Picture:
    """Return the picture of goals; `notes` stand under it: what rests on what.

    A goal's name and numbers stand above its bar, so that a narrow picture reads like a wide one.
    """
    picture = Picture(wide, title)
    picture.head = _HEAD
    picture.body = [
        [bar.name, bar.goal, bar.figure, bar.share, bar.gap if bar.gap.zh else bar.why,
         _verdict(bar.family)]
        for bar in drawn
    ]  # fmt: skip
    picture.paragraph(title, "head", 17, lines=6)
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
        picture.paragraph(note, "dim small", 11, lines=9)
    return picture


def _row(picture: Picture, bar: Bar, right: float) -> None:
    """Draw one goal below what is there: name, numbers, each broken to the room, then the bar."""
    room, start, below = right - PAD, picture.high, picture.high
    for lang in LANGUAGES:
        picture.only, picture.high = lang, start
        names = wrapped(of(bar.name, lang), room / BOLD)
        numbers = of(bar.numbers, lang)
        apart = width(names[-1] if names else "") * BOLD + width(numbers) * 12 + 16
        for line in names:
            picture.gap(16)
            picture.text(PAD, picture.high, Both(line, line), "bold")
        if apart < room:
            picture.text(right, picture.high, bar.numbers, "dim", anchor="end")
        else:
            for line in wrapped(numbers, room / 12):
                picture.gap(15)
                picture.text(PAD, picture.high, Both(line, line), "dim")
        if bar.low is None:
            for line in wrapped(of(bar.end, lang), room / 12):
                picture.gap(17)
                picture.text(PAD, picture.high, Both(line, line), bar.family)
        below = max(below, picture.high)
    picture.only, picture.high = None, below + 6
    if bar.low is None or bar.high is None:
        picture.gap(4)
        return
    picture.bar(PAD, picture.high, room, 11, "track")
    picture.bar(PAD, picture.high, room * bar.low, 11, bar.family, f"{bar.numbers.zh}")
    if bar.high > bar.low:
        picture.bar(PAD + room * bar.low, picture.high, room * (bar.high - bar.low), 11,
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
    picture.paragraph(title, "head", 17, lines=6)
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
