"""Locks that aren't ours, leftovers of killed runs, what a rewritten file keeps, late answers."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from cli_process import command, environment, in_terminal, within
from hostile_set import BREAKS, HOSTILE, hostile_set
from own_set import own_set

from czplan.storage import (
    LOCK_NAME,
    WriteFault,
    filling,
    locked,
    replace,
    temporary_folder,
    write_file,
    write_folder,
)

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's system calls")


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# ---------------------------------------------------------------- locks
def test_a_link_in_the_locks_place_is_never_followed(tmp_path: Path) -> None:
    victim = tmp_path / "elsewhere" / "victim"
    victim.parent.mkdir()
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / LOCK_NAME).symlink_to(victim)
    with pytest.raises(WriteFault) as fault, locked(folder / "x", patience=0.2):
        pass
    assert "link" in fault.value.en
    assert str(folder / LOCK_NAME) in fault.value.en
    assert "链接" in fault.value.zh
    assert not victim.exists()


def test_links_in_a_circle_are_said(tmp_path: Path) -> None:
    (tmp_path / "x.csv").symlink_to("x.csv")
    for write in (
        lambda path: write_file(path, b"1"),
        lambda path: replace(path, b"1"),
        lambda path: write_folder(path, {"a": b"1"}),
        lambda path: filling(path).__enter__(),
    ):
        with pytest.raises(WriteFault, match="circle"):
            write(tmp_path / "x.csv")
    assert names(tmp_path) == ["x.csv"]


@LINUX
def test_a_current_folder_that_is_gone_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(WriteFault, match="current folder is gone"):
        write_file(Path("x.csv"), b"1")


def test_a_stale_lock_of_any_mode_is_taken(tmp_path: Path) -> None:
    lock = tmp_path / LOCK_NAME
    for mode in (0o600, 0o444, 0o666):
        lock.touch()
        lock.chmod(mode)
        write_file(tmp_path / "x", b"1")
        assert names(tmp_path) == ["x"]


@LINUX
def test_another_users_stale_lock_is_waited_for_by_reading_it(tmp_path: Path) -> None:
    """Whoever may write in a folder may write although another user's killed run left a lock."""
    if os.getuid() != 0:
        pytest.skip("only root can act as two users")
    tmp_path.chmod(0o777)
    for above in tmp_path.parents:
        if above.stat().st_uid == 0 and above.is_relative_to(tempfile.gettempdir()):
            above.chmod(above.stat().st_mode | 0o755)
    (tmp_path / LOCK_NAME).touch()
    (tmp_path / LOCK_NAME).chmod(0o644)
    from czplan.storage import lock  # before the right to read other places is given up

    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setuid(65534)
            with lock.locked(tmp_path / "x", patience=1):
                status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    (tmp_path / LOCK_NAME).touch()
    (tmp_path / LOCK_NAME).chmod(0o600)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        said = ""
        try:
            os.setuid(65534)
            with lock.locked(tmp_path / "x", patience=0.3):
                said = "taken"
        except WriteFault as fault:
            said = fault.en
        finally:
            os.write(writer, said.encode())
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    said = os.read(reader, 4000).decode()
    os.close(reader)
    assert LOCK_NAME in said
    assert "owned by root" in said


def test_where_the_file_system_has_no_locks(tmp_path: Path) -> None:
    script = f"""
import errno, fcntl, os, sys
def refuse(*_):
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
fcntl.flock = refuse
from pathlib import Path
from czplan.storage import WriteFault, locked, replace
path = Path({str(tmp_path / "x")!r})
with locked(path):
    replace(path, b"one")
    try:
        with locked(path, patience=0.2):
            print("two at once")
    except WriteFault as fault:
        print(fault.en)
print(sorted(one.name for one in path.parent.iterdir()))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    said, left = done.stdout.splitlines()
    assert "knows no locks" in said
    assert "remove" in said
    assert left == "['x']"


# ---------------------------------------------------------------- what a file keeps
@LINUX
def test_attributes_stay_and_lost_hard_links_are_told(tmp_path: Path) -> None:
    path = tmp_path / "actuals.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    os.link(path, tmp_path / "second")
    try:
        os.setxattr(path, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has no attributes")
    notes = replace(path, b"new")
    assert os.getxattr(path, "user.note") == b"mine"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (tmp_path / "second").read_bytes() == b"old"
    assert [("hard link" in en, "硬链接" in zh) for zh, en in notes] == [(True, True)]


def test_a_command_tells_of_a_lost_hard_link(tmp_path: Path) -> None:
    folder = own_set(tmp_path / "set")
    os.link(folder / "actuals.yaml", tmp_path / "second")
    done = within(
        *("actuals", "add", "nev-output", "2026-06", "45万辆", "--source", "report2026", "-y"),
        *("--data", str(folder), "--lang", "en"),
    )
    assert done.status == 0
    assert "hard link" in done.err


def test_a_private_file_is_never_open_to_others_while_it_is_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "actuals.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    seen: list[int] = []
    script = f"""
