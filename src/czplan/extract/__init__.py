"""Read a document and propose records: `read(text, file="report.md")`.

Rules and word lists alone: the same text gives the same proposals, without network or model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from czplan.extract.proposal import COLUMNS, Proposal

if TYPE_CHECKING:
    from czplan.extract.catalogue import Catalogue

__all__ = ["COLUMNS", "Proposal", "read"]


def read(
    text: str,
    *,
    file: str,
    place: str | None = None,
    year: int | None = None,
    catalogue: Catalogue | None = None,
    sha256: str | None = None,
) -> list[Proposal]:
    """Return the records that a document may hold, in the order of the text.

    Args:
        text: the document, front matter included.
        file: its name, as it is to be shown.
        place: its place, where the title doesn't name it.
        year: the year in which it was given, where the title doesn't say it.
        catalogue: the names to go by (`czplan.extract.catalogue.with_own` puts a data set's own
            first); default: the shipped ones.
        sha256: the hash of the document's bytes; default: of its text in UTF-8.
    """
    from czplan.extract.reader import read_document

    return read_document(
        text, file=file, place=place, year=year, catalogue=catalogue, sha256=sha256
    ).proposals
