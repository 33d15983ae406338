"""The words round a number: what each says of it. One table a place, longest word first.

`FRONT` holds what may stand directly before a number, read from the number leftwards until a
word isn't in it; `BACK` what may stand directly after it; `SIDE` words that mark a wording from
anywhere in it. Rules: method 2.6, 3, 5.6.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple


class Cue(NamedTuple):
    """What one word before a number does.

    Attributes:
        role: bound (sets the bound), level (the number is a level, not a change), reach (达到),
            change, rate (a noun for a change: 增速), margin (高, 多 after a comparison), hold,
            rank, denial (turns its bound round), skip (says nothing of the number) or stop (is
            another word).
        bound: the bound that it sets, for bounds.
        change: +1 or -1, for change, rate and margin; for level the way it was come to (降至).
        mark: the marks that it leaves.
    """

    role: str
    bound: str = ""
    change: int = 0
    mark: str = ""


TAKING = "减少 降低 压减 压缩 缩短 削减 缩减 压降 精简 裁减 下调 裁撤 砍掉 裁掉 减掉 核减"
CLEARING = "消除 整治 出清 撤销 消化"
CLOSING = "关停 淘汰 取缔 关闭 取消 拆除 清退 化解 腾退 注销 撤并 脱贫 减贫"
"""What is closed or done away with is so many fewer of what there is."""
GIVING = "增加 提高 扩大 延长 增开 增添 增补 增配 加开 多开 添加 添置 增派 加派 增购 增招 增聘"
"""Verbs that say the same before their number (增开20条) and before its object (增开航线20条)."""


FORBIDDING = "严禁 禁止 防止 避免 杜绝 谨防 严防 力避"
DENIALS = (
    "不得 不能 不应 不会 不可 不宜 不许 不准 不允许 不再 不得再 不 未能 未曾 未再 未 没有 没能 没"
    " 并非 绝非 决非 不搞 不求 不追求 无 非"
    f" {FORBIDDING}"
)
"""What denies the words behind it: 不得超过 is at most; 未新增30家 gives no number.

