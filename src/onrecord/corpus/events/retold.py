"""Which forecast a sentence that recalls one means, and what it says came of it.

It means a forecast of somebody whom it names, or one whose words it repeats: the rarer they are,
the more they say. In doubt it means none.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from onrecord.corpus.events.forms import base, is_time
from onrecord.corpus.events.lexicon import lemma_of, same_kind, thing
from onrecord.corpus.events.recalls import Recall, cues_in, foretold, last_word, listed, phrases
from onrecord.corpus.events.sentences import clauses_of
from onrecord.corpus.events.shortfall import falls_short, other_item
from onrecord.corpus.story import stem, weight_of
from onrecord.records import Agreement, Forecast
from onrecord.text import Span

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = 1.5
"""Words of less weight say nothing of which forecast is meant."""
_MOST, _NAME = 4.0, 2.0
"""What a word and a name count for at most: names stand in every report of a story."""
_BY_NAME, _BY_SIDE, _BY_DAY, _BY_NOUN, _BY_WORDS = 1.9, 4.0, 3.0, 5.0, 8.0
"""Weight that shared words need beside a full name, a side, the day it is due, a noun for what was
foretold, and by themselves."""
_MORE = 2.0
"""More weight that words need which stand in the sentence of the forecast, but not in it."""
_WITH_OBJECT = ("although", "who")
"""Cues behind which words can say what had been foretold."""
_VERB = 3
"""Words behind a comma within which the verb of the main clause stands."""
_FAR = 120
"""Days after it is due in which a sentence still recalls it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A forecast with its words and the sentence that they stand in."""

    forecast: Forecast
    text: str
    sentence: str


def retold(asked: Asked, recalls: Iterable[tuple[Recall, str]]) -> Forecast:
    """The forecast with what the recall says that fits it best; each comes with its sentence."""
    found = []
    for recall, sentence in recalls:
        fit = _fit(asked, recall, sentence)
        held = _verdict(asked, recall, sentence) if fit is not None else None
        if fit is not None and held is not None:
            found.append(((-fit[0], recall.article, recall.start), recall, held, fit[1]))
    if not found:
        return asked.forecast
    _, recall, agreement, reasons = min(found, key=lambda one: one[0])
    return msgspec.structs.replace(
        asked.forecast,
        event=None,
        answer=None,
        answer_article=recall.article,
        answer_start=recall.start,
        answer_end=recall.end,
        agreement=agreement,
        reasons=("a later report recalls it", *reasons),
    )


# --- which forecast ---------------------------------------------------------------------------


def _fit(asked: Asked, recall: Recall, sentence: str) -> tuple[float, tuple[str, ...]] | None:
    """How much of the forecast a sentence repeats, with what it shares; nothing if too little."""
    if not _comes_after(asked.forecast, recall) or other_item(asked.text, sentence):
        return None
    like = _likeness(asked, recall, sentence)
    if not (like.side or _can_go_without(asked, recall, like)) or not _is_enough(like):
        return None
    reasons = [f"names who made it ({like.side})"] if like.side else []
    reasons += [f"its words ({', '.join(sorted(like.words))})"] if like.words else []
    reasons += ["the day it is due"] if like.on_day else []
    rank = like.weight + like.around / 10 + 3 * like.full + 2 * bool(like.side)
    return rank, tuple(reasons)


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What a sentence shares with a forecast."""

    side: str
    """The last word of who made it, where the sentence has it."""
    full: bool
    """Whether that ends a full name."""
    words: Mapping[str, float]
    """The words of the forecast in it, with what each counts for."""
    around: float
    """Weight of the words of the whole sentence of the forecast in it."""
    deed: bool
    on_day: bool
    told: bool | None
    """Whether words behind "had feared" are those of the forecast; empty without such words."""
    noun: bool
    """Whether a noun is said to have been foretold."""

    @property
    def weight(self) -> float:
        return sum(self.words.values())

    @property
    def plain(self) -> float:
        """The weight without names."""
        return sum(weight for word, weight in self.words.items() if word.islower())


