"""Questions to a store: origins and statements, printed and from Python."""

import csv
import datetime as dt
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import service
from onrecord.asking.statements import Question
from onrecord.cli import app
from onrecord.coding import Coding
from onrecord.corpus.stage import update
from onrecord.ingest.article import make_article
from onrecord.records import Actor, Form, Mention, MentionForm, Run, SourceKind, Statement
from onrecord.store.schema import CORPUS_TABLES
from onrecord.store.store import Store
from onrecord.text import Span

RUN = Run(version="test", models={}, knowledge={}, stages=())

WIRE = """LISTOWEL (Reuters) - A dam above the town of Listowel gave way in heavy rain on Monday and
flooded two hundred houses, cutting the only road to the coast.

Firemen brought old people out of a nursing home in rowing boats. Mayor Una Keane said that
nobody had died.

Engineers had warned of cracks two years ago, and the county had set money aside for repairs that
were never begun."""
TAKEN = WIRE.replace("LISTOWEL (Reuters) - ", "") + "\n\nWith files from Reuters."
OTHER = """A ferry ran aground off Korsund. Its captain Per Lund said that fog was to blame.
Police told the Financial Times that the radar had been switched off."""


def coding(text: str, outlet: str, day: int, said: str = "", run: Run = RUN) -> Coding:
    """An article, with one statement by whoever the words ``said`` name."""
    article = make_article(text, key=f"{outlet}/{day}", outlet=outlet, date=dt.date(2021, 3, day))
    if not said:
        return Coding(article=article, run=run)
    at = text.index(said)
    source, cue = Span(at, at + len(said)), Span(at + len(said) + 1, at + len(said) + 5)
    end = text.index(".", cue.end)
    speaker = Actor(article=article.id, name=said, name_span=source, country="IRL")
    mention = Mention(article=article.id, span=source, form=MentionForm.NAME, actor=speaker.id)
    statement = Statement(
        article=article.id,
        source=(source,),
        cue=(cue,),
        content=(Span(cue.end + 1, end),),
        form=Form.INDIRECT,
        source_kind=SourceKind.NAMED_PERSON,
        speaker=speaker.id,
    )
    return Coding(
        article=article, run=run, actors=(speaker,), mentions=(mention,), statements=(statement,)
    )


