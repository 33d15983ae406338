"""Pictures from the command line: true to the rows, within their edges, nothing that acts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from cli_process import in_terminal, run, within
from hypothesis import given
from hypothesis import strategies as st
from places_set import write_places
from report_sets import HARM, hostile

import czplan
from czplan.charts.at_hand import AtHand
from czplan.charts.axis import scale_of, years_shown
from czplan.charts.bars import bars, figure_words
from czplan.charts.place_stories import leading, ranking_picture
from czplan.charts.stories import (
    bar,
    by_standing,
    goal_picture,
    indicator_picture,
    missed_picture,
    story_of,
)
from czplan.charts.text import Both, cut, width, wrapped
from czplan.charts.tiles import GRID, LETTERS, Tile, tiles
from czplan.export.tables import verdicts
from czplan.sinks import markup
from czplan.views.publishers import english
from czplan.views.quote import quote
from czplan.views.readings import in_words

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


@pytest.fixture(scope="module")
def known() -> AtHand:
    """Return the shipped data's question of 2025, every goal."""
    ds = czplan.load()
    rows = list(verdicts(czplan.progress(ds, 2025, all=True, reasons=False)).rows())
    return AtHand(ds, rows, 2025)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_missed_by_name_on_one_scale(lang: str) -> None:
    done = within("chart", "--missed", "--year", "2025", "--lang", lang)
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
    assert ".md" not in said
    tracks = [one for one in tree.iter(f"{SVG}rect") if one.get("class") == "track"]
    bold = [one for one in tree.iter(f"{SVG}text") if one.get("class") == "bold"]
    assert len(bold) == missed + len(tracks)  # each name, and each share at its bar's end
    whole = {one.get("width") for one in tracks}
    assert len(whole) == 1


def test_every_missed_goal_has_a_bar_or_says_why_not(known: AtHand) -> None:
    held = [bar(known, row) for row in by_standing(known, "missed")]
    assert {one.low is None for one in held} == {True, False}
    for one in held:
        assert one.low is not None or one.end.zh, one.id
        assert one.low is not None or one.end.en, one.id
    capital = next(one for one in held if one.id == "wr2025/fdi")
    assert "比2024年少1.54亿美元" in capital.end.zh
    assert "154 million US dollars less than in 2024" in capital.end.en


def test_one_figure_in_both_languages_and_the_judged_one_is_named(known: AtHand) -> None:
    row = next(row for row in known.rows if row["id"] == "wr2025/income-growth")
    told = figure_words(row)
    for text in told:
        assert "+4.0%" in text
        assert "4.21%" in text
    for lang in ("zh", "en"):
        told_whole = quote(known.ds, known.targets[row["id"]], row, [], lang)
        assert "+4.0%" in told_whole
        assert "4.21%" in told_whole
    assert "据此判断" in told.zh
    assert "as judged" in told.en
    picture = goal_picture(known, row["id"])
    assert picture is not None
    for lang in ("zh", "en"):
        title = drawn(picture.svg(lang)).findtext(f"{SVG}title") or ""
        assert "+4.0%" in title
        assert "4.21%" in title


@pytest.mark.parametrize(("reading", "worded"), [
    ("≥ 5%", "at least 5%"), ("> 1,000,000 vehicles", "more than 1,000,000 vehicles"),
    ("≤ 3", "at most 3"), ("< 2.5", "less than 2.5"), ("5%", "5%"),
    ("rise by ≤ 5%", "rise by at most 5%"),
])  # fmt: skip
def test_bounds_are_worded(reading: str, worded: str) -> None:
    assert in_words(reading) == worded


def test_bounds_are_worded_in_titles(known: AtHand) -> None:
    picture = goal_picture(known, "wr2025/gdp-growth")
    assert picture is not None
    assert "at least 5%" in picture.name.en
    assert "5%以上" in picture.name.zh