import os, sys
from pathlib import Path
from czplan.storage import replace
real = os.fsync
def look(handle):
    print(oct(os.fstat(handle).st_mode & 0o777))
    real(handle)
made = os.open
def first(path, *rest, **more):
    handle = made(path, *rest, **more)
    if str(path).endswith(".czplan-new"):
        print(oct(os.fstat(handle).st_mode & 0o777))
    return handle
os.fsync, os.open = look, first
replace(Path({str(path)!r}), b"new")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True
    )
    seen = [int(line, 8) for line in done.stdout.splitlines()][:2]
    assert seen == [0o600, 0o600], done.stderr


# ---------------------------------------------------------------- whole folders
def test_a_folder_is_exchanged_whole(tmp_path: Path) -> None:
    path = tmp_path / "site"
    write_folder(path, {"index.html": b"1", "goal/a.html": b"a"}, listing="files.txt")
    assert names(path) == ["files.txt", "goal", "goal/a.html", "index.html"]
    write_folder(path, {"index.html": b"2", "goal/b.html": b"b"}, listing="files.txt")
    assert names(path) == ["files.txt", "goal", "goal/b.html", "index.html"]
    (path / "mine.txt").write_text("mine")
    with pytest.raises(WriteFault) as fault:
        write_folder(path, {"index.html": b"3"}, listing="files.txt")
    assert "mine.txt" in fault.value.en
    assert (path / "index.html").read_bytes() == b"2"
    assert names(tmp_path) == ["site", *(f"site/{name}" for name in names(path))]


def test_leftovers_of_killed_runs_are_swept(tmp_path: Path) -> None:
    path = tmp_path / "dp"
    write_folder(path, {"a.csv": b"1"})
    for left in (path / LOCK_NAME, path / ".a.csv.0123456789ab.czplan-new", tmp_path / LOCK_NAME):
        left.touch()
    (tmp_path / ".dp.0123456789ab.czplan-new").mkdir()
    (tmp_path / ".dp.0123456789ab.czplan-new" / "a.csv").touch()
    (tmp_path / ".dp.0123456789ac.czplan-old").mkdir()
    write_folder(path, {"a.csv": b"2"})
    assert names(tmp_path) == ["dp", "dp/a.csv"]
    (path / ".b.csv.0123456789ab.czplan-new").touch()  # a file that nobody writes again
    write_file(path / "a.csv", b"3")
    assert names(tmp_path) == ["dp", "dp/a.csv"]


def test_what_somebody_named_like_a_leftover_stays(tmp_path: Path) -> None:
    for name in (
        ".x.2024.czplan-new",
        ".x.0123456789a.czplan-new",
        ".x.0123456789ab.czplan-new.md",
    ):
        (tmp_path / name).write_text("mine")
    (tmp_path / ".dp.draft.czplan-old").mkdir()
    before = names(tmp_path)
    write_file(tmp_path / "x", b"1")
    write_folder(tmp_path / "dp", {"a": b"1"})
    assert names(tmp_path) == sorted([*before, "dp", "dp/a", "x"])
    (tmp_path / "dp" / ".b.mine.czplan-new").touch()
    with pytest.raises(WriteFault, match=r"\.b\.mine"):
        write_folder(tmp_path / "dp", {"a": b"2"})


def test_a_new_folder_is_never_laid_over_one_that_somebody_made_meanwhile(tmp_path: Path) -> None:
    write_folder(tmp_path / "set", {"a": b"mine"}, new=True)
    with pytest.raises(WriteFault, match="isn't empty"):
        write_folder(tmp_path / "set", {"a": b"theirs"}, new=True)
    assert (tmp_path / "set" / "a").read_bytes() == b"mine"


def test_an_old_folder_whose_exchange_was_killed_is_put_back(tmp_path: Path) -> None:
    path = tmp_path / "dp"
    write_folder(path, {"a.csv": b"1"})
    (path / "mine.txt").write_text("mine")
    path.rename(tmp_path / ".dp.0123456789ab.czplan-old")
    with pytest.raises(WriteFault):
        write_folder(path, {"a.csv": b"2"})
    assert (path / "mine.txt").read_text() == "mine"


