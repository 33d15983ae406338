"""Rows and cards of the page, from verdict rows and the data set they judge."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.method.question import last_day
from czplan.period import Period
from czplan.report.model import NOTHING, Both, Card, Cite, GoalRow, HistoryEntry
from czplan.views import numbers
from czplan.vocabulary import (
    FAMILIES,
    FIGURE_STATUSES,
    FLAGS,
    GRADES,
    KINDS,
    OPEN_SDG_STATUSES,
    OUTCOMES,
    STATUSES,
    Term,
)

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.method.explain import Step
    from czplan.views.card import CardQuestion

__all__ = ["Cards", "both", "citation", "source_cite"]

Values = Mapping[str, Any]


def both(term: Term) -> Both:
    """Return a term's two names."""
    return Both(term.zh, term.en)


def source_cite(ds: Dataset, source: str) -> Cite:
    """Return how a document is cited, without a place in it."""
    record = ds.source_records[source]
    return Cite(
        id=source,
        title=Both(record.title.zh, record.title.en),
        publisher=record.publisher,
        published=record.published or "",
        place=NOTHING,
        grade=record.grade,
        grade_name=both(GRADES[record.grade]),
        url=record.url or "",
    )


def citation(ds: Dataset, row: Values) -> Cite | None:
    """Return where a target's or an actual's words stand, None where no source is known."""
    source = row.get("source")
    if not source or source not in ds.source_records:
        return None
    cite = source_cite(ds, source)
    places = [
        Both(f"第{row['line']}行", f"line {row['line']}") if row.get("line") else NOTHING,
        Both(f"第{row['page']}页", f"page {row['page']}") if row.get("page") else NOTHING,
        Both(f"“{row['section']}”", f"“{row['section']}”") if row.get("section") else NOTHING,
    ]
    held = [place for place in places if place.zh]
    place = Both("，".join(p.zh for p in held), ", ".join(p.en for p in held))
    return dataclasses.replace(cite, place=place)


