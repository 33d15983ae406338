"""Our own files in the user's cache and state folders, which nobody misses where they are gone.

Nothing is ever made anywhere else: not in somebody else's home (as `sudo` keeps it), not below a
name that isn't absolute, not at the root of all. Every failure means that there is nothing.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

from czplan.storage.files import draft, drafts

_WARY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""No link is followed, and no named pipe waited for."""


def own_folder(variable: str, usual: str) -> Path | None:
    """Return our folder below what a variable names, made where it wasn't there.

    Args:
        variable: `XDG_CACHE_HOME` or `XDG_STATE_HOME`; it counts where it is absolute.
        usual: the folder below the user's home that stands for it, such as `.cache`.

    Returns:
        None where there is none that is ours alone, or it can't be made.
    """
    with contextlib.suppress(OSError, RuntimeError, ValueError, KeyError):
        base = Path(os.environ.get(variable) or "")
        if not base.is_absolute():
            local = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None
            home = Path(local) if local else Path.home()
            if not home.is_absolute() or home.parent == home or not home.is_dir():
                return None
            base = home if local else home / usual
        folder = base / "czplan"
        if not folder.is_dir():
            above = next(one for one in folder.parents if one.is_dir())
            if not _may_make(above.stat()):
                return None
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and _ours(found):
            return folder
    return None


def _may_make(found: os.stat_result) -> bool:
    """Tell whether a folder is ours to make things in, or everybody's (as /tmp is)."""
    shared = stat.S_ISVTX | stat.S_IWOTH
    return (
        sys.platform == "win32" or found.st_uid == os.geteuid() or found.st_mode & shared == shared
    )


def _ours(found: os.stat_result) -> bool:
    """Tell whether nobody else owns or may write what was found."""
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def load(path: Path, most: int) -> bytes | None:
    """Return what a file of ours holds; None where it is larger than `most` or not ours alone.

    Raises:
        OSError: it can't be read.
    """
    file = os.open(path, os.O_RDONLY | _WARY)
    with open(file, "rb") as stream:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode) or not _ours(found) or found.st_size > most:
            return None
        return stream.read()


def save(path: Path, data: bytes) -> None:
    """Write a file of ours, whole or not at all, without waiting for anybody.

    What killed runs have left of it goes; of two who write it at once one may give up.

    Raises:
        OSError: it can't be written.
    """
    scrap = draft(path)
    file = os.open(scrap, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(file, "wb") as stream:
            stream.write(data)
        scrap.replace(path)
    finally:
        scrap.unlink(missing_ok=True)
    for left in drafts(path):
        left.unlink(missing_ok=True)
