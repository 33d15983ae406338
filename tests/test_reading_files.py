"""Files that are no sound text or no sound YAML: named as what they are, and never a crash."""

from __future__ import annotations

import codecs
import os
import time
from pathlib import Path

import pytest
from reading_sets import SOUND, codes, faults, write

from czplan import dataset
from czplan.faults import FolderError

PLANS = SOUND["plans.yaml"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_marks_and_line_ends_change_nothing(tmp_path: Path, encoding: str, newline: str) -> None:
    files: dict[str, str | bytes] = {
        name: text.replace("\n", newline).encode(encoding) for name, text in SOUND.items()
    }
    plain = dataset.load(write(tmp_path / "plain"))
    other = dataset.load(write(tmp_path / "other", files))
    assert other.target_rows() == plain.target_rows()
    assert other.actual_rows() == plain.actual_rows()


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
    ],
)
@pytest.mark.parametrize("name", ["plans.yaml", "targets.csv"])
def test_a_foreign_encoding_is_named_with_its_remedy(
    tmp_path: Path, name: str, encoding: str, named: str
) -> None:
    text = PLANS if name == "plans.yaml" else "plan,slug,stated,text,line\nfyp,x,甲,乙,1\n"
    found = faults(write(tmp_path, {name: text.encode(encoding)}))
    assert [(fault.file, fault.code) for fault in found] == [(name, "wrong-encoding")]
    command = f"iconv -f {named} -t UTF-8 {name} > {name}.utf8 && mv {name}.utf8 {name}"
    assert command in found[0].remedy_en
    assert command in found[0].remedy_zh
    assert named in found[0].zh


def test_big5_is_not_taken_for_rare_characters(tmp_path: Path) -> None:
    text = PLANS.replace("年政府工作报告", "年政府工作報告").encode("big5", "ignore")
    (fault,) = faults(write(tmp_path, {"plans.yaml": text}))
    assert "iconv -f BIG5" in fault.remedy_en


def test_a_bad_byte_in_a_sound_text_has_its_place(tmp_path: Path) -> None:
    data = PLANS.replace("工作报告", "工作#报告").encode().replace(b"#", b"\xff")
    found = faults(write(tmp_path, {"plans.yaml": data}))
    assert [(f.code, f.line, f.column) for f in found] == [("bad-utf8", 8, 16)]


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x07", "\x7f", "\x9b", "\ufffe"])
def test_control_characters_have_their_place(tmp_path: Path, char: str) -> None:
    text = PLANS.replace("工作报告", f"工作{char}报告")
    found = faults(write(tmp_path, {"plans.yaml": text}))
    assert [(f.code, f.line, f.column) for f in found] == [("control-character", 8, 16)]


def test_escapes_in_quotes_are_text(tmp_path: Path) -> None:
    text = PLANS.replace("{zh: 工作报告}", r'{zh: "工作\e[31m报告 [red] \u202e"}')
    assert dataset.load(write(tmp_path, {"plans.yaml": text})).plan_records["wr"].name.zh == (
        "工作\x1b[31m报告 [red] \u202e"
    )


def test_scalars_are_the_characters_that_stand_there(tmp_path: Path) -> None:
    text = SOUND["sources.yaml"].replace(
        "publisher: 某市人民政府\n  grade: official",
        "publisher: no\n  note: 012\n  file: 2:1\n  grade: official",
    )
    source = dataset.load(write(tmp_path, {"sources.yaml": text})).source_records["report-2025"]
    assert source.note is not None
    assert (source.publisher, source.note.zh, source.file) == ("no", "012", "2:1")
    assert source.published == "2025-01-08"


def test_full_width_digits_are_digits(tmp_path: Path) -> None:
    text = (
        SOUND["targets.yaml"].replace("line: 3", "line: ３").replace("due: none", "due: ２０２５")
    )
    rows = dataset.load(write(tmp_path, {"targets.yaml": text})).target_rows()
    assert rows[0]["line"] == 3
    assert rows[2]["due"] == 2025


