"""Which later event answers a forecast, and how.

An event answers a forecast if it is of the same type and deed, the same side acts, and it came
after the forecast. It answers in full if it also hits whom it was to hit, in the country that was
named; in part if it does not, or if fewer are told; contrary if it is only told as not having
happened, or came later than due. A country's code says who acts where two sides meet; within one
country all have it, and there the report must name whoever was to act.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from onrecord.corpus.events.dues import last_day
from onrecord.corpus.events.forms import ASKED_OFTEN, has_condition
from onrecord.corpus.events.lexicon import generic, lemma_of, same_kind, settings
from onrecord.corpus.events.recalls import last_word
from onrecord.corpus.events.roles import differs, roles_in
from onrecord.corpus.events.shortfall import falls_short, other_item
from onrecord.records import Agreement, Event, Forecast, ForecastKind, PloverType, Standing

WINDOW = 120
"""Days after a forecast without a date in which an event can answer it."""
_WORD = re.compile(r"[^\W_]+")
_REAL = (Standing.CONFIRMED, Standing.CLAIMED, Standing.ADMITTED, Standing.DISPUTED)


class Report(msgspec.Struct, frozen=True):
    """The first report that tells an event as it stands: that it happened, or that it did not."""

    event: Event
    mention: str
    article: str
    published: dt.date
    start: int
    end: int
    """Where its sentence stands."""
    text: str
    """The sentence."""


def answered(forecast: Forecast, text: str, reports: Iterable[Report]) -> Forecast:
    """``forecast``, whose words are ``text``, with the report that answers it best."""
    found = [
        (report, made)
        for report in reports
        if (made := _agreement(forecast, text, report)) is not None
    ]
    if not found:
        return forecast
    report, (agreement, reasons) = min(found, key=lambda one: _order(*one))
    return msgspec.structs.replace(
        forecast,
        event=report.event.id,
        answer=report.mention,
        answer_article=report.article,
        answer_start=report.start,
        answer_end=report.end,
        agreement=agreement,
        reasons=reasons,
    )


def _order(report: Report, made: tuple[Agreement, tuple[str, ...]]) -> tuple[int, int, str, str]:
    rank = (Agreement.FULL, Agreement.PART, Agreement.CONTRARY).index(made[0])
    event = report.event
    return rank, -event.origins, str(event.date_from or report.published), event.id


def _agreement(
    forecast: Forecast, text: str, report: Report
) -> tuple[Agreement, tuple[str, ...]] | None:
    """How a report answers, with what agrees; nothing if it does not."""
    event = report.event
    if not _one_kind(forecast, event) or not _after(forecast, report):
        return None
    if event.standing is Standing.EXPECTED or not _same_deed(forecast, event):
        return None
    who = _shared(
        forecast.actor_codes,
        (*event.actor_codes, *event.claimed_actor_codes),
        forecast.actors,
        (*event.actors, *event.claimed_actors),
    )
    whom = _shared(
        forecast.recipient_codes, event.recipient_codes, forecast.recipients, event.recipients
    )
    where = forecast.country is not None and forecast.country == event.country
    if not _is_whose(forecast, report, who, whom, where=where):
        return None
    by_word = _same_word(forecast, event) and not forecast.recipients
    if not (whom or where or by_word or _on_its_day(forecast, event)):
        return None
    if other_item(text, report.text):
        return None
    if not (whom or where) and _to_another(forecast, text, report):
        return None
    reasons = [f"the same type ({event.type.value})"]
    reasons += [f"the same actor ({who})"] if who else []
    reasons += [f"the same recipient ({whom})"] if whom else []
    reasons += [f"the same country ({forecast.country})"] if where else []
    if event.standing not in _REAL:
        if has_condition(text):
            return None  # what has a condition need not come about
        return Agreement.CONTRARY, (*reasons, "told as not having happened")
    full = not falls_short(text, report.text)
    return _how_far(forecast, event, reasons if full else [*reasons, "fewer"], full=full)


def _is_whose(
    forecast: Forecast, report: Report, who: str | None, whom: str | None, *, where: bool
) -> bool:
    """Whether whoever was to act did, or where nobody was named, it hit whom it was to hit."""
    if not who:
        return bool(whom) and not forecast.actors and _is_of_two(forecast, report.event, whom)
    if _is_abroad(forecast, report.event, whom, where=where):
        return True
    words = set(_WORD.findall(report.text.lower()))
    return any(last_word(name) in words for name in forecast.actors)


def _is_abroad(forecast: Forecast, event: Event, whom: str | None, *, where: bool) -> bool:
    """Whether one country does something to or in another."""
    mine = set(forecast.actor_codes)
    if where and forecast.country not in mine:
        return True
    if forecast.recipients:
        return whom in forecast.recipient_codes and whom not in mine
    return bool(event.recipient_codes) and mine.isdisjoint(event.recipient_codes)


def _is_of_two(forecast: Forecast, event: Event, whom: str | None) -> bool:
    """Whether the deed in the forecast's own word was done to a country by another."""
    by_another = bool(event.actor_codes) and {whom, *event.actor_codes} != {whom}
    word = forecast.word
    told = word is not None and any(same_kind(word, lemma) for lemma in _lemmas(event))
    return told and by_another and whom in forecast.recipient_codes


