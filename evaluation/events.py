"""Events: who did what to whom in whole articles, and the pairs of PLV's sentences.

Articles: a predicted mention matches a gold one when its trigger overlaps the gold anchor; each
counts once. "Typed" also asks for the type. Rows that ask about non-events: among the gold
mentions that did not happen (status not actual, or time future) and that were found, how many the
program tells as facts; a second row takes all such gold mentions as the denominator.
Rows that begin with "kept" or "own kept" are of whole texts of many kinds and of own sentences,
both kept out of training; those that begin with "blind" and "own blind" are of such texts that
chose no limit either (``evaluation/articles.py``).
Sentences: the dev split of PLV's training pairs is that of ``evaluation.relation``; own sentences
without an event, and look-alikes with one, are those of ``evaluation.empty``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from evaluation import articles
from evaluation.actors import normal
from evaluation.empty import measures as empty_measures
from evaluation.relation import is_dev
from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord.coder import Coder
from onrecord.records import ArticleEvent, EventMention, Participant, Place
from onrecord.text import Span

DEV_ARTICLES = "events/article_gold_dev.jsonl"
_PAIRS = "events/plv_train.jsonl"
_QUADS = "events/cameo_quad.jsonl"
_YIELD = frozenset({"CONCEDE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Match:
    """A gold mention and the predicted one whose trigger overlaps it."""

    gold: Row
    made: Row


@dataclass(frozen=True, slots=True)
class Matched:
    """One article: how many mentions were made, and which of them a gold one matches."""

    made: int
    typed: list[Match]
    found: list[Match]


class EventsTask:
    """Event mentions of articles and of single sentences."""

    name = "events"
    needs = (DEV_ARTICLES, _PAIRS, _QUADS)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """The event mentions of each row, in the order of the text."""
        for row in rows:
            given = coder.products(article_of(row), {EventMention, Place, ArticleEvent})
            places = {place.id: place for place in given.all(Place)}
            joined = {m: event.id for event in given.all(ArticleEvent) for m in event.mentions}
            made = [_row_of(m, row["text"], places) for m in given.all(EventMention)]
            for event, mention in zip(made, given.all(EventMention), strict=True):
                event["same"] = joined[mention.id]
            yield {"id": row["id"], "events": made}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """Mentions of articles, pairs of sentences, and sentences without an event."""
        by_article = list(self._matched(rows := read_rows(data / DEV_ARTICLES), coder))
        yield from _detection_measures(rows, by_article)
        found = [m for one in by_article for m in one.found]
        yield from _status_measures(found, [row["events"] for row in rows])
        yield from _field_measures(found)
        yield from _joining_measures(one.found for one in by_article)
        for name, texts in (
            ("kept", articles.marked(data)),
            ("own kept", articles.own()),
            ("blind", articles.marked(data, articles.BLIND)),
            ("own blind", articles.own(articles.BLIND_REPORTS)),
        ):
            for measure in self._kept(list(texts), coder):
                yield msgspec.structs.replace(measure, name=_named(name, measure))
        yield from self._pairs([r for r in read_rows(data / _PAIRS) if is_dev(r)], coder)
        quads = [row for row in read_rows(data / _QUADS) if row["quad_n"] == 0]
        empty = sum(not row["events"] for row in self.predict(quads, coder))
        yield _share("empty kept (CAMEO statements)", empty, len(quads))
        yield from empty_measures(lambda rows: self.predict(rows, coder))

    def _kept(self, rows: Sequence[Row], coder: Coder) -> Iterator[Measure]:
        """Texts whose marks have neither dates nor places."""
        by_article = list(self._matched(rows, coder))
        yield from _detection_measures(rows, by_article)
        found = [m for one in by_article for m in one.found]
        yield from _status_measures(found, [row["events"] for row in rows])
        yield from articles.side_measures((m.gold, m.made) for m in found)
        if any("same" in event for row in rows for event in row["events"]):
            yield from _joining_measures(one.found for one in by_article)
        yield from _country_measures(found)

    def _matched(self, rows: Sequence[Row], coder: Coder) -> Iterator[Matched]:
        for gold, made in zip(rows, self.predict(rows, coder), strict=True):
            typed, found = (match(gold["events"], made["events"], typed=t) for t in (True, False))
            yield Matched(len(made["events"]), typed, found)

    def _pairs(self, rows: Sequence[Row], coder: Coder) -> Iterator[Measure]:
        found = right = 0
        for row, made in zip(rows, self.predict(rows, coder), strict=True):
            types = {event["type"] for event in made["events"] if _has_pair(event, row)}
            found += bool(types)
            right += bool({"YIELD" if t in _YIELD else t for t in types} & {row["root"]})
        yield _share("plv pair found", found, len(rows))
        yield _share("plv pair and type", right, len(rows))


def match(gold: Sequence[Row], made: Sequence[Row], *, typed: bool) -> list[Match]:
    """Pairs of overlapping mentions, each used once; equal types are paired first."""
    pairs: list[Match] = []
    left = list(made)
    open_gold = list(gold)
    for same_type in (True, False) if not typed else (True,):
        for event in list(open_gold):
            for other in left:
                agrees = other["type"] == event["type"] or not same_type
                if agrees and _overlap(event["span"], other["trigger"]):
                    pairs.append(Match(event, other))
                    left.remove(other)
                    open_gold.remove(event)
                    break
    return pairs


def happened(modality: str, time: str) -> bool:
    """Whether a telling says that the event took place."""
    return modality == "actual" and time != "future"


def _named(kind: str, measure: Measure) -> str:
    return f"{kind}: {measure.name.removeprefix('article ')}"


def _detection_measures(rows: Sequence[Row], found: Sequence[Matched]) -> Iterator[Measure]:
    made, gold = sum(one.made for one in found), sum(len(row["events"]) for row in rows)
    for name in ("typed", "untyped"):
        hits = sum(len(one.typed if name == "typed" else one.found) for one in found)
        precision, recall, both = prf(hits, made, gold)
        yield Measure(name=f"article {name} F1", value=both)
        yield Measure(name=f"article {name} precision", value=precision)
        yield Measure(name=f"article {name} recall", value=recall)


def _status_measures(found: Sequence[Match], gold: Sequence[Sequence[Row]]) -> Iterator[Measure]:
    told = [happened(m.made["modality"], m.made["time"]) for m in found]
    facts = [happened(m.gold["status"], m.gold["time"]) for m in found]
    wrong = sum(t and not f for t, f in zip(told, facts, strict=True))
    kept = sum(t and f for t, f in zip(told, facts, strict=True))
    others = sum(not happened(e["status"], e["time"]) for events in gold for e in events)
    low = _share("non-events told as facts", wrong, facts.count(False))
    yield Measure(name=low.name, value=low.value, higher_is_better=False)
    low = _share("non-events told as facts, of all in gold", wrong, others)
    yield Measure(name=low.name, value=low.value, higher_is_better=False)
    yield _share("facts kept", kept, facts.count(True))
    yield _agreement("time right", found, lambda m: m.made["time"] == m.gold["time"])


def _country_measures(found: Sequence[Match]) -> Iterator[Measure]:
    for side in ("actor", "recipient"):
        coded = [m for m in found if m.gold[side]]
        yield _agreement(f"{side} country right", coded, lambda m, s=side: _same_codes(m, s))  # type: ignore[misc]


def _field_measures(found: Sequence[Match]) -> Iterator[Measure]:
    yield from _country_measures(found)
    dated = [m for m in found if m.gold["date"]]
    yield _agreement("date right", dated, lambda m: _same_date(m.gold["date"], m.made))
    yield _agreement("statement right", found, _same_teller)
    placed = [m for m in found if m.gold["place"]]
    yield _agreement("place right", placed, lambda m: _same_place(m.gold["place"], m.made))


def _joining_measures(articles: Iterable[Sequence[Match]]) -> Iterator[Measure]:
    """Pairs of found mentions of one article that gold, the program or both take for one event."""
    both = made = gold = 0
    for matches in articles:
        for one, other in combinations(matches, 2):
            same_gold = one.gold["same"] == other.gold["same"] is not None
            same_made = one.made["same"] == other.made["same"]
            both += same_gold and same_made
            gold += same_gold
            made += same_made
    precision, recall, _ = prf(both, made, gold)
    yield Measure(name="joined pairs precision", value=precision)
    yield Measure(name="joined pairs recall", value=recall)


def _agreement(name: str, matches: Sequence[Match], test: Callable[[Match], bool]) -> Measure:
    return _share(name, sum(map(test, matches)), len(matches))


def _share(name: str, part: int, whole: int) -> Measure:
    return Measure(name=name, value=100 * part / whole if whole else 0.0)


def _same_codes(pair: Match, side: str) -> bool:
    gold = {normal(code.upper()) for code in pair.gold[side]}
    return gold == {normal(code.upper()) for code in pair.made[f"{side}_countries"]}


def _same_date(gold: str, made: Row) -> bool:
    """Whether both ends of the interval lie in the day, month or year of the gold date."""
    ends = made["date_from"], made["date_to"]
    return all(end is not None and end.startswith(gold) for end in ends)


def _same_teller(pair: Match) -> bool:
    return (pair.gold["vouched"] == "narrator") is (pair.made["statement"] is None)


def _same_place(gold: str, made: Row) -> bool:
    place = made["place"]
    return place is not None and (place in gold or gold in place)


def _has_pair(event: Row, row: Row) -> bool:
    sides = (event["actors"], row["source"]), (event["recipients"], row["target"])
    return all(any(_overlap(s, (t["start"], t["end"])) for s in spans) for spans, t in sides)


def _overlap(one: Sequence[int], other: Sequence[int | None]) -> bool:
    start, end = other
    return start is not None and end is not None and one[0] < end and start < one[1]


def _row_of(mention: EventMention, text: str, places: dict[str, Place]) -> Row:
    place = places.get(mention.place) if mention.place is not None else None
    sides: dict[str, tuple[Participant, ...]] = {
        "actor": mention.actors,
        "recipient": mention.recipients,
    }
    row: dict[str, Any] = {"type": str(mention.type), "trigger": _ends(mention.trigger)}
    for name, side in sides.items():
        row[f"{name}s"] = [_ends(p.span) for p in side]
        codes = [p.code or p.country or ("REFUGEES" if "REF" in p.sectors else None) for p in side]
        row[f"{name}_countries"] = list(dict.fromkeys(filter(None, codes)))
    row |= {
        "modality": str(mention.status.modality),
        "certainty": str(mention.status.certainty),
        "time": str(mention.status.time),
        "date_from": mention.date_from.isoformat() if mention.date_from else None,
        "date_to": mention.date_to.isoformat() if mention.date_to else None,
        "place": place.span.of(text) if place is not None else None,
        "statement": mention.statement,
    }
    return row


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]


TASK = EventsTask()
