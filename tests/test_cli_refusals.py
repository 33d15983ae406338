"""What can't be answered: one clear line, the nearest right word, exit status 2, no traceback."""

from __future__ import annotations

import pytest
from cli_process import SAMPLE, inside, run

CASES = {
    "command": (("targts",), "targets"),
    "subcommand": (("targets", "lst"), "targets list"),
    "subcommand elsewhere": (("verify",), "sources verify"),
    "option": (("targets", "list", "--fromat", "json"), "--format"),
    "option before the command": (("--data", "x", "targets", "list"), "after the command"),
    "option without its value": (("targets", "list", "--plan"), "--plan"),
    "value of a flag": (("targets", "list", "--ascii=yes"), "--ascii"),
    "argument too many": (("targets", "list", "extra"), "extra"),
    "argument missing": (("completion",), "SHELL"),
    "shell": (("completion", "fisch"), "fish"),
    "format": (("targets", "list", "-f", "jsno"), "json"),
    "colour": (("targets", "list", "--color", "alway"), "always"),
    "field": (("targets", "list", "--fields", "id,nam_zh"), "name_zh"),
    "no field": (("targets", "list", "--fields", ","), "--fields"),
    "field in a table": (("targets", "list", "-f", "table", "--fields", "idd"), "id"),
    "plan": (("targets", "list", "--plan", "fyp41"), "fyp14"),
    "theme": (("targets", "list", "--theme", "econmy"), "economy"),
    "kind": (("targets", "list", "--kind", "laddr"), "ladder"),
    "due": (("targets", "list", "--due", "20x5"), "2025"),
    "due with a digit too many": (("targets", "list", "--due", "20255"), "mean 2025"),
    "due that is no year": (("targets", "list", "--due", "soon"), "none"),
    "empty plan": (("progress", "--plan", ""), "fyp14"),
    "empty theme": (("targets", "list", "--theme", " , "), "economy"),
    "empty due": (("targets", "list", "--due", ""), "2025"),
    "empty indicator": (("actuals", "list", "--indicator", ""), "gdp"),
    "scope": (("targets", "list", "--scope", "citty"), "city"),
    "indicator": (("actuals", "list", "--indicator", "gdb"), "gdp"),
    "year": (("progress", "--year", "20255"), "mean 2025"),
    "year of two digits": (("progress", "--year", "25"), "mean 2025"),
    "year that is none": (("progress", "--year", "soon"), "2025"),
    "date": (("progress", "--as-of", "2025-13"), "2025-06"),
    "grade": (("progress", "--grade", "offical"), "official"),
    "method": (("progress", "--method", "opensdg"), "open-sdg"),
    "status": (("progress", "--status", "nearly"), "nearly_met"),
    "family": (("progress", "--family", "on-curse"), "on-course"),
    "empty grade": (("progress", "--grade", ""), "official"),
    "empty method": (("progress", "--method="), "open-sdg"),
    "empty year": (("progress", "--year", ""), "--year"),
    "empty day": (("progress", "--as-of", ""), "--as-of"),
    "empty grouping": (("progress", "--group-by", ""), "theme"),
    "empty condition": (("progress", "--fail-on", ""), "missed"),
    "empty colour": (("targets", "list", "--color", ""), "always"),
    "empty format": (("targets", "list", "--format", ""), "json"),
    "empty folder name": (("targets", "list", "--data", ""), "--data"),
    "help as a command": (("help",), "czplan --help"),
    "help of a group as a command": (("targets", "help"), "czplan targets --help"),
    "grouping": (("progress", "--group-by", "themes"), "theme"),
    "condition": (("progress", "--fail-on", "mised"), "missed"),
    "data": (("targets", "list", "--data", "/no/such/folder"), "/no/such/folder"),
}


@pytest.mark.parametrize("name", CASES)
def test_refused_in_one_line(name: str) -> None:
    args, offer = CASES[name]
    done = inside(*args, CZPLAN_LANG="en", CZPLAN_DATA=str(SAMPLE))
    assert done.status == 2, done
    assert done.out == ""
    assert offer in done.err
    assert done.err.count("\n") == 1, done.err
    assert done.err.startswith("Error: ")
    assert "Traceback" not in done.err


def test_a_value_from_outside_cannot_act_on_the_terminal() -> None:
    done = inside("targets", "list", "--plan", "\x1b[31mred\u202e", CZPLAN_DATA=str(SAMPLE))
    assert done.status == 2
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err
    assert "\ufffd" in done.err


def test_faults_of_the_data_are_named(tmp_path) -> None:
    for path in SAMPLE.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "plans.yaml").write_text("fyp14: {kind: nope}\n", encoding="utf-8")
    done = inside("targets", "list", "--data", str(tmp_path), CZPLAN_LANG="en")
    assert done.status == 2
    assert "plans.yaml:1:" in done.err
    assert "czplan check" in done.err
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) <= 4
    folder = tmp_path / "my city"
    folder.mkdir()
    told = inside("targets", "list", "--data", str(folder), CZPLAN_LANG="en").err
    assert f"czplan check '{folder}'" in told, "a line that can be pasted"


def test_debug_shows_the_whole_story(tmp_path) -> None:
    (tmp_path / "czplan_break").mkdir()
    broken = tmp_path / "czplan_break" / "sitecustomize.py"
    broken.write_text("import czplan.dataset\nczplan.dataset.load = None\n", encoding="utf-8")
    path = f"{broken.parent}:{run.__globals__['ROOT'] / 'src'}"
    quiet = run("plans", "list", PYTHONPATH=path, CZPLAN_LANG="en")
    assert quiet.status == 2
    assert quiet.err.count("\n") == 1
    assert "CZPLAN_DEBUG=1" in quiet.err
    loud = run("plans", "list", PYTHONPATH=path, CZPLAN_DEBUG="1")
    assert "Traceback" in loud.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_data_set_is_an_empty_answer(tmp_path, lang: str) -> None:
    """What `init` makes holds nothing yet: listings are empty, no command breaks."""
    folder = str(tmp_path / "own")
    assert inside("init", folder, CZPLAN_LANG=lang).status == 0
    year = ("--year", "2025")
    for args in (
        ("targets", "list"),
        ("indicators", "list"),
        ("plans", "list"),
        ("actuals", "list"),
        ("sources", "list"),
        ("ladder",),
        ("progress", *year),
        ("progress", *year, "--group-by", "plan"),
    ):
        told = inside(*args, "-f", "json", "--data", folder, CZPLAN_LANG=lang)
        assert (told.status, told.out) == (0, "[]\n"), (args, told.err)
        shown = inside(*args, "-f", "table", "--data", folder, CZPLAN_LANG=lang)
        assert shown.status == 0, (args, shown.err)
        assert shown.err
        assert not shown.out.startswith((",", " "))
    for args in (("progress",), ("targets", "show", "x"), ("progress", *year, "--plan", "x")):
        assert inside(*args, "--data", folder, CZPLAN_LANG=lang).status == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("progress --status missed", "--family missed"),
        ("progress --family not_met", "--status not_met"),
        ("progress missed", "--family missed"),
        ("progress not_met", "--status not_met"),
        ("progress 2025 --year 2024", "2025"),
        ("progress --limit many", "many"),
    ],
)
def test_a_word_in_the_wrong_place_is_told_where_it_goes(line: str, said: str) -> None:
    done = inside(*line.split())
    assert done.status == 2
    assert said in done.err
    assert done.out == ""
