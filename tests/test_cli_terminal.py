"""What stands on a terminal: widths, colours, plain consoles, the pager, closed pipes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time

import pytest
from cli_process import SAMPLE, command, environment, in_terminal, inside, run
from many_screens import Ask, answers
from rich.cells import cell_len

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SCREENS = {
    "progress": ("progress", "--year", "2025", "--rows"),
    "targets": ("targets", "list", "--rows"),
}
DATA = {"CZPLAN_DATA": str(SAMPLE)}


def squeezed(text: str) -> str:
    """Return what is read of a text: no white space, no lines, no colour."""
    return re.sub(r"\s|─", "", COLOUR.sub("", text))


def columns_of(screen: str, titles: tuple[str, ...]) -> dict[str, str]:
    """Return what stands in each column of a table, from top to bottom, by its title."""
    lines = screen.split("\n")
    at = next(i for i, line in enumerate(lines) if set(line) == {"─"})
    head = lines[at - 1]
    starts = [cell_len(head[: head.index(title)]) for title in titles]
    found = {}
    for title, start in zip(titles, starts, strict=True):
        after = min((one for one in starts if one > start), default=10_000)
        parts = []
        for line in lines[at + 1 :]:
            place, part = 0, ""
            for char in line:
                if start <= place < after:
                    part += char
                place += cell_len(char)
            parts.append(part)
        found[title] = squeezed("".join(parts))
    return found


@pytest.mark.parametrize("name", ["targets", "progress"])
def test_text_wraps_and_never_vanishes(name: str) -> None:
    """Each goal's name and words stand whole on the narrowest screen, folded in their column."""
    narrow = in_terminal(*SCREENS[name], columns=60, CZPLAN_LANG="zh", NO_COLOR="1", **DATA).out
    shown = columns_of(narrow, ("目标", "原文"))
    wide = inside(*SCREENS[name], "--fields", "name_zh,stated", **DATA)
    for line in wide.out.splitlines()[1:]:
        goal, words = line.split("\t")
        assert squeezed(goal) in shown["目标"]
        assert squeezed(words) in shown["原文"]


def test_hidden_columns_are_named_on_standard_error() -> None:
    done = in_terminal("targets", "list", "--rows", columns=60, CZPLAN_LANG="en", **DATA)
    assert "no room for: " in done.err
    assert "Source" in done.err
    assert "no room" not in in_terminal("plans", "list", columns=200, CZPLAN_LANG="en", **DATA).err


def test_a_table_in_a_pipe_has_its_natural_width() -> None:
    piped = run("targets", "list", "-f", "table", COLUMNS="60", **DATA).out
    assert "空气质量优良天数比例" in piped
    wide = in_terminal("targets", "list", "-f", "table", columns=400, NO_COLOR="1", **DATA).out
    bare = [re.sub(r"^ *[0-9]+  |^    ", "", line) for line in wide.split("\n")]
    assert [line.strip("─") for line in bare] == [line.strip("─") for line in piped.split("\n")]


