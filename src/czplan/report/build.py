"""Puts the page together: what it shows, in what order, with which pictures."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.charts import place_stories, stories
from czplan.charts.at_hand import AtHand, sources_of, where
from czplan.charts.picture import Picture
from czplan.filters import as_searched
from czplan.method.headline import headlines
from czplan.report.cards import MARKS, Cards, both, source_cite
from czplan.report.first import FirstScreen
from czplan.report.model import (
    NOTHING,
    Both,
    Card,
    Choice,
    Coverage,
    GoalRow,
    OnePlace,
    Page,
    PagePicture,
)
from czplan.report.question_line import question
from czplan.report.render import MANY
from czplan.report.stamp import stamp
from czplan.report.traditional import variants
from czplan.searching import SEARCHED, search_key, with_synonyms
from czplan.vocabulary import COVERAGES, FAMILIES, STATUSES

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.method.explain import Step

Values = Mapping[str, Any]

SERIES_SHOWN = 12
"""How many indicators get a picture on the page itself; every other has one in its card."""
SHARED_SHOWN = 3
"""How many indicators are drawn over all places of a page of several."""
WIDE = 380
"""Pixels that a picture of the page is wide: readable on a phone, two abreast on a desk."""


def build(
    known: AtHand,
    sums: Mapping[str, tuple[Sequence[Step], Sequence[Step]]],
    lang: str,
    version: str,
    wanted: Mapping[str, Any],
) -> Page:
    """Return the page about a question's goals, worst first, opening in `lang`.

    `sums` are the steps of each verdict by id, `wanted` the filters that chose the rows.
    """
    ds, year = known.ds, known.year
    cards = Cards(known, sums)
    first = FirstScreen(known, cards)
    table = [cards.row(values) for values in known.rows]
    pictures: dict[str, PagePicture] = {}
    missed = stories.missed_picture(known, WIDE)
    if missed:
        pictures["missed"] = _shown("missed", missed)
    side_by_side = _side_by_side(known, pictures)
    series = _series(known, pictures)
    made = [_card(known, cards, values, pictures) for values in known.rows]
    place = Both(known.place.zh, known.place.en)
    return Page(
        lang=lang,
        title=Both(
            f"{place.zh}规划目标进展{f' · {year}' if year else ''}",
            f"{place.en}: how far the plan goals are{f', {year}' if year else ''}".strip(": "),
        ),
        ask=_ask(place, year),
        place=place,
        year=year,
        question=question(ds, known, wanted),
        sentence=first.sentence if year else NOTHING,
        rest=first.rest,
        rests_on=first.rests_on,
        unrated=first.unrated if year else NOTHING,
        missed=first.missed,
        met=first.met,
        undecided=first.undecided,
        behind=first.behind,
        reasons=first.reasons,
        rows=table,
        cards=made,
        pictures=pictures,
        missed_picture="missed" if missed else "",
        series=[] if side_by_side else series,
        side_by_side=side_by_side,
        coverage=_coverage(known),
        places=_places(known),
        marks=list(MARKS.values()),
        filters=_filters(ds, table),
        statuses=_statuses(),
        sources=[source_cite(ds, identity) for identity in _used(known)],
        licence=Both(ds.licence_name.zh, ds.licence_name.en),
        version=version,
        stamp=stamp(known),
        titles=_titles(table),
        haystack=_haystack(known),
        traditional=variants(
            " ".join(f"{row.name.zh} {row.stated} {row.plan_name.zh}" for row in table)
        ),
    )


def _ask(place: Both, year: int) -> Both:
    if not year:
        return Both("没有可评估的目标", "No goals to judge")
    return Both(
        f"{place.zh}兑现 {year} 年的承诺了吗？",
        f"Did {place.en or 'they'} keep the promises of {year}?",
    )


def _titles(table: Sequence[GoalRow]) -> dict[str, Both]:
    """Return each goal's name with what tells it from others of that name: year, plan, id."""
    more: Sequence[Callable[[GoalRow], Both]] = (
        lambda row: Both(str(row.due or ""), str(row.due or "")),
        lambda row: row.plan_name,
        lambda row: Both(row.id, row.id),
    )
    titles = {row.id: row.name for row in table}
    for told in more:
        times = Counter(titles.values())
        for row in table:
            one, name = told(row), titles[row.id]
            if times[name] > 1 and one.zh:
                titles[row.id] = Both(f"{name.zh}，{one.zh}", f"{name.en}, {one.en}")
    return titles


def _shown(key: str, picture: Picture, goal: str = "") -> PagePicture:
    return PagePicture(key, picture.name, picture.svg(), picture.head, picture.body, goal)


def _side_by_side(known: AtHand, pictures: dict[str, PagePicture]) -> list[str]:
    """Draw what sets a page's places side by side; nothing for one place.

    Provinces as tiles, and of the indicators that most places share a ranking, of the first small
    multiples: no line ever runs through figures of two places.
    """
    if len(known.places) < 2:
        return []
    made = {"tiles": place_stories.tiles_picture(known, WIDE)}
    shared = place_stories.leading(known, SHARED_SHOWN)
    for indicator in shared:
        made[f"ranked:{indicator}"] = place_stories.ranking_picture(known, indicator, WIDE)
    for indicator in shared[:1]:
        made[f"series:{indicator}"] = place_stories.multiples_picture(known, indicator, WIDE)
    held = {key: _shown(key, picture) for key, picture in made.items() if picture}
    pictures |= held
    return list(held)


