"""Text in the cells of CSV, which spreadsheets read."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet takes for a formula, or what looks like such a cell made harmless."""


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would run it as a formula.

    It can be undone: of every cell that begins with apostrophes and one of ``= + - @``, a tab or a
    carriage return, take one apostrophe away.
    """
    return f"'{text}" if _FORMULA.match(text) else text