def test_after_a_broken_file_the_others_are_checked(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "plans.yaml": PLANS.replace("wr:\n", "wr:\n\tx\n"),
        "sources.yaml": SOUND["sources.yaml"].replace("grade: copy", "grade: kopy"),
        "actuals.yaml": SOUND["actuals.yaml"].replace("fyp/road", "fyp/raod"),
    }
    found = faults(write(tmp_path, files))
    assert [(fault.file, fault.code) for fault in found] == [
        ("actuals.yaml", "dangling-id"),
        ("plans.yaml", "yaml-syntax"),
        ("sources.yaml", "unknown-word"),
    ]  # and no dangling plan: the plans couldn't be read whole


@pytest.mark.parametrize("name", ["sources.yaml", "plans.yaml", "indicators.yaml", "targets.yaml"])
def test_a_missing_table_is_one_fault(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path)
    (folder / name).unlink()
    found = faults(folder)
    assert [(f.file, f.line, f.column, f.code) for f in found] == [(name, 1, 1, "missing-table")]


def test_a_misnamed_table_is_recognised(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "plans.yaml").rename(folder / "plans.yml")
    assert "plans.yml" in faults(folder)[0].remedy_en


def test_absent_actuals_and_optional_tables_are_empty(tmp_path: Path) -> None:
    folder = write(tmp_path)
    for name in ("actuals.yaml", "dataset.yaml", "not-goals.yaml"):
        (folder / name).unlink()
    text = SOUND["targets.yaml"].replace("    theme: sport\n", "")
    (folder / "targets.yaml").write_text(text, encoding="utf-8")
    ds = dataset.load(folder)
    assert ds.actual_rows() == []
    assert list(ds.actuals.columns) == list(dataset.ACTUAL_COLUMNS)


def test_a_table_of_comments_is_empty(tmp_path: Path) -> None:
    folder = write(tmp_path, {"actuals.yaml": "# nothing yet\n", "not-goals.yaml": "---\n"})
    assert faults(folder) == []


def test_a_file_of_no_bytes_is_a_warning(tmp_path: Path) -> None:
    found = faults(write(tmp_path, {"actuals.yaml": b""}))
    assert [(f.code, f.severity) for f in found] == [("empty-file", "warning")]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Actuals.yaml", "actuals.yaml"),
        ("actuals.yml", "actuals.yaml"),
        ("actual.yaml", "actuals.yaml"),
        ("TARGETS.CSV", "targets.csv"),
        ("places.YAML", "places.yaml"),
        ("not-goals.csv", "not-goals.yaml"),
    ],
)
def test_a_file_whose_name_is_nearly_a_tables_is_told(
    tmp_path: Path, name: str, wanted: str
) -> None:
    folder = write(tmp_path, {})
    (folder / name).write_text("# nothing\n", encoding="utf-8")
    (folder / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    (found,) = faults(folder)
    assert (found.code, found.severity, found.file) == ("unread-table", "warning", name)
    assert wanted in found.en


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "42\n"])
@pytest.mark.parametrize("name", list(SOUND))
def test_a_file_that_is_no_mapping(tmp_path: Path, name: str, text: str) -> None:
    found = [fault for fault in faults(write(tmp_path, {name: text})) if fault.file == name]
    assert [(f.line, f.column, f.code) for f in found] == [(1, 1, "wrong-type")]


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "plans.yaml").unlink()
    (folder / "plans.yaml").mkdir()
    assert codes(folder) == ["unreadable-file"]


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "actuals.yaml").unlink()
    (folder / "actuals.yaml").symlink_to("nowhere")
    assert codes(folder) == ["unreadable-file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:  # pragma: no cover
    folder = write(tmp_path)
    (folder / "plans.yaml").chmod(0)
    assert codes(folder) == ["unreadable-file"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "actuals.yaml").unlink()
    os.mkfifo(folder / "actuals.yaml")
    assert codes(folder) == ["unreadable-file"]


def test_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path / "nothing", tmp_path / "file", Path("a\0b")):
        with pytest.raises(FolderError) as caught:
            dataset.read(path)
        assert [fault.code for fault in caught.value.faults] == ["no-folder"]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 20_000, "too-deep"),
        ("{a: " * 20_000, "too-deep"),
        ("- " * 20_000, "too-deep"),
        ("? " * 20_000, "too-deep"),
        ("\n".join("  " * depth + "a:" for depth in range(2_000)), "too-deep"),
        (BOMB, "alias"),
        ("a: &a\n  b: *a\n", "alias"),
        ("a: *nothing\n", "alias"),
        ("a" * 5_000_000, "wrong-type"),
        ("\n" * 2_000_000 + "- a", "wrong-type"),
    ],
    ids=["brackets", "braces", "dashes", "questions", "indents", "bomb", "self", "dangling",
         "long", "blank"],
)  # fmt: skip
def test_hostile_yaml_is_refused_at_once(tmp_path: Path, text: str, code: str) -> None:
    folder = write(tmp_path, {"plans.yaml": text})
    start = time.process_time()
    found = [fault.code for fault in faults(folder) if fault.file == "plans.yaml"]
    assert code in found
    assert time.process_time() - start < 5


