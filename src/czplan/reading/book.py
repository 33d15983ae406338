"""A data set as it was read, before it becomes records: the tables and what is inherited.

Inheritance (data format, "Fields"): a target's indicator is its slug where an indicator has that
id (`Book.named_by_slug`); `format.fields.INHERITED` says what comes from its plan or indicator,
`inherited` gives it, for one record and for each distinct word of a column alike; unit, measure and
direction are its indicator's (`measured_by`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from czplan.faults.collector import Collector
from czplan.format.fields import DEFAULTS, INHERITED
from czplan.quantity.goal_words import GoalQuery, counted
from czplan.reading.raw import Raw
from czplan.vocabulary import THEMES, Term

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from czplan.faults import Fault
    from czplan.reading.csv_table import CsvTable

_NAMING = ("indicator", "reference", "quality")
"""Fields of a goal that name an indicator."""


class Resolved(Protocol):
    """The targets of a CSV table with what they inherit; see `czplan.reading.csv_suspects`."""

    indicator: NDArray[np.int64]
    start: NDArray[np.int64]
    due: NDArray[np.int64]
    due_inherited: NDArray[np.bool_]
    milestone: NDArray[np.bool_]
    ladder: NDArray[np.bool_]
    kinds: list[str]
    kind: NDArray[np.int64]


class Book:
    """The tables of a data set by id, and look-ups through them."""

    def __init__(self) -> None:
        self.dataset: Raw | None = None
        self.places: dict[str, Raw] = {}
        self.sources: dict[str, Raw] = {}
        self.plans: dict[str, Raw] = {}
        self.indicators: dict[str, Raw] = {}
        self.borrowed: set[str] = set()
        self.targets: dict[str, Raw] = {}
        self.actuals: list[Raw] = []
        self.not_goals: list[Raw] = []
        self.themes: dict[str, Term] = dict(THEMES)
        self.csv_targets: CsvTable | None = None
        self.csv_actuals: CsvTable | None = None
        self.csv_resolved: Resolved | None = None
        self.more_warnings: Callable[[], list[Fault]] = list
        self._csv_rows: dict[str, int] | None = None
        self._shown: frozenset[str] | None = None

    def add(self, table: str, raws: Iterable[Raw]) -> None:
        """Take in the records of one table; of two with one id the first stays."""
        if table == "actuals":
            self.actuals.extend(raws)
        elif table == "not-goals":
            self.not_goals.extend(raws)
        elif table == "dataset":
            for raw in raws:
                self.dataset = raw
                for code, name in (raw.get("themes") or {}).items():
                    zh = name["zh"] or code
                    self.themes[code] = Term(code, zh, name["en"] or zh)
        else:
            records: dict[str, Raw] = getattr(self, table)
            for raw in raws:
                records.setdefault(raw.id, raw)

    def fork(self) -> Book:
        """Return a book with the same small tables, for other goals and figures."""
        other = Book()
        for name in ("dataset", "places", "sources", "plans", "themes"):
            setattr(other, name, getattr(self, name))
        other.indicators, other.borrowed = dict(self.indicators), set(self.borrowed)
        return other

    def borrow(self) -> None:
        """Take in the indicators of the shipped catalogue that goals and figures name."""
        named = (id.partition("@")[0] for id in self._named())
        asked = {id for id in named if id not in self.indicators and "/" not in id}
        if not asked:
            return
        from czplan.reading.shipped_indicators import shipped_indicators

        catalogue = shipped_indicators()
        for id in catalogue:
            if id in asked:
                self.indicators[id] = catalogue[id]
                self.borrowed.add(id)

    def _named(self) -> Iterator[str]:
        """Yield the ids of indicators that are named: by goals, by figures, by indicators."""
        for raw in self.indicators.values():
            yield from (str(raw.get(name)) for name in ("stock", "deflator") if raw.get(name))
        for target in self.targets.values():
            yield from (str(target.get(name)) for name in _NAMING if target.get(name))
            yield from target.get("tiers") or ()
        yield from (str(actual.keys[0]) for actual in self.actuals)
        for table, names in ((self.csv_targets, _NAMING), (self.csv_actuals, ("indicator",))):
            for name in names if table is not None else ():
                yield from table.column(name).words if table is not None else ()

    @property
    def target_count(self) -> int:
        """How many targets the set has."""
        return len(self.targets) + (self.csv_targets.size if self.csv_targets else 0)

    @property
    def actual_count(self) -> int:
        """How many reports the set has."""
        return len(self.actuals) + (self.csv_actuals.size if self.csv_actuals else 0)

    def ids(self, table: str) -> Collection[str]:
        """Return the ids of a table, or the themes; those of the CSV targets included."""
        ids: Collection[str] = getattr(self, table)
        if table == "targets" and self.csv_targets is not None:
            return self.targets.keys() | self.csv_rows.keys()
        return ids

    @property
    def csv_rows(self) -> dict[str, int]:
        """The row of every target of the CSV table, by id."""
        if self._csv_rows is None:
            table = self.csv_targets
            ids = table.ids() if table is not None else []
            self._csv_rows = {id: row for row, id in reversed(list(enumerate(ids)))}
        return self._csv_rows

    def find_target(self, id: str) -> Raw | None:
        """Return a target from either form, None where there is none of that id."""
        if (own := self.targets.get(id)) is not None or self.csv_targets is None:
            return own
        row = self.csv_rows.get(id)
        return None if row is None else self.csv_targets.raw(row, Collector())

    @property
    def milestone_indicators(self) -> frozenset[str]:
        """The indicators that milestones display."""
        if self._shown is None:
            milestones = [
                target for target in self.targets.values() if target.get("kind") == "milestone"
            ]
            if (table := self.csv_targets) is not None:
                kinds = table.column("kind")
                chosen = [word == "milestone" for word in kinds.words]
                milestones += [
                    table.raw(row, Collector()) for row in table.rows_with(kinds, chosen)
                ]
            shown = (self.indicator_id(target) for target in milestones)
            self._shown = frozenset(indicator for indicator in shown if indicator)
        return self._shown

    def indicator_id(self, target: Raw) -> str | None:
        """Return the id of the indicator that a target names or inherits from its slug."""
        if target.has("indicator"):
            named: str | None = target.get("indicator")
            return named
        slug: str = target.keys[1]
        return slug if self.named_by_slug(slug) else None

    def named_by_slug(self, slug: str) -> bool:
        """Tell whether a slug is the indicator's id, too: one of the set's own, none borrowed."""
        return slug in self.indicators and slug not in self.borrowed

    def counted(self, key: str) -> tuple[str, str]:
        """Return the unit and measure of figures by their key: an indicator's or a target's id."""
        if (indicator := self.indicators.get(key)) is not None:
            return measured_by(indicator)[:2]
        target = self.find_target(key) if "/" in key else None
        return ("", "") if target is None else counted_by(self, target)

    def plan_of(self, target: Raw) -> Raw | None:
        """Return the target's plan."""
        return self.plans.get(target.keys[0])

    @cached_property
    def default_place(self) -> str | None:
        """The place of what names none: the one of the table that `dataset.yaml` names."""
        head = self.dataset
        named = {head.get("place_zh"), head.get("place_en")} - {None} if head else set()
        for id, raw in self.places.items():
            own = {id, raw.get("name_zh"), raw.get("name_en")} - {None}
            if own & named or {str(name)[:-1] for name in named} & own:
                return id
        return None

    def place_of_plan(self, plan: str) -> str | None:
        """Return the place whose plan it is; None in a set without a table of places."""
        return inherited("place", self.plans.get(plan)) or self.default_place

    def place_of_key(self, key: str) -> str | None:
        """Return the place of a figure that names none: of a goal's own, the goal's."""
        plan, goal, _ = key.partition("/")
        return self.place_of_plan(plan) if goal else self.default_place

    def lasted(self, place: str | None, first: int, last: int) -> str:
        """Return from when to when a place existed, empty where that touches the years asked."""
        raw = self.places.get(place or "")
        begun, gone = (raw.get("from"), raw.get("until")) if raw is not None else (None, None)
        if (begun is None or begun <= last) and (gone is None or first <= gone):
            return ""
        return f"{begun or ''}–{gone or ''}"

    def source_id(self, target: Raw) -> str | None:
        """Return the id of the target's source, its own or its plan's."""
        own: str | None = target.get("source") or inherited("source", self.plan_of(target))
        return own

    def start(self, target: Raw) -> int | None:
        """Return the first year, its own or the plan's."""
        own = target.get("start")
        found: int | None = inherited("start", self.plan_of(target)) if own is None else own
        return found

    def due(self, target: Raw) -> tuple[int | None, bool]:
        """Return the due year and whether it is the plan's."""
        own = target.get("due")
        if own is not None or "due" in target.faulty:
            return (None if own == "none" else own), False
        end: int | None = inherited("due", self.plan_of(target))
        return end, end is not None


def inherited(field: str, owner: Raw | None) -> Any:
    """Return what a target without the field takes from its plan or indicator (`INHERITED`)."""
    for name in INHERITED[field][1] if owner is not None else ():
        if owner is not None and (value := owner.get(name)) is not None:
            return value
    return DEFAULTS["targets"].get(field)


def measured_by(indicator: Raw | None) -> tuple[str, str, str]:
    """Return unit, measure and direction of an indicator; empty where there is none."""
    if indicator is None:
        return "", "", ""
    unit, measure, way = (indicator.get(name) or "" for name in ("unit", "measure", "direction"))
    return unit, measure, way


def query_of(book: Book, target: Raw) -> GoalQuery:
    """Return the question that a target puts to its words."""
    return GoalQuery.of(
        measured_by(book.indicators.get(book.indicator_id(target) or "")),
        direction=target.get("direction"),
        kind=target.get("kind"),
        start=book.start(target),
        due=book.due(target)[0],
        reference=target.has("reference"),
    )


def counted_by(book: Book, target: Raw) -> tuple[str, str]:
    """Return the unit and measure that a target's figures are read with."""
    query = query_of(book, target)
    words = None if target.has("tiers") else target.judged()["stated"]
    return counted(words, query)
