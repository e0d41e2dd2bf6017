"""Makes the outlines of countries that the map of the report is drawn on.

Run from the repository root::

    python -m training.places.build_outlines SHAPES.shp

``SHAPES.shp`` is Natural Earth's table of countries at 1:110 million (public domain), for instance
``geopandas/datasets/naturalearth_lowres/naturalearth_lowres.shp`` out of the wheel of geopandas
0.14.4. The file is read by the ESRI Shapefile description (1998), record type 5, polygon. Points
are rounded to a tenth of a degree.
"""

import struct
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

TARGET = Path("src/onrecord/report/outlines.txt")
_HEAD = """\
# Outlines of countries, 1:110 million: Natural Earth (naturalearthdata.com), public domain.
# One ring a line: longitude and latitude in tenths of a degree, by turns.
# Made by training/places/build_outlines.py. They tell where a place is, not whose it is.
"""
_FILE_HEADER, _RECORD_HEADER = 100, 8
_POLYGON = 5

Ring = list[tuple[int, int]]


def rings(data: bytes) -> Iterator[Ring]:
    """The rings of all polygons of a shapefile, in its order."""
    at = _FILE_HEADER
    while at < len(data):
        words = struct.unpack(">i", data[at + 4 : at + _RECORD_HEADER])[0]
        body = data[at + _RECORD_HEADER : at + _RECORD_HEADER + 2 * words]
        at += _RECORD_HEADER + 2 * words
        if struct.unpack("<i", body[:4])[0] == _POLYGON:
            yield from _rings_of(body)


def _rings_of(body: bytes) -> Iterator[Ring]:
    parts, points = struct.unpack("<ii", body[36:44])
    starts = [*struct.unpack(f"<{parts}i", body[44 : 44 + 4 * parts]), points]
    flat = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts : 44 + 4 * parts + 16 * points])
    for first, last in pairwise(starts):
        ring = [(round(10 * flat[2 * i]), round(10 * flat[2 * i + 1])) for i in range(first, last)]
        kept = [one for i, one in enumerate(ring) if i == 0 or one != ring[i - 1]]
        if len(kept) > 3:
            yield kept


def main(arguments: Sequence[str]) -> int:
    found = rings(Path(arguments[0]).read_bytes())
    lines = (" ".join(f"{lon} {lat}" for lon, lat in ring) for ring in found)
    TARGET.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
