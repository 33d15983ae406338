"""Records put into the text of a YAML table: only lines that are added change.

The places come from the parser's own marks; everything else of the file, comments, order, blank
lines and quotes, stays as the curator left it. What was made is read again and compared with
what was wanted, so that a file too odd to be edited is refused and never damaged.

A table has one key (sources, plans, indicators) or two (plan and slug, indicator and period,
source and line). Where one pair of keys may hold several records (`listed` in the format), a
second one makes a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from czplan.editing.addition import NewRecord, Unfit, Value
from czplan.editing.notation import block, fits, flow, scalar
from czplan.editing.yaml_lines import Edits, end_of, key_column
from czplan.format.fields import TABLES
from czplan.format.types import digits

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = 2
_ORDERED = ("actuals", "not-goals")
"""Tables whose inner keys stand in order; elsewhere what is new stands at the end."""

_Record = dict[str, Value]
_Groups = dict[str, dict[str, list[_Record]]]


def structure(text: str) -> Any:
    """Return what a YAML text says, as dicts, lists and texts; a blank says nothing (None).

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    return _said(yaml.compose(text, Loader=_LOADER))


def _said(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_key(key): _said(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_said(item) for item in node.value]
    return (node.value.strip() or None) if isinstance(node, yaml.ScalarNode) else None


def _plain(value: Any) -> Any:
    """Return a value that is to be written as `structure` would say it."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value]


def _key(node: yaml.Node) -> str:
    """Return what a key says: ２０２５ is 2025."""
    return digits(node.value.strip())


def added(text: str, additions: Sequence[NewRecord]) -> str:
    """Return the text of a table with records of it added.

    A new period stands where the order of the texts puts it among its indicator's, a new goal
    at the end of its plan, a new first key at the end; a second report of a period makes it a
    list.

    Raises:
        Unfit: the result wouldn't say the old and the new, and nothing else.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    work = text.replace("\r\n", "\n")
    if work and not work.endswith("\n"):
        work += "\n"
    wanted = _wanted(structure(work), additions)
    made = _edit(work, additions)
    try:
        fine = structure(made) == wanted
    except yaml.YAMLError:
        fine = False
    if not fine:
        raise Unfit
    return made.replace("\n", newline)


def by_hand(additions: Sequence[NewRecord]) -> str:
    """Return what a person would have to write."""
    if _depth(additions) == 1:
        return _appended_records("", additions, 0, spaced=False)
    return _appended("", _grouped(additions), 0, spaced=False)


def held(text: str, table: str = "actuals") -> dict[tuple[str, ...], list[Mapping[str, Any]]]:
    """Return the records of a table's file by their keys."""
    found: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    depth = len(TABLES[table].keys)
    for first, value in (structure(text) or {}).items():
        inner: dict[tuple[str, ...], Any] = {(first,): value}
        if depth == 2:
            inner = {(first, second): one for second, one in (value or {}).items()}
        for keys, records in inner.items():
            listed = records if isinstance(records, list) else [records or {}]
            found[keys] = [
                {name: value for name, value in one.items() if value is not None} for one in listed
            ]
    return found


def lines(text: str, additions: Sequence[NewRecord]) -> list[tuple[int, int]]:
    """Return the first and last line, from 1, of each addition in the text that was made.

    An addition is among the last records of its keys, in the order of asking.
    """
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    root = yaml.compose(text, Loader=_LOADER)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if _depth(additions) == 1:
            span = _line(text, key.start_mark.index), _line(text, end_of(text, value))
            places[(_key(key),)] = [span]
            continue
        for second, node in value.value if isinstance(value, yaml.MappingNode) else ():
            items = node.value if isinstance(node, yaml.SequenceNode) else [node]
            # a fault of a key stands at the key
            first = key if second is value.value[0][0] else second
            firsts = [first, *items[1:]]
            spans = [
                (_line(text, a.start_mark.index), _line(text, end_of(text, b)))
                for a, b in zip(firsts, items, strict=True)
            ]
            places[_key(key), _key(second)] = spans
    found: list[tuple[int, int]] = []
    for each in reversed(additions):
        found.append(places[each.keys].pop())
    return found[::-1]


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _depth(additions: Sequence[NewRecord]) -> int:
    return len(additions[0].keys)


def _grouped(additions: Sequence[NewRecord]) -> _Groups:
    """Return the records by their two keys, the inner ones in order where the table has one."""
    groups: _Groups = {}
    for each in additions:
        first, second = each.keys
        groups.setdefault(first, {}).setdefault(second, []).append(each.ordered())
    if additions[0].table not in _ORDERED:
        return groups
    return {key: dict(sorted(inner.items(), key=_rank)) for key, inner in groups.items()}


def _rank(entry: tuple[str, Any]) -> tuple[int, str]:
    return _order(entry[0])


def _order(key: str) -> tuple[int, str]:
    """Return what puts inner keys in order: lines by number, periods as texts."""
    return (int(key), "") if key.isdecimal() and len(key) < 4 else (10_000, key)


def _wanted(old: Any, additions: Sequence[NewRecord]) -> Any:
    """Return what the file must say afterwards."""
    if not isinstance(old, dict | None):
        raise Unfit
    whole = dict(old or {})
    for each in additions:
        record = _plain(each.ordered())
        if len(each.keys) == 1:
            if each.keys[0] in whole:
                raise Unfit
            whole[each.keys[0]] = record
            continue
        first, second = each.keys
        inner = whole[first] = dict(whole.get(first) or {})
        records = inner.get(second)
        if records is None:
            inner[second] = record
        else:
            before = records if isinstance(records, list) else [records]
            inner[second] = [*before, record]
    return whole


def _edit(text: str, additions: Sequence[NewRecord]) -> str:
    """Return the text with the records in their places."""
    edits = Edits(text)
    root = yaml.compose(text, Loader=_LOADER)
    if isinstance(root, yaml.MappingNode) and not root.value:  # {}: nothing gives way
        edits.replace(root.start_mark.index, root.end_mark.index, "")
        text, root = edits.applied(), None
    if root is None or isinstance(root, yaml.ScalarNode):
        if _depth(additions) == 1:
            return _appended_records(text, additions, 0, spaced=True)
        return _appended(text, _grouped(additions), 0, spaced=True)
    if not isinstance(root, yaml.MappingNode):
        raise Unfit
    if _depth(additions) == 1:
        if root.flow_style:
            _into_flow(edits, root, {each.keys[0]: flow(each.ordered()) for each in additions})
            return edits.applied()
        spaced = _is_spaced(text, root)
        return _appended_records(text, additions, key_column(text, root), spaced=spaced)
    ordered = additions[0].table in _ORDERED
    new = _grouped(additions)
    if root.flow_style:
        for key, value in root.value:
            inner = new.pop(_key(key), None)
            if inner is not None and isinstance(value, yaml.MappingNode):
                _into_flow_inner(edits, value, inner)
        _into_flow(edits, root, {key: _flow_inner(inner) for key, inner in new.items()})
        return edits.applied()
    for key, value in root.value:
        inner = new.pop(_key(key), None)
        if inner is not None:
            _into_block(edits, key, value, inner, ordered=ordered)
    column = key_column(text, root)
    return _appended(edits.applied(), new, column, spaced=_is_spaced(text, root))


def _is_spaced(text: str, root: yaml.MappingNode) -> bool:
    """Tell whether blank lines stand between the first keys."""
    if len(root.value) < 2:
        return True
    return "\n\n" in text[end_of(text, root.value[-2][1]) : root.value[-1][0].start_mark.index]


def _gap(text: str, spaced: bool) -> str:
    return "\n" if spaced and text.strip() and not text.endswith("\n\n") else ""


def _appended(text: str, groups: _Groups, column: int, *, spaced: bool) -> str:
    """Return the text with new first keys and their records at its end."""
    for key, inner in groups.items():
        made = [f"{' ' * column}{scalar(key)}:"]
        for second, records in inner.items():
            made += _inner_lines(column + _STEP, second, records)
        text += _gap(text, spaced) + "\n".join(made) + "\n"
    return text


def _appended_records(
    text: str, additions: Sequence[NewRecord], column: int, *, spaced: bool
) -> str:
    """Return the text of a table with one key with new records at its end."""
    inner = " " * (column + _STEP)
    for each in additions:
        made = [f"{' ' * column}{scalar(each.keys[0])}:"]
        made += [inner + line for line in block(each.ordered())]
        text += _gap(text, spaced) + "\n".join(made) + "\n"
    return text


def _into_block(
    edits: Edits,
    key: yaml.Node,
    value: yaml.Node,
    inner: dict[str, list[_Record]],
    *,
    ordered: bool,
) -> None:
    """Put records below a first key that is there."""
    text = edits.text
    if isinstance(value, yaml.ScalarNode):
        column = _column(text, key) + _STEP
        made = [line for one in inner.items() for line in _inner_lines(column, *one)]
        edits.lines_after(key.end_mark.index, made)
        return
    if not isinstance(value, yaml.MappingNode):
        raise Unfit
    if value.flow_style:
        _into_flow_inner(edits, value, inner)
        return
    column = key_column(text, value)
    left = dict(inner)
    entries = [(_key(name), name, node) for name, node in value.value]
    known = [name for name, _, _ in entries]
    for name, key_node, node in entries:
        if name in left:
            _further_records(edits, column, key_node, node, left.pop(name))
    if not ordered:
        made = [line for one in left.items() for line in _inner_lines(column, *one)]
        edits.lines_after(end_of(text, value.value[-1][1]), made)
        return
    for name in [one for one in left if all(_order(one) < _order(there) for there in known)]:
        edits.lines_after(key.end_mark.index, _inner_lines(column, name, left.pop(name)))
    for at, (name, _, node) in enumerate(entries):
        for second in [one for one in left if one not in known]:
            later = any(_order(second) > _order(there) for there in known[at + 1 :])
            if _order(second) > _order(name) and not later:
                made = _inner_lines(column, second, left.pop(second))
                edits.lines_after(end_of(text, node), made)


def _further_records(
    edits: Edits, column: int, key: yaml.Node, node: yaml.Node, records: list[_Record]
) -> None:
    """Add records where there is one or are several."""
    text = edits.text
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        edits.insert_in_flow(node, [flow(record) for record in records])
        return
    if isinstance(node, yaml.SequenceNode):
        column = _column(text, node)
    elif isinstance(node, yaml.MappingNode) and node.flow_style:
        column += _STEP
        edits.replace(key.end_mark.index, node.start_mark.index, ":\n" + " " * column + "- ")
    elif isinstance(node, yaml.MappingNode):
        column = key_column(text, node)
        edits.itemise(node.start_mark.index, end_of(text, node))
    else:
        raise Unfit
    made = [line for record in records for line in _item_lines(column, record)]
    edits.lines_after(end_of(text, node), made)


def _into_flow_inner(edits: Edits, node: yaml.MappingNode, inner: dict[str, list[_Record]]) -> None:
    """Put records into a mapping that is written in braces."""
    left = dict(inner)
    for key, value in node.value:
        records = left.pop(_key(key), None)
        if records is None:
            continue
        items = [flow(record) for record in records]
        if isinstance(value, yaml.SequenceNode):
            edits.insert_in_flow(value, items)
        else:
            edits.replace(value.start_mark.index, value.start_mark.index, "[")
            end = end_of(edits.text, value)
            edits.replace(end, end, ", " + ", ".join(items) + "]")
    if left:
        _into_flow(edits, node, {name: _flow_records(records) for name, records in left.items()})


def _into_flow(edits: Edits, node: yaml.MappingNode, entries: dict[str, str]) -> None:
    """Put entries at the end of a mapping that is written in braces."""
    edits.insert_in_flow(node, [f"{scalar(key)}: {value}" for key, value in entries.items()])


def _flow_records(records: list[_Record]) -> str:
    """Return one record in braces, several in brackets."""
    if len(records) == 1:
        return flow(records[0])
    return "[" + ", ".join(map(flow, records)) + "]"


def _flow_inner(inner: dict[str, list[_Record]]) -> str:
    """Return the records of a first key in braces."""
    entries = (f"{scalar(name)}: {_flow_records(records)}" for name, records in inner.items())
    return "{" + ", ".join(entries) + "}"


def _inner_lines(column: int, key: str, records: list[_Record]) -> list[str]:
    """Return the lines of a new inner key."""
    lead = " " * column
    if len(records) > 1:
        made = [f"{lead}{scalar(key)}:"]
        return made + [one for each in records for one in _item_lines(column + _STEP, each)]
    line = f"{lead}{scalar(key)}: {flow(records[0])}"
    if fits(line):
        return [line]
    inner = " " * (column + _STEP)
    return [f"{lead}{scalar(key)}:", *(inner + one for one in block(records[0]))]


def _item_lines(column: int, record: _Record) -> list[str]:
    """Return the lines of a record in a list, its dash at `column`."""
    line = f"{' ' * column}- {flow(record)}"
    if fits(line):
        return [line]
    inner = " " * (column + _STEP)
    first, *rest = block(record)
    return [f"{' ' * column}- {first}", *(inner + one for one in rest)]


def _column(text: str, node: yaml.Node) -> int:
    """Return the column, from 0, at which a node starts."""
    at: int = node.start_mark.index
    return at - (text.rfind("\n", 0, at) + 1)
