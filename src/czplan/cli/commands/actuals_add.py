"""`czplan actuals add`: one more reported figure in a data set of one's own."""

from __future__ import annotations

from typing import Annotated

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.commands.carry_out import carry_out, own_set
from czplan.cli.finding import measured
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import pick
from czplan.cli.record_options import PANEL, Fields, with_fields
from czplan.editing.addition import FIGURE, Addition


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
@with_fields("actuals", leave=("stated", "source", "proxy", "restated", "reading"))
def add(
    indicator: Annotated[
        str,
        opt.argument(
            "INDICATOR",
            "指标编号，或无指标的目标的编号",
            "id of the indicator, or of a goal without one",
            offers.keys,
        ),
    ],
    period: Annotated[
        str,
        opt.argument(
            "PERIOD",
            "2025、2025-09（1—9月或9月末）、2021..2025",
            "2025, 2025-09 (January to September, or its end), 2021..2025",
        ),
    ],
    stated: Annotated[
        str | None,
        opt.argument(
            "STATED",
            "原文中带数字的几个字，如 突破100万辆",
            "the few words that carry the figure, such as 突破100万辆",
        ),
    ] = None,
    *,
    source: Annotated[
        str | None, opt.option("--source ID", "来源编号", "id of the source", PANEL, offers.sources)
    ] = None,
    proxy: Annotated[
        bool,
        opt.option(
            "--proxy",
            "相近的指标，或未能证实就是该指标",
            "of a neighbouring measure, or of unproven identity",
            PANEL,
        ),
    ] = False,
    restated: Annotated[
        bool,
        opt.option(
            "--restated",
            "目标定下之后口径已变",
            "of a definition that changed after the goal was set",
            PANEL,
        ),
    ] = False,
    fields: Fields,
    writing: opt.WritingOpts,
) -> None:
    """Add one figure."""
    if stated and stated.strip():
        fields["stated"] = stated.strip()
    if not fields.keys() & {*FIGURE}:
        errors.fail(
            "缺少 STATED：原文中带数字的几个字（或用 --value、--outcome）",
            "STATED is missing: the few words that carry the figure (or --value, --outcome)",
        )
    ds = own_set(writing)
    if not source:
        errors.fail(
            f"缺少 --source：这个数出自哪里。{_some(ds.source_records)}；新的文件先用"
            " czplan sources add 添上",
            f"--source is missing: where the figure is from. {_some(ds.source_records)}; a new"
            " document is added first: czplan sources add",
        )
    fields["source"] = errors.known_source(source, ds.source_records)
    fields |= {name: "true" for name, said in (("proxy", proxy), ("restated", restated)) if said}
    carry_out(ds, [Addition(measured(indicator, ds), period.strip(), fields)], writing)


def _some(ids: object) -> str:
    """Return the first few ids as an offer."""
    listed = list(ids) if isinstance(ids, dict) else []
    names = ", ".join(listed[:6]) + (" …" if len(listed) > 6 else "")
    return pick(f"可选：{names}", f"One of: {names}")
