"""Build the actor base: what onrecord knows about countries, agent nouns and office holders.

    python -m training.actors.build_base DATA/actors

Reads the CC0 and MIT files of the data folder and writes compact tables to
``src/onrecord/knowledge/actors``. The same input gives the same bytes.
"""

import csv
import gzip
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.actors.codes import HEADER as CODES
from training.actors.codes import code_rows
from training.actors.countries import country_rows
from training.actors.holders import holder_rows
from training.actors.nouns import noun_rows
from training.actors.organizations import organization_rows
from training.actors.posts import post_rows

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "knowledge" / "actors"
FIRST_NAME_SHARE = 0.97
"""A first name tells a gender only if this share of its bearers among office holders has it."""
FIRST_NAME_BEARERS = 2


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """``rows`` as CSV with ``\\n`` line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def write(name: str, content: bytes) -> None:
    """Write a file of the base; ``.gz`` names are compressed without a time stamp."""
    if name.endswith(".gz"):
        content = gzip.compress(content, compresslevel=9, mtime=0)
    (OUT / name).write_bytes(content)
    print(f"{name}: {len(content):,} bytes")


def first_names(persons: Iterable[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """First names of office holders that tell a gender, ``m`` or ``f``."""
    counts: dict[str, Counter[str]] = {}
    for person in persons:
        words = person["name"].split()
        if len(words) > 1 and person["gender"] in ("male", "female") and words[0].isalpha():
            counts.setdefault(words[0].casefold(), Counter())[person["gender"][0]] += 1
    for name in sorted(counts):
        (gender, most), total = counts[name].most_common(1)[0], counts[name].total()
        if len(name) > 2 and total >= FIRST_NAME_BEARERS and most >= FIRST_NAME_SHARE * total:
            yield name, gender


def main(data: Path) -> None:
    """Build every table of the base from the files in ``data``."""
    phoenix = read_jsonl(data / "phoenix_actors.jsonl")
    persons = read_csv(data / "persons.csv")
    countries = list(country_rows(read_csv(data / "countries.csv")))
    write("countries.csv", table(("iso3", "form", "kind", "start", "end"), countries))
    write("codes.csv", table(CODES, code_rows(read_csv(data / "countries.csv"))))
    nouns = noun_rows(read_csv(data / "agent_nouns.csv"))
    write("nouns.csv", table(("phrase", "sectors"), nouns))
    write("first_names.csv", table(("name", "gender"), first_names(persons)))
    known = {form.casefold() for _, form, *_ in countries}
    organizations = organization_rows(phoenix, known)
    write("organizations.csv.gz", table(("name", "country", "sectors"), organizations))
    holders = holder_rows(
        read_csv(data / "office_holders.csv"),
        read_csv(data / "heads_2021_2022.csv"),
        {person["person_qid"]: person for person in persons},
        read_csv(data / "us_legislators.csv"),
        read_csv(data / "us_executives.csv"),
        phoenix,
    )
    write("holders.csv.gz", table(("keys", "gender", "terms"), holders))
    own = read_csv(Path(__file__).with_name("own_posts.csv"))
    terms = post_rows(read_csv(data / "office_holders.csv"), own)
    header = ("country", "post", "name", "start", "end", "until", "origin")
    write("posts.csv.gz", table(header, terms))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
