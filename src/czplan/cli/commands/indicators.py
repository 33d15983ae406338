"""`czplan indicators list`: what is measured."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from czplan import filters
from czplan.cli import options as opt
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.kit.shown import shown
from czplan.cli.opening import opened
from czplan.cli.tell import listed
from czplan.places import chosen_places

__all__ = ["COLUMNS", "list_", "rows_of"]

COLUMNS = (
    "id",
    "name_zh",
    "name_en",
    "theme",
    "unit",
    "measure",
    "direction",
    "basis",
    "stock",
    "deflator",
    "note",
    "targets",
    "actuals",
)


def rows_of(ds: Any, places: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Return the indicators as rows; `targets` and `actuals` count what bears on each.

    `places`: only what is of these places is counted; None for all.
    """
    from collections import Counter

    goals = Counter(row["indicator"] for row in filters.inside(ds.target_rows(), places))
    figures = Counter(row["indicator"] for row in filters.inside(ds.actual_rows(), places))
    return [
        {
            "id": one.id,
            "name_zh": one.name.zh,
            "name_en": one.name.en,
            "theme": one.theme,
            "unit": one.unit,
            "measure": one.measure,
            "direction": one.direction,
            "basis": one.basis,
            "stock": one.stock,
            "deflator": one.deflator,
            "note": one.note.zh if one.note else None,
            "targets": goals[one.id],
            "actuals": figures[one.id],
        }
        for one in ds.indicator_records.values()
    ]


@described("czplan indicators list --theme environment")
@shown
def list_(
    out: Output,
    theme: opt.ThemeOpt = None,
    place: opt.PlaceOpt = None,
    level: opt.LevelOpt = None,
    search: opt.SearchOpt = None,
    limit: opt.LimitOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """List the indicators of the data set."""
    ds = opened(data)
    places = chosen_places(ds, place, level)
    rows = filters.of_theme(rows_of(ds, places), ds, theme)
    if places is not None:
        rows = [row for row in rows if row["targets"] or row["actuals"]]
    rows = filters.search(rows, search, ("id", "name_zh", "name_en", "unit", "note"))
    rows = listed(out, rows, ("个指标", "indicator", "indicators"), search, limit)

    def table() -> object:
        from czplan.views.lists import indicators

        return indicators(rows, ds, out)

    emit(rows, COLUMNS, out=out, table=table, ds=ds)
