"""Units, their English names, and which characters after a number are its unit.

万, 亿 and the like are factors, never units; 件/万人 and 吨/年 are units of their own. Any
counter word may be a unit: the table keeps long units from being cut short (人次 isn't 人) and
names the common ones in English; a word that isn't in it is taken as it stands.
"""

from __future__ import annotations

from functools import cache

from czplan import patterns as re
from czplan.quantity.normal import normalise

FACTORS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
"""Factor characters and their powers of ten."""

POINTS = frozenset({"%", "百分点", "个百分点", "个点"})
"""Spellings of per cent and of percentage points; the base unit of all is `%`."""
MOVES = POINTS - {"%"} | {"千分点", "个千分点"}
"""What a rate is said to have moved by."""
OF_PLANS = frozenset({"年", "月", "个月", "季度"})
"""Units of time that plans are counted in."""
OF_WAITS = frozenset({"日", "天", "工作日", "个工作日", "小时", "分钟", "秒", "毫秒"})
"""Units of time that a waiting is counted in."""
OF_TIME = OF_PLANS | OF_WAITS | {"周", "岁"}

_TABLE = """
元=yuan 美元=US_dollar/US_dollars 欧元=euro/euros 港元=Hong_Kong_dollar/Hong_Kong_dollars
日元=Japanese_yen 英镑=pound_sterling/pounds_sterling
家=firm/firms 户=household/households 户次=household_contact/household_contacts
个 个百分点 百分点 个点 只 件=item/items 台=set/sets 辆=vehicle/vehicles 架=aircraft
艘=ship/ships 列=train/trains 套=flat/flats 套次 座=structure/structures 幢=building/buildings
栋=block/blocks 处=site/sites 所=institution/institutions 项=project/projects
条=line/lines 部=lift/lifts 篇=paper/papers 场=event/events 场次=session/sessions 次=time/times
人=person/people 人次=visit/visits 名 位次 个位次 位=place/places 岁=year_of_age/years_of_age
床=bed/beds 张 份=copy/copies 支 宗=deal/deals 起=case/cases 例 对=pair/pairs 组=group/groups 批
期 门 种=kind/kinds 类=category/categories 款=model/models 亩=mu 亩次 公顷=hectare/hectares
平方米=square_metre/square_metres 平方公里=square_kilometre/square_kilometres 平方千米
立方米=cubic_metre/cubic_metres 公里=kilometre/kilometres 千米 米=metre/metres
吨=tonne/tonnes 吨标准煤=tonne_of_standard_coal/tonnes_of_standard_coal 吨标煤
千克=kilogram/kilograms 公斤 克=gram/grams 斤=jin 千瓦=kilowatt/kilowatts
千瓦时=kilowatt-hour/kilowatt-hours 兆瓦=megawatt/megawatts 兆瓦时=megawatt-hour/megawatt-hours
吉瓦=gigawatt/gigawatts 吉瓦时=gigawatt-hour/gigawatt-hours 度 升=litre/litres
标箱 标准箱=standard_container/standard_containers
车次 辆次 家次 架次=flight/flights 台次 班次 班 趟
天=day/days 小时=hour/hours 分钟=minute/minutes 分=mark/marks
秒=second/seconds 毫秒=millisecond/milliseconds
点=point/points 倍 微克=microgram/micrograms 毫克=milligram/milligrams 分贝=decibel/decibels
株 棵 头 羽 枚 颗 册 学位 席 泊位=berth/berths 车位=parking_space/parking_spaces
间=room/rooms 台套 件套 套件 吨公里=tonne-kilometre/tonne-kilometres
人公里=passenger-kilometre/passenger-kilometres 车公里=vehicle-kilometre/vehicle-kilometres
人日=person-day/person-days 人天 人月 床日 台班 艘次
桩 站=station/stations 村=village/villages 镇=town/towns 街道 社区 园区 基地 人年 番 成 折
年=year/years 个月=month/months 月 日 % ‰ ℃ GWh MWh kWh GW MW kW km TEU PFLOPS EFLOPS
个工作日=working_day/working_days 千瓦小时 公吨
户籍人口 常住人口 人口 标准煤 标煤 m² m³ km² hm² μg ug mg kg tce 平米
海里 学时 课时 油当量 标准油 吨二氧化碳当量 当量 箱 人夜 人份 吨位 吨碳 ‱
千升 美金 人民币 dB kwh KWh KWH kw KW 千分点 个千分点
"""


