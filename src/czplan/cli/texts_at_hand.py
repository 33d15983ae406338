"""The folder of the documents' texts, as `sources verify` and `sources gaps` take it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from czplan.cli.kit import errors
from czplan.cli.kit.language import pick
from czplan.cli.options import option

if TYPE_CHECKING:
    from czplan.dataset import Dataset

TextsOpt = Annotated[
    str | None,
    option(
        "--texts DIR",
        "原文所在文件夹，按 SHA-256 找文件，不看文件名；默认为数据集中的 texts/",
        "folder of the documents' texts, found by SHA-256 whatever their names;"
        " default: texts/ in the data set",
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
            held = sum(one.sha256 is not None for one in ds.source_records.values())
            errors.fail(
                f"数据集中没有 texts/ 文件夹（{held} 份文件记有原文的 SHA-256；原文归发布者，"
                "不随程序分发）：请用 --texts DIR 指明原文在哪里；"
                "各读了多少见 czplan sources coverage",
                f"the data set has no folder texts/ (of {held} documents the SHA-256 of the text is"
                " known; the texts are their publishers' and don't come along): say with --texts"
                " DIR where they are; czplan sources coverage tells what was read of each",
            )
        return folder
    folder = Path(texts)
    if not folder.is_dir():
        errors.fail(f"不是文件夹：{texts}", f"not a folder: {texts}")
    return folder


def several(ids: Sequence[str], joint: str, most: int = 6) -> str:
    """Return how many ids there are and the first of them."""
    first = joint.join(ids[:most]) + (" …" if len(ids) > most else "")
    return pick(f"{len(ids)} 个（{first}）", f"{len(ids)} ({first})")
