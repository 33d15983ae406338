"""Every command that writes, killed at each of its steps that write, and what is left of it."""

from __future__ import annotations

import itertools
import shutil
import signal
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.copies import Done
from tools.soak.ground import SCRAPS, Tree, own_set, run_in, tree

__all__ = ["kills", "stops"]

_DECIDED = ".czplan-review-"
"""What a person decided before a review was killed stays, for the next one."""

_ADD = "actuals add nev-output 2026-06 45万辆 --source report2026 --data set"
_COMMANDS = {
    "add": _ADD,
    "add to csv": _ADD.replace("--data set", "--data csv"),
    "import": "actuals import figures.csv --data set",
    "import to csv": "actuals import figures.csv --data csv",
    "sources": "sources add 新公报 --publisher 甲 --id new -y --data set",
    "plans": "plans add 新规划 --source report --id new -y --data set",
    "indicators": "indicators add new --name 路长 --unit 公里 --measure stock --direction up -y"
    " --data set",
    "targets": "targets add wr2026/x 5条 --name 某路 --text 5条 --line 3 --data set",
    "adopt": "adopt proposals.csv -y --date 2026-02-01 --data set",
    "adopt to csv": "adopt proposals.csv -y --date 2026-02-01 --data csv",
    "review": "review report.md --plan wr2026 --date 2026-02-01 --data set",
    "progress": "progress --year 2026 --data set",
    "extract": "extract report.md --data set -o out.csv",
    "panel": "panel --data set -o panel.csv",
    "chart": "chart wr2026/nev-output --data set -o chart.svg",
    "report": "report --data set -o x.html",
    "site": "report --site site --base-url https://example.org/ --data set",
    "package": "export datapackage -o package --data set",
    **{
        form: f"export {form} -o x.{ending} --data set"
        for form, ending in (
            *(("csv", "csv"), ("json", "json"), ("jsonl", "jsonl"), ("xlsx", "xlsx")),
            *(("parquet", "parquet"), ("dta", "dta"), ("sqlite", "db"), ("markdown", "md")),
        )
    },
    "init": "init new",
    "init copy": "init new --copy",
}
_KEYS = {"review": "kkykkjnq", "progress": "q"}
_WHOLE = {"site": "site/", "package": "package/", "init": "new/", "init copy": "new/"}
_OUTPUTS = frozenset(name for name, line in _COMMANDS.items() if " -o " in line or "--site" in line)


@dataclass(frozen=True)
class Case:
    """A command and the folder it starts from: over nothing, or over what a run before wrote."""

    name: str
    base: Path
    old: Tree
    new: Tree

    def run(self, base: Path, point: int = 0, *, traced: bool = False) -> Done:
        """Run the command in a copy of the folder."""
        words = _COMMANDS[self.name].split()
        return run_in(base, *words, keys=_KEYS.get(self.name, ""), point=point, traced=traced)


def _cases(made: Path, names: Sequence[str]) -> list[Case]:
    """Make the folders that commands start from, and see what each makes of its own."""
    pristine = made / "pristine"
    pristine.mkdir()
    own_set(pristine)
    shutil.copytree(pristine / "set", pristine / "csv")
    (pristine / "csv" / "actuals.yaml").unlink()
    (pristine / "csv" / "actuals.csv").write_text(
        "indicator,period,stated,status,source,text,line\n"
        'nev-output,2025,87.5万辆,,report2026,"新能源整车产量87.5万辆",5\n',
        encoding="utf-8",
    )
    cases = []
    for number, (name, over) in enumerate(
        (name, over) for name in names for over in (False, True) if not over or name in _OUTPUTS
    ):
        base = shutil.copytree(pristine, made / f"case{number}")
        if over:
            for line in (_COMMANDS[name], _ADD):
                run_in(base, *line.split())
        old = tree(base)
        trial = shutil.copytree(base, made / "base")
        case = Case(name, base, old, {})
        done = case.run(trial)
        if done.status:
            raise RuntimeError(f"{name}: {done.said}")
        case.new.update(tree(trial))
        for folder in ("set", "csv"):
            if run_in(trial, "check", folder).status:
                raise RuntimeError(f"{name} makes a faulty data set")
        shutil.rmtree(trial)
        cases.append(case)
    return cases


