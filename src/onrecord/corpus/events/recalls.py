"""Sentences that recall a forecast and tell what came of it, in their own words.

"The ministry published the list, as it had promised", "made good on its threat", "three days later
than announced": no sign is stronger. They answer the forecasts of whoever they name, and those
whose words they repeat.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import msgspec

from onrecord import knowledge
from onrecord.coding import Coding
from onrecord.corpus.events.sentences import sentence_around
from onrecord.text import Span

_WORD = re.compile(r"[^\W_]+")
_ANY, _ADVERB = r"[\w.'’-]+", r"\w+ly"
_JUDGING = ("kept", "broken", "right", "wrong")
"""Cues that say whether a word was kept: of whoever gave it, that is a claim."""


_AFTER = ("so", "right", "wrong")
"""Cues behind a sentence that tells what was foretold: "had threatened to do so"."""


class Recall(msgspec.Struct, frozen=True, array_like=True):
    """A sentence that recalls a forecast."""

    article: str
    day: int | None
    """Of publication."""
    cue: str
    """How it recalls: the name of the list of cues."""
    cue_start: int
    cue_end: int
    start: int
    end: int
    """Where the sentence stands, with the one before it behind which it only says "so"."""
    names: tuple[str, ...]
    """The last words of the names of all in it, in lower case; of a claim, of who makes it."""
    claim: bool
    """Whether somebody says that a word was not kept: only whoever gave it can."""
    days: tuple[int, ...]
    """The days that it names, as ordinals."""


def recalls_of(coding: Coding) -> Iterator[Recall]:
    """The sentences of an article that recall forecasts, one for each cue."""
    found = _Reading(coding)
    for name, cue in cues_in(coding.article.text):
        if (made := found.recall(name, cue)) is not None:
            yield made


def cues_in(text: str) -> list[tuple[str, Span]]:
    """The words of a text that recall forecasts, those that overlap once."""
    found: list[tuple[str, Span]] = []
    for name, pattern in _patterns().items():
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for _, other in found):
                found.append((name, span))
    return found


class _Reading:
    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.text = coding.article.text
        self.names = {a.id: a.name for a in coding.actors}

    def recall(self, name: str, cue: Span) -> Recall | None:
        """The sentence around ``cue``; nothing if it looks ahead itself or is a mere claim."""
        sentence = self._sentence(name, cue)
        words = sentence.of(self.text)
        of_word = name not in ("right", "wrong") or not foretold().isdisjoint(_all(words))
        if looks_ahead(words) or not of_word:
            return None
        names, claim = self._names_in(sentence), False
        if name in _JUDGING:
            before = self.text[sentence.start : cue.start].lower()
            said = [s for s in self.coding.statements if any(p.covers(cue) for p in s.content)]
            if any(word in before for word in phrases("reproach")):
                return None
            if said and name in ("kept", "right"):
                return None
            if said:
                claim = True
                names = _last_words([self.names.get(s.speaker or "", "") for s in said])
        day = self.coding.article.date
        return Recall(
            article=self.coding.article.id,
            day=day.toordinal() if day else None,
            cue=name,
            cue_start=cue.start,
            cue_end=cue.end,
            start=sentence.start,
            end=sentence.end,
            names=names,
            claim=claim,
            days=tuple(
                time.date_to.toordinal()
                for time in self.coding.times
                if sentence.covers(time.span) and time.date_to is not None
            ),
        )

    def _sentence(self, name: str, cue: Span) -> Span:
        """The sentence around ``cue``, with the one before where that tells what was foretold."""
        sentence = sentence_around(self.text, cue)
        before = self.text[: sentence.start].rstrip()
        if name not in _AFTER or self.text[len(before) : sentence.start].count("\n") or not before:
            return sentence
        return Span(
            sentence_around(self.text, Span(len(before) - 1, len(before))).start, sentence.end
        )

    def _names_in(self, sentence: Span) -> tuple[str, ...]:
        inside = [m.actor for m in self.coding.mentions if sentence.covers(m.span)]
        return _last_words([self.names.get(actor, "") for actor in inside])


def looks_ahead(sentence: str) -> bool:
    """Whether it tells of what is still to come, beside what was foretold."""
    return any(
        match[0] != "would" or not _is_foretold_in(sentence[: match.start()])
        for match in _ahead().finditer(sentence)
    )


def _all(words: str) -> list[str]:
    return _WORD.findall(words.lower())


def _is_foretold_in(words: str) -> bool:
    """Whether somebody foretells in them: "the planned march" is a thing."""
    found = _all(words)
    return any(
        word in foretold() and before not in listed("determiners")
        for before, word in pairwise(("", *found))
    )


@lru_cache(1 << 14)
def last_word(name: str) -> str:
    """The last word of what somebody is called, before any comma."""
    return next(iter(_last_words([name.split(",")[0]])), "")


def _last_words(names: Sequence[str]) -> tuple[str, ...]:
    words = [_all(name) for name in names]
    return tuple(dict.fromkeys(found[-1] for found in words if found))


@cache
def foretold() -> frozenset[str]:
    """Forms of words for making a forecast."""
    return listed("foretold") | listed("words")


@cache
def listed(name: str) -> frozenset[str]:
    """A list of words."""
    return frozenset(str(_table()["lists"][name]).split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """A list of phrases."""
    return tuple(str(_table()["phrases"][name]).strip().splitlines())


@cache
def _table() -> dict[str, Any]:
    return knowledge.toml("corpus", "recalls.toml")


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases('ahead'))})\b")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Match the cues, by name."""
    lists = {name: f"(?:{'|'.join(words.split())})" for name, words in _table()["lists"].items()}

    def filled(line: str) -> str:
        words = line.replace("W?ly", _ADVERB).replace("W ", f"{_ANY} ")
        return re.sub(r"\{([a-z]+)\}", lambda match: lists[match[1]], words)

    return {
        name: re.compile("|".join(f"(?:{filled(line)})" for line in lines), re.IGNORECASE)
        for name, lines in _table()["cues"].items()
    }
