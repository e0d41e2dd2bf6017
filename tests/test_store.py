"""The store: what goes in comes out, once, whole, whatever happens on the way."""

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.coder import Coder
from onrecord.coding import Coding
from onrecord.errors import StoreError
from onrecord.ingest.article import make_article
from onrecord.records import Run, spans_of
from onrecord.store import schema, trouble
from onrecord.store import store as store_module
from onrecord.store.schema import TABLES
from onrecord.store.shape import fields
from onrecord.store.store import Outcome, Store
from tests.toys import NEWS, codings, toy_coder, toy_coding

EXAMPLES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.duckdb") as opened:
        yield opened


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables in a fixed order."""
    return {
        table.name: store.query(
            f"SELECT * FROM {table.name} ORDER BY {', '.join(map(repr_name, table.order))}"
        ).fetchall()
        for table in TABLES
    }


def repr_name(name: str) -> str:
    return f'"{name}"'


# --- round trip -----------------------------------------------------------------------------


@EXAMPLES
@given(coding=codings())
def test_any_coding_comes_back_as_it_went_in(coding: Coding) -> None:
    with Store(":memory:") as store:
        store.add([coding])
        assert store.coding(coding.article.id) == coding


@EXAMPLES
@given(coding=codings())
def test_every_stored_span_reproduces_its_text(coding: Coding) -> None:
    with Store(":memory:") as store:
        store.add([coding])
        rows = store.query(
            'SELECT a.text, start, "end", exact, prefix, suffix '
            "FROM spans s JOIN articles a ON a.id = s.article"
        ).fetchall()
    assert len(rows) == sum(len(list(spans_of(record))) for record in coding.records())
    for text, start, end, exact, prefix, suffix in rows:
        assert text[start:end] == exact
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)


def test_many_articles_come_back_in_the_order_asked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "READ_AT_ONCE", 2)
    made = [toy_coding(f"{NEWS} Number {n}.", key=f"k{n}") for n in range(5)]
    store.add(made)
    ids = [coding.article.id for coding in reversed(made)]
    assert list(store.codings(ids)) == made[::-1]


# --- the same again -------------------------------------------------------------------------


def test_coding_the_same_article_again_changes_nothing(store: Store) -> None:
    coding = toy_coding(key="k")
    assert store.add([coding]) == [Outcome.NEW]
    before = dump(store)
    assert store.add([coding, coding]) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert dump(store) == before


@settings(EXAMPLES, max_examples=8)
@given(
    order=st.permutations(range(4)),
    again=st.lists(st.integers(0, 3), max_size=3),
    size=st.integers(1, 4),
)
def test_order_repetition_and_batches_do_not_matter(
    order: list[int], again: list[int], size: int
) -> None:
    texts = [f"{NEWS} Number {n}." for n in range(4)]

    def filled(chosen: list[int], size: int) -> dict[str, list[tuple[object, ...]]]:
        with Store(":memory:") as store:
            made = [toy_coding(texts[n], key=f"k{n}") for n in chosen]
            for at in range(0, len(made), size):
                store.add(made[at : at + size])
            return dump(store)

    assert filled([*order, *again], size) == filled(list(range(4)), 4)


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    old, new = toy_coding(NEWS, key="k"), toy_coding(f"{NEWS} Corrected.", key="k")
    assert store.add([old]) == [Outcome.NEW]
    assert store.add([new]) == [Outcome.NEW_VERSION]
    assert store.coding("k") == new
    assert store.coding(old.article.id) == old
    assert store.ids() == [new.article.id]
    assert store.ids(all_versions=True) == [old.article.id, new.article.id]


def test_a_text_that_is_changed_back_is_the_newest_again(store: Store) -> None:
    old, new = toy_coding(NEWS, key="k"), toy_coding(f"{NEWS} Corrected.", key="k")
    other = toy_coding(f"{NEWS} Elsewhere.", key="other")
    store.add([old, new, other])
    store.make_newest([old.article.id, other.article.id])
    assert store.coding("k") == old
    assert set(store.ids()) == {old.article.id, other.article.id}
    store.make_newest([old.article.id])
    rows = store.query("SELECT version FROM articles WHERE key = 'k' ORDER BY version").fetchall()
    assert rows == [(2,), (3,)]


def test_versions_that_come_together_are_counted_on(store: Store) -> None:
    made = [toy_coding(f"{NEWS} {n}", key="k") for n in range(3)]
    outcomes = store.add(made)
    assert outcomes == [Outcome.NEW, Outcome.NEW_VERSION, Outcome.NEW_VERSION]
    rows = store.query("SELECT version, current FROM article_versions ORDER BY version").fetchall()
    assert rows == [(1, False), (2, False), (3, True)]


def test_another_run_takes_the_place_of_the_older_records(store: Store) -> None:
    first = toy_coding(key="k")
    other = toy_coding("Somebody Else wrote this.", key="other")
    store.add([first, other])
    run = Run(version="9.9", models={}, knowledge={}, stages=("toy",))
    second = msgspec.structs.replace(first, run=run, mentions=())
    assert store.add([second]) == [Outcome.RECODED]
    assert store.coding("k") == second
    assert store.coding("other") == other
    assert store.ids() == [first.article.id, other.article.id]
    assert store.coded(run.id) == {first.article.id}


def test_no_clock_gets_into_the_store(tmp_path: Path) -> None:
    dumps = []
    for name in ("a", "b"):
        with Store(tmp_path / name) as store:
            store.add([toy_coding(key="k", date=dt.date(2020, 1, 31))])
            dumps.append(dump(store))
    assert dumps[0] == dumps[1]


# --- the real stages --------------------------------------------------------------------------

ODD = {
    "no sentence end": "The army said that rebels attacked Goma and " * 40,
    "right to left": "قال الرئيس The minister said \u202bהממשלה\u202c that עלי left.",
    "emoji and marks": "Police 👩‍🚀 arrested 🇰🇪 Zoe\u0301 O\u0308zil, he said 😀.",
    "capitals": "REBELS KILLED 12 SOLDIERS IN KIDAL ON MONDAY, THE ARMY SAID.",
    "no words": "... !!! ??? 12 -- 34\n\n\n* * *",
    "line ends": "Police said\r\nthat rebels\rattacked Goma.\x0b\x0cHe denied it.",
    "quotes": '“‘"«He said »that' + '"' * 50,
    "one word": "Explosion",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_go_through_every_stage_and_the_store(
    coder: Coder, store: Store, name: str
) -> None:
    coding = coder.code(make_article(ODD[name], key=name, date="2020-01-31"))
    assert len(coding.article.text) == len(ODD[name])
    store.add([coding])
    assert store.coding(name) == coding
    for text, start, end, exact in store.query(
        "SELECT a.text, s.start, s.end, exact FROM spans s JOIN articles a ON a.id = s.article"
    ).fetchall():
        assert text[start:end] == exact


def test_what_was_coded_before_leaves_no_trace(coder: Coder) -> None:
    articles = [make_article(text, key=name, date="2020-01-31") for name, text in ODD.items()]
    forward = {a.id: coder.code(a) for a in articles}
    backward = {a.id: coder.code(a) for a in reversed(articles)}
    assert forward == backward


# --- whole or not at all ----------------------------------------------------------------------


def test_an_error_in_the_middle_leaves_no_part_of_an_article(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([toy_coding("First Report came.", key="first")])
    before = dump(store)
    insert = Store._insert

    def failing(self: Store, table: schema.Table, rows: list[tuple[object, ...]]) -> None:
        if table is schema.SPANS:
            raise duckdb.IOException("Could not write all bytes: No space left on device")
        insert(self, table, rows)

    monkeypatch.setattr(Store, "_insert", failing)
    with pytest.raises(StoreError, match="disk is full"):
        store.add([toy_coding(key="second")])
    monkeypatch.undo()
    assert dump(store) == before
    assert store.add([toy_coding(key="second")]) == [Outcome.NEW]


FULL_DISK = """
import resource, signal, sys
from onrecord.errors import StoreError
from onrecord.store.store import Store
from tests.toys import toy_coding
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store(sys.argv[1])
store.add([toy_coding("First Report came.", key="first")])
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
try:
    for n in range(200):
        store.add([toy_coding(f"Number {n}. " + "A Mob came. " * 2000, key=f"k{n}")])
