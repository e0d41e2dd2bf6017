"""Numbers that stand alone in a text: what they count, who gives them, whether they are old.

"Gave the toll as 170", "raised the number of its men killed to 40, from the 37 it had given".
"""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.corpus.events.forms import is_time
from onrecord.corpus.events.lexicon import phrases, settings
from onrecord.corpus.events.sentences import sentence_around
from onrecord.events.numbers import number_at, number_words
from onrecord.records import FigureKind
from onrecord.text import Span

_NEAR = 60
"""Characters between a number and the words that say whose count it is."""

_BACK = 250
"""Characters before "they number 12" that are searched for who they are."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A number that no figure was read from; without a kind it counts what the one near it does."""

    span: Span
    digits: str
    of: str | None
    """Whom it counts, where the words say so."""
    kind: FigureKind | None


def plain_numbers(text: str) -> list[Plain]:
    """The numbers that stand alone, in the order of the text."""
    found: dict[int, Plain] = {}
    for pattern in (_among(), _after_noun(), *_of_state(), *_alone(), *_recalling()):
        for match in pattern.finditer(text):
            found.setdefault(match.start("n"), _plain(match))
    return [found[start] for start in sorted(found)]


def _plain(match: re.Match[str]) -> Plain:
    groups = match.groupdict()
    of, noun = groups.get("of"), groups.get("noun")
    words = f"{of or ''} {groups.get('state') or ''}".lower().split()
    kind = next((_states()[word] for word in words if word in _states()), None)
    if kind is None and of is not None:  # "the number of those in custody"
        kind = next((_states()[w] for w in match[0].lower().split() if w in _states()), None)
    if kind is None and noun is not None and noun in str(settings()["numbers"]["toll"]).split():
        kind = FigureKind.KILLED
    if groups.get("them") is not None:
        before = match.string[max(0, match.start() - _BACK) : match.start()]
        told = re.findall(r"[a-z]+", before.lower())
        kind = next((_states()[word] for word in reversed(told) if word in _states()), None)
    cut = next((at for at, word in enumerate(words) if word in _states()), len(words))
    who = " ".join((of or "").split()[:cut])
    return Plain(Span(*match.span("n")), match["n"], who or None, kind)


def value_of(digits: str) -> float:
    """The value of a number in digits or words."""
    found = number_at([digits.lower()], 0)
    return 0.0 if found is None or found.value is None else found.value


def recalled(text: str) -> list[Span]:
    """The numbers that are told as given before: "the 37 that it had reported"."""
    patterns = (*_recalling(), *_amended())
    return [Span(*m.span("n")) for pattern in patterns for m in pattern.finditer(text)]


def counted_by(text: str, span: Span) -> Span | None:
    """Whose count a number is said to be ("by the latest police count", "a tally by the army").

    Of "a tally by" it is the words up to the next comma or verb; a name may go on behind it.
    """
    sentence = sentence_around(text, span)
    first, last = max(sentence.start, span.start - _NEAR), min(sentence.end, span.end + _NEAR)
    found = (pattern.search(text, first, last) for pattern in _COUNTS)
    # "its count of the dead from Monday's attack"
    match = next((m for m in found if m and not is_time(re.split(r"\W", m["who"])[0])), None)
    return Span(*match.span("who")) if match else None


def given_by(text: str, span: Span) -> Span | None:
    """Who puts a number so high: the subject of a clause that tells it."""
    start = sentence_around(text, span).start
    before = text[start : span.start]
    match = _PUTTING.search(before) or _GIVING.match(before) or _counting().match(before)
    return _who(match, start) if match else None


def counting(text: str, span: Span) -> Span | None:
    """Who is told to count to a number or to speak of it, right before it."""
    start = sentence_around(text, span).start
    match = _counting().match(text[start : span.start])
    return _who(match, start) if match else None


def _who(match: re.Match[str], start: int) -> Span | None:
    """The subject without the words of time and place before it; a pronoun names nobody."""
    words = match["who"]
    if words.lower().split()[0] in _PRONOUNS:
        return None
    led = _LED.match(words)
    first, last = match.span("who")
    if led is None and _LEADING.match(words):
        return None
    late = _TRAILING.search(words)
    return Span(
        start + first + (led.end() if led else 0), start + last - (len(late[0]) if late else 0)
    )


def is_office(words: str) -> bool:
    """Whether words name an arm of a state."""
    offices = str(settings()["numbers"]["offices"]).split()
    return not frozenset(offices).isdisjoint(re.findall(r"[a-z]+", words.lower()))


