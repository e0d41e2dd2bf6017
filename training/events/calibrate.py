"""Fit how sure a telling of an event is, on whole texts from which the reader has not learned.

    python -m training.events.calibrate --data ../shared/data

Writes ``knowledge/events/scales.json``: for the type, the sides and the status of a telling, and
for all of them, the constant and the weights that turn the log odds of the reader's chances into
calibrated ones (Platt 1999). The odds are read back from the records by the scales in use.
"""

import argparse
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from evaluation import articles
from evaluation.event_confidence import Judged, judged
from onrecord.coder import Coder
from onrecord.events.confidence import log_odds, scales

SCALES = Path(str(files("onrecord.knowledge"))) / "events" / "scales.json"
PARTS = ("type", "sides", "status")


def main() -> None:
    """Judge the tellings of the kept texts, fit, write."""
    parser = argparse.ArgumentParser(description="Fit the confidence of tellings of events.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the marked data")
    chosen = parser.parse_args()
    found = list(judged(list(articles.marked(chosen.data)), Coder()))
    SCALES.write_text(json.dumps(fitted(found), indent=1) + "\n", encoding="utf-8")


def fitted(found: Sequence[Judged]) -> dict[str, list[float]]:
    """The scales that fit tellings that were judged; a part is known of those that are events."""
    made = {}
    for part in PARTS:
        known = [one for one in found if one.right[part] is not None]
        made[part] = _fit([[_raw(one, part)] for one in known], [one.right[part] for one in known])
    odds = [[_raw(one, part) for part in PARTS] for one in found]
    made["whole"] = _fit(odds, [bool(one.right["whole"]) for one in found])
    return made


def _raw(one: Judged, part: str) -> float:
    """The log odds of the reader, from the confidence that the scales in use made of them."""
    base, weight = {"type": scales().type, "sides": scales().sides, "status": scales().status}[part]
    return (log_odds(one.sure[part]) - base) / weight


def _fit(odds: Sequence[Sequence[float]], right: Sequence[bool | None]) -> list[float]:
    model = LogisticRegression(C=1.0).fit(np.array(odds), [bool(one) for one in right])
    return [round(float(x), 4) for x in (model.intercept_[0], *model.coef_[0])]


if __name__ == "__main__":
    main()
