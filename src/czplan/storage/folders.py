"""Folders that appear, and are exchanged, whole or not at all.

The new folder is written beside the old one under another name, flushed, and takes its place in
one step (or, where the system can't exchange two names, in two, of which a later run mends the
half that a crash left). What a killed run has left is recognised by its name and swept away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from czplan.storage.exchange import exchange
from czplan.storage.files import HEX, SCRAP, draft, drafts, sync_folder
from czplan.storage.lock import LOCK_NAME, LocksUnsupported, locked, same, try_lock
from czplan.storage.unwritable import WriteFault, followed, refused

_OLD = ".czplan-old"
_FILLING = ".czplan-parts"
_TEMPORARY = ".temporary"
_NO_LOCKS = -1


def write_folder(
    path: Path, files: Mapping[str, bytes], *, listing: str | None = None, new: bool = False
) -> None:
    """Write a folder that holds exactly these files.

    A folder that somebody stands in (the current one) can't be exchanged under their feet: its
    files are replaced one by one, each whole.

    Args:
        path: the folder; the one above it must be there. A link is followed.
        files: content by name; `a/b.html` lies in the folder `a`.
        listing: the name of a file, added to the folder, that lists what was written, a name a
            line. With it a later run may leave out files that this one wrote.
        new: only where nothing is, or no more than what a killed run of the same writing left.

    A folder that is there already must hold nothing but files of these names, files listed by an
    earlier run, and leftovers of killed runs: it is never emptied of anything else.

    Raises:
        WriteFault: the place is taken, missing or can't be written; what was there is as it was.
    """
    path = followed(path)
    files = dict(files)
    if listing is not None:
        files[listing] = ("\n".join(sorted([*files, listing])) + "\n").encode()
    try:
        _room(path)
        with locked(path):
            if new and not _half_written(path, files):
                _empty(path)
            _recover(path)
            if path.exists():
                _only_ours(path, files, listing)
            staged = draft(path)
            try:
                _fill(staged, files)
                _take_place(staged, path)
            finally:
                shutil.rmtree(staged, ignore_errors=True)
            sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error) from error


@contextlib.contextmanager
def filling(path: Path) -> Iterator[Path]:
    """Give a new folder, to be filled by many processes at length, that becomes `path` at the end.

    It stands beside `path` under a name of its own and is ours as long as this process lives, so
    that two who write the same folder never touch each other's files: the first to end has it.
    What is left of processes that died is swept away.

    Raises:
        WriteFault: the place is taken, by a folder that holds anything too, or can't be written.
    """
    path = followed(path)
    try:
        _empty(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alive(path, _FILLING) as ours:
            yield ours
            with locked(path):
                _empty(path)
                if path.exists():
                    path.rmdir()
                ours.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error) from error


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder for a while where the system keeps temporary files; then it is gone.

    What processes of the same user that died have left of it is swept away.

    Raises:
        OSError: there is no room for it.
    """
    import tempfile

    with _alive(Path(tempfile.gettempdir()) / "czplan", _TEMPORARY) as ours:
        yield ours


@contextlib.contextmanager
def _alive(place: Path, end: str) -> Iterator[Path]:
    """Give a folder beside `place` that is ours as long as we live; sweep what the dead left."""
    for left in drafts(place, end):
        if (handle := _held(left)) is not None and handle != _NO_LOCKS:
            shutil.rmtree(left, ignore_errors=True)
            os.close(handle)
    while True:
        ours = draft(place, end)
        ours.mkdir(0o700 if end == _TEMPORARY else 0o777)
        if (handle := _held(ours)) is not None:
            break  # else somebody took it for a dead one's
    try:
        yield ours
    finally:
        shutil.rmtree(ours, ignore_errors=True)
        if handle != _NO_LOCKS:
            os.close(handle)


def _empty(path: Path) -> None:
    """Refuse a place where something is."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise WriteFault(
            f"{path} 已经存在且不空：请另写一个新文件夹",
            f"{path} exists and isn't empty: name a new folder",
        )


def _held(folder: Path) -> int | None:
    """Hold a folder of ours as long as we live, and return its handle, or `_NO_LOCKS`.

    None where another process holds it, it isn't ours, or is gone.
    """
    if not hasattr(os, "O_DIRECTORY"):  # pragma: no cover - a system whose folders can't be held
        return _NO_LOCKS
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        if os.fstat(handle).st_uid == os.geteuid() and try_lock(handle) and same(handle, folder):
            return handle
    except LocksUnsupported:
        os.close(handle)
        return _NO_LOCKS
    except OSError:
        pass
    os.close(handle)
    return None


def _room(path: Path) -> None:
    """Refuse a place where no folder can be."""
    if path.exists() and not path.is_dir():
        raise WriteFault(f"{path} 是文件，不是文件夹", f"{path} is a file, not a folder")
    if path.is_mount():
        raise WriteFault(
            f"{path} 是挂载点，不能整个替换；请写到它里面的文件夹",
            f"{path} is a mount point, which can't be exchanged: name a folder in it",
        )


def _half_written(path: Path, files: Mapping[str, bytes]) -> bool:
    """Tell whether a folder holds no more than what a killed run of the same writing has left."""
    if not drafts(path) or not path.is_dir():
        return False
    there = [one for one in path.rglob("*") if not one.is_dir() or one.is_symlink()]
    names = {one: one.relative_to(path).as_posix() for one in there}
    return all(one.is_file() and files.get(name) == one.read_bytes() for one, name in names.items())


def _recover(path: Path) -> None:
    """Put right what a killed run has left: an old folder without a new one is put back."""
    old = drafts(path, _OLD)
    if old and not path.exists():
        old.pop().rename(path)
    for left in [*old, *drafts(path)]:
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _only_ours(path: Path, files: Mapping[str, bytes], listing: str | None) -> None:
    """Refuse a folder that holds anything of somebody else's."""
    known = set(files)
    if listing is not None:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            known |= set((path / listing).read_text(encoding="utf-8").splitlines())
    folders = {str(above) for name in known for above in PurePosixPath(name).parents}
    for one in sorted(path.rglob("*")):
        name = one.relative_to(path).as_posix()
        if one.name == LOCK_NAME or one.match(f".*.{HEX}{SCRAP}"):
            continue  # left by a killed run
        if name not in (folders if one.is_dir() and not one.is_symlink() else known):
            raise WriteFault(
                f"{path} 里还有别的文件（如 {name}），请换一个文件夹",
                f"{path} holds other files (such as {name}): name another folder",
            )


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a new folder to the disk."""
    folder.mkdir()
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    sync_folder(folder)


def _take_place(staged: Path, path: Path) -> None:
    """Put a finished folder where it belongs; what stood there takes its name, or is gone."""
    if not path.exists():
        staged.rename(path)
        return
    if Path.cwd().is_relative_to(path):
        _move_into(staged, path)
        return
    staged.chmod(path.stat().st_mode & 0o7777)
    if exchange(staged, path):
        return
    aside = draft(path, _OLD)
    path.rename(aside)
    try:
        staged.rename(path)
    except BaseException:
        aside.rename(path)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _move_into(staged: Path, path: Path) -> None:
    """Replace the files of a folder one by one, and remove those that are no longer there."""
    new = {one.relative_to(staged) for one in staged.rglob("*") if one.is_file()}
    for old in sorted(path.rglob("*"), reverse=True):
        if old.is_dir() and not old.is_symlink():
            with contextlib.suppress(OSError):
                old.rmdir()
        elif old.relative_to(path) not in new:
            old.unlink()
    for name in sorted(new):
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(staged / name, path / name)