def test_labels_stand_beside_their_marks_and_run_into_nothing(known: AtHand) -> None:
    """In each picture through time no two labels meet, and none leaves its mark."""
    seen = 0
    for indicator, at in known.judged:
        picture = indicator_picture(known, indicator, at, 380, tall=200)
        for lang in ("zh", "en") if picture else ():
            assert picture is not None
            tree = drawn(picture.svg(lang))
            boxes, marks = [], []
            for one in tree.iter():
                kind = one.get("class") or ""
                if one.tag == f"{SVG}text" and "halo" in kind:
                    half = width("".join(one.itertext())) * 6
                    x, y = float(one.get("x", "0")), float(one.get("y", "0"))
                    boxes.append((x - half, y - 10, x + half, y + 2))
                elif one.tag == f"{SVG}polygon":
                    spots = [tuple(map(float, s.split(","))) for s in one.get("points", "").split()]
                    marks.append((spots[0][0], spots[1][1]))
                elif one.tag == f"{SVG}circle":
                    marks.append((float(one.get("cx", "0")), float(one.get("cy", "0"))))
            for at_box, box in enumerate(boxes):
                seen += 1
                for other in boxes[:at_box]:
                    apart = box[2] <= other[0] or other[2] <= box[0]
                    assert apart or box[3] <= other[1] or other[3] <= box[1], (
                        indicator,
                        box,
                        other,
                    )
                near = min(
                    max(box[0] - x, x - box[2], 0) + max(box[1] - y, y - box[3], 0)
                    for x, y in marks
                )
                assert near <= 24, (indicator, lang, box)
    assert seen > 100


def test_a_legend_names_what_a_picture_holds(known: AtHand) -> None:
    picture = goal_picture(known, "wr2025/nev-output")
    assert picture is not None
    said = words(drawn(picture.svg("en")))
    for part in ("reported", "another report", "known as a range", "even pace to the goal",
                 "goal: missed"):  # fmt: skip
        assert part in said
    assert "no figure between" not in said


def test_publishers_are_named_in_english(known: AtHand) -> None:
    assert english(known.ds, "常州市统计局") == "Changzhou bureau of statistics"
    assert english(known.ds, "新华社/常州日报") == "Xinhua/Changzhou Daily"
    assert english(known.ds, "某处小报") == "某处小报"
    assert "Changzhou government" in words(drawn(within("chart", "--missed", "--lang", "en").out))


def test_an_axis_leaves_little_room_empty() -> None:
    assert scale_of([3.5, 10.9]).high == 12
    assert scale_of([0, 1_000_000]).ticks == (0, 250_000, 500_000, 750_000, 1_000_000)


