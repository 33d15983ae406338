"""What is wrong in a data set, where, and what to do about it.

A fault is made from one row of the catalogue (`czplan.faults.fault_catalogue`) and the words of its
occasion, so that both languages always carry the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from czplan.vocabulary import Term

ERROR = "error"
WARNING = "warning"


class Place(NamedTuple):
    """Where something stands: file name inside the data set, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


class Both(NamedTuple):
    """One thing said in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Rule(Term):
    """One row of the catalogue: `zh`/`en` are its title, `note_*` explain it.

    Attributes:
        severity: `error` (the data set can't be used) or `warning` (it can).
        says_zh, says_en: the message; names in braces are filled by the occasion.
        remedy_zh, remedy_en: what to do; the same names may stand in them.
    """

    severity: str = ERROR
    says_zh: str = ""
    says_en: str = ""
    remedy_zh: str = ""
    remedy_en: str = ""


class Fault(NamedTuple):
    """One fault at one place; the order is file, line, column, code.

    `accepted`: a warning that the record itself explains (its field `accepted`, beside a note).
    """

    file: str
    line: int
    column: int
    code: str
    severity: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    accepted: bool = False

    @property
    def is_error(self) -> bool:
        """True where the data set can't be used before the fault is mended."""
        return self.severity == ERROR

    @property
    def place(self) -> Place:
        """Where the fault stands."""
        return Place(self.file, self.line, self.column)

    def message(self, lang: str) -> str:
        """Return what is wrong, in `lang` (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en

    def remedy(self, lang: str) -> str:
        """Return what to do about it, in `lang`."""
        return self.remedy_zh if lang == "zh" else self.remedy_en

    def text(self, lang: str) -> str:
        """Return the line `file:line:col: code message (remedy)`."""
        said = self.message(lang)
        if self.accepted:
            said = ("已说明：" if lang == "zh" else "explained: ") + said
        elif not self.is_error:
            said = ("提醒：" if lang == "zh" else "warning: ") + said
        remedy = self.remedy(lang)
        tail = "" if not remedy else f"（{remedy}）" if lang == "zh" else f" ({remedy})"
        return f"{self.file}:{self.line}:{self.column}: {self.code} {said}{tail}"


def sort_faults(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults by file, line and column, each once."""
    return sorted(set(faults))


class DataError(ValueError):
    """A data set that can't be used; `faults` holds everything found, errors and warnings."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sort_faults(faults)
        super().__init__("\n".join(fault.text("en") for fault in self.faults))

    @property
    def errors(self) -> list[Fault]:
        """The faults that stand in the way, warnings left out."""
        return [fault for fault in self.faults if fault.is_error]


class FolderError(DataError):
    """There is no folder to read: it is missing, it is no folder, or it can't be opened."""
