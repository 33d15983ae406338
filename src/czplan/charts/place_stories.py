"""Pictures of a question about several places: what each kept, and one indicator in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.charts.at_hand import AtHand
from czplan.charts.picture import Picture
from czplan.charts.series import SeriesGoal, SeriesPoint, Story
from czplan.charts.side_by_side import ABOVE, Ranked, multiples, ranking
from czplan.charts.stories import note_of, notes
from czplan.charts.text import NOTHING, Both, cut, width
from czplan.charts.tiles import GRID, Tile, tiles
from czplan.method.headline import headlines, promises
from czplan.method.question import last_day
from czplan.views.readings import amount, goal_reading
from czplan.vocabulary import FAMILIES

if TYPE_CHECKING:
    from czplan.across.standing import Standing

Values = Mapping[str, Any]

FORMS = ("series", "ranked", "tiles")
"""The ways to draw an indicator over places: through time, ranked, as a grid of provinces."""
COMPARED = ("%", "‰", ":1", "")
"""Units of which a place and the one above it can be compared: an amount of the whole can't."""
_KEPT = (
    Both("格中为做到的项数／能判断的项数。绿：三分之二以上；黄：三分之一以上；红：更少。",
         "In a tile: kept / judged. Green: two thirds or more; amber: a third or more; red: less."),
    (Both("地方", "Place"), Both("做到", "Kept"), Both("能判断", "Judged")),
)  # fmt: skip
_ENDED = (
    Both("格中为公布数。绿：达到目标；红：没有达到；灰：没有结论。",
         "In a tile: the figure. Green: the goal was met; red: missed; grey: no verdict."),
    (Both("地方", "Place"), Both("实际", "Figure"), Both("目标", "Goal"), Both("结论", "Verdict")),
)  # fmt: skip


def leading(known: AtHand, most: int) -> list[str]:
    """Return the indicators that most places of a question aim at in its year, the most first."""
    found = Counter(
        indicator
        for (indicator, _), rows in known.judged.items()
        if any(row["due"] == known.year and row["target_low"] is not None for row in rows)
    )
    return [indicator for indicator, places in found.most_common(most) if places > 1]


def indicator_of_places(
    known: AtHand, indicator: str, form: str = "series", wide: int = 720
) -> Picture | None:
    """Return an indicator over the places of a question in one of `FORMS`; None without any."""
    made = {"series": multiples_picture, "ranked": ranking_picture, "tiles": indicator_tiles}
    return made[form](known, indicator, wide)


def _rows(known: AtHand, indicator: str) -> tuple[list[dict[str, Any]], list[Both]]:
    """Return where each place stands in the year asked about, and what is said of the others."""
    from czplan.across.year import in_year

    day = last_day(known.as_of) if known.as_of else None
    rows, _ = in_year(known.ds, indicator, known.year, places=known.places or None, as_of=day,
                      grade=known.grade)  # fmt: skip
    held = [row for row in rows if row["goal"] is not None or row["figure_low"] is not None]
    others = len(rows) - len(held)
    said = Both(
        f"另有 {others} 地当年没有这项的数字。",
        f"{others} more {'place has' if others == 1 else 'places have'} no number.",
    )
    return held, [said] if others else []


def _words(known: AtHand, indicator: str, row: Values) -> tuple[Both, Both]:
    """Return a place's figure and goal in words; in English as they are read."""
    unit = known.ds.indicator_records[indicator].unit
    low, goal = row["figure_low"], row["goal"]
    low = row["figure_high"] if low is None else low
    figure = NOTHING
    if low is not None:
        zh = str(row["figure_words"] or amount(low, unit, "zh")).removeprefix("增长")
        high = row["figure_high"] if row["figure_high"] is not None else low
        read = amount(high, unit, "en", bare=True)
        figure = Both(zh, read if low == high else f"{amount(low, '', 'en')}–{read}")
    asked = NOTHING
    if goal is not None:
        asked = _asked(unit, row["goal_words"], row["operator"], row["goal_low"], row["goal_high"])
    return figure, asked


