"""Events over a store: what is new is read, paired and grouped with what it touches.

The records that come out are those of a run over all articles at once, whatever the order in which
they came. Judgements of persons are part of the input.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec
import numpy as np
import pyarrow as pa

from onrecord import knowledge
from onrecord.coding import Coding
from onrecord.corpus import stage as origin_stage
from onrecord.corpus.events import answers, appointed, echoes, pairing, renewing
from onrecord.corpus.events.doubts import parting
from onrecord.corpus.events.figures import figures_of
from onrecord.corpus.events.foretold import forecasts_of
from onrecord.corpus.events.frames import Frame, frame_of
from onrecord.corpus.events.grouping import Link, groups_of
from onrecord.corpus.events.happening import event_of, members_of
from onrecord.corpus.events.judged import Judged
from onrecord.corpus.events.keys import keys_of, number_of_key, word_pairs
from onrecord.corpus.events.recalls import Recall, recalls_of
from onrecord.corpus.events.retold import Asked, retold
from onrecord.corpus.events.scorer import LEAST, Scorer, compare, threshold
from onrecord.corpus.events.sentences import clauses_of, sentence_around, sentences_of
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Told
from onrecord.corpus.story import story_of_text
from onrecord.corpus.uncollected import uncollected
from onrecord.records import (
    Article,
    Event,
    EventFigure,
    EventMember,
    Forecast,
    MemberBasis,
    content_id,
)
from onrecord.store import events as rows
from onrecord.store import forecasts as foreseen
from onrecord.store import tellings
from onrecord.store.schema import EVENT_FIGURES, EVENT_MEMBERS, EVENTS, FORECASTS
from onrecord.store.store import Store
from onrecord.store.tellings import Numbers, number_of, numbers_of
from onrecord.text import Span

VERSION = 29
"""To be raised with a change of the code that changes tellings, keys or links."""
_ARTICLES = 1_000
"""Articles that are read at once."""
_WORDS = 12
"""Strong words of a sentence by which a recall and its forecast find each other."""
_IN_CLAUSE = 6
"""Strong words of each clause that are kept."""
_ONE_STORY = 0.2
"""Likeness of two articles above which both are of one story."""


class EventUpdate(msgspec.Struct, frozen=True):
    """What bringing the events of a store up to date came to."""

    articles: int = 0
    """Articles that were read now."""
    compared: int = 0
    """Pairs of tellings that were compared now: those that are plainly apart are not."""
    grouped: int = 0
    """Tellings that were grouped anew."""
    events: int = 0
    """Events that came of them."""


@cache
def method() -> str:
    """What the events of a store were made by; another method makes all anew."""
    known = {
        name: value
        for name, value in knowledge.digests().items()
        if name.startswith("corpus/") or name == "events/families.toml"
    }
    return content_id("events", VERSION, sorted(known.items()))


def is_current(store: Store) -> bool:
    """Whether the events of ``store`` are those of its articles and judgements."""
    with store.changing() as con:
        return store.events_fit and rows.state(con, rows.EVENTS_DONE) == method()


@uncollected()
def update(store: Store, scorer: Scorer = compare) -> EventUpdate:
    """Bring the events of ``store`` up to date with its articles and judgements.

    Raises:
        StoreError: the store cannot be written.
    """
    if is_current(store):
        return EventUpdate()
    origin_stage.update(store)
    return _Updating(store, scorer).run()


class _Updating:
    """One update of a store."""

    def __init__(self, store: Store, scorer: Scorer) -> None:
        self._store = store
        self._scorer = scorer
        self._decoder = msgspec.msgpack.Decoder(Told)

    def run(self) -> EventUpdate:
        with self._store.changing() as con:
            rows.prepare(con)
            if rows.state(con, rows.CACHE_OF) != method():
                rows.drop(con)
                rows.set_state(con, rows.CACHE_OF, method())
            come, gone = rows.changed(con)
            # what a run that was stopped had read is read again
            tellings.forget(con, sorted({*gone, *come}), threshold())
        fresh, runs = self._read(come)
        with self._store.changing() as con:
            lost, compared = pairing.bring_up_to_date(
                con, fresh, lambda wanted: self._load(con, wanted), self._scorer
            )
            changed = renewing.look_again(con, lost)
            foreseen.begin(con, answers.alike_types())
            judged = Judged(con)
            touched = np.union1d(fresh, judged.mentions())
            batches = renewing.batches(con, changed, lost, touched, judged.joined())
            events = sum(self._group(con, batch, judged) for batch in batches)
            foreseen.note_moved(con, rows.recount_origins(con))
            _answer(con, sorted({*come, *gone}))
            tellings.append(con, "telling_articles", _columns(runs))
            tellings.nothing_left(con)
            rows.set_state(con, rows.EVENTS_DONE, method())
        return EventUpdate(len(come), compared, sum(map(len, batches)), events)

    # --- reading ------------------------------------------------------------------------------

    def _read(self, articles: Sequence[str]) -> tuple[Numbers, list[tuple[str, str]]]:
        """Keep the tellings of new articles; returns them and the articles' runs."""
        mentions: list[str] = []
        runs: list[tuple[str, str]] = []
        for at in range(0, len(articles), _ARTICLES):
            found: list[Told] = []
            forecasts: list[tuple[Forecast, str]] = []
            recalls: list[tuple[Recall, str]] = []
            read: list[Coding] = []
            some = articles[at : at + _ARTICLES]
            for coding in self._store.codings(some):
                told = list(tellings_of(coding))
                found += told
                text = coding.article.text
                read.append(coding)
                forecasts += [(f, text) for f in forecasts_of(coding, told)]
                recalls += [(recall, text) for recall in recalls_of(coding)]
                runs.append((coding.article.id, coding.run.id))
            mentions += [t.mention for t in found]
            with self._store.changing() as con:
                _keep(con, found)
                _keep_forecasts(con, some, forecasts)
                _keep_recalls(con, recalls)
                _keep_sentences(con, [coding.article for coding in read])
                _keep_days(con, read)
        return numbers_of(mentions), runs

    def _load(self, con: rows.Connection, wanted: Numbers) -> dict[int, Told]:
        kept = tellings.tellings(con, wanted)
        return {number: self._decoder.decode(blob) for number, blob in kept.items()}

    # --- grouping -----------------------------------------------------------------------------

    def _group(self, con: rows.Connection, part: Numbers, judged: Judged) -> int:
        """Make the events of ``part`` anew; returns how many there are."""
        told = {telling.mention: telling for telling in self._load(con, part).values()}
        order = sorted(told, key=lambda id_: _rank(told[id_]))
        links = [
            Link(one, other, chance, MemberBasis(basis), tuple(reasons))
            for one, other, chance, basis, reasons in tellings.links_between(con, part, LEAST)
        ]
        links += [
            Link(one, other, 0.0, MemberBasis.JUDGEMENT, ("a person said so",))
            for one, other in judged.together
            if one in told and other in told
        ]
        groups = groups_of(
            order,
            links,
            judged.apart,
            lambda a, b: parting(told[a], told[b]),
            {id_: telling.sure for id_, telling in told.items()},
            threshold(),
        )
        origin_of = rows.origins_of(con, sorted({t.article for t in told.values()}))
        events: list[Event] = []
        members: list[EventMember] = []
        figures: list[EventFigure] = []
        for group in groups:
            found = [told[id_] for id_ in group.members]
            event = event_of(found, origin_of)
            events.append(event)
            members += members_of(event, group, told)
            figures += figures_of(event.id, found)
        old = rows.events_with(con, part)
        foreseen.note_moved(con, old)
        rows.replace(con, EVENTS, "id", old, events)
        foreseen.note_moved(con, [event.id for event in events])
        rows.replace(con, EVENT_MEMBERS, "event", old, members)
        rows.replace(con, EVENT_FIGURES, "event", old, figures)
        return len(events)


