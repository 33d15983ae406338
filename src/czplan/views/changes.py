"""What changed between two states of the knowledge: goals, figures, verdicts, and why.

Pure rows: two data sets (or one at two dates) with their verdicts go in, one row a change comes
out, the verdicts that turned first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan.period import period_words
from czplan.reading.into_rows import as_text
from czplan.views.readings import figure_reading, in_words, said_words
from czplan.vocabulary import STATUSES, TURNS

if TYPE_CHECKING:
    from czplan.dataset import Dataset

Row = Mapping[str, Any]

CHANGE_COLUMNS = (
    "change", "id", "name_zh", "name_en", "period", "before", "after", "why_zh", "why_en",
    "source", "published",
)  # fmt: skip
"""`change` is a code of vocabulary `TURNS`; `before` and `after` are statuses of a verdict that
turned, ids of a goal that was renamed, else the words of a goal or figure; `source` is the document
that made the change."""


class SetState(NamedTuple):
    """A state of the knowledge.

    Attributes:
        ds: the data set.
        targets: its goals, as far as they had been stated.
        actuals: its figures, as far as they had been published.
        verdicts: the verdict rows of all these goals, for the same year.
    """

    ds: Dataset
    targets: Sequence[Row]
    actuals: Sequence[Row]
    verdicts: Sequence[Row]


def changes(before: SetState, after: SetState) -> list[dict[str, Any]]:
    """Return the changes from one state to another, in the order of vocabulary `TURNS`."""
    now = renamed(before.targets, after.targets)
    goals = list(_goals(before, after, now))
    figures = list(_figures(before, after, now))
    rows = [*_turned(before, after, now), *goals, *figures]
    rows.sort(key=lambda row: TURNS.rank(row["change"]))
    return rows


def renamed(before: Sequence[Row], after: Sequence[Row]) -> dict[str, str]:
    """Return the new id of each goal that goes on under another, by its old one.

    It's the same goal where the new one says that it supersedes the old (`supersedes`), or where
    the same words stand at the same line of the same document, or the same document asks the same
    of the same indicator by the same year. A new id answers one old one alone.
    """
    old, new = ({row["id"]: row for row in rows} for rows in (before, after))
    gone = [row for id, row in old.items() if id not in new]
    come = [row for id, row in new.items() if id not in old]
    told: dict[str, str] = {}
    for alike in _ALIKE:
        keys: dict[object, list[str]] = {}
        for row in come:
            if row["id"] not in told.values() and (key := alike(row, True)):
                keys.setdefault(key, []).append(row["id"])
        for row in gone:
            found = keys.get(alike(row, False), [])
            if row["id"] not in told and len(found) == 1 and found[0] not in told.values():
                told[row["id"]] = found[0]
    return told


def _place_in(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("source", "line", "page", "section"))


_ALIKE: Sequence[Callable[[Row, bool], object]] = (
    lambda row, new: row["supersedes"] if new else row["id"],
    lambda row, new: (*_place_in(row), row["text"], row["stated"], row["due"]),
    lambda row, new: (*_place_in(row), row["text"]),
    lambda row, new: row["indicator"] and (
        row["source"], row["indicator"], row["place"], row["scope"], row["due"], _words(row)),
)  # fmt: skip
"""What two records of one goal share, the surest first; called with whether the row is new."""


def _row(change: str, id: str, goal: Row | None, **more: Any) -> dict[str, Any]:
    names = {"name_zh": goal["name_zh"], "name_en": goal["name_en"]} if goal else {}
    return dict.fromkeys(CHANGE_COLUMNS) | {"change": change, "id": id} | names | more


def _published(state: SetState, source: str | None) -> str | None:
    found = state.ds.source_records.get(source or "")
    return found.published if found else None


def _cited(state: SetState, source: str | None) -> tuple[str, str]:
    """Return a document's titles, its id where the data set doesn't hold it."""
    found = state.ds.source_records.get((source or "").split(";")[0])
    return (found.title.zh, found.title.en) if found else (source or "", source or "")


def _words(goal: Row) -> str:
    """Return what a goal states, to tell whether it changed; of a ladder what each tier asks.

    Where the words that prove a tier stand may be corrected, and asks nothing else.
    """
    if goal["tiers"]:
        return str(sorted((key, tier["stated"]) for key, tier in goal["tiers"].items()))
    return _shown(goal)


def _shown(goal: Row) -> str:
    """Return what a goal states, for a reader; a ladder's tiers by their words."""
    tiers = "、".join(str(tier["stated"]) for tier in (goal["tiers"] or {}).values())
    return str(tiers or goal["stated"] or goal["text"] or "")


