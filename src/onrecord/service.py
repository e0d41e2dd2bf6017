"""The use cases: what the command line, notebooks and, later, the web pages call."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from onrecord.asking.event import event as event
from onrecord.asking.events import doubtful_events as doubtful_events
from onrecord.asking.events import events as events
from onrecord.asking.forecasts import forecasts as forecasts
from onrecord.asking.judging import judge as judge
from onrecord.asking.judging import judgements as judgements
from onrecord.asking.judging import lost_judgements as lost_judgements
from onrecord.asking.opening import with_events
from onrecord.asking.origins import origins as origins
from onrecord.asking.series import coverage as coverage
from onrecord.asking.series import doubtful_in_series as doubtful_in_series
from onrecord.asking.series import series as series
from onrecord.asking.statements import statements as statements
from onrecord.coding import FIELD_OF, Coding
from onrecord.errors import KnowledgeError, StoreError
from onrecord.export import files, jsonl, tables
from onrecord.export.files import ExportError
from onrecord.export.formats import Format
from onrecord.ingest import inputs
from onrecord.ingest.refusal import Reason, Refusal
from onrecord.ingest.source import Item, Known
from onrecord.records import Article, Run
from onrecord.store.store import Outcome, Store

FLUSH_SECONDS = 2.0
"""At most so much work is lost if the program is killed."""

FLUSH_ARTICLES = 64
"""Articles that are stored in one transaction at most."""


class CodesArticles(Protocol):
    """What codes: `onrecord.Coder`, named here by what is needed of it."""

    @property
    def run(self) -> Run: ...

    def code(self, article: Article) -> Coding: ...


class Sink(Protocol):
    """Where codings go."""

    def has(self, article: Article) -> bool:
        """Whether the article is there already, by this run."""
        ...

    def add(self, coding: Coding) -> None: ...

    def finish(self) -> None:
        """Bring what is held back to its place."""
        ...

    def settle(self, newest: Collection[str]) -> None:
        """Make these articles, by id, the newest of their keys: they were read last."""
        ...


class Summary(msgspec.Struct):
    """What a coding run came to."""

    articles: Counter[Outcome] = msgspec.field(default_factory=Counter)
    records: Counter[str] = msgspec.field(default_factory=Counter)
    """Records of the articles coded now, by table."""
    refusals: list[Refusal] = msgspec.field(default_factory=list)
    reused_keys: list[str] = msgspec.field(default_factory=list)
    """Keys under which this run met more than one text."""
    stopped: bool = False
    """Whether the run was stopped before its end."""


class Inputs(msgspec.Struct, frozen=True):
    """What there is to read."""

    files: tuple[inputs.File, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    stdin: BinaryIO | None = None

    @property
    def size(self) -> int | None:
        """Bytes to read; ``None`` where standard input is among them."""
        return sum(file.size for file in self.files) if self.stdin is None else None

    def items(self, known: Known) -> Iterator[Item]:
        """Every article and refusal, in the order of the paths."""
        for refusal in self.refusals:
            yield Item(found=refusal, size=0)
        if self.stdin is not None:
            yield from inputs.read_stdin(self.stdin, known)
        for file in self.files:
            yield from inputs.read(file, known)


def gather(paths: Sequence[Path | str], stdin: BinaryIO | None = None) -> Inputs:
    """The files below ``paths``; "-" stands for ``stdin``."""
    found = list(inputs.find(Path(p) for p in paths if str(p) != inputs.STDIN))
    return Inputs(
        files=tuple(one for one in found if isinstance(one, inputs.File)),
        refusals=tuple(one for one in found if isinstance(one, Refusal)),
        stdin=stdin if inputs.STDIN in map(str, paths) else None,
    )


class StoreSink:
    """Stores codings, several in a transaction."""

    def __init__(self, store: Store, run: Run, summary: Summary) -> None:
        self._store = store
        self._coded = store.coded(run.id)
        self._summary = summary
        self._held: list[Coding] = []
        self._since = time.monotonic()

    def has(self, article: Article) -> bool:
        return article.id in self._coded

    def add(self, coding: Coding) -> None:
        self._held.append(coding)
        self._coded.add(coding.article.id)
        late = time.monotonic() - self._since > FLUSH_SECONDS
        if late or len(self._held) >= FLUSH_ARTICLES:
            self.finish()

    def finish(self) -> None:
        held, self._held = self._held, []
        self._summary.articles.update(self._store.add(held) if held else [])
        self._since = time.monotonic()

    def settle(self, newest: Collection[str]) -> None:
        self._store.make_newest(newest)


class LineSink:
    """Writes each coding as a line of JSON."""

    def __init__(self, stream: BinaryIO, summary: Summary) -> None:
        self._stream = stream
        self._summary = summary

    def has(self, article: Article) -> bool:  # noqa: ARG002
        return False

    def add(self, coding: Coding) -> None:
        self._stream.write(jsonl.line_of(coding))
        self._summary.articles[Outcome.NEW] += 1

    def finish(self) -> None:
        self._stream.flush()

    def settle(self, newest: Collection[str]) -> None:
        """Lines have no versions."""


def code_items(
    items: Iterable[Item],
    coder: CodesArticles,
    sink: Sink,
    summary: Summary,
    *,
    on_step: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Summary:
    """Code the articles among ``items`` into ``sink``.

    Args:
        on_step: called after each item with the bytes of input that it took.
        stop: asked before each item whether to end here; what is coded is kept.
    """
    last: dict[str, str] = {}
    """The article that was read last under each key."""
    try:
        for item in items:
            if stop is not None and stop():
                summary.stopped = True
                break
            if isinstance(item.found, Refusal):
                summary.refusals.append(item.found)
            else:
                if last.get(item.found.key, item.found.id) != item.found.id:
                    summary.reused_keys.append(item.found.key)
                last[item.found.key] = item.found.id
                _code_one(item.found, coder, sink, summary)
            if on_step is not None:
                on_step(item.size)
    finally:
        sink.finish()
    if not summary.stopped:
        sink.settle(last.values())
    return summary


def _code_one(article: Article, coder: CodesArticles, sink: Sink, summary: Summary) -> None:
    if sink.has(article):
        summary.articles[Outcome.UNCHANGED] += 1
        return
    try:
        coding = coder.code(article)
    except KnowledgeError:  # all articles would fail alike
        raise
    except Exception as error:  # one odd text must not end a run over a million others
        message = f"{type(error).__name__}: {error}; please report it with the text"
        fault = Refusal(source=article.key, reason=Reason.FAILED, message=message)
        summary.refusals.append(fault)
        return
    for name in FIELD_OF.values():
        summary.records[name] += len(getattr(coding, name))
    sink.add(coding)


def code_paths(
    paths: Sequence[Path | str], store: Path | str, *, known: Known | None = None
) -> Summary:
    """Code files and folders into the store at ``store``.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    from onrecord.coder import Coder  # the models are loaded when they are needed, not before

    coder, summary = Coder(), Summary()
    with Store(store) as opened:
        sink = StoreSink(opened, coder.run, summary)
        return code_items(gather(paths).items(known or Known()), coder, sink, summary)


