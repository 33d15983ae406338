"""What a written number may be: its front words, a count, an origin, the end of a range, a unit."""

from __future__ import annotations

from bisect import bisect_right

from czplan import patterns as re
from czplan.extract.clean import TextLine
from czplan.extract.not_figures import ARABIC, HAN_DIGITS, Spans
from czplan.extract.words import longest_first, section
from czplan.quantity import Wording, WordingError, read
from czplan.quantity.cues import BACK, BACK_UNLESS, FRONT, Cue
from czplan.quantity.numerals import CHINESE_DIGITS, read_number
from czplan.quantity.units import FACTORS, PEOPLE, UNITS, match_unit

BACK_WORDS = re.compile(
    "(?:"
    + "|".join(f"{word}(?![{after}])" for word, after in BACK_UNLESS.items())
    + "|"
    + longest_first(tuple(word for word in BACK if word not in BACK_UNLESS))
    + r"|\(含\))"
)
"""A word behind a number that bounds it."""
FUNDS = re.compile("以上的?(?:[^,;。、的]{0,6}资金|支持|用于)")
"""筹措100亿元以上资金: money that is had, no threshold."""
TOWNS = re.compile("以[上下]的(?:[大中小]*城[市镇]|中心镇|[^,;。、]{0,4}镇区)")
"""建成10万人以上的小城市: how large each is."""
PEOPLE_BEHIND = re.compile(
    r"[多余]?(?:的)?[^\W\da-zA-Z_]{0,4}(?:人|民|员|工|生|户|者|群众|职工|企业|劳动力)"
)
"""What is counted without a counter: 15万老年人."""
CROWD = re.compile(rf"[多余]?的?[^\W\da-zA-Z_]{{0,10}}?(?:{PEOPLE})")
"""Who is counted without a counter: 65万农村贫困人口."""
OF_PLACE = re.compile("[^,;。、\\d人]{0,5}(?:人民|儿女|父老|同胞)")
"""720万沈阳人民: the whole place, who are no figure."""
_ORIGIN = re.compile(
    "(?<![自理])由(?!于)|(?<![服跟])从(?![业事严优])|(?<![来各亲独])自(?![然来主营由治筹有贸建驾动助我愿身强查费付])"
)
"""由, 从 and 自 that say where a change begins: 由53.2%提高到57.7%; not 从业人员, 自筹资金."""
_FROM = re.compile("[由从](?:(?:19|20)\\d\\d年|\\d年前)?[^,;。\\d]{0,8}$")
_ROSE = re.compile("(?:分别)?,?[^,;。\\d]{0,4}?(?:跃|升|提高|前移|上移|进|跨|降|退|后移|滑)")
"""由全省第7位跃居第2位: the first is where it began."""
_SMALL_UNITS = frozenset(section("numbers", "small units"))
_COUNTER = re.compile(
    "载重吨|总吨(?!位)|剂次?|票(?![据房价])|千升|支(?![出持付撑行])|口(?![径岸味粮])|担(?![当保任])|块(?!钱)|眼(?![前界])|段(?!落)|根(?![据本])|[羽盏笔尾]|批次|标台|片(?![区面])"
    "|(?<=[万亿])方(?![面位案式])"
)
"""Counters that the one reader passes on as they are written: 基金12支, 烤烟101.5万担."""
_COMPARED = re.compile(
    r"(?:比|较)(?:上年|去年|(?:19|20)\d\d年|[“\"]?(?:十[一二三四]?|九)五[”\"]?期?末)底?末?(?:同期)?的$"
)
"""比2000年的1570亿元增长1.2倍: what is compared with."""
_RISES_TO = re.compile(
    "(?:[、和与](?:[城农]村?镇?|[每年月人均]*)[\\d.]+%?[万亿千百]*[^\\W\\d、,;。]{0,2})*(?:的?台阶)?"
    ",(?:预计|分别|逐步|进一步|稳步|大幅)*(?:(?:提高|提升|增加|上升|下降|降低|减少?|扩大|扩展|拓展|发展|增长|上调|转|变)[^,;。\\d]{0,2}[到至为]"
    "|(?:迈|跨|跃|登)上)"
)
"""由2005年的0.4%,提高到2010年的1.2%: the first is where it began."""
_OF_THEN = re.compile(r"(?:是|为)(?:19|20)\d\d年$")
_RANGE = re.compile(rf"(?:[-—~至到]|—{{2}})(?P<number>-?{ARABIC}(?:[十百千万亿])*)")


