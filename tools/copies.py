"""Commands run in copies (forks) of this process, in which everything is imported already.

For tools that run very many: a copy takes a few milliseconds where a new process takes a second.
A copy can be killed at any of its system calls that write, by strace; or by itself, which needs
nothing: at whatever Python tells its audit hooks that makes, names or removes files, and at its
own writes and flushes (what a library in C writes alone isn't seen). Not for a process with
threads.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import pkgutil
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Done", "load_all", "run"]

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

CALLS = (
    "write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,"
    "rmdir,chmod,fchmod,fchmodat,fchown,ftruncate,flock,link,linkat,symlink,fsetxattr"
)
"""The system calls at which a command is killed."""

EVENTS = (
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"),
    *("os.setxattr", "os.symlink", "os.truncate", "fcntl.flock", "ctypes.dlsym"),
)
"""What Python tells of (PEP 578) before it changes files; of what it opens, what it may write."""

_UNTOLD = ("fdatasync", "fsync", "ftruncate", "write")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_EXTRAS = ("pandas", "pyarrow.parquet", "openpyxl", "xlsxwriter", "jinja2", "sqlite3")


@functools.cache
def load_all() -> None:
    """Import whatever a command could, so that no copy has to."""
    import czplan

    for one in pkgutil.walk_packages(czplan.__path__, "czplan."):
        if not one.name.endswith("__main__"):
            with contextlib.suppress(ImportError):
                importlib.import_module(one.name)
    for name in _EXTRAS:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


@dataclass(frozen=True)
class Done:
    """What became of a command: its status (negative: the signal), and what it said."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that it said."""
        return self.out + self.err


def run(
    base: Path,
    args: Sequence[str],
    env: Mapping[str, str],
    *,
    keys: str = "",
    point: int = 0,
    traced: bool = False,
) -> Done:
    """Run a command in `base`, and kill it at its step number `point` that writes.

    Args:
        base: the current folder of the command.
        args: the command's words.
        env: its environment, all of it.
        keys: what is typed on its terminal; without, it has none.
        point: 0 leaves it alive.
        traced: its steps are system calls, which takes strace; else what it tells itself.
    """
    with tempfile.TemporaryFile() as errors:
        master, slave = pty.openpty() if keys else os.pipe()
        child = os.fork()
        if child == 0:
            try:
                given = slave if keys else os.open(os.devnull, os.O_RDONLY)
                _become(base, args, env, (given, slave, errors.fileno()), point, traced)
            finally:
                os._exit(70)
        os.close(slave)
        tracer = _traced(child, point) if point and traced else None
        out = bytes(_heard(master, keys))
        os.close(master)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if tracer is not None:
            tracer.wait()
        errors.seek(0)
        return Done(
            status, out.decode("utf-8", "replace"), errors.read().decode("utf-8", "replace")
        )


def _become(
    base: Path,
    args: Sequence[str],
    env: Mapping[str, str],
    streams: Sequence[int],
    point: int,
    traced: bool,
) -> None:
    """Be the command, in a copy of this process."""
    os.chdir(base)
    os.environ.clear()
    os.environ.update(env)
    for number, (name, handle) in enumerate(
        zip(("stdin", "stdout", "stderr"), streams, strict=True)
    ):
        os.dup2(handle, number)
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8"))  # noqa: SIM115
    if point and traced:
        os.kill(os.getpid(), signal.SIGSTOP)
    elif point:
        _die_at(point)
    from czplan.cli.start import start

    try:
        status = start(list(args))
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 1
    sys.stdout.flush()
    os._exit(status)


def _die_at(point: int) -> None:
    """Count the steps that write, and be killed before one of them."""
    left = point

    def step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def told(event: str, args: tuple[object, ...]) -> None:
        if event in EVENTS or (event == "open" and isinstance(args[2], int) and args[2] & _WRITES):
            step()

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **more: object) -> object:
            step()
            return real(*args, **more)

        return call

    for name in _UNTOLD:
        setattr(os, name, counted(getattr(os, name)))
    sys.addaudithook(told)


def _traced(child: int, point: int) -> subprocess.Popen[bytes]:
    """Put a stopped command under strace, which kills it in time, and let it go on."""
    os.waitpid(child, os.WUNTRACED)
    line = ["strace", "-f", "-qq", "-o", "/dev/null", "-p", str(child), "-e", f"trace={CALLS}"]
    tracer = subprocess.Popen(
        [*line, "-e", f"inject={CALLS}:signal=KILL:when={point}"], stderr=subprocess.DEVNULL
    )
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text(encoding="utf-8"):
        if tracer.poll() is not None:
            raise RuntimeError("strace can't follow a process here")
        time.sleep(0.001)
    os.kill(child, signal.SIGCONT)
    return tracer


def _heard(master: int, keys: str) -> Iterator[int]:
    """Read what a command says to its end; type the next key whenever it waits."""
    left = list(keys)
    with contextlib.suppress(OSError):  # Linux says EIO where a terminal's end is
        while True:
            if left and not select.select([master], [], [], 0.05)[0]:
                os.write(master, left.pop(0).encode())
            elif not (chunk := os.read(master, 65536)):
                return
            else:
                yield from chunk
