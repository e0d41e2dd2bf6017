"""Who held a post at the head of a state on a day: "the defense secretary" of 2004."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.actors.base import rows, word_set, words

HEADS: dict[str, tuple[str, ...]] = {
    "head of state": ("monarch", "supreme", "president"),
    "head of government": ("government", "president"),
}
"""The posts that may be the head of a state or of its government: the first one that is held."""
STATE_SECRETARY = "secretary of state"
"""The foreign minister in one country; elsewhere any minister or deputy of one."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One time in a post; ``until`` is the last day vouched for where no end is known."""

    country: str
    post: str
    name: str
    start: str
    end: str
    until: str
    origin: str
    """Where the row comes from: ``wikidata`` or ``own``."""

    def covers(self, day: str) -> bool:
        """Whether it is known that the post was held on ``day`` (ISO 8601)."""
        last = self.end or self.until or self.start
        return self.start <= day and day[: len(last)] <= last


class Posts:
    """The table of posts."""

    def __init__(self, table: Iterable[Sequence[str]]) -> None:
        self._by_post: dict[tuple[str, str], list[Tenure]] = {}
        for row in table:
            tenure = Tenure(*row)
            self._by_post.setdefault((tenure.country, tenure.post), []).append(tenure)

    def on(self, country: str, post: str, day: dt.date) -> tuple[Tenure, ...]:
        """Who held ``post`` (or one of `HEADS`) on ``day``, the latest to come first.

        Nobody where the table knows none; several where it knows no better. A term without an
        end gives way to one that began after it and has one.
        """
        for name in HEADS.get(post, (post,)):
            held = self._held(country, name, day.isoformat())
            if held:
                return held
        return ()

    def _held(self, country: str, post: str, day: str) -> tuple[Tenure, ...]:
        covering = [t for t in self._by_post.get((country, post), ()) if t.covers(day)]
        covering.sort(key=lambda t: (t.start, t.name), reverse=True)
        by_name: dict[str, Tenure] = {}
        for tenure in covering:
            by_name.setdefault(tenure.name, tenure)
        found = list(by_name.values())
        closed = [t for t in found if t.end]
        if len(found) > 1 and closed and found[0] is closed[0]:
            found = closed
        ending = [t for t in found if t.end == day]
        if len(found) > 1 and len(ending) == len(found) - 1:
            found = [t for t in found if t not in ending]
        return tuple(found)


def post_of(noun: str, country: str) -> str | None:
    """The post that an agent noun in lower case names in a country; ``None`` if no single one."""
    if noun == STATE_SECRETARY:
        return "foreign" if country in word_set("posts", "state_secretary_is_foreign") else None
    return next((post for post, nouns in words("posts").items() if noun in nouns), None)


@cache
def posts() -> Posts:
    """The table, read once a process."""
    return Posts(rows("posts.csv.gz"))
