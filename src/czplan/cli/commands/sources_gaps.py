"""`czplan sources gaps`: figures, rank words and goal-verbs that no record covers yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from czplan.cli.kit.described import described
from czplan.cli.kit.errors import hint
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.cli.options import DataOpt
from czplan.cli.texts_at_hand import TextsOpt, folder_of, several

if TYPE_CHECKING:
    from czplan.evidence.gaps import Gaps
    from czplan.views.screen import Shown


@described(
    "czplan sources gaps --texts . -f json",
    zh="列出原文中没有记录引用、也未在 not-goals.yaml 说明的数字、位次词与目标动词，附前后文，"
    "和按 extract 的读法大概是什么（目标、数据、日期……）；"
    "按理由的计数在标准错误。只读了一部分的文件（coverage: part）只计数。"
    "还有未说明的，退出码为 1，否则为 0。",
    en="Lists every numeral, rank word and goal-verb of a text that no record quotes and"
    " not-goals.yaml doesn't explain, with its surroundings and what it probably is by the"
    " reading of `extract` (a goal, a figure, a date …); counts by reason go to standard error."
    " Of documents read in part (coverage: part) the marks are only counted."
    " Exit status 1 if anything is left unexplained, else 0.",
)
def gaps(out: Output, texts: TextsOpt = None, data: DataOpt = None) -> None:
    """List what a text may still hold."""
    ds = opened(data)
    folder = folder_of(ds, texts)
    from czplan.evidence import gaps as evidence

    found = evidence.gaps(ds, folder)
    emit(
        [gap.row for gap in found.open],
        evidence.GAP_COLUMNS,
        out=out,
        table=lambda: _table(found, out),
        key="source",
    )
    _say(found)
    if found.open:
        raise typer.Exit(1)


def _table(found: Gaps, out: Output) -> Shown:
    from rich.text import Text

    from czplan.evidence.likely import LIKELY
    from czplan.evidence.marks import MARKS
    from czplan.views.fitting import Column, Row, fit
    from czplan.views.style import cell

    if not found.open:
        return cell(out.pick("没有未说明的。", "Nothing unexplained."))

    def context(row: Row) -> Text:
        return (
            cell(row["before"][-14:])
            + cell(f"[{row['found']}]", style="bold")
            + cell(row["after"][:14])
        )

    def probably(row: Row) -> str:
        if not row["probably"]:
            return ""
        what = LIKELY[row["probably"]].name(out.lang)
        of = row["indicator"] or row["name"]
        return out.pick(f"{what}：{of}", f"{what}: {of}") if of else what

    columns = [
        Column("来源", "Source", lambda r: r["source"], 0, 10),
        Column("行", "Line", lambda r: f"{r['line']}:{r['column']}", 0, 5, right=True),
        Column("类", "Mark", lambda r: MARKS[r["mark"]].name(out.lang), 1, 6),
        Column("前后文", "Surroundings", context, 0, 24),
        Column("大概是", "Probably", probably, 2, 8),
    ]
    return fit([gap.row for gap in found.open], columns, out).table


def _say(found: Gaps) -> None:
    """Say on standard error how many marks are covered, explained and left, by reason."""
    from czplan.vocabulary import REASONS_NOT_GOALS

    explained = sum(found.reasons.values())
    in_part = sum(found.part.values())
    total = found.covered + explained + len(found.open) + in_part
    hint(
        f"{len(found.read)} 份原文，{total} 处：记录引用 {found.covered}，"
        f"已说明 {explained}，未说明 {len(found.open)}",
        f"{len(found.read)} texts, {total} marks: {found.covered} in a record's words,"
        f" {explained} explained, {len(found.open)} unexplained",
    )
    if found.part:
        listed = [f"{source} {number}" for source, number in found.part.items()]
        hint(
            f"只读了一部分的文件 {len(listed)} 份，余下 {in_part} 处：{'、'.join(listed)}",
            f"read in part: {len(listed)} texts, {in_part} marks left: {', '.join(listed)}",
        )
    for code, number in found.reasons.items():
        if number:
            term = REASONS_NOT_GOALS[code]
            hint(f"  {term.zh}：{number}", f"  {term.en}: {number}")
    if found.unread:
        hint(
            f"手边没有原文、未读的来源：{several(found.unread, '、')}",
            f"no text at hand, not read: {several(found.unread, ', ')}",
        )
    for source, line, words in found.idle:
        hint(
            f"not-goals.yaml 中这条没有用处：{source} 第 {line} 行 {words}",
            f"this entry of not-goals.yaml explains nothing: {source} line {line} {words}",
        )