def test_an_indicator_and_a_ladder_as_files(tmp_path: Path) -> None:
    growth = words(drawn(within("chart", "--indicator", "gdp-growth", "--lang", "zh").out))
    assert "增长5.2%" in growth
    ladder = words(drawn(within("chart", "fyp15/enterprise-ladder-555", "--lang", "zh").out))
    assert "5家" in ladder
    page = tmp_path / "x.html"
    assert within("chart", "wr2025/nev-output", "-o", str(page), "--lang", "zh").status == 0
    html = page.read_text("utf-8")
    assert html.count("<svg") == 1
    assert "超80万辆" in html.partition("<tbody>")[2]
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.slow
def test_a_png_without_a_browser(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    path = tmp_path / "x.png"
    done = within("chart", "--missed", "--year", "2025", "-o", str(path), "--lang", "en")
    if done.status == 2 and "font" in done.err:
        pytest.skip("no font here has Chinese characters")
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") >= 1500
    again = tmp_path / "y.png"
    within("chart", "--missed", "--year", "2025", "-o", str(again), "--lang", "en")
    assert again.read_bytes() == content


def test_what_cannot_be_drawn_is_said(tmp_path: Path) -> None:
    for line, wanted in (
        (("chart",), "name one"),
        (("chart", "wr2025/nev-output", "--missed"), "name one"),
        (("chart", "wr2025/nev-outputt"), "wr2025/nev-output"),
        (("chart", "--missed", "-o", str(tmp_path / "x.pdf")), "svg"),
        (("chart", "--missed", "--form", "ranked"), "--indicator"),
        (("chart", "--indicator", "gdp-growth", "--form", "map"), "tiles"),
        (("chart", "--indicator", "gdp-growth", "--form", "tiles"), "several places"),
        (("chart", "wr2025/carbon-peak-pilot"), "nothing to draw"),
    ):
        done = within(*line, "--lang", "en")
        assert done.status == 2, line
        assert wanted in done.err, (line, done.err)
        assert done.out == ""
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_it_becomes_a_file(tmp_path: Path) -> None:
    done = in_terminal("chart", "wr2025/nev-output", "--lang", "en", cwd=tmp_path)
    assert done.status == 0
    assert done.out == ""
    assert (tmp_path / "czplan-chart-wr2025-nev-output.svg").exists()


@pytest.mark.slow
def test_the_same_bytes_twice() -> None:
    line = ("chart", "--indicator", "gdp-growth", "--lang", "zh")
    assert within(*line).raw == run(*line, PYTHONHASHSEED="3", TZ="Asia/Shanghai").raw


def test_harm_is_text(tmp_path: Path) -> None:
    ds = czplan.load(hostile(tmp_path / "set"))
    known = AtHand(ds, list(verdicts(czplan.progress(ds, 2025)).rows()), 2025)
    made = [missed_picture(known), *(goal_picture(known, f"p/i{at}") for at in range(len(HARM)))]
    for picture in made:
        assert picture is not None
        for lang in ("zh", "en"):
            text = picture.svg(lang)
            assert_harmless(drawn(text), text)
            assert "<script" not in picture.html(lang)


def assert_harmless(tree: ET.Element, text: str) -> None:
    """Check that a picture holds shapes and texts alone."""
    assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {
        "svg", "title", "style", "rect", "text", "line", "polyline", "polygon", "circle",
    }  # fmt: skip
    assert not [name for one in tree.iter() for name in one.attrib if name[:2] == "on"]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("text", [*HARM, "\x00\x1b[2J\x9b", "\ufffe\uffff\udc80", "]]>&#x1b;&lt;"])
def test_harm_in_titles_is_drawn_in_a_png(text: str) -> None:
    """A title goes into the PNG as letters: nothing is run, fetched, or left out of the picture."""
    pytest.importorskip("vl_convert")
    from czplan.charts.raster import NoFontError, png

    title = Both(text, text)
    picture = bars(title, [], [title])
    picture.body = [[title]]
    svg = picture.svg("en")
    assert_harmless(drawn(svg), svg)
    try:
        content = png(picture, "en")
    except NoFontError:
        pytest.skip("no font here has Chinese characters")
    kinds, at = [], 8
    while at < len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        kinds.append(kind)
        at += 12 + size
    assert kinds[0] == b"IHDR"
    assert kinds[-1] == b"IEND"
    assert set(kinds) <= {b"IHDR", b"IDAT", b"IEND", b"pHYs", b"sRGB"}, "no text chunk is written"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> AtHand:
    """Return a question about a nation, two provinces and their cities."""
    ds = czplan.load(write_places(tmp_path_factory.mktemp("places")))
    rows = list(verdicts(czplan.progress(ds, 2025, all=True, reasons=False)).rows())
    return AtHand(ds, rows, 2025)


def test_places_are_ranked_with_the_goal_above_them(places: AtHand) -> None:
    assert leading(places, 3) == ["growth"]
    picture = ranking_picture(places, "growth")
    assert picture is not None
    tree = drawn(picture.svg("en"))
    names = [line[0].en for line in picture.body]
    assert names[:3] == ["Beta", "Delta", "Alpha"]  # 6.5%, 6.0%, 5.6%
    assert picture.name.en == "Growth, 2025: of 6 places with a number 4 met it, 1 missed it"
    rows = {line[0].en: line for line in picture.body}
    assert rows["Beta"][2].en == "6%"
    assert rows["East"][2].en == "≥ 5%"
    dots = [one for one in tree.iter(f"{SVG}circle") if one.get("class") == "dot"]
    assert len(dots) == 1 + sum(bool(line[1].zh) for line in picture.body)  # one in the legend
    above = [one for one in tree.iter(f"{SVG}line") if one.get("class") == "path"]
    assert len(above) > 3
    assert "goal of the place above" in words(tree)


def test_an_amount_is_ranked_without_the_places_that_hold_others(tmp_path: Path) -> None:
    """The nation's jobs would flatten every city's."""
    folder = write_places(tmp_path / "set")
    path = folder / "indicators.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "unit: '%', measure: growth", "unit: 人, measure: flow"
    )
    path.write_text(text.replace(",\n  basis: real", ""), encoding="utf-8")
    for name in ("targets", "actuals"):
        table = folder / f"{name}.csv"
        table.write_text(
            re.sub("(增长)?([0-9.]+)%[^,]*", r"\2万人", table.read_text("utf-8")), "utf-8"
        )
    ds = czplan.load(folder)
    rows = list(verdicts(czplan.progress(ds, 2025, all=True, reasons=False)).rows())
    picture = ranking_picture(AtHand(ds, rows, 2025), "growth")
    assert picture is not None
    assert [line[0].en for line in picture.body] == ["Beta", "Delta", "Alpha", "Gamma"]
    assert "3 places above others not drawn" in words(drawn(picture.svg("en")))


