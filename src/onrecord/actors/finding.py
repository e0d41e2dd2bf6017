"""Find the noun phrases of a text that may name an actor."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from onrecord.actors.base import (
    Entry,
    first_names,
    lexicon,
    nouns,
    organizations,
    title_sectors,
    word_set,
    words,
    words_of,
)
from onrecord.actors.bounds import Bounds
from onrecord.actors.candidate import Candidate
from onrecord.actors.leaders import BareLeaders
from onrecord.actors.lexical import Match, countries_in, is_title, matches
from onrecord.actors.nounphrase import (
    agent_noun,
    base_form,
    has_determiner,
    in_another_sense,
    in_capitals,
    is_plural,
    joined,
    kind_of,
    left_edge,
    right_edge,
)
from onrecord.actors.offices import holders
from onrecord.actors.own import NONE, OwnActors
from onrecord.actors.towns import country_of_body
from onrecord.records import ActorKind, MentionForm

_MODIFYING = frozenset(("amod", "compound", "nmod", "poss"))
_TAKEN_FOR_PERSONS = frozenset(("ORG", "GPE", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LOC"))
_LONGEST_NAME = 4
_ARMED = frozenset(("REB", "PRM", "UAF"))
"""Groups whose home country may stand beside them: "Lebanon's Hezbollah"."""
_OF_STATE = frozenset(("GOV", "LEG", "COP", "JUD"))
"""Sectors of offices that a town, province or state has, too."""
_OF_PEOPLE = frozenset(("adjective", "people"))
_PLACED = frozenset(("name", "capital", "seat"))
_NUMERALS = frozenset(("ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xiv", "xvi"))
_REALM = 3
"""Words behind a name that lead to a country: "II of Jordan"."""
_USA = "USA"
_CONGRESS = ("LEG",)
_PARTY = "PTY"
_MILITARY = "MIL"
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


class Finder:
    """One pass over a parsed article; `candidates` gives the phrases in the order of the text."""

    def __init__(
        self,
        doc: Doc,
        located: Mapping[int, str],
        date: dt.date | None = None,
        own: OwnActors = NONE,
    ) -> None:
        """``located`` gives the country of the tokens that name a place; ``date`` is the day.

        ``own`` are the actors that the user has added.
        """
        self._doc = doc
        self._located = located
        known = [_ethnic(doc, m) for m in matches(doc, own.on(date)) if not _elsewhere(m, located)]
        self._companies = [m for m in known if _is_company(doc, m)]
        """Names of countries that are the second word of a company's: "Air France"."""
        self._matches = [m for m in known if m not in self._companies]
        self._matched = {i: m for m in self._matches for i in range(m.start, m.end)}
        self._bounds = Bounds(doc, self._matched)
        self._leaders = BareLeaders(doc, self._matched, date)
        self._towns = _towns(doc, located)
        self._taken: dict[int, Candidate] = {}
        """Tokens of names and titles: no nominal begins there."""
        self._closed: set[int] = set()
        """Tokens of the names of things that end like those of bodies."""

    def candidates(self) -> list[Candidate]:
        """All candidates, of two with the same span the one that was found first."""
        found: dict[tuple[int, int], Candidate] = {}
        for finder in (self._persons, self._bodies, self._known_names, self._nominals):
            for candidate in finder():
                found.setdefault((candidate.start, candidate.end), candidate)
        return sorted(found.values(), key=lambda c: (c.start, -c.end))

    # --- persons --------------------------------------------------------------------------

    def _persons(self) -> Iterator[Candidate]:
        surnames: set[str] = set()
        for ent in self._doc.ents:
            person = ent.label_ == "PERSON" or _is_persons_name(ent)
            if person and not self._is_town(ent) and (bounds := self._bounds.of_person(ent)):
                surnames.add(self._doc[bounds[1] - 1].text)
                yield self._person(*bounds)
        for token in self._doc:
            if token.text in surnames and token.i not in self._taken and self._stray(token):
                yield self._person(token.i, token.i + 1)
        for start, end in self._known_persons():
            yield self._person(start, end)
        for at in self._leaders.tokens(self._taken):
            yield self._person(at, at + 1)

    def _is_town(self, ent: DocSpan) -> bool:
        """Whether a name of one word is that of a place that something is "in" in the text."""
        return len(ent) == 1 and ent.text in self._towns

    def _known_persons(self) -> Iterator[tuple[int, int]]:
        """Full names of office holders that the tagger took for something else."""
        for end in range(len(self._doc), 1, -1):
            if not self._capitalised(end - 1):
                continue
            for start in range(max(end - _LONGEST_NAME, 0), end - 1):
                free = all(i not in self._taken and self._capitalised(i) for i in range(start, end))
                if free and holders().knows(words_of(self._doc[start:end].text)):
                    yield start, end
                    break

    def _capitalised(self, at: int) -> bool:
        """Whether the token may be a part of a person's name."""
        text, match = self._doc[at].text, self._matched.get(at)
        known = match is not None and match.end - match.start > 1
        return text.isalpha() and text[0].isupper() and not text.isupper() and not known

    def _stray(self, token: Token) -> bool:
        """Whether a known surname stands alone where the tagger saw no person."""
        ent = next(iter(self._doc[token.i : token.i + 1].ents), None)
        alone = ent is None or len(ent) == 1 or not token.ent_type_
        match = self._matched.get(token.i)
        country = match is not None and (match.end > match.start + 1 or token.dep_ in _MODIFYING)
        return alone and not country and (token.pos_ == "PROPN" or token.dep_ == "nsubj")

    def _person(self, start: int, end: int) -> Candidate:
        doc = self._doc
        head = doc[start:end].root
        first = self._uncoordinated(self._title_start(start, head), start)
        before = doc[start - 1] if first < start else None
        kind = ActorKind.ORGANIZATION if _is_body(before) else ActorKind.PERSON
        candidate = Candidate(first, end, head, MentionForm.NAME, kind)
        candidate.name = (start, end)
        candidate.words = words_of(doc[start:end].text)
        candidate.beside_leader = end == start + 1 and self._leaders.beside_leader(head)
        self._read_title(candidate, first, start)
        for at in range(first, end):
            if at >= start or at not in self._matched:
                self._taken[at] = candidate
        return candidate

    def _title_start(self, start: int, head: Token) -> int:
        """Where the name phrase begins: titles and modifiers right before the name."""
        first = min(start, left_edge(head)) if head.i >= start else start
        if first < start and not any(self._is_role(at) for at in range(first, start)):
            first = start
        while first > 0 and not self._doc[first].is_sent_start and self._title_at(first - 1):
            first -= 1
        if first < start and first > 0 and self._doc[first - 1].text in _POSSESSIVE:
            owner = self._doc[first - 1].head
            first = left_edge(owner) if owner.i in self._matched and owner.i < first else first
        return first

    def _is_role(self, at: int) -> bool:
        token = self._doc[at]
        return is_title(token) or base_form(token) in nouns()

    def _title_at(self, at: int) -> bool:
        token = self._doc[at]
        if token.is_punct or token.is_space or token.lower_ in ("of", "and"):
            return False
        near = self._matched.get(at)
        country = near is not None and near.entry.part in ("name", "adjective")
        return (is_title(token) and token.pos_ != "VERB") or (country and is_title(self._next(at)))

    def _next(self, at: int) -> Token | None:
        return self._doc[at + 1] if at + 1 < len(self._doc) else None

    def _read_title(self, candidate: Candidate, first: int, start: int) -> None:
        """Office, country and gender from the words before a name."""
        tokens = [token for token in self._doc[first:start] if not token.is_punct]
        low = [token.lower_.rstrip(".") for token in tokens]
        for size in range(len(low), 0, -1):
            phrase = " ".join([*low[len(low) - size : -1], base_form(tokens[-1])])
            if phrase in nouns():
                candidate.noun, candidate.sectors = phrase, nouns()[phrase]
                break
        for word in low:
            if word in title_sectors() and not candidate.sectors:
                candidate.noun, candidate.sectors = word, (title_sectors()[word],)
            if word in word_set("titles", "male", "female"):
                candidate.gender = "m" if word in word_set("titles", "male") else "f"
        candidate.former = bool(word_set("former", "past", "coming") & set(low))
        candidate.countries = self._countries(first, start)
        if not candidate.countries and _OF_STATE & set(candidate.sectors):
            candidate.countries = self._town(tokens[-1], candidate.sectors, tokens)
        if not candidate.countries and tokens:
            candidate.countries = self._realm(candidate.name[1])
        if not candidate.countries and self._is_in_congress(candidate.name[1]):
            candidate.countries = (_USA,)
            candidate.sectors = candidate.sectors or _CONGRESS
        candidate.owners = [t for t in tokens if t.dep_ == "poss" and t.i not in self._matched]

    def _realm(self, end: int) -> tuple[str, ...]:
        """The country after "of" behind a name with a title: "King Harald of Norway"."""
        words = [token.lower_ for token in self._doc[end : end + _REALM]]
        numbered = words[:1] != [] and words[0] in _NUMERALS
        if words[numbered : numbered + 1] != ["of"]:
            return ()
        at = end + numbered + 1
        match = self._matched.get(at) or self._matched.get(at + 1)
        return self._countries(match.start, match.end) if match is not None else ()

    def _is_in_congress(self, end: int) -> bool:
        """Whether party and state follow a name: "(R-Iowa)"."""
        words = [token.text for token in self._doc[end : end + 3]]
        opened = words[:1] in (["("], [","]) and words[2:] in (["-"], ["–"])
        return opened and words[1] in word_set("names", "american_party")

    # --- organisations and lexicon names -----------------------------------------------------

    def _bodies(self) -> Iterator[Candidate]:
        for ent in self._doc.ents:
            if ent.label_ != "ORG" or any(i in self._taken for i in range(ent.start, ent.end)):
                continue
            for bounds in self._each_body(self._bounds.of_body(ent)):
                if self._doc[slice(*bounds)].text.lower() in word_set("names", "no_body"):
                    self._closed.update(range(*bounds))
                else:
                    yield self._body(*bounds)

        for match in self._companies:
            if match.start not in self._taken:
                yield self._body(match.start - 1, match.end)

    def _each_body(self, bounds: tuple[int, int] | None) -> list[tuple[int, int]]:
        """The names in one entity: two where "and" stands before or behind a known one."""
        if bounds is None:
            return []
        start, end = bounds
        joints = [t.i for t in self._doc[start:end] if t.lower_ == "and"]
        parts = [(start, at) for at in joints] + [(at + 1, end) for at in joints]
        known = any(words_of(self._doc[a:b].text) in organizations() for a, b in parts)
        return parts if len(joints) == 1 and known else [bounds]

    def _body(self, start: int, end: int) -> Candidate:
        head = self._doc[start:end].root
        first = min(start, left_edge(head)) if start <= head.i < end else start
        first = self._uncoordinated(first, start)
        candidate = Candidate(first, end, head, MentionForm.NAME, ActorKind.ORGANIZATION)
        candidate.name = (start, end)
        candidate.words = words_of(self._doc[start:end].text)
        known = organizations().get(candidate.words)
        noun = agent_noun(head)
        if known is not None:
            candidate.countries, candidate.sectors = (known[0],), known[1]
        elif noun is not None and base_form(head) in word_set("kinds", "organization"):
            candidate.noun = noun[0]
            candidate.sectors = () if self._is_league(start, end, head) else nouns()[noun[0]]
        candidate.countries = candidate.countries or self._countries_of_body(first, end)
        candidate.countries = candidate.countries or self._whole(head, end)
        town = country_of_body(list(self._doc[start:end])) if not candidate.countries else None
        candidate.countries = (town,) if town is not None else candidate.countries
        for at in range(start, end):
            self._taken.setdefault(at, candidate)
        return candidate

    def _is_league(self, start: int, end: int, head: Token) -> bool:
        """Whether a name is that of a union and names no people of a trade."""
        if base_form(head) != "union":
            return False
        others = [base_form(token) for token in self._doc[start:end] if token.i != head.i]
        trade = word_set("sense", "trade")
        known = any(trade & set(nouns().get(base, ())) for base in others)
        return not known and not any(base.endswith("worker") for base in others)

    def _countries_of_body(self, first: int, end: int) -> tuple[str, ...]:
        """Countries in the name of a body; a party's name inside a longer one tells none.

        "The Republican Governors Association" is American, "the Nationalist Republican Alliance"
        need not be.
        """
        found = [m for m in self._modifying(first, end) if not self._is_word_of_name(m, first)]
        codes = (match.entry.country for match in found)
        return tuple(dict.fromkeys(code for code in codes if code is not None))

    def _is_word_of_name(self, match: Match, first: int) -> bool:
        """Whether the name of a party is one word of another body's name."""
        before = self._doc[match.start - 1] if match.start > first else None
        named = before is not None and before.tag_ in ("NNP", "NNPS") and before.text[0].isupper()
        return named and match.end == match.start + 1 and _PARTY in match.entry.sectors

    def _is_part_of(self, match: Match, body: Candidate) -> bool:
        """Whether the match is only a word of the body's name: "Air France"."""
        if body.kind is not ActorKind.ORGANIZATION or not body.name[0] < match.start:
            return False
        before = self._doc[match.start - 1]
        names = before.dep_ == "compound" and before.tag_ == "NNP" and before.i >= body.name[0]
        ends = match.end == body.name[1] and match.start <= body.head.i < match.end
        return self._is_word_of_name(match, body.name[0]) or (names and ends)

    def _known_names(self) -> Iterator[Candidate]:
        for match in self._matches:
            inside = self._taken.get(match.start)
            if inside is not None and inside.kind is ActorKind.PERSON:
                continue
            if inside is not None and self._is_part_of(match, inside):
                continue
            if match.entry.part == "capital" and (inside or not self._stands_for(match)):
                continue
            yield self._people_of(match) or self._known(match)

    def _people_of(self, match: Match) -> Candidate | None:
        """The people of whom only the adjective is said: "Somali" of "Somali and Yemeni pirates".

        They are no more the state of Somalia than the pirates are that of Yemen.
        """
        if match.entry.part not in ("adjective", "people") or match.entry.country is None:
            return None
        last = match
        while (after := self._joined_adjective(last)) is not None:
            last = after
        first = self._doc[last.end - 1]
        while first.dep_ == "conj":
            first = first.head
        noun = first.head
        found = agent_noun(noun) if last is not match and noun.i >= last.end else None
        if found is None or found[1] < last.end or not is_plural(noun):
            return None
        head = self._doc[match.end - 1]
        candidate = Candidate(match.start, match.end, head, MentionForm.NOMINAL, ActorKind.GROUP)
        candidate.noun, candidate.sectors = found[0], nouns()[found[0]]
        candidate.countries, candidate.plural = (match.entry.country,), True
        for at in range(match.start, match.end):
            self._taken.setdefault(at, candidate)
        return candidate

    def _joined_adjective(self, match: Match) -> Match | None:
        """The adjective of a people that a comma or "and" joins to the one before."""
        at = match.end
        while at < len(self._doc) and self._doc[at].lower_ in (",", "and", "or"):
            at += 1
        after = self._matched.get(at)
        same = after is not None and after.entry.part in ("adjective", "people")
        return after if same and at > match.end else None

    def _known(self, match: Match) -> Candidate:
        head = self._doc[match.start : match.end].root
        entry = match.entry
        first = match.start
        before = self._doc[first - 1] if first else None
        if before is not None and before.lower_ == "the" and head.dep_ not in _MODIFYING:
            first -= 1
        kind = entry.kind
        if entry.part == "adjective" and head.dep_ not in _MODIFYING and match.end == head.i + 1:
            kind = ActorKind.GROUP
        candidate = Candidate(first, match.end, head, MentionForm.NAME, kind, entry)
        candidate.name = (match.start, match.end)
        candidate.words = words_of(self._doc[match.start : match.end].text)
        candidate.sectors = entry.sectors
        candidate.plural = kind is ActorKind.GROUP
        if entry.part == "default":
            candidate.countries = self._countries(left_edge(head), match.start)
        for at in range(match.start, match.end):
            self._taken.setdefault(at, candidate)
        return candidate

    def _stands_for(self, match: Match) -> bool:
        """Whether the name of a capital stands for the government there."""
        head = self._doc[match.start : match.end].root
        if head.dep_ == "nsubj" or head.dep_ == "agent":
            return True
        parent = head.head
        if head.dep_ == "dobj":
            return parent.lemma_ in words("titles")["metonym_verbs"]
        return head.dep_ == "pobj" and parent.lower_ in words("titles")["metonym_preps"]

    # --- nominals ------------------------------------------------------------------------------

    def _nominals(self) -> Iterator[Candidate]:
        for token in self._doc:
            if token.i in self._taken or token.i in self._closed or not self._is_noun(token):
                continue
            noun = agent_noun(token) or self._craft(token)
            if noun is None or not self._is_agent(token, noun[0]) or self._is_verb_form(token):
                continue
            nominal = self._nominal(token, *noun)
            if nominal.kind is not ActorKind.COUNTRY or nominal.countries or _is_definite(nominal):
                yield nominal

    def _is_noun(self, token: Token) -> bool:
        """Whether it is a noun; the tagger takes "the military" for an adjective."""
        if token.pos_ in ("NOUN", "PROPN") or token.lower_ != "military":
            return token.pos_ in ("NOUN", "PROPN")
        after = self._next(token.i)
        alone = after is None or after.pos_ in ("VERB", "AUX", "PUNCT", "ADP")
        before = self._doc[token.i - 1].tag_ if token.i else ""
        return alone and before in ("DT", "POS", "JJ", "NNP")

    def _is_verb_form(self, token: Token) -> bool:
        """Whether a word in capitals that the tagger took for a name is a participle."""
        return in_capitals(token) and token.text.endswith(("ING", "ED")) and token.tag_ == "NNP"

    def _craft(self, token: Token) -> tuple[str, int] | None:
        """Jets and fleets by their owner: a country's are military, an airline's are not."""
        base = base_form(token)
        if base not in word_set("sense", "craft"):
            return None
        owner = self._taken.get(token.i - 1)
        if owner is not None and owner.kind is ActorKind.ORGANIZATION:
            return (
                f"military {base}" if _MILITARY in owner.sectors else f"company {base}"
            ), token.i
        return (f"military {base}", token.i) if token.i - 1 in self._matched else None

    def _is_agent(self, token: Token, phrase: str) -> bool:
        if in_another_sense(token, phrase):
            return False
        after = self._next(token.i)
        if token.dep_ == "compound" and after is not None and agent_noun(after) is not None:
            return False
        if is_plural(token) or has_determiner(token):
            return True
        role = token.dep_ in ("attr", "oprd", "acomp") or token.head.lower_ == "as"
        bare = base_form(token) in word_set("kinds", "bare") or " " in phrase
        return bare and not role

    def _nominal(self, head: Token, phrase: str, first: int) -> Candidate:
        start = self._uncoordinated(min(first, left_edge(head)), head.i)
        end = right_edge(head)
        candidate = Candidate(start, end, head, MentionForm.NOMINAL, kind_of(head))
        candidate.noun, candidate.sectors = phrase, nouns()[phrase]
        candidate.plural = is_plural(head)
        low = {token.lower_ for token in self._doc[start : head.i]}
        candidate.former = bool(word_set("former", "past", "coming") & low)
        candidate.countries = self._countries(start, head.i) or self._after(head, end)
        candidate.countries = candidate.countries or self._town(head, candidate.sectors, head.lefts)
        candidate.group = self._group(start, head.i) or self._group(head.i + 1, end)
        candidate.owners = [t for t in self._owners(head) if t.i < first or t.dep_ == "poss"]
        candidate.owners += self._leaders_of(head) + self._body_of(head)
        return candidate

    def _town(
        self, head: Token, sectors: Iterable[str], before: Iterable[Token]
    ) -> tuple[str, ...]:
        """The country of a place in front of a body or office of it: "Ferguson police"."""
        base = base_form(head)
        of_state = bool(_OF_STATE & set(sectors))
        people = of_state and base not in word_set("definite", "elsewhere", "apart")
        body = base in word_set("kinds", "organization")
        if not (body or people) and base not in word_set("definite", "of_place"):
            return ()
        if base in word_set("definite", "about_place"):
            return ()
        near = [t for t in before if t.dep_ == "compound" and t.i in self._located]
        return tuple(dict.fromkeys(self._located[t.i] for t in near))

    def _leaders_of(self, head: Token) -> list[Token]:
        """The persons after "of" whom a body or people follow: "the militia of Aidid"."""
        if base_form(head) not in word_set("definite", "led"):
            return []
        of = [child for child in head.rights if child.lower_ in ("of", "for")][:1]
        found = [noun for child in of for noun in child.rights if noun.dep_ == "pobj"]
        return [noun for noun in found if noun.i not in self._matched]

    def _body_of(self, head: Token) -> list[Token]:
        """The body whose people they are: "the director of the Red Crescent"."""
        if base_form(head) not in word_set("definite", "of_body"):
            return []
        after = [child for child in head.rights if child.lower_ in ("of", "for")][:1]
        found = [noun for child in after for noun in child.rights if noun.dep_ == "pobj"]
        bodies = (self._taken.get(noun.i) for noun in found)
        return [b.head for b in bodies if b is not None and b.kind is ActorKind.ORGANIZATION]

    def _uncoordinated(self, start: int, end: int) -> int:
        """Where the phrase begins without the names joined to it: "U.S. and" Iraqi forces."""
        for at in range(end - 1, start, -1):
            before = self._matched.get(at - 1)
            name = before is not None and at >= before.end
            name = name or (before is None and self._doc[at - 1].ent_type_ == "PERSON")
            if self._doc[at].lower_ in ("and", "or") and name:
                return at + 1
        return start

    def _after(self, head: Token, end: int) -> tuple[str, ...]:
        """Countries of the complement: "of Iran", "in Riyadh", "from Syria"."""
        found = self._countries(head.i + 1, end) or self._seat(head)
        if not found and base_form(head) not in word_set("definite", "apart"):
            inside = (self._located[at] for at in range(head.i + 1, end) if at in self._located)
            found = tuple(dict.fromkeys(inside))
        for child in head.rights:
            if not found and child.i == end and self._places(head, child):
                found = self._homes(child)
            elif not found and child.lemma_ in word_set("verbs", "leaves"):
                found = self._left(child)
        return found

    def _homes(self, preposition: Token) -> tuple[str, ...]:
        """Countries of the nouns after a preposition."""
        nouns_after = (noun for noun in preposition.rights if noun.dep_ == "pobj")
        each = [self._home(item) for noun in nouns_after for item in joined(noun)]
        return tuple(dict.fromkeys(code for codes in each for code in codes))

    def _left(self, verb: Token) -> tuple[str, ...]:
        """Countries that somebody left: "people fleeing Syria", "families who came from Mali".

        What else they fled ("Nazi rule") need not be their own country's.
        """
        known = self._matched.keys() | self._located.keys()
        left = (noun for noun in verb.rights if noun.dep_ == "dobj" and noun.i in known)
        found = [self._home(noun) for noun in left]
        found += [self._homes(child) for child in verb.rights if child.lower_ == "from"]
        return tuple(dict.fromkeys(code for codes in found for code in codes))

    def _whole(self, head: Token, end: int) -> tuple[str, ...]:
        """Countries of what a body is a part of: "the Legal Counsel of the French Parliament"."""
        after = self._doc[end] if end < len(self._doc) else None
        part = after is not None and after.lower_ == "of" and after.head.i == head.i
        return self._after(head, end) if part else ()

    def _home(self, item: Token) -> tuple[str, ...]:
        if item.i in self._matched:
            match = self._matched[item.i]
            return self._countries(match.start, match.end)
        return self._countries(left_edge(item), item.i + 1) or self._place(item)

    def _place(self, token: Token) -> tuple[str, ...]:
        return (self._located[token.i],) if token.i in self._located else ()

    def _places(self, head: Token, child: Token) -> bool:
        """Whether the preposition tells where somebody belongs."""
        away = base_form(head) in word_set("definite", "elsewhere")
        return child.lower_ in ("from", "of") or (child.lower_ == "in" and not away)

    def _seat(self, head: Token) -> tuple[str, ...]:
        """The country of "the government in Riyadh", whatever the parser hangs the place on."""
        after = self._next(head.i)
        if after is None or after.lower_ != "in" or after.i + 1 not in self._matched:
            return ()
        if base_form(head) not in word_set("kinds", "organization"):
            return ()
        return self._countries(after.i + 1, self._matched[after.i + 1].end)

    def _owners(self, head: Token) -> Iterable[Token]:
        for child in head.lefts:
            if child.dep_ in ("poss", "compound", "nmod") and child.i not in self._matched:
                yield child

    def _countries(self, start: int, end: int) -> tuple[str, ...]:
        codes = (match.entry.country for match in self._modifying(start, end))
        return tuple(dict.fromkeys(code for code in codes if code is not None))

    def _group(self, start: int, end: int) -> Entry | None:
        """The only group with a code of its own among the modifiers."""
        entries = {match.entry for match in self._modifying(start, end)}
        armed = {e for e in entries if e.code is not None and _ARMED & set(e.sectors)}
        entries = armed if len(armed) == 1 else entries
        entry = entries.pop() if len(entries) == 1 else None
        return entry if entry is not None and entry.code is not None else None

    def _modifying(self, start: int, end: int) -> Iterator[Match]:
        for match in countries_in(self._near(start, end), start, end):
            if not self._sponsors(match):
                yield match

    def _sponsors(self, match: Match) -> bool:
        """Whether the country only backs what follows: "Iran-backed militia"."""
        last = self._doc[match.end - 1]
        after = self._doc[match.end : match.end + 2].text if match.end == last.i + 1 else ""
        hyphened = after.partition("-")[2] if after.startswith("-") else last.text.partition("-")[2]
        before = self._doc[max(match.start - 2, 0) : match.start].text.lower()
        sided = before.startswith(("pro", "anti")) and before.endswith("-")
        return sided or hyphened.lower() in word_set("definite", "sponsored")

    def _near(self, start: int, end: int) -> list[Match]:
        near = (self._matched[i] for i in range(start, end) if i in self._matched)
        return list(dict.fromkeys(near))


