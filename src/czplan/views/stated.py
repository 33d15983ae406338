"""What goals ask for, as they are stated and before they are judged: for screens in English."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.views.readings import goal_asked
from czplan.views.row_numbers import noun_unit

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.views.comparison import Stated


def asked_by_id(ds: Dataset, lang: str, only: Collection[str] | None = None) -> dict[str, str]:
    """Return what goals as they are stated ask for, by id; none in Chinese, whose words say it.

    A ladder's tiers stand under their own ids, as in `czplan.views.comparison.stated_goals`.
    `only`: the ids of the goals wanted; None for all.
    """
    from czplan.views.comparison import stated_goals

    if lang == "zh":
        return {}
    every = ds.rows_by_id
    ids = every if only is None else dict.fromkeys(id.partition("#")[0] for id in only)
    found = {}
    for one in stated_goals(ds, rows=[every[id] for id in ids if id in every]):
        found[one.id] = _stated_english(one, _reference_english(ds, every[one.target]))
    return found


def _reference_english(ds: Dataset, target: Mapping[str, Any]) -> str:
    """Return the name of what a goal is relative to, and of its place where that is another."""
    reference, _, place = str(target["reference"] or "").partition("@")
    known, places = ds.indicator_records, ds.place_records
    name = known[reference].name.en if reference in known else reference
    if not place or place == target["place"]:
        return name
    return f"{name} of {places[place].name.en if place in places else place}"


def _stated_english(one: Stated, reference: str) -> str:
    """Say in English what a goal asks for before it is judged; its words where they must do."""
    if one.kind == "milestone" or one.goal is None:
        return "a task" if one.kind == "milestone" else one.words
    unit = noun_unit(one.unit, one.name_en)
    return goal_asked(one.goal._replace(kind=one.kind), one.words, unit, "en", reference)


def listed(tiers: Sequence[str]) -> str:
    """Return what tiers ask for as one text: `2, 5 and 3`."""
    return " and ".join(filter(None, [", ".join(tiers[:-1]), *tiers[-1:]]))


def with_english(ds: Dataset, target: Mapping[str, Any]) -> dict[str, Any]:
    """Return a goal's row with what its reading in English needs and a verdict row lacks.

    The name of what it is to keep step with, the way of its trend, what its tiers ask for.
    """
    known = ds.indicator_records
    own = known.get(target["indicator"] or "")
    tiers: list[str] = []
    if target["tiers"]:
        asked = asked_by_id(ds, "en", [target["id"]])
        tiers = [asked[f"{target['id']}#{tier}"] for tier in target["tiers"]]
    return {
        **target,
        "reference_en": _reference_english(ds, target),
        "way": target["direction"] or (own.direction if own else None),
        "tiers_en": listed(tiers),
    }
