"""The place stage: place names and what they resolve to."""

from collections.abc import Iterable, Sequence

from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.places.gazetteer import Candidate, gazetteer
from onrecord.places.mentions import Finder, Mention, mentions
from onrecord.places.recognition import recognise
from onrecord.places.resolution import Choice, resolve
from onrecord.places.roles import role_of
from onrecord.records import Article, Place, PlaceRole, Precision
from onrecord.text import Span

_PRECISION = {
    "city": Precision.CITY,
    "admin1": Precision.REGION,
    "admin2": Precision.REGION,
    "area": Precision.REGION,
    "water": Precision.REGION,
    "country": Precision.COUNTRY,
    "site": Precision.POINT,
}
"""The precision of each kind of the gazetteer."""


class PlaceStage:
    """Finds place names, resolves them and says which of them act."""

    name = "places"
    needs: frozenset[type] = frozenset({Parse})
    gives: frozenset[type] = frozenset({Place})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        parse = given.one(Parse)
        found = recognise(parse, mentions(parse, Finder(gazetteer())))
        names = [one.mention for one in found]
        choices = resolve(parse.doc, names)
        for one, choice in zip(found, choices, strict=True):
            role = role_of(parse.doc, one.mention)
            yield place_of(article, one.mention, choice, role, one.confidence)


def given_mentions(parse: Parse, spans: Sequence[Span]) -> list[Mention]:
    """Mentions at ``spans``, for names that somebody else has found."""
    finder = Finder(gazetteer())
    known = {mention.span: mention for mention in mentions(parse, finder)}
    text = parse.doc.text
    made = []
    for span in spans:
        tokens = parse.tokens(span)
        if span in known:
            made.append(known[span])
        elif tokens:
            name = span.of(text)
            at = (tokens[0].i, tokens[-1].i + 1)
            made.append(Mention(*at, span, name, finder.find(name)))
    return made


def place_of(
    article: Article, mention: Mention, choice: Choice | None, role: PlaceRole, sure: float
) -> Place:
    """The record of a mention; without a choice it has no coordinates."""
    if choice is None:
        return Place(article=article.id, span=mention.span, role=role, confidence=None)
    place: Candidate = choice.place
    return Place(
        article=article.id,
        span=mention.span,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        precision=_PRECISION[place.kind],
        geonames=place.geonames,
        country=place.country,
        admin1=place.admin1,
        role=role,
        confidence=round(sure * choice.share, 4),
    )
