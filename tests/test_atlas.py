"""The map of the report: what it shows and where."""

from itertools import pairwise

import pytest

from onrecord.records import Place, Precision
from onrecord.report.atlas import HEIGHT, WIDTH, drawn, frame_of
from onrecord.text import Span


def place(name: str, lat: float | None, lon: float | None, at: int = 0) -> Place:
    """A city, or a name without a point."""
    return Place(
        article="a",
        span=Span(at, at + 1),
        name=name,
        lat=lat,
        lon=lon,
        precision=Precision.CITY,
    )


BAGHDAD, TEHRAN = place("Baghdad", 33.3, 44.4), place("Tehran", 35.7, 51.4, at=1)


def test_without_a_point_there_is_no_map() -> None:
    assert drawn([]) is None
    assert drawn([place("Nowhere", None, None)]) is None


def test_north_is_up_and_east_is_right() -> None:
    found = drawn([BAGHDAD, TEHRAN])
    assert found is not None
    tehran, baghdad = found.dots

    assert (tehran.name, baghdad.name) == ("Tehran", "Baghdad")
    assert tehran.x > baghdad.x
    assert tehran.y < baghdad.y


def test_events_at_one_place_are_one_larger_dot() -> None:
    found = drawn([BAGHDAD, BAGHDAD, TEHRAN])
    assert found is not None

    assert {dot.name: dot.count for dot in found.dots} == {"Baghdad": 2, "Tehran": 1}
    assert max(found.dots, key=lambda dot: dot.radius).name == "Baghdad"


def test_a_country_is_drawn_as_a_ring() -> None:
    country = Place(
        article="a", span=Span(0, 1), name="Iraq", lat=33.0, lon=44.0, precision=Precision.COUNTRY
    )
    found = drawn([country])
    assert found is not None
    assert found.dots[0].broad


@pytest.mark.parametrize(
    "points", [[(44.4, 33.3)], [(-179.0, -60.0), (179.0, 80.0)], [(0.0, 89.9), (10.0, -89.9)]]
)
def test_every_place_is_on_the_map(points: list[tuple[float, float]]) -> None:
    places = [place(str(at), lat, lon, at=at) for at, (lon, lat) in enumerate(points)]
    found = drawn(places)
    assert found is not None

    frame = frame_of(points)
    assert frame.half_lat > 0
    for dot in found.dots:
        assert -1 <= dot.x <= WIDTH + 1
    assert all(0 <= line.x1 <= WIDTH and 0 <= line.y1 <= HEIGHT for line in found.grid)


def test_land_is_cut_to_the_map() -> None:
    found = drawn([BAGHDAD, TEHRAN])
    assert found is not None
    numbers = [
        float(number)
        for outline in found.outlines
        for pair in outline.strip("MZ").split("L")
        for number in pair.split()
    ]

    assert numbers
    assert min(numbers) >= -0.1
    assert max(numbers) <= WIDTH + 0.1


def test_labels_do_not_lie_on_each_other() -> None:
    near = [place(f"Village {n}", 33.3 + n / 1000, 44.4, at=n) for n in range(4)]
    found = drawn(near)
    assert found is not None

    heights = sorted(dot.label[1] for dot in found.dots)
    assert all(later - earlier >= 13 for earlier, later in pairwise(heights))
