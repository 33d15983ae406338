"""`czplan adopt`: the proposals that a curator took become records of a data set."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from czplan.cli import options as opt
from czplan.cli.commands.carry_out import Trial, carry_out, own_set, tried, why_not
from czplan.cli.kit import errors
from czplan.cli.kit.described import described

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.editing.adopting import Adoption
    from czplan.editing.proposed import Decision, Unusable
    from czplan.extract import Proposal
    from czplan.faults import Both

SHOWN = 8
"""Rows that can't be taken and are named."""

DateOpt = Annotated[
    str | None,
    opt.option("--date DATE", "核对的日期；默认今天", "the day of the review; default: today"),
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
        str, opt.argument("FILE", "提案表（CSV 或 XLSX）", "a table of proposals, CSV or XLSX")
    ],
    *,
    texts: Annotated[
        str | None, opt.option("--texts DIR", "文本所在的文件夹", "the folder of the documents")
    ] = None,
    skip_refused: Annotated[
        bool,
        opt.option(
            "--skip-refused",
            "收不了的行留待以后，其余的收下",
            "rows that can't be taken wait, the others are taken",
        ),
    ] = False,
    date: DateOpt = None,
    writing: opt.WritingOpts,
) -> None:
    """Write the taken proposals as records."""
    from czplan.editing.proposed import Unusable, choices, proposals_of, read_table

    day = day_of(date)
    ds = own_set(writing)
    path = Path(os.path.expanduser(file))
    near = [path.parent, *([Path(os.path.expanduser(texts))] if texts else [])]
    try:
        table = read_table(path)
        proposals = proposals_of(ds, table, near)
        chosen, told = choices(
            table.rows, proposals, lambda: proposals_of(ds, table, near, own=False)
        )
    except Unusable as unusable:
        refuse(unusable)
    for zh, en in told[:SHOWN]:
        errors.hint(zh, en)
    if len(told) > SHOWN:
        errors.hint(f"（另有 {len(told) - SHOWN} 行）", f"({len(told) - SHOWN} more rows)")
    if not chosen:
        errors.fail(
            f"{file} 里没有一行填了 take：y 收，n 不收",
            f"no row of {file} has anything in take: y takes it, n doesn't",
        )
    made, trial, bad = _fitting(ds, chosen, day, proposals.values())
    if bad and (not skip_refused or len(bad) == len(chosen)):
        _refuse_some(chosen, bad)
    told = told_of(made)
    if bad:
        told[:0] = [
            (f"留待以后：{zh}", f"left for later: {en}")
            for zh, en in zip(*_rows_refused(chosen, bad), strict=True)
        ]
    carry_out(ds, made.records, writing, told=told, trial=trial)


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
        errors.fail(f"--date 写成 2026-01-31：{date}", f"--date is like 2026-01-31: {date}")


def told_of(made: Adoption) -> list[tuple[str, str]]:
    """Return what is to be told of the records that choices make, Chinese and English."""
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
    told += [
        (
            f"第 {row} 行：{id} 已是记录，take 的 n 不算；要删就在数据文件里删",
            f"row {row}: {id} is a record and stays, n or not; take it out of its file if it "
            "is none",
        )
        for row, id in made.standing
    ]
    told += [
        (
            f"第 {row} 行：{cells} 由指标 {id} 定，改过的格子没有用",
            f"row {row}: {cells} is the indicator's ({id}); what the row says isn't used",
        )
        for row, id, cells in made.unused
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
    return told


def _fitting(
    ds: Dataset, chosen: Sequence[Decision], day: str, among: Iterable[Proposal] = ()
) -> tuple[Adoption, Trial, dict[str, Both]]:
    """Return the records of the rows that can be taken together, tried, and why others can't.

    Raises:
        errors.Refusal: the set would have errors that come from no row.
    """
    from czplan import __version__
    from czplan.editing.adopting import adoption
    from czplan.editing.change import Refused
    from czplan.editing.proposed import Unusable
    from czplan.faults import Both, DataError

    bad: dict[str, Both] = {}
    while True:
        rest = [one for one in chosen if one.origin not in bad]
        try:
            made = adoption(ds, rest, date=day, version=__version__, among=among)
            return made, tried(ds, made.records), bad
        except Unusable as unusable:
            for row, zh, en in unusable.reasons:
                bad.setdefault(row, Both(zh, en))
        except Refused as refused:
            owned = [(one, fault) for one, fault in refused.faults if one is not None]
            # a goal or figure of an indicator that can't be made is at no fault itself
            first = [pair for pair in owned if pair[0].table == "indicators"] or owned
            if not first:
                errors.fail(*why_not(refused.faults))
            for one, fault in first:
                texts = (fault.text(lang).partition(": ")[2] for lang in ("zh", "en"))
                bad.setdefault(one.origin, Both(*texts))
        except DataError as error:
            errors.fail(*why_not([(None, fault) for fault in error.errors]))


def _rows_refused(
    chosen: Sequence[Decision], bad: Mapping[str, Both]
) -> tuple[list[str], list[str]]:
    """Return each row that can't be taken, with line, words and why, Chinese and English."""
    said: tuple[list[str], list[str]] = ([], [])
    for one in chosen:
        if (why := bad.get(one.origin)) is not None:
            line, words = one.proposal.line, one.proposal.stated
            said[0].append(f"第 {one.origin} 行（原文第 {line} 行“{words}”）：{why.zh}")
            said[1].append(f"row {one.origin} (line {line}, “{words}”): {why.en}")
    return said


def _refuse_some(chosen: Sequence[Decision], bad: Mapping[str, Both]) -> NoReturn:
    """Refuse all rows because of some, each named, and say how to go on.

    Raises:
        errors.Refusal: always.
    """
    zh, en = _rows_refused(chosen, bad)
    if len(bad) < len(chosen):
        rows = [one.origin for one in chosen if one.origin in bad]
        left = len(chosen) - len(rows)
        zh.append(
            f"加 --skip-refused 则这 {len(rows)} 行留待以后，收其余 {left} 行；"
            f"或把这些行的 take 改成 n 或留空：{'、'.join(rows)}"
        )
        en.append(
            f"with --skip-refused these {len(rows)} wait and the other {left} are taken; "
            f"so they are when take is n or empty in these rows: {', '.join(rows)}"
        )
    errors.fail("没有写入：" + "\n  ".join(zh), "nothing was written: " + "\n  ".join(en))


def refuse(bad: Unusable) -> NoReturn:
    """Refuse rows that can't be understood, each by name.

    Raises:
        errors.Refusal: always.
    """
    zh = [f"第 {row} 行：{zh}" if row else zh for row, zh, _ in bad.reasons]
    en = [f"row {row}: {en}" if row else en for row, _, en in bad.reasons]
    errors.fail("没有写入：" + "\n  ".join(zh), "nothing was written: " + "\n  ".join(en))
