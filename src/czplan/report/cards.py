"""Rows and cards of the page, from verdict rows and the data set they judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from czplan.charts.at_hand import AtHand
from czplan.charts.bars import judged_words, reported_words
from czplan.charts.stories import bar as bar_of
from czplan.period import period_words
from czplan.report.model import NOTHING, Both, Card, FigureMark, GoalRow, PageTable
from czplan.views.cited import Cite, cited
from czplan.views.goal_card import PAGE, Assembly, CardQuestion, CardTable
from czplan.views.progress import MEANINGS, RUNNING, Marks, marks_of, way_text
from czplan.views.readings import figure_reading, goal_reading
from czplan.views.row_numbers import percent
from czplan.views.screen import NATURAL, Screen
from czplan.views.stated import with_english
from czplan.vocabulary import (
    FAMILIES,
    GRADES,
    KINDS,
    LANGUAGES,
    OPEN_SDG_STATUSES,
    STATUSES,
    Term,
)

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.method.explain import Step

Values = Mapping[str, Any]

MARKS: Mapping[str, FigureMark] = {
    name: FigureMark(
        getattr(Marks.on(Screen()), name), Both(said.note_zh or said.zh, said.note_en or said.en)
    )
    for name, said in MEANINGS.items()
}
"""The signs beside a figure by name."""


def both(term: Term) -> Both:
    """Return a term's two names."""
    return Both(term.zh, term.en)


def source_cite(ds: Dataset, source: str) -> Any:
    """Return how a document is cited: a `Cite` of texts in both languages."""
    return merged(*(cited(ds, source, lang) for lang in LANGUAGES))


def merged(zh: Any, en: Any) -> Any:
    """Return what is said in either language as one: texts that are equal as they are, else `Both`.

    Of a table the headings and the cells, without columns that say nothing.
    """
    if isinstance(zh, str):
        return zh if zh == en else Both(zh, en)
    if isinstance(zh, CardTable):
        return _table(zh)
    if isinstance(zh, Cite):
        return _cite(zh, en)
    if isinstance(zh, tuple) and hasattr(zh, "_fields"):
        return type(zh)(*map(merged, zh, en))
    if isinstance(zh, (tuple, list)):
        return [merged(*texts) for texts in zip(zh, en, strict=True)]
    return zh


@lru_cache(maxsize=2048)  # documents are cited by many goals
def _cite(zh: Cite, en: Cite) -> Any:
    return Cite(*map(merged, zh, en))


def _table(made: CardTable) -> PageTable:
    zh, en = (made.columns(Screen(lang=lang, width=NATURAL)) for lang in LANGUAGES)
    columns = list(zip(zh, en, strict=True))
    shown = [
        [merged(*(_text(one.show(row)) for one in column)) for column in columns]
        for row in made.rows
    ]
    held = [at for at in range(len(columns)) if any(cells[at] for cells in shown)]
    return PageTable(
        [Both(columns[at][0].zh, columns[at][0].en) for at in held],
        [
            (row, made.own(row), [cells[at] for at in held])
            for row, cells in zip(made.rows, shown, strict=True)
        ],
    )


def _text(cell: Any) -> str:
    return str(getattr(cell, "plain", cell))


class Cards:
    """Makes the rows and cards of one report."""

    def __init__(
        self, known: AtHand, sums: Mapping[str, tuple[Sequence[Step], Sequence[Step]]]
    ) -> None:
        self.known, self.ds, self.sums = known, known.ds, sums
        self.made: dict[str, GoalRow] = {}
        parts = {part["id"]: part for rows in known.parts.values() for part in rows}
        asked = CardQuestion(known.year, known.as_of, known.grade)
        self.assembly = Assembly(known.ds, {**known.verdicts, **parts}, asked, PAGE)

    def row(self, values: Values) -> GoalRow:
        """Return a goal's (or a part's) row of the table."""
        held = self.made.get(values["id"])
        if held is None:
            held = self.made[values["id"]] = self._row(values)
        return held

    def _row(self, values: Values) -> GoalRow:
        ds = self.ds
        status, family = STATUSES[values["status"]], FAMILIES[values["family"]]
        plan = ds.plan_records.get(values["plan"])
        theme = ds.themes.get(values["theme"])
        goal = self.known.targets.get(values["id"])
        goal = goal and with_english(ds, goal)
        bar = bar_of(self.known, values)
        progress = _low(values, "progress") if family.code in RUNNING else None
        expected = values["expected"] if progress is not None else None
        other = values.get("open_sdg_status")
        far = _far(values, bar.end, progress, expected)
        return GoalRow(
            id=values["id"],
            name=bar.name,
            plan=values["plan"],
            plan_name=Both(plan.name.zh, plan.name.en) if plan else NOTHING,
            theme=values["theme"],
            theme_name=both(theme) if theme else Both(values["theme"], values["theme"]),
            kind=values["kind"],
            kind_name=both(KINDS[values["kind"]]),
            due=values["due"],
            family=family.code,
            sign=family.sign,
            status=status.code,
            verdict=both(status if family.code == "open" else family),
            finer=NOTHING if family.code == "open" or status.zh == family.zh else both(status),
            stated=values["stated"] or "",
            goal=Both(*(goal_reading(values, lang, goal) for lang in LANGUAGES)),
            reported=reported_words(values),
            figure=Both(*(figure_reading(values, lang) for lang in LANGUAGES)),
            period=period_words(values["actual_period"] or "", "en"),
            bar=bar,
            progress=progress,
            expected=expected,
            far=far,
            share=progress if progress is not None else _low(values, "attainment"),
            marks=tuple(MARKS[name] for name in marks_of(values, bounds=True)),
            grade=values["grade"] or "",
            grade_name=both(GRADES[values["grade"]]) if values["grade"] in GRADES else NOTHING,
            open_sdg=both(OPEN_SDG_STATUSES[other]) if other else NOTHING,
            judged=judged_words(values),
        )

    def card(self, values: Values) -> Card:
        """Return everything that the page says about one goal."""
        known = self.known
        rows = [values, *known.parts.get(values["id"], ())]
        made = self.assembly.of(known.targets[values["id"]], rows, self.sums, *LANGUAGES)
        facts, parts = merged(*made)
        held = {part.role: part.content for part in parts}
        dates = (one.cite.published for one in held["know"][1:] if one.cite)
        return Card(self.row(values), facts, parts, held["quote"][0], next(dates, ""))


def _low(values: Values, stem: str) -> float | None:
    low, high = values[f"{stem}_low"], values[f"{stem}_high"]
    held: float | None = low if low is not None else high
    return held


def _far(values: Values, share: Both, progress: float | None, expected: float | None) -> Both:
    """Return how far a goal is: the way so far for one under way, else the share or the gap."""
    if progress is None:
        return share
    zh, en = (way_text(values, lang) for lang in LANGUAGES)
    if expected is not None:
        zh += f"，应到 {percent(expected, 'zh', 0)}"
        en += f", due {percent(expected, 'en', 0)}"
    return Both(zh, en)
