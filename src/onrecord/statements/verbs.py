"""Statements that hang on a verb."""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Doc, Token

from onrecord.language.parse import Parse, span_of
from onrecord.statements.candidate import Candidate, Family
from onrecord.statements.lexicon import Lexicon
from onrecord.statements.quotes import Quotations
from onrecord.statements.quoting import QuoteMatcher, sentence_opening
from onrecord.statements.spans import content_spans, source_span
from onrecord.statements.syntax import (
    NEAR,
    child,
    is_passive,
    sentence_end,
    span_between,
    subject,
    verb_group,
)
from onrecord.text import Span

_OBJECT_TAIL = frozenset({"prep", "oprd", "xcomp", "ccomp", "acl", "dative", "advcl", "agent"})
_SPEAKING_NOUN_LINKS = frozenset({"acl", "ccomp", "prep"})
_ASIDE_MARKS = frozenset({",", "—", "–", "-"})
_ASIDE_WORDS = 25
"""Words after the verb within which an aside must close."""


class VerbFinder:
    """Finds what each verb of an article may attribute to whom."""

    def __init__(self, parse: Parse, quotations: Quotations, words: Lexicon) -> None:
        self._doc: Doc = parse.doc
        self._text = quotations.text
        self._quotations = quotations
        self._words = words
        self._matcher = QuoteMatcher(parse.doc, quotations, words)

    def candidates(self) -> Iterator[Candidate]:
        """At most one candidate a verb, in the order of the text."""
        for token in self._doc:
            if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"}:
                continue
            found = self._of_state(token) if token.lemma_ == "be" else self._of_verb(token)
            if found is not None:
                yield found

    # --- one verb ---------------------------------------------------------------------------

    def _of_verb(self, verb: Token) -> Candidate | None:
        first, last = self._group(verb)
        cue = span_between(verb, first, last)
        if self._text[cue.end : cue.end + 1] == ":":
            cue = Span(cue.start, cue.end + 1)
        if is_passive(verb):
            return self._of_passive(verb, cue)
        who = subject(verb)
        quoted = self._matcher.beside(verb, cue, who)
        if quoted:
            return self._made(Family.QUOTE, verb.lemma_, verb, who, cue, *quoted)
        clause = child(verb, "ccomp")
        if clause is not None and clause.i != verb.i and not self._small_clause(verb, clause):
            return self._of_clause(verb, cue, who, clause)
        thing = child(verb, "dobj") or (clause if clause is not None else None)
        if thing is not None and thing.i > verb.i:
            light = self._of_light(verb, first, who, thing)
            return light or self._made(
                Family.OBJECT, self._with_particle(verb), verb, who, cue, self._tail(verb, thing)
            )
        if thing is not None and thing.tag_ in {"WDT", "WP"}:
            reach = span_of(thing)
            return self._made(Family.OBJECT, self._with_particle(verb), verb, who, cue, reach)
        return (
            self._of_aside(verb, cue, who)
            or self._of_infinitive(verb, cue, who)
            or self._of_preposition(verb, first, who)
        )

    def _group(self, verb: Token) -> tuple[int, int]:
        first, last = verb_group(verb)
        above = verb.head
        if (
            verb.dep_ == "xcomp"
            and above.pos_ in {"VERB", "AUX"}
            and self._words.is_raising(above.lemma_)
            and 0 < first - above.i <= 2
        ):
            first = verb_group(above)[0]
        return first, last

    def _with_particle(self, verb: Token) -> str:
        particle = child(verb, "prt")
        return f"{verb.lemma_} {particle.lower_}" if particle is not None else verb.lemma_

    def _made(
        self, family: Family, lemma: str, verb: Token, who: Token | None, cue: Span, *reaches: Span
    ) -> Candidate | None:
        source = () if who is None else (source_span(who, cue, self._quotations),)
        if source and source[0].overlaps(cue):
            source = ()
        content: list[Span] = []
        for reach in sorted(reaches):
            parts = content_spans(reach, (cue, *source), self._quotations)
            content.extend(p for p in parts if not any(p.overlaps(other) for other in content))
        if not content:
            return None
        head = who if source else None
        return Candidate(family, lemma.lower(), verb, head, source, (cue,), tuple(content))

    # --- clauses and quotations -------------------------------------------------------------

    def _small_clause(self, verb: Token, clause: Token) -> bool:
        """Whether ``clause`` has no verb of its own: "called him a liar"."""
        return (
            clause.i > verb.i
            and clause.pos_ not in {"VERB", "AUX"}
            and not any(kid.pos_ == "AUX" for kid in clause.children)
        )

    def _of_clause(
        self, verb: Token, cue: Span, who: Token | None, clause: Token
    ) -> Candidate | None:
        left, right = clause.left_edge.i, clause.right_edge.i
        if clause.i < verb.i and left < verb.i:
            left = sentence_opening(verb, left)
        left, right = max(left, verb.i - NEAR), min(right, verb.i + NEAR)
        outside: list[int] = []
        if left < verb.i < right:
            inside = {token.i for token in islice(clause.subtree, 2 * NEAR)}
            outside = [i for i in range(max(left, clause.left_edge.i), right) if i not in inside]
        reach = Span(self._doc[left].idx, self._doc[right].idx + len(self._doc[right]))
        if clause.i > verb.i and left > verb.i:
            while (
                left < clause.i
                and self._doc[left].ent_type_ in {"DATE", "TIME"}
                and self._doc[left].dep_ == "npadvmod"
            ):
                left += 1
            reach = Span(self._doc[left].idx, reach.end)
            reach = Span(max(reach.start, cue.end), reach.end)
        source = () if who is None else (source_span(who, cue, self._quotations),)
        blocks = [cue, *source]
        if outside:
            blocks.append(span_between(verb, outside[0], outside[-1]))
        content = content_spans(reach, blocks, self._quotations)
        if not content:
            return None
        lemma = self._with_particle(verb).lower()
        return Candidate(
            Family.CLAUSE, lemma, verb, who if source else None, source, (cue,), content
        )

    def _of_aside(self, verb: Token, cue: Span, who: Token | None) -> Candidate | None:
        """An attribution that interrupts its sentence: "The raid, he said, would go on."""
        if who is None or who.tag_ in {"WP", "WDT"} or not self._words.speaks(verb.lemma_):
            return None
        opening = sentence_opening(verb, verb.i)
        source = source_span(who, cue, self._quotations)
        aside = self._between_commas(verb, min(source.start, cue.start), max(source.end, cue.end))
        if aside is None or aside.start <= self._doc[opening].idx:
            return None
        reach = span_between(verb, opening, sentence_end(verb) - 1)
        content = content_spans(reach, (aside,), self._quotations)
        if not content:
            return None
        return Candidate(Family.CLAUSE, verb.lemma_.lower(), verb, who, (source,), (cue,), content)

    def _between_commas(self, verb: Token, start: int, end: int) -> Span | None:
        """``[start, end)`` up to the comma or full stop after it, if a comma stands before it."""
        if self._text[:start].rstrip()[-1:] not in _ASIDE_MARKS:
            return None
        stop = sentence_end(verb)
        for at in range(verb.i + 1, min(verb.i + _ASIDE_WORDS, stop)):
            token = self._doc[at]
            if token.idx >= end and (token.text in _ASIDE_MARKS or at == stop - 1):
                return Span(start, token.idx)
        return None

    # --- other complements ------------------------------------------------------------------

    def _tail(self, verb: Token, thing: Token) -> Span:
        """From an object to the end of what else the verb governs."""
        right = thing.right_edge.i
        for kid in verb.children:
            if kid.i > right and kid.dep_ in _OBJECT_TAIL:
                right = kid.right_edge.i
        return span_between(verb, thing.left_edge.i, right)

    def _of_light(
        self, verb: Token, first: int, who: Token | None, thing: Token
    ) -> Candidate | None:
        if not self._words.is_light(verb.lemma_) or not self._words.light_noun(thing.lemma_):
            return None
        link = next(
            (k for k in thing.children if k.i > thing.i and k.dep_ in _SPEAKING_NOUN_LINKS), None
        )
        if link is None:
            return None
        last, body = thing.i, link
        if link.dep_ == "prep":
            inner = child(link, "pobj", "pcomp")
            if inner is None:
                return None
            last, body = link.i, inner
        cue = span_between(verb, first, last)
        reach = span_between(verb, max(body.left_edge.i, last + 1), body.right_edge.i)
        lemma = f"{verb.lemma_} {thing.lemma_}"
        return self._made(Family.LIGHT, lemma, verb, who, cue, reach)

    def _of_infinitive(self, verb: Token, cue: Span, who: Token | None) -> Candidate | None:
        inner = child(verb, "xcomp")
        if inner is None or inner.i < verb.i:
            return None
        if any(kid.dep_ == "prep" and verb.i < kid.i < inner.i for kid in verb.children):
            return None  # "called on him to go", "appealed to all sides to stop"
        right = inner.right_edge.i
        reach = span_between(verb, max(inner.left_edge.i, verb.i + 1), right)
        lemma = self._with_particle(verb)
        return self._made(Family.INFINITIVE, lemma, verb, who, cue, reach)

    def _of_preposition(self, verb: Token, first: int, who: Token | None) -> Candidate | None:
        for kid in verb.children:
            if kid.i <= verb.i or kid.dep_ not in {"prep", "prt", "dative"}:
                continue
            inner = child(kid, "pobj", "pcomp")
            if inner is None or inner.i < kid.i or not self._words.joins(verb.lemma_, kid.lower_):
                continue
            cue = span_between(verb, first, kid.i)
            reach = self._tail(verb, inner)
            lemma = f"{verb.lemma_} {kid.lower_}"
            return self._made(Family.PREPOSITION, lemma, verb, who, cue, reach)
        return None

    def _of_passive(self, verb: Token, cue: Span) -> Candidate | None:
        agent = child(verb, "agent")
        who = child(agent, "pobj") if agent is not None else None
        patient = subject(verb)
        rest = [k for k in verb.children if k.i > verb.i and k.dep_ in _OBJECT_TAIL - {"agent"}]
        if agent is not None and who is not None and agent.i <= verb.i + 2:
            cue = Span(cue.start, agent.idx + len(agent))
        reaches: list[Span] = []
        bare = patient is not None and patient.lower_ == "it" and child(verb, "ccomp") is not None
        hanging = verb.dep_ == "advcl" and rest and child(verb, "nsubjpass") is None
        if patient is not None and not bare and not hanging:
            found = source_span(patient, cue, self._quotations)
            reaches.extend([] if found.overlaps(cue) else [found])
        if rest and agent is None:
            left = max(rest[0].left_edge.i, verb.i + 1)
            if rest[0].dep_ == "prep" and rest[0].i == verb.i + 1:
                cue, left = Span(cue.start, rest[0].idx + len(rest[0])), rest[0].i + 1
            right = rest[-1].right_edge.i
            reaches.append(span_between(verb, min(left, right), right))
        if not reaches:
            return None
        return self._made(Family.PASSIVE, verb.lemma_, verb, who, cue, *reaches)

    def _of_state(self, verb: Token) -> Candidate | None:
        quality = child(verb, "acomp")
        if quality is None or quality.i < verb.i:
            return None
        body = child(quality, "ccomp", "xcomp", "prep") or child(verb, "ccomp", "xcomp")
        if body is None or body.i < quality.i:
            return None
        last = quality.i
        lemma = f"be {quality.lemma_}"
        if body.dep_ == "prep":
            inner = child(body, "pobj", "pcomp")
            if inner is None:
                return None
            last, body, lemma = body.i, inner, f"{lemma} {body.lower_}"
        cue = span_between(verb, verb_group(verb)[0], last)
        left = max(body.left_edge.i, last + 1)
        reach = span_between(verb, left, max(left, body.right_edge.i))
        return self._made(Family.STATE, lemma, verb, subject(verb), cue, reach)
