"""What a document is: its year, its place and level, and whether it reports, plans or counts.

Read from the front matter, the title and the first lines; where they disagree, the day of the
meeting at which the report was given decides.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from czplan import patterns as re
from czplan.extract.clean import TextLine
from czplan.extract.times import year_in
from czplan.quantity.masks import plan_end

_PLAN = re.compile(r"[“\"'‘]?(十[一二三四五六]?|九)五[”\"'’]?(?=规划|计划|时期|$|[^个家项年月日])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MEETING = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_CHINESE_DAY = re.compile(r"([二][〇零○Oo0][〇零○Oo0一二三][〇零○Oo0一二三四五六七八九])年")
_REVIEWED = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年?(?:政府)?(?:的)?(?:主要|经济社会发展)?(?:政府)?工作(?:的)?(?:简要)?(?:的)?(?:回顾|总结|情况)"
)
_AHEAD = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年(?:政府|全市|全省|的|经济社会发展|经济工作|经济和社会发展|工作|主要|预期|奋斗|重点|总体|发展){0,4}(?:目标|任务|安排|要求|工作|思路|部署|重点)(?!的?(?:简要)?的?(?:回顾|总结|情况))"
)
_COUNTED = re.compile(
    r"(?<![\d到至于比较])((?:19|20)\d\d)年,?(?:全[市省州区县]|我[市省州区县])?[^,。;\d]{0,8}(?:生产总值|GDP)[^,。;\d]{0,10}\d"
)
"""What was counted of a year: a report is given the year after."""
_EXPECTED = re.compile(r"(?<![\d到至])((?:19|20)\d\d)年[^,。;\d]{0,12}主要预期目标")
_NATION = ("国务院", "全国人民代表大会", "中华人民共和国", "国家统计局")
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_PLACE = re.compile(
    r"([^\W\da-zA-Z_]{2,12}?(?:自治区|自治州|自治县|兵团|省|市|州|盟|地区|县|旗|新区|区))"
)
_PROVINCE = re.compile(r"省(?:政府|人民政府|长|第|人大)|自治区(?:政府|人民政府|主席|第|人大)|兵团")
_LEVEL_WORD = re.compile(
    r"(?:(?:壮族|回族|维吾尔|[^\W\da-zA-Z_]{1,6}族)?自治[区州县]|省|市|州|盟|地区|县|旗|新区|区)$"
)
_FIRST = 14


class Document(NamedTuple):
    """What a document is.

    Attributes:
        kind: report (looks back and ahead), plan (a five-year plan), bulletin (figures of a year).
        year: the year in which a report was given, the year counted of a bulletin, the first year
            of a plan; None where nothing says it.
        place: its place as the title names it, empty where it doesn't.
        level: nation, province, city or county.
        body: the number of the first line behind the front matter.
        end: the last year of a plan.
        eve: it was given in November or December: 今年 is the year before `year`, 明年 is `year`.
    """

    kind: str
    year: int | None
    place: str
    level: str
    body: int
    end: int | None = None
    eve: bool = False

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names by which the place speaks of itself: 海口市, 海口."""
        if not self.place:
            return ()
        short = _LEVEL_WORD.sub("", self.place)
        return (self.place, short) if len(short) > 1 else (self.place,)


def plan_years(ordinal: str) -> tuple[int, int]:
    """Return the first and last year of a five-year plan: 十四 is 2021 to 2025."""
    last = plan_end(ordinal)
    return last - 4, last


def front(lines: list[TextLine]) -> tuple[dict[str, str], int]:
    """Return the fields of the front matter and the index of the first line behind it."""
    if not lines or lines[0].raw.strip("\ufeff \t") != "---":
        return {}, 0
    fields: dict[str, str] = {}
    for index, line in enumerate(lines[1:40], 1):
        if re.fullmatch("-{3,}", line.raw.strip()):
            return fields, index + 1
        key, colon, value = line.raw.partition(":")
        if colon:
            fields[key.strip().lower()] = value.strip().strip("'\"")
    return {}, 0


def _meeting(head: list[str]) -> re.Match[str] | None:
    """Return the day of the meeting, where the first lines name it."""
    return next((day for text in head if (day := _MEETING.search(text))), None)