_COUNTING = r"(?:count|tally|tallies|toll|figures)"
_LATEST = r"(?: latest| new| last| first| official| own| preliminary)*"
_COUNTS = (
    re.compile(
        rf"\b(?:[Bb]y|[Aa]ccording to) (?:an?|the|its){_LATEST} "
        rf"(?P<who>[a-z]+(?: [a-z]+)?) {_COUNTING}\b"
    ),
    re.compile(
        rf"\b(?:by|according to) (?P<who>[\w .-]{{2,40}}?)(?:['’]s?){_LATEST} {_COUNTING}\b", re.I
    ),
    re.compile(
        r"\b(?:count|tally|figures)(?: of [\w ]{2,30}?)? (?:kept |made |compiled )?(?:by|from) "
        r"(?P<who>(?:[Tt]he )?(?:(?:[A-Z]\.)+|[\w-]+)"
        r"(?: (?:of |for )?(?:[A-Z][\w-]*|[a-z]+(?=[,.])))*)"
    ),
)
"""Match "by the police count", "by the army's count", "a tally by the health ministry"."""
_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "which", "who", "that", "this"})
_LEADING = re.compile(r"(?:In|By|Since|At|On|After|During|From|Until) ")
_LED = re.compile(rf"{_LEADING.pattern}.*? (?=the )")
"""Match what can stand before a subject: "By morning the hospital"."""
_TRAILING = re.compile(r" (?:at first|first|later|now)\Z")
_GIVING = re.compile(
    r"(?P<who>[A-Z][\w'’. -]*?)(?:, [^,]*,)?(?: now| has| had| have| later| at first)? "
    r"(?:puts?|raise[sd]|lower(?:s|ed)|cuts?|gave|gives?|revise[sd]) [^;:]*$"
)
_PUTTING = re.compile(
    r"(?s:.*)(?:^|, (?:but |and |while )?|; |\b(?:but|and|while|which) )"
    r"(?P<who>(?:the )?\w[\w'’ .-]{1,50}?)(?: now| has| had| have| later)? (?:puts?|putting) "
    r"(?:the |their |its )?(?:[a-z]+ ){0,3}?(?:toll|number|figure|count|total|dead)\b[^;:]*?$"
)


@cache
def _counting() -> re.Pattern[str]:
    """Matches up to a number "the rebels counted 12", "; other officials spoke of 14"."""
    return re.compile(
        r"(?s:.*)(?:^|[,;:] (?:but |and |while )?|\b(?:but|and|while) )"
        r"(?P<who>\w[\w'’. -]{1,50}?)"
        rf"(?: now| has| had| have| later| first| at first){{0,2}} (?:{_any_phrase('telling')})"
        r"(?: at least| about| some| only| more than)? $"
    )


@cache
def _states() -> dict[str, FigureKind]:
    """What became of those counted, by word."""
    lines: dict[str, str] = settings()["numbers"]["states"]
    return {word: FigureKind(kind) for kind, words in lines.items() for word in words.split()}


@cache
def _digits() -> str:
    """Matches a number in digits or words; no years, sums, spans of time, distances or votes."""
    units = number_words().units
    small = "|".join(word for word, value in units.items() if 2 <= value < 10)
    tens = "|".join(word for word, value in units.items() if value >= 20)
    teens = "|".join(word for word, value in units.items() if 10 <= value < 20)
    other = _any("measures")
    return (
        rf"(?:(?!(?:19|20)\d\d\b)\d[\d,]*\b(?![.,]?\d|%)"
        rf"|\b(?:(?:{tens})(?:-(?:one|{small}))?|{teens}|{small})\b)"
        rf"(?! (?:{other})\b)"
    )


def _number() -> str:
    return rf"(?:about |some |at least |more than |over |nearly |only )?(?P<n>{_digits()})"


@cache
def _among() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<n>{_digits()}) (?P<of>[\w.\- ]+?) (?:were|are|was) among the "
        r"(?P<state>dead|killed|wounded|injured|victims|missing)\b"
    )


@cache
def _alone() -> tuple[re.Pattern[str], ...]:
    """Match "they number 4", "put it at 4", "eight, later corrected to 4"."""
    amend = _any("amend")
    return (
        re.compile(rf"\b(?P<them>[Tt]here) (?:are|were) (?:now )?{_number()} of them\b"),
        re.compile(rf"\b(?P<them>[Tt]hey) (?:now )?number(?:ed)? {_number()}"),
        re.compile(rf"\b(?:put|puts|putting) (?:it|that|this|them) at {_number()}"),
        re.compile(
            rf"[,;] (?:[a-z]+ ){{0,3}}?(?:later|since|then|now) (?:{amend})(?: [a-z]+)? to "
            rf"{_number()}"
        ),
        re.compile(rf",? (?:and |but )?not {_number()}(?=,? as\b)"),
        re.compile(rf", (?:and |but )?not {_number()}(?= [a-z]+(?: [a-z]+)?[.,;)])"),
        re.compile(rf"(?P<them>\b(?:now|later|since) put) at {_number()}"),
        re.compile(rf", (?:and )?then (?:as |at )?{_number()}(?=[.,;)])"),
        re.compile(
            rf"\b(?:{_any_phrase('telling')})(?: up to| at least| about)? (?P<n>{_digits()})"
            rf"(?= (?P<state>{'|'.join(_states())})\b|[.,;:)])"
        ),
    )


