"""What the judge of candidates looks at: words and shapes, no numbers."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.statements.candidate import Candidate
from onrecord.statements.lexicon import Lexicon
from onrecord.statements.quotes import Quotations
from onrecord.statements.syntax import AUXILIARIES, sentence_start
from onrecord.text import Span


def features(candidate: Candidate, quotations: Quotations, words: Lexicon) -> list[str]:
    """The names of the features that hold for ``candidate``."""
    family = candidate.family.value
    head = candidate.head
    kind = words.verb_class(candidate.lemma) or "other"
    found = [
        f"family={family}",
        f"lemma={candidate.lemma}",
        f"word={head.lemma_.lower()}",
        f"family+lemma={family} {candidate.lemma}",
        f"family+class={family} {kind}",
        f"family+tag={family} {head.tag_}",
        f"class+tag={kind} {head.tag_}",
        f"family+dep={family} {head.dep_}",
        f"above={_word(head.head)}" if head.head.i != head.i else "top",
        f"above class={words.verb_class(head.head.lemma_)} {family} {head.dep_}",
        f"tense={head.tag_} {head.morph}",
        "headline" if sentence_start(head) == 0 else "body",
    ]
    found.extend(_of_source(candidate, family, kind))
    found.extend(_of_content(candidate, family, quotations))
    found.extend(_of_cue(candidate, family, quotations))
    return found


def _of_source(candidate: Candidate, family: str, kind: str) -> Iterator[str]:
    who = candidate.source_head
    if who is None:
        yield f"source=none {family}"
        yield f"source=none {kind}"
        return
    sort = who.ent_type_ or who.tag_
    yield f"source={sort}"
    yield f"source+family={sort} {family}"
    yield f"source+class={sort} {kind}"
    yield f"source word={_word(who)}"
    yield f"source+lemma={sort} {candidate.lemma}"
    yield f"source shape={who.shape_[:3]} {family}"
    if who.head.i == candidate.head.i and who.i > candidate.head.i:
        yield f"inverted {family}"
    yield f"source dep={who.dep_}"
    if who.pos_ == "PRON":
        yield f"source+family={who.lower_} {family}"
    if who.head.i != candidate.head.i:
        yield f"source far {family}"


def _of_content(candidate: Candidate, family: str, quotations: Quotations) -> Iterator[str]:
    doc = candidate.head.doc
    first = _token_at(doc, candidate.content[0])
    size = sum(span.end - span.start for span in candidate.content)
    yield f"length+family={min(size // 20, 8)} {family}"
    yield f"parts={len(candidate.content)} {family}"
    if first is not None:
        opening = first.tag_ if first.tag_ in _OPEN_TAGS else first.lower_
        yield f"content starts={opening}"
        yield f"content starts={family} {first.pos_} {first.dep_}"
        yield f"content starts={candidate.lemma} {opening}"
        yield f"content entity={first.ent_type_ or '-'} {family}"
    if any(quotations.overlapping(span) for span in candidate.content):
        yield f"content quoted {family}"
    order = "before" if candidate.content[0].start < candidate.cue[0].start else "after"
    yield f"order={order} {family}"


_OPEN_TAGS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "RB"}
    | {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "CD"}
)


def _of_cue(candidate: Candidate, family: str, quotations: Quotations) -> Iterator[str]:
    cue = candidate.cue[0]
    if quotations.around(cue) is not None:
        yield "cue quoted"
        yield f"cue quoted {family}"
    for kid in candidate.head.children:
        if kid.dep_ in AUXILIARIES:
            yield f"aux={kid.lower_} {family}"
        elif kid.dep_ in {"mark", "advmod"} and kid.i < candidate.head.i:
            yield f"{kid.dep_}={kid.lower_}"
        elif kid.dep_ in {"dobj", "dative", "prt", "oprd"}:
            yield f"kid={kid.dep_} {family}"
            yield f"object={_word(kid)}"


def _word(token: Token) -> str:
    """The lemma of a common word; names, which belong to one time and place, are all one."""
    return token.ent_type_ or "NAME" if token.pos_ == "PROPN" else token.lemma_.lower()


def _token_at(doc: Doc, span: Span) -> Token | None:
    found = doc.char_span(span.start, span.start + 1, alignment_mode="expand")
    return found[0] if found is not None and len(found) else None
