"""Who speaks: given the words of a source, is the actor that it stands for named rightly?

``speaker_gold.jsonl`` marks outermost statements of whole articles: the dev split of PolNeAR, ten
articles of its train split and the examples that come with onrecord. A row gives the article, the
spans of the source and, under ``speaker``, the fullest words that the article has for whoever
speaks - more than one span where the same words, or words as full, come again. ``sort`` is:

* ``named``: a person, body or country with a name; ``body``: one without ("its foreign ministry");
* ``unnamed``: a person or group without a name ("a former official", "analysts");
* ``several``: joined by "and", which no one actor stands for; ``unclear``: nobody can tell;
  ``document``: a text or a poll, which is no actor. Nobody is to be named for these three.

An answer is right when the actor given owns one of the marked spans: a mention of it has the same
head word. ``part`` sets a third of the articles apart, whose errors nobody looks at.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evaluation.task import Measure, Row, article_of, read_rows
from onrecord.coder import Coder
from onrecord.ingest import inputs
from onrecord.ingest.source import Known
from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Actor, Article, Mention
from onrecord.statements.speakers import Speakers
from onrecord.text import Span

GOLD = Path(__file__).with_name("speaker_gold.jsonl")
EXAMPLES = Path(__file__).parent.parent / "examples"
_SETS = {
    "polnear_dev": "attribution/polnear_dev.jsonl",
    "polnear_train": "attribution/polnear_train.jsonl",
}
NOBODY = frozenset({"several", "unclear", "document"})
"""Sorts of sources for which no speaker is to be given."""


class SpeakerTask:
    """The task ``speakers``."""

    name = "speakers"
    needs = tuple(_SETS.values())
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """The mentions of the actor who speaks, for each row with an article's text and a source.

        ``speaker`` is null where none is named.
        """
        read: tuple[str, Reading] | None = None
        for row in rows:
            if read is None or read[0] != row["text"]:
                read = row["text"], Reading(coder.products(article_of(row), {Parse, Mention}))
            actor = read[1].speaker(row["source"])
            spans = None if actor is None else [[s.start, s.end] for s in read[1].owned(actor)]
            yield {"id": row["id"], "speaker": spans, "named": actor is not None and actor.named}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """Shares of right and wrong speakers: of all, of each form of source, on the held part."""
        answers = list(judged(data, coder))
        yield from _shares("", answers)
        yield from _shares("held: ", [a for a in answers if a.part == "held"])
        for form in ("pronoun", "nominal", "name"):
            of_form = [a for a in answers if a.form == form and a.sort not in NOBODY]
            yield Measure(name=f"{form}: right", value=_share(a.right for a in of_form))
            yield _wrong(f"{form}: wrong given", of_form)
        yield _wrong("nobody to name: wrong given", [a for a in answers if a.sort in NOBODY])
        yield Measure(
            name="unnamed given a name (number)",
            value=sum(a.named_in_error for a in answers),
            higher_is_better=False,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What was given for one row of the gold."""

    row: Row
    form: str
    """How the source is worded: pronoun, nominal or name."""
    given: Actor | None
    right: bool

    @property
    def part(self) -> str:
        """``tune`` or ``held``."""
        return str(self.row["part"])

    @property
    def sort(self) -> str:
        """What the source stands for."""
        return str(self.row["sort"])

    @property
    def wrong_given(self) -> bool:
        """Whether somebody is named, and not whoever speaks."""
        return self.given is not None and not self.right

    @property
    def named_in_error(self) -> bool:
        """Whether a source without a name is merged with an actor that has one."""
        return self.sort == "unnamed" and self.given is not None and self.given.named


class Reading:
    """The parse, the actors and the speakers of one article."""

    def __init__(self, given: Given) -> None:
        self._parse = given.one(Parse)
        self._mentions = given.all(Mention)
        self._speakers = Speakers(given.all(Actor), self._mentions)

    def speaker(self, source: Sequence[Sequence[int]]) -> Actor | None:
        """The actor for whom the words of ``source`` stand, as the statement stage tells it."""
        head = self._parse.head(Span(*source[0]))
        return None if head is None else self._speakers.at(head)

    def form(self, source: Sequence[Sequence[int]]) -> str:
        """``pronoun``, ``name`` or ``nominal`` by the head word of ``source``."""
        head = self._parse.head(Span(*source[0]))
        if head is None or head.pos_ == "PROPN":
            return "name"
        return "pronoun" if head.pos_ == "PRON" or head.tag_ == "WP" else "nominal"

    def owned(self, actor: Actor) -> list[Span]:
        """The mentions of ``actor``."""
        return [mention.span for mention in self._mentions if mention.actor == actor.id]

    def owns(self, actor: Actor, namings: Iterable[Sequence[int]]) -> bool:
        """Whether a mention of ``actor`` has the head word of one of ``namings``."""
        return bool(self._heads[actor.id] & self._head_words(Span(*naming) for naming in namings))

    @cached_property
    def _heads(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for mention in self._mentions:
            found.setdefault(mention.actor, set()).update(self._head_words([mention.span]))
        return found

    def _head_words(self, spans: Iterable[Span]) -> set[int]:
        heads = [self._parse.head(span) for span in spans]
        return {head.i for head in heads if head is not None}


def judged(data: Path, coder: Coder) -> Iterator[Answer]:
    """An answer for each row of the gold."""
    articles = _articles(data)
    readings: dict[str, Reading] = {}
    for row in read_rows(GOLD):
        key = row["article"]
        if key not in readings:
            readings[key] = Reading(coder.products(articles[key], {Parse, Mention}))
        reading = readings[key]
        given = reading.speaker(row["source"])
        if row["sort"] in NOBODY:
            right = given is None
        else:
            right = given is not None and reading.owns(given, row["speaker"])
        yield Answer(row, reading.form(row["source"]), given, right)


def _articles(data: Path) -> dict[str, Article]:
    rows = [row for name in _SETS.values() for row in read_rows(data / name)]
    found = {row["id"]: article_of(row) for row in rows}
    for file in inputs.find([EXAMPLES]):
        assert isinstance(file, inputs.File)
        for item in inputs.read(file, Known()):
            assert isinstance(item.found, Article)
            found[item.found.key] = item.found
    return found


def _shares(part: str, answers: Sequence[Answer]) -> Iterator[Measure]:
    """Of all sources and, apart from those, of the ones that stand for a speaker."""
    yield Measure(name=f"{part}right (all)", value=_share(a.right for a in answers))
    speaking = [a for a in answers if a.sort not in NOBODY]
    yield Measure(name=f"{part}right, of speakers", value=_share(a.right for a in speaking))
    yield _wrong(f"{part}wrong given", answers)


def _wrong(name: str, answers: Iterable[Answer]) -> Measure:
    value = _share(answer.wrong_given for answer in answers)
    return Measure(name=name, value=value, higher_is_better=False)


def _share(which: Iterable[bool]) -> float:
    found = list(which)
    return 100 * sum(found) / len(found) if found else 0.0


TASK = SpeakerTask()
