"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["UnwritableError", "write_file", "write_folder"]


class UnwritableError(Exception):
    """A file or folder can't be written; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step: readers see the old file or the new one.

    A symbolic link is followed, and an existing file keeps its permissions.

    Raises:
        UnwritableError: the folder is missing or can't be written.
    """
    if path.is_dir():
        raise UnwritableError(f"{path} 是文件夹", f"{path} is a folder")
    if path.exists() and not path.is_file():  # /dev/stdout, a named pipe: nothing to replace
        with _explained(path):
            path.write_bytes(content)
        return
    target = Path(os.path.realpath(path))
    with _explained(path):
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else _default_mode())
            os.replace(name, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder that holds exactly these files, by name.

    A folder that is there already must be empty or hold nothing but files of these names: it
    is never emptied of anything else.

    Raises:
        UnwritableError: the place is taken, missing or can't be written.
    """
    if path.exists():
        if not path.is_dir():
            raise UnwritableError(f"{path} 是文件，不是文件夹", f"{path} is a file, not a folder")
        with _explained(path):
            strangers = sorted({entry.name for entry in path.iterdir()} - set(files))
        if strangers:
            raise UnwritableError(
                f"{path} 里还有别的文件（如 {strangers[0]}），请换一个文件夹",
                f"{path} holds other files (such as {strangers[0]}): name another folder",
            )
        for name, content in files.items():
            write_file(path / name, content)
        return
    with _explained(path):
        staged = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.absolute().parent))
        try:
            for name, content in files.items():
                (staged / name).write_bytes(content)
            staged.chmod(0o777 & ~_umask())
            staged.rename(path)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _default_mode() -> int:
    return 0o666 & ~_umask()


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn the system's refusal into one that names the path in both languages."""
    try:
        yield
    except FileNotFoundError as fault:
        raise UnwritableError(
            f"没有文件夹 {path.parent}", f"there is no folder {path.parent}"
        ) from fault
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise UnwritableError(f"无法写入 {path}：{why}", f"can't write {path}: {why}") from fault
