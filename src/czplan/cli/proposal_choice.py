"""Which proposals of a document are asked for, and what is said of a document that is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, TypedDict

from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.language import pick
from czplan.filters import whole_number

if TYPE_CHECKING:
    from czplan.extract import Proposal

CHOICE = pick("要什么", "What is asked for")
MANY_TABLES = 8
"""How many documents with tables are named."""

_NameOpt = Annotated[
    str | None, opt.option("--place NAME", "地方；默认看标题", "default: the title's")
]
_YearOpt = Annotated[
    str | None, opt.option("--year Y", "报告的年份；默认看标题与首段", "default: the title's")
]
_GoalsOpt = Annotated[bool, opt.option("--goals", "只要目标", "goals only", CHOICE)]
_FiguresOpt = Annotated[bool, opt.option("--figures", "只要数据", "figures only", CHOICE)]
_IndicatorOpt = Annotated[
    list[str] | None, opt.option("--indicator ID", "只要这些指标", "these indicators only", CHOICE)
]
_CataloguedOpt = Annotated[
    bool,
    opt.option(
        "--catalogued",
        "只要指标已有编号的（数据集或通用目录里的），主要指标大多在内",
        "only those of an indicator that the set or the shared catalogue has: the headlines",
        CHOICE,
    ),
]
_RejectedOpt = Annotated[
    bool, opt.option("--rejected", "也列已否定的", "those that were refused, too", CHOICE)
]


class ProposalOpts(TypedDict):
    """Of which place and year a document is, and which of its proposals are asked for."""

    place: _NameOpt
    year: _YearOpt
    goals: _GoalsOpt
    figures: _FiguresOpt
    indicator: _IndicatorOpt
    catalogued: _CataloguedOpt
    rejected: _RejectedOpt


def wanted(proposals: Iterable[Proposal], ask: ProposalOpts) -> list[Proposal]:
    """Return the proposals of the classes and indicators that are asked for."""
    either = ask["goals"] == ask["figures"]
    return [
        one
        for one in proposals
        if (either or (one.kind == "goal") == ask["goals"])
        and (not ask["indicator"] or one.indicator in ask["indicator"])
        and (not ask["catalogued"] or one.indicator)
    ]


def report_year(text: str | None) -> int | None:
    """Return the year that `--year` gives; a wrong one ends the command."""
    if text is None:
        return None
    if (year := whole_number(text.strip(), 1900, 2200)) is None:
        errors.fail(f"年份不对：{text}", f"no such year: {text}")
    return year


def tell_tables(tables: Mapping[str, Sequence[int]]) -> None:
    """Say which rows of tables aren't read, their units stand elsewhere: lines by document."""
    found = {name: rows for name, rows in tables.items() if rows}
    remedy = (
        "单位在表头，没有读；用 targets add、actuals add 添上",
        "aren't read, their units stand apart: targets add and actuals add take them",
    )
    if len(found) > MANY_TABLES:
        count = sum(map(len, found.values()))
        few = list(found)[:MANY_TABLES]
        errors.hint(
            f"{len(found)} 份文件（{'、'.join(few)}……）有表格 {count} 行，{remedy[0]}",
            f"{count} rows of tables in {len(found)} documents ({', '.join(few)} ...) {remedy[1]}",
        )
        return
    for name, rows in found.items():
        where = f"{rows[0]}–{rows[-1]}" if len(rows) > 1 else str(rows[0])
        errors.hint(
            f"{name}：第 {where} 行有表格 {len(rows)} 行，{remedy[0]}",
            f"{name}: {len(rows)} rows of tables (lines {where}) {remedy[1]}",
        )