@cache
def _amended() -> tuple[re.Pattern[str], ...]:
    """Match the number that is put right then: "eight, later corrected to 4"."""
    nouns = f"{_any('toll')}|{_any('bare')}"
    return (
        re.compile(
            rf"{_number()}[^.;,\d]{{0,50}}[,;] (?:[a-z]+ ){{0,3}}?(?:later|since|then|now) "
            rf"(?:{_any('amend')})(?: [a-z]+)? to {_digits()}"
        ),
        re.compile(
            rf"{_number()}\. (?:That|The|This) (?:{nouns})\b[^.;]{{0,80}} (?:{_any('amend')}) "
            rf"(?:it |this |that )?to {_digits()}"
        ),
    )


@cache
def _after_noun() -> re.Pattern[str]:
    """Matches a number after a noun for numbers: "the toll of dead people rose to 70"."""
    names = settings()["numbers"]
    nouns = "|".join(sorted(f"{names['toll']} {names['bare']}".split()))
    return re.compile(
        rf"\b(?P<noun>{nouns})\b(?: of (?P<of>[\w '’-]{{1,90}}?))?(?: [a-z]+){{0,3}}? "
        rf"(?:as|at|to|was|is|been|of|from) {_number()}"
    )


@cache
def _of_state() -> tuple[re.Pattern[str], ...]:
    """Match "put the dead at 12", "gave the number killed in the fire as 12"."""
    states = "|".join(_states())
    return (
        re.compile(
            rf"\b(?:{_any('putting')}) (?:[\w'’-]+ ){{1,4}}?(?P<state>{states}) "
            rf"(?:[a-z]+ ){{0,3}}?(?:at|to|as) {_number()}(?! (?!this\b|across\b)[a-z]+s\b)"
        ),
        re.compile(
            rf"\b[Nn]umber (?P<state>{states})\b[^.;,]{{0,60}}? (?:as|at|to|was|is) {_number()}"
        ),
    )


def _any(name: str) -> str:
    return "|".join(str(settings()["numbers"][name]).split())


def _any_phrase(name: str) -> str:
    return "|".join(phrases("numbers", name))


@cache
def _recalling() -> tuple[re.Pattern[str], ...]:
    """Match numbers that somebody had given before."""
    names = settings()["numbers"]
    gave = "|".join(str(names["gave"]).split())
    nouns = "|".join(sorted(f"{names['toll']} {names['bare']}".split()))
    before = "(?:first |earlier |previously )?"
    return (
        re.compile(rf"\bhad {before}spoken of {_number()}"),
        re.compile(rf"\b(?:who|which) had {before}(?:{gave})(?: [a-z]+){{0,3}}? {_number()}"),
        re.compile(
            rf"\bthe {_number()}(?: [a-z]+)? (?:that |which )?"
            rf"(?:it|they|he|she|the [a-z]+(?: [a-z]+)?) had {before}(?:{gave})\b"
        ),
        re.compile(rf"\bfirst (?:put|given|reported) (?:at|as) {_number()}"),
        re.compile(
            rf"\b(?:at first|first|initially|originally) (?:{_any_phrase('telling')}) {_number()}"
        ),
        re.compile(
            rf"\b(?:first|earlier|initial|previous) (?:{nouns})(?: [a-z]+)?? "
            rf"(?:of|at|was|had been|had stood at) {_number()}"
        ),
        re.compile(
            rf"\bthe {_number()}(?: [a-z]+)? "
            rf"(?:once|first|earlier|previously|initially|originally) (?:{gave})\b"
        ),
        re.compile(
            rf"\b(?:{nouns})\b[^.;]{{0,60}}? (?:to|at) {_digits()},? "
            rf"(?:up |down )?(?:from|instead of|rather than)(?: [a-z]+){{0,2}}? {_number()}"
        ),
        re.compile(
            rf"\bthe (?:{nouns}) of {_number()} (?:that |which )?(?:it|they|he|she) "
            rf"(?:had )?(?:gave|put|{gave})\b"
        ),
        re.compile(rf"{_number()}(?=(?: [a-z]+)?, (?:and )?then (?:as |at )?{_digits()}[.,;)])"),
        re.compile(rf"\bnot {_number()},? as (?:[a-z]+ ){{0,3}}?(?:said|{gave})"),
    )
