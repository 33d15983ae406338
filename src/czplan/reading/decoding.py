"""A file's bytes as text: encodings named, control characters placed, size bounded."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from czplan.faults import Both, Place
from czplan.faults.collector import Collector

MOST_YAML_BYTES = 64 * 1024 * 1024
"""Beyond this a YAML file is refused: bulk belongs in CSV."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
MOST_CONTROLS = 20


def read_bytes(path: Path, report: Collector, most: int | None = None) -> bytes | None:
    """Return the bytes of a file, or None after a fault.

    Args:
        path: the file; its name is the fault's file.
        report: where faults go.
        most: the largest size accepted, in bytes.
    """
    place = Place(path.name)
    try:
        size = path.stat().st_size
        if most is not None and size > most:
            report.add(
                "too-large",
                place,
                size=f"{size / 1048576:.1f} MiB",
                limit=f"{most / 1048576:.0f} MiB",
            )
            return None
        if not path.is_file():
            what = (
                Both("这是文件夹", "it is a folder")
                if path.is_dir()
                else Both("不是普通文件", "it is no regular file")
            )
            report.add("unreadable-file", place, why=what)
            return None
        data = path.read_bytes()
    except OSError as error:
        unreadable(report, place, error)
        return None
    if not data:
        report.add("empty-file", place)
    return data


def unreadable(report: Collector, place: Place, error: OSError) -> None:
    """Report a file that the system doesn't give."""
    report.add("unreadable-file", place, why=_why(error))


def _why(error: OSError) -> Both:
    """Return why the system refused, in both languages."""
    if isinstance(error, FileNotFoundError) and os.path.islink(error.filename or ""):
        return Both("链接指向的文件不存在", "what the link points at doesn't exist")
    from czplan.faults.system import why

    return why(error)


def decode(data: bytes, name: str, report: Collector) -> str | None:
    """Return the text of a YAML file without its byte-order mark, or None after a fault.

    GB18030, Big5, UTF-16 and UTF-32 are recognised and named with the command that converts them.
    """
    if _is_foreign(data, name, report):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _not_utf8(data, error, name, report)
        return None
    found = False
    for count, match in enumerate(_CONTROL.finditer(text)):
        if count == MOST_CONTROLS:
            break
        found = True
        report.add(
            "control-character",
            place_of(text, match.start(), name),
            name=f"U+{ord(match[0]):04X}",
        )
    return None if found else text


def check_csv(data: bytes, name: str, report: Collector) -> bool:
    """Tell whether bytes may be a CSV table: not UTF-16, no NUL; a fault where they aren't.

    Whether they are UTF-8 throughout the parser finds (`not_utf8`).
    """
    if _is_foreign(data, name, report):
        return False
    if (at := data.find(0)) >= 0:
        start = data.rfind(b"\n", 0, at) + 1
        column = len(data[start:at].decode("utf-8", errors="replace")) + 1
        place = Place(name, data.count(b"\n", 0, at) + 1, column)
        report.add("control-character", place, name="U+0000")
        return False
    return True


def not_utf8(data: bytes, name: str, report: Collector) -> bool:
    """Tell whether `data` isn't UTF-8, with a fault at its first bad byte."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        _not_utf8(data, error, name, report)
        return True
    return False


def _is_foreign(data: bytes, name: str, report: Collector) -> bool:
    """Recognise UTF-16 and UTF-32, by their mark or by their many NUL bytes."""
    place = Place(name)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            _foreign(encoding, place, report)
            return True
    head = data[:65536]
    if (nuls := head.count(0)) and nuls * 4 >= len(head) and len(head) >= 4:
        _foreign(_which_wide(head), place, report)
        return True
    return False


def _which_wide(head: bytes) -> str:
    """Return which of UTF-16 and UTF-32, and in which order of bytes, has its NULs so."""
    first, second, third, fourth = (head[start::4].count(0) for start in range(4))
    quarter = len(head) // 4
    if min(third, fourth) >= quarter:
        return "UTF-32LE"
    if min(first, second) >= quarter:
        return "UTF-32BE"
    return "UTF-16LE" if second + fourth >= first + third else "UTF-16BE"


def place_of(text: str, offset: int, name: str) -> Place:
    """Return the place of the character at `offset`; lines end at a line feed."""
    start = text.rfind("\n", 0, offset) + 1
    return Place(name, text.count("\n", 0, offset) + 1, offset - start + 1)


def _foreign(encoding: str, place: Place, report: Collector) -> None:
    """Add the fault that names `encoding` and the command that converts it."""
    name = place.file
    command = f"iconv -f {encoding} -t UTF-8 {name} > {name}.utf8 && mv {name}.utf8 {name}"
    report.add("wrong-encoding", place, encoding=encoding, command=Both(command, command))


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str, report: Collector) -> None:
    """Tell a foreign encoding from a UTF-8 text with a few bad bytes."""
    around = data[max(0, error.start - 32768) : error.start + 32768]
    lenient = around.decode("utf-8", errors="replace")
    bad = lenient.count("\ufffd")
    good = sum(1 for char in lenient if ord(char) > 0x7F and char != "\ufffd")
    if bad > good:
        from czplan.extract.opening_text import guessed_encoding

        if encoding := guessed_encoding(data):
            _foreign(encoding.upper(), Place(name), report)
            return
    before = data[: error.start].decode("utf-8", errors="replace")
    start = before.rfind("\n") + 1
    shown = data[error.start : max(error.end, error.start + 1)].hex(" ").upper()
    report.add(
        "bad-utf8",
        Place(name, before.count("\n") + 1, len(before) - start + 1),
        bytes=shown,
    )