def test_no_picture_mixes_places(places: AtHand, tmp_path: Path) -> None:
    """What is drawn of one place has its own figures alone; several stand side by side."""
    for indicator, at in places.judged:
        place = at.partition("@")[2]
        figures = {row["stated"] for row in places.figures.get((indicator, at), ())}
        assert {point.words.zh for point in story_of(places, indicator, at).points} <= figures
        assert place
    folder = write_places(tmp_path / "set")
    with (folder / "actuals.csv").open("a", encoding="utf-8") as file:
        for at, place in enumerate(("east", "west", "alpha", "beta")):
            file.write(f"growth,2023,{at + 3}.5%,{place}-2024,{place}\n")
    done = within("chart", "--indicator", "growth", "--data", str(folder), "--year", "2025",
                  "--lang", "en")  # fmt: skip
    assert done.status == 0
    tree = drawn(done.out)
    bold = [one.text for one in tree.iter(f"{SVG}text") if one.get("class") == "bold"]
    assert bold == ["East", "West", "Alpha", "Beta"]
    lines = [one for one in tree.iter(f"{SVG}line") if one.get("class") in ("line", "thin")]
    assert len(lines) == 1 + 3 + 2  # of the legend; east, west, beta over a gap; alpha two


@given(st.text(max_size=60))
def test_any_text_is_fit_for_markup(text: str) -> None:
    tree = ET.fromstring(f'<a b="{markup(text)}">{markup(text)}</a>')
    assert tree.text or not text
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", markup(text))


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
    assert len(GRID) == len(set(GRID.values())) == len(LETTERS) == 31
    assert set(LETTERS) == set(GRID)
    kinds = ("track", "met soft", "behind soft", "missed soft")
    held = [Tile(code, Both(f"{code}省", f"Province {code}"), "1/2", kinds[at % 4], [])
            for at, code in enumerate([*GRID, "99"])]  # fmt: skip
    picture = tiles(Both("题", "Title"), Both("说明", "About"), [], held, [Both("注", "Note")], 380)
    assert len(picture.body) == 31
    tree = drawn(picture.svg("en"))
    assert {one.get("class") for one in tree.iter(f"{SVG}rect") if one.get("class")} == set(kinds)
    assert "BJ" in words(tree)
    some = tiles(Both("题", "T"), Both("", ""), [], held[:3], [], 720)
    assert some.high < 300, "empty rows take no room"


def test_a_dash_of_two_stays_whole() -> None:
    """The two halves of ——, at whatever width, aren't parted by the end of a line."""
    for ems in range(4, 30):
        made = wrapped("新能源产业规模，2025年目标迈上万亿元台阶——完成", ems, 12)
        assert sum("——" in line for line in made) == 1, made


def test_a_bare_number_is_read_with_its_unit() -> None:
    from czplan.charts.bars import reported_words

    row = {"actual_low": 36_625_000.0, "actual_high": 36_625_000.0, "unit": "吨", "kind": "level",
           "actual_sure": "both", "flags": ()}  # fmt: skip
    assert reported_words(row | {"actual_stated": "36625000"}) == "3662.5万吨"
    assert reported_words(row | {"actual_stated": "3662.5万吨"}) == "3662.5万吨"
