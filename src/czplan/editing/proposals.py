"""Proposals beside a data set: what its records cover, what was refused, slugs.

A proposal is known where a record of the same document
quotes its words at its line, and refused where `not-goals.yaml` gives them a reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan.editing.proposed import READ, ProposalTable, text_of
from czplan.extract import Proposal
from czplan.quantity import normalise, quotes

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Also, NotGoal


class _Quoted(NamedTuple):
    """A record's quotation: its id, the words, those of its figure, and what the record is of."""

    id: str
    text: str
    stated: str
    kind: str
    indicator: str
    name: str
    when: str

    def covers(self, proposal: Proposal) -> bool:
        """Tell whether the words may quote a proposal's place."""
        stated, text = normalise(proposal.stated), normalise(proposal.text)
        if self.stated and self.stated not in stated and stated not in self.stated:
            return False  # another figure of one quotation
        whole = self.text in text or text in self.text or _shares(text, self.text, stated)
        return stated in self.text and whole

    def same_class(self, proposal: Proposal) -> bool:
        """Tell whether both are goals, or both figures."""
        return self.kind == proposal.kind

    def same_thing(self, proposal: Proposal) -> bool:
        """Tell whether both are of one indicator, or of one name where there is none."""
        name = normalise(proposal.name)
        named = bool(name) and self.name.startswith(name)
        return self.indicator == proposal.indicator or (not proposal.indicator and named)

    def same_time(self, proposal: Proposal) -> bool:
        """Tell whether both are due in one year, or of one period."""
        return self.when == text_of(proposal.due or proposal.period)


class DocumentRecords:
    """What a data set says of the places of one document."""

    def __init__(
        self,
        ds: Dataset,
        sha256: str,
        source: str | None = None,
        among: Iterable[Proposal] = (),
    ) -> None:
        """Look up the document by its hash, or as `source`.

        `among`: the document's proposals, where they are at hand: of two figures in the same words
        a record is that of its own kind, indicator and time.
        """
        wanted = {id_ for id_, one in ds.source_records.items() if one.sha256 == sha256}
        if source is not None:
            wanted.add(source)
        self.sources = wanted
        self._quoted: dict[int, list[_Quoted]] = defaultdict(list)
        self._among: dict[int, list[Proposal]] = defaultdict(list)
        for one in among:
            self._among[one.line].append(one)
        self._names = {id: one.name.zh for id, one in ds.indicator_records.items()}
        self._explained: dict[int, list[str]] = defaultdict(list)
        self._rejected: dict[int, list[NotGoal]] = defaultdict(list)
        plans = ds.plan_records
        for id_, target in ds.target_records.items():
            plan = plans.get(target.plan)
            own = id_.partition("/")[2]
            indicator = target.indicator or (own if own in ds.indicator_records else "")
            due = text_of(target.due or (plan.end if plan else None))
            about = ("goal", indicator, target.name.zh if target.name else "", due)
            if (target.source or (plan.source if plan else None)) in wanted and target.line:
                self._quote(target.line, id_, target.text, target.stated, about)
            self._also(id_, target.also, about)
        for actual in ds.actual_records:
            id_, about = (
                f"{actual.indicator}@{actual.period}",
                ("figure", actual.indicator, "", actual.period),
            )
            if actual.source in wanted and actual.line:
                words = actual.text or actual.stated or ""
                self._quote(actual.line, id_, words, actual.stated, about)
            self._also(id_, actual.also, about)
        for other in ds.not_goals:
            if other.source in wanted:
                if other.reason == "rejected" and other.text:
                    self._rejected[other.line].append(other)
                else:
                    self._explained[other.line].append(normalise(other.text or ""))

    def rejections(self, proposal: Proposal) -> list[NotGoal]:
        """Return what `n` has remembered of a proposal, to be taken back by `y`."""
        rejected = self._rejected.get(proposal.line, ())
        return [one for one in rejected if _tells(normalise(one.text or ""), proposal)]

    def _also(self, id: str, others: Iterable[Also], about: tuple[str, str, str, str]) -> None:
        """Note the further documents that say the same."""
        for one in others or ():
            if one.source in self.sources and one.line:
                self._quote(one.line, id, one.text, one.stated, about)

    def _quote(
        self, line: int, id: str, text: str, stated: str | None, about: tuple[str, str, str, str]
    ) -> None:
        """Note what a record quotes, the words of it that carry its figure, and what it is of."""
        kind, indicator, name, when = about
        name = normalise(name or self._names.get(indicator, ""))
        said = _Quoted(id, normalise(text), normalise(stated or ""), kind, indicator, name, when)
        self._quoted[line].append(said)

    def known(self, proposal: Proposal, wanted: str = "") -> str:
        """Return the record that covers a proposal, `wanted` before others; empty where none."""
        first = ""
        for one in self._quoted.get(proposal.line, ()):
            if one.covers(proposal) and self._is_of(one, proposal):
                if one.id == wanted or not wanted:
                    return one.id
                first = first or one.id
        return first

    def _is_of(self, quoted: _Quoted, proposal: Proposal) -> bool:
        """Tell whether a record is rather of a proposal than of another in the same words."""
        likely = [one for one in self._among.get(proposal.line, ()) if quoted.covers(one)]
        for fits in (_Quoted.same_class, _Quoted.same_thing, _Quoted.same_time):
            likely = [one for one in likely if fits(quoted, one)] or likely
        ids = {one.id for one in likely}
        return not ids or proposal.id in ids

    def refused(self, proposal: Proposal) -> bool:
        """Tell whether a person has said that a place is no record."""
        explained = self._explained.get(proposal.line, ())
        return bool(self.rejections(proposal)) or any(_covers(one, proposal) for one in explained)


