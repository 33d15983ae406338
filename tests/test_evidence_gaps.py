"""`sources gaps`: no figure, rank word or goal-verb of a text is passed over in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_process import ROOT, inside, within
from evidence_set import TARGETS, evidence_set

import czplan
from czplan.evidence.by_rule import ByRule
from czplan.evidence.gaps import gaps
from czplan.evidence.marks import marks
from czplan.evidence.texts import Text

# What the records of the set leave over, by line: what nobody recorded, dates apart.
LEFT = [
    ("plan", 4, "numeral", "翻一番"),
    ("plan", 5, "goal-verb", "培育"),
    ("report", 2, "rank", "第一"),
]


def found(folder: Path, *args: str) -> list[dict[str, object]]:
    done = inside("sources", "gaps", "--data", str(folder), "-f", "json", *args)
    rows = json.loads(done.out)
    assert done.status == (1 if rows else 0), done.err
    return rows


def keys(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(row["source"], row["line"], row["mark"], row["words"]) for row in rows]


def test_what_no_record_covers(tmp_path: Path) -> None:
    """The verb right before a quotation leads into it; the traditional text is seen through."""
    rows = found(evidence_set(tmp_path / "set"))
    assert [key for key in keys(rows) if key[3] != "培育"] == [k for k in LEFT if k[3] != "培育"]
    (doubled,) = [row for row in rows if row["words"] == "翻一番"]
    assert doubled["found"] == "翻一番"
    assert str(doubled["before"]).endswith("进出口总额")
    assert str(doubled["after"]).startswith("。")


def test_a_record_taken_away_leaves_a_gap(tmp_path: Path) -> None:
    """Covered is what a record quotes, nothing more: without it each figure comes up."""
    less = TARGETS.replace(
        "  sanitary-city:\n    kind: milestone\n"
        "    name: {zh: 国家卫生城市, en: National sanitary city}\n"
        "    theme: governance\n    text: 争创国家卫生城市\n    line: 7\n",
        "",
    ).replace("  plants:\n    stated: 60家以上\n    text: 工廠(chǎng)60家以上\n    line: 3\n", "")
    rows = keys(found(evidence_set(tmp_path / "set", targets=less)))
    assert ("plan", 7, "goal-verb", "争创") in rows
    assert ("report", 3, "numeral", "60") in rows


def test_a_quotation_on_another_line_covers_nothing(tmp_path: Path) -> None:
    wrong = TARGETS.replace(
        "text: 争创国家卫生城市\n    line: 7", "text: 争创国家卫生城市\n    line: 6"
    )
    rows = keys(found(evidence_set(tmp_path / "set", targets=wrong)))
    assert ("plan", 7, "goal-verb", "争创") in rows


def test_exceptions_by_words_and_by_line(tmp_path: Path) -> None:
    """With words only those are explained, without words the whole line; idle ones are named."""
    notes = (
        "plan:\n"
        "  3: {text: 到2025年, reason: date}\n"
        "  4:\n"
        "    - {text: 进出口总额翻一番, reason: repeat}\n"
        "    - {text: 进出口, reason: repeat}\n"
        "report:\n"
        "  2: {reason: past-event}\n"
    )
    folder = evidence_set(tmp_path / "set", not_goals=notes)
    done = inside("sources", "gaps", "--data", str(folder), "-f", "json", "--lang", "en")
    assert all(row["source"] == "plan" and row["line"] == 5 for row in json.loads(done.out))
    assert "  date or period: 1\n" in done.err
    assert "  past event without a figure of use: 2\n" in done.err
    assert "explains nothing: plan line 4 进出口" in done.err
    assert "no text at hand, not read: 1 (unseen)" in done.err


def test_a_document_read_in_part_is_counted_only(tmp_path: Path) -> None:
    """Its marks are no omission: the exit status stays 0, and the number left is said."""
    folder = evidence_set(tmp_path / "set")
    plans = folder / "plans.yaml"
    text = plans.read_text("utf-8").replace(
        "  source: plan\n", "  source: plan\n  coverage: part\n"
    )
    assert "coverage: part" in text
    plans.write_text(text, encoding="utf-8")
    done = inside("sources", "gaps", "--data", str(folder), "-f", "json", "--lang", "en")
    rows = json.loads(done.out)
    assert {row["source"] for row in rows} == {"report"}
    assert "read in part: 1 texts, 1 marks left: plan 1\n" in done.err
    whole = gaps(czplan.load(evidence_set(tmp_path / "whole")), tmp_path / "whole" / "texts")
    assert len(whole.open) == len(rows) + 1


def test_counts_add_up(tmp_path: Path) -> None:
    folder = evidence_set(tmp_path / "set")
    ds = czplan.load(folder)
    result = gaps(ds, folder / "texts")
    texts = [Text(path, path.read_bytes()) for path in (folder / "texts").iterdir()]
    total = sum(len(list(marks(text))) for text in texts)
    assert result.covered + sum(result.reasons.values()) + len(result.open) == total
    assert [gap.row for gap in result.open] == found(folder)
    assert result.read == ("plan", "report")
    assert result.unread == ("unseen",)


REPORT = """---
title: 临江市政府工作报告（2026年1月20日）
---

一、2025年工作回顾

2025年，地区生产总值增长5.8%，新建充电桩1200个。

二、2026年工作安排

主要预期目标是：地区生产总值增长5.5%以上，力争**城镇**新增就业3.5万人。

