"""Units and factors: which characters after a number are its unit.

万, 亿 and the like are factors, never units; 件/万人 and 吨/年 are units of their own. Any
counter word may be a unit: the table below only keeps long units from being cut short
(人次 isn't 人), a word that isn't in it is taken as it stands.
"""

from __future__ import annotations

import re

__all__ = ["FACTORS", "POINTS", "compatible", "has_factor", "is_rate", "match_unit"]

FACTORS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
"""Factor characters and their powers of ten."""

POINTS = frozenset({"%", "百分点", "个百分点"})
"""Spellings of per cent and of percentage points; the base unit of all is `%`."""

_WORDS = """
元 美元 欧元 港元 日元 英镑 人民币 家 户 户次 个 个百分点 百分点 个点 个项目 只 件 台 辆 架 艘 列 套 套次 座 幢 栋
处 所 项 条 部 篇 场 场次 次 人 人次 名 位 岁 户籍人口 床 张 份 宗 起 例 对 组 批 期 门 种 类 款 亩 亩次 公顷
平方米 平方公里 平方千米 立方米 公里 千米 米 吨 吨标准煤 千克 公斤 克 斤 千瓦 千瓦时 兆瓦 兆瓦时 吉瓦 吉瓦时
度 升 标箱 标准箱 车次 班 趟 天 小时 分钟 分 点 倍 倍数 成 微克 毫克 分贝 公顷次 株 棵 头 羽 枚 颗 册 学位 席
泊位 车位 桩 站 村 镇 街道 社区 园区 基地 人年 番 % ‰ ℃ GWh MWh kWh GW MW kW km TEU
"""
_LEXICON = sorted(
    {
        word
        for word in _WORDS.split()
        if word not in {"人民币", "户籍人口", "倍数", "公顷次", "个项目", "番", "成"}
    },
    key=len,
    reverse=True,
)
_ONE = "|".join(map(re.escape, _LEXICON))
_PER = r"[十百千万亿]{0,2}"
_UNIT = re.compile(rf"(?:{_ONE})(?:/{_PER}(?:{_ONE}|年|月|日|人))*(?:·(?:{_ONE}|月|平方公里))*")
_RUN = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)*|[℃′″²³]+")
_TAIL = re.compile(
    r"(?:及以上|以上|以下|以内|之内|之上|之下|左右|上下|以外|级|的|规模|台阶|水平|目标|大关|多|余).*"
)


def match_unit(text: str, expected: str = "") -> str:
    """Return the unit that `text` begins with, empty where there is none.

    `expected` is the unit that the reader hopes for: it is taken where it stands there and no
    longer unit of the table does, so that any counter word can be a unit.
    """
    match = _UNIT.match(text)
    known = match[0] if match else ""
    if expected and text.startswith(expected) and len(expected) >= len(known):
        return expected
    if known:
        return known
    run = _RUN.match(text)
    return _TAIL.sub("", run[0]) if run else ""


def is_rate(unit: str) -> bool:
    """Tell whether a unit is a rate or share, whose last written digit counts (method 5.6)."""
    return unit in POINTS or unit == "‰"


def compatible(read: str, base: str) -> bool:
    """Tell whether a wording's unit is the indicator's base unit.

    A number without a unit is taken to be in the base unit; per cent and percentage points are
    one unit; places in a ranking are counted in 位 or 名.
    """
    if not read or read == base:
        return True
    if read in POINTS and base in POINTS:
        return True
    return read in {"位", "名"} and base in {"位", "名"}


def has_factor(unit: str) -> bool:
    """Tell whether a would-be base unit begins with a factor (亿元, 万人)."""
    return bool(unit) and unit[0] in FACTORS and not _UNIT.fullmatch(unit)
