"""What hangs together: the connected parts of a graph."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item", int, str)


def parts(items: Iterable[Item], pairs: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """``items`` by connected part, sorted; pairs with something else in them are left out."""
    above = {item: item for item in items}

    def top(item: Item) -> Item:
        while above[item] != item:
            above[item] = above[above[item]]
            item = above[item]
        return item

    for one, other in pairs:
        if one in above and other in above:
            above[top(other)] = top(one)
    found: dict[Item, list[Item]] = defaultdict(list)
    for item in above:
        found[top(item)].append(item)
    return sorted(sorted(part) for part in found.values())
