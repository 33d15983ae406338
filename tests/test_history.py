"""`indicators show`: one indicator through time, every figure and every goal ever stated for it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cli_process import ROOT, inside
from evidence_set import evidence_set
from many_screens import Ask, answers
from test_compare import INDICATORS, PLANS, goals

import czplan
from czplan.views.figures import HISTORY_COLUMNS
from czplan.views.history import history
from czplan.views.layout import cells
from czplan.views.screen import Screen
from czplan.views.series_picture import GoalMark, Point, chart

ACTUALS = """firms:
  2020: {stated: 400家, source: plan, section: 开头}
  2022: {stated: 超420家, source: report, section: 开头}
  2023:
    - {stated: 430家, source: unseen, status: estimate}
    - {stated: 431家, source: report, section: 开头}
  2023-06: {stated: 425家, source: unseen}
  2024: {value: 440, source: unseen}
"""


def city(folder: Path, actuals: str = ACTUALS) -> Path:
    return evidence_set(
        folder,
        targets=goals(
            old="firms | stated: 达到500家\nshare | stated: 50%",
            mid="firms | stated: 达到500家 | due: 2027",
            new="firms | stated: 达到480家",
        ),
        indicators=INDICATORS,
        plans=PLANS,
        actuals=actuals,
    )


def rows(folder: Path, *args: str) -> list[dict[str, object]]:
    return inside("indicators", "show", "firms", "--data", str(folder), "-f", "json", *args).rows


def test_figures_and_goals_by_time(tmp_path: Path) -> None:
    found = rows(city(tmp_path / "set"))
    assert [(row["entry"], row["period"]) for row in found] == [
        ("figure", "2020"),
        ("figure", "2022"),
        ("figure", "2023-06"),
        ("figure", "2023"),
        ("figure", "2023"),
        ("figure", "2024"),
        ("goal", "2025"),
        ("goal", "2027"),
        ("goal", "2030"),
    ]
    assert list(found[0]) == list(HISTORY_COLUMNS)
    assert (found[1]["low"], found[1]["sure"]) == (420, "low")
    assert (found[3]["figure_status"], found[4]["grade"]) == ("estimate", "media")
    assert (found[5]["stated"], found[5]["low"]) == (None, 440)


def test_postponed_then_lowered(tmp_path: Path) -> None:
    found = {row["id"]: row for row in rows(city(tmp_path / "set")) if row["entry"] == "goal"}
    assert found["old/firms"]["change"] is None
    assert (found["mid/firms"]["change"], found["mid/firms"]["previous"]) == (
        "postponed",
        "old/firms",
    )
    assert (found["new/firms"]["change"], found["new/firms"]["difference"]) == ("lowered", -20)


def test_how_each_goal_ended(tmp_path: Path) -> None:
    """The verdict is that of the result, for the year that is asked about."""
    folder = city(tmp_path / "set", ACTUALS + "  2025: {stated: 505家, source: unseen}\n")
    for year in ("2023", "2025"):
        result = json.loads(
            inside("progress", "--data", str(folder), "--year", year, "--all", "-f", "json").out
        )
        status = {row["id"]: row["status"] for row in result}
        goals_then = [row for row in rows(folder, "--year", year) if row["entry"] == "goal"]
        assert {row["id"]: row["status"] for row in goals_then} == {
            id: status[id] for id in ("old/firms", "mid/firms", "new/firms")
        }
    assert status["old/firms"] == "met"


def test_every_form_has_the_same_rows(tmp_path: Path) -> None:
    folder = city(tmp_path / "set")
    ds = czplan.load(folder)
    verdicts = {str(row["id"]): row for row in czplan.progress(ds, all=True).to_dict("records")}
    expected = history(ds, "firms", verdicts)
    assert json.loads(json.dumps(expected)) == rows(folder)
    line = ("indicators", "show", "firms", "--data", str(folder))
    read = list(csv.DictReader(io.StringIO(inside(*line, "-f", "csv").out)))
    assert [one["stated"] for one in read] == [row["stated"] or "" for row in expected]
    ids = inside(*line, "-q").out.split()
    assert ids[:2] == ["firms@2020", "firms@2022"]
    assert ids[-1] == "new/firms"
    fields = inside(*line, "-f", "tsv", "--fields", "period,stated").out.split("\n")
    assert fields[:2] == ["period\tstated", "2020\t400家"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_changed_stands_out(tmp_path: Path, lang: str) -> None:
    done = inside(
        "indicators",
        "show",
        "firms",
        "--data",
        str(city(tmp_path / "set")),
        "-f",
        "table",
        "--lang",
        lang,
    )
    assert ("→ 推迟" if lang == "zh" else "→ postponed") in done.out
    assert ("↓ 降低 −20家 (−4%)" if lang == "zh" else "↓ lowered −20 firms (−4%)") in done.out
    assert ("预计" if lang == "zh" else "estimate") in done.out


def test_it_fits(tmp_path: Path) -> None:
    folder = city(tmp_path / "set")
    line = ("indicators", "show", "firms", "--data", str(folder), "--color", "never")
    asks = [
        Ask((*line, "--lang", lang), columns, 99)
        for lang in ("zh", "en")
        for columns in (60, 80, 120, 200)
    ]
    for ask, done in zip(asks, answers(*asks), strict=True):
        assert done.status == 0, done.err
        assert max(cells(text) for text in done.out.split("\n")) <= ask.columns, ask


def test_unknown_indicator() -> None:
    done = inside("indicators", "show", "gdp-grwth", "--data", str(ROOT / "data"), "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert "Did you mean gdp-growth?" in done.err


def test_an_indicator_nobody_reported(tmp_path: Path) -> None:
    done = inside(
        "indicators",
        "show",
        "rank",
        "--data",
        str(city(tmp_path / "set")),
        "-f",
        "json",
        "--lang",
        "en",
    )
    assert json.loads(done.out) == []
    assert "neither a goal nor a figure" in done.err


SERIES = [
    Point("2021", "100", 100, 100),
    Point("2022", "over 150", 150, 160, "~"),
    Point("2023", "180", 180, 180),
]


def drawn(*args: object, **screen: object) -> list[str]:
    return [line.plain for line in chart(*args, Screen(**screen))]  # type: ignore[arg-type]


def test_the_picture_puts_values_on_one_scale() -> None:
    """Bars in proportion from zero, the goal's stroke in one column, ends of a bound apart."""
    lines = drawn(SERIES, GoalMark(200, 2025, "200"), {}, "家", width=80, ascii=True)
    assert lines[3].startswith("2025")
    bars = [line.count("#") for line in lines[:3]]
    goal = {line.index("|") for line in lines[:4]}
    assert len(goal) == 1
    width = goal.pop() + 1 - lines[0].index("#")
    for bar, value in zip(bars, (100, 150, 180), strict=True):
        assert bar / width == pytest.approx(value / 200, abs=1.5 / width)
    assert "-" in lines[1]
    assert "-" not in lines[0]