def telling_words(proposal: Proposal) -> str:
    """Return the words by which a refusal is remembered: `stated`, and what tells it apart.

    Where the line says the same words twice, the fewest characters before them that stand there
    once are added: one 增长7.5%左右 refused is not the other.
    """
    from czplan.extract.reader import LONGEST_TEXT

    whole, start = proposal.whole, proposal.column - 1
    end = start + len(proposal.stated)
    if whole[start:end] != proposal.stated:
        return proposal.stated
    line = normalise(whole)
    for first in range(start, max(end - LONGEST_TEXT, 0) - 1, -1):
        words = whole[first:end]
        if line.count(normalise(words)) == 1 and quotes(words, whole):
            return words
    return proposal.stated


def _tells(words: str, proposal: Proposal) -> bool:
    """Tell whether words of a line, without layout, end with a proposal's figure at its place."""
    stated, line = normalise(proposal.stated), normalise(proposal.whole)
    start = len(normalise(proposal.whole[: proposal.column - 1]))
    end = start + len(stated)
    if not line.startswith(stated, start):
        return words.endswith(stated)
    return len(words) <= end and words.endswith(stated) and line.endswith(words, 0, end)


def _covers(words: str, proposal: Proposal) -> bool:
    """Tell whether words of a line, without layout, hold a proposal's figure at its own place."""
    stated, line = normalise(proposal.stated), normalise(proposal.whole)
    start = len(normalise(proposal.whole[: proposal.column - 1]))
    if not words or not line.startswith(stated, start):
        return not words or stated in words
    end = start + len(stated)
    return line.find(words, max(end - len(words), 0), start + len(words)) >= 0


def _shares(text: str, words: str, stated: str) -> bool:
    """Tell whether what stands before the figure ends alike in both quotations."""
    one, other = text[: text.find(stated)], words[: words.find(stated)]
    size = min(len(one), len(other), 4)
    return size == 0 or one[-size:] == other[-size:]


def slugs(proposals: Iterable[Proposal], held: Container[str] = ()) -> dict[str, str]:
    """Return the slug proposed for each proposal, by its id.

    A goal's is its indicator, else `l<line>-<n>`, none twice; a figure's the same, as the id of
    the indicator that it would need, where none is meant.

    Args:
        proposals: of one document.
        held: slugs that the plan has already.
    """
    taken: set[str] = set()
    counts: Counter[int] = Counter()
    found = {}
    for one in proposals:
        slug = one.indicator or ""
        goal = one.kind == "goal"
        while not slug or (goal and (slug in taken or slug in held)):
            counts[one.line] += 1
            slug = f"l{one.line}-{counts[one.line]}"
        if goal:
            taken.add(slug)
        found[one.id] = slug
    return found


class KeptMarks(NamedTuple):
    """A new table of proposals with what a person did in the one that it replaces.

    Attributes:
        rows, columns: of the new table; columns that a person added stand at the end.
        marked: rows whose `take` was kept.
        edited: rows of which another cell was kept.
        left: rows that aren't proposed any more, but were filled in.
    """

    rows: list[dict[str, Any]]
    columns: list[str]
    marked: int
    edited: int
    left: int


def kept_marks(
    held: ProposalTable,
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    recorded: Container[str],
) -> KeptMarks:
    """Carry what a person did in a table over into the one that replaces it.

    A row with a mark keeps its cells as they are; of another those that were filled in, except
    source and plan, which the command names anew.

    Args:
        held: the table that is there.
        rows: the new one's, with `id`.
        columns: the new one's.
        recorded: ids of proposals that are records, or refused, by now.
    """
    before = {row["id"].strip(): row for _, row in held.rows if row["id"].strip()}
    names = dict.fromkeys(name for row in before.values() for name in row)
    own = [name for name in names if name and name not in (*columns, "known")]
    made: list[dict[str, Any]] = []
    marked = edited = 0
    for row in rows:
        new = dict.fromkeys(own, "") | dict(row)
        old = before.pop(new["id"], None)
        if old is not None:
            taken = old.get("take", "").strip()
            marked += bool(taken)
            said = {
                name: old[name]
                for name in (*READ, *own)
                if name in old
                and old[name].strip() != text_of(new.get(name))
                and (old[name].strip() or taken)
            }
            for name in ("source", "plan"):
                if name in said and not (taken and said[name].strip()):
                    del said[name]
            edited += bool(said)
            new |= said | {"take": taken or None}
        made.append(new)
    left = [
        dict.fromkeys(columns, "") | dict(row)
        for id, row in before.items()
        if id not in recorded and any(row.get(name, "").strip() for name in ("take", *own))
    ]
    return KeptMarks([*made, *left], [*columns, *own], marked, edited, len(left))
