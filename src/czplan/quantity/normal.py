"""One spelling for every text, so that the tables of words need hold each word once.

Layout (white space, `*`, HTML tags) is dropped, full-width letters, digits and punctuation
become ASCII, the dashes become two, and characters in traditional form become the simplified
ones that the tables of words are written with. Nothing else changes, so that what is left can
still be found in the document.
"""

from __future__ import annotations

import re

_TRADITIONAL = (
    "萬万億亿兩两個个約约餘余達达過过穩稳實实現现進进邁迈躍跃間间內内於于為为長长減减縮缩壓压擴扩漲涨"
    "負负準准優优質质總总維维續续斷断計计預预爭争奮奋衝冲淨净認认發发業业產产開开項项條条輛辆臺台戶户"
    "噸吨畝亩頃顷點点歲岁張张棟栋處处層层雙双單单鎮镇縣县區区園园幾几數数較较與与經经濟济齊齐標标蓋盖"
    "圍围應应盡尽歸归無无領领頭头顯显連连歷历時时將将後后鐘钟級级強强極极確确從从勝胜贏赢隻只輪轮屆届"
    "場场題题會会國国員员劃划畫画動动帶带類类種种聯联軍军佔占額额規规範范試试階阶關关臨临鄰邻簽签節节"
    "違违緊紧車车廣广轉转變变協协結结構构電电網网線线號号橋桥樓楼對对組组鄉乡歐欧圓元錢钱獲获創创引引"
    "併并廠厂倉仓錄录傳传陸陆萊莱報报養养參参與与遞递遠远運运輕轻適适選选遷迁鞏巩際际險险當当備备學学"
    "覺觉護护讓让農农體体辦办務务勞劳勢势勵励儘尽値值恆恒戰战擬拟據据損损據据攜携收收敗败曆历會会術术"
)
_FOLD: dict[int, str | None] = {
    ord(_TRADITIONAL[i]): _TRADITIONAL[i + 1] for i in range(0, len(_TRADITIONAL), 2)
}
_FOLD |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "<>"}
_FOLD |= dict.fromkeys(map(ord, "〜〰﹏"), "~")
_FOLD |= dict.fromkeys(map(ord, "−‐‑﹣"), "-")
_FOLD |= dict.fromkeys(map(ord, "–―─━﹘⸺"), "—")
_FOLD |= dict.fromkeys(map(ord, "≦⩽≯≲"), "≤") | dict.fromkeys(map(ord, "≧⩾≮≳"), "≥")
_FOLD |= dict.fromkeys(map(ord, "≈≒∼≃≅"), "约") | {ord("﹤"): "＜", ord("﹥"): "＞"}
_FOLD |= dict.fromkeys(map(ord, "∶︰﹕"), ":")
_FOLD |= {
    ord("○"): "〇",
    ord("﹝"): "〔",
    ord("﹞"): "〕",
    ord("﹪"): "%",
    ord("・"): "·",
    0xFFE5: "¥",
    ord("µ"): "μ",
    ord("㎡"): "平方米",
    ord("㎥"): "立方米",
    ord("㎞"): "公里",
    ord("㎏"): "千克",
}
# What shows nothing and turns nothing round: joiners, marks of direction, selectors of variants.
# Those that turn what stands beside them (5—8 into 8—5) stay, and no number is read with them.
_FOLD |= dict.fromkeys((0x00AD, 0x034F, 0x180E, 0xFEFF))
for _first, _last in ((0x180B, 0x180D), (0x200B, 0x200E), (0x202A, 0x202D), (0x2060, 0x206F)):
    _FOLD |= dict.fromkeys(range(_first, _last + 1))
_FOLD |= dict.fromkeys(range(0xFE00, 0xFE10))
for _turning in (0x202B, 0x2067):
    del _FOLD[_turning]

_TAG_STARTS = re.compile(r"/?[A-Za-z]")


def _drop_tags(text: str) -> str:
    """Drop `<b>` and its like, innermost first, in one pass; other angle brackets stay."""
    kept: list[str] = []
    opened: list[int] = []
    for char in text:
        kept.append(char)
        if char == "<":
            opened.append(len(kept) - 1)
        elif char == ">" and opened:
            start = opened.pop()
            if _TAG_STARTS.match("".join(kept[start + 1 : start + 3])):
                del kept[start:]
            else:
                opened.clear()
    return "".join(kept)


def drop_layout(text: str) -> str:
    """Drop white space, line breaks, `*` and HTML tags, and nothing else (data format)."""
    text = "".join(text.split())
    if "*" in text:
        text = text.replace("*", "")
    if "<" in text and ">" in text:
        text = _drop_tags(text)
    return text


def normalise(text: str) -> str:
    """Return `text` without layout, in half-width and simplified characters.

    Idempotent. Characters outside the tables are left alone.
    """
    return drop_layout(text.translate(_FOLD))


def is_han(text: str) -> bool:
    """Tell whether a text is of Chinese characters alone."""
    return all("\u3400" <= char <= "\u9fff" for char in text)