def _towns(doc: Doc, located: Mapping[int, str]) -> frozenset[str]:
    """The names of one word that something is "in"; none that stand behind a first name."""
    towns = {doc[at].text for at in located if at and doc[at - 1].lower_ in ("in", "near")}
    persons = {ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1}
    return frozenset(towns - persons)


def _ethnic(doc: Doc, match: Match) -> Match:
    """The match without a country after "ethnic": an ethnic Albanian need not be of Albania."""
    before = doc[match.start - 1] if match.start else None
    if before is not None and before.text == "-" and match.start > 1:
        before = doc[match.start - 2]
    if before is None or before.lower_ != "ethnic" or match.entry.part not in _OF_PEOPLE:
        return match
    # "Multi-ethnic Bosnian": the first part of such a word says nothing of what follows.
    if before.i and doc[before.i - 1].text == "-" and not doc[before.i - 1].whitespace_:
        return match
    key = f"ethnic {match.entry.key}"
    return replace(match, entry=replace(match.entry, key=key, country=None, code=None))


def _elsewhere(match: Match, located: Mapping[int, str]) -> bool:
    """Whether the name of a country or capital is that of a place in another country.

    Georgia in America, and Victoria in Australia rather than the Seychelles.
    """
    names = match.entry.kind is ActorKind.COUNTRY and match.entry.part in _PLACED
    return names and located.get(match.start, match.entry.country) != match.entry.country


