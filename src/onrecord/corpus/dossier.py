"""What is worked out of one article by itself, once, and kept beside it in the store."""

import datetime as dt
import zlib
from dataclasses import dataclass
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.corpus.credits import Credits, Place, credits_of
from onrecord.corpus.outlets import key, outlets
from onrecord.corpus.prints import fingerprints
from onrecord.corpus.story import Story, story_of
from onrecord.corpus.words import words_of
from onrecord.records import Article

_BLOCKING_TERMS = 16
"""Terms by which the reports of one outlet on one story find each other."""


class Sketch(msgspec.Struct, frozen=True, array_like=True):
    """All that is kept of an article: small, and made from it alone."""

    prints: bytes
    """64-bit fingerprints, little-endian."""
    terms: bytes
    weights: bytes
    """32-bit hashes and 32-bit floats of the story."""
    credits: Credits


def sketch_of(article: Article) -> Sketch:
    """The sketch of ``article``."""
    story = story_of(article)
    return Sketch(
        prints=fingerprints(words_of(article)).astype("<u8").tobytes(),
        terms=story.terms.astype("<u4").tobytes(),
        weights=story.weights.astype("<f4").tobytes(),
        credits=credits_of(article),
    )


@dataclass(frozen=True)
class Dossier:
    """An article as the search for origins sees it; its text is looked at only to verify."""

    id: str
    date: dt.date | None
    outlet: str | None
    sketch: Sketch

    @property
    def credits(self) -> Credits:
        """What it says of where it comes from."""
        return self.sketch.credits

    @cached_property
    def prints(self) -> NDArray[np.uint64]:
        """Its fingerprints, sorted."""
        return np.frombuffer(self.sketch.prints, "<u8")

    @cached_property
    def story(self) -> Story:
        """What it is about."""
        return Story(
            np.frombuffer(self.sketch.terms, "<u4").astype(np.uint64),
            np.frombuffer(self.sketch.weights, "<f4").astype(np.float64),
        )

    @cached_property
    def own(self) -> str | None:
        """Key of its own outlet."""
        return key(outlets().canonical(self.outlet)) if self.outlet else None

    @cached_property
    def whole(self) -> frozenset[str]:
        """Keys of the outlets whose work it is as a whole, by its own words."""
        said = {key(c.outlet) for c in self.credits.given if c.whole}
        if self.credits.retold is not None:
            said.add(key(self.credits.retold))
        return frozenset(said)

    @cached_property
    def part(self) -> frozenset[str]:
        """Keys of the outlets that it credits or cites for a part of it."""
        return frozenset(key(c.outlet) for c in self.credits.given if not c.whole) - self.whole

    @cached_property
    def carried(self) -> frozenset[str]:
        """Keys of the outlets whose text it says to have used, wholly or in part."""
        given = self.credits.given
        return frozenset(key(c.outlet) for c in given if c.place is not Place.CITATION)

    def voices(self, credited: frozenset[str]) -> NDArray[np.uint64]:
        """Keys for `near_pairs`: each outlet it speaks for or names, with each strong term.

        Args:
            credited: outlets that any article credits or cites; others need no keys.
        """
        names = (self.whole | self.part | ({self.own} if self.own else set())) & credited
        if not names:
            return np.empty(0, np.uint64)
        terms = self.story.strongest(_BLOCKING_TERMS)
        hashes = np.array(sorted({zlib.crc32(name.encode()) for name in names}), np.uint64)
        return ((hashes[:, None] << np.uint64(32)) ^ terms[None, :]).ravel()
