"""Two plans side by side: which goals the later kept, raised, lowered, postponed or dropped.

Goals answer each other where one restates the other (`supersedes`, also over plans between),
else where they are of one chain: the same indicator, place and scope. A goal that nothing in the
earlier plan answers is set against the latest statement of its chain in any plan. That a plan
doesn't hold a goal is said only of one that was read whole (its `coverage`); else it is
`not_held`: nobody knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.quantity.units import POINTS
from czplan.views.comparison import Change, Stated, change_of, lineage, stated_goals
from czplan.views.history import said_at
from czplan.views.row_numbers import difference, percent
from czplan.vocabulary import CHANGES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

COMPARE_COLUMNS = (
    "change", "indicator", "name_zh", "name_en", "scope", "unit", "from_id", "from_stated",
    "from_due", "from_value", "to_id", "to_stated", "to_due", "to_value", "difference", "ratio",
    "words_zh", "words_en",
)  # fmt: skip

Pair = tuple[Stated | None, Stated | None]


def compare(
    ds: Dataset, first: str, second: str, places: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Return one row of `COMPARE_COLUMNS` for each goal of either plan, or pair of them.

    Args:
        ds: the data set.
        first, second: ids of the earlier and the later plan.
        places: only goals of these places; None for all.

    Returns:
        Rows in the order of vocabulary `CHANGES`, within it in the order of the plans. Values are
        in base units, `ratio` is a fraction of the earlier value.
    """
    goals = [one for one in stated_goals(ds) if places is None or one.place in places]
    pairs = _pairs(
        [one for one in goals if one.plan == first],
        [one for one in goals if one.plan == second],
        {one.target: one.supersedes for one in goals},
    )
    said = {one.id: said_at(ds, one) for one in goals}
    rows = []
    for a, b in pairs:
        earlier = a or _before(b, goals, said, second) if b else a
        absent = "dropped" if a and _whole(ds, second) else "not_held"
        if b and _whole(ds, first):
            absent = "new"
        rows.append(_row(earlier, b, absent))
    rows.sort(key=lambda row: CHANGES.rank(row["change"]))
    return rows


def _whole(ds: Dataset, plan: str) -> bool:
    """Say whether every goal of a plan was read."""
    return ds.plan_records[plan].coverage == "whole"


def _before(
    new: Stated, goals: Sequence[Stated], said: Mapping[str, int], plan: str
) -> Stated | None:
    """Return the latest statement of a goal's chain before its own, in any other plan."""
    if not new.indicator:
        return None
    chain = [
        one
        for one in goals
        if (one.indicator, one.place, one.scope) == (new.indicator, new.place, new.scope)
        and one.plan != plan
        and said[one.id] < said[new.id]
    ]
    alike = [one for one in chain if one.kind == new.kind] or chain
    return max(alike, key=lambda one: (said[one.id], one.due or 0), default=None)


def counts(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Return how many rows there are of each change, none left out."""
    listed = [row["change"] for row in rows]
    return {code: listed.count(code) for code in CHANGES}


def _pairs(
    olds: Sequence[Stated], news: Sequence[Stated], supersedes: dict[str, str | None]
) -> list[Pair]:
    """Match the goals of two plans, each goal at most once."""
    partner: dict[str, Stated] = {}
    taken: set[str] = set()

    def match(old: Stated, new: Stated) -> None:
        partner[old.id] = new
        taken.add(new.id)

    for new in news:
        for old in olds:
            linked = old.target in lineage(new.target, supersedes) or new.target in lineage(
                old.target, supersedes
            )
            same = old.indicator == new.indicator or "#" not in old.id + new.id
            if linked and same and old.id not in partner and new.id not in taken:
                match(old, new)
    groups: dict[tuple[str | None, str | None, str], list[Stated]] = defaultdict(list)
    for new in news:
        groups[new.indicator, new.place, new.scope].append(new)
    nearest = [
        (_distance(old, new), at, old, new)
        for at, old in enumerate(olds)
        for new in groups[old.indicator, old.place, old.scope]
        if old.indicator
    ]
    nearest.sort(key=lambda one: one[:2])
    for _, _, old, new in nearest:
        if old.id not in partner and new.id not in taken:
            match(old, new)
    pairs: list[Pair] = [(old, partner.get(old.id)) for old in olds]
    pairs += [(None, new) for new in news if new.id not in taken]
    return pairs


def _distance(old: Stated, new: Stated) -> tuple[bool, int]:
    """Return how far two statements are apart: another kind first, then years."""
    years = abs((new.due or 0) - (old.due or 0)) if old.due and new.due else 1000
    return old.kind != new.kind, years


def _row(old: Stated | None, new: Stated | None, absent: str) -> dict[str, Any]:
    """Return a pair as a row; `absent` is the change where one of the two isn't there."""
    shown = new or old
    assert shown is not None
    if old and new:
        change = change_of(old, new)
    else:
        change = Change(absent)
    return {
        "change": change.code,
        "indicator": shown.indicator,
        "name_zh": shown.name_zh,
        "name_en": shown.name_en,
        "scope": shown.scope,
        "unit": shown.unit or None,
        **_side("from", old),
        **_side("to", new),
        "difference": change.difference,
        "ratio": change.ratio,
        "words_zh": words(old, new, change, "zh"),
        "words_en": words(old, new, change, "en"),
    }


def _side(prefix: str, one: Stated | None) -> dict[str, Any]:
    return {
        f"{prefix}_id": one.id if one else None,
        f"{prefix}_stated": one.words if one else None,
        f"{prefix}_due": one.due if one else None,
        f"{prefix}_value": one.goal.number if one and one.goal else None,
    }


def words(old: Stated | None, new: Stated | None, change: Change, lang: str) -> str:
    """Say a change in a sentence: both wordings with their years, and by how much."""
    term = CHANGES[change.code].name(lang)
    if old is None or new is None:
        one = old or new
        assert one is not None
        return f"{term}：{_said(one, lang)}" if lang == "zh" else f"{term}: {_said(one, lang)}"
    first, second = _said(old, lang), _said(new, lang)
    size = _size(new, change, lang)
    if lang == "zh":
        return f"{term}：由{first}到{second}" + (f"，{size}" if size else "")
    return f"{term}: from {first} to {second}" + (f", {size}" if size else "")


def _said(one: Stated, lang: str) -> str:
    if one.due is None:
        return f"“{one.words}”（未写年份）" if lang == "zh" else f"“{one.words}” (no year)"
    return f"“{one.words}”（{one.due}年）" if lang == "zh" else f"“{one.words}” ({one.due})"


def _size(one: Stated, change: Change, lang: str) -> str:
    """Say by how much, in the unit and in per cent; of a rate in points alone."""
    if not change.difference:
        return ""
    size = difference(change.difference, one.unit, lang)
    if change.ratio is None or one.measure == "rank" or one.unit in (*POINTS, "‰"):
        return size
    sign = "+" if change.ratio > 0 else ""
    ratio = f"{sign}{percent(change.ratio, lang)}"
    return f"{size}（{ratio}）" if lang == "zh" else f"{size} ({ratio})"
