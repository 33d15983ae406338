"""`czplan indicators list`: what is measured."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

from czplan import filters, searching
from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output
from czplan.cli.opening import opened
from czplan.cli.tell import RowListing, record_row
from czplan.places import chosen_places

COLUMNS = (
    "id", "name_zh", "name_en", "theme", "unit", "measure", "direction", "basis", "stock",
    "deflator", "note", "targets", "actuals",
)  # fmt: skip
MOST_OFFERED = 3
"""Indicators of the shared catalogue that are named where the data set has none."""


def rows_of(ds: Any, places: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Return the indicators as rows; `targets` and `actuals` count what bears on each.

    `places`: only what is of these places is counted; None for all.
    """
    from collections import Counter

    goals = Counter(row["indicator"] for row in filters.inside(ds.target_rows(), places))
    figures = Counter(row["indicator"] for row in filters.inside(ds.actual_rows(), places))
    return [
        record_row(one, COLUMNS, targets=goals[one.id], actuals=figures[one.id])
        for one in ds.indicator_records.values()
    ]


def rows_of_catalogue(search: list[str] | None) -> list[dict[str, Any]]:
    """Return the shared catalogue's indicators as rows, found by any name that reports use."""
    from czplan.extract.catalogue import shipped

    known = shipped()
    names: dict[str, list[str]] = {id: [] for id in known.entries}
    for name, ids in known.names.items():
        for id in ids:
            names[id].append(name)
    rows: list[dict[str, Any]] = [
        dict.fromkeys(COLUMNS)
        | {
            "id": id,
            "name_zh": one.name_zh,
            "name_en": one.name_en,
            "theme": one.theme,
            "unit": one.unit,
            "measure": one.measure,
            "direction": one.direction,
            "basis": one.basis or None,
            "names": " ".join(names[id]),
        }
        for id, one in known.entries.items()
    ]
    found = searching.search(rows, search, (*LISTING.searched, "names"))
    for row in found:
        del row["names"]
    return found


def _tell_catalogue(search: list[str]) -> None:
    """Say that the shared catalogue has what the data set lacks, if it does."""
    found = [row["id"] for row in rows_of_catalogue(search)]
    if found:
        few = found[:MOST_OFFERED]
        errors.hint(
            f"通用目录里有 {'、'.join(few)}{'……' if len(found) > len(few) else ''}，"
            "不必定义即可用：--catalogue",
            f"the shared catalogue has {', '.join(few)}{' ...' if len(found) > len(few) else ''}, "
            "to be used without defining them: --catalogue",
        )


LISTING = RowListing(
    ("个指标", "indicator", "indicators"),
    COLUMNS,
    ("id", "name_zh", "name_en", "unit", "note"),
    "czplan.views.lists:indicators",
)


@described("czplan indicators list --theme environment")
def list_(
    out: Output,
    *,
    theme: opt.ThemeOpt = None,
    where: opt.WhereOpts,
    sought: opt.SoughtOpts,
    catalogue: Annotated[
        bool,
        opt.option(
            "--catalogue",
            "列通用目录的指标，按文件用过的任何名称查找；不必定义即可用",
            "those of the shared catalogue, found by any name that reports use; they need no "
            "definition",
        ),
    ] = False,
    data: opt.DataOpt = None,
) -> None:
    """List the indicators of the data set."""
    ds = opened(data)
    search, places = sought["search"], chosen_places(ds, **where)
    if catalogue:
        rows = filters.of_theme(rows_of_catalogue(search), ds, theme)
        held = rows or filters.of_theme(rows_of_catalogue(None), ds, theme)
    else:
        held = filters.of_theme(rows_of(ds, places), ds, theme)
        if places is not None:
            held = [row for row in held if row["targets"] or row["actuals"]]
        rows = searching.search(held, search, LISTING.searched)
        if search and not rows:
            _tell_catalogue(search)
    LISTING.show(rows, ds, out, sought, held)
