"""Proposals that a person took or refused become records of a data set.

A table of proposals comes back from a spreadsheet, which may have turned periods into dates and
ratios into times. So only what a person decides is read from it (`READ`); everything else is
restored from the document by the proposal's id, and a cell that says something else is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from czplan.editing.addition import Addition, Entry, NewRecord, Value
from czplan.editing.drafts import free_id
from czplan.editing.proposals import Beside
from czplan.quantity.units import canonical, compatible
from czplan.reading.catalogue import shipped_indicators

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.extract import Proposal

__all__ = ["READ", "Adoption", "Decision", "Unusable", "adoption", "choices", "shown_cells"]

READ = (
    "indicator", "name", "measure", "unit", "start", "due", "period", "scope", "status",
    "source", "plan", "slug",
)  # fmt: skip
"""The columns that are read from a table of proposals, besides `take` and `id`."""

_YES = {"y", "yes", "1", "true", "是", "要", "收", "✓", "√", "x", "ｙ"}
_NO = {"n", "no", "0", "false", "否", "不", "不收", "×", "ｎ"}
_FALLING = re.compile(
    r"下降|降低|减少|压减|失业|死亡|事故|能耗|排放|污染|贫困|PM2\.5|负债|价格|CPI"
)
_SIDE = {">=": "up", ">": "up", "<=": "down", "<": "down", "around": "keep"}
_MEASURED = frozenset({"theme", "measure", "direction", "basis"})
"""What an indicator of the catalogue keeps in another unit, beside its names."""
_NO_BAR = ("external", "above")
"""Goals whose bar stands outside the text: they are tasks, judged by their outcome."""

_SHARED = {
    "zh": "主语或界限词在引文之外，由上下文补足",
    "en": "The subject or the hedge stands outside the quote and comes from its surroundings.",
}
_STRETCH = {"zh": "力争的更高目标", "en": "The higher figure that is striven for."}
_DIRECTION = {"zh": "方向由程序推断，请核对", "en": "The direction was inferred: check it."}


class Unusable(Exception):
    """Rows that can't be taken: each with its row and why, Chinese and English."""

    def __init__(self, reasons: Sequence[tuple[str, str, str]]) -> None:
        self.reasons = list(reasons)
        super().__init__("\n".join(f"row {row}: {en}" for row, _, en in reasons))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a proposal.

    Attributes:
        proposal: as the document gives it.
        take: whether it becomes a record.
        said: the cells of `READ` as the person left them; an absent one is the proposal's own.
        origin: the row of the table, for messages.
    """

    proposal: Proposal
    take: bool
    said: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""

    def cell(self, name: str) -> str:
        """Return what the person says, else what the document says."""
        if name in self.said:
            return self.said[name].strip()
        return text_of(getattr(self.proposal, name, None))


@dataclass(frozen=True, slots=True)
class Adoption:
    """The records that choices make.

    Attributes:
        records: in the order of writing.
        taken, refused: how many proposals.
        held: goals that the set has already; they are left out.
        nameless: new indicators that have no English name yet.
    """

    records: Sequence[Entry]
    taken: int
    refused: int
    nameless: Sequence[str] = ()
    held: int = 0


def text_of(value: Any) -> str:
    """Return a proposal's value as a cell of the table has it."""
    from czplan.export.rows_as_text import cell

    return cell(value)


def choices(
    rows: Iterable[tuple[int, Mapping[str, str]]], proposals: Mapping[str, Proposal]
) -> tuple[list[Decision], list[tuple[str, str]]]:
    """Return the choices of a table's rows, and what cells say otherwise than the document.

    Rows whose `take` is empty are left for later.

    Raises:
        Unusable: a `take` that is neither yes nor no, or an id that no document has.
    """
    found: list[Decision] = []
    told: list[tuple[str, str]] = []
    bad: list[tuple[str, str, str]] = []
    for number, row in rows:
        word = row.get("take", "").strip().casefold()
        if not word:
            continue
        if word not in _YES | _NO:
            bad.append((str(number), f"take 写 y 或 n，不是 {word}", f"take is y or n, not {word}"))
            continue
        proposal = proposals.get(row.get("id", "").strip())
        if proposal is None:
            bad.append(
                (
                    str(number),
                    f"文件中没有编号为 {row.get('id', '')} 的提案（文件改过？）",
                    f"the document has no proposal {row.get('id', '')} (was it changed?)",
                )
            )
            continue
        other = _other_cells(row, proposal)
        if other:
            names = ", ".join(other)
            told.append(
                (
                    f"第 {number} 行：{names} 与原文不同，用原文的",
                    f"row {number}: {names} differ from the document, which is used",
                )
            )
        said = {name: row[name] for name in READ if name in row}
        if said.get("name") == "":
            del said["name"]
        found.append(Decision(proposal, word in _YES, said, str(number)))
    if bad:
        raise Unusable(bad)
    return found, told


