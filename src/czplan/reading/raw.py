"""Records as they were read: values by field, each with its place.

The parts of a mapping are fields of their own (`name_zh`, `baseline_period`): these are the
columns of the CSV form, so the rules see the same record whichever notation it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from czplan.faults import Place

QUOTED = ("stated", "text", "line", "page", "section", "source")
"""Fields of a quotation: those of a record, and of an entry of `also`."""


@dataclass(slots=True)
class RawTier:
    """One tier of a ladder as it was read."""

    stated: str | None
    text: str | None
    line: int | None
    place: Place


@dataclass(slots=True)
class PartSet:
    """One mapping of parts that stays together: an entry of `also`, `extracted` ...

    Attributes:
        values: part to value; absent parts, and those that couldn't be read, are absent.
        places: part to the place of its value.
        place: where the mapping stands.
    """

    values: dict[str, Any]
    places: dict[str, Place]
    place: Place

    def get(self, name: str) -> Any:
        """Return the value of a part, None where it is absent or couldn't be read."""
        return self.values.get(name)

    def at(self, name: str) -> Place:
        """Return the place of a part, or of the mapping where the part is absent."""
        return self.places.get(name, self.place)

    def move(self, place: Place) -> None:
        """Put the whole mapping at a place: that of the cell it stands in."""
        self.place = place
        self.places.clear()


@dataclass(slots=True)
class Raw:
    """One record as it was read.

    Attributes:
        table: the table it belongs to.
        keys: its keys, as values (plan and slug, indicator and period ...); the characters of
            one that couldn't be read, whose name is then in `faulty`.
        place: where the record's last key stands, or the record itself in a list.
        key_places: where each of its keys stands.
        values: field to value; absent fields are absent.
        places: field to the place of its value.
        faulty: fields that are there but couldn't be read.
        spots: of a record that was kept (`reading.kept`), lines and columns as they are kept:
            `key_places` and `places` are made of them where they are asked for.
    """

    table: str
    keys: tuple[Any, ...]
    place: Place
    key_places: tuple[Place, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    spots: tuple[Any, ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def kept(
        cls, table: str, keys: tuple[Any, ...], place: Place, values: dict[str, Any], *spots: Any
    ) -> Raw:
        """Return a record whose places are made where they are asked for.

        Args:
            table, keys, place, values: as above.
            spots: names of the fields, and lines and columns in turn: of its keys, of the fields;
                the numbers as one text, which is read where they are asked for.
        """
        one = cls.__new__(cls)
        one.table, one.keys, one.place, one.values = table, keys, place, values
        one.faulty, one.spots = set(), spots
        return one

    def __getattr__(self, name: str) -> Any:
        if name not in ("key_places", "places"):
            raise AttributeError(name)
        names, numbers = self.spots
        spots = zip(*[map(int, numbers.split())] * 2, strict=True)
        at = [Place(self.place.file, *spot) for spot in spots]
        self.key_places = tuple(at[: len(self.keys)])
        self.places = dict(zip(names, at[len(self.keys) :], strict=True))
        return getattr(self, name)

    def get(self, name: str) -> Any:
        """Return the value of a field, None where it is absent or couldn't be read."""
        return self.values.get(name)

    def has(self, name: str) -> bool:
        """Tell whether a field is filled, readable or not."""
        return name in self.values or name in self.faulty

    def at(self, name: str) -> Place:
        """Return the place of a field, or of the record where the field is absent."""
        return self.places.get(name, self.place)

    def judged(self) -> dict[str, Any]:
        """Return the quotation that is judged: the record's own, or the first of `also`.

        `reading: also` says that the other document's words are the better reading; source and
        place are then that document's.
        """
        others: list[PartSet] = self.values.get("also") or []
        if others and self.values.get("reading") == "also" and others[0].get("stated") is not None:
            return {name: others[0].get(name) for name in QUOTED}
        return {name: self.values.get(name) for name in QUOTED}

    @property
    def id(self) -> str:
        """The record's id; for a figure its key and period."""
        return ("/" if self.table == "targets" else " ").join(str(key) for key in self.keys)
