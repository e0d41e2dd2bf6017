"""What would widen a question that nothing answers."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec

Question = TypeVar("Question", bound=msgspec.Struct)


def asked(question: msgspec.Struct, names: Sequence[str]) -> list[str]:
    """Those of the fields ``names`` that a question sets."""
    plain = type(question)()
    return [name for name in names if getattr(question, name) != getattr(plain, name)]


def wider(
    question: Question, names: Sequence[str], ask: Callable[[Question], Sequence[object]]
) -> Iterator[tuple[str, int]]:
    """Each of the fields ``names`` without which ``question`` has answers, with how many."""
    plain = type(question)()
    for name in asked(question, names):
        changed = msgspec.structs.replace(question, **{name: getattr(plain, name)})
        if count := len(ask(changed)):
            yield name, count
