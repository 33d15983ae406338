"""`czplan plans list`: the plans, reports and programmes that state goals."""

from __future__ import annotations

from typing import Any

from czplan import filters
from czplan.cli import options as opt
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output
from czplan.cli.opening import opened
from czplan.cli.tell import RowListing, record_row

COLUMNS = ("id", "name_zh", "name_en", "kind", "start", "end", "source", "note", "targets",
           "place", "coverage")  # fmt: skip


def rows_of(ds: Any) -> list[dict[str, Any]]:
    """Return the plans as rows; `targets` counts the goals that each states."""
    from collections import Counter

    goals = Counter(row["plan"] for row in ds.target_rows())
    return [
        record_row(one, COLUMNS, targets=goals[one.id], place=one.place or ds.default_place)
        for one in ds.plan_records.values()
    ]


LISTING = RowListing(
    ("个规划", "plan", "plans"),
    COLUMNS,
    ("id", "name_zh", "name_en", "note"),
    "czplan.views.lists:plans",
)


@described("czplan plans list")
def list_(
    out: Output, *, where: opt.WhereOpts, sought: opt.SoughtOpts, data: opt.DataOpt = None
) -> None:
    """List the plans of the data set."""
    ds = opened(data)
    LISTING.put(filters.of_place(rows_of(ds), ds, **where), ds, out, sought)