def _likeness(asked: Asked, recall: Recall, sentence: str) -> _Likeness:
    forecast, theirs = asked.forecast, _lemmas(sentence)
    names = _names_of(forecast)
    called = set(recall.names) if recall.claim else {*recall.names, *_lower(sentence)}
    side, full = next(((name, full) for name, full in names if name in called), ("", False))
    told = _told_behind(recall, sentence)
    return _Likeness(
        side=side,
        full=full,
        words=_shared(asked.text, theirs, {name for name, _ in names}),
        around=sum(_shared(asked.sentence, theirs, set()).values()),
        deed=forecast.word is not None and any(same_kind(forecast.word, w) for w in theirs),
        on_day=forecast.due_to is not None and _on_day(forecast.due_to, recall.days),
        told=None if told is None else bool(told & _lemmas(asked.text)),
        noun=recall.cue == "noun",
    )


def _can_go_without(asked: Asked, recall: Recall, like: _Likeness) -> bool:
    """Whether a sentence can mean a forecast although it does not name who made it."""
    conditional = not _all(asked.text).isdisjoint(listed("conditions"))
    return not (recall.claim or conditional or like.told is False)


def _is_enough(like: _Likeness) -> bool:
    """Whether it shares so much that no other forecast is meant."""
    if like.full and (like.plain >= _BY_NAME or like.deed or like.on_day or like.told):
        return True
    if like.side and not like.full:
        if like.plain and max(like.weight, like.around - _MORE) >= _BY_SIDE:
            return True
        if weight_of(stem(like.side)) >= _BY_SIDE and like.around >= _BY_SIDE + _MORE:
            return True  # a rare noun such as "the regulator"
    if like.on_day and like.weight >= _BY_DAY:
        return True
    return like.weight >= (_BY_NOUN if like.noun else _BY_WORDS) and len(like.words) > 1


def _comes_after(forecast: Forecast, recall: Recall) -> bool:
    """Whether it was published later, and not too long after the forecast was due."""
    if forecast.published is None or recall.day is None or recall.article == forecast.article:
        return False
    last = forecast.due_to or forecast.published
    return forecast.published.toordinal() < recall.day <= last.toordinal() + _FAR


def _on_day(due: dt.date, days: Sequence[int]) -> bool:
    """Whether one of the days is the one that it is due, in whatever year it was read."""
    found = map(dt.date.fromordinal, days)
    return any((day.month, day.day) == (due.month, due.day) for day in found)


def _told_behind(recall: Recall, sentence: str) -> set[str] | None:
    """What words behind "had feared" say that it was, where they do."""
    if recall.cue not in _WITH_OBJECT:
        return None
    clause = re.split(r"[,;]", sentence[recall.cue_end - recall.start :])[0]
    words = [w for w in _lower(clause) if weight_of(stem(w)) >= 1 and not is_time(w)]
    return _lemmas(" ".join(words)) or None


def _names_of(forecast: Forecast) -> list[tuple[str, bool]]:
    """The last words of who made it, and whether each ends a full name."""
    names = [forecast.teller] if forecast.teller else list(forecast.actors)
    return [
        (last_word(name), forecast.named and len(name.split(",")[0].split()) > 1)
        for name in names
        if last_word(name)
    ]


def _shared(text: str, theirs: set[str], names: set[str]) -> dict[str, float]:
    """The words of ``text`` that stand among ``theirs`` in some form, with what each counts for."""
    found: dict[str, float] = {}
    for word in _WORD.findall(text):
        low = word.lower()
        weight = weight_of(stem(low))
        if weight < _COMMON or low in names or low in foretold() or is_time(word):
            continue
        lemma = thing(lemma_of(low))
        if base(low) in theirs or any(same_kind(lemma, other) for other in theirs):
            found[word] = min(weight, _NAME if word[0].isupper() else _MOST)
    return found


def _lemmas(text: str) -> set[str]:
    words = _lower(text) - foretold()
    return {thing(lemma_of(word)) for word in words} | {base(word) for word in words}


