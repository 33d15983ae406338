"""Whose number it is: the place's own, or that of a part, a firm, the province, the nation."""

from __future__ import annotations

import itertools

from czplan import patterns as re
from czplan.extract.document import Document
from czplan.extract.names import verb_at_end, verb_of
from czplan.extract.settling import ProposalDraft
from czplan.extract.words import longest_first, section

_BY_KIND = section("scope", "parts by kind")
_ONE_KIND = re.compile(f".*?((?:每个|[各市老])?(?:{longest_first(_BY_KIND)}))$")
"""稳妥化解市本级: the part needs no name."""
_TO = frozenset("对向在给为")
_PARTS = re.compile(
    r"([\w“”]{0,10}?(?:"
    + longest_first((*section("scope", "units of a place"), *_BY_KIND))
    + r")(?!及?以上|内|外(?![贸资商])|[两三]级))"
)
_SAID_OF_PART = re.compile(
    "^(?:是指|指|仅|鼓励|支持|推动|引导|指导|赋予|审计|有效|解决|带动|帮助|降低)+"
)
"""What stands before a part of the place and is no word of its name: 鼓励各县."""
_PLACE = re.compile(
    r"([^\W\da-zA-Z_]{2,6}?(?<![和与及、])(?:区(?!内|外(?![贸资商]))|县(?![乡域级道])|旗|市(?![场内外属级区民领])))(?=[^\W\da-zA-Z_]{0,4}(?:地区生产总值|生产总值|GDP|一般公共预算|财政"
    r"|固定资产|规模以上|规上|工业|社会|城镇|农村|进出口|实际|完成|实现|增长|$))"
)
_NO_PART = re.compile("[^,;。]{0,12}(?:县域(?:特色|主导|优势)?产业集群|县乡(?:道|公?路)|区县道)")
"""县域特色产业集群5个: what is counted, all over the place."""
_FIRM = re.compile(r"([^\W\d_]{1,12}?(?:公司|集团|银行|股份|油田))")
_KNOWN_FIRM = re.compile(
    f"(?P<firm>{longest_first(section('scope', 'firms'))})系?(?:集团|公司|汽车|电器)?"
    "(?:全年|预计|实现|完成)*(?:工业)?(?:总产值|产值|增加值|销售收入|销售额|主营业务收入|营业收入|营收|利润|利税|税收|出口)"
)
"""海尔产值: whose it is."""
_ZONES_COUNTED = re.compile(
    "(?:示范|保护|保税|试验|作业|功能|集聚|主产|行政|经开|高新|开发|坝|园|港|小|景)区$"
)
"""新增自然保护区3个: what is counted, whose it isn't."""
_OWNER = re.compile(
    r"([^\W\da-zA-Z_]{1,5}(?<![和与及、])(?:区|县|旗|市|镇|乡))(?:预计|全年|的|去年|今年|\d{4}年)*(?:实现|完成|达到|累计完成|累计实现)?的?$"
)
_ISSUED = re.compile(
    r"(?:(?P<nation>国家|中央|国务院)|(?P<province>自治区|省|省委|省政府|自治区党委|省委省政府))(?:年初)?(?:提出|制定|确定|安排|预期"
    r"|设定)(?:的)?(?:今年|明年|全年|\d{4}年)?(?:的|经济社会发展)*(?:预期)?(?:目标)?(?:是|为)?$"
)
"""自治区制定今年经济增长7%: whose goal it is."""
_OWN = frozenset(
    {
        "全市",
        "我市",
        "全省",
        "我省",
        "全区",
        "我区",
        "全县",
        "我县",
        "全州",
        "城市",
        "超市",
        "上市",
        "城区",
        "地区",
        "社区",
        "市区",
        "农村",
        "城镇",
        "小区",
        "景区",
        "城乡",
        "辖区",
        "本市",
        "自治区",
        "各市",
        "灾区",
        "库区",
        "牧区",
        "功能区",
        "建成区",
        "棚户区",
        "农区",
        "林区",
        "山区",
    }
)
_SELF = {
    "nation": {"全国", "我国", "国家"},
    "province": {"全省", "全区", "全自治区", "省内"},
    "city": {"全市", "我市", "全州", "全盟", "全地区"},
    "county": {"全县", "全区", "全旗", "全市"},
}


_BESIDE = re.compile(
    r"(?:^|[,、;:(])(?:其中)?(?P<place>全国|我国|全球|全省|全区|全自治区)(?:平均|为|是|则)*$"
)


_GIVEN = re.compile("(?:获得?|列入|入选|争取到?|纳入|新增|完成)自治区$")
"""获得自治区专项债资金50亿元: given to the place."""


