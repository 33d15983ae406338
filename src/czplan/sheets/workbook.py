"""A workbook's sheet as text cells: read as a stream, every part bounded, no dimension believed."""

from __future__ import annotations

import io
import posixpath
import zlib
from collections.abc import Callable, Iterator
from decimal import InvalidOperation
from pathlib import Path
from typing import BinaryIO, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from czplan.faults import Both
from czplan.sheets.cells import MOST_TEXT, CellTable, SheetFault
from czplan.sheets.grid import Grid, too_large
from czplan.sheets.number_formats import BUILT_IN, Style
from czplan.sheets.rich import OFF, RichText

MOST_PART = 128 * 1024 * 1024
"""Bytes of one part of a workbook, unpacked; a stream is read no further."""

MOST_ELEMENTS = 2_500_000
"""Elements of one part; a sheet of half a million filled cells has fewer."""

_LONGEST_FORMAT = 1024
_PIECE = 1 << 16

Start = Callable[[str, dict[str, str]], None]


class _Sheet(NamedTuple):
    name: str
    path: str
    hidden: bool


def read_workbook(source: Path | bytes, name: str, sheet: str | None = None) -> CellTable:
    """Read a sheet; `sheet` names it, else the first that isn't hidden.

    Raises:
        SheetFault: it is no workbook, or a broken or a too large one, or has no such sheet.
    """
    stream: Path | BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        with ZipFile(stream) as book:
            return _read(book, name, sheet)
    except (BadZipFile, expat.ExpatError, EOFError, RuntimeError, zlib.error) as error:
        raise _broken(name, str(error)) from error
    except (KeyError, ValueError, IndexError, InvalidOperation, UnicodeError) as error:
        raise _broken(name, f"{type(error).__name__}: {error}") from error


def _broken(name: str, why: str) -> SheetFault:
    return SheetFault(
        f"{name} 不是完好的工作簿（{why}）：在表格软件里打开，另存为 .xlsx 或 .csv",
        f"{name} is no sound workbook ({why}): open it in a spreadsheet and save it as .xlsx"
        " or .csv",
    )


def _read(book: ZipFile, name: str, sheet: str | None) -> CellTable:
    parts = set(book.namelist())
    if len(parts) < len(book.namelist()):
        raise ValueError("two parts of one name")
    if any(each.flag_bits & 1 for each in book.infolist()):
        raise SheetFault(
            f"{name} 有密码保护：去掉密码再存一次",
            f"{name} is protected by a password: save it without one",
        )
    if any(each.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for each in book.infolist()):
        raise ValueError("parts are packed as no workbook's are")
    if "xl/workbook.xml" not in parts:
        raise _foreign(parts, book, name)
    sheets, from_1904 = _sheets(book, name)
    shown = [each for each in sheets if not each.hidden] or sheets
    if not sheets:
        raise _broken(name, "no sheet")
    chosen = shown[0]
    if sheet is not None:
        found = [each for each in sheets if each.name == sheet]
        if not found:
            names = [each.name for each in sheets]
            raise SheetFault(
                f"没有工作表 {sheet}；有：{'、'.join(names)}",
                f"there is no sheet {sheet}; there are: {', '.join(names)}",
            )
        chosen = found[0]
    texts = _texts(book, name) if "xl/sharedStrings.xml" in parts else []
    styles = _styles(book, name) if "xl/styles.xml" in parts else []
    grid = Grid(name, texts, styles, from_1904=from_1904)
    _parse(book, chosen.path, name, grid.start, grid.end, grid.data)
    rows = grid.rows()
    notes = list(grid.notes())
    if sheet is None and chosen is not sheets[0]:
        notes.append(
            Both(
                f"第一张工作表是隐藏的，读的是 {chosen.name}",
                f"the first sheet is hidden: {chosen.name} is read",
            )
        )
    return CellTable(name, rows, "", chosen.name, tuple(notes), frozenset(grid.from_above))


def _foreign(parts: set[str], book: ZipFile, name: str) -> SheetFault:
    """Say what an archive is that is no workbook of this kind."""
    kind = Both("不是工作簿的压缩包", "an archive, no workbook")
    if "xl/workbook.bin" in parts:
        kind = Both("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)")
    elif "word/document.xml" in parts:
        kind = Both("Word 文档", "a Word document")
    elif "ppt/presentation.xml" in parts:
        kind = Both("演示文稿", "a presentation")
    elif "mimetype" in parts and b"opendocument" in book.open("mimetype").read(100):
        kind = Both("OpenDocument 文件（.ods）", "an OpenDocument file (.ods)")
    elif "Index/Document.iwa" in parts:
        kind = Both("Numbers 表格", "a Numbers table")
    return SheetFault(
        f"{name} 是{kind.zh}：另存为 .xlsx 或 .csv",
        f"{name} is {kind.en}: save it as .xlsx or .csv",
    )


