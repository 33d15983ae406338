"""`czplan diff A B`: goals and figures added, verdicts that turned, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer

from czplan import filters
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import asked
from czplan.cli.kit import errors, handles
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.cli.revisions import REVISION, laid_out
from czplan.cli.tell import tell_limit
from czplan.places import chosen_places
from czplan.views.changes import CHANGE_COLUMNS
from czplan.vocabulary import TURNS

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.views.changes import SetState

COLUMNS = CHANGE_COLUMNS

SetsArg = Annotated[
    list[str] | None,
    opt.argument(
        "A B",
        "两个数据集：文件夹，或 rev:版本；只写一个则与所用数据集比",
        "two data sets: folders, or rev:REVISION; one alone is compared with the one in use",
    ),
]
DatesOpt = Annotated[
    list[str] | None,
    opt.option(
        "--as-of DATE",
        "写两次：同一数据集在两个日期所知的不同",
        "twice: what was known at one date and at the other",
        opt.QUESTION,
    ),
]
ExitOpt = Annotated[
    bool,
    opt.option(
        "--exit-code", "有不同时退出码为 1", "exit status 1 where something differs", opt.SCREEN
    ),
]
ChangeOpt = Annotated[
    list[str] | None,
    opt.option(
        f"--change {'|'.join(TURNS)}",
        "只要这类不同",
        "only these changes",
        opt.CHOICE,
        offers.several(TURNS),
    ),
]


@described(
    "czplan diff --as-of 2025-06 --as-of 2026-06 --year 2025",
    "czplan diff rev:HEAD --exit-code",
    zh="比较两个数据集（文件夹，或 git 版本 rev:HEAD~1），或同一数据集在两个日期所知："
    "哪些结论变了、为什么，哪些目标与数据是新的、改了、撤下了。",
    en="Compares two data sets (folders, or git revisions such as rev:HEAD~1), or what was known at"
    " two dates: which verdicts turned and why, which goals and figures came, changed or went.",
)
def diff(
    out: Output,
    sets: SetsArg = None,
    *,
    as_of: DatesOpt = None,
    year: opt.YearOpt = None,
    grade: opt.GradeOpt = None,
    change: ChangeOpt = None,
    where: opt.WhereOpts,
    exit_code: ExitOpt = False,
    limit: opt.LimitOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """Compare two states of the knowledge."""
    most = opt.count_of(limit)
    wanted = errors.each_of(change, TURNS, "变化", "change")
    dates = as_of or []
    named = sets or []
    if len(named) > 2 or len(dates) > 2 or (len(dates) == 2 and len(named) > 1):
        errors.fail("写两个数据集，或两次 --as-of", "name two data sets, or give --as-of twice")
    if not named and len(dates) < 2:
        errors.fail(
            "与什么比？写两个数据集（文件夹或 rev:版本），或两次 --as-of",
            "compared with what? Name two data sets (folders or rev:REVISION), or give --as-of"
            " twice",
        )
    with ExitStack() as stack:
        if len(dates) == 2:
            first = second = opened(named[0] if named else data)
        else:
            words = named if len(named) == 2 else [*named, data]
            folders = [
                stack.enter_context(laid_out(word, data)) if word is not None else None
                for word in words
            ]
            names = [word if word and word.startswith(REVISION) else "" for word in words]
            first, second = [opened(*one) for one in zip(folders, names, strict=True)]
        day = dates[0] if dates else None
        known: list[str | None] = [*dates] if len(dates) == 2 else [day, day]
        question = asked(second, year=year, as_of=known[1], all=True, grade=grade)
        states = [
            _state(ds, {**question, "as_of": day}, chosen_places(ds, **where))
            for ds, day in zip((first, second), known, strict=True)
        ]
    from czplan.method.question import last_day
    from czplan.views.changes import changes

    if len(dates) == 2 and last_day(dates[0]) > last_day(dates[1]):
        errors.hint(
            f"先写的日期较晚：所列是从 {dates[0]} 退回 {dates[1]} 的变化",
            f"the first date is the later one: these are the changes back from {dates[0]}"
            f" to {dates[1]}",
        )
    every = changes(*states)
    rows = [row for row in every if not wanted or row["change"] in wanted]
    shown = [row | {"number": at} for at, row in enumerate(rows[:most], start=1)]
    if out.laid_out:
        _show(shown, every, (first, second), out)
        kinds = ["target" if "/" in row["id"] else "indicator" for row in shown]
        if out.for_screen:
            ids = [f"{kind}:{row['id']}" for kind, row in zip(kinds, shown, strict=True)]
            handles.keep(ids, second.folder, {**question})
    else:
        emit(shown, COLUMNS, out=out)
    tell_limit(len(shown), len(rows))
    if not rows:
        errors.hint("没有不同", "nothing differs")
    if exit_code and rows:
        raise typer.Exit(1)


def _state(ds: Dataset, question: Mapping[str, Any], places: Collection[str] | None) -> SetState:
    """Return what was known of some places: goals stated, figures published, verdicts."""
    from czplan import progress
    from czplan.export.rows_as_text import frame_rows
    from czplan.method.question import last_day, late_sources
    from czplan.views.changes import SetState

    # the day is checked before anything is judged
    asked(ds, year=str(question["year"]), as_of=question["as_of"])
    judged: Any = progress(ds, **question, reasons=False)
    targets = filters.inside(ds.target_rows(), places)
    actuals = filters.inside(ds.actual_rows(), places)
    if question["as_of"]:
        late = late_sources(ds, last_day(question["as_of"]))
        targets = [row for row in targets if row["source"] not in late]
        actuals = [row for row in actuals if row["source"] not in late]
    return SetState(ds, targets, actuals, filters.inside(frame_rows(judged), places))


def _show(
    rows: Sequence[Mapping[str, Any]],
    every: Sequence[Mapping[str, Any]],
    sets: tuple[Dataset, Dataset],
    out: Output,
) -> None:
    """Show how much changed, then a line a change."""
    from rich.text import Text

    from czplan.views.changes_table import changes_table, tally

    parts: list[Any] = [tally(every, out)]
    if rows:
        fitted = changes_table(rows, sets, out, numbers=not out.natural)
        parts += [Text(""), fitted.table]
    out.show(*parts)
