"""`czplan progress`: every goal in force in a year and its verdict, worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from czplan import filters
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import QuestionArgs, asked
from czplan.cli.choices import FAILING, GROUPS
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import pick
from czplan.cli.kit.output import Output, emit, tell_hidden
from czplan.cli.opening import opened
from czplan.vocabulary import FAMILIES, RESULT_COLUMNS

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["COLUMNS", "progress"]

COLUMNS = RESULT_COLUMNS


GroupOpt = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar="plan|theme|family",
        help=pick("分组并给出小计", "in groups, each with its own counts"),
        autocompletion=offers.groupings,
        rich_help_panel=opt.QUESTION,
    ),
]
FailOpt = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="behind|missed",
        help=pick(
            "有此类结论时退出码为 1（behind 含 missed）",
            "exit status 1 if any row is behind or missed; missed: only if missed",
        ),
        autocompletion=offers.failing,
        rich_help_panel=opt.QUESTION,
    ),
]
SummaryOpt = Annotated[
    bool,
    typer.Option(
        "--summary",
        help=pick("只要总计：一句话，或数据", "the headline alone: a sentence, or its figures"),
        rich_help_panel=opt.QUESTION,
    ),
]


@described(
    "czplan progress --year 2025",
    "czplan progress --year 2025 --summary",
    "czplan progress --year 2025 --group-by theme --lang en",
    zh="以该年12月31日为准，用当时已结束时期的数据判断。默认只列该年在执行且不早于该年到期的目标。"
    "┃ 是按时间应达到的进度；≈ 为预计或初步数，> < 为只知下限或上限，⚑ 为来源之间有冲突。",
    en="Judged on 31 December of the year with figures of periods that end by then. By default the "
    "goals that have started and are due in the year or later. ┃ is where a goal should be by "
    "now; ≈ marks an estimate or preliminary figure, > and < a figure of which one end is known, "
    "⚑ sources that contradict each other.",
)
def progress(
    year: opt.YearOpt = None,
    as_of: opt.AsOfOpt = None,
    all: opt.AllOpt = False,
    grade: opt.GradeOpt = None,
    method: opt.MethodOpt = None,
    group_by: GroupOpt = None,
    fail_on: FailOpt = None,
    summary: SummaryOpt = False,
    plan: opt.PlanOpt = None,
    theme: opt.ThemeOpt = None,
    kind: opt.KindOpt = None,
    due: opt.DueOpt = None,
    scope: opt.ScopeOpt = None,
    search: opt.SearchOpt = None,
    status: opt.StatusOpt = None,
    family: opt.FamilyOpt = None,
    data: opt.DataOpt = None,
    lang: opt.LangOpt = None,
    format: opt.FormatOpt = None,
    fields: opt.FieldsOpt = None,
    quiet: opt.QuietOpt = False,
    color: opt.ColorOpt = None,
    ascii: opt.AsciiOpt = False,
) -> None:
    """Show the verdicts of a year."""
    out = Output.of(lang, format=format, fields=fields, quiet=quiet, color=color, ascii=ascii)
    group = group_by
    if group is not None:
        group = errors.one_of(group.lower(), GROUPS, "分组", "grouping")
    failing = fail_on
    if failing is not None:
        failing = errors.one_of(failing.lower(), FAILING, "条件", "condition")
    ds = opened(data)
    question = asked(ds, year=year, as_of=as_of, all=all, grade=grade, method=method)

    from czplan import progress as judge
    from czplan.export.rows_as_text import frame_rows
    from czplan.views.worst_first import worst_first

    asked_for = out.fields if out.fields is not None else () if out.for_people else COLUMNS
    sentences = not out.quiet and any(name.startswith("reason_") for name in asked_for)
    frame = worst_first(judge(ds, **question, reasons=sentences))
    rows = filters.select(
        frame_rows(frame),
        ds,
        plan=plan,
        theme=theme,
        kind=kind,
        due=due,
        scope=scope,
        search=search,
        status=status,
        family=family,
    )
    if summary:
        from czplan.cli.commands import progress_summary

        progress_summary.put(rows, ds, question["year"], question["as_of"], out)
        raise typer.Exit(_failing(rows, failing))
    if group:
        rows = [row for _, part in grouped(rows, group, ds) for row in part]
    if out.for_people and out.fields is None:
        show(rows, ds, question, group, out, whole=not status and not family)
    else:
        emit(rows, [str(name) for name in frame.columns], out=out, table=lambda: None, ds=ds)
    if out.for_people and not all:
        judged = {str(id).partition("#")[0] for id in frame["id"]}
        tell_left_out(len(ds.targets) - len(judged), as_of is not None)
    if not rows:
        errors.hint(
            f"{question['year']}年没有符合的目标",
            f"no goal matches in {question['year']}",
        )
    raise typer.Exit(_failing(rows, failing))


def _failing(rows: Sequence[Mapping[str, Any]], failing: str | None) -> int:
    """Return the exit status that `--fail-on` asks for."""
    return int(bool(failing) and any(row["family"] in FAILING[failing or ""] for row in rows))


def grouped(
    rows: Sequence[dict[str, Any]], group: str, ds: Dataset
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the rows by the value of a column, groups in the order of their vocabulary."""
    order: Sequence[str] = {
        "plan": list(ds.plan_records),
        "theme": list(ds.themes),
        "family": ["missed", "behind", "open", "on-course", "met"],
    }[group]
    found: dict[str, list[dict[str, Any]]] = {code: [] for code in order}
    of_whole: dict[str, str] = {}
    for row in rows:
        whole, is_part = row["id"].partition("#")[:2]
        code = of_whole.get(whole, str(row[group])) if is_part else str(row[group])
        of_whole.setdefault(row["id"], code)
        found.setdefault(code, []).append(row)
    return [(code, part) for code, part in found.items() if part]


