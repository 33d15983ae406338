"""Standard output and error where they are closed, full, or read by nobody.

Nothing here imports more than the standard library: `czplan --version` uses it.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import Literal

Stream = Literal["stdout", "stderr"]


def open_all() -> None:
    """Give a stream that was closed before the start (`>&-`) a place to go: nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def hush(name: Stream = "stdout") -> None:
    """Let further output go nowhere: nobody reads it, or it can't be written.

    What waits in the buffer goes there too, so that the interpreter doesn't fail on it at the end.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, getattr(sys, name).fileno())
    except (OSError, ValueError):
        setattr(sys, name, io.StringIO())
    finally:
        os.close(nowhere)


def leave(status: int) -> None:
    """End the process with what it wrote, without taking apart all that it holds.

    That would be a twentieth of the time that a judgement takes. Returns where threads are still
    at work: they end as usual.
    """
    import atexit
    import threading

    if threading.active_count() > 1:
        return
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)
