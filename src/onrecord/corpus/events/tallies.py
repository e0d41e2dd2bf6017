"""The numbers that an article gives of its events, those that it takes back among them.

Beside the figures that were read with what they count, numbers that stand alone are read ("gave
the toll as 170"), for by these a toll is raised, lowered and taken back.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from onrecord.coding import Coding
from onrecord.corpus.events.lexicon import lemma_of, results, settings, thing
from onrecord.corpus.events.sentences import clauses_of, sentence_around
from onrecord.corpus.story import stem
from onrecord.records import (
    DateBasis,
    EventMention,
    Figure,
    FigureKind,
    Modality,
    PloverType,
    SourceKind,
)
from onrecord.text import Span

Teller = Callable[[str | None], tuple[str | None, str | None]]
"""Who makes a statement and whom they speak for."""

ANYBODY = "people"
"""The subject of figures that count whoever was hit."""
_NEAR = 700
"""Characters from a number to the event that it belongs to, where no word ties them."""
_AFTER = 25
"""Characters behind a number where words can say that it was given before."""
_HARM = (FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.MISSING)
_AMONG = re.compile(
    r"\b(?P<n>\d[\d,]*) (?P<of>[\w.\- ]+?) (?:were|are|was) among the "
    r"(?P<state>dead|killed|wounded|injured|victims|missing)\b"
)
_STATE = {
    "dead": FigureKind.KILLED,
    "killed": FigureKind.KILLED,
    "victims": FigureKind.KILLED,
    "wounded": FigureKind.WOUNDED,
    "injured": FigureKind.WOUNDED,
    "missing": FigureKind.MISSING,
}


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """A number that an article gives of an event; ``value`` holds its bounds."""

    figure: str | None
    """Id of the figure; empty where only the number stands ("gave the toll as 170")."""
    kind: str
    subject: str
    low: float | None
    high: float | None
    unit: str | None
    start: int
    end: int
    statement: str | None
    teller: str | None
    side: str | None
    official: bool
    """Whether an office or body gives it."""
    withdrawn: bool
    """Whether the text says that this number was wrong or is taken back."""
    earlier: bool
    """Whether the text gives it as what was said before ("last week it gave the number as 11")."""


def tallies_of(coding: Coding, teller_of: Teller) -> Mapping[str, Sequence[Tally]]:
    """The numbers of an article by the event mention that they belong to."""
    found: dict[str, list[Tally]] = defaultdict(list)
    for tally, event in _Reading(coding, teller_of).tallies():
        found[event].append(tally)
    return found


class _Reading:
    def __init__(self, coding: Coding, teller_of: Teller) -> None:
        self.coding = coding
        self.text = coding.article.text
        self.teller_of = teller_of
        self.mentions = {m.id: m for m in coding.event_mentions}
        self.kinds = {s.id: s.source_kind for s in coding.statements}
        self.is_correction = bool(_words_in(self.text[:60], "correcting"))

    def tallies(self) -> Iterator[tuple[Tally, str]]:
        """Each number with its event, in the order of the text."""
        made = [self._of_figure(f) for f in self.coding.figures if not self._is_source(f)]
        taken = [Span(t.start, t.end) for t in made]
        alone = [t for t in self._alone() if not any(t[0].overlaps(at) for at in taken)]
        events = {f.span.start: f.event for f in self.coding.figures}
        last: str | None = None
        for tally in sorted([*made, *self._named(alone, made)], key=lambda t: t.start):
            event = self._deed(events.get(tally.start) or self._nearest(tally))
            last = event or (last if tally.figure is None else None)
            if last is not None:
                yield tally, last

    def _is_source(self, figure: Figure) -> bool:
        """Whether the words only name who speaks: "an official said five people were killed"."""
        return any(
            figure.span.overlaps(span) for said in self.coding.statements for span in said.source
        )

    def _of_figure(self, figure: Figure) -> Tally:
        counted = figure.counted.of(self.text) if figure.counted else ""
        return self._tally(
            figure.span,
            figure.kind,
            counted or figure.span.of(self.text).lstrip("0123456789, "),
            (figure.low, figure.high),
            figure,
        )

    def _tally(
        self,
        span: Span,
        kind: FigureKind,
        counted: str,
        bounds: tuple[float | None, float | None],
        figure: Figure | None = None,
    ) -> Tally:
        statement = figure.statement if figure else self._statement_at(span)
        teller, side = self.teller_of(statement)
        return Tally(
            figure=figure.id if figure else None,
            kind=kind.value,
            subject=subject_of(counted),
            low=bounds[0],
            high=bounds[1],
            unit=figure.unit if figure else None,
            start=span.start,
            end=span.end,
            statement=statement,
            teller=teller,
            side=side,
            official=self.kinds.get(statement or "") is SourceKind.OFFICE,
            withdrawn=self._withdrawn(span),
            earlier=figure is None and self._is_earlier(span),
        )

    def _alone(self) -> list[tuple[Span, str, str | None, FigureKind | None]]:
        """Numbers that no figure covers: where, how many, of whom, of what kind."""
        found: list[tuple[Span, str, str | None, FigureKind | None]] = []
        for match in _alone().finditer(self.text):
            kind = FigureKind.KILLED if match["noun"] in _listed("toll") else None
            found.append((Span(*match.span("n")), match["n"], match["of"], kind))
        found += [
            (Span(*match.span("n")), match["n"], match["of"], _STATE[match["state"]])
            for match in _AMONG.finditer(self.text)
        ]
        return sorted(found, key=lambda one: one[0])

    def _named(
        self,
        alone: Sequence[tuple[Span, str, str | None, FigureKind | None]],
        made: Sequence[Tally],
    ) -> Iterator[Tally]:
        """Numbers that stand alone as tallies; one without a kind has that of the one before."""
        for span, digits, of, kind in alone:
            near = min(made, key=lambda t: (abs(t.start - span.start), t.start), default=None)
            if kind is None and near is None:
                continue
            value = float(digits.replace(",", ""))
            known = kind or FigureKind(near.kind if near else FigureKind.KILLED)
            counted = of or (near.subject if near and kind is None else "")
            before = self.text[: span.start].rstrip().lower()
            least = before.endswith(("at least", "more than"))
            yield self._tally(span, known, counted, (value, None if least else value))

    def _deed(self, event: str | None) -> str | None:
        """The deed whose outcome ``event`` tells ("80 were killed"), if one is told before it."""
        found = self.mentions.get(event or "")
        if found is None or not _is_outcome(found, self.text):
            return event
        before = [
            m
            for m in self.coding.event_mentions
            if m.trigger.start < found.trigger.start
            and found.trigger.start - m.trigger.start <= _NEAR
            and m.status.happened
            and _is_deed(m, self.text)
        ]
        return before[-1].id if before else event

    def _nearest(self, tally: Tally) -> str | None:
        """The event that a number without a tie belongs to: the nearest deed that does harm."""
        if tally.kind not in _HARM:
            return None
        near = [m for m in self.coding.event_mentions if _does_harm(m)]
        best = min(near, key=lambda m: _distance(m, tally), default=None)
        return best.id if best is not None and _distance(best, tally)[1] <= _NEAR else None

    def _statement_at(self, span: Span) -> str | None:
        """The shortest statement whose content covers ``span``."""
        covering = [
            (sum(part.end - part.start for part in s.content), s.id)
            for s in self.coding.statements
            if any(part.covers(span) for part in s.content)
        ]
        return min(covering)[1] if covering else None

    def _is_earlier(self, span: Span) -> bool:
        before = self.text[sentence_around(self.text, span).start : span.end + _AFTER].lower()
        return any(phrase in before for phrase in _phrases("before"))

    def _withdrawn(self, span: Span) -> bool:
        sentence = sentence_around(self.text, span)
        clause = next(c for c in clauses_of(self.text, sentence) if c.start <= span.start < c.end)
        if _words_in(clause.of(self.text), "withdrawing"):
            return True
        before = self.text[sentence.start : span.start]
        return self.is_correction and bool(_words_in(before, "earlier"))


def subject_of(counted: str) -> str:
    """What is counted, shortened: nationality or kind of people, one word for anybody."""
    words = [
        stem(word) for word in re.findall(r"[a-z]+", counted.lower().replace("u.s.", "american"))
    ]
    anybody = {stem(word) for word in _listed("anybody")}
    left = [word for word in words if word not in anybody and word not in _FILLERS]
    return thing(left[-1]) if left else ANYBODY


_FILLERS = frozenset(
    ["all", "the", "of", "on", "board", "no", "at", "least", "about", "more", "than", "a", "an"]
)


def _is_outcome(mention: EventMention, text: str) -> bool:
    """Whether it only tells whom something killed or hurt, without who, when or where."""
    own = mention.date_from is not None and mention.date_basis is not DateBasis.INHERITED
    bare = not mention.actors and mention.place is None and not own
    return bare and lemma_of(mention.trigger.of(text).lower().split()[0]) in results()


def _is_deed(mention: EventMention, text: str) -> bool:
    harm = mention.type is PloverType.ASSAULT or mention.mode == "weapons"
    return harm and lemma_of(mention.trigger.of(text).lower().split()[-1]) not in results()


def _does_harm(mention: EventMention) -> bool:
    return mention.quad == 4 and mention.status.modality in (Modality.ACTUAL, Modality.NEGATED)


def _distance(mention: EventMention, tally: Tally) -> tuple[bool, int, str]:
    """Deeds told before a number come first."""
    return mention.trigger.start > tally.start, abs(mention.trigger.start - tally.start), mention.id


def _words_in(text: str, name: str) -> bool:
    return not _listed(name).isdisjoint(re.findall(r"[a-z]+", text.lower()))


@cache
def _alone() -> re.Pattern[str]:
    """Matches a number after a noun for numbers: "the toll of dead people rose to 70"."""
    nouns = "|".join(sorted(_listed("toll") | _listed("bare")))
    return re.compile(
        rf"\b(?P<noun>{nouns})\b(?: of (?P<of>[\w ]+?))?(?: [a-z]+){{0,3}}? "
        r"(?:as|at|to|was|is|of|from) (?:about |some |at least |more than )?(?P<n>\d[\d,]*)\b"
    )


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(str(settings()["numbers"][name]).strip().splitlines())


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(str(settings()["numbers"][name]).split())
