"""A data set whose every free text is hostile: names, titles, notes, quotations, places, scopes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from own_set import own_set

__all__ = ["BREAKS", "HOSTILE", "hostile_set", "written"]

HOSTILE = (
    "x\x1b[2Jb\x00\x01\x9bc\u202ed\x07e\x7f\t\u2028\u200b\u200f\ufeff\U000e0041f"
    "<script>alert(1)</script>]]>-->\"'&lt;=1+1[red]g[/red]"
)
"""Escapes, controls of both sets (NUL too), directions, a line's end, markup of four kinds."""

BREAKS = "\r\n=1\n\t-\x85+\x0b@"
"""Line breaks, which names don't have but quotations and notes do; what follows is no formula."""

_MORE: dict[str, dict[str, Any]] = {
    "dataset": {"licence": "MIT", "contact": "a", "themes": {"ports": {"zh": "港", "en": "P"}}},
    "places": {
        "city": {"name": {"zh": "甲市", "en": "A"}, "level": "city", "note": "a"},
        "other": {"name": {"zh": "乙市", "en": "B"}, "level": "city", "note": "a"},
    },
    "sources": {"copied": {"title": {"zh": "抄件"}, "publisher": "a", "grade": "copy",
                           "via": {"title": "a", "publisher": "a"},
                           "published": "2026-02", "note": "a", "file": "a.md"}},
    "indicators": {"firms": {"name": {"zh": "企业"}, "unit": "家", "measure": "stock",
                             "direction": "up", "aliases": ["a", "c"], "note": "a"}},
    "plans": {"wr2026": {"place": "city", "note": "a"}},
    "targets": {"wr2026": {"firms": {"stated": "100家", "text": "100家", "page": "a", "note": "a",
                                     "scope": "district:a", "section": "a"}}},
    "actuals": {"firms": {"2026": {"stated": "90家", "text": "90家", "source": "copied",
                                   "section": "a", "scope": "district:a", "note": "a"}}},
}  # fmt: skip
_FREE = {"zh", "en", "title", "publisher", "licence", "contact", "via", "note", "text", "page",
         "section", "scope", "file", "name", "aliases"}  # fmt: skip
_BROKEN = {"text", "note", "section"}


def hostile_set(folder: Path) -> Path:
    """Make the set in `folder` and return it."""
    own_set(folder)
    for table, more in _MORE.items():
        path = folder / f"{table}.yaml"
        held = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) if path.exists() else {}
        merged = _merged(held, more)
        if table == "actuals":
            for figure in (one for periods in merged.values() for one in periods.values()):
                figure["place"] = "city"
        path.write_text(written(_hostile(merged)), encoding="utf-8")
    return folder


def written(value: Any) -> str:
    """Return a value as YAML: JSON, but for a character that JSON writes in two halves."""
    return json.dumps(value).replace("\\udb40\\udc41", "\\U000e0041")


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: _merged(old.get(key), new.get(key)) for key in {**old, **new}}
    return new or old


def _hostile(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _hostile(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_hostile(one, key) for one in value]
    return value + BREAKS * (key in _BROKEN) + HOSTILE if key in _FREE else value
