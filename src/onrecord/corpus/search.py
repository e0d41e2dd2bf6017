"""The search for origins in a set of articles: sketch, pair, verify, trace."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.corpus.blocking import near_pairs
from onrecord.corpus.dossier import Dossier, sketch_of
from onrecord.corpus.kinship import SETTINGS, Kinship, Settings, days_apart, kinship
from onrecord.corpus.origins import Citing, Found, origins_of
from onrecord.corpus.words import Words, words_of
from onrecord.records import Article

PRINTS = 3
"""Fingerprints that two articles share before they are compared: about fifteen words."""
PRINT_REACH = 8
"""Earlier articles with which one is compared for each of its fingerprints."""
TERMS = 2
"""Strong terms that the reports of one outlet share before they are compared."""
TERM_REACH = 32
"""Earlier articles for each outlet and term; more, for big agencies have many."""

Pair = tuple[int, int]


def in_order(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """By day and id; those without a day last."""
    return sorted(dossiers, key=lambda d: (d.date is None, str(d.date), d.id))


def candidates(dossiers: Sequence[Dossier], settings: Settings = SETTINGS) -> list[Pair]:
    """Indices of the articles to compare; ``dossiers`` as `in_order` gives them."""
    by_text = near_pairs([d.prints for d in dossiers], PRINT_REACH, PRINTS)
    credited = frozenset().union(*(d.whole | d.part for d in dossiers))
    by_word = near_pairs([d.voices(credited) for d in dossiers], TERM_REACH, TERMS)
    pairs = {(one, other) for one, other in by_text.tolist()}
    pairs |= {
        (one, other)
        for one, other in by_word.tolist()
        if _one_story(dossiers[one], dossiers[other], settings)
    }
    return sorted(pairs)


def _one_story(one: Dossier, other: Dossier, settings: Settings) -> bool:
    """Whether a credit or citation in one of two articles can mean the other."""
    near = days_apart(one.date, other.date) <= settings.citing_days
    return near and one.story.likeness(other.story) >= settings.retold_likeness


def verified(
    dossiers: Sequence[Dossier], pairs: Iterable[Pair], words: Callable[[str], Words]
) -> Iterator[tuple[Pair, Kinship | None]]:
    """Each pair with its kinship; ``words`` gives the words of an article by its id."""
    for pair in pairs:
        one, other = dossiers[pair[0]], dossiers[pair[1]]
        yield pair, kinship(one, other, (words(one.id), words(other.id)))


def dossier_of(article: Article) -> Dossier:
    """The dossier of an article that lies in no store."""
    return Dossier(article.id, article.date, article.outlet, sketch_of(article))


def trace(
    articles: Iterable[Article],
    citing: Citing | None = None,
    sketched: Callable[[Article], Dossier] = dossier_of,
) -> Found:
    """The origins of ``articles``, which need not lie in a store.

    Args:
        citing: see `origins_of`.
        sketched: gives the dossier of an article, for callers that keep them.
    """
    by_id = {article.id: article for article in articles}
    dossiers = in_order(sketched(article) for article in by_id.values())
    words = {id_: words_of(article) for id_, article in by_id.items()}
    links = [k for _, k in verified(dossiers, candidates(dossiers), words.__getitem__) if k]
    bylines = {id_: article.author for id_, article in by_id.items() if article.author}
    return origins_of(dossiers, links, bylines=bylines, citing=citing)
