"""Figures from a table that somebody else made: CSV or XLSX, columns named in either language."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan.editing.addition import DEFAULTS, FIGURE, Addition
from czplan.faults.system import why
from czplan.format.types import digits
from czplan.vocabulary import BASES, FIGURE_STATUSES, OUTCOMES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["HEADINGS", "Sheet", "SheetFault", "additions", "read_sheet", "read_text"]

HEADINGS: dict[str, tuple[str, ...]] = {
    "indicator": ("指标", "指标名称", "指标编号", "indicator id", "indicator name"),
    "period": ("时期", "期间", "年份", "年度", "年", "year"),
    "stated": ("措辞", "表述", "原文数", "数据", "figure", "wording"),
    "value": ("数值", "值"),
    "outcome": ("结果", "进展", "完成情况"),
    "source": ("来源", "来源编号", "出处", "source id"),
    "text": ("原文", "引文", "原文短语", "quote"),
    "line": ("行", "行号"),
    "page": ("页", "页码"),
    "section": ("章节",),
    "status": ("状态", "数据状态"),
    "basis": ("口径", "价格口径", "price basis"),
    "scope": ("范围",),
    "restated": ("口径已变", "口径变化"),
    "note": ("备注", "说明", "注", "remark"),
}
"""Field -> other names that a column may have; the field's own name always counts."""

_WORDS = {"status": FIGURE_STATUSES, "outcome": OUTCOMES, "basis": BASES}
_GUARDED = re.compile(r"'+[=+\-@]")
_WHOLE_YEAR = re.compile(r"(\d{4})年(?:度|全年)?")
_MONTHS = re.compile(r"(\d{4})年(?:0?1[-—–至~～])(\d{1,2})月")
_PARTS = {"一季度": 3, "第一季度": 3, "上半年": 6, "前三季度": 9}
_PART = re.compile(rf"(\d{{4}})年({'|'.join(_PARTS)})")
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|#+)")
"""What a spreadsheet shows where it could work nothing out."""


class SheetFault(Exception):
    """A table that can't be taken; `zh` and `en` say why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was read.

    Attributes:
        columns: field -> number of its column, from 0.
        ignored: headings that name no field.
        rows: number of the row in the file, from 1, with its cells; blank rows are left out.
        encoding: the encoding of a text file where it isn't UTF-8, else empty.
    """

    columns: Mapping[str, int]
    ignored: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    encoding: str = ""


def read_sheet(path: Path, sheet: str | None = None) -> Sheet:
    """Read a table; `sheet` names one of a workbook, else its first is read.

    Raises:
        SheetFault: it can't be read, or lacks a column that there must be.
        czplan.extras.MissingExtra: a workbook, and the library isn't installed.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _sheet(_workbook(path, sheet), str(path), "")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SheetFault(
            f"读不了 {path}：{why(error).zh}", f"can't read {path}: {why(error).en}"
        ) from error
    return read_text(data, str(path))


def read_text(data: bytes, name: str) -> Sheet:
    """Read a table in CSV or TSV form; `name` is its file's, for messages.

    Raises:
        SheetFault: it can't be read, or lacks a column that there must be.
    """
    table, encoding = _text(data, name)
    return _sheet(table, name, encoding)


def _sheet(table: Sequence[tuple[int, Sequence[str]]], name: str, encoding: str) -> Sheet:
    """Return numbered cells as a table with its fields."""
    numbered = [(at, cells) for at, cells in table if any(cells)]
    if not numbered:
        raise SheetFault(f"{name} 里没有内容", f"there is nothing in {name}")
    header = numbered[0][1]
    columns, ignored = _columns(header)
    for row, cells in numbered[1:]:
        _sound(row, cells, header, columns)
    return Sheet(columns, ignored, numbered[1:], encoding)


def _sound(
    row: int, cells: Sequence[str], header: Sequence[str], columns: Mapping[str, int]
) -> None:
    """Refuse a row with a cell under no heading, as a comma in a number makes one, or an error."""
    for at, cell in enumerate(cells):
        if cell and (at >= len(header) or not header[at]):
            raise SheetFault(
                f"第 {row} 行的“{cell}”没有列名；含逗号的文字要加引号",
                f"row {row}: there is no heading above {cell}; put text with a comma in quotes",
            )
        if at in columns.values() and _ERROR.fullmatch(cell):
            raise SheetFault(
                f"第 {row} 行是表格软件的报错：{cell}",
                f"row {row} has a spreadsheet's error: {cell}",
            )


def _columns(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Return which column holds which field, and the headings that name none."""
    known = {_plain(name): field for field, names in HEADINGS.items() for name in (field, *names)}
    columns: dict[str, int] = {}
    ignored = []
    for at, heading in enumerate(header):
        field = known.get(_plain(heading))
        if field is None:
            if heading:
                ignored.append(heading)
        elif field in columns:
            raise SheetFault(
                f"有两列都是 {field}：{header[columns[field]]}、{heading}",
                f"two columns are {field}: {header[columns[field]]} and {heading}",
            )
        else:
            columns[field] = at
    for wanted in (("indicator",), ("period",), FIGURE):
        if not any(field in columns for field in wanted):
            zh = "、".join(f"{field}（{HEADINGS[field][0]}）" for field in wanted)
            en = " or ".join(wanted)
            raise SheetFault(
                f"表头缺少 {zh}；表头是：{'、'.join(header)}",
                f"there is no column {en}; the headings are: {', '.join(header)}",
            )
    return columns, ignored


