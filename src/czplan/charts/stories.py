"""Pictures ready to print: what was found as a title, and under it place, year and sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from czplan.charts.at_hand import AtHand, interpreted, sources_of, where
from czplan.charts.bars import Bar, bar_of, bars, figure_words, goal_words
from czplan.charts.picture import Picture
from czplan.charts.series import SeriesGoal, SeriesPoint, Story, series
from czplan.charts.text import NOTHING, Both, cut, of
from czplan.method.headline import promises
from czplan.period import Period
from czplan.quantity.units import unit_name
from czplan.views.publishers import english
from czplan.views.readings import amount, goal_reading
from czplan.vocabulary import FAMILIES, LANGUAGES, STATUSES

Values = Mapping[str, Any]

_OVER_A_SPAN = ("flow", "additions", "growth")
_ON_A_LINE = ("level", "share", "coverage", "rank")
_NOT_A_LEVEL = ("reduction", "average-growth", "parity", "direction", "composite", "ladder")
MOST_BARS = 40
"""Promises that a picture of what was missed holds, worst first."""
LONGEST = 11
"""Ems of a goal's words beside its diamond."""
MOST_SOURCES = 3
"""Documents that a note names; more are counted."""


def by_standing(known: AtHand, standing: str) -> list[Values]:
    """Return the rows that decide the promises of a standing (method M9), each promise once."""
    return [one.row for one in promises(known.rows) if one.standing == standing]


def bar(known: AtHand, row: Values) -> Bar:
    """Return the bar of a verdict row of the question."""
    made = bar_of(row, known.targets.get(row["id"]), known.parts.get(row["id"], ()))
    return replace(made, name=named(known, row))


def named(known: AtHand, row: Values) -> Both:
    """Return a goal's name, behind its place's where a question is about several."""
    name = Both(row["name_zh"] or "", row["name_en"] or row["name_zh"] or "")
    region = known.ds.place_records.get(row.get("place") or "")
    if len(known.places) < 2 or region is None:
        return name
    return Both(f"{region.name.zh} · {name.zh}", f"{region.name.en}: {name.en}")


def missed_picture(known: AtHand, wide: int = 720) -> Picture | None:
    """Return all missed promises of the year on one scale; None where there are none."""
    rows = by_standing(known, "missed")
    if not rows:
        return None
    place, many = known.place, len(rows)
    title = Both(
        f"{place.zh}{' ' if place.zh else ''}{known.year} 年：{many} 项承诺没有做到",
        f"{place.en}{', ' if place.en else ''}{known.year}: {many} "
        f"promise{'' if many == 1 else 's'} missed",
    )
    shown, noted = rows[:MOST_BARS], notes(known, rows)
    if len(shown) < many:
        noted.insert(
            0, Both(f"图中为排在最前的 {MOST_BARS} 项。", f"The first {MOST_BARS} are drawn.")
        )
    return bars(title, [bar(known, row) for row in shown], noted, wide)


def ladder_picture(known: AtHand, identity: str, wide: int = 720) -> Picture | None:
    """Return a goal's parts (tiers, years, halves) on one scale; None where it has none."""
    parts = known.parts.get(identity, ())
    whole = next((row for row in known.rows if row["id"] == identity), None)
    if not parts or whole is None:
        return None
    return bars(_found(known, whole), [bar(known, part) for part in parts],
                notes(known, [whole, *parts]), wide)  # fmt: skip


def goal_picture(known: AtHand, identity: str, wide: int = 720) -> Picture | None:
    """Return the picture that says most about a goal; None where nothing can be drawn.

    Its parts where it has some, else its indicator through time, else its one figure.
    """
    row = next((row for row in known.rows if row["id"] == identity), None)
    if row is None:
        return None
    made = ladder_picture(known, identity, wide)
    if made is None and row["indicator"]:
        made = indicator_picture(known, row["indicator"], where(row), wide, about=identity)
    if made is None and (row["actual_low"] is not None or row["actual_high"] is not None):
        made = bars(_found(known, row), [bar(known, row)], notes(known, [row]), wide)
    return made