def _other_cells(row: Mapping[str, str], proposal: Proposal) -> list[str]:
    """Return the columns, of those that aren't read, that say otherwise than the document."""
    own = shown_cells(proposal)
    return [
        name
        for name, text in own.items()
        if name in row and name not in READ and _same(row[name]) != _same(text)
    ]


def _same(cell: str) -> str:
    """Return a cell in one spelling: spreadsheets drop zeros and signs of guarding."""
    text = cell.strip().lstrip("'")
    try:
        return repr(float(text.replace(",", "")))
    except ValueError:
        return text.casefold()


def shown_cells(proposal: Proposal) -> dict[str, str]:
    """Return the cells of a proposal that a table shows and nobody edits."""
    row = proposal.row()
    return {name: text_of(row[name]) for name in row if name not in (*READ, "why", "file")}


def adoption(
    ds: Dataset, chosen: Sequence[Decision], *, date: str, version: str, catalogue: Iterable[str]
) -> Adoption:
    """Make the records that choices ask for.

    Args:
        ds: the data set that they go into.
        chosen: in the order of the document.
        date: the day of the review, as `2026-01-31`.
        version: the program's version.
        catalogue: ids of the shared catalogue, which need no definition.

    Raises:
        Unusable: rows that lack a plan, a source or a period, or name one that isn't there.
    """
    maker = _Maker(ds, f"czplan {version}", date, set(catalogue))
    for choice in chosen:
        maker.take(choice) if choice.take else maker.refuse(choice)
    if maker.bad:
        raise Unusable(maker.bad)
    records: list[Entry] = [
        *maker.indicators.values(),
        *maker.goals,
        *maker.figures,
        *maker.refused,
    ]
    taken = len(maker.goals) + len(maker.figures)
    return Adoption(records, taken, len(maker.refused), maker.nameless(), maker.held)


