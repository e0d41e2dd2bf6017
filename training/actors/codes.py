"""Codes that users join countries on, with the days for which they hold."""

from collections.abc import Iterator

Row = tuple[str, str, str, str, str, str, str, str, str]
"""ISO3, state, first day, last day, ISO3 of then, ISO numeric, COW, Gleditsch-Ward, FIPS 10-4."""

FIPS = {"PSE": "GZ;WE", "SJM": "SV;JN", "SRB": "RI;KV", "UMI": "BQ;DQ;FQ;HQ;JQ;KQ;LQ;MQ;WQ"}
"""Several codes for one country, which the source runs together or leaves out."""
HEADER = ("iso3", "state", "start", "end", "iso3_then", "iso_numeric", "cow", "gw", "fips")
GONE: tuple[Row, ...] = (
    ("RUS", "Soviet Union", "1922-12-30", "1991-12-25", "SUN", "810", "365", "365", "UR"),
    ("SRB", "Yugoslavia", "1945-11-29", "1992-04-27", "YUG", "890", "345", "345", "YO"),
    ("SRB", "Yugoslavia", "1992-04-28", "2003-02-03", "YUG", "891", "345", "345", "YI"),
    ("SRB", "Serbia and Montenegro", "2003-02-04", "2006-06-04", "SCG", "891", "345", "345", "YI"),
    ("CZE", "Czechoslovakia", "1945-05-09", "1992-12-31", "CSK", "200", "315", "315", "CZ"),
    ("DEU", "East Germany", "1949-10-07", "1990-10-02", "DDR", "278", "265", "265", "GC"),
    ("DEU", "West Germany", "1949-05-23", "1990-10-02", "DEU", "280", "260", "260", "GE"),
    ("COD", "Zaire", "1971-10-27", "1997-05-16", "ZAR", "180", "490", "490", "CG"),
    ("YEM", "North Yemen", "1962-09-27", "1990-05-21", "YEM", "886", "678", "678", "YE"),
    ("YEM", "South Yemen", "1967-11-30", "1990-05-21", "YMD", "720", "680", "680", "YS"),
    ("VNM", "South Vietnam", "1955-10-26", "1975-04-30", "", "", "817", "817", "VS"),
)
"""States that are gone, under the code of the state that goes on for them; facts, by hand."""
SINCE = {
    "RUS": "1991-12-26",
    "SRB": "2006-06-05",
    "CZE": "1993-01-01",
    "DEU": "1990-10-03",
    "COD": "1997-05-17",
    "YEM": "1990-05-22",
}
"""First day of the states of today that another one went before under the same code."""


def code_rows(countries: list[dict[str, str]]) -> Iterator[Row]:
    """Every country of today and every state that is gone, sorted."""
    found = [
        (
            row["iso3"],
            row["name"],
            SINCE.get(row["iso3"], ""),
            "",
            row["iso3"],
            row["iso_numeric"],
            row["cow_numeric"],
            row["gw_code"],
            FIPS.get(row["iso3"], row["fips"]),
        )
        for row in countries
    ]
    yield from sorted([*found, *GONE])
