"""One goal's card on the terminal: what `czplan.views.goal_card` puts together, drawn.

Goal, figure and gap in a line; paragraphs, labels with texts, tables, a picture of the series.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from czplan.period import Period
from czplan.records import Name
from czplan.views.evidence_lines import evidence_lines, own_lines
from czplan.views.fitting import Column, fit, layout
from czplan.views.goal_card import SCREEN, Assembly, CardPart, CardQuestion, Fact, Sums
from czplan.views.headline_words import aside
from czplan.views.history import Statements
from czplan.views.history_table import points
from czplan.views.layout import cells, wrap
from czplan.views.progress import outcome
from czplan.views.quote import quote
from czplan.views.readings import goal_reading
from czplan.views.screen import Screen, in_signs
from czplan.views.series_picture import GoalMark, chart
from czplan.views.style import cell

if TYPE_CHECKING:
    from czplan.dataset import Dataset

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


def card(
    ds: Dataset,
    target: Row,
    rows: Sequence[Row],
    verdicts: Mapping[str, Row],
    asked: CardQuestion,
    sums: Sums,
    screen: Screen,
) -> list[Any]:
    """Return the card as renderables.

    Args:
        ds: the data set.
        target: the goal's row of `Dataset.target_rows`.
        rows: its verdict row (method 5.5), then those of its parts.
        verdicts: verdict rows of all goals by id, for its history.
        asked: year, knowledge and grade.
        sums: the sums behind verdicts by id, as pairs of title and text in both languages.
        screen: where it is shown.
    """
    (made,) = Assembly(ds, verdicts, asked, SCREEN).of(target, rows, sums, screen.lang)
    head, under = _title(target, rows[0], screen)
    head.append_text(cell(aside(asked.as_of, "", screen.lang)))
    parts: list[Any] = [head, under, _line(made.facts, screen)]
    for part in made.parts:
        lines = _drawn(part, target, rows[0], screen)
        if lines:
            parts += [Text(""), cell(part.title, "bold"), *lines]
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


def _drawn(part: CardPart, target: Row, row: Row, screen: Screen) -> Sequence[Any]:
    """Return a part below its title; nothing where there is nothing to draw."""
    content = part.content
    if part.form == "texts":
        return [line for text in content for line in (*_lines(text, screen), Text(""))][:-1]
    if part.form == "evidence":
        return label_table(evidence_lines(content, screen), screen)
    if part.form == "facts":
        return label_table([(one.label, cell(_told(one, screen))) for one in content], screen)
    if part.form == "series":
        return picture(target, row, content.figures, screen, content.own)
    table = fit(content.rows, content.columns(screen), screen).table
    documents = content.rows if part.role == "documents" else ()
    return [table, *(line for one in documents for line in own_lines(one["cite"]))]


def _lines(text: str, screen: Screen) -> list[Text]:
    """Return a paragraph in the lines that it takes."""
    if screen.natural:
        return [cell(in_signs(text, screen))]
    return [cell(line) for line in wrap(in_signs(text, screen), min(screen.width, 100))]


def label_table(pairs: Sequence[tuple[str, Text]], screen: Screen) -> list[Any]:
    """Return labels and values in two columns, values wrapped; those without a value not."""
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
    name = Name(target["name_zh"], target["name_en"])
    dot = screen.sign(" · ", " - ")
    due = screen.pick("未写年份", "no year") if target["due"] is None else str(target["due"])
    head = Text.assemble(
        cell(f"{name.in_language(screen.lang)}{dot}{due}{dot}", "bold"), outcome(row, screen)
    )
    return [head, under_title(name, target["id"], screen)]


def under_title(name: Name, id: str, screen: Screen) -> Text:
    """Return the line below a title: the name in the other language, and the id."""
    other = cell(f"{screen.pick(name.en, name.zh)}  " if name.en != name.zh else "")
    return other.append_text(cell(id, "dim"))


def _line(facts: Sequence[Fact], screen: Screen) -> Any:
    """Return goal, figure and gap side by side, where the width has room for them."""
    told = [(one.label, _told(one, screen)) for one in facts]
    shown = [(label, text.removeprefix(label)) for label, text in told if text]
    whole = Text("   ").join(
        Text.assemble(cell(f"{label} ", "dim"), cell(text)) for label, text in shown
    )
    if cells(whole.plain) <= screen.width:
        return whole
    return label_table([(label, cell(text)) for label, text in shown], screen)[0]


def _told(fact: Fact, screen: Screen) -> str:
    """Return words and reading, first what its reader can read, the other and notes in brackets."""
    first, second = screen.pick(fact.words, fact.reading), screen.pick(fact.reading, fact.words)
    first, second = (first, second) if first else (second, "")
    inside = screen.pick("；", "; ").join(filter(None, [second, *fact.notes]))
    whole = first + (screen.pick(f"（{inside}）", f" ({inside})") if inside else "")
    return in_signs(whole, screen)


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
