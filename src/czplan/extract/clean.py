"""One cleaned line with a map back to the document's own characters.

All rules work on clean text: half-width, simplified, without white space, bold marks and tags.
All output is cut from the raw line. Damage that printing and conversion leave is mended here,
in the clean text alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from czplan import patterns as re
from czplan.quantity import normalise


class _Fold(dict[int, str]):
    """Character to its clean spelling, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = _EXTRA.get(char)
        if found is None:
            found = normalise(char) if char not in "<>" else char
        self[code] = found
        return found


# Full stops and quotes of other scripts; `_` and `#` are marks of layout.
_EXTRA = {
    "_": "",
    "．": ".",
    "｡": "。",
    "＂": "“",
    "″": "″",
    "％": "%",
    "﹐": ",",
    "﹔": ";",
    "、": "、",
}
_EXTRA |= dict(
    zip("億萬產業發勞動區縣鄉鎮國內總僅從優環", "亿万产业发劳动区县乡镇国内总仅从优环", strict=True)
)
_EXTRA |= dict(
    zip(
        "營餘歲讀專醫療險費貸價銷導線長級當條單達職戶經濟質",
        "营余岁读专医疗险费贷价销导线长级当条单达职户经济质",
        strict=True,
    )
)
_EXTRA |= dict(
    zip(
        "城鎮鐵際財稅農糧漲遊訊紡織車輛設備環節減員標準億調",
        "城镇铁际财税农粮涨游讯纺织车辆设备环节减员标准亿调",
        strict=True,
    )
)
_EXTRA |= dict(
    zip(
        "資務個來時實現過開關與為對會運輸額進創項無體積點報審議結領強氣術廠類聯認證轉變還選獲層"
        "權極圍廣師學園養護畝噸約衛電網雙規劃興綜滿爭確復較們幣儲貿負債貧補購終統計測預據後於億",
        "资务个来时实现过开关与为对会运输额进创项无体积点报审议结领强气术厂类联认证转变还选获层"
        "权极围广师学园养护亩吨约卫电网双规划兴综满争确复较们币储贸负债贫补购终统计测预据后于亿",
        strict=True,
    )
)
_FOLD = _Fold()
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_READING = re.compile(r"(?<=[^\W\da-zA-Z_])[(（][a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,7}[)）]")
_DITTO = re.compile(r"(?<!预计)(?<!测算)[(（]下同[)）]")
"""比上年增长(下同)10.8%: a remark within the words; that on estimates is read."""
_NOTE = re.compile(r"[\[［〔]\d{1,3}[\]］〕]|[①-⑳]")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5});")
_PER_MILLE = re.compile(r"%。(?=以内|以下|左右|以上|,|、|;)")
_LETTER_ONE = re.compile(
    r"(?<=[增长到达为降])[lI](?=\d)|(?<=\d)[lI](?=[\d.%])|(?<=\d\.)[lI](?=[%\d])"
)
_LETTER_NIL = re.compile(r"(?<=\d)[oO](?=[\d.%万亿])")
_SPACED_POINT = re.compile(r"(?<=\d)[·。](?=\d{1,2}(?:%|个百分点|万|亿))")
_HOLDS_DAMAGE = re.compile(r"%。|[lIoO][\d.%万亿]|\d[·。]\d|\d\.[lI]")


_CELLS = re.compile(r"\||\t| {2,}|\u3000+")
_CELL = re.compile(
    r"[\[［【〔<>≥≤＞＜]?[-+]?\d[\d,]{0,18}(?:\.\d{1,6})?[\]］】〕]?(?:左右|以上|以下|以内)?%?"
    r"|(?:19|20)\d\d年?(?:[(（](?:实际|目标|规划)[^)）]{0,4}[)）])?"
)
_UNIT_CELL = re.compile(
    rf"(?:{_CELL.pattern})|[≥≤]?\d[\d.,]{{0,18}}[%万亿]{{0,2}}[^\W\d_]{{0,4}}(?:[(（][^|]{{0,10}}[)）])?"
)
"""A cell between bars, which may hold its unit: 60万人(五年累计)."""
_PARTS = ("|", "\t", "  ", "\u3000")