OVERVIEW = ("id", "key", "date", "outlet", "title", "statements", "event mentions", "events")
"""What `overview` gives of each article."""


def overview(store: Path | str) -> list[tuple[str, ...]]:
    """The newest version of each article in the store, in the order of the keys.

    Raises:
        StoreError: the store cannot be opened.
    """
    sql = """
        SELECT a.id, a.key, date, outlet, title,
            (SELECT count(*) FROM statements r WHERE r.article = a.id),
            (SELECT count(*) FROM event_mentions r WHERE r.article = a.id),
            (SELECT count(*) FROM article_events r WHERE r.article = a.id)
        FROM articles a JOIN article_versions v ON v.id = a.id
        WHERE v.current ORDER BY a.date NULLS LAST, a.key
    """
    with Store(store, read_only=True) as opened:
        rows = opened.query(sql).fetchall()
    return [tuple("" if value is None else str(value) for value in row) for row in rows]


def codings(store: Path | str, wanted: Sequence[str] = ()) -> list[Coding]:
    """The codings of the articles ``wanted`` (see `Store.coding`), or the newest of all.

    Raises:
        StoreError: the store cannot be opened, or an article is not in it.
    """
    with Store(store, read_only=True) as opened:
        ids = [opened.resolve(one) for one in wanted] if wanted else opened.ids()
        if not ids:
            raise StoreError(f"{opened.path} holds no article yet: 'onrecord code' puts some in")
        return list(opened.codings(ids))


def export(
    store: Path | str,
    output: Path,
    format_: Format,
    *,
    table: str | None = None,
    all_versions: bool = False,
    force: bool = False,
) -> list[Path]:
    """Write the records of a store to ``output``, a file for JSON lines and a folder for tables.

    What is not yet known across articles is worked out first for the tables that hold it.

    Returns:
        The files that were written.

    Raises:
        ExportError: there is no such table, or a file is there already and ``force`` is not set.
        StoreError: the store cannot be opened, or has to be written and cannot.
    """
    if format_ is not Format.JSONL:
        across = table is None or table in tables.ACROSS
        with with_events(store) if across else Store(store, read_only=True) as opened:
            ids = opened.ids(all_versions=all_versions)
            return tables.write(opened, output, format_, ids, only=table, force=force)
    if table is not None:
        raise ExportError("JSON lines hold whole articles: --table goes with csv and parquet")
    with Store(store, read_only=True) as opened:
        ids = opened.ids(all_versions=all_versions)
        with files.writing(output, force=force) as stream:
            jsonl.write(opened.codings(ids), stream)
        return [output]
