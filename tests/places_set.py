"""A small set about many places: a nation, two provinces, five cities, two years."""

from __future__ import annotations

from pathlib import Path

__all__ = ["GOALS", "write_places"]

GOALS = {
    # place: words of 2024, of 2025; figure of 2025
    "nation": ("5%左右", "5%左右", "5.0%"),
    "east": ("5.5%", "5%以上", "5.4%"),
    "west": ("6%以上", "6%左右", "5.0%"),
    "alpha": ("6%", "5.5%左右，力争6%", "5.6%"),
    "beta": ("6%", "6%", "6.5%"),
    "gamma": ("5%—6%", "6.5%", None),
    "delta": (None, "高于全国平均水平", "6.0%"),
    "epsilon": ("7%", "完成省下达任务", None),
    "zeta": (None, None, None),
}
PLACES = """\
id,name_zh,name_en,level,parent,code,from,until,successor
nation,全国,China,nation,,100000,,,
east,东省,East,province,nation,320000,,,
west,西省,West,province,nation,610000,,,
alpha,甲城市,Alpha,city,east,320100,,,
beta,乙城市,Beta,city,east,320200,,,
gamma,丙城市,Gamma,city,west,610100,,,
delta,丁城市,Delta,city,west,610200,,,
epsilon,戊城市,Epsilon,city,west,610300,,,
zeta,己城市,Zeta,city,east,320300,,,
gone,庚城市,Gone,city,east,320400,,2020,alpha
"""


def write_places(folder: Path) -> Path:
    """Write the set; returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    sources, plans, targets, actuals = ["id,title_zh,publisher,grade,published"], [
        "id,name_zh,kind,end,source,place,coverage"], [
        "plan,slug,indicator,kind,name_zh,stated,reference,text,line"], [
        "indicator,period,stated,source,place"]  # fmt: skip
    for place, (earlier, later, figure) in GOALS.items():
        for year, words in ((2024, earlier), (2025, later)):
            if words is None and place in ("delta", "zeta") and year == 2024:
                continue  # no report of that year is held
            id = f"{place}-{year}"
            sources.append(f"{id},{year}年报告,某府,official,{year}-01-10")
            coverage = "part" if place == "zeta" else "whole"
            plans.append(f"{id},{year}年报告,annual-report,{year},{id},{place},{coverage}")
            if words is None:
                continue
            if words.startswith("完成"):
                targets.append(f"{id},growth,growth,milestone,增速,,,{words},3")
                continue
            first, _, second = words.partition("，力争")
            reference = "growth@nation" if "全国" in words else ""
            targets.append(f"{id},growth,,,,{first},{reference},增长{words},3")
            if second:
                targets.append(f"{id},growth-stretch,growth,,,{second},,增长{words},3")
        if figure:
            sources.append(f"{place}-2026,2026年报告,某府,official,2026-01-10")
            actuals.append(f"growth,2025,{figure},{place}-2026,{place}")
    actuals.append("growth,2024,5.0%,alpha-2025,alpha")
    files = {"sources": sources, "plans": plans, "targets": targets, "actuals": actuals}
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    (folder / "indicators.yaml").write_text(
        "growth: {name: {zh: 增速, en: Growth}, unit: '%', measure: growth, direction: up,\n"
        "  basis: real}\n",
        encoding="utf-8",
    )
    return folder
