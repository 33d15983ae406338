"""Make records of YAML nodes: each field read by its table, each fault at its place."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from czplan.faults import Both, Place
from czplan.faults.collector import Collector, suggestion
from czplan.format.field import JOINT, Field, RecordTable
from czplan.format.fields import NAME, TABLES
from czplan.format.types import Type, Unreadable
from czplan.reading.raw import PartSet, Raw, RawTier
from czplan.reading.yaml_nodes import Listing, Mapping, Node, Scalar


def read_value(type: Type, text: str, field: str, place: Place, report: Collector) -> Any:
    """Return the value of a field's characters, or None after a fault."""
    try:
        return type.read(text)
    except Unreadable as error:
        report.add(error.code, place, field=field, **error.words)
        return None


_KINDS = {
    Scalar: Both("一段文字", "a text"),
    Mapping: Both("映射", "a mapping"),
    Listing: Both("列表", "a list"),
}
_REMEDIES = {
    Scalar: Both("写成一行 字段: 文字", "write field: text on one line"),
    Mapping: Both("写成下一层缩进的 键: 值", "write indented lines key: value below it"),
    Listing: Both("写成以“- ”开头的各行", "write lines that begin with `- `"),
}


COMMA = Both(
    "花括号里含英文逗号的文字要加引号，否则逗号后面成了另一个字段",
    "quote a text with a comma in braces: what follows the comma is taken for a field",
)
"""The remedy of a field with nothing in it: `{stated: 1,000家}` is a field `stated` and `000家`."""


@cache
def _kept(table: str) -> tuple[set[str], list[tuple[Field, list[str]]]]:
    """Return the names of a table's fields that are texts, and its required fields by columns."""
    fields = TABLES[table].fields.values()
    required = [(each, [name for name, _ in each.columns]) for each in fields if each.required]
    return {each.name for each in fields if each.is_text}, required


