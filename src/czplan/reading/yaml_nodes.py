"""YAML as nodes that know their place, nothing resolved and nothing shared.

The parser's events (libyaml's where it is there) are put together without recursion, so that
neither twenty thousand brackets nor an alias bomb costs anything: depth and number are bounded,
aliases, anchors, tags and merge keys are refused where they stand. Every scalar is the
characters that stand there; nothing is a number, a date or a truth value yet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from czplan.faults import Place
from czplan.faults.collector import Collector
from czplan.reading.yaml_errors import WIDE, explain

if TYPE_CHECKING:
    import yaml

MOST_DEPTH = 20
MOST_NODES = 2_000_000

_LOADER = "CSafeLoader"
"""The loader of libyaml; where that isn't built in, the pure one takes its place."""


@dataclass(slots=True)
class Scalar:
    """A text as it stands in the file; only quotes keep outer white space; empty means absent."""

    text: str
    place: Place


@dataclass(slots=True)
class Mapping:
    """Entries in file order, by key: where the key stands, and its value.

    A key stands once (a repeated one is a fault and dropped).
    """

    entries: dict[str, tuple[Place, Node]]
    place: Place


@dataclass(slots=True)
class Listing:
    """A list of nodes."""

    items: list[Node]
    place: Place


Node = Scalar | Mapping | Listing


class _Open:
    """A collection that isn't closed yet: a list's items, or a mapping's entries and a key."""

    __slots__ = ("at", "entries", "items", "key", "node", "skip")

    def __init__(self, node: Mapping | Listing) -> None:
        self.node = node
        self.items = node.items if isinstance(node, Listing) else None
        self.entries = node.entries if isinstance(node, Mapping) else {}
        self.key = ""  # the key whose value comes next; empty where a key does
        self.at = node.place
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
        # the parser also counts these as line breaks, an editor doesn't
        self.starts = (
            [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
            if any(char in text for char in "\x85\u2028\u2029") or "\r" in text.replace("\r\n", "")
            else None
        )

    def place(self, mark: Any) -> Place:
        """Return the place of a parser's mark, line and column from 1."""
        if self.starts is None:
            return Place(self.name, mark.line + 1, mark.column + 1)
        line = bisect_right(self.starts, mark.index)
        return Place(self.name, line, mark.index - self.starts[line - 1] + 1)

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

    def run(self) -> Node | None:
        """Return the root, None where the file has none."""
        import yaml

        loader = getattr(yaml, _LOADER, yaml.SafeLoader)(self.text)
        try:
            self.take(loader.get_event)
        except _Stop:
            self.report.broken.add(self.name)
        except yaml.MarkedYAMLError as error:
            self.syntax(error)
            self.report.broken.add(self.name)
        except yaml.YAMLError as error:  # a reader's error has no mark
            said, remedy = explain(str(error).splitlines()[0], "")
            self.report.add("yaml-syntax", Place(self.name), problem=said, remedy=remedy)
            self.report.broken.add(self.name)
        finally:
            loader.dispose()
        if self.root is None and self.stack:
            self.root = self.stack[0].node  # what was whole before a syntax fault
        return self.root

    def take(self, next_event: Callable[[], Any]) -> None:
        """Take the parser's events; half of a start goes through here, so calls are saved."""
        import yaml

        name, stack, attach = self.name, self.stack, self.attach
        make, usual = tuple.__new__, self.starts is None
        scalar, ends = yaml.ScalarEvent, (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        kinds = {yaml.MappingStartEvent: (Mapping, dict), yaml.SequenceStartEvent: (Listing, list)}
        left = MOST_NODES
        while (event := next_event()) is not None:
            kind = type(event)
            if kind in ends:
                attach(stack.pop().node)
                continue
            if kind is not scalar and kind not in kinds:
                self.seldom(event)
                continue
            if event.anchor or event.tag:
                self.refuse(event)
            mark = event.start_mark
            at: Place = (
                make(Place, (name, mark.line + 1, mark.column + 1)) if usual else self.place(mark)
            )
            if kind is scalar:
                value, style = event.value, event.style
                text = value.strip()
                if style and text and style in "'\"":  # quotes keep what stands between them
                    text = value
                top = stack[-1] if stack else None
                if top is None or top.items is not None or top.skip:
                    attach(Scalar(text, at))
                elif key := top.key:
                    top.entries[key] = (top.at, Scalar(text, at))
                    top.key = ""
                elif (
                    text
                    and text not in top.entries
                    and (style or (text[0] == value[0] and text != "<<"))
                ):
                    top.key, top.at = text, at
                else:
                    self.key(top, text, at, None if style else value)
            elif len(stack) >= MOST_DEPTH:
                self.report.add("too-deep", at, limit=MOST_DEPTH)
                raise _Stop
            else:
                which, empty = kinds[kind]
                stack.append(_Open(which(empty(), at)))
            left -= 1
            if left < 0:
                size = f"> {MOST_NODES} nodes"
                limit = f"{MOST_NODES} nodes"
                self.report.add("too-large", Place(name), size=size, limit=limit)
                stack.clear()  # what was read of it isn't looked at
                raise _Stop

    def seldom(self, event: Any) -> None:
        """Take an alias, which is refused, or the beginning of a document."""
        import yaml

        if type(event) is yaml.AliasEvent:
            self.report.add("alias", self.place(event.start_mark), name=event.anchor)
            self.attach(None)
        elif type(event) is yaml.DocumentStartEvent:
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

    def attach(self, node: Node | None) -> None:
        """Put a finished node (None for a refused alias) where it belongs."""
        top = self.stack[-1] if self.stack else None
        if top is None:
            self.root = node
        elif top.items is not None:
            if node is not None:
                top.items.append(node)
        elif top.skip:
            top.skip = False
        elif not top.key:
            top.skip = True
            if node is not None:
                self.report.add("bad-key", node.place)
        else:
            if node is not None:
                top.entries[top.key] = (top.at, node)
            top.key = ""

    def key(self, top: _Open, text: str, at: Place, plain: str | None) -> None:
        """Take a text as the key of a mapping, or refuse it with the value that follows.

        Args:
            top: the mapping.
            text, at: the key and where it stands.
            plain: its characters with white space around them; None where it is quoted.
        """
        if not text:
            self.report.add("bad-key", at)
        elif plain and plain[0].isspace():  # white space that is none to YAML, as if to indent
            problem, remedy = WIDE
            self.report.add("yaml-syntax", at, problem=problem, remedy=remedy)
            if top.entries:
                top.entries.popitem()  # what stands before it isn't whole
            raise _Stop
        elif text == "<<" and plain:
            self.report.add("merge-key", at)
        elif text in top.entries:
            self.report.add("duplicate-key", at, key=text, first=top.entries[text][0].line)
        else:
            top.key, top.at = text, at
            return
        top.skip = True


def compose(text: str, name: str, report: Collector) -> Node | None:
    """Return the root node of a YAML file, None where it holds nothing.

    After a syntax fault the entries that were whole before it are returned, and `name` is in
    `report.broken`.
    """
    return _Composer(text, name, report).run()
