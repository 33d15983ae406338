"""`plans compare`: kept, raised, lowered, postponed, reworded, dropped, new, not held."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cli_process import ROOT, inside, within
from evidence_set import evidence_set
from many_screens import Ask, answers

import czplan
from czplan.views.compare import COMPARE_COLUMNS, compare, counts
from czplan.views.layout import cells
from czplan.vocabulary import CHANGES

PLANS = """old:
  name: {zh: 前规划, en: Earlier plan}
  kind: five-year-plan
  start: 2021
  end: 2025
  source: plan
  coverage: whole
mid:
  name: {zh: 中间规划, en: Plan between}
  kind: strategy
  start: 2023
  end: 2027
  source: plan
new:
  name: {zh: 后规划, en: Later plan}
  kind: five-year-plan
  start: 2026
  end: 2030
  source: report
  coverage: whole
"""


def indicator(id: str, unit: str, measure: str, direction: str = "up") -> str:
    return (
        f"{id}:\n  name: {{zh: {id}, en: {id}}}\n  theme: economy\n  unit: {unit!r}\n"
        f"  measure: {measure}\n  direction: {direction}\n"
    )


INDICATORS = "".join(
    [
        indicator("gdp", "元", "flow"),
        indicator("growth", "%", "growth"),
        indicator("share", "%", "share"),
        indicator("dust", "微克", "index", "down"),
        indicator("firms", "家", "stock"),
        indicator("added", "家", "additions"),
        indicator("income", "%", "growth"),
        indicator("rank", "位", "rank", "down"),
        indicator("firms-100bn", "家", "stock"),
        indicator("firms-10bn", "家", "stock"),
    ]
)


def goals(**by_plan: str) -> str:
    """Return targets.yaml: each plan's goals as lines `slug | field: value | ...`."""
    text = ""
    for plan, lines in by_plan.items():
        text += f"{plan}:\n"
        for line in lines.strip().split("\n"):
            slug, *fields = (part.strip() for part in line.split("|"))
            text += f"  {slug}:\n" + "".join(f"    {field}\n" for field in fields)
            if not any(field.startswith("text:") for field in fields):
                stated = next(f for f in fields if f.startswith("stated:")).partition(": ")[2]
                text += f"    text: {stated}\n"
            text += "    section: 开头\n"
    return text


def dataset(folder: Path, **by_plan: str) -> Path:
    return evidence_set(
        folder, targets=goals(**by_plan), indicators=INDICATORS, plans=PLANS, actuals=""
    )


def changed(folder: Path, first: str = "old", second: str = "new") -> dict[str, dict[str, object]]:
    done = inside("plans", "compare", first, second, "--data", str(folder), "-f", "json")
    return {str(row["to_id"] or row["from_id"]): row for row in done.rows}


