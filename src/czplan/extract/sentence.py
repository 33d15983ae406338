"""A sentence whose numbers are being attributed, and what it has said so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from czplan.extract.catalogue import Catalogue, Mentions
from czplan.extract.meaning import Attribution
from czplan.extract.names import Subject


@dataclass(slots=True)
class Sentence:
    """A sentence from `start` to `end` of a text, and what it has said so far.

    Attributes:
        found: its attributions up to here.
        last: what the numbers of the clause before were said of; spoken: all of that.
        verb: the verb that goes on (新建学校3所、医院2所); behind: its nouns follow the numbers.
        origin: the names of a from-to whose second number is still to come.
        grown: name -> the indicator of growth that it meant.
        part: the share of a whole that was said last.
        others: where names stand whose numbers aren't the indicator's.
        noun_end: where the noun behind the numbers before ends.
    """

    text: str
    start: int
    end: int
    names: Mentions
    catalogue: Catalogue
    found: list[Attribution] = field(default_factory=list)
    last: list[Subject] = field(default_factory=list)
    spoken: list[Subject] = field(default_factory=list)
    verb: str = ""
    behind: bool = False
    origin: list[Subject] = field(default_factory=list)
    grown: dict[str, str] = field(default_factory=dict)
    part: Subject | None = None
    others: set[int] = field(default_factory=set)
    noun_end: int = -1
