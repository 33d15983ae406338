"""One indicator through time: every figure reported, every goal stated and how it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.method.question import last_day
from czplan.period import Period
from czplan.views.comparison import Change, Stated, change_of, lineage, stated_goals
from czplan.views.figures import HISTORY_COLUMNS, figure_rows, out_by

if TYPE_CHECKING:
    from czplan.dataset import Dataset

Row = dict[str, Any]
Compared = tuple[Stated, Stated | None, Change | None]
"""A statement, the one that it is compared with, and what it did to that."""


def goals_of(ds: Dataset, indicator: str) -> list[str]:
    """Return the ids of the goals of an indicator, and of the ladders that it is a tier of."""
    return [
        row["id"]
        for row in ds.target_rows()
        if row["indicator"] == indicator or indicator in (row["tiers"] or {})
    ]


def kindred(ds: Dataset, target: Mapping[str, Any]) -> list[str]:
    """Return the ids of a goal and of those that its card tells of: its measure's, its chain's."""
    older = {row["id"]: row["supersedes"] for row in ds.target_rows()}
    chain = {target["id"], *lineage(target["id"], older)}
    chain |= {id for id in older if target["id"] in lineage(id, older)}
    named = goals_of(ds, target["indicator"]) if target["indicator"] else []
    return list(dict.fromkeys([*named, *(id for id in older if id in chain)]))


def history(
    ds: Dataset,
    indicator: str,
    verdicts: Mapping[str, Mapping[str, Any]],
    places: Collection[str] | None = None,
) -> list[Row]:
    """Return figures and goals of an indicator, one row of `HISTORY_COLUMNS` each, by time.

    Args:
        ds: the data set.
        indicator: an indicator's id.
        verdicts: rows of the result (method 5.5) by id, from which `status` and `family` are taken.
        places: only what is of these places; None for all.
    """
    rows = [
        *figure_rows(ds, indicator, places),
        *goal_rows(ds, indicator, verdicts, places),
    ]
    rows.sort(key=lambda row: (_end(row["period"]), row["entry"] == "goal"))
    return rows


def _end(period: str | None) -> float:
    """Return the month at whose end a period ends; goals without a year come last."""
    return Period.read(period).end if period else float("inf")


def said_at(ds: Dataset, goal: Stated) -> int:
    """Return the day when a goal was stated, as an ordinal: its source's date, else its start.

    A month counts as its last day, a year as its last (the contract's `--as-of`); a goal
    without a dated source counts as stated on the day before its first year.
    """
    source = ds.source_records.get(goal.source or "")
    if source and source.published:
        return last_day(source.published)
    plan = ds.plan_records.get(goal.plan)
    first = goal.start or (plan.first if plan else None)
    return last_day(str(first - 1)) if first else 0


class Statements:
    """Every goal ever stated, each with what it is compared with; found once for many goals."""

    def __init__(self, ds: Dataset) -> None:
        self._ds = ds
        self._rows = {row["id"]: row for row in ds.target_rows()}
        self._order = {id: at for at, id in enumerate(self._rows)}
        self._supersedes = {id: row["supersedes"] for id, row in self._rows.items()}
        self._newer: dict[str | None, list[str]] = defaultdict(list)
        for id, older in self._supersedes.items():
            self._newer[older].append(id)
        self._about: dict[str, list[str]] = defaultdict(list)
        for id, row in self._rows.items():
            for indicator in {row["indicator"], *(row["tiers"] or ())} - {None}:
                self._about[indicator].append(id)
        self._found: dict[str, list[Compared]] = {}
        self._apart: dict[str, defaultdict[tuple[str | None, str], list[Compared]]] = {}

    def of_indicator(self, indicator: str) -> list[Compared]:
        """Return the goals of an indicator in the order of their statement.

        Each comes with the statement of its own place that it is compared with, and the change.
        """
        if indicator not in self._found:
            self._found[indicator] = self._of_indicator(indicator)
        return self._found[indicator]

    def _of_indicator(self, indicator: str) -> list[Compared]:
        wanted = set(self._about[indicator])
        wanted |= {older for id in list(wanted) for older in self._older(id)[:1]}
        goals = self._stated(wanted)
        of_target: dict[str, list[Stated]] = defaultdict(list)
        for goal in goals:
            of_target[goal.target].append(goal)
        found: list[Compared] = []
        before: dict[tuple[str | None, str], list[Stated]] = defaultdict(list)
        for goal in goals:
            if goal.indicator != indicator:
                continue
            older = self._older(goal.target)[:1]
            linked = [one for id in older for one in of_target[id] if _may_pair(one, goal)]
            last = (
                linked[-1] if linked else _previous(self._ds, goal, before[goal.place, goal.scope])
            )
            before[goal.place, goal.scope].append(goal)
            found.append((goal, last, change_of(last, goal) if last else None))
        return found

    def _of_place(self, indicator: str, place: str | None, scope: str) -> list[Compared]:
        if indicator not in self._apart:
            apart = self._apart[indicator] = defaultdict(list)
            for one in self.of_indicator(indicator):
                apart[one[0].place, one[0].scope].append(one)
        return self._apart[indicator].get((place, scope), [])

    def _stated(self, wanted: Collection[str]) -> list[Stated]:
        known = self._rows.keys() & wanted
        rows = [self._rows[id] for id in sorted(known, key=self._order.__getitem__)]
        goals = list(stated_goals(self._ds, rows=rows))
        goals.sort(key=lambda goal: (said_at(self._ds, goal), goal.due or 0))
        return goals

    def _older(self, id: str) -> list[str]:
        return lineage(id, self._supersedes)

    def of_goal(
        self,
        target: Mapping[str, Any],
        verdicts: Mapping[str, Mapping[str, Any]],
        as_of: str | None = None,
    ) -> list[Row]:
        """Return what was ever stated for a goal's measure, as rows in the order of statement.

        Of its place and scope alone; of a goal without an indicator what it restates, and what
        restates it, by `supersedes`. `as_of`: only what was stated by this day.
        """
        if target["indicator"]:
            compared = self._of_place(target["indicator"], target["place"], target["scope"])
        else:
            compared = self._of_chain(target["id"])
        known = self._ds.source_records
        return [
            _goal_row(self._ds, *one, verdicts)
            for one in compared
            if out_by(known.get(one[0].source or ""), as_of)
        ]

    def _of_chain(self, target: str) -> list[Compared]:
        newer = [target]
        for id in newer:
            newer += (one for one in self._newer.get(id, ()) if one not in newer)
        chosen = self._stated({*newer, *self._older(target)})
        compared: list[Compared] = []
        for goal in chosen:
            before = [
                one for one in chosen if one.target == goal.supersedes and _may_pair(one, goal)
            ]
            last = before[-1] if before else None
            compared.append((goal, last, change_of(last, goal) if last else None))
        return compared


def restated(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether rows of `Statements.of_goal` are of more than one goal: worth a table."""
    return len({row["id"].partition("#")[0] for row in rows}) > 1


def _previous(ds: Dataset, goal: Stated, earlier: Sequence[Stated]) -> Stated | None:
    """Return the earlier statement that a goal is compared with, None for none.

    Of the same place and scope and another plan: the last for the same year, else the last of
    the same kind of plan for a year before, else the last for a year before.
    """
    others = [one for one in earlier if one.plan != goal.plan]
    same_year = [one for one in others if one.due == goal.due]
    before = [one for one in others if one.due and goal.due and one.due < goal.due]
    kind = ds.plan_records[goal.plan].kind
    same_kind = [one for one in before if ds.plan_records[one.plan].kind == kind]
    chosen = same_year or same_kind or before
    return chosen[-1] if chosen else None


def _may_pair(old: Stated, new: Stated) -> bool:
    return old.indicator == new.indicator or "#" not in old.id + new.id


def goal_rows(
    ds: Dataset,
    indicator: str,
    verdicts: Mapping[str, Mapping[str, Any]],
    places: Collection[str] | None = None,
) -> list[Row]:
    """Return the goals of an indicator (of some places) in the order of their statement."""
    return [
        _goal_row(ds, *one, verdicts)
        for one in Statements(ds).of_indicator(indicator)
        if places is None or one[0].place in places
    ]


def _goal_row(
    ds: Dataset,
    goal: Stated,
    last: Stated | None,
    change: Change | None,
    verdicts: Mapping[str, Mapping[str, Any]],
) -> Row:
    source = ds.source_records.get(goal.source or "")
    verdict = verdicts.get(goal.id, {})
    same = change and (change.code == "kept" or change.difference is None)
    if change and last and same and _put_off(last, goal, verdicts):
        change = Change("postponed", change.difference, change.ratio)
    return dict.fromkeys(HISTORY_COLUMNS) | {
        "entry": "goal",
        "indicator": goal.indicator,
        "period": str(goal.due) if goal.due is not None else None,
        "id": goal.id,
        "plan": goal.plan,
        "name_zh": goal.name_zh,
        "name_en": goal.name_en,
        "stated": goal.words,
        "unit": goal.unit or None,
        "low": goal.goal.low if goal.goal else None,
        "high": goal.goal.high if goal.goal else None,
        "change": change.code if change else None,
        "previous": last.id if last else None,
        "difference": change.difference if change else None,
        "ratio": change.ratio if change else None,
        "status": verdict.get("status"),
        "family": verdict.get("family"),
        "scope": goal.scope,
        "source": goal.source,
        "published": source.published if source else None,
        "grade": source.grade if source else None,
        "place": goal.place,
    }


def _put_off(last: Stated, goal: Stated, verdicts: Mapping[str, Mapping[str, Any]]) -> bool:
    """Tell whether the judge found that a goal of one's own year was put off to the next.

    The words alone don't tell: what was reached and is asked for again is kept.
    """
    both = (verdicts.get(one.id, {}) for one in (last, goal))
    return (last.due or 0) < (goal.due or 0) and all(
        "postponed" in (verdict.get("flags") or ()) for verdict in both
    )
