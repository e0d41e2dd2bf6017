"""Words by which a text tells again what it has told."""

from functools import cache

from onrecord import knowledge

POINTING = frozenset({"the", "this", "that", "these", "those", "such", "latest"})
"""Words by which a noun takes up what was told before."""


@cache
def families() -> dict[str, frozenset[int]]:
    """By word, the numbers of the families of words that can tell of the same happening."""
    found: dict[str, set[int]] = {}
    lines = knowledge.toml("events", "families.toml")["families"].strip().splitlines()
    for number, line in enumerate(lines):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
