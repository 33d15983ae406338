"""`czplan places list`: the places of a set, and how much there is of each."""

from __future__ import annotations

from typing import Annotated

from czplan import filters
from czplan.across.table_columns import PLACE_COLUMNS as COLUMNS
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.cli.tell import listed

__all__ = ["COLUMNS", "ParentOpt", "list_"]

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


@described("czplan places list")
def list_(
    out: Output,
    level: opt.LevelOpt = None,
    parent: ParentOpt = None,
    search: opt.SearchOpt = None,
    limit: opt.LimitOpt = None,
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
    rows = [row | {"called": names.get(row["id"])} for row in rows]
    among = rows, ("id", "name_zh", "name_en", "code", "called")
    rows = filters.search(rows, search, among[1])
    rows = listed(out, rows, ("个地方", "place", "places"), search, limit, among=among)

    def table() -> object:
        from czplan.views.across_tables import places

        return places(rows, out)

    emit(rows, COLUMNS, out=out, table=table, ds=ds)
