"""Later sentences that tell what came of something that was foretold for a day.

"The funeral will be held on Friday" is answered by "shots were heard at the funeral on Friday":
the day is the same, so is the deed or the occasion, and both speak of one thing.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

import msgspec

from onrecord.corpus.events.dues import gives_time
from onrecord.corpus.events.forms import base, has_condition, is_deed, is_time, tells_of
from onrecord.corpus.events.lexicon import listed, phrases
from onrecord.corpus.events.recalls import cues_in
from onrecord.corpus.events.recalls import listed as recalled
from onrecord.corpus.events.roles import head_before, head_behind
from onrecord.corpus.events.shortfall import falls_short
from onrecord.corpus.story import stem, weight_of
from onrecord.records import Agreement, Forecast, TimeReference

_listed = partial(listed, "appointed")
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[,;:.]")
_COMMON, _MOST, _NAME = 1.0, 4.0, 2.0
"""Weight below which a word says nothing, and what a word and a name count for at most."""
_BESIDE, _UNDATED = 2.0, 4.0
"""Weight that words need beside the deed in a sentence that names the day, and in one without."""
_AROUND, _KEPT, _FEWER = 12, 12, 8
"""Words that are keys: of a forecast's paragraph, of a sentence that names a day, of another."""
_WIDE = 12
"""Words behind a light verb among which the occasion stands."""
_LONGEST = 3
"""Days for which something can be foretold as for one: a weekend."""
_SOON = 1
"""Days after it in which a report without a day tells of it."""
_REACH, _FAR, _NEAR = 6, 9, 3
"""Words before and behind a deed in which it is said to be put off, and before it in which it is
denied."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """What is foretold for a day."""

    first: int
    last: int
    """The day, or the few of them, as ordinals."""
    deeds: frozenset[str]
    """Base forms of the words that say what is to be done."""
    words: dict[str, float]
    """Base forms of the other words around, with what each counts for."""


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence of a later report."""

    day: int
    """Of publication."""
    article: str
    start: int
    end: int
    text: str
    named: bool
    """Whether it names the day for which something was foretold."""
    near: bool
    """Whether both reports are of one story."""


def appointment(forecast: Forecast, text: str) -> Appointment | None:
    """What a forecast in the article ``text`` says for a day; nothing if it names none."""
    text, around = text[forecast.start : forecast.end], _paragraph(forecast, text)
    if gives_time(text) and forecast.due_to is not None:
        last = forecast.due_to.toordinal()
        return Appointment(last, last, _bases("deadlines"), weights_in(around))
    days, said = _days_of(forecast), {word.lower() for word in _WORD.findall(text)}
    if days is None or has_condition(text) or not said.isdisjoint(listed("echoes", "negations")):
        return None
    deeds = frozenset(_deeds_in(text))
    words = {word: weight for word, weight in weights_in(around).items() if word not in deeds}
    return Appointment(days[0], days[1], deeds, words) if deeds else None


def _days_of(forecast: Forecast) -> tuple[int, int] | None:
    """The first and last of the few days for which something is foretold."""
    first, last = forecast.due_from, forecast.due_to
    if first is None or last is None or last - first >= dt.timedelta(_LONGEST):
        return None
    return first.toordinal(), last.toordinal()


def _paragraph(forecast: Forecast, text: str) -> str:
    start, end = text.rfind("\n", 0, forecast.start) + 1, text.find("\n", forecast.end)
    return text[start : end if end >= 0 else len(text)]


def awaited(what: Appointment) -> Iterator[tuple[str, bool]]:
    """Keys by which reports are found, and whether a report has it for the day that it names."""
    words = sorted(what.words, key=lambda word: (-what.words[word], word))[:_AROUND]
    for word in sorted({*words, *what.deeds}):
        yield from ((_key(day, word, named=True), True) for day in range(what.first, what.last + 1))
        soon = range(what.last, what.last + _SOON + 1)
        yield from ((_key(day, word, named=False), False) for day in soon)


