"""Proposals that a person took or refused become records of a data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from czplan.editing.addition import Addition, NewRecord, Value
from czplan.editing.alone import completed, figure_alone, goal_alone, shown
from czplan.editing.document_records import ends_first, free_id
from czplan.editing.new_indicators import Indicators, counted, special, total_words, wordless
from czplan.editing.proposals import DocumentRecords, telling_words
from czplan.editing.proposed import Decision, Unusable, text_of
from czplan.faults.collector import nearest
from czplan.quantity.goals import GoalQuery
from czplan.reading.shipped_indicators import shipped_indicators

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.extract import Proposal
    from czplan.faults import Both
    from czplan.records import Plan

_NO_BAR = ("external", "above")
"""Goals whose bar stands outside the text: they are tasks, judged by their outcome."""

_SHARED = {
    "zh": "主语或界限词在引文之外，由上下文补足",
    "en": "The subject or the hedge stands outside the quote and comes from its surroundings.",
}
_STRETCH = {"zh": "力争的更高目标", "en": "The higher figure that is striven for."}


@dataclass(frozen=True, slots=True)
class Adoption:
    """The records that choices make.

    Attributes:
        records: in the order of writing.
        taken, refused: how many proposals.
        held: records that the set has already; they are left out.
        nameless: new indicators that have no English name yet.
        inferred: new indicators whose direction no word says.
        renamed: goals whose slug another goal has: row, the id wanted, the id made.
        standing: proposals refused of which there is a record: row and its id.
        unused: cells that say otherwise than a known indicator: row, its id, the cells' names.
    """

    records: Sequence[NewRecord]
    taken: int
    refused: int
    held: int = 0
    nameless: Sequence[str] = ()
    inferred: Sequence[str] = ()
    renamed: Sequence[tuple[str, str, str]] = ()
    standing: Sequence[tuple[str, str]] = ()
    unused: Sequence[tuple[str, str, str]] = ()


def adoption(
    ds: Dataset,
    chosen: Sequence[Decision],
    *,
    date: str,
    version: str,
    among: Iterable[Proposal] = (),
) -> Adoption:
    """Make the records that choices ask for.

    Args:
        ds: the data set that they go into.
        chosen: in the order of the document.
        date: the day of the review, as `2026-01-31`.
        version: the program's version.
        among: all proposals of the documents: a record that is there may be of another one.

    Raises:
        Unusable: rows that lack a plan, a source or a period, or name one that isn't there.
    """
    maker = _Maker(ds, chosen, f"czplan {version}", date, among)
    for choice in chosen:
        maker.take(choice) if choice.take else maker.refuse(choice)
    if maker.bad:
        raise Unusable(maker.bad)
    made = maker.indicators
    records: list[NewRecord] = [*made.new.values(), *maker.goals, *maker.figures]
    records += [*maker.taken_back, *maker.refused]
    return Adoption(
        records,
        len(maker.goals) + len(maker.figures),
        len(maker.refused),
        maker.held,
        [id for id, one in made.new.items() if "en" not in one.fields["name"]],
        made.inferred,
        maker.renamed,
        maker.standing,
        maker.unused,
    )


class _Maker:
    """Makes records one choice at a time; what can't be taken is collected."""

    def __init__(
        self, ds: Dataset, chosen: Sequence[Decision], by: str, date: str, among: Iterable[Proposal]
    ) -> None:
        self.ds = ds
        self.among = list(among)
        self.by = by
        self.date = date
        self.indicators = Indicators(ds, chosen)
        self.goals: list[NewRecord] = []
        self.figures: list[Addition] = []
        self.refused: list[NewRecord] = []
        self.taken_back: list[NewRecord] = []
        self.renamed: list[tuple[str, str, str]] = []
        self.standing: list[tuple[str, str]] = []
        self.unused: list[tuple[str, str, str]] = []
        self.bad: list[tuple[str, str, str]] = []
        self.held = 0
        self._ids = {*ds.target_records}
        self._beside: dict[str, DocumentRecords] = {}
        self._lines: Counter[int] = Counter()

    def beside(self, choice: Decision) -> DocumentRecords:
        """Return what the set says of the places of a choice's document."""
        sha256 = choice.proposal.sha256
        if sha256 not in self._beside:
            near = [one for one in self.among if one.sha256 == sha256]
            self._beside[sha256] = DocumentRecords(self.ds, sha256, among=near)
        return self._beside[sha256]

    def take(self, choice: Decision) -> None:
        """Make a goal or a figure, and the indicator that it needs."""
        source = self.named(choice, "source", self.ds.source_records)
        goal = choice.proposal.kind == "goal"
        plan = self.named(choice, "plan", self.ds.plan_records) if goal else None
        id = choice.cell("indicator")
        meant = self.indicators.meant(choice, id)
        self.taken_back += [
            _no_record(choice, one.source, one.line, str(one.text), one.reason, gone=True)
            for one in self.beside(choice).rejections(choice.proposal)
        ]
        wanted = f"{meant}@{choice.cell('period')}"
        known = self.beside(choice).known(choice.proposal, wanted)
        if known and (goal or not id or known == wanted):
            self.held += 1
            return
        if near := self.indicators.mistyped(id):
            self.wrong(
                choice,
                f"没有指标 {id}，是不是 {near}？要新建就把 indicator 留空，编号写在 slug",
                f"there is no indicator {id}: did you mean {near}? (for a new one, leave "
                "indicator empty and put its id into slug)",
            )
            return
        if not id and not choice.cell("name") and choice.proposal.operator not in _NO_BAR:
            self.wrong(
                choice,
                "原文没有说这个数是什么：在 name 写上名称，或 take 写 n",
                "the text doesn't say what this counts: write its name into name, or n into take",
            )
            return
        if other := self.indicators.said_otherwise(choice, id):
            self.unused.append((choice.origin, id, other))
        if source is not None and not goal:
            self.figure(choice, source, id)
        elif source is not None and plan is not None:
            self.goal(choice, source, plan, id)

    def named(self, choice: Decision, what: str, known: Mapping[str, Any]) -> str | None:
        """Return the id that a cell names; None, and the fault noted, where it isn't there."""
        id = choice.cell(what)
        if id in known:
            return id
        option = f"extract --{what} ID"
        if id:
            near = nearest(id, known)
            zh, en = (f"，是不是 {near}？", f": did you mean {near}?") if near else ("", "")
            self.wrong(choice, f"{what} 没有 {id}{zh}", f"there is no {what} {id}{en}")
        else:
            self.wrong(choice, f"缺少 {what}（或 {option}）", f"{what} is missing (or {option})")
        return None

    def wrong(self, choice: Decision, zh: str, en: str) -> None:
        """Note why a choice can't be taken."""
        self.bad.append((choice.origin, zh, en))

    def goal(self, choice: Decision, source: str, plan: str, indicator: str) -> None:
        """Make a stated goal."""
        proposal, said = choice.proposal, total_words(choice) or choice.proposal.stated
        record = self.ds.plan_records[plan]
        if early := ends_first(record, choice.cell("start"), choice.cell("due")):
            self.wrong(choice, *early)
            return
        fields: dict[str, Value] = {"text": proposal.text, "line": str(proposal.line)}
        wanted = self.wanted(choice, indicator)
        if proposal.stretch and wanted == indicator:
            wanted += "-stretch"
        slug = self.slug(choice, plan, wanted)
        reference = proposal.reference
        if indicator:
            indicator = self.indicators.need(choice, indicator)
        if proposal.operator in _NO_BAR or (reference and not self.indicators.has(reference)):
            fields["kind"] = "milestone"
            fields["name"] = {"zh": choice.cell("name") or proposal.text}
        else:
            fields["stated"] = said
            if not indicator and counted(choice):
                indicator = self.indicators.made(choice, wanted)
            if not indicator:
                fields["name"] = {"zh": choice.cell("name") or proposal.text}
            if reference:
                fields["reference"] = reference
        if indicator:
            # an id of the catalogue is among the set's as soon as it is used, yet no slug means it
            meant = indicator in self.indicators.own and indicator not in shipped_indicators()
            if slug != indicator or "kind" in fields or not meant:
                fields["indicator"] = indicator
        if source != record.source:
            fields["source"] = source
        for name, own in (("start", record.start or record.end), ("due", record.end)):
            year = choice.cell(name)
            if year and year != text_of(own):
                fields[name] = year
        if "stated" in fields and not self.told(
            choice, fields, self.goal_reading(choice, fields, indicator, record)
        ):
            return
        self.finish(choice, fields)
        self.goals.append(NewRecord("targets", (plan, slug), fields, choice.origin))

    def goal_reading(
        self, choice: Decision, fields: Mapping[str, Value], indicator: str, plan: Plan
    ) -> Callable[[str], Both | None]:
        """Return what tells of words what they alone ask for (`goal_alone`)."""
        first, last = (
            int(year) if (year := str(fields.get(name) or own or "")).isdecimal() else None
            for name, own in (("start", plan.first), ("due", plan.end))
        )
        measured = self.indicators.measured(indicator)
        query = GoalQuery.of(measured, start=first, due=last, reference="reference" in fields)
        turned = _turned(choice)
        return lambda words: goal_alone(choice.proposal, words, query, turned=turned)

    def told(
        self, choice: Decision, fields: dict[str, Value], alone: Callable[[str], Both | None]
    ) -> bool:
        """Make a record's words say what its proposal does; return whether they can."""
        otherwise = None
        try:
            if (otherwise := alone(str(fields["stated"]))) is None:
                return True
        except ValueError:
            pass  # they say nothing; where no word mends it, `check` says why
        if (made := completed(choice.proposal, alone)) is None:
            if otherwise is not None:
                self.otherwise(choice, otherwise)
            return otherwise is None
        said, words = choice.proposal.stated, made[1]
        fields |= {"stated": made[0], "text": made[2], "accepted": ["stated-not-in-text"]}
        fields["note"] = {
            "zh": f"原文为“{said}”；“{words}”为几个数共有，不紧挨着它",
            "en": f"The document has {said}; {words} is said of several numbers, apart from it.",
        }
        return True

    def wanted(self, choice: Decision, indicator: str) -> str:
        """Return the slug that a choice asks for; not that of an indicator taken away from it."""
        slug = choice.cell("slug") or indicator
        if not slug or (not indicator and slug == choice.proposal.indicator):
            line = choice.proposal.line
            self._lines[line] += 1
            return f"l{line}-{self._lines[line]}"
        return slug

    def slug(self, choice: Decision, plan: str, wanted: str) -> str:
        """Return a slug of the plan that no other goal has; one that had to be changed is told."""
        id = free_id(f"{plan}/{wanted}", self._ids)
        self._ids.add(id)
        if id != f"{plan}/{wanted}":
            self.renamed.append((choice.origin, f"{plan}/{wanted}", id))
        return id.partition("/")[2]

    def figure(self, choice: Decision, source: str, indicator: str) -> None:
        """Make a reported figure."""
        proposal, period = choice.proposal, choice.cell("period")
        if not period:
            self.wrong(choice, "缺少 period", "period is missing")
            return
        if late := self.later(source, period):
            self.wrong(
                choice,
                f"{source} 是 {late} 年的，说不了 {period} 的情况：改 period，或 take 写 n",
                f"{source} is of {late} and can't report {period}: mend period, or put n into take",
            )
            return
        if indicator:
            indicator = self.indicators.need(choice, indicator)
        else:
            indicator = self.indicators.made(choice, self.wanted(choice, ""))
        exact = proposal.operator == "=" and proposal.low == proposal.high
        measured, turned = self.indicators.measured(indicator), _turned(choice)
        fields: dict[str, Value] = {
            "stated": total_words(choice) or proposal.stated,
            "source": source,
            "text": proposal.text,
            "line": str(proposal.line),
        }

        def alone(words: str) -> Both | None:
            return figure_alone(proposal, words, measured, turned=turned)

        if exact and (wordless(choice) or ((proposal.low or 0.0) < 0 and _differs(fields, alone))):
            # 与去年持平 has no number that could be read again, and of 分别下降4.7%、5% the second
            # alone is a rise: what it comes to is written
            del fields["stated"]
            fields = {"value": text_of(proposal.low), **fields}
        elif not self.told(choice, fields, alone):
            return
        if choice.cell("status") not in ("", "final"):
            fields["status"] = choice.cell("status")
        self.finish(choice, fields)
        self.figures.append(Addition(indicator, period, fields, choice.origin))

    def later(self, source: str, period: str) -> str:
        """Return the year of a document that a period ends after, empty where it doesn't.

        A document without a date is taken to be as old as its review.
        """
        year = text_of(self.ds.source_records[source].published or self.date)[:4]
        last = period.rpartition("..")[2][:4]
        return year if last.isdecimal() and last > year else ""

    def otherwise(self, choice: Decision, alone: Both) -> None:
        """Note that a record's words alone would say another thing than the proposal does."""
        meant = choice.proposal
        whole = shown(meant.operator, meant.high if meant.low is None else meant.low, meant.unit)
        how = "targets add --kind milestone --name" if meant.kind == "goal" else "actuals add"
        self.wrong(
            choice,
            f"{meant.stated} 单独看是{alone.zh}，在原文中是{whole.zh}：决定它的字在别处，"
            f"照此记下就变了。take 写 n，要收就用 {how} 自己写（提案 {meant.id}）",
            f"{meant.stated} alone says {alone.en}, in its place {whole.en}: the words that decide "
            f"stand elsewhere, and a record would say another thing. Put n into take; {how} takes "
            f"it in your own way (proposal {meant.id})",
        )

    def finish(self, choice: Decision, fields: dict[str, Value]) -> None:
        """Add what goals and figures share: scope, notes, by whom they were read."""
        if (scope := choice.cell("scope")) not in ("", "city"):
            fields["scope"] = scope
        notes = [_SHARED] if choice.proposal.shared else []
        notes += [_STRETCH] if choice.proposal.stretch else []
        if notes and "note" not in fields:
            fields["note"] = {
                "zh": "；".join(note["zh"] for note in notes),
                "en": " ".join(note["en"] for note in notes),
            }
        fields["extracted"] = {
            "by": self.by,
            "confidence": text_of(choice.proposal.confidence),
            "reviewed": self.date,
        }

    def refuse(self, choice: Decision) -> None:
        """Remember that a place is no record, unless there is a record of it."""
        if known := self.beside(choice).known(choice.proposal):
            self.standing.append((choice.origin, known))
            return
        source = self.named(choice, "source", self.ds.source_records)
        if source is not None and not self.beside(choice).rejections(choice.proposal):
            words, line = telling_words(choice.proposal), choice.proposal.line
            self.refused.append(_no_record(choice, source, line, words, "rejected"))


def _no_record(
    choice: Decision, source: str, line: int, text: str, reason: str, *, gone: bool = False
) -> NewRecord:
    """Return that a place of a document is no record, or (`gone`) is no longer none."""
    fields: dict[str, Value] = {"text": text, "reason": reason}
    return NewRecord("not-goals", (source, str(line)), fields, choice.origin, gone=gone)


def _turned(choice: Decision) -> bool:
    """Tell whether a choice's indicator counts the fall of what the choice is of."""
    kind = special(choice)
    return kind is not None and kind.turned


def _differs(fields: Mapping[str, Value], alone: Callable[[str], Both | None]) -> bool:
    """Tell whether a record's words alone say another thing than its proposal."""
    try:
        return alone(str(fields["stated"])) is not None
    except ValueError:
        return False
