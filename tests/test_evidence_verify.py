"""`sources verify`: every quotation stands where its record says, or the mismatch is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_process import ROOT, inside
from evidence_set import ACTUALS, PLAN, SOURCES, TARGETS, evidence_set, sha256

import czplan
from czplan.evidence.texts import TextFolder
from czplan.evidence.verify import CHECK_COLUMNS, mismatches, verify
from czplan.quantity import drop_layout


def wrong(folder: Path, *args: str) -> list[dict[str, object]]:
    done = inside("sources", "verify", "--data", str(folder), "-f", "json", *args)
    found = json.loads(done.out)
    assert done.status == (1 if found else 0), done.err
    return found


def test_all_stands(tmp_path: Path) -> None:
    """Across lines, through bold marks and tags, under any file name; what isn't held counts."""
    folder = evidence_set(tmp_path / "set")
    assert wrong(folder) == []
    done = inside("sources", "verify", "--data", str(folder), "--lang", "en")
    assert done.out.strip() == "\t".join(CHECK_COLUMNS)
    assert "3 documents: 2 stands, 1 not checked" in done.err
    assert "no text at hand: 1 (unseen)" in done.err


@pytest.mark.parametrize(
    ("old", "new", "slug", "field", "result", "line", "stands_at"),
    [
        ("line: 7", "line: 6", "sanitary-city", "text", "elsewhere", 6, [7]),
        ("text: 争创国家", "text: 争创全国", "sanitary-city", "text", "absent", 7, []),
        ("stated: 30家", "stated: 50家", "small-giants", "stated", "not-in-text", 5, []),
        ("10bn: 20家", "10bn: 21家", "ladder", "tiers.firms-10bn.stated", "not-in-text", 5, []),
        ("text: “小巨人”企业", "text: ‘小巨人’企业", "small-giants", "text", "absent", 5, []),
    ],
)  # fmt: skip
def test_a_mismatch_is_named_with_both_places(
    tmp_path: Path,
    old: str,
    new: str,
    slug: str,
    field: str,
    result: str,
    line: int,
    stands_at: list[int],
) -> None:
    """A line that is off, a changed character, a figure not in the quotation."""
    assert TARGETS.count(old) >= 1
    folder = evidence_set(tmp_path / "set", targets=TARGETS.replace(old, new, 1))
    (found,) = wrong(folder)
    assert (found["record"], found["field"], found["result"]) == (f"plan21/{slug}", field, result)
    assert found["stands_at"] == stands_at
    assert found["text_line"] == line
    assert str(found["text_file"]).endswith("any-name.md")
    assert found["data_file"] == "targets.yaml"
    named = (
        (folder / "targets.yaml").read_text("utf-8").split("\n")[int(str(found["data_line"])) - 1]
    )
    assert named.strip() == f"{slug}:"


def test_a_mismatch_on_a_table_says_both_places(tmp_path: Path) -> None:
    folder = evidence_set(tmp_path / "set", targets=TARGETS.replace("line: 7", "line: 6"))
    done = inside("sources", "verify", "--data", str(folder), "-f", "table", "--lang", "en")
    assert done.status == 1
    (row,) = [line for line in done.out.split("\n") if "sanitary-city" in line]
    assert "stands elsewhere" in row
    assert "any-name.md:6" in row
    assert "targets.yaml:24" in row


def test_an_actual_without_text_is_sought_at_its_line(tmp_path: Path) -> None:
    """Where there is no quotation the words themselves must stand on the line."""
    bare = "gdp:\n  2022: {stated: 達950億元, source: report, line: LINE}\n"
    good = evidence_set(tmp_path / "good", actuals=bare.replace("LINE", "2"))
    assert wrong(good) == []
    bad = evidence_set(tmp_path / "bad", actuals=bare.replace("LINE", "1"))
    (found,) = wrong(bad)
    assert (found["record"], found["field"], found["stands_at"]) == ("gdp@2022", "stated", [2])


def test_a_section_or_page_is_sought_anywhere(tmp_path: Path) -> None:
    actuals = "gdp:\n  2022: {stated: 達950億元, source: report, section: 开头}\n"
    assert wrong(evidence_set(tmp_path / "set", actuals=actuals)) == []
    absent = actuals.replace("達950億元", "達951億元")
    (found,) = wrong(evidence_set(tmp_path / "other", actuals=absent))
    assert found["result"] == "absent"


