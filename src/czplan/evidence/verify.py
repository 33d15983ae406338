"""Whether the documents say what the records quote.

For every record whose source's text is at hand: `text` stands in the document and starts on
the line that the record names, `stated` stands in `text` (or, where there is no text, at that
line itself), and the document is the one whose hash the source names. Both sides are compared
squeezed (see `czplan.evidence.texts`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from czplan.evidence.claims import Claim, claims, claims_of
from czplan.evidence.texts import Text, TextFolder
from czplan.quantity import cuts_number, quotes
from czplan.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from czplan.dataset import Dataset

RESULTS: Vocabulary[Term] = Vocabulary(
    "result of a check",
    Term("stands", "相符", "stands"),
    Term(
        "elsewhere",
        "在别处",
        "stands elsewhere",
        "文字在文件的另一行",
        "on another line of the text",
    ),
    Term("absent", "找不到", "absent", "文件中没有这段文字", "nowhere in the text"),
    Term(
        "not-in-text",
        "不在引文中",
        "not in the quotation",
        "stated 不在 text 之中",
        "`stated` isn't part of `text`",
    ),
    Term(
        "other-hash",
        "文件不同",
        "another file",
        "文件名相同而 SHA-256 不同",
        "the file of that name has another SHA-256",
    ),
    Term("not-checked", "未核对", "not checked", "手边没有这份文件", "the text isn't at hand"),
)

CHECK_COLUMNS = (
    "result", "source", "record", "field", "words", "data_file", "data_line", "text_file",
    "text_line", "stands_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked up.

    Attributes:
        result: a code of `RESULTS`.
        claim: what a record says of a document.
        text_file: the file that was read, None where none is at hand.
        stands_at: the lines on which the words do stand, where it isn't the line named.
        note: the two hashes, where they differ.
    """

    result: str
    claim: Claim
    text_file: Path | None = None
    stands_at: tuple[int, ...] = ()
    note: str = ""

    @property
    def mismatch(self) -> bool:
        """True where the document doesn't say what the record quotes."""
        return self.result not in {"stands", "not-checked"}

    @property
    def row(self) -> dict[str, object]:
        """The check as a flat row of `CHECK_COLUMNS`."""
        claim = self.claim
        return {
            "result": self.result,
            "source": claim.source,
            "record": claim.record,
            "field": claim.field,
            "words": self.note or claim.words,
            "data_file": claim.data_file,
            "data_line": claim.data_line,
            "text_file": str(self.text_file) if self.text_file else None,
            "text_line": claim.line,
            "stands_at": list(self.stands_at),
        }

    def message(self, lang: str) -> str:
        """Say in a sentence what is wrong, both places named."""
        claim, place = self.claim, str(self.text_file or self.claim.source)
        if claim.line is not None:
            place += f":{claim.line}"
        where = f"{claim.data_file}:{claim.data_line}"
        what = RESULTS[self.result].name(lang)
        extra = self.note or claim.words
        if self.stands_at:
            lines = ", ".join(map(str, self.stands_at))
            extra += f"（在第 {lines} 行）" if lang == "zh" else f" (on line {lines})"
        return f"{where} ↔ {place}: {claim.record} {claim.field} {what}: {extra}"


def verify(ds: Dataset, texts_dir: Path) -> list[Check]:
    """Check every quotation of a data set against the texts in a folder.

    Args:
        ds: the data set.
        texts_dir: a folder; a source's text is the file whose SHA-256 the source names,
            whatever its name.

    Returns:
        One check for each source, and one for each field of a record that quotes a document, in
        the data set's order.
    """
    folder_of_texts = TextFolder(texts_dir)
    return [*_sources(ds, folder_of_texts), *_checked(ds, folder_of_texts, claims(ds))]


def survey(ds: Dataset, texts_dir: Path) -> tuple[list[Check], int]:
    """Check as `verify`, without a check for each quotation of which nothing can be said.

    Returns:
        the checks; and how many more quotations are sound in themselves and of documents that
        aren't at hand: a million rows of CSV are told apart by their columns.
    """
    folder_of_texts = TextFolder(texts_dir)
    held = [id for id, source in ds.source_records.items() if folder_of_texts.held(source.sha256)]
    targets, actuals, unread = ds.unread(frozenset(held))
    some = claims_of(ds, targets, actuals)
    return [*_sources(ds, folder_of_texts), *_checked(ds, folder_of_texts, some)], unread


def _checked(ds: Dataset, folder_of_texts: TextFolder, some: Iterable[Claim]) -> Iterator[Check]:
    for claim in some:
        source = ds.source_records.get(claim.source)
        yield _check(claim, folder_of_texts.held(source.sha256) if source else None)


def _sources(ds: Dataset, folder_of_texts: TextFolder) -> Iterator[Check]:
    for source in ds.source_records.values():
        claim = Claim(
            record=source.id,
            field="sha256",
            source=source.id,
            words=source.sha256 or "",
            line=None,
            data_file=source.at.file,
            data_line=source.at.line,
        )
        if held := folder_of_texts.held(source.sha256):
            yield Check("stands", claim, held.path)
        elif source.sha256 and (other := folder_of_texts.named(source.file)):
            yield Check("other-hash", claim, other.path, note=f"{source.sha256} ≠ {other.sha256}")
        else:
            yield Check("not-checked", claim)


def _check(claim: Claim, text: Text | None) -> Check:
    if claim.within is not None and not quotes(claim.words, claim.within):
        return Check("not-in-text", claim, text.path if text else None)
    if text is None:
        return Check("not-checked", claim)
    if claim.within is not None:
        return Check("stands", claim, text.path)
    whole = text.squeezed
    spans = [
        span
        for span in text.find(claim.words)
        if not (cuts_number(whole, span.start) or cuts_number(whole, span.end))
    ]
    lines = tuple(dict.fromkeys(text.line_of(span.start) for span in spans))
    if not lines:
        return Check("absent", claim, text.path)
    if claim.line is None or claim.line in lines:
        return Check("stands", claim, text.path)
    return Check("elsewhere", claim, text.path, stands_at=lines)


def mismatches(checks: list[Check]) -> list[Check]:
    """Return the checks that found a mismatch."""
    return [check for check in checks if check.mismatch]


def counts(checks: list[Check]) -> dict[str, int]:
    """Return how many checks had each result, in the vocabulary's order, none left out."""
    counted = Counter(check.result for check in checks)
    return {code: counted[code] for code in RESULTS}
