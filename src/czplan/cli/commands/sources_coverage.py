"""`czplan sources coverage`: of each document, what was read and what that gave."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan import filters
from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output
from czplan.cli.opening import opened
from czplan.cli.tell import RowListing
from czplan.cli.texts_at_hand import TextsOpt, folder_of
from czplan.places import chosen_places

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Plan, Source

COLUMNS = (
    "id", "title_zh", "title_en", "published", "grade", "coverage", "via", "plan", "targets",
    "actuals", "unexplained",
)  # fmt: skip
"""`coverage` is whole, part or restated, empty where the set doesn't say; `unexplained` the marks
that nothing explains, empty where the text isn't at hand."""


def rows_of(
    ds: Dataset, texts: Path | None, places: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Return the documents as rows.

    Args:
        ds: the data set.
        texts: the folder of their texts, to count marks in.
        places: only documents that say something of these places, and what they say of them.
    """
    targets = filters.inside(ds.target_rows(), places)
    actuals = filters.inside(ds.actual_rows(), places)
    told = filters.documents_of(ds, places)
    goals = Counter(row["source"] for row in targets)
    figures = Counter(row["source"] for row in actuals)
    for row in (*targets, *actuals):
        for also in _further(row["also"]):
            (goals if "plan" in row else figures)[str(also["source"])] += 1
    left, held = _unexplained(ds, texts)
    quoted = {(row["source"], row["plan"]) for row in targets}
    rows = []
    every = list(ds.plan_records.values())
    for one in ds.source_records.values():
        if told is not None and one.id not in told:
            continue
        # a document beside a plan's own (the full report of a summary) is read as far as the plan
        plans = [plan for plan in every if plan.source == one.id] or [
            plan for plan in every if (one.id, plan.id) in quoted
        ]
        if one.via is not None and one.sha256 is None:  # its text was never at hand
            said = {"restated"}
        else:
            said = {_of_document(plan, one) or "" for plan in plans if plan.coverage}
        rows.append(
            {
                "id": one.id,
                "title_zh": one.title.zh,
                "title_en": one.title.en,
                "published": one.published,
                "grade": one.grade,
                "coverage": next(iter(said)) if len(said) == 1 else ("part" if said else None),
                "via": one.via.title if one.via else None,
                "plan": ";".join(plan.id for plan in plans) or None,
                "targets": goals[one.id],
                "actuals": figures[one.id],
                "unexplained": left[one.id] if one.id in held else None,
            }
        )
    return rows


def _of_document(plan: Plan, source: Source) -> str | None:
    """Return what was read of a plan's document: all of one that tells of a plan in its words.

    A plan that an interview restates is known in part, but the interview itself was read.
    """
    return "whole" if plan.coverage == "restated" and source.via is None else plan.coverage


def _further(also: Any) -> Any:
    """Return the further documents of a row, which a table holds as JSON."""
    return json.loads(also) if isinstance(also, str) else also or ()


def _unexplained(ds: Dataset, texts: Path | None) -> tuple[Counter[str], set[str]]:
    """Return the marks left by document, and the documents whose texts are at hand."""
    if texts is None:
        return Counter(), set()
    from czplan.evidence import gaps

    found = gaps.gaps(ds, texts)
    left = Counter(gap.source for gap in found.open)
    left.update(found.part)
    return left, set(found.read)


LISTING = RowListing(
    ("份来源", "document", "documents"),
    COLUMNS,
    ("id", "title_zh", "title_en", "via", "plan"),
    "czplan.views.lists:coverage",
)


@described(
    "czplan sources coverage",
    "czplan sources coverage --search 政府工作报告 --lang en",
    zh="每份文件读了全文、部分还是只见转述（经由哪份文件），收了多少目标与数据；"
    "有原文在手时（--texts），还有多少数字与目标用语没有说明。",
    en="Of each document: read whole, in part, or known only through another one (which); how many"
    " goals and figures it gave; with the texts at hand (--texts), how many numerals and"
    " goal-words are left unexplained.",
)
def coverage(
    out: Output,
    *,
    texts: TextsOpt = None,
    where: opt.WhereOpts,
    sought: opt.SoughtOpts,
    data: opt.DataOpt = None,
) -> None:
    """List what was read of the documents."""
    ds = opened(data)
    own = ds.folder / "texts"
    folder = folder_of(ds, texts) if texts is not None else own if own.is_dir() else None
    held = rows_of(ds, folder, chosen_places(ds, **where))
    held.sort(key=lambda row: row["plan"] is None)
    if every := LISTING.put(held, ds, out, sought):
        _tell(every)


def _tell(rows: Sequence[Mapping[str, Any]]) -> None:
    """Say on standard error how many documents were read how."""
    counts = Counter(row["coverage"] for row in rows if row["plan"])
    whole, part, restated, unsaid = (counts[key] for key in ("whole", "part", "restated", None))
    errors.hint(
        f"其中提出目标的：全文 {whole}，部分 {part}，转述 {restated}，未注明 {unsaid}",
        f"of those that state goals: whole {whole}, part {part}, restated {restated}, "
        f"not said {unsaid}",
    )