ARTICLES = (
    coding(WIRE, "Reuters", 1, "Una Keane"),
    coding(TAKEN, "Shannon Echo", 2),
    coding(OTHER, "Fjord Avis", 3, "Per Lund"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(ARTICLES)
    return path


def onrecord(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def dump(store: Store) -> list[list[tuple[object, ...]]]:
    """All that is stored across articles."""
    tables = [f"SELECT * FROM {table.name} ORDER BY id" for table in CORPUS_TABLES.values()]
    spans = "SELECT * FROM spans WHERE record_table = 'origin_members' ORDER BY ALL"
    return [store.query(sql).fetchall() for sql in (*tables, spans)]


# --- origins --------------------------------------------------------------------------------


def test_origins_are_grouped_with_what_shows_them(path: Path) -> None:
    dam, *rest = service.origins(path)
    assert (dam.outlet, dam.articles, dam.outlets) == ("Reuters", 2, 2)
    root, taker = dam.tellings
    assert (root.outlet, root.basis) == ("Reuters", "own")
    assert (taker.basis, taker.credited, taker.same_as) == ("copy", "Reuters", "Reuters/1")
    here, there = taker.passages[0]
    assert here.exact == TAKEN[here.start : here.end]
    assert there.exact == WIRE[there.start : there.end]
    assert [words.exact for words in taker.credit] == ["With files from Reuters."]
    assert [group.outlet for group in rest] == ["Fjord Avis", "Financial Times"]
    assert rest[1].id is None


def test_the_commands_print_what_the_functions_give(path: Path) -> None:
    printed = onrecord("origins", "--store", str(path), "--least", "2")
    assert printed.startswith("Reuters  (2 articles)\n")
    assert "credits Reuters: “With files from Reuters.”" in printed
    assert "Fjord" not in printed
    lines = onrecord("origins", "--store", str(path), "--format", "jsonl").splitlines()
    assert [json.loads(line)["articles"] for line in lines] == [2, 1, 0]
    assert onrecord("origins", "--store", str(path), "--json").splitlines() == lines
    sheet = csv.DictReader(io.StringIO(onrecord("origins", "--store", str(path), "-f", "csv")))
    keys = [row["key"] for row in sheet]
    assert keys == ["Reuters/1", "Shannon Echo/2", "Fjord Avis/3", "Fjord Avis/3"]


def shuffled() -> Iterator[list[Coding]]:
    for seed in range(3):
        order = list(ARTICLES)
        random.Random(seed).shuffle(order)
        yield order


def test_arrival_one_by_one_gives_what_all_at_once_gives(path: Path) -> None:
    with Store(path) as store:
        update(store)
        expected = dump(store)
    for order in shuffled():
        with Store(":memory:") as store:
            for one in order:
                store.add([one])
                update(store)
            assert dump(store) == expected


def test_nothing_new_changes_and_compares_nothing(path: Path) -> None:
    with Store(path) as store:
        first, second = update(store), update(store)
    assert first.sketched == 3
    assert (second.sketched, second.compared, second.came, second.went) == (0, 0, 0, 0)


def test_a_changed_text_leaves_its_origin(path: Path) -> None:
    with Store(path) as store:
        update(store)
        store.add([coding("The river at Tralee is calm, farmers say.", "Shannon Echo", 2)])
        update(store)
    assert [group.articles for group in service.origins(path)] == [1, 1, 1, 0]


def test_an_article_coded_by_another_run_keeps_its_spans(path: Path) -> None:
    with Store(path) as store:
        update(store)
        expected = dump(store)
        again = Run(version="later", models={}, knowledge={}, stages=())
        store.add([coding(TAKEN, "Shannon Echo", 2, run=again)])
        update(store)
        assert dump(store) == expected


def test_every_span_of_a_member_stands_in_its_text(path: Path) -> None:
    with Store(path) as store:
        update(store)
        wrong = store.query(
            "SELECT count(*) FROM spans s JOIN articles a ON a.id = s.article WHERE "
            'substring(a.text, s.start + 1, s."end" - s.start) <> s.exact'
        ).fetchall()
        members = store.query("SELECT count(*) FROM spans WHERE record_table = 'origin_members'")
        assert members.fetchall()[0][0] >= 4
    assert wrong == [(0,)]


# --- statements -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        (Question(), ["Una Keane", "Per Lund"]),
        (Question(by="keane"), ["Una Keane"]),
        (Question(by="kean"), []),
        (Question(by="IRL", about="fog"), ["Per Lund"]),
        (Question(about="nobody"), ["Una Keane"]),
        (Question(kind=SourceKind.OFFICE), []),
        (Question(since=dt.date(2021, 3, 2)), ["Per Lund"]),
        (Question(until=dt.date(2021, 3, 1)), ["Una Keane"]),
        (Question(by="(", about="*"), []),
    ],
)
def test_statements_are_asked_for(path: Path, question: Question, speakers: list[str]) -> None:
    assert [said.speaker for said in service.statements(path, question)] == speakers


def test_statements_are_printed_in_every_format(path: Path) -> None:
    asked = ("statements", "--by", "Lund", "--kind", "named_person", "--store", str(path))
    printed = onrecord(*asked)
    assert "Per Lund [named person] “said”" in printed
    assert "    that fog was to blame" in printed
    (line,) = onrecord(*asked, "--format", "jsonl").splitlines()
    assert onrecord(*asked, "--json").splitlines() == [line]
    said = json.loads(line)
    assert said["content"] == OTHER[said["start"] : said["end"]] == "that fog was to blame"
    (row,) = csv.DictReader(io.StringIO(onrecord(*asked, "--format", "csv")))
    assert (row["outlet"], row["date"], row["cue"]) == ("Fjord Avis", "2021-03-03", "said")
