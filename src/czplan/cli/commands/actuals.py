"""`czplan actuals list`: reported figures and outcomes."""

from __future__ import annotations

from typing import Annotated

from czplan import filters
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output
from czplan.cli.opening import opened
from czplan.cli.tell import RowListing
from czplan.dataset import ACTUAL_COLUMNS as COLUMNS

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


LISTING = RowListing(
    ("个数据", "figure", "figures"),
    COLUMNS,
    ("indicator", "period", "stated", "text", "source", "note"),
    "czplan.views.lists:actuals",
    key="indicator",
)


@described("czplan actuals list --indicator gdp")
def list_(
    out: Output,
    *,
    indicator: IndicatorOpt = None,
    where: opt.WhereOpts,
    sought: opt.SoughtOpts,
    data: opt.DataOpt = None,
) -> None:
    """List the reported figures of the data set."""
    ds = opened(data)
    rows = filters.of_indicator(ds.actual_rows(), ds, indicator)
    LISTING.put(filters.of_place(rows, ds, **where), ds, out, sought)
