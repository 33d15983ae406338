"""Columns of a verdict row, and the rules that it cites (method 4, 5.5)."""

from __future__ import annotations

from czplan.vocabulary.terms import Term, Vocabulary

RESULT_COLUMNS = (
    "id", "plan", "indicator", "name_zh", "name_en", "theme", "scope", "kind", "binding",
    "stated", "due", "year", "unit", "operator", "target_low", "target_high", "baseline_low",
    "baseline_high", "baseline_period", "actual_stated", "actual_period", "actual_low",
    "actual_high", "actual_sure", "actual_status", "attainment_low", "attainment_high",
    "progress_low", "progress_high", "expected", "schedule_ratio_low", "schedule_ratio_high",
    "gap_low", "gap_high", "cagr_ratio", "required_rate", "status", "family", "rule", "flags",
    "reason_zh", "reason_en", "target_source", "actual_source", "grade", "confidence",
    "promise", "place", "read_by",
)  # fmt: skip
"""Columns of one verdict row, in the contract's order (method 5.5)."""

RULES: Vocabulary[Term] = Vocabulary(
    "rule",
    Term(
        "4.1",
        "水平目标",
        "Level by year",
        "线性时序为官方惯例；0.95与0.60：加拿大统计局、欧盟统计局",
        "linear schedule: Chinese official practice; 0.95 and 0.60: Statistics Canada, Eurostat",
    ),
    Term(
        "4.2",
        "年度增速",
        "Annual growth",
        "“以上”含本数：民法典第1259条；“左右”容差0.3个百分点：2014年财政部长解读",
        "以上 includes the number: Civil Code art. 1259; 左右: 0.3 points, finance minister, 2014",
    ),
    Term(
        "4.3",
        "累计新增",
        "Cumulative additions",
        "按月线性；已知年份之和是确定的下限",
        "linear in months; the sum of the known years is a certain lower bound",
    ),
    Term(
        "4.4",
        "占比与覆盖",
        "Shares and coverage",
        "从基期算起的进度为准；距0或100一个百分点以内：联合国、巴斯克统计局",
        "progress from the baseline decides; within one point of 0 or 100: UN, Eustat",
    ),
    Term(
        "4.5",
        "保持在某值左右",
        "Keep around a value",
        "按末位数字的两级区间，本方法的约定",
        "two zones by the last digit written: a convention of this method",
    ),
    Term(
        "4.6",
        "比率与下降",
        "Ratios and reductions",
        "累计下降按几何法：国家统计局节能目标算法",
        "falls over a period compound: the statistics bureau's energy method",
    ),
    Term(
        "4.7",
        "同步",
        "Parity",
        "“基本同步”容差0.3个百分点：国家统计局2016至2023年的用法",
        "基本同步 tolerates 0.3 points: the statistics bureau's usage, 2016 to 2023",
    ),
    Term(
        "4.8",
        "位次",
        "Rank",
        "位次不可平滑，到期须在名次以内",
        "places are ordinal; the place itself must be reached",
    ),
    Term(
        "4.9",
        "梯队",
        "Ladder",
        "多个目标以最差者为准：德国联邦统计局",
        "of several goals the worst rules: Destatis",
    ),
    Term(
        "4.10",
        "只有方向",
        "Direction only",
        "均值与末次变化的两两矩阵：德国联邦统计局",
        "two-by-two matrix of mean and last change: Destatis",
    ),
    Term(
        "4.11",
        "任务",
        "Tasks",
        "看结果不看意图：PolitiFact、比较承诺研究",
        "outcomes, not intentions: PolitiFact, comparative pledge research",
    ),
    Term(
        "4.12",
        "年均增速",
        "Average growth",
        "对数进度，到期看累计指数",
        "logarithmic progress; the index of all years decides",
    ),
    Term(
        "4.13",
        "逐年保持",
        "Hold every year",
        "每年一个结论，断一年不可补：德国联邦统计局",
        "each year its own verdict; a broken year stays broken: Destatis",
    ),
)
"""Rules of the method by section, with the authority each follows (result column `rule`)."""
