"""One goal's card: what was promised, how far it is, how we know.

Both names, the document's words and their place, the verdict with its sum step by step, a
picture of the series against the goal, its parts, its history across plans, its sources.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text

from czplan.method.question import last_day
from czplan.period import Period
from czplan.views.chart import GoalMark, chart
from czplan.views.fitting import Column, fit, layout
from czplan.views.history import figure_rows, goal_rows
from czplan.views.history_table import goals_table, points
from czplan.views.numbers import interval
from czplan.views.progress import figure, open_sdg
from czplan.views.screen import Screen
from czplan.views.style import cell, verdict
from czplan.vocabulary import BINDINGS, CONFIDENCES, FLAGS, GRADES, KINDS

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Source

__all__ = ["CardQuestion", "card", "picture"]

Row = Mapping[str, Any]
Steps = Callable[..., Sequence[tuple[str, str]]]

_DRAWN = frozenset(
    [
        "level",
        "growth",
        "average-growth",
        "additions",
        "share",
        "coverage",
        "maintain",
        "rank",
        "direction",
        "each-year",
    ]
)
_ON_A_LINE = frozenset(["level", "share", "coverage", "rank"])


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """The part of the question that bounds which figures a card shows."""

    year: int
    as_of: str | None = None
    grade: str = "copy"


def card(
    ds: Dataset,
    target: Row,
    rows: Sequence[Row],
    verdicts: Mapping[str, Row],
    asked: CardQuestion,
    steps: Steps,
    screen: Screen,
) -> list[Any]:
    """Return the card as renderables.

    Args:
        ds: the data set.
        target: the goal's row of `Dataset.target_rows`.
        rows: its verdict row (method 5.5), then those of its parts.
        verdicts: verdict rows of all goals by id, for its history.
        asked: year, knowledge and grade.
        steps: the method's explanation, `steps(ds, row, lang, as_of=..., grade=...)` as pairs of
            title and text.
        screen: where it is shown.
    """
    row = rows[0]
    parts: list[Any] = [*_title(target, row, screen)]
    parts += _section("", _pairs(_facts(ds, target, row, screen), screen))
    parts += _section(screen.pick("原文", "Words"), _pairs(_words(ds, target, screen), screen))
    parts += _section(
        screen.pick(f"结论（{asked.year} 年）", f"Verdict ({asked.year})"),
        _pairs([*_verdict(row, screen), *_evidence(ds, target, row, screen)], screen),
    )
    sums = steps(ds, row, screen.lang, as_of=asked.as_of, grade=asked.grade)
    told = [(title, cell(text)) for title, text in sums]
    parts += _section(screen.pick("怎样算出", "The sum"), _pairs(told, screen))
    figures = _figures(ds, target, asked)
    drawn = picture(target, row, figures, screen)
    parts += _section(screen.pick("历年", "The series"), drawn)
    if len(rows) > 1:
        parts += _section(screen.pick("各部分", "Its parts"), [_parts(rows[1:], screen)])
    parts += _history(ds, target, verdicts, screen)
    parts += _section(screen.pick("来源", "Sources"), _sources(ds, row, figures, screen))
    return parts


def _section(title: str, lines: Sequence[Any]) -> list[Any]:
    """Return a titled part of the card, nothing where it has no lines."""
    if not lines:
        return []
    return [Text(""), *([cell(title, "bold")] if title else []), *lines]


def _pairs(pairs: Sequence[tuple[str, Text]], screen: Screen) -> list[Any]:
    """Return labels and values in two columns, values wrapped."""
    rows = [{"label": label, "value": value} for label, value in pairs if value.plain]
    if not rows:
        return []
    columns = [
        Column("", "", lambda r: cell(r["label"], "dim"), 0, 4),
        Column("", "", lambda r: r["value"], 0, 12),
    ]
    return [layout(rows, columns, screen).table(rows, screen, heading=False)]


def _title(target: Row, row: Row, screen: Screen) -> list[Text]:
    name, other = target["name_zh"], target["name_en"]
    if screen.lang == "en":
        name, other = other, name
    lines = [cell(name, "bold")]
    if other != name:
        lines.append(cell(other))
    id = cell(f"  {target['id']}", "dim")
    return [*lines, Text.assemble(verdict(row["status"], screen), id, overflow="fold")]


def _facts(ds: Dataset, target: Row, row: Row, screen: Screen) -> list[tuple[str, Text]]:
    lang = screen.lang
    plan = ds.plan_records.get(target["plan"])
    due = screen.pick("原文未写年份", "the text names no year")
    if target["due"] is not None:
        due = str(target["due"])
        if target["due_inherited"]:
            due += screen.pick("（随规划）", " (the plan's)")
        if target["start"] is not None and target["start"] != target["due"]:
            due = f"{target['start']}{screen.sign('–', '-')}{due}"
    theme = target["theme"]
    facts = [
        (
            screen.pick("规划", "Plan"),
            cell(plan.name.in_language(lang) if plan else target["plan"]),
        ),
        (screen.pick("期限", "Due"), cell(due)),
        (screen.pick("类型", "Kind"), cell(_term(KINDS, target["kind"], lang))),
        (
            screen.pick("领域", "Theme"),
            cell(ds.themes[theme].name(lang) if theme in ds.themes else theme),
        ),
        (screen.pick("约束", "Binding"), cell(_term(BINDINGS, target["binding"], lang))),
    ]
    if target["scope"] != "city":
        facts.append((screen.pick("范围", "Scope"), cell(target["scope"])))
    if target["confidence"] != "high":
        shown = _term(CONFIDENCES, target["confidence"], lang)
        facts.append((screen.pick("可信度", "Confidence"), cell(shown)))
    if target["indicator"]:
        facts.append((screen.pick("指标", "Indicator"), cell(target["indicator"])))
    facts.append((screen.pick("备注", "Note"), cell(target["note"])))
    return facts


def _term(terms: Mapping[str, Any], code: str | None, lang: str) -> str:
    return str(terms[code].name(lang)) if code and code in terms else code or ""


def _words(ds: Dataset, target: Row, screen: Screen) -> list[tuple[str, Text]]:
    text = target["text"] or ""
    quoted = cell(f"“{text}”")
    stated = target["stated"]
    at = quoted.plain.find(stated) if stated else -1
    if at >= 0:
        quoted.stylize("bold", at, at + len(stated))
    lines = [(screen.pick("引文", "Quoted"), quoted)]
    if stated and at < 0:
        lines.append((screen.pick("目标数", "The figure"), cell(stated)))
    for indicator, tier in (target["tiers"] or {}).items():
        known = ds.indicator_records.get(indicator)
        lines.append(
            (known.name.in_language(screen.lang) if known else indicator, cell(tier["stated"]))
        )
    source = ds.source_records.get(target["source"] or "")
    if source:
        lines.append((screen.pick("出处", "Place"), cell(_place(source, target, screen))))
    return lines


def _place(source: Source, record: Row, screen: Screen) -> str:
    """Say where in which document the words stand."""
    where = source.title.in_language(screen.lang)
    if record["line"] is not None:
        where += screen.pick(f"，第 {record['line']} 行", f", line {record['line']}")
    if record["page"]:
        where += screen.pick(f"，第 {record['page']} 页", f", page {record['page']}")
    if record["section"]:
        where += screen.pick(f"，{record['section']}", f", {record['section']}")
    return where


def _verdict(row: Row, screen: Screen) -> list[tuple[str, Text]]:
    lang = screen.lang
    pairs = [
        (screen.pick("结论", "Verdict"), verdict(row["status"], screen)),
        (screen.pick("Open SDG 法", "By Open SDG"), cell(_open_sdg(row, screen))),
        (screen.pick("理由", "Reason"), cell(row[f"reason_{lang}"])),
        (screen.pick("数据", "Figure"), figure(row, screen)),
        (
            screen.pick("折合", "In numbers"),
            cell(_in_numbers(row, screen)),
        ),
    ]
    flags = [_flag(flag, lang) for flag in row["flags"] or ()]
    pairs.append((screen.pick("附注", "Flags"), cell(screen.pick("；", "; ").join(flags))))
    return pairs


def _open_sdg(row: Row, screen: Screen) -> str:
    """Return the verdict of the Open SDG method with its numbers, where it was asked for."""
    parts = [open_sdg(row, screen)]
    for key, zh, en in (("progress", "进度", "progress"), ("score", "得分", "score")):
        number = row.get(f"open_sdg_{key}")
        if number is not None:
            parts.append(f"{screen.pick(zh, en)} {number:.2f}")
    return screen.pick("；", "; ").join(part for part in parts if part)


def _in_numbers(row: Row, screen: Screen) -> str:
    """Return the figure's ends with signs that the screen can write."""
    ends = interval(
        row["actual_low"], row["actual_high"], row["unit"], screen.lang, row["actual_sure"]
    )
    return ends.replace("–", screen.sign("–", "-")).replace("≈", screen.sign("≈", "~"))


