"""`czplan actuals import`: many reported figures from a table into a data set of one's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.commands.carry_out import carry_out, own_set
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import pick


@described(
    "czplan actuals list -f csv | czplan actuals import - --dry-run",
    zh="表格（CSV、TSV 或 XLSX）每行一个数，列名用中文或英文："
    "指标 indicator、时期 period、措辞 stated（或 数值 value、结果 outcome）、来源 source、"
    "原文 text、行 line、页 page、章节 section、状态 status、口径 basis、范围 scope、"
    "统计年度 of、相近指标 proxy、口径已变 restated、备注 note。"
    "指标、来源可写编号，也可写名称。要么全部写入，要么一个不写；已有同样记录的略过。",
    en="The table (CSV, TSV or XLSX) has one figure a row; its columns are named in English or"
    " Chinese: indicator, period, stated (or value, outcome), source, text, line, page, section,"
    " status, basis, scope, of, proxy, restated, note. Indicators and sources go by id or by name."
    " All are written or none; what is there already, word for word, is left out.",
)
def import_(
    file: Annotated[
        str,
        opt.argument(
            "FILE",
            "CSV、TSV 或 XLSX 文件；- 为标准输入",
            "a CSV, TSV or XLSX file; -: standard input",
        ),
    ],
    *,
    source: Annotated[
        str | None,
        opt.option(
            "--source ID",
            "未写来源的行的来源",
            "the source of rows that name none",
            None,
            offers.sources,
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        opt.option(
            "--sheet NAME",
            "工作簿中的工作表；默认第一个",
            "sheet of the workbook; default: its first",
        ),
    ] = None,
    writing: opt.WritingOpts,
) -> None:
    """Add the figures of a table."""
    ds = own_set(writing)
    if source is not None:
        errors.known_source(source, ds.source_records)
    from czplan.editing.importing import additions
    from czplan.editing.table_headings import with_fields
    from czplan.sheets import read_cells, read_stream

    if file == "-":
        cells = read_stream(sys.stdin.buffer, "-", sheet)
    else:
        cells = read_cells(Path(os.path.expanduser(file)), sheet)
    place = ds.place
    table = with_fields(cells, (place.zh, place.zh.removesuffix("市"), place.en))
    found = additions(table, ds, source)
    if table.encoding:
        errors.hint(f"按 {table.encoding} 读取 {file}", f"read {file} as {table.encoding}")
    for note in table.notes:
        errors.hint(note.zh, note.en)
    if table.ignored:
        names = pick("、", ", ").join(table.ignored)
        errors.hint(
            f"不认得的列，未用：{names}", f"columns that mean nothing here, not used: {names}"
        )
    if not found:
        errors.hint(f"{file} 里没有数", f"there are no figures in {file}")
        return
    lacking = [one.origin for one in found if "source" not in one.fields]
    if lacking:
        rows = ", ".join(lacking[:5]) + (" …" if len(lacking) > 5 else "")
        errors.fail(
            f"这些行没有来源：{rows}。加一列 来源，或用 --source ID",
            f"these rows have no source: {rows}. Add a column source, or say --source ID",
        )
    carry_out(ds, found, writing)
