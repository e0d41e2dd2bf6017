"""A party is one side of a dyad, whatever codes it has; a code that is asked for sets the level."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.asking.events import EventQuestion, events
from onrecord.asking.series import SeriesQuestion, series
from onrecord.corpus.events.naming import Side, own_codes_of
from onrecord.corpus.events.told import Party
from onrecord.store.store import Store
from tests.happened import Report, day


def stored(path: Path, actors: Sequence[str], recipients: Sequence[str]) -> Path:
    """A store with one event."""
    who, whom = " and ".join(actors), " and ".join(recipients)
    made = Report(f"{who} bombed a port of {whom} on Friday.", "Post", day(4))
    made.event("bombed", actors, recipients, day=day(3))
    with Store(path) as store:
        store.add([made.coding()])
    return path


def dyads(path: Path, **asked: str) -> list[tuple[str | None, str | None, int]]:
    return [
        (row.actor, row.recipient, row.events)
        for row in series(path, SeriesQuestion(**asked))  # type: ignore[arg-type]
    ]


def test_a_group_makes_one_dyad_and_its_country_none(tmp_path: Path) -> None:
    path = stored(tmp_path / "s", ["Houthi rebels"], ["European Union"])
    assert dyads(path) == [("HOU", "EU", 1)]
    (row,) = events(path, EventQuestion(actor="YEM", recipient="EUR"))
    assert (row.actor_codes, row.recipient_codes) == (("HOU", "YEM"), ("EU", "EUR"))


def test_a_country_that_is_asked_for_stands_for_its_groups(tmp_path: Path) -> None:
    path = stored(tmp_path / "s", ["Houthi rebels", "Iran"], ["Ukraine"])
    assert dyads(path) == [("HOU", "UKR", 1), ("IRN", "UKR", 1)]
    assert dyads(path, actor="yem") == [("YEM", "UKR", 1)]
    assert dyads(path, actor="HOU") == [("HOU", "UKR", 1)]


def test_a_group_and_its_country_side_by_side_are_two_but_one_of_the_country(
    tmp_path: Path,
) -> None:
    path = stored(tmp_path / "s", ["Houthi rebels", "Yemen"], ["Iran"])
    assert dyads(path) == [("HOU", "IRN", 1), ("YEM", "IRN", 1)]
    assert dyads(path, actor="YEM") == [("YEM", "IRN", 1)]


def test_nobody_acts_on_itself_where_one_of_those_who_met_is_asked_for(tmp_path: Path) -> None:
    path = stored(tmp_path / "s", ["Iran", "Britain"], ["Iran", "Britain"])
    assert dyads(path, actor="GBR") == [("GBR", "IRN", 1)]


def party(code: str | None, country: str | None) -> Party:
    return Party("", (), "", code, country, None, 0, 0)


HOU, YEM, IRN = party("HOU", "YEM"), party("YEM", "YEM"), party("IRN", "IRN")


@pytest.mark.parametrize(
    ("sides", "codes"),
    [
        ([[HOU], [YEM]], ("HOU",)),
        ([[HOU], [HOU], [YEM]], ("HOU",)),
        ([[HOU], [YEM], [YEM]], ("YEM",)),
        ([[HOU, YEM], [YEM]], ("YEM", "HOU")),
        ([[HOU, IRN], [YEM]], ("HOU", "IRN")),
        ([[party(None, None)], []], ()),
    ],
)
def test_tellings_by_group_and_by_country_mean_one_party(
    sides: list[list[Party]], codes: tuple[str, ...]
) -> None:
    assert own_codes_of([Side(side) for side in sides]) == codes
