"""The execution task: whether an incident was carried out, attempted or only threatened.

The incidents of MUC-4 are given by the words for targets, instruments and those who did it; what
the article says of each is judged as in the program.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord.coder import Coder
from onrecord.events.execution import judge
from onrecord.events.execution_features import Party, Role, features
from onrecord.events.setting import Setting
from onrecord.language.parse import Parse
from onrecord.records import TimeReference
from onrecord.text import Span

_DEV = "events/muc4_templates_dev.jsonl"
_CLASSES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
_ROLES = {
    "perp_individual_id": Role.DOER,
    "perp_organization_id": Role.DOER,
    "hum_tgt_name": Role.PERSON,
    "hum_tgt_description": Role.PERSON,
    "phys_tgt_id": Role.THING,
    "incident_instrument_id": Role.MEANS,
}
"""The slots whose fillers are words for those who took part."""


class ExecutionTask:
    """The stage of execution of given incidents."""

    name = "execution"
    needs: tuple[str, ...] = (_DEV,)
    fast = False

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:
        """``stages``, one for each of the ``incidents`` of a row.

        An incident is ``{type, parties}``; each of the parties is ``{role, spans}``.
        """
        for row in rows:
            made = [judge().execution(found).upper() for found in found_in(row, coder)]
            yield {"id": row["id"], "stages": made}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:
        """F1 of each stage and their mean, beside always saying "accomplished"."""
        rows = [row for row in map(with_gold, read_rows(data / _DEV)) if row["incidents"]]
        gold = [stage for row in rows for stage in row["gold"]]
        made = [stage for row in self.predict(rows, coder) for stage in row["stages"]]
        yield from measures(gold, made)


def measures(gold: Sequence[str], made: Sequence[str]) -> Iterator[Measure]:
    """F1 of each stage, and their mean."""
    scores = []
    for name in _CLASSES:
        right = sum(a == b == name for a, b in zip(gold, made, strict=True))
        scores.append(prf(right, made.count(name), gold.count(name))[2])
        yield Measure(name=f"{name.lower()} F1", value=scores[-1])
    always = prf(gold.count(_CLASSES[0]), len(gold), gold.count(_CLASSES[0]))[2]
    yield Measure(name="macro F1", value=sum(scores) / len(scores), baseline=always / len(scores))


def found_in(row: Row, coder: Coder) -> Iterator[dict[str, float]]:
    """The features of each of the incidents of a row."""
    given = coder.products(article_of(row), {Parse, TimeReference})
    parse = given.one(Parse)
    setting = Setting(
        parse, published=None, statements=(), places=(), times=given.all(TimeReference)
    )
    for incident in row["incidents"]:
        # Where annotators left the type open, the first counts; so it does with the stage.
        kind = incident["type"].split("/")[0].strip().lower()
        yield features(parse, setting, kind, [_party(one) for one in incident["parties"]])


def _party(row: Row) -> Party:
    return Party(Role(row["role"]), tuple(Span(*span) for span in row["spans"]))


def with_gold(row: Row) -> Row:
    """Incidents with their parties, and the gold stages apart."""
    templates = [t for t in row["templates"] if t.get("incident_stage_of_execution")]
    stages = [t["incident_stage_of_execution"][0]["value"] for t in templates]
    return {
        "id": row["id"],
        "text": row["text"],
        "incidents": [
            {"type": t["incident_type"][0]["value"], "parties": list(_parties(t))}
            for t in templates
        ],
        "gold": [stage.split("/")[0].strip() for stage in stages],
    }


def _parties(template: dict[str, Any]) -> Iterator[Row]:
    for slot, role in _ROLES.items():
        for filler in template.get(slot, ()):
            found = [m for m in filler.get("mentions", ()) if m["start"] is not None]
            spans = [[m["start"], m["end"]] for m in found if m["start"] < m["end"]]
            if spans:
                yield {"role": role, "spans": spans}


TASK = ExecutionTask()
