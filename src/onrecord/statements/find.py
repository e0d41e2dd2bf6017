"""All candidates of an article."""

from onrecord.language.parse import Parse
from onrecord.statements.candidate import Candidate
from onrecord.statements.labels import LabelFinder
from onrecord.statements.lexicon import lexicon
from onrecord.statements.others import NounFinder, PhraseFinder
from onrecord.statements.quotes import Quotations
from onrecord.statements.verbs import VerbFinder


def find_candidates(parse: Parse, quotations: Quotations) -> list[Candidate]:
    """What may be a statement, by the place of its cue."""
    words = lexicon()
    found = [
        *VerbFinder(parse, quotations, words).candidates(),
        *NounFinder(parse, quotations, words).candidates(),
        *PhraseFinder(parse, quotations, words).candidates(),
        *LabelFinder(parse, quotations).candidates(),
    ]
    return sorted(found, key=lambda candidate: candidate.cue[0])
