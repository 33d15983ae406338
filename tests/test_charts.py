"""Pictures from the command line: true to the rows, within their edges, nothing that acts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from cli_process import in_terminal, run
from hypothesis import given
from hypothesis import strategies as st
from report_sets import HARM, hostile

import czplan
from czplan.charts.axis import scale_of, years_shown
from czplan.charts.text import clean, cut, width, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> ET.Element:
    """Return the picture's tree, after checking that nothing stands beyond its edges."""
    tree = ET.fromstring(text)
    wide, high = (float(tree.get(name, "0")) for name in ("width", "height"))
    for one in tree.iter():
        for names, edge in ((("x", "x1", "x2", "cx"), wide), (("y", "y1", "y2", "cy"), high)):
            for name in names:
                at = one.get(name)
                assert at is None or 0 <= float(at) <= edge, (one.tag, dict(one.attrib))
        if one.tag == f"{SVG}rect" and "%" not in str(one.get("width")):
            assert float(one.get("x", "0")) + float(one.get("width", "0")) <= wide + 0.1
    return tree


def words(tree: ET.Element) -> str:
    return " ".join("".join(one.itertext()) for one in tree.iter(f"{SVG}text"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_missed_by_name_on_one_scale(lang: str) -> None:
    done = run("chart", "--missed", "--year", "2025", "--lang", lang)
    assert done.status == 0
    tree = drawn(done.out)
    missed = czplan.summary(czplan.load(), 2025)["missed"]  # type: ignore[call-overload]
    title = tree.findtext(f"{SVG}title") or ""
    assert str(missed) in title
    assert "2025" in title
    assert ("常州" if lang == "zh" else "Changzhou") in title
    said = words(tree)
    assert ("来源：" if lang == "zh" else "Sources:") in said
    assert ("目标 = 100" if lang == "zh" else "goal = 100") in said
    assert "2026" in said, "the date of the data"
    tracks = [one for one in tree.iter(f"{SVG}rect") if one.get("class") == "track"]
    bold = [one for one in tree.iter(f"{SVG}text") if one.get("class") == "bold"]
    assert len(bold) == missed + len(tracks)  # each name, and each share at its bar's end
    whole = {one.get("width") for one in tracks}
    assert len(whole) == 1


def test_a_goal_an_indicator_and_a_ladder(tmp_path: Path) -> None:
    seen = words(drawn(run("chart", "wr2025/nev-output", "--lang", "en").out))
    assert "> 800,000" in seen
    assert "> 1,000,000 vehicles" in seen
    growth = words(drawn(run("chart", "--indicator", "gdp-growth", "--lang", "zh").out))
    assert "增长5.2%" in growth
    ladder = words(drawn(run("chart", "fyp15/enterprise-ladder-555", "--lang", "zh").out))
    assert "5家" in ladder
    page = tmp_path / "x.html"
    assert run("chart", "wr2025/nev-output", "-o", str(page)).status == 0
    html = page.read_text("utf-8")
    assert html.count("<svg") == 1
    assert "超80万辆" in html.partition("<tbody>")[2]
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")


def test_a_png_without_a_browser(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    path = tmp_path / "x.png"
    done = run("chart", "--missed", "--year", "2025", "-o", str(path), "--lang", "en")
    if done.status == 2 and "font" in done.err:
        pytest.skip("no font here has Chinese characters")
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") >= 1500
    again = tmp_path / "y.png"
    run("chart", "--missed", "--year", "2025", "-o", str(again), "--lang", "en")
    assert again.read_bytes() == content


def test_what_cannot_be_drawn_is_said(tmp_path: Path) -> None:
    for line, wanted in (
        (("chart",), "name one"),
        (("chart", "wr2025/nev-output", "--missed"), "name one"),
        (("chart", "wr2025/nev-outputt"), "wr2025/nev-output"),
        (("chart", "--missed", "-o", str(tmp_path / "x.pdf")), "svg"),
        (("chart", "wr2025/carbon-peak-pilot"), "nothing to draw"),
    ):
        done = run(*line, "--lang", "en")
        assert done.status == 2, line
        assert wanted in done.err, (line, done.err)
        assert done.out == ""
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_it_becomes_a_file(tmp_path: Path) -> None:
    done = in_terminal("chart", "wr2025/nev-output", "--lang", "en", cwd=tmp_path)
    assert done.status == 0
    assert done.out == ""
    assert (tmp_path / "czplan-chart-wr2025-nev-output.svg").exists()


def test_the_same_bytes_twice() -> None:
    line = ("chart", "--indicator", "gdp-growth")
    assert run(*line).raw == run(*line, PYTHONHASHSEED="3", TZ="Asia/Shanghai").raw


def test_harm_is_text(tmp_path: Path) -> None:
    from czplan.charts.at_hand import AtHand
    from czplan.charts.stories import goal_picture, missed_picture
    from czplan.export.tables import verdicts

    ds = czplan.load(hostile(tmp_path / "set"))
    known = AtHand(ds, list(verdicts(czplan.progress(ds, 2025)).rows()), 2025)
    made = [missed_picture(known), *(goal_picture(known, f"p/i{at}") for at in range(len(HARM)))]
    for picture in made:
        assert picture is not None
        for lang in ("zh", "en"):
            text = picture.svg(lang)
            tree = drawn(text)
            assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {
                "svg", "title", "style", "rect", "text", "line", "polyline", "polygon", "circle",
            }  # fmt: skip
            assert not [name for one in tree.iter() for name in one.attrib if name[:2] == "on"]
            assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
            assert "<script" not in picture.html(lang)


@given(st.text(max_size=60))
def test_any_text_is_fit_for_markup(text: str) -> None:
    tree = ET.fromstring(f'<a b="{clean(text)}">{clean(text)}</a>')
    assert tree.text or not text
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", clean(text))


@given(st.text(max_size=200), st.integers(4, 60), st.integers(1, 4))
def test_broken_text_fits_and_loses_nothing_but_the_end(text: str, ems: int, lines: int) -> None:
    made = wrapped(text, ems, lines)
    assert len(made) <= lines
    kept = re.sub(r"\s", "", "".join(made))
    assert re.sub(r"\s", "", text).startswith(kept.removesuffix("…"))
    assert width(cut(text, ems)) <= ems


numbers = st.floats(allow_nan=False, allow_infinity=False, width=64)


@given(st.lists(numbers, min_size=1, max_size=8))
def test_a_scale_holds_its_values(values: list[float]) -> None:
    scale = scale_of(values)
    assert scale.low < scale.high
    assert scale.ticks[0] == scale.low
    assert scale.ticks[-1] == scale.high
    assert 2 <= len(scale.ticks) <= 12
    for value in values:
        assert 0 <= scale.at(value, 0, 100) <= 100
        inside = scale.low <= value <= scale.high
        assert inside or abs(value) > 1e300 or abs(value) < 1e-9


@given(st.integers(1600, 2999), st.integers(0, 400), st.integers(1, 30))
def test_years_are_thinned(first: int, span: int, most: int) -> None:
    shown = years_shown(first, first + span, most)
    assert len(shown) <= most
    assert shown[-1] == first + span
    assert first <= shown[0]


def test_provinces_as_tiles() -> None:
    from czplan.charts.text import Both
    from czplan.charts.tiles import GRID, Tile, tiles

    assert len(GRID) == len(set(GRID.values())) == 31
    held = [Tile(code, Both(f"{code}省", f"P{code}"), at % 4, 3 if at % 5 else 0)
            for at, code in enumerate([*GRID, "99"])]  # fmt: skip
    picture = tiles(Both("题", "Title"), held, [Both("注", "Note")], 380)
    assert len(picture.body) == 31
    tree = drawn(picture.svg("zh"))
    kinds = {one.get("class") for one in tree.iter(f"{SVG}rect") if one.get("class")}
    assert kinds == {"track", "met soft", "behind soft", "missed soft"}
