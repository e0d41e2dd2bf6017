"""Dates taken over from another sentence: the same happening, the same speaker, the headline."""

import datetime as dt
from collections.abc import Callable, Sequence

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from onrecord.dates.vocabulary import families, linking_words
from onrecord.language.parse import Parse
from onrecord.records import TimeReference
from onrecord.text import Span

_CANDIDATES = 12
"""Other tellings of the same words that are compared, the nearest first."""
_SPEECHES = 12
"""Sentences back to the one that dates what a speaker goes on saying."""
_STEM = 5
"""Letters in which "withdrew" and "withdrawal" agree."""
_NEWS = 10
"""Days before publication in which what an article tells as said was said."""
_NEAR = 400
"""Characters within which the nearest telling is meant, whatever others there are."""
_HEADLINE = 160
"""Characters of a headline at most."""
_SHARED = 2
"""Names or nouns that a headline shares with the sentence that it sums up."""
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PRONOUNS = frozenset({"he", "she", "they"})
_NAMING = frozenset({"NOUN", "PROPN"})

TimeOf = Callable[[Token], TimeReference | None]


class Retelling:
    """Looks for the other tellings of an event in one article."""

    def __init__(self, parse: Parse, time_of: TimeOf, published: dt.date | None) -> None:
        self._parse = parse
        self._published = published
        self._time_of = time_of
        self._words: dict[str, list[Token]] | None = None
        """Verbs and nouns that can tell of happenings, by lemma."""
        self._forms: dict[int, frozenset[str]] = {}
        """The words of each sentence that was looked at, by its first token."""

    def inherited(self, word: Token, trigger: Span) -> TimeReference | None:
        """The time that ``word`` takes over, if another telling gives one without doubt."""
        return (
            self._of_same(word)
            or self._of_occasion(word)
            or self._of_speaker(word)
            or self._of_lead(word, trigger)
        )

    def finer(self, word: Token, time: TimeReference) -> TimeReference | None:
        """A shorter time within ``time``, if all other tellings of the happening that lie within
        it agree on one."""
        if time.date_from == time.date_to or not (_is_definite(word) or word.pos_ == "VERB"):
            return None
        names = _names(word)
        within = []
        for other in self._others(word):
            if not names & _names(other) and not (word.pos_ == "NOUN" and _same_form(word, other)):
                continue
            found = self._time_of(other)
            if found is not None and _lies_in(found, time):
                within.append(found)
        return _agreed(within)

    def _of_same(self, word: Token) -> TimeReference | None:
        """The time of the happening that a definite noun takes up ("the raid")."""
        if word.pos_ != "NOUN" or not _is_definite(word):
            return None
        if word.lemma_.lower() in linking_words().incidents:
            return self._of_last(word)
        timed = [(other, self._time_of(other)) for other in self.before(word)]
        found = [(other, time) for other, time in timed if time is not None]
        if not found:
            return None
        near, time = found[0]
        agreed = _agreed([one for _, one in found])
        return agreed or (time if word.idx - near.idx < _NEAR else None)

    def before(self, word: Token) -> list[Token]:
        """The tellings that a definite noun may take up, the nearest first."""
        if word.pos_ != "NOUN" or not _is_definite(word):
            return []
        names = _names(word)
        earlier = (other for other in self._others(word) if other.i < word.i)
        return [other for other in earlier if _may_be(word, names, other)]

    def _of_last(self, word: Token) -> TimeReference | None:
        """The time of what the sentence before tells, or the same one before ``word``."""
        before = self._sentence_before(word.sent)
        for sentence in (word.sent, before):
            if sentence is not None and sentence.root.i < word.i:
                found = self._time_of(sentence.root)
                if found is not None:
                    return found
        return None

    def _of_occasion(self, verb: Token) -> TimeReference | None:
        """The time of the occasion that a verb names: "at the meeting, he pledged"."""
        if verb.pos_ != "VERB":
            return None
        lists = linking_words()
        for child in verb.children:
            if child.dep_ != "prep" or child.lower_ not in lists.within:
                continue
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.lemma_.lower() in lists.occasions:
                    found = self._time_of(noun) or self._of_same(noun)
                    if found is not None:
                        return found
        return None

    def _of_speaker(self, verb: Token) -> TimeReference | None:
        """The day on which the speaker of ``verb`` was told to speak in a sentence before."""
        speaker = _subject(verb)
        if speaker is None or not _tells_past(verb):
            return None
        sentence = self._sentence_before(verb.sent)
        for _ in range(_SPEECHES):
            if sentence is None:
                return None
            found = self._spoken(sentence, speaker)
            if found is not None:
                return found if self._is_recent(found) else None
            subject = _subject(sentence.root)
            if speaker.lower_ in _PRONOUNS and subject is not None and subject.pos_ == "PROPN":
                speaker = subject
            sentence = self._sentence_before(sentence)
        return None

    def _spoken(self, sentence: DocSpan, speaker: Token) -> TimeReference | None:
        """The time of what ``speaker`` says in ``sentence``, or of the occasion that it names."""
        subject = _subject(sentence.root)
        if subject is not None and _same_person(speaker, subject) and _tells_past(sentence.root):
            return self._time_of(sentence.root)
        if speaker.pos_ == "PRON" or speaker.lower_ not in self._forms_of(sentence):
            return None
        occasions = (t for t in sentence if t.lemma_.lower() in linking_words().occasions)
        found = (self._time_of(token) for token in occasions if token.pos_ == "NOUN")
        return next((time for time in found if time is not None), None)

    def _forms_of(self, sentence: DocSpan) -> frozenset[str]:
        """The words of ``sentence`` in small letters."""
        if sentence.start not in self._forms:
            self._forms[sentence.start] = frozenset(token.lower_ for token in sentence)
        return self._forms[sentence.start]

    def _is_recent(self, time: TimeReference) -> bool:
        """Whether it is a day of this news, not of something said long ago."""
        if self._published is None or time.date_from is None or time.date_from != time.date_to:
            return False
        return 0 <= (self._published - time.date_from).days <= _NEWS

    def _of_lead(self, word: Token, trigger: Span) -> TimeReference | None:
        """The time of the sentence that a headline sums up."""
        paragraphs = self._parse.paragraphs
        if len(paragraphs) < 2 or not paragraphs[0].covers(trigger):
            return None
        lead = self._lead()
        if lead is None or paragraphs[0].end - paragraphs[0].start > _HEADLINE:
            return None
        found = (self._time_of(token) for token in _summed_up(word, lead))
        return next((time for time in found if time is not None), None)

    def _lead(self) -> DocSpan | None:
        """The first sentence of the body, past lines without a verb."""
        start = self._parse.paragraphs[0].end
        for sentence in self._parse.doc.sents:
            if sentence.start_char >= start and sentence.root.pos_ in {"VERB", "AUX"}:
                return sentence
        return None

    def _others(self, word: Token) -> list[Token]:
        """Other words that can tell of the happening of ``word``, the nearest before it first."""
        lemma = word.lemma_.lower()
        mine = families().get(lemma, frozenset())
        index = self._index()
        alike = {lemma} | {w for w, numbers in families().items() if numbers & mine}
        found = [t for w in sorted(alike) for t in index.get(w, ()) if t.i != word.i]
        found.sort(key=lambda token: (token.i > word.i, abs(token.i - word.i)))
        return found[:_CANDIDATES]

    def _index(self) -> dict[str, list[Token]]:
        if self._words is None:
            self._words = {}
            for token in self._parse.doc:
                if token.pos_ in {"VERB", "NOUN"}:
                    self._words.setdefault(token.lemma_.lower(), []).append(token)
        return self._words

    def _sentence_before(self, sentence: DocSpan) -> DocSpan | None:
        return self._parse.doc[sentence.start - 1].sent if sentence.start > 0 else None


