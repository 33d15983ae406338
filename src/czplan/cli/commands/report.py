"""`czplan report`: one page for everybody else."""

from __future__ import annotations

import sys

from czplan.cli import options as opt
from czplan.cli.asking import asked
from czplan.cli.commands.export import OutOpt, chosen, put
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import current
from czplan.cli.opening import opened

__all__ = ["report"]


@described(
    "czplan report --year 2025 -o report.html",
    zh="一个 HTML 文件：不联网、可存可发，页内可切换中英文、搜索、筛选、排序，每个目标都有链接。"
    "不写 -o 时，终端上写入当前文件夹的 czplan-report-年份.html，管道中写到标准输出。",
    en="One HTML file that needs no network: both languages with a switch, search, filters, order, "
    "and a link for every goal. Without -o it becomes czplan-report-YEAR.html in the current "
    "folder, or, in a pipe, goes to standard output.",
)
def report(
    output: OutOpt = None,
    year: opt.YearOpt = None,
    as_of: opt.AsOfOpt = None,
    all: opt.AllOpt = False,
    grade: opt.GradeOpt = None,
    method: opt.MethodOpt = None,
    plan: opt.PlanOpt = None,
    theme: opt.ThemeOpt = None,
    kind: opt.KindOpt = None,
    due: opt.DueOpt = None,
    scope: opt.ScopeOpt = None,
    place: opt.PlaceOpt = None,
    level: opt.LevelOpt = None,
    search: opt.SearchOpt = None,
    status: opt.StatusOpt = None,
    family: opt.FamilyOpt = None,
    data: opt.DataOpt = None,
    lang: opt.LangOpt = None,
) -> None:
    """Write the verdicts of a year as one offline HTML page."""
    ds = opened(data)
    question = asked(ds, year=year, as_of=as_of, all=all, grade=grade, method=method)

    from czplan import progress as judge
    from czplan import report as pages
    from czplan.export import WriteFault
    from czplan.extras import MissingExtra

    wanted = {"plan": plan, "theme": theme, "kind": kind, "due": due, "scope": scope,
              "place": place, "level": level,
              "search": search, "status": status, "family": family}  # fmt: skip
    frame = chosen(judge(ds, **question, reasons=True), ds, wanted)
    if frame.empty:
        errors.hint(f"{question['year']}年没有符合的目标", f"no goal matches in {question['year']}")
    if output is None and sys.stdout.isatty():
        output = f"czplan-report-{question['year']}.html"
    try:
        page = pages.page(
            ds,
            frame,
            current(),
            as_of=question["as_of"],
            grade=question["grade"],
            wanted=wanted,
        )
        put(page.encode(), output)
    except (MissingExtra, WriteFault) as fault:
        errors.fail(None, fault.zh, fault.en)
    if output not in (None, "-"):
        errors.hint(f"已写入 {output}", f"wrote {output}")