def _lower(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


# --- what came of it --------------------------------------------------------------------------


def _verdict(asked: Asked, recall: Recall, sentence: str) -> Agreement | None:
    """What a sentence says came of a forecast, as an agreement of what happened with it."""
    cue = Span(recall.cue_start - recall.start, recall.cue_end - recall.start)
    if recall.cue == "than" and not _lower(cue.of(sentence)).isdisjoint(listed("late")):
        due = asked.forecast.due_to
        if due is None:
            return Agreement.PART
        early = recall.day is not None and recall.day <= due.toordinal()
        return None if early else Agreement.CONTRARY
    held = _held(asked, recall.cue, sentence, cue)
    if held is None:
        return None
    if held and (_is_lesser(recall.cue, sentence, cue) or falls_short(asked.text, sentence)):
        return Agreement.PART
    return Agreement.FULL if held is not asked.forecast.negated else Agreement.CONTRARY


def _is_lesser(name: str, sentence: str, cue: Span) -> bool:
    """Whether the words say that it was less, or not all of it."""
    words = cue.of(sentence) if name == "than" else _clause(sentence, cue)
    return not _lower(words).isdisjoint(listed("lesser" if name == "than" else "partly"))


def _held(asked: Asked, name: str, sentence: str, cue: Span) -> bool | None:
    """Whether what was foretold came; nothing if the words do not say."""
    if name in ("broken", "missed", "wrong"):
        return False
    if name in ("kept", "right"):
        before = _clause(sentence[: cue.start], Span(cue.start, cue.start))
        return None if _says_no(before) else True
    if any(other == "wrong" for other, _ in cues_in(sentence)):
        return False
    if name == "although":
        return False if _is_of(asked, _beside(sentence, cue)) else None
    if name == "who":
        return _of_main_clause(asked, sentence, cue)
    if name == "noun":
        return _of_noun(asked, sentence, cue)
    return not _says_no(_clause(sentence, cue))


def _of_main_clause(asked: Asked, sentence: str, cue: Span) -> bool | None:
    """Whether the clause beside "who had promised" tells that it came."""
    main = _beside(sentence, cue)
    words = _lower(main)
    foreseen = not _lower(cue.of(sentence)).isdisjoint(listed("foreseen"))
    verb = set(re.findall(r"[a-z]+", main[len(sentence[: cue.start]) :].lower())[:_VERB])
    says = not verb.isdisjoint(listed("saying"))
    if not says and _is_of(asked, main):
        if _says_no(main) or not words.isdisjoint(listed("still")):
            return False
        word = asked.forecast.word
        if word is not None and any(same_kind(word, lemma) for lemma in _lemmas(main)):
            return True
    return True if foreseen else None


def _of_noun(asked: Asked, sentence: str, cue: Span) -> bool | None:
    """Whether the words say that "the promised talks" came to pass."""
    head = [thing(lemma_of(word)) for word in _WORD.findall(cue.of(sentence).lower())[1:]]
    mine = _lemmas(asked.text)
    if not any(same_kind(word, other) for word in head if len(word) > 3 for other in mine):
        return None
    clause = _clause(sentence, cue)
    words = _lower(clause)
    if _says_no(clause) or not words.isdisjoint(listed("dropped")):
        return False
    return None if words.isdisjoint(listed("coming")) else True


def _beside(sentence: str, cue: Span) -> str:
    """The sentence without the clause of the cue: from there to the next comma."""
    after = sentence.find(",", cue.end)
    return f"{sentence[: cue.start]} , {sentence[after:] if after >= 0 else ''}"


def _is_of(asked: Asked, words: str) -> bool:
    """Whether words speak of what was foretold: in its words, by "it", or of who stays."""
    if any(phrase in words.lower() for phrase in phrases("staying")):
        return True
    names = {name for name, _ in _names_of(asked.forecast)}
    shared = _shared(asked.text, _lemmas(words), names)
    plain = [word for word in shared if word.islower()]
    deed = asked.forecast.word
    told = deed is not None and any(same_kind(deed, lemma) for lemma in _lemmas(words))
    return bool(plain) or told or not _all(words).isdisjoint(listed("pronouns"))


def _clause(sentence: str, cue: Span) -> str:
    """The clause that holds the cue."""
    clauses = clauses_of(sentence, Span(0, len(sentence)))
    return next(c.of(sentence) for c in reversed(clauses) if c.start <= cue.start)


def _says_no(words: str) -> bool:
    return not _all(words).isdisjoint(listed("negations"))


def _all(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))
