"""A record taken out of the text of a YAML table with two keys; every other line stays.

What was made is read again and compared with what was wanted, as where records are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from czplan.editing.addition import NewRecord, Unfit
from czplan.editing.into_yaml import structure
from czplan.editing.yaml_lines import Edits, end_of
from czplan.format.types import digits

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def without(text: str, records: Sequence[NewRecord]) -> str:
    """Return the text of a table without records; one that isn't there is passed over.

    Raises:
        Unfit: the result wouldn't say the rest, and nothing else.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    work = text.replace("\r\n", "\n")
    for record in records:
        work = _without_one(work, record)
    return work.replace("\n", newline)


def _without_one(text: str, record: NewRecord) -> str:
    first, second = record.keys
    whole = structure(text) or {}
    inner = whole.get(first) or {}
    listed = inner.get(second)
    items = listed if isinstance(listed, list) else [listed]
    if dict(record.fields) not in items:
        return text
    at = items.index(dict(record.fields))
    root: Any = yaml.compose(text, Loader=_LOADER)
    key, inner_node = _pair(root, first)
    line, node = _pair(inner_node, second)
    edits = Edits(text if text.endswith("\n") else text + "\n")
    if len(items) > 1:
        _cut(edits, node, [(one, one) for one in node.value], at)
        rest = [*items[:at], *items[at + 1 :]]
        inner[second] = rest
    elif len(inner) > 1:
        _cut(edits, inner_node, inner_node.value, [one for one, _ in inner_node.value].index(line))
        del inner[second]
    else:
        _cut(edits, root, root.value, [one for one, _ in root.value].index(key))
        del whole[first]
    made = edits.applied()
    if (structure(made) or {}) != whole:
        raise Unfit
    return made


def _pair(node: Any, name: str) -> tuple[Any, Any]:
    """Return a key and its value of a mapping."""
    pairs: list[tuple[Any, Any]] = node.value
    return next(pair for pair in pairs if digits(pair[0].value.strip()) == name)


def _cut(edits: Edits, node: Any, parts: Sequence[tuple[Any, Any]], at: int) -> None:
    """Take one of the parts of a collection out: its lines, or what stands between braces."""
    text, (first, last) = edits.text, parts[at]
    start, end = first.start_mark.index, end_of(text, last)
    if not node.flow_style:
        edits.replace(text.rfind("\n", 0, start) + 1, text.index("\n", end) + 1, "")
    elif at + 1 < len(parts):
        edits.replace(start, parts[at + 1][0].start_mark.index, "")
    else:
        edits.replace(end_of(text, parts[at - 1][1]) if at else start, end, "")
