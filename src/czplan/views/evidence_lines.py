"""On what a goal and its figure rest: documents, their grade in words, places, addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from czplan.period import period_words
from czplan.views.figures import deciding
from czplan.views.fitting import Column, fit
from czplan.views.publishers import publisher
from czplan.views.quote import seen_in
from czplan.views.screen import Screen, in_signs
from czplan.views.style import cell
from czplan.vocabulary import GRADES, READERS

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Source

__all__ = ["how_known", "seen", "sources_table"]

Row = Mapping[str, Any]

SECTIONS = {"摘录": "excerpt", "全文": "full text"}
"""Where in a document words stand, if that is no heading of its own, in English."""


def how_known(ds: Dataset, target: Row, row: Row, screen: Screen) -> list[tuple[str, Text]]:
    """Return on what goal and figure rest: grade in words, document, place, address, words."""
    pairs: list[tuple[str, Text]] = []
    goal = ds.source_records.get(target["source"] or "")
    if goal is not None:
        pairs.append(
            (screen.pick("目标", "Goal"), _graded(ds, goal, _place(goal, target, screen), screen))
        )
        text = cell(f"“{target['text'] or ''}”")
        at = text.plain.find(target["stated"]) if target["stated"] else -1
        if at >= 0:
            text.stylize("bold", at, at + len(target["stated"]))
        pairs.append(("", text))
        for indicator, tier in (target["tiers"] or {}).items():
            known = ds.indicator_records.get(indicator)
            name = known.name.in_language(screen.lang) if known else indicator
            pairs.append(("", cell(f"{name}  “{tier['stated']}”")))
        pairs += seen(ds, goal, screen)
    for source, actual in deciding(ds, target, row):
        where = _place(source, actual, screen) if actual else source.title.in_language(screen.lang)
        pairs.append((screen.pick("实际", "Figure"), _graded(ds, source, where, screen)))
        if actual and actual["text"]:
            pairs.append(("", cell(f"“{actual['text']}”")))
        pairs += seen(ds, source, screen)
    reader = row.get("read_by")
    if reader is not None and reader in READERS and reader != "person":
        pairs.append((screen.pick("读者", "Read by"), cell(READERS[reader].name(screen.lang))))
    return pairs


def _graded(ds: Dataset, source: Source, where: str, screen: Screen) -> Text:
    """Return a document's grade in words, where in it, by whom and when."""
    grade = GRADES[source.grade]
    more = [
        part for part in (publisher(ds, source.publisher, screen.lang), source.published) if part
    ]
    comma = screen.pick("，", ", ")
    return cell(f"{grade.name(screen.lang)}  {where}{comma}{comma.join(more)}")


def seen(ds: Dataset, source: Source, screen: Screen) -> list[tuple[str, Text]]:
    """Return through what a document was seen, and its address, or that none is known."""
    via = seen_in(ds, source, screen.lang)
    if source.url is None:
        address = cell(screen.pick("没有已知网址", "no address is known"), "dim")
    elif source.grade == "copy":
        said = screen.pick("发布者的页面，未比对：", "publisher's page, not compared: ")
        address = cell(said + source.url, "dim")
    else:
        address = cell(source.url, "dim")
    return [("", cell(via)), ("", address)]


def _place(source: Source, record: Row, screen: Screen) -> str:
    """Say where in which document the words stand."""
    where = source.title.in_language(screen.lang)
    if record["line"] is not None:
        where += screen.pick(f"，第 {record['line']} 行", f", line {record['line']}")
    if record["page"]:
        where += screen.pick(f"，第 {record['page']} 页", f", page {record['page']}")
    if record["section"]:
        section = record["section"]
        where += screen.pick(f"，{section}", f", {SECTIONS.get(section, section)}")
    return where


def sources_table(
    ds: Dataset, row: Row, figures: Sequence[dict[str, Any]], screen: Screen
) -> list[Any]:
    """Return the documents of the goal and of its figures, each with its grade, once."""
    roles: dict[str, list[str]] = {}
    if row["target_source"]:
        roles.setdefault(row["target_source"], []).append(screen.pick("目标", "goal"))
    if row["actual_source"]:
        roles.setdefault(row["actual_source"], []).append(
            screen.pick("判定数据", "deciding figure")
        )
    for one in figures:
        if one["source"]:
            said = in_signs(period_words(one["period"], "en"), screen)
            roles.setdefault(one["source"], []).append(said)
    rows: list[dict[str, Any]] = [
        {"roles": role, "source": ds.source_records[id]}
        for id, role in roles.items()
        if id in ds.source_records
    ]
    if not rows:
        return []
    return [
        fit(
            rows,
            [
                Column(
                    "文件", "Document", lambda r: r["source"].title.in_language(screen.lang), 0, 16
                ),
                Column(
                    "发布者",
                    "Publisher",
                    lambda r: cell(publisher(ds, r["source"].publisher, screen.lang)),
                    2,
                    8,
                ),
                Column("日期", "Date", lambda r: cell(r["source"].published), 1, 7),
                Column(
                    "等级", "Grade", lambda r: GRADES[r["source"].grade].name(screen.lang), 0, 5
                ),
                Column("用于", "For", lambda r: screen.pick("、", ", ").join(r["roles"]), 1, 8),
            ],
            screen,
        ).table,
        *(part for r in rows if r["source"].url for part in _address(r["source"], screen)),
    ]


def _address(source: Source, screen: Screen) -> list[Text]:
    """Return whose an address is, and it on a line never broken, so that it can be copied."""
    line = cell(f"  {source.url}", "dim")
    line.no_wrap, line.overflow = True, "ignore"
    return [cell(source.title.in_language(screen.lang)), line]
