"""Records drafted from what a document says of itself, so that nobody has to write YAML by hand.

Nothing is filled in silently: each thing that wasn't said but assumed is listed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from czplan.editing.addition import NewRecord, Value
from czplan.extract.opening_text import opened_text
from czplan.unable import Unable

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.extract.document import Document
    from czplan.records import Plan

_DAY = re.compile(
    r"((?:19|20)\d\d)年(?:(\d{1,2})月)?(?:(\d{1,2})日)?|\b(\d{4})-(\d\d)(?:-(\d\d))?\b"
)
_FILE = re.compile(r"\.(?:txt|md|markdown|text|pdf|docx?|rtf)$", re.IGNORECASE)
_PERSON = re.compile(r"\s*[（(][^（）()]*[)）]\s*$")
_MOST_TITLE = 60
_KINDS = {"report": "annual-report", "plan": "five-year-plan", "bulletin": "annual-report"}
_STEM = {"report": "report", "plan": "plan", "bulletin": "bulletin"}


class DraftFault(Unable):
    """A record that can't be drafted; `zh` and `en` say why and what to do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record, what was assumed for it (Chinese and English), and the document's bytes."""

    record: NewRecord
    assumed: list[tuple[str, str]] = field(default_factory=list)
    content: bytes | None = None
    file: str = ""


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return `wanted`, or with the first number behind it that isn't taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def ends_first(plan: Plan, start: str, due: str) -> tuple[str, str] | None:
    """Return why a goal can't be due when it is, Chinese and English; None where it can.

    Args:
        plan: whose years a goal has that says none.
        start, due: the goal's own, as they were written; empty for the plan's.
    """
    first = start if start.isdecimal() else str(plan.first or "")
    last = due or str(plan.end or "")
    if not (first.isdecimal() and last.isdecimal() and int(last) < int(first)):
        return None
    return (
        f"到期年份 {last} 早于开始的 {first} 年：改正 due 或 start，或换 plan",
        f"due {last} comes before {first}, when it starts: mend due or start, or the plan",
    )


def source_of(
    ds: Dataset, document: str, said: Mapping[str, Value], *, id: str | None = None
) -> Draft:
    """Draft the record of a document: a file of text, or a title.

    Raises:
        TextFault: the file can't be read as text.
    """
    assumed: list[tuple[str, str]] = []
    fields = dict(said)
    content, name = None, ""
    title, head = document.strip(), document
    path = Path(os.path.expanduser(document))
    if path.exists() or _FILE.search(document):
        file = opened_text(str(path))
        content, name = path.read_bytes(), path.name
        title, head = _head(file.text)
        fields["sha256"] = file.sha256
        fields["file"] = name
    about = _described(head, title)
    if "title" not in fields:
        fields["title"] = {"zh": title}
        if content is not None:
            assumed.append((f"标题：{title}", f"title: {title}"))
    elif isinstance(fields["title"], Mapping) and "zh" not in fields["title"]:
        fields["title"] = {"zh": title, **fields["title"]}
    if "published" not in fields and (day := _day(title, about.year) or _day(head, about.year)):
        fields["published"] = day
        assumed.append((f"日期：{day}", f"date: {day}"))
    if "publisher" not in fields:
        where = about.place or ds.place.zh or ds.place.en
        office = "统计局" if about.kind == "bulletin" else "人民政府"
        fields["publisher"] = f"{where}{office}" if where else "未注明"
        assumed.append((f"发布者：{fields['publisher']}", f"publisher: {fields['publisher']}"))
    if "grade" not in fields:
        fields["grade"] = "copy"
        assumed.append(
            (
                "可信等级：copy（不是在发布者网站上看到的；若是，用 --grade official）",
                "grade: copy (not seen at its publisher; if it was, say --grade official)",
            )
        )
    if id is None:
        id = free_id(f"{_STEM[about.kind]}{about.year or ''}", ds.source_records)
        assumed.append((f"编号：{id}", f"id: {id}"))
    return Draft(NewRecord("sources", (id,), fields), assumed, content, name)


def plan_of(
    ds: Dataset, title: str | None, said: Mapping[str, Value], *, id: str | None = None
) -> Draft:
    """Draft the record of a plan from its title, or from that of its source.

    Raises:
        DraftFault: there is neither.
    """
    fields = dict(said)
    assumed: list[tuple[str, str]] = []
    source = ds.source_records.get(str(fields.get("source", "")))
    if title is None:
        if source is None and len(ds.source_records) == 1:
            source = next(iter(ds.source_records.values()))
        if source is None:
            raise DraftFault(
                "要有名称，或用 --source 指明来源（先用 czplan sources add 添加）",
                "a name is missing, or a --source to take it from (czplan sources add adds one)",
            )
        title = _PERSON.sub("", source.title.zh).strip() or source.title.zh
        assumed.append((f"名称：{title}", f"name: {title}"))
    if "source" not in fields and source is not None:
        fields["source"] = source.id
        assumed.append((f"来源：{source.id}", f"source: {source.id}"))
    head = f"{title}\n{source.title.zh}\n{source.published or ''}年" if source else title
    about = _described(head, title)
    published = str(source.published) if source is not None and source.published else ""
    year = about.year or (int(published[:4]) if published[:4].isdecimal() else None)
    if isinstance(fields.get("name"), Mapping):
        fields["name"] = {"zh": title, **fields["name"]}  # type: ignore[dict-item]
    else:
        fields["name"] = {"zh": title}
    if "kind" not in fields:
        fields["kind"] = _KINDS[about.kind]
        assumed.append((f"种类：{fields['kind']}", f"kind: {fields['kind']}"))
    if "end" not in fields and year is not None:
        first, last = (year, about.end) if about.end else (year, year)
        fields.setdefault("start", str(first))
        fields["end"] = str(last)
        assumed.append((f"年份：{first}—{last}", f"years: {first} to {last}"))
    elif "end" not in fields:
        assumed.append(
            (
                "提醒：标题、日期都看不出年份，目标没有到期年：用 --start、--end 写明",
                "warning: neither title nor date says a year, so its goals have no due year: "
                "say --start and --end",
            )
        )
    if id is None:
        stem = f"plan{fields.get('end', '')}" if about.end else f"wr{fields.get('end', '')}"
        id = free_id(stem, ds.plan_records)
        assumed.append((f"编号：{id}", f"id: {id}"))
    return Draft(NewRecord("plans", (id,), fields), assumed)


def indicator_of(id: str, said: Mapping[str, Value]) -> Draft:
    """Draft the record of an indicator; the shared catalogue fills in what wasn't said."""
    from czplan.extract.catalogue import shipped

    fields = dict(said)
    known = shipped().entries.get(id)
    if known is None:
        return Draft(NewRecord("indicators", (id,), fields))
    own: dict[str, Value] = {
        "name": {"zh": known.name_zh, "en": known.name_en},
        "theme": known.theme,
        "unit": known.unit,
        "measure": known.measure,
        "direction": known.direction,
    }
    if known.basis:
        own["basis"] = known.basis
    taken = {name: value for name, value in own.items() if name not in fields}
    names = "、".join(taken), ", ".join(taken)
    assumed = [(f"取自通用目录：{names[0]}", f"from the shared catalogue: {names[1]}")]
    return Draft(NewRecord("indicators", (id,), taken | fields), assumed if taken else [])


def _head(text: str) -> tuple[str, str]:
    """Return the title and the first lines of a document."""
    from czplan.extract.clean import lines
    from czplan.extract.document import front

    read = list(lines(text[:20_000]))
    fields, start = front(read)
    filled = [line.raw.strip().lstrip("#").strip("* \u3000") for line in read[start:]]
    filled = [line for line in filled if line]
    title = fields.get("title") or (filled[0] if filled else "")
    head = "\n".join([*fields.values(), *filled[:10]])
    return title[:_MOST_TITLE].strip(), head


def _described(head: str, title: str) -> Document:
    from czplan.extract.clean import lines
    from czplan.extract.document import describe

    return describe(list(lines(f"{title}\n{head}")), title)


def _day(text: str, year: int | None) -> str | None:
    """Return the first date of a text as the format writes it, None where it has no month.

    `year` is what the document is of: a day of another (本届政府2003年1月就职) isn't its own; its
    own is from November before to the end of the year after.
    """
    for match in _DAY.finditer(text):
        first, month, day = match[1] or match[4], match[2] or match[5], match[3] or match[6]
        if not (month and 1 <= int(month) <= 12):
            continue
        if year is None or -1 <= (int(first) - year) * 12 + int(month) <= 24:
            return f"{first}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    return None
