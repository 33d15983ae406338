"""One goal's card as plain values: what stands on it, in which order, under which condition.

It is put together here once; the terminal (`czplan.views.card`) and the page (`czplan.report`)
only draw it. Where the two differ on purpose, `Extent` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan.period import period_words
from czplan.views.cited import Cite, cited, place_in
from czplan.views.figures import deciding, goal_figures
from czplan.views.fitting import Column
from czplan.views.gap_texts import gap_text, why_missed
from czplan.views.history import Statements, restated
from czplan.views.history_table import figure_columns, goal_columns, own_goals
from czplan.views.lists import words_of
from czplan.views.progress import figure, read_figure, signs_said
from czplan.views.quote import period_said, quote
from czplan.views.readings import figure_reading, goal_reading, judged_text, said_words
from czplan.views.row_cells import named, years_text
from czplan.views.row_numbers import HAN
from czplan.views.screen import Screen, in_signs
from czplan.views.stated import with_english
from czplan.views.style import cell, verdict
from czplan.views.verdict_words import flag_said, open_sdg_said
from czplan.vocabulary import (
    BINDINGS,
    CONFIDENCES,
    COVERAGES,
    KINDS,
    LANGUAGES,
    OUTCOMES,
    READERS,
)

if TYPE_CHECKING:
    from rich.text import Text

    from czplan.dataset import Dataset
    from czplan.records import Source

Row = Mapping[str, Any]
Sums = Mapping[str, tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]]


PARTS = {
    "quote": ("texts", "可引用", "To quote"),
    "know": ("evidence", "凭什么知道", "How we know"),
    "sum": ("facts", "怎样算出（{year} 年）", "The sum ({year})"),
    "series": ("series", "历年", "The series"),
    "parts": ("table", "各部分", "Its parts"),
    "stated": ("table", "历次提出", "Stated in"),
    "figures": ("table", "历次公布数", "Reported figures"),
    "documents": ("table", "来源", "Sources"),
    "record": ("facts", "档案", "Record"),
}
"""The parts of a card below its heading in their order: form and title of each."""


class CardQuestion(NamedTuple):
    """The part of the question that bounds which figures a card shows."""

    year: int
    as_of: str | None = None
    grade: str = "copy"


class Extent(NamedTuple):
    """What a place shows of a card and another doesn't.

    Attributes:
        quotes: the paragraph to quote in the other language, too.
        absent: that there is no figure to go by is said.
        figures: every reported figure stands in a table, with its document.
        documents: the documents stand in a table of the card's own.
        foreign: a note that is in English alone is shown in Chinese, too.
    """

    quotes: bool
    absent: bool
    figures: bool
    documents: bool
    foreign: bool


SCREEN = Extent(quotes=True, absent=False, figures=False, documents=True, foreign=True)
PAGE = Extent(quotes=False, absent=True, figures=True, documents=False, foreign=False)
"""The page switches languages, has no other list of figures, and one of documents for all cards."""


class Fact(NamedTuple):
    """A label with a document's words, their reading where it says more, and notes on them."""

    label: str
    words: str
    reading: str = ""
    notes: Sequence[str] = ()


class Evidence(NamedTuple):
    """On what the goal or the figure rests; `place` alone where no document is known.

    `stated` is what of the quoted `words` states the number, `tiers` the names of a ladder's tiers
    with what is stated of each.
    """

    label: str
    cite: Cite | None
    place: str
    words: str = ""
    stated: str = ""
    tiers: Sequence[tuple[str, str]] = ()


class CardTable(NamedTuple):
    """Rows, the columns that show them on a screen, and which rows are about the goal itself."""

    rows: Sequence[Row]
    columns: Callable[[Screen], list[Column]]
    own: Callable[[Row], bool] = lambda row: False


class CardSeries(NamedTuple):
    """What a picture through time is drawn of: the figures, and each year's own goal."""

    figures: Sequence[dict[str, Any]]
    own: Mapping[str, float]


class CardPart(NamedTuple):
    """A titled part of a card: its `role`, and in which form its content is.

    `texts`: paragraphs; `evidence`: `Evidence`; `facts`: `Fact`; `series`: a `CardSeries`;
    `table`: a `CardTable`.
    """

    role: str
    form: str
    title: str
    content: Any


class GoalCard(NamedTuple):
    """What a card says in one language below its heading: goal, figure and gap, then its parts."""

    facts: Sequence[Fact]
    parts: Sequence[CardPart]


