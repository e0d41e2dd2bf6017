"""The execution task: whether an incident was carried out, attempted or only threatened.

The incidents of MUC-4 are given: their type and the words for targets, instruments and those who
did it. The program's status of every telling of such an incident near those words decides: MUC's
"accomplished" is an event that took place, "attempted" one that was tried and failed, "threatened"
one that is planned, possible or conditional.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord.coder import Coder
from onrecord.events.setting import Setting
from onrecord.language.parse import Parse, span_of
from onrecord.pipeline import Given
from onrecord.records import EventTime, Modality, Statement, Status, TimeReference
from onrecord.text import Span

_DEV = "events/muc4_templates_dev.jsonl"
_CLASSES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
_WORDS = {
    "ATTACK": "attack kill murder assassinate assassination shoot massacre ambush wound execute "
    "execution death slay raid assault strafe die killing shooting injure gun harass machinegun "
    "crime action destroy fire victim mutilate torture riddle",
    "BOMBING": "bomb bombing explode explosion blast detonate dynamite blow mine plant attack "
    "throw hurl destroy damage device charge sabotage place rocket grenade carbomb go",
    "KIDNAPPING": "kidnap kidnapping abduct abduction seize hostage capture disappear take hold "
    "disappearance kidnapper captive",
    "ARSON": "burn arson torch set fire destroy attack burning",
    "ROBBERY": "rob robbery steal loot theft assault take",
    "FORCED WORK STOPPAGE": "stoppage strike paralyze stop force suspend",
}
"""Words that tell of an incident, by its type (lemmas)."""
_MEANS = frozenset(
    {"bomb", "device", "charge", "place", "plant", "throw", "hurl", "dynamite", "rocket"}
    | {"grenade", "mine", "go", "sabotage"}
)
"""What is done with a bomb before it goes off."""
_FOILED = re.compile(
    r"\b(?:defus|deactivat|disarmed|neutraliz|dismantl)"
    r"|(?:fail(?:ed)? to|not|n't) (?:explode|go off|detonate|yet exploded)"
)
_THREAT = re.compile(r"\bthreat|\bultimatum|sentenced .* to death|will be (?:killed|executed)")
_PLACES = ("target", "id", "name")
_OPEN = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an incident: its word, what its status says, and its sentence."""

    lemma: str
    says: str
    sentence: str


class ExecutionTask:
    """The stage of execution of given incidents."""

    name = "execution"
    needs: tuple[str, ...] = (_DEV,)
    fast = False

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """``stages``, one for each of the ``incidents`` of a row: ``{type, spans}``."""
        for row in rows:
            given = coder.products(article_of(row), {Parse, Statement, TimeReference})
            made = [stage(tellings(one, row, given)) for one in row["incidents"]]
            yield {"id": row["id"], "stages": made}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """F1 of each stage and their mean, beside always saying "accomplished"."""
        rows = [_given(row) for row in read_rows(data / _DEV)]
        rows = [row for row in rows if row["incidents"]]
        gold = [stage for row in rows for stage in row["gold"]]
        made = [stage for row in self.predict(rows, coder) for stage in row["stages"]]
        yield from measures(gold, made)


def measures(gold: Sequence[str], made: Sequence[str]) -> Iterator[Measure]:
    """F1 of each stage, and their mean."""
    scores = []
    for name in _CLASSES:
        right = sum(a == b == name for a, b in zip(gold, made, strict=True))
        scores.append(prf(right, made.count(name), gold.count(name))[2])
        yield Measure(name=f"{name.lower()} F1", value=scores[-1])
    always = prf(gold.count(_CLASSES[0]), len(gold), gold.count(_CLASSES[0]))[2]
    yield Measure(name="macro F1", value=sum(scores) / len(scores), baseline=always / len(scores))


def stage(told: Sequence[Telling]) -> str:
    """What the tellings of an incident say of it together.

    Where bombs were found and none went off, or more was tried than done, it was attempted; where
    nothing was done and something is threatened or expected, it was threatened.
    """
    counts = Counter(one.says for one in told)
    done = sum(one.says == "ACCOMPLISHED" and one.lemma not in _MEANS for one in told)
    foiled = any(_FOILED.search(one.sentence) for one in told)
    if (foiled and not done) or counts["ATTEMPTED"] > max(0, done - 1):
        return "ATTEMPTED"
    threats = counts["THREATENED"] or any(_THREAT.search(one.sentence) for one in told)
    return "THREATENED" if threats and not counts["ACCOMPLISHED"] else "ACCOMPLISHED"


def _class(status: Status) -> str:
    if status.happened:
        return "ACCOMPLISHED"
    if status.modality is Modality.ATTEMPTED:
        return "ATTEMPTED"
    open_ = status.modality in _OPEN or status.time is EventTime.FUTURE
    return "THREATENED" if open_ else "DENIED"


def tellings(incident: Row, row: Row, given: Given) -> list[Telling]:
    """The tellings in sentences that name the incident; without any, those of the whole text."""
    parse = given.one(Parse)
    setting = _setting(row, given)
    words = _words(incident["type"])
    spans = [Span(*span) for span in incident["spans"]]
    named = {head.sent.start for span in spans if (head := parse.head(span)) is not None}
    found = [token for token in parse.doc if _tells(token, words)]
    near = [token for token in found if token.sent.start in named]
    made = [
        Telling(token.lemma_.lower(), _class(_status(token, setting)), token.sent.text.lower())
        for token in near or found
    ]
    return made + list(_foiled(parse, spans, words))


def _foiled(parse: Parse, spans: Sequence[Span], words: frozenset[str]) -> Iterator[Telling]:
    """Sentences that take up the means of a bombing and tell that they were made harmless."""
    heads = {head.lemma_.lower() for span in spans if (head := parse.head(span)) is not None}
    for sentence in parse.sentences:
        text = sentence.text.lower()
        taken_up = any(token.lemma_.lower() in heads for token in sentence)
        if "explode" in words and taken_up and _FOILED.search(text):
            yield Telling("bomb", "DENIED", text)


def _tells(token: Token, words: frozenset[str]) -> bool:
    return token.pos_ in {"VERB", "NOUN"} and token.lemma_.lower() in words


def _status(token: Token, setting: Setting) -> Status:
    span = span_of(token)
    return setting.status(token, None, setting.when(span), setting.statement(span))


def _setting(row: Row, given: Given) -> Setting:
    return Setting(
        given.one(Parse),
        published=article_of(row).date,
        statements=given.all(Statement),
        places=(),
        times=given.all(TimeReference),
    )


def _words(kinds: str) -> frozenset[str]:
    named = (_WORDS.get(kind.strip(), "") for kind in kinds.split("/"))
    return frozenset(word for words in named for word in words.split())


def _given(row: Row) -> Row:
    """Incidents with type and spans, and the gold stages apart."""
    templates = [t for t in row["templates"] if t.get("incident_stage_of_execution")]
    stages = [t["incident_stage_of_execution"][0]["value"] for t in templates]
    return {
        "id": row["id"],
        "text": row["text"],
        "incidents": [
            {"type": t["incident_type"][0]["value"], "spans": list(_spans(t))} for t in templates
        ],
        # Where annotators left it open, the first stage counts.
        "gold": [stage.split("/")[0].strip() for stage in stages],
    }


def _spans(template: dict[str, Any]) -> Iterator[list[int]]:
    for name, fillers in template.items():
        if name.endswith(_PLACES) or "_id" in name:
            for filler in fillers:
                for mention in filler.get("mentions", ()):
                    if mention["start"] is None:
                        continue
                    yield [mention["start"], mention["end"]]


TASK = ExecutionTask()