def _year(title: str, head: list[str], body: list[TextLine], name: str) -> int | None:
    """Return the year of whose goals a report speaks."""
    votes: dict[int, int] = {}

    def vote(year: int, weight: int) -> None:
        votes[year] = votes.get(year, 0) + weight

    for text in head:
        day = _MEETING.search(text)
        if day:
            vote(int(day[1]) + (int(day[2]) >= 11), 5)
            break
        spelt = _CHINESE_DAY.search(text)
        if spelt and ("会" in text or "月" in text):
            vote(year_in(spelt[1]), 5)
            break
    said = None if _MEETING.search(title) else _YEAR.search(title)
    if said:
        vote(int(said[1]), 4)
    seen = 0
    counted = next((found for line in body[:30] if (found := _COUNTED.search(line.text))), None)
    if counted:
        vote(int(counted[1]) + 1, 2)
    aimed = next((found for line in body if (found := _EXPECTED.search(line.text))), None)
    if aimed:
        vote(int(aimed[1]), 2)
    for line in body:
        text = line.text[:60]
        if "年" not in text:
            continue
        back = _REVIEWED.search(text)
        ahead = _AHEAD.search(text[:30])
        if back and len(line.text) < 400:
            vote(int(back[1]) + 1, 3)
            seen += 1
        elif ahead and len(line.text) < 40:
            vote(int(ahead[1]), 3)
            seen += 1
        if seen > 6:
            break
    if not votes:
        named = _YEAR.search(PurePath(name).stem)
        return int(named[1]) if named else None
    return max(votes, key=lambda year: (votes[year], year))


_SPEAKER = re.compile(
    "(?:代表|日在|受)(省|自治区|市|州|盟|县|旗|区)(?:人民政府|第[一二三四五六七八九十]+届)"
)
"""Whose government speaks, where no name is given: 我代表市人民政府."""
_LEVELS = {"省": "province", "自治区": "province", "县": "county", "旗": "county", "区": "county"}


def _level(place: str, title: str, head: str, body: list[TextLine]) -> str:
    if any(word in title for word in _NATION) or re.search("国务院总理|代表国务院", head):
        return "nation"
    for text in (place, title):
        if text.startswith(_MUNICIPALITIES) or "自治区" in text or "兵团" in text:
            return "province"
        if text.endswith("省") or "省政府" in text or "省人民政府" in text:
            return "province"
        if text.endswith(("县", "旗", "新区")):
            return "county"
        if text.endswith(("市", "州", "盟", "地区")):
            return "city"
        if text.endswith("区"):
            return "county"
    whose = _SPEAKER.search(head)
    if whose:
        return _LEVELS.get(whose[1], "city")
    sample = "".join(line.text for line in body[:60])
    if sample.count("全省") > sample.count("全市") and "省人民政府" in sample:
        return "province"
    if "国务院" in head and sample.count("全国") > sample.count("全市") + sample.count("全省"):
        return "nation"
    return "province" if _PROVINCE.search(head) else "city"


def describe(
    lines: list[TextLine], name: str = "", year: int | None = None, place: str | None = None
) -> Document:
    """Say what a document is; `year` and `place` given win over what it says of itself."""
    fields, start = front(lines)
    body = lines[start:]
    filled = [line.text.lstrip("#") for line in body if line.text][:_FIRST]
    title = fields.get("title", "") or next((text for text in filled if len(text) < 60), "")
    title = title.translate(str.maketrans("（）", "()")).replace(" ", "")
    head = [*(text for text in (fields.get("date", ""), title) if text), *filled]
    joined = "".join(head)
    found = _PLACE.search(
        re.sub(
            r"^[《“]?(?:关于|中华人民共和国)?",
            "",
            re.sub(r"\d{4}年?(?:\d{1,2}月(?:\d{1,2}日)?)?在?", "", title),
        )
    )
    here = place or (found[1] if found else "")
    if not here:
        held = re.search(
            r"(?:日在|在|日)([^\W\da-zA-Z_]{2,9}?(?:省|自治区|市|州|盟|地区|县|旗|区))第?[一二三四五六七八九十]+届",
            joined,
        )
        here = held[1] if held else ""
    if not here:
        spoken = re.search(
            r"(?<!人民)代表(?!大会)([^\W\da-zA-Z_]{2,10}?(?:省|自治区|市|州|盟|县|区))人民政府",
            joined,
        )
        here = spoken[1] if spoken else ""
    level = _level(here, title, joined, body)
    begin = start + 1
    planned = _PLAN.search(title) or (re.search("第(十[一二三四五六]?)个五年", title))
    if planned and re.search("规划|计划|纲要|建议|解读|目标", title) and "报告" not in title:
        first, last = plan_years(planned[1])
        return Document("plan", year or first, here, level, begin, last)
    if "统计公报" in title or any("统计公报" in text for text in filled[:5] if len(text) < 40):
        said = _YEAR.search(title)
        stated = int(said[1]) if said else None
        if stated is None:
            any_year = _YEAR.search(joined)
            stated = int(any_year[1]) if any_year else None
        return Document("bulletin", year or stated, here, level, begin)
    given = year or _year(title, head, body, name)
    day = _meeting(head)
    eve = day is not None and int(day[2]) >= 11 and given == int(day[1]) + 1
    return Document("report", given, here, level, begin, eve=eve)
