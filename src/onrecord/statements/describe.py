"""What kind of source speaks, and what it does with what it says.

Two linear models decide, each over words and constructions, the answer of the word lists and the
vectors of three words or stretches: source, cue, content. ``training/statements`` makes them from
``evaluation/statement_labels.jsonl``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from onrecord import knowledge
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.records import Actor, ActorKind, SourceKind, StatementAct
from onrecord.statements.kinds import source_kinds
from onrecord.statements.lexicon import lexicon
from onrecord.statements.speakers import Speakers
from onrecord.text import Span

Floats = NDArray[np.float32]

_LONGEST = 60
"""Words of a content that are looked at; its point stands at its beginning."""
_MODALS = frozenset({"MD"})
_UNSURE = "?"


class Said(NamedTuple):
    """The spans of a statement."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Signs(NamedTuple):
    """What a model sees: names of features, and a vector."""

    names: tuple[str, ...]
    vector: Floats
    barred: frozenset[str] = frozenset()
    """Classes that the words rule out."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One article, ready to be asked about its statements."""

    text: str
    parse: Parse
    encoding: Encoding
    speakers: Speakers

    def speaker(self, said: Said) -> Actor | None:
        """The actor for whom the source stands; ``None`` where none clearly does."""
        head = self.parse.head(said.source[0]) if said.source else None
        return None if head is None else self.speakers.at(head)

    def kind_signs(self, said: Said, speaker: Actor | None) -> Signs | None:
        """What tells the kind of the source; ``None`` where there is none."""
        head = self.parse.head(said.source[0]) if said.source else None
        if head is None:
            return None
        tokens = [token for span in said.source for token in self.parse.tokens(span)]
        words = " ".join(span.of(self.text) for span in said.source)
        by_rule = source_kinds().of(head, words, speaker)
        names = tuple(_of_source(head, tokens, speaker, by_rule))
        vector = np.concatenate([self._vector([head]), self._vector(tokens)])
        outlet = source_kinds().may_be_outlet(head, by_rule)
        barred = frozenset() if outlet else frozenset({SourceKind.MEDIA.value})
        return Signs(names, vector, barred)

    def act_signs(self, said: Said) -> Signs:
        """What tells the act."""
        cue = [token for span in said.cue for token in self.parse.tokens(span)]
        content = [token for span in said.content for token in self.parse.tokens(span)][:_LONGEST]
        head = self.parse.head(said.cue[0])
        names = tuple(_of_act(head, cue, content))
        anchor = [head] if head is not None else cue
        vector = np.concatenate([self._vector(anchor), self._vector(content)])
        return Signs(names, vector, frozenset(_barred(head, cue, content)))

    def _vector(self, tokens: Sequence[Token]) -> Floats:
        """The mean of the words' vectors, of length 1."""
        numbers = self.encoding.words.numbers
        places = [numbers[token.i] for token in tokens if token.i in numbers]
        if not places:
            return np.zeros(self.encoding.vectors.shape[1], dtype=np.float32)
        mean = self.encoding.vectors[places].mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)


def _of_source(
    head: Token, tokens: Sequence[Token], speaker: Actor | None, by_rule: SourceKind | None
) -> Iterator[str]:
    rule = by_rule.value if by_rule is not None else _UNSURE
    yield f"rule={rule}"
    yield f"head={head.lemma_.lower()}"
    yield f"tag={head.tag_}"
    yield f"rule+tag={rule} {head.tag_}"
    yield f"entity={head.ent_type_ or '-'}"
    yield f"first={tokens[0].lower_}"
    yield f"last={tokens[-1].lower_}"
    yield f"person={any(token.ent_type_ == 'PERSON' for token in tokens)}"
    yield f"body={any(token.ent_type_ in {'ORG', 'NORP', 'GPE'} for token in tokens)}"
    yield f"number={any(token.dep_ == 'nummod' for token in tokens)}"
    yield f"clause={any(token.dep_ in {'relcl', 'acl'} for token in tokens)}"
    for token in tokens:
        yield f"word={token.lemma_.lower()}"
    if speaker is not None:
        kind = speaker.kind.value if speaker.kind is not None else _UNSURE
        yield f"speaker={kind} {speaker.named}"
        yield f"speaker+tag={kind} {speaker.named} {head.tag_}"
        yield from (f"sector={sector} {kind}" for sector in speaker.sectors)
        if speaker.kind is ActorKind.ORGANIZATION:
            yield f"home={speaker.country}"


def _of_act(head: Token | None, cue: Sequence[Token], content: Sequence[Token]) -> Iterator[str]:
    words = lexicon()
    named = [act for token in cue for act in acts_by_word().get(token.lemma_.lower(), ())]
    denied = any(token.dep_ == "neg" for token in cue)
    for act in named or [_UNSURE]:
        yield f"word's act={act}"
        yield f"word's act+denied={act} {denied}"
    if head is not None:
        for act in acts_by_word().get(head.lemma_.lower(), (_UNSURE,)):
            yield f"head's act={act}"
    for token in cue:
        yield f"cue={token.lemma_.lower()}"
        yield f"class={words.verb_class(token.lemma_.lower()) or _UNSURE}"
    if head is not None:
        yield f"head={head.lemma_.lower()}"
        yield f"head+next={head.lemma_.lower()} {content[0].lower_ if content else ''}"
    yield f"denied={denied}"
    yield from (f"first={token.lower_}" for token in content[:2])
    for token in content:
        if token.dep_ == "neg":
            yield "content denied"
        if token.tag_ in _MODALS:
            yield f"modal={token.lower_}"
        if token.dep_ in {"ROOT", "ccomp", "xcomp", "dobj", "pobj"}:
            yield f"content={token.lemma_.lower()}"
            yield from (f"content's act={a}" for a in acts_by_word().get(token.lemma_.lower(), ()))
    yield f"asks={any(token.text == '?' for token in content)}"


