"""A table of proposals as it comes back, and the documents that it was read from.

A spreadsheet may have turned periods into dates and ratios into times. So only what a person
decides is read from the table (`READ`); everything else is restored from the document by the
proposal's id, and a cell that says something else is told.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan.editing.document_records import DraftFault
from czplan.editing.period_words import read_period
from czplan.extract.opening_text import opened_text

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.extract import Proposal

NEEDED = ("take", "id", "file", "sha256")
"""The columns without which a table of proposals can't be read back."""

READ = (
    "indicator", "name", "measure", "unit", "start", "due", "period", "scope", "status",
    "source", "plan", "slug",
)  # fmt: skip
"""The columns that are read from a table of proposals, besides `take` and `id`."""

_ID = re.compile("[0-9a-f]{12}")
_YES = {"y", "yes", "1", "true", "是", "要", "收", "✓", "√", "x", "ｙ"}
_NO = {"n", "no", "0", "false", "否", "不", "不收", "×", "ｎ"}


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
class ProposalTable:
    """A table of proposals: number of each row in the file and its cells by column."""

    rows: Sequence[tuple[int, Mapping[str, str]]]

    def marks(self) -> int:
        """Return how many rows have something in `take`."""
        return sum(bool(row.get("take", "").strip()) for _, row in self.rows)

    def documents(self) -> dict[str, tuple[str, set[str]]]:
        """Return the documents of the rows that a person marked: hash to name and ids."""
        found: dict[str, tuple[str, set[str]]] = {}
        for _, row in self.rows:
            sha256 = row.get("sha256", "").strip().lower()
            if row.get("take", "").strip() and sha256:
                _, ids = found.setdefault(sha256, (row["file"].strip(), set()))
                ids.add(row["id"].strip())
        return found


def read_table(path: Path, needed: Sequence[str] = NEEDED) -> ProposalTable:
    """Read a table of proposals: CSV as a spreadsheet saves it, or XLSX.

    Args:
        path: the file.
        needed: the columns that there must be.

    Raises:
        czplan.sheets.SheetFault: it can't be read.
        DraftFault: it is empty, or lacks a column that there must be.
    """
    from czplan.sheets import check_cell, read_cells

    table = [(at, cells) for at, cells in read_cells(path).rows if any(cells)]
    if not table:
        raise DraftFault(f"{path} 是空的", f"{path} is empty")
    header = [cell.strip().casefold() for cell in table[0][1]]
    lacking = [name for name in needed if name not in header]
    if lacking:
        raise DraftFault(
            f"{path} 缺少列：{'、'.join(lacking)}；"
            "用 czplan extract … --source ID --plan ID -o 文件 生成",
            f"{path} lacks the column{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}; "
            "czplan extract … --source ID --plan ID -o FILE makes such a table",
        )
    for number, cells in table[1:]:
        for place, cell in enumerate(cells):
            check_cell(number, place, cell)
    return ProposalTable(
        [(number, dict(zip(header, cells, strict=False))) for number, cells in table[1:]]
    )


def source_of_text(ds: Dataset, sha256: str) -> str | None:
    """Return the id of the source whose text has this hash."""
    return next((id for id, source in ds.source_records.items() if source.sha256 == sha256), None)


def proposals_of(
    ds: Dataset, table: ProposalTable, near: Iterable[Path], *, own: bool = True
) -> dict[str, Proposal]:
    """Read the documents of a table's marked rows again and return their proposals by id.

    The set's own indicators come first. Names that it has taken up since the table was made may
    cut a sentence otherwise: what isn't found so is looked for as it was read without them.

    Args:
        ds: the data set.
        table: the proposals as they came back.
        near: folders in which a document may lie, besides the current one and the set's texts.
        own: the set's indicators come first; else it is read without them.

    Raises:
        DraftFault: a document isn't there any more, or is another one now.
        czplan.extract.opening_text.TextFault: it is no text.
    """
    from czplan.evidence.likely import names_of
    from czplan.extract import read

    catalogues = (names_of(ds), None) if own else (None,)
    found: dict[str, Proposal] = {}
    for sha256, (name, ids) in table.documents().items():
        place = _document(sha256, name, [Path(), *near, ds.folder / "texts"])
        text = opened_text(str(place)).text
        for catalogue in catalogues:
            if not ids <= found.keys():
                read_so = read(text, file=name, catalogue=catalogue, sha256=sha256)
                found = {one.id: one for one in read_so} | found
    return found


def _document(sha256: str, name: str, folders: Iterable[Path]) -> Path:
    """Find a document by its hash."""
    changed = None
    for folder in folders:
        candidates = [folder / name, folder / Path(name).name]
        if folder.name == "texts" and folder.is_dir():
            candidates += sorted(folder.iterdir())
        for path in candidates:
            try:
                content = path.read_bytes()
            except OSError:
                continue
            if hashlib.sha256(content).hexdigest() == sha256:
                return path
            if path.name == Path(name).name:
                changed = path
    if changed is not None:
        raise DraftFault(
            f"{changed} 与提案所据的文本不同（SHA-256 不符）：请重新 extract",
            f"{changed} isn't the text that the proposals were read from (its SHA-256 differs): "
            "extract again",
        )
    raise DraftFault(
        f"找不到 {name}：放在当前文件夹、提案表旁边或数据集的 texts/，或用 --texts 指明",
        f"{name} isn't there: put it in the current folder, beside the table, or in the set's "
        "texts/, or name its folder with --texts",
    )