_FRONT = FRONT | dict.fromkeys(
    ("提升至", "提高至", "降低至", "下降至", "上升至", "增加至", "减少至", "缩短至", "压缩至",
     "压减至",
     "扩大至", "增长至", "缩短到", "压缩到", "压减到", "缩小到", "缩小至", "拓展到", "拓展至",
     "发展到", "发展至", "扩展到", "扩展至", "壮大到", "壮大至", "削减到", "削减至", "缩减到",
     "缩减至", "调减到", "调减至", "调增到", "调增至", "上调到", "上调至", "下调到", "下调至"),
    Cue("level"),
) | {"精减": Cue("change", change=-1)}  # fmt: skip
"""The one reader's words before a number, and verbs of change that end in 至 or 到."""
_FRONT_LONGEST = max(map(len, _FRONT))
_THEN = ("底", "末", "年", "月", "日", "之", "革", "情", "情之")
"""What 前 stands behind where it is a time: 年底前实现90%, 改革前5.84%."""
_MEASURED_BY = re.compile(
    "(?:不(?:得|能)?(?:超过|高于|低于|少于)|(?:压缩|压减|缩短|缩减|控制)[到至在])[^,;。、\\d]{2,14}的$"
)
"""不超过法定时限的40%: the bound stands before what the share is of."""
_STRONG = frozenset({"bound", "reach", "level", "change", "hold"})


def front_of(text: str, end: int, lowest: int, names: Spans) -> tuple[int, bool, str]:
    """Return where the front words of a number begin, whether one is strong, and a rank word."""
    at = kept = end
    strong = moved = False
    index = bisect_right(names, (end, 0)) - 1
    while index >= 0 and names[index][0] >= end:
        index -= 1
    guard = names[index] if index >= 0 else (0, 0)
    while at > lowest:
        cue = None
        for length in range(min(_FRONT_LONGEST, at - lowest), 0, -1):
            if at - length < guard[1]:
                continue
            cue = _FRONT.get(text[at - length : at])
            if cue is not None:
                break
        if cue is None or cue.role == "stop" or (moved and cue.role != "denial"):
            break
        at -= length
        if cue.role == "rank" and text[at] == "前" and text.endswith(_THEN, lowest, at):
            break
        if cue.role == "skip":
            continue
        kept = at
        if cue.role in _STRONG:
            strong = True
        if cue.role == "rank":
            return kept, strong, "第" if text[at] == "第" else "前"
        moved = cue.role == "change"
    return kept, strong, ""


def measured_by(text: str, begin: int, lowest: int, stop: int) -> int:
    """Return where a bound begins that stands before what a share is of, `begin` where none."""
    bound = _MEASURED_BY.search(text, max(lowest, begin - 24), begin)
    words = read_words(text[bound.start() : stop], "%") if bound else None
    return bound.start() if bound and words and words.bound == "at-most" else begin


def timed(text: str, unit: str, begin: int, lowest: int, strong: bool) -> bool:
    """Tell whether a number with a unit that dates and names share is a figure."""
    before = text[max(lowest, begin - 14) : begin]
    if unit == "岁":
        return "寿命" in before
    if unit == "天":
        return strong or "天数" in before
    if unit == "度" and re.match(r"[\d.,]+[十百千]*[万亿]", text[begin : begin + 12]):
        return True  # 3亿度: power
    if unit in {"小时", "分钟", "分", "点", "成", "年", "级", "时"}:
        return strong
    if unit in {"镇", "村", "街道", "社区", "园区", "基地", "站"}:
        return True
    return strong and unit not in {"月", "日", "班", "期", "周", "季"}


def counted(
    text: str, written: str, begin: int, stop: int, unit: str, strong: bool, more: bool
) -> bool:
    """Tell whether Chinese numerals count: 两个百分点, 一百万吨, 突破千亿元; not 三大战役."""
    if unit in _SMALL_UNITS and unit not in {"位", "名"}:
        return bool(written.strip("十百千万亿")) or (unit == "倍" and text[stop : stop + 1] != "增")
    if not unit:
        return False
    if len(written) == 1 and written not in FACTORS:
        return False
    factors_only = all(char in FACTORS for char in written)
    if factors_only and written != "十":
        return (strong or more) and unit in {
            "元",
            "美元",
            "人",
            "吨",
            "斤",
            "人次",
            "亩",
            "户",
            "辆",
            "家",
            "台",
            "名",
            "个",
            "场",
            "件",
            "项",
        }
    if written == "十":
        return False
    return any(char in "百千万亿" for char in written) or strong or more


