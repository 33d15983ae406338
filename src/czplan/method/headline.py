"""What the headline of a year says (method M11): promises due, and what is known of each.

One function counts for the terminal, the page, JSON and Python alike, over verdict rows
(vocabulary RESULT_COLUMNS). A promise is counted once, however many documents state it (M9);
the rows of a goal's parts don't count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan import patterns as re
from czplan.vocabulary import GRADES

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData

Row = Mapping[str, Any]

HEADLINE_KEYS = (
    "place", "year", "as_of", "due", "numbered", "with_figure", "met", "missed", "undecided",
    "waiting", "tasks", "tasks_with_evidence", "not_assessable", "unverifiable", "share_low",
    "share_high", "grades", "preliminary", "contested", "proxy", "sources",
)  # fmt: skip
"""The keys of a headline, in the contract's order (method M11)."""

STANDINGS = (
    "missed", "undecided", "met", "task", "waiting", "not_assessable", "unverifiable", "later",
)  # fmt: skip
"""Where a promise stands in the year judged; of several statements the first of these counts."""

_WITH_FIGURE = frozenset({"missed", "undecided", "met"})
_NUMBER = re.compile(r"[0-9０-９]")
_EXPECTING = frozenset({"estimate", "preliminary"})


class Promise(NamedTuple):
    """One promise and its statements.

    Attributes:
        id: the id of the statement of the earliest document (column `promise`).
        standing: one of `STANDINGS`.
        row: the verdict row that decides the standing.
        rows: the rows of all its statements, in their order.
    """

    id: str
    standing: str
    row: Row
    rows: tuple[Row, ...]


def standing(row: Row) -> str:
    """Return where one statement stands: one of `STANDINGS`.

    Only what is due in the year judged is counted; a figure that leaves the year open (a part
    of a year) still waits for the one that settles it, and so does a numbered goal of which a
    report says that it was reached without giving a number. A task is never met or missed by
    number.
    """
    if row["due"] is None or row["due"] != row["year"]:
        return "later"
    if "unverifiable" in row["flags"]:
        return "unverifiable"
    status = row["status"]
    if status in ("not_assessable", "withdrawn", "not_started"):
        return "not_assessable"
    if row["kind"] == "milestone":
        return "task"
    if "evidence_coded" in row["flags"] and not _NUMBER.search(row["actual_stated"] or ""):
        return "waiting"
    if row["family"] in ("met", "missed"):
        return str(row["family"])
    return "undecided" if status in ("indeterminate", "met_late") else "waiting"


def promises(rows: Iterable[Row]) -> list[Promise]:
    """Return the promises that verdict rows state, in the order of their first statement.

    Where the statements of one promise stand differently, the least favourable that a figure
    decides counts, so that a promise is never called kept while one of its wordings is missed.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        if "#" not in row["id"]:
            found.setdefault(str(row.get("promise") or row["id"]), []).append(row)
    made = []
    for id, stated in found.items():
        ranked = [STANDINGS.index(standing(row)) for row in stated]
        at = ranked.index(min(ranked))
        made.append(Promise(id, STANDINGS[ranked[at]], stated[at], tuple(stated)))
    return made


def under_way(rows: Iterable[Row], place: str | None = None) -> int:
    """Return how many of the promises that wait for a figure have one of a part of the year.

    Their rows are behind or on course, so that whoever counts by family finds them there.
    `place`: the id of a place whose promises alone are counted; None for those of all.
    """
    own = (row for row in rows if place is None or row.get("place") == place)
    return sum(
        one.standing == "waiting" and one.row["family"] in ("behind", "on-course")
        for one in promises(own)
    )


def headlines(
    rows: Iterable[Row], ds: VerdictData, year: int, *, as_of: str | None = None
) -> list[dict[str, Any]]:
    """Return the headline of each place that verdict rows are of, in the order of their table.

    `place` is what `--place` takes for it: an id of the table of places; in a set without one
    the set's own name. Without rows: the headline of the set's own place.
    """
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get("place"), []).append(row)
    own = ds.place.zh or None
    order = {id: number for number, id in enumerate(ds.place_records)}
    places = sorted(found or [None], key=lambda id: order.get(id or "", -1))
    return [headline(found.get(id, []), year, as_of=as_of, place=id or own) for id in places]


def headline(
    rows: Iterable[Row], year: int, *, as_of: str | None = None, place: str | None = None
) -> dict[str, Any]:
    """Return the figures of the headline of a year, with the keys `HEADLINE_KEYS`.

    Args:
        rows: verdict rows of one place, of every goal in force or of those chosen among them.
        year, as_of: the question that gave the rows.
        place: whose promises they are.

    Returns:
        Counts of promises. `due` is `numbered` + `tasks` + `not_assessable`; `numbered` is
        `with_figure` + `waiting`, and `with_figure` is `met` + `missed` + `undecided`.
        `unverifiable` stands outside every other count. The shares are fractions of `numbered`,
        None where it is 0. `grades`, `preliminary`, `contested`, `proxy` count the deciding
        figures of numbered promises; `sources` the distinct documents that they come from.
    """
    made = promises(rows)
    counts = Counter(one.standing for one in made)
    decided = [one.row for one in made if one.standing in _WITH_FIGURE]
    with_figure, waiting = len(decided), counts["waiting"]
    numbered = with_figure + waiting
    grades = Counter(row["grade"] for row in decided)
    open_ended = counts["undecided"] + waiting
    return {
        "place": place,
        "year": year,
        "as_of": as_of,
        "due": numbered + counts["task"] + counts["not_assessable"],
        "numbered": numbered,
        "with_figure": with_figure,
        "met": counts["met"],
        "missed": counts["missed"],
        "undecided": counts["undecided"],
        "waiting": waiting,
        "tasks": counts["task"],
        "tasks_with_evidence": sum(
            one.standing == "task" and bool(one.row["actual_source"]) for one in made
        ),
        "not_assessable": counts["not_assessable"],
        "unverifiable": counts["unverifiable"],
        "share_low": counts["met"] / numbered if numbered else None,
        "share_high": (counts["met"] + open_ended) / numbered if numbered else None,
        "grades": {code: grades[code] for code in GRADES},
        "preliminary": sum(row["actual_status"] in _EXPECTING for row in decided),
        "contested": _flagged(decided, "contested"),
        "proxy": _flagged(decided, "proxy"),
        "sources": len({id for row in decided for id in (row["actual_source"] or "").split(";")}
                       - {""}),
    }  # fmt: skip


def _flagged(rows: Sequence[Row], flag: str) -> int:
    return sum(flag in row["flags"] for row in rows)
