"""The catalogue of faults: one row a code, from which messages, help and the page are made.

Codes are stable: a code once published keeps its meaning. Rules: data format version 1; the
warnings about what a set lacks come from the issue on a data set of one's own.
"""

from __future__ import annotations

from czplan.faults.about_files import FILE_RULES
from czplan.faults.about_places import PLACE_RULES
from czplan.faults.about_records import RECORD_RULES
from czplan.faults.about_values import VALUE_RULES
from czplan.faults.fault import Rule
from czplan.vocabulary import Vocabulary

FAULTS: Vocabulary[Rule] = Vocabulary(
    "fault", *FILE_RULES, *VALUE_RULES, *RECORD_RULES, *PLACE_RULES
)
"""Every code, in the order of reading: files, then fields, then records."""