def _series(known: AtHand, pictures: dict[str, PagePicture]) -> list[str]:
    """Draw every indicator that has two figures and a goal; return those for the page itself.

    Those with most goals and figures come first: they say most about whether the two agree.
    """
    ranked = []
    for place, (indicator, scope) in enumerate(known.judged):
        story = stories.story_of(known, indicator, scope)
        times = {point.t for point in story.points}
        if len(times) < 2 or not story.goals:
            continue
        picture = stories.indicator_picture(known, indicator, scope, WIDE, tall=200, story=story)
        if picture is None:
            continue
        key = f"series:{indicator}:{scope}"
        goal = max(story.goals, key=lambda one: one.due).id
        pictures[key] = _shown(key, picture, goal)
        ranked.append((-(len(times) + 2 * len(story.goals)), place, key))
    return [key for _, _, key in sorted(ranked)[:SERIES_SHOWN]]


def _card(known: AtHand, cards: Cards, values: Values, pictures: dict[str, PagePicture]) -> Card:
    """Return a goal's card with its picture, where there is one."""
    card = cards.card(values)
    key = f"series:{values['indicator']}:{where(values)}"
    if values["kind"] == "ladder":
        made = stories.ladder_picture(known, values["id"], WIDE)
        if made:
            key = f"ladder:{values['id']}"
            pictures[key] = _shown(key, made, values["id"])
    return dataclasses.replace(card, chart=key) if key in pictures else card


def _places(known: AtHand) -> list[OnePlace]:
    """Return the headline of each place, most missed first; nothing on a page of one place."""
    if len(known.places) < 2:
        return []
    lines = []
    for figures in headlines(known.rows, known.ds, known.year, as_of=known.as_of):
        region = known.ds.place_records.get(figures["place"] or "")
        name = (
            Both(region.name.zh, region.name.en) if region else Both(*[str(figures["place"])] * 2)
        )
        lines.append(OnePlace(name, figures["numbered"], figures["with_figure"], figures["met"],
                              figures["missed"]))  # fmt: skip
    return sorted(lines, key=lambda one: (one.share is None, one.share or 0.0, -one.missed))


def _coverage(known: AtHand) -> list[Coverage]:
    """Return what was read of each document whose goals the page shows."""
    goals = Counter(row["plan"] for row in known.rows)
    with_figure = Counter(
        row["plan"] for row in known.rows if row["actual_source"] and row["family"] != "open"
    )
    lines = []
    for plan in known.ds.plan_records.values():
        if plan.id not in goals:
            continue
        if plan.coverage:
            read = both(COVERAGES[plan.coverage])
        else:
            read = Both("未说明", "not said")
        cite = source_cite(known.ds, plan.source) if plan.source else None
        lines.append(Coverage(plan.id, Both(plan.name.zh, plan.name.en), read, goals[plan.id],
                              with_figure[plan.id], cite))  # fmt: skip
    return lines


def _filters(ds: Dataset, table: Sequence[GoalRow]) -> dict[str, list[Choice]]:
    plans = Counter(row.plan for row in table)
    themes = Counter(row.theme for row in table)
    kinds = Counter(row.kind for row in table)
    dues = Counter("none" if row.due is None else str(row.due) for row in table)
    families = Counter(row.family for row in table)
    names: dict[str, dict[str, Both]] = {"plan": {}, "theme": {}, "kind": {}}
    for row in table:
        names["plan"][row.plan] = row.plan_name
        names["theme"][row.theme] = row.theme_name
        names["kind"][row.kind] = row.kind_name
    unknown = Both("未写年份", "no year named")
    return {
        "plan": [Choice(p, names["plan"][p], plans[p]) for p in ds.plan_records if p in plans],
        "theme": [Choice(t, names["theme"][t], themes[t]) for t in ds.themes if t in themes],
        "kind": [Choice(k, name, kinds[k]) for k, name in names["kind"].items()],
        "due": [
            Choice(d, unknown if d == "none" else Both(d, d), n) for d, n in sorted(dues.items())
        ],
        "family": [Choice(f, both(t), families[f]) for f, t in FAMILIES.items()],
    }


def _statuses() -> list[tuple[str, str, Both, list[Both]]]:
    return [
        (f.code, f.sign, both(f), [both(s) for s in STATUSES.values() if s.family == f.code])
        for f in FAMILIES.values()
    ]


def _used(known: AtHand) -> list[str]:
    """Return the sources of the goals shown and of their indicators' figures, in file order."""
    used: set[str | None] = set()
    for values in known.rows:
        used |= set(sources_of(values))
        key = values["indicator"] or values["id"]
        used |= {row["source"] for row in known.figures.get((key, where(values)), ())}
        plan = known.ds.plan_records.get(values["plan"])
        used.add(plan.source if plan else None)
    return [
        identity
        for identity in known.ds.source_records
        if identity in used and known.published(identity)
    ]


def _haystack(known: AtHand) -> dict[str, str]:
    """Return what a search looks through, by goal: the same as the command line's."""
    goals = [known.targets[row["id"]] for row in known.rows if row["id"] in known.targets]
    rows = as_searched(goals, known.ds)
    texts = ["\n".join(str(row[name]) for name in SEARCHED if row.get(name)) for row in rows]
    keys = search_key(texts, None) if texts else []
    if len(keys) <= MANY:  # more would make the page much larger
        keys = with_synonyms(keys)
    return {row["id"]: key for row, key in zip(rows, keys, strict=True)}