def _group_name(code: str, group: str, ds: Dataset, out: Output) -> str:
    """Return what a group is called."""
    if group == "plan" and code in ds.plan_records:
        name = ds.plan_records[code].name
        return name.in_language(out.lang)
    terms: Mapping[str, Any] = FAMILIES if group == "family" else ds.themes
    return str(terms[code].name(out.lang)) if code in terms else code


def show(
    rows: Sequence[dict[str, Any]],
    ds: Dataset,
    question: QuestionArgs,
    group: str | None,
    out: Output,
    *,
    whole: bool,
) -> None:
    """Show the headline and the table, or one table a group, with hints on standard error.

    `whole`: the rows weren't chosen by their verdicts, so that a rate of completion says
    something.
    """
    from rich.text import Text

    from czplan.views import progress as view
    from czplan.views.style import cell

    place = ds.place.in_language(out.lang)
    title = out.pick(f"{question['year']}年", f"{question['year']}")
    if place:
        title = f"{place}{out.pick(' ', ', ')}{title}"
    if question["as_of"]:
        title += out.pick(
            f"，截至 {question['as_of']} 已发布", f", as published by {question['as_of']}"
        )
    parts: list[Any] = [*view.headline(title, rows, out, whole), Text("")]
    laid = view.progress_layout(rows, out, view.Known.of(ds, out))
    if group is None:
        parts.append(laid.table(rows, out))
    else:
        for code, part in grouped(rows, group, ds):
            heading = cell(_group_name(code, group, ds, out), "bold")
            if whole and group != "family":
                heading.append_text(cell(f"  {view.rate(part, out)}"))
            parts += [heading, view.tally(part, out), laid.table(part, out), Text("")]
    if rows:
        out.show(*parts)
    else:
        out.show(*parts[:-1])
    tell_hidden(out, laid.hidden)
    tell_marks(rows, out)


def tell_left_out(count: int, bounded: bool) -> None:
    """Say how many goals the question leaves aside; `bounded`: by the day of knowledge too."""
    if count:
        later = pick("此后才提出、", "stated later, ") if bounded else ""
        errors.hint(
            f"另有 {count} 个目标不在此列（{later}此前已到期、尚未开始或未写年份）：--all",
            f"{count} more goal{'' if count == 1 else 's'} left aside "
            f"({later}due before, not started, or without a year): --all",
        )


def tell_marks(rows: Sequence[dict[str, Any]], out: Output) -> None:
    """Explain the signs that the table uses, on standard error."""
    from czplan.views.progress import EXPECTING, Marks

    marks = Marks.on(out)
    expecting = any(row["expected"] is not None for row in rows)
    estimated = any(row["actual_status"] in EXPECTING for row in rows)
    sure = {row["actual_sure"] for row in rows}
    conflict = any("conflict" in row["flags"] for row in rows)
    used = {
        out.sign("┃", "|"): ("应达进度", "expected by now", expecting),
        marks.estimate: ("预计或初步数", "estimate", estimated),
        marks.low: ("只知下限", "lower bound", "low" in sure),
        marks.high: ("只知上限", "upper bound", "high" in sure),
        marks.conflict: ("来源有冲突", "sources conflict", conflict),
    }
    said = [f"{sign} {out.pick(zh, en)}" for sign, (zh, en, there) in used.items() if there]
    if said:
        errors.hint("  ".join(said), "  ".join(said))
