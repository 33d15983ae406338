"""`czplan progress` for a set of many places: which place answers, or a line for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.cli.commands.progress_summary import put_figures
from czplan.cli.kit import errors
from czplan.cli.kit.output import Output, tell_hidden
from czplan.method.headline import headlines

if TYPE_CHECKING:
    from czplan.dataset import Dataset

Row = Mapping[str, Any]


def own_place(ds: Dataset, place: list[str] | None, level: list[str] | None) -> list[str] | None:
    """Return what `--place` asks for; where neither it nor `--level` does, the set's own place.

    A set that names its place in `dataset.yaml` answers for it, whatever else it holds.
    """
    if place or level or ds.default_place is None:
        return place
    return [ds.default_place]


def are_many(rows: Sequence[Row]) -> bool:
    """Tell whether rows are of goals of more than one place."""
    return len({row["place"] for row in rows}) > 1


def show_places(
    rows: Sequence[Row], ds: Dataset, year: int, as_of: str | None, out: Output
) -> None:
    """Show a line for each place, in the order of the table of places; a pipe gets the same."""
    made = headlines(rows, ds, year, as_of=as_of)
    if out.for_people:
        from czplan.views.across_tables import progress_of_places

        fitted = progress_of_places(made, ds, out)
        out.show(fitted.table)
        tell_hidden(out, fitted.hidden)
    else:
        put_figures(made, out)
    errors.hint(
        f"{year}年，{len(made)} 个地方；一个地方：--place 编号；逐行：--rows",
        f"{year}, {len(made)} places; one of them: --place ID; every row: --rows",
    )
