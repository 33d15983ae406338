"""Open a table: what kind of file it is, then its cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path
from typing import BinaryIO
from zipfile import is_zipfile

from czplan.faults import Both
from czplan.faults.system import why
from czplan.sheets.cells import LONGEST_CELL, CellTable, SheetFault
from czplan.sheets.workbook import read_workbook
from czplan.sinks import csv_untext

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of a file; more is bulk, and belongs in the CSV form of a data set."""

_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table|\?xml|meta)", re.I)
_COMMA = re.compile(r"([^0-9,，;.]{0,6})([0-9]+)\s?[,，]\s?([0-9]+)(\s?[^0-9,，;.]{0,6})")
_THREE = 3
_MARKS = ",\t;，"
_HEAD = 20
"""So many lines tell by what the cells are parted: titles and notes have commas of their own."""


def read_cells(path: Path, sheet: str | None = None) -> CellTable:
    """Read a table; `sheet` names one of a workbook, else the first that isn't hidden.

    Args:
        path: a CSV, TSV or XLSX file.
        sheet: the name of a sheet.

    Raises:
        SheetFault: the file can't be read, or is no such table.
    """
    try:
        if path.is_dir():
            raise SheetFault(f"读不了 {path}：是文件夹", f"can't read {path}: it is a folder")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SheetFault(
            f"读不了 {path}：{why(error).zh}", f"can't read {path}: {why(error).en}"
        ) from error
    return _cells(data, str(path), sheet, path.suffix.lower() in {".xlsx", ".xlsm"})


def read_stream(stream: BinaryIO, name: str = "-", sheet: str | None = None) -> CellTable:
    """Read a table from a stream, such as standard input.

    Raises:
        SheetFault: it can't be read, or is no such table.
    """
    data = stream.read(MOST_BYTES + 1)
    return _cells(data, name, sheet, data.startswith(_ZIP))


def _cells(data: bytes, name: str, sheet: str | None, is_workbook: bool) -> CellTable:
    if len(data) > MOST_BYTES:
        most = f"> {MOST_BYTES // 1048576} MiB"
        raise SheetFault(
            f"{name} 太大（{most}）：只留要用的行，或写成数据集的 CSV 表",
            f"{name} is too large ({most}): keep the rows to be taken, or write them as the CSV"
            " table of a data set",
        )
    if data.startswith(_ZIP) and (is_workbook or is_zipfile(io.BytesIO(data))):
        found = read_workbook(data, name, sheet)  # or a fault that says what else it is
        if is_workbook:
            return found
    foreign = _foreign(data, is_workbook)
    if foreign is not None:
        raise SheetFault(f"{name} {foreign.zh}", f"{name} {foreign.en}")
    return _text(data, name)


def _foreign(data: bytes, is_workbook: bool) -> Both | None:
    """Say what a file is that is neither text nor an open workbook; None where it may be text."""
    if data.startswith(_ZIP):
        return Both("是 XLSX 文件，请用 .xlsx 结尾", "is an XLSX file: name it .xlsx")
    if data.startswith(_OLD):
        if _LOCKED in data:
            return Both(
                "有密码保护：去掉密码再存一次", "is protected by a password: save it without one"
            )
        return Both(
            "是旧式工作簿（.xls）：另存为 .xlsx 或 .csv",
            "is an old workbook (.xls): save it as .xlsx or .csv",
        )
    if _MARKUP.match(data):
        return Both(
            "是网页或 XML 表格：在表格软件里打开，另存为 .xlsx 或 .csv",
            "is a web page or an XML table: open it in a spreadsheet and save it as .xlsx or .csv",
        )
    if is_workbook:
        return Both(
            "不是工作簿：是文字表格的，请用 .csv 结尾",
            "is no workbook: a table of text is named .csv",
        )
    return None


def _text(data: bytes, name: str) -> CellTable:
    """Return the cells of a CSV or TSV file."""
    text, encoding = _decoded(data, name)
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        raise SheetFault(
            f"{name}:{line}: 有空字符（NUL），不是文字表格",
            f"{name}:{line}: a NUL character; it is no table of text",
        )
    first = text.splitlines()[:_HEAD]
    mark = max(_MARKS, key=lambda one: (sum(one in line for line in first), text.count(one)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise csv.Error(f"a cell of more than {LONGEST_CELL} characters")
            shown = [csv_untext(cell.strip()) for cell in cells]
            if mark == ";":
                shown = [_decimal(cell, reader.line_num) for cell in shown]
            if any(shown):
                rows.append((reader.line_num, shown))
    except csv.Error as error:
        line = reader.line_num
        raise SheetFault(
            f"{name}:{line}: 第 {line} 行不是 CSV：{error}",
            f"{name}:{line}: line {line} is no CSV: {error}",
        ) from error
    return CellTable(name, rows, encoding)


def _decimal(cell: str, line: int) -> str:
    """Return a cell of a table parted by semicolons, whose decimal comma is written as a point.

    Raises:
        SheetFault: three digits behind the comma, which may be thousands as well.
    """
    found = _COMMA.fullmatch(cell)
    if found is None:
        return cell
    before, whole, part, after = found.groups()
    if len(part) == _THREE and len(whole) <= _THREE:
        point, joined = f"{whole}.{part}", f"{whole}{part}"
        raise SheetFault(
            f"第 {line} 行的“{cell}”可读作 {point} 或 {joined}；去掉逗号或改成小数点",
            f"line {line}: {cell} may be {point} or {joined}; drop the comma or write a point",
        )
    return f"{before}{whole}.{part}{after}"


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return a file's text, and its encoding where it isn't UTF-8."""
    from czplan.extract.opening_text import guessed_encoding

    attempts: tuple[str, ...] = ("utf-8-sig", guessed_encoding(data) or "utf-8")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        attempts = ("utf-16",)
    for encoding in attempts:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, "" if encoding == "utf-8-sig" else encoding.upper()
    raise SheetFault(
        f"{name} 的编码既不是 UTF-8，也不是 UTF-16、GB18030 或 Big5",
        f"{name} is neither UTF-8 nor UTF-16 nor GB18030 nor Big5 text",
    )