`FORBIDDING` does so over a noun, too: 防止失业率高于5.5%."""
DENIED = {"over": "at-most", "at-most": "over", "under": "at-least", "at-least": "under"}
"""Bound to the one that is left where it is denied."""
TURNED = {"at-most": "at-least", "under": "over", "at-least": "at-most", "over": "under"}
"""Bound of a fall to that of what it leaves."""


def _front() -> dict[str, Cue]:
    words: dict[str, Cue] = {}

    def add(text: str, cue: Cue) -> None:
        words.update(dict.fromkeys(text.split(), cue))

    add("接近 将近 逼近 近 临近 直逼 进逼 紧逼 趋近 接近于 几近 近乎 直追", Cue("bound", "near"))
    add("靠近 濒临 几乎", Cue("bound", "near"))
    add("约 大约 大概 大致 约为 约达 约合 ~ 约莫 差不多 大体 大约为 大体为", Cue("bound", "about"))
    add("约等于 大约等于 约占 大约占 大致占", Cue("bound", "about"))
    add("近占 接近占", Cue("bound", "near"))
    add("不止 不只 何止 岂止 远超 远超过 大大超过 赶超", Cue("bound", "over"))
    add("上限 上限为 最高不超过 顶多 封顶", Cue("bound", "at-most"))
    add("下限 下限为 不下 底线为 少说", Cue("bound", "at-least"))
    add(
        "超 超过 超出 超越 突破 冲破 逾 破 过 高于 大于 多于 迈过 跨过 越过 跨越",
        Cue("bound", "over"),
    )
    add("不下于 不低过 至少 最少 起码 不亚于", Cue("bound", "at-least"))
    add("至多 最多", Cue("bound", "at-most"))
    add(
        "控制在 控制到 控制至 压控在 严控在 调控在 管控在 限制在 限定在",
        Cue("bound", "at-most", mark="cap"),
    )
    add(
        "不足 不到 低于 小于 少于 未满 不满 未达 未达到 没有达到 没达到 不及 未到"
        " 未及 不够 没到 没有到 未能达到 不达 跌破 跌穿 击穿 失守 减少于 降低于",
        Cue("bound", "under"),
    )
    add("≥ ≧ 达到或超过 大于等于 等于或大于", Cue("bound", "at-least"))
    add("≤ ≦ 小于等于 等于或小于", Cue("bound", "at-most"))
    add(">= => =>= 大于或等于 高于或等于", Cue("bound", "at-least"))
    add("<= =< 小于或等于 低于或等于", Cue("bound", "at-most"))
    add("> ＞", Cue("bound", "over"))
    add("超额完成", Cue("bound", "over", mark="beyond"))
    add("< ＜", Cue("bound", "under"))
    add("接近或达到 达到或接近 接近或超过 超过或接近", Cue("bound", "about"))
    add(DENIALS, Cue("denial"))

    add("高达 多达 达至 做到 扩至 拓展至", Cue("reach"))
    add("达到 达成 达 实现 完成 跃升至", Cue("reach"))
    add("迈上 迈进 迈入 跨入 跃上 登上 站上 跨上 踏上 站稳", Cue("reach", mark="passed"))
    add("朝着 朝 迈向 冲刺 冲击 挺进 进军 剑指 直指 直奔", Cue("reach", mark="aspirational short"))
    add("到 至", Cue("level"))
    add("提速为 加速为", Cue("level", change=1, mark="pace"))
    add("减速为", Cue("level", change=-1, mark="pace"))
    add("增至 升至 增为 升为 提高为 扩大为 涨至", Cue("level", change=1))
    add("降至 减至 降为 减为 缩小为 压缩为 缩短为 压减为 压至 缩至 跌至", Cue("level", change=-1))
    merged = ("合并", "归并", "撤并", "整合", "精简", "瘦身")
    add("压缩在 压减在 压降在 缩短在 缩小在 降低在 压在", Cue("level", change=-1))
    for verb, to in product((*"压缩减砍裁", *merged), "到至为成"):
        words[verb + to] = Cue("level", change=-1)
    add("为 是 有 在 共 共有", Cue("skip"))
    add("不仅 不但 不光 不得不 不能不", Cue("skip"))
    add("了 已 已经 将 就 要 会 仅 再 率 量 幅度 均 各 也 又 占 目标 定为 安排", Cue("skip"))
    add("预计 力争 努力 确保 争取 年均 同比 累计 合计 共计", Cue("skip"))
    add("自然增长率 人口增长率", Cue("skip"))
    add("完善提升 改造提升 优化提升 整治提升 巩固提升 更新提升 升级提升 建设提升", Cue("skip"))
    add("新增 净增 净流入", Cue("skip"))
    add("净亏损 亏损 亏", Cue("skip", mark="apart"))
    add("拉动 贡献", Cue("skip", mark="apart"))
    add("贡献率", Cue("skip", mark="part-of"))
    add(f"{CLOSING} 退出 净流出 {CLEARING}", Cue("skip", mark="removed"))
    add("全年 分别 平均 总数 总量 规模 总额", Cue("skip"))

    add(
        "下降 减排 下滑 回落 收窄 缩小 负增长 降 减 递减 萎缩"
        " 下跌 跌 净减 净减少 少了 调减 节约了 收缩"
        " 减产 减收 少收 减支 减员 后退 退后 后移 下移 下挫 下探 下行 下落 滑落 衰退 缩水 下泻 下坠"
        f" 走低 滑坡 跳水 倒退 走弱 {TAKING}",
        Cue("change", change=-1),
    )
    add("降幅 跌幅 减幅 降速", Cue("rate", change=-1))
    add(
        "增长 提升 上升 增 升 上涨 递增 攀升 上浮 涨 回升 拓宽 净增加"
        " 正增长 前移 进位 新增加 多增 增多 上调 拓展 扩增"
        " 前进 晋位 晋升 跃升 升高 调高 抬升 抬高 扩充 增产 增收 多收 增支"
        f" 增设 扩容 延后 推迟 延迟 顺延 {GIVING}",
        Cue("change", change=1),
    )
    add("加快 提速 加速", Cue("change", change=1, mark="pace"))
    add("放缓 减缓 趋缓 减速", Cue("change", change=-1, mark="pace"))
    add("增速 增幅 涨幅 升幅 增长率 增长速度 增长幅度", Cue("rate", change=1))
    add("高 多 快 大 高出 多出", Cue("margin", change=1))
    add("低 少 慢 小 低出 短", Cue("margin", change=-1))
    add("稳定在 保持在 维持在 稳在 稳定保持在 稳居在 保持 维持 稳定 稳居", Cue("hold"))
    add("第 前 TOP Top top", Cue("rank"))
    add(
        "节约 签约 履约 违约 预约 合约 公约 条约 集约 简约 制约 通过 经过 不过 度过 走过"
        " 附近 邻近 最近 目前 此前 年前 日前 提前 之前 以前 当前"
        " 南非 北非 西非 东非 中非 亚非 除非 是非 有无 从无"
        " 淹没 埋没 沉没 吞没 先前 空前 面前 眼前 前后 超前 打破 爆破 过会",
        Cue("stop"),
    )
    return words


FRONT: dict[str, Cue] = _front()
FRONT_LONGEST = max(map(len, FRONT))
FRONT_LENGTHS: dict[str, list[int]] = {
    last: sorted({len(word) for word in FRONT if word[-1] == last}, reverse=True)
    for last in {word[-1] for word in FRONT}
}
"""Last character to the lengths of the words that end in it, longest first."""

BACK: dict[str, str] = {
    "以上": "at-least", "及以上": "at-least", "之上": "at-least", "(含)以上": "at-least",
    "以下": "at-most", "及以下": "at-most", "以内": "at-most", "之内": "at-most",
    "(含)以下": "at-most", "(含)以内": "at-most", "左右": "about", "上下": "about",
    "多": "more", "余": "more", "有余": "more", "不到": "under",
    "及其以上": "at-least", "或以上": "at-least", "或以下": "at-most", "或更多": "at-least",
    "出头": "more", "开外": "over", "挂零": "more", "以外": "over", "不止": "over", "之多": "exact",
    "封顶": "at-most", "为限": "at-most", "为上限": "at-most", "为下限": "at-least",
    "打底": "at-least", "起步": "at-least", "还多": "more", "前后": "about", "光景": "about",
    "以里": "at-most", "朝上": "at-least", "往上": "at-least", "向上": "at-least",
}  # fmt: skip
"""Word after a number (and its unit) to the bound that it sets."""

BACK_UNLESS: dict[str, str] = {"上下": "游级线", "左右": "岸两翼线"}
"""The same to the characters behind it that make it part of other words: 100家上下游企业."""

BACK_LAST: dict[str, str] = {
    "内": "at-most",
    "起": "at-least",
    "许": "about",
    "弱": "near",
    "强": "over",
}
"""The same, for words that say it only where nothing but a mark follows (100家内, no 内资)."""

JOINED: dict[tuple[str, str], str] = {
    ("over", "at-least"): "at-least",  # 超过80%以上: the weaker of the two
    ("at-least", "at-least"): "at-least",
    ("at-most", "at-most"): "at-most",
    ("under", "at-most"): "at-most",
    ("over", "more"): "over",
    ("about", "more"): "about",
    ("about", "at-least"): "about",
    ("about", "at-most"): "about",
} | {
    (front, "about"): "about" for front in ("near", "about", "over", "at-least", "at-most", "under")
}
"""A bound before and one after the number: what both say. A pair that isn't here contradicts."""


