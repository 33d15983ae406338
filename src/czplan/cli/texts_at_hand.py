"""The folder of the documents' texts, as `sources verify` and `sources gaps` take it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from czplan.cli.kit import errors
from czplan.cli.kit.language import pick

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["TextsOpt", "folder_of", "several"]

TextsOpt = Annotated[
    str | None,
    typer.Option(
        "--texts",
        metavar="DIR",
        help=pick(
            "原文所在文件夹，按 SHA-256 找文件，不看文件名；默认为数据集中的 texts/",
            "folder of the documents' texts, found by SHA-256 whatever their names;"
            " default: texts/ in the data set",
        ),
    ),
]


def folder_of(ds: Dataset, texts: str | None) -> Path:
    """Return the folder of texts to use.

    Raises:
        errors.Refusal: it isn't a folder, or none was named and the data set holds none.
    """
    if texts is None:
        folder = ds.folder / "texts"
        if not folder.is_dir():
            errors.fail(
                None,
                "数据集中没有 texts/ 文件夹：请用 --texts DIR 指明原文在哪里",
                "the data set has no folder texts/: say with --texts DIR"
                " where the documents' texts are",
            )
        return folder
    folder = Path(texts)
    if not folder.is_dir():
        errors.fail(None, f"不是文件夹：{texts}", f"not a folder: {texts}")
    return folder


def several(ids: Sequence[str], joint: str, most: int = 6) -> str:
    """Return how many ids there are and the first of them."""
    first = joint.join(ids[:most]) + (" …" if len(ids) > most else "")
    return pick(f"{len(ids)} 个（{first}）", f"{len(ids)} ({first})")