@pytest.mark.parametrize(
    ("slug", "before", "after", "code", "difference", "ratio"),
    [
        ("gdp", "超过1万亿元", "达到1.2万亿元", "raised", 2e11, 0.2),
        ("gdp", "1.2万亿元", "1万亿元", "lowered", -2e11, -1 / 6),
        ("firms", "达到500家", "达到500家", "postponed", 0, 0),
        ("firms", "500家以上", "500家左右", "lowered", 0, 0),
        ("dust", "30微克以内", "28微克以内", "raised", -2, -1 / 15),
        ("dust", "28微克以内", "30微克以内", "lowered", 2, 1 / 14),
        ("rank", "进入前20", "进入前10", "raised", -10, None),
        ("share", "稳定在43%左右", "稳定在43%左右", "kept", 0, 0),
        ("share", "达到50%", "稳定在43%左右", "lowered", -7, -0.14),
        ("growth", "年均增长6%以上", "年均增长5%以上", "lowered", -1, -1 / 6),
        ("growth", "年均增长6%", "年均增长6%", "kept", 0, 0),
        ("growth", "年均增长6%以上", "稳定增长", "reworded", None, None),
        ("added", "新增20家", "新增30家", "raised", 10, 0.5),
        ("gdp", "翻一番", "达到2万亿元", "reworded", None, None),
    ],
)
def test_changes(
    tmp_path: Path,
    slug: str,
    before: str,
    after: str,
    code: str,
    difference: float | None,
    ratio: float | None,
) -> None:
    """By the number asked for: more asked is raised, and a lower cap asks for more."""
    folder = dataset(
        tmp_path / "set", old=f"{slug} | stated: {before}", new=f"{slug} | stated: {after}"
    )
    (row,) = changed(folder).values()
    assert row["change"] == code
    assert (row["from_stated"], row["to_stated"]) == (before, after)
    assert row["difference"] == (None if difference is None else pytest.approx(difference))
    if slug != "rank":
        assert row["ratio"] == (None if ratio is None else pytest.approx(ratio))
    assert (row["from_due"], row["to_due"]) == (2025, 2030)
    assert before in str(row["words_zh"])
    assert after in str(row["words_en"])


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("与经济增长同步", "与经济增长基本同步", "lowered"),
        ("与经济增长基本同步", "快于经济增长", "raised"),
        ("与经济增长同步", "与经济增长同步", "kept"),
    ],
)
def test_parity(tmp_path: Path, before: str, after: str, code: str) -> None:
    """基本 leaves more room than 同步, 快于 leaves none."""
    line = "income | reference: growth | stated: "
    folder = dataset(tmp_path / "set", old=line + before, new=line + after)
    (row,) = changed(folder).values()
    assert row["change"] == code


def test_additions_over_other_spans_are_not_compared(tmp_path: Path) -> None:
    folder = dataset(
        tmp_path / "set",
        old="added | stated: 新增20家 | start: 2025",
        new="added | stated: 新增100家",
    )
    (row,) = changed(folder).values()
    assert (row["change"], row["difference"]) == ("reworded", None)


def test_less_by_an_earlier_year_is_no_lowering(tmp_path: Path) -> None:
    """A step on the way isn't set against the goal at its end."""
    folder = dataset(
        tmp_path / "set", old="firms | stated: 500家", mid="firms | stated: 300家 | due: 2024"
    )
    assert [row["change"] for row in changed(folder, "old", "mid").values()] == ["reworded"]
    more = dataset(
        tmp_path / "more", old="firms | stated: 500家", mid="firms | stated: 600家 | due: 2024"
    )
    assert [row["change"] for row in changed(more, "old", "mid").values()] == ["raised"]
    sooner = dataset(
        tmp_path / "soon", old="firms | stated: 500家", mid="firms | stated: 500家 | due: 2024"
    )
    assert [row["change"] for row in changed(sooner, "old", "mid").values()] == ["raised"]


def test_dropped_and_new_and_scopes(tmp_path: Path) -> None:
    """Another scope is another goal."""
    folder = dataset(
        tmp_path / "set",
        old="firms | stated: 500家\ngdp | stated: 1万亿元",
        new="firms | stated: 100家 | scope: district:东区\nshare | stated: 50%",
    )
    found = changed(folder)
    assert {id: row["change"] for id, row in found.items()} == {
        "old/firms": "dropped",
        "old/gdp": "dropped",
        "new/firms": "new",
        "new/share": "new",
    }
    assert found["old/gdp"]["to_id"] is None
    assert found["new/share"]["from_value"] is None


def test_supersedes_links_other_indicators_and_plans_between(tmp_path: Path) -> None:
    """A goal restated over a plan between, and a milestone by its name."""
    folder = dataset(
        tmp_path / "set",
        old="firms | stated: 500家\n"
        "city | kind: milestone | name: {zh: 创建名城, en: City} | text: 创建名城",
        mid="firms-10bn | stated: 550家 | supersedes: old/firms",
        new="firms-100bn | stated: 600家 | supersedes: mid/firms-10bn\n"
        "town | kind: milestone | name: {zh: 创建名城, en: City} | text: 创建 名城"
        " | supersedes: old/city",
    )
    found = changed(folder)
    assert found["new/firms-100bn"]["from_id"] == "old/firms"
    assert found["new/firms-100bn"]["change"] == "raised"
    assert (found["new/town"]["from_id"], found["new/town"]["change"]) == ("old/city", "postponed")
    assert "old/firms" not in found


