"""The store: one file, one writer; an article's records come and go together."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import Enum, auto
from importlib.metadata import version as installed
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from onrecord.coding import Coding
from onrecord.errors import StoreError
from onrecord.store import events, indexes, origins, said, wordlists, writing
from onrecord.store.probing import has_table
from onrecord.store.reading import read_codings
from onrecord.store.schema import (
    ARTICLES,
    EVENT_TABLES,
    PARTICIPANTS,
    RECORD_TABLES,
    RUNS,
    SPANS,
    TABLES,
    Table,
)
from onrecord.store.trouble import told
from onrecord.store.views import FORMAT, VIEWS, layout

READ_AT_ONCE = 256
"""Articles that are read back with one query a table."""

MIN_PREFIX = 4
"""Shortest beginning of an article's id that stands for it."""


class Outcome(Enum):
    """What storing a coding came to."""

    NEW = auto()
    """A key that the store did not know."""
    NEW_VERSION = auto()
    """A known key with another text or other metadata; the older ones stay."""
    RECODED = auto()
    """A known article, coded by another run: its records took the place of the older ones."""
    UNCHANGED = auto()
    """Already there, by the same run."""


_NAMES = frozenset(table.name for table in TABLES)
"""Of all tables of records."""
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "4GB"}
"""Of the database; what is more goes to disk beside the store. Left to itself it takes most of what
the machine has, and the tellings that are compared want some, too."""