def kills(count: int, *names: str, traced: bool = True) -> list[str]:
    """Kill commands at `count` points, and look at what is left.

    The points of each command are taken one after the other to its end, those of all commands by
    turns; after the last point it starts anew.

    Args:
        count: how many are killed.
        names: the commands; without any, all.
        traced: at system calls (by strace), else at steps that the command tells of itself, which
            needs nothing. Every step is one in a long run by strace, every fifth else.
    """
    if traced and shutil.which("strace") is None:
        return ["kills are by strace, which isn't there; stops need nothing"]
    failed: list[str] = []
    dead = through = 0
    step = 1 if traced and count >= 100 else 5
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        cases = _cases(Path(made), names or tuple(_COMMANDS))
        base = Path(made) / "base"
        points = [itertools.count(1, step) for _ in cases]
        for number in itertools.cycle(range(len(cases))):
            if dead >= count:
                break
            case, point = cases[number], next(points[number])
            shutil.copytree(case.base, base)
            done = case.run(base, point, traced=traced)
            if done.status != -signal.SIGKILL:
                points[number] = itertools.count(1 + through % step, step)
                through += 1
                if done.status:
                    failed.append(f"{case.name}, not killed: {done.said[-300:]}")
            dead += done.status == -signal.SIGKILL
            failed += [f"{case.name} killed at {point}: {why}" for why in _left(case, base)]
            shutil.rmtree(base)
    print(
        f"{'kills' if traced else 'stops'}: {len(cases)} commands, {dead} killed, "
        f"{through} walked to the end, {len(failed)} failures",
        flush=True,
    )
    return failed


def stops(count: int, *names: str) -> list[str]:
    """Kill commands at `count` of the steps that they tell of themselves: see `kills`."""
    return kills(count, *names, traced=False)


def _left(case: Case, base: Path) -> list[str]:
    """Return what a killed command has left that shouldn't be."""
    wrong = []
    left = tree(base)
    for name in sorted(case.old.keys() | case.new.keys() | left.keys()):
        was = (case.old.get(name), case.new.get(name))
        if left.get(name) not in was and _DECIDED not in name:
            wrong.append(f"{name} is neither old nor new")
    whole = _WHOLE.get(case.name)
    if whole and _below(left, whole) not in (_below(case.old, whole), _below(case.new, whole)):
        wrong.append(f"{whole} is in part new")
    for name in ("set", "csv"):
        now = _below(left, name + "/")
        if now in (_below(case.old, name + "/"), _below(case.new, name + "/")):
            continue  # sound when the command was tried
        done = run_in(base, "check", name)
        if done.status:
            wrong.append(f"the data set is faulty: {done.said[:300]}")
    finished = left == case.new
    again = case.run(base)
    if again.status and not finished:
        wrong.append(f"the next run fails: {again.said[-300:]}")
    if "Traceback" in again.said or "internal error" in again.said:
        wrong.append(f"the next run stumbles: {again.said[-300:]}")
    now = tree(base)
    if now != case.new:
        names = sorted(now.keys() | case.new.keys())
        other = ", ".join(name for name in names if now.get(name) != case.new.get(name))
        wrong.append(f"the next run makes something else: {other}")
    scraps = [str(path.relative_to(base)) for path in base.rglob("*") if SCRAPS.search(path.name)]
    if scraps and not again.status:
        wrong.append(f"left behind: {', '.join(scraps)}")
    return wrong


def _below(tree: Mapping[str, bytes], folder: str) -> Tree:
    """Return the part of a tree below a folder."""
    return {name: data for name, data in tree.items() if name.startswith(folder)}
