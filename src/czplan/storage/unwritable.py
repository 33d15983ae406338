"""Why something couldn't be written."""

from __future__ import annotations

from pathlib import Path

from czplan.faults.system import why
from czplan.unable import Unable


class WriteFault(Unable):
    """A file or folder couldn't be written and is as it was; `zh` and `en` say why."""


def refused(path: Path, error: OSError) -> WriteFault:
    """Say that the system refused to write `path`, and why."""
    zh, en = why(error)
    return WriteFault(
        f"写不进 {path}（{zh}）；原有内容未动",
        f"can't write {path} ({en}); everything is as it was",
    )


def followed(path: Path) -> Path:
    """Return where a path leads, its links followed.

    Raises:
        WriteFault: they lead in a circle, or from a current folder that is gone.
    """
    try:
        return path.resolve()
    except FileNotFoundError as error:
        raise WriteFault(
            f"写不进 {path}（当前文件夹已被删除）；原有内容未动",
            f"can't write {path} (the current folder is gone); everything is as it was",
        ) from error
    except (OSError, RuntimeError) as error:  # which of the two: by the version of Python
        raise WriteFault(
            f"写不进 {path}（链接绕成一圈）；原有内容未动",
            f"can't write {path} (its links go in a circle); everything is as it was",
        ) from error