class Cards:
    """Makes the rows and cards of one report; looks each indicator's history up once."""

    def __init__(
        self,
        ds: Dataset,
        rows: Sequence[Values],
        sums: Mapping[str, tuple[Sequence[Step], Sequence[Step]]],
        asked: CardQuestion,
    ) -> None:
        self.ds = ds
        self.asked = asked
        self.sums = sums
        self.rows = [row for row in rows if "#" not in row["id"]]
        self.parts: dict[str, list[Values]] = defaultdict(list)
        for row in rows:
            if "#" in row["id"]:
                self.parts[row["id"].partition("#")[0]].append(row)
        self.judged: dict[tuple[str, str], list[Values]] = defaultdict(list)
        for row in self.rows:
            if row["indicator"]:
                self.judged[row["indicator"], row["scope"]].append(row)
        self.ids = {row["id"] for row in self.rows}
        self.targets = {row["id"]: row for row in ds.target_rows()}
        self.figures: dict[tuple[str, str], list[Values]] = defaultdict(list)
        for row in ds.actual_rows():
            if self._usable(row):
                self.figures[row["indicator"], row["scope"]].append(row)
        self.goals: dict[tuple[str, str], list[Values]] = defaultdict(list)
        for row in self.targets.values():
            if row["indicator"] and self.published(row["source"]):
                self.goals[row["indicator"], row["scope"]].append(row)

    def published(self, source: str | None) -> bool:
        """Tell whether a document was out on the question's day; an undated one counts."""
        record = self.ds.source_records.get(source or "")
        day = record.published if record else None
        return not (day and self.asked.as_of) or last_day(day) <= last_day(self.asked.as_of)

    def _usable(self, row: Values) -> bool:
        """Tell whether a report belongs to the question: known, trusted, of a past period."""
        source = self.ds.source_records.get(row["source"] or "")
        if source and GRADES.rank(source.grade) > GRADES.rank(self.asked.grade):
            return False
        past = not self.asked.year or Period.read(row["period"]).end <= self.asked.year * 12
        return past and self.published(row["source"])

    def row(self, values: Values) -> GoalRow:
        """Return a goal's (or a part's) row of the table."""
        ds = self.ds
        status, family = STATUSES[values["status"]], FAMILIES[values["family"]]
        plan = ds.plan_records.get(values["plan"])
        theme = ds.themes.get(values["theme"])
        share, kind, text = _share(values)
        expected = values["expected"] if kind == "progress" else None
        return GoalRow(
            id=values["id"],
            name=Both(values["name_zh"] or "", values["name_en"] or ""),
            plan=values["plan"],
            plan_name=Both(plan.name.zh, plan.name.en) if plan else NOTHING,
            theme=values["theme"],
            theme_name=both(theme) if theme else Both(values["theme"], values["theme"]),
            kind=values["kind"],
            kind_name=both(KINDS[values["kind"]]),
            due=values["due"],
            scope=values["scope"],
            indicator=values["indicator"] or "",
            family=family.code,
            sign=family.sign,
            status=status.code,
            verdict=both(status),
            stated=values["stated"] or "",
            reported=values["actual_stated"] or "",
            period=values["actual_period"] or "",
            share=share,
            share_text=text,
            share_kind=kind,
            expected=expected,
            expected_text=NOTHING
            if expected is None
            else Both(
                f"应达 {numbers.percent(expected, 'zh', 0)}",
                f"expected {numbers.percent(expected, 'en', 0)}",
            ),
            flags=tuple(_flag(flag) for flag in values["flags"]),
            open_sdg=_open_sdg_verdict(values),
        )

    def card(self, values: Values) -> Card:
        """Return everything that the page says about one goal."""
        target = self.targets.get(values["id"], {})
        history = self._history(values)
        evidence = self._evidence(values, history)
        return Card(
            row=self.row(values),
            reason=Both(values["reason_zh"] or "", values["reason_en"] or ""),
            text=target.get("text") or values["stated"] or "",
            cite=citation(self.ds, target),
            evidence=(evidence.get("text") or evidence.get("stated") or "") if evidence else "",
            evidence_cite=citation(self.ds, evidence) if evidence else None,
            steps=[*self._steps(values["id"]), *_open_sdg(values)],
            figures=[self._figure(row, row is evidence, values) for row in history],
            goals=self._goals(values),
            parts=[self.row(part) for part in self.parts[values["id"]]],
            note=target.get("note") or "",
        )

    def _steps(self, identity: str) -> list[tuple[Both, Both]]:
        zh, en = self.sums.get(identity, ((), ()))
        return [
            (Both(one.title, other.title), Both(one.text, other.text))
            for one, other in zip(zh, en, strict=True)
        ]

    def _history(self, values: Values) -> list[Values]:
        """Return every figure of the goal's indicator and scope, in time's order."""
        key = values["indicator"] or values["id"]
        found = [*self.figures.get((key, values["scope"]), ())]
        if values["id"] != key:
            found += self.figures.get((values["id"], values["scope"]), ())
        return sorted(found, key=lambda row: _moment(row["period"]))

    def _evidence(self, values: Values, history: Sequence[Values]) -> Values | None:
        """Return the report that decided: the row's period, source and words."""
        wanted = (values["actual_period"], values["actual_source"], values["actual_stated"])
        for row in history:
            if (row["period"], row["source"], row["stated"]) == wanted:
                return row
        for row in reversed(history):
            if (row["period"], row["source"]) == wanted[:2]:
                return row
        return None

    def _figure(self, row: Values, current: bool, values: Values) -> HistoryEntry:
        unit = values["unit"] or ""
        figure_words = interpreted(self.ds, row)
        if row["outcome"]:
            value = both(OUTCOMES[row["outcome"]])
        elif figure_words is None:
            value = NOTHING
        else:
            value = Both(*(numbers.interval(*figure_words, unit, lang) for lang in ("zh", "en")))
        status = row["status"]
        note = both(FIGURE_STATUSES[status]) if status and status != "final" else NOTHING
        stated = row["stated"] or row["text"] or ""
        cite = citation(self.ds, row)
        return HistoryEntry(row["period"], stated, value, note, cite, current=current)

    def _goals(self, values: Values) -> list[HistoryEntry]:
        """Return what was ever stated for the goal's indicator, this goal among it."""
        rows = self.goals.get((values["indicator"] or "", values["scope"]), [])
        if len(rows) < 2:
            return []
        out = []
        for row in sorted(rows, key=lambda row: (row["due"] or 9999, row["start"] or 0)):
            plan = self.ds.plan_records[row["plan"]]
            name = Both(plan.name.zh, plan.name.en)
            here = row["id"] == values["id"]
            goal = row["id"] if row["id"] in self.ids and not here else ""
            due = str(row["due"] or "–")
            out.append(HistoryEntry(due, row["stated"] or "", NOTHING, name, None, goal, here))
        return out