def _table() -> dict[str, tuple[str, str]]:
    units = {}
    for entry in _TABLE.split():
        unit, _, names = entry.partition("=")
        one, _, many = names.replace("_", " ").partition("/")
        units[unit] = (one, many or one)
    return units


UNITS: dict[str, tuple[str, str]] = _table()
"""Unit to its English names, of one and of many; empty where the noun goes without one (个)."""

_ALIASES = {
    "百分点": "%", "个百分点": "%", "个点": "%", "千分点": "‰", "个千分点": "‰",
    "名": "位", "位次": "位", "个位次": "位",
    "千米": "公里", "平方千米": "平方公里", "平米": "平方米", "m²": "平方米", "㎡": "平方米",
    "m³": "立方米", "㎥": "立方米", "km²": "平方公里", "hm²": "公顷", "ha": "公顷",
    "公斤": "千克", "kg": "千克", "mg": "毫克", "μg": "微克", "ug": "微克", "度": "千瓦时",
    "kWh": "千瓦时", "kwh": "千瓦时", "KWh": "千瓦时", "KWH": "千瓦时", "kw": "千瓦", "KW": "千瓦",
    "MWh": "兆瓦时", "GWh": "吉瓦时", "kWp": "千瓦", "MWp": "兆瓦", "GWp": "吉瓦",
    "kW": "千瓦", "MW": "兆瓦", "GW": "吉瓦", "km": "公里", "标箱": "标准箱", "TEU": "标准箱",
    "KM": "公里", "m": "米", "t": "吨", "公吨": "吨", "千瓦小时": "千瓦时", "工作日": "个工作日",
    "PFLOPS": "P", "PFlops": "P", "Pflops": "P", "EFLOPS": "E", "EFlops": "E", "Eflops": "E",
    "吨标煤": "吨标准煤", "tce": "吨标准煤", "标煤": "标准煤", "月": "个月", "日": "天",
    "美金": "美元", "dB": "分贝", "元人民币": "元", "人民币": "元",
}  # fmt: skip
"""Two names of one measure; in a compound unit each part has its own."""

# Where the character after a unit shows that the two are another word: 台阶 isn't counted in 台.
_NOT_BEFORE = {
    "台": "阶州", "项": "目", "户": "籍均外主型", "天": "津然", "月": "均", "车位": "比",
    "间": "接断歇",
    "场": "景所馆地", "期": "间末", "条": "例件约", "部": "分门署队件",
    "名": "牌单片", "组": "团织合", "站": "点", "度": "假", "所": "有", "处": "理置",
    "起": "降步来到", "元": "素件旦", "批": "次准", "位": "数置于列居", "人": "才均工口",
    "成": "效果员本功立为长绩品", "分": "之别", "点": "多", "班": "列", "对": "口比",
    "日": "元均", "年": "均产度底末内初中销收利",
    "次": "产", "家": "庭", "头": "部", "门": "槛", "村": "庄",
    "份": "额", "人份": "额", "人夜": "间", "吨位": "居列于数置次全",
    "吨碳": "排汇中达交化减税纤酸", "箱": "体包变式", "折": "合",
}  # fmt: skip

