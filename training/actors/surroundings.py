"""Fit the weights by which somebody gets the country of those whom the text names around.

    python -m training.actors.surroundings DATA

``participants.jsonl`` beside this file gives who takes part in the events of whole articles of the
data sets in ``DATA``, by id and offsets, each with a country, a group or nothing (marked for this
project by the guide of the whole-article gold). What the words themselves or the actor tell is
left out. Writes ``surroundings.csv``; prints, for five parts of the articles each fitted without
the part, how many get something and how many of those get the right thing. Same data, same bytes.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.actors import normal
from evaluation.task import article_of, read_rows
from onrecord.actors.lookup import ActorLookup
from onrecord.actors.surroundings import (
    CLASSES,
    FEATURES,
    LEAST,
    NONE,
    Surroundings,
    Weights,
    class_of,
)
from onrecord.coder import Coder
from onrecord.language.parse import Parse
from onrecord.records import Actor, Mention, Place
from onrecord.text import Span
from training.actors.build_base import OUT, table

MARKS = Path(__file__).with_name("participants.jsonl")
NAMES = (*FEATURES, *NONE)
SHARED, OWN = 0.3, 3.0
"""Penalties on the squares of the weights of all classes and of one class."""
PARTS = 5
_OFF = -1e9

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody whose words tell no country: the choices and which of them is right."""

    article: int
    rows: Floats
    kind: str
    right: int
    """Row of the right choice; the last row is none of them."""


def cases(data: Path) -> Iterator[Case]:
    """The participants of the marked articles whose words tell no country."""
    coder = Coder()
    texts: dict[str, dict[str, Any]] = {}
    for number, marked in enumerate(read_rows(MARKS)):
        file = marked["file"]
        if file not in texts:
            texts[file] = {
                str(row.get("id", row.get("doc"))): row for row in read_rows(data / file)
            }
        given = coder.products(
            article_of(texts[file][marked["id"]]), {Parse, Actor, Mention, Place}
        )
        parse, actors, mentions = given.one(Parse), given.all(Actor), given.all(Mention)
        around = Surroundings(parse, mentions, actors, given.all(Place))
        lookup = ActorLookup(parse, mentions, actors)
        codes = [normal(key.text) for key in around.keys]
        for start, end, code in marked["participants"]:
            head = parse.head(Span(start, end))
            actor = lookup.actor_of(head) if head is not None else None
            told = actor is not None and (actor.country or actor.code)
            if head is None or told or around.country_of_place(head) or not codes:
                continue
            wanted = normal(code) if code else ""
            right = codes.index(wanted) if wanted in codes else len(codes)
            yield Case(number, around.rows(head), class_of(head, actor), right)


def fit(found: Sequence[Case]) -> Floats:
    """The weights, shape (1 + classes, features): the first row is shared by all classes."""
    most = max(len(case.rows) for case in found)
    rows = np.zeros((len(found), most, len(NAMES)))
    off = np.full((len(found), most), _OFF)
    for at, case in enumerate(found):
        rows[at, : len(case.rows)] = case.rows
        off[at, : len(case.rows)] = 0
    right = np.array([case.right for case in found])
    kinds = np.array([CLASSES.index(case.kind) for case in found])
    member = np.eye(len(CLASSES))[kinds]
    penalty = np.array([SHARED] + [OWN] * len(CLASSES))[:, None]
    every = np.arange(len(found))

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(1 + len(CLASSES), len(NAMES))
        scores = np.einsum("ckf,cf->ck", rows, weights[0] + weights[1:][kinds]) + off
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        value = -np.log(chances[every, right] + 1e-12).sum() + (penalty * weights**2).sum()
        chances[every, right] -= 1
        each = np.einsum("ck,ckf->cf", chances, rows)
        slope = np.vstack([each.sum(axis=0), member.T @ each]) + 2 * penalty * weights
        return float(value), slope.ravel()

    start = np.zeros((1 + len(CLASSES)) * len(NAMES))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(best.x, dtype=np.float64).reshape(1 + len(CLASSES), len(NAMES))


def lines(weights: Floats) -> list[tuple[str, str, str]]:
    """The rows of the table: class, feature and weight to three places, zeros left out."""
    return [
        (kind, name, f"{value:.3f}")
        for kind, row in zip(("all", *CLASSES), weights, strict=True)
        for name, value in zip(NAMES, row, strict=True)
        if abs(value) >= 0.0005
    ]


def answers(weights: Floats, found: Sequence[Case]) -> Iterator[bool]:
    """For each case that gets something, whether it is right."""
    table_ = Weights(lines(weights))
    for case in found:
        scores = table_.scores(case.rows, case.kind)
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        best = int(chances[:-1].argmax())
        if chances[best] >= LEAST:
            yield best == case.right


def main(data: Path) -> None:
    """Fit, say how good it is on articles not seen, and write the table."""
    found = list(cases(data))
    told = [
        answer
        for part in range(PARTS)
        for answer in answers(
            fit([case for case in found if case.article % PARTS != part]),
            [case for case in found if case.article % PARTS == part],
        )
    ]
    known = sum(case.right < len(case.rows) - 1 for case in found)
    print(
        f"{len(found)} cases, {known} with a right choice; {len(told)} answered, {sum(told)} right"
    )
    (OUT / "surroundings.csv").write_bytes(table(("class", "feature", "weight"), lines(fit(found))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
