"""Made sets of any content, written as YAML and as CSV."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

MEASURED = {
    "firms": ("家", "stock", "up"),
    "output": ("元", "flow", "up"),
    "growth": ("%", "growth", "up"),
    "prices": ("%", "growth", "down"),
    "cover": ("%", "share", "up"),
    "poor": ("%", "share", "down"),
    "added": ("个", "additions", "up"),
    "place": ("位", "rank", "down"),
    "air": ("点", "index", "up"),
}
BEFORE = (
    ". 达到 突破 近 约 超 不低于 增长 下降 提高 减少 涨幅 控制在 翻 新增 前 第 每年新增 稳定在"
    " 比上年多 高于全国 年底前达到 累计"
)
NUMBERS = (
    "0 1 2 3 5 7 8 10 12 20 30 45.5 50 95 99.5 100 120 450 1000 三 十二 三分之一 1/3 [18] 5—8 -3"
    " 2.0"
)
AFTER = ". % 家 元 亿元 万个 个 位 点 成 番 倍 个百分点 （亿元） P 季度 月 年 ‰"
HEDGES = ". 以上 以内 左右 多 出头 以下"
PARTS = [
    st.sampled_from([word.replace(".", "") if word == "." else word for word in words.split()])
    for words in (BEFORE, NUMBERS, AFTER, HEDGES)
]
TIMES = (
    "较2020年 较2024年 比上年 同比 环比 年均 五年累计 三年 “十四五”期间 上半年 1—9月 全年 较基期"
    " 上年 去年 2024年末 前年 24年末 二〇二四年末 9月末 前三季度 “十三五”末"
    " 2023—2024年 2023年以来 年初 每年 到2025年每年 连续五年年均 月均 累计 到建党100周年"
)
PLAIN = ["翻一番", "全覆盖", "清零", "零增长", "持续提高", "与经济增长同步", "不高于全国平均水平"]
ODD = (
    "0123456789.,%‰-—~至到和〇零一三十百千万亿半两成倍番多余年月季度前第位个家元吨P/：:()（）[]〔〕【】“”\"'<>"
    "=≥≤≈±+*#&!?\\|{}@`lOe以上内左右增长下降提高减少不超过\t\r\n\x01\x7f\x85\xa0\u200b\u2028\u3000\ufeff"
)
HOSTILE = (
    st.text(ODD, min_size=1, max_size=12)
    .map(str.strip)
    .filter(
        lambda text: text != "" and text[0] != "'"  # a cell's guard, which YAML doesn't know
    )
)
SHORT = (
    st.text(ODD, min_size=1, max_size=5)
    .map(str.strip)
    .filter(lambda text: text != "" and text[0] != "'")
)
WORDS = st.builds("".join, st.tuples(*PARTS)) | st.sampled_from(PLAIN) | HOSTILE
WORDS |= st.builds(
    "{}{}{}".format,
    st.sampled_from(TIMES.split()),
    st.sampled_from(["增长", "新增", "完成", "达到", "增速保持在", "稳定在", ""]),
    st.sampled_from(["5%", "30%", "20家", "100亿元", "5%以上", "2个百分点"]),
)
with (Path(__file__).parent / "wording_kinds.csv").open(encoding="utf-8", newline="") as file:
    WORDS |= st.sampled_from([row["words"] for row in csv.DictReader(file)])  # most are of reports
COMMON = {
    "due": st.sampled_from(["2024", "2025", "none"]),
    "start": st.just("2023"),
    "cut": st.booleans(),
    "scope": st.sampled_from(["city", "district:新区"]),
    "confidence": st.sampled_from(["high", "low"]),
    "note": SHORT,
}
SOURCE = st.sampled_from(["s", "s2", "nowhere"])
LINE = st.sampled_from(["1", "7", "0", "x"])
ALSO = st.fixed_dictionaries(
    {"source": SOURCE, "text": WORDS},
    optional={"stated": WORDS, "line": LINE, "page": SHORT, "section": SHORT},
)
EXTRACTED = st.fixed_dictionaries(
    {"by": SHORT, "confidence": st.sampled_from(["0.95", "0.7", "0", "1.5", "high"])},
    optional={"reviewed": st.sampled_from(["2026-01-31", "2026-02-30"])},
)
WARNINGS = ["stated-not-in-text", "long-text", "figure-before-plan", "place-unsaid", "bad-id"]


def one_more(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """One of the fields, or none: more faults in one record hide each other."""
    every = [st.fixed_dictionaries({name: value}) for name, value in fields.items()]
    return st.one_of(st.just({}), *every)


NOTED = {
    "note_zh": SHORT,
    "note_en": SHORT,
    "accepted": st.lists(st.sampled_from(WARNINGS), min_size=1, max_size=2),
}
PROVED = NOTED | {
    "source": SOURCE,
    "line": LINE,
    "page": SHORT,
    "section": SHORT,
    "also": st.lists(ALSO, min_size=1, max_size=2),
    "reading": st.sampled_from(["also", "other"]),
    "extracted": EXTRACTED,
}
MORE_OF_GOALS = one_more(
    **PROVED,
    plan=st.just("q"),
    theme=st.sampled_from(["economy", "own", "nowhere"]),
    binding=st.sampled_from(["binding", "expected", "Binding"]),
    tiers_count=st.sampled_from(["nested", "disjoint"]),
    counts=st.sampled_from(["nested", "disjoint", "unknown"]),
    supersedes=st.sampled_from(["p/g0", "p/g1", "q/g2", "nowhere"]),
    verifiable=st.sampled_from(["true", "false"]),
    baseline_source=SOURCE,
    name_en=SHORT,
    reference=st.sampled_from(["growth@n", "growth@d", "growth@nowhere"]),
)
MORE_OF_FIGURES = one_more(
    **PROVED,
    note=SHORT,
    basis=st.sampled_from(["nominal", "real"]),
    restated=st.sampled_from(["true", "false"]),
    place=st.sampled_from(["c", "d", "n", "nowhere"]),
    of=st.sampled_from(["2024", "1999", "x"]),
    confidence=st.sampled_from(["high", "low"]),
)
YEARS = st.sampled_from(["2010", "2024", "2030"])
SPAN = {"from": YEARS, "until": YEARS}
AROUND: dict[str, dict[str, dict[str, Any]]] = {
    "sources": {
        id: {"title_zh": "公报", "publisher": "局", "published": "2026-03", "grade": "official"}
        for id in ("s", "s2")
    },
    "plans": {
        id: {"name_zh": "规划", "kind": "five-year-plan", "start": "2024", "end": "2025"}
        | {"source": "s", "place": place}
        for id, place in (("p", "c"), ("q", "d"))
    },
    "indicators": {
        id: {"name_zh": id, "unit": unit, "measure": measure, "direction": way}
        for id, (unit, measure, way) in MEASURED.items()
    },
    "places": {
        "n": {"name_zh": "国", "level": "nation"},
        "j": {"name_zh": "省", "level": "province", "parent": "n"},
        "c": {"name_zh": "甲市", "level": "city", "parent": "j"},
        "d": {"name_zh": "乙市", "level": "city", "parent": "j"},
    },
}
"""What goals and figures refer to, by table and id."""
MORE_AROUND = {
    "sources": one_more(
        **NOTED,
        note=SHORT,
        title_en=SHORT,
        published=st.sampled_from(["2026", "2026-02-30"]),
        grade=st.sampled_from(["copy", "media", "own"]),
        sha256=st.sampled_from(["0" * 64, "0"]),
        file=SHORT,
        url=st.sampled_from(["https://a.cn/b", "a"]),
        via_title=SHORT,
        via_publisher=SHORT,
    ),
    "plans": one_more(
        **NOTED,
        note=SHORT,
        kind=st.sampled_from(["annual-report", "programme", "plan"]),
        start=YEARS,
        end=YEARS,
        coverage=st.sampled_from(["whole", "part", "all"]),
        place=st.sampled_from(["j", "n", "nowhere"]),
        source=SOURCE,
        name_en=SHORT,
    ),
    "indicators": one_more(
        **NOTED,
        note=SHORT,
        theme=st.sampled_from(["economy", "nowhere"]),
        basis=st.sampled_from(["nominal", "real", "own"]),
        stock=st.sampled_from(["firms", "nowhere"]),
        deflator=st.sampled_from(["prices", "nowhere"]),
        aliases=st.lists(SHORT.filter(lambda text: "|" not in text), min_size=1, max_size=2),
        unit=st.sampled_from(["万元", "元", "%"]),
    ),
    "places": one_more(
        **NOTED,
        note=SHORT,
        **SPAN,
        name_en=SHORT,
        level=st.sampled_from(["county", "town"]),
        parent=st.sampled_from(["c", "nowhere"])
        | st.lists(
            st.fixed_dictionaries({"id": st.sampled_from(["j", "n", "nowhere"])}, optional=SPAN),
            min_size=1,
            max_size=2,
        ),
        code=st.sampled_from(["320400", "32"]),
        names=st.lists(st.fixed_dictionaries({"zh": SHORT}, optional=SPAN), min_size=1, max_size=2),
        codes=st.lists(
            st.fixed_dictionaries({"code": st.sampled_from(["320401", "x"])}, optional=SPAN),
            min_size=1,
            max_size=2,
        ),
        successor=st.sampled_from(["d", "c", "nowhere"]),
    ),
}
Around = dict[str, dict[str, dict[str, Any]]]
AROUND_SETS = st.fixed_dictionaries(
    {
        name: st.dictionaries(st.sampled_from(list(AROUND[name])), more, max_size=2).map(
            lambda changed, name=name: {
                id: row | changed.get(id, {}) for id, row in AROUND[name].items()
            }
        )
        for name, more in MORE_AROUND.items()
    }
)
STATED = st.fixed_dictionaries(
    {"indicator": st.sampled_from([*MEASURED, ""]), "stated": WORDS},
    optional=COMMON
    | {
        "direction": st.sampled_from(["up", "down", "keep"]),
        "kind": st.sampled_from(["each-year", "average-growth"]),
        "reference": st.sampled_from(["growth", "output", "nowhere"]),
        "baseline_period": st.sampled_from(["2020", "2023"]),
        "baseline_stated": WORDS,
        "quality": st.sampled_from(["cover", "nowhere"]),
        "milestones": st.dictionaries(st.sampled_from(["2023", "2024"]), WORDS, min_size=1),
    },
)
TASK = st.fixed_dictionaries({"kind": st.just("milestone"), "name_zh": HOSTILE}, optional=COMMON)
TIER = WORDS | st.fixed_dictionaries({"stated": WORDS}, optional={"text": WORDS, "line": LINE})
TIERS = st.dictionaries(st.sampled_from(["firms", "added", "nowhere"]), TIER, min_size=1)
LADDER = st.fixed_dictionaries({"tiers": TIERS, "name_zh": st.just("梯队")}, optional=COMMON)
GOAL = st.builds(dict.__or__, STATED | STATED | TASK | LADDER, MORE_OF_GOALS)
OWNERS = st.sampled_from([*MEASURED, *MEASURED, "p/g0", "p/g1", "q/g2"])
SAID = [
    st.fixed_dictionaries({"stated": WORDS}),
    st.fixed_dictionaries({"value": st.sampled_from(["12.5", "0", "-3", "1e9", "多"])}),
    st.fixed_dictionaries({"outcome": st.sampled_from(["done", "under-way", "Done"])}),
]
FIGURE = st.builds(
    lambda where, what, more: where | what | more,
    st.fixed_dictionaries(
        {
            "indicator": OWNERS,
            "period": st.sampled_from(["2023", "2024", "2025", "2025-09", "2021..2025"]),
        },
        optional={
            "status": st.sampled_from(["final", "preliminary"]),
            "cut": st.booleans(),
            "proxy": st.sampled_from(["true", "false"]),
            "scope": st.sampled_from(["city", "district:新区"]),
        },
    ),
    st.one_of(*SAID),
    MORE_OF_FIGURES,
)


def quoted(record: dict[str, Any]) -> str:
    """The text beside the words: they stand in it whole, or cut one of its numbers."""
    words = record.get("stated") or record.get("name_zh") or "5家"
    return str(words) + ("0" if record.get("cut") else "。")


def goals_of(goals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for number, goal in enumerate(goals):
        row = {"plan": "p", "slug": f"g{number}", "text": quoted(goal), "line": "1"} | goal
        row.pop("cut", None)
        if row.keys() & {"note_zh", "note_en"}:
            row.pop("note", None)
        if not row.get("indicator", "x"):
            del row["indicator"]
            row["name_zh"] = f"目标{number}"
        rows.append(row)
    return rows


def figures_of(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for number, figure in enumerate(figures):
        row = {"source": "s", "text": quoted(figure)} | figure | {"key": str(number)}
        row.pop("cut", None)
        rows.append(row)
    return rows


PARTED = {"name", "title", "via", "baseline", "note"}
"""Fields whose parts are columns of their own."""


def flow(row: dict[str, Any], *without: str) -> str:
    cells: dict[str, Any] = {}
    for name, cell in row.items():
        field, _, part = name.partition("_")
        if field in PARTED and part:
            cells.setdefault(field, {})[part] = cell
        elif name not in {*without, "key"}:
            cells[name] = cell
    return json.dumps(cells)  # escaped: what it writes is what is read


Rows = list[dict[str, Any]]
Places = dict[tuple[str, int], str]


def as_yaml(folder: Path, goals: Rows, figures: Rows, around: Around = AROUND) -> Places:
    """Write the set as YAML; return which record begins on which line."""
    folder.mkdir()
    at: Places = {}
    for table, records in around.items():
        at |= {(f"{table}.yaml", line): id for line, id in enumerate(records, 1)}
        text = "".join(f"{id}: {flow(row)}\n" for id, row in records.items())
        (folder / f"{table}.yaml").write_text(text, "utf-8")
    lines = []
    for plan in dict.fromkeys(row["plan"] for row in goals):
        lines.append(f"{plan}:")
        for row in goals:
            if row["plan"] == plan:
                lines.append(f"  {row['slug']}: {flow(row, 'plan', 'slug')}")
                at["targets.yaml", len(lines)] = row["slug"]
    (folder / "targets.yaml").write_text("\n".join(lines) + "\n" if goals else "{}\n", "utf-8")
    lines = []
    for indicator in dict.fromkeys(row["indicator"] for row in figures):
        lines.append(f"{indicator}:")
        own = [row for row in figures if row["indicator"] == indicator]
        for period in dict.fromkeys(row["period"] for row in own):
            lines.append(f"  {period}:")
            for row in own:
                if row["period"] == period:
                    lines.append(f"    - {flow(row, 'indicator', 'period')}")
                    at["actuals.yaml", len(lines)] = row["key"]
    (folder / "actuals.yaml").write_text("\n".join(lines) + "\n" if figures else "{}\n", "utf-8")
    return at


def lines(text: StringIO) -> int:
    return len(StringIO(text.getvalue(), newline="").readlines())


def written(name: str, cell: Any) -> str:
    """A cell as CSV has it: lists of words joined, other parts in one line."""
    if isinstance(cell, list) and name in {"accepted", "aliases"}:
        return "|".join(cell)
    return cell if isinstance(cell, str) else json.dumps(cell)


def as_csv(folder: Path, goals: Rows, figures: Rows, around: Around = AROUND) -> Places:
    """Write the set as CSV; return which record stands on which lines."""
    folder.mkdir()
    at: Places = {}
    tables = {
        table: ("id", [{"id": id} | row for id, row in records.items()])
        for table, records in around.items()
    }
    tables |= {"targets": ("slug", goals), "actuals": ("key", figures)}
    least = {"targets": ("plan", "slug", "stated"), "actuals": ("indicator", "period", "stated")}
    for table, (key, rows) in tables.items():
        names = dict.fromkeys([*least.get(table, ()), *(name for row in rows for name in row)])
        names.pop("key", None)
        text = StringIO(newline="")
        writer = csv.DictWriter(text, list(names))
        writer.writeheader()
        for row in rows:
            first = lines(text) + 1
            writer.writerow({name: written(name, row[name]) for name in names if name in row})
            at |= {(f"{table}.csv", line): row[key] for line in range(first, lines(text) + 1)}
        (folder / f"{table}.csv").write_text(text.getvalue(), "utf-8", newline="")
    return at
