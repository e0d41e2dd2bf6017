"""Reading a store without Python's search for cycles.

It looks at all objects that there are, time and again while more are made. What is read of a store
are millions of records that hold no cycles; they go as soon as nothing refers to them. At 25,000
articles the search took a quarter of the time of an update.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is searched for cycles inside; a context and a decorator."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