def _side() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}

    def add(text: str, *marks: str) -> None:
        words.update(dict.fromkeys(text.split(), marks))

    add("力争 努力 争取 朝着 奋力 力求 冲刺 迈向 有望 可望", "aspirational")
    add("预计 预期为 估计 初步核算 初步统计", "estimate")
    add("持续 不断 连年", "sustained")
    add("逐年 每年 年年 各年 每一年", "sustained", "each-year")
    add("年均 平均每年 每年平均 年平均", "average")
    add("累计 合计 共计 总计 五年共 年内共", "cumulative")
    add("增加 招引", "additional")
    add("新增 新认定 新建 新引进 新培育 新招引 新开工 新入库", "additional", "added")
    add("新获 新改扩建 新设 多建 多引进 多培育 再建 新增加", "additional", "added")
    add("新登记 新注册 新成立 新落户 新落地 新入规 新入统 新上规 新升规", "additional", "added")
    add("新签约 新投产 新投用 新投运 新发展 新创建 新开业 新开通 新开设", "additional", "added")
    add("新开办 新上 新布局 新纳入 新列入 新添 新招 新聘 新办 新评 新挂牌", "additional", "added")
    add("新开 新孵化 新竣工 新建成 新植 新造 新种 新扩 新改 新备案 新组建", "additional", "added")
    add("增设 增建 再添 再增 再引进 再培育 再创 再造", "additional", "added")
    add("又添 喜添 多添 又建 又开 再开 又获 再获 喜获", "additional", "added")
    add("净增 净增加 净流入", "additional", "added", "net")
    add(CLOSING, "removed")
    add("基本实现 基本全覆盖 基本完成 基本建成 基本达到 基本消除", "basically")
    add(
        "基本清零 基本覆盖 基本普及 基本同步 基本归零 基本杜绝 基本清除 基本根除 基本绝迹",
        "basically",
    )
    add("带动 撬动 惠及 拉动", "attribution")
    # Words that hold one of the above and mean something else.
    add("增加值 不增加 增加到 增加至 净增到 新增加到 新增加至 净增至 新增到 新增至")
    add("年均降水 年均降雨 年平均降水 年平均降雨")
    return words