class Assembly:
    """Puts cards together for one question and one place to show them."""

    def __init__(
        self, ds: Dataset, verdicts: Mapping[str, Row], asked: CardQuestion, extent: Extent
    ) -> None:
        """`verdicts`: the rows of all goals that a card may tell of, by id."""
        self.ds, self.verdicts, self.asked, self.extent = ds, verdicts, asked, extent
        self.statements = Statements(ds)
        self.cites: dict[tuple[str, str], Cite] = {}

    def of(self, target: Row, rows: Sequence[Row], sums: Sums, *langs: str) -> list[GoalCard]:
        """Return a goal's card in each of the languages.

        Args:
            target: the goal's row of `Dataset.target_rows`.
            rows: its verdict row (method 5.5), then those of its parts.
            sums: the sums behind verdicts by id, as pairs of title and text in both languages.
            langs: `zh` or `en`.
        """
        asked = self.asked
        figures = goal_figures(self.ds, target, asked.year, as_of=asked.as_of, grade=asked.grade)
        history = self.statements.of_goal(target, self.verdicts, asked.as_of)
        known = (with_english(self.ds, target), rows, figures, history)
        found = deciding(self.ds, target, rows[0])
        steps = dict(zip(LANGUAGES, sums.get(target["id"], ((), ())), strict=True))
        cards = [_Making(self, lang, *known, found, steps[lang]) for lang in langs]
        return [GoalCard(one.facts(), one.parts()) for one in cards]

    def cite(self, source: str | None, lang: str) -> Cite | None:
        """Return a document as it is cited, None for none."""
        if not source or source not in self.ds.source_records:
            return None
        if (source, lang) not in self.cites:
            self.cites[source, lang] = cited(self.ds, source, lang)
        return self.cites[source, lang]