@LINUX
def test_two_who_fill_one_folder_keep_apart_and_the_dead_are_swept(tmp_path: Path) -> None:
    path = tmp_path / "out"
    script = f"""
import time
from pathlib import Path
from czplan.storage import filling
with filling(Path({str(path)!r})) as draft:
    (draft / "part").write_text("theirs")
    print(draft.name, flush=True)
    time.sleep(60)
"""
    child = subprocess.Popen(
        [sys.executable, "-c", script], env=environment(), stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    theirs = tmp_path / child.stdout.readline().strip()
    with filling(path) as draft:
        (draft / "part").write_text("ours")
        assert (theirs / "part").read_text() == "theirs"
    assert names(path) == ["part"]
    assert (path / "part").read_text() == "ours"
    child.kill()
    child.wait()
    child.stdout.close()
    assert theirs.exists()
    with pytest.raises(WriteFault, match="isn't empty"), filling(path):
        pass

    def too_late() -> None:
        with filling(tmp_path / "other"):
            (tmp_path / "other").mkdir()
            (tmp_path / "other" / "mine").touch()

    with pytest.raises(WriteFault, match="isn't empty"):
        too_late()
    (path / "part").unlink()
    with filling(path) as draft:
        (draft / "part").write_text("new")
        assert not theirs.exists()
    assert names(tmp_path) == ["other", "other/mine", "out", "out/part"]


@LINUX
def test_what_is_for_a_while_goes_with_the_next_where_its_maker_died(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / ".czplan.0123456789ab.temporary"
    (left / "deep").mkdir(parents=True)
    others = tmp_path / ".czplan.0123456789ac.temporary"
    others.mkdir()
    kept = {others.name} if os.getuid() == 0 else set()
    if kept:
        os.chown(others, 65534, 65534)
    (tmp_path / ".czplan.0123456789ad.temporary").symlink_to(tmp_path)
    with temporary_folder() as one, temporary_folder() as two:
        assert {one.name, two.name, ".czplan.0123456789ad.temporary"} | kept == set(
            os.listdir(tmp_path)
        )
        assert stat.S_IMODE(one.stat().st_mode) == 0o700
        (two / "link").symlink_to(tmp_path)
    assert {".czplan.0123456789ad.temporary"} | kept == set(os.listdir(tmp_path))


# ---------------------------------------------------------------- late answers
def test_an_answer_that_comes_late_is_judged_again(tmp_path: Path) -> None:
    """While the question stands somebody takes the source away: the figure isn't written."""
    from czplan import load
    from czplan.editing.addition import Addition
    from czplan.editing.change import Refused, commit, plan

    folder = own_set(tmp_path / "set")
    one = Addition("nev-output", "2026-06", {"stated": "45万辆", "source": "report2026"})
    change = plan(load(folder), [one])
    before = (folder / "actuals.yaml").read_bytes()
    sources = (folder / "sources.yaml").read_text(encoding="utf-8")
    (folder / "sources.yaml").write_text(
        sources.replace("report2026:", "report2036:"), encoding="utf-8"
    )
    from czplan.faults import DataError

    with pytest.raises((Refused, DataError)):
        commit([one], change)
    assert (folder / "actuals.yaml").read_bytes() == before


# ---------------------------------------------------------------- our own files
@LINUX
def test_our_own_files_are_nowhere_but_in_the_users_own_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from czplan.storage.own import own_folder

    home, other, file = tmp_path / "home", tmp_path / "other", tmp_path / "file"
    home.mkdir()
    other.mkdir()
    file.touch()
    odd = ["", "relative", "/", "//", "~", "/dev/null", str(file), str(file / "x")]
    odd += [str(tmp_path / "none"), "/proc/none"]
    if os.getuid() == 0:
        os.chown(other, 65534, 65534)  # as sudo keeps the home of the one who asked
        odd.append(str(other))
    monkeypatch.chdir(tmp_path)
    for place in odd:
        monkeypatch.setenv("HOME", place)
        for named in ("", "relative", "/dev/null", str(file), "/proc/none", *odd[-1:]):
            monkeypatch.setenv("XDG_STATE_HOME", named)
            assert own_folder("XDG_STATE_HOME", ".local/state") is None, (place, named)
    assert names(tmp_path) == ["file", "home", "other"]
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_STATE_HOME")
    assert own_folder("XDG_STATE_HOME", ".local/state") == home / ".local/state/czplan"
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "new"))
    mine = own_folder("XDG_STATE_HOME", ".local/state")
    assert mine == home / "new/czplan"
    assert stat.S_IMODE(mine.stat().st_mode) == 0o700
    for mode in (0o770, 0o702):
        mine.chmod(mode)
        assert own_folder("XDG_STATE_HOME", ".local/state") is None


