"""The program `czplan`: answers `--version` at once, else runs the command line.

Everything slow is imported only when it is needed; `--version` imports nothing but this
package's name for itself.
"""

from __future__ import annotations

import os
import sys

__all__ = ["main"]


def main() -> int:
    """Run the command line of this process and return its exit status.

    0 done; 1 the answer is no; 2 the question can't be answered; 130 interrupted.
    """
    argv = sys.argv[1:]
    if argv in (["--version"], ["-V"]):
        from czplan import __version__

        print(f"czplan {__version__}")
        return 0
    try:
        from czplan.cli.start import start

        return start(argv)
    except KeyboardInterrupt:
        if os.environ.get("CZPLAN_DEBUG") == "1":
            raise
        return 130


if __name__ == "__main__":
    sys.exit(main())
