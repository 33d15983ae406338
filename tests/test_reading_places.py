"""Fields of many places and many readings: what they mean, and the faults that they may have."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from cli_process import inside
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_sets import MARK, SOUND, faults, write

from czplan import dataset
from czplan.export import content
from czplan.faults import FAULTS

PLACES = """\
nation:
  name: {zh: 全国, en: China}
  level: nation
  code: 100000
jiangsu:
  name: {zh: 江苏, en: Jiangsu}
  level: province
  parent: nation
  code: 320000
changzhou:
  name: {zh: 某市, en: Somewhere}
  level: city
  parent: jiangsu
  code: 320400
laiwu:
  name: {zh: 莱芜, en: Laiwu}
  level: city
  parent: [{id: jiangsu, until: 1992}, {id: nation, from: 1993}]
  names: [{zh: 莱芜县, until: 1983}]
  codes: [{code: 321200, from: 1993, until: 2018}]
  from: 1993
  until: 2018
  successor: changzhou
"""
SET = SOUND | {
    "places.yaml": PLACES,
    "targets.yaml": SOUND["targets.yaml"]
    + """\
  firms:
    stated: 60家
    text: 企业达到60家
    line: 12
    source: report-2025
    note: {zh: 摘要较全文为准, en: the summary is the better text}
    reading: also
    also:
      - {source: outline, text: 企业60家以上, line: 3, stated: 60家以上}
      - {source: report-2025, text: 企业60家, page: A3}
    extracted: {by: czplan 1.0, confidence: 0.83}
    accepted: [long-text]
  slogan:
    indicator: firms
    stated: 70家
    text: 争取70家
    section: 二
    source: report-2025
    verifiable: false
    note: 没有口径
""",
    "actuals.yaml": SOUND["actuals.yaml"]
    + """\
firms:
  2025:
    - {stated: 58家, of: 2024, proxy: true, confidence: low, source: outline, place: jiangsu,
       extracted: {by: czplan 1.0, confidence: 0.5, reviewed: 2026-02-03}}
    - {stated: 59家, source: outline}