def _answer(con: rows.Connection, changed: Sequence[str]) -> None:
    """Find what answers each forecast that something new can answer.

    A sentence that recalls it is heard first, then one that tells of the day for which it was
    foretold, then an event, then a sentence in its words.
    """
    foreseen.find_due(con, answers.WINDOW, changed)
    for some, near in foreseen.due(con, answers.WINDOW):
        texts = {forecast.id: text for forecast, text in some}
        made = {forecast.id: forecast for forecast, _ in some}
        made |= _retold(con, made)
        made |= _on_their_day(con, {id_: made[id_] for id_ in _open(made)})
        for id_ in _open(made):
            made[id_] = answers.answered(made[id_], texts[id_], near.get(id_, ()))
        echoed: dict[str, list[echoes.Sentence]] = defaultdict(list)
        for id_, sentence in foreseen.sentences(con, _open(made), answers.WINDOW):
            echoed[id_].append(sentence)
        made |= {id_: echoes.echoed(made[id_], texts[id_], hits) for id_, hits in echoed.items()}
        rows.replace(con, FORECASTS, "id", list(made), list(made.values()))


def _open(forecasts: Mapping[str, Forecast]) -> list[str]:
    """The ids of those that nothing has answered yet."""
    return [id_ for id_, forecast in forecasts.items() if forecast.agreement is None]


