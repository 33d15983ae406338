"""Where nodes end in a YAML text, and edits that are made in one pass over it."""

from __future__ import annotations

from collections.abc import Sequence

import yaml


def end_of(text: str, node: yaml.Node) -> int:
    """Return the offset behind a node's last character.

    The parser lets a block reach to the next token, over comments and blank lines; here it ends
    with its last value.
    """
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    start: int = node.start_mark.index
    if end > start:
        end = start + len(text[start:end].rstrip())  # a block of text ends before blank lines
    return end


def key_column(text: str, node: yaml.MappingNode) -> int:
    """Return the column, from 0, at which a mapping's keys start."""
    at: int = node.value[0][0].start_mark.index
    return at - (text.rfind("\n", 0, at) + 1)


class Edits:
    """Changes to a text whose lines end in line feeds, the last one too.

    They are collected by offset and made together; at one offset, in the order of asking.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._changes: list[tuple[int, int, str]] = []

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` in place of what stands from `start` up to `end`."""
        self._changes.append((start, end, new))

    def lines_after(self, offset: int, lines: Sequence[str]) -> None:
        """Put lines below the line in which `offset` stands."""
        at = self.text.index("\n", offset) + 1
        self.replace(at, at, "".join(line + "\n" for line in lines))

    def insert_in_flow(self, node: yaml.CollectionNode, items: Sequence[str]) -> None:
        """Put items at the end of a collection that is written in braces or brackets."""
        if not items:
            return
        if node.value:
            last = node.value[-1]
            at = end_of(self.text, last[1] if isinstance(last, tuple) else last)
            self.replace(at, at, "".join(f", {item}" for item in items))
        else:
            at = node.start_mark.index + 1
            self.replace(at, at, ", ".join(items))

    def itemise(self, start: int, end: int) -> None:
        """Make the mapping from `start` to `end` a list's item."""
        self.replace(start, start, "- ")
        line = self.text.find("\n", start, end)
        while line != -1:
            if not self.text.startswith("\n", line + 1):
                self.replace(line + 1, line + 1, "  ")
            line = self.text.find("\n", line + 1, end)

    def applied(self) -> str:
        """Return the text with all changes made."""
        pieces, at = [], 0
        for start, end, new in sorted(self._changes, key=lambda change: change[:2]):
            pieces += [self.text[at:start], new]
            at = end
        return "".join([*pieces, self.text[at:]])