扩建第十六小学，服务7×24在线，让生活更美好，打造样板。
"""
PROBABLY = {
    "5.8%": ("figure", "gdp-growth", "地区生产总值"),
    "1200": ("figure", "chargers-built", "新建充电桩"),
    "5.5%": ("goal", "gdp-growth", "地区生产总值"),
    "力争": ("goal", "urban-jobs-added", "城镇新增就业"),
    "3.5万": ("goal", "urban-jobs-added", "城镇新增就业"),
    "第十六": ("ordinal", None, None),
    "24": ("scheme-name", None, None),
    "打造": (None, None, None),
}


def test_what_a_mark_probably_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the reading of `extract`, of each document once, and of none that has no gap."""
    import czplan.extract

    report, folder = tmp_path / "report.md", tmp_path / "city"
    report.write_text(REPORT, encoding="utf-8")
    within("init", str(folder), "--place", "临江市/Linjiang")
    within("sources", "add", str(report), "--keep", "--data", str(folder))
    read, times = czplan.extract.read, []
    monkeypatch.setattr(
        czplan.extract, "read", lambda *args, **more: times.append(args) or read(*args, **more)
    )
    rows = json.loads(within("sources", "gaps", "--data", str(folder), "-f", "json").out)
    by = {row["words"]: (row["probably"], row["indicator"], row["name"]) for row in rows}
    assert {words: by[words] for words in PROBABLY} == PROBABLY
    assert len(times) == 1
    shown = within("sources", "gaps", "--data", str(folder), "-f", "table", "--lang", "en").out
    assert "Probably" in shown
    assert "goal: gdp-growth" in shown
    lines = "".join(f"  {n}: {{reason: activity}}\n" for n in (7, 11, 13))
    (folder / "not-goals.yaml").write_text(f"report2026:\n{lines}", encoding="utf-8")
    assert within("sources", "gaps", "--data", str(folder)).status == 0
    assert len(times) == 2


def test_a_line_of_many_marks_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once a mark; and a ratio counts nothing, but is no scheme's name."""
    from czplan.evidence.likely import Likely
    from czplan.extract import clean

    line = "第3次会议，构建“1028”体系，产业结构为13.3：41.7：45，森林覆盖率达到42%，" * 300
    text = Text(Path("x.md"), line.encode())
    read, times = clean.clean, []
    monkeypatch.setattr(clean, "clean", lambda *args: times.append(args) or read(*args))
    likely = Likely(czplan.load(Path(__file__).parent / "golden" / "data"))
    found = [
        likely.of(text, 1, mark.span.start + 1, mark.words)[0]
        for mark in marks(text)
        if mark.kind == "numeral"
    ]
    assert len(found) == 1200
    assert found[:4] == ["scheme-name", "", "", "figure"]
    assert 1 <= len(times) <= 2  # to be read, and for what is no figure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长5.2%左右", ["5.2%"]),
        ("超１２００亿元", ["1200亿"]),
        ("新增1,500家", ["新增", "1,500"]),
        ("建设一百二十个公园", ["一百二十"]),
        ("三年行动", ["三"]),
        ("下降百分之三点五", ["百分之三点五"]),
        ("完成三分之一", ["完成", "三分之一"]),
        ("达到1.76:1", ["达到", "1.76:1"]),
        ("实现全覆盖", ["实现", "全覆盖"]),
        ("居全省首位", ["居全省", "首位"]),
        ("进入前20强", ["前20强"]),
        ("總部經(jīng)濟占比達百分之四十", ["百分之四十"]),
        ("超過(guò)兩萬(wàn)億(yì)元", ["超过", "两万亿"]),
        ("力爭躋身全國第一方陣", ["力争", "跻身", "第一方阵"]),
        ("百姓万物互联千方百计一体化", []),
        ("进一步推进统一战线", []),
        ("零部件数位技术", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    """Digits, full-width, Chinese numerals, readings in brackets; idioms are no numerals."""
    assert [mark.words for mark in marks(Text(Path("x"), text.encode()))] == expected


BY_RULE = {
    "2021年6月的报告，今后五年": ("date", 3),
    "第十七届人民代表大会": ("ordinal", 1),
    "围绕“1028”产业体系": ("scheme-name", 1),
    "建设5G网络，PM2.5数据": ("scheme-name", 2),
    "（一）培育新动能，打造新高地": ("heading", 2),
    "狠抓项目建设，推出新举措": (None, 0),
    "培育新产业。支持企业发展": ("heading", 1),
    "培育新产业。": (None, 0),
    "新增企业20家": (None, 0),
    "三年后达到100家": ("date", 1),
    "联系电话：400 0123 021": ("contact", 1),
}
"""Lines, the reason that the rules give, and how many marks it explains."""


@pytest.mark.parametrize(("line", "expected"), BY_RULE.items())
def test_what_is_explained_by_rule(line: str, expected: tuple[str | None, int]) -> None:
    """Forms that carry neither figure nor aim need no entry; a figure beside them still does."""
    text = Text(Path("x"), line.encode())
    rules = ByRule(text)
    reasons = [why for mark in marks(text) if (why := rules.reason(mark))]
    assert set(reasons) <= {expected[0]}
    assert len(reasons) == expected[1]


def test_front_matter_is_explained_by_rule() -> None:
    text = Text(Path("x"), "---\ntitle: 2021年报告\n---\n新增20家\n".encode())
    rules = ByRule(text)
    assert [rules.reason(mark) for mark in marks(text)] == ["heading", None, None]


def test_nothing_unexplained_in_the_documents(shared: Path) -> None:
    """The documents read whole hold nothing that is neither a record nor explained."""
    done = inside(
        "sources",
        "gaps",
        "--data",
        str(ROOT / "data"),
        "--texts",
        str(shared / "sources"),
        "-f",
        "json",
    )
    assert json.loads(done.out) == []
    assert done.status == 0