def _retold(con: rows.Connection, forecasts: Mapping[str, Forecast]) -> dict[str, Forecast]:
    """Those of ``forecasts`` that later sentences recall, by id."""
    asked: dict[str, Asked] = {}
    near: dict[str, list[tuple[Recall, str]]] = defaultdict(list)
    for id_, recall, own, text in foreseen.recalls(con, list(forecasts)):
        asked[id_] = _asked(forecasts[id_], own)
        near[id_].append((recall, text[recall.start : recall.end]))
    return {id_: retold(asked[id_], found) for id_, found in near.items()}


def _on_their_day(con: rows.Connection, forecasts: Mapping[str, Forecast]) -> dict[str, Forecast]:
    """Those of ``forecasts`` that were made for a day and that later reports of it tell, by id."""
    own: dict[str, str] = {}
    near: dict[str, list[appointed.Report]] = defaultdict(list)
    story = cache(story_of_text)
    for id_, text, told, (day, article, start, end, named) in foreseen.dated(con, list(forecasts)):
        own[id_] = text
        alike = story(text).likeness(story(told)) >= _ONE_STORY
        near[id_].append(appointed.Report(day, article, start, end, told[start:end], named, alike))
    return {id_: appointed.answered(forecasts[id_], own[id_], found) for id_, found in near.items()}


def _asked(forecast: Forecast, text: str) -> Asked:
    span = Span(forecast.start, forecast.end)
    return Asked(forecast, span.of(text), sentence_around(text, span).of(text))


def _rank(telling: Told) -> tuple[bool, int, str, int, str]:
    return telling.day is None, telling.day or 0, telling.article, telling.start, telling.mention


def _columns(runs: Sequence[tuple[str, str]]) -> dict[str, pa.Array]:
    return {
        "article": pa.array([article for article, _ in runs], pa.string()),
        "run": pa.array([run for _, run in runs], pa.string()),
    }


def _keep(con: rows.Connection, found: Sequence[Told]) -> None:
    """Keep tellings with their keys and strong words."""
    columns = {
        "mention": pa.array([number_of(t.mention) for t in found], pa.uint64()),
        "article": pa.array([t.article for t in found], pa.string()),
        "day": pa.array([t.day for t in found], pa.int32()),
        "start": pa.array([t.start for t in found], pa.int64()),
        "sentence": pa.array([t.quote_start for t in found], pa.int64()),
        "lemma": pa.array([number_of_key(t.lemma) for t in found], pa.uint64()),
        **_table([frame_of(t) for t in found], Frame._fields),
        "telling": pa.array([msgspec.msgpack.encode(t) for t in found], pa.binary()),
    }
    tellings.append(con, "tellings", columns)
    keyed = [(number_of(t.mention), key, t.day, t.start) for t in found for key in keys_of(t)]
    tellings.append(con, "telling_keys", _table(keyed, ("mention", "key", "day", "start")))