except StoreError as error:
    print(error)
    sys.exit(3)
"""


def test_a_disk_that_fills_up_is_told_and_the_store_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert str(path) in done.stdout
    with Store(path) as store:
        found = list(store.codings(store.ids()))
        assert store.coding("first") in found
        for coding in found:
            assert coding == toy_coder().code(coding.article)


# --- opening ----------------------------------------------------------------------------------


def test_a_missing_store_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="onrecord code"):
        Store(tmp_path / "none.duckdb", read_only=True)
    assert not (tmp_path / "none.duckdb").exists()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("some notes")
    with pytest.raises(StoreError, match="no store of onrecord"):
        Store(path)
    assert path.read_text() == "some notes"


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE prices (x INTEGER)")
    with pytest.raises(StoreError, match="no store of onrecord"):
        Store(path)
    with duckdb.connect(str(path)) as con:
        assert con.execute("SHOW TABLES").fetchall() == [("prices",)]


@pytest.mark.parametrize(
    ("change", "message"),
    [("format = 99", "newer onrecord"), ("format = 0", "tables differ")],
)
def test_a_store_of_another_version(tmp_path: Path, change: str, message: str) -> None:
    path = tmp_path / "s.duckdb"
    Store(path).close()
    with duckdb.connect(str(path)) as con:
        con.execute(f"UPDATE store SET {change}")
    with pytest.raises(StoreError, match=message):
        Store(path)


HOLD = """
import sys
from onrecord.store.store import Store
with Store(sys.argv[1]):
    print(flush=True)
    input()
