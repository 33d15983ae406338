"""Which figures, rank words and goal-verbs of the documents no record covers yet.

A mark (see `czplan.evidence.marks`) is covered where it lies wholly within the words that a
record quotes at the line it names, and explained where `not-goals.yaml` gives its words or its
whole line with a reason. A goal-verb that stands immediately before quoted words leads into
them and is covered with them (努力实现 before 新能源整车产量突破100万辆).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from czplan.evidence.by_rule import ByRule
from czplan.evidence.claims import claims
from czplan.evidence.likely import Likely
from czplan.evidence.marks import Mark, marks
from czplan.evidence.texts import Stretch, Text, TextFolder
from czplan.vocabulary import REASONS_NOT_GOALS

if TYPE_CHECKING:
    from czplan.dataset import Dataset

GAP_COLUMNS = (
    "source", "line", "column", "mark", "words", "before", "found", "after", "probably",
    "indicator", "name", "text_file",
)  # fmt: skip
SURROUNDINGS = 24
"""How many characters are shown on either side of a gap."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A mark that nothing covers or explains.

    Attributes:
        source: the source's id.
        text_file: the file in which it stands.
        line, column: where, both from 1.
        mark: its kind, a code of `MARKS`.
        words: the mark in simplified characters.
        before, found, after: its surroundings as the document has them.
        probably: what it is by the reading of `extract`: `goal`, `figure`, or a reason why it is
            neither (`date`, `ordinal`, `scheme-name`); None where that doesn't tell.
        indicator, name: of the goal or figure: the indicator's id if one is meant, and its name
            as the document gives it.
    """

    source: str
    text_file: Path
    line: int
    column: int
    mark: str
    words: str
    before: str
    found: str
    after: str
    probably: str | None
    indicator: str | None
    name: str | None

    @property
    def row(self) -> dict[str, object]:
        """The gap as a flat row of `GAP_COLUMNS`."""
        row: dict[str, object] = {name: getattr(self, name) for name in GAP_COLUMNS}
        return row | {"text_file": str(self.text_file)}


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was found in the texts at hand.

    Attributes:
        open: the marks left over, by source and place, in documents that were read whole.
        part: how many marks are left over in each document of which a plan is held in part.
        covered: how many marks lie in a record's words.
        reasons: how many are explained, by reason; every reason of the closed list is there.
        read: the sources whose text was read.
        unread: the sources whose text isn't at hand.
        idle: the exceptions (source, line, words) that explain no mark.
    """

    open: tuple[Gap, ...]
    part: dict[str, int]
    covered: int
    reasons: dict[str, int]
    read: tuple[str, ...]
    unread: tuple[str, ...]
    idle: tuple[tuple[str, int, str], ...]


def gaps(ds: Dataset, texts_dir: Path) -> Gaps:
    """Find the marks that no record covers and no exception explains, in every text at hand."""
    folder_of_texts = TextFolder(texts_dir)
    texts = {
        s.id: text for s in ds.source_records.values() if (text := folder_of_texts.held(s.sha256))
    }
    covers = _covers(ds, texts)
    notes: dict[str, list[tuple[Stretch, str, int]]] = defaultdict(list)
    listed = list(ds.not_goals)
    for number, note in enumerate(listed):
        if text := texts.get(note.source):
            notes[note.source] += [(s, note.reason, number) for s in _explained(text, note)]
    found: list[Gap] = []
    in_part = _read_in_part(ds)
    part: Counter[str] = Counter({source: 0 for source in texts if source in in_part})
    reasons: Counter[str] = Counter()
    used: set[int] = set()
    covered = 0
    likely = Likely(ds)
    for source, text in texts.items():
        rules = ByRule(text)
        for mark in _uncovered(text, covers[source]):
            if mark is None:
                covered += 1
                continue
            why = [entry for entry in notes[source] if entry[0].holds(mark.span)]
            if why:
                reasons[why[0][1]] += 1
                used.update(number for _, _, number in why)
            elif by_rule := rules.reason(mark):
                reasons[by_rule] += 1
            elif source in part:
                part[source] += 1
            else:
                found.append(_gap(source, text, mark, likely))
    idle = tuple(
        (note.source, note.line, note.text or "")
        for number, note in enumerate(listed)
        if note.source in texts and number not in used
    )
    return Gaps(
        open=tuple(found),
        part=dict(part),
        covered=covered,
        reasons={code: reasons[code] for code in REASONS_NOT_GOALS},
        read=tuple(texts),
        unread=tuple(source for source in ds.source_records if source not in texts),
        idle=idle,
    )


def _read_in_part(ds: Dataset) -> set[str]:
    """Return the documents of which some plan was read in part only (`coverage: part`)."""
    return {
        plan.source
        for plan in ds.plan_records.values()
        if plan.coverage == "part" and plan.source is not None
    }


def _covers(ds: Dataset, texts: dict[str, Text]) -> dict[str, list[Stretch]]:
    """Return the spans that records quote, by source, sorted.

    Words that stand in another quotation of the record are covered with it; words without a
    line (a baseline, an official step) cover their first place.
    """
    covers: dict[str, list[Stretch]] = defaultdict(list)
    exceptions = {f"{note.source}:{note.line}" for note in ds.not_goals}
    for claim in claims(ds):
        text = texts.get(claim.source)
        if text is None or claim.within is not None or claim.record in exceptions:
            continue
        covers[claim.source] += text.find_at(claim.words, claim.line)[:1]
    return defaultdict(list, {source: sorted(spans) for source, spans in covers.items()})


def _explained(text: Text, note: object) -> list[Stretch]:
    line, words = note.line, note.text  # type: ignore[attr-defined]
    if words:
        return text.find_at(words, line)
    return [text.line_span(line)] if 1 <= line <= text.lines else []


def _uncovered(text: Text, covers: list[Stretch]) -> Iterable[Mark | None]:
    """Yield each mark that no span covers, and None for each that one does."""
    starts = {span.start for span in covers}
    leading: list[Mark | None] = []
    for mark in reversed(list(marks(text))):
        inside = any(span.holds(mark.span) for span in covers)
        leads = mark.kind == "goal-verb" and mark.span.end in starts
        if leads:
            starts.add(mark.span.start)
        leading.append(None if inside or leads else mark)
    return reversed(leading)


def _gap(source: str, text: Text, mark: Mark, likely: Likely) -> Gap:
    line, column = text.place(mark.span.start)
    before, inside, after = text.around(mark.span, SURROUNDINGS)
    probably, of = likely.of(text, line, column, inside)
    return Gap(
        source, text.path, line, column, mark.kind, mark.words, before, inside, after,
        probably or None, of.indicator if of else None, of.name or None if of else None,
    )  # fmt: skip
