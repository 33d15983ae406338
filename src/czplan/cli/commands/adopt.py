"""`czplan adopt`: the proposals that a curator took become records of a data set."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from czplan.cli import options as opt
from czplan.cli.commands.carry_out import DryRunOpt, YesOpt, carry_out, own_set
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import pick
from czplan.cli.kit.output import Output

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.editing.addition import Entry
    from czplan.editing.proposed import Decision, Unusable

__all__ = ["DateOpt", "adopt", "day_of", "records_of"]

SHOWN = 8
"""Rows that can't be taken and are named."""

DateOpt = Annotated[
    str | None,
    opt.option(
        "--date DATE",
        "核对的日期；默认今天",
        "the day of the review; default: today",
    ),
]


@described(
    "czplan init city",
    "echo 2026年主要预期目标是：地区生产总值增长5.5%以上。 > report.md",
    "czplan sources add report.md --id report2026 --data city -y",
    "czplan plans add 2026年政府工作报告 --source report2026 --id wr2026 --data city -y",
    "czplan extract report.md --data city --source report2026 --plan wr2026 -o proposals.csv",
    "sed -i 's/^,/y,/' proposals.csv",
    "czplan adopt proposals.csv --data city -y",
    zh="proposals.csv 由 czplan extract 报告.md --data DIR --source ID --plan ID -o proposals.csv "
    "生成；在表格软件里把 take 一列填 y（收）或 n（不收），空着的留待以后。"
    "收下的写成目标和数据，没有指标的以原文的名称和 slug 新建一个；不收的记入 not-goals.yaml；"
    "其余各列按编号由原文恢复。"
    "check 会判为错误的不写入，退出码 2。",
    en="proposals.csv is what czplan extract report.md --data DIR --source ID --plan ID -o "
    "proposals.csv writes; in a spreadsheet, put y (take) or n (no record) into its column take; "
    "what is empty waits. What is taken becomes goals and figures; where there is no indicator, "
    "one is made with the text's name and the slug as its id. What isn't taken is remembered in "
    "not-goals.yaml; all other cells are restored from the document by id. What check would call "
    "an error isn't written (exit status 2).",
)
def adopt(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help=pick("提案表（CSV 或 XLSX）", "a table of proposals, CSV or XLSX")
        ),
    ],
    texts: Annotated[
        str | None,
        opt.option("--texts DIR", "文本所在的文件夹", "the folder of the documents"),
    ] = None,
    date: DateOpt = None,
    dry_run: DryRunOpt = False,
    yes: YesOpt = False,
    data: opt.DataOpt = None,
    lang: opt.LangOpt = None,
    color: opt.ColorOpt = None,
) -> None:
    """Write the taken proposals as records."""
    from czplan.editing.drafts import DraftFault
    from czplan.editing.proposed import Unusable, choices, proposals_of, read_table
    from czplan.extract.files import TextFault
    from czplan.sheets import SheetFault

    out = Output.of(format="table", color=color)
    day = day_of(date)
    ds = own_set(data, dry_run=dry_run)
    path = Path(os.path.expanduser(file))
    near = [path.parent, *([Path(os.path.expanduser(texts))] if texts else [])]
    try:
        table = read_table(path)
        proposals = proposals_of(ds, table, near)
        chosen, told = choices(table.rows, proposals)
    except (DraftFault, TextFault, SheetFault) as fault:
        errors.fail(None, fault.zh, fault.en)
    except Unusable as bad:
        refuse(bad)
    for zh, en in told[:SHOWN]:
        errors.hint(zh, en)
    if len(told) > SHOWN:
        errors.hint(f"（另有 {len(told) - SHOWN} 行）", f"({len(told) - SHOWN} more rows)")
    if not chosen:
        errors.fail(
            None,
            f"{file} 里没有一行填了 take：y 收，n 不收",
            f"no row of {file} has anything in take: y takes it, n doesn't",
        )
    remedy = (
        "把这些行的 take 改成 n 或留空，其余各行即可收下",
        "the others can be taken when take is n or empty in these rows",
    )
    records, told = records_of(ds, chosen, day)
    carry_out(ds, records, out, dry_run=dry_run, yes=yes, remedy=remedy, told=told)


def day_of(date: str | None) -> str:
    """Return the day of a review: `date`, else today, the one thing asked of the clock.

    Raises:
        errors.Refusal: it is no day.
    """
    import datetime

    if date is None:
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(date.strip()).isoformat()
    except ValueError:
        errors.fail(None, f"--date 写成 2026-01-31：{date}", f"--date is like 2026-01-31: {date}")


def records_of(
    ds: Dataset, chosen: list[Decision], day: str
) -> tuple[list[Entry], list[tuple[str, str]]]:
    """Return the records that choices make, and what is to be told of them.

    Raises:
        errors.Refusal: rows that lack something.
    """
    from czplan import __version__
    from czplan.editing.adopting import adoption
    from czplan.editing.proposed import Unusable

    try:
        made = adoption(ds, chosen, date=day, version=__version__)
    except Unusable as bad:
        refuse(bad)
    told = [
        (
            f"收 {made.taken} 条，不收 {made.refused} 条",
            f"{made.taken} taken, {made.refused} not taken",
        )
    ]
    if made.held:
        told.append((f"{made.held} 条已经收录，略过", f"{made.held} are there already, left out"))
    told += [
        (
            f"提醒：第 {row} 行：已有 {wanted}，这个目标记作 {id}",
            f"warning: row {row}: there is a {wanted} already, this goal becomes {id}",
        )
        for row, wanted, id in made.renamed
    ]
    for ids, zh, en in (
        (made.nameless, "新指标还没有英文名，请补", "new indicators lack their English name"),
        (made.inferred, "新指标的方向由程序推断，请核对", "inferred direction, to be checked"),
    ):
        if ids:
            more = " …" if len(ids) > SHOWN else ""
            few = ids[:SHOWN]
            told.append(
                (f"提醒：{zh}：{'、'.join(few)}{more}", f"warning: {en}: {', '.join(few)}{more}")
            )
    return list(made.records), told


def refuse(bad: Unusable) -> NoReturn:
    """Refuse rows that can't be taken, the first few by name.

    Raises:
        errors.Refusal: always.
    """
    said: dict[str, list[str]] = {"zh": [], "en": []}
    for row, zh, en in bad.reasons[:SHOWN]:
        said["zh"].append(f"第 {row} 行：{zh}" if row else zh)
        said["en"].append(f"row {row}: {en}" if row else en)
    left = len(bad.reasons) - SHOWN
    if left > 0:
        said["zh"].append(f"……另有 {left} 行")
        said["en"].append(f"... and {left} more rows")
    errors.fail(
        None,
        "没有写入：" + "\n  ".join(said["zh"]),
        "nothing was written: " + "\n  ".join(said["en"]),
    )