ON_A_TERMINAL: list[tuple[tuple[str, ...], dict[str, str], bool]] = [
    ((), {}, True),
    ((), {"NO_COLOR": "1"}, False),
    ((), {"NO_COLOR": "", "TERM": "xterm-256color"}, True),
    ((), {"TERM": "dumb"}, False),
    ((), {"FORCE_COLOR": "0"}, False),
    (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    (("--color", "always"), {"NO_COLOR": "1"}, True),
    ((), {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
]


def test_colour_on_a_terminal() -> None:
    asks = [Ask(("progress", *args), env=env) for args, env, _ in ON_A_TERMINAL]
    for ask, done, (_, _, coloured) in zip(
        asks, answers(*asks, **DATA), ON_A_TERMINAL, strict=True
    ):
        assert bool(COLOUR.search(done.out)) is coloured, ask
        assert "\x1b" not in COLOUR.sub("", done.out)


@pytest.mark.parametrize(
    ("args", "env", "coloured"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "0"}, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {}, True),
    ],
)
def test_colour_in_a_pipe(args, env, coloured) -> None:
    done = run("progress", "-f", "table", *args, **env, **DATA)
    assert bool(COLOUR.search(done.out)) is coloured
    assert not COLOUR.search(inside("progress", *args, **env, **DATA).out)  # TSV never


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_a_console_that_lacks_characters_shows_the_rest(encoding: str) -> None:
    for args in (("progress", "-f", "table"), ("progress", "--help"), ("progress", "--plan", "x")):
        done = run(*args, PYTHONIOENCODING=encoding, **DATA)
        assert done.status in (0, 2)
        assert "Traceback" not in done.err
    # what a program reads is UTF-8 everywhere
    assert run("progress", "-f", "json", PYTHONIOENCODING=encoding, **DATA).raw == (
        inside("progress", "-f", "json", **DATA).raw
    )


def test_a_chinese_console_shows_every_character_of_a_table() -> None:
    table = run("progress", "-f", "table", PYTHONIOENCODING="gbk", **DATA).raw.decode("gbk")
    assert "■ 未完成" in table
    assert "?" not in table.replace("\n", "")


def test_pager_only_where_the_text_does_not_fit(tmp_path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED $0 $*\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    (tmp_path / "less").symlink_to(pager)
    line = ("actuals", "list")
    own = {"CZPLAN_PAGER": str(pager)}
    none = {"CZPLAN_PAGER": ""}  # as if it weren't set: the tests' environment names cat
    few, many = {"LINES": "10", "COLUMNS": "80"}, {"LINES": "60", "COLUMNS": "80"}
    asks = [
        (True, Ask(line, env={**few, **own})),
        (True, Ask(line, env={**few, "CZPLAN_PAGER": f"{pager} x"})),
        (False, Ask(line, env={**few, "PAGER": str(pager)})),  # CZPLAN_PAGER=cat wins
        (False, Ask(line, env={**few, **none})),
        (False, Ask((*line, "--no-pager"), env={**few, **own})),
        (False, Ask((*line, "-f", "json"), env={**few, **own})),
        (False, Ask((*line, "-f", "csv"), env={**few, **own})),
        (False, Ask(("plans", "list"), env={**many, **own})),
    ]
    for (paged, ask), done in zip(asks, answers(*(ask for _, ask in asks), **DATA), strict=True):
        assert ("PAGED" in done.out) is paged, ask
        assert done.status == 0
    named = in_terminal(*line, rows=10, PAGER=str(pager), CZPLAN_PAGER="", **DATA)
    assert "PAGED" in named.out
    path = f"{tmp_path}:{os.environ['PATH']}"
    usual = in_terminal(*line, rows=10, CZPLAN_PAGER="", PATH=path, **DATA)
    assert "less -FRX" in usual.out  # nothing named: less
    assert "PAGED" not in run(*line, CZPLAN_PAGER=str(pager), **DATA).out
    missing = in_terminal(*line, rows=10, CZPLAN_PAGER="/no/such/pager", **DATA)
    assert missing.status == 0
    assert "gdp-growth" in missing.out
    assert "/no/such/pager" in missing.err


def test_a_closed_pipe_is_quiet() -> None:
    for form in ("tsv", "json", "table"):
        line = " ".join(command("progress", "-f", form, "--all"))
        done = subprocess.run(
            [
                "bash",
                "-c",
                f"set -o pipefail; {line} | head -1 > /dev/null; echo ${{PIPESTATUS[0]}}",
            ],
            capture_output=True,
            env=environment(**DATA),
            text=True,
        )
        assert "Traceback" not in done.stderr
        assert "Broken" not in done.stderr
        assert done.stdout.strip() == "0"


@pytest.mark.parametrize("line", ["plans list", "--version", "--help", "plans list -f table"])
def test_output_that_cannot_be_written_is_one_line(line: str) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            command(*line.split()), stdout=full, stderr=subprocess.PIPE, env=environment(**DATA)
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "错误：输出：磁盘已满\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "2</dev/null"])
def test_streams_closed_from_the_start(closed: str) -> None:
    """A cron job may have no output at all: the work is done, the exit status says how it went."""
    for line, status in (("plans list", 0), ("progress -f table", 0), ("plans lst", 2)):
        words = " ".join(command(*line.split()))
        done = subprocess.run(
            ["bash", "-c", f"{words} {closed}"], capture_output=True, env=environment(**DATA)
        )
        assert done.returncode == status, (line, done.stderr)
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["--version", "--version --lang en", "--help", "schema"])
def test_a_pipe_closed_before_the_answer_is_quiet(line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command(*line.split()), stdout=writer, stderr=subprocess.PIPE, env=environment(**DATA)
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_interrupt_is_130_without_a_traceback(tmp_path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import czplan.dataset, time\n"
        "def load(path):\n    print('READY', flush=True)\n    time.sleep(60)\n"
        "czplan.dataset.load = load\n",
        encoding="utf-8",
    )
    path = f"{tmp_path}:{SAMPLE.parents[2] / 'src'}"
    child = subprocess.Popen(
        command("plans", "list"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONPATH=path),
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"READY\n"
    time.sleep(0.1)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert child.returncode == 130
    assert b"Traceback" not in err
