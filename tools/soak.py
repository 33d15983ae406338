"""`make soak [ARGS="PART COUNT"]`: what must never lose anything, tried until it would.

Three parts. `sets`: broken data sets, made from sound ones by chance, read and judged; nothing but
faults of ours may come out. `kills`: every writing command killed at each of its system calls
that write; the data set stays sound, files are old or new, and the same command works afterwards.
`writers`: eight writers, fifty additions each, a killer among them; none of the finished ones is
lost. Each prints what was tried and what failed; the status is 1 where anything did.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

__all__ = ["kills", "main", "sets", "writers"]

ROOT = Path(__file__).resolve().parents[1]

_KILLED = """
import os, signal, sys
left = int(sys.argv[1])
def counted(real):
    def call(*args, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)
    return call
for name in ("fsync", "replace", "rename", "mkdir", "unlink", "rmdir", "open", "write"):
    setattr(os, name, counted(getattr(os, name)))
import czplan.storage.folders as folders
folders.exchange = counted(folders.exchange)
sys.argv = ["czplan", *sys.argv[2:]]
from czplan.__main__ import main
sys.exit(main())
"""

_EXAMPLE = re.compile(r"^#(?! \S)", re.MULTILINE)

_REPORT = """---
title: 云岭市政府工作报告（2026年1月20日）
---

2026年经济社会发展的主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业3000人以上。
"""


def _environment() -> dict[str, str]:
    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return env | {"PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8", "CZPLAN_LANG": "en"}


def _run(*args: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "czplan", *args]
    return subprocess.run(line, env=_environment(), capture_output=True, text=True, check=False)


def _own_set(folder: Path) -> Path:
    """Make a small data set, the examples of a new one in use, and a document it knows."""
    sys.path.insert(0, str(ROOT / "src"))
    from czplan.editing.begin import begin

    begin(folder, "en", copy=False)
    for path in folder.glob("*.yaml"):
        path.write_text(_EXAMPLE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    report = folder.parent / "report.md"
    report.write_text(_REPORT, encoding="utf-8")
    done = _run("sources", "add", str(report), "--id", "report", "--data", str(folder), "-y")
    assert done.returncode == 0, done.stderr
    table = folder.parent / "proposals.csv"
    ids = ("--source", "report", "--plan", "wr2026", "-o", str(table))
    done = _run("extract", str(report), "--data", str(folder), *ids)
    assert done.returncode == 0, done.stderr
    table.write_text(
        table.read_text(encoding="utf-8-sig").replace("\n,", "\ny,"), encoding="utf-8-sig"
    )
    return folder


# ---------------------------------------------------------------- kills
def _commands(base: Path) -> dict[str, tuple[str, ...]]:
    data = ("--data", str(base / "set"))
    return {
        "add": (
            *("actuals", "add", "nev-output", "2026-06", "45万辆", "--source", "report2026"),
            *data,
        ),
        "import": ("actuals", "import", str(base / "figures.csv"), *data),
        "sources": ("sources", "add", "新公报", "--publisher", "甲", "--id", "new", "-y", *data),
        "targets": (
            *("targets", "add", "wr2026/x", "5条", "--name", "某路", "--text", "5条"),
            *("--line", "3", *data),
        ),
        "adopt": ("adopt", str(base / "proposals.csv"), "-y", *data),
        "extract": ("extract", str(base / "report.md"), "-o", str(base / "out.csv")),
        "export": ("export", "csv", "-o", str(base / "x.csv"), *data),
        "xlsx": ("export", "xlsx", "-o", str(base / "x.xlsx"), *data),
        "package": ("export", "datapackage", "-o", str(base / "package"), *data),
        "report": ("report", "-o", str(base / "x.html"), *data),
        "site": ("report", "--site", str(base / "site"), *data),
        "init": ("init", str(base / "new")),
    }


def kills(count: int) -> list[str]:
    """Kill the writing commands at `count` points, and look at what is left."""
    failed: list[str] = []
    chance = random.Random(7)
    tried = dead = 0
    with tempfile.TemporaryDirectory(prefix="czplan-") as made:
        pristine = Path(made) / "pristine"
        pristine.mkdir()
        _own_set(pristine / "set")
        (pristine / "figures.csv").write_text(
            "indicator,period,stated,source\nnev-output,2026-03,20万辆,report2026\n", "utf-8"
        )
        names = list(_commands(pristine))
        while tried < count:
            name = names[tried % len(names)]
            base = Path(made) / "base"
            shutil.rmtree(base, ignore_errors=True)
            shutil.copytree(pristine, base)
            command = _commands(base)[name]
            if chance.random() < 0.5 and name in ("package", "site", "export", "report"):
                _run(*command)  # over what is there already
            point = str(chance.randint(1, 60 if name in ("package", "site", "init") else 14))
            line = [sys.executable, "-c", _KILLED, point, *command]
            done = subprocess.run(line, env=_environment(), capture_output=True, check=False)
            tried += 1
            dead += done.returncode == -signal.SIGKILL
            failed += [f"{name} killed at {point}: {why}" for why in _left(name, command, base)]
    print(f"kills: {tried} tries, {dead} killed, {len(failed)} failures")
    return failed


def _left(name: str, command: Sequence[str], base: Path) -> list[str]:
    """Return what a killed command has left that shouldn't be."""
    wrong = []
    check = _run("check", str(base / "set"))
    if check.returncode:
        wrong.append(f"the data set is faulty: {check.stdout[:200]}")
    for left in (base / "out.csv", base / "x.csv", base / "x.xlsx", base / "x.html"):
        if left.exists() and not left.stat().st_size:
            wrong.append(f"{left.name} is empty")
    if name == "init" and (base / "new").exists():
        shutil.rmtree(base / "new")
    again = _run(*command)
    if again.returncode:
        wrong.append(f"the next run fails: {again.stderr[:200]}")
    scraps = [
        path.name for path in base.rglob(".*") if "czplan" in path.name and name not in ("init",)
    ]
    if scraps and not again.returncode:
        wrong.append(f"left behind: {', '.join(scraps)}")
    return wrong


