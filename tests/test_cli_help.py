"""Help: complete in both languages, and every example in it works on the shipped data."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest
from cli_process import ROOT, Done, environment, run
from many_screens import Ask, answers

from czplan.cli.kit.tree import TREE, leaves

COMMANDS = [name for name, _ in leaves()]
IN_A_TERMINAL = {"review": "yq"}
"""Commands that need a person, and the keys that leave them."""
EXAMPLE_HEADS = ("例：", "Example:", "Examples:")


def examples(page: str) -> list[str]:
    """Return the example lines that a help page ends in."""
    lines = page.rstrip("\n").split("\n")
    heads = [at for at, line in enumerate(lines) if line in EXAMPLE_HEADS]
    assert heads, page
    return [line.strip() for line in lines[heads[-1] + 1 :]]


@pytest.fixture(scope="module")
def helped() -> dict[str, list[Done]]:
    """Return the help of every command in Chinese and in English, a process for each language."""
    asks = [Ask((*name.split(), "--help"), columns=200, rows=400) for name in COMMANDS]
    pages = [answers(*asks, CZPLAN_LANG=lang, NO_COLOR="1") for lang in ("zh", "en")]
    return dict(zip(COMMANDS, map(list, zip(*pages, strict=True)), strict=True))


@pytest.fixture(scope="module")
def typed(
    helped: dict[str, list[Done]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Done]]:
    """Return what the examples of each command leave behind that need no shell, in one process."""
    asks = [
        (name, Ask(tuple(shlex.split(line)[1:]), columns=200, rows=400))
        for name, pages in helped.items()
        if not needs_shell(name, lines := examples(pages[0].out))
        for line in lines
    ]
    assert len(asks) > 40
    found: dict[str, list[Done]] = {}
    done = answers(*(ask for _, ask in asks), cwd=tmp_path_factory.mktemp("examples"))
    for (name, _), one in zip(asks, done, strict=True):
        found.setdefault(name, []).append(one)
    return found


def needs_shell(name: str, lines: list[str]) -> bool:
    """Say whether examples are more than lines that begin with the program."""
    plain = all(line.startswith("czplan ") and not set("|><;&$`") & set(line) for line in lines)
    return name in IN_A_TERMINAL or not plain


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_in_examples_that_work(
    name: str, helped: dict[str, list[Done]], typed: dict[str, list[Done]], tmp_path
) -> None:
    pages = helped[name]
    assert all(page.status == 0 and not page.err for page in pages)
    lines = [examples(page.out) for page in pages]
    assert lines[0] == lines[1], "the same examples in both languages"
    assert f"czplan {name}" in lines[0][-1]
    if not needs_shell(name, lines[0]):
        assert len(typed[name]) == len(lines[0])
        for line, done in zip(lines[0], typed[name], strict=True):
            assert done.status == 0, (line, done.err)
            assert "Traceback" not in done.err
        return
    program = shlex.join([sys.executable, "-m", "czplan"])
    script = "\n".join([f'czplan() {{ {program} "$@"; }}', "set -eo pipefail", *lines[0]])
    if name in IN_A_TERMINAL:
        run_in_a_terminal(script, IN_A_TERMINAL[name], tmp_path)
        return
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        text=True,
    )
    assert done.returncode == 0, (lines[0], done.stderr)
    assert "Traceback" not in done.stderr


def run_in_a_terminal(script: str, keys: str, folder) -> None:
    import pexpect

    child = pexpect.spawn(
        "bash", ["-c", script], env=environment(), cwd=folder, encoding="utf-8", timeout=60
    )
    child.expect("q ")  # the line of keys
    child.send(keys)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before


def test_the_programs_own_help() -> None:
    for args in (("--help",), ("-h",), ()):
        done = run(*args, CZPLAN_LANG="en")
        assert done.status == 0
        assert all(entry.name in done.out for entry in TREE)
        assert examples(done.out) == ["czplan progress --year 2025"]


def test_a_group_without_a_command_shows_its_help_and_fails() -> None:
    done = run("targets", CZPLAN_LANG="en")
    assert done.status == 2
    assert done.out == ""
    assert "show" in done.err
    assert "list" in done.err


def test_version() -> None:
    import czplan

    for args in (("--version",), ("-V",), ("--version", "--lang", "en")):
        assert run(*args).out == f"czplan {czplan.__version__}\n"


def test_version_imports_neither_typer_nor_pandas() -> None:
    code = (
        "import sys; sys.argv = ['czplan', '--version']\n"
        "from czplan.__main__ import main; main()\n"
        "assert not {'typer', 'rich', 'pandas', 'yaml'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], env=environment()).returncode == 0


@pytest.mark.parametrize("line", ["targets list", "plans list -f table", "--help"])
def test_listing_imports_no_pandas(line: str) -> None:
    code = (
        "import sys\nfrom czplan.cli.start import start\n"
        f"status = start({line.split()!r})\n"
        "assert status == 0 and 'pandas' not in sys.modules and 'opencc' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_reference_is_fresh() -> None:
    from tools import reference

    for name, lang in (("cli.md", "en"), ("cli.zh.md", "zh")):
        old = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert old == reference.made(old, lang), f"docs/{name}: run `make docs`"


def test_the_shared_options_read_alike_everywhere() -> None:
    """`--plan` and its like are said once: the same help wherever they stand."""
    code = """
from czplan.cli import app
from czplan.cli.kit import help
from czplan.cli.kit.tree import leaves

seen = {}
shared = {"--data", "--lang", "--plan", "--theme", "--kind", "--due", "--scope", "--search"}
for name, entry in leaves():
    if name.endswith(" add"):  # there they are the fields of a record
        continue
    command = app.command_of(entry)
    ctx = command.make_context(name, [], resilient_parsing=True)
    for rows in help.option_rows(command, ctx).values():
        for names, text in rows:
            option = names.split()[0]
            own = option == "--plan" and name in ("extract", "review")  # the goals' own plan
            if option in shared and not own:
                assert seen.setdefault(option, text) == text, (name, option, text)
assert set(seen) == shared
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
