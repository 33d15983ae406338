"""A record written as YAML: characters that read back as themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import yaml

from czplan.editing.addition import Value
from czplan.views.layout import cells

WIDTH = 120
"""Cells of a line beyond which a record gets a line a field."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@lru_cache(maxsize=4096)
def scalar(text: str) -> str:
    """Return `text` plain where YAML reads it back as it is in any place, else in quotes."""
    return text if _plain(text) else _quoted(text)


def _plain(text: str) -> bool:
    """Tell whether a parser reads the bare characters as one text, in braces and on a line."""
    if not text.isprintable():
        return False
    for form in ("{{k: {}, z: z}}", "k: {}\nz: z\n"):
        try:
            node = yaml.compose(form.format(text), Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            return False
        if not isinstance(node, yaml.MappingNode) or len(node.value) != 2:
            return False
        value = node.value[0][1]
        if not isinstance(value, yaml.ScalarNode) or value.style or value.value != text:
            return False
    return True


def _quoted(text: str) -> str:
    """Return the text in double quotes; what doesn't print is written as its number."""
    out = []
    for char in text:
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif char.isprintable():
            out.append(char)
        else:
            code = ord(char)
            out.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
    return '"' + "".join(out) + '"'


def flow(fields: Mapping[str, Value]) -> str:
    """Return a record on one line: `{stated: 5.2%, source: report}`."""
    return (
        "{" + ", ".join(f"{scalar(name)}: {inline(value)}" for name, value in fields.items()) + "}"
    )


def inline(value: Value) -> str:
    """Return a field's value on one line: characters, parts in braces, a list in brackets."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return flow(value)
    return "[" + ", ".join(map(inline, value)) + "]"


def block(fields: Mapping[str, Value]) -> list[str]:
    """Return a record as lines, one a field, without indentation."""
    return [f"{scalar(name)}: {inline(value)}" for name, value in fields.items()]


def fits(line: str) -> bool:
    """Tell whether a line is short enough to read."""
    return cells(line) <= WIDTH
