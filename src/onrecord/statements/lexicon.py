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
        self._other = frozenset(table["other"]["words"].split())
        self._talk = frozenset(table["talk"]["words"].split())
        self._asking = frozenset(table["asking"]["words"].split())
        self._mute = self._nouns | frozenset(table["mute"]["words"].split())
        self._settling = frozenset(table["settling"]["words"].split())
        self._negative = frozenset(table["negative"]["words"].split())
        self.blows = frozenset(table["blows"]["words"].split())
        """Verbs for blows, which words can deal as well: "attack"."""
        self.labels = frozenset(table["labels"]["words"].split())
        """Words of labels that an outlet puts before what it says itself: "Correction"."""
        self.nobody = frozenset(table["nobody"]["words"].split())
        """Words with which a source begins that is nobody: "no group"."""

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

    def attributes(self, lemma: str) -> bool:
        """Whether a word of a cue can make it one: it speaks, thinks, feels or stands for that."""
        return lemma in self._classes or lemma in self._light_nouns or lemma in self._other

    def is_talk(self, lemma: str) -> bool:
        """Whether a noun means what people say at large: "rumours", "criticism"."""
        return lemma in self._talk

    def may_be_anybodys(self, lemma: str) -> bool:
        """Whether the passive of a verb attributes to nobody named: "is believed", "asked why".

        What is required or called for somewhere is not news of somebody's words.
        """
        return self._classes.get(lemma, "ask") != "ask" or lemma in self._asking

    def is_negative(self, word: str) -> bool:
        """Whether a word says that something is not so or is made up."""
        return word in self._negative

    def is_settling(self, lemma: str) -> bool:
        """Whether a verb, negated, leaves open what is so: "has not been determined"."""
        return lemma in self._settling

    def is_mute(self, lemma: str) -> bool:
        """Whether a noun is a happening or a saying, which says nothing itself."""
        return lemma in self._mute

    def is_seeming(self, lemma: str) -> bool:
        """Whether a verb gives an impression that nobody need have: "seems"."""
        return self._classes.get(lemma) == "seem"

    def is_hearsay(self, word: str) -> bool:
        """Whether an adverb or adjective marks a report as somebody else's."""
        return word in self._hearsay


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    return Lexicon()
