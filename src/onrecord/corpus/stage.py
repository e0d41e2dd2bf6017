"""Origins over a store: what is new is sketched and compared, then all is traced again.

The records that come out are those of a run over all articles at once, whatever the order in which
they came; only sketches and comparisons that were made before are not made again.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from onrecord import knowledge
from onrecord.corpus import kinship as judging
from onrecord.corpus import search
from onrecord.corpus.dossier import Dossier, Sketch, sketch_of
from onrecord.corpus.kinship import Kinship
from onrecord.corpus.origins import Found, origins_of
from onrecord.corpus.uncollected import uncollected
from onrecord.corpus.words import Words, words_of
from onrecord.records import Article, content_id
from onrecord.store import origins as rows
from onrecord.store.store import Store
from onrecord.text import Span

VERSION = 1
"""To be raised with a change of the code that changes sketches or kinships."""
_BATCH = 1_000
"""Articles, or pairs, whose texts are in memory at once."""


class Update(msgspec.Struct, frozen=True):
    """What bringing the origins of a store up to date came to."""

    sketched: int = 0
    """Articles that were new."""
    compared: int = 0
    """Pairs that were new."""
    came: int = 0
    went: int = 0
    """Records that were added and deleted."""


@cache
def method() -> str:
    """What the origins of a store were made by; another method makes all anew."""
    known = {name: value for name, value in knowledge.digests().items() if "corpus/" in name}
    settings = msgspec.structs.asdict(judging.SETTINGS)
    return content_id("origins", VERSION, sorted(settings.items()), sorted(known.items()))


def is_current(store: Store) -> bool:
    """Whether the origins of ``store`` are those of its articles."""
    with store.changing() as con:
        return rows.is_current(con, method())


@uncollected()
def update(store: Store) -> Update:
    """Bring the origins of ``store`` up to date with its articles.

    Raises:
        StoreError: the store cannot be written.
    """
    with store.changing() as con:
        if rows.is_current(con, method()):
            return Update()
        rows.prepare(con, method())
        new = rows.unsketched(con)
    for batch in _batches(new):
        made = {a.id: msgspec.msgpack.encode(sketch_of(a)) for a in _articles(store, batch)}
        with store.changing() as con:
            rows.add_sketches(con, method(), made)
    dossiers, bylines = _dossiers(store)
    compared, links = _compare(store, dossiers)
    found = _traced(store, dossiers, links, bylines)
    with store.changing() as con:
        came, went = rows.replace(con, [*found.origins, *found.members])
    return Update(len(new), compared, came, went)


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(items), _BATCH):
        yield items[at : at + _BATCH]


def _articles(store: Store, ids: Sequence[str]) -> list[Article]:
    names = Article.__struct_fields__
    sql = f"SELECT {', '.join(names)} FROM articles WHERE id IN (SELECT unnest(?)) ORDER BY id"
    found = store.query(sql, [list(ids)]).fetchall()
    return [Article(**dict(zip(names, row, strict=True))) for row in found]


def _dossiers(store: Store) -> tuple[list[Dossier], dict[str, str]]:
    """The dossiers of all articles in their order, and the author lines."""
    decoder = msgspec.msgpack.Decoder(Sketch)
    dossiers, bylines = [], {}
    with store.changing() as con:
        for id_, date, outlet, author, sketch in rows.sketches(con):
            dossiers.append(Dossier(id_, date, outlet, decoder.decode(sketch)))
            if author is not None:
                bylines[id_] = author
    return search.in_order(dossiers), bylines


def _compare(store: Store, dossiers: Sequence[Dossier]) -> tuple[int, list[Kinship]]:
    """How many pairs were compared now, and the kinships of all pairs."""
    decoder = msgspec.msgpack.Decoder(Kinship)
    pairs = search.candidates(dossiers)
    with store.changing() as con:
        known = rows.kinships(con)
    links, due = [], []
    for pair in pairs:
        ids = _key(dossiers, pair)
        if ids not in known:
            due.append(pair)
        elif (kept := known[ids]) is not None:
            links.append(decoder.decode(kept))
    for at in range(0, len(due), _BATCH):
        links += _judge(store, dossiers, due[at : at + _BATCH])
    return len(due), links


def _judge(
    store: Store, dossiers: Sequence[Dossier], pairs: Sequence[search.Pair]
) -> list[Kinship]:
    """Compare pairs and keep what came of each."""
    ids = sorted({dossiers[at].id for pair in pairs for at in pair})
    words: dict[str, Words] = {a.id: words_of(a) for a in _articles(store, ids)}
    found = dict(search.verified(dossiers, pairs, words.__getitem__))
    kept = {
        _key(dossiers, pair): None if k is None else msgspec.msgpack.encode(k)
        for pair, k in found.items()
    }
    with store.changing() as con:
        rows.add_kinships(con, method(), kept)
    return [k for k in found.values() if k is not None]


def _key(dossiers: Sequence[Dossier], pair: search.Pair) -> tuple[str, str]:
    one, other = sorted((dossiers[pair[0]].id, dossiers[pair[1]].id))
    return one, other


def _traced(
    store: Store, dossiers: Sequence[Dossier], links: Sequence[Kinship], bylines: dict[str, str]
) -> Found:
    naming = sorted(d.id for d in dossiers if d.credits.given)
    citing: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    with store.changing() as con:
        for batch in _batches(naming):
            for article, start, end, statement in rows.citing(con, batch):
                citing[article].append((Span(start, end), statement))
    return origins_of(dossiers, links, bylines=bylines, citing=citing)
