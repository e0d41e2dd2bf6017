"""Actors: are countries and codes right on whole articles, and are mentions joined rightly?

Two questions on two files:

* ``events/article_gold_dev.jsonl`` gives, for each event, the words of actors and recipients and
  their codes. Each word with one code is looked up where it stands nearest to the event; what
  onrecord gives it (the short code, else the country) is right, wrong or empty.
* ``coref/ontogum_train.jsonl`` (news only) gives clusters of mentions. Each link from a mention to
  the last earlier mention of the same actor is right if the data puts both into one cluster. Links
  of mentions that the data does not mark, such as adjectives, are not counted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evaluation.actor_gold import own_measures
from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord.actors.base import lexicon, words_of
from onrecord.actors.lookup import ActorLookup
from onrecord.coder import Coder
from onrecord.language.parse import Parse
from onrecord.records import Actor, Mention, MentionForm, Place
from onrecord.text import Span

GOLD = "events/article_gold_dev.jsonl"
CLUSTERS = "coref/ontogum_train.jsonl"
REACH = 400
"""Characters around an event's anchor in which its words are looked for."""
_BODIES = {"UNO": "UN", "EUR": "EU"}


class ActorTask:
    """The task ``actors``."""

    name = "actors"
    needs = (GOLD, CLUSTERS)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """The mentions of each row, ``[start, end, actor]``, and the actors."""
        for row in rows:
            given = coder.products(article_of(row), {Actor, Mention})
            mentions = [[m.span.start, m.span.end, m.actor] for m in given.all(Mention)]
            actors = {
                actor.id: {"name": actor.name, "country": actor.country, "code": actor.code}
                for actor in given.all(Actor)
            }
            yield {"id": row["id"], "mentions": mentions, "actors": actors}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """Shares of right and wrong codes, and precision and recall of links."""
        answers = [a for row in read_rows(data / GOLD) for a in judged(row, coder)]
        total = len(answers) or 1
        yield Measure(
            name="actor country right",
            value=100 * sum(a.verdict == "right" for a in answers) / total,
        )
        yield Measure(
            name="wrong given",
            value=100 * sum(a.verdict == "wrong" for a in answers) / total,
            higher_is_better=False,
        )
        yield from own_measures(coder)
        yield from _link_measures(read_rows(data / CLUSTERS), coder)


class Answer:
    """What was given for one gold entry."""

    def __init__(self, text: str, gold: str, given: str | None, at: Span | None) -> None:
        self.text = text
        self.gold = gold
        self.given = given
        self.at = at

    @property
    def verdict(self) -> str:
        """``right``, ``wrong`` or ``empty``."""
        if self.given is None:
            return "empty"
        return "right" if self.given == normal(self.gold) else "wrong"


def judged(row: Row, coder: Coder) -> Iterator[Answer]:
    """An answer for each actor and recipient that has words and a code of its own."""
    given = coder.products(article_of(row), {Parse, Actor, Mention, Place})
    lookup = ActorLookup(given.one(Parse), given.all(Mention), given.all(Actor), given.all(Place))
    for event in row["events"]:
        anchor = Span(*event["span"])
        for role in ("actor", "recipient"):
            texts, codes = event[f"{role}_text"], event[role]
            if len(texts) == len(codes):
                for text, code in zip(texts, codes, strict=True):
                    at = nearest(row["text"], text, anchor)
                    yield Answer(text, code, _given(lookup, at, code), at)


def _given(lookup: ActorLookup, at: Span | None, gold: str) -> str | None:
    if at is None:
        return None
    who = lookup.participant(at)
    if gold == "REFUGEES" and "REF" in who.sectors and who.code is None:
        return gold
    return normal(who.code or who.country or "") or None


def normal(code: str) -> str:
    """A gold code or a given one in the spelling of the actor base."""
    code = _BODIES.get(code, code)
    words = words_of(code)
    for form in lexicon().get(words[0] if words else "", ()):
        if form.words == words and form.entry.code is not None:
            return form.entry.code
    return code


def nearest(text: str, words: str, anchor: Span) -> Span | None:
    """Where ``words`` stand closest to ``anchor``, as whole words."""
    low, high = max(0, anchor.start - REACH), anchor.end + REACH
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = [Span(m.start(), m.end()) for m in pattern.finditer(text, low, high)]
    return min(found, key=lambda s: (abs(s.start - anchor.start), s.start), default=None)


# --- joining ------------------------------------------------------------------------------------


def _link_measures(rows: Iterable[Row], coder: Coder) -> Iterator[Measure]:
    right = made = gold = pronouns_right = pronouns = 0
    for row in rows:
        if row["genre"] != "news":
            continue
        given = coder.products(article_of(row), {Parse, Mention})
        clusters = _gold_heads(row, given.one(Parse))
        links = list(_links(given.one(Parse), given.all(Mention), clusters))
        right += sum(link[0] for link in links)
        made += len(links)
        pronouns += sum(link[1] for link in links)
        pronouns_right += sum(all(link) for link in links)
        gold += _gold_links(given.one(Parse), given.all(Mention), clusters)
    precision, recall, f1 = prf(right, made, gold)
    yield Measure(name="link precision", value=precision)
    yield Measure(name="link recall", value=recall)
    yield Measure(name="link F1", value=f1)
    yield Measure(name="pronoun link precision", value=prf(pronouns_right, pronouns, 1)[0])


def _gold_heads(row: Row, parse: Parse) -> dict[int, str]:
    """The cluster of each head token; of two mentions with one head the longer one."""
    found: dict[int, str] = {}
    for mention in sorted(row["mentions"], key=lambda m: m["end"] - m["start"]):
        head = parse.head(Span(mention["start"], mention["end"]))
        if head is not None:
            found[head.i] = mention["cluster"]
    return found


def _links(
    parse: Parse, mentions: Sequence[Mention], clusters: dict[int, str]
) -> Iterator[tuple[bool, bool]]:
    """For each link whether it is right and whether it is a pronoun's."""
    last: dict[str, str] = {}
    for mention in mentions:
        head = parse.head(mention.span)
        if head is None or head.i not in clusters:
            continue
        if mention.actor in last:
            yield last[mention.actor] == clusters[head.i], mention.form is MentionForm.PRONOUN
        last[mention.actor] = clusters[head.i]


def _gold_links(parse: Parse, mentions: Sequence[Mention], clusters: dict[int, str]) -> int:
    """Links of the gold clusters that hold at least one of the mentions."""
    heads = [parse.head(mention.span) for mention in mentions]
    ours = {clusters[head.i] for head in heads if head is not None and head.i in clusters}
    sizes = [sum(c == cluster for c in clusters.values()) for cluster in sorted(ours)]
    return sum(size - 1 for size in sizes)


TASK = ActorTask()
