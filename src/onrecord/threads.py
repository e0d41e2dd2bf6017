"""One thread for the products of matrices: those of an article are too small to be shared.

Left to itself the library that numpy uses puts a thread on every core for each of them. On two
cores that took twice the processor time and no less of the clock's.
"""

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """Hold products to one thread while the context lasts; then all is as it was."""
    limit: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limit


@cache
def _controller() -> ThreadpoolController:
    """Of the libraries that are loaded, which does not change once numpy is."""
    return ThreadpoolController()
