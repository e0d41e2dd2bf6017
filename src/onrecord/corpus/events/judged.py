"""What persons decided, in terms of the tellings that there are now.

A judgement names tellings by their place in a text. Where the article was coded anew, the telling
is the one that has these characters, else one that overlaps them; where its text was corrected, the
one that has the same words in the sentence that came of the old one.
"""

import re
from collections.abc import Collection, Mapping

from onrecord.corpus.events.sentences import sentence_around, sentences_of
from onrecord.records import Judgement, Verdict
from onrecord.store import events as rows
from onrecord.store.tellings import Numbers, numbers_of
from onrecord.text import Span

_WORD = re.compile(r"[^\W_]+")
_SAME_SENTENCE = 0.5
"""Share of the words of both that a sentence has in common with the one that came of it."""


class Judged:
    """The judgements that count, by the tellings that they mean now."""

    def __init__(self, con: rows.Connection) -> None:
        made = rows.judgements(con)
        self._tellings = _tellings_at(con, {place for j in made for place in places_of(j)})
        last: dict[frozenset[str], tuple[str, str, Verdict]] = {}
        for judgement in made:
            one, other = self._pair(judgement)
            if one is not None and other is not None and one != other:
                last[frozenset((one, other))] = (one, other, judgement.verdict)
        self.together = [(a, b) for a, b, v in last.values() if v is Verdict.MERGE]
        self.apart = [(a, b) for a, b, v in last.values() if v is Verdict.SPLIT]

    def mentions(self) -> Numbers:
        """The tellings that some judgement is about."""
        return numbers_of(id_ for pair in (*self.together, *self.apart) for id_ in pair)

    def joined(self) -> tuple[Numbers, Numbers]:
        """Both sides of the pairs that are one event because somebody said so."""
        return numbers_of(a for a, _ in self.together), numbers_of(b for _, b in self.together)

    def holds(self, judgement: Judgement) -> bool:
        """Whether both tellings are there, and are two where they were parted."""
        one, other = self._pair(judgement)
        apart = one != other or judgement.verdict is Verdict.MERGE
        return one is not None and other is not None and apart

    def _pair(self, judgement: Judgement) -> tuple[str | None, str | None]:
        one, other = places_of(judgement)
        return self._tellings.get(one), self._tellings.get(other)


def lost(con: rows.Connection) -> list[Judgement]:
    """The judgements whose words no telling has any more, the first one first.

    One that was made again later, on tellings of the same two articles, is settled.
    """
    made, judged = rows.judgements(con), Judged(con)
    keys = rows.keys_of(con, {place.article for j in made for place in places_of(j)})
    gone: dict[frozenset[str], list[Judgement]] = {}
    for judgement in made:
        places = places_of(judgement)
        both = frozenset(keys[place.article] for place in places)
        if judged.holds(judgement):
            gone.pop(both, None)
        else:
            gone.setdefault(both, []).append(judgement)
    return sorted((j for left in gone.values() for j in left), key=lambda j: j.number)


def places_of(judgement: Judgement) -> tuple[rows.Place, rows.Place]:
    """Where the two tellings stood that ``judgement`` is about."""
    return (
        rows.Place(judgement.one_article, judgement.one_start, judgement.one_end),
        rows.Place(judgement.other_article, judgement.other_start, judgement.other_end),
    )


def _tellings_at(con: rows.Connection, places: Collection[rows.Place]) -> Mapping[rows.Place, str]:
    found = rows.find_mentions(con, places)
    moved: dict[rows.Place, rows.Place] = {}
    for place, versions in rows.corrected(con, [p for p in places if p not in found]).items():
        span = carried(versions.text, Span(place.start, place.end), versions.newest_text)
        if span is not None:
            moved[place] = rows.Place(versions.newest, span.start, span.end)
    again = rows.find_mentions(con, set(moved.values()))
    return found | {place: again[there] for place, there in moved.items() if there in again}


def carried(text: str, span: Span, corrected: str) -> Span | None:
    """Where the words at ``span`` of ``text`` stand in its corrected text, if that is clear."""
    words = _words(sentence_around(text, span).of(text))
    likeness = {s: _likeness(words, _words(s.of(corrected))) for s in sentences_of(corrected)}
    best = max(likeness.values(), default=0.0)
    alike = [s for s, value in likeness.items() if value == best]
    if best < _SAME_SENTENCE or len(alike) > 1:
        return None
    wanted = r"\s+".join(map(re.escape, span.of(text).split()))
    same = re.compile(rf"(?<!\w){wanted}(?!\w)", re.IGNORECASE)
    found = list(same.finditer(corrected, alike[0].start, alike[0].end))
    return Span(*found[0].span()) if len(found) == 1 else None


def _words(sentence: str) -> frozenset[str]:
    return frozenset(_WORD.findall(sentence.lower()))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
