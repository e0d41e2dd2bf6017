"""Who held the posts at the head of a state, one term a row, each with its origin."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

Rows = list[dict[str, str]]
Row = tuple[str, str, str, str, str, str, str]
"""Country, post, name, first day, last day, last day vouched for, origin."""

SINCE = "1985"
_POSTS = (
    ("president", "head_of_state", r"^(Acting |State |Federal |Interim )?President\b"),
    ("monarch", "head_of_state", r"^(King|Queen|Emperor|Emir|Sultan|Grand Duke|[Mm]onarch|Amir)\b"),
    ("supreme", "head_of_state", r"^Supreme Leader"),
    (
        "government",
        "head_of_government",
        r"Prime Minister|Premier|Chancellor|Taoiseach|Council of M",
    ),
    ("foreign", "foreign", r"(Minister|Secretary).*(Foreign|External)|^Secretary of State$"),
    ("defence", "defence", r"(Minister|Secretary).*(Defen[cs]e|Armed Forces)"),
    ("interior", "interior", r"(Minister|Secretary).*(Interior|Internal|Home (Affairs|Dep))"),
)
"""Post, class of office in the source, and what the title must say."""
_NOT = re.compile(
    r"Deputy|Vice|Junior|Assistant|Equipment|Home Front|Civil|Emergenc|Production|Culture|"
    r"Education|Constitution|Welsh|Spoke|Veteran|Former|Shadow|Minister of State|Economic|"
    r"^Foreign Sec"
)
_UNUSABLE_ENDS = ("bad_order", "open_suspect")


def post_rows(offices: Rows, own: Rows) -> Iterator[Row]:
    """Terms of Wikidata that reach past 1985, and own rows for what it lacks."""
    home = _jurisdictions(offices)
    found = {row for one in offices if (row := _row(one, home)) is not None}
    own_rows = {
        (r["country"], r["post"], r["name"], r["start"], r["end"], r["until"], "own") for r in own
    }
    kept = {row for row in found if not any(_disputed(row, one) for one in own_rows)}
    yield from sorted(kept | own_rows)


def _disputed(row: Row, own: Row) -> bool:
    """Whether an own row is of the same holder, or of the post for more than half of the term."""
    if row[:2] != own[:2]:
        return False
    if row[2] == own[2] and row[3] <= (own[4] or own[5]):
        return _days(own[3], row[4] or row[5]) > 0
    first, last = max(row[3], own[3]), min(row[4] or row[5], own[4] or own[5])
    return _days(first, last) * 2 > _days(row[3], row[4] or row[5])


def _days(first: str, last: str) -> int:
    """Days between two dates of any precision; negative if the last comes first."""
    days = [
        dt.date.fromisoformat((text + "-07-01")[:10] if len(text) == 4 else text[:7] + "-15")
        if len(text) < 10
        else dt.date.fromisoformat(text)
        for text in (first, last)
    ]
    return (days[1] - days[0]).days


def _jurisdictions(offices: Rows) -> dict[str, str]:
    """The jurisdiction of each country that most of its rows have: the state itself."""
    counts: dict[str, Counter[str]] = {}
    for row in offices:
        counts.setdefault(row["country_iso3"], Counter())[row["jurisdiction_qid"]] += 1
    return {country: count.most_common(1)[0][0] for country, count in counts.items()}


def _row(row: dict[str, str], home: dict[str, str]) -> Row | None:
    country, start = row["country_iso3"], row["start"]
    end = row["end"] or row["end_status"].partition("open_but_died:")[2]
    usable = country and start and row["end_status"] not in _UNUSABLE_ENDS
    post = _post(row["position"], row["office_class"])
    if not usable or post is None or (end and end < SINCE):
        return None
    if row["jurisdiction_qid"] != home[country]:
        return None
    name = row["person"].partition(",")[0]
    return country, post, name, start, end, "" if end else row["as_of"], "wikidata"


def _post(position: str, office: str) -> str | None:
    if _NOT.search(position):
        return None
    fits = (post for post, of, says in _POSTS if of == office and re.search(says, position))
    return next(fits, None)
