"""Actors that a user adds: what is read, what is refused, and what it changes."""

import datetime as dt
from pathlib import Path

import pytest

from onrecord.actors import own
from onrecord.coder import Coder, make_article
from onrecord.errors import InputError

TABLE = """name,kind,country,sectors,code,start,end
Front for Salt and Bread|FSB,organization,KEN,REB,FSB,2004-01-01,
Ada Obi,person,NGA,GOV,,2015-05-29,2019-05-28
"""
TEXT = "Fighters of the Front for Salt and Bread met Ada Obi on Monday. The FSB praised Obi."


def table(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def own_coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    return Coder(own=own.read(table(tmp_path_factory.mktemp("own"), TABLE)))


def given(coder: Coder, day: dt.date) -> dict[str, tuple[str | None, str | None]]:
    coding = coder.code(make_article(TEXT, date=day))
    return {actor.name: (actor.country, actor.code) for actor in coding.actors}


def test_names_of_the_table_are_found(own_coder: Coder) -> None:
    found = given(own_coder, dt.date(2016, 3, 1))
    assert found["Front for Salt and Bread"] == ("KEN", "FSB")
    assert found["Ada Obi"] == ("NGA", None)


def test_a_row_says_nothing_outside_its_days(own_coder: Coder) -> None:
    found = given(own_coder, dt.date(2002, 3, 1))
    assert ("KEN", "FSB") not in found.values()
    assert found.get("Ada Obi", (None, None)) == (None, None)


def test_the_run_names_the_table(own_coder: Coder, coder: Coder) -> None:
    assert own_coder.run.knowledge["own actors"]
    assert own_coder.run.id != coder.run.id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column 'name'"),
        ("name,sort\nA,person\n", "no column 'kind'"),
        ("name,kind,colour\nA,person,red\n", "unknown column 'colour'"),
        ("name,kind\nA B,ghost\n", "line 2: 'ghost' is no kind"),
        ("name,kind\n ,person\n", "line 2: the name is empty"),
        ("name,kind,country\nA,person,Kenya\n", "'Kenya' is no code"),
        ("name,kind,start\nA,person,May 2004\n", "'May 2004' is no day"),
        ("name,kind,start,end\nA,person,2004-01-01,2003-01-01\n", "the end is before the start"),
        ("name,kind\nA,person,more\n", "more values than columns"),
    ],
)
def test_bad_tables_are_refused_with_the_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=r"mine\.csv") as raised:
        own.read(table(tmp_path, text))
    assert said in str(raised.value)


def test_a_missing_or_odd_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        own.read(tmp_path / "none.csv")
    (tmp_path / "odd.csv").write_bytes(b"name,kind\n\xff\xfe,person\n")
    with pytest.raises(InputError, match="UTF-8"):
        own.read(tmp_path / "odd.csv")