def _plain(heading: str) -> str:
    """Return a heading without what people write differently."""
    return re.sub(r"[\s_\-]+", " ", heading).strip().casefold()


def _text(data: bytes, name: str) -> tuple[list[tuple[int, list[str]]], str]:
    """Return the cells of a CSV or TSV file and its encoding where it isn't UTF-8."""
    text, encoding = _decoded(data, name)
    head = text.lstrip("\r\n").split("\n", 1)[0]
    mark = max(",\t;", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    table = []
    try:
        for cells in reader:
            table.append((reader.line_num, [_unguarded(cell.strip()) for cell in cells]))
    except csv.Error as error:
        raise SheetFault(
            f"{name} 第 {reader.line_num} 行不是 CSV：{error}",
            f"{name}, line {reader.line_num}: no CSV: {error}",
        ) from error
    return table, encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return a file's text, and its encoding where it isn't UTF-8."""
    attempts: tuple[str, ...]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        attempts = ("utf-16",)
    else:
        attempts = ("utf-8-sig", "gb18030")
    for encoding in attempts:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, "" if encoding == "utf-8-sig" else encoding.upper()
    raise SheetFault(
        f"{name} 的编码既不是 UTF-8，也不是 UTF-16 或 GB18030",
        f"{name} is neither UTF-8 nor UTF-16 nor GB18030",
    )


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from reading a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _workbook(path: Path, sheet: str | None) -> list[tuple[int, list[str]]]:
    """Return the cells of a workbook's sheet as they are shown."""
    from czplan.extras import need

    openpyxl = need("openpyxl", "xlsx")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # the library lets through whatever a broken archive raises
        zh, en = why(error)
        raise SheetFault(f"读不了工作簿 {path}：{zh}", f"can't read {path}: {en}") from error
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise SheetFault(
                f"没有工作表 {sheet}；有：{'、'.join(book.sheetnames)}",
                f"there is no sheet {sheet}; there are: {', '.join(book.sheetnames)}",
            )
        chosen = book[sheet] if sheet is not None else book.worksheets[0]
        return [
            (at, [_shown(cell) for cell in cells])
            for at, cells in enumerate(chosen.iter_rows(), start=1)
        ]
    finally:
        book.close()


def _shown(cell: Any) -> str:
    """Return what a cell of a workbook shows: 5.2% for 0.052 formatted so, 2025 for 2025.0."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        if "%" in str(getattr(cell, "number_format", "")):
            return f"{round(value * 100, 9):g}%"
        return str(int(value)) if float(value).is_integer() else repr(value)
    return str(value).strip()


def additions(sheet: Sheet, ds: Dataset, source: str | None = None) -> list[Addition]:
    """Return the figures of a table; `source` is the source of rows that name none.

    Indicators and sources may be given by their names or titles, words of a vocabulary in
    either language, a whole year as `2025年`, months as `2025年1-9月`.
    """
    indicators = _by_name((id, one.name) for id, one in ds.indicator_records.items())
    sources = _by_name((id, one.title) for id, one in ds.source_records.items())
    found = []
    for row, cells in sheet.rows:
        fields = {
            field: cells[at]
            for field, at in sheet.columns.items()
            if at < len(cells) and cells[at] not in ("", DEFAULTS.get(field))
        }
        indicator = fields.pop("indicator", "")
        period = fields.pop("period", "")
        if source is not None:
            fields.setdefault("source", source)
        if "source" in fields:
            fields["source"] = sources.get(fields["source"], fields["source"])
        for field, words in _WORDS.items():
            if field in fields:
                names = {
                    name.casefold(): code
                    for code, word in words.items()
                    for name in (code, word.zh, word.en)
                }
                fields[field] = names.get(fields[field].casefold(), fields[field])
        if not indicator or not period:
            lacking = "indicator" if not indicator else "period"
            raise SheetFault(f"第 {row} 行没有 {lacking}", f"row {row} has no {lacking}")
        indicator = indicators.get(indicator, indicator)
        found.append(Addition(indicator, _period(period), fields, str(row)))
    return found


def _period(text: str) -> str:
    """Return a period in the data format's form, where its words leave no doubt."""
    text = digits(text)
    if match := _PART.fullmatch(text):
        return f"{match[1]}-{_PARTS[match[2]]:02d}"
    if match := _WHOLE_YEAR.fullmatch(text):
        return match[1]
    if match := _MONTHS.fullmatch(text):
        return match[1] if int(match[2]) == 12 else f"{match[1]}-{int(match[2]):02d}"
    return text


def _by_name(pairs: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Return id by name, of names that only one record has."""
    ids: dict[str, set[str]] = {}
    for id, name in pairs:
        for each in (name.zh, name.en):
            ids.setdefault(each, set()).add(id)
    return {name: min(found) for name, found in ids.items() if len(found) == 1}
