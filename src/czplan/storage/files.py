"""Files that change whole or not at all.

A file is written anew beside the old one, flushed to the disk and put in its place in one step,
so that a crash at any moment, a full disk or a folder that can't be written leave the old file
or the new one, never a part of either.
"""

from __future__ import annotations

import contextlib
import glob
import os
import stat
from pathlib import Path

from czplan.storage.lock import locked
from czplan.storage.unwritable import WriteFault, followed, refused

SCRAP = ".czplan-new"
"""How the name of what isn't finished ends."""

HEX = "[0-9a-f]" * 12
"""Twelve digits by chance, as a pattern: what is ours alone is told by them."""

Note = tuple[str, str]
"""Something to tell the user, Chinese and English."""


def write_file(path: Path, content: bytes) -> list[Note]:
    """Write `content` to `path` in one step, in turn: readers see the old file or the new one.

    Returns what couldn't be kept of the old file (see `replace`).

    Raises:
        WriteFault: the folder is missing or can't be written; nothing has changed.
    """
    if path.is_dir():
        raise WriteFault(f"{path} 是文件夹，不是文件", f"{path} is a folder, not a file")
    if path.exists() and not path.is_file():  # a device or a named pipe: nothing to replace
        try:
            path.write_bytes(content)
        except OSError as fault:
            raise refused(path, fault) from fault
        return []
    with locked(path):
        return replace(path, content)


def replace(path: Path, data: bytes) -> list[Note]:
    """Put `data` in place of the file at `path`, or make it.

    The caller holds the lock where others may write too. A link at `path` stays and what it
    leads to is replaced; mode, owner and extended attributes (access lists with them) of the
    old file are given to the new one.

    Returns:
        What couldn't be kept, to be told: a new file can't be put in place in one step and
        still be the one that other hard links lead to; an owner or attribute that the system
        doesn't let us set.

    Raises:
        WriteFault: it couldn't be done; the file is as it was.
    """
    real = followed(path)
    try:
        old = real.stat() if real.exists() else None
        for left in real.parent.glob(f".*.{HEX}{SCRAP}"):  # whoever writes here holds the lock
            with contextlib.suppress(OSError):
                if not left.is_dir():
                    left.unlink()
        scrap = draft(real)
        try:
            notes = _write(scrap, data, real, old)
            os.replace(scrap, real)
        except BaseException:
            with contextlib.suppress(OSError):
                scrap.unlink(missing_ok=True)
            raise
        sync_folder(real.parent)
    except OSError as error:
        raise refused(real, error) from error
    return notes


def _write(scrap: Path, data: bytes, real: Path, old: os.stat_result | None) -> list[Note]:
    """Write the new file; it is never open to more people than the old one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(scrap, flags, 0o666 if old is None else 0o600)
    notes: list[Note] = []
    with os.fdopen(handle, "wb") as file:
        if old is not None:
            notes = _like(handle, scrap, real, old)
        file.write(data)
        file.flush()
        os.fsync(handle)
    return notes


def _like(handle: int, scrap: Path, real: Path, old: os.stat_result) -> list[Note]:
    """Give the new file what the old one has besides its content."""
    notes: list[Note] = []
    if hasattr(os, "fchown"):
        try:
            os.fchown(handle, old.st_uid, old.st_gid)
        except OSError:
            mine = os.fstat(handle)
            if (mine.st_uid, mine.st_gid) != (old.st_uid, old.st_gid):
                notes.append(
                    (
                        f"{real.name} 原属别的用户或组，系统不允许保留，现属当前用户",
                        f"{real.name} was another user's or group's, which the system doesn't let "
                        "us keep: it is yours now",
                    )
                )
    scrap.chmod(stat.S_IMODE(old.st_mode))
    lost = _attributes(handle, real)
    if lost:
        notes.append(
            (
                f"{real.name} 的扩展属性未能保留：{'、'.join(lost)}",
                f"extended attributes of {real.name} couldn't be kept: {', '.join(lost)}",
            )
        )
    if old.st_nlink > 1:
        notes.append(
            (
                f"{real.name} 另有 {old.st_nlink - 1} 个硬链接，仍指向旧内容："
                "整份替换无法保留硬链接",
                f"{real.name} had {old.st_nlink - 1} more hard link(s), which still lead to the "
                "old content: a file that is replaced as a whole can't keep them",
            )
        )
    return notes


def _attributes(handle: int, real: Path) -> list[str]:
    """Copy extended attributes (access lists are among them); return those that refused."""
    if not hasattr(os, "listxattr"):  # pragma: no cover - Linux has them
        return []
    try:
        names = os.listxattr(real)
    except OSError:
        return []
    lost = []
    for name in names:
        try:
            os.setxattr(handle, name, os.getxattr(real, name))
        except OSError:
            lost.append(name)
    return lost


def sync_folder(folder: Path) -> None:
    """Make a new name last; some systems can't sync a folder, and the file itself is safe."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def draft(place: Path, end: str = SCRAP) -> Path:
    """Return a new name beside `place` for what will stand there."""
    return place.with_name(f".{place.name}.{os.urandom(6).hex()}{end}")


def drafts(place: Path, end: str = SCRAP) -> list[Path]:
    """Return what stands beside `place` under a name that only `draft` gives."""
    return sorted(place.parent.glob(f".{glob.escape(place.name)}.{HEX}{end}"))
