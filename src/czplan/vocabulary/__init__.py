"""The closed vocabularies of the project, one table each.

Every word that a data set, a verdict or a screen may use stands here once, with its
Chinese and its English name. Help texts, JSON Schema, documentation, checks and colours
are made from these tables; nothing else spells them out. Sources: data-format version 1
(themes, measures, kinds of plan ...), the method's sections 5.1 to 5.5 (statuses, families,
kinds, flags).
"""

from __future__ import annotations

from czplan.vocabulary.codelists import (
    BASES,
    BINDINGS,
    CONFIDENCES,
    COUNTS,
    COVERAGES,
    DIRECTIONS,
    FIGURE_STATUSES,
    GRADES,
    MEASURES,
    OUTCOMES,
    PLACE_LEVELS,
    PLAN_KINDS,
    READERS,
    REASONS_NOT_GOALS,
    THEMES,
    TIERS_COUNTS,
)
from czplan.vocabulary.comparisons import HARDNESS, NUMBERLESS
from czplan.vocabulary.results import (
    RESULT_COLUMNS,
    RULES,
)
from czplan.vocabulary.terms import (
    LANGUAGES,
    Family,
    Kind,
    Status,
    Term,
    Vocabulary,
)
from czplan.vocabulary.verdicts import (
    CHANGES,
    DECLARABLE,
    FAMILIES,
    FLAGS,
    KINDS,
    METHODS,
    OPEN_SDG_STATUSES,
    OPERATORS,
    STATUSES,
    SURE,
    TURNS,
    YEARLY,
)

__all__ = [
    "BASES",
    "BINDINGS",
    "CHANGES",
    "CONFIDENCES",
    "COUNTS",
    "COVERAGES",
    "DECLARABLE",
    "DIRECTIONS",
    "FAMILIES",
    "FIGURE_STATUSES",
    "FLAGS",
    "GRADES",
    "HARDNESS",
    "KINDS",
    "LANGUAGES",
    "MEASURES",
    "METHODS",
    "NUMBERLESS",
    "OPEN_SDG_STATUSES",
    "OPERATORS",
    "OUTCOMES",
    "PLACE_LEVELS",
    "PLAN_KINDS",
    "READERS",
    "REASONS_NOT_GOALS",
    "RESULT_COLUMNS",
    "RULES",
    "STATUSES",
    "SURE",
    "THEMES",
    "TIERS_COUNTS",
    "TURNS",
    "YEARLY",
    "Family",
    "Kind",
    "Status",
    "Term",
    "Vocabulary",
]