class Store:
    """An open store. Close it, or use it as a context manager.

    Raises:
        StoreError: the file cannot be opened, is no store, or is that of another version.
    """

    def __init__(self, path: Path | str, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self.events_fit = True
        """Whether the tables of events are those of this onrecord; read only, they may be older."""
        if read_only and not self.path.exists():
            raise StoreError(
                f"there is no store {self.path}: make one with "
                f"'onrecord code FOLDER --store {self.path}'"
            )
        if not read_only and _is_empty(self.path):  # a full disk let no store come to be
            with told(self.path):
                self.path.unlink()
        with told(self.path):
            self._con = duckdb.connect(str(self.path), read_only=read_only, config=_CONFIG)
        try:
            with told(self.path):
                self._prepare(read_only)
        except BaseException:
            self._con.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()
        else:
            with suppress(duckdb.Error):  # the error under way says more than one on closing
                self._con.close()

    def close(self) -> None:
        """Write what is left to the file and let it go."""
        with told(self.path):
            self._con.close()

    # --- writing ------------------------------------------------------------------------------

    def coded(self, run: str) -> set[str]:
        """Ids of the articles whose records are those of ``run``."""
        with told(self.path):
            rows = self._con.execute("SELECT id FROM articles WHERE run = ?", [run]).fetchall()
        return {id_ for (id_,) in rows}

    def add(self, codings: Sequence[Coding]) -> list[Outcome]:
        """Store ``codings``, all by one run, in one transaction: all or, on an error, none.

        An article that is there by the same run is left alone; by another run, its records are
        replaced; under a known key with another content, it becomes the next version.
        """
        with told(self.path), self._transaction():
            planned = self._plan(codings)
            due = [c for c, outcome in planned if outcome is not Outcome.UNCHANGED]
            replaced = [c for c, outcome in planned if outcome is Outcome.RECODED]
            fresh = [c for c, outcome in planned if outcome in (Outcome.NEW, Outcome.NEW_VERSION)]
            if due:
                events.out_of_date(self._con)
                wordlists.prepare(self._con)
                self._list_said()
            self._forget_records([coding.article.id for coding in replaced])
            self._insert_runs(due)
            self._insert_articles(fresh)
            for coding in replaced:
                self._con.execute(
                    "UPDATE articles SET run = ? WHERE id = ?", [coding.run.id, coding.article.id]
                )
            rows = writing.record_rows(due)
            for table in (*RECORD_TABLES.values(), PARTICIPANTS, SPANS):
                self._insert(table, rows[table.name])
            wordlists.add(self._con, due)
            said.add(self._con, due)
        return [outcome for _, outcome in planned]

    def make_newest(self, articles: Collection[str]) -> None:
        """Make each of ``articles``, by id, the newest text under its key, where it is not yet.

        A text that is changed back to an older one is that article again.
        """
        with told(self.path), self._transaction():
            back = self._con.execute(
                """
                SELECT id, (SELECT max(version) FROM articles o WHERE o.key = v.key) + 1
                FROM article_versions v WHERE NOT current AND id IN (SELECT unnest(?))
                """,
                [list(articles)],
            ).fetchall()
            if back:
                events.out_of_date(self._con)
            for id_, version in back:
                self._con.execute("UPDATE articles SET version = ? WHERE id = ?", [version, id_])

    def _plan(self, codings: Sequence[Coding]) -> list[tuple[Coding, Outcome]]:
        ids = [coding.article.id for coding in codings]
        keys = [coding.article.key for coding in codings]
        run_of = dict(
            self._con.execute(
                "SELECT id, run FROM articles WHERE id IN (SELECT unnest(?))", [ids]
            ).fetchall()
        )
        known = self._versions(keys)
        planned = []
        for coding in codings:
            run = run_of.get(coding.article.id)
            if run is None:
                outcome = Outcome.NEW_VERSION if known[coding.article.key] else Outcome.NEW
            else:
                outcome = Outcome.UNCHANGED if run == coding.run.id else Outcome.RECODED
            known[coding.article.key] += run is None
            run_of[coding.article.id] = coding.run.id
            planned.append((coding, outcome))
        return planned

    def _versions(self, keys: Sequence[str]) -> Counter[str]:
        """How many versions there are of each of ``keys``."""
        sql = "SELECT key, max(version) FROM articles WHERE key IN (SELECT unnest(?)) GROUP BY key"
        return Counter(dict(self._con.execute(sql, [list(keys)]).fetchall()))

    def _forget_records(self, articles: Sequence[str]) -> None:
        if not articles:
            return
        for table in (*RECORD_TABLES.values(), PARTICIPANTS, SPANS):
            sql = f"DELETE FROM {table.name} WHERE article IN (SELECT unnest(?))"
            self._con.execute(sql, [list(articles)])
        origins.forget(self._con, articles)
        wordlists.forget(self._con, articles)
        said.forget(self._con, articles)

    def _insert_runs(self, codings: Sequence[Coding]) -> None:
        runs = {coding.run.id: coding.run for coding in codings}
        known = {id_ for (id_,) in self._con.execute("SELECT id FROM runs").fetchall()}
        rows = [writing.run_row(run) for id_, run in runs.items() if id_ not in known]
        self._insert(RUNS, rows)

    def _insert_articles(self, codings: Sequence[Coding]) -> None:
        versions = self._versions([coding.article.key for coding in codings])
        rows = []
        for coding in codings:
            versions[coding.article.key] += 1
            rows.append(writing.article_row(coding, versions[coding.article.key]))
        self._insert(ARTICLES, rows)

    def _insert(self, table: Table, rows: list[writing.Row]) -> None:
        if not rows:
            return
        self._con.register("batch", writing.arrow(table, rows))
        try:
            self._con.execute(f"INSERT INTO {table.name} SELECT * FROM batch")
        finally:
            self._con.unregister("batch")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._con.execute("BEGIN")
        try:
            yield
        except BaseException:
            with suppress(duckdb.Error):  # a full disk can have ended the transaction already
                self._con.execute("ROLLBACK")
            raise
        self._con.execute("COMMIT")

    @contextmanager
    def changing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The database inside a transaction, for what is made across articles."""
        with told(self.path), self._transaction():
            yield self._con

    # --- reading ------------------------------------------------------------------------------

    def coding(self, wanted: str) -> Coding:
        """The coding of one article.

        Args:
            wanted: id of the article, the beginning of one (four digits or more), or its key or
                the name of its file without folder and ending, which stand for the newest version.

        Raises:
            StoreError: no article or several are meant.
        """
        (found,) = self.codings([self.resolve(wanted)])
        return found

    def resolve(self, wanted: str) -> str:
        """The id of the article that ``wanted`` means; see `coding`."""
        sql = """
            SELECT id, key, id = $w OR key = $w AS exact FROM articles
            WHERE exact OR regexp_extract(key, '([^/]*?)([.][^./]*)?$', 1) = $w
               OR (length($w) >= $least AND (starts_with(id, $w) OR ends_with(key, $w)))
            ORDER BY exact DESC, version DESC
        """
        with told(self.path):
            rows = self._con.execute(sql, {"w": wanted, "least": MIN_PREFIX}).fetchall()
        if not rows:
            raise StoreError(
                f"no article '{wanted}' in {self.path}: 'onrecord articles' lists what is there"
            )
        found, _, exact = rows[0]
        keys = sorted({key for _, key, _ in rows})
        if not exact and len(keys) > 1:
            raise StoreError(f"'{wanted}' means several articles: {', '.join(keys[:5])}")
        return str(found)

    def ids(self, *, all_versions: bool = False) -> list[str]:
        """Ids of the articles by day, key and version; only the newest versions by default."""
        sql = """
            SELECT a.id FROM articles a JOIN article_versions v ON v.id = a.id
            WHERE v.current OR ? ORDER BY a.date NULLS LAST, a.key, a.version
        """
        with told(self.path):
            return [id_ for (id_,) in self._con.execute(sql, [all_versions]).fetchall()]

    def codings(self, ids: Sequence[str]) -> Iterator[Coding]:
        """The codings of the articles ``ids``, in that order."""
        for at in range(0, len(ids), READ_AT_ONCE):
            with told(self.path):
                found = read_codings(self._con, ids[at : at + READ_AT_ONCE])
            yield from found

    def query(self, sql: str, parameters: Sequence[object] = ()) -> duckdb.DuckDBPyConnection:
        """The result of a query of your own; see docs/records.md for the tables."""
        with told(self.path):
            return self._con.execute(sql, list(parameters))

    def ask(self, sql: str, named: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """The rows of a query whose parameters have names (``$name``)."""
        with told(self.path):
            return self._con.execute(sql, dict(named)).fetchall()

    def has_said(self) -> bool:
        """Whether what is said is listed, as in every store made from now on."""
        with told(self.path):
            return said.are_kept(self._con)

    def list_said(self) -> None:
        """List what is said in a store that was made before there was a list."""
        with told(self.path), self._transaction():
            self._list_said()

    def _list_said(self) -> None:
        if said.are_kept(self._con):
            return
        said.prepare(self._con)
        ids = [id_ for (id_,) in self._con.execute("SELECT id FROM articles").fetchall()]
        for at in range(0, len(ids), READ_AT_ONCE):
            said.add(self._con, read_codings(self._con, ids[at : at + READ_AT_ONCE]))

    def has_wordlists(self) -> bool:
        """Whether the words of what is said are listed, as in every store made from now on."""
        with told(self.path):
            return wordlists.are_kept(self._con)

    def stream(self, sql: str, parameters: Sequence[object], rows: int) -> Iterator[pa.RecordBatch]:
        """The result of a query in batches of at most ``rows``."""
        with told(self.path):
            yield from self._con.sql(sql, params=list(parameters)).to_arrow_reader(rows)

    # --- opening ------------------------------------------------------------------------------

    def _prepare(self, read_only: bool) -> None:
        if has_table(self._con, "store"):
            self._check(read_only)
        elif read_only or self._con.execute("SHOW TABLES").fetchall():
            raise StoreError(
                f"{self.path} is a database, but no store of onrecord: choose another name "
                "with --store"
            )
        else:
            self._create()

    def _create(self) -> None:
        with self._transaction():
            for table in TABLES:
                self._con.execute(table.ddl)
            for view in VIEWS:
                self._con.execute(view.ddl)
            indexes.prepare(self._con, _NAMES)
            said.prepare(self._con)
            self._con.execute("CREATE TABLE store (format BIGINT, layout VARCHAR, made_by VARCHAR)")
            self._con.execute(
                "INSERT INTO store VALUES (?, ?, ?)", [FORMAT, layout(), installed("onrecord")]
            )

    def _check(self, read_only: bool) -> None:
        rows = self._con.execute("SELECT format, layout, made_by FROM store").fetchall()
        made, shape, by = rows[0] if rows else (0, "", "an unfinished run")
        if made > FORMAT:
            raise StoreError(
                f"{self.path} was made by a newer onrecord ({by}): update onrecord to open it"
            )
        if made == FORMAT and shape == layout():
            if not read_only:
                indexes.prepare(self._con, _NAMES)
            return
        if made < FORMAT or not self._articles_can_stay():
            raise StoreError(
                f"{self.path} was made by another onrecord ({by}), whose tables differ: code the "
                "articles again into a new store, or open it with that version"
            )
        if read_only:
            self.events_fit = False
        else:
            with self._transaction():
                self._make_events_anew()
                indexes.prepare(self._con, _NAMES)

    def _articles_can_stay(self) -> bool:
        """Whether only tables of events differ, which are made from the others."""
        found = self._con.execute("SELECT table_name, column_name, data_type FROM duckdb_columns()")
        columns: dict[str, set[tuple[str, str]]] = {}
        for table, name, sql in found.fetchall():
            columns.setdefault(table, set()).add((name, sql))
        lasting = [table for table in TABLES if table not in EVENT_TABLES.values()]
        return all({(c.name, c.sql) for c in t.columns} == columns.get(t.name) for t in lasting)

    def _make_events_anew(self) -> None:
        """Empty tables of events as they are now; the next question about events fills them."""
        for table in EVENT_TABLES.values():
            self._con.execute(f"DROP TABLE IF EXISTS {table.name}")
            self._con.execute(table.ddl)
        for view in VIEWS:
            self._con.execute(f"DROP VIEW IF EXISTS {view.table.name}")
            self._con.execute(view.ddl)
        events.prepare(self._con)
        events.drop(self._con)
        self._con.execute("UPDATE store SET layout = ?", [layout()])


def _is_empty(path: Path) -> bool:
    """Whether a file is there and holds nothing."""
    try:
        return path.is_file() and path.stat().st_size == 0
    except OSError:
        return False