def _asked(unit: str, words: Any, operator: Any, low: Any, high: Any) -> Both:
    """Return what a goal with a number asks for, in words; in English as it is read."""
    verdict = {"target_low": low, "target_high": high, "unit": unit, "stated": words,
               "operator": operator, "kind": "level"}  # fmt: skip
    zh = str(words or "") or goal_reading(verdict, "zh")
    return Both(zh.removeprefix("增长"), goal_reading(verdict, "en"))


def ranking_picture(known: AtHand, indicator: str, wide: int = 720) -> Picture | None:
    """Return the places of a question ranked by an indicator; None for fewer than two.

    Of an amount a place that others belong to is left out: the whole would flatten its parts.
    """
    held = []
    rows, others = _rows(known, indicator)
    compared = known.ds.indicator_records[indicator].unit in COMPARED
    parts = rows if compared else _without_wholes(known, rows)
    if 1 < len(parts) < len(rows):
        left = len(rows) - len(parts)
        others = [*others, Both(
            f"{left} 地是其他地方的上级，其总数不与各地并列。",
            f"{left} {'place' if left == 1 else 'places'} above others not drawn: a total beside "
            "its parts.",
        )]  # fmt: skip
        rows = parts
    for row in rows:
        figure, asked = _words(known, indicator, row)
        ends = [end for end in (row["figure_low"], row["figure_high"]) if end is not None]
        held.append(Ranked(
            _name(row), ends[0] if ends else None, ends[-1] if ends else None, row["goal"],
            row["parent_goal"] if compared else None, row["family"] or "open", figure, asked,
        ))  # fmt: skip
    if len(held) < 2:
        return None
    title = _title(known, indicator, rows, Both("地", "place"))
    unit = known.ds.indicator_records[indicator].unit
    parents = {row["parent"] for row in rows}
    region = known.ds.place_records.get(next(iter(parents)) or "") if len(parents) == 1 else None
    above = Both(f"{region.name.zh}的目标", f"goal of {region.name.en}") if region else ABOVE
    return ranking(title, unit, held, above, [*others, *_notes(known, rows)], wide)