def _evidence(ds: Dataset, target: Row, row: Row, screen: Screen) -> list[tuple[str, Text]]:
    """Return the words that the deciding figure was read from, and their place."""
    key = target["indicator"] or target["id"]
    source = ds.source_records.get(row["actual_source"] or "")
    if source is None:
        return []
    wanted = (key, row["actual_period"], source.id)
    for actual in ds.actual_rows():
        found = (actual["indicator"], actual["period"], actual["source"])
        if found == wanted and row["actual_stated"] in {None, actual["stated"]}:
            place = _place(source, actual, screen)
            text = f"“{actual['text']}”  {place}" if actual["text"] else place
            return [(screen.pick("依据", "Evidence"), cell(text))]
    return []


def _flag(flag: str, lang: str) -> str:
    code, _, value = flag.partition("=")
    name = FLAGS[code].name(lang) if code in FLAGS else code
    return f"{name} {value}" if value else name


def _figures(ds: Dataset, target: Row, asked: CardQuestion) -> list[dict[str, Any]]:
    """Return the figures that the question lets decide, of the goal's scope, by time."""
    key = target["indicator"] or target["id"]
    known = last_day(asked.as_of) if asked.as_of else None
    trusted = GRADES.rank(asked.grade)
    return [
        row
        for row in figure_rows(ds, key)
        if row["scope"] == target["scope"]
        and Period.read(row["period"]).end <= asked.year * 12
        and (row["grade"] not in GRADES or GRADES.rank(row["grade"]) <= trusted)
        and not (known and row["published"] and last_day(row["published"]) > known)
    ]


