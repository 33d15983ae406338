"""Rows and cards of the page, from verdict rows and the data set they judge."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from czplan.charts.at_hand import AtHand
from czplan.charts.bars import judged_words, reported_words
from czplan.charts.stories import bar as bar_of
from czplan.period import period_words
from czplan.report.model import NOTHING, Both, Card, Cite, FigureMark, GoalRow, HistoryEntry
from czplan.views import row_numbers
from czplan.views.figures import deciding, goal_figures
from czplan.views.history import Statements, restated
from czplan.views.publishers import english
from czplan.views.quote import quote
from czplan.views.readings import figure_reading, goal_reading
from czplan.views.stated import with_english
from czplan.views.verdict_words import flag_said, open_sdg_said
from czplan.vocabulary import (
    FAMILIES,
    FIGURE_STATUSES,
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

__all__ = ["MARKS", "Cards", "both", "citation", "said", "source_cite"]

Values = Mapping[str, Any]
LANGS = ("zh", "en")

MARKS: Mapping[str, FigureMark] = {
    "preliminary": FigureMark("≈", Both("初步或预计数", "preliminary or estimate")),
    "low": FigureMark(">", Both("只知下限", "only the lower end is certain")),
    "high": FigureMark("<", Both("只知上限", "only the upper end is certain")),
    "contested": FigureMark("⚑", Both("另有文件说法不合", "another document says otherwise")),
    "proxy": FigureMark("◇", Both("用相近指标代替", "a neighbouring measure")),
}
"""The signs beside a figure by name."""

RUNNING = frozenset({"behind", "on-course"})
"""Families whose goals are under way: what counts is the way since the baseline."""

_SUMS = {
    "Attainment": "attainment",
    "Progress": "progress",
    "Schedule ratio": "schedule_ratio",
}
"""Steps of the sum that are fractions, by title: they show as per cent, without their name."""
_SAID = frozenset({"Gap", "Verdict"})
"""Steps that the card's first line says already."""
_PACE = frozenset({"Progress", "Expected by now", "Schedule ratio"})
"""Steps about the way so far and the time it took."""


def both(term: Term) -> Both:
    """Return a term's two names."""
    return Both(term.zh, term.en)


def said(note: Any) -> Both:
    """Return a note in both languages; one that is in one language alone stays with it."""
    if note is None or note == "":
        return NOTHING
    zh, en = (note.zh, note.en) if hasattr(note, "zh") else (str(note), str(note))
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in zh)
    return Both(zh if chinese else "", en)


def source_cite(ds: Dataset, source: str) -> Cite:
    """Return how a document is cited, without a place in it."""
    record = ds.source_records[source]
    via = record.via
    seen = NOTHING
    if via:
        day = via.published or ""
        who = via.publisher or "", english(ds, via.publisher or "")
        zh, en = ([one for one in (name, day) if one] for name in who)
        seen = Both(
            f"{via.title}（{'，'.join(zh)}）" if zh else via.title,
            f"{via.title} ({', '.join(en)})" if en else via.title,
        )
    return Cite(
        id=source,
        title=Both(record.title.zh, record.title.en),
        publisher=Both(record.publisher, english(ds, record.publisher)),
        published=record.published or "",
        place=NOTHING,
        grade=record.grade,
        grade_name=both(GRADES[record.grade]),
        url=record.url or "",
        via=seen,
        via_url=(via.url or "") if via else "",
        note=said(record.note),
    )


def citation(known: AtHand, row: Values) -> Cite | None:
    """Return where a target's or an actual's words stand, None where no source is known."""
    source = row.get("source")
    if not source or source not in known.ds.source_records:
        return None
    if source not in known.cites:
        known.cites[source] = source_cite(known.ds, source)
    cite: Cite = known.cites[source]
    places = [
        Both(f"第{row['line']}行", f"line {row['line']}") if row.get("line") else NOTHING,
        Both(f"第{row['page']}页", f"page {row['page']}") if row.get("page") else NOTHING,
        Both(f"“{row['section']}”", f"“{row['section']}”") if row.get("section") else NOTHING,
    ]
    held = [place for place in places if place.zh]
    place = Both("，".join(p.zh for p in held), ", ".join(p.en for p in held))
    return dataclasses.replace(cite, place=place)


