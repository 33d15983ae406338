"""Where proposals come from: a table of them, and the documents that they were read from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from czplan.editing.drafts import DraftFault
from czplan.extract.files import opened_text

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.extract import Proposal

__all__ = ["ProposalTable", "proposals_of", "read_table", "source_of_text"]

_NEEDED = ("take", "id", "file", "sha256")


@dataclass(frozen=True, slots=True)
class ProposalTable:
    """A table of proposals: number of each row in the file and its cells by column."""

    rows: Sequence[tuple[int, Mapping[str, str]]]

    def documents(self) -> dict[str, str]:
        """Return the documents of the rows that a person marked: hash to name."""
        return {
            row["sha256"].strip().lower(): row["file"].strip()
            for _, row in self.rows
            if row.get("take", "").strip() and row.get("sha256", "").strip()
        }


def read_table(path: Path) -> ProposalTable:
    """Read a table of proposals: CSV as a spreadsheet saves it, or XLSX.

    Raises:
        czplan.sheets.SheetFault: it can't be read.
        DraftFault: it is empty, or lacks a column that there must be.
    """
    from czplan.sheets import check_cell, read_cells

    table = [(at, cells) for at, cells in read_cells(path).rows if any(cells)]
    if not table:
        raise DraftFault(f"{path} 是空的", f"{path} is empty")
    header = [cell.strip().casefold() for cell in table[0][1]]
    lacking = [name for name in _NEEDED if name not in header]
    if lacking:
        raise DraftFault(
            f"{path} 缺少列：{'、'.join(lacking)}；用 czplan extract … -o 文件 生成",
            f"{path} lacks the column{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}; "
            "czplan extract … -o FILE makes such a table",
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
    ds: Dataset, documents: Mapping[str, str], near: Iterable[Path]
) -> dict[str, Proposal]:
    """Read documents again and return their proposals by id.

    Args:
        ds: the data set, whose own indicators come first.
        documents: hash to name, as the table says.
        near: folders in which a document may lie, besides the current one and the set's texts.

    Raises:
        DraftFault: a document isn't there any more, or is another one now.
        czplan.extract.files.TextFault: it is no text.
    """
    from czplan.editing.proposals import names_of
    from czplan.extract import read

    catalogue = names_of(ds)
    found: dict[str, Proposal] = {}
    for sha256, name in documents.items():
        place = _document(sha256, name, [Path(), *near, ds.folder / "texts"])
        text = opened_text(str(place)).text
        proposals = read(text, file=name, catalogue=catalogue, sha256=sha256)
        found |= {proposal.id: proposal for proposal in proposals}
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
