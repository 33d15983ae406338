"""The places of a set: how many plans, goals and figures each has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from czplan.across.standing import places_of

if TYPE_CHECKING:
    from czplan.dataset import Dataset


def place_rows(ds: Dataset) -> list[dict[str, Any]]:
    """Return one row a place of `PLACE_COLUMNS`, in the order of the table."""
    plans = Counter(plan.place or ds.default_place for plan in ds.plan_records.values())
    targets = Counter(_places(ds.targets["place"]))
    actuals = Counter(_places(ds.actuals["place"]))
    return [
        {
            "id": place.id or None,
            "name_zh": place.name.zh,
            "name_en": place.name.en,
            "level": place.level,
            "parent": place.parent_in(),
            "code": place.code,
            "from": place.first,
            "until": place.last,
            "successor": place.successor,
            "plans": plans[id],
            "targets": targets[id],
            "actuals": actuals[id],
        }
        for id, place in places_of(ds).items()
    ]


def _places(column: Any) -> list[str | None]:
    return [one if isinstance(one, str) else None for one in column.tolist()]
