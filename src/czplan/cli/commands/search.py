"""`czplan search WORDS`: everything that has a name, by its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from czplan import searching
from czplan.cli import options as opt
from czplan.cli.finding import FOUND_COLUMNS, KINDS, SEARCHED, entries, nothing_found
from czplan.cli.kit import errors, handles
from czplan.cli.kit.described import described
from czplan.cli.kit.language import pick
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.cli.tell import tell_limit, tell_unconverted
from czplan.places import chosen_places

if TYPE_CHECKING:
    from rich.text import Text

    from czplan.dataset import Dataset

COLUMNS = FOUND_COLUMNS

WordsArg = Annotated[list[str], opt.argument("WORDS", "要找的词，都须有", "words, all of them")]


@described(
    "czplan search 新能源",
    "czplan search electric vehicle --lang en",
    zh="在目标、指标、规划、来源、地方的名称、别名、编号、原文与备注中查找；繁简通用，英文按整词，"
    "常见的同义说法（EV、电动车、新能源汽车）互相找得到。",
    en="Looks in names, aliases, ids, words and notes of goals, indicators, plans, sources and"
    " places; simplified and traditional characters find each other, so do common words for the"
    " same (EV, 新能源汽车); Latin words count whole.",
)
def search(
    out: Output,
    words: WordsArg,
    *,
    where: opt.WhereOpts,
    limit: opt.LimitOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """Find things by their words."""
    most = opt.count_of(limit)
    wanted = " ".join(words)
    if not wanted.strip():
        errors.fail("没有写出要找的词", "no words to look for")
    ds = opened(data)
    held = list(entries(ds, chosen_places(ds, **where)))
    found = searching.search(held, [wanted], SEARCHED)
    own = {id(row) for row in searching.search(found, [wanted], SEARCHED, same=False)}
    across = {id(row) for row in searching.inside_others(wanted, held, SEARCHED)}
    alone = {id(row) for row in searching.search(found, [wanted], SEARCHED[:-1])}
    # what has the very words comes first, then goals whose place has them, and last what has them
    # across two other words
    found.sort(
        key=lambda row: (
            id(row) in across,
            id(row) not in alone and row["kind"] == "target",
            id(row) not in own,
        )
    )
    tell_unconverted([wanted])
    rows = [row | {"number": at} for at, row in enumerate(found[:most], start=1)]

    def table() -> object:
        return _table(rows, ds, out)

    emit(rows, COLUMNS, out=out, table=table)
    if out.for_screen and rows:
        handles.keep([f"{row['kind']}:{row['id']}" for row in rows], ds.folder)
    tell_limit(len(rows), len(found))
    if not found:
        told = nothing_found(wanted, held, ds)
        errors.hint(f"没有找到“{wanted}”：{told}", f"nothing found for “{wanted}”: {told}")


def _table(rows: Sequence[Mapping[str, Any]], ds: Dataset, out: Output) -> object:
    """Return what was found: number, kind, name, words (in English the reading), year, id."""
    from czplan.views.fitting import Column, fit
    from czplan.views.lists import words_of
    from czplan.views.row_cells import NUMBER, named, raw
    from czplan.views.screen import in_signs
    from czplan.views.stated import asked_by_id, with_english
    from czplan.views.style import cell

    ids = [str(row["id"]) for row in rows if row["kind"] == "target"]
    asked = asked_by_id(ds, out.lang, ids) if ids else {}
    goals = {row["id"]: row for row in ds.target_rows()} if ids else {}

    def stated(row: Mapping[str, Any]) -> Text:
        said = asked.get(row["id"]) or row["stated"]
        if row["kind"] == "target" and not said:
            goal = goals[row["id"]]
            if goal["kind"] == "milestone":
                said = pick("任务", "a task")
            else:
                said = pick(words_of(goal, out.lang), with_english(ds, goal)["tiers_en"])
        return cell(in_signs(said or "", out))

    return fit(
        rows,
        [
            *([] if out.natural else [NUMBER]),
            Column("类别", "Kind", lambda row: pick(*KINDS[row["kind"]]), 1, 4),
            Column("名称", "Name", named(out), 0, 14, 32),
            Column("原文", "Asked", stated, 3, 10),
            Column("期限", "Due", raw("due"), 2, 4, right=True),
            Column("编号", "Id", raw("id", "dim"), 2, 12),
        ],
        out,
    )
