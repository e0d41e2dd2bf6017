"""Whether an event happened, by all who tell of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.corpus.events.doubts import SURE, is_outcome
from onrecord.corpus.events.lexicon import results
from onrecord.corpus.events.retractions import is_outlet
from onrecord.corpus.events.signs import denial
from onrecord.corpus.events.told import FORCE, Party, Told
from onrecord.records import Stance, Standing, StatementAct

_YES = (Stance.ASSERTS, Stance.CONFIRMS, Stance.CONTESTS)
"""Whoever contests who did it takes it that it happened."""
_LATE = 10**9


@dataclass(frozen=True, slots=True)
class Word:
    """One telling as far as it bears on whether the event happened."""

    stance: Stance
    side: str | None
    """Whom the teller speaks for; empty where the article itself tells it."""
    day: int | None
    own: bool = False
    """Whether the side tells what it decided or did itself, force apart: that is no mere claim."""
    disowns: bool = False
    """Whether it only denies that it did what an article tells as done by nobody or by others."""
    recalled: bool = False
    """Whether it was said on some day before: "had denied"."""


def stance_of(telling: Told) -> Stance:
    """What a telling makes of the event."""
    if telling.takes_back:
        return Stance.WITHDRAWS
    if telling.denied:
        return Stance.DENIES
    if telling.open:
        return Stance.EXPECTS
    known = telling.rejected and telling.given and telling.happened
    if (telling.act == StatementAct.DENIES and not known) or telling.miscredited:
        return Stance.CONTESTS
    return Stance.CONFIRMS if telling.act == StatementAct.CONFIRMS else Stance.ASSERTS


def words_of(tellings: Iterable[Told]) -> list[Word]:
    """The tellings as words; what a side or an outlet takes back, it said up to then for nothing.

    Who only points at what another said may deny no more than who did it: that says nothing of
    what is told by others as well.
    """
    found: list[Word] = []
    rebuttals: list[Word] = []
    tellings = list(tellings)
    sources = _sources_below(tellings)
    planned = any(t.open for t in tellings) and not any(t.happened for t in tellings)
    for telling in _heard(tellings):
        acting = {p.code for p in telling.actors if p.code}
        stance = stance_of(telling)
        if stance in _YES and _is_taken_back(telling, tellings):
            stance = Stance.WITHDRAWS
        if planned and telling.rejected and stance is Stance.CONTESTS:
            stance = Stance.EXPECTS  # who opposes a plan
        own = telling.side in acting and telling.type not in FORCE
        side = telling.side if telling.statement and not telling.given else None
        if stance is Stance.DENIES and telling.said_before and telling.statement is None:
            side = next((p.code for p in telling.actors if p.code), None)
        if telling.headline and telling.statement is None:
            side = sources.get(telling.article)
        disowns = stance is Stance.DENIES and _disowns(telling, tellings)
        found.append(Word(stance, side, telling.day, own, disowns, telling.said_before))
        if telling.denied and telling.reported is not None:
            found.append(Word(Stance.ASSERTS, telling.reported, telling.day))
        elif telling.rebutted is not None:
            rebuttals.append(Word(Stance.DENIES, telling.rebutted, telling.day))
    return found if _is_sure(found) else [*found, *rebuttals]


def _is_taken_back(telling: Told, tellings: Iterable[Told]) -> bool:
    """Whether its side, or its outlet, takes it back on its day or later."""
    gone = (t for t in tellings if t.takes_back and (t.day or _LATE) >= (telling.day or 0))
    return any(_is_of_one_source(telling, t) for t in gone)


def _is_of_one_source(telling: Told, retraction: Told) -> bool:
    if is_outlet(retraction.teller or "", retraction.outlet):
        return telling.outlet == retraction.outlet
    return telling.statement is not None and telling.side == retraction.side


def _sources_below(tellings: Iterable[Told]) -> dict[str, str | None]:
    """Whom an article has it from, by article, where its text tells it by sources only.

    Headlines leave sources out. Where one makes its own what a side says of what it did, it may.
    """
    found: dict[str, str | None] = {}
    for telling in tellings:
        if telling.happened and not telling.headline:
            acting = {p.code for p in telling.actors if p.code}
            own = telling.statement is None or telling.given or telling.side in acting
            found[telling.article] = None if own else found.get(telling.article, telling.side)
    return found


def _disowns(denied: Told, tellings: Iterable[Told]) -> bool:
    """Whether a denial is one of having done it, and something else tells that it was done.

    Whoever denies a deed of its own leaves open whether others did it; where an article itself
    tells it without naming the one who denies, it was done.
    """

    def own(party: Party) -> bool:
        return party.name == denied.teller or (party.code or party.head) == denied.side

    def names(telling: Told) -> bool:
        return any(own(party) and not party.guessed for party in telling.actors)

    return (
        bool(denied.actors)
        and all(map(own, denied.actors))
        and any(_is_taken(t) and not names(t) for t in tellings)
    )


def _is_taken(telling: Told) -> bool:
    """Whether an article itself, or who confirms it, tells surely that it happened."""
    plain = telling.statement is None or telling.given or telling.act == StatementAct.CONFIRMS
    return plain and telling.happened and telling.status_sure >= SURE and not telling.doubtful


def _heard(tellings: Sequence[Told]) -> Sequence[Told]:
    """The tellings that bear on it: that nobody was hurt says nothing of a deed that is told.

    A denial is one of it only if it names what a telling of it names; where the deed is only told
    as a killing, who denies that anybody was killed denies it. Nor has what no source says and was
    hardly read a say where anything else has.
    """
    real = [t for t in tellings if t.happened]
    tellings = [t for t in tellings if not (t.denied and real) or _is_answered(t, real)]
    deeds = [t for t in tellings if not is_outcome(t)]
    told = any(not t.denied and t.lemma not in results() for t in deeds)
    heard = deeds + [t for t in tellings if is_outcome(t) and not (told and t.denied)]
    return [t for t in heard if t.statement or t.status_sure >= SURE] or heard


def _is_answered(denied: Told, real: Sequence[Told]) -> bool:
    """Whether a denial names what one of the tellings names that it happened."""
    return any(denial(denied, told) for told in real)


def standing_of(words: Sequence[Word]) -> Standing:
    """What all say together.

    Admitted: a side denied it, says on a later day that it happened, and nobody denies it after
    that; a denial that is only recalled came before. Disputed: some say so and others deny, not
    only that they did it. Confirmed: told by an article itself, by who confirms or admits it, or by
    a side of its own words and decisions, with nobody against. Claimed: by other sources only.
    """
    yes = [w for w in words if w.stance in _YES]
    no = [w for w in words if w.stance is Stance.DENIES]
    if yes and no:
        if _admitted(yes, no):
            return Standing.ADMITTED
        return Standing.CONFIRMED if all(w.disowns for w in no) else Standing.DISPUTED
    if not yes and any(w.stance is Stance.WITHDRAWS for w in words):
        return Standing.WITHDRAWN
    if no:
        return Standing.DENIED
    if not yes:
        return Standing.EXPECTED
    return Standing.CONFIRMED if _is_sure(yes) else Standing.CLAIMED


def _is_sure(words: Iterable[Word]) -> bool:
    """Whether an article itself tells it, or who confirms it or decided it."""
    return any(
        w.side is None or w.own or w.stance is Stance.CONFIRMS
        for w in words
        if w.stance in _YES and w.stance is not Stance.CONTESTS
    )


def _admitted(yes: Sequence[Word], no: Sequence[Word]) -> bool:
    """Whether a side that denied it says later that it happened, after the last denial."""
    last = max((w.day or _LATE for w in no if not w.recalled), default=0)
    sides = {w.side for w in no if w.side is not None}
    return any(w.side in sides and (w.day or 0) > last for w in yes)
