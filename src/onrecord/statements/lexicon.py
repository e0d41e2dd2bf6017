"""The words that attribute, by what they do."""

from functools import cache

from onrecord import knowledge

_AREA = "statements"


class Lexicon:
    """The cue words; immutable once loaded."""

    def __init__(self) -> None:
        table = knowledge.toml(_AREA, "cues.toml")
        self._classes: dict[str, str] = {}
        for name, words in table["verbs"].items():
            for word in words.split():
                self._classes.setdefault(word, name)
        self._raising = frozenset(table["raising"]["words"].split())
        self._nouns = frozenset(table["nouns"]["words"].split())
        self._hearsay = frozenset(table["hearsay"]["words"].split())
        self._light_verbs = frozenset(table["light"]["verbs"].split())
        self._light_nouns = self._nouns | frozenset(table["light"]["nouns"].split())
        self._prepositions = frozenset(table["prepositions"]["any"].split())
        self._joined = frozenset(table["prepositions"]["joined"])
        self._hearers = frozenset(table["hearers"]["words"].split())

    def verb_class(self, lemma: str) -> str | None:
        """The class of a verb such as "say" or "call for"; ``None`` if it is in none."""
        return self._classes.get(lemma.split(" ")[0])

    def speaks(self, lemma: str) -> bool:
        """Whether a verb can stand beside a quotation."""
        return lemma in self._classes

    def is_raising(self, lemma: str) -> bool:
        """Whether a verb only colours the verb that follows it."""
        return lemma in self._raising

    def speaking_noun(self, lemma: str) -> bool:
        """Whether a noun can carry a content: "claim that"."""
        return lemma in self._nouns

    def is_light(self, lemma: str) -> bool:
        """Whether a verb leaves the speaking to its object: "issue a warning"."""
        return lemma in self._light_verbs

    def light_noun(self, lemma: str) -> bool:
        """Whether a noun speaks as the object of a light verb."""
        return lemma in self._light_nouns

    def joins(self, lemma: str, preposition: str) -> bool:
        """Whether ``preposition`` can bring in what the verb is about, not when or where."""
        return preposition in self._prepositions or f"{lemma} {preposition}" in self._joined

    def takes_hearer(self, lemma: str) -> bool:
        """Whether the object of a verb is whoever listens: "told reporters"."""
        return lemma in self._hearers

    def is_hearsay(self, word: str) -> bool:
        """Whether an adverb or adjective marks a report as somebody else's."""
        return word in self._hearsay


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    return Lexicon()
