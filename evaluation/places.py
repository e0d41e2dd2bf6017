"""Places: are the names found, and do they get the right coordinates?

A predicted name and a gold name match if they share at least one character; each matches once,
in the order of the text. Names of peoples ("Iranian"), which both data sets mark in part, are no
places here and left out of the gold. Gold names without coordinates (streets and such that no
gazetteer has) are neither asked for nor counted against a prediction that matches them.

* found F1: names, whatever they resolve to
* within 161 km given gold spans: share of the gold names that get a point within 161 km (100
  miles, the customary bound: Gritta, Pilehvar and Collier 2020, section 4.3) of the gold one
* end to end F1: names found and within 161 km

The baseline takes the GPE and LOC entities of the same parse and, of the same gazetteer's
candidates, the one with most people.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord import Coder
from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.places.gazetteer import Candidate, gazetteer, spelling
from onrecord.places.mentions import Finder
from onrecord.places.resolution import kilometres, resolve
from onrecord.places.stage import PlaceStage, given_mentions
from onrecord.places.words import demonyms
from onrecord.records import Place
from onrecord.text import Span

NEAR_KM = 161.0
SETS = ("lgl", "trnews")

Point = tuple[float, float]


class Toponym(msgspec.Struct, frozen=True):
    """A place name, gold or predicted."""

    span: Span
    point: Point | None


class Score(msgspec.Struct):
    """Counts over the documents of one set."""

    found: int = 0
    near: int = 0
    predicted: int = 0
    gold: int = 0
    near_given: int = 0

    def measures(self) -> tuple[float, float, float]:
        """Found F1, accuracy given the spans, end to end F1."""
        found = prf(self.found, self.predicted, self.gold)[2]
        near = prf(self.near, self.predicted, self.gold)[2]
        return found, 100 * self.near_given / max(1, self.gold), near


class PlacesTask:
    """See the module."""

    name = "places"
    needs = tuple(f"places/{name}.jsonl" for name in SETS)
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        for row in rows:
            places = coder.products(article_of(row), {Place}).all(Place)
            yield {"id": row["id"], "toponyms": [_toponym(place) for place in places]}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        for name in SETS:
            ours, plain = Score(), Score()
            for row in read_rows(data / "places" / f"{name}.jsonl"):
                given = coder.products(article_of(row), {Parse})
                score_document(row, given, ours, plain)
            labels = ("found F1", "within 161 km given gold spans", "end to end F1")
            for label, value, base in zip(labels, ours.measures(), plain.measures(), strict=True):
                yield Measure(name=f"{name} {label}", value=value, baseline=base)


def _toponym(place: Place) -> Row:
    return {
        "start": place.span.start,
        "end": place.span.end,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "geonameid": place.geonames,
    }


def gold_toponyms(row: Row) -> list[Toponym]:
    """The gold names of ``row`` without those of peoples; see the module."""
    found = []
    for gold in sorted(row["toponyms"], key=lambda item: item["start"]):
        if spelling(gold["name"]) not in demonyms():
            point = None if gold["lat"] is None else (gold["lat"], gold["lon"])
            found.append(Toponym(Span(gold["start"], gold["end"]), point))
    return found


def score_document(row: Row, given: Given, ours: Score, plain: Score) -> None:
    """Add the counts of ``row`` to those of the stage and of the baseline."""
    parse, gold = given.one(Parse), gold_toponyms(row)
    places = list(PlaceStage().run(article_of(row), given))
    _count(ours, gold, [_predicted(place) for place in places if isinstance(place, Place)])
    _count(plain, gold, baseline(parse))
    asked = [one for one in gold if one.point is not None]
    spans = [one.span for one in asked]
    for one, point in zip(asked, given_gold(parse, spans), strict=True):
        ours.near_given += near(one.point, point)
    for one in asked:
        plain.near_given += near(one.point, _populous(one.span.of(row["text"])))


def _predicted(place: Place) -> Toponym:
    known = place.lat is not None and place.lon is not None
    return Toponym(place.span, (place.lat, place.lon) if known else None)  # type: ignore[arg-type]


def given_gold(parse: Parse, spans: Sequence[Span]) -> list[Point | None]:
    """The resolver's points for names at ``spans``."""
    made = given_mentions(parse, spans)
    points: dict[Span, Point | None] = {}
    for mention, choice in zip(made, resolve(parse.doc, made), strict=True):
        points[mention.span] = None if choice is None else (choice.place.lat, choice.place.lon)
    return [points.get(span) for span in spans]


def baseline(parse: Parse) -> list[Toponym]:
    """GPE and LOC entities with their most populous candidate."""
    entities = [entity for entity in parse.doc.ents if entity.label_ in {"GPE", "LOC"}]
    return [
        Toponym(Span(entity.start_char, entity.end_char), _populous(entity.text))
        for entity in entities
    ]


def _populous(name: str) -> Point | None:
    bare = name.removeprefix("the ").removesuffix("'s").removesuffix("’s")
    found: tuple[Candidate, ...] = Finder(gazetteer()).find(bare)
    if not found:
        return None
    best = max(found, key=lambda candidate: candidate.population)
    return best.lat, best.lon


def near(gold: Point | None, predicted: Point | None) -> bool:
    """Whether both points are known and within `NEAR_KM`."""
    return gold is not None and predicted is not None and kilometres(*gold, *predicted) <= NEAR_KM


def _count(score: Score, gold: Sequence[Toponym], predicted: Sequence[Toponym]) -> None:
    partner = match(gold, predicted)
    for at, one in enumerate(gold):
        other = partner.get(at)
        if one.point is None:
            score.predicted -= other is not None
            continue
        score.gold += 1
        if other is not None:
            score.found += 1
            score.near += near(one.point, predicted[other].point)
    score.predicted += len(predicted)


def match(gold: Sequence[Toponym], predicted: Sequence[Toponym]) -> dict[int, int]:
    """Index of the predicted name for each gold name that has one; each is used once."""
    partner: dict[int, int] = {}
    used: set[int] = set()
    for at, one in enumerate(gold):
        for other, two in enumerate(predicted):
            if other not in used and one.span.overlaps(two.span):
                partner[at] = other
                used.add(other)
                break
    return partner


TASK = PlacesTask()
