"""Goals as they were stated, side by side: what a later statement did to an earlier one.

A goal of several tiers counts once a tier, each by its own indicator. Two statements are
compared by the number that their words ask for; where the words can't be set against one
another (a trend against a number, additions over spans of other lengths) they are `reworded`,
and no number is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan.format.fields import DEFAULTS
from czplan.quantity import WordingError
from czplan.quantity.goal_words import Goal, GoalQuery, interpret
from czplan.vocabulary import YEARLY

if TYPE_CHECKING:
    from czplan.dataset import Dataset

_RATES = frozenset({"growth", "average-growth"})
_TOTALS = frozenset({"additions", "reduction"})


class Stated(NamedTuple):
    """A goal, or a tier of one, as a document states it.

    Attributes:
        id: the target's id, `plan/slug#indicator` for a tier.
        plan, indicator, place, scope, name_zh, name_en, stated, start, due, kind, source: as in the
            target's row; `indicator` is None for a goal without one.
        unit: the base unit, empty without indicator.
        measure: the indicator's measure, empty without indicator.
        upward: +1, -1 or 0, which way the indicator itself should go.
        goal: what the words ask for; None for a milestone or words without a number.
        text: the quotation.
        target: the id of the whole target.
        supersedes: the id of the target that it restates, None for none.
    """

    id: str
    plan: str
    indicator: str | None
    place: str | None
    scope: str
    name_zh: str
    name_en: str
    stated: str
    start: int | None
    due: int | None
    kind: str
    source: str | None
    unit: str
    measure: str
    upward: int
    goal: Goal | None
    text: str
    target: str
    supersedes: str | None

    @property
    def years(self) -> int | None:
        """How many years the goal spans, None where it names no year."""
        return None if self.due is None or self.start is None else self.due - self.start + 1

    @property
    def words(self) -> str:
        """The words of the figure, else the quotation."""
        return self.stated or self.text

    def name(self, lang: str) -> str:
        """Return the goal's name in `lang`."""
        return self.name_zh if lang == "zh" else self.name_en


class Change(NamedTuple):
    """What a later statement did to an earlier one.

    Attributes:
        code: a code of vocabulary `CHANGES`.
        difference: the later number less the earlier, in base units; None where there are no two.
        ratio: the difference as a fraction of the earlier number's size; None likewise.
    """

    code: str
    difference: float | None = None
    ratio: float | None = None


def stated_goals(
    ds: Dataset,
    only: Collection[str] | None = None,
    rows: Iterable[Mapping[str, Any]] | None = None,
) -> Iterator[Stated]:
    """Yield every goal of a data set, or those of `only`; tiers one by one for their ladder.

    `rows`: the rows of `Dataset.target_rows` to choose from, where they are at hand.
    """
    for row in ds.target_rows() if rows is None else rows:
        if only is not None and row["id"] not in only:
            continue
        tiers = row.get("tiers")
        if tiers:
            for indicator, tier in tiers.items():
                yield _stated(ds, row, indicator, tier)
        else:
            yield _stated(ds, row, row.get("indicator"), None)


def _stated(
    ds: Dataset, row: Mapping[str, Any], indicator: str | None, tier: Mapping[str, Any] | None
) -> Stated:
    known = ds.indicator_records.get(indicator) if indicator else None
    stated = (tier["stated"] if tier else row.get("stated")) or ""
    unit, measure = (known.unit, known.measure) if known else ("", "")
    start, due = row.get("start"), row.get("due")
    query = GoalQuery.of(
        (known.unit, known.measure, known.direction) if known else ("", "", ""),
        direction=row.get("direction"),
        kind=row["kind"],
        start=start,
        due=due,
        reference=bool(row.get("reference")),
    )
    goal, kind = None, row["kind"]
    if stated and kind != "milestone":
        try:
            goal = interpret(stated, query)
        except WordingError:
            goal = None
    kind = goal.kind if goal else kind
    return Stated(
        id=f"{row['id']}#{indicator}" if tier else row["id"],
        plan=row["plan"],
        indicator=indicator,
        place=row.get("place"),
        scope=row.get("scope") or DEFAULTS["targets"]["scope"],
        name_zh=known.name.zh if tier and known else row["name_zh"],
        name_en=known.name.en if tier and known else row["name_en"],
        stated=stated,
        start=start,
        due=due,
        kind=kind,
        source=row.get("source"),
        unit=unit,
        measure=measure,
        upward={"up": 1, "down": -1}.get(known.direction if known else "", 0),
        goal=goal,
        text=((tier.get("text") if tier else None) or row.get("text") or ""),
        target=row["id"],
        supersedes=row.get("supersedes"),
    )


