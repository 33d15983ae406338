"""A data set of one's own, begun as a new user would."""

from __future__ import annotations

import os
import resource
import subprocess
from pathlib import Path

import pytest
from cli_process import command, environment, heed_modes, run, within
from own_set import own_set

import czplan

TABLES = ["actuals.yaml", "dataset.yaml", "indicators.yaml", "plans.yaml", "sources.yaml"]
TABLES += ["targets.yaml"]


def tables(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_empty_set_passes_check(tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "below" / "city"
    done = run("init", str(folder), "--place", "苏州市/Suzhou", "--lang", lang)
    assert done.status == 0, done.err
    assert tables(folder) == TABLES
    assert {Path(line).name for line in done.out.splitlines()} >= set(TABLES)
    check = run("check", str(folder), "--lang", lang)
    assert check.status == 0, check.out + check.err
    ds = czplan.load(folder)
    assert (ds.place.zh, ds.place.en) == ("苏州市", "Suzhou")
    assert not ds.faults
    text = (folder / "targets.yaml").read_text(encoding="utf-8")
    assert ("目标" in text.split("\n")[1]) == (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_examples_in_use_pass_check_and_are_judged(tmp_path: Path, lang: str) -> None:
    folder = own_set(tmp_path / "city", lang)
    check = run("check", str(folder), "--lang", "en")
    assert check.status == 0, check.out + check.err
    assert check.out.strip() == "" or "warning" not in check.out
    frame = czplan.progress(czplan.load(folder), year=2026)
    assert dict(zip(frame["id"], frame["family"], strict=True)) == {
        "wr2026/gdp-growth": "met",
        "wr2026/nev-output": "missed",
        "wr2026/port-opening": "met",
    }


def test_files_carry_the_editors_comment(tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "own")).status == 0
    assert run("init", str(tmp_path / "copy"), "--copy").status == 0
    for folder in (tmp_path / "own", tmp_path / "copy"):
        for path in folder.glob("*.yaml"):
            first = path.read_text(encoding="utf-8").split("\n")[0]
            assert first == f"# yaml-language-server: $schema=schema/{path.stem}.json"
            assert (folder / "schema" / f"{path.stem}.json").is_file()


@pytest.mark.slow
def test_copy_is_the_shipped_set(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    done = run("init", str(folder), "--copy")
    assert done.status == 0, done.err
    shipped = czplan.load()
    for path in shipped.folder.glob("*.yaml"):
        assert (folder / path.name).read_bytes() == path.read_bytes()
    assert run("check", str(folder)).status == 0
    assert (
        run("progress", "--data", str(folder), "-f", "csv").out == run("progress", "-f", "csv").out
    )


def test_copy_for_another_place(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    assert run("init", str(folder), "--copy", "--place", "某市 #1: {x}").status == 0
    assert czplan.load(folder).place.zh == "某市 #1: {x}"


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for folder in (tmp_path, tmp_path / "mine.txt"):
        for more in ((), ("--copy",)):
            done = run("init", str(folder), *more, "--lang", "en")
            assert done.status == 2
            assert "empty" in done.err or "not a folder" in done.err
            assert done.err.count("\n") == 1
    assert os.listdir(tmp_path) == ["mine.txt"]
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    done = subprocess.run(
        command("init", "."), cwd=tmp_path, env=environment(), capture_output=True
    )
    assert done.returncode == 0
    assert tables(tmp_path) == TABLES


def test_no_room_leaves_nothing(tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))

    line = command("init", str(tmp_path / "a" / "b"), "--lang", "en")
    done = subprocess.run(line, env=environment(), capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode == 2
    assert "the file is too large" in done.stderr
    assert os.listdir(tmp_path) == []


def test_no_right_to_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)

    try:
        done = subprocess.run(
            command("init", str(tmp_path / "a"), "--lang", "en"),
            env=environment(),
            capture_output=True,
            text=True,
            preexec_fn=heed_modes,
        )
    finally:
        tmp_path.chmod(0o755)
    assert done.returncode == 2
    assert "no permission" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("lang", "words"), [("zh", "不是文件夹"), ("en", "it is no folder")])
def test_the_system_refuses_in_the_language_in_use(lang: str, words: str) -> None:
    done = subprocess.run(
        command("init", "/dev/null/a", "--lang", lang),
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert "Not a directory" not in done.stderr


def test_a_name_that_looks_like_a_home_is_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert within("init", "~nobody-is-called-so/new").status == 0
    assert (tmp_path / "~nobody-is-called-so" / "new" / "targets.yaml").is_file()
    done = within("actuals", "import", "~nobody-is-called-so.csv", "--data", "x", "--lang", "en")
    assert done.status == 2
    assert "internal error" not in done.err
