"""The documents of the coreference data, their parts, and what the network learns from them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from evaluation.entities import DATA, dev_documents
from evaluation.task import Row, article_of, read_rows
from onrecord import Coder
from onrecord.coreference.attributes import looks
from onrecord.coreference.network import Floats, Ints
from onrecord.coreference.pairs import candidate_pairs, of_both, of_each
from onrecord.coreference.phrases import Phrase, phrases
from onrecord.language.parse import Parse

SPOKEN = frozenset(("conversation", "podcast", "vlog"))
"""Genres without a counterpart in news: several people speak, nobody is quoted."""
NEWS_WEIGHT = 2.0


class Example(NamedTuple):
    """One document: for each phrase a row for "new" and one for each candidate antecedent."""

    rows: npt.NDArray[np.float16]
    starts: npt.NDArray[np.int64]
    """Where the rows of each phrase begin; the first of them is the row for "new"."""
    right: npt.NDArray[np.bool_]
    weight: float


def examples(data: Path) -> Iterator[Example]:
    """The documents to learn from: all written ones but the news that `evaluation` scores."""
    rows = read_rows(data / DATA)
    held = dev_documents(rows)
    coder = Coder()
    for row in rows:
        if row["doc"] in held or row["genre"] in SPOKEN:
            continue
        doc = coder.products(article_of(row), {Parse}).one(Parse).doc
        found = phrases(doc)
        if len(found) > 1:
            yield _example(row, doc, found)


def _example(row: Row, doc: Doc, found: Sequence[Phrase]) -> Example:
    seen = looks(doc, found)
    earlier, later = candidate_pairs(seen)
    each = of_each(seen)
    label = _labels(row, doc, found)
    right = np.array(
        [label[i] == label[j] != "" for i, j in zip(earlier, later, strict=True)], dtype=bool
    )
    has = np.zeros(len(found), dtype=bool)
    np.logical_or.at(has, later, right)
    number = np.concatenate([np.arange(len(found)), later])
    order = np.argsort(number, kind="stable")
    both = of_both(seen, earlier, later)
    rows = np.concatenate([_new_rows(each, both.shape[1]), _pair_rows(each, both, earlier, later)])
    return Example(
        rows=rows[order].astype(np.float16),
        starts=np.searchsorted(number[order], np.arange(len(found))),
        right=np.concatenate([~has, right])[order],
        weight=NEWS_WEIGHT if row["genre"] == "news" else 1.0,
    )


def _pair_rows(each: Floats, both: Floats, earlier: Ints, later: Ints) -> Floats:
    """One row a pair, in the order that `Network` tells."""
    new = np.zeros((len(earlier), 1), dtype=np.float32)
    return np.concatenate([each[earlier], each[later], both, new], axis=1)


def _new_rows(each: Floats, in_common: int) -> Floats:
    """One row a phrase for its naming something new: no first phrase, nothing in common."""
    width = each.shape[1]
    rows = np.zeros((len(each), 2 * width + in_common + 1), dtype=np.float32)
    rows[:, width : 2 * width] = each
    rows[:, -1] = 1
    return rows


def _labels(row: Row, doc: Doc, found: Sequence[Phrase]) -> list[str]:
    """The chain of each phrase in the data, empty if none; else that of a phrase of its head."""
    exact = {(m["start"], m["end"]): m["cluster"] for m in row["mentions"]}
    spans = [(doc[p.start].idx, doc[p.end - 1].idx + len(doc[p.end - 1])) for p in found]
    heads: dict[int, str] = {}
    for start, end in sorted(set(exact) - set(spans)):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            heads.setdefault(span.root.i, exact[start, end])
    return [exact.get(s) or heads.get(p.head, "") for s, p in zip(spans, found, strict=True)]
