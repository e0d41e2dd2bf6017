"""The stage protocol, the order of the stages and the checks on what they return.

A stage says what it needs and what it gives. It gets the article and the products of the stages
before it, returns new products and changes nothing that it got. The pipeline derives the order,
attaches what each stage returns and refuses a span outside the text or an undeclared product.
"""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Protocol, TypeVar

from onrecord.errors import StageError
from onrecord.records import Article, Record, spans_of
from onrecord.threads import one_thread

Product = TypeVar("Product")


class Given:
    """What the stages so far have made, by type."""

    def __init__(self, products: Mapping[type, tuple[object, ...]]) -> None:
        self._products = products

    def all(self, kind: type[Product]) -> tuple[Product, ...]:
        """Every product of ``kind``, in the order of its stage."""
        return self._products[kind]  # type: ignore[return-value]

    def one(self, kind: type[Product]) -> Product:
        """The only product of ``kind``, such as the parse of the article."""
        (product,) = self.all(kind)
        return product


class Stage(Protocol):
    """One step of coding an article."""

    @property
    def name(self) -> str: ...

    @property
    def needs(self) -> frozenset[type]: ...

    @property
    def gives(self) -> frozenset[type]: ...

    def run(self, article: Article, given: Given) -> Iterable[object]:
        """The products of this stage for ``article``, sorted by where they stand in the text."""
        ...


class Pipeline:
    """Stages in the order that their needs demand."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.stages = order(stages)

    def run(self, article: Article, wanted: Iterable[type] | None = None) -> Given:
        """Run the stages on ``article``; with ``wanted``, only those that these products need."""
        products: dict[type, tuple[object, ...]] = {}
        with one_thread():
            for stage in self._needed(wanted):
                made = list(stage.run(article, Given(products)))
                _check(stage, article, made)
                for kind in stage.gives:
                    products[kind] = tuple(item for item in made if type(item) is kind)
        return Given(products)

    def _needed(self, wanted: Iterable[type] | None) -> list[Stage]:
        if wanted is None:
            return list(self.stages)
        open_kinds, needed = set(wanted), []
        for stage in reversed(self.stages):
            if stage.gives & open_kinds:
                needed.append(stage)
                open_kinds |= stage.needs
        return needed[::-1]


def order(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """``stages`` such that each comes after those whose products it needs.

    Raises:
        StageError: a product has no maker or two, or the needs go in a circle.
    """
    maker: dict[type, Stage] = {}
    for stage in stages:
        for kind in stage.gives:
            if kind in maker:
                raise StageError(f"both {maker[kind].name} and {stage.name} give {kind.__name__}")
            maker[kind] = stage
    sorter: TopologicalSorter[str] = TopologicalSorter()
    by_name = {stage.name: stage for stage in stages}
    for stage in stages:
        for kind in stage.needs - maker.keys():
            raise StageError(f"{stage.name} needs {kind.__name__}, which no stage gives")
        sorter.add(stage.name, *sorted(maker[kind].name for kind in stage.needs))
    try:
        return tuple(by_name[name] for name in sorter.static_order())
    except CycleError as error:
        raise StageError(f"the stages need each other in a circle: {error.args[1]}") from error


def _check(stage: Stage, article: Article, made: Iterable[object]) -> None:
    seen: set[tuple[type, str]] = set()
    for item in made:
        if type(item) not in stage.gives:
            raise StageError(f"{stage.name} returned a {type(item).__name__} without declaring it")
        if not isinstance(item, Record):
            continue
        if (type(item), item.id) in seen:
            raise StageError(f"{stage.name} returned the same {type(item).__name__} twice")
        seen.add((type(item), item.id))
        for field, _, span in spans_of(item):
            if not span.inside(article.text):
                where = f"{type(item).__name__}.{field} [{span.start}, {span.end})"
                raise StageError(
                    f"{stage.name} returned {where}, outside the {len(article.text)} characters "
                    f"of article {article.id}"
                )
