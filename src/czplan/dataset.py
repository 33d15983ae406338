"""A data set: found, read strictly, its faults collected, its records and rows at hand.

`load` raises on errors and gives a `Dataset`; `read` gives what it can together with every
fault. Neither imports pandas unless the set has CSV tables.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan.faults import DataError, Fault, sort_faults
from czplan.faults.collector import Collector
from czplan.reading import into_rows
from czplan.reading.folder import read_folder, stamps
from czplan.reading.raw import Raw
from czplan.shipped import shipped_folder, shipped_set

if TYPE_CHECKING:
    import pandas as pd

    from czplan.quantity.forms import Phrases
    from czplan.reading.book import Book
    from czplan.records import Actual, Indicator, Name, NotGoal, Plan, Region, Source, Target
    from czplan.vocabulary import Term

TARGET_COLUMNS = into_rows.TARGET_COLUMNS
"""Columns of the targets' table with everything inherited filled in."""

ACTUAL_COLUMNS = into_rows.ACTUAL_COLUMNS
"""Columns of the actuals' table: those of the CSV form."""


@dataclass(eq=False, repr=False)
class Dataset:
    """A data set without errors.

    Attributes:
        folder: where it was read from.
        book: the set as it was read, for `czplan.frames`; not for other use.
        found, lazy: the warnings found so far, and whether there may be more in CSV rows.
    """

    folder: Path
    book: Book
    found: list[Fault]
    lazy: bool = False

    @cached_property
    def place(self) -> Name:
        """The city or region that it is about."""
        from czplan.reading import into_records

        return into_records.of_set(self.book, into_records.name, "place")

    @cached_property
    def licence_name(self) -> Name:
        """Under which licence the data may be used, in each language; alike where it is in one."""
        from czplan.reading import into_records

        return into_records.of_set(self.book, into_records.note, "licence")

    @property
    def licence(self) -> str:
        """Under which licence the data may be used; empty where the set doesn't say."""
        return " / ".join(dict.fromkeys((self.licence_name.zh, self.licence_name.en)))

    @property
    def themes(self) -> Mapping[str, Term]:
        """The vocabulary of themes together with the set's own."""
        return self.book.themes

    @property
    def default_place(self) -> str | None:
        """The id of the place that what names none belongs to, if the table has it."""
        return self.book.default_place

    @property
    def contact(self) -> str | None:
        """Where to write about mistakes."""
        return self.book.dataset.get("contact") if self.book.dataset else None

    @property
    def site(self) -> str | None:
        """Where the set is published."""
        return self.book.dataset.get("site") if self.book.dataset else None

    @cached_property
    def place_records(self) -> dict[str, Region]:
        """The places by id; empty in a set about one place."""
        from czplan.reading import into_records

        return into_records.regions(self.book)

    @cached_property
    def source_records(self) -> dict[str, Source]:
        """The documents by id, in file order."""
        from czplan.reading import into_records

        return into_records.sources(self.book)

    @cached_property
    def plan_records(self) -> dict[str, Plan]:
        """The plans by id, in file order."""
        from czplan.reading import into_records

        return into_records.plans(self.book)

    @cached_property
    def indicator_records(self) -> dict[str, Indicator]:
        """The indicators by id, in file order."""
        from czplan.reading import into_records

        return into_records.indicators(self.book)

    @cached_property
    def not_goals(self) -> list[NotGoal]:
        """What was read and is no record."""
        from czplan.reading import into_records

        return [into_records.not_goal(raw) for raw in self.book.not_goals]

    def __repr__(self) -> str:
        """Return what it is in a line: the place and how much there is."""
        return (
            f"<Dataset {self.place.zh or self.folder.name}: "
            f"{self.book.target_count} targets, {self.book.actual_count} figures>"
        )

    def _repr_html_(self) -> str:
        """Return the set as a notebook shows it."""
        from czplan.html_tables import dataset_html

        return dataset_html(self)

    @cached_property
    def faults(self) -> list[Fault]:
        """The warnings, by place; those about CSV rows are looked for when first asked for."""
        return sort_faults([*self.found, *(self.book.more_warnings() if self.lazy else [])])

    @cached_property
    def target_records(self) -> dict[str, Target]:
        """The targets by id, as their records say them."""
        from czplan.reading import into_records

        raws = [*self.book.targets.values(), *into_records.raws_of(self.book.csv_targets)]
        return {raw.id: into_records.target(raw) for raw in raws}

    @cached_property
    def actual_records(self) -> list[Actual]:
        """The reported figures, as their records say them."""
        from czplan.reading import into_records

        return [
            into_records.actual(raw)
            for raw in [*self.book.actuals, *into_records.raws_of(self.book.csv_actuals)]
        ]

    def unread(self, held: Collection[str]) -> tuple[list[Target], list[Actual], int]:
        """Part the CSV rows by whether anything can be said of their quotations.

        Args:
            held: the sources whose texts are at hand.

        Returns:
            targets and figures whose quotations are to be looked up one by one, those of YAML
            included; and how many quotations the other rows have, all sound in themselves and
            none of a text at hand.
        """
        from czplan.reading import into_records
        from czplan.reading.csv_suspects import unread

        book, count = self.book, 0
        found: list[list[Raw]] = []
        for table, yaml in (
            (book.csv_targets, [*book.targets.values()]),
            (book.csv_actuals, [*book.actuals]),
        ):
            raws = yaml
            if table is not None:
                plain, quotations = unread(table, book, held)
                count += quotations
                rows = (~plain).nonzero()[0].tolist()
                raws += [table.raw(row, Collector()) for row in rows]
            found.append(raws)
        targets = [into_records.target(raw) for raw in found[0]]
        return targets, [into_records.actual(raw) for raw in found[1]], count

    def target_rows(self) -> list[dict[str, Any]]:
        """Return one dict a target with the columns `TARGET_COLUMNS`, inherited values filled."""
        if self.book.csv_targets is not None:
            return into_rows.dicts(self.targets)
        return [dict(row) for row in self._yaml_rows]

    @cached_property
    def rows_by_id(self) -> Mapping[str, dict[str, Any]]:
        """The rows of `target_rows` by the goal's id, made once for all who look a goal up."""
        return {row["id"]: row for row in self.target_rows()}

    @cached_property
    def _yaml_rows(self) -> list[dict[str, Any]]:
        return [into_rows.target_row(self.book, raw) for raw in self.book.targets.values()]

    def actual_rows(self, key: str | None = None) -> list[dict[str, Any]]:
        """Return one dict a report with the columns `ACTUAL_COLUMNS`, in file order.

        `key`: only those under the id of this indicator, or of this target without one.
        """
        places = None if key is None else self._report_places.get(key, [])
        if self.book.csv_actuals is not None:
            return into_rows.dicts(self.actuals if places is None else self.actuals.iloc[places])
        rows = self._yaml_reports
        return [dict(row) for row in (rows if places is None else map(rows.__getitem__, places))]

    def reports_of(self, key: str, place: str | None, scope: str) -> Sequence[dict[str, Any]]:
        """Return the rows of `actual_rows(key)` of one place and scope, kept: not to be changed."""
        apart = self._reports_apart.get(key)
        if apart is None:
            apart = self._reports_apart[key] = {}
            for row in self.actual_rows(key):
                apart.setdefault((row["place"], row["scope"]), []).append(row)
        return apart.get((place, scope), ())

    @cached_property
    def _reports_apart(self) -> dict[str, dict[tuple[Any, Any], list[dict[str, Any]]]]:
        return {}

    @cached_property
    def _report_places(self) -> Mapping[Any, Any]:
        if self.book.csv_actuals is not None:
            return self.actuals.groupby("indicator").indices
        found: dict[str, list[int]] = {}
        for place, row in enumerate(self._yaml_reports):
            found.setdefault(row["indicator"], []).append(place)
        return found

    @cached_property
    def _yaml_reports(self) -> list[dict[str, Any]]:
        return [into_rows.actual_row(self.book, raw) for raw in self.book.actuals]

    @cached_property
    def targets(self) -> pd.DataFrame:
        """The targets as a typed frame: `TARGET_COLUMNS`, one row a target."""
        from czplan import frames

        return frames.targets(self.book, self._yaml_rows)

    @cached_property
    def actuals(self) -> pd.DataFrame:
        """The figures as a typed frame: `ACTUAL_COLUMNS`, one row a report."""
        from czplan import frames

        return frames.actuals(self.book, self._yaml_reports)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The documents as a frame, one row each; the records by id are `source_records`."""
        from czplan import frames

        return frames.records(self.book, "sources")

    @cached_property
    def plans(self) -> pd.DataFrame:
        """The plans as a frame, one row each; the records by id are `plan_records`."""
        from czplan import frames

        return frames.records(self.book, "plans")

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The indicators as a frame, one row each; the records by id are `indicator_records`."""
        from czplan import frames

        return frames.records(self.book, "indicators")

    def counted(self, key: str) -> tuple[str, str]:
        """Return the unit and measure of the figures under an indicator's or a target's id.

        Of a goal without an indicator they are those of its own words.
        """
        return self.book.counted(key)

    @cached_property
    def phrases(self) -> Phrases:
        """The wordings of the figures by form, row by row of `actuals`; for the method's use."""
        from czplan.quantity.forms import group

        table = self.book.csv_actuals
        if table is not None and not self.book.actuals:
            return table.phrases
        return group(self.actuals["stated"])