def keys_of(text: str, times: Sequence[TimeReference], published: dt.date) -> Iterator[str]:
    """The keys of a sentence: for the days that it names, or that on which it was published."""
    days = {t.date_to for t in times if t.date_to is not None and t.date_from == t.date_to}
    if not days and any(t.date_to is not None for t in times):
        return
    weights = weights_in(text)
    words = sorted(weights, key=lambda word: (-weights[word], word))[: _KEPT if days else _FEWER]
    for word in words:
        for day in sorted(days) or [published]:
            yield _key(day.toordinal(), word, named=bool(days))


def _key(day: int, word: str, *, named: bool) -> str:
    return f"{'on' if named else 'of'} {day} {word}"


def answered(forecast: Forecast, text: str, reports: Iterable[Report]) -> Forecast:
    """The forecast of the article ``text`` with the first report that tells what came of it."""
    what, own = appointment(forecast, text), text[forecast.start : forecast.end]
    if what is None:
        return forecast
    for report in sorted(reports, key=lambda one: (one.day, not one.named, one.article, one.start)):
        found = kept(what, report)
        if found is None:
            continue
        held, words = found
        full = not (falls_short(own, report.text) or _is_less(report.text))
        agreement = Agreement.FULL if full else Agreement.PART
        return msgspec.structs.replace(
            forecast,
            answer_article=report.article,
            answer_start=report.start,
            answer_end=report.end,
            agreement=agreement if held else Agreement.CONTRARY,
            reasons=("the day for which it was foretold", f"its words ({', '.join(words)})"),
        )
    return forecast


def kept(what: Appointment, told: Report) -> tuple[bool, tuple[str, ...]] | None:
    """Whether a report tells that it came to pass, with what it shares; nothing if it does not."""
    if told.day < what.last or not (told.named or told.day <= what.last + _SOON):
        return None
    tokens = _TOKEN.findall(told.text)
    bases = [base(token) for token in tokens]
    at = next((n for n, token in enumerate(bases) if token in what.deeds), None)
    own = at is not None
    if at is None:
        at = next((n for n, b in enumerate(bases) if any(tells_of(b, d) for d in what.deeds)), None)
    if at is None:
        return None
    shared = set(bases) & what.words.keys() - {bases[at]}
    single = own and told.near and tokens[at].lower() in _listed("single")
    needed = _UNDATED if not told.named else 0.0 if single else _BESIDE
    if sum(what.words[word] for word in shared) < needed:
        return None
    held = _held(tokens, at, over=told.day > what.last)
    words = [token.lower() for token in tokens if base(token) in {*shared, bases[at]}]
    return None if held is None else (held, tuple(dict.fromkeys(words)))


def _held(tokens: Sequence[str], at: int, *, over: bool) -> bool | None:
    """Whether the deed at a place of a sentence was done; nothing if the words do not say.

    ``over`` is whether the day is gone on which it was to be done.
    """
    low = [token.lower() for token in tokens]
    before, behind = low[max(0, at - _REACH) : at], low[at + 1 : at + 1 + _FAR]
    over_time = _passed().search(" ".join(low[at:])) is not None
    if base(low[at]) in _bases("deadlines"):
        return False if over_time else None
    if over_time and any(base(word) in _bases("deadlines") for word in before):
        return False  # "the deadline for a challenge passed"
    if _put_off().search(" ".join([*before, *behind])) or _unfulfilled().search(" ".join(before)):
        return False
    if _is_blocked(before):
        return False
    near = before[-_NEAR:]
    ahead = any(
        w in _listed("ahead") and "than" not in low[max(0, n - 4) : n] for n, w in enumerate(low)
    )
    if ahead or not _listed("until").isdisjoint(near):
        return None
    if before[-1:] == ["to"] or before[-2:] == ["to", "be"]:
        meant = over and not {"was", "were"}.isdisjoint(before[-3:])
        return False if meant else None
    return _listed("negations").isdisjoint(near)