def _to_another(forecast: Forecast, text: str, report: Report) -> bool:
    """Whether the report tells the deed of another thing: "signed a truce", and no accord."""
    roles = roles_in(text, forecast.teller or "", plan=forecast.kind is ForecastKind.PLAN)
    return roles is not None and differs(roles, report.text)


def _how_far(
    forecast: Forecast, event: Event, reasons: list[str], *, full: bool
) -> tuple[Agreement, tuple[str, ...]]:
    if forecast.country and event.country and forecast.country != event.country:
        full = False
        reasons.append(f"another country ({event.country})")
    if forecast.due_to is not None and event.date_from is not None:
        if event.date_from > forecast.due_to:
            return Agreement.CONTRARY, (*reasons, "later than due")
        reasons.append("in time")
    return (Agreement.FULL if full else Agreement.PART), tuple(reasons)


def _one_kind(forecast: Forecast, event: Event) -> bool:
    return event.type == forecast.type or [forecast.type, event.type] in alike_types()


@cache
def alike_types() -> list[list[str]]:
    """Pairs of types that coders give to one and the same happening."""
    found = [[one.split(":")[0] for one in pair] for pair in settings()["types"]["alike"]]
    return [*found, *(pair[::-1] for pair in found)]


def _after(forecast: Forecast, report: Report) -> bool:
    """Whether the event was first told after the forecast was published, and not too late."""
    day = report.event.date_from or report.published
    if forecast.published is None or min(report.published, day) < forecast.published:
        return False
    if report.published == forecast.published:
        return False
    if forecast.due_to is None:
        return day <= forecast.published + dt.timedelta(WINDOW)
    return day <= last_day(forecast.published, forecast.due_to)


def _same_deed(forecast: Forecast, event: Event) -> bool:
    """Whether modes and words tell of one kind of deed; words for anything fit any."""
    if _modes_differ(forecast, event):
        return False
    word, lemmas = forecast.word, _lemmas(event)
    if word is None or any(same_kind(word, lemma) for lemma in lemmas):
        return True
    return word in generic() and not generic().isdisjoint(lemmas)


def _modes_differ(forecast: Forecast, event: Event) -> bool:
    """Whether it is another form of protest or speech; those of force are told in many ways."""
    force = event.quad in (2, 4) and event.type is not PloverType.PROTEST
    return not force and None not in (forecast.mode, event.mode) and forecast.mode != event.mode


def _on_its_day(forecast: Forecast, event: Event) -> bool:
    """Whether the deed that was foretold for one day is told of that day.

    Then whom it hit may be called otherwise: "the hostage" and later a name.
    """
    day = forecast.due_to
    return (
        day is not None
        and forecast.due_from == day == event.date_from
        and _same_word(forecast, event)
    )


def _same_word(forecast: Forecast, event: Event) -> bool:
    """Whether the words name one deed: who vows nothing but revenge has not said which."""
    word = forecast.word
    if word is None or word in generic():
        return False
    return any(same_kind(word, lemma) for lemma in _lemmas(event))


def _lemmas(event: Event) -> frozenset[str]:
    return _lemmas_of(event.words)


@lru_cache(ASKED_OFTEN)
def _lemmas_of(told: tuple[str, ...]) -> frozenset[str]:
    return frozenset(lemma_of(words.split()[-1]) for words in told)


def _shared(
    codes: Sequence[str], codes2: Sequence[str], names: Sequence[str], names2: Sequence[str]
) -> str | None:
    """What two sides have in common: a code, or the last word of a name."""
    same = sorted(set(codes) & set(codes2))
    if same:
        return same[0]
    last = {name.split()[-1].lower(): name for name in names if name[:1].isupper()}
    return next(
        (last[n.split()[-1].lower()] for n in names2 if n.split()[-1].lower() in last), None
    )