_SOME_PARTS = re.compile(
    r"(?P<parts>[\d一二三四五六七八九十]+个[^,;:。、\d]{0,8}(?:县|区|[县区]市|开发区|园区|乡镇|镇)(?:\([^()]{1,6}\))?)"
    "(?:共|累计|预计|全年|的)*(?:完成|实现)?$"
)
"""6个省级开发区完成财政收入30亿元: of these parts of the place."""


def beside(document: Document, lead: str) -> str:
    """Return whose number stands behind 全国 or 全省 alone: (全国5.0%,全省5.1%)."""
    found = _BESIDE.search(lead)
    if found is None or found["place"] in _SELF[document.level]:
        return "city"
    if found["place"] in {"全国", "我国", "全球"}:
        return "nation" if document.level != "nation" else "city"
    return "province" if document.level in {"city", "county"} else "city"


def scope_of(document: Document, words: str, name: str, *, counted: bool = False) -> str:
    """Return the scope that the words before a name and the name itself show.

    Args:
        document: what the document is.
        words: the run of words between the last stop and the name.
        name: the name.
        counted: the name is of what is counted one by one: 示范区 of 示范区6个 is no owner.
    """
    own = _SELF[document.level]
    for word in section("scope", "nation"):
        if (
            word in words
            and word not in own
            and document.level != "nation"
            and re.search(word + "(?:平均|的)?$|^" + word, words)
        ):
            return "nation"
    issued = _ISSUED.search(words)
    if issued and document.level != "nation":
        if issued["nation"]:
            return "nation"
        if document.level != "province":
            return "province"
    if document.level in {"city", "county"}:
        named = name.startswith("自治区") and not name.startswith("自治区级")
        if named or (words.endswith("自治区") and not _GIVEN.search(words)):
            return "province"
        for word in ("全省", "全区", "全自治区"):
            if word in words and word not in own:
                return "province"
    owner = _OWNER.search(words)
    if owner and not owner[1].endswith(tuple(_OWN | set(document.own_names))):
        return "district:" + owner[1].lstrip("和与及")
    if verb_of(name):
        return "city"  # what is built in a part of the place is the place's own goal
    part = _PARTS.match(name) or _PARTS.search(words)
    if part and counted and _NO_PART.match(part.string, part.start(1)):
        part = None
    whole = part and counted and part.string is name and part.end() == len(name)
    if part and (whole or part[1].count("“") > part[1].count("”")):
        part = None
    if part:
        whose = part[1].rpartition("”")[2] if "“" not in part[1] else part[1]
        kind = _ONE_KIND.fullmatch(whose)
        if kind and (verb_at_end(whose[: kind.start(1)]) or whose[0] in _TO):
            return "district:" + kind[1]
        whose = _SAID_OF_PART.sub("", whose)
        return "district:" + whose[len(verb_of(whose)) :].strip("“”和与及")
    firm = _FIRM.search(words) or (
        _FIRM.match(name) if re.match(r"[^\W\da-zA-Z_]{2,10}(?:公司|集团)", name) else None
    )
    if firm and re.search(r"(?:公司|集团)[^、]{0,6}$", words):
        return "company:" + firm[1]
    if known := _KNOWN_FIRM.match(name):
        return "company:" + known["firm"]
    place = _PLACE.match(name)
    counts = place and counted and _ZONES_COUNTED.search(name)
    if (
        place
        and not counts
        and place[1] not in _OWN
        and not any(place[1].endswith(own_word) for own_word in _OWN)
    ):
        return "district:" + _SAID_OF_PART.sub("", place[1])
    return "city"


_PART = "(?:设区|地级)?(?:[县市区旗州盟乡镇村]|街道|社区|园区|开发区|\\([市区县、]+\\))+"
_OF_EACH = re.compile(
    "(?:[^,;。、\\d]{0,6}[^在由对从向给为、和与])??(?P<each>(?P<every>每(?:一?个)?|各)"
    f"{_PART}(?:[、和与及](?:每(?:一?个)?|各)?{_PART})*)(?![城域内级场政民外里容类])(?!.*(?:共|累计|合计|总))"
)
_TO_EACH = re.compile(
    "(?:要|都|均|至少|分别|各|再|每年|拥?有|[^,;。、\\d]{0,12}(?:均|都|至少|分别))"
)
_MOST_EACH = 10
"""Of more than this 各 says only where they are: 各县区新建学校120所."""


def of_each(lead: str, count: float) -> str:
    """Return the scope of what each part of the place is to have: 各市创建1个."""
    each = _OF_EACH.match(lead)
    if each is None:
        return ""
    few = count <= _MOST_EACH and verb_of(lead[each.end() :])
    told = each["every"] != "各" or _TO_EACH.match(lead, each.end())
    return f"district:{each['each']}" if few or told else ""


