"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from czplan.editing.atomic import WriteFault, locked, replace
from czplan.faults.system import why

__all__ = ["WriteFault", "write_file", "write_folder"]


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step: readers see the old file or the new one.

    Raises:
        WriteFault: the folder is missing or can't be written; nothing has changed.
    """
    if path.is_dir():
        raise WriteFault(f"{path} 是文件夹，不是文件", f"{path} is a folder, not a file")
    if path.exists() and not path.is_file():  # a device or a named pipe: nothing to replace
        try:
            path.write_bytes(content)
        except OSError as fault:
            raise _refused(path, fault) from fault
        return
    with locked(path):
        replace(path, content)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder that holds exactly these files, by name.

    A folder that is there already must hold nothing but files of these names: it is never
    emptied of anything else.

    Raises:
        WriteFault: the place is taken, missing or can't be written.
    """
    if path.exists():
        _fill(path, files)
        return
    staged = None
    try:
        staged = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.absolute().parent))
        for name, content in files.items():
            (staged / name).write_bytes(content)
        staged.chmod(0o777 & ~_umask())
        staged.rename(path)
    except BaseException as fault:
        if staged is not None:
            shutil.rmtree(staged, ignore_errors=True)
        if isinstance(fault, OSError):
            raise _refused(path, fault) from fault
        raise


def _fill(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files anew in a folder that holds no others."""
    if not path.is_dir():
        raise WriteFault(f"{path} 是文件，不是文件夹", f"{path} is a file, not a folder")
    try:
        strangers = sorted({entry.name for entry in path.iterdir()} - set(files))
    except OSError as fault:
        raise _refused(path, fault) from fault
    if strangers:
        raise WriteFault(
            f"{path} 里还有别的文件（如 {strangers[0]}），请换一个文件夹",
            f"{path} holds other files (such as {strangers[0]}): name another folder",
        )
    for name, content in files.items():
        write_file(path / name, content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(path: Path, fault: OSError) -> WriteFault:
    zh, en = why(fault)
    return WriteFault(f"写不进 {path}（{zh}）", f"can't write {path} ({en})")
