"""The documents' texts: found by their hash, read as characters that each know their line.

A quoted phrase is compared without white space, line breaks, `*` and HTML tags on both sides
and without dropping anything else (data format, "The one idea"). So a phrase may run
across lines and through bold marks, and one changed character is a mismatch.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from czplan.quantity import drop_layout

LARGEST = 50_000_000
"""Files of more bytes are no texts of documents and aren't read."""

_TAG = re.compile(r"/?[A-Za-z]")


def _kept(raw: str) -> list[int]:
    """Return where the characters stand that `drop_layout` keeps: the same rule, by place."""
    kept: list[int] = []
    opened: list[int] = []
    for place, char in enumerate(raw):
        if char == "*" or char.isspace():
            continue
        kept.append(place)
        if char == "<":
            opened.append(len(kept) - 1)
        elif char == ">" and opened:
            start = opened.pop()
            if _TAG.match("".join(raw[at] for at in kept[start + 1 : start + 3])):
                del kept[start:]
            else:
                opened.clear()
    return kept


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A run of a text's squeezed characters, from `start` up to `end` (exclusive, from 0)."""

    start: int
    end: int

    def holds(self, other: Stretch) -> bool:
        """Tell whether `other` lies wholly in this stretch."""
        return self.start <= other.start and other.end <= self.end


class Text:
    """A document's text as it is held on disk.

    Attributes:
        path: the file.
        sha256: the hash of the file's bytes, in hex.
        raw: its characters; a byte-order mark is dropped, bytes that are no UTF-8 show as U+FFFD.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        self.path = path
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.raw = content.decode("utf-8-sig", errors="replace")

    @cached_property
    def _kept(self) -> list[int]:
        return _kept(self.raw)

    @cached_property
    def squeezed(self) -> str:
        """The characters that count, in order."""
        return "".join(self.raw[place] for place in self._kept)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.raw))]

    @property
    def lines(self) -> int:
        """How many lines the text has; lines count from 1 and end at a line feed."""
        return len(self._starts)

    def place(self, position: int) -> tuple[int, int]:
        """Return line and column, both from 1, of a squeezed position."""
        offset = self._kept[position]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_of(self, position: int) -> int:
        """Return the line, from 1, on which a squeezed position stands."""
        return self.place(position)[0]

    def find(self, words: str) -> list[Stretch]:
        """Return every place where `words` stand, overlapping ones included."""
        sought = drop_layout(words)
        found: list[Stretch] = []
        start = self.squeezed.find(sought) if sought else -1
        while start >= 0:
            found.append(Stretch(start, start + len(sought)))
            start = self.squeezed.find(sought, start + 1)
        return found

    def find_at(self, words: str, line: int | None) -> list[Stretch]:
        """Return the places where `words` stand and start on `line`; any line if it is None."""
        spans = self.find(words)
        return spans if line is None else [s for s in spans if self.line_of(s.start) == line]

    def line_span(self, line: int) -> Stretch:
        """Return the span of the characters that count on `line`; empty where none do."""
        first = self._starts[line - 1]
        last = self._starts[line] if line < self.lines else len(self.raw)
        return Stretch(_index(self._kept, first), _index(self._kept, last))

    def around(self, span: Stretch, width: int) -> tuple[str, str, str]:
        """Return what stands before, in and after a span, as written, on one line.

        At most `width` characters are taken on either side; line breaks show as a space.
        """
        first, last = self._kept[span.start], self._kept[span.end - 1] + 1
        parts = (
            self.raw[max(0, first - width) : first],
            self.raw[first:last],
            self.raw[last : last + width],
        )
        before, inside, after = (re.sub(r"\s+", " ", part) for part in parts)
        return before.lstrip(), inside, after.rstrip()


def _index(kept: list[int], offset: int) -> int:
    return bisect_right(kept, offset - 1)


class TextFolder:
    """A folder of texts, each found by the hash of its bytes; names are hints for people only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._texts: dict[str, Text] = {}
        self._by_name: dict[str, Text] = {}
        for path in self._files(folder):
            text = Text(path, path.read_bytes())
            self._texts.setdefault(text.sha256, text)
            self._by_name.setdefault(path.name, text)

    @staticmethod
    def _files(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and path.is_file() and path.stat().st_size <= LARGEST:
                yield path

    def __len__(self) -> int:
        return len(self._texts)

    def held(self, sha256: str | None) -> Text | None:
        """Return the text with this hash, None where it isn't at hand."""
        return self._texts.get(sha256.lower()) if sha256 else None

    def named(self, name: str | None) -> Text | None:
        """Return the text in the file of this name, whatever its hash; None where there is none."""
        return self._by_name.get(Path(name).name) if name else None
