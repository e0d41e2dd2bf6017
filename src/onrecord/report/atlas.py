"""The map of an article's events: a drawing without tiles, so that the page needs no network.

Places are dots on outlines of countries and a grid of degrees. The projection is equirectangular
with the true scale at the middle of the map (Snyder, Map Projections: A Working Manual, 1987,
section 12), cut to the places and some land around them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians

from onrecord.records import Place, Precision

WIDTH = 640
HEIGHT = 400
"""Units of the drawing; the page scales it."""
_LEAST = 8.0
"""Degrees from south to north that a map shows at least."""
_MARGIN = 1.35
"""How much wider than its places a map is."""
_HIGHEST = 84.0
_GRID = (1, 2, 5, 10, 20, 30, 60)
_LINES = 5
"""Lines of the grid in each direction, about."""
_LETTER = 6.4
"""Width of a letter of a label."""
_EDGE = 30
"""Width of the name of a meridian."""
_LABEL = 14
"""Height of a line of labels."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a map shows, in degrees: the middle, and half of what lies west to east and so on."""

    lon: float
    lat: float
    half_lon: float
    half_lat: float

    def at(self, lon: float, lat: float) -> Point:
        """The place on the drawing of a point of the globe, x to the right and y down."""
        x = (lon - self.lon + self.half_lon) / (2 * self.half_lon) * WIDTH
        y = (self.lat + self.half_lat - lat) / (2 * self.half_lat) * HEIGHT
        return round(x, 1), round(y, 1)


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map."""

    name: str
    x: float
    y: float
    radius: float
    label: Point
    anchor: str
    """Where its label begins: ``start``, or ``end`` at the right edge."""
    broad: bool
    """Whether it stands for a whole country or region, and so for no spot."""
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid and what it is called."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str


@dataclass(frozen=True, slots=True)
class MapView:
    """What the template draws."""

    outlines: tuple[str, ...]
    """The ``d`` of a path each."""
    grid: tuple[Line, ...]
    dots: tuple[Dot, ...]
    width: int = WIDTH
    height: int = HEIGHT


def drawn(places: Iterable[Place]) -> MapView | None:
    """A map of ``places``, one for each event; ``None`` if no place has a point."""
    counts: dict[tuple[str, float, float, bool], int] = {}
    for place in places:
        if place.lat is not None and place.lon is not None:
            broad = place.precision in {Precision.COUNTRY, Precision.REGION}
            key = (place.name or "", place.lat, place.lon, broad)
            counts[key] = counts.get(key, 0) + 1
    if not counts:
        return None
    frame = frame_of([(lon, lat) for _, lat, lon, _ in counts])
    outlines = (_path([frame.at(*point) for point in ring]) for ring in _inside(frame))
    return MapView(tuple(outlines), tuple(_grid(frame)), tuple(_dots(frame, counts)))


def frame_of(points: Sequence[Point]) -> Frame:
    """The smallest frame of the drawing's shape around ``points`` (longitude, latitude)."""
    lons, lats = [lon for lon, _ in points], [max(-_HIGHEST, min(_HIGHEST, y)) for _, y in points]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    wide = _MARGIN * (max(lons) - min(lons)) * cos(radians(lat)) * HEIGHT / WIDTH
    half = max(_LEAST, wide, _MARGIN * (max(lats) - min(lats))) / 2
    return Frame(lon, lat, half * WIDTH / HEIGHT / cos(radians(lat)), half)


def _dots(frame: Frame, counts: dict[tuple[str, float, float, bool], int]) -> Iterator[Dot]:
    """The dots from north to south, with labels that give way to the ones before."""
    taken: list[tuple[float, float, float]] = []
    for (name, lat, lon, broad), count in sorted(counts.items(), key=lambda one: -one[0][1]):
        x, y = frame.at(lon, lat)
        radius = min(12.0, 4.0 + count)
        wide = _LETTER * len(name)
        right = x + radius + 4 + wide <= WIDTH
        start = x + radius + 4 if right else x - radius - 4 - wide
        line = y + 4
        while any(abs(line - other) < _LABEL and start < b and a < start + wide
                  for a, b, other in taken):  # fmt: skip
            line += _LABEL
        taken.append((start, start + wide, line))
        edge = start if right else start + wide
        at = (round(edge, 1), round(line, 1))
        yield Dot(name, x, y, radius, at, "start" if right else "end", broad, count)


def _grid(frame: Frame) -> Iterator[Line]:
    step = next((s for s in _GRID if 2 * frame.half_lat / s <= _LINES), _GRID[-1])
    for lat in _steps(frame.lat, frame.half_lat, step):
        _, y = frame.at(frame.lon, lat)
        yield Line(0, y, WIDTH, y, _degrees(lat, "N", "S"))
    for lon in _steps(frame.lon, frame.half_lon, step):
        x, _ = frame.at(lon, frame.lat)
        name = _degrees((lon + 180) % 360 - 180, "E", "W") if x < WIDTH - _EDGE else ""
        yield Line(x, 0, x, HEIGHT, name)


def _steps(middle: float, half: float, step: int) -> list[int]:
    first = int((middle - half) // step + 1) * step
    return list(range(first, int(middle + half) + 1, step))


def _degrees(value: float, positive: str, negative: str) -> str:
    side = positive if value > 0 else negative if value < 0 else ""
    return f"{abs(value):g}°{side}"


def _inside(frame: Frame) -> Iterator[list[Point]]:
    """The outlines within the frame, cut at its edges."""
    west, east = frame.lon - frame.half_lon, frame.lon + frame.half_lon
    south, north = frame.lat - frame.half_lat, frame.lat + frame.half_lat
    for ring in _outlines():
        cut = _cut(_cut(list(ring), 0, west, 1), 0, east, -1)
        cut = _cut(_cut(cut, 1, south, 1), 1, north, -1)
        if len(cut) > 2:
            yield cut


def _cut(ring: list[Point], axis: int, bound: float, side: int) -> list[Point]:
    """The part of ``ring`` on one side of ``bound`` (Sutherland and Hodgman 1974)."""
    found: list[Point] = []
    for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside = side * (one[axis] - bound) >= 0
        if inside:
            found.append(one)
        if inside is not (side * (other[axis] - bound) >= 0):
            share = (bound - one[axis]) / (other[axis] - one[axis])
            found.append(
                (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1]))
            )
    return found


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


@cache
def _outlines() -> tuple[tuple[Point, ...], ...]:
    """The rings of ``outlines.txt``, in degrees."""
    text = (files("onrecord.report") / "outlines.txt").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if not line.startswith("#"):
            numbers = [int(number) / 10 for number in line.split()]
            found.append(tuple(zip(numbers[::2], numbers[1::2], strict=True)))
    return tuple(found)
