"""What options give, checked: a mistyped value is refused with what can be given."""

import datetime as dt
import difflib

import typer

from onrecord.errors import InputError


def day(value: str | None) -> dt.date | None:
    """The day that an option gives."""
    from onrecord.ingest.article import parse_date

    try:
        return None if value is None else parse_date(value)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error


def days(since: str | None, until: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day that two options give."""
    first, last = day(since), day(until)
    if first is not None and last is not None and first > last:
        raise typer.BadParameter(f"--since {first} lies after --until {last}")
    return first, last


def words(option: str, value: str | None) -> str | None:
    """The words that an option gives."""
    if value is not None and not value.strip():
        message = f"it is empty: give a word, or leave {option} out"
        raise typer.BadParameter(message, param_hint=option)
    return value


def country(value: str | None) -> str | None:
    """The code of the country that an option gives by its code or name."""
    from onrecord.actors.codes import table

    if value is None:
        return None
    by_name = {one.state.casefold(): one.iso3 for one in table()}
    codes = sorted(set(by_name.values()))
    wanted = value.strip()
    if wanted.upper() in codes:
        return wanted.upper()
    if wanted.casefold() in by_name:
        return by_name[wanted.casefold()]
    near = difflib.get_close_matches(wanted.casefold(), by_name, n=3)
    near += difflib.get_close_matches(wanted.upper(), codes, n=3)
    meant = ", ".join(f"{by_name.get(one, one)}" for one in dict.fromkeys(near))
    raise typer.BadParameter(
        f"'{value}' is no country: give three letters of ISO 3166-1, such as IRQ, or a name in "
        + (f"English; near it are {meant}. " if meant else "English. ")
        + f"The codes are {' '.join(codes)}"
    )