# ---------------------------------------------------------------- writers
_WRITER = """
import sys
from czplan import load
from czplan.editing.addition import Addition
from czplan.editing.change import commit, plan
folder, writer = sys.argv[1], int(sys.argv[2])
for turn in range(int(sys.argv[3])):
    one = Addition("nev-output", f"{1600 + writer * 60 + turn}",
                   {"stated": f"{writer}{turn}辆", "source": "report2026"})
    commit([one], plan(load(folder), [one]))
    print(one.period, flush=True)
"""


def writers(count: int) -> list[str]:
    """Let eight writers add `count` figures each, some killed on the way."""
    chance = random.Random(11)
    with tempfile.TemporaryDirectory(prefix="czplan-") as made:
        folder = _own_set(Path(made) / "set")
        running = [
            subprocess.Popen(
                [sys.executable, "-c", _WRITER, str(folder), str(writer), str(count)],
                env=_environment(),
                stdout=subprocess.PIPE,
                text=True,
            )
            for writer in range(8)
        ]
        for victim in (2, 5):
            time.sleep(chance.uniform(3, 8))
            running[victim].kill()
        said = [writer.communicate()[0].split() for writer in running]
        from czplan import load

        held = {row["period"] for row in load(folder).actual_rows()}
        done = [period for lines in said for period in lines]
        lost = [period for period in done if period not in held]
        left = [path.name for path in folder.iterdir() if path.name.startswith(".")]
    print(f"writers: 8, {len(done)} additions finished, 2 killed, {len(lost)} lost")
    short = [
        f"writer {number} ended early"
        for number, lines in enumerate(said)
        if number not in (2, 5) and len(lines) != count
    ]
    return (
        [f"lost: {period}" for period in lost] + [f"left behind: {name}" for name in left] + short
    )


# ---------------------------------------------------------------- sets
def sets(count: int) -> list[str]:
    """Read and judge `count` data sets that chance has broken."""
    sys.path.insert(0, str(ROOT / "src"))
    import czplan
    from czplan import dataset
    from czplan.faults import FolderError

    chance = random.Random(13)
    failed: list[str] = []
    sound = 0
    with tempfile.TemporaryDirectory(prefix="czplan-") as made:
        folder = _own_set(Path(made) / "set")
        texts = {path: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}
        for turn in range(count):
            for path, text in texts.items():
                path.write_text(text, encoding="utf-8")
            for _ in range(chance.randint(1, 3)):
                path = chance.choice(list(texts))
                path.write_text(_broken(path.read_text(encoding="utf-8"), chance), "utf-8")
            try:
                ds, _ = dataset.read(folder)
                if ds is not None:
                    sound += 1
                    if turn % 10 == 0:
                        czplan.progress(ds, year=2026, all=True)
            except FolderError:
                continue
            except Exception as error:  # whatever it is, no user should see it
                failed.append(f"example {turn}: {type(error).__name__}: {error}")
    print(f"sets: {count} examples, {sound} sound, {len(failed)} failures")
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


PARTS: dict[str, tuple[Callable[[int], list[str]], int]] = {
    "sets": (sets, 10_000),
    "writers": (writers, 50),
    "kills": (kills, 500),
}


def main(words: Sequence[str]) -> int:
    """Run one part (its name and a count), or all; return 1 where anything failed."""
    if words and words[0] not in PARTS:
        print(f"soak: no part {words[0]}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    failed = []
    for name in [words[0]] if words else PARTS:
        part, usual = PARTS[name]
        failed += part(int(words[1]) if len(words) > 1 else usual)
    for one in failed[:40]:
        print(one)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
