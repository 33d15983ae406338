"""`czplan sources verify`: whether each quoted phrase stands where it is said to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from czplan.cli.kit.described import described
from czplan.cli.kit.errors import hint
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened, warn_of
from czplan.cli.options import DataOpt
from czplan.cli.texts_at_hand import TextsOpt, folder_of, several

if TYPE_CHECKING:
    from czplan.evidence.verify import Check
    from czplan.views.screen import Shown


@described(
    "czplan sources verify --texts .",
    zh="逐条核对：text 起于所记的行，stated 在 text 之中，文件的 SHA-256 相符。只输出不符之处，"
    "两处位置都写明；各类计数在标准错误。有不符之处退出码为 1；手边没有原文的计为“未核对”。",
    en="Checks that `text` starts on its line, that `stated` stands in `text`, and each document's"
    " SHA-256. Mismatches are the answer, with both places; counts go to standard error. Exit"
    " status 1 on a mismatch; sources without a text at hand count as not checked.",
)
def verify(out: Output, texts: TextsOpt = None, data: DataOpt = None) -> None:
    """Check the quotations of a data set against the documents' texts."""
    ds = opened(data, warn=False)
    folder = folder_of(ds, texts)
    warn_of(ds, data)
    from czplan.evidence import verify as evidence

    checks, unread = evidence.survey(ds, folder)
    wrong = evidence.mismatches(checks)
    emit(
        [check.row for check in wrong],
        evidence.CHECK_COLUMNS,
        out=out,
        table=lambda: _table(wrong, out),
        key="record",
    )
    _say(checks, unread)
    if wrong:
        raise typer.Exit(1)


def _table(wrong: list[Check], out: Output) -> Shown:
    from czplan.evidence.verify import RESULTS
    from czplan.views.fitting import Column, fit
    from czplan.views.style import cell

    if not wrong:
        return cell(out.pick("没有不符之处。", "No mismatch."))
    columns = [
        Column("结果", "Result", lambda r: RESULTS[r["result"]].name(out.lang), 0, 8),
        Column("记录", "Record", lambda r: r["record"], 0, 12),
        Column("字段", "Field", lambda r: r["field"], 2, 8),
        Column("所引", "Words", lambda r: cell(r["words"]), 0, 12),
        Column("数据", "Data", lambda r: f"{r['data_file']}:{r['data_line']}", 0, 14),
        Column("原文", "Text", lambda r: _place(r["text_file"], r["text_line"]), 0, 14),
        Column("实在行", "Stands on", lambda r: ", ".join(map(str, r["stands_at"])), 1, 4),
    ]
    return fit([check.row for check in wrong], columns, out).table


def _place(file: str | None, line: int | None) -> str:
    name = (file or "").replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}:{line}" if line is not None else name


def _say(checks: list[Check], unread: int) -> None:
    """Say on standard error what was checked and what couldn't be."""
    from czplan.evidence.verify import RESULTS, counts

    sources = [check for check in checks if check.claim.field == "sha256"]
    quotes = [check for check in checks if check.claim.field != "sha256"]
    for group, more, zh, en in (
        (sources, 0, "来源文件", "documents"),
        (quotes, unread, "引文", "quotations"),
    ):
        numbers = counts(group)
        numbers["not-checked"] += more
        tally = {code: number for code, number in numbers.items() if number}
        hint(
            f"{zh} {len(group) + more}："
            + "，".join(f"{RESULTS[code].zh} {number}" for code, number in tally.items()),
            f"{len(group) + more} {en}: "
            + ", ".join(f"{number} {RESULTS[code].en}" for code, number in tally.items()),
        )
    missing = [check.claim.source for check in sources if check.result == "not-checked"]
    if missing:
        hint(
            f"手边没有原文的来源：{several(missing, '、')}",
            f"no text at hand: {several(missing, ', ')}",
        )