"""


def test_a_store_that_another_process_holds(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StoreError, match="another process"):
            Store(path)
        other.communicate(b"\n")
    Store(path).close()


def test_a_folder_in_the_place_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path)
    with pytest.raises(StoreError, match="does not exist"):
        Store(tmp_path / "none" / "s.duckdb")


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("IO Error: Cannot open file: Permission denied", "no right"),
        ("IO Error: Cannot open file: Read-only file system", "read-only disk"),
        ("IO Error: No space left on device", "free some space"),
        ("Something odd\nwith more lines", "Something odd"),
    ],
)
def test_what_the_database_says_is_turned_into_advice(message: str, said: str) -> None:
    told = trouble.advice(Path("s.duckdb"), message)
    assert said in told
    assert "\n" not in told


# --- finding an article -----------------------------------------------------------------------


def test_an_article_is_found_by_id_prefix_key_and_name(store: Store) -> None:
    coding = toy_coding(key="news/1.txt")
    store.add([coding])
    for wanted in (coding.article.id, coding.article.id[:6], "news/1.txt", "1"):
        assert store.coding(wanted) == coding
    with pytest.raises(StoreError, match="onrecord articles"):
        store.coding("news/2.txt")
    with pytest.raises(StoreError, match="no article"):
        store.coding(coding.article.id[:3])


def test_a_beginning_that_fits_two_articles_is_refused(store: Store) -> None:
    article = make_article(NEWS)
    made = [
        Coding(article=msgspec.structs.replace(article, id=f"abcd{n:012}", key=f"k{n}"), run=RUN)
        for n in range(2)
    ]
    store.add(made)
    with pytest.raises(StoreError, match="several articles: k0, k1"):
        store.coding("abcd")
    store.add([Coding(article=msgspec.structs.replace(article, id="f" * 16, key="abcd"), run=RUN)])
    assert store.coding("abcd").article.id == "f" * 16


RUN = Run(version="1", models={}, knowledge={}, stages=())


# --- schema -----------------------------------------------------------------------------------


def test_every_field_of_every_record_has_its_place() -> None:
    for kind, table in schema.RECORD_TABLES.items():
        stored = {column.path[0] for column in table.columns if column.path}
        elsewhere = {f.name for f in fields(kind)} - stored
        held = {f.name for f in fields(kind) if f.name in elsewhere and not f.sql}
        assert elsewhere == held


def test_the_sheet_tells_who_did_what(store: Store) -> None:
    store.add([toy_coding("Rebels attacked. No Names here", key="k", outlet="Wire")])
    store.add([toy_coding("Rebels attacked. No Names here at all", key="k", outlet="Wire")])
    rows = store.query(
        "SELECT key, outlet, actors, actor_countries, type, trigger, recipients, source "
        "FROM told_events ORDER BY start"
    ).fetchall()
    assert rows[0] == ("k", "Wire", ["Rebels"], ["KEN"], "ASSAULT", "attacked", None, None)
    assert len(rows) == 2


def test_the_sheet_says_whose_country_is_known_and_from_what(store: Store) -> None:
    coding = toy_coding("Rebels attacked. No Names here", key="k", outlet="Wire")
    (event, *others) = coding.event_mentions
    (rebels,) = event.actors
    open_ = msgspec.structs.replace(rebels, country=None)
    guessed = msgspec.structs.replace(rebels, country="UGA", by_context=True)
    event = msgspec.structs.replace(event, actors=(open_, guessed, rebels))
    store.add([msgspec.structs.replace(coding, event_mentions=(event, *others))])
    sql = "SELECT actor_countries, actor_country_basis FROM told_events ORDER BY start"
    assert store.query(sql).fetchall()[0] == (["", "UGA", "KEN"], ["", "context", "words"])


def test_an_empty_file_that_a_full_disk_left_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    path.touch()
    with Store(path) as store:
        assert store.add([toy_coding(NEWS)]) == [Outcome.NEW]
