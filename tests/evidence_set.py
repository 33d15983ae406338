"""A small data set about an invented city, with the documents that it quotes."""

from __future__ import annotations

import hashlib
from pathlib import Path

PLAN = """# 甲市规划

到2025年,**地区生产总值**达到1200亿
元,进出口总额翻一番。
培育“小巨人”企业30家,形成2家千亿级、20家百亿级的企业矩阵。
城乡收入比缩小至1.8:1,PM<sub>2.5</sub>浓度30微克以内。
争创国家卫生城市。
"""
REPORT = """城市是現(xiàn)代化建設(shè)的重要載體。
2022年,地區(qū)生產(chǎn)總值達950億元,全省第一。
力爭2023年建設(shè)園區(qū)三十個、工廠(chǎng)60家以上。
"""
SOURCES = """plan:
  title: {{zh: 甲市规划, en: Plan of the city}}
  publisher: 甲市人民政府
  published: 2021-01
  grade: official
  sha256: {plan}
  file: plan.txt
report:
  title: {{zh: 甲市報告, en: Report of the city}}
  publisher: 甲日报
  published: 2023-01-10
  grade: media
  sha256: {report}
  file: report.txt
unseen:
  title: {{zh: 未存的文件, en: A text not held}}
  publisher: 甲统计局
  grade: copy
"""
PLANS = """plan21:
  name: {zh: 甲市规划, en: Plan of the city}
  kind: five-year-plan
  start: 2021
  end: 2025
  source: plan
report23:
  name: {zh: 甲市報告, en: Report of the city}
  kind: annual-report
  start: 2023
  end: 2023
  source: report
"""
INDICATORS = """gdp:
  name: {zh: 地区生产总值, en: GDP}
  theme: economy
  unit: 元
  measure: flow
  direction: up
small-giants:
  name: {zh: 小巨人企业, en: Small giants}
  theme: enterprise
  unit: 家
  measure: stock
  direction: up
firms-100bn:
  name: {zh: 千亿级企业, en: Firms of the 100-billion-yuan class}
  theme: enterprise
  unit: 家
  measure: stock
  direction: up
firms-10bn:
  name: {zh: 百亿级企业, en: Firms of the 10-billion-yuan class}
  theme: enterprise
  unit: 家
  measure: stock
  direction: up
income-ratio:
  name: {zh: 城乡收入比, en: Urban to rural income}
  theme: livelihood
  unit: ":1"
  measure: ratio
  direction: down
pm25:
  name: {zh: PM2.5浓度, en: PM2.5}
  theme: environment
  unit: 微克
  measure: index
  direction: down
parks:
  name: {zh: 园区, en: Parks}
  theme: environment
  unit: 个
  measure: stock
  direction: up
plants:
  name: {zh: 工厂, en: Plants}
  theme: environment
  unit: 家
  measure: stock
  direction: up
"""
TARGETS = """plan21:
  gdp:
    stated: 达到1200亿元
    text: 地区生产总值达到1200亿元
    line: 3
  small-giants:
    stated: 30家
    text: “小巨人”企业30家
    line: 5
  ladder:
    name: {zh: 企业矩阵, en: The ladder}
    theme: enterprise
    tiers: {firms-100bn: 2家, firms-10bn: 20家}
    text: 形成2家千亿级、20家百亿级的企业矩阵
    line: 5
  income-ratio:
    stated: 缩小至1.8:1
    text: 城乡收入比缩小至1.8:1
    line: 6
  pm25:
    stated: 30微克以内
    text: PM2.5浓度30微克以内
    line: 6
  sanitary-city:
    kind: milestone
    name: {zh: 国家卫生城市, en: National sanitary city}
    theme: governance
    text: 争创国家卫生城市
    line: 7
report23:
  parks:
    stated: 三十個
    text: 力爭2023年建設(shè)園區(qū)三十個
    line: 3
  plants:
    stated: 60家以上
    text: 工廠(chǎng)60家以上
    line: 3
"""
ACTUALS = """gdp:
  2020: {stated: 900亿元, source: unseen}
  2022: {stated: 達950億元, source: report, text: 地區(qū)生產(chǎn)總值達950億元, line: 2}
  2023: {stated: 预计1000亿元左右, source: unseen, status: estimate}
firms-10bn:
  2022: {stated: 12家, source: unseen}
firms-100bn:
  2022: {stated: 1家, source: unseen}
"""


def sha256(text: str) -> str:
    """Return the hash of a text's bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def evidence_set(folder: Path, **changed: str) -> Path:
    """Write the set to `folder`, its texts to `folder/texts`, and return the folder.

    `changed` replaces a whole file by its stem: `targets=...`; an empty one isn't written.
    """
    files = {
        "sources": SOURCES.format(plan=sha256(PLAN), report=sha256(REPORT)),
        "plans": PLANS,
        "indicators": INDICATORS,
        "targets": TARGETS,
        "actuals": ACTUALS,
    } | changed
    (folder / "texts").mkdir(parents=True)
    for stem, text in files.items():
        if text:
            (folder / f"{stem.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    (folder / "texts" / "any-name.md").write_text(PLAN, encoding="utf-8")
    (folder / "texts" / "report.txt").write_text(REPORT, encoding="utf-8")
    return folder
