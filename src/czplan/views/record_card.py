"""The card of a plan, a document or a place: what it is, what was read of it, what it states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from czplan.views.card import label_table, under_title
from czplan.views.cited import cited
from czplan.views.evidence_lines import address
from czplan.views.fitting import Column, fit
from czplan.views.lists import words_of
from czplan.views.progress import outcome
from czplan.views.row_cells import named, raw, years_text
from czplan.views.screen import Screen, in_signs
from czplan.views.stated import asked_by_id, listed
from czplan.views.style import cell
from czplan.vocabulary import COVERAGES, GRADES, PLACE_LEVELS, PLAN_KINDS

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Region, Tenure

Row = Mapping[str, Any]


def goals_of(kind: str, id: str, ds: Dataset) -> list[dict[str, Any]]:
    """Return the goals that a plan states, a document holds, or a place has promised."""
    return [row for row in ds.target_rows() if row[kind] == id]


def card(
    kind: str,
    id: str,
    ds: Dataset,
    goals: Sequence[Row],
    verdicts: Mapping[str, Row],
    screen: Screen,
) -> list[Any]:
    """Return the card of the record `id` of a `kind` (plan, source or place) as renderables."""
    facts = {"plan": _plan, "source": _source, "place": _place}[kind](id, ds, screen)
    records: dict[str, Mapping[str, Any]] = {
        "plan": ds.plan_records,
        "source": ds.source_records,
        "place": ds.place_records,
    }
    record = records[kind][id]
    name = record.title if kind == "source" else record.name
    title = cell(name.in_language(screen.lang), "bold")
    note = record.note.in_language(screen.lang) if record.note else ""
    facts.append((screen.pick("备注", "Note"), cell(note)))
    parts: list[Any] = [title, under_title(name, id, screen), Text("")]
    parts += label_table(facts, screen)
    if goals:
        heading = screen.pick(f"目标（{len(goals)}）", f"Goals ({len(goals)})")
        asked = asked_by_id(ds, screen.lang, [str(row["id"]) for row in goals])
        parts += [Text(""), cell(heading, "bold"), _goals(goals, verdicts, asked, screen)]
    return parts


def _goals(
    goals: Sequence[Row], verdicts: Mapping[str, Row], asked: Mapping[str, str], screen: Screen
) -> Any:
    """Return the goals with their words (in English what they ask for) and how they ended."""

    def ended(row: Row) -> Text:
        verdict = verdicts.get(row["id"])
        return outcome(verdict, screen) if verdict else Text("")

    def stated(row: Row) -> Text:
        tiers = [asked.get(f"{row['id']}#{tier}", "") for tier in row["tiers"] or {}]
        said = (
            listed([one for one in tiers if one])
            or asked.get(row["id"])
            or words_of(row, screen.lang)
        )
        return cell(in_signs(said, screen))

    return fit(
        goals,
        [
            Column("目标", "Goal", named(screen), 0, 14, 32),
            Column("原文", "Asked", stated, 1, 10, 16),
            Column("期限", "Due", raw("due"), 1, 4, right=True),
            Column("结论", "Verdict", ended, 0, 10),
            Column("编号", "Id", raw("id", "dim"), 2, 12),
        ],
        screen,
    ).table


def _plan(id: str, ds: Dataset, screen: Screen) -> list[tuple[str, Text]]:
    plan = ds.plan_records[id]
    source = ds.source_records.get(plan.source or "")
    return [
        (screen.pick("类别", "Kind"), cell(PLAN_KINDS[plan.kind].name(screen.lang))),
        (screen.pick("年份", "Years"), cell(in_signs(years_text(plan.start, plan.end), screen))),
        (screen.pick("读到", "Read"), cell(_coverage(plan.coverage, screen))),
        (
            screen.pick("来源", "Source"),
            cell(f"{source.title.in_language(screen.lang)}  {source.id}" if source else ""),
        ),
    ]


def _coverage(code: str | None, screen: Screen) -> str:
    """Return what was read of a document; unknown where the set doesn't say."""
    if code is None or code not in COVERAGES:
        return screen.pick("未注明", "not said")
    term = COVERAGES[code]
    return f"{term.name(screen.lang)}{screen.pick('：', ': ')}{term.note(screen.lang)}"


def _source(id: str, ds: Dataset, screen: Screen) -> list[tuple[str, Text]]:
    cite = cited(ds, id, screen.lang)
    grade = GRADES[cite.grade]
    comma = screen.pick("：", ": ")
    figures = sum(row["source"] == id for row in ds.actual_rows())
    plans = [
        f"{plan.name.in_language(screen.lang)}  {plan.id}"
        for plan in ds.plan_records.values()
        if plan.source == id
    ]
    return [
        (screen.pick("发布者", "Publisher"), cell(cite.publisher)),
        (screen.pick("日期", "Date"), cell(cite.published)),
        (
            screen.pick("等级", "Grade"),
            cell(f"{grade.name(screen.lang)}{comma}{grade.note(screen.lang)}"),
        ),
        (screen.pick("所见", "Seen"), cell(cite.seen)),
        (screen.pick("网址", "Address"), address(cite, screen)),
        (screen.pick("规划", "Plans"), cell(screen.pick("、", ", ").join(plans))),
        (screen.pick("数据", "Figures"), cell(figures or "")),
    ]


def _place(id: str, ds: Dataset, screen: Screen) -> list[tuple[str, Text]]:
    place = ds.place_records[id]
    above = ds.place_records.get(place.parent_in() or "")
    plans = sum(plan.place == id for plan in ds.plan_records.values())
    figures = sum(row["place"] == id for row in ds.actual_rows())
    return [
        (screen.pick("级别", "Level"), cell(PLACE_LEVELS[place.level].name(screen.lang))),
        (screen.pick("代码", "Code"), cell(place.code)),
        (
            screen.pick("上级", "Within"),
            cell(f"{above.name.in_language(screen.lang)}  {above.id}" if above else ""),
        ),
        (screen.pick("存在", "Existed"), cell(_existed(place, ds, screen))),
        (screen.pick("曾用名", "Formerly"), cell(former(place.names, screen.lang, screen))),
        (screen.pick("曾用代码", "Former codes"), cell(former(place.codes, screen.lang, screen))),
        (screen.pick("规划", "Plans"), cell(plans or "")),
        (screen.pick("数据", "Figures"), cell(figures or "")),
    ]


def former(spans: Sequence[Tenure], lang: str, screen: Screen) -> str:
    """Return what a place was called, or its codes, in other years, each with its years."""
    said = []
    for span in spans:
        value = span.value
        held = value if isinstance(value, str) else value.in_language(lang)
        said.append(f"{held} ({_span(span.first, span.last, screen)})")
    return "; ".join(said)


def _span(first: int | None, last: int | None, screen: Screen) -> str:
    return f"{first or ''}{screen.sign('–', '-')}{last or ''}"


def _existed(place: Region, ds: Dataset, screen: Screen) -> str:
    """Return from and until when there was the place, and what followed it."""
    if place.first is None and place.last is None:
        return ""
    said = _span(place.first, place.last, screen)
    after = ds.place_records.get(place.successor or "")
    if after is None:
        return said
    name = after.name.in_language(screen.lang)
    return screen.pick(f"{said}，其后为 {name}  {after.id}", f"{said}, then {name}  {after.id}")
