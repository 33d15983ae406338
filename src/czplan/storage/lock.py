"""Writers take turns: one lock a folder, let go by the system when its holder dies.

The lock is a file of the folder that is written to, and is gone when nobody writes. It is never
reached through a link. Where another user's stands there, it is waited for like one's own, and
named if it stays. A file system that can't lock (some network mounts) gets the plainest lock
there is: a file that only one process can make.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from czplan.storage.unwritable import WriteFault, followed, refused

LOCK_NAME = ".czplan.lock"
"""The lock's file, in the folder of what is written."""

PATIENCE = 60.0
"""Seconds that a writer waits for its turn."""

_HELD = LOCK_NAME + "-held"
_PAUSE = 0.02
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP}
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FLAGS = getattr(os, "O_CLOEXEC", 0) | _NO_LINK


class LocksUnsupported(Exception):
    """The file system knows no locks."""


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def try_lock(handle: int) -> bool:
        """Take the lock without waiting; say whether it was free."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(handle: int) -> bool:
        """Take the lock without waiting; say whether it was free."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _NO_LOCKS:
                raise LocksUnsupported from error
            raise
        return True


@contextlib.contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the one right to write `path`; a link at `path` is followed first.

    Args:
        path: the file or folder that will be written; the lock stands beside it.
        patience: seconds to wait for another writer.

    Raises:
        WriteFault: another process kept the lock for `patience` seconds, a link stands in the
            lock's place, or there can be no lock in the folder.
    """
    folder = followed(path).parent
    lock = folder / LOCK_NAME
    end = time.monotonic() + patience
    try:
        handle = _taken(lock, end, patience)
    except LocksUnsupported:
        with contextlib.suppress(OSError):
            lock.unlink()
        with _made(folder / _HELD, end, patience):
            yield
        return
    except OSError as error:
        raise _unlockable(lock, error) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(handle)


def _taken(lock: Path, end: float, patience: float) -> int:
    """Wait for the lock and return it, open."""
    while True:
        handle = _opened(lock)
        try:
            if try_lock(handle):
                if same(handle, lock):
                    return handle
            elif time.monotonic() > end:
                raise _busy(lock, patience)
            else:
                time.sleep(_PAUSE)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _opened(lock: Path) -> int:
    """Open the lock's file, or make it; another user's is opened for reading, which will do."""
    while True:
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS, 0o666)
        except FileExistsError:
            pass
        else:
            with contextlib.suppress(OSError, AttributeError):
                os.fchmod(handle, 0o666)  # whoever may write in the folder may wait for it
            return handle
        try:
            return os.open(lock, os.O_RDWR | _FLAGS)
        except FileNotFoundError:
            continue  # let go just now
        except PermissionError:
            with contextlib.suppress(FileNotFoundError):
                return os.open(lock, os.O_RDONLY | _FLAGS)


def same(handle: int, lock: Path) -> bool:
    """Tell whether what was locked still stands in its place, not removed just before."""
    try:
        there = lock.lstat()
    except OSError:
        return False
    mine = os.fstat(handle)
    return (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)


@contextlib.contextmanager
def _made(held: Path, end: float, patience: float) -> Iterator[None]:
    """Hold the right to write by a file that only one process can make."""
    while True:
        try:
            handle = os.open(held, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o666)
            break
        except FileExistsError:
            if time.monotonic() > end:
                raise _stale(held, patience) from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise refused(held.parent, error) from error
    os.close(handle)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            held.unlink()


def _busy(lock: Path, patience: float) -> WriteFault:
    """Say that another process kept the lock."""
    zh, en = _whose(lock)
    return WriteFault(
        f"另一个程序正在写 {lock.parent}（锁 {LOCK_NAME}{zh}），等了 {patience:g} 秒仍未结束；"
        "请稍后再试",
        f"another process is writing in {lock.parent} (its lock is {LOCK_NAME}{en}) and didn't "
        f"end within {patience:g} seconds; try again later",
    )


def _stale(held: Path, patience: float) -> WriteFault:
    """Say that a lock without a holder may have been left."""
    zh, en = _whose(held)
    return WriteFault(
        f"另一个程序正在写 {held.parent}，等了 {patience:g} 秒仍未结束。此处的文件系统不支持锁："
        f"若没有别的 czplan 在运行，请删除 {held}{zh}",
        f"another process is writing in {held.parent} and didn't end within {patience:g} seconds. "
        f"The file system here knows no locks: if no other czplan runs, remove {held}{en}",
    )


def _unlockable(lock: Path, error: OSError) -> WriteFault:
    """Say why the lock couldn't be had."""
    if lock.is_symlink():
        return WriteFault(
            f"{lock} 是链接，不会跟随；请删除它再试；原有内容未动",
            f"{lock} is a link, which is never followed: remove it and try again; "
            "everything is as it was",
        )
    if lock.exists() and error.errno in (errno.EACCES, errno.EPERM, errno.EISDIR):
        zh, en = _whose(lock)
        return WriteFault(
            f"打不开锁 {lock}{zh}；若没有别的 czplan 在运行，请删除它；原有内容未动",
            f"can't open the lock {lock}{en}: if no other czplan runs, remove it; "
            "everything is as it was",
        )
    return refused(lock.parent, error)


def _whose(lock: Path) -> tuple[str, str]:
    """Return whose a lock is, where it is another user's, as the end of a phrase."""
    try:
        owner = lock.lstat().st_uid
        if owner == os.getuid():
            return "", ""
        import pwd

        name = pwd.getpwuid(owner).pw_name
    except (OSError, KeyError, ImportError, AttributeError):
        return "", ""
    return f"，属于用户 {name}", f", owned by {name}"
