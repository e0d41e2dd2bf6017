"""Who held which public office on a day."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.actors.base import rows, word_set
from onrecord.actors.spelling import skeleton

YEARS_BEFORE = 12
YEARS_AFTER = 40
YEARS_REMEMBERED = 10
"""Years after a leader's last known day within which the title and surname still mean him."""
"""A holder is looked for from so many years before the first term to so many after the last: a
namesake of another generation is not the person in the news."""
DAYS_IN_THE_NEWS = dt.timedelta(days=30)
"""Days after the end of a term within which the surname alone still means the ousted leader."""

_LEADERS = frozenset(("head",))
_FAMILY_NAME_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "VNM", "SGP", "KHM", "MMR"))
"""Where the last word of a full name is no surname; bare surnames have lines of their own."""
_SECTORS: dict[str, tuple[str, ...]] = {
    "defence": ("GOV", "MIL"),
    "military": ("MIL",),
    "security": ("SPY",),
    "speaker": ("LEG",),
    "legislator": ("LEG",),
    "rebel": ("REB",),
    "militia": ("PRM",),
    "opposition": ("OPP",),
    "party": ("PTY",),
    "cleric": ("REL",),
    "business": ("BUS",),
    "criminal": ("CRM",),
}
_GOVERNMENT = ("GOV",)
_FORMER = ("ELI",)


@dataclass(frozen=True, slots=True)
class Term:
    """One time in office; ``until`` is the last day vouched for where no end is known."""

    country: str
    office: str
    start: str
    end: str
    until: str

    def covers(self, day: str) -> bool:
        """Whether the source says that the office was held on ``day`` (ISO 8601)."""
        last = self._last
        return self.start <= day and day[: len(last)] <= last

    def before(self, day: str) -> bool:
        """Whether the source says that the term was over by ``day``."""
        return bool(self.end) and self.end < day[: len(self.end)]

    def just_over(self, day: str) -> bool:
        """Whether the term ended in the days before ``day``: news still calls him by the office."""
        if len(self.end) < len(day) or not self.before(day):
            return False
        last = dt.date.fromisoformat(self.end)
        return dt.date.fromisoformat(day) - last <= DAYS_IN_THE_NEWS

    @property
    def _last(self) -> str:
        """The last day that the source speaks for: with neither end nor report, the first."""
        return self.end or self.until or self.start

    def near(self, year: int) -> bool:
        """Whether a person with this term may be in the news of ``year``."""
        first, last = int(self.start[:4]), int(self._last[:4])
        return first - YEARS_BEFORE <= year <= last + YEARS_AFTER


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with the terms of the offices that he or she held."""

    keys: tuple[tuple[str, ...], ...]
    gender: str
    terms: tuple[Term, ...]

    def sectors(self, day: str | None) -> tuple[str, ...]:
        """PLOVER sectors on ``day``: of the office held, ELI after the last, else empty."""
        if day is None:
            return ()
        held = [term.office for term in self.terms if term.covers(day)]
        held = held or [term.office for term in self.terms if term.just_over(day)]
        if held:
            groups = sorted({_SECTORS.get(office, _GOVERNMENT) for office in held}, key=len)
            return next((g for g in groups if g[0] == "GOV"), groups[0])
        return _FORMER if all(term.before(day) for term in self.terms) else ()


@dataclass(frozen=True, slots=True)
class Found:
    """What the table says about a name: unknown parts are empty."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    gender: str = ""
    offices: tuple[str, ...] = ()
    """Classes of the offices held on the day."""
    past_offices: tuple[str, ...] = ()
    """Classes of the offices held before."""