def text_of(value: Any) -> str:
    """Return a proposal's value as a cell of the table has it."""
    from czplan.export.rows_as_text import cell

    return cell(value)


def choices(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    proposals: Mapping[str, Proposal],
    before: Callable[[], Mapping[str, Proposal]] = dict,
) -> tuple[list[Decision], list[tuple[str, str]]]:
    """Return the choices of a table's rows, and what cells say otherwise than the document.

    Rows whose `take` is empty are left for later; one place may be given twice, alike.

    Args:
        rows: of the table, with their numbers.
        proposals: of its documents, by id.
        before: gives them as they were read before the set had taken up names of its own: a
            cell that says so isn't another.

    Raises:
        Unusable: a `take` that is neither yes nor no, a row that says otherwise than another of
            the same place, or an id that no document has.
    """
    earlier: Mapping[str, Proposal] | None = None
    found: list[Decision] = []
    by_id: dict[str, Decision] = {}
    told: list[tuple[str, str]] = []
    bad: list[tuple[str, str, str]] = []
    for number, row in rows:
        word = row.get("take", "").strip().casefold()
        if not word:
            continue
        if word not in _YES | _NO:
            bad.append((str(number), f"take 写 y 或 n，不是 {word}", f"take is y or n, not {word}"))
            continue
        proposal = _proposal_of(row, proposals)
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
            earlier = before() if earlier is None else earlier
            if (once := earlier.get(proposal.id)) is not None:
                other = [name for name in other if name in _other_cells(row, once)]
        if other:
            names = ", ".join(other)
            told.append(
                (
                    f"第 {number} 行：{names} 与原文不同，用原文的",
                    f"row {number}: {names} differ from the document, which is used",
                )
            )
        said = {name: _said(name, row[name], proposal) for name in READ if name in row}
        if said.get("name") == "":
            del said["name"]
        made = Decision(proposal, word in _YES, said, str(number))
        if (first := by_id.setdefault(proposal.id, made)) is made:
            found.append(made)
        elif differing := _differing(first, made):
            bad.append(
                (
                    str(number),
                    f"与第 {first.origin} 行是同一处，{differing} 却不同",
                    f"is the place of row {first.origin}, and {differing} says otherwise",
                )
            )
    if bad:
        raise Unusable(bad)
    return found, told


def _differing(one: Decision, other: Decision) -> str:
    """Return what two rows of one place say differently: `take`, else the cells that are read."""
    if one.take != other.take:
        return "take"
    return ", ".join(name for name in READ if one.take and one.cell(name) != other.cell(name))


def _proposal_of(row: Mapping[str, str], proposals: Mapping[str, Proposal]) -> Proposal | None:
    """Return the proposal of a row: by its id, else by its place.

    One id in a hundred looks like a number (`25762e001234`), which a spreadsheet rewrites.
    """
    id = row.get("id", "").strip()
    if id in proposals or _ID.fullmatch(id):
        return proposals.get(id)
    place = (row["sha256"].strip().lower(), row.get("line"), row.get("column"))
    here = [p for p in proposals.values() if (p.sha256, str(p.line), str(p.column)) == place]
    named = [p for p in here if p.name == row.get("name")] if len(here) > 1 else here
    return named[0] if len(named) == 1 else None


def _said(name: str, cell: str, proposal: Proposal) -> str:
    """Return a cell as a person meant it: without a guard, a month that became a date restored."""
    cell = cell.strip()
    if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@"):
        cell = cell[1:]
    if name in ("start", "due"):
        year = read_period(cell)
        return year if year.isdecimal() else cell  # 2021.0, 2021年
    if name != "period" or not cell:
        return cell
    month = re.fullmatch(r"(\d{4})-(\d\d)", proposal.period or "")
    if month is not None and _is_date_of(cell, int(month[1]), int(month[2])):
        return month[0]
    return read_period(cell)


def _is_date_of(cell: str, year: int, month: int) -> bool:
    """Tell whether a cell is what spreadsheets make of a month: Sep-25, 2025/9/1."""
    name = calendar.month_abbr[month].casefold()
    words = re.split(r"[-/ ,]+", cell.casefold().partition(" 00:")[0])
    if name in words:
        rest = [word for word in words if word != name]
        return {str(year), f"{year % 100:02d}"} >= {*rest} - {"1", "01"} and rest != []
    numbers = [int(word) for word in words if word.isdecimal()]
    dated = ([year, month, 1], [year, month], [month, 1, year], [1, month, year], [month, year])
    return len(numbers) == len(words) and numbers in dated


def _other_cells(row: Mapping[str, str], proposal: Proposal) -> list[str]:
    """Return the columns, of those that aren't read, that say otherwise than the document."""
    own = _shown_cells(proposal)
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


def _shown_cells(proposal: Proposal) -> dict[str, str]:
    """Return the cells of a proposal that a table shows and nobody edits."""
    row = proposal.row()
    return {name: text_of(row[name]) for name in row if name not in (*READ, "why", "file")}