def _is_definite(noun: Token) -> bool:
    """Whether a noun points to a happening that is known, and to no further one."""
    children = list(noun.lefts)
    if {child.lower_ for child in children} & linking_words().another:
        return False
    if any(child.dep_ == "nummod" and child.ent_type_ != "DATE" for child in children):
        return False
    named = any(child.dep_ in {"poss", "compound"} and child.pos_ == "PROPN" for child in children)
    return named or any(child.lower_ in _POINTING or child.dep_ == "poss" for child in children)


def _names(word: Token) -> set[str]:
    """The proper names in what ``word`` governs."""
    return {token.lower_ for token in word.subtree if token.pos_ == "PROPN" and _is_name(token)}


def _may_be(word: Token, names: set[str], other: Token) -> bool:
    """Whether nothing in the names speaks against ``other`` as a telling of the same.

    Another word ("killed" for "the attack") asks for a common name or stem, or tells the main
    thing of the sentence before.
    """
    theirs = _names(other)
    if names & theirs:
        return True
    lemma, named = word.lemma_.lower(), bool(names) and bool(theirs)
    if other.lemma_.lower()[:_STEM] == lemma[:_STEM]:
        return not named
    main = other.dep_ == "ROOT" and other.sent.end == word.sent.start
    return main and not names