def change_of(earlier: Stated, later: Stated) -> Change:
    """Return what the later statement of a goal did to the earlier one."""
    first, second = earlier.goal, later.goal
    if first is None or second is None or first.vague or second.vague:
        same = first is second is None and earlier.words == later.words
        named = first is second is None and earlier.name_zh == later.name_zh
        return _by_year(earlier, later) if same or named else Change("reworded")
    if not _comparable(earlier, later, first, second):
        return Change("reworded")
    a, b = _number(first), _number(second)
    if a is None or b is None:
        alike = a is b is None and _test(first) == _test(second)
        return _by_words(earlier, later) if alike else Change("reworded")
    difference = round(b - a, 9)
    ratio = difference / abs(a) if a else None
    if not difference:
        return _by_words(earlier, later, 0.0, 0.0 if a else None)
    way = second.direction or first.direction or later.upward
    more = difference * way > 0
    sooner = earlier.due is not None and later.due is not None and later.due < earlier.due
    if not way or (sooner and not more and not _recurring(earlier, later)):
        # Less by an earlier year may be a step on the same way.
        return Change("reworded", difference, ratio)
    return Change("raised" if more else "lowered", difference, ratio)


def _number(goal: Goal) -> float | None:
    return goal.multiple if goal.multiple is not None else goal.number


def _test(goal: Goal) -> tuple[object, ...]:
    """Return what a goal without a number asks for."""
    return (goal.kind, goal.operator, goal.direction, goal.steady, goal.stable)


def _slack(goal: Goal) -> int:
    """Return how much room the words leave below the number: 左右 more than 以上.

    For parity 快于 leaves none, 同步 a little (0.1 points), 基本同步 more (0.3; method 4.7).
    """
    if goal.kind == "parity":
        return 0 if goal.faster else 2 if goal.basically else 1
    return int(goal.about and goal.direction != 0)


def _comparable(earlier: Stated, later: Stated, first: Goal, second: Goal) -> bool:
    """Tell whether the numbers of two goals measure the same thing."""
    if (first.relative, first.rise, first.multiple is None, first.since, first.cumulative) != (
        second.relative,
        second.rise,
        second.multiple is None,
        second.since,
        second.cumulative,
    ):
        return False
    kinds = {first.kind, second.kind}
    if kinds & _TOTALS:
        return len(kinds) == 1 and earlier.years == later.years
    if kinds & {"parity", "direction", "composite"}:
        return len(kinds) == 1
    return not kinds & _RATES or kinds <= _RATES | {"each-year", "maintain"}


def _by_words(
    earlier: Stated, later: Stated, difference: float | None = None, ratio: float | None = None
) -> Change:
    """Return the change of a goal whose number stays: what its hedge and its year do."""
    if earlier.goal and later.goal:
        more = _slack(earlier.goal) - _slack(later.goal)
        if more:
            return Change("raised" if more > 0 else "lowered", difference, ratio)
    return _by_year(earlier, later, difference, ratio)


_OF_A_YEAR = {"flow", "growth", "additions"}


def _recurring(earlier: Stated, later: Stated) -> bool:
    """Tell whether each statement is for its own span, so that a later year isn't a delay."""
    return bool({earlier.kind, later.kind} & YEARLY) or (
        earlier.measure in _OF_A_YEAR and earlier.years == later.years == 1
    )


def _by_year(
    earlier: Stated, later: Stated, difference: float | None = None, ratio: float | None = None
) -> Change:
    """Return the change of a goal that asks for the same: kept, or the same only later."""
    if _recurring(earlier, later) or earlier.due == later.due:
        return Change("kept", difference, ratio)
    if earlier.due is None or later.due is None:
        return Change("reworded", difference, ratio)
    code = "postponed" if later.due > earlier.due else "raised"
    return Change(code, difference, ratio)


def lineage(target: str, supersedes: Mapping[str, str | None]) -> list[str]:
    """Return the ids of the targets that `target` restates, the latest of them first.

    `supersedes` maps a target's id to the one it restates; a circle (a fault of the data) ends
    where it closes.
    """
    found: list[str] = []
    older = supersedes.get(target)
    while older and older not in found and older != target:
        found.append(older)
        older = supersedes.get(older)
    return found
