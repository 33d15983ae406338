"""`czplan actuals add`: one more reported figure in a data set of one's own."""

from __future__ import annotations

from typing import Annotated

import typer

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.commands.carry_out import DryRunOpt, YesOpt, carry_out, own_set
from czplan.cli.finding import measured
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import pick
from czplan.cli.kit.output import Output

__all__ = ["add"]

FIGURE = pick("数", "The figure")


@described(
    "czplan actuals add nev-output 2026-06 60万辆 --source wr2025-summary --dry-run",
    zh="写进 --data（或 CZPLAN_DATA）指明的数据集，原有注释、顺序、版式不动；"
    "先显示改动与随之改变的结论，有人在终端前才询问（--yes 不问）。"
    "check 会判为错误的不写入，退出码 2。"
    "以“-”开头的数写在 -- 之后：… --source ID -- -3.1%。",
    en="Writes into the set that --data (or CZPLAN_DATA) names; its comments, order and layout"
    " stay. Shows the change and the verdicts that it changes, and asks only a person at a"
    " terminal (--yes: not even then). What check would call an error isn't written (exit"
    " status 2). A figure that begins with - stands after --: ... --source ID -- -3.1%.",
)
def add(
    indicator: Annotated[
        str,
        typer.Argument(
            metavar="INDICATOR",
            help=pick(
                "指标编号，或无指标的目标的编号", "id of the indicator, or of a goal without one"
            ),
            autocompletion=offers.keys,
        ),
    ],
    period: Annotated[
        str,
        typer.Argument(
            metavar="PERIOD",
            help=pick(
                "2025、2025-09（1—9月或9月末）、2021..2025",
                "2025, 2025-09 (January to September, or its end), 2021..2025",
            ),
        ),
    ],
    stated: Annotated[
        str | None,
        typer.Argument(
            metavar="STATED",
            help=pick(
                "原文中带数字的几个字，如 突破100万辆",
                "the few words that carry the figure, such as 突破100万辆",
            ),
        ),
    ] = None,
    source: Annotated[
        str | None,
        opt.option("--source ID", "来源编号", "id of the source", FIGURE, offers.sources),
    ] = None,
    text: Annotated[
        str | None,
        opt.option(
            "--text TEXT",
            "证明它的最短原文",
            "the shortest phrase that proves it",
            FIGURE,
        ),
    ] = None,
    line: Annotated[
        str | None,
        opt.option("--line N", "原文的行", "the line of the phrase", FIGURE),
    ] = None,
    page: Annotated[
        str | None,
        opt.option("--page P", "原文的页", "the page of the phrase", FIGURE),
    ] = None,
    section: Annotated[
        str | None,
        opt.option("--section S", "原文的章节", "the section of the phrase", FIGURE),
    ] = None,
    status: Annotated[
        str | None,
        opt.option(
            "--status final|preliminary|estimate",
            "最终（默认）、初步、预计",
            "final (default), preliminary, estimate",
            FIGURE,
        ),
    ] = None,
    value: Annotated[
        str | None,
        opt.option(
            "--value NUMBER",
            "以指标单位计的数，没有可读的措辞时用",
            "a number in the indicator's unit, where no wording can be read",
            FIGURE,
        ),
    ] = None,
    outcome: Annotated[
        str | None,
        opt.option(
            "--outcome WORD",
            "事项的结果，如 done、under-way",
            "how a milestone stands, such as done, under-way",
            FIGURE,
        ),
    ] = None,
    basis: Annotated[
        str | None,
        opt.option("--basis nominal|real", "价格口径", "the price basis", FIGURE),
    ] = None,
    scope: Annotated[
        str | None,
        opt.option(
            "--for SCOPE",
            "范围，如 district:jintan；默认 city",
            "the scope, such as district:jintan; default city",
            FIGURE,
        ),
    ] = None,
    of: Annotated[
        str | None,
        opt.option(
            "--of YEAR",
            "统计年度，与时期不同时写，如 2024",
            "the statistical year, where it isn't the period's, such as 2024",
            FIGURE,
        ),
    ] = None,
    proxy: Annotated[
        bool,
        opt.option(
            "--proxy",
            "相近的指标，或未能证实就是该指标",
            "of a neighbouring measure, or of unproven identity",
            FIGURE,
        ),
    ] = False,
    restated: Annotated[
        bool,
        opt.option(
            "--restated",
            "目标定下之后口径已变",
            "of a definition that changed after the goal was set",
            FIGURE,
        ),
    ] = False,
    note: Annotated[
        str | None,
        opt.option("--note TEXT", "备注", "a note", FIGURE),
    ] = None,
    dry_run: DryRunOpt = False,
    yes: YesOpt = False,
    data: opt.DataOpt = None,
    lang: opt.LangOpt = None,
    color: opt.ColorOpt = None,
) -> None:
    """Add one figure."""
    out = Output.of(format="table", color=color)
    if not any((stated, value, outcome)):
        errors.fail(
            None,
            "缺少 STATED：原文中带数字的几个字（或用 --value、--outcome）",
            "STATED is missing: the few words that carry the figure (or --value, --outcome)",
        )
    ds = own_set(data, dry_run=dry_run)
    if not source:
        errors.fail(
            None,
            f"缺少 --source：这个数出自哪里。{_some(ds.source_records)}；新的文件先用"
            " czplan sources add 添上",
            f"--source is missing: where the figure is from. {_some(ds.source_records)}; a new"
            " document is added first: czplan sources add",
        )
    from czplan.editing.addition import Addition

    given = {
        "stated": stated,
        "value": value,
        "outcome": outcome,
        "status": status,
        "source": errors.known_source(source, ds.source_records),
        "line": line,
        "page": page,
        "section": section,
        "text": text,
        "basis": basis,
        "scope": scope,
        "of": of,
        "proxy": "true" if proxy else None,
        "restated": "true" if restated else None,
        "note": note,
    }
    indicator = measured(indicator, ds)
    fields = {name: field.strip() for name, field in given.items() if field and field.strip()}
    carry_out(ds, [Addition(indicator, period.strip(), fields)], out, dry_run=dry_run, yes=yes)


def _some(ids: object) -> str:
    """Return the first few ids as an offer."""
    listed = list(ids) if isinstance(ids, dict) else []
    names = ", ".join(listed[:6]) + (" …" if len(listed) > 6 else "")
    return pick(f"可选：{names}", f"One of: {names}")