def _pieces(book: ZipFile, path: str, name: str) -> Iterator[bytes]:
    """Yield the bytes of a part, as many as are allowed."""
    size = 0
    with book.open(path) as part:
        while piece := part.read(_PIECE):
            size += len(piece)
            if size > MOST_PART:
                what = f"{path} > {MOST_PART // 1048576} MiB"
                raise too_large(name, Both(what, what))
            yield piece


def _parse(
    book: ZipFile,
    path: str,
    name: str,
    start: Start,
    end: Callable[[str], None] = lambda tag: None,
    data: Callable[[str], None] | None = None,
) -> None:
    """Read a part's XML as a stream; a document type, which could name entities, is refused.

    Args:
        book, path, name: the archive, the part, the file's name for messages.
        start, end, data: take elements, by their names without prefix, and characters.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser.StartDoctypeDeclHandler = refuse
    count = 0

    def element(tag: str, given: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            raise too_large(name, Both(f"{path} 的内容太多", f"too much in {path}"))
        if ":" in tag:  # a prefix of a namespace
            tag = tag.rpartition(":")[2]
        start(tag, given)

    parser.StartElementHandler = element
    parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2] if ":" in tag else tag)
    if data is not None:
        parser.CharacterDataHandler = data
    for piece in _pieces(book, path, name):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _sheets(book: ZipFile, name: str) -> tuple[list[_Sheet], bool]:
    """Return the sheets that hold cells, in their order, and whether days count from 1904."""
    targets: dict[str, str] = {}
    found: list[tuple[str, str, bool]] = []
    old = [False]

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship" and given.get("Type", "").endswith("/worksheet"):
            target = given["Target"]
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            targets[given["Id"]] = posixpath.normpath(path)

    def listed(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            found.append(
                (given["name"], _relation(given), given.get("state", "visible") != "visible")
            )
        elif tag == "workbookPr":
            old[0] = given.get("date1904", "0") in {"1", "true"}

    _parse(book, "xl/_rels/workbook.xml.rels", name, relation)
    _parse(book, "xl/workbook.xml", name, listed)
    return [_Sheet(title, targets[id], gone) for title, id, gone in found if id in targets], old[0]


def _relation(given: dict[str, str]) -> str:
    """Return the `id` of an element, whatever the prefix of its namespace is."""
    return {key.rpartition(":")[2]: text for key, text in given.items()}["id"]


def _texts(book: ZipFile, name: str) -> list[str]:
    """Return the texts that cells share."""
    texts: list[str] = []
    rich = RichText()
    size = 0

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "si":
            rich.clear()
        rich.start(tag, given)

    def end(tag: str) -> None:
        rich.end(tag)
        if tag == "si":
            texts.append(rich.text)

    def data(text: str) -> None:
        nonlocal size
        size += rich.data(text)
        if size > MOST_TEXT:
            raise too_large(name, Both("文字太多", "too much text"))

    _parse(book, "xl/sharedStrings.xml", name, start, end, data)
    return texts


def _styles(book: ZipFile, name: str) -> list[Style]:
    """Return how the cells of every style show."""
    own: dict[int, str] = {}
    fonts: list[bool] = []
    styles: list[tuple[int, int]] = []
    inside: set[str] = set()

    def start(tag: str, given: dict[str, str]) -> None:
        inside.add(tag)
        if tag == "numFmt" and "numFmts" in inside:
            own[int(given["numFmtId"])] = given["formatCode"]
            if len(given["formatCode"]) > _LONGEST_FORMAT:
                raise ValueError("a number format is too long")
        elif tag == "xf" and "cellXfs" in inside:
            styles.append((int(given.get("numFmtId", "0")), int(given.get("fontId", "0"))))
        elif tag == "font" and "fonts" in inside:
            fonts.append(False)
        elif tag == "strike" and "font" in inside and "fonts" in inside:
            fonts[-1] = given.get("val", "1") not in OFF

    _parse(book, "xl/styles.xml", name, start, inside.discard)
    return [
        Style(own.get(number, BUILT_IN.get(number, "General")), font < len(fonts) and fonts[font])
        for number, font in styles
    ]