def test_too_large_a_file_is_not_read(tmp_path: Path) -> None:
    folder = write(tmp_path)
    with (folder / "plans.yaml").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert codes(folder) == ["too-large"]


def test_too_many_nodes_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("czplan.reading.yaml_nodes.MOST_NODES", 40)
    assert "too-large" in codes(write(tmp_path))


def test_the_pure_parser_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    texts = {
        "plans.yaml": PLANS.replace("start: 2021", "start: &a 2021\n  start: 2O21"),
        "sources.yaml": SOUND["sources.yaml"].replace("grade: copy", "<<: {x: y}"),
        "targets.yaml": SOUND["targets.yaml"].replace("stated: 5%左右", "stated: @5%"),
    }
    folder = write(tmp_path, dict(texts))
    fast = faults(folder)
    monkeypatch.setattr("czplan.reading.yaml_nodes._LOADER", "SafeLoader")
    slow = faults(folder)
    assert [(f.file, f.line, f.column, f.code) for f in fast] == [
        (f.file, f.line, f.column, f.code) for f in slow
    ]


def test_lines_are_those_of_an_editor(tmp_path: Path) -> None:
    # YAML ends lines at NEL, LS and PS too; editors don't
    text = PLANS.replace("工作报告", "工作\u2028报告\x85二").replace(
        "end: 2025\n  source", "end: x\n  source"
    )
    text = text.replace("annual-report", "annual-reports")
    found = faults(write(tmp_path, {"plans.yaml": text}))
    assert [(f.line, f.column, f.code) for f in found] == [
        (5, 8, "bad-year"),
        (9, 9, "unknown-word"),
    ]


def test_a_mark_inside_the_file_is_a_character(tmp_path: Path) -> None:
    text = codecs.BOM_UTF8.decode("utf-8") * 2 + PLANS
    found = faults(write(tmp_path, {"plans.yaml": text}))
    assert all(fault.file in {"plans.yaml", "targets.yaml"} for fault in found)


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_utf_32_without_a_mark_is_named(tmp_path: Path, encoding: str) -> None:
    folder = write(tmp_path, {"targets.yaml": SOUND["targets.yaml"].encode(encoding)})
    found = [fault for fault in faults(folder) if fault.code == "wrong-encoding"]
    assert f"UTF-32{encoding[-2:].upper()}" in found[0].en


@pytest.mark.parametrize("text", ["%YAML 9.9\n---\nwr:\n", "wr: {}\n...\nwr2: {}\n"])
def test_messages_have_no_parsers_words(tmp_path: Path, text: str) -> None:
    found = [fault for fault in faults(write(tmp_path, {"plans.yaml": text})) if fault.line < 4]
    syntax = next(fault for fault in found if fault.code == "yaml-syntax")
    assert not any("a" <= char <= "z" for char in syntax.zh)
