"""Fields made for reading, that can be asked for beside a table's own columns.

`name` and `verdict` are in the language of the run; `source_title` and `url` are those of the
document that the deciding figure is from, else of the one that states the goal; `gap_text` writes
the gap out with its unit. They are made when asked for: no table holds them by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from czplan.export.columns import FileColumn

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Source

Row = Mapping[str, Any]
Maker = Callable[[Row], str | None]

DISPLAY: Mapping[str, FileColumn] = {
    column.name: column
    for column in (
        FileColumn("name", "string", "名称", "Name", "所用语言的名称",
                   "name in the language of the run"),
        FileColumn("verdict", "string", "结论", "Verdict", "所用语言的结论", "verdict in words"),
        FileColumn("gap_text", "string", "差", "Gap", "与目标之差，写明单位",
               "figure less goal, its unit written out"),
        FileColumn("source_title", "string", "依据", "Document", "数据（无则目标）所据文件",
               "document of the figure, else of the goal"),
        FileColumn("url", "string", "链接", "Address", "该文件的网址", "address of that document"),
    )
}  # fmt: skip
"""The display fields by name, each with its meaning."""


def makers(ds: Dataset, lang: str, columns: Mapping[str, Any] | set[str]) -> dict[str, Maker]:
    """Return how each display field that rows of these columns can have is made.

    A name that is a column of the table itself is left to the table.
    """
    has = set(columns)
    made: dict[str, Maker] = {}
    for stem in ("name", "title"):
        if f"{stem}_zh" in has and "name" not in made:
            made["name"] = lambda row, stem=stem: row[f"{stem}_{lang}"] or row[f"{stem}_zh"]  # type: ignore[misc]
    if "name" not in made and {"indicator", "period"} <= has:
        made["name"] = _names(ds, lang)
    if {"status", "family"} <= has:
        made["verdict"] = lambda row: verdict_text(row, lang)
    if {"gap_low", "gap_high"} <= has:
        from czplan.views.gap_texts import gap_text

        made["gap_text"] = lambda row: gap_text(row, lang, bare=False) or None
    if has & {"actual_source", "target_source", "source"}:
        made["source_title"] = lambda row: _titled(document(ds, row), lang)
        made["url"] = lambda row: address(document(ds, row))
    return {name: maker for name, maker in made.items() if name not in has}


def verdict_text(row: Row, lang: str) -> str:
    """Return a row's verdict in words: that of its status."""
    from czplan.vocabulary import STATUSES

    status = row["status"]
    return STATUSES[status].name(lang) if status in STATUSES else ""


def document(ds: Dataset, row: Row) -> Source | None:
    """Return the document that a row rests on: its figure's, else its goal's."""
    for name in ("actual_source", "target_source", "source"):
        for source in str(row.get(name) or "").split(";"):  # reports that agree are taken together
            if source in ds.source_records:
                return ds.source_records[source]
    return None


def _names(ds: Dataset, lang: str) -> Maker:
    """Return how a figure's row is named: as its indicator, else as its goal."""
    goals = {row["id"]: row for row in ds.target_rows()}

    def name(row: Row) -> str | None:
        key = row["indicator"]
        if key in ds.indicator_records:
            return ds.indicator_records[key].name.in_language(lang)
        goal = goals.get(key)
        return (goal[f"name_{lang}"] or goal["name_zh"]) if goal else None

    return name


def _titled(source: Source | None, lang: str) -> str | None:
    return source.title.in_language(lang) if source else None


def address(source: Source | None) -> str | None:
    """Return the document's address, else that of the document in which it was seen."""
    if source is None:
        return None
    return source.url or (source.via.url if source.via else None)
