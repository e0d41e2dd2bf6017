"""Join the names of one article that stand for the same actor."""

from collections.abc import Iterable

from onrecord.actors.base import first_names, nouns, word_set
from onrecord.actors.candidate import Candidate
from onrecord.actors.cluster import Cluster
from onrecord.actors.nounphrase import base_form
from onrecord.actors.spelling import skeleton
from onrecord.records import ActorKind, MentionForm

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def join_names(candidates: Iterable[Candidate]) -> list[Cluster]:
    """Clusters of the candidates; every nominal is still on its own.

    Fuller person names come first, so that a surname in the headline finds the full name below.
    """
    joiner = _Joiner()
    found = list(candidates)
    full = [c for c in found if _is_person(c) and len(person_words(c)) > 1]
    rest = [c for c in found if not (_is_person(c) and len(person_words(c)) > 1)]
    for candidate in sorted(full, key=lambda c: (-len(person_words(c)), c.start)):
        joiner.add_full_name(candidate)
    for candidate in rest:
        joiner.add(candidate)
    return sorted(joiner.clusters, key=lambda c: c.members[0].start)


def person_words(candidate: Candidate) -> tuple[str, ...]:
    """The words of a person's name without "Jr." and the like."""
    return _without_suffix(candidate.words)


def _without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if len(words) > 1 and words[-1] in _SUFFIXES else words


def _is_person(candidate: Candidate) -> bool:
    return candidate.form is MentionForm.NAME and candidate.kind is ActorKind.PERSON


class _Joiner:
    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_key: dict[object, Cluster] = {}
        self._by_surname: dict[str, list[Cluster]] = {}
        self._by_first: dict[str, list[Cluster]] = {}
        self._by_initials: dict[str, list[Cluster]] = {}
        self._by_last_noun: dict[str, list[Cluster]] = {}

    def add_full_name(self, candidate: Candidate) -> None:
        """A person's name of two words or more."""
        words = person_words(candidate)
        known = self._by_key.get(words)
        if known is not None:
            known.add(candidate)
            return
        sound = skeleton(words[-1])
        for cluster in self._by_surname.get(sound, ()):
            if any(same_person(words, _without_suffix(name)) for name in sorted(cluster.names)):
                cluster.add(candidate)
                self._by_key[words] = cluster
                return
        cluster = self._new(candidate)
        self._by_key[words] = cluster
        self._by_surname.setdefault(sound, []).append(cluster)
        self._by_first.setdefault(words[0], []).append(cluster)

    def add(self, candidate: Candidate) -> None:
        """Any other candidate."""
        if candidate.form is not MentionForm.NAME:
            self._new(candidate)
        elif candidate.kind is ActorKind.PERSON:
            self._add_short_name(candidate)
        else:
            self._add_body(candidate)

    def _add_short_name(self, candidate: Candidate) -> None:
        word = candidate.words[-1] if candidate.words else ""
        same = self._by_surname.get(skeleton(word), []) if word else []
        exact = [c for c in same if any(word in name[-2:] for name in c.names)]
        fits = [c for c in exact or same if not _other_gender(candidate, c)]
        fits = [c for c in fits if not _is_labelled(c)] or fits
        if not fits:
            fits = self._by_first.get(word, [])
        if len(fits) == 1:
            fits[0].add(candidate)
            return
        key = ("short", word, candidate.gender)
        if key in self._by_key:
            self._by_key[key].add(candidate)
        else:
            self._by_key[key] = self._new(candidate)
            self._by_key[key].kin = fits

    def _add_body(self, candidate: Candidate) -> None:
        key = _body_key(candidate)
        cluster = self._by_key.get(key) or self._by_acronym(candidate) or self._by_noun(candidate)
        if cluster is None:
            cluster = self._new(candidate)
            self._by_last_noun.setdefault(base_form(candidate.head), []).append(cluster)
            initials = "".join(
                word[0] for word in candidate.words if word not in ("of", "the", "and", "for")
            )
            if len(initials) > 2:
                self._by_initials.setdefault(initials, []).append(cluster)
        else:
            cluster.add(candidate)
        self._by_key.setdefault(key, cluster)

    def _by_acronym(self, candidate: Candidate) -> Cluster | None:
        text = candidate.head.text.replace(".", "")
        if candidate.entry is not None or len(candidate.words) != 1 or not text.isupper():
            return None
        found = self._by_initials.get(text.casefold(), [])
        return found[0] if len(found) == 1 else None

    def _by_noun(self, candidate: Candidate) -> Cluster | None:
        """The one body of which "the Committee" is short, if only one is of that sort."""
        noun = base_form(candidate.head)
        first = candidate.head.doc[candidate.start]
        alone = len(candidate.words) == 1 and first.lower_ == "the" and candidate.entry is None
        found = self._by_last_noun.get(noun, [])
        is_sort = alone and noun in word_set("kinds", "organization")
        return found[0] if is_sort and len(found) == 1 else None

    def _new(self, candidate: Candidate) -> Cluster:
        cluster = Cluster()
        cluster.add(candidate)
        self.clusters.append(cluster)
        return cluster


def _is_labelled(cluster: Cluster) -> bool:
    """Whether what stands before the surname is a slogan or an insult ("Stop Trump")."""
    labels = (nouns().keys() - first_names().keys()) | word_set("names", "label")
    return all(name[0] in labels for name in cluster.names)


def _body_key(candidate: Candidate) -> object:
    entry = candidate.entry
    if entry is None:
        words = tuple(word for word in candidate.words if word != "the")
        return ("body", words)
    if candidate.kind is ActorKind.GROUP:
        return ("people", entry.key)
    place = candidate.words if entry.part == "seat" else entry.part == "capital"
    return ("known", entry.key, place)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of two words or more may name one person.

    The last names must sound alike; the first names too, or one is the initial of the other, or
    one name is the other with words left out.
    """
    if skeleton(one[-1]) != skeleton(other[-1]):
        return False
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return short[-1] == long[-1]
    if _alike(short[0], long[0]):
        return True
    rest = iter(long)
    return len(short) > 1 and all(any(_alike(word, w) for w in rest) for word in short)


def _alike(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other or (skeleton(one) == skeleton(other) and len(one) > 3 and len(other) > 3)


def _other_gender(candidate: Candidate, cluster: Cluster) -> bool:
    genders = cluster.genders | ({first_gender(cluster)} - {""})
    return bool(candidate.gender) and bool(genders) and candidate.gender not in genders


def first_gender(cluster: Cluster) -> str:
    """The gender that the first name of a person tells, empty if none."""
    return first_names().get(cluster.members[0].words[0], "") if cluster.members[0].words else ""
