"""Whether something else in the article is a better partner.

An article that tells of a killing and of a wounding by these words means two things by them. So a
pair counts less if the other telling has a nearer partner in the same article.
"""

from collections.abc import Callable, Iterator, Sequence

from onrecord.corpus.sameness.conflict import Told
from onrecord.corpus.sameness.look import Look
from onrecord.pairs.concepts import kin_of

_MOST = 5
"""Nearer partners that are counted."""
_UNSAME = 0.9
"""What kinship of other lemmas is worth beside the same lemma."""
_VECTOR, _HEADS, _NAMES = 0.3, 0.15, 0.15


class Rivals:
    """Compares each telling with all of another article, once."""

    def __init__(self, look: Callable[[Told], Look]) -> None:
        self._look = look
        self._near: dict[tuple[str, str], tuple[float, float]] = {}
        self._against: dict[tuple[str, str], dict[str, tuple[float, float, Told]]] = {}

    def features(self, one: Told, other: Told) -> Iterator[tuple[str, float]]:
        """The worse and the better of both views of the pair."""
        views = list(zip(self._view(one, other), self._view(other, one), strict=True))
        names = ("lead", "lead of words", "rival lemma", "nearer ones", "rival in sentence")
        for name, values in zip(names, views, strict=True):
            yield f"{name}, low", min(values)
            yield f"{name}, high", max(values)

    def _view(self, mine: Told, other: Told) -> Sequence[float]:
        """``mine`` as a partner of ``other`` among all of its own article."""
        found = self._partners(other, mine)
        near, words, _ = found[mine.telling.id]
        skipped = {mine.telling.id, other.telling.id}
        rest = [value for id_, value in found.items() if id_ not in skipped]
        beside = [w for _, w, told in rest if told.telling.sentence == mine.telling.sentence]
        return (
            near - max((n for n, _, _ in rest), default=-1.0),
            words - max((w for _, w, _ in rest), default=-1.0),
            float(any(told.telling.lemma == other.telling.lemma for _, _, told in rest)),
            min(sum(n > near for n, _, _ in rest), _MOST),
            max(beside, default=-1.0) - words,
        )

    def _partners(self, other: Told, mine: Told) -> dict[str, tuple[float, float, Told]]:
        """How near each telling of the article of ``mine`` comes to ``other``."""
        key = other.telling.id, mine.account.article
        if key not in self._against:
            tellings = (Told(mine.account, telling) for telling in mine.account.tellings)
            self._against[key] = {t.telling.id: (*self._nearness(t, other), t) for t in tellings}
        return self._against[key]

    def _nearness(self, one: Told, other: Told) -> tuple[float, float]:
        """In all, and by words alone."""
        ids = sorted((one.telling.id, other.telling.id))
        key = ids[0], ids[1]
        if key not in self._near:
            self._near[key] = _nearness(self._look(one), self._look(other))
        return self._near[key]


def _nearness(one: Look, other: Look) -> tuple[float, float]:
    first, second = one.told.telling, other.told.telling
    words = 1.0
    if first.lemma != second.lemma:
        words = _UNSAME * kin_of(one.forms, other.forms)
    near = words + _VECTOR * float(one.vectors[0] @ other.vectors[0])
    near += _HEADS * bool(one.heads["sides"] & other.heads["sides"])
    near += _NAMES * bool(one.names["all"] & other.names["all"])
    return near, words
