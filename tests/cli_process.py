"""Run the command line as a process: through pipes, or in a terminal of a given size."""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import os
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = Path(__file__).parent / "golden" / "data"
"""A small data set whose verdicts are of every family."""

KEPT = ("PATH", "HOME", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV", "XDG_CACHE_HOME",
        "XDG_STATE_HOME")  # fmt: skip


@dataclass(frozen=True)
class Done:
    """What a process left behind."""

    status: int
    out: str
    err: str
    raw: bytes = b""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows that `-f json` wrote, in a run that went well."""
        assert self.status == 0, self.err
        found: list[dict[str, Any]] = json.loads(self.out)
        return found


def environment(**more: str) -> dict[str, str]:
    """Return an environment that says nothing of its own, and `more`."""
    env = {name: os.environ[name] for name in KEPT if name in os.environ}
    env |= {"PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8", "TERM": "xterm"}
    env |= {"CZPLAN_PAGER": "cat"}
    env |= {"PYTHONDONTWRITEBYTECODE": "1"}  # a limit on sizes would cut byte code short as well
    env |= more
    return {name: value for name, value in env.items() if value}


def command(*args: str) -> list[str]:
    """Return the line that runs `czplan` with these arguments."""
    return [sys.executable, "-m", "czplan", *args]


def heed_modes() -> None:
    """Give up root's right to write everywhere, for this process and what it starts."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE


def run(*args: str, **env: str) -> Done:
    """Run `czplan` with its output in pipes."""
    done = subprocess.run(
        command(*args), capture_output=True, env=environment(**env), stdin=subprocess.DEVNULL
    )
    encoding = env.get("PYTHONIOENCODING", "utf-8").split(":")[0]
    return Done(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode(encoding, "replace"),
        done.stdout,
    )


def within(*args: str) -> Done:
    """Run `czplan` in this process, its output in memory; for what isn't about the process."""
    from czplan.cli.start import start

    raw, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = start(args)
        out.flush()
    return Done(
        status, raw.getvalue().decode("utf-8-sig", "replace"), err.getvalue(), raw.getvalue()
    )


def inside(*args: str, **env: str) -> Done:
    """Run `czplan` in this process, in the environment of `run`; for what isn't about the process.

    Starting Python and importing pandas takes longer than most answers.
    """
    usual, line = dict(os.environ), sys.argv
    try:
        os.environ.clear()
        os.environ.update(environment(**env))
        sys.argv = [str(ROOT / "src/czplan/__main__.py"), *args]
        return within(*args)
    finally:
        sys.argv = line
        os.environ.clear()
        os.environ.update(usual)


def in_terminal(
    *args: str,
    columns: int = 80,
    rows: int = 24,
    cwd: Path | None = None,
    program: list[str] | None = None,
    **env: str,
) -> Done:
    """Run `czplan` with standard output and error in terminals of `columns` by `rows` cells."""
    if sys.platform == "win32":
        pytest.skip("no terminals of this kind")
    ends = [pty.openpty(), pty.openpty()]
    for _, slave in ends:
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        mode = termios.tcgetattr(slave)
        mode[1] &= ~termios.OPOST
        termios.tcsetattr(slave, termios.TCSANOW, mode)
    child = subprocess.Popen(
        program or command(*args),
        stdin=ends[0][1],
        stdout=ends[0][1],
        stderr=ends[1][1],
        env=environment(**env),
        cwd=cwd,
    )
    texts = [bytearray(), bytearray()]

    def read(master: int, text: bytearray) -> None:
        with contextlib.suppress(OSError):  # Linux says EIO where a terminal's end is
            while chunk := os.read(master, 65536):
                text.extend(chunk)

    threads = [
        threading.Thread(target=read, args=(master, text))
        for (master, _), text in zip(ends, texts, strict=True)
    ]
    for thread in threads:
        thread.start()
    status = child.wait()
    for _, slave in ends:
        os.close(slave)
    for thread in threads:
        thread.join()
    for master, _ in ends:
        os.close(master)
    out, err = (text.decode("utf-8", "replace") for text in texts)
    return Done(status, out, err, bytes(texts[0]))