class _Maker:
    """Makes records one choice at a time; what can't be taken is collected."""

    def __init__(self, ds: Dataset, by: str, date: str, catalogue: set[str]) -> None:
        self.ds = ds
        self.by = by
        self.date = date
        self.catalogue = catalogue
        self.slugs = {target.id: target for target in ds.target_records.values()}
        self.indicators: dict[str, NewRecord] = {}
        self.goals: list[NewRecord] = []
        self.figures: list[Addition] = []
        self.refused: list[NewRecord] = []
        self.bad: list[tuple[str, str, str]] = []
        self.used: set[str] = set()
        self.held = 0
        self._beside: dict[str, Beside] = {}

    def known(self, choice: Decision) -> bool:
        """Tell whether the set holds a goal already, as a record of the same words and place."""
        sha256 = choice.proposal.sha256
        if sha256 not in self._beside:
            self._beside[sha256] = Beside(self.ds, sha256)
        return bool(self._beside[sha256].known(choice.proposal))

    def take(self, choice: Decision) -> None:
        """Make a goal or a figure, and the indicator that it needs."""
        source = self.named(choice, "source", self.ds.source_records)
        if choice.proposal.kind == "figure":
            if source is not None:
                self.figure(choice, source)
            return
        plan = self.named(choice, "plan", self.ds.plan_records)
        if self.known(choice):
            self.held += 1
        elif source is not None and plan is not None:
            self.goal(choice, source, plan)

    def named(self, choice: Decision, what: str, known: Mapping[str, Any]) -> str | None:
        """Return the id that a cell names; None, and the fault noted, where it isn't there."""
        id = choice.cell(what)
        if id in known:
            return id
        option = f"extract --{what} ID"
        if id:
            self.wrong(choice, f"{what} 没有 {id}", f"there is no {what} {id}")
        else:
            self.wrong(choice, f"缺少 {what}（或 {option}）", f"{what} is missing (or {option})")
        return None

    def wrong(self, choice: Decision, zh: str, en: str) -> None:
        """Note why a choice can't be taken."""
        self.bad.append((choice.origin, zh, en))

    def goal(self, choice: Decision, source: str, plan: str) -> None:
        """Make a stated goal."""
        proposal = choice.proposal
        record = self.ds.plan_records[plan]
        fields: dict[str, Value] = {"text": proposal.text, "line": str(proposal.line)}
        indicator = choice.cell("indicator")
        slug = choice.cell("slug") or indicator or f"l{proposal.line}"
        if proposal.stretch and slug == indicator:
            slug += "-stretch"
        slug = self.slug(plan, slug)
        if proposal.operator in _NO_BAR:
            fields["kind"] = "milestone"
            fields["name"] = {"zh": choice.cell("name") or proposal.stated}
            if indicator:
                fields["indicator"] = indicator
        else:
            fields["stated"] = proposal.stated
            if indicator:
                if slug != indicator or indicator not in self.ds.indicator_records:
                    fields["indicator"] = indicator
            else:
                fields["name"] = {"zh": choice.cell("name") or proposal.stated}
            if proposal.reference:
                fields["reference"] = proposal.reference
        if indicator:
            self.indicator(choice, indicator)
        if source != record.source:
            fields["source"] = source
        for name, own in (("start", record.start or record.end), ("due", record.end)):
            said = choice.cell(name)
            if said and said != text_of(own):
                fields[name] = said
        self.finish(choice, fields)
        self.goals.append(NewRecord("targets", (plan, slug), fields, choice.origin))

    def slug(self, plan: str, wanted: str) -> str:
        """Return a slug of the plan that no other goal has."""
        taken = {*self.slugs, *self.used}
        slug = free_id(f"{plan}/{wanted}", taken)
        self.used.add(slug)
        return slug.partition("/")[2]

    def figure(self, choice: Decision, source: str) -> None:
        """Make a reported figure."""
        proposal = choice.proposal
        if proposal.operator == "above":
            said, id = proposal.stated, proposal.id
            self.wrong(
                choice,
                f"{said} 是与别处的差距，不是水平，记不成数据：take 写 n（提案 {id}）",
                f"{said} is a difference from elsewhere, no level, and makes no figure: "
                f"put n into take (proposal {id})",
            )
            return
        period = choice.cell("period")
        if not period:
            self.wrong(choice, "缺少 period", "period is missing")
            return
        indicator = choice.cell("indicator") or choice.cell("slug") or f"l{proposal.line}"
        self.indicator(choice, indicator)
        fields: dict[str, Value] = {
            "stated": proposal.stated,
            "source": source,
            "text": proposal.text,
            "line": str(proposal.line),
        }
        if choice.cell("status") not in ("", "final"):
            fields["status"] = choice.cell("status")
        self.finish(choice, fields)
        self.figures.append(Addition(indicator, period, fields, choice.origin))

    def finish(self, choice: Decision, fields: dict[str, Value]) -> None:
        """Add what goals and figures share: scope, notes, by whom they were read."""
        scope = choice.cell("scope")
        if scope not in ("", "city"):
            fields["scope"] = scope
        notes = [_SHARED] if choice.proposal.shared else []
        notes += [_STRETCH] if choice.proposal.stretch else []
        if notes:
            fields["note"] = {
                "zh": "；".join(note["zh"] for note in notes),
                "en": " ".join(note["en"] for note in notes),
            }
        fields["extracted"] = {
            "by": self.by,
            "confidence": text_of(choice.proposal.confidence),
            "reviewed": self.date,
        }

    def indicator(self, choice: Decision, id: str) -> None:
        """Make an indicator that neither the set nor the catalogue has, or not in this unit."""
        if id in self.ds.indicator_records or id in self.indicators:
            return
        proposal = choice.proposal
        fields: dict[str, Value]
        if id in self.catalogue:
            shared = shipped_indicators().get(id)
            unit = "" if proposal.unit == "%" else proposal.unit or ""
            if shared and not compatible(unit, str(shared.values["unit"])):
                # 89亿斤 of grain, catalogued in tonnes: the set counts as its document does
                fields = {name: str(shared.values[name]) for name in _MEASURED & {*shared.values}}
                fields["unit"] = canonical(unit)
                names = {lang: str(shared.values[f"name_{lang}"]) for lang in ("zh", "en")}
                self.indicators[id] = NewRecord(
                    "indicators", (id,), {"name": names, **fields}, choice.origin
                )
            return
        if "/" in id and id in self.slugs:
            return  # a goal that no indicator measures: its figures are keyed by its id
        name = choice.cell("name") or proposal.stated
        direction = _SIDE.get(proposal.operator)
        inferred = direction is None
        if direction is None:
            direction = "down" if _FALLING.search(name) else "up"
        measure = choice.cell("measure") or "flow"
        unit = choice.cell("unit") or "点"
        fields = {
            "name": {"zh": name},
            "unit": "%" if measure == "growth" else unit,  # 增长1.3倍 is growth by 130%
            "measure": measure,
            "direction": direction,
        }
        if inferred:
            fields["note"] = dict(_DIRECTION)
        self.indicators[id] = NewRecord("indicators", (id,), fields, choice.origin)

    def nameless(self) -> list[str]:
        """Return the new indicators that have no English name yet."""
        return [id for id, one in self.indicators.items() if "en" not in one.fields["name"]]

    def refuse(self, choice: Decision) -> None:
        """Remember that a place is no record."""
        source = self.named(choice, "source", self.ds.source_records)
        if source is not None:
            fields: dict[str, Value] = {"text": choice.proposal.stated, "reason": "rejected"}
            keys = (source, str(choice.proposal.line))
            self.refused.append(NewRecord("not-goals", keys, fields, choice.origin))
