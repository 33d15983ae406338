"""The program `czplan`: answers `--version` at once, else runs the command line.

Everything slow is imported only when it is needed; `--version` imports nothing but this
package's name for itself.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # as type checkers read it: to import `typing` is long enough to be stopped
if TYPE_CHECKING:
    from typing import NoReturn

try:
    from czplan.cli.kit import streams
except KeyboardInterrupt:  # before there is anybody to say so
    raise SystemExit(130) from None

__all__ = ["main", "run"]


def run() -> NoReturn:
    """Be the process: end it with the exit status of `main`."""
    status = main()
    if "pandas" in sys.modules and not _watched():
        streams.leave(status)
    sys.exit(status)


def _watched() -> bool:
    """Tell whether a profiler, debugger or measure of coverage waits for the usual end."""
    return not (sys.getprofile() is None and sys.gettrace() is None)


def main() -> int:
    """Run the command line of this process and return its exit status.

    0 done; 1 the answer is no; 2 the question can't be answered; 130 interrupted.
    """
    try:
        return _run(sys.argv[1:])
    except KeyboardInterrupt:
        if os.environ.get("CZPLAN_DEBUG") == "1":
            raise
        return 130


def _run(argv: list[str]) -> int:
    streams.open_all()
    try:
        if argv in (["--version"], ["-V"]) and _told_version():
            return 0
        from czplan.cli import opening
        from czplan.cli.start import start

        opening.own_process = True
        return start(argv)
    finally:
        if (kept := sys.modules.get("czplan.reading.kept")) is not None:
            kept.keep_words()
        gc.freeze()  # the process ends: to look for garbage now would take a fifth of its time


def _told_version() -> bool:
    """Print the version; return False where it can't be written, for the command line to say."""
    from czplan import __version__

    try:
        print(f"czplan {__version__}", flush=True)
    except BrokenPipeError:
        streams.hush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    run()