class _Making(NamedTuple):
    """A card of one goal in the making, in one language."""

    of: Assembly
    lang: str
    target: Row
    rows: Sequence[Row]
    figures: Sequence[dict[str, Any]]
    history: Sequence[Row]
    found: Sequence[tuple[Source, Row | None]]
    steps: Sequence[tuple[str, str]]

    def _pick(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def facts(self) -> list[Fact]:
        """Return goal, figure and gap: the words, and the number that they carry."""
        row, target, lang = self.rows[0], self.target, self.lang
        missed = next((one for one in self.rows[1:] if one["family"] == "missed"), None)
        gap = gap_text(row, lang, bare=False) or why_missed(row, lang, missed, bare=False)
        goal = self._fact(_GOAL, words_of(target, lang), goal_reading(row, lang, target))
        read = figure_reading(row, lang, alone=True)
        words = said_words(row) if row["kind"] != "ladder" or not read else ""
        words = OUTCOMES[words].zh if words in OUTCOMES else words
        notes: tuple[str, ...] = ()
        if words or read:
            if judged_text(row, lang):
                read = self._pick(f"折算{read}", f"{read} derived")
            notes = (period_said(self.of.ds, target, row, lang), *signs_said(row, lang))
        figure = self._fact(_FIGURE, words, read, notes)
        return [goal, figure, Fact(self._pick("差", "Gap"), gap)]

    def _fact(
        self, label: tuple[str, str], said: str, reading: str, notes: Sequence[str] = ()
    ) -> Fact:
        """Return what was said with its reading, where it says more."""
        plain = self.lang == "zh" or said.isascii()
        same = reading.replace(" ", "") in said.replace(" ", "") if plain else reading == said
        same = same or (plain and None is not _number(said) == _number(reading))
        return Fact(self._pick(*label), said, "" if said and same else reading, notes)

    def parts(self) -> list[CardPart]:
        """Return the parts in their order, without those that have nothing to say."""
        ds, asked, extent = self.of.ds, self.of.asked, self.of.extent
        row, *tiers = self.rows
        target, figures, history = self.target, self.figures, self.history
        langs = (self.lang, *(one for one in LANGUAGES if one != self.lang and extent.quotes))
        decided, id = [one for _, one in self.found], target["id"]
        stated = partial(goal_columns, history, ds)
        listed = partial(figure_columns, ds, whole=True)
        used = extent.documents and self._documents()
        content = {
            "quote": [quote(ds, target, row, history, one, tiers, asked.as_of) for one in langs],
            "know": list(self._evidence()),
            "sum": self._sum(),
            "series": CardSeries(figures, own_goals(history)),
            "parts": tiers and CardTable(tiers, _part_columns),
            "stated": restated(history)
            and CardTable(history, stated, lambda one: one["id"].partition("#")[0] == id),
            "figures": extent.figures
            and figures
            and CardTable(figures, listed, lambda one: one["report"] in decided),
            "documents": used and CardTable(used, _document_columns),
            "record": self._record(),
        }
        return [
            CardPart(role, form, self._pick(zh, en).format(year=asked.year), content[role])
            for role, (form, zh, en) in PARTS.items()
            if content[role]
        ]

    def _evidence(self) -> Iterator[Evidence]:
        """Yield on what goal and figure rest, and who read it where that was no person."""
        target, lang, measures = self.target, self.lang, self.of.ds.indicator_records
        tiers = [
            (measures[id].name.in_language(lang) if id in measures else id, tier["stated"])
            for id, tier in (target["tiers"] or {}).items()
        ]
        goal, figure = self._pick(*_GOAL), self._pick(*_FIGURE)
        where, words = place_in(target, lang), target["text"] or ""
        cite = self.of.cite(target["source"], lang)
        yield Evidence(goal, cite, where, words, target["stated"] or "", tiers)
        for source, one in self.found:
            where, words = (place_in(one, lang), one["text"] or "") if one else ("", "")
            yield Evidence(figure, self.of.cite(source.id, lang), where, words)
        if not self.found and self.of.extent.absent:
            none = self._pick("没有可用的公布数。", "No reported figure to go by.")
            yield Evidence(figure, None, none)
        reader = self.rows[0].get("read_by")
        if reader in READERS and reader != "person":
            yield Evidence(self._pick("读者", "Read by"), None, READERS[str(reader)].name(lang))

    def _sum(self) -> list[Fact]:
        """Return the sum, the other method's verdict, and the flags in words."""
        row, lang = self.rows[0], self.lang
        gap, far = self._pick("差距", "Gap"), gap_text(row, lang, bare=False)
        flags = [flag_said(flag, lang) for flag in row["flags"] or ()]
        return [
            *(Fact(title, far or text if title == gap else text) for title, text in self.steps),
            Fact(self._pick("Open SDG 法", "By Open SDG"), open_sdg_said(row, lang)),
            Fact(self._pick("附注", "Flags"), self._pick("；", "; ").join(flags)),
        ]

    def _documents(self) -> list[dict[str, Any]]:
        """Return the documents of the goal and of its figures, each once with what it is for."""
        row = self.rows[0]
        named = [
            (row["target_source"], self._pick("目标", "goal")),
            (row["actual_source"], self._pick("判定数据", "deciding figure")),
            *((one["source"], period_words(one["period"], "en")) for one in self.figures),
        ]
        roles: dict[Cite, list[str]] = {}
        for source, role in named:
            if cite := self.of.cite(source, self.lang):
                roles.setdefault(cite, []).append(role)
        return [{"cite": cite, "roles": role} for cite, role in roles.items()]

    def _record(self) -> list[Fact]:
        """Return what the record says besides: plan, time, kind, theme and the like."""
        ds, target, lang, pick = self.of.ds, self.target, self.lang, self._pick
        plan, due = ds.plan_records.get(target["plan"]), target["due"]
        name = plan.name.in_language(lang) if plan else str(target["plan"])
        read = _term(COVERAGES, plan.coverage, lang) if plan else ""
        years = years_text(target["start"], due)
        years = pick("原文未写年份", "the text names no year") if due is None else years
        own = due is not None and target["due_inherited"]
        note = str(target.get(f"note_{lang}") or target.get("note") or "")
        hidden = lang == "zh" and not (self.of.extent.foreign or HAN.search(note))
        scope, confidence = target["scope"], target["confidence"]
        facts = [
            (pick("规划", "Plan"), name, read and pick(f"读到：{read}", f"read: {read}")),
            (pick("期限", "Due"), years, pick("随规划", "the plan's") if own else ""),
            (pick("类型", "Kind"), _term(KINDS, target["kind"], lang)),
            (pick("领域", "Theme"), _term(ds.themes, target["theme"], lang)),
            (pick("约束", "Binding"), _term(BINDINGS, target["binding"], lang)),
            (pick("范围", "Scope"), "" if scope == "city" else scope),
            (pick("可信度", "Confidence"),
             "" if confidence == "high" else _term(CONFIDENCES, confidence, lang)),
            (pick("指标", "Indicator"), target["indicator"] or ""),
            (pick("备注", "Note"), "" if hidden else note),
        ]  # fmt: skip
        return [Fact(label, text, "", notes) for label, text, *notes in facts]


_GOAL, _FIGURE = ("目标", "Goal"), ("实际", "Figure")


def _term(terms: Mapping[str, Any], code: str | None, lang: str) -> str:
    return str(terms[code].name(lang)) if code and code in terms else code or ""


def _part_columns(screen: Screen) -> list[Column]:
    english = screen.lang == "en"
    found = read_figure if english else figure

    def asked(row: Row) -> Text:
        if not english or row["kind"] in ("direction", "parity"):  # the name says which
            return cell("" if english else row["stated"])
        return cell(in_signs(goal_reading(row, "en"), screen))

    return [
        Column("部分", "Part", named(screen), 0, 12),
        Column("原文", "Asked", asked, 0, 8),
        Column("数据", "Figure", lambda row: found(row, screen), 0, 10),
        Column("结论", "Verdict", lambda row: verdict(row["status"], screen, finer=True), 0, 10),
    ]


def _document_columns(screen: Screen) -> list[Column]:
    def roles(row: Row) -> str:
        return in_signs(screen.pick("、", ", ").join(row["roles"]), screen)

    return [
        Column("文件", "Document", lambda row: row["cite"].title, 0, 16),
        Column("发布者", "Publisher", lambda row: cell(row["cite"].publisher), 2, 8),
        Column("日期", "Date", lambda row: cell(row["cite"].published), 1, 7),
        Column("等级", "Grade", lambda row: row["cite"].grade_name, 0, 5),
        Column("用于", "For", roles, 1, 8),
    ]


_EXACT = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(万亿|亿|万)?[^0-9]{0,8}")
_POWERS = {None: 1.0, "万": 1e4, "亿": 1e8, "万亿": 1e12}


def _number(text: str) -> float | None:
    """Return the number of a text that is no more than one with its unit, to four digits."""
    found = _EXACT.fullmatch(text)
    return found and float(f"{float(found[1].replace(',', '')) * _POWERS[found[2]]:.4g}")