def _keep_forecasts(
    con: rows.Connection, articles: Sequence[str], found: Sequence[tuple[Forecast, str]]
) -> None:
    """Keep forecasts and the strong words by which later sentences are found."""
    rows.replace(con, FORECASTS, "article", articles, [forecast for forecast, _ in found])
    echoed: list[tuple[object, ...]] = []
    recalled: list[tuple[object, ...]] = []
    for forecast, text in found:
        if forecast.published is None:
            continue
        asked, day = _asked(forecast, text), forecast.published.toordinal()
        known = (forecast.id, forecast.article, day)
        words = echoes.strong_words(f"{forecast.teller or ''} {asked.text}")
        echoed += [(*known, pair) for pair in word_pairs(words, _WORDS)]
        recalled += [(*known, pair) for pair in word_pairs(echoes.words_in(asked.sentence), _WORDS)]
    columns = ("forecast", "article", "day", "pair")
    tellings.append(con, "forecast_words", _table(echoed, columns))
    tellings.append(con, "recallable", _table(recalled, columns))
    dated = [
        (forecast.id, forecast.article, forecast.published.toordinal(), number_of_key(key), named)
        for forecast, text in found
        if forecast.published is not None
        for what in [appointed.appointment(forecast, text)]
        if what is not None
        for key, named in appointed.awaited(what)
    ]
    named_columns = ("forecast", "article", "day", "key", "named")
    tellings.append(con, "forecast_days", _table(dated, named_columns))


def _keep_sentences(con: rows.Connection, articles: Sequence[Article]) -> None:
    """Keep the strong words of each clause, by which a forecast finds those that take it up."""
    worded = [
        (article.id, sentence.start, sentence.end, article.date.toordinal(), pair)
        for article in articles
        if article.date is not None
        for sentence in sentences_of(article.text)
        for clause in clauses_of(article.text, sentence)
        for pair in word_pairs(echoes.strong_words(clause.of(article.text)), _IN_CLAUSE)
    ]
    columns = ("article", "start", "end", "day", "pair")
    tellings.append(con, "sentence_words", _table(worded, columns))


def _keep_days(con: rows.Connection, found: Sequence[Coding]) -> None:
    """Keep the words of each sentence with the days that it names, or that of its publication."""
    keyed = [
        (coding.article.id, sentence.start, sentence.end, day.toordinal(), number_of_key(key))
        for coding in found
        for day in [coding.article.date]
        if day is not None
        for sentence in sentences_of(coding.article.text)
        for times in [[t for t in coding.times if sentence.covers(t.span)]]
        for key in appointed.keys_of(sentence.of(coding.article.text), times, day)
    ]
    columns = ("article", "start", "end", "day", "key")
    tellings.append(con, "sentence_days", _table(keyed, columns))


def _keep_recalls(con: rows.Connection, found: Sequence[tuple[Recall, str]]) -> None:
    """Keep the sentences that recall forecasts, with their strong words."""
    columns = {
        "article": pa.array([recall.article for recall, _ in found], pa.string()),
        "start": pa.array([recall.start for recall, _ in found], pa.int32()),
        "recall": pa.array([msgspec.msgpack.encode(recall) for recall, _ in found], pa.binary()),
    }
    tellings.append(con, "recalls", columns)
    worded = [
        (recall.article, recall.start, recall.day, pair)
        for recall, text in found
        for pair in word_pairs(echoes.words_in(text[recall.start : recall.end]), _WORDS)
    ]
    tellings.append(con, "recall_words", _table(worded, ("article", "start", "day", "pair")))


_KINDS = {"mention": pa.uint64(), "key": pa.uint64(), "pair": pa.uint64()}
_KINDS |= {"day": pa.int32(), "start": pa.int32(), "end": pa.int32()}
_KINDS |= {"kind": pa.uint64(), "deed": pa.bool_(), "land": pa.uint64()}
_KINDS |= {"since": pa.int32(), "until": pa.int32()}
_KINDS |= {"forecast": pa.string(), "article": pa.string(), "named": pa.bool_()}


def _table(found: Sequence[tuple[object, ...]], names: Sequence[str]) -> dict[str, pa.Array]:
    """The columns of rows, by name."""
    columns = zip(*found, strict=True) if found else ((),) * len(names)
    return {
        name: pa.array(list(column), _KINDS[name])
        for name, column in zip(names, columns, strict=True)
    }