def _is_blocked(before: Sequence[str]) -> bool:
    """Whether the words before a deed say that something kept it from being done."""
    if "to" in before[-2:]:
        return any(base(word) in _bases("blocking") for word in before)
    if before[-1:] == ["from"]:
        return any(base(word) in _bases("blocking") | _bases("keeping") for word in before)
    return any(base(word) in _bases("blocking") for word in before[-2:])


def weights_in(text: str) -> dict[str, float]:
    """The words that say something, by base form, with what each counts for."""
    found: dict[str, float] = {}
    for word in _WORD.findall(text):
        low = word.lower()
        weight = weight_of(stem(low))
        if len(low) > 2 and not low.isdigit() and not is_time(word) and weight >= _COMMON:
            found[base(word)] = min(weight, _MOST if word.islower() else _NAME)
    return found


def _is_less(sentence: str) -> bool:
    """Whether it tells fewer than expected."""
    cues = [
        span.of(sentence).lower().split()[0] for name, span in cues_in(sentence) if name == "than"
    ]
    return not recalled("lesser").isdisjoint(cues)


# --- what is to be done -----------------------------------------------------------------------


def _deeds_in(text: str) -> Iterator[str]:
    """Base forms of what is to be done: of a verb, or of the occasion beside a light one."""
    tokens = _TOKEN.findall(text)
    low = [token.lower() for token in tokens]
    for at, word in enumerate(low):
        before, behind = low[max(0, at - 1) : at], low[at + 1 : at + 2]
        planned = not before or before[0] in _listed("before_to")
        planned = planned or any(is_deed(base(token)) for token in behind)
        if word in _listed("marks") or (word == "to" and planned):
            yield from _behind(tokens, at)
            return
        if word in _listed("fixed") and behind and behind[0] in _listed("behind_fixed"):
            yield from _occasions(head_before(_bare(tokens[:at])))
            return
    yield from _occasions(*(head_before(tokens[:at]) for at, w in enumerate(low) if w == "for"))


def _behind(tokens: Sequence[str], at: int) -> Iterator[str]:
    """What is to be done in the words behind a mark."""
    verb = at + 1
    while verb < len(tokens) and tokens[verb].lower() in listed("roles", "helpers"):
        verb += 1
    if verb >= len(tokens):
        return
    deed = base(tokens[verb])
    if deed in _bases("light"):
        heads = head_behind(tokens[verb + 1 :]), head_before(_bare(tokens[:at]))
        yield from list(_occasions(*heads)) or _occasions(
            *map(base, tokens[verb + 1 : verb + _WIDE])
        )
    elif tokens[verb].lower() in listed("roles", "between"):
        yield from _occasions(head_before(_bare(tokens[:at])))
    elif tokens[verb].lower() not in listed("roles", "particles") | _listed("empty"):
        yield deed


def _occasions(*nouns: str) -> Iterator[str]:
    """Those of some nouns that are occasions."""
    yield from (noun for noun in nouns if is_deed(noun))


def _bare(tokens: Sequence[str]) -> Sequence[str]:
    """The words before a mark, without "is", "now" and what stands between commas."""
    found = list(tokens)
    small = listed("roles", "being") | listed("roles", "helpers") | {"now", "next", ","}
    while found and found[-1].lower() in small:
        comma = found.pop() == ","
        if comma and "," in found:
            found = found[: len(found) - 1 - found[::-1].index(",")]
    return found


@cache
def _bases(name: str) -> frozenset[str]:
    """The base forms of a list of words."""
    return frozenset(map(base, _listed(name)))


@cache
def _put_off() -> re.Pattern[str]:
    lines = (*phrases("echoes", "putting_off"), *phrases("appointed", "put_off"))
    return re.compile(rf"\b(?:{'|'.join(lines)})\b")


@cache
def _unfulfilled() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases('appointed', 'unfulfilled'))})(?: be(?:en)?)?$")


@cache
def _passed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases('appointed', 'passed'))})\b")