class _Reader:
    """Reads one table of one file."""

    def __init__(self, table: RecordTable, name: str, report: Collector) -> None:
        self.table = table
        self.name = name
        self.report = report
        self.bad_keys: set[Place] = set()
        self.found: list[Raw] = []
        self.simple, self.required = _kept(table.name)

    def wrong(self, node: Node, what: Both | str, wanted: type, remedy: Both | None = None) -> None:
        """Report a node of the wrong kind; a blank is said to be one."""
        found = _KINDS[type(node)]
        if isinstance(node, Scalar) and not node.text:
            found = Both("空白", "nothing")
        elif isinstance(node, Listing) and not node.items:
            found = Both("空列表", "an empty list")
        self.report.add(
            "wrong-type",
            node.place,
            what=what,
            wanted=_KINDS[wanted],
            found=found,
            remedy=remedy or _REMEDIES[wanted],
        )

    def mapping(self, node: Node, what: Both | str) -> Mapping | None:
        """Return the node as a mapping, or None after a fault; a blank is an empty one."""
        if isinstance(node, Mapping):
            return node
        self.wrong(node, what, Mapping)
        return None

    def records(self, root: Node) -> list[Raw]:
        """Return the records below the root."""
        if isinstance(root, Scalar) and not root.text:
            return []
        top = self.mapping(root, f"{self.name}")
        if top is None:
            self.report.broken.add(self.table.name)
        else:
            self.level(top, (), ())
        return self.found

    def level(self, node: Mapping, keys: tuple[Any, ...], places: tuple[Place, ...]) -> None:
        """Read the records below one level of keys."""
        name, kind = self.table.keys[len(keys)]
        last = len(keys) + 1 == len(self.table.keys)
        seen: dict[Any, str] = {}
        for key, (place, value) in node.entries.items():
            read = read_value(kind, key, name, place, self.report)
            if read is None:
                read = key  # the record is read all the same, for its other faults
                self.bad_keys.add(place)
            if (first := seen.setdefault(read, key)) != key:
                line = node.entries[first][0].line
                self.report.add("duplicate-key", place, key=key, first=line)
                continue
            below, at = (*keys, read), (*places, place)
            if isinstance(value, Mapping):
                if last:
                    self.found.append(self.record(value, below, place, at))
                else:
                    self.level(value, below, at)
            elif last and self.table.listed and isinstance(value, Listing) and value.items:
                for item in value.items:
                    if isinstance(item, Mapping):
                        self.found.append(self.record(item, below, item.place, at))
                    else:
                        self.wrong(item, self.title(below), Mapping)
            elif not last and isinstance(value, Scalar) and not value.text:
                continue  # a plan without targets yet
            else:
                self.wrong(value, self.title(below), Mapping)
                if last and len(below) == 1:
                    self.found.append(self.unread(below, at))
                elif self.table.name == "targets":
                    self.report.broken.add("targets")

    def title(self, keys: tuple[Any, ...]) -> Both:
        """Return what a record is called in a message."""
        shown = ("/" if self.table.name == "targets" else " ").join(map(str, keys))
        return Both(f"{self.table.zh} {shown}", f"{self.table.en}: {shown}")

    def unread(self, keys: tuple[Any, ...], places: tuple[Place, ...]) -> Raw:
        """Return a record of which nothing but its id can be read, so that the id is known."""
        raw = Raw(self.table.name, keys, places[-1], places)
        raw.faulty.update(name for each in self.table.fields.values() for name, _ in each.columns)
        return raw

    def record(
        self, node: Mapping, keys: tuple[Any, ...], place: Place, places: tuple[Place, ...] = ()
    ) -> Raw:
        """Read one record."""
        raw = Raw(self.table.name, keys, place, places)
        if self.bad_keys:
            named = zip(self.table.keys, places, strict=False)
            raw.faulty.update(name for (name, _), at in named if at in self.bad_keys)
        for key, (at, value) in node.entries.items():
            if (known := self.table.fields.get(key)) is None:
                self.unknown(key, at, value, self.table.fields, Both(self.table.zh, self.table.en))
            elif type(value) is Scalar and known.name in self.simple:
                if value.text:  # a blank is an absent field
                    self.scalar(known, key, value, raw)
            else:
                self.field(known, value, raw)
        for each, columns in self.required:
            if not any(raw.has(name) for name in columns):
                self.missing(each, raw.place, keys)
        return raw

    def missing(self, each: Field, place: Place, keys: tuple[Any, ...], part: str = "") -> None:
        self.report.add(
            "missing-field",
            place,
            record=self.title(keys),
            field=part or each.name,
            meaning=Both(each.zh, each.en),
        )

    def unknown(self, key: str, at: Place, value: Node, fields: Any, table: Both) -> None:
        """Report a field that the format doesn't have, with the nearest right one."""
        words = list(fields)
        otherwise = Both(f"可用字段：{'、'.join(words)}", f"the fields are {', '.join(words)}")
        if isinstance(value, Scalar) and not value.text:
            otherwise = COMMA
        self.report.add(
            "unknown-field",
            at,
            table=table,
            field=key,
            hint=partial(suggestion, key, words, otherwise),
        )

    def field(self, known: Field, node: Node, raw: Raw) -> None:
        """Read one field into the record."""
        if isinstance(node, Scalar) and not node.text:
            return  # a blank is an absent field
        raw.places[known.name] = node.place
        if known.keys is not None:
            self.map(known, node, raw)
        elif known.is_text and isinstance(node, Scalar):
            self.scalar(known, known.name, node, raw)
        elif known.listed:
            self.list(known, node, raw)
        elif known.whole:
            raw.values[known.name] = self.whole(known, known.name, node, raw)
        elif known.parts:
            if (parts := self.mapping(node, known.name)) is None:
                raw.faulty.update(name for name, _ in known.columns)
            else:
                self.parts(known.name, known.parts, parts, raw)
        else:
            self.scalar(known, known.name, node, raw)

    def list(self, known: Field, node: Node, raw: Raw) -> None:
        """Read a list of texts or of mappings of parts."""
        if not isinstance(node, Listing) or not node.items:
            self.wrong(node, known.name, Listing)
            raw.faulty.add(known.name)
            return
        found: list[Any] = []
        for number, item in enumerate(node.items, 1):
            name = f"{known.name}.{number}"
            if known.parts:
                found.append(self.whole(known, name, item, raw))
            elif not isinstance(item, Scalar) or not item.text:
                self.wrong(item, name, Scalar)
                raw.faulty.add(known.name)
            else:
                raw.places[name] = item.place
                value = read_value(known.type, item.text, known.name, item.place, self.report)
                if value is None:
                    raw.faulty.add(known.name)
                else:
                    found.append(value)
        raw.values[known.name] = found

    def whole(self, known: Field, name: str, node: Node, raw: Raw) -> PartSet:
        """Read a mapping of parts that stays together; faults make the field faulty."""
        inner = Raw(raw.table, raw.keys, node.place)
        if (parts := self.mapping(node, name)) is None:
            raw.faulty.add(known.name)
        else:
            self.parts(name, known.parts, parts, inner)
        if inner.faulty:
            raw.faulty.add(known.name)
        cut = len(name) + 1
        values = {column[cut:]: value for column, value in inner.values.items()}
        places = {column[cut:]: at for column, at in inner.places.items()}
        return PartSet(values, places, node.place)

    def scalar(self, known: Field, name: str, node: Node, raw: Raw) -> None:
        """Read a scalar field."""
        value = None
        raw.places[name] = node.place
        if isinstance(node, Scalar):
            value = read_value(known.type, node.text, name, node.place, self.report)
        else:
            self.wrong(node, name, Scalar)
        if value is None:
            raw.faulty.add(name)
        else:
            raw.values[name] = value

    def parts(self, name: str, known: tuple[Field, ...], node: Mapping, raw: Raw) -> None:
        """Read a mapping of parts into fields `name_part`."""
        fields = {part.name: part for part in known}
        for key, (at, value) in node.entries.items():
            if (part := fields.get(key)) is None:
                self.unknown(key, at, value, fields, Both(name, name))
            elif not isinstance(value, Scalar) or value.text:
                self.scalar(part, f"{name}_{key}", value, raw)
        for part in known:
            if part.required and not raw.has(f"{name}_{part.name}"):
                raw.faulty.add(f"{name}_{part.name}")
                self.missing(part, node.place, raw.keys, f"{name}.{part.name}")

    def map(self, known: Field, node: Node, raw: Raw) -> None:
        """Read a map from keys to texts or parts (tiers, milestones, themes)."""
        if (entries := self.mapping(node, known.name)) is None:
            raw.faulty.add(known.name)
            return
        assert known.keys is not None
        found: dict[Any, Any] = {}
        for key, (at, value) in entries.entries.items():
            name = f"{known.name}.{key}"
            blank = isinstance(value, Scalar) and not value.text
            if blank and not key.isascii():
                table = Both(self.table.zh, self.table.en)
                self.report.add("unknown-field", at, table=table, field=name, hint=COMMA)
                raw.faulty.add(known.name)
                continue
            read = read_value(known.keys, key, known.name, at, self.report)
            raw.places[name] = at if known.parts else value.place
            if read is None:
                raw.faulty.add(known.name)
            elif read in found:
                self.report.add("duplicate-key", at, key=key, first=at.line)
            elif isinstance(value, Scalar) and value.text and known.parts != NAME:
                tier = RawTier(value.text, None, None, value.place)
                found[read] = tier if known.parts else value.text
            elif known.parts and not (isinstance(value, Scalar) and known.parts != NAME):
                found[read] = self.entry(known, name, value, raw)
            else:
                self.wrong(value, name, Scalar)
                raw.faulty.add(known.name)
        raw.values[known.name] = found

    def entry(self, known: Field, name: str, node: Node, raw: Raw) -> Any:
        """Read one entry of a map that is itself a mapping of parts."""
        inner = Raw(raw.table, raw.keys, node.place)
        if (parts := self.mapping(node, name)) is not None:
            self.parts(name, known.parts, parts, inner)
        raw.faulty.update(inner.faulty)
        values = {part.name: inner.get(f"{name}_{part.name}") for part in known.parts}
        if known.parts == NAME:
            return values
        place = inner.at(f"{name}_stated")
        return RawTier(values["stated"], values["text"], values["line"], place)