def _goals(before: SetState, after: SetState, now: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield goals that came, went, have a new id, or say something else; `now` as `renamed`."""
    old, new = ({row["id"]: row for row in state.targets} for state in (before, after))
    were = {later: id for id, later in now.items()}
    for id, goal in new.items():
        earlier = old.get(were.get(id, id))
        if id in were:
            yield _row("goal-renamed", id, goal, period=as_text(goal["due"]), before=were[id],
                       after=id, why_zh="记录换了编号，承诺没有变",
                       why_en="the record has another id, the promise is the same")  # fmt: skip
        more = {"source": goal["source"], "published": _published(after, goal["source"])}
        if earlier is None:
            yield _row(
                "goal-added", id, goal, period=as_text(goal["due"]), after=_shown(goal), **more
            )
        elif (_words(earlier), earlier["due"]) != (_words(goal), goal["due"]):
            due = [as_text(row["due"]) for row in (earlier, goal)]
            period = due[1] if due[0] == due[1] else f"{due[0] or ''}→{due[1] or ''}"
            yield _row(
                "goal-changed", id, goal, period=period,
                before=_shown(earlier), after=_shown(goal), **more,
            )  # fmt: skip
    for id, goal in old.items():
        if id not in new and id not in now:
            why = {"why_zh": "记录已不在数据中", "why_en": "the record is no longer in the data"}
            yield _row("goal-removed", id, goal, period=as_text(goal["due"]), before=_shown(goal),
                       **why)  # fmt: skip


def _reports(state: SetState, now: Mapping[str, str]) -> dict[tuple[Any, ...], list[Row]]:
    """Return the reports by what they are of, under its new id, and where they come from."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in state.actuals:
        of = now.get(row["indicator"], row["indicator"])
        key = (of, row["place"], row["scope"], row["period"], row["source"])
        found.setdefault(key, []).append(row)
    return found


def _said(report: Row) -> str:
    """Return what a report says."""
    for name in ("stated", "outcome"):
        if report[name]:
            return str(report[name])
    return "" if report["value"] is None else f"{report['value']:.15g}"


def _figures(before: SetState, after: SetState, now: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield reports that came, went, or say something else; `now` as `renamed`."""
    old, new = _reports(before, now), _reports(after, {})
    names = {id: one.name for id, one in after.ds.indicator_records.items()}
    names |= {id: one.name for id, one in before.ds.indicator_records.items() if id not in names}
    goals = {row["id"]: row for row in (*before.targets, *after.targets)}

    def row(change: str, key: tuple[Any, ...], **more: Any) -> dict[str, Any]:
        indicator, _, _, period, source = key
        name = names.get(indicator)
        named = {"name_zh": name.zh, "name_en": name.en} if name else {}
        made = _row(change, indicator, goals.get(indicator), period=period, source=source, **more)
        state = before if change == "figure-removed" else after
        return made | named | {"published": _published(state, source)}

    for key in dict.fromkeys([*new, *old]):
        were, are = ([_said(one) for one in held.get(key, [])] for held in (old, new))
        gone = [said for said in were if said not in are]
        come = [said for said in are if said not in were]
        for said, other in zip(gone, come, strict=False):
            yield row("figure-changed", key, before=said, after=other)
        for said in come[len(gone) :]:
            yield row("figure-added", key, after=said)
        for said in gone[len(come) :]:
            yield row("figure-removed", key, before=said)


def _turned(before: SetState, after: SetState, now: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the verdicts that differ, each with the reason; `now` as `renamed`."""

    def later(id: str) -> str:
        whole, sign, part = id.partition("#")
        return now.get(whole, whole) + sign + part

    old = {later(row["id"]): row for row in before.verdicts}
    goals = [
        {later(row["id"]): row for row in before.targets},
        {row["id"]: row for row in after.targets},
    ]
    for row in after.verdicts:
        earlier = old.get(row["id"])
        if earlier is None or earlier["status"] == row["status"]:
            continue
        zh, en = _why(earlier, row, [one.get(row["id"].partition("#")[0]) for one in goals], after)
        turned = STATUSES[earlier["status"]].family != STATUSES[row["status"]].family
        source = (row["actual_source"] or "").split(";")[0] or None
        yield _row(
            "verdict-turned" if turned else "verdict-refined", row["id"], row,
            period=str(row["year"]), before=earlier["status"], after=row["status"],
            why_zh=zh, why_en=en, source=source, published=_published(after, source),
        )  # fmt: skip


def _read(row: Row) -> str:
    """Return the figure that decided in English, with its words."""
    words, read = said_words(row), in_words(figure_reading(row, "en", alone=True))
    if read and (row["kind"] == "ladder" or not words):
        return read  # the words are those of one tier
    return f"{read}, “{words}”" if read and read != words else f"“{words}”"


def _why(earlier: Row, row: Row, goals: Sequence[Row | None], after: SetState) -> tuple[str, str]:
    """Say what turned a verdict: the figure that decides, or the goal's own words."""
    figure = [(one["actual_stated"], one["actual_period"], one["actual_source"])
              for one in (earlier, row)]  # fmt: skip
    if figure[0] != figure[1]:
        words, period, source = figure[1]
        zh, en = _cited(after, source)
        if not words:
            return "原来的数据不在了", "the figure that decided is gone"
        was = figure[0][0] if figure[0][1] == period and figure[0][0] != words else None
        said, said_before = (
            figure_reading(one, "zh", alone=True)
            if one["kind"] == "ladder" or not said_words(one)
            else f"“{said_words(one)}”"
            for one in (row, earlier)
        )
        before, now = (_read(one) for one in (earlier, row))
        return (
            f"{period_words(str(period), 'zh')}的数据为{said}（{zh}）"
            + (f"，原为{said_before}" if was else ""),
            f"the figure for {period_words(str(period), 'en')} is {now} ({en})"
            + (f", it was {before}" if was else ""),
        )
    first, second = goals
    if first and second and (_words(first), first["due"]) != (_words(second), second["due"]):
        return "目标的措辞或期限改了", "the goal's words or year have changed"
    bases = [(one["baseline_low"], one["baseline_period"]) for one in (earlier, row)]
    if bases[0] != bases[1]:
        return "基期数变了", "the baseline has changed"
    return "别的数据或记录变了", "other figures or records have changed"
