"""From an article to its records: the stages put together."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib.metadata import version

import msgspec

from onrecord import knowledge
from onrecord.actors.own import NONE, OwnActors
from onrecord.actors.stage import ActorStage
from onrecord.coding import FIELD_OF, Coding
from onrecord.dates.stage import DateStage
from onrecord.events.codebook import Codebook
from onrecord.events.figures import FigureStage
from onrecord.events.joining.stage import JoinStage
from onrecord.events.stage import EventStage
from onrecord.ingest.article import make_article
from onrecord.language.encoder import EncodingStage
from onrecord.language.stage import SyntaxStage
from onrecord.pipeline import Given, Pipeline, Stage
from onrecord.places.stage import PlaceStage
from onrecord.records import Article, Run
from onrecord.statements.stage import StatementStage

__all__ = ["FIELD_OF", "Coder", "Coding", "default_stages", "make_article"]


def default_stages(own: OwnActors = NONE, codes: Codebook | None = None) -> list[Stage]:
    """The stages of the main job; the pipeline finds their order.

    ``own`` are actors that the user has added, ``codes`` those of the user's own ontology.
    """
    return [
        SyntaxStage(),
        EncodingStage(),
        DateStage(),
        PlaceStage(),
        ActorStage(own),
        StatementStage(),
        EventStage(codes),
        FigureStage(),
        JoinStage(),
    ]


class Coder:
    """Codes articles; holds the models, so make one and use it for many articles."""

    def __init__(
        self,
        stages: Sequence[Stage] | None = None,
        own: OwnActors = NONE,
        codes: Codebook | None = None,
    ) -> None:
        """Put the stages together.

        Args:
            own: actors that the user has added (`onrecord.actors.own.read`).
            codes: those of the user's own ontology (`onrecord.events.codebook.read`).
        """
        self.pipeline = Pipeline(default_stages(own, codes) if stages is None else stages)
        self._own = own
        self._codes = codes

    @cached_property
    def run(self) -> Run:
        """What makes the records of this coder."""
        models = [stage.model for stage in self.pipeline.stages if isinstance(stage, SyntaxStage)]
        return Run(
            version=version("onrecord"),
            models=dict(models),
            knowledge=self._knowledge(),
            stages=tuple(stage.name for stage in self.pipeline.stages),
        )

    def _knowledge(self) -> dict[str, str]:
        added = {"own actors": self._own.digest} if self._own.digest else {}
        if self._codes is not None and self._codes.digest:
            added["own ontology"] = self._codes.digest
        return {**knowledge.digests(), **added}

    def code(self, article: Article) -> Coding:
        """Every record of ``article``."""
        return self.coding_of(article, self.products(article))

    def coding_of(self, article: Article, given: Given) -> Coding:
        """The records among what the stages made of ``article``."""
        made = {name: given.all(kind) for kind, name in FIELD_OF.items()}
        return msgspec.convert(
            {"article": article, "run": self.run, **made}, Coding, from_attributes=True
        )

    def products(self, article: Article, wanted: Iterable[type] | None = None) -> Given:
        """What the stages make of ``article``: all, or only what ``wanted`` kinds need."""
        return self.pipeline.run(article, wanted)