def of_some_parts(words: str, id_: str) -> str:
    """Return the scope of a headline figure whose clause opens with parts of the place."""
    some = _SOME_PARTS.search(words) if id_ in _ZONES_OWN else None
    return f"district:{some['parts']}" if some else ""


_WHOLE = re.compile("全[市省区州县盟旗]|我[市省区州县]|本市|各县")
_NO_OWNER = ("市区", "城区", "老区", "村", "地区", "贫困县", "脱贫县", "国家级开发区")
"""Parts of a place that aren't whose number the next one is: 市区居民收入, 农民收入."""
_OWNER_OPENS = re.compile(
    r"(?:[^,;:。\d]{0,10}(?:年|来|以来|上|中),)?[^,;:。]{0,16}?(?:区|县|市\)|县域|公司|集团)[^,;:。]*[\d.]+[^,;:。]*"
)
"""A sentence that an owner opens, up to its first figure."""
_ZONE_OPENS = re.compile(
    "(?:其中,)?(?:20\\d\\d年)?(?P<zone>[^,;:。、0-9和与及]{0,10}(?:开发区|保税区|高新区|经开区|经济区|综保区|工业园区?|自贸区|集聚区))"
    "(?:大力|加快|重点|着力|全力|积极|坚持|深入|获评|获批|升级|晋升|成功|紧紧|聚焦|围绕|突出|要|主要经济指标|主要指标)[^,;。]*,"
)
"""综合保税区大力发展保税加工,完成进出口总额70亿元: a sentence of the zone's."""
_JOINS = frozenset("、和与及")
_SUMS = frozenset({"元", "美元", "%"})
_ZONES = ("园区", "开发区", "高新区", "经开区")
_ZONES_OWN = frozenset(
    [
        "gdp",
        "gdp-growth",
        "industrial-va",
        "industrial-va-large",
        "industrial-output",
        "total-fiscal-revenue",
        "foreign-trade",
        "industrial-va-growth",
        "fixed-investment",
        "fixed-investment-growth",
        "retail-sales",
        "retail-growth",
        "fdi",
        "general-budget-revenue",
        "general-budget-revenue-growth",
        "foreign-trade-growth",
        "urban-income-growth",
        "rural-income-growth",
    ]
)
"""Headline indicators that zones and counties report of themselves."""
_MOST_GDP = 2e13
"""A product in yuan that no province has."""


def carry_scope(text: str, start: int, drafts: list[ProposalDraft]) -> None:
    """Give the rest of a sentence the owner that opens it, until the place itself is named.

    高新区完成地区生产总值84亿元,增长40%;实际使用外资5.3亿美元: all of it is the zone's. What a
    zone has no figure of its own for (a rate of urbanisation) is the place's.
    """
    if not drafts:
        return
    for before, after in itertools.pairwise(drafts):
        listed = text[before.name_end : after.name_start] in _JOINS
        listed = listed or (after.unit in _SUMS and text[before.end : after.name_start] == "、")
        # 骨干园区和龙头企业销售收入: one owner beside another
        listed = listed and not text.endswith(_ZONES, before.name_start, before.name_end)
        if listed and before.scope.endswith(_ZONES) and after.scope == "city":
            after.scope = before.scope  # 工业园区投资、产值和税收分别增长15%、12%、10%
            after.confidence -= 0.1
    first = drafts[0]
    zone = _ZONE_OPENS.match(text, start, first.start) if first.scope == "city" else None
    if zone:
        for draft in drafts:
            if _WHOLE.search(text, zone.end(), max(draft.start, draft.name_start)):
                return
            if draft.id in _ZONES_OWN and draft.scope == "city":
                draft.scope = f"district:{zone['zone']}"
                draft.confidence -= 0.1
        return
    if ":" not in first.scope:
        return
    opens = _OWNER_OPENS.match(text, start, first.end) is not None and not first.scope.endswith(
        _NO_OWNER
    )
    for draft in drafts[1:]:
        if _WHOLE.search(text, first.end, max(draft.start, draft.name_start)):
            return
        same = draft.name_start == first.name_start and draft.name == first.name
        if draft.scope == "city" and (same or (opens and draft.id in _ZONES_OWN)):
            draft.scope = first.scope
            draft.confidence -= 0.1


def leave_to_nation(drafts: list[ProposalDraft]) -> None:
    """Give a product that no place has to the nation, and what the sentence says of its people."""
    large = False
    for draft in drafts:
        product = draft.id in {"gdp", "gdp-per-capita"}
        large = large or (product and max(draft.value.low or 0, draft.value.high or 0) > _MOST_GDP)
        if large and product and draft.scope == "city":
            draft.scope = "nation"
            draft.confidence -= 0.1
