"""Event coreference: which of the given mentions, in all documents, are of one happening?

On the dev part of ECB+ (``incidents/ecb_dev.jsonl``). All documents are one collection and nothing
says which are on one story. The mentions are given: those of the sentences that ECB+'s annotators
have checked (``validated``), as everybody scores it, 1,245 in the dev part; actions of every class,
mentions without a partner included, so that they count in B-cubed and CEAF. The other 1,402 are
left out: most of their partners are not marked. Beside it stands the score within documents, where
no chain reaches beyond its document.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from evaluation.clusters import Chains, Scores, scores
from evaluation.task import Measure, Row, article_of, read_rows
from onrecord.coder import Coder
from onrecord.corpus.sameness.describe import NEEDS, account_of_spans
from onrecord.corpus.sameness.happenings import happenings
from onrecord.corpus.sameness.telling import Account
from onrecord.records import Article
from onrecord.text import Span

DATA = "incidents/ecb_dev.jsonl"

STORY_DISTANCE = 0.86
"""Cosine distance at which the baseline's stories end; the best of 0.78, 0.80 ... 0.94 on dev."""


class Marked(NamedTuple):
    """The documents of a data file with their mentions."""

    accounts: list[Account]
    chains: list[list[str]]
    """The gold chain of each telling, by document."""


class CoreferenceTask:
    """The task ``coreference``."""

    name = "coreference"
    needs = (DATA,)
    fast = False

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """The number of its happening for each mention of each row; all rows are one collection."""
        accounts = [_account(row, _given_spans(row), coder) for row in rows]
        group = _group_of(accounts)
        for row, account in zip(rows, accounts, strict=True):
            yield {"id": row["id"], "events": [group[t.id] for t in account.tellings]}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """CoNLL F1 of the checked mentions with its parts."""
        rows = read_rows(data / DATA)
        checked = marked(rows, coder)
        group = _group_of(checked.accounts)
        base = head_lemma_in_stories(rows, checked.accounts)
        yield from _measures("", _across(checked, group), _across(checked, base))
        yield from _measures(", within documents", _within(checked, group), _within(checked, base))


def marked(rows: Iterable[Row], coder: Coder) -> Marked:
    """The accounts and gold chains of the checked mentions of ECB+ rows."""
    found = Marked([], [])
    for row in rows:
        events = [m for m in row["mentions"] if m["is_event"] and m["validated"]]
        spans = [Span(m["start"], m["end"]) for m in events]
        found.accounts.append(_account(row, spans, coder))
        found.chains.append([m["chain"] for m in events])
    return found


def head_lemma_in_stories(rows: Sequence[Row], accounts: Sequence[Account]) -> dict[str, Hashable]:
    """The simple method: one happening for each lemma in each story of the collection.

    Stories are found by average linkage over tf-idf cosines, with weights of the collection.
    """
    story = _stories([row["text"].lower().split() for row in rows])
    return {
        telling.id: (number, telling.lemma)
        for number, account in zip(story, accounts, strict=True)
        for telling in account.tellings
    }


def _stories(texts: Sequence[Sequence[str]]) -> list[int]:
    names = {word: at for at, word in enumerate(sorted({w for text in texts for w in text}))}
    counts = np.zeros((len(texts), len(names)))
    for row, text in enumerate(texts):
        for word in text:
            counts[row, names[word]] += 1
    weighted = np.log1p(counts) * np.log(len(texts) / (counts > 0).sum(axis=0))
    tree = linkage(weighted, "average", metric="cosine")
    return [int(n) for n in fcluster(tree, STORY_DISTANCE, "distance")]


def _given_spans(row: Row) -> list[Span]:
    return [Span(start, end) for start, end in row["mentions"]]


def _account(row: Row, spans: Sequence[Span], coder: Coder) -> Account:
    article: Article = article_of(row)
    return account_of_spans(article, coder.products(article, NEEDS), spans)


def _group_of(accounts: Iterable[Account]) -> dict[str, int]:
    groups = happenings(accounts).groups
    return {id_: number for number, group in enumerate(groups) for id_ in group}


def _across(gold: Marked, group: dict[str, Hashable] | dict[str, int]) -> Scores:
    pairs = [
        (chain, telling.id)
        for account, names in zip(gold.accounts, gold.chains, strict=True)
        for telling, chain in zip(account.tellings, names, strict=True)
    ]
    return scores([(chains(pairs), chains((group[id_], id_) for _, id_ in pairs))])


def _within(gold: Marked, group: dict[str, Hashable] | dict[str, int]) -> Scores:
    documents = []
    for account, names in zip(gold.accounts, gold.chains, strict=True):
        pairs = [(c, t.id) for t, c in zip(account.tellings, names, strict=True)]
        documents.append((chains(pairs), chains((group[id_], id_) for _, id_ in pairs)))
    return scores(documents)


def chains(pairs: Iterable[tuple[Hashable, str]]) -> Chains:
    """The tellings by chain, from pairs of a chain and the id of a telling."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for chain, id_ in pairs:
        found[chain].add(id_)
    return [frozenset(ids) for ids in found.values()]


def _measures(how: str, made: Scores, base: Scores) -> Iterator[Measure]:
    parts: tuple[tuple[str, Callable[[Scores], float]], ...] = (
        ("CoNLL", lambda s: s.conll),
        ("MUC", lambda s: s.muc),
        ("B3", lambda s: s.b3),
        ("CEAFe", lambda s: s.ceafe),
    )
    for name, value in parts:
        yield Measure(name=f"{name} F1{how}", value=value(made), baseline=value(base))


TASK = CoreferenceTask()
"""What the command line looks for."""
