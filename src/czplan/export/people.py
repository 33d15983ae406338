"""The sheet for people: a line a goal, in one language, with units written out.

目标 原文 期限 数据 差 结论 依据 链接: what was promised, in whose words, by when, what was
reported, how far apart the two are, the verdict, and the document that says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.export.reading_fields import address, document, verdict_text
from czplan.views.gap_texts import gap_text

if TYPE_CHECKING:
    from czplan.dataset import Dataset

HEAD: Mapping[str, tuple[str, ...]] = {
    "zh": ("目标", "原文", "期限", "数据", "差", "结论", "依据", "链接"),
    "en": ("Goal", "In its words", "Due", "Figure", "Gap", "Verdict", "Document", "Address"),
}
"""The sheet's columns in both languages."""
NAMES = {"zh": "目标与结论", "en": "Goals"}
"""What the sheet is called."""
VERDICT = 5
"""The place of the column that its family colours."""

Line = tuple[str, tuple[Any, ...]]
"""A line's family, and its cells in the order of `HEAD`."""


def lines(ds: Dataset, rows: Sequence[Mapping[str, Any]], lang: str) -> list[Line]:
    """Return the lines of verdict rows, in their order; the parts of a goal are set in."""
    targets = {row["id"]: row for row in ds.target_rows()}
    return [(row["family"], _cells(ds, row, targets, lang)) for row in rows]


def _cells(
    ds: Dataset, row: Mapping[str, Any], targets: Mapping[str, Mapping[str, Any]], lang: str
) -> tuple[Any, ...]:
    name = row[f"name_{lang}"] or row["name_zh"]
    if "#" in row["id"]:
        name = f"└ {name}"
    words = row["stated"] or targets.get(row["id"], {}).get("text")
    source = document(ds, row)
    return (
        name,
        words,
        row["due"],
        _figure(row, lang),
        gap_text(row, lang, bare=False) or None,
        verdict_text(row, lang),
        source.title.in_language(lang) if source else None,
        address(source),
    )


def _figure(row: Mapping[str, Any], lang: str) -> str | None:
    """Return the figure in the report's words with its period, and what it comes to in English."""
    from czplan.views.readings import said_words, span_text

    words = said_words(row)
    ends = row["actual_low"], row["actual_high"], row["actual_sure"]
    read = span_text(*ends, row["unit"] or "", lang)
    if lang == "en" and read:
        words = f"{words} = {read}" if words else read
    words = words or read
    if not words:
        return None
    if not row["actual_period"]:
        return str(words)
    return (
        f"{words}（{row['actual_period']}）"
        if lang == "zh"
        else f"{words} ({row['actual_period']})"
    )
