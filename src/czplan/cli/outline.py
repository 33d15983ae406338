"""The ids and names of a data set, for the shell: no figure, no rule about a goal, no pandas."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan import dataset
from czplan.cli.kit.language import current
from czplan.faults.collector import Collector
from czplan.reading import into_records
from czplan.reading.folder import read_names

if TYPE_CHECKING:
    from czplan.reading.raw import Raw


class Outline:
    """What has an id in a folder; the records are those of `czplan.dataset.Dataset`."""

    def __init__(self, folder: Path) -> None:
        report = Collector()
        self.folder = folder
        self.book = read_names(folder, report)
        if report.has_errors:
            raise ValueError(folder)

    @property
    def themes(self) -> dict[str, Any]:
        """The vocabulary of themes together with the set's own."""
        return self.book.themes

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """The records of the tables that goals rest on, by table and id."""
        return {
            "places": into_records.regions(self.book),
            "sources": into_records.sources(self.book),
            "plans": into_records.plans(self.book),
            "indicators": into_records.indicators(self.book),
        }

    def goals(self, begun: str) -> Iterator[tuple[str, str]]:
        """Yield id and name of the goals whose id begins so, in the order of the data set."""
        for id, raw in self.book.targets.items():
            if id.startswith(begun):
                yield id, _name(raw, self.book.indicators.get(self.book.indicator_id(raw) or ""))
        path = self.folder / "targets.csv"
        if not path.is_file():
            return
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines)
            head = [name.strip() for name in next(rows, [])]
            plan, slug = head.index("plan"), head.index("slug")
            for row in rows:
                if len(row) == len(head) and (id := f"{row[plan]}/{row[slug]}").startswith(begun):
                    cells = dict(zip(head, row, strict=True))
                    named = self.book.indicators.get(cells.get("indicator") or row[slug])
                    yield id, cells.get(f"name_{current()}") or cells.get("name_zh") or _name(named)


def _name(*raws: Raw | None) -> str:
    """Return the name of the first record that has one, in the language in use."""
    for raw in raws:
        if raw is not None and (name := raw.get(f"name_{current()}") or raw.get("name_zh")):
            return str(name)
    return ""


def outline(data: str | None) -> Outline | None:
    """Return the ids of the data set that a line names, else of the one in use; None for none."""
    folder = data or os.environ.get("CZPLAN_DATA") or None
    try:
        return Outline(dataset.locate(os.path.expanduser(folder) if folder else None))
    except Exception:  # completion never complains
        return None
