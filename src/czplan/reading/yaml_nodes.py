"""YAML as nodes that know their place, nothing resolved and nothing shared.

The parser's events (libyaml's where it is there) are put together without recursion, so that
neither twenty thousand brackets nor an alias bomb costs anything: depth and number are bounded,
aliases, anchors, tags and merge keys are refused where they stand. Every scalar is the
characters that stand there; nothing is a number, a date or a truth value yet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from czplan.faults import Place
from czplan.faults.collector import Collector
from czplan.reading.yaml_errors import WIDE, explain

__all__ = ["MOST_DEPTH", "MOST_NODES", "Listing", "Mapping", "Node", "Scalar", "compose"]

MOST_DEPTH = 20
MOST_NODES = 2_000_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Scalar:
    """A text as it stands in the file; only quotes keep outer white space; empty means absent."""

    text: str
    line: int
    column: int
    plain: bool = True
    wide: bool = False  # white space that is none to YAML stands before it, as if to indent


@dataclass(slots=True)
class Mapping:
    """Entries in file order; a key stands once (a repeated one is a fault and dropped)."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int


@dataclass(slots=True)
class Listing:
    """A list of nodes."""

    items: list[Node]
    line: int
    column: int


Node = Scalar | Mapping | Listing


class _Open:
    """A collection that isn't closed yet."""

    __slots__ = ("key", "node", "skip")

    def __init__(self, node: Mapping | Listing) -> None:
        self.node = node
        self.key: Scalar | None = None
        self.skip = False  # the value that follows belongs to a key that was refused


class _Stop(Exception):
    """Reading of this file ends here; the fault is reported."""


class _Composer:
    """Puts one file's events together."""

    def __init__(self, text: str, name: str, report: Collector) -> None:
        self.text = text
        self.name = name
        self.report = report
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0
        self.nodes = 0
        # the parser also counts these as line breaks, an editor doesn't
        self.starts = (
            [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
            if any(char in text for char in "\x85\u2028\u2029") or "\r" in text.replace("\r\n", "")
            else None
        )

    def at(self, mark: Any) -> tuple[int, int]:
        """Return line and column from 1 of a parser's mark."""
        if self.starts is None:
            return mark.line + 1, mark.column + 1
        line = bisect_right(self.starts, mark.index)
        return line, mark.index - self.starts[line - 1] + 1

    def place(self, mark: Any) -> Place:
        """Return the place of a parser's mark."""
        return Place(self.name, *self.at(mark))

    def events(self) -> Iterator[Any]:
        """Yield the parser's events; a syntax fault is reported and ends them."""
        loader = _LOADER(self.text)
        try:
            while (event := loader.get_event()) is not None:
                yield event
        except yaml.MarkedYAMLError as error:
            self.syntax(error)
        except yaml.YAMLError as error:  # a reader's error has no mark
            said, remedy = explain(str(error).splitlines()[0], "")
            self.report.add("yaml-syntax", Place(self.name), problem=said, remedy=remedy)
            self.report.broken.add(self.name)
        finally:
            loader.dispose()

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Report a syntax fault at its place, or too deep a nesting as that."""
        mark: Any = error.problem_mark or error.context_mark
        problem = error.problem or error.context or ""
        if "nesting depth" in problem:
            self.report.add("too-deep", self.place(mark), limit=MOST_DEPTH)
        else:
            if "end of stream" in problem and error.context_mark is not None:
                mark = error.context_mark  # where the quote was opened
            char = self.text[mark.index : mark.index + 1] if mark is not None else ""
            said, remedy = explain(problem, char)
            place = self.place(mark) if mark is not None else Place(self.name)
            self.report.add("yaml-syntax", place, problem=said, remedy=remedy)
        self.report.broken.add(self.name)

    def run(self) -> Node | None:
        """Return the root, None where the file has none."""
        try:
            for event in self.events():
                self.take(event)
        except _Stop:
            self.report.broken.add(self.name)
        if self.root is None and self.stack:
            self.root = self.stack[0].node  # what was whole before a syntax fault
        return self.root

    def take(self, event: Any) -> None:
        """Take one event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            line, column = self.at(event.start_mark)
            self.refuse(event)
            plain = not event.style  # libyaml says "", the pure parser None
            wide = plain and event.value[:1].isspace()
            text = event.value.strip()
            if text and event.style in ("'", '"'):  # quotes keep what stands between them
                text = event.value
            self.attach(Scalar(text, line, column, plain, wide))
        elif kind is yaml.MappingStartEvent:
            self.refuse(event)
            self.open(Mapping({}, *self.at(event.start_mark)), event)
        elif kind is yaml.SequenceStartEvent:
            self.refuse(event)
            self.open(Listing([], *self.at(event.start_mark)), event)
        elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
            self.attach(self.stack.pop().node)
        elif kind is yaml.AliasEvent:
            self.report.add("alias", self.place(event.start_mark), name=event.anchor)
            self.attach(None, event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents == 2:
                self.report.add("several-documents", self.place(event.start_mark))
                raise _Stop

    def refuse(self, event: Any) -> None:
        """Report an anchor or a tag."""
        if event.anchor:
            self.report.add("anchor", self.place(event.start_mark), name=event.anchor)
        if event.tag:
            self.report.add("tag", self.place(event.start_mark), name=event.tag)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.report.add(
                "too-large",
                Place(self.name),
                size=f"> {MOST_NODES} nodes",
                limit=f"{MOST_NODES} nodes",
            )
            self.stack.clear()  # what was read of it isn't looked at
            raise _Stop

    def open(self, node: Mapping | Listing, event: Any) -> None:
        """Open a collection."""
        if len(self.stack) >= MOST_DEPTH:
            self.report.add("too-deep", self.place(event.start_mark), limit=MOST_DEPTH)
            raise _Stop
        self.stack.append(_Open(node))

    def attach(self, node: Node | None, event: Any = None) -> None:
        """Put a finished node (None for a refused alias) where it belongs."""
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if isinstance(top.node, Listing):
            if node is not None:
                top.node.items.append(node)
        elif top.skip:
            top.skip = False
        elif top.key is None:
            self.key(top, node, event)
        else:
            if node is not None:
                top.node.entries[top.key.text] = (top.key, node)
            top.key = None

    def key(self, top: _Open, node: Node | None, event: Any) -> None:
        """Take a node as the key of a mapping, or refuse it with the value that follows."""
        assert isinstance(top.node, Mapping)
        top.skip = True
        if node is None:
            return
        first = None
        if not isinstance(node, Scalar) or not node.text:
            code = "bad-key"
        elif node.wide:
            problem, remedy = WIDE
            place = Place(self.name, node.line, node.column)
            self.report.add("yaml-syntax", place, problem=problem, remedy=remedy)
            if top.node.entries:
                top.node.entries.popitem()  # what stands before it isn't whole
            raise _Stop
        elif node.text == "<<" and node.plain:
            code = "merge-key"
        elif (first := top.node.entries.get(node.text)) is not None:
            code = "duplicate-key"
        else:
            top.key = node
            top.skip = False
            return
        place = Place(self.name, node.line, node.column)
        words = {} if first is None else {"key": first[0].text, "first": first[0].line}
        self.report.add(code, place, **words)


def compose(text: str, name: str, report: Collector) -> Node | None:
    """Return the root node of a YAML file, None where it holds nothing.

    After a syntax fault the entries that were whole before it are returned, and `name` is in
    `report.broken`.
    """
    return _Composer(text, name, report).run()
