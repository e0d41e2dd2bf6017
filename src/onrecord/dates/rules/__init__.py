"""The rules of the grammar, by what they find. Earlier rules win where two find the same words."""

from onrecord.dates.grammar import Rule
from onrecord.dates.rules.clock import CLOCK_RULES
from onrecord.dates.rules.explicit import EXPLICIT_RULES
from onrecord.dates.rules.lengths import LENGTH_RULES
from onrecord.dates.rules.named import NAMED_RULES
from onrecord.dates.rules.parts import PART_RULES
from onrecord.dates.rules.relative import RELATIVE_RULES

RULES: tuple[Rule, ...] = (
    *NAMED_RULES,
    *EXPLICIT_RULES,
    *PART_RULES,
    *RELATIVE_RULES,
    *CLOCK_RULES,
    *LENGTH_RULES,
)
