"""What a site has said and says no more: goals that are gone, and what was corrected.

A site holds the data set that it was made of. The next build reads it, compares it with the data
set at hand (`czplan.views.changes`, as `czplan diff`), and keeps what it has found in
`corrections.json` and `removed.json`, so that a correction stays to be seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan.charts.text import Both
from czplan.views.changes import renamed
from czplan.vocabulary import STATUSES, TURNS

if TYPE_CHECKING:
    from czplan.charts.at_hand import AtHand
    from czplan.dataset import Dataset

HELD = "dataset/"
"""The folder of a site that holds the data set it was made of."""
KEPT = ("corrections.json", "removed.json")
CORRECTIONS = frozenset(
    {
        "verdict-turned",
        "verdict-refined",
        "goal-changed",
        "goal-renamed",
        "goal-removed",
        "figure-changed",
        "figure-removed",
    }
)
"""Changes that correct what was said; what is merely new corrects nothing."""
FIELDS = ("change", "id", "name_zh", "name_en", "period", "before", "after", "why_zh", "why_en",
          "source", "published")  # fmt: skip
GONE = ("id", "name_zh", "name_en", "now", "when")


@dataclass(slots=True)
class Past:
    """What an earlier build has said.

    Attributes:
        corrections: rows of changes, the latest build's first.
        removed: goals that are gone: `id`, `name_zh`, `name_en`, `now` (its new id, or empty),
            `when` (the date of the data that have it no more).
    """

    corrections: list[dict[str, Any]] = field(default_factory=list)
    removed: list[dict[str, Any]] = field(default_factory=list)


def past(site: Path, known: AtHand) -> Past:
    """Return what is to be said of earlier builds in the folder `site`, this one compared."""
    found = Past(_rows(site / KEPT[0], FIELDS), _rows(site / KEPT[1], GONE))
    before = _earlier(site / HELD)
    here = {row["id"] for row in known.targets.values()}
    if before is not None:
        when = known.as_of or known.date
        new = [{**row, "published": row["published"] or when or None}
               for row in _changes(before, known) if row["change"] in CORRECTIONS]  # fmt: skip
        fresh = [row for row in new if row not in found.corrections]
        found.corrections = [*fresh, *found.corrections]
        now = renamed(before.target_rows(), list(known.targets.values()))
        said = {row["id"] for row in found.removed}
        found.removed = [
            {**row, "now": now.get(row["now"], row["now"])} for row in found.removed
        ] + [
            {"id": row["id"], "name_zh": row["name_zh"], "name_en": row["name_en"],
             "now": now.get(row["id"], ""), "when": when}
            for row in before.target_rows()
            if row["id"] not in here and row["id"] not in said
        ]  # fmt: skip
    found.removed = [
        {**row, "now": row["now"] if row["now"] in here else ""}
        for row in found.removed
        if row["id"] not in here
    ]
    return found


def _rows(path: Path, needed: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of a file that an earlier build wrote; none where there is no such file."""
    try:
        held = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(held, list):
        return []
    return [row for row in held if isinstance(row, dict) and set(needed) <= set(row)]


def _earlier(folder: Path) -> Dataset | None:
    """Return the data set of the earlier build, None where it can't be read any more."""
    from czplan.dataset import load
    from czplan.faults import DataError

    if not folder.is_dir():
        return None
    try:
        return load(folder)
    except (DataError, OSError, ValueError):
        return None


def _changes(before: Dataset, known: AtHand) -> list[dict[str, Any]]:
    from czplan.api import progress
    from czplan.export.tables import verdicts
    from czplan.views.changes import SetState, changes

    def state(ds: Dataset, rows: Sequence[Mapping[str, Any]]) -> SetState:
        targets = [row for row in ds.target_rows() if _out(ds, row, known)]
        actuals = [row for row in ds.actual_rows() if _out(ds, row, known)]
        return SetState(ds, targets, actuals, rows)

    judged = progress(before, known.year, as_of=known.as_of, all=True, grade=known.grade,
                      reasons=False)  # fmt: skip
    old = list(verdicts(judged).rows())
    ids = {row["id"] for row in known.rows}
    mine = [row for row in old if row["id"] in ids]
    return changes(state(before, mine), state(known.ds, known.rows))


def _out(ds: Dataset, row: Mapping[str, Any], known: AtHand) -> bool:
    """Tell whether a record's document was out on the question's day."""
    from czplan.method.question import last_day

    source = ds.source_records.get(row["source"] or "")
    day = source.published if source else None
    return not (day and known.as_of) or last_day(day) <= last_day(known.as_of)


def body(known: AtHand, rows: Sequence[Mapping[str, Any]]) -> list[list[Both]]:
    """Return the corrections as a table: what, which, when, before, after, why."""
    return [
        [
            Both(str(row["name_zh"] or row["id"]), str(row["name_en"] or row["id"])),
            Both(*_name(TURNS, row["change"])),
            Both(str(row["period"] or ""), str(row["period"] or "")),
            Both(*_name(STATUSES, row["before"])),
            Both(*_name(STATUSES, row["after"])),
            Both(str(row["why_zh"] or _titled(known, row, "zh")),
                 str(row["why_en"] or _titled(known, row, "en"))),
            Both(str(row["published"] or ""), str(row["published"] or "")),
        ]
        for row in rows
    ]  # fmt: skip


def _name(terms: Mapping[str, Any], code: Any) -> tuple[str, str]:
    text = str(code or "")
    return (terms[text].zh, terms[text].en) if text in terms else (text, text)


def _titled(known: AtHand, row: Mapping[str, Any], lang: str) -> str:
    source = known.ds.source_records.get(row["source"] or "")
    return source.title.in_language(lang) if source else ""
