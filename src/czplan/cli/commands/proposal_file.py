"""The file that `czplan extract -o` writes, and the marks of a person in the one it replaces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan.cli.kit import errors
from czplan.cli.kit.output import Output
from czplan.views.row_numbers import counted

if TYPE_CHECKING:
    from czplan.editing.proposed import ProposalTable

_TABLES = frozenset({"csv", "tsv", "table"})
"""Formats in which a table of proposals comes back."""


_ENDINGS = {"csv": "csv", "tsv": "tsv", "json": "json", "jsonl": "jsonl", "md": "markdown"}
_SHEETS = ("xls", "xlsm", "xlsb", "ods", "et")


def form(output: str, format: str | None) -> str:
    """Return the format of a file, by its name where none is asked for; a workbook's is csv.

    Raises:
        errors.Refusal: the name is that of a spreadsheet that isn't written.
    """
    ending = Path(output).suffix.lstrip(".").lower()
    if ending in _SHEETS or (ending == "xlsx" and format is not None):
        errors.fail(
            f"-o {output}：写不成 .{ending}；"
            + ("不加 -f 即写成工作簿" if ending == "xlsx" else "用 .xlsx 或 .csv"),
            f"-o {output}: can't write .{ending}; "
            + ("without -f it is a workbook" if ending == "xlsx" else "use .xlsx or .csv"),
        )
    return format or _ENDINGS.get(ending, "csv")


def standing(path: Path, columns: Sequence[str], out: Output) -> ProposalTable | None:
    """Return the table of proposals that stands where one is to be written; None where none does.

    Raises:
        errors.Refusal: what stands there is no such table, or holds marks that would be lost.
    """
    if not path.is_file() or path.stat().st_size == 0:
        return None
    from czplan.editing.document_records import DraftFault
    from czplan.editing.proposed import NEEDED, read_table
    from czplan.sheets import SheetFault

    written = columns if out.fields is None else out.fields
    keeps = out.format in _TABLES and {*NEEDED} <= {*written}
    try:
        held = read_table(path, NEEDED[1:])
    except (DraftFault, SheetFault):
        if keeps:
            errors.fail(
                f"-o {path} 已有内容，却不是提案表：换一个文件名，或先移走它",
                f"-o {path} is there and is no table of proposals: name another file, or move it",
            )
        return None
    if keeps:
        return held
    if count := held.marks():
        errors.fail(
            f"{path} 有 {count} 行已填 take，会丢失：加 --source、--plan 写成 CSV 或 XLSX 即保留，"
            "或换一个文件名",
            f"{path} has {count} rows with take filled in, which would be lost: with --source or "
            "--plan, as CSV or XLSX, they are kept; or name another file",
        )
    return None


def with_marks(
    held: ProposalTable, rows: list[dict[str, Any]], columns: list[str], recorded: set[str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return rows and columns with what a person did in the table that they replace, and say so."""
    from czplan.editing.proposals import kept_marks

    kept = kept_marks(held, rows, columns, recorded)
    if kept.marked or kept.edited:
        errors.hint(
            f"原表中 {kept.marked} 行的 take、{kept.edited} 行改过的格子保留",
            f"kept from the table that was there: take in {kept.marked} rows, "
            f"other cells in {kept.edited}",
        )
    if kept.left:
        errors.hint(
            f"另有 {kept.left} 行这次没有提出，但已填写，附在末尾",
            f"{kept.left} rows that aren't proposed now but were filled in stand at the end",
        )
    return kept.rows, kept.columns


def write(
    rows: list[dict[str, Any]], columns: list[str], out: Output, output: str, count: int
) -> None:
    """Write a table of proposals, `count` of which are proposed now, and say so.

    Raises:
        errors.Refusal: it can't be written.
    """
    from czplan.export import rows_as_text
    from czplan.storage import write_file

    form = "tsv" if out.format == "table" else out.format
    chosen = columns
    if out.fields is not None:
        chosen = [errors.one_of(name, columns, "列", "field") for name in out.fields]
    if Path(output).suffix.lower() == ".xlsx":
        from czplan.export.xlsx import text_workbook

        content = text_workbook("proposals", rows, chosen)
    else:
        made = bytearray("\ufeff" if form == "csv" else "", "utf-8")
        for piece in rows_as_text.written(form, rows, chosen):
            made += piece.encode()  # of a thousand reports the text alone is 200 MB
        content = bytes(made)
    for zh, en in write_file(Path(output), content):
        errors.hint(f"提醒：{zh}", f"warning: {en}")
    errors.hint(f"已写 {output}：{count} 条", f"{output}: {counted(count, 'proposal')}")
