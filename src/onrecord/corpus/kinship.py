"""Whether two articles go back to one origin, and what shows it.

No passage and no credit, no kinship: likeness of the stories alone never joins two articles. It
only says which report of a credited outlet is meant.
"""

import datetime as dt

import msgspec

from onrecord.corpus.dossier import Dossier
from onrecord.corpus.passages import Shared, shared
from onrecord.corpus.words import Words
from onrecord.records import OriginBasis
from onrecord.text import Span


class Settings(msgspec.Struct, frozen=True):
    """Where the lines are drawn; tuned on the dev part of ``evaluation/origin_gold``."""

    copy_share: float = 0.4
    """Share of the shorter text that stands in the longer one, for a copy."""
    copy_of_longer: float = 0.5
    """Share of the longer text; a brief inside a long round-up does not make the round-up its copy,
    unless the round-up begins with it."""
    copy_lead: float = 0.5
    """Share of the lead of the longer text that makes up for the share of the whole."""
    credited_share: float = 0.2
    """Share of the shorter text, where a credit says that the text was used."""
    credited_lead: float = 0.3
    """Share of one of the leads in that case; agencies use their background in many stories."""
    words: int = 20
    """Words in common at least, quotations not counted."""
    passage: int = 15
    """Words of the longest passage, for a part."""
    retold_likeness: float = 0.33
    """Likeness of two stories, where one says that it retells the other's outlet."""
    credited_likeness: float = 0.5
    """Likeness of two stories that credit one agency and share no passage."""
    days: int = 30
    """Days between a report and its copy."""
    citing_days: int = 3
    """Days between a report and one that credits or cites it without a shared passage."""


SETTINGS = Settings()


class Kinship(msgspec.Struct, frozen=True, array_like=True):
    """What two articles have to do with each other; "one" is that with the smaller id."""

    one: str
    other: str
    whole: bool
    """Whether they go back to one origin as wholes; else only in a part."""
    basis: OriginBasis
    words: int
    share: tuple[float, float]
    passages: tuple[tuple[Span, Span], ...]


def kinship(
    one: Dossier, other: Dossier, words: tuple[Words, Words], settings: Settings = SETTINGS
) -> Kinship | None:
    """What ``one`` and ``other`` have to do with each other; ``None`` for nothing.

    Args:
        words: the words of the two, in that order.
    """
    if one.id > other.id:
        one, other, words = other, one, words[::-1]
    apart = days_apart(one.date, other.date)
    if apart > settings.days:
        return None
    found = shared(*words)
    near = apart <= settings.citing_days
    basis, whole = _by_text(one, other, found, settings), True
    if basis is None and near:
        basis = _by_word(one, other, settings)
    if basis is None:
        whole, basis = False, _in_part(one, other, found, near, settings)
    if basis is None:
        return None
    passages = tuple((p.one, p.other) for p in found.passages)
    return Kinship(one.id, other.id, whole, basis, found.words, found.share, passages)


def days_apart(one: dt.date | None, other: dt.date | None) -> int:
    """Days between two dates; 0 where one is not known."""
    return abs((one - other).days) if one is not None and other is not None else 0


def _by_text(one: Dossier, other: Dossier, found: Shared, settings: Settings) -> OriginBasis | None:
    """A copy: enough of the shorter text in the longer one, and not as a mere part of it."""
    if found.words < settings.words:
        return None
    shorter, longer = max(found.share), min(found.share)
    lead = found.lead[found.share.index(longer)]
    if shorter >= settings.copy_share and (
        longer >= settings.copy_of_longer or lead >= settings.copy_lead
    ):
        return OriginBasis.COPY
    led = max(found.lead) >= settings.credited_lead
    if shorter >= settings.credited_share and led and _one_text(one, other):
        return OriginBasis.COPY
    return None


def _one_text(one: Dossier, other: Dossier) -> bool:
    """Whether their credits say that both carry the text of one agency."""
    carried = one.carried & other.carried
    return bool(carried) or other.own in one.carried or one.own in other.carried


def _by_word(one: Dossier, other: Dossier, settings: Settings) -> OriginBasis | None:
    """Without a passage: both say that they are the work of one outlet, on the same story."""
    voices = _voices(one) & _voices(other)
    if not voices or (one.own == other.own and not voices - {one.own}):
        return None
    likeness = one.story.likeness(other.story)
    retold = {key for d in (one, other) for key in d.whole - d.carried}
    if voices & retold and likeness >= settings.retold_likeness:
        return OriginBasis.CITATION
    return OriginBasis.CREDIT if likeness >= settings.credited_likeness else None


def _voices(dossier: Dossier) -> frozenset[str | None]:
    return dossier.whole | ({dossier.own} if dossier.own else frozenset())


def _in_part(
    one: Dossier, other: Dossier, found: Shared, near: bool, settings: Settings
) -> OriginBasis | None:
    """A passage taken over, or another outlet cited for a part of the story."""
    longest = max((p.words for p in found.passages), default=0)
    if found.words >= settings.words and longest >= settings.passage:
        return OriginBasis.COPY
    cites = (one.part & _voices(other)) | (other.part & _voices(one))
    if near and cites and one.story.likeness(other.story) >= settings.retold_likeness:
        return OriginBasis.CITATION
    return None