""",
    "plans.yaml": SOUND["plans.yaml"].replace(
        "  source: outline\n", "  source: outline\n  coverage: whole\n  place: changzhou\n", 1
    ),
    "sources.yaml": SOUND["sources.yaml"]
    + """\
  url: https://example.org/outline
  via: {title: 晚报, publisher: 某报社, published: 2025-03, url: https://example.org/x}
""",
    "indicators.yaml": SOUND["indicators.yaml"].replace(
        "  unit: 家\n  measure: stock\n", "  unit: 家\n  measure: stock\n  aliases: [厂, 公司]\n", 1
    ),
}
L, T, A, P, S, I = (f"{name}.yaml" for name in ["places", "targets", "actuals", "plans", "sources", "indicators"])  # fmt: skip # noqa: E501, E741
CASES = [
    (L, "code: 320400", "code: ¶320405", "place-code"),
    (L, "code: 320400", "code: ¶330400", "place-code"),
    (L, "code: 320400", "code: ¶32040", "bad-place-code"),
    (L, "code: 100000", "code: ¶110000", "place-code"),
    (L, "code: 320000", "code: ¶320100", "place-code"),
    (L, "  parent: nation\n", "  parent: changzhou\n", "place-circle"),
    (L, "parent: jiangsu\n", "parent: ¶jiangs\n", "dangling-id"),
    (L, "parent: jiangsu\n  code", "parent: ¶laiwu\n  code", "place-parent"),
    (L, "level: province", "level: ¶provinz", "unknown-word"),
    (L, "{id: jiangsu, until", "{id: ¶changzhou, until", "place-parent"),
    (L, "  level: province\n  parent: nation\n",
     "  level: province\n  parent: [{id: laiwu, until: 1992}, {id: nation, from: 1993}]\n",
     "place-circle"),
    (L, "until: 2018\n  succ", "until: ¶1990\n  succ", "place-ends-first"),
    (L, "{id: nation, from: 1993}", "¶{id: nation, from: 1992}", "place-history"),
    (L, "{id: jiangsu, until", "{¶place: jiangsu, until", "unknown-field"),
    (L, "codes: [{code: 321200", "codes: [{code: ¶3212", "bad-place-code"),
    (L, "successor: changzhou", "successor: ¶chanzhou", "dangling-id"),
    (L, "  until: 2018\n  successor: changzhou\n",
     "  until: 2018\n  successor: changzhou\n  code: ¶320400\n", ""),
    (P, "place: changzhou", "place: ¶changzho", "dangling-id"),
    (P, "coverage: whole", "coverage: ¶full", "unknown-word"),
    (S, "published: 2025-03", "published: ¶2025-3", "bad-date"),
    (S, "via: {title: 晚报, publisher", "via: ¶{publisher", "missing-field"),
    (I, "aliases: [厂, 公司]", "aliases: ¶厂", "wrong-type"),
    (I, "aliases: [厂, 公司]", "aliases: [厂, ¶{a: b}]", "wrong-type"),
    (T, "{source: outline, text: 企业60家以上, line: 3,", "¶{source: outline, text: 企业60家以上,",
     "missing-place"),
    (T, "{source: outline, text: 企业60家以上,", "{source: ¶outlin, text: 企业60家以上,",
     "dangling-id"),
    (T, "{source: outline, text: 企业60家以上,", "¶{text: 企业60家以上,", "missing-field"),
    (T, "line: 3, stated: 60家以上", "line: 3, stated: ¶60人以上", "wording-unit"),
    (T, "line: 3, stated: 60家以上", "line: 3, stated: ¶61家以上", "stated-not-in-text"),
    (T, "reading: also", "reading: ¶alsi", "unknown-word"),
    (T, "line: 3, stated: 60家以上}", "line: 3}", "reading-without-words"),
    (T, "confidence: 0.83", "confidence: ¶1.2", "bad-fraction"),
    (T, "extracted: {by: czplan 1.0, confidence: 0.83}", "extracted: ¶{by: me}", "missing-field"),
    (T, "accepted: [long-text]", "accepted: [¶bad-id]", "unknown-word"),
    (T, "    note: 没有口径\n", "", "unexplained"),
    (T, "verifiable: false", "verifiable: ¶nope", "bad-truth"),
    (T, "note: {zh: 摘要较全文为准, en: the summary is the better text}", "note: ¶[a]",
     "wrong-type"),
    (T, "    note: {zh: 摘要较全文为准, en: the summary is the better text}\n    reading",
     "    reading", "unexplained"),
    (T, "reference: gdp-growth", "reference: ¶gdp-growth@jiangs", "dangling-id"),
    (T, "reference: gdp-growth", "reference: ¶gdp-growth@", "bad-id"),
    (T, "reference: gdp-growth", "reference: ¶gdp-growth@nation", ""),
    (A, "of: 2024", "of: ¶24", "bad-year"),
    (A, "proxy: true", "proxy: ¶1", "bad-truth"),
    (A, "confidence: low", "confidence: ¶0.5", "unknown-word"),
    (A, "place: jiangsu", "place: ¶jiangxi", "dangling-id"),
    (A, "reviewed: 2026-02-03", "reviewed: ¶yesterday", "bad-date"),
]  # fmt: skip


def spoilt(file: str, old: str, new: str) -> tuple[str, int, int]:
    text = SET[file]
    assert text.count(old) == 1, (file, old, text.count(old))
    before, mark, after = text.replace(old, new).partition(MARK)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return before + after, line if mark else 0, column


def test_the_set_is_sound(tmp_path: Path) -> None:
    assert faults(write(tmp_path, SET)) == []


@pytest.mark.parametrize(("file", "old", "new", "code"), CASES)
def test_each_fault_is_found_where_it_stands(
    tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    text, line, column = spoilt(file, old, new)
    found = faults(write(tmp_path, SET | {file: text}))
    mine = [fault for fault in found if fault.code == code]
    assert len(mine) == bool(code), found
    # nothing else is wrong, but for a part that lacks and words that now differ from their text
    assert {fault.code for fault in found} <= {code, "stated-not-in-text", "missing-field"}
    if code and line:
        assert (mine[0].file, mine[0].line, mine[0].column) == (file, line, column)
    for fault in found:
        assert fault.remedy_zh
        assert fault.remedy_en
        assert "{" not in fault.zh + fault.en


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ("[{code: 321200, until: 2018}, {code: 321300, until: 2019}]", "things until 2018"),
        ("[{code: 321200}, {code: 321300}]", "things in every year"),
        ("[{code: 321200, until: 2018}, {code: 321300, from: 2018}]", "things from 2018 on"),
    ],
)
def test_a_history_says_when_it_says_two_things(tmp_path: Path, spans: str, said: str) -> None:
    text = SET[L].replace("[{code: 321200, from: 1993, until: 2018}]", spans)
    (fault,) = faults(write(tmp_path, SET | {L: text}))
    assert fault.code == "place-history"
    assert said in fault.en


def test_a_place_that_is_nearly_right_is_offered(tmp_path: Path) -> None:
    text = spoilt(P, "place: changzhou", "place: ¶changzho")[0]
    (fault,) = faults(write(tmp_path, SET | {P: text}))
    assert "changzhou" in fault.remedy_en
    assert "changzhou" in fault.remedy_zh


def test_a_warning_that_a_note_explains_is_counted_apart(tmp_path: Path) -> None:
    long = SET[T].replace("text: 企业达到60家\n", "text: 企业达到60家" + "，" * 40 + "\n")
    folder = write(tmp_path, SET | {T: long})
    (fault,) = faults(folder)
    assert (fault.code, fault.accepted) == ("long-text", True)
    told = json.loads(inside("check", str(folder), "-f", "json").out)
    assert [one["accepted"] for one in told if one["code"] == "long-text"] == [True]
    plain = long.replace("    accepted: [long-text]\n", "")
    (fault,) = faults(write(tmp_path, SET | {T: plain}))
    assert not fault.accepted


def test_the_words_of_the_better_reading_are_judged(tmp_path: Path) -> None:
    ds = dataset.load(write(tmp_path, SET))
    row = ds.targets.set_index("id").loc["wr/firms"]
    assert (row["stated"], row["text"], row["source"], row["line"]) == (
        "60家以上", "企业60家以上", "outline", 3)  # fmt: skip
    record = ds.target_records["wr/firms"]
    assert (record.stated, record.also[0].stated) == ("60家", "60家以上")
    assert row["confidence"] == "medium"
    assert ds.target_records["wr/firms"].note.en == "the summary is the better text"


def test_what_names_no_place_belongs_to_the_sets_own(tmp_path: Path) -> None:
    ds = dataset.load(write(tmp_path, SET))
    assert ds.default_place == "changzhou"
    assert set(ds.targets["place"]) == {"changzhou"}
    assert ds.actuals["place"].tolist().count("jiangsu") == 1
    laiwu = ds.place_records["laiwu"]
    assert [laiwu.exists(year) for year in (1992, 1993, 2018, 2019)] == [False, True, True, False]
    assert [laiwu.parent_in(year) for year in (1990, 2000)] == ["jiangsu", "nation"]
    assert (laiwu.code_in(2000), laiwu.code_in(2020), laiwu.name_in(1980).zh) == (
        "321200", None, "莱芜县")  # fmt: skip


def test_ids_of_the_catalogue_need_no_definition(tmp_path: Path) -> None:
    targets = SOUND["targets.yaml"] + (
        "  homes: {indicator: old-estates-renovated, stated: 20个, text: 20个, line: 1,\n"
        "    source: outline}\n"
        "  pm25: {stated: 30微克/立方米, text: 30微克/立方米, line: 1, source: outline}\n"
    )
    actuals = SOUND["actuals.yaml"] + "urbanisation-rate:\n  2024: {stated: 78%}\n"
    folder = write(tmp_path / "a", {T: targets, A: actuals})
    (fault,) = faults(folder)  # a slug looks at the set's own indicators only
    assert (fault.code, fault.remedy_en.startswith("did you mean")) == ("goal-without-name", False)
    rest = targets[: targets.index("  pm25")]
    folder = write(tmp_path / "b", {T: rest, A: actuals})
    assert faults(folder) == []
    ds = dataset.load(folder)
    assert ds.indicator_records["urbanisation-rate"].unit == "%"
    assert "pm25" not in ds.indicator_records
    _same(ds, dataset.load(_as_csv(folder, tmp_path / "c", ("targets", "actuals"))))
    wrong = write(
        tmp_path / "d", {T: rest, A: actuals.replace("urbanisation-rate", "urbanisation")}
    )
    (fault,) = faults(wrong)
    assert "urbanisation-rate" in fault.remedy_en


def _as_csv(folder: Path, target: Path, tables: tuple[str, ...]) -> Path:
    """Write a set again, some of its tables as CSV."""
    ds = dataset.load(folder)
    target.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        if file.stem not in tables:
            (target / file.name).write_bytes(file.read_bytes())
    for table in tables:
        (target / f"{table}.csv").write_bytes(content(ds, None, "csv", table=table))
    return target


def _same(one: dataset.Dataset, two: dataset.Dataset) -> None:
    """Assert that two sets say the same."""
    from czplan.faults import Place

    here = Place("")
    for name in ("place", "source", "plan", "indicator", "target"):
        first, second = (getattr(ds, f"{name}_records") for ds in (one, two))
        strip = lambda held: {id: record._replace(at=here) for id, record in held.items()}  # noqa: E731
        assert strip(first) == strip(second)
    for name in ("targets", "actuals"):
        first, second = (getattr(ds, name).astype(object) for ds in (one, two))
        assert first.where(first.notna(), None).to_dict("records") == second.where(
            second.notna(), None
        ).to_dict("records")
    strip_all = lambda ds: [record._replace(at=here) for record in ds.actual_records]  # noqa: E731
    assert strip_all(one) == strip_all(two)


TABLES = ("places", "sources", "plans", "indicators", "targets", "actuals")


@pytest.mark.parametrize("tables", [(name,) for name in TABLES] + [TABLES])
def test_csv_says_what_yaml_says(tmp_path: Path, tables: tuple[str, ...]) -> None:
    folder = write(tmp_path / "yaml", SET)
    _same(dataset.load(folder), dataset.load(_as_csv(folder, tmp_path / "csv", tables)))


words = st.text("甲乙丙丁 a|,\"'=+-@{[:#", min_size=1, max_size=6).map(str.strip).filter(bool)
years = st.integers(1990, 2026)
spots = st.one_of(
    st.builds(lambda n: {"line": n}, st.integers(1, 99)),
    st.builds(lambda t: {"page": t}, words),
    st.builds(lambda t: {"section": t}, words),
)
notes = st.one_of(
    st.just({}),
    st.builds(lambda t: {"note": t}, words),
    st.builds(lambda a, b: {"note": {"zh": a, "en": b}}, words, words),
    st.builds(lambda a: {"note": {"zh": a}}, words),
)
machine = st.one_of(
    st.just({}),
    st.builds(
        lambda c, r: {"extracted": {"by": "czplan 1", "confidence": c} | r},
        st.sampled_from([0, 0.5, 0.7, 0.9, 1]),
        st.sampled_from([{}, {"reviewed": "2026-01-02"}]),
    ),
)
alsos = st.lists(
    st.builds(
        lambda text, spot, more: {"source": "outline", "text": text} | spot | more,
        words, spots, st.sampled_from([{}, {"stated": "60家以上"}]),
    ),
    max_size=2,
)  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> dict[str, object]:
    """Draw the fields that a goal and a figure share."""
    fields: dict[str, object] = {**draw(notes), **draw(machine)}
    if others := draw(alsos):
        fields["also"] = others
        if "stated" in others[0] and draw(st.booleans()):
            fields["reading"] = "also"
    return fields


@st.composite
def sets(draw: st.DrawFn) -> dict[str, str]:
    """Draw a set in which every new field may stand; JSON is YAML too."""
    goal = {"stated": "60家", "text": "60家", "line": 1, "source": "outline", **draw(readings())}
    if "note" in goal and draw(st.booleans()):
        goal["verifiable"] = draw(st.sampled_from(["true", "false"]))
    figure = {"stated": "58家", "source": "outline", **draw(readings())}
    for name, values in {
        "of": years, "proxy": st.sampled_from(["true", "false"]),
        "confidence": st.sampled_from(["high", "low"]), "place": st.just("jiangsu"),
    }.items():  # fmt: skip
        if draw(st.booleans()):
            figure[name] = draw(values)
    via = {"title": draw(words), "publisher": draw(words), "published": "2025-03"}
    tables = {
        "places": {
            "nation": {"name": {"zh": "全国"}, "level": "nation"},
            "jiangsu": {
                "name": {"zh": draw(words), "en": draw(words)},
                "level": "province",
                "parent": draw(
                    st.sampled_from(["nation", [{"id": "nation", "from": 1990}]])
                ),
                "names": [{"zh": draw(words), "until": draw(years)}],
                "code": "320000",
                **draw(notes),
            },
        },
        "sources": {
            "outline": {
                "title": {"zh": draw(words)}, "publisher": draw(words), "grade": "copy",
                "url": "https://example.org/a", "via": via, **draw(notes),
            }
        },
        "plans": {
            "wr": {
                "name": {"zh": draw(words)}, "kind": "annual-report", "end": 2025,
                "coverage": draw(st.sampled_from(["whole", "part", "restated"])),
                "place": "jiangsu", **draw(notes),
            }
        },
        "indicators": {
            "firms": {
                "name": {"zh": "企业"}, "unit": "家", "measure": "stock", "direction": "up",
                "aliases": draw(
                    st.lists(words.filter(lambda t: "|" not in t), min_size=1, max_size=3)
                ),
                **draw(notes),
            }
        },
        "targets": {"wr": {"firms": goal}},
        "actuals": {"firms": {2025: [figure]}},
    }  # fmt: skip
    return {f"{name}.yaml": json.dumps(table, ensure_ascii=False) for name, table in tables.items()}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=sets())
def test_whatever_stands_in_yaml_reads_back_from_csv(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("set")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    one = dataset.load(folder)
    two = dataset.load(_as_csv(folder, tmp_path_factory.mktemp("csv"), TABLES))
    _same(one, two)


def test_faults_of_csv_tables_stand_at_their_cells(tmp_path: Path) -> None:
    folder = _as_csv(write(tmp_path / "a", SET), tmp_path / "b", TABLES)
    path = folder / "places.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    at = rows[0].index("code")
    rows[3][at] = "320405"
    rows.append(rows[2])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = {fault.code: fault for fault in faults(folder)}
    assert set(found) == {"place-code", "duplicate-record"}
    before = sum(len(cell) + (2 if "," in cell else 0) + 1 for cell in rows[3][:at])
    assert (found["place-code"].line, found["place-code"].column) == (4, before + 1)
    assert (found["duplicate-record"].file, found["duplicate-record"].line) == ("places.csv", 6)
    assert "3" in found["duplicate-record"].en
    assert FAULTS["duplicate-record"].severity == "error"
