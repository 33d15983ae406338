"""The columns of every table over many places, each list said once; light to import."""

from __future__ import annotations

SORTS = ("goal", "figure", "gap", "place")
"""What the places of a year may be sorted by."""

PLACE_COLUMNS = (
    "id", "name_zh", "name_en", "level", "parent", "code", "from", "until", "successor", "plans",
    "targets", "actuals",
)  # fmt: skip
"""A place."""

YEAR_COLUMNS = (
    "place", "place_zh", "place_en", "level", "parent", "year", "indicator", "goal_words",
    "operator", "goal_low", "goal_high", "goal", "words", "stretch", "figure_words",
    "figure_low", "figure_high", "gap_low", "gap_high", "status", "family", "parent_goal",
    "change", "change_words", "goal_source", "figure_source", "confidence", "read_by", "reason",
)  # fmt: skip
"""A place in a year; `goal` is the one number of a goal, `reason` why there is none."""

YEARS_COLUMNS = (
    "year", "indicator", "held", "with_goal", "judged", "median_goal", "median_figure", "matched",
    "mean_change", "lowered", "kept", "raised", "met", "missed", "share_met", "hard", "plain",
    "soft", "comparable",
)  # fmt: skip
"""A year; `matched` places have a number in the year before too."""

PANEL_COLUMNS = (
    "place", "place_zh", "place_en", "code", "level", "parent", "year", "indicator", "goal_words",
    "operator", "goal_low", "goal_high", "figure_words", "figure_low", "figure_high", "status",
    "family", "goal_source", "figure_source", "confidence", "code_now",
)  # fmt: skip
"""The long form of the panel, in the contract's order."""