class Holders:
    """The table of office holders, found by name."""

    def __init__(
        self, table: Iterable[Sequence[str]], famous: Sequence[Sequence[str]] = ()
    ) -> None:
        """``famous`` holds the lines of leaders whom news calls by the surname alone."""
        self._lines = [
            (tuple(tuple(k.split()) for k in keys.split("|")), g, t)
            for keys, g, t, *_ in (*table, *famous)
        ]
        self._by_last: dict[str, list[int]] = {}
        self._by_sound: dict[str, list[int]] = {}
        for at, (keys, _, _) in enumerate(self._lines):
            for last in dict.fromkeys(key[-1] for key in keys):
                self._by_last.setdefault(last, []).append(at)
        self._famous = frozenset(key.split()[-1] for row in famous for key in row[0].split("|"))
        for last, places in self._by_last.items():
            self._by_sound.setdefault(skeleton(last), []).extend(places)

    def find(
        self,
        name: tuple[str, ...],
        date: dt.date | None,
        *,
        titled: bool = False,
        named: Collection[str] = (),
    ) -> Found | None:
        """The holder with the full ``name`` (folded words); ``None`` if nobody or not clear who.

        Words may be missing and spelt in another transliteration only if the text gives the
        person an office (``titled``): a private person with a similar name is nobody's business.
        Another spelling also needs a country of the holder to be ``named`` in the text.
        """
        if len(name) < 2:
            return None
        near = self._near(self._by_last.get(name[-1], ()), date)
        plain = _without_initials(name)
        exact = [holder for holder in near if name in holder.keys or plain in holder.keys]
        exact = exact or _with_middle_name(name, near, named)
        same = _within if titled else _but_for_middle_names
        wider = exact or [h for h in near if any(same(name, key) for key in h.keys)]
        if not wider and titled:
            sound = tuple(map(skeleton, name))
            near = self._near(self._by_sound.get(sound[-1], ()), date)
            alike = [h for h in near if any(_sounds(sound, key) for key in h.keys)]
            wider = [h for h in alike if any(term.country in named for term in h.terms)]
        return _agreed(wider, date)

    def knows(self, name: tuple[str, ...]) -> bool:
        """Whether somebody is listed under exactly these words."""
        places = self._by_last.get(name[-1], ()) if len(name) > 1 else ()
        return any(name in self._lines[at][0] for at in places)

    def titled_leader(self, surname: str, date: dt.date | None) -> Found | None:
        """The head of state or government of about ``date`` whom "President X" means."""
        near = self._near(self._by_last.get(surname, ()), None)
        heads = [h for h in near if any(_led_about(term, date) for term in h.terms)]
        return _agreed(heads, date)

    def leader(
        self, surname: str, date: dt.date | None, named: Collection[str] | None = ()
    ) -> Found | None:
        """The head of state or government with this last name on ``date`` or shortly before.

        A surname that many people have counts only if the leader's country is in ``named``, which
        is ``None`` where the text leaves no doubt.
        """
        if date is None or surname not in self._by_last:
            return None
        lately = max(date, dt.date.min + DAYS_IN_THE_NEWS) - DAYS_IN_THE_NEWS
        near = [h for h in self._near(self._by_last[surname], date) if _has_surname(h, surname)]
        held = [h for h in near if _led_on(h, date)] or [h for h in near if _led_on(h, lately)]
        found = _agreed(held, date)
        if found is None or named is None or not self.is_ordinary(surname):
            return found
        return found if found.country in named else None

    def is_ordinary(self, surname: str) -> bool:
        """Whether the surname alone means a leader only next to the name of the country."""
        return surname in word_set("titles", "ordinary") or surname not in self._famous

    def _near(self, places: Iterable[int], date: dt.date | None) -> list[Holder]:
        holders = [self._holder(at) for at in places]
        if date is None:
            return holders
        return [h for h in holders if any(term.near(date.year) for term in h.terms)]

    def _holder(self, at: int) -> Holder:
        keys, gender, terms = self._lines[at]
        return Holder(keys, gender, tuple(_term(text) for text in terms.split(";")))


def _term(text: str) -> Term:
    country, office, start, end, until = text.split(":")
    return Term(country, office, start, end, until)