class Cards:
    """Makes the rows and cards of one report."""

    def __init__(
        self, known: AtHand, sums: Mapping[str, tuple[Sequence[Step], Sequence[Step]]]
    ) -> None:
        self.known, self.ds = known, known.ds
        self.sums = sums
        self.made: dict[str, GoalRow] = {}
        self.statements = Statements(known.ds)
        parts = {part["id"]: part for rows in known.parts.values() for part in rows}
        self.verdicts: dict[str, Values] = {**known.verdicts, **parts}

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
            scope=values["scope"],
            indicator=values["indicator"] or "",
            family=family.code,
            sign=family.sign,
            status=status.code,
            verdict=verdict_said(status.code),
            finer=NOTHING if family.code == "open" or status.zh == family.zh else both(status),
            stated=values["stated"] or "",
            goal=Both(*(goal_reading(values, lang, goal) for lang in LANGS)),
            reported=reported_words(values),
            figure=Both(*(figure_reading(values, lang) for lang in LANGS)),
            period=period_words(values["actual_period"] or "", "en"),
            bar=bar,
            progress=progress,
            expected=expected,
            far=far,
            share=progress if progress is not None else _low(values, "attainment"),
            marks=_marks(values),
            grade=values["grade"] or "",
            grade_name=both(GRADES[values["grade"]]) if values["grade"] in GRADES else NOTHING,
            flags=tuple(Both(*(flag_said(flag, one) for one in LANGS)) for flag in values["flags"]),
            open_sdg=_open_sdg_verdict(values),
            judged=judged_words(values),
        )

    def card(self, values: Values) -> Card:
        """Return everything that the page says about one goal."""
        ds, known = self.ds, self.known
        target = known.targets[values["id"]]
        figures = goal_figures(ds, target, known.year, as_of=known.as_of, grade=known.grade)
        stated = self.statements.of_goal(target, self.verdicts, known.as_of)
        parts = known.parts.get(values["id"], ())
        reports = (one for _, one in deciding(ds, target, values) if one)
        evidence = next(reports, None)
        return Card(
            row=self.row(values),
            reason=Both(values["reason_zh"] or "", values["reason_en"] or ""),
            text=target["text"] or values["stated"] or "",
            cite=citation(known, target),
            evidence=(evidence["text"] or evidence["stated"] or "") if evidence else "",
            evidence_cite=citation(known, evidence) if evidence else None,
            steps=[*self._steps(values), *_open_sdg(values)],
            figures=[self._figure(row, evidence, values["unit"] or "") for row in figures],
            goals=[self._goal(row, values["id"]) for row in stated] if restated(stated) else [],
            parts=[self.row(part) for part in parts],
            note=said(target["note"]),
            quote=Both(
                *(quote(ds, target, values, stated, lang, parts, known.as_of) for lang in LANGS)
            ),
        )

    def _steps(self, values: Values) -> list[tuple[Both, Both]]:
        """Return the sum step by step, fractions in per cent, each label once."""
        zh, en = self.sums.get(values["id"], ((), ()))
        told = []
        for one, other in zip(zh, en, strict=True):
            if other.title in _SAID or (other.title in _PACE and not _paced(values)):
                continue
            text = Both(one.text, other.text)
            if other.title in _SUMS:
                stem = _SUMS[other.title]
                low, high = values[f"{stem}_low"], values[f"{stem}_high"]
                text = Both(*(_percents(low, high, lang) for lang in LANGS))
            elif other.title == "Expected by now":
                text = Both(*(row_numbers.percent(values["expected"], lang, 0) for lang in LANGS))
            if text.zh:
                told.append((Both(one.title, other.title), text))
        return told

    def _figure(self, row: Values, evidence: Values | None, unit: str) -> HistoryEntry:
        """Return a reported figure; `evidence` is the report that decided."""
        report, status = row["report"], row["figure_status"]
        if row["outcome"]:
            value = both(OUTCOMES[row["outcome"]])
        elif row["low"] is None and row["high"] is None:
            value = NOTHING
        else:
            value = Both(
                *(row_numbers.interval(row["low"], row["high"], unit, lang) for lang in LANGS)
            )
        note = both(FIGURE_STATUSES[status]) if status and status != "final" else NOTHING
        stated = row["stated"] or report["text"] or ""
        cite = citation(self.known, report)
        return HistoryEntry(row["period"], stated, value, note, cite, current=report == evidence)

    def _goal(self, row: Values, own: str) -> HistoryEntry:
        """Return a statement of the same measure, and how it ended; `own` is the card's goal."""
        plan = self.ds.plan_records[row["plan"]]
        id = row["id"].partition("#")[0]
        link = id if id in self.known.ids and id != own else ""
        told = NOTHING
        if row["status"]:
            ended = verdict_said(row["status"])
            told = Both(
                *(f"{FAMILIES[row['family']].sign} {name}" for name in (ended.zh, ended.en))
            )
        name = Both(plan.name.zh, plan.name.en)
        return HistoryEntry(
            row["period"] or "–", row["stated"] or "", told, name, None, link, id == own
        )


def verdict_said(code: str) -> Both:
    """Return the name of a status's family, or its own where it is open."""
    status = STATUSES[code]
    family = FAMILIES[status.family]
    return both(status) if family.code == "open" else both(family)


def _paced(values: Values) -> bool:
    """Tell whether time matters to a sum: a goal under way, or a way other than the share."""
    under_way = values["expected"] is not None and values["expected"] < 1
    return bool(under_way or values["progress_low"] != values["attainment_low"])


def _marks(values: Values) -> tuple[FigureMark, ...]:
    """Return the signs that the figure of a row bears."""
    names = []
    if values["actual_status"] in ("preliminary", "estimate"):
        names.append("preliminary")
    if values["actual_sure"] in ("low", "high") and values["actual_low"] != values["actual_high"]:
        names.append(values["actual_sure"])
    flags = set(values["flags"])
    if flags & {"contested", "conflict"}:
        names.append("contested")
    if "proxy" in flags:
        names.append("proxy")
    return tuple(MARKS[name] for name in names)


def _low(values: Values, stem: str) -> float | None:
    low, high = values[f"{stem}_low"], values[f"{stem}_high"]
    held: float | None = low if low is not None else high
    return held


def _far(values: Values, share: Both, progress: float | None, expected: float | None) -> Both:
    """Return how far a goal is: the way so far for one under way, else the share or the gap."""
    if progress is None:
        return share
    low, high = values["progress_low"], values["progress_high"]
    zh, en = (_percents(low, high, lang) for lang in LANGS)
    if expected is not None:
        zh += f"，应到 {row_numbers.percent(expected, 'zh', 0)}"
        en += f", due {row_numbers.percent(expected, 'en', 0)}"
    return Both(zh, en)


def _percents(low: float | None, high: float | None, lang: str) -> str:
    ends = [row_numbers.percent(end, lang, 0) for end in (low, high) if end is not None]
    if not ends:
        return ""
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
    told = Both(*(open_sdg_said(values, lang) for lang in LANGS))
    return [(Both("Open SDG 法", "By Open SDG"), told)] if told.zh else []
