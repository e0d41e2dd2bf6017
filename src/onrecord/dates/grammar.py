"""Rules over kinds of tokens: how they are written, compiled and matched.

A rule is written as a regular expression over the names of kinds, such as
``MONTH DOT? (?P<day>DAYN)``. Names are upper case; ``{NUM}`` puts in a part from the table of
parts. The extent of the expression is the group ``x``, or the whole match where there is none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.dates.context import Context
from onrecord.dates.reading import Reading
from onrecord.dates.tokens import Token, Tokens, kinds
from onrecord.text import Span

_NAME = re.compile(r"[A-Z][A-Z0-9]+")

# No part repeats without bound: a long run of numbers must not take more than linear time.
PARTS = {
    "NUM": "(?:DAYN|YEAR|DIGITS|NWORD(?:DASH? NWORD)? HUNDRED?(?:DASH? AND DASH? AN DASH? HALF)?)",
    "VAGUE": "(?:AN? VERY? VAGUE OF?)",
    "Q": "(?:{NUM}|{VAGUE}|AN HUNDRED|HALF AN|AN HALF)",
    "AP": "(?:APPROX|MORE THAN|AT LEAST|AT MOST|UP TO)",
    "U": "(?:UNIT|UNITS)",
    "YR": "(?:YEAR|SHORTYEAR)",
    "WD": "(?:(?:WDAY|WDSHORT DOT?) COMMA?)",
    "PH": "(?:THE? VERY? (?P<phase>PHASE|PHASEN(?=OF)) (?:DASH|OF|IN)?)",
    "TOD": "(?:CLOCK AMPM?|(?:DAYN|NWORD) (?:AMPM|OCLOCK)|DIGITS AMPM)",
}


class Found:
    """A match of a rule."""

    def __init__(self, rule: "Rule", match: re.Match[str], tokens: Tokens) -> None:
        self.rule = rule
        self._match = match
        self._tokens = tokens
        self.first, self.end = match.span("x") if "x" in rule.groups else match.span()
        """The tokens of the extent, ``[first, end)``."""

    @property
    def span(self) -> Span:
        """The extent in the article's text."""
        items = self._tokens.items
        return Span(items[self.first].span.start, items[self.end - 1].span.end)

    def tokens(self, group: str) -> Sequence[Token]:
        """The tokens of ``group``; empty where it took no part."""
        if group not in self.rule.groups or self._match.start(group) < 0:
            return ()
        return self._tokens.items[self._match.start(group) : self._match.end(group)]

    def get(self, group: str) -> Token | None:
        """The first token of ``group``."""
        found = self.tokens(group)
        return found[0] if found else None

    def word(self, group: str) -> str:
        """The first word of ``group``, or nothing."""
        token = self.get(group)
        return token.word if token else ""

    def number(self, group: str) -> int | None:
        """The whole number that the first token of ``group`` stands for."""
        token = self.get(group)
        return int(token.value) if token and isinstance(token.value, int | float) else None

    def at(self, index: int) -> Token | None:
        """The token at ``index``, if it is in a paragraph."""
        return self._tokens.after(index)

    def ends_with(self, word: str) -> bool:
        """Whether the last word of the extent is ``word``."""
        return self._tokens.items[self.end - 1].word == word

    def behind(self, rule: "Rule") -> "Found | None":
        """What ``rule`` finds right behind the extent."""
        match = rule.regex.match(self._tokens.kinds, self.end)
        return Found(rule, match, self._tokens) if match is not None else None

    @property
    def before(self) -> Token | None:
        """The token before the extent."""
        return self._tokens.before(self.first)

    @property
    def after(self) -> Token | None:
        """The token after the extent."""
        return self._tokens.after(self.end)


Reader = Callable[[Found, Context], Reading]
Check = Callable[[Found, Context], bool]


@dataclass(frozen=True)
class Rule:
    """One kind of expression."""

    pattern: str
    read: Reader
    check: Check | None = None
    """Whether a match is an expression of time at all."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern over characters of kinds."""
        pattern = self.pattern
        while "{" in pattern:
            pattern = re.sub(r"\{(\w+)\}", lambda m: PARTS[m.group(1)], pattern)
        code = kinds()
        return re.compile(_NAME.sub(lambda m: code[m.group()], pattern).replace(" ", ""))

    @cached_property
    def groups(self) -> frozenset[str]:
        """Names of the groups."""
        return frozenset(self.regex.groupindex)


def find(rules: Sequence[Rule], tokens: Tokens, context: Context) -> Iterator[Found]:
    """The matches that stand, in the order of the text: the longest wins where two overlap."""
    found = [
        Found(rule, match, tokens) for rule in rules for match in rule.regex.finditer(tokens.kinds)
    ]
    found.sort(key=lambda one: (one.first - one.end, one.first))
    taken = bytearray(len(tokens.items))
    kept = []
    for one in found:
        if any(taken[one.first : one.end]):
            continue
        if one.rule.check is None or one.rule.check(one, context):
            taken[one.first : one.end] = b"\1" * (one.end - one.first)
            kept.append(one)
    kept.sort(key=lambda one: one.first)
    yield from kept
