"""Words that tell of events and things, from ``knowledge/corpus/events.toml``."""

from functools import cache
from typing import Any

from onrecord import knowledge
from onrecord.corpus.story import stem


def lemma_of(word: str) -> str:
    """The stem of a word that tells an event, the same for its forms and its noun."""
    return _forms().get(word) or stem(word)


@cache
def generic() -> frozenset[str]:
    """Words that tell of an event, but not of which one."""
    return words_of("generic")


@cache
def results() -> frozenset[str]:
    """Words that tell what came of a deed: killed, wounded."""
    return words_of("results")


@cache
def deaths() -> frozenset[str]:
    """Words that tell that somebody was killed."""
    return words_of("deaths")


@cache
def objects() -> frozenset[str]:
    """Heads of things that cannot be one another."""
    return frozenset(thing(stem(word)) for word in str(settings()["words"]["objects"]).split())


@cache
def outcomes() -> frozenset[str]:
    """Forms of those words that tell it of somebody: "were killed"."""
    return frozenset(str(settings()["words"]["outcomes"]).split())


def words_of(name: str) -> frozenset[str]:
    """The stems of a list of words."""
    return frozenset(map(lemma_of, str(settings()["words"][name]).split()))


@cache
def anybody() -> frozenset[str]:
    """What people are called where a number counts anybody."""
    return frozenset(map(stem, str(settings()["numbers"]["anybody"]).split()))


@cache
def circumstances() -> tuple[str, ...]:
    """Phrases that tell how or why something was done."""
    return tuple(str(settings()["words"]["circumstances"]).strip().splitlines())


@cache
def disowning() -> tuple[str, ...]:
    """Phrases by which somebody says that a deed was not theirs."""
    return tuple(str(settings()["words"]["disowning"]).strip().splitlines())


@cache
def known() -> frozenset[str]:
    """Words before a noun that take up what is known."""
    return _plain("known")


@cache
def new() -> frozenset[str]:
    """Words before a noun that bring in something new."""
    return _plain("new")


@cache
def past() -> frozenset[str]:
    """Words before a noun by which something past is recalled."""
    return _plain("past")


@cache
def recalling() -> frozenset[str]:
    """Words before a verb of saying by which it is told that it was said before."""
    return _plain("recalling")


@cache
def ended() -> frozenset[str]:
    """Words before "denying" by which it is over."""
    return _plain("ended")


def _plain(name: str) -> frozenset[str]:
    return frozenset(str(settings()["words"][name]).split())


@cache
def rejecting() -> frozenset[str]:
    """Words that say no to a thing and not to a claim."""
    return words_of("rejecting")


def same_kind(one: str, other: str) -> bool:
    """Whether two stems tell of one kind of deed."""
    return one == other or bool(families(one) & families(other))


@cache
def families(lemma: str) -> frozenset[int]:
    """The families of words that ``lemma`` belongs to."""
    return frozenset(n for n, words in enumerate(_lines()) if lemma in words)


@cache
def _lines() -> tuple[frozenset[str], ...]:
    lines = knowledge.toml("events", "families.toml")["families"].strip().splitlines()
    return tuple(frozenset(map(lemma_of, line.split())) for line in lines)


@cache
def settings() -> dict[str, dict[str, Any]]:
    """The tables of ``corpus/events.toml``."""
    return knowledge.toml("corpus", "events.toml")


@cache
def _forms() -> dict[str, str]:
    """Irregular forms of words that tell events, by form."""
    lines = str(settings()["words"]["forms"]).strip().splitlines()
    return {form: line.split()[0] for line in lines for form in line.split()}


def thing(word: str) -> str:
    """The first word of the family of things that ``word`` belongs to, else itself."""
    return _things().get(word, word)


@cache
def _things() -> dict[str, str]:
    lines = str(settings()["words"]["things"]).strip().splitlines()
    return {stem(word): stem(line.split()[0]) for line in lines for word in line.split()}


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """The words of one list of a section of the settings."""
    return frozenset(str(settings()[section][name]).split())


@cache
def phrases(section: str, name: str) -> tuple[str, ...]:
    """The phrases of one list of a section of the settings, a line each."""
    return tuple(str(settings()[section][name]).strip().splitlines())