_TIMES = {"月": "month", "日": "day"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST = max(map(len, UNITS))
_COMPOUNDS = frozenset(
    {*"米人日天月年亩吨元户辆台床次家", "公里", "千米", "人次", "小时", "分钟", "公顷", "平方米"}
    | {"千克", "美元", "千瓦", "平方公里"}
)
_MEASURES = frozenset(
    {*"元吨人辆亩米度车床座箱", "美元", "公里", "千米", "千瓦", "公顷", "平方米", "平方公里"}
    | {"千克", "公斤", "立方米"}
)
_LENGTHS = frozenset(
    {"公里", "千米", "日", "天", "小时", "海里", "学时", "课时"} | {"油当量", "标准油", "当量"}
)
_ENDED = re.compile(r"$|[^\w]|以上|以下|以内|之内|左右|上下|多|余")
PEOPLE = (
    r"人员|人口|居民|农牧?民工?|牧民|群众|职工|员工|学生|考生|劳动力|老年人|老人|移民|党员|毕业生|残疾人|市民|村民|军人"
    r"|妇女|儿童"
)
"""Who is counted without a counter: 65万农村贫困人口."""
_CROWD = re.compile(rf"的?[^\W\d_a-zA-Z岁]{{0,8}}?(?:{PEOPLE})")
_NO_CROWD = re.compile(
    r"用户|家庭|户|小区|住[宅房]|楼|社区|公寓|宿舍|收入|医院|之家|站|点|校|资金|项目|工程|次|存款|储蓄|[证卡券]|[\u3400-\u9fff]{0,4}(?:[床岗座学车]位|中心|基地|场所|设施)"
    rf"|(?!{PEOPLE}|以[上下内]|之内|左右|上下|化|饮水|脱[贫困]|受益|就[业学]|[再复]就业|参[加保]|搬迁|增收|落户|[进入返]|迁|新居|转移|通电|减少|增加|[全整]部?)[\u3400-\u9fff]{{1,3}}(?![\u3400-\u9fff])"
)
"""What is counted behind such words itself: 农村居民用户, 残疾人证."""
_FOR_TALENTS = re.compile(
    r"人才(?:公?寓|(?:安居|租赁|公租|廉租|周转|保障性?|配套)?(?:住房|用房|房|工程)|驿站|社区|小区|之家|基地|项目|工程|资金|补[贴助]|[卡券]|床位)"
)
_OF_CHINA = ("人民币",)
_TAIL = (
    r"及?以上|及?以下|以内|以外|之内|之上|之下|之间|左右|上下|前后|级|的|规模|台阶|水平|目标|大关|关口"
    r"|出头|开外|挂零|不止|封顶|为限|为上限|为下限|打底|起步|之多|许(?![可昌])|[内外起](?=$|[,，。;；)])"
    r"|第|任务|区间|增长|增速|增幅|幅度|迈|跃|量级|体量|多|余|不到|(?<![a-zA-Z])和|及|与|或|到|至|比|超|达|升|降|占|分之"
)
_UNKNOWN = re.compile(rf"(?:(?!{_TAIL})[^\W\d_A-Za-z]){{1,4}}|[A-Za-zμ℃°′″Ω][A-Za-z0-9²³]*")


def _word(text: str, start: int) -> int:
    """Return the end of the longest unit of the table that stands at `start`; `start` if none."""
    for length in range(min(_LONGEST, len(text) - start), 0, -1):
        unit = text[start : start + length]
        if unit in UNITS:
            following = text[start + length : start + length + 1]
            if following and following in _NOT_BEFORE.get(unit, ""):
                continue
            if unit.isascii() and unit.isalpha() and following.isascii() and following.isalpha():
                continue
            return start + length
    return start


def _joined(text: str, start: int, end: int) -> int:
    """Return the end of a unit of two: 吨公里 and 人日 are no 吨 and no 人."""
    if text[start:end] not in _MEASURES:
        return end
    if text.startswith(_OF_CHINA, end):
        return end + len(_OF_CHINA[0])
    stop = _word(text, end)
    other = text[end:stop]
    return stop if other in _LENGTHS or (other in _COMPOUNDS and _ENDED.match(text, stop)) else end


def _known(text: str, start: int) -> int:
    """Return the end of the unit at `start`, with what it is per: 件/万人, 吨/月·平方公里."""
    end = _word(text, start)
    if end > start:
        end = _joined(text, start, end)
    while end > start and end < len(text) and text[end] in "/·每":
        after = end + 1
        if text[end] == "每" and not _ENDED.match(text, _word(text, after)):
            break  # 5亿元每年增长, no 5亿元每年
        while after < len(text) and text[after] in FACTORS and _word(text, after) == after:
            after += 1
        stop = _word(text, after)
        if stop == after:
            unknown = _UNKNOWN.match(text, after)
            if unknown is None:
                break
            stop = unknown.end()
        end = stop
    return end


def match_unit(text: str, start: int = 0, expected: str = "") -> str:
    """Return the unit that stands at `start` of `text`, empty where there is none.

    `expected` is the unit that the reader hopes for: it is taken where it stands there and no
    longer unit of the table does, so that any counter word can be a unit.
    """
    end = _known(text, start)
    if expected and expected[0] != "个" and text.startswith("个", start):
        if text.startswith(expected, start + 1):
            return f"个{expected}"
        other = text[start + 1 : _word(text, start + 1)]
        if other and canonical(other) == canonical(expected):
            return f"个{other}"
    if expected == "人" and (housed := _FOR_TALENTS.match(text, start)) is not None:
        return housed[0]
    if expected and text.startswith(expected, start) and len(expected) >= end - start:
        return expected
    if end > start:
        return text[start:end]
    large = text[start - 1 : start] in {*FACTORS, "多", "余"}
    if large and expected == "人" and (crowd := _CROWD.match(text, start)) is not None:
        end = crowd.end()
        return text[start : end + (_NO_CROWD.match(text, end) is not None)]
    unknown = _UNKNOWN.match(text, start)
    return unknown[0] if unknown else ""


def is_rate(unit: str) -> bool:
    """Tell whether a unit is a rate or share, whose last written digit counts (method 5.6)."""
    return unit in POINTS or unit in {"‰", "‱"}


@cache
def canonical(unit: str) -> str:
    """Return the one name of a unit that has several: 吨标煤/万元 is 吨标准煤/万元."""
    unit = normalise(unit)
    unit = unit[:1] + unit[1:].replace("每", "/")  # 辆每年 is 辆/年
    if unit in _ALIASES:
        return _ALIASES[unit]
    if len(unit) > 2 and unit[0] == "个" and unit[1:] in UNITS:
        return canonical(unit[1:])  # 个标准箱
    if _CROWD.fullmatch(unit):
        return "人"
    parts = re.split(r"([/·])", unit)
    if len(parts) == 1:
        return unit
    for place, part in enumerate(parts[::2]):
        run = len(part) - len(part.lstrip("".join(FACTORS)))
        name = part[run:]
        if run and _word(part, 0):
            run, name = 0, part  # 千瓦 has no factor
        parts[2 * place] = part[:run] + (canonical(name) if name else "")
    return "".join(parts)


_COUNTED_ALIKE = {("位", "人")} | {pair for a, b in ("家户", "座个") for pair in ((a, b), (b, a))}
"""Counters of one thing: which thing is the indicator's to say."""


def compatible(read: str, base: str) -> bool:
    """Tell whether a wording's unit is the indicator's base unit.

    A number without a unit is taken to be in the base unit; per cent and percentage points are
    one unit, and so are two names of one measure (公里 and 千米); places in a ranking are counted
    in 位 or 名, and so are persons; firms in 家 or 户, works in 座 or 个.
    """
    if not read or read == base:
        return True
    one, other = canonical(read), canonical(base)
    return one in {other, f"个{other}"} or (one, other) in _COUNTED_ALIKE


_SIZES = {"‰": ("%", -1), "%": ("%", 0)} | {
    f"{size}{of}": (of, power)
    for size, power in (("千", 3), ("兆", 6), ("吉", 9))
    for of in ("瓦", "瓦时")
}
"""Units of one kind, with their powers of ten."""


def powers_apart(read: str, base: str) -> int:
    """Return by how many powers of ten a unit is larger than another of its kind, else 0.

    8‰ is 0.8 %, and 100 MW are 100,000 千瓦.
    """
    if read == base or not base:
        return 0
    kind, power = _SIZES.get(canonical(read), ("", 0))
    other, base_power = _SIZES.get(canonical(base), ("", 0))
    return power - base_power if kind == other else 0


_NOUNS = frozenset({"村", "镇", "街道", "社区", "园区", "基地", "站", "期", "门", "类", "款"})


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit and nothing else: 亿元, %, 万人, 吨标准煤/万元."""
    text = normalise(text)
    text = text.removeprefix(_OF_CHINA[0]) or text  # 人民币亿元
    for at, character in enumerate(text):
        name = text[at:]
        if name not in _NOUNS and (name in UNITS or _known(name, 0) == len(name)):
            return True
        if character not in FACTORS:  # the 千 of 万千瓦时 is none
            break
    return False


def has_factor(unit: str) -> bool:
    """Tell whether a would-be base unit begins with a factor (亿元, 万人)."""
    return unit[:1] in FACTORS and _word(unit, 0) == 0


def unit_name(unit: str, lang: str, *, many: bool = True) -> str:
    """Return a unit's name in `lang`: itself in Chinese; in English its name, or itself.

    个 and other bare counters have no English name and give an empty one: the indicator's own
    name carries the noun. 件/万人 gives `items per 10,000 people`.
    """
    if lang == "zh" or not unit:
        return unit
    first, *rest = re.split(r"(?=[/·])", "立方米" if unit == "方" else unit)
    name = UNITS[first][many] if first in UNITS else first
    if not name and not _HAN.search(first):
        name = first  # GWh, %
    for joined in rest:
        joint, part, power = joined[0], joined[1:], 0
        while part[:1] in FACTORS and _word(part, 0) == 0:
            power, part = power + FACTORS[part[0]], part[1:]
        one, several = UNITS.get(part, ("", ""))
        noun = f"{10**power:,} {several or part}" if power else _TIMES.get(part, one) or part
        name = f"{name} per {noun}".strip() if joint == "/" else f"{name}·{noun}"
    return name
