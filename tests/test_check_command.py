"""`czplan check` and `czplan schema` as a person and a program meet them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_process import in_terminal
from reading_sets import SOUND, write
from report_sets import many

from czplan import dataset


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line and return what it said."""
    environment = {**os.environ, "PYTHONUTF8": "1", "CZPLAN_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-m", "czplan", *words],
        capture_output=True, encoding="utf-8", env=environment, cwd=cwd, timeout=60, check=False,
    )  # fmt: skip


def bad_set(folder: Path) -> Path:
    """Write a set with two errors and a warning."""
    return write(
        folder,
        {
            "plans.yaml": SOUND["plans.yaml"].replace("annual-report", "annual"),
            "sources.yaml": SOUND["sources.yaml"].replace("grade: copy", "grade: [copy"),
            "actuals.yaml": SOUND["actuals.yaml"].replace("status: estimate, ", ""),
        },
    )


def test_a_sound_set_says_so(tmp_path: Path) -> None:
    done = run("check", str(write(tmp_path)))
    assert done.returncode == 0
    assert done.stdout == ""
    assert "no faults" in done.stderr


def test_text_is_a_sorted_line_a_fault(tmp_path: Path) -> None:
    done = run("check", str(bad_set(tmp_path)))
    assert done.returncode == 1
    places = []
    for line in done.stdout.splitlines():
        match = re.fullmatch(r"([\w-]+\.yaml):(\d+):(\d+): ([a-z0-9-]+) (.+) \((.+)\)", line)
        assert match, line
        places.append((match[1], int(match[2]), int(match[3]), match[4]))
    assert places == sorted(places)
    assert [place[3] for place in places] == ["estimate-not-marked", "unknown-word", "yaml-syntax"]
    assert "2 errors, 1 warning" in done.stderr
    assert "did you mean annual-report?" in done.stdout


def test_chinese_lines(tmp_path: Path) -> None:
    done = run("check", "--lang", "zh", str(bad_set(tmp_path)))
    assert "是不是 annual-report？" in done.stdout
    assert "提醒：" in done.stdout


def test_json_has_both_languages(tmp_path: Path) -> None:
    done = run("check", "--format", "json", str(bad_set(tmp_path)))
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert [(each["file"], each["code"], each["severity"]) for each in found] == [
        ("actuals.yaml", "estimate-not-marked", "warning"),
        ("plans.yaml", "unknown-word", "error"),
        ("sources.yaml", "yaml-syntax", "error"),
    ]
    assert {"line", "column", "message_zh", "message_en", "remedy_zh", "remedy_en"} <= set(found[0])


def test_json_of_a_set_without_faults_is_an_empty_list(tmp_path: Path) -> None:
    folder = write(tmp_path, {"targets.yaml": "# none\n", "actuals.yaml": "# none\n"})
    done = run("check", "-f", "json", str(folder))
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_github_annotations(tmp_path: Path) -> None:
    bad_set(tmp_path / "my,set")
    done = run("check", "-f", "github", "my,set", cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert lines[1].startswith("::error file=my%2Cset/plans.yaml,line=9,col=9,title=unknown-word::")
    assert lines[0].startswith("::warning file=")


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    text = SOUND["actuals.yaml"].replace("status: estimate, ", "")
    done = run("check", str(write(tmp_path, {"actuals.yaml": text})))
    assert done.returncode == 0
    assert "estimate-not-marked" in done.stdout


def test_an_unreadable_file_is_a_fault_and_no_folder_is_not(tmp_path: Path) -> None:
    folder = write(tmp_path / "set")
    (folder / "plans.yaml").unlink()
    (folder / "plans.yaml").mkdir()
    assert run("check", str(folder)).returncode == 1
    gone = run("check", str(tmp_path / "nothing"))
    assert (gone.returncode, gone.stdout) == (2, "")
    assert gone.stderr.count("\n") == 1
    assert run("check", str(folder / "sources.yaml")).returncode == 2


def test_the_folder_may_come_from_data_or_the_environment(tmp_path: Path) -> None:
    folder = str(bad_set(tmp_path))
    assert run("check", "--data", folder).returncode == 1
    os.environ["CZPLAN_DATA"] = folder
    try:
        assert run("check").returncode == 1
    finally:
        del os.environ["CZPLAN_DATA"]


def test_a_wrong_format_is_a_bad_question(tmp_path: Path) -> None:
    done = run("check", "-f", "jsn", str(write(tmp_path)))
    assert done.returncode == 2
    assert "json" in done.stderr


def test_the_shipped_set_has_no_error() -> None:
    _, found = dataset.read(dataset.shipped_folder())
    assert found == []


def test_in_the_shipped_set_every_figure_has_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path)
    monkeypatch.setattr(dataset, "shipped_folder", lambda: folder)
    codes = {fault.code for fault in dataset.read()[1]}
    assert codes == {"missing-source"}


def test_schema_prints_one_table_or_all() -> None:
    one = json.loads(run("schema", "targets").stdout)
    every = json.loads(run("schema").stdout)
    assert every["targets"] == one
    assert {"sources", "plans", "indicators", "targets", "actuals"} <= set(every)
    wrong = run("schema", "target")
    assert wrong.returncode == 2
    assert "targets" in wrong.stderr


