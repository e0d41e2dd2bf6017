"""What is plainly apart is told so from a few numbers, before anything is read of a pair."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corpus.events import doubts
from onrecord.corpus.events.frames import apart, frame_of, frames_of
from onrecord.corpus.events.tellings import tellings_of
from onrecord.corpus.events.told import Spot, Told
from onrecord.records import DateBasis, PloverType
from onrecord.store.tellings import Frames
from tests.happened import Report, day

DAYS = st.one_of(st.none(), st.integers(700_000, 700_006))
COUNTRIES = st.sampled_from([None, "IRN", "CAN"])


def raid() -> Told:
    made = Report("Britain raided a bank.", "Post", day(6))
    made.event("raided", ["Britain"], ["a bank"])
    (telling,) = tellings_of(made.coding())
    return telling


RAID = raid()


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    """A raid, or something else, of some days in some country."""
    since, country = draw(DAYS), draw(COUNTRIES)
    until = draw(st.one_of(st.none(), st.just(since and since + 2)))
    spot = Spot("a", None, None, country, None, None, exact=False, own=draw(st.booleans()))
    return msgspec.structs.replace(
        RAID,
        type=draw(st.sampled_from([PloverType.ASSAULT, PloverType.CONSULT, PloverType.AID])).value,
        quad=draw(st.sampled_from([1, 2, 4])),
        date_from=since,
        date_to=until,
        basis=draw(st.sampled_from([DateBasis.RELATIVE, DateBasis.INHERITED])).value,
        spot=draw(st.sampled_from([None, spot])),
    )


def frames(*told: Told) -> Frames:
    return frames_of([frame_of(telling) for telling in told])


@given(tellings(), tellings())
def test_it_is_what_the_whole_look_says_of_these(one: Told, other: Told) -> None:
    assert apart(frames(one, other), frames(other, one)).tolist() == [doubts.apart(one, other)] * 2


def test_days_that_are_taken_over_or_not_known_part_nobody() -> None:
    monday = msgspec.structs.replace(RAID, date_from=6, date_to=6, basis=DateBasis.RELATIVE.value)
    friday = msgspec.structs.replace(monday, date_from=10, date_to=10)
    taken = msgspec.structs.replace(friday, basis=DateBasis.INHERITED.value)
    undated = msgspec.structs.replace(monday, date_from=None, date_to=None)
    rows = frames(friday, taken, undated)
    assert apart(frames(monday, monday, monday), rows).tolist() == [True, False, False]
