"""The scores that may not fall: ``floors.json``, read by `score` and checked by CI.

A floor is lowered only by editing the file, which a reviewer sees.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from evaluation.task import Measure

FLOORS_FILE = Path(__file__).with_name("floors.json")


def read_floors() -> dict[str, dict[str, float]]:
    """Floor by task and measure. A measure that is better when lower has a ceiling instead."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS_FILE.read_text(encoding="utf-8"))
    return floors


def below(floors: Mapping[str, float], measures: Iterable[Measure]) -> set[str]:
    """Names of the measures that are worse than their floor, and of floors without a measure."""
    found = {measure.name: measure for measure in measures}
    low = set(floors) - set(found)
    for name in set(floors) & set(found):
        measure, floor = found[name], floors[name]
        if measure.value < floor if measure.higher_is_better else measure.value > floor:
            low.add(name)
    return low