@dataclass(slots=True)
class TextLine:
    """A line of the document.

    Attributes:
        number: 1-based, front matter included.
        raw: the document's own characters.
        text: the clean text.
        at: for each clean character the place of its raw one; None where the two are alike.
    """

    number: int
    raw: str
    text: str
    at: list[int] | None = None

    def place(self, index: int) -> int:
        """Return where the clean character at `index` stands in the raw line."""
        if self.at is None:
            return index
        return self.at[index] if index < len(self.at) else len(self.raw)

    def cut(self, start: int, end: int) -> str:
        """Return the raw characters of a run of clean text."""
        if start >= end:
            return ""
        return self.raw[self.place(start) : self.place(end - 1) + 1]


def _mended(text: str) -> tuple[str, list[int]]:
    """Mend damaged numbers; return the text and where each of its characters stood."""
    places = list(range(len(text)))
    match = _PER_MILLE.search(text)
    while match:
        at = match.start()
        text = text[:at] + "‰" + text[at + 2 :]
        del places[at + 1]
        match = _PER_MILLE.search(text)
    text = _LETTER_NIL.sub("0", _LETTER_ONE.sub("1", text))
    return _SPACED_POINT.sub(".", text), places


def clean(raw: str, number: int = 1) -> TextLine:
    """Return a line with its clean text."""
    dropped = [match.span() for match in _TAG.finditer(raw)] if "<" in raw else []
    if "(" in raw or "（" in raw:
        dropped += [match.span() for match in _READING.finditer(raw)]
        dropped += [match.span() for match in _DITTO.finditer(raw)] if "下同" in raw else []
    if _NOTE.search(raw):
        dropped += [match.span() for match in _NOTE.finditer(raw)]
    if "&" in raw and (marks := list(_ENTITY.finditer(raw))):
        return _with_entities(raw, number, marks)
    text = raw.translate(_FOLD)
    at: list[int] | None = None
    if dropped or len(text) != len(raw) or _uneven(raw):
        gone = {place for start, end in dropped for place in range(start, end)}
        at, parts = [], []
        for place, char in enumerate(raw):
            if place in gone:
                continue
            found = _FOLD[ord(char)]
            parts.append(found)
            at.extend([place] * len(found))
        text = "".join(parts)
    if _HOLDS_DAMAGE.search(text):
        text, places = _mended(text)
        if at is not None:
            at = [at[place] for place in places]
        elif len(places) != len(raw):
            at = places
    return TextLine(number, raw, text, at)


def _with_entities(raw: str, number: int, marks: list[re.Match[str]]) -> TextLine:
    """Return the line of a text in which characters are written as `&permil;`."""
    from html import unescape

    plain, places, at = "", [], 0
    for mark in marks:
        char = unescape(mark[0])
        plain += raw[at : mark.start()] + char
        places += [*range(at, mark.start()), *[mark.start()] * len(char)]
        at = mark.end()
    plain += raw[at:]
    places += range(at, len(raw))
    line = clean(plain, number)
    return TextLine(number, raw, line.text, [places[line.place(i)] for i in range(len(line.text))])


def _uneven(raw: str) -> bool:
    """Tell whether characters were dropped and others grew, so that equal lengths mislead."""
    return "㎡" in raw


def lines(text: str) -> Iterator[TextLine]:
    """Yield the lines of a document, clean, from 1."""
    for number, raw in enumerate(text.split("\n"), 1):
        yield clean(raw.rstrip("\r"), number)


def table_rows(text: str) -> list[int]:
    """Return the lines, from 1, that are rows of a table, its head included.

    Their units stand in a head or in brackets, so that no words of such a cell prove a record, and
    the year of a cell stands in the head as well.
    """
    return [number for number, raw in enumerate(text.split("\n"), 1) if is_table_row(raw)]


def is_table_row(raw: str) -> bool:
    """Tell whether a line is a row of a table: two cells or more are numbers or years."""
    if not any(mark in raw for mark in _PARTS):
        return False
    cell = _UNIT_CELL if raw.lstrip().startswith("|") else _CELL
    return sum(cell.fullmatch(part.strip()) is not None for part in _CELLS.split(raw)) > 1
