"""One goal's card: what was promised, how far it is, how we know.

Goal, figure and gap in a line; a paragraph to quote; on what it rests; the sum step by step; a
picture of the series against the goal, its parts, its history across plans, its sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.text import Text

from czplan.period import Period
from czplan.views.evidence_lines import how_known, sources_table
from czplan.views.figures import goal_figures
from czplan.views.fitting import Column, fit, layout
from czplan.views.gap_texts import gap_text, why_missed
from czplan.views.headline_words import aside
from czplan.views.history import Statements, restated
from czplan.views.history_table import goals_table, own_goals, points
from czplan.views.layout import cells, wrap
from czplan.views.lists import words_of
from czplan.views.progress import figure, outcome, read_figure, signs_said
from czplan.views.quote import period_said, quote
from czplan.views.readings import figure_reading, goal_reading, judged_text, said_words
from czplan.views.row_cells import named
from czplan.views.screen import Screen, in_signs
from czplan.views.series_picture import GoalMark, chart
from czplan.views.stated import with_english
from czplan.views.style import cell, verdict
from czplan.views.verdict_words import flag_said, open_sdg_said
from czplan.vocabulary import BINDINGS, CONFIDENCES, COVERAGES, KINDS, OUTCOMES

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Plan

__all__ = ["CardQuestion", "card", "paragraph", "picture"]

Row = Mapping[str, Any]

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


class CardQuestion(NamedTuple):
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
    steps: Sequence[tuple[str, str]],
    screen: Screen,
) -> list[Any]:
    """Return the card as renderables.

    Args:
        ds: the data set.
        target: the goal's row of `Dataset.target_rows`.
        rows: its verdict row (method 5.5), then those of its parts.
        verdicts: verdict rows of all goals by id, for its history.
        asked: year, knowledge and grade.
        steps: the sum behind the verdict, as pairs of title and text in the screen's language.
        screen: where it is shown.
    """
    row = rows[0]
    figures = goal_figures(ds, target, asked.year, as_of=asked.as_of, grade=asked.grade)
    history = Statements(ds).of_goal(target, verdicts, asked.as_of)
    head, under = _title(target, row, screen)
    head.append_text(cell(aside(asked.as_of, "", screen.lang)))
    parts: list[Any] = [head, under, _line(ds, target, rows, screen)]
    by = asked.as_of
    quoted = [quote(ds, target, row, history, one, rows[1:], by) for one in _languages(screen)]
    parts += _section(
        screen.pick("可引用", "To quote"),
        [line for text in quoted for line in (*_lines(text, screen), Text(""))][:-1],
    )
    parts += _section(
        screen.pick("凭什么知道", "How we know"), _pairs(how_known(ds, target, row, screen), screen)
    )
    gap, far = screen.pick("差距", "Gap"), gap_text(row, screen.lang, bare=False)
    told = [
        (title, cell(in_signs(far or text if title == gap else text, screen)))
        for title, text in steps
    ]
    parts += _section(
        screen.pick(f"怎样算出（{asked.year} 年）", f"The sum ({asked.year})"),
        _pairs([*told, *_more(row, screen)], screen),
    )
    drawn = picture(target, row, figures, screen, own_goals(history))
    parts += _section(screen.pick("历年", "The series"), drawn)
    if len(rows) > 1:
        parts += _section(screen.pick("各部分", "Its parts"), [_parts(rows[1:], screen)])
    if restated(history):
        title = screen.pick("历次提出", "Stated in")
        parts += _section(title, [goals_table(history, ds, screen).table])
    parts += _section(screen.pick("来源", "Sources"), sources_table(ds, row, figures, screen))
    parts += _section(screen.pick("档案", "Record"), _pairs(_facts(ds, target, screen), screen))
    return parts


def paragraph(
    ds: Dataset,
    target: Row,
    rows: Sequence[Row],
    verdicts: Mapping[str, Row],
    lang: str,
    as_of: str | None = None,
) -> str:
    """Return the paragraph to quote alone; the arguments are those of `card`."""
    history = Statements(ds).of_goal(target, verdicts, as_of)
    return quote(ds, target, rows[0], history, lang, rows[1:], as_of)


def _languages(screen: Screen) -> tuple[str, str]:
    return ("zh", "en") if screen.lang == "zh" else ("en", "zh")


def _lines(text: str, screen: Screen) -> list[Text]:
    """Return a paragraph in the lines that it takes."""
    if screen.natural:
        return [cell(in_signs(text, screen))]
    return [cell(line) for line in wrap(in_signs(text, screen), min(screen.width, 100))]


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
    """Return the name in both languages, the year, the verdict, and the id."""
    name, other = target["name_zh"], target["name_en"]
    if screen.lang == "en":
        name, other = other, name
    dot = screen.sign(" · ", " - ")
    due = screen.pick("未写年份", "no year") if target["due"] is None else str(target["due"])
    head = Text.assemble(cell(f"{name}{dot}{due}{dot}", "bold"), outcome(row, screen))
    id = cell(f"{target['id']}", "dim")
    under = cell(f"{other}  ") if other != name else Text("")
    return [head, under.append_text(id)]


def _line(ds: Dataset, target: Row, rows: Sequence[Row], screen: Screen) -> Any:
    """Return goal, figure and gap side by side: the words, and the number that they carry."""
    row = rows[0]
    missed = next((one for one in rows[1:] if one["family"] == "missed"), None)
    gap = gap_text(row, screen.lang, bare=False)
    gap = gap or why_missed(row, screen.lang, missed, bare=False)
    read = goal_reading(row, screen.lang, with_english(ds, target))
    goal = _with_reading(words_of(target, screen), in_signs(read, screen), screen)
    pairs = [
        (screen.pick("目标", "Goal"), goal),
        (screen.pick("实际", "Figure"), _figure(ds, target, row, screen)),
        (screen.pick("差", "Gap"), in_signs(gap, screen)),
    ]
    shown = [(label, text.removeprefix(label)) for label, text in pairs if text]
    whole = Text("   ").join(
        Text.assemble(cell(f"{label} ", "dim"), cell(text)) for label, text in shown
    )
    if cells(whole.plain) <= screen.width:
        return whole
    return _pairs([(label, cell(text)) for label, text in shown], screen)[0]


def _figure(ds: Dataset, target: Row, row: Row, screen: Screen) -> str:
    """Return the figure that decided: words, reading, period, and what its marks say."""
    words = in_signs(said_words(row), screen)
    read = in_signs(figure_reading(row, screen.lang, alone=True), screen)
    if row["kind"] == "ladder" and read:
        words = ""  # those of one tier
    if words in OUTCOMES:
        words = OUTCOMES[words].zh
    if not (words or read):
        return ""
    more = [period_said(ds, target, row, screen.lang), *signs_said(row, screen)]
    if judged_text(row, screen.lang):
        read = screen.pick(f"折算{read}", f"{read} derived")
    return _with_reading(words, read, screen, [str(one) for one in more if one])


def _with_reading(said: str, reading: str, screen: Screen, more: Sequence[str] = ()) -> str:
    """Return what was said and its reading, where it says more; first what its reader can read.

    `more`: what else stands in the brackets behind it.
    """
    first, second = (said, reading) if screen.lang == "zh" else (reading, said)
    plain = screen.lang == "zh" or said.isascii()
    same = reading.replace(" ", "") in said.replace(" ", "") if plain else reading == said
    same = same or (plain and None is not _number(said) == _number(reading))
    if not (first and second) or same:
        first, second = said or reading, ""
    inside = screen.pick("；", "; ").join(part for part in (second, *more) if part)
    return first + (screen.pick(f"（{inside}）", f" ({inside})") if inside else "")


_EXACT = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(万亿|亿|万)?[^0-9]{0,8}")
_POWERS = {None: 1.0, "万": 1e4, "亿": 1e8, "万亿": 1e12}


def _number(text: str) -> float | None:
    """Return the number of a text that is no more than one with its unit, to four digits."""
    found = _EXACT.fullmatch(text)
    return found and float(f"{float(found[1].replace(',', '')) * _POWERS[found[2]]:.4g}")


def _facts(ds: Dataset, target: Row, screen: Screen) -> list[tuple[str, Text]]:
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
        (screen.pick("规划", "Plan"), cell(_plan(plan, screen) if plan else target["plan"])),
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
    facts.append((screen.pick("备注", "Note"), cell(_note(target, lang))))
    return facts


def _plan(plan: Plan, screen: Screen) -> str:
    """Return a plan's name, and how much of it was read."""
    name = plan.name.in_language(screen.lang)
    read = _term(COVERAGES, plan.coverage, screen.lang)
    return f"{name}{screen.pick(f'（读到：{read}）', f' (read: {read})')}" if read else name


