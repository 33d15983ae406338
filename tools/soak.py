"""`make soak [ARGS="PART COUNT [COMMAND...]"]`: what must lose nothing, tried until it would.

Three parts. `sets`: data sets that hypothesis has broken, read and judged; nothing but faults of
ours may come out. `kills`: every command that writes, killed at each of its system calls that
write, over nothing and over what an earlier run wrote; every file is the old or the new one, a
folder is so as a whole, the data set is sound, and the same command then brings it to its end.
`writers`: eight writers, fifty additions each, a killer among them; none that was told to be
written is lost. Each prints what was tried and what failed; the status is 1 where anything did.

Commands run in copies of this process (`tools.copies`), which is what makes it quick.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.copies import Done, load_all, run

__all__ = ["kills", "main", "sets", "writers"]

_EXAMPLE = re.compile(r"^#(?! \S)", re.MULTILINE)
_OURS = re.compile(r"\.czplan(-new|-old|\.lock)")
_DECIDED = ".czplan-review-"
"""What a person decided before a review was killed stays, for the next one."""

_REPORT = """---
title: 云岭市政府工作报告（2026年1月20日）
---

2026年经济社会发展的主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业3000人以上。
"""

Tree = dict[str, bytes]


def _run(base: Path, *args: str, keys: str = "", point: int = 0) -> Done:
    """Run a command in `base`, which is its home too."""
    env = {"HOME": str(base), "XDG_STATE_HOME": str(base / "state"), "CZPLAN_LANG": "en"}
    env |= {"CZPLAN_PAGER": "cat", "TERM": "xterm", "PATH": os.environ["PATH"]}
    return run(base, args, env, keys=keys, point=point)


def _own_set(base: Path) -> None:
    """Make in `base` a small data set in use, a document it knows and a table of its proposals."""
    from czplan.editing.begin import begin

    begin(base / "set", "en", copy=False)
    for path in (base / "set").glob("*.yaml"):
        path.write_text(_EXAMPLE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    (base / "report.md").write_text(_REPORT, encoding="utf-8")
    (base / "figures.csv").write_text(
        "indicator,period,stated,source\nnev-output,2026-03,20万辆,report2026\n", "utf-8"
    )
    for line in (
        "sources add report.md --id report --data set -y",
        "extract report.md --data set --source report --plan wr2026 -o proposals.csv",
    ):
        done = _run(base, *line.split())
        if done.status:
            raise RuntimeError(done.said)
    table = base / "proposals.csv"
    text = table.read_text(encoding="utf-8-sig").replace("\n,", "\ny,")
    table.write_text(text, encoding="utf-8-sig")


def _tree(base: Path) -> Tree:
    """Return the files below a folder by name, without what killed runs leave."""
    return {
        name: path.read_bytes()
        for path in base.rglob("*")
        if path.is_file() and not _OURS.search(name := path.relative_to(base).as_posix())
    }


# ---------------------------------------------------------------- kills
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

    def run(self, base: Path, point: int = 0) -> Done:
        """Run the command in a copy of the folder."""
        words = _COMMANDS[self.name].split()
        return _run(base, *words, keys=_KEYS.get(self.name, ""), point=point)


def _cases(made: Path, names: Sequence[str]) -> list[Case]:
    """Make the folders that commands start from, and see what each makes of its own."""
    pristine = made / "pristine"
    pristine.mkdir()
    _own_set(pristine)
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
                _run(base, *line.split())
        old = _tree(base)
        trial = shutil.copytree(base, made / "base")
        case = Case(name, base, old, {})
        done = case.run(trial)
        if done.status:
            raise RuntimeError(f"{name}: {done.said}")
        case.new.update(_tree(trial))
        for folder in ("set", "csv"):
            if _run(trial, "check", folder).status:
                raise RuntimeError(f"{name} makes a faulty data set")
        shutil.rmtree(trial)
        cases.append(case)
    return cases


def kills(count: int, *names: str) -> list[str]:
    """Kill commands at `count` points, and look at what is left.

    The points of each command are taken one after the other to its end, those of all commands by
    turns; after the last point it starts anew. Of commands that are named (a short form), every
    fifth point is taken.
    """
    failed: list[str] = []
    dead = through = 0
    step = 5 if names else 1
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        cases = _cases(Path(made), names or tuple(_COMMANDS))
        base = Path(made) / "base"
        points = [itertools.count(1, step) for _ in cases]
        for number in itertools.cycle(range(len(cases))):
            if dead >= count:
                break
            case, point = cases[number], next(points[number])
            shutil.copytree(case.base, base)
            done = case.run(base, point)
            if done.status != -signal.SIGKILL:
                points[number] = itertools.count(1 + through % step, step)
                through += 1
                if done.status:
                    failed.append(f"{case.name}, not killed: {done.said[-300:]}")
            dead += done.status == -signal.SIGKILL
            failed += [f"{case.name} killed at {point}: {why}" for why in _left(case, base)]
            shutil.rmtree(base)
    print(
        f"kills: {len(cases)} commands, {dead} killed, {through} walked to the end, "
        f"{len(failed)} failures",
        flush=True,
    )
    return failed


def _left(case: Case, base: Path) -> list[str]:
    """Return what a killed command has left that shouldn't be."""
    wrong = []
    left = _tree(base)
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
        done = _run(base, "check", name)
        if done.status:
            wrong.append(f"the data set is faulty: {done.said[:300]}")
    finished = left == case.new
    again = case.run(base)
    if again.status and not finished:
        wrong.append(f"the next run fails: {again.said[-300:]}")
    if "Traceback" in again.said or "internal error" in again.said:
        wrong.append(f"the next run stumbles: {again.said[-300:]}")
    now = _tree(base)
    if now != case.new:
        names = sorted(now.keys() | case.new.keys())
        other = ", ".join(name for name in names if now.get(name) != case.new.get(name))
        wrong.append(f"the next run makes something else: {other}")
    scraps = [str(path.relative_to(base)) for path in base.rglob("*") if _OURS.search(path.name)]
    if scraps and not again.status:
        wrong.append(f"left behind: {', '.join(scraps)}")
    return wrong