def test_what_a_set_lacks_is_said_by_check_alone(tmp_path: Path) -> None:
    actuals = "gdp:\n  2018: {stated: 1亿元}\n  2019: {stated: 1亿元}\n"
    folder = write(tmp_path, {"actuals.yaml": actuals})
    assert dataset.read(folder)[1] == []
    found = [(f.file, f.line, f.code) for f in dataset.read(folder, advice=True)[1]]
    assert found == [
        ("actuals.yaml", 2, "figure-before-plan"),
    ]


def test_a_baseline_that_is_named_is_not_too_old(tmp_path: Path) -> None:
    actuals = "gdp:\n  2018: {stated: 1亿元}\n"
    targets = SOUND["targets.yaml"].replace(
        "{period: 2020, stated: 7000亿元, source: outline}", "{period: 2018}"
    )
    folder = write(tmp_path, {"actuals.yaml": actuals, "targets.yaml": targets})
    assert "figure-before-plan" not in {f.code for f in dataset.read(folder, advice=True)[1]}


def test_what_a_csv_set_lacks_has_its_place(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        {
            "targets.csv": "plan,slug,stated,text,line\nfyp,firms,5家,5家,1\n",
            "actuals.csv": "indicator,period,stated\nfirms,2024,4家\ngdp,2016,1亿元\n",
        },
    )
    (folder / "actuals.yaml").write_text("# none\n", encoding="utf-8")
    found = dataset.read(folder, advice=True)[1]
    assert ("actuals.csv", 3, 1) in {(f.file, f.line, f.column) for f in found}
    assert "targets.csv" not in {f.file for f in found}


def test_warnings_fold_on_a_terminal_alone(tmp_path: Path) -> None:
    """Every error, the first warning of a code, then how many; a pipe and --strict never fold."""
    periods = "".join(f"  {year}: {{stated: 1亿元}}\n" for year in range(2010, 2016))
    folder = write(tmp_path, {"actuals.yaml": f"gdp:\n{periods}"})
    env = {"CZPLAN_LANG": "en"}
    folded = in_terminal("check", str(folder), **env)
    lines = folded.out.splitlines()
    assert folded.status == 0
    assert [line.count("figure-before-plan") for line in lines] == [1, 1]
    assert "6 warnings of this kind" in lines[1]
    assert "--all" in lines[1]
    for line in (("--all",), ("--strict",), ("-f", "github")):
        whole = in_terminal("check", str(folder), *line, **env).out
        assert whole.count("figure-before-plan") == 6
    assert len(run("check", str(folder)).stdout.splitlines()) == 6


def test_strict_takes_warnings_for_errors_but_not_explained_ones(tmp_path: Path) -> None:
    figure = "gdp:\n  2012: {stated: 1亿元, note: 旧序列, accepted: [figure-before-plan]}\n"
    folder = write(tmp_path, {"actuals.yaml": figure})
    assert run("check", str(folder), "--strict").returncode == 0
    assert "1 explained" in run("check", str(folder)).stderr
    assert run("check", str(folder)).stdout == ""
    assert "figure-before-plan" in run("check", str(folder), "--all").stdout
    (folder / "actuals.yaml").write_text("gdp:\n  2012: {stated: 1亿元}\n", "utf-8")
    assert run("check", str(folder), "--strict").returncode == 1
    assert run("check", str(folder)).returncode == 0


HIDDEN = ("\x01", "\x1b", "\x7f", "\x9b", "\xad", "\u200b", "\u202e", "\u2066", "\ufeff", "\ufffe",
          "\uffff")  # fmt: skip


@pytest.mark.parametrize("letter", HIDDEN, ids=lambda letter: f"{ord(letter):04x}")
def test_a_hidden_character_is_a_warning_in_every_notation(tmp_path: Path, letter: str) -> None:
    """One rule: the set is read, the character is named at its place, in YAML and in CSV."""
    from czplan.dataset import read

    folder = many(tmp_path, 2)
    names = folder / "indicators.yaml"
    text = names.read_text("utf-8")
    name = f'zh: "第\\U{ord(letter):08x}0项"'
    names.write_text(text.replace("zh: 第0项产量", name, 1), encoding="utf-8")
    goals = folder / "targets.csv"
    lines = goals.read_text("utf-8").splitlines()
    head, first, *others = [f"{line},{word}" for line, word in zip(
        lines, ("name_zh", f"甲{letter}乙", "丙"), strict=True)]  # fmt: skip
    goals.write_text("\n".join([head, first, *others]) + "\n", encoding="utf-8", newline="")
    ds, faults = read(folder, advice=True)
    assert ds is not None
    found = [(f.file, f.line, f.severity) for f in faults if f.code == "hidden-character"]
    assert found == [("indicators.yaml", 2, "warning"), ("targets.csv", 2, "warning")]
    assert all(f"U+{ord(letter):04X}" in f.zh for f in faults if f.code == "hidden-character")


def test_white_space_in_a_text_is_no_hidden_character() -> None:
    from czplan.sinks import hidden

    assert hidden("一\t二\n三\r\n四\u3000五\xa0六") == ""
    assert hidden("一\u202e二") == "\u202e"
