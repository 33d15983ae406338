"""Files that change whole or not at all, one writer at a time.

A file is written anew beside the old one, flushed to the disk and put in its place in one step,
so that a crash at any moment, a full disk or a folder that can't be written leave the old file or
the new one, never a part of either. Writers take turns by a lock that the system lets go when its
holder dies.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from czplan.faults.system import why

__all__ = ["LOCK_NAME", "PATIENCE", "WriteFault", "locked", "replace"]

LOCK_NAME = ".czplan.lock"
"""The lock's file, in the folder of the file that is written; gone when nobody writes."""

PATIENCE = 60.0
"""Seconds that a writer waits for its turn."""

_PAUSE = 0.02
_SCRAP = ".czplan-new"


class WriteFault(Exception):
    """A file couldn't be written and is as it was; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try_lock(handle: int) -> bool:
        """Take the lock without waiting; say whether it was free."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        """Take the lock without waiting; say whether it was free."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextlib.contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the one right to write `path`; a link is followed first.

    Raises:
        WriteFault: another process kept the lock for `patience` seconds, or there can be no
            lock in the folder.
    """
    folder = path.resolve().parent
    lock = folder / LOCK_NAME
    end = time.monotonic() + patience
    while True:
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise _refused(folder, error) from error
        try:
            if _try_lock(handle):
                if _same(handle, lock):
                    break
            elif time.monotonic() > end:
                raise WriteFault(
                    f"另一个程序正在写 {folder}，等了 {patience:g} 秒仍未结束；请稍后再试",
                    f"another process is writing in {folder} and didn't end within "
                    f"{patience:g} seconds; try again later",
                )
            else:
                time.sleep(_PAUSE)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(handle)


def _same(handle: int, lock: Path) -> bool:
    """Tell whether the lock that was taken is still the folder's, not one just removed."""
    try:
        there = lock.stat()
    except OSError:
        return False
    mine = os.fstat(handle)
    return (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)


def replace(path: Path, data: bytes) -> None:
    """Put `data` in place of the file at `path`, or make it; its mode and links stay.

    The caller holds the lock where others may write too.

    Raises:
        WriteFault: it couldn't be done; the file is as it was.
    """
    real = path.resolve()
    try:
        old = real.stat() if real.exists() else None
        _sweep(real)
        scrap = real.with_name(f".{real.name}.{secrets.token_hex(6)}{_SCRAP}")
        try:
            _write(scrap, data, old)
            os.replace(scrap, real)
        except BaseException:
            with contextlib.suppress(OSError):
                scrap.unlink(missing_ok=True)
            raise
        _sync_folder(real.parent)
    except OSError as error:
        raise _refused(real, error) from error


def _write(scrap: Path, data: bytes, old: os.stat_result | None) -> None:
    """Write the new file, with the mode and, if this may be, the owner of the old one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(scrap, flags, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if old is not None:
            if hasattr(os, "fchown"):
                with contextlib.suppress(OSError):
                    os.fchown(handle, old.st_uid, old.st_gid)
            scrap.chmod(stat.S_IMODE(old.st_mode))
        os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    """Make the new name last; some systems can't sync a folder, and the file itself is safe."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(real: Path) -> None:
    """Remove what writers that died have left beside the file."""
    for scrap in real.parent.glob(f".{real.name}.*{_SCRAP}"):
        with contextlib.suppress(OSError):
            scrap.unlink()


def _refused(path: Path, error: OSError) -> WriteFault:
    """Say that the system refused, and why."""
    zh, en = why(error)
    return WriteFault(
        f"写不进 {path}（{zh}）；原有内容未动",
        f"can't write {path} ({en}); everything is as it was",
    )