def picture(target: Row, row: Row, figures: Sequence[dict[str, Any]], screen: Screen) -> list[Text]:
    """Return the series against the goal; nothing where the two can't share a scale."""
    if row["kind"] not in _DRAWN:
        return []
    drawn = points(figures, screen)
    value = row["target_low"] if row["target_low"] is not None else row["target_high"]
    yearly = target["start"] is None or target["start"] == target["due"]
    fits = row["kind"] != "additions" or yearly
    mark = None
    if value is not None and fits:
        mark = GoalMark(value, row["due"], target["stated"] or "")
    path: dict[str, float] = {}
    base = row["baseline_low"]
    if (
        mark
        and mark.due
        and row["kind"] in _ON_A_LINE
        and base is not None
        and row["baseline_period"]
    ):
        begin = Period.read(str(row["baseline_period"])).end
        for point in drawn:
            at = Period.read(point.period).end
            if begin < at < mark.due * 12:
                path[point.period] = base + (mark.value - base) * (at - begin) / (
                    mark.due * 12 - begin
                )
    return chart(drawn, mark, path, row["unit"] or "", screen)


def _parts(rows: Sequence[Row], screen: Screen) -> Any:
    def name(row: Row) -> str:
        return str(row[f"name_{screen.lang}"] or row["name_zh"])

    return fit(
        rows,
        [
            Column("部分", "Part", name, 0, 12),
            Column("原文", "Words", lambda r: cell(r["stated"]), 0, 8),
            Column("数据", "Figure", lambda r: figure(r, screen), 0, 10),
            Column("结论", "Verdict", lambda r: verdict(r["status"], screen), 0, 10),
        ],
        screen,
    ).table


def _history(ds: Dataset, target: Row, verdicts: Mapping[str, Row], screen: Screen) -> list[Any]:
    """Return the goals of the same indicator and scope, or of the chain of `supersedes`."""
    if target["indicator"]:
        rows = [
            row
            for row in goal_rows(ds, target["indicator"], verdicts)
            if row["scope"] == target["scope"]
        ]
    else:
        rows = _chain(ds, target, verdicts)
    if len({row["id"].partition("#")[0] for row in rows}) < 2:
        return []
    title = screen.pick("历次提出", "Stated in")
    return _section(title, [goals_table(rows, ds, screen).table])


def _chain(ds: Dataset, target: Row, verdicts: Mapping[str, Row]) -> list[dict[str, Any]]:
    from czplan.views.history import chain_rows

    return chain_rows(ds, target["id"], verdicts)


def _sources(ds: Dataset, row: Row, figures: Sequence[dict[str, Any]], screen: Screen) -> list[Any]:
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
            roles.setdefault(one["source"], []).append(one["period"])
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
                Column("发布者", "Publisher", lambda r: cell(r["source"].publisher), 2, 8),
                Column("日期", "Date", lambda r: cell(r["source"].published), 1, 7),
                Column(
                    "等级", "Grade", lambda r: GRADES[r["source"].grade].name(screen.lang), 0, 5
                ),
                Column("用于", "For", lambda r: screen.pick("、", ", ").join(r["roles"]), 1, 8),
            ],
            screen,
        ).table,
        *(_address(r["source"].url) for r in rows if r["source"].url),
    ]


def _address(url: str) -> Text:
    """Return an address on a line of its own, never broken, so that it can be copied."""
    line = cell(url, "dim")
    line.no_wrap, line.overflow = True, "ignore"
    return line
