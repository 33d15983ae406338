"""Every command that writes, eight of it at once, readers beside them.

What comes out is what comes out of the eight one after the other: each addition is there once, a
folder is one writer's as a whole, whoever is refused is told why.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.copies import Done
from tools.soak.ground import SCRAPS, own_set, run_in, tree

__all__ = ["together"]

_WRITERS = 8
_NUMBERED = re.compile("(新公报)[0-9]".encode())
_IN_SET = {
    "add": "actuals add nev-output 201{n}-06 4{n}万辆 --source report2026",
    "import": "actuals import figures{n}.csv",
    "sources": "sources add 新公报{n} --publisher 甲 --id new{n} -y",
    "the same source": "sources add 新公报 --publisher 甲 --id new -y",
    "another source of one id": "sources add 新公报{n} --publisher 甲 --id new -y",
    "plans": "plans add 新规划{n} --source report --id new{n} -y",
    "indicators": "indicators add new{n} --name 路长{n} --unit 公里 --measure stock"
    " --direction up -y",
    "targets": "targets add wr2026/x{n} {n}条 --name 某路 --text {n}条 --line 3",
    "adopt": "adopt proposals.csv -y --date 2026-02-01",
    "review": "review report.md --plan wr2026 --date 2026-02-01",
}
_COMMANDS = {
    **{name: line + " --data set" for name, line in _IN_SET.items()},
    "add to csv": _IN_SET["add"] + " --data csv",
    "import to csv": _IN_SET["import"] + " --data csv",
    "site": "report --site site --base-url https://example.org/ --data set",
    "package": "export datapackage -o package --data set",
    "sqlite": "export sqlite -o x.db --data set",
    "xlsx": "export xlsx -o x.xlsx --data set",
    "report": "report -o x.html --data set",
    "init": "init new",
    "init copy": "init new --copy",
}
_KEYS = {"review": "y" * 12 + "q"}


def together(count: int, *names: str) -> list[str]:
    """Run every command, or those that are named, `count` times by eight at once."""
    failed: list[str] = []
    reads = 0
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        pristine = Path(made) / "pristine"
        pristine.mkdir()
        _ground(pristine)
        for name in names or _COMMANDS:
            turns = shutil.copytree(pristine, Path(made) / "turns")
            done = [_one(turns, name, number) for number in range(_WRITERS)]
            wanted, statuses = _lines(turns), sorted(one.status for one in done)
            shutil.rmtree(turns)
            for _ in range(count):
                base = shutil.copytree(pristine, Path(made) / "base")
                done, read, wrong = _at_once(base, name)
                reads += read
                if (found := sorted(one.status for one in done)) != statuses:
                    said = " | ".join(one.said[-200:] for one in done if one.status)
                    wrong.append(f"statuses {found}, in turn {statuses}: {said}")
                wrong += [
                    one.said[-300:]
                    for one in done
                    if "Traceback" in one.said or "internal error" in one.said
                ]
                lines = _lines(base)
                other = [
                    path
                    for path in sorted(lines.keys() | wanted.keys())
                    if lines.get(path) != wanted.get(path)
                ]
                if other:
                    wrong.append(f"other than in turn: {', '.join(other)}")
                left = [one.name for one in base.rglob("*") if SCRAPS.search(one.name)]
                if left:
                    wrong.append(f"left behind: {', '.join(left)}")
                failed += [f"{name}: {why}" for why in wrong]
                shutil.rmtree(base)
    print(
        f"together: {len(names or _COMMANDS)} commands by {_WRITERS} at once, {reads} reads "
        f"beside them, {len(failed)} failures",
        flush=True,
    )
    return failed


def _ground(base: Path) -> None:
    """Make the sets and the tables that are read."""
    own_set(base)
    for number in range(_WRITERS):
        (base / f"figures{number}.csv").write_text(
            f"indicator,period,stated,source\nnev-output,201{number}-03,2{number}万辆,report2026\n"
            f"nev-output,200{number}-03,1{number}万辆,report2026\n",
            encoding="utf-8",
        )
    shutil.copytree(base / "set", base / "csv")
    (base / "csv" / "actuals.yaml").unlink()
    (base / "csv" / "actuals.csv").write_text(
        "indicator,period,stated,status,source,text,line\n"
        'nev-output,2025,87.5万辆,,report2026,"新能源整车产量87.5万辆",5\n',
        encoding="utf-8",
    )


def _one(base: Path, name: str, number: int) -> Done:
    """Run a command as writer number so and so."""
    words = _COMMANDS[name].format(n=number).split()
    return run_in(base, *words, keys=_KEYS.get(name, ""))


def _at_once(base: Path, name: str) -> tuple[list[Done], int, list[str]]:
    """Run eight of a command at once; return what they said, how often was read, what was wrong."""
    aside = Path(tempfile.mkdtemp(prefix="soak-said-"))
    running: set[int] = set()
    for number in range(_WRITERS):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                done = _one(base, name, number)
                (aside / f"{number}").write_text(f"{done.status}\n{done.said}", encoding="utf-8")
                status = 0
            finally:
                os._exit(status)
        running.add(child)
    reads, wrong = 0, []
    folder = "csv" if " csv" in _COMMANDS[name] else "set"
    asks: tuple[Sequence[str], ...] = (
        ("check", folder),
        ("progress", "--year", "2026", "--data", folder, "-f", "csv"),
    )
    while running:
        read = run_in(base, *asks[reads % 2])
        reads += 1
        if read.status or (
            reads % 2 == 0 and len({len(r) for r in csv.reader(read.out.splitlines())}) != 1
        ):
            wrong.append(f"a reader: {read.said[-300:]}")
        for child in list(running):
            if os.waitpid(child, os.WNOHANG)[0]:
                running.discard(child)
    said = [(aside / f"{number}").read_text(encoding="utf-8") for number in range(_WRITERS)]
    shutil.rmtree(aside)
    return (
        [Done(int(one.partition("\n")[0]), one.partition("\n")[2], "") for one in said],
        reads,
        wrong,
    )


def _lines(base: Path) -> dict[str, list[bytes]]:
    """Return the files below a folder, of each its lines in an order of their own.

    Where several writers want one id, whichever comes first has it: titles go without a number.
    """
    return {
        name: sorted(_NUMBERED.sub(rb"\1", data).splitlines())
        for name, data in tree(base).items()
        if not name.startswith("state/")
    }
