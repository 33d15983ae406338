"""The bytes of a CSV file: looked through once, and kept only where they are few.

What a look at the bytes tells is told of the whole file: how many commas divide cells, whether
cells may have white space around them. A large file is looked through piece by piece and read
again only where a fault is to be placed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from czplan.faults import Place
from czplan.faults.collector import Collector
from czplan.reading.decoding import check_csv, read_bytes, unreadable

LARGE = 1 << 20
"""From so many bytes on a file isn't kept."""

_PIECE = 1 << 17
_HEAD = 1 << 16
_BOM = b"\xef\xbb\xbf"
_OPENS_BEHIND = np.isin(np.arange(256), [*b',\n\r"\xbf'])
"""Bytes behind which a quote begins a cell: a comma, a line end, a quote, a byte-order mark."""

_MARKS = tuple(bytes([mark]) for mark in b" \t'\x0b\x0c\x1c\x1d\x1e\x1f")
_LEADS = (0xC2, 0xE1, 0xE2, 0xE3)
_SPACES = np.array(
    [
        int.from_bytes(chr(code).encode().ljust(3, b"\0"), "big")
        for code in range(0x80, 0x3001)
        if chr(code).isspace()
    ]
)
"""White space beyond ASCII as UTF-8, three bytes as one number. Without these, `_MARKS` and line
breaks in quotes no cell has outer white space or a guard."""


class Changed(Exception):
    """A file was written to, or removed, while it was being read."""


class CsvBytes:
    """A CSV file as its bytes tell of it.

    Attributes:
        path, name: where it is, and its name for faults.
        head: its first bytes without a byte-order mark. size: how many bytes were looked through.
        commas: how many stand outside quotes.
        care: cells may have outer white space or a guarding `'`.
        breaks: a line breaks within quotes, so that cells may have line breaks.
        nul: there is a NUL among the bytes.
        stray: a quote opens within a cell, so that what stands in quotes is uncertain.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()  # pandas takes `~` and `http:` for more than names
        self.name = path.name
        self.head = b""
        self.size = 0
        self.commas = 0
        self.care = False
        self.breaks = False
        self.nul = False
        self.stray = False
        self._inside = False
        self._before = ord("\n")
        self._seam = b""
        self._kept: bytes | None = None
        self._stamp: tuple[int, ...] = ()

    @property
    def is_kept(self) -> bool:
        """True where the bytes are at hand and can't change."""
        return self._kept is not None

    @property
    def data(self) -> bytes:
        """All bytes without a byte-order mark; those of a large file are read again.

        Where it is gone by now, its first bytes.
        """
        if self._kept is not None:
            return self._kept.removeprefix(_BOM)
        try:
            return self.path.read_bytes().removeprefix(_BOM)
        except OSError:
            return self.head

    def keep(self) -> None:
        """Take the bytes as they are now, once and for all."""
        data = self.path.read_bytes()
        self.commas, self.care, self.breaks, self.nul, self.stray = 0, False, False, False, False
        self._inside, self._before, self._seam = False, ord("\n"), b""
        self.take(data)

    def settle(self) -> None:
        """Keep the bytes, which are still those that were looked through.

        Raises:
            Changed: they aren't.
        """
        if self.is_kept:
            return
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise Changed from error
        if not self.is_as_seen():
            raise Changed
        self._kept = data

    def take(self, data: bytes) -> None:
        """Look through bytes that are kept."""
        self._kept = data
        self.size = len(data)
        self.head = data[:_HEAD].removeprefix(_BOM)
        for start in range(0, len(data), _PIECE):
            self._look(bytearray(data[start : start + _PIECE]), min(_PIECE, len(data) - start))

    def scan(self) -> None:
        """Look through the file piece by piece."""
        self._stamp = self._now()
        piece = bytearray(_PIECE)
        head = b""
        with self.path.open("rb", buffering=0) as file:
            while size := file.readinto(piece):
                self.size += size
                if len(head) < _HEAD:
                    head += piece[: min(size, _HEAD - len(head))]
                self._look(piece, size)
        self.head = head.removeprefix(_BOM)

    def is_as_seen(self) -> bool:
        """Tell whether the file is still the one that was looked through."""
        return self.is_kept or self._stamp == self._now() != ()

    def _now(self) -> tuple[int, ...]:
        """Return what tells whether a file was changed; nothing where it can't be told."""
        try:
            now = self.path.stat()
        except OSError:
            return ()
        return now.st_ino, now.st_size, now.st_mtime_ns

    def _look(self, piece: bytearray, size: int) -> None:
        """Take in what the first bytes of a piece tell."""
        bytes_ = np.frombuffer(piece, dtype=np.uint8, count=size)
        commas = bytes_ == ord(",")
        if self._inside or piece.find(b'"', 0, size) >= 0:
            # an odd number of quotes up to a comma: it stands inside
            quotes = bytes_ == ord('"')
            odd = np.bitwise_xor.accumulate(quotes.view(np.uint8))
            outside = odd == np.uint8(self._inside)
            commas &= outside
            if not self.breaks:
                breaks = (bytes_ == ord("\n")) | (bytes_ == ord("\r"))
                self.breaks = bool((breaks & ~outside).any())
            opens = np.flatnonzero(quotes & (odd != np.uint8(self._inside)))
            before = np.where(opens > 0, bytes_[opens - 1], np.uint8(self._before))
            self.stray = self.stray or not _OPENS_BEHIND[before].all()
            self._inside ^= bool(odd[-1])
        self.commas += int(np.count_nonzero(commas))
        self._before = int(bytes_[-1])
        self.nul = self.nul or piece.find(0, 0, size) >= 0
        self.care = (
            self.care
            or self.breaks
            or any(piece.find(mark, 0, size) >= 0 for mark in _MARKS)
            or _has_space(bytes_)
            or _has_space(np.frombuffer(self._seam + bytes(piece[: min(size, 2)]), np.uint8))
        )
        self._seam = (self._seam + bytes(piece[max(size - 2, 0) : size]))[-2:]


def _has_space(bytes_: NDArray[np.uint8]) -> bool:
    """Tell whether there is white space beyond ASCII in a piece of UTF-8."""
    leads = np.logical_or.reduce([bytes_[:-1] == lead for lead in _LEADS])
    at = np.flatnonzero(leads)
    if not len(at):
        return False
    one, two = bytes_[at].astype(np.int64), bytes_[at + 1].astype(np.int64)
    three = np.where(one == _LEADS[0], 0, bytes_[np.minimum(at + 2, len(bytes_) - 1)])
    return bool(np.isin((one << 16) | (two << 8) | three, _SPACES).any())


def open_csv(path: Path, report: Collector) -> CsvBytes | None:
    """Look through a file that may be a CSV table: not UTF-16, no NUL; None after a fault.

    Whether it is UTF-8 throughout the parser finds.
    """
    found = CsvBytes(path)
    try:
        if path.is_file() and path.stat().st_size >= LARGE:
            found.scan()
            if found.nul:
                found.keep()
    except OSError as error:
        unreadable(report, Place(path.name), error)
        return None
    if not found.head:
        data = read_bytes(path, report)
        if data is None:
            return None
        found.take(data)
    if found.is_kept and not check_csv(found.data, path.name, report):
        return None
    return found