def test_baselines_and_official_steps_are_sought_in_their_source(tmp_path: Path) -> None:
    more = TARGETS.replace(
        "    line: 3\n  small",
        "    line: 3\n    baseline: {period: 2022, stated: 達950億元, source: report}\n"
        "    milestones: {2023: 1001亿元}\n  small",
        1,
    )
    (found,) = wrong(evidence_set(tmp_path / "set", targets=more))
    assert (found["field"], found["result"]) == ("milestones.2023", "absent")


def test_the_file_of_that_name_with_another_hash(tmp_path: Path) -> None:
    """The name is a hint: the right bytes count wherever they lie, other bytes are a mismatch."""
    folder = evidence_set(tmp_path / "set")
    path = folder / "texts" / "report.txt"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    (found,) = wrong(folder)
    assert (found["record"], found["result"]) == ("report", "other-hash")
    assert sha256(path.read_text("utf-8")) in str(found["words"])
    inner = folder / "texts" / "more" / "renamed"
    inner.parent.mkdir()
    from evidence_set import REPORT

    inner.write_text(REPORT, encoding="utf-8")
    assert wrong(folder) == []


def test_upper_case_hashes_are_the_same(tmp_path: Path) -> None:
    from evidence_set import REPORT

    sources = SOURCES.format(plan=sha256(PLAN).upper(), report=sha256(REPORT))
    folder = evidence_set(tmp_path / "set", sources=sources)
    checks = verify(czplan.load(folder), folder / "texts")
    assert (
        sum(check.result == "not-checked" for check in checks if check.claim.field == "sha256") == 1
    )


def test_an_exception_must_stand_too(tmp_path: Path) -> None:
    notes = "plan:\n  1: {text: 甲市, reason: heading}\n  2: {text: 乙市, reason: heading}\n"
    (found,) = wrong(evidence_set(tmp_path / "set", not_goals=notes))
    assert (found["record"], found["result"]) == ("plan:2", "absent")


def test_where_no_texts_are(tmp_path: Path) -> None:
    folder = evidence_set(tmp_path / "set")
    for path in (folder / "texts").iterdir():
        path.unlink()
    (folder / "texts").rmdir()
    done = inside("sources", "verify", "--data", str(folder), "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert "--texts DIR" in done.err
    done = inside("sources", "verify", "--data", str(folder), "--texts", str(tmp_path / "none"))
    assert done.status == 2
    assert "不是文件夹" in done.err


@pytest.mark.slow
def test_every_format_has_the_same_rows(tmp_path: Path) -> None:
    broken = TARGETS.replace("line: 7", "line: 6").replace("stated: 30家", "stated: 31家")
    folder = evidence_set(tmp_path / "set", targets=broken)
    rows = wrong(folder)
    assert len(rows) == 2
    lines = inside("sources", "verify", "--data", str(folder), "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    ids = inside("sources", "verify", "--data", str(folder), "-q").out.split()
    assert ids == [row["record"] for row in rows]
    checks = mismatches(verify(czplan.load(folder), folder / "texts"))
    assert [check.row for check in checks] == rows
    assert all("targets.yaml" in check.message("zh") for check in checks)


def test_a_text_knows_its_lines() -> None:
    """Positions follow the same rule of layout as the check of `stated` in `text`."""
    from czplan.evidence.texts import Text

    raw = "\ufeff一 二*三<b>四\n</b>五\r\n\n六 < 七 > 八<br/>九"
    text = Text(Path("x"), raw.encode())
    assert text.squeezed == drop_layout(raw.lstrip("\ufeff")) == "一二三四五六<七>八九"
    assert [text.line_of(span.start) for span in text.find("四五")] == [1]
    assert [text.place(span.start) for span in text.find("五")] == [(2, 5)]
    assert [text.line_of(span.start) for span in text.find("六")] == [4]
    assert text.find("") == []


def test_the_shipped_data_against_the_documents(shared: Path) -> None:
    """Each record of the thirteen documents is proven; no mismatch anywhere."""
    sources = shared / "sources"
    assert len(TextFolder(sources)) == 13
    done = inside(
        "sources", "verify", "--data", str(ROOT / "data"), "--texts", str(sources), "-f", "json"
    )
    assert json.loads(done.out) == []
    assert done.status == 0


def test_actuals_of_the_set_are_checked(tmp_path: Path) -> None:
    changed = ACTUALS.replace("地區(qū)生產(chǎn)總值達950億元", "地區生產總值達950億元")
    (found,) = wrong(evidence_set(tmp_path / "set", actuals=changed))
    assert (found["record"], found["field"], found["result"]) == ("gdp@2022", "text", "absent")
    assert found["data_file"] == "actuals.yaml"
