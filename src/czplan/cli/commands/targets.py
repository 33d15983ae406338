"""`czplan targets list`: the goals as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from czplan import filters, searching
from czplan.cli import options as opt
from czplan.cli.kit import errors, handles
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit, tell_hidden
from czplan.cli.opening import opened
from czplan.cli.tell import listed, tell_unconverted
from czplan.dataset import TARGET_COLUMNS as COLUMNS
from czplan.views.row_numbers import counted
from czplan.vocabulary import FAMILIES

if TYPE_CHECKING:
    from czplan.dataset import Dataset


@described(
    "czplan targets list --theme industry",
    "czplan targets list --due 2025 --rows",
    zh="终端上一行一项承诺，历次提法依次列在其上，按领域分；--rows 逐条，管道中总是逐条。"
    "结论以有全年数据的最近一年为准。",
    en="On a terminal a line a promise, its restatements one after the other, by theme; --rows"
    " lists the goals one by one, as a pipe always gets them. Verdicts are those of the latest"
    " year with a full-year figure.",
)
def list_(
    out: Output,
    *,
    goals: opt.GoalOpts,
    rows_wanted: opt.RowsOpt = False,
    limit: opt.LimitOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """List the goals of the data set."""
    most = opt.count_of(limit)
    ds = opened(data)
    search = goals["search"]
    held = filters.select(ds.target_rows(), ds, **goals | {"search": None})
    found = filters.select(held, ds, search=search)
    if out.for_screen and found and not (rows_wanted or most is not None):
        tell_unconverted(search or ())
        _by_promise(found, ds, out)
        return
    none = ("还没有目标", "no goals yet") if not ds.target_rows() else None
    among = () if found else filters.as_searched(held, ds), searching.SEARCHED
    sought: opt.SoughtOpts = {"search": search, "limit": limit}
    found = listed(out, found, ("个目标", "goal", "goals"), sought, among=among, none=none)
    rows = [row | {"number": at} for at, row in enumerate(found, start=1)]

    def table() -> object:
        from czplan.views.lists import targets

        return targets(rows, ds, out, numbers=not out.natural)

    emit(rows, COLUMNS, out=out, table=table, ds=ds)
    if out.laid_out:
        handles.keep([f"target:{row['id']}" for row in rows], ds.folder)


def _by_promise(rows: list[dict[str, Any]], ds: Dataset, out: Output) -> None:
    """Show the goals a line a promise, each with how it ended, and keep their numbers."""
    from czplan import progress
    from czplan.export.rows_as_text import frame_rows
    from czplan.method.question import QuestionError, default_year
    from czplan.views.layout import cells, in_lines
    from czplan.views.progress import Background
    from czplan.views.promise_lines import by_theme, threads

    try:
        year = default_year(ds)
    except QuestionError:
        year = max((row["due"] for row in rows if row["due"] is not None), default=1600)
    ids = [row["id"] for row in rows]
    judged = frame_rows(progress(ds, year, all=True, reasons=False, only=ids))
    found = threads(judged, ds)
    parts, kept, hidden = by_theme(found, ds, Background.of(ds, out), out)
    count, promised = len(rows), sum(len(one.promises) for one in found)
    errors.hint(
        f"{len(found)} 行：{promised} 项承诺，{count} 个目标",
        f"{counted(len(found), 'line')}: {counted(promised, 'promise')}"
        f" in {counted(count, 'goal')}",
    )
    out.show(*parts)
    handles.keep(kept, ds.folder, {"year": year})
    tell_hidden(out, hidden)
    said = [f"{out.sign(one.sign, one.ascii)} {one.name(out.lang)}" for one in FAMILIES.values()]
    later = out.pick(f"{out.sign('·', '.')} 未到期", f"{out.sign('·', '.')} not due")
    said.append(later)
    lines = in_lines(said, out.width)
    legend = "\n".join("  ".join(said[at] for at in line) for line in lines)
    rowwise = out.pick("逐条：--rows", "one by one: --rows")
    whole = len(lines) == 1 and cells(f"{legend}    {rowwise}") <= out.width
    between = "    " if whole else "\n"
    errors.hint(f"{legend}{between}{rowwise}", f"{legend}{between}{rowwise}")