def _led_about(term: Term, date: dt.date | None) -> bool:
    """Whether it is a term of a leader not far from ``date``."""
    if term.office not in _LEADERS or date is None:
        return term.office in _LEADERS
    first, last = int(term.start[:4]), int((term.end or term.until)[:4])
    return first <= date.year <= last + YEARS_REMEMBERED


def _led_on(holder: Holder, date: dt.date) -> bool:
    """Whether the holder was head of state or government on the day."""
    day = date.isoformat()
    return any(term.office in _LEADERS and term.covers(day) for term in holder.terms)


def _has_surname(holder: Holder, surname: str) -> bool:
    """Whether the word is the surname of the holder, not a given name that comes last."""
    if (surname,) in holder.keys:
        return True
    first = any(term.country in _FAMILY_NAME_FIRST for term in holder.terms)
    return not first and any(key[-1] == surname for key in holder.keys)


def _without_initials(name: tuple[str, ...]) -> tuple[str, ...]:
    """ "Jane Q. Doe" as "Jane Doe"."""
    return (name[0], *(word for word in name[1:-1] if len(word) > 1), name[-1])


def _within(name: tuple[str, ...], key: tuple[str, ...]) -> bool:
    """Whether the words of ``name`` stand in ``key`` in this order, the last at the end."""
    rest = iter(key)
    return name[-1] == key[-1] and all(word in rest for word in name)


def _with_middle_name(
    name: tuple[str, ...], holders: Sequence[Holder], named: Collection[str]
) -> list[Holder]:
    """Those listed under ``name`` without its middle one, if the text names their country."""
    short = (name[0], name[-1]) if len(name) == 3 else name
    found = [holder for holder in holders if short in holder.keys]
    return [h for h in found if any(term.country in named for term in h.terms)]


def _but_for_middle_names(name: tuple[str, ...], key: tuple[str, ...]) -> bool:
    return name[0] == key[0] and _within(name, key)


def _sounds(sound: tuple[str, ...], key: tuple[str, ...]) -> bool:
    return _within(sound, tuple(map(skeleton, key)))


def _agreed(holders: Sequence[Holder], date: dt.date | None) -> Found | None:
    """What all the ``holders`` agree on; those in office on the day go before the others."""
    day = date.isoformat() if date else None
    if day is not None:
        active = [h for h in holders if any(term.covers(day) for term in h.terms)]
        countries = {term.country for h in holders for term in h.terms}
        holders = active if active and len(countries) > 1 else holders
    of_each = {_country(holder, day) for holder in holders}
    country = of_each.pop() if len(of_each) == 1 else None
    if country is None:
        return None
    sectors = [s for s in dict.fromkeys(h.sectors(day) for h in holders) if s]
    sectors = [s for s in sectors if s != _FORMER] or sectors
    genders = {h.gender for h in holders} - {""}
    return Found(
        country=country,
        sectors=sectors[0] if len(sectors) == 1 else (),
        gender=genders.pop() if len(genders) == 1 else "",
        offices=_offices(holders, day, Term.covers),
        past_offices=_offices(holders, day, Term.before),
    )


def _offices(
    holders: Sequence[Holder], day: str | None, test: Callable[[Term, str], bool]
) -> tuple[str, ...]:
    """The classes of the terms that pass the test on ``day``."""
    if day is None:
        return ()
    return tuple(sorted({t.office for h in holders for t in h.terms if test(t, day)}))


def _country(holder: Holder, day: str | None) -> str | None:
    """The country that all terms agree on, or else that of the terms on ``day``."""
    countries = {term.country for term in holder.terms}
    if len(countries) > 1 and day is not None:
        countries = {t.country for t in holder.terms if t.covers(day)} or countries
    return countries.pop() if len(countries) == 1 else None


@cache
def holders() -> Holders:
    """The tables, read once a process."""
    table = (*rows("holders.csv.gz"), *rows("figures.csv"))
    return Holders(table, list(rows("leaders.csv")))