def test_several_goals_of_an_indicator_meet_by_year(tmp_path: Path) -> None:
    folder = dataset(
        tmp_path / "set",
        old="a | indicator: firms | stated: 300家 | due: 2023\n"
        "b | indicator: firms | stated: 500家",
        mid="c | indicator: firms | stated: 550家 | due: 2025\n"
        "d | indicator: firms | stated: 800家",
    )
    found = changed(folder, "old", "mid")
    assert {id: row["from_id"] for id, row in found.items()} == {"mid/c": "old/b", "mid/d": "old/a"}


def test_tiers_are_compared_one_by_one(tmp_path: Path) -> None:
    ladder = "ladder | name: {zh: 梯队, en: Ladder} | text: 形成5家千亿级、50家百亿级 | tiers: "
    folder = dataset(
        tmp_path / "set",
        old=ladder + "{firms-100bn: 5家, firms-10bn: 50家}",
        new=ladder + "{firms-100bn: 5家}\nfirms-10bn | stated: 60家",
    )
    found = changed(folder)
    assert found["new/ladder#firms-100bn"]["change"] == "postponed"
    assert found["new/firms-10bn"]["from_id"] == "old/ladder#firms-10bn"
    assert found["new/firms-10bn"]["change"] == "raised"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return dataset(
        tmp_path / "set",
        old="gdp | stated: 1万亿元\nfirms | stated: 500家\nshare | stated: 稳定在43%左右",
        new="gdp | stated: 1.2万亿元\nfirms | stated: 500家\nadded | stated: 新增9家",
    )


