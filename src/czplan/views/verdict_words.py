"""Flags and the other method's verdict in words, as the card says them on screen and page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from czplan.vocabulary import FLAGS, OPEN_SDG_STATUSES

Row = Mapping[str, Any]


def flag_said(flag: str, lang: str) -> str:
    """Return a flag of a verdict row in words, with its number if it carries one."""
    code, _, count = flag.partition("=")
    name = FLAGS[code].name(lang) if code in FLAGS else code
    return f"{name} {count}".strip()


def open_sdg_said(row: Row, lang: str) -> str:
    """Return the Open SDG method's verdict with its numbers, empty where it wasn't asked for."""
    status = row.get("open_sdg_status")
    if not status:
        return ""
    said = [OPEN_SDG_STATUSES[status].name(lang)]
    for key, name in (
        ("progress", "进度" if lang == "zh" else "progress"),
        ("score", "得分" if lang == "zh" else "score"),
    ):
        number = row[f"open_sdg_{key}"]
        if number is not None:
            said.append(f"{name} {number:.2f}")
    return ("；" if lang == "zh" else "; ").join(said)
