"""Eight writers at once, a killer among them: none of what was told to be written is lost."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from pathlib import Path

from tools.soak.ground import own_set

__all__ = ["writers"]


def writers(count: int) -> list[str]:
    """Let eight writers add `count` figures each, killed now and then and started anew."""
    chance = random.Random(11)
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        base = Path(made)
        own_set(base)
        told = [base / f"told{writer}" for writer in range(8)]
        for path in told:
            path.touch()
        running = {_writing(base, writer, 0, count): writer for writer in range(8)}
        killed = 0
        end = time.monotonic() + 0.4
        while running:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child in running:
                writer = running.pop(child)
                finished = len(told[writer].read_text(encoding="utf-8").splitlines())
                if finished < count:
                    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
                        return [f"writer {writer} failed after {finished}"]
                    running[_writing(base, writer, finished, count)] = writer
            elif time.monotonic() > end and killed < count:
                os.kill(chance.choice(list(running)), signal.SIGKILL)
                killed += 1
                end = time.monotonic() + chance.uniform(0.1, 0.8)
            else:
                time.sleep(0.002)
        from czplan import load

        held = {row["period"] for row in load(base / "set").actual_rows()}
        done = [period for path in told for period in path.read_text(encoding="utf-8").split()]
        lost = [period for period in done if period not in held]
        left = [path.name for path in (base / "set").iterdir() if path.name.startswith(".")]
    print(
        f"writers: 8, {len(set(done))} additions told, {killed} killed, {len(lost)} lost",
        flush=True,
    )
    return [f"lost: {period}" for period in lost] + [f"left behind: {name}" for name in left]


def _writing(base: Path, writer: int, start: int, count: int) -> int:
    """Start a writer of the figures from `start` on; it tells of each one when it is written."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        from czplan import load
        from czplan.editing.addition import Addition
        from czplan.editing.change import commit, plan

        told = os.open(base / f"told{writer}", os.O_WRONLY | os.O_APPEND)
        for turn in range(start, count):
            period = f"{1600 + writer * 50 + turn}"
            one = Addition("nev-output", period, {"stated": f"{turn}辆", "source": "report2026"})
            commit([one], plan(load(base / "set"), [one]))
            os.write(told, f"{period}\n".encode())
        status = 0
    finally:
        os._exit(status)
