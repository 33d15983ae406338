"""`czplan places list`: the places of a set, and how much there is of each."""

from __future__ import annotations

from typing import Annotated

from czplan.across.table_columns import PLACE_COLUMNS as COLUMNS
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output
from czplan.cli.opening import opened
from czplan.cli.tell import RowListing

ParentOpt = Annotated[
    list[str] | None,
    opt.option(
        "--parent PLACE",
        "上级是此地",
        "directly below this place",
        opt.CHOICE,
        offers.several(offers.places),
    ),
]


LISTING = RowListing(
    ("个地方", "place", "places"),
    COLUMNS,
    ("id", "name_zh", "name_en", "code", "called"),
    "czplan.views.across_tables:places",
)


@described("czplan places list")
def list_(
    out: Output,
    *,
    level: opt.LevelOpt = None,
    parent: ParentOpt = None,
    sought: opt.SoughtOpts,
    data: opt.DataOpt = None,
) -> None:
    """List the places of the data set."""
    ds = opened(data)
    from czplan.across.listing import place_rows
    from czplan.places import called, chosen_places

    wanted = chosen_places(ds, None, level)
    above = chosen_places(ds, parent, None, "--parent")
    rows = [
        row
        for row in place_rows(ds)
        if (wanted is None or row["id"] in wanted) and (above is None or row["parent"] in above)
    ]
    names = {id: "\n".join(called(one)) for id, one in ds.place_records.items()}
    LISTING.put([row | {"called": names.get(row["id"])} for row in rows], ds, out, sought)