def indicator_picture(
    known: AtHand,
    indicator: str,
    scope: str = "city",
    wide: int = 720,
    about: str = "",
    *,
    tall: int | None = None,
    story: Story | None = None,
) -> Picture | None:
    """Return an indicator through time, `about` one of its goals; None without two figures.

    `story` is what `story_of` gives for the same, where it is at hand.
    """
    story = story or story_of(known, indicator, scope, about)
    if len({point.t for point in story.points}) < 2:
        return None
    rows = known.judged.get((indicator, scope), ())
    row = next((row for row in rows if row["id"] == about), None) or _telling(known, rows)
    title = _found(known, row) if row else _latest(known, indicator, story)
    used = {point["source"] for point in known.figures.get((indicator, scope), ())}
    used |= {one["target_source"] for one in rows}
    return series(title, story, note_of(known, used), wide, tall or max(180, wide * 2 // 5))


def _telling(known: AtHand, rows: Sequence[Values]) -> Values | None:
    """Return the goal that a picture's title is about: due in the year, decided, else the next."""
    ranked = [
        ((row["due"] or 9999) != known.year, row["family"] == "open", abs((row["due"] or 9999)
         - known.year), place, row)
        for place, row in enumerate(rows)
    ]  # fmt: skip
    return min(ranked, key=lambda one: one[:4])[4] if ranked else None


def _found(known: AtHand, row: Values) -> Both:
    """Return what was found about a goal, as a title."""
    goal = known.targets.get(row["id"])
    region = known.ds.place_records.get(row.get("place") or "")
    place = region.name if region else known.place
    period, due = row["actual_period"], row["due"]
    made = []
    for lang in LANGUAGES:
        zh = lang == "zh"
        reached, asked = of(figure_words(row), lang), of(goal_words(row, goal), lang)
        name = (row["name_zh"] if zh else row["name_en"]) or row["name_zh"]
        here = of(Both(place.zh, place.en), lang)
        verdict = FAMILIES[row["family"]].name(lang)
        if row["family"] == "open":
            verdict = STATUSES[row["status"]].name(lang)
        if zh:
            told = f"{period} 年{reached}，" if period and reached else ""
            told += f"{due} 年目标{asked}" if due else f"目标{asked}"
            made.append(f"{here}{name}：{told}——{verdict}")
        else:
            told = f"{reached} in {period}; " if period and reached else ""
            told += f"the goal for {due}: {asked}" if due else f"the goal: {asked}"
            made.append(f"{name}, {here}: {told} – {verdict.lower()}" if here
                        else f"{name}: {told} – {verdict.lower()}")  # fmt: skip
    return Both(*made)


def _latest(known: AtHand, indicator: str, story: Story) -> Both:
    """Return an indicator's last figure as a title."""
    name, place = known.ds.indicator_records[indicator].name, known.place
    last = story.points[-1]
    return Both(
        f"{place.zh}{name.zh}：{last.period} 年{last.words.zh}",
        f"{name.en}, {place.en}: {last.words.en} in {last.period}",
    )


def story_of(known: AtHand, indicator: str, scope: str, about: str = "") -> Story:
    """Return an indicator's figures and the goals judged by it, as they are drawn."""
    record = known.ds.indicator_records[indicator]
    points: list[SeriesPoint] = []
    for row in known.figures.get((indicator, scope), ()):
        ends = interpreted(known.ds, row)
        span = Period.read(row["period"])
        if ends is None or ends == (None, None) or not _whole_years(span, record.measure):
            continue
        low, high = (end if end is not None else ends[1 - place] for place, end in enumerate(ends))
        assert low is not None
        assert high is not None
        read = amount(low / 2 + high / 2, record.unit, "en") if low == high else (
            f"{amount(low, record.unit, 'en', bare=True)}–{amount(high, record.unit, 'en')}"
        )  # fmt: skip
        words = Both(row["stated"] or amount(low, record.unit, "zh"), read)
        label = Both(words.zh.removeprefix("增长"), _bare(read, record.unit))
        source = known.ds.source_records.get(row["source"] or "")
        titled = Both(source.title.zh, source.title.en) if source else NOTHING
        points.append(SeriesPoint(span.end / 12, low, high, row["period"], words, titled,
                                  label=label))  # fmt: skip
    # of several reports of one time the line joins the narrowest, of equals the last
    best = {one.t: one for one in sorted(points, key=lambda one: one.low - one.high)}
    ordered = sorted(points, key=lambda one: one.t)
    points = [replace(point, joined=best[point.t] is point) for point in ordered]
    return Story(record.unit, points, _goals(known, indicator, scope, about))


def _bare(reading: str, unit: str) -> str:
    """Return an English reading without its unit, as beside an axis that says it."""
    for many in (True, False):
        name = unit_name(unit, "en", many=many)
        if name and not unit.startswith("%"):
            reading = reading.removesuffix(f" {name}")
    return reading


def _whole_years(span: Period, measure: str) -> bool:
    """Tell whether a figure stands beside full-year ones: a part of a year's flow doesn't."""
    return span.years == 1 or (measure not in _OVER_A_SPAN and span.years == 0)


def _goals(known: AtHand, indicator: str, scope: str, about: str) -> list[SeriesGoal]:
    goals = []
    for row in known.judged.get((indicator, scope), ()):
        ends = row["target_low"], row["target_high"]
        if not row["due"] or ends == (None, None) or row["kind"] in _NOT_A_LEVEL:
            continue
        value = ends[0] if ends[0] is not None else ends[1]
        start = None
        if row["kind"] in _ON_A_LINE and row["baseline_low"] is not None and row["baseline_period"]:
            start = Period.read(row["baseline_period"]).end / 12, row["baseline_low"]
        plan = known.ds.plan_records.get(row["plan"])
        words = goal_words(row, known.targets.get(row["id"]))
        unit = row["unit"] or ""
        goals.append(SeriesGoal(
            row["id"], row["due"], value, words, row["family"],
            Both(plan.name.zh, plan.name.en) if plan else NOTHING, row["id"] == about,
            Both(cut(words.zh.removeprefix("增长"), LONGEST), _bare(goal_reading(row, "en"), unit)),
            start,
        ))  # fmt: skip
    return sorted(goals, key=lambda goal: goal.due)


def notes(known: AtHand, rows: Iterable[Values]) -> list[Both]:
    """Return what stands under a picture of goals: the question, and the documents."""
    return note_of(known, {source for row in rows for source in sources_of(row)})


def note_of(known: AtHand, used: Collection[str | None]) -> list[Both]:
    """Return what stands under a picture: the question, and the documents used."""
    shown = [source for source in known.ds.source_records if source in used]
    return [_where(known), sources_note(known, shown)]


def _where(known: AtHand) -> Both:
    date = known.as_of or known.date
    zh = f"以 {known.year} 年底为准" if known.year else ""
    en = f"Judged at the end of {known.year}" if known.year else ""
    if date:
        zh += f"，数据截至 {date}"
        en += f", with what was published by {date}"
    return Both(f"{zh}。" if zh else "", f"{en}." if en else "")


def sources_note(known: AtHand, sources: Sequence[str]) -> Both:
    """Return the documents named, the first few by title, publisher and date."""
    if not sources:
        return NOTHING
    told: list[tuple[str, str]] = []
    for source in sources[:MOST_SOURCES]:
        record = known.ds.source_records[source]
        via = record.via.title if record.via else ""
        by = record.publisher, english(known.ds, record.publisher)
        day = record.published or ""
        told.append((
            f"{record.title.zh}（{'，'.join(one for one in (by[0], day) if one)}"
            + (f"，据《{via.strip('《》')}》" if via else "") + "）",
            f"{record.title.en} ({', '.join(one for one in (by[1], day) if one)}"
            + (f", as restated in {via}" if via else "") + ")",
        ))  # fmt: skip
    more = len(sources) - len(told)
    return Both(
        "来源："
        + "；".join(zh for zh, _ in told)
        + (f"；等 {len(sources)} 份文件" if more else ""),
        "Sources: " + "; ".join(en for _, en in told) + (f"; and {more} more" if more else ""),
    )
