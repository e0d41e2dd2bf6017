"""Where the bare name begins and ends in an entity of the tagger."""

from collections.abc import Mapping

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from onrecord.actors.base import word_set
from onrecord.actors.lexical import Match, is_title
from onrecord.actors.nounphrase import in_capitals

_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_LOOSE_ENDS = frozenset(("of", "for", "in", "and", "to", "the", "on", "at"))
_NO_NAME = frozenset(("VERB", "AUX", "ADP", "NUM", "ADV", "SCONJ"))
"""Words that no name in a text of capitals is taken to have: there every word looks like one."""


class Bounds:
    """Trims the entities of one article to names; ``None`` where no name is left."""

    def __init__(self, doc: Doc, matched: Mapping[int, Match]) -> None:
        """``matched`` gives for a token the match of the lexicon over it."""
        self._doc = doc
        self._matched = matched

    def of_person(self, ent: DocSpan) -> tuple[int, int] | None:
        """The tokens of the bare name in an entity."""
        start, end = ent.start, self._before_possessive(ent)
        if self._is_saint(start):
            return None
        while end > start and (
            self._doc[end - 1].text in _POSSESSIVE or not self._doc[end - 1].text[0].isalpha()
        ):
            end -= 1
        while start < end and self._before_name(start):
            start += 1
        tokens = self._doc[start:end]
        if start == end or any(token.is_space for token in tokens):
            return None
        if not self._capital(end - 1) or tokens[0].pos_ == "VERB":
            return None
        if in_capitals(tokens[0]) and any(token.pos_ in _NO_NAME for token in tokens):
            return None
        end = self._completed(end)
        known = self._matched.get(end - 1)
        whole = known is not None and known.start <= start and known.entry.part != "capital"
        return None if whole else (start, end)

    def of_body(self, ent: DocSpan) -> tuple[int, int] | None:
        """The tokens of the name of an organisation in an entity."""
        start, end = ent.start, ent.end
        while end > start and (self._doc[end - 1].text in _POSSESSIVE or self._is_mark(end - 1)):
            end -= 1
        while end > start and (
            self._doc[end - 1].lower_ in _LOOSE_ENDS or self._begins_next(end - 1)
        ):
            end -= 1
        end = self._before_owner(start, end)
        while start < end and (self._doc[start].dep_ == "det" or self._is_mark(start)):
            start += 1
        if start == end or any(t.is_space for t in self._doc[start:end]):
            return None
        match = self._matched.get(start)
        whole = match is not None and match.start <= start and match.end >= end
        if in_capitals(self._doc[start]) and any(t.pos_ in _NO_NAME for t in self._doc[start:end]):
            return None
        upper = any(t.text[0].isupper() for t in self._doc[start:end])
        return None if whole or not upper else (start, end)

    def _before_owner(self, start: int, end: int) -> int:
        """The end of a name without "for China" where "'s" follows, which owns what comes next."""
        match, after = self._matched.get(end - 1), self._after(end - 1)
        if match is None or after is None or after.text not in _POSSESSIVE:
            return end
        preposition = match.start - 1
        loose = preposition > start and self._doc[preposition].lower_ in _LOOSE_ENDS - {"of", "the"}
        return preposition if loose else end

    def _begins_next(self, at: int) -> bool:
        """Whether the last word is the short title of the person after it, or the comma before."""
        token, after = self._doc[at], self._after(at)
        if token.text == ",":
            return True
        dotted = after is not None and after.text == "."
        person = self._after(at + 1) if dotted else after
        short = token.lower_.rstrip(".") in word_set("titles", "short")
        return short and person is not None and person.ent_type_ == "PERSON"

    def _is_saint(self, at: int) -> bool:
        """Whether a name at ``at`` is a saint's: in news mostly that of a church or a town."""
        words = [self._doc[i].lower_.rstrip(".") for i in range(max(at - 1, 0), at + 1)]
        return any(word in word_set("names", "saint") for word in words)

    def _before_possessive(self, ent: DocSpan) -> int:
        """The end of the owner in an entity like "Smith's Remarks"."""
        ends = (t.i for t in ent if t.i > ent.start and t.text in _POSSESSIVE)
        return next(ends, ent.end)

    def _capital(self, at: int) -> bool:
        """Whether a name may end with the token: a capital, or the second part of "Jae-in"."""
        hyphened = at > 1 and self._doc[at - 1].text == "-" and not self._doc[at - 1].whitespace_
        return self._doc[at].text[0].isupper() or hyphened

    def _completed(self, end: int) -> int:
        """The end of a name whose last word the entity missed."""
        last, after = self._doc[end - 1], self._after(end - 1)
        missed = after is not None and last.dep_ == "compound" and last.head.i == after.i == end
        if missed and after is not None and after.tag_ == "NNP" and not after.ent_type_:
            return end if end in self._matched or not after.text[0].isupper() else end + 1
        return end

    def _before_name(self, at: int) -> bool:
        token, match = self._doc[at], self._matched.get(at)
        return is_title(token) or token.dep_ == "det" or match is not None

    def _is_mark(self, at: int) -> bool:
        return not any(char.isalnum() for char in self._doc[at].text)

    def _after(self, at: int) -> Token | None:
        return self._doc[at + 1] if at + 1 < len(self._doc) else None
