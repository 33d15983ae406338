"""Open a document: UTF-8 text, or a clear word on what it is and what turns it into text."""

from __future__ import annotations

import hashlib
import shlex
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

from czplan.unable import Unable

LARGEST = 2 * 1024 * 1024
"""The most bytes that are read: a five-year plan has a tenth of them."""

_KINDS = (
    (b"%PDF", "PDF", "pdftotext -layout {} report.txt"),
    (b"PK\x03\x04", "DOCX", "pandoc {} -t plain --wrap=none -o report.txt"),
    (b"\xd0\xcf\x11\xe0", "DOC", "soffice --headless --convert-to txt:Text {}"),
    (b"{\\rtf", "RTF", "pandoc {} -t plain --wrap=none -o report.txt"),
    (b"\x1f\x8b", "gzip", "gunzip -k {}"),
)
_COMMON = frozenset(
    "，。、：；（）《》的一是在不了有和人中大年上市区區县縣府政工作增长長发發展经經济濟国國民新业業产產"
    "万萬亿億元达達到建设設改全名称稱目标標数數据據指来來源"
)
_LOOKED_AT = 65_536
_ENCODINGS = (
    ("utf-32", (b"\xff\xfe\0\0", b"\0\0\xfe\xff")),
    ("utf-16", (b"\xff\xfe", b"\xfe\xff")),
)
_PAGE = ("<!doctype html", "<html", "<?xml")
"""How a saved web page begins."""


class TextFault(Unable):
    """A document that can't be read."""


class TextFile(NamedTuple):
    """A document at hand: its name as given, the hash of its bytes, its text."""

    name: str
    sha256: str
    text: str


def opened_text(name: str) -> TextFile:
    """Return the document called `name`; `-` is standard input.

    Raises:
        TextFault: it isn't there, isn't text, isn't UTF-8, is empty or too large; the message
            names the command that converts it, where there is one.
    """
    shown = shlex.quote(name)
    if name == "-":
        data = sys.stdin.buffer.read(LARGEST + 1)
    else:
        path = Path(name)
        if path.is_dir():
            raise TextFault(
                f"{name} 是文件夹：请写出其中的文件", f"{name} is a folder: name its files"
            )
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except FileNotFoundError:
            raise TextFault(f"没有这个文件：{name}", f"no such file: {name}") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise TextFault(f"读不了 {name}：{reason}", f"can't read {name}: {reason}") from None
    return TextFile(name, hashlib.sha256(data).hexdigest(), _decoded(data, name, shown))


def _decoded(data: bytes, name: str, shown: str) -> str:
    for start, kind, command in _KINDS:
        if data.startswith(start):
            _refuse_kind(name, kind, command.format(shown))
    if len(data) > LARGEST:
        size = LARGEST // (1024 * 1024)
        raise TextFault(
            f"{name} 超过 {size} MB，不像一份报告；请拆开，或确认文件",
            f"{name} is larger than {size} MB, hardly a report; split it or check the file",
        )
    for encoding, marks in _ENCODINGS:
        if data.startswith(marks):
            _refuse_encoding(name, shown, encoding)
    if b"\0" in data:
        raise TextFault(f"{name} 是二进制文件，不是文本", f"{name} is binary, not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse_encoding(name, shown, guessed_encoding(data))
    if not text.strip():
        raise TextFault(f"{name} 是空的", f"{name} is empty")
    if text[:_LOOKED_AT].lstrip()[:20].lower().startswith(_PAGE):
        _refuse_kind(name, "HTML", f"pandoc -f html {shown} -t plain --wrap=none -o report.txt")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_kind(name: str, kind: str, line: str) -> NoReturn:
    raise TextFault(
        f"{name} 是 {kind}，不是文本；先转换：{line}",
        f"{name} is {kind}, not text; convert it first: {line}",
    )


def guessed_encoding(data: bytes) -> str:
    """Return the encoding that bytes which aren't UTF-8 are most likely in, empty if in none.

    Nearly all Big5 is GB18030 of rare characters as well: where both can be read, common
    characters decide.
    """
    found, most = "", -1
    for encoding in ("gb18030", "big5"):
        try:
            text = data[:_LOOKED_AT].decode(encoding, "ignore")
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        common = sum(char in _COMMON for char in text)
        if common > most:
            found, most = encoding, common
    return found


def _refuse_encoding(name: str, shown: str, encoding: str) -> NoReturn:
    if not encoding:
        raise TextFault(
            f"{name} 不是 UTF-8 文本，编码也认不出",
            f"{name} isn't UTF-8 text, nor in an encoding that can be told",
        )
    line = f"iconv -f {encoding.upper()} -t UTF-8 {shown} > report.txt"
    raise TextFault(
        f"{name} 不是 UTF-8（像是 {encoding.upper()}）；先转换：{line}",
        f"{name} isn't UTF-8 (it looks like {encoding.upper()}); convert it first: {line}",
    )
