"""Completion, asked as the shells ask it and tried in the real shells."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_process import SAMPLE, environment, run

DATA = {"CZPLAN_DATA": str(SAMPLE)}


def offered(*words: str, shell: str = "fish", **env: str) -> list[str]:
    done = run(*words, _CZPLAN_COMPLETE=shell, **{**DATA, **env})
    assert done.status == 0
    assert done.err == ""
    return [line.split("\t")[0] for line in done.out.splitlines()]


def test_commands_options_and_their_values() -> None:
    assert offered("ta") == ["targets"]
    assert offered("targets", "") == ["list", "add", "show"]
    assert "--format" in offered("targets", "list", "--f")
    assert offered("targets", "list", "-f", "js") == ["json", "jsonl"]
    assert offered("targets", "list", "--format=js") == ["--format=json", "--format=jsonl"]
    assert offered("progress", "--fail-on", "") == ["behind", "missed"]
    assert offered("completion", "") == ["bash", "zsh", "fish"]
    assert offered("nope", "") == []


def test_only_what_may_stand_there() -> None:
    assert offered("ladder", "") == ["fyp14/firm-ladder"]
    assert offered("plans", "compare", "fyp14", "wr2025", "--change", "ra") == ["raised"]
    assert offered("check", "--format", "") == ["text", "json", "github"]
    assert offered("schema", "ta") == ["targets"]


def test_values_joined_by_commas() -> None:
    assert offered("progress", "--plan", "fyp14,") == ["fyp14,wr2025"]
    assert offered("progress", "--family", "met,on-course,mi") == ["met,on-course,missed"]
    assert offered("targets", "list", "--theme=economy,saf") == ["--theme=economy,safety"]


def test_words_of_the_data_set() -> None:
    assert offered("progress", "--plan", "") == ["fyp14", "wr2025"]
    assert offered("progress", "--plan", "w") == ["wr2025"]
    assert "safety" in offered("targets", "list", "--theme", "")
    assert offered("targets", "list", "--due", "") == ["2025"]
    assert "2024" in offered("progress", "--year", "20")
    assert offered("actuals", "list", "--indicator", "gdp") == ["gdp", "gdp-growth"]
    assert offered("actuals", "list", "--indicator", "fyp14/") != []
    assert "wr2025/ev-output" in offered("targets", "show", "wr2025/")
    assert offered("targets", "list", "--fields", "id,na") == ["id,name_zh", "id,name_en"]
    assert "schedule_ratio_low" in offered("progress", "--fields", "sched")


def test_help_is_in_the_language_in_use() -> None:
    for lang, word in (("en", "14th Five-Year Plan"), ("zh", "“十四五”规划")):
        done = run("progress", "--plan", "f", _CZPLAN_COMPLETE="zsh", CZPLAN_LANG=lang, **DATA)
        assert done.out == f"fyp14\t{word}\n"


def test_the_data_set_on_the_line_counts(tmp_path) -> None:
    for one in SAMPLE.iterdir():
        text = one.read_text(encoding="utf-8").replace("fyp14", "other-plan")
        (tmp_path / one.name).write_text(text, encoding="utf-8")
    line = ("progress", "--data", str(tmp_path), "--plan", "")
    assert offered(*line) == ["other-plan", "wr2025"]
    assert offered("progress", f"--data={tmp_path}", "--plan", "") == ["other-plan", "wr2025"]
    assert offered("progress", "--plan", "", CZPLAN_DATA=str(tmp_path)) == ["other-plan", "wr2025"]
    assert offered("progress", "--data", str(tmp_path / "none"), "--plan", "") == []


def test_completion_imports_no_pandas(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom czplan.cli.complete import answer\n"
        "answer('fish', sys.argv[1:])\nassert 'pandas' not in sys.modules"
    )
    for one in SAMPLE.iterdir():
        shutil.copy(one, tmp_path / one.name)
    (tmp_path / "actuals.csv").write_text("indicator,period,stated\n" * 2, encoding="utf-8")
    (tmp_path / "targets.csv").write_text(
        "\ufeffplan,slug,indicator,name_zh,name_en,stated,text,line\n"
        'wr2025,own,,自有,Own,5家,"5家,\n10家",1\nwr2025,gdp,,,,5%,5%,2\nwr2025,short\n',
        encoding="utf-8",
    )
    for words, folder, known in (
        (["progress", "--plan", ""], SAMPLE, "wr2025\t"),
        (["targets", "show", "wr2025/o"], tmp_path, "wr2025/own\tOwn\n"),
        (["show", "wr2025/gdp"], tmp_path, "wr2025/gdp\tGross domestic product\n"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            env=environment(CZPLAN_DATA=str(folder), CZPLAN_LANG="en"),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert known in done.stdout


class Shell:
    """A shell in a terminal, which is typed at."""

    def __init__(self, line: list[str], home: Path, setup: str) -> None:
        pty = pytest.importorskip("pty")
        bin_folder = home / "bin"
        bin_folder.mkdir()
        program = bin_folder / "czplan"
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m czplan "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        env = environment(HOME=str(home), PS1="> ", CZPLAN_LANG="en", TERM="xterm", **DATA)
        env["PATH"] = f"{bin_folder}:{env['PATH']}"
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            os.execvpe(line[0], line, env)
        self.type(setup + "\n", until="READY")

    def type(self, keys: str, until: str, seconds: float = 30) -> str:
        """Type `keys` and return what the terminal shows until `until` stands there."""
        os.write(self.fd, keys.encode())
        seen, end = "", time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    seen += os.read(self.fd, 65536).decode("utf-8", "replace")
                except OSError:
                    break
            if re.search(until, seen):
                return seen
        raise AssertionError(f"{until!r} never came: {seen!r}")

    def close(self) -> None:
        os.close(self.fd)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        'bind "set bell-style none"; bind "set completion-query-items 0"; '
        'eval "$(czplan completion bash)"; echo REA""DY',
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        "unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u; "
        'eval "$(czplan completion zsh)"; echo REA""DY',
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        'czplan completion fish | source; echo REA""DY',
    ),
}


@pytest.fixture(params=SHELLS)
def shell(request, tmp_path):
    """Return a real shell that has been taught completion."""
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} isn't installed")
    made = Shell(SHELLS[request.param][0], tmp_path, SHELLS[request.param][1])
    yield made
    made.close()


def test_in_the_real_shell(shell: Shell) -> None:
    # one offer is written out at once, whole
    shell.type("echo czplan\x15czplan prog\t", until=r"czplan\s+progress|progress |ress ")
    shell.type("--plan wr\t", until=r"wr2025|2025")
    shell.type("--them\t", until="--theme|heme |e ")
    shell.type("safe\t", until="safety|ty ")
    # several offers are listed
    shell.type("--fail-on \t\t", until="(?s)behind.*missed")


def test_a_reader_that_has_gone_is_no_fault(tmp_path: Path) -> None:
    """A closed pipe ends the answer without a word: thousands of goals fill any pipe."""
    lines = ["plan,slug,name_zh,stated,text,line"]
    lines += [f"p,goal-{number},目标{number},{number}家,{number}家,1" for number in range(1, 9000)]
    (tmp_path / "targets.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "plans.yaml").write_text(
        "p: {name: {zh: 规划}, kind: five-year-plan, end: 2025, source: s}\n", encoding="utf-8"
    )
    (tmp_path / "indicators.yaml").write_text(
        "firms: {name: {zh: 企业}, unit: 家, measure: stock, direction: up}\n", encoding="utf-8"
    )
    (tmp_path / "sources.yaml").write_text(
        "s: {title: {zh: 文}, publisher: 某, grade: official}\n", encoding="utf-8"
    )
    script = (
        f"{sys.executable} -m czplan targets show --data {tmp_path} p/goal-"
        " | head -2; exit ${PIPESTATUS[0]}"
    )
    env = environment(_CZPLAN_COMPLETE="bash")
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("p/goal-") == 2
