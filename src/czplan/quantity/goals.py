"""A goal's question to its words, and what they answer: records between reader and judge."""

from __future__ import annotations

from typing import NamedTuple

from czplan.vocabulary import DECLARABLE


class GoalQuery(NamedTuple):
    """All that decides, beside the words themselves, what a goal's words ask for.

    Attributes:
        unit, measure: those of the indicator; empty where none measures the goal.
        direction: the target's own where it declares one, else the indicator's; empty where
            nothing says it, and then the words do.
        declared: the record's `kind`, one of `vocabulary.DECLARABLE`; else empty.
        years: from the first to the due year of the goal, counted inclusively; None if unknown.
        due: the due year; None if unknown.
        reference: a `reference` indicator is declared (parity needs one).
    """

    unit: str = ""
    measure: str = ""
    direction: str = ""
    declared: str = ""
    years: int | None = None
    reference: bool = True
    due: int | None = None

    @classmethod
    def of(
        cls,
        measured: tuple[str, str, str],
        *,
        direction: str | None = None,
        kind: str | None = None,
        start: int | None = None,
        due: int | None = None,
        years: int | None = None,
        reference: bool = True,
    ) -> GoalQuery:
        """Return the question that a record puts: the one place where its defaults stand.

        Args:
            measured: unit, measure and direction of the indicator; empty where there is none.
            direction, kind: the record's own.
            start, due: its first and its due year, inherited ones included.
            years: how many they are, where only that is known.
            reference: it names an indicator to be in step with.
        """
        unit, measure, usual = measured
        years = years if start is None or due is None else due - start + 1
        return cls(
            unit,
            measure,
            direction or usual,
            kind if kind in DECLARABLE else "",
            years if years is not None and years >= 1 else None,
            reference,
            due,
        )

    @property
    def step(self) -> GoalQuery:
        """The question that an official yearly step of the same goal puts."""
        return self._replace(declared="", years=None, reference=True, due=None)


class Goal(NamedTuple):
    """A goal as its words and its indicator's measure state it.

    Attributes:
        kind: method 5.5a.
        operator: `>=`, `>`, `<=`, `<`, around, parity, direction or event.
        low, high: what the words bound: `[X, None]` for X以上, `[X, X]` for X or X左右, `[a, b]`
            for a range; base units. A change of a level (下降13.5%) is signed per cent.
        number: the one number that the test compares with; None where there is none.
        direction: +1 to be raised, -1 to be lowered, 0 to be kept.
        step: u of the wording in base units.
        about: the words say 左右 or 约.
        relative: the number is a change in per cent of a level, not a level.
        rise: the number is to be added to the baseline (提高5个百分点).
        multiple: the number is this many times the baseline (翻一番 is 2).
        since: the year after 较 or 比.
        span: how many years the words themselves name (五年累计), the due year the last of them.
        steady, stable: growth rates that aren't negative; the baseline is to be kept.
        faster, in_step: parity that must be exceeded (快于); parity that tolerates (同步).
        cumulative, average, sustained, net, basically, attribution, aspirational: side words.
        vague: nothing that could be found met or missed (前列, 大幅).
    """

    kind: str
    operator: str = "event"
    low: float | None = None
    high: float | None = None
    number: float | None = None
    direction: int = 1
    step: float | None = None
    about: bool = False
    relative: bool = False
    rise: bool = False
    multiple: float | None = None
    since: int | None = None
    span: int | None = None
    steady: bool = False
    stable: bool = False
    faster: bool = False
    in_step: bool = False
    cumulative: bool = False
    average: bool = False
    sustained: bool = False
    net: bool = False
    basically: bool = False
    attribution: bool = False
    aspirational: bool = False
    vague: bool = False
