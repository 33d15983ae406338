"""One indicator through time: every figure reported, every goal stated and how it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.method.question import last_day
from czplan.period import Period
from czplan.quantity.figure_words import FigureError, interpret
from czplan.views.comparison import Change, Stated, change_of, lineage, stated_goals
from czplan.vocabulary import GRADES

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Source

__all__ = [
    "HISTORY_COLUMNS",
    "best_by_period",
    "chain_rows",
    "counts",
    "ends",
    "figure_rows",
    "goal_rows",
    "goals_of",
    "history",
    "kindred",
    "moment",
    "out_by",
    "said_at",
    "statements",
]

HISTORY_COLUMNS = (
    "entry",
    "indicator",
    "period",
    "id",
    "plan",
    "name_zh",
    "name_en",
    "stated",
    "unit",
    "low",
    "high",
    "sure",
    "figure_status",
    "outcome",
    "change",
    "previous",
    "difference",
    "ratio",
    "status",
    "family",
    "scope",
    "source",
    "published",
    "grade",
    "place",
)
"""`entry` is figure or goal; `period` the figure's, or the goal's due year."""

Row = dict[str, Any]


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


def figure_rows(ds: Dataset, indicator: str, places: Collection[str] | None = None) -> list[Row]:
    """Return the reported figures of an indicator (or of a target without one), by time.

    `places`: only those of these places; None for all.
    """
    known = ds.indicator_records.get(indicator)
    unit, measure = ds.counted(indicator)
    rows = []
    for actual in ds.actual_rows():
        if actual["indicator"] != indicator:
            continue
        if places is not None and actual["place"] not in places:
            continue
        source = ds.source_records.get(actual["source"] or "")
        low, high, sure = ends(actual, unit, measure)
        rows.append(
            dict.fromkeys(HISTORY_COLUMNS)
            | {
                "entry": "figure",
                "indicator": indicator,
                "period": actual["period"],
                "name_zh": known.name.zh if known else None,
                "name_en": known.name.en if known else None,
                "stated": actual["stated"],
                "unit": unit or None,
                "low": low,
                "high": high,
                "sure": sure,
                "figure_status": actual["status"],
                "outcome": actual["outcome"],
                "scope": actual["scope"],
                "source": actual["source"],
                "published": source.published if source else None,
                "grade": source.grade if source else None,
                "place": actual["place"],
            }
        )
    rows.sort(key=lambda row: moment(str(row["period"])))
    return rows


def moment(period: str) -> tuple[int, int]:
    """Return where a period ends and begins, for sorting."""
    span = Period.read(period)
    return span.end, span.start


def counts(
    ds: Dataset, row: Mapping[str, Any], year: int, *, as_of: str | None, grade: str
) -> bool:
    """Tell whether a report belongs to a question: known, trusted, of a past period.

    `year`: 0 for any.
    """
    source = ds.source_records.get(row["source"] or "")
    if source and GRADES.rank(source.grade) > GRADES.rank(grade):
        return False
    past = not year or Period.read(row["period"]).end <= year * 12
    return past and out_by(source, as_of)


def out_by(source: Source | None, day: str | None) -> bool:
    """Tell whether a document was out on a day (None: today); an undated one counts."""
    dated = source.published if source else None
    return not (dated and day) or last_day(dated) <= last_day(day)


def ends(
    actual: Mapping[str, Any], unit: str, measure: str
) -> tuple[float | None, float | None, str | None]:
    """Return the ends of a reported figure in base units, and which are certain; None for none."""
    if actual["stated"]:
        try:
            figure = interpret(actual["stated"], unit, measure)
        except FigureError:
            return None, None, None
        return figure.low, figure.high, figure.sure
    if actual["value"] is not None:
        return actual["value"], actual["value"], "both"
    return None, None, None


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


def statements(
    ds: Dataset, indicator: str, places: Collection[str] | None = None
) -> list[tuple[Stated, Stated | None, Change | None]]:
    """Return every goal ever stated for an indicator, in the order of their statement.

    Each comes with the statement of its own place that it is compared with, and the change.
    `places`: only goals of these places; None for all.
    """
    supersedes = {row["id"]: row["supersedes"] for row in ds.target_rows()}
    wanted = set(goals_of(ds, indicator))
    wanted |= {older for id in list(wanted) for older in lineage(id, supersedes)[:1]}
    goals = list(stated_goals(ds, wanted))
    of_target: dict[str, list[Stated]] = defaultdict(list)
    for goal in goals:
        of_target[goal.target].append(goal)
    own = [
        goal
        for goal in goals
        if goal.indicator == indicator and (places is None or goal.place in places)
    ]
    own.sort(key=lambda goal: (said_at(ds, goal), goal.due or 0))
    found: list[tuple[Stated, Stated | None, Change | None]] = []
    before: dict[tuple[str | None, str], list[Stated]] = defaultdict(list)
    for goal in own:
        older = lineage(goal.target, supersedes)[:1]
        linked = [one for id in older for one in of_target[id] if _may_pair(one, goal)]
        last = linked[-1] if linked else _previous(ds, goal, before[goal.place, goal.scope])
        before[goal.place, goal.scope].append(goal)
        found.append((goal, last, change_of(last, goal) if last else None))
    return found


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
    return [_goal_row(ds, *one, verdicts) for one in statements(ds, indicator, places)]


def chain_rows(ds: Dataset, target: str, verdicts: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    """Return a goal with those that it restates and those that restate it, by `supersedes`."""
    supersedes = {row["id"]: row["supersedes"] for row in ds.target_rows()}
    own = lineage(target, supersedes)
    family = {target, *own} | {id for id in supersedes if target in lineage(id, supersedes)}
    chosen = list(stated_goals(ds, family))
    chosen.sort(key=lambda goal: (said_at(ds, goal), goal.due or 0))
    rows = []
    for goal in chosen:
        before = [one for one in chosen if one.target == goal.supersedes and _may_pair(one, goal)]
        last = before[-1] if before else None
        rows.append(_goal_row(ds, goal, last, change_of(last, goal) if last else None, verdicts))
    return rows


def _goal_row(
    ds: Dataset,
    goal: Stated,
    last: Stated | None,
    change: Change | None,
    verdicts: Mapping[str, Mapping[str, Any]],
) -> Row:
    source = ds.source_records.get(goal.source or "")
    verdict = verdicts.get(goal.id, {})
    if change and last and change.code == "kept" and _put_off(last, goal, verdicts):
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


def best_by_period(rows: Sequence[Row]) -> list[Row]:
    """Return one figure a period, the one that decides (method 5.5c): for pictures only."""
    ranks = {"final": 0, "preliminary": 1, "estimate": 2}
    grades = {"official": 0, "media": 1, "copy": 2}
    chosen: dict[str, Row] = {}
    for row in rows:
        if row["low"] is None or row["high"] is None:
            continue
        other = chosen.get(row["period"])
        key = _rank(row, ranks, grades)
        if other is None or key < _rank(other, ranks, grades):
            chosen[row["period"]] = row
    return list(chosen.values())


def _rank(row: Row, ranks: dict[str, int], grades: dict[str, int]) -> tuple[int, int, int]:
    published = (row["published"] or "0000").replace("-", "").ljust(8, "9")
    return (
        ranks.get(row["figure_status"] or "final", 0),
        grades.get(row["grade"] or "copy", 2),
        -int(published) if published.isdigit() else 0,
    )
