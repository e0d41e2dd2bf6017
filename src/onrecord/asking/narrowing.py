"""Which articles can answer a question for words, so that only their records are looked through."""

from onrecord.asking.matching import code_of
from onrecord.store import wordlists
from onrecord.store.store import Store

_TABLES = ("statements", "spans", "mentions", "actors")


def near(store: Store, by: str | None, about: str | None) -> str:
    """Queries by name, ``near_spans`` and the like: the tables, as far as they can answer.

    Args:
        by: words of whoever speaks, or a country code.
        about: words of what is said, or of somebody who is spoken of.
    """
    if _is_narrow(store, by, about):
        # each is small and read several times; by row, so that other columns are left alone
        rows = "SELECT t.rowid FROM {0} t SEMI JOIN near USING (article)"
        sql = f"near_{{0}} AS MATERIALIZED (SELECT * FROM {{0}} WHERE rowid IN ({rows}))"
    else:
        sql = "near_{0} AS NOT MATERIALIZED (SELECT * FROM {0})"
    return ", ".join(sql.format(table) for table in _TABLES)


def _is_narrow(store: Store, by: str | None, about: str | None) -> bool:
    """Whether less than half of the articles can answer: these then stand in ``near``."""
    conditions, parameters = ["true"], dict[str, object]()
    if by is not None and (holding := _holding(by)):
        code = code_of(by)
        if code is not None:
            holding = (
                f"({holding} OR article IN (SELECT article FROM actors WHERE country = $code))"
            )
            parameters["code"] = code
        conditions.append(holding)
    if about is not None and (holding := _holding(about)):
        conditions.append(holding)
    if len(conditions) == 1 or not store.has_wordlists():
        return False
    sql = f"SELECT article FROM said_words WHERE words IS NULL OR ({' AND '.join(conditions)})"
    ((found,),) = store.ask(f"CREATE OR REPLACE TEMP TABLE near AS {sql}", parameters)
    ((all_,),) = store.ask("SELECT count(*) FROM said_words", {})
    return bool(2 * found < all_)


def _holding(words: str) -> str:
    """Whether an article has all of ``words`` in its list; empty where lists do not tell."""
    numbers = sorted(wordlists.numbers_in(words) or ())
    return " AND ".join(f"list_contains(words, {number}::UINTEGER)" for number in numbers)
