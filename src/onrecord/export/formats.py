"""The output formats, by name."""

from enum import StrEnum


class Format(StrEnum):
    """An output format; the value is its name and the ending of its files."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
