"""What a person decides about tellings: two are one event, or are not."""

from pathlib import Path

import msgspec

from onrecord.asking.event import meant
from onrecord.asking.opening import with_events
from onrecord.corpus.events.judged import lost, places_of
from onrecord.corpus.events.stage import update
from onrecord.errors import StoreError
from onrecord.records import Judgement, Verdict
from onrecord.store import events as rows
from onrecord.store.store import Store


class LostJudgement(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that counts for nothing: a telling that it names is not there any more."""

    judgement: Judgement
    keys: tuple[str, str]
    """Keys of the two articles."""
    words: tuple[str, str]
    """The words that told it in each when it was made."""


def judge(
    store: Path | str,
    verdict: Verdict,
    one: str,
    other: str,
    *,
    by: str | None = None,
    note: str | None = None,
) -> Judgement:
    """Decide that two tellings are of one event (merge) or are not (split).

    The judgement is added to those that are there; of several on the same two tellings, the last
    counts. It names the tellings by their words, so it holds when the articles are coded anew or
    corrected elsewhere; `lost_judgements` are those whose words are gone.

    Args:
        one: id of a telling, or of an event, also one that is now part of another, which stands for
            its first telling.
        other: likewise.

    Raises:
        StoreError: the store cannot be written, or no telling or the same one twice is meant.
    """
    with Store(store) as opened:
        update(opened)
        first, second = _telling(opened, one), _telling(opened, other)
        if first == second:
            raise StoreError(
                f"'{one}' and '{other}' are one telling: name two; an event stands for its first"
            )
        with opened.changing() as con:
            judgement = Judgement(
                number=len(rows.judgements(con)) + 1,
                verdict=verdict,
                one_article=first[0],
                one_start=first[1],
                one_end=first[2],
                other_article=second[0],
                other_start=second[1],
                other_end=second[2],
                by=by,
                note=note,
            )
            rows.add_judgement(con, judgement)
            rows.out_of_date(con)
        update(opened)
    return judgement


def judgements(store: Path | str) -> list[Judgement]:
    """All judgements of a store, the first one first.

    Raises:
        StoreError: the store cannot be opened.
    """
    with Store(store, read_only=True) as opened, opened.changing() as con:
        return rows.judgements(con)


def lost_judgements(store: Path | str) -> list[LostJudgement]:
    """The judgements of a store that no longer find their words, the first one first.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    with with_events(store) as opened, opened.changing() as con:
        return [_lost(con, judgement) for judgement in lost(con)]


def _lost(con: rows.Connection, judgement: Judgement) -> LostJudgement:
    places = places_of(judgement)
    keys = rows.keys_of(con, {place.article for place in places})
    one, other = (rows.words_at(con, place) for place in places)
    return LostJudgement(
        judgement=judgement,
        keys=(keys[places[0].article], keys[places[1].article]),
        words=(one, other),
    )


def _telling(store: Store, wanted: str) -> tuple[str, int, int]:
    """Article and place of the telling that ``wanted`` means."""
    sql = 'SELECT article, start, "end" FROM event_members WHERE mention = $mention'
    ((article, start, end),) = store.ask(sql, {"mention": meant(store, wanted).mention})
    return str(article), int(start), int(end)
