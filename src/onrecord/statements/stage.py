"""The statement stage: who said what."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Token

from onrecord.language.encoder import Encoding, Window
from onrecord.language.parse import Parse
from onrecord.pipeline import Given
from onrecord.records import Actor, Article, Mention, Statement, StatementAct
from onrecord.statements.admission import may_stand, may_stand_inside, with_source
from onrecord.statements.declining import says_nothing
from onrecord.statements.describe import Said, Scene, describer
from onrecord.statements.draft import Draft
from onrecord.statements.hearsay import hearsay
from onrecord.statements.kinds import form_of
from onrecord.statements.labels import LabelFinder
from onrecord.statements.lexicon import lexicon
from onrecord.statements.quotes import Quotations
from onrecord.statements.reader import Reading, reader
from onrecord.statements.resolve import choose, go_on, parents, within
from onrecord.statements.speakers import Speakers
from onrecord.statements.traits import traits
from onrecord.text import Span

DEEPEST = 2
"""How many statements may lie inside one another below an outermost one."""
_BEFORE_NOUNS = frozenset({"amod", "compound", "det", "poss", "nummod"})
_FINAL = frozenset(".!?")
_SHORTEST = 5
"""Words of a content that can hold a statement of its own."""


class StatementStage:
    """The statement stage: who said what.

    A trained reader finds the statements that the article itself makes, then reads each content by
    itself for the statements inside. ``Statement.confidence`` is the chance that source, cue and
    content are right, as measured on the dev split of PolNeAR (``docs/confidence.md``).
    """

    name = "statements"
    needs: frozenset[type] = frozenset({Parse, Encoding, Actor, Mention})
    gives: frozenset[type] = frozenset({Statement})

    def run(self, article: Article, given: Given) -> Iterable[object]:
        """The statements of ``article``, by the place of their cues."""
        parse = given.one(Parse)
        quotations = Quotations(article.text, parse.paragraphs)
        finder = _Finder(parse, given.one(Encoding), quotations)
        drafts = [
            *(draft for window in finder.encoding.windows for draft in finder.drafts(window)),
            *LabelFinder(parse, quotations).drafts(),
            *hearsay(article.text, parse, lexicon()),
        ]
        standing = [draft for draft in finder.sourced(drafts) if may_stand(draft)]
        chosen = go_on(choose(standing), parse, quotations)
        chosen = finder.with_inner(chosen)
        speakers = Speakers(given.all(Actor), given.all(Mention))
        scene = Scene(article.text, parse, finder.encoding, speakers)
        return _Maker(article, scene, quotations).statements(chosen)


class _Finder:
    """Reads the statements of one article."""

    def __init__(self, parse: Parse, encoding: Encoding, quotations: Quotations) -> None:
        self._parse = parse
        self.encoding = encoding
        self._words = encoding.words
        self._quotations = quotations
        self._traits = traits(encoding.words, quotations, lexicon(), reader().names)

    def drafts(self, window: Window) -> Iterator[Draft]:
        """What is read in ``window``; a cue and a content must be there."""
        for reading in reader().read(window, self._words, self._traits):
            if reading.parts.cue and reading.parts.content:
                yield self._draft(reading)

    def _draft(self, reading: Reading) -> Draft:
        anchor = self._words.tokens[reading.anchor]
        spans = self._without_it(reading.parts.content)
        ended = (
            self._of_an_aside(anchor, self._of_a_clause(anchor, self._of_a_sentence(span)))
            for span in spans
        )
        told = tuple(self._closed(self._with_outcome(self._to_a_noun(span))) for span in ended)
        parts = reading.parts._replace(content=told)
        source, cue, content = (
            tuple(self._words.span(first, end) for first, end in part) for part in parts
        )
        content = tuple(self._quotations.with_marks(span) for span in content)
        return Draft(anchor, source, cue, content, reader().confidence(reading))

    def _of_a_sentence(self, span: tuple[int, int]) -> tuple[int, int]:
        """``span`` up to the end of its first sentence, where nothing of it is quoted.

        What follows without quotation marks is told by whoever tells the statement.
        """
        first, end = span
        words, sentences = self._words.tokens, self._words.sentences
        across = sentences[first] != sentences[end - 1]
        if not across or self._quotations.overlapping(self._words.span(first, end)):
            return span
        end = first + int((sentences[first:end] == sentences[first]).sum())
        return first, end - 1 if end - 1 > first and words[end - 1].text in _FINAL else end

    def _without_it(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """``spans`` but an "it" that only stands for what follows ("it was reported that ...")."""
        words = self._words.tokens
        return [
            s for s in spans if len(spans) == 1 or [t.lower_ for t in words[slice(*s)]] != ["it"]
        ]

    def _of_a_clause(self, anchor: Token, span: tuple[int, int]) -> tuple[int, int]:
        """``span`` up to the end of the clause of a noun: "her claim that X angered Y"."""
        first, end = span
        if anchor.pos_ != "NOUN" or self._quotations.overlapping(self._words.span(first, end)):
            return span
        begin = self._words.tokens[first].i
        for clause in anchor.rights:
            if clause.dep_ == "acl" and clause.left_edge.i == begin:
                last = self._words.numbers.get(clause.right_edge.i, end - 1)
                return first, max(first + 1, min(end, last + 1))
        return span

    def _of_an_aside(self, anchor: Token, span: tuple[int, int]) -> tuple[int, int]:
        """``span`` up to the end of a clause about who speaks: "the mayor, who said X, left"."""
        first, end = span
        last = self._words.numbers.get(anchor.right_edge.i)
        behind = self._words.tokens[first].i > anchor.i
        if anchor.dep_ != "relcl" or not behind or last is None or last >= end:
            return span
        while last > first and self._words.tokens[last].is_punct:
            last -= 1
        return (first, last + 1) if last > first else span

    def _with_outcome(self, span: tuple[int, int]) -> tuple[int, int]:
        """``span`` with what its deed brought about: "that he set fires, killing two"."""
        first, end = span
        tokens, numbers = self._words.tokens, self._words.numbers
        if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[end + 1].tag_ != "VBG":
            return span
        doing = tokens[end + 1]
        above = numbers.get(doing.head.i, -1)
        last = numbers.get(doing.right_edge.i, end)
        return (first, last + 1) if doing.dep_ == "advcl" and first <= above < end else span

    def _to_a_noun(self, span: tuple[int, int]) -> tuple[int, int]:
        """``span`` up to the noun of its last words: "asked its Western" goes on to "allies"."""
        first, end = span
        last = self._words.tokens[end - 1]
        noun = self._words.numbers.get(last.head.i, 0)
        opens = last.dep_ in _BEFORE_NOUNS and noun >= end
        return (first, noun + 1) if opens else span

    def _closed(self, span: tuple[int, int]) -> tuple[int, int]:
        """``span`` with the last word of its sentence, where it leaves out no more than that."""
        first, end = span
        words, sentences = self._words.tokens, self._words.sentences
        if end + 1 >= len(words) or sentences[end - 1] != sentences[end + 1]:
            return span
        last = words[end].is_alpha and words[end + 1].text in _FINAL
        return (first, end + 1) if last else span

    def with_inner(self, outer: Sequence[Draft]) -> list[Draft]:
        """``outer`` and the statements inside their contents, by the place of their cues."""
        kept, shell = list(outer), list(outer)
        for _ in range(DEEPEST):
            inner = [
                draft
                for told in shell
                for draft in self.sourced(self._inside(told))
                if may_stand_inside(draft, told)
            ]
            shell = within(choose(inner), kept)
            kept.extend(shell)
        return sorted(kept, key=lambda draft: (draft.cue, draft.content))

    def sourced(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """``drafts``, each with a subject that it shares with another verb as its source."""
        return (with_source(draft, self._parse) for draft in drafts)

    def _inside(self, draft: Draft) -> Iterator[Draft]:
        for content in draft.content:
            first, end = self._words.between(content)
            if first < end and self._words.tokens[first].dep_ == "mark":
                first += 1  # "that", "whether": what follows reads as a sentence
            tokens = self._words.tokens[first:end]
            if len(tokens) >= _SHORTEST and any(_may_attribute(token) for token in tokens):
                for window in self.encoding.alone(first, end):
                    yield from self.drafts(window)


def _may_attribute(token: Token) -> bool:
    lemma = token.lemma_.lower()
    words = lexicon()
    return words.verb_class(lemma) is not None or words.speaking_noun(lemma) or lemma == "accord"


class _Maker:
    """Makes the records of one article."""

    def __init__(self, article: Article, scene: Scene, quotations: Quotations) -> None:
        self._article = article
        self._scene = scene
        self._quotations = quotations

    def statements(self, chosen: Sequence[Draft]) -> list[Statement]:
        """A statement for each of ``chosen``, each with the one that tells it."""
        bare = [self._statement(draft) for draft in chosen]
        return [
            made if above is None else msgspec.structs.replace(made, parent=bare[above].id)
            for made, above in zip(bare, parents(chosen), strict=True)
        ]

    def _act(self, draft: Draft, said: Said) -> StatementAct | None:
        if says_nothing(self._article.text, Span(draft.cue[0].start, draft.cue[-1].end)):
            return StatementAct.DECLINES
        return describer().act(self._scene.act_signs(said))

    def _statement(self, draft: Draft) -> Statement:
        said = Said(draft.source, draft.cue, draft.content)
        speaker = self._scene.speaker(said)
        return Statement(
            article=self._article.id,
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            form=form_of(draft.content, self._quotations),
            source_kind=describer().kind(self._scene.kind_signs(said, speaker)),
            act=self._act(draft, said),
            speaker=None if speaker is None else speaker.id,
            confidence=round(draft.chance, 3),
        )
