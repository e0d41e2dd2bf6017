"""Which articles can answer a question for words, so that only what they say is looked through."""

from onrecord.asking.matching import code_of
from onrecord.store import wordlists
from onrecord.store.indexes import FEW, among
from onrecord.store.store import Store


def near(store: Store, by: str | None, about: str | None) -> str:
    """The rows of ``said`` by the name ``near_said``: all, or those of articles that can answer.

    Args:
        by: words of whoever speaks, or a country code.
        about: words of what is said, or of somebody who is spoken of.
    """
    return f"near_said AS (SELECT * FROM said WHERE {_which(store, by, about)})"


def _which(store: Store, by: str | None, about: str | None) -> str:
    conditions, parameters = _conditions(by, about)
    if not conditions or not store.has_wordlists():
        return "true"
    sql = f"SELECT article FROM said_words WHERE words IS NULL OR ({' AND '.join(conditions)})"
    found = [article for (article,) in store.ask(sql, parameters)]
    if len(found) > FEW:
        return f"article IN ({sql})"
    return f"article IN {among(found)}"


def _conditions(by: str | None, about: str | None) -> tuple[list[str], dict[str, object]]:
    """What the lists of words say of articles that can answer."""
    conditions, parameters = list[str](), dict[str, object]()
    if by is not None and (holding := _holding(by)):
        code = code_of(by)
        if code is not None:
            holding = f"({holding} OR article IN (SELECT article FROM said WHERE country = $code))"
            parameters["code"] = code
        conditions.append(holding)
    if about is not None and (holding := _holding(about)):
        conditions.append(holding)
    return conditions, parameters


def _holding(words: str) -> str:
    """Whether an article has all of ``words`` in its list; empty where lists do not tell."""
    numbers = sorted(wordlists.numbers_in(words) or ())
    return " AND ".join(f"list_contains(words, {number}::UINTEGER)" for number in numbers)