def _term(terms: Mapping[str, Any], code: str | None, lang: str) -> str:
    return str(terms[code].name(lang)) if code and code in terms else code or ""


def _note(target: Row, lang: str) -> str:
    """Return a note in the language asked for, else as it stands."""
    return str(target.get(f"note_{lang}") or target.get("note") or "")


def _more(row: Row, screen: Screen) -> list[tuple[str, Text]]:
    """Return what stands below the sum: the other method's verdict, and the flags in words."""
    lang = screen.lang
    flags = [flag_said(flag, lang) for flag in row["flags"] or ()]
    return [
        (screen.pick("Open SDG 法", "By Open SDG"), cell(open_sdg_said(row, lang))),
        (screen.pick("附注", "Flags"), cell(screen.pick("；", "; ").join(flags))),
    ]


def picture(
    target: Row,
    row: Row,
    figures: Sequence[dict[str, Any]],
    screen: Screen,
    own: Mapping[str, float] | None = None,
) -> list[Text]:
    """Return the series against the goal; nothing where the two can't share a scale.

    `own`: the goal of each year; a goal of a single year stands in that one alone.
    """
    if row["kind"] not in _DRAWN:
        return []
    drawn = points(figures, screen)
    value = row["target_low"] if row["target_low"] is not None else row["target_high"]
    yearly = target["start"] is None or target["start"] == target["due"]
    if yearly and target["due"] and value is not None:
        own = {**(own or {}), str(target["due"]): value}
    fits = row["kind"] != "additions" or yearly
    mark = None
    if value is not None and fits:
        said = target["stated"] or ""
        if screen.lang == "en":
            said = in_signs(goal_reading(row, "en", target), screen)
        mark = GoalMark(value, row["due"], said)
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
    return chart(drawn, mark, path, row["unit"] or "", screen, own if yearly and mark else None)


def _parts(rows: Sequence[Row], screen: Screen) -> Any:
    def asked(row: Row) -> Text:
        if not english or row["kind"] in ("direction", "parity"):  # the name says which
            return cell("" if english else row["stated"])
        return cell(in_signs(goal_reading(row, "en"), screen))

    english = screen.lang == "en"
    found = read_figure if english else figure
    return fit(
        rows,
        [
            Column("部分", "Part", named(screen), 0, 12),
            Column("原文", "Asked", asked, 0, 8),
            Column("数据", "Figure", lambda r: found(r, screen), 0, 10),
            Column("结论", "Verdict", lambda r: verdict(r["status"], screen, finer=True), 0, 10),
        ],
        screen,
    ).table