def test_the_picture_says_where_its_scale_begins() -> None:
    """Values close together are points on a scale that doesn't begin at zero, and it says so."""
    near = [Point("2021", "42.9%", 42.9, 42.9), Point("2022", "43.2%", 43.2, 43.2)]
    lines = drawn(
        near, GoalMark(43, 2025, "43%"), {"2022": 43.1}, "%", width=80, ascii=True, lang="en"
    )
    assert "doesn't begin at zero" in lines[-1]
    assert lines[0].index("o") < lines[0].index("|")
    assert lines[1].index("|") < lines[1].index(":") < lines[1].index("o")
    assert "#" not in "".join(lines)


def test_a_picture_of_nothing_and_of_losses() -> None:
    assert drawn([], GoalMark(3, 2025, "3"), {}, "家") == []
    lines = drawn(
        [Point("2021", "-2%", -2, -2), Point("2022", "3%", 3, 3)], None, {}, "%", ascii=True
    )
    assert lines[0].index("o") < lines[1].index("o")


def test_a_long_series_says_what_it_leaves_out() -> None:
    many = [Point(str(year), "1", year, year) for year in range(1990, 2024)]
    lines = drawn(many, None, {}, "家", lang="en")
    assert "20 earlier not drawn" in lines[0]
    assert lines[1].startswith("2010")


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_pictures_keep_to_their_width(width: int) -> None:
    lines = drawn(
        SERIES, GoalMark(200, 2025, "力争突破200家并保持全省第一"), {"2022": 120}, "家", width=width
    )
    assert max(cells(line) for line in lines) <= max(width, 40)
    assert "力争突破200家" in "".join(line.strip() for line in lines) or width < 80
