"""Forms of words that are compared across sentences."""

from functools import cache

from onrecord.corpus.events.lexicon import lemma_of, settings
from onrecord.corpus.events.recalls import listed


@cache
def base(word: str) -> str:
    """A word without its ending, the same for the forms of a verb: "stopped", "stop"."""
    low = word.lower()
    found = _irregular().get(low) or lemma_of(low)
    doubled = found[-1:] == found[-2:-1] and found[-1:] not in "aeiouls"
    if doubled and found != low and len(found) > 3:
        found = found[:-1]
    return found.removesuffix("e") if len(found) > 2 else found


def is_time(word: str) -> bool:
    """Whether it is a word of times: they stand in every report."""
    return word.lower() in listed("times") and word not in ("march", "may")


def has_condition(text: str) -> bool:
    """Whether what is told hangs on something ("if", "unless")."""
    return not listed("conditions").isdisjoint(text.lower().split())


@cache
def _irregular() -> dict[str, str]:
    lines = str(settings()["echoes"]["irregular"]).strip().splitlines()
    return {form: line.split()[0] for line in lines for form in line.split()}