SIDE: dict[str, tuple[str, ...]] = _side()
"""Word to the marks that it leaves, wherever it stands."""

_BEFORE_YEAR = (
    "0123456789一二三四五六七八九十两几数多半今明去当全上本次历近首末后前翌来头同隔百期至"
)
_AFTER_YEAR = "均底末初产度内中轻龄报检销收货化终薪会级代"
GUARDS: dict[str, tuple[str, str]] = {
    "年年": (_BEFORE_YEAR, _AFTER_YEAR),  # 五年|年均, 2025年|年底
    "各年": ("", "龄级代"), "每年": ("", "级龄"), "逐年": ("", "级龄"), "每一年": ("", "级龄"),
    "连年": ("大", ""), "不断": ("", "流档供电线链水粮网"), "持续": ("可", ""),
    "新增": ("", "长"), "增加": ("", "值"),
    "新建": ("", "商住房"), "新设": ("", "备"), "新造": ("", "型"),
    "新上": ("", "海线"), "新改": ("", "革"), "新种": ("", "子类"), "新评": ("", "价"),
    "新开": ("", "放发拓创端局"), "再开": ("", "放发拓创启展工学复"),
    "又开": ("", "放发拓创启展始工"),
    "多开": ("", "放发拓创启展"), "添加": ("", "剂"), "再获": ("", "丰全"),
    "喜获": ("", "丰二十连"),
    "脱贫": ("", "人户县村攻地群监摘成"), "再造": ("", "林"), "再创": ("", "佳新辉造"),
    "取消": ("", "后"), "年平均": ("", "浓度气温值水平流湿"),
    "年均": ("全", "浓度气温值水平流湿"),
}  # fmt: skip
"""Word to the characters before and after it that make it part of other words."""