def _without_wholes(known: AtHand, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of places that no other place of the question belongs to."""
    asked = known.places or known.ds.place_records
    above = {known.ds.place_records[id].parent_in(known.year) for id in asked}
    return [row for row in rows if row["place"] not in above]


def _title(known: AtHand, indicator: str, rows: Sequence[Values], them: Both) -> Both:
    """Return how many of those that aim at a number met it, as a title."""
    found = Counter(row["family"] for row in rows if row["goal"] is not None)
    name, met, missed = known.ds.indicator_records[indicator].name, found["met"], found["missed"]
    ending = "" if found.total() == 1 else "s"
    return Both(
        f"{known.year} 年{name.zh}：{found.total()} {them.zh}有数字目标，{met} {them.zh}达到，"
        f"{missed} {them.zh}没有",
        f"{name.en}, {known.year}: of {found.total()} {them.en}{ending} with a number "
        f"{met} met it, {missed} missed it",
    )


def _name(row: Values) -> Both:
    return Both(str(row["place_zh"] or ""), str(row["place_en"] or row["place_zh"] or ""))


def _notes(known: AtHand, rows: Sequence[Values]) -> list[Both]:
    used = {str(row[name] or "").split(";")[0] for row in rows
            for name in ("goal_source", "figure_source")}  # fmt: skip
    return note_of(known, used)


def multiples_picture(known: AtHand, indicator: str, wide: int = 720) -> Picture | None:
    """Return an indicator through time, a small picture a place; None for fewer than two.

    A year has the goal and the figure that `czplan across` counts: those of the year's own report.
    """
    from czplan.across.standing import only, standings

    years = range(_first_year(known, indicator), known.year + 1)
    day = last_day(known.as_of) if known.as_of else None
    held: dict[str, list[Standing]] = {}
    for one in only(standings(known.ds, indicator, years, as_of=day, grade=known.grade),
                    known.places or None):  # fmt: skip
        held.setdefault(one.place.id, []).append(one)
    unit = known.ds.indicator_records[indicator].unit
    stories, used = [], set()
    for standing in held.values():
        points, goals = _through(standing, unit)
        if len(points) > 1:
            name = standing[-1].place.name
            stories.append((Both(name.zh, name.en), Story(unit, points, goals)))
            used |= {one.figure["source"] for one in standing if one.figure}
            used |= {one.goal["target_source"] for one in standing if one.goal}
    if len(stories) < 2:
        return None
    name = known.ds.indicator_records[indicator].name
    span = f"{years[0]}–{known.year}"
    title = Both(f"{name.zh}：{len(stories)} 地 {span} 年的数与目标",
                 f"{name.en}, {span}: figures and goals of {len(stories)} places")  # fmt: skip
    return multiples(title, stories, note_of(known, used), wide)


def _first_year(known: AtHand, indicator: str) -> int:
    """Return the first year with a goal or a figure of an indicator, the question's for none."""
    found = {int(row["due"]) for (one, _), rows in known.stated.items() if one == indicator
             for row in rows if row["due"]}  # fmt: skip
    found |= {int(row["period"]) for (one, _), rows in known.figures.items() if one == indicator
              for row in rows if row["period"].isdigit()}  # fmt: skip
    return min(found | {known.year})


def _through(standing: Sequence[Standing], unit: str) -> tuple[list[SeriesPoint], list[SeriesGoal]]:
    """Return the figures and goals of a place in its years."""
    points, goals = [], []
    for one in standing:
        figure = one.figure or {}
        ends = [end for end in (figure.get("low"), figure.get("high")) if end is not None]
        if ends:
            words = Both(str(figure["words"]), amount(ends[0], unit, "en"))
            points.append(SeriesPoint(float(one.year), ends[0], ends[-1], str(one.year), words))
        if one.number is not None and one.goal is not None:
            asked = (one.goal[name] for name in ("stated", "operator", "target_low", "target_high"))
            words = _asked(unit, *asked)
            goals.append(SeriesGoal(str(one.goal["id"]), one.year, one.number, words,
                                    str(one.goal["family"]), NOTHING))  # fmt: skip
    return points, goals


def tiles_picture(known: AtHand, wide: int = 720) -> Picture | None:
    """Return the provinces among a question's places as tiles; None for fewer than three."""
    held = []
    for figures in headlines(known.rows, known.ds, known.year, as_of=known.as_of):
        region = known.ds.place_records.get(figures["place"] or "")
        if region is None or region.level != "province":
            continue
        code = (region.code_in(known.year) or "")[:2]
        met, decided = figures["met"], figures["met"] + figures["missed"]
        share = met / decided if decided else None
        kind = "track" if share is None else (
            "met soft" if share >= 2 / 3 else "behind soft" if share >= 1 / 3 else "missed soft"
        )  # fmt: skip
        name, told = Both(region.name.zh, region.name.en), f"{met}/{decided}" if decided else "–"
        held.append(Tile(code, name, told, kind, [Both(str(n), str(n)) for n in (met, decided)]))
    if sum(tile.code in GRID for tile in held) < 3:
        return None
    title = Both(
        f"{known.year} 年：各省到期承诺做到了多少",
        f"{known.year}: how many promises provinces kept",
    )
    decided_by = [one.row for one in promises(known.rows) if one.standing in ("met", "missed")]
    return tiles(title, *_KEPT, held, notes(known, decided_by), wide)


WIDEST = 6
"""So many ems are in a tile."""


def indicator_tiles(known: AtHand, indicator: str, wide: int = 720) -> Picture | None:
    """Return provinces as tiles with their figure of an indicator; None for fewer than three."""
    held = []
    rows, others = _rows(known, indicator)
    for row in rows:
        region = known.ds.place_records.get(row["place"] or "")
        if region is None or region.level != "province":
            continue
        figure, asked = _words(known, indicator, row)
        family = str(row["family"] or "open")
        kind = f"{family} soft" if family in ("met", "missed") else "track"
        ended = Both(FAMILIES[family].zh, FAMILIES[family].en)
        told = figure.en or "–"
        if width(told) > WIDEST:  # a number that is cut is another number
            told = told.removesuffix("%")
        held.append(Tile((region.code_in(known.year) or "")[:2], _name(row),
                         cut(told, WIDEST), kind, [figure, asked, ended]))  # fmt: skip
    if sum(tile.code in GRID for tile in held) < 3:
        return None
    rows = [row for row in rows if row["level"] == "province"]
    title = _title(known, indicator, rows, Both("省", "province"))
    return tiles(title, *_ENDED, held, [*others, *_notes(known, rows)], wide)
