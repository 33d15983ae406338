"""`czplan actuals list`: reported figures and outcomes."""

from __future__ import annotations

from typing import Annotated

from czplan import filters
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.cli.tell import listed
from czplan.dataset import ACTUAL_COLUMNS as COLUMNS

__all__ = ["COLUMNS", "list_"]

IndicatorOpt = Annotated[
    list[str] | None,
    opt.option(
        "--indicator ID",
        "此指标（或目标）的数据",
        "figures of this indicator (or goal)",
        opt.CHOICE,
        offers.keys,
    ),
]


@described("czplan actuals list --indicator gdp")
def list_(
    out: Output,
    indicator: IndicatorOpt = None,
    place: opt.PlaceOpt = None,
    level: opt.LevelOpt = None,
    search: opt.SearchOpt = None,
    limit: opt.LimitOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """List the reported figures of the data set."""
    ds = opened(data)
    rows = filters.of_indicator(ds.actual_rows(), ds, indicator)
    rows = filters.of_place(rows, ds, place, level)
    among = rows, ("indicator", "period", "stated", "text", "source", "note")
    rows = filters.search(rows, search, among[1])
    rows = listed(out, rows, ("个数据", "figure", "figures"), search, limit, among=among)

    def table() -> object:
        from czplan.views.lists import actuals

        return actuals(rows, ds, out)

    emit(rows, COLUMNS, out=out, table=table, key="indicator", ds=ds)