def interpreted(ds: Dataset, row: Values) -> tuple[float | None, float | None] | None:
    """Return the ends of a reported figure in base units, None where it isn't a number."""
    from czplan.quantity import figure_words

    if row["value"] is not None:
        return row["value"], row["value"]
    if not row["stated"]:
        return None
    unit, measure = ds.counted(row["indicator"])
    try:
        read = figure_words.interpret(row["stated"], unit, measure)
    except figure_words.FigureError:
        return None
    return None if read.vague else (read.low, read.high)


def _moment(period: str) -> tuple[int, int]:
    span = Period.read(period)
    return span.end, span.start


def _share(values: Values) -> tuple[float | None, str, Both]:
    """Return the part reached, whether it is progress or attainment, and how it reads."""
    for kind in ("progress", "attainment"):
        low, high = values[f"{kind}_low"], values[f"{kind}_high"]
        share = low if low is not None else high
        if share is None:
            continue
        zh, en = (_percents(low, high, lang) for lang in ("zh", "en"))
        if kind == "attainment":
            return share, kind, Both(f"完成率 {zh}", f"{en} attained")
        return share, kind, Both(zh, en)
    return None, "", NOTHING


def _percents(low: float | None, high: float | None, lang: str) -> str:
    ends = [numbers.percent(end, lang, 0) for end in (low, high) if end is not None]
    if len(set(ends)) == 1 and (low is None) == (high is None):
        return ends[0]
    if len(ends) == 2:
        return f"{ends[0].removesuffix('%')}–{ends[1]}"
    return f"{'≥' if low is not None else '≤'}{ends[0]}"


def _open_sdg_verdict(values: Values) -> Both:
    """Return the verdict of the Open SDG method, empty where it wasn't asked for."""
    status = values.get("open_sdg_status")
    return both(OPEN_SDG_STATUSES[status]) if status else NOTHING


def _open_sdg(values: Values) -> list[tuple[Both, Both]]:
    """Return the Open SDG method's verdict with its numbers (method 9b), if it was asked for."""
    name = _open_sdg_verdict(values)
    if not name.zh:
        return []
    zh, en = name
    for key, word_zh, word_en in (("progress", "进度", "progress"), ("score", "得分", "score")):
        number = values[f"open_sdg_{key}"]
        if number is not None:
            zh += f"；{word_zh} {number:.2f}"
            en += f"; {word_en} {number:.2f}"
    return [(Both("Open SDG 法", "By Open SDG"), Both(zh, en))]


def _flag(flag: str) -> Both:
    code, _, count = flag.partition("=")
    term = FLAGS.get(code)
    name = both(term) if term else Both(code, code)
    return Both(f"{name.zh} {count}".strip(), f"{name.en} {count}".strip())
