"""What every text must pass before it is coded: it has letters and is in English."""

import msgspec

from onrecord.ingest.article import make_article
from onrecord.ingest.refusal import Reason, RefusedError
from onrecord.ingest.source import Known
from onrecord.records import Article


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What an input says about one of its texts; the names are those of `Article`."""

    text: str
    key: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    date: str | None = None
    language: str | None = None


def admit(facts: Facts, known: Known) -> Article:
    """The article that ``facts`` make; what they leave open is taken from ``known``.

    Raises:
        RefusedError: the text is empty, too long, without letters or not in English, or the
            date is no date.
    """
    article = make_article(
        facts.text,
        key=facts.url or known.url or facts.key,
        title=facts.title,
        outlet=facts.outlet or known.outlet,
        author=facts.author,
        url=facts.url or known.url,
        date=facts.date or known.date,
    )
    if not any(char.isalpha() for char in article.text):
        raise RefusedError(Reason.NO_LETTERS, "the text has no letters: there is nothing to code")
    _check_language(article.text, facts.language or known.language)
    return article


def _check_language(text: str, given: str | None) -> None:
    from onrecord.ingest import language  # its model takes half a second to load

    found = language.code_of(given) if given else language.identify(text)
    if found is None:
        raise RefusedError(
            Reason.LANGUAGE,
            "the text is too short to tell its language: say that it is English "
            "(--language en, or a field 'language')",
        )
    if found != "en":
        raise RefusedError(
            Reason.LANGUAGE,
            f"this is {language.name_of(found)}; only English is coded"
            + ("" if given else " (if it is English, say so with --language en)"),
        )
