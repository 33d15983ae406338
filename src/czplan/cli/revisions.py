"""A data set as it was at a revision of its git repository: laid out in a folder for a while."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from czplan.cli.kit import errors
from czplan.dataset import locate
from czplan.storage import temporary_folder

REVISION = "rev:"
"""What stands before the name of a revision where a folder may stand."""


@contextmanager
def laid_out(word: str, data: str | None) -> Iterator[str]:
    """Give the folder that `word` names: a folder, or the data set in use at a revision.

    Args:
        word: a folder, or `rev:REVISION` (a commit, tag or branch).
        data: the folder of the data set in use, as `--data` gives it.

    Raises:
        errors.Refusal: git isn't there, the data set isn't in a repository, or there is no such
            revision, or no data set in it.
    """
    if not word.startswith(REVISION):
        yield word
        return
    name = word.removeprefix(REVISION)
    folder = locate(data).resolve()
    if not folder.is_dir():
        errors.fail(f"不是文件夹：{folder}", f"not a folder: {folder}")
    top = Path(_git(folder, word, "rev-parse", "--show-toplevel").decode().strip())
    commit = f"{name}^{{commit}}"
    known = _git(folder, word, "rev-parse", "--verify", "--quiet", "--end-of-options", commit)
    inside = folder.relative_to(top.resolve()).as_posix()
    whole = _git(top, word, "archive", "--format=tar", known.decode().strip(), "--", inside)
    with temporary_folder() as place:
        with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
            archive.extractall(place, filter="data")
        yield str(place / inside)


def _git(folder: Path, word: str, *words: str) -> bytes:
    """Return what git answers about the repository that holds `folder`."""
    if shutil.which("git") is None:
        errors.fail(f"{word} 需要 git，这里没有", f"{word} needs git, which isn't there")
    done = subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        errors.fail(
            f"{word}：{folder} 的 git 库里没有这个版本的数据集{f'（{said}）' if said else ''}",
            f"{word}: no such revision of the data set in the git repository of {folder}"
            + (f" ({said})" if said else ""),
        )
    return done.stdout
