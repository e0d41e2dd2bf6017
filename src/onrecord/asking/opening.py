"""A store opened for a question: to be written only where something new has to be worked out.

So a store that is up to date answers from a disk that cannot be written, and several programs can
ask it at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.corpus import stage as origins
from onrecord.corpus.events import stage as events
from onrecord.errors import StoreError
from onrecord.store.store import Store


@contextmanager
def with_events(path: Path | str) -> Iterator[Store]:
    """The store at ``path`` with events, forecasts and origins up to date.

    Raises:
        StoreError: it cannot be opened, or something is to be worked out and it cannot be written.
    """
    with _opened(path, "events", events.is_current, events.update) as store:
        yield store


@contextmanager
def with_origins(path: Path | str) -> Iterator[Store]:
    """The store at ``path`` with origins up to date; see `with_events`."""
    with _opened(path, "origins", origins.is_current, origins.update) as store:
        yield store


@contextmanager
def with_said(path: Path | str) -> Iterator[Store]:
    """The store at ``path`` with what is said listed; see `with_events`."""
    with _opened(path, "statements", Store.has_said, Store.list_said) as store:
        yield store


@contextmanager
def _opened(
    path: Path | str,
    what: str,
    is_current: Callable[[Store], bool],
    update: Callable[[Store], object],
) -> Iterator[Store]:
    with Store(path, read_only=True) as store:
        if is_current(store):
            yield store
            return
    try:
        written = Store(path)
    except StoreError as error:
        raise StoreError(
            f"the {what} of {path} are still to be worked out, which writes to it, and that cannot "
            f"be done ({error}); where it can be written, 'onrecord {what} --store {path}' does it "
            "once"
        ) from error
    with written:
        update(written)
        yield written
