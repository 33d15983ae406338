"""`czplan plans list`: the plans, reports and programmes that state goals."""

from __future__ import annotations

from typing import Any

from czplan import filters
from czplan.cli import options as opt
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.cli.tell import listed

__all__ = ["COLUMNS", "list_", "rows_of"]

COLUMNS = ("id", "name_zh", "name_en", "kind", "start", "end", "source", "note", "targets",
           "place", "coverage")  # fmt: skip


def rows_of(ds: Any) -> list[dict[str, Any]]:
    """Return the plans as rows; `targets` counts the goals that each states."""
    from collections import Counter

    goals = Counter(row["plan"] for row in ds.target_rows())
    return [
        {
            "id": one.id,
            "name_zh": one.name.zh,
            "name_en": one.name.en,
            "kind": one.kind,
            "start": one.start,
            "end": one.end,
            "source": one.source,
            "note": one.note.zh if one.note else None,
            "targets": goals[one.id],
            "place": one.place or ds.default_place,
            "coverage": one.coverage,
        }
        for one in ds.plan_records.values()
    ]


@described("czplan plans list")
def list_(
    out: Output,
    place: opt.PlaceOpt = None,
    level: opt.LevelOpt = None,
    search: opt.SearchOpt = None,
    limit: opt.LimitOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """List the plans of the data set."""
    ds = opened(data)
    rows = filters.of_place(rows_of(ds), ds, place, level)
    among = rows, ("id", "name_zh", "name_en", "note")
    rows = filters.search(rows, search, among[1])
    rows = listed(out, rows, ("个规划", "plan", "plans"), search, limit, among=among)

    def table() -> object:
        from czplan.views.lists import plans

        return plans(rows, ds, out)

    emit(rows, COLUMNS, out=out, table=table, ds=ds)