def _barred(head: Token | None, cue: Sequence[Token], content: Sequence[Token]) -> Iterator[str]:
    """Acts that the words rule out.

    Who says something without any word of denial denies nothing, nor does who says that the cause
    is not known; who tells what is past promises nothing; who "did not criticise" has not
    criticised.
    """
    words = lexicon()
    meant = {act for token in cue for act in acts_by_word().get(token.lemma_.lower(), ())}
    neutral = head is not None and words.verb_class(head.lemma_.lower()) in _TELLING
    negative = any(words.is_negative(token.lower_) for token in (*cue, *content))
    if neutral and _DENIES not in meant and (not negative or _is_unsettled(content)):
        yield _DENIES
    if neutral and not meant & _AHEAD and _is_past(content):
        yield from _AHEAD
    if any(token.dep_ == "neg" for token in cue):
        yield from meant & _DONE_BY_SPEAKING


def _is_unsettled(content: Sequence[Token]) -> bool:
    """Whether all that the content negates is that something is known or settled."""
    negated = [token.head.lemma_.lower() for token in content if token.dep_ == "neg"]
    return bool(negated) and all(lexicon().is_settling(lemma) for lemma in negated)


def _is_past(content: Sequence[Token]) -> bool:
    """Whether the main verb of the content tells of the past."""
    inside = {token.i for token in content}
    root = next((t for t in content if t.head.i not in inside or t.head.i == t.i), None)
    if root is None or root.pos_ not in {"VERB", "AUX"}:
        return False
    auxiliaries = [kid for kid in root.lefts if kid.dep_ in {"aux", "auxpass"}]
    if any(kid.tag_ in _MODALS for kid in auxiliaries):
        return False
    return root.tag_ == "VBD" or any(kid.lemma_ == "have" for kid in auxiliaries)


_AHEAD = frozenset({StatementAct.PROMISES.value, StatementAct.THREATENS.value})
"""Acts about what is to come."""
_TELLING = frozenset({"say", "claim"})
_DENIES = StatementAct.DENIES.value
_DONE_BY_SPEAKING = frozenset(
    act.value
    for act in (
        StatementAct.ACCUSES,
        StatementAct.CONFIRMS,
        StatementAct.DEMANDS,
        StatementAct.PROMISES,
        StatementAct.THREATENS,
    )
)
"""Acts that a negated verb leaves undone."""


@cache
def acts_by_word() -> Mapping[str, tuple[str, ...]]:
    """The acts that a lemma may stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for act, table in knowledge.toml("statements", "acts.toml").items():
        for word in sorted(set(table["words"].split())):
            found[word] = (*found.get(word, ()), act)
    return found


class Chooser:
    """A linear model over :class:`Signs`; immutable once loaded."""

    def __init__(
        self,
        classes: Sequence[str],
        names: Sequence[str],
        weights: Floats,
        dense: Floats,
        bias: Floats,
    ) -> None:
        """Shapes: ``weights`` (names, classes), ``dense`` (vector, classes), ``bias`` (classes)."""
        self._classes = tuple(classes)
        self._row = {name: at for at, name in enumerate(names)}
        self._weights, self._dense, self._bias = weights, dense, bias

    def choose(self, signs: Signs) -> tuple[str, float]:
        """The likeliest class and its chance."""
        rows = sorted({self._row[name] for name in signs.names if name in self._row})
        scores = self._bias + self._weights[rows].sum(axis=0) + signs.vector @ self._dense
        odds = np.exp(scores - scores.max())
        odds[[at for at, name in enumerate(self._classes) if name in signs.barred]] = 0.0
        best = int(odds.argmax())
        return self._classes[best], float(odds[best] / odds.sum())


LEAST_KIND, LEAST_ACT = 0.3, 0.45
"""Chances below which the kind or the act is left open."""
LEAST_UNTOLD = 0.6
"""The same for a denial or an accusation that no word of the cue tells: most of what an article
reports is neither, unlike the sentences by which the model was fitted."""
_UNTOLD = frozenset({StatementAct.ACCUSES, StatementAct.DENIES})


class Describer:
    """Names kinds and acts."""

    def __init__(self, kinds: Chooser, acts: Chooser) -> None:
        self._kinds, self._acts = kinds, acts

    def kind(self, signs: Signs | None) -> SourceKind | None:
        """The kind of the source, where it is likely enough."""
        if signs is None:
            return None
        name, chance = self._kinds.choose(signs)
        return SourceKind(name) if chance >= LEAST_KIND else None

    def act(self, signs: Signs) -> StatementAct | None:
        """The act of the statement, where it is likely enough."""
        name, chance = self._acts.choose(signs)
        act = StatementAct(name)
        told = f"word's act={name}" in signs.names
        least = LEAST_UNTOLD if act in _UNTOLD and not told else LEAST_ACT
        return act if chance >= least else None


def read_chooser(name: str) -> Chooser:
    """The model in ``knowledge/statements``."""
    with knowledge.path("statements", name).open("rb") as file, np.load(file) as arrays:
        classes = bytes(arrays["classes"]).decode("utf-8").split("\n")
        names = bytes(arrays["names"]).decode("utf-8").split("\n")
        return Chooser(
            classes,
            names,
            arrays["weights"].astype(np.float32),
            arrays["dense"].astype(np.float32),
            arrays["bias"].astype(np.float32),
        )


@cache
def describer() -> Describer:
    """The models, read once a process."""
    return Describer(read_chooser("kinds.npz"), read_chooser("acts.npz"))