def locate(path: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder to read: `path`, else `CZPLAN_DATA`, else the shipped data set.

    A name that is no folder's may be that of a further set that is shipped, such as `atlas`.
    """
    named = os.environ.get("CZPLAN_DATA") if path is None else path
    if not named and path is None:
        return shipped_folder()
    folder = Path(named or "")
    if isinstance(named, str) and not folder.is_dir() and (found := shipped_set(named)):
        return found
    return folder


def read(
    path: str | os.PathLike[str] | None = None, *, advice: bool = False
) -> tuple[Dataset | None, list[Fault]]:
    """Read a data set and return it with every fault, sorted by place.

    Args:
        path: its folder; else `CZPLAN_DATA`, else the data set shipped with the program.
        advice: also warn of figures that no goal can use.

    Returns:
        The data set, None where there are errors; and all faults, warnings included.

    Raises:
        FolderError: the folder can't be opened.
    """
    return _read(locate(path), advice=advice)


TRIES = 9
"""So often a set is read again whose files change while they are read."""


def _read(
    folder: Path, *, advice: bool = False, lazy: bool = False
) -> tuple[Dataset | None, list[Fault]]:
    """Read a data set; `lazy`: leave warnings about CSV rows to `Dataset.faults`.

    A set that has errors while somebody writes into it is read again: a figure may be new where
    its source was read before it was. A table that is gone meanwhile stays an error.
    """
    shipped = False
    with suppress(OSError, ValueError):
        shipped = folder.samefile(shipped_folder())
    for last in (False,) * TRIES + (True,):
        before = stamps(folder)
        report = Collector()
        with uncollected():
            book = read_folder(folder, report, shipped=shipped, advice=advice, lazy=lazy)
            faults = sort_faults(report.faults)
            if not any(fault.is_error for fault in faults):
                return Dataset(folder, book, faults, lazy), faults
        now = stamps(folder)
        if last or now == before or not before.keys() <= now.keys():
            break
    return None, faults


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking through a million things that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load(path: str | os.PathLike[str] | None = None) -> Dataset:
    """Read a data set.

    Args:
        path: its folder; else `CZPLAN_DATA`, else the data set shipped with the program.

    Raises:
        FolderError: the folder can't be opened.
        DataError: the set has errors; `faults` holds them all.
    """
    dataset, faults = _read(locate(path), lazy=True)
    if dataset is None:
        raise DataError(faults)
    return dataset