def test_our_own_files_wait_for_nobody_and_dead_ones_are_swept(tmp_path: Path) -> None:
    from czplan.storage.own import load, save

    path = tmp_path / "listing.json"
    (tmp_path / ".listing.json.0123456789ab.czplan-new").touch()
    with locked(path):
        save(path, b"[1]")
    assert names(tmp_path) == ["listing.json"]
    assert load(path, 3) == b"[1]"
    assert load(path, 2) is None
    path.chmod(0o666)
    assert load(path, 3) is None
    path.unlink()
    os.mkfifo(path)
    assert load(path, 3) is None
    save(path, b"[2]")
    assert load(path, 3) == b"[2]"


@pytest.mark.parametrize("home", [None, "", "relative", "file"])
def test_a_reader_without_a_home_leaves_nothing_and_says_nothing(
    tmp_path: Path, home: str | None
) -> None:
    folder = own_set(tmp_path / "set")
    (tmp_path / "file").touch()
    bare = {"HOME": str(tmp_path / "file") if home == "file" else home or ""}
    env = environment(XDG_CACHE_HOME="/dev/null", XDG_STATE_HOME="/proc/none")
    env.pop("HOME", None)
    program = ["env", *(f"{k}={v}" for k, v in bare.items() if home is not None)]
    done = in_terminal(
        *("progress", "--year", "2026", "--data", str(folder)),
        cwd=tmp_path,
        program=[*program, *command("progress", "--year", "2026", "--data", str(folder))],
        **{**env, "HOME": ""},
    )
    assert done.status == 0
    assert "Traceback" not in done.err
    assert names(tmp_path) == ["file", "set", *(f"set/{name}" for name in names(folder))]


# ---------------------------------------------------------------- JSON
def test_json_means_the_same_with_escapes(tmp_path: Path) -> None:
    folder = hostile_set(tmp_path / "set")
    done = within("export", "json", "--table", "indicators", "--data", str(folder))
    note = next(row for row in json.loads(done.out) if row["id"] == "firms")["note"]
    assert note == "a" + BREAKS + HOSTILE
    assert all(0x20 <= ord(char) < 0x7F or ord(char) > 0x9F or char == "\n" for char in done.out)


# ---------------------------------------------------------------- white space between quotes
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('"nev\\n": {name: {zh: 甲}, unit: 家, measure: stock, direction: up}', "bad-id"),
        ('"nev ": {name: {zh: 甲}, unit: 家, measure: stock, direction: up}', "bad-id"),
        ('"nev\\u2028": {name: {zh: 甲}, unit: 家, measure: stock, direction: up}', "bad-id"),
        ('nev: {name: {zh: "\\n甲"}, unit: 家, measure: stock, direction: up}', "outer-space"),
        ("nev: {name: {zh: ' 甲'}, unit: 家, measure: stock, direction: up}", "outer-space"),
        ('nev: {name: {zh: "甲\\n乙"}, unit: 家, measure: stock, direction: up}', "outer-space"),
        ('nev: {name: {zh: 甲}, unit: 家, measure: " stock", direction: up}', "unknown-word"),
    ],
)
def test_quotes_keep_white_space_and_ids_and_names_refuse_it(
    tmp_path: Path, line: str, code: str
) -> None:
    folder = own_set(tmp_path / "set")
    with (folder / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.write("\n" + line + "\n")
    done = within("check", str(folder), "-f", "json")
    assert done.status == 1
    assert code in {fault["code"] for fault in json.loads(done.out)}


def test_a_note_keeps_its_white_space(tmp_path: Path) -> None:
    import czplan

    folder = own_set(tmp_path / "set")
    with (folder / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.write(
            '\nnev: {name: {zh: 甲}, unit: 家, measure: stock, direction: up, note: " a\\n b "}\n'
        )
    done = within("indicators", "list", "--data", str(folder), "-f", "json")
    assert done.status == 0, done.err
    assert czplan.load(folder).indicator_records["nev"].note.zh == " a\n b "
