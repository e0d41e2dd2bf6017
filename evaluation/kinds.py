"""The kind of a source and the act of a statement, given its spans.

``statement_labels.jsonl`` holds statements marked twice by the guide ``statement_guide.md``: 900 of
PolNeAR by the id of the article and offsets, 440 in sentences of our own with their text. The two
readings of the 900 were made apart, and where they differ a third decides. A third of the rows is
``held``: nothing was fitted to it. Macro F1 is the mean over the classes that the gold has; where
the gold is empty (``null``) nothing is scored.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from evaluation.task import Measure, Row, article_of, read_rows
from onrecord.coder import Coder
from onrecord.language.encoder import Encoding
from onrecord.language.parse import Parse
from onrecord.records import Actor, Mention
from onrecord.statements.describe import Said, Scene, describer
from onrecord.statements.kinds import source_kinds
from onrecord.statements.speakers import Speakers
from onrecord.text import Span

LABELS = Path(__file__).with_name("statement_labels.jsonl")
_TEXTS = ("attribution/polnear_train.jsonl", "attribution/polnear_dev.jsonl")
_QUESTIONS = ("kind", "act")


class KindTask:
    """The task ``kinds``."""

    name = "kinds"
    needs = _TEXTS
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """Kind and act of each row, which gives a text and the spans of one statement in it."""
        for _, same in groupby(rows, key=lambda row: row["text"]):
            here = list(same)
            for row, (kind, act, rule) in zip(here, answers(here, coder), strict=True):
                yield {"id": row["id"], "kind": kind, "act": act, "rule": rule}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """Macro F1 of both questions on the held rows, and how far the two readings agree."""
        rows = labelled(data)
        held = [row for row in rows if row["part"] == "held"]
        found = list(self.predict(held, coder))
        by_rule = [(row["kind"], item["rule"]) for row, item in zip(held, found, strict=True)]
        for name in _QUESTIONS:
            pairs = [(row[name], item[name]) for row, item in zip(held, found, strict=True)]
            base = macro_f1(by_rule) if name == "kind" else None
            yield Measure(name=f"{name}: macro F1", value=macro_f1(pairs), baseline=base)
            known = [(gold, answer) for gold, answer in pairs if gold is not None]
            right = sum(gold == answer for gold, answer in known)
            yield Measure(name=f"{name}: right", value=100 * right / len(known))
            given = sum(answer is not None for _, answer in known)
            yield Measure(name=f"{name}: right, of those given", value=100 * right / given)
        twice = [row for row in rows if "own" not in row["id"]]
        for at, name in enumerate(_QUESTIONS):
            pairs = [(row["first"][at], row["second"][at]) for row in twice]
            yield Measure(name=f"{name}: readers' kappa x 100", value=100 * kappa(pairs))


def labelled(data: Path) -> list[Row]:
    """All rows with their texts, those of one text side by side."""
    texts = {row["id"]: row for name in _TEXTS for row in read_rows(data / name)}
    rows = [
        row if "text" in row else {**row, "text": texts[row["id"]]["text"]}
        for row in read_rows(LABELS)
    ]
    return sorted(rows, key=lambda row: (row["id"], row["cue"]))


def answers(
    rows: Sequence[Row], coder: Coder
) -> Iterator[tuple[str | None, str | None, str | None]]:
    """Kind and act of each of ``rows``, which share a text, and the kind by the word lists."""
    scene = scene_of(rows[0], coder)
    for row in rows:
        said = said_in(row)
        head = scene.parse.head(said.source[0]) if said.source else None
        speaker = scene.speaker(said)
        words = " ".join(span.of(scene.text) for span in said.source)
        rule = None if head is None else source_kinds().of(head, words, speaker)
        kind = describer().kind(scene.kind_signs(said, speaker))
        yield kind, describer().act(scene.act_signs(said)), rule


def scene_of(row: Row, coder: Coder) -> Scene:
    """The article of a row, ready to be asked."""
    article = article_of(row)
    given = coder.products(article, {Parse, Encoding, Actor, Mention})
    speakers = Speakers(given.all(Actor), given.all(Mention))
    return Scene(article.text, given.one(Parse), given.one(Encoding), speakers)


def said_in(row: Row) -> Said:
    """The spans of the statement of a row."""
    return Said(*(tuple(Span(*span) for span in row[part]) for part in Said._fields))


def macro_f1(pairs: Sequence[tuple[str | None, str | None]]) -> float:
    """Mean F1 of the classes, per cent, over pairs of gold and answer whose gold is known."""
    known = [pair for pair in pairs if pair[0] is not None]
    scores = []
    for name in sorted({str(gold) for gold, _ in known}):
        right = sum(gold == name == answer for gold, answer in known)
        given = sum(answer == name for _, answer in known)
        marked = sum(gold == name for gold, _ in known)
        scores.append(2 * right / (given + marked))
    return 100 * sum(scores) / len(scores)


def kappa(pairs: Sequence[tuple[str | None, str | None]]) -> float:
    """Cohen's kappa of two readings (Cohen 1960); a row left open is a class of its own."""
    agree = sum(one == other for one, other in pairs) / len(pairs)
    classes = {str(answer) for pair in pairs for answer in pair}
    chance = (
        sum(
            sum(str(one) == name for one, _ in pairs)
            * sum(str(other) == name for _, other in pairs)
            for name in classes
        )
        / len(pairs) ** 2
    )
    return (agree - chance) / (1 - chance)


TASK = KindTask()