def _below(tree: Mapping[str, bytes], folder: str) -> Tree:
    """Return the part of a tree below a folder."""
    return {name: data for name, data in tree.items() if name.startswith(folder)}


# ---------------------------------------------------------------- writers
def writers(count: int) -> list[str]:
    """Let eight writers add `count` figures each, killed now and then and started anew."""
    chance = random.Random(11)
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        base = Path(made)
        _own_set(base)
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


# ---------------------------------------------------------------- sets
def sets(count: int) -> list[str]:
    """Read and judge `count` data sets that hypothesis has broken."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    import czplan
    from czplan import dataset
    from czplan.faults import FolderError

    failed: list[str] = []
    turn = sound = 0
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        base = Path(made)
        _own_set(base)
        folder = base / "set"
        texts = {path: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}

        @settings(
            max_examples=count,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.randoms(use_true_random=False), st.integers(1, 3))
        def read(chance: random.Random, breaks: int) -> None:
            nonlocal turn, sound
            turn += 1
            broken = dict(texts)
            for _ in range(breaks):
                path = chance.choice(list(texts))
                broken[path] = _broken(broken[path], chance)
            for path, text in broken.items():
                path.write_text(text, encoding="utf-8", errors="replace")
            try:
                ds, faults = dataset.read(folder, advice=True)
                for fault in faults:
                    fault.text("zh")
                    fault.text("en")
                if ds is not None:
                    sound += 1
                    if sound % 5 == 0:
                        czplan.progress(ds, year=2026, all=True)
            except FolderError:
                pass
            except Exception as error:  # whatever it is, no user should see it
                failed.append(f"example {turn}: {type(error).__name__}: {error}")
                kept = Path(tempfile.gettempdir()) / f"soak-set-{turn}"
                shutil.copytree(folder, kept, dirs_exist_ok=True)

        read()
    print(f"sets: {turn} examples, {sound} sound, {len(failed)} failures", flush=True)
    return failed


_STUFF = (
    *("\x00", "\u202e", "é", "5%", "{", "}", "[", "\t", "\n", ": ", "- ", "'", '"', "#", "&a "),
    *("*a", "1e999", "-", "２０２５", "null", "~", "!!int ", "<<: ", "万", "亿", "", "。"),
)


def _broken(text: str, chance: random.Random) -> str:
    """Return a text that chance has changed a little."""
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice((0, 0, 1, 3, 40)))
    lines = text.split("\n")
    kind = chance.random()
    if kind < 0.15:
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
        return "\n".join(lines)
    if kind < 0.3:
        lines.insert(chance.randrange(len(lines)), chance.choice(lines))
        return "\n".join(lines)
    return text[:at] + chance.choice(_STUFF) + text[end:]


PARTS: dict[str, tuple[Callable[..., list[str]], int]] = {
    "sets": (sets, 10_000),
    "writers": (writers, 50),
    "kills": (kills, 500),
}


def main(words: Sequence[str]) -> int:
    """Run one part (its name, a count, of kills the commands), or all; 1 where anything failed."""
    if words and words[0] not in PARTS:
        print(f"soak: no part {words[0]}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    load_all()
    failed = []
    for name in [words[0]] if words else PARTS:
        part, usual = PARTS[name]
        failed += part(int(words[1]) if len(words) > 1 else usual, *words[2:])
    for one in failed[:40]:
        print(one)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
