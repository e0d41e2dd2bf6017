"""Which time reference dates an event."""

import datetime as dt
from collections.abc import Sequence

from onrecord.language.parse import Parse
from onrecord.records import DateBasis, TimeReference
from onrecord.text import Span


def when(
    parse: Parse, trigger: Span, times: Sequence[TimeReference], published: dt.date | None
) -> tuple[TimeReference, DateBasis] | None:
    """The time reference that dates the event of ``trigger``."""
    return None
