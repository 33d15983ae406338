"""`czplan sources list`: the documents that were read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from czplan import filters
from czplan.cli import options as opt
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output
from czplan.cli.opening import opened
from czplan.cli.tell import RowListing, record_row
from czplan.places import chosen_places

COLUMNS = (
    "id", "title_zh", "title_en", "publisher", "published", "grade", "sha256", "file", "url",
    "note", "targets", "actuals",
)  # fmt: skip


def rows_of(ds: Any, places: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Return the documents as rows; `targets` and `actuals` count the records that cite each.

    `places`: only documents that say something of these places, and what they say of them.
    """
    from collections import Counter

    goals = Counter(row["source"] for row in filters.inside(ds.target_rows(), places))
    figures = Counter(row["source"] for row in filters.inside(ds.actual_rows(), places))
    told = filters.documents_of(ds, places)
    return [
        record_row(one, COLUMNS, targets=goals[one.id], actuals=figures[one.id])
        for one in ds.source_records.values()
        if told is None or one.id in told
    ]


LISTING = RowListing(
    ("份来源", "document", "documents"),
    COLUMNS,
    ("id", "title_zh", "title_en", "publisher", "note"),
    "czplan.views.lists:sources",
)


@described("czplan sources list --fields id,grade,published")
def list_(
    out: Output, *, where: opt.WhereOpts, sought: opt.SoughtOpts, data: opt.DataOpt = None
) -> None:
    """List the documents of the data set."""
    ds = opened(data)
    LISTING.put(rows_of(ds, chosen_places(ds, **where)), ds, out, sought)