def is_origin(text: str, begin: int, lowest: int, stop: int, end: int) -> bool:
    """Tell whether a number is where a change begins: 由53.2%提高到57.7%."""
    window = text[max(lowest, begin - 24) : begin]
    if _COMPARED.search(window) and not text.startswith("倍", stop - 1):
        return True
    if _OF_THEN.search(window) and re.match(r"的[\d.]+倍", text[stop : stop + 8]):
        return True  # 是2005年4432亿元的2.7倍
    at = max((one.start() for one in _ORIGIN.finditer(window)), default=-1)
    if at < 0 or re.search(r"[,;:。]", window[at:]):
        return False
    ahead = text[stop : min(end, stop + 24)]
    return (
        re.match(r"[^,;。]{0,18}?(?:到|至|为|成|达|迈上|跃上|迈入|跨上)", ahead) is not None
        or re.match(r"(?:[-—~至到]|—{2})", ahead) is not None
        or _RISES_TO.match(ahead) is not None
    )


def rank_origin(text: str, lowest: int, front: int, stop: int, end: int) -> bool:
    """Tell whether a place in an order is where a rise or fall begins: 由第7位跃居第2位."""
    return (
        _ROSE.match(text, stop, end) is not None and _FROM.search(text, lowest, front) is not None
    )


def range_end(text: str, at: int, end: int) -> tuple[int, str] | None:
    """Return the end and unit of the second number of a range that goes on at `at`."""
    match = _RANGE.match(text, at, end)
    if match is None:
        return None
    unit = unit_of(text, match.end(), end)
    if not unit and not strong_end(text, match.end()) and not BACK_WORDS.match(text, match.end()):
        return None
    if unit in {"年", "月", "日"}:
        return None
    return match.end() + len(unit), unit


def unit_of(text: str, at: int, end: int) -> str:
    """Return the unit of the table at `at`, empty where what stands there is another word."""
    if at >= end:
        return ""
    for known in ("个百分点", "百分点", "%", "‰", "个工作日", "个小时"):
        if text.startswith(known, at):
            return known
    if text.startswith("元人民币", at):
        return "元"
    found = match_unit(text[at : min(end, at + 14)], 0)
    head = re.split(r"[/·]", found, maxsplit=1)[0] if found else ""
    if head in UNITS:
        return found
    other = _COUNTER.match(text, at, end)
    return other[0] if other else ""


def strong_end(text: str, at: int) -> bool:
    """Tell whether a clause ends at a place in its text: there is no more, or a mark of its end."""
    return at >= len(text) or text[at] in ",。;、)(:!"


def read_words(stated: str, unit: str) -> Wording | None:
    """Hand the words of one number to the one reader."""
    if "千分之" in stated:
        stated = re.sub(rf"千分之([{HAN_DIGITS}点\d.]+)", _mille, stated)
    try:
        words = read(stated, "位" if unit == "位" else "")
    except WordingError:
        return None
    return words if words.number is not None or words.factor is not None else None


def _mille(match: re.Match[str]) -> str:
    """Write 千分之十点五 as 10.5‰."""
    whole, point, fraction = match[1].partition("点")
    numeral = read_number(whole)
    digits = "".join(str(CHINESE_DIGITS.get(char, char)) for char in fraction)
    if numeral is None:
        return match[1] + "‰"
    return f"{numeral.value:f}{'.' if point else ''}{digits}‰"


def torn_words(line: TextLine, name_start: int, end: int, most: int) -> str:
    """Return the words of a rate per thousand whose sign was torn at a sentence's end: 4.95％。

    Its name shows that it is one, so that it belongs to the words that carry the figure.
    """
    if line.text[end - 1 : end + 1] != "%。":
        return ""
    words = line.cut(name_start, end + 1)
    try:
        return words if len(words) <= most and read(words).unit == "‰" else ""
    except WordingError:
        return ""
