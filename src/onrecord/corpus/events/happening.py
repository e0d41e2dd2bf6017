"""From a group of tellings to the records of the event."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import structs

from onrecord.corpus.events.acting import acting_in
from onrecord.corpus.events.grouping import Group, Link
from onrecord.corpus.events.naming import NAMES, codes_of, names_of, own_codes_of, weighed
from onrecord.corpus.events.parties import one_party
from onrecord.corpus.events.standing import stance_of, standing_of, words_of
from onrecord.corpus.events.told import Party, Spot, Told
from onrecord.records import (
    ActorKind,
    DateBasis,
    Event,
    EventMember,
    MemberBasis,
    PloverType,
    SourceKind,
    StatementAct,
)

Value = TypeVar("Value", str, int, float)


def event_of(tellings: Sequence[Told], origin_of: Mapping[str, str]) -> Event:
    """The event that ``tellings`` tell, the earliest first."""
    tellings = _told_in_full(tellings)
    real = [t for t in tellings if t.happened] or list(tellings)
    type_ = _ranked([t.type for t in real])[0]
    of_type = [t for t in real if t.type == type_]
    lead = min(of_type, key=_vagueness)
    spot = _spot(tellings)
    dated = _dated(real)
    articles = {t.article for t in tellings}
    days = sorted(t.day for t in tellings if t.day is not None)
    acting = acting_in(tellings)
    known, claimed = weighed(acting.known, tellings), weighed(acting.claimed, tellings)
    actor_codes, own_codes = codes_of(known), own_codes_of(known)
    recipients = weighed([_hit(telling, actor_codes) for telling in tellings], tellings)
    return Event(
        mention=tellings[0].mention,
        type=PloverType(type_),
        mode=_common([t.mode for t in of_type if t.mode]),
        quad=lead.quad,
        goldstein=_common([t.goldstein for t in of_type if t.goldstein is not None]),
        standing=standing_of(words_of(tellings)),
        words=_ranked([t.trigger for t in real])[:NAMES],
        actors=names_of(known),
        actor_codes=actor_codes,
        actor_own_codes=own_codes,
        claimed_actors=names_of(claimed),
        claimed_actor_codes=tuple(c for c in codes_of(claimed) if c not in actor_codes),
        claimed_actor_own_codes=tuple(c for c in own_codes_of(claimed) if c not in own_codes),
        claimed_by=acting.by[:NAMES] if names_of(claimed) else (),
        recipients=names_of(recipients),
        recipient_codes=codes_of(recipients),
        recipient_own_codes=own_codes_of(recipients),
        place=spot.id if spot else None,
        place_name=spot.name if spot else None,
        country=spot.country if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        date_from=_day(dated.date_from) if dated else None,
        date_to=_day(dated.date_to) if dated else None,
        date_basis=DateBasis(dated.basis) if dated and dated.basis else None,
        mentions=len(tellings),
        articles=len(articles),
        outlets=len({t.outlet or t.article for t in tellings}),
        origins=len({origin_of.get(a, a) for a in articles}),
        first=_day(days[0]) if days else None,
        last=_day(days[-1]) if days else None,
        type_confidence=sureness_of(tellings),
        doubtful=all(t.doubtful for t in tellings),
    )


def _hit(telling: Told, acting: Sequence[str]) -> list[Party]:
    """The recipients of a telling but for a country that acts alone ("Tehran" upon "Iran")."""
    return [
        party
        for party in telling.recipients
        if party.kind != ActorKind.COUNTRY or set(acting) != {party.code}
    ]


def _told_in_full(tellings: Sequence[Told]) -> list[Told]:
    """``tellings``, where a headline names no others than the text below it, which tells more.

    Headlines are cut: whom "Editor seized" is read to name may be on the other side.
    """
    below: dict[str, list[Told]] = {t.article: [] for t in tellings}
    for telling in tellings:
        if not telling.headline:
            below[telling.article].append(telling)
    return [_by_text(t, below[t.article]) if t.headline else t for t in tellings]


def _by_text(headline: Told, below: Sequence[Told]) -> Told:
    """A headline without whom the fuller of the tellings below it have not on the same side."""
    fuller = [t for t in below if t.happened == headline.happened and _tells_more(t, headline)]
    if not fuller:
        return headline

    def kept(side: Sequence[Party], known: Sequence[Party]) -> tuple[Party, ...]:
        codes = {p.code for p in known if p.code}
        same = (p for p in side if p.code in codes or any(one_party(p, q) for q in known))
        return tuple(same) if known else tuple(side)

    return structs.replace(
        headline,
        actors=kept(headline.actors, [p for t in fuller for p in t.actors]),
        recipients=kept(headline.recipients, [p for t in fuller for p in t.recipients]),
    )


def _tells_more(text: Told, headline: Told) -> bool:
    """Whether the text fills more sides than the headline, and was read no less surely."""
    sides = [sum(map(bool, (t.actors, t.recipients))) for t in (text, headline)]
    return sides[0] > sides[1] and text.sure >= headline.sure


def sureness_of(tellings: Sequence[Told]) -> float | None:
    """The chance that there is such an event at all: that of the telling read most surely.

    It is not the chance that one of many readings is right: articles tell a thing in like words,
    and what one of them has misread, ten have.
    """
    chances = [t.type_sure for t in tellings if t.type_sure is not None]
    return max(chances) if len(chances) == len(tellings) else None


def members_of(event: Event, group: Group, tellings: Mapping[str, Told]) -> list[EventMember]:
    """The tellings of an event as records, each with what joined it to those before it."""
    joined = _joined(group)
    return [_member(event, tellings[id_], joined.get(id_)) for id_ in group.members]


def _member(event: Event, telling: Told, link: Link | None) -> EventMember:
    other = None
    if link is not None:
        other = link.other if link.one == telling.mention else link.one
    return EventMember(
        event=event.id,
        mention=telling.mention,
        article=telling.article,
        published=_day(telling.day),
        outlet=telling.outlet,
        start=telling.start,
        end=telling.end,
        quote_start=telling.quote_start,
        quote_end=telling.quote_end,
        stance=stance_of(telling),
        recalled=telling.said_before,
        statement=telling.statement,
        teller=telling.teller,
        side=telling.side,
        kind=SourceKind(telling.kind) if telling.kind else None,
        act=StatementAct(telling.act) if telling.act else None,
        basis=link.basis if link else MemberBasis.FIRST,
        joined_by=other,
        score=link.score if link else None,
        reasons=link.reasons if link else (),
    )


def _joined(group: Group) -> dict[str, Link]:
    """For each telling but the first, the link on its way to the first."""
    near: dict[str, list[Link]] = {id_: [] for id_ in group.members}
    for link in group.links:
        near[link.one].append(link)
        near[link.other].append(link)
    found: dict[str, Link] = {}
    reached, due = {group.members[0]}, [group.members[0]]
    while due:
        here = due.pop(0)
        for link in sorted(near[here], key=lambda one: one.order):
            there = link.other if link.one == here else link.one
            if there not in reached:
                reached.add(there)
                found[there] = link
                due.append(there)
    return found


def _ranked(values: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda v: (-counts[v], v)))


def _common(values: Sequence[Value]) -> Value | None:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _vagueness(telling: Told) -> tuple[bool, str]:
    return telling.mode is None, telling.mention


def _spot(tellings: Sequence[Told]) -> Spot | None:
    """The most exact place that most tellings give."""
    spots = [t.spot for t in tellings if t.spot is not None]
    counts = Counter(s.geonames for s in spots)
    return min(spots, key=lambda s: (not s.exact, -counts[s.geonames], s.id), default=None)


def _dated(tellings: Sequence[Told]) -> Told | None:
    """The telling with the shortest interval of days, by its own words first."""
    found = [t for t in tellings if t.date_from is not None and t.date_to is not None]
    counts = Counter((t.date_from, t.date_to) for t in found)

    def order(t: Told) -> tuple[int, bool, int, str]:
        length = (t.date_to or 0) - (t.date_from or 0)
        inherited = t.basis == DateBasis.INHERITED
        return length, inherited, -counts[t.date_from, t.date_to], t.mention

    return min(found, key=order, default=None)


def _day(ordinal: int | None) -> dt.date | None:
    return dt.date.fromordinal(ordinal) if ordinal is not None else None
