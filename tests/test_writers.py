"""Nothing lost: many writers at once, death at any moment, full disks, closed folders."""

from __future__ import annotations

import os
import random
import resource
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_process import command, environment, heed_modes
from own_set import as_csv, own_set

import czplan
from czplan.storage import LOCK_NAME, WriteFault, locked, replace

ADD = ("actuals", "add", "nev-output", "2026-06", "45万辆", "--source", "report2026")


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def add(folder: Path, **options: object) -> subprocess.CompletedProcess[str]:
    line = command(*ADD, "--data", str(folder), "--lang", "en")
    return subprocess.run(line, env=environment(), capture_output=True, text=True, **options)


def test_eight_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Figures into CSV with the documents they are from into YAML, in one change of two files.

    The soak does so into YAML, with a killer among them.
    """
    folder = as_csv(own_set(tmp_path / "set"))
    before = (folder / "actuals.csv").read_text(encoding="utf-8").splitlines()
    script = f"""
import sys
from czplan import load
from czplan.editing.addition import Addition, NewRecord
from czplan.editing.change import commit, plan
writer = int(sys.argv[1])
for turn in range(4):
    period = f"{{2000 + writer}}-{{turn + 1:02d}}"
    source = f"report-{{period}}"
    fields = {{"stated": f"{{writer}}{{turn}}辆", "source": source}}
    named = {{"title": {{"zh": source}}, "publisher": "甲", "grade": "copy"}}
    new = [NewRecord("sources", (source,), named), Addition("nev-output", period, fields)]
    commit(new, plan(load({str(folder)!r}), new))
"""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(writer)],
            env=environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
        for writer in range(8)
    ]
    while any(writer.poll() is None for writer in writers):
        czplan.load(folder)  # a reader beside them sees a sound set at any moment
        time.sleep(0.2)
    for writer in writers:
        _, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
    ds = czplan.load(folder)
    found = {(row["period"], row["stated"]) for row in ds.actual_rows()}
    wanted = {(f"{2000 + w}-{t + 1:02d}", f"{w}{t}辆") for w in range(8) for t in range(4)}
    assert wanted <= found
    assert {f"report-{period}" for period, _ in wanted} <= set(ds.source_records)
    after = (folder / "actuals.csv").read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before) + 32
    assert [line for line in after if line in set(before)] == before
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


def test_killed_while_writing_leaves_old_or_new(tmp_path: Path) -> None:
    path = tmp_path / "actuals.yaml"
    contents = [bytes([65 + i]) * (300_000 + i) for i in range(3)]
    path.write_bytes(contents[0])
    script = f"""
import sys
from pathlib import Path
from czplan.storage import locked, replace
path = Path({str(path)!r})
contents = [bytes([65 + i]) * (300_000 + i) for i in range(3)]
print("ready", flush=True)
turn = 0
while True:
    turn += 1
    with locked(path):
        replace(path, contents[turn % 3])
"""
    chance = random.Random(5)
    seen = set()
    for _ in range(16):
        child = subprocess.Popen(
            [sys.executable, "-c", script], env=environment(), stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.03))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        data = path.read_bytes()
        assert data in contents
        seen.add(data[:1])
    assert len(seen) > 1, "no write was ever interrupted late enough to be seen"
    with locked(path, patience=1):  # the dead hold no lock, and what they left is swept away
        replace(path, contents[0])
    assert [one.name for one in tmp_path.iterdir()] == ["actuals.yaml"]


def test_lock_is_freed_by_death_and_kept_by_the_living(tmp_path: Path) -> None:
    path = tmp_path / "actuals.yaml"
    script = f"""