def test_rows_are_the_same_in_every_form(two: Path) -> None:
    rows = compare(czplan.load(two), "old", "new")
    ranks = [CHANGES.rank(row["change"]) for row in rows]
    assert ranks == sorted(ranks)
    assert sum(counts(rows).values()) == len(rows) == 4
    line = ("plans", "compare", "old", "new", "--data", str(two))
    assert json.loads(inside(*line, "-f", "json").out) == json.loads(json.dumps(rows))
    for form, comma in (("csv", ","), ("tsv", "\t")):
        read = list(csv.DictReader(io.StringIO(inside(*line, "-f", form).out), delimiter=comma))
        assert list(read[0]) == list(COMPARE_COLUMNS)
        assert [one["words_zh"] for one in read] == [row["words_zh"] for row in rows]
    assert inside(*line).out == inside(*line, "-f", "tsv").out
    assert inside(*line, "-q").out.split() == [row["to_id"] or row["from_id"] for row in rows]
    chosen = json.loads(inside(*line, "-f", "json", "--change", "dropped,new").out)
    assert [row["change"] for row in chosen] == ["dropped", "new"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_screen(two: Path, lang: str) -> None:
    done = inside(
        "plans", "compare", "old", "new", "--data", str(two), "-f", "table", "--lang", lang
    )
    for row in compare(czplan.load(two), "old", "new"):
        term = CHANGES[row["change"]]
        assert f"{term.sign} {term.name(lang)} 1" in done.out
    assert ("+2000亿元 (+20%)" if lang == "zh" else "+200 billion yuan (+20%)") in done.out


def test_it_fits(two: Path) -> None:
    line = ("plans", "compare", "old", "new", "--data", str(two), "--color", "never")
    asks = [
        Ask((*line, "--lang", "en", *more), columns, 99)
        for more in ((), ("--ascii",))
        for columns in (60, 80, 120, 200)
    ]
    for ask, done in zip(asks, answers(*asks), strict=True):
        assert done.status == 0, done.err
        assert max(cells(text) for text in done.out.split("\n")) <= ask.columns, ask
        if "--ascii" in ask.line:
            assert not set(done.out) & set("↑↓→─×")


def test_refusals(two: Path) -> None:
    done = inside("plans", "compare", "old", "neww", "--data", str(two), "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert "Did you mean new?" in done.err
    done = inside(
        "plans", "compare", "old", "new", "--change", "raisd", "--data", str(two), "--lang", "en"
    )
    assert done.status == 2
    assert "raised" in done.err
    done = inside("plans", "compare", "new", "old", "--data", str(two), "--lang", "en")
    assert done.status == 0
    assert "later" in done.err


def test_the_shipped_plans() -> None:
    """The plans are known through the press alone: nothing of them is called dropped or new."""
    found = changed(ROOT / "data", "fyp14", "fyp15")
    codes = {row["change"] for row in found.values()}
    assert "raised" in codes
    assert not codes & {"dropped", "new"}


def test_what_a_plan_not_read_whole_lacks_is_never_dropped(tmp_path: Path) -> None:
    """Nobody knows what the pages that weren't read hold; and it is said what was read."""
    old, new = (
        "gdp | stated: 1万亿元\nfirms | stated: 500家",
        "gdp | stated: 2万亿元\nshare | stated: 40%",
    )
    folder = dataset(tmp_path / "set", old=old, new=new)
    for part in ("part", "restated", ""):
        text = PLANS.replace("coverage: whole", f"coverage: {part}" if part else "note: 无")
        (folder / "plans.yaml").write_text(text, "utf-8")
        codes = {id: row["change"] for id, row in changed(folder).items()}
        assert codes == {"new/gdp": "raised", "old/firms": "not_held", "new/share": "not_held"}
    line = ("plans", "compare", "old", "new", "--data", str(folder), "-f", "table")
    for lang, word in (("zh", "未再提"), ("en", "dropped")):
        said = inside(*line, "--lang", lang).out
        assert word not in said
        assert "--change not_held" in said
        assert "500家" not in said
        listed = inside(*line, "--lang", lang, "--change", "not_held")
        assert ("500家" if lang == "zh" else "500 firms") in listed.out
        assert "500家" in inside(*line, "--lang", lang, "--change", "not_held", "--words").out


def test_a_goal_is_set_against_the_latest_statement_of_any_plan(tmp_path: Path) -> None:
    folder = dataset(
        tmp_path / "set",
        old="firms | stated: 500家",
        mid="gdp | stated: 1万亿元",
        new="gdp | stated: 1.2万亿元\nfirms | stated: 600家 | scope: district:甲区",
    )
    found = changed(folder)
    assert found["new/gdp"]["change"] == "raised"
    assert found["new/gdp"]["from_id"] == "mid/gdp"
    assert found["new/firms"]["change"] == "new"  # another scope, another chain
    shown = inside(
        "plans", "compare", "old", "new", "--data", str(folder), "-f", "table", "--lang", "en"
    )
    assert ", Plan between)" in shown.out


def test_goals_against_other_documents_are_counted_apart() -> None:
    """What the earlier of the two plans said, and what only documents before it say."""
    args = ("plans", "compare", "wr2024", "wr2025", "--lang", "en", "-f")
    rows = json.loads(within(*args, "json").out)
    lines = within(*args, "table").out.splitlines()
    raised = [row["from_id"].startswith("wr2024/") for row in rows if row["change"] == "raised"]
    assert any(raised)
    assert not all(raised)
    own = next(line for line in lines if line.startswith("↑ raised"))
    others = next(line for line in lines if line.startswith("against earlier documents: "))
    assert f"raised {sum(raised)} " in own
    assert f"raised {raised.count(False)} " in others


def test_a_ceiling_is_tightened_or_loosened_on_the_screen(tmp_path: Path) -> None:
    """The code says how much is asked; a person reads what becomes of a limit, not “raised”."""
    for one, (before, after, said) in enumerate(
        [("30微克以内", "28微克以内", "收紧"), ("28微克以内", "30微克以内", "放宽")]
    ):
        folder = dataset(
            tmp_path / str(one),
            old=f"dust | stated: {before}\nrank | stated: 进入前20",
            new=f"dust | stated: {after}\nrank | stated: 进入前10",
        )
        done = inside("plans", "compare", "old", "new", "--data", str(folder), "-f", "table")
        rows = done.out.splitlines()
        assert said in next(row for row in rows if "微克" in row), done.out
        assert "提高" in next(row for row in rows if "进入前10" in row)
