"""Entities: are the phrases of news that name the same thing put together?

On half of the news of ``coref/ontogum_train.jsonl`` (OntoGUM, which marks as OntoNotes does: no
single mentions, no appositions), the documents whose names have the lowest hashes; no recipe
learns from them. The CoNLL score end to end, where a mention counts only with its exact extent,
and with the marked mentions given.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc

from evaluation.clusters import Chains, Scores, scores, without_single
from evaluation.task import Measure, Row, article_of, read_rows
from onrecord.coder import Coder
from onrecord.coreference.chains import chains
from onrecord.coreference.phrases import Phrase
from onrecord.language.parse import Parse

DATA = "coref/ontogum_train.jsonl"


class EntityTask:
    """The task ``entities``."""

    name = "entities"
    needs = (DATA,)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """The chains of each row as lists of ``[start, end]``."""
        for row in rows:
            doc = _doc(row, coder)
            found = [[list(_span(doc, phrase)) for phrase in chain] for chain in chains(doc)]
            yield {"id": row["id"], "chains": found}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """CoNLL scores and their parts."""
        rows = read_rows(data / DATA)
        held = dev_documents(rows)
        pairs = [(row, _doc(row, coder)) for row in rows if row["doc"] in held]
        own = scores((gold_chains(row), _own(doc)) for row, doc in pairs)
        given = scores((gold_chains(row), _given(row, doc)) for row, doc in pairs)
        yield from _measures("", own)
        yield Measure(name="mentions found F1", value=own.mentions)
        yield from _measures(", mentions given", given)


def _measures(how: str, found: Scores) -> Iterator[Measure]:
    yield Measure(name=f"CoNLL F1{how}", value=found.conll)
    for name, value in (("MUC", found.muc), ("B3", found.b3), ("CEAFe", found.ceafe)):
        yield Measure(name=f"{name} F1{how}", value=value)


def dev_documents(rows: Iterable[Row]) -> frozenset[str]:
    """The names of the news documents that are scored: half of them, by hash."""
    names = {row["doc"] for row in rows if row["genre"] == "news"}
    ordered = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return frozenset(ordered[: (len(ordered) + 1) // 2])


def gold_chains(row: Row) -> Chains:
    """The chains of the data, as sets of ``(start, end)``."""
    by_chain: dict[str, set[tuple[int, int]]] = {}
    for mention in row["mentions"]:
        by_chain.setdefault(mention["cluster"], set()).add((mention["start"], mention["end"]))
    return list(without_single(by_chain.values()))


def _doc(row: Row, coder: Coder) -> Doc:
    return coder.products(article_of(row), {Parse}).one(Parse).doc


def _span(doc: Doc, phrase: Phrase) -> tuple[int, int]:
    last = doc[phrase.end - 1]
    return doc[phrase.start].idx, last.idx + len(last)


def _own(doc: Doc) -> Chains:
    return [frozenset(_span(doc, phrase) for phrase in chain) for chain in chains(doc)]


def _given(row: Row, doc: Doc) -> Chains:
    """Chains over the marked mentions; what the tokens cut differently is found again."""
    marked: dict[Phrase, tuple[int, int]] = {}
    for mention in row["mentions"]:
        span = doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
        if span is None:
            continue
        head = span.root
        several = any(c.dep_ == "conj" and c.i < span.end for c in head.rights)
        phrase = Phrase(span.start, span.end, head.i, several)
        marked.setdefault(phrase, (mention["start"], mention["end"]))
    ordered = sorted(marked, key=lambda p: (p.start, -p.end))
    return [frozenset(marked[p] for p in chain) for chain in chains(doc, ordered)]


TASK = EntityTask()
"""What the command line looks for."""