import time
from pathlib import Path
from czplan.storage import locked
with locked(Path({str(path)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    child = subprocess.Popen(
        [sys.executable, "-c", script], env=environment(), stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    child.stdout.readline()
    try:
        with pytest.raises(WriteFault) as fault, locked(path, patience=0.2):
            pass
        assert "another process is writing" in fault.value.en
        assert "另一个程序正在写" in fault.value.zh
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    with locked(path, patience=1):
        assert (tmp_path / LOCK_NAME).exists()
    assert not (tmp_path / LOCK_NAME).exists()


def test_what_is_there_already_still_sweeps_a_dead_lock(tmp_path: Path) -> None:
    from czplan.editing.addition import Addition
    from czplan.editing.change import commit, plan

    folder = own_set(tmp_path / "set")
    one = [Addition("nev-output", "2026-06", {"stated": "45万辆", "source": "report2026"})]
    for _ in range(2):
        commit(one, plan(czplan.load(folder), one))
        assert not (folder / LOCK_NAME).exists()
        (folder / LOCK_NAME).touch()
    commit(one, plan(czplan.load(folder), one))
    assert not (folder / LOCK_NAME).exists()


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_limit_on_file_size_leaves_every_byte(tmp_path: Path, form: str) -> None:
    folder = own_set(tmp_path / "set")
    if form == "csv":
        as_csv(folder)
    before = bytes_below(folder)
    size = len(before[f"actuals.{form}"])

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size - 10, size - 10))

    done = add(folder, preexec_fn=limit)
    assert done.returncode == 2
    assert done.stderr.count("\n") <= 3
    assert "Traceback" not in done.stderr
    assert f"try actuals.{form} out" in done.stderr
    assert bytes_below(folder) == before


FULL = (
    ("actuals", "add", "nev-output", "2026-06", "45万辆", "--source", "report2026"),
    ("sources", "add", "新公报", "--publisher", "甲", "--id", "new", "-y"),
    ("actuals", "import", "../figures.csv"),
    ("adopt", "../proposals.csv", "-y", "--date", "2026-02-01"),
    ("report", "--site", "../site", "--base-url", "https://example.org/"),
    ("export", "datapackage", "-o", "../package"),
    ("export", "sqlite", "-o", "../x.db"),
    ("chart", "wr2026/nev-output", "-o", "../chart.svg"),
    ("export", "parquet", "--engine", "dask", "-o", "../parts"),
    ("review", "../report.md", "--plan", "wr2026", "--date", "2026-02-01"),
)
"""What writes, as typed in the folder of a data set."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts are Linux's")
def test_full_disk_leaves_every_byte(tmp_path: Path) -> None:
    own_set(tmp_path / "set")
    (tmp_path / "figures.csv").write_text(
        "indicator,period,stated,source\nnev-output,2026-03,20万辆,report2026\n", "utf-8"
    )
    (tmp_path / "report.md").write_text(
        "# 政府工作报告（2026年1月20日）\n\n2026年主要预期目标：地区生产总值增长5.5%左右。\n",
        "utf-8",
    )
    for words in (
        ("sources", "add", "report.md", "--id", "report", "--data", "set", "-y"),
        ("extract", "report.md", "--data", "set", "--source", "report", "--plan", "wr2026",
         "-o", "proposals.csv"),
    ):  # fmt: skip
        subprocess.run(
            command(*words), cwd=tmp_path, env=environment(), check=True, capture_output=True
        )
    table = tmp_path / "proposals.csv"
    table.write_text(table.read_text("utf-8").replace("\n,", "\ny,"), "utf-8")
    disk = tmp_path / "disk"
    disk.mkdir()
    lines = [shlex.join(command(*words, "--lang", "en")) for words in FULL]
    lines[-1] = f"echo yyq | script -qec 'stty cols 300; {lines[-1]}' /dev/null"
    said = tmp_path / "said"
    tries = "\n".join(
        f'{line} >{said} 2>&1; echo "status $? $(grep -c "disk is full" {said})"; '
        f"diff -r {tmp_path}/before {disk}"
        for line in lines
    )
    script = f"""
set -e
mount -t tmpfs -o size=256k none {disk}
cp -r {tmp_path}/set {tmp_path}/figures.csv {tmp_path}/report.md {table} {disk}/
dd if=/dev/zero of={disk}/filler bs=1k 2>/dev/null || true
cp -r {disk} {tmp_path}/before
cd {disk}/set
export CZPLAN_DATA={disk}/set
set +e
{tries}
"""
    line = ["unshare", "--mount", "sh", "-c", script]
    if shutil.which("unshare") is None or subprocess.run(["unshare", "--mount", "true"]).returncode:
        pytest.skip("this process may not mount a small disk")
    done = subprocess.run(line, env=environment(), capture_output=True, text=True)
    assert done.stdout.splitlines() == ["status 2 1"] * len(FULL), done.stdout + done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="capabilities are Linux's")
@pytest.mark.parametrize("closed", ["folder", "nothing"])
def test_folder_closed_to_writing(tmp_path: Path, closed: str) -> None:
    folder = own_set(tmp_path / "set")
    before = bytes_below(folder)
    if closed == "folder":
        folder.chmod(0o555)

    try:
        done = add(folder, preexec_fn=heed_modes)
    finally:
        folder.chmod(0o755)
    if closed == "folder":
        assert done.returncode == 2
        assert "no permission" in done.stderr
        assert "Traceback" not in done.stderr
        assert bytes_below(folder) == before
    else:
        assert done.returncode == 0, done.stderr


def test_mode_and_link_stay(tmp_path: Path) -> None:
    real = tmp_path / "real" / "figures.yaml"
    real.parent.mkdir()
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "actuals.yaml"
    link.symlink_to(real)
    with locked(link):
        replace(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert os.listdir(real.parent) == ["figures.yaml"]


def test_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    replace(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