def read_table(table: str, root: Node | None, name: str, report: Collector) -> list[Raw]:
    """Return the records of a file's root node, with every fault of fields reported.

    Args:
        table: the table's name.
        root: what `czplan.reading.yaml_nodes.compose` made of the file.
        name: the file's name.
        report: where faults go.
    """
    if root is None:
        return []
    reader = _Reader(TABLES[table], name, report)
    if table == "dataset":
        if isinstance(root, Scalar) and not root.text:
            return []
        top = reader.mapping(root, name)
        return [reader.record(top, (), Place(name))] if top is not None else []
    return reader.records(root)


def read_cell(table: str, known: Field, node: Node, raw: Raw, report: Collector) -> None:
    """Read a field that stands as YAML in a cell of a CSV table into `raw`."""
    _Reader(TABLES[table], raw.place.file, report).field(known, node, raw)


def read_words(known: Field, text: str, raw: Raw, place: Place, report: Collector) -> None:
    """Read a list of texts that stands in a cell of a CSV table into `raw`."""
    found = []
    for word in filter(None, map(str.strip, text.split(JOINT))):
        if (value := read_value(known.type, word, known.name, place, report)) is None:
            raw.faulty.add(known.name)
        else:
            found.append(value)
    if found or known.name in raw.faulty:
        raw.values[known.name] = found