def _is_company(doc: Doc, match: Match) -> bool:
    """Whether the name of a country is that of a company with one word before it."""
    before = doc[match.start - 1].text if match.start else ""
    names = match.entry.kind is ActorKind.COUNTRY and match.entry.part == "name"
    return names and before in word_set("names", "before_company")


def _is_body(noun: Token | None) -> bool:
    """Whether the noun before a name says that it is that of a body: "the coalition Sumar"."""
    if noun is None or noun.pos_ != "NOUN" or is_plural(noun):
        return False
    return kind_of(noun) in {ActorKind.ORGANIZATION, ActorKind.GROUP}


def _is_persons_name(ent: DocSpan) -> bool:
    """Whether an entity of another kind is a person: an office holder, or by the first name."""
    names = words_of(ent.text)
    if not 2 <= len(names) <= _LONGEST_NAME or ent.label_ not in _TAKEN_FOR_PERSONS:
        return False
    if holders().knows(names):
        return True
    last = base_form(ent[-1]) not in nouns() and names[-1] not in lexicon()
    return ent.label_ == "ORG" and names[0] in first_names() and last and len(ent) == len(names)


def _is_definite(nominal: Candidate) -> bool:
    first = nominal.head.doc[nominal.start]
    return first.lower_ in word_set("definite", "determiners")