def _is_name(token: Token) -> bool:
    return token.ent_type_ not in {"DATE", "TIME"}


def _same_form(one: Token, other: Token) -> bool:
    return one.lower_ == other.lower_


def _lies_in(short: TimeReference, long: TimeReference) -> bool:
    if None in (short.date_from, short.date_to, long.date_from, long.date_to):
        return False
    inside = long.date_from <= short.date_from and short.date_to <= long.date_to  # type: ignore[operator]
    return inside and (short.date_from, short.date_to) != (long.date_from, long.date_to)


def _agreed(times: Sequence[TimeReference]) -> TimeReference | None:
    """The shortest of ``times``, if it lies within all the others."""
    if not times:
        return None
    best = min(times, key=_days)
    same = (best.date_from, best.date_to)
    agree = all((o.date_from, o.date_to) == same or _lies_in(best, o) for o in times)
    return best if agree else None


def _days(time: TimeReference) -> int:
    known = time.date_from is not None and time.date_to is not None
    return (time.date_to - time.date_from).days if known else 0  # type: ignore[operator]


def _subject(verb: Token) -> Token | None:
    """The subject of ``verb``, or of the verb that it is joined to."""
    for token in (verb, verb.head) if verb.dep_ == "conj" else (verb,):
        found = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
        if found is not None:
            return found
    return None


def _tells_past(verb: Token) -> bool:
    helpers = any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return verb.tag_ == "VBD" and not helpers and verb.lemma_.lower() in linking_words().telling


def _same_person(one: Token, other: Token) -> bool:
    if one.lower_ in _PRONOUNS:
        return other.lower_ == one.lower_ or other.pos_ in _NAMING
    return one.lower_ == other.lower_


def _summed_up(word: Token, lead: DocSpan) -> list[Token]:
    """The words of the ``lead`` sentence that a headline's ``word`` may stand for, in order."""
    related = [t for t in lead if t.pos_ in {"VERB", "NOUN"} and _are_related(word, t)]
    shared = len(_lemmas(word.sent) & _lemmas(lead))
    same = any(token.lemma_ == word.lemma_ for token in related)
    if not same and shared < (1 if related else _SHARED):
        return []
    if _is_to_come(word) or word.dep_ not in {"ROOT", "conj", "ccomp"}:
        return related
    told = [child for child in lead.root.children if child.dep_ == "ccomp"]
    if word.lemma_.lower() in linking_words().telling:
        return [*related, lead.root]
    if told or word.dep_ == "ccomp":  # the day of the telling is not that of what is told
        return [*related, *told]
    return [*related, lead.root]


def _is_to_come(word: Token) -> bool:
    return any(child.tag_ in {"TO", "MD"} for child in word.lefts)


def _lemmas(sentence: DocSpan) -> set[str]:
    return {token.lemma_.lower() for token in sentence if token.pos_ in _NAMING}


def _are_related(one: Token, other: Token) -> bool:
    first, second = one.lemma_.lower(), other.lemma_.lower()
    shared = families().get(first, frozenset()) & families().get(second, frozenset())
    return first == second or bool(shared)
