"""What a question lets a picture or a page show: figures and goals known, trusted and past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from czplan.method.question import last_day
from czplan.records import Name
from czplan.views.figures import counts, ends, moment, out_by
from czplan.views.stated import with_english

if TYPE_CHECKING:
    from czplan.dataset import Dataset

Values = Mapping[str, Any]


class AtHand:
    """The figures, goals and verdicts of a question, each found once.

    Attributes:
        ds, year, as_of, grade: the data set and the question; year 0 for a set without goals.
        rows: the verdict rows of goals, without those of their parts.
        parts: the rows of each goal's parts.
        targets: every target's row by id.
        figures: the reports that the question lets count, by indicator and `where`, by time.
        judged: the verdict rows by indicator and `where`, with those of the same measure's
            other goals (`others`: due before, not started).
        verdicts: the same by id, and those of goals without an indicator.
        stated: the targets stated by the day of the question, by indicator and `where`.
        places: the ids of the places that the rows are of, none in a set about one.
        place: what they are all of: the one place, how many, or what the set is about.
    """

    def __init__(
        self,
        ds: Dataset,
        rows: Sequence[Values],
        year: int,
        as_of: str | None = None,
        grade: str = "copy",
        others: Sequence[Values] = (),
    ) -> None:
        self.ds, self.year, self.as_of, self.grade = ds, year, as_of, grade
        self.rows = [row for row in rows if "#" not in row["id"]]
        self.parts: dict[str, list[Values]] = defaultdict(list)
        for row in rows:
            if "#" in row["id"]:
                self.parts[row["id"].partition("#")[0]].append(row)
        self.judged: dict[tuple[str, str], list[Values]] = defaultdict(list)
        for row in self.rows:
            if row["indicator"]:
                self.judged[row["indicator"], where(row)].append(row)
        for row in others:
            if (key := (row["indicator"], where(row))) in self.judged and "#" not in row["id"]:
                self.judged[key].append(row)
        self.verdicts = {row["id"]: row for found in self.judged.values() for row in found}
        self.verdicts |= {row["id"]: row for row in self.rows}
        self.places = list(dict.fromkeys(row["place"] for row in self.rows if row.get("place")))
        regions = [ds.place_records[one] for one in self.places if one in ds.place_records]
        self.place = ds.place
        if len(self.places) == len(regions) == 1:
            self.place = regions[0].name
        elif len(self.places) > 1:
            self.place = Name(f"{len(self.places)} 个地方", f"{len(self.places)} places")
        self.ids = {row["id"] for row in self.rows}
        self.targets: dict[str, Values] = {
            row["id"]: with_english(ds, row) for row in ds.target_rows()
        }
        self.figures: dict[tuple[str, str], list[Values]] = defaultdict(list)
        for row in ds.actual_rows():
            if counts(ds, row, year, as_of=as_of, grade=grade):
                self.figures[row["indicator"], where(row)].append(row)
        for found in self.figures.values():
            found.sort(key=lambda row: moment(row["period"]))
        self.stated: dict[tuple[str, str], list[Values]] = defaultdict(list)
        for row in self.targets.values():
            if row["indicator"] and self.published(row["source"]):
                self.stated[row["indicator"], where(row)].append(row)

    def published(self, source: str | None) -> bool:
        """Tell whether a document was out on the question's day; an undated one counts."""
        return out_by(self.ds.source_records.get(source or ""), self.as_of)

    @cached_property
    def date(self) -> str:
        """Return the latest day or month in which a document of the question came out.

        A year alone says too little and counts only where no document has more.
        """
        days = [
            source.published
            for source in self.ds.source_records.values()
            if source.published and self.published(source.id)
        ]
        closer = [day for day in days if len(day) > len("2025")]
        return max(closer or days, key=last_day, default="")


def where(row: Values) -> str:
    """Return what a figure and a goal must share: the scope, and the place where there are some."""
    place = row.get("place")
    return f"{row['scope']}@{place}" if place else str(row["scope"])


def sources_of(row: Values) -> list[str]:
    """Return the documents that a verdict row rests on: its goal's, then its figure's."""
    named = [row["target_source"] or "", *(row["actual_source"] or "").split(";")]
    return [one for one in dict.fromkeys(named) if one]


def interpreted(ds: Dataset, row: Values) -> tuple[float | None, float | None] | None:
    """Return the ends of a reported figure in base units, None where it isn't a number."""
    low, high, _ = ends(row, *ds.counted(row["indicator"]))
    return None if low is None and high is None else (low, high)
