"""Lists of words find the articles that can answer, and change no answer."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.asking.matching import longest, pattern
from onrecord.asking.statements import Question, Said, statements
from onrecord.coding import Coding
from onrecord.records import Actor, Article, Form, Mention, MentionForm, Run, Statement
from onrecord.store.store import Store
from onrecord.store.wordlists import numbers_in
from onrecord.text import Span

RUN = Run(version="test", models={}, knowledge={}, stages=())
LATER = Run(version="later", models={}, knowledge={}, stages=())

TOLD = (
    ("José Núñez", "the U.S. would not sign, and 100% of it is Núñez's doing"),
    ("JOSE NUNEZ", "THE MINISTER'S PLANE WAS SHOT DOWN"),
    ("the minister", "a plane, shot down by a missile_launcher, fell"),
    ("Jean-Pierre O'Neill", "the peace\u00a0talks  went\ton in Côte d'Ivoire"),
    ("Istanbul's governor", "İran is one word and Iran another"),
    ("a physicist", "\u212aelvin lived here"),
    ("a printer", "the ſtate was understated"),
    ("a Straße resident", "don't shoot: peace-keepers are here, a %_ sign says"),
    ("IRN", "a missile launcher came to the state of Kelvin"),
    ("an official (unnamed)", "what he said was [redacted] * and ?"),
    ("Ψ of Athens", "Αθήνα έκανε λόγο για πύραυλο"),
    ("Maria", "nothing"),
    ("Maria Keane", "peace talks"),
    ("Keane", "talks of peace"),
)
BY = ("josé", "jos", "o'neill", "Neill O", "(unnamed)", "straße", "IRN", "ψ", "maria keane", "%")
ABOUT = (
    *("Núñez's", "núñez", "shot  DOWN", "down shot", "missile launcher", "missile_launcher"),
    *("%", "100%", "u.s.", "U.S", "[redacted]", "peace talks", "peace\u00a0talks", "d'ivoire"),
    *("ran", "kelvin", "state", "tate", "ſtate", "αθήνα", "abdi 1", " "),
)


def coding(number: int, who: str, what: str, run: Run = RUN) -> Coding:
    """One statement, whose speaker is from Iran if the number is even."""
    text = f"{who} said {what}. Nobody else spoke of peace."
    article = Article(key=f"a{number}", text=text)
    source, at = Span(0, len(who)), len(who) + 6
    country = None if number % 2 else "IRN"
    speaker = Actor(article=article.id, name=who.title(), name_span=source, country=country)
    whom = Actor(article=article.id, name=f"Abdi {number % 3}", name_span=Span(at, at + 3))
    named = Mention(
        article=article.id, span=Span(at, at + 3), form=MentionForm.PRONOUN, actor=whom.id
    )
    said = Statement(
        article=article.id,
        source=(source,),
        cue=(Span(len(who) + 1, at - 1),),
        content=(Span(at, at + len(what)),),
        form=Form.INDIRECT,
        speaker=speaker.id,
    )
    records = {"actors": (speaker, whom), "mentions": (named,), "statements": (said,)}
    return Coding(article=article, run=run, **records)  # type: ignore[arg-type]


CODINGS = tuple(coding(number, who, what) for number, (who, what) in enumerate(TOLD))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "main.duckdb"
    with Store(path) as store:
        store.add(CODINGS)
    return path


def forget_words(path: Path) -> None:
    """Make of a store what it was before there were lists."""
    with duckdb.connect(str(path)) as con:
        con.execute("DROP TABLE said_words")


def answers(path: Path) -> list[list[Said]]:
    asked = [*(Question(by=words) for words in BY), *(Question(about=words) for words in ABOUT)]
    asked.append(Question(by="maria", about="peace"))
    return [statements(path, question) for question in asked]


def test_lists_change_no_answer(path: Path) -> None:
    with_lists = answers(path)
    assert sum(map(bool, with_lists)) > 20
    forget_words(path)
    assert with_lists == answers(path)


LETTERS = st.text("aks_ſ\u212aéİ'%. ", min_size=1, max_size=6)


@given(words=LETTERS, told=st.lists(LETTERS, max_size=4).map("".join))
def test_no_letter_hides_an_answer(words: str, told: str) -> None:
    said = f"{told} {words.upper()} {told}x"
    sql = "SELECT contains(lower($said), $word) AND regexp_matches($said, $words)"
    named = {"said": said, "word": longest(words), "words": pattern(words)}
    ((answers,),) = duckdb.execute(sql, named).fetchall()
    here, asked = numbers_in(said), numbers_in(words)
    assert not answers or here is None or asked is None or asked <= here


def test_a_store_from_before_the_list_of_what_is_said_gets_it(path: Path) -> None:
    listed = answers(path)
    with duckdb.connect(str(path)) as con:
        con.execute("DROP TABLE said")
    assert answers(path) == listed
    with Store(path) as store:
        assert store.has_said()


def test_an_article_coded_anew_is_found_by_its_new_words_only(path: Path) -> None:
    old = CODINGS[TOLD.index(("Maria", "nothing"))]
    speaker = Actor(article=old.article.id, name="Abdullah", name_span=Span(0, 5))
    (said,) = old.statements
    statement = Statement(
        article=old.article.id,
        source=(),
        cue=said.cue,
        content=said.content,
        form=Form.DIRECT,
        speaker=speaker.id,
    )
    new = Coding(article=old.article, run=LATER, actors=(speaker,), statements=(statement,))
    with Store(path) as store:
        store.add([new])
        ((rows,),) = store.query("SELECT count(*) FROM said_words").fetchall()
    assert rows == len(TOLD)
    assert [said.speaker for said in statements(path, Question(by="abdullah"))] == ["Abdullah"]
    assert not statements(path, Question(by="maria", about="nothing"))


def test_a_store_from_before_answers_and_gets_lists_of_what_comes(path: Path) -> None:
    forget_words(path)
    assert len(statements(path, Question(by="keane"))) == 2
    with Store(path) as store:
        store.add([coding(50, "Una Keane", "tea is ready")])
        kept = store.query("SELECT count(*), count(words) FROM said_words").fetchall()
    assert kept == [(len(TOLD) + 1, 1)]
    assert len(statements(path, Question(by="keane"))) == 3
    assert len(statements(path, Question(by="keane", about="tea"))) == 1
