"""Reading: every format gives its articles, and every bad input says what is wrong with it."""

import datetime as dt
import io
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest import html, inputs, jsonl, language, txt
from onrecord.ingest.article import MAX_CHARACTERS, make_article, parse_date
from onrecord.ingest.refusal import Reason, Refusal
from onrecord.ingest.source import Known, Origin, Reader
from onrecord.records import Article
from onrecord.service import gather

NEWS = "Police in the capital arrested three men on Monday, the interior ministry said.\n"
ORIGIN = Origin(key="a.txt", shown="news/a.txt")


def read(reader: Reader, data: bytes, origin: Origin = ORIGIN) -> list[Article | Refusal]:
    return [item.found for item in reader(io.BytesIO(data), origin)]


def article(reader: Reader, data: bytes, origin: Origin = ORIGIN) -> Article:
    (found,) = read(reader, data, origin)
    assert isinstance(found, Article), found
    return found


def refusal(reader: Reader, data: bytes, origin: Origin = ORIGIN) -> Refusal:
    (found,) = read(reader, data, origin)
    assert isinstance(found, Refusal), found
    return found


# --- plain text -----------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_utf8_and_utf16_with_its_mark(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    text = NEWS + "“Zürich” – 東京 😀\n"
    assert article(txt.read, mark + text.encode(encoding)).text == text


def test_another_encoding_is_refused_with_the_byte_and_the_way_out() -> None:
    data = NEWS.encode() + "Zürich".encode("cp1252")
    found = refusal(txt.read, data)
    assert found.reason is Reason.ENCODING
    assert found.source == "news/a.txt"
    assert f"byte {len(NEWS) + 1} " in found.message
    assert "iconv -f WINDOWS-1252" in found.message
    marked = refusal(txt.read, b"\xef\xbb\xbf" + data)
    assert f"byte {len(NEWS) + 4} " in marked.message


def test_utf16_that_is_cut_is_refused() -> None:
    found = refusal(txt.read, NEWS.encode("utf-16")[:-1])
    assert found.reason is Reason.ENCODING
    assert "UTF-16" in found.message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t\r\n", Reason.EMPTY),
        ("\ufeff".encode(), Reason.EMPTY),
        (b"\x7fELF\x02\x01\x01" + bytes(64), Reason.BINARY),
        (NEWS.encode("utf-16-le"), Reason.BINARY),
        (b"\x01\x02\x03 abc" * 20, Reason.BINARY),
        (b"12 : 34 -- 56 ... 78", Reason.NO_LETTERS),
        ("😀😀 !!".encode(), Reason.NO_LETTERS),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: Reason) -> None:
    assert refusal(txt.read, data).reason is reason


def test_ten_megabytes_on_one_line_are_refused_fast() -> None:
    data = b"the police " * 1_000_000
    stream = io.BytesIO(data)
    started = time.perf_counter()
    (item,) = txt.read(stream, ORIGIN)
    assert time.perf_counter() - started < 0.5
    assert isinstance(item.found, Refusal)
    assert item.found.reason is Reason.TOO_LONG
    assert "split it into articles" in item.found.message
    assert stream.tell() <= txt.MAX_BYTES + 1


def test_the_longest_text_is_taken_and_one_more_character_refused() -> None:
    text = ("The police came. " * MAX_CHARACTERS)[:MAX_CHARACTERS]
    assert len(article(txt.read, text.encode()).text) == MAX_CHARACTERS
    found = refusal(txt.read, f"{text}x".encode())
    assert found.reason is Reason.TOO_LONG
    assert "200,001 characters" in found.message


def test_what_the_user_knows_fills_what_a_text_leaves_open() -> None:
    known = Known(date=dt.date(2020, 1, 31), outlet="Wire", url="https://example.org/1")
    found = article(txt.read, NEWS.encode(), Origin(key="a.txt", shown="a.txt", known=known))
    assert (found.date, found.outlet, found.url) == (known.date, "Wire", known.url)
    assert found.key == known.url


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\tא́ע😀👩‍🚀")))
def test_offsets_are_those_of_the_users_own_text(text: str) -> None:
    known = Known(language="en")
    origin = Origin(key="a", shown="a", known=known)
    raw = f"A{text}"
    found = article(txt.read, raw.encode("utf-8"), origin)
    assert len(found.text) == len(raw)
    assert all(a == b or a in "\r\n" for a, b in zip(raw, found.text, strict=True))


# --- JSON lines -----------------------------------------------------------------------------


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_an_address_of_the_user_is_not_given_to_every_line() -> None:
    origin = Origin(key="b.jsonl", shown="b", known=Known(url="https://e.org", outlet="Wire"))
    first, second = read(jsonl.read, lines({"text": NEWS}, {"text": NEWS}), origin)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.url, first.outlet) == (None, "Wire")
    assert first.key != second.key


def test_a_line_with_all_fields() -> None:
    row = {
        "id": 7,
        "text": NEWS,
        "title": "Three held",
        "date": "2020-01-31T23:30:00+02:00",
        "outlet": "Wire",
        "url": "https://example.org/7",
        "author": "A. Writer",
        "language": "en-GB",
        "section": ["left", "alone"],
    }
    found = article(jsonl.read, lines(row))
    assert found.text == NEWS
    assert (found.key, found.url) == ("https://example.org/7", "https://example.org/7")
    assert found.date == dt.date(2020, 1, 31)
    assert (found.title, found.outlet, found.author) == ("Three held", "Wire", "A. Writer")
    assert found.language == "en"


def test_the_key_is_address_then_id_then_file_and_line() -> None:
    rows = ({"text": NEWS, "id": "x", "url": "https://e.org"}, {"text": NEWS, "id": 12})
    found = read(jsonl.read, lines(*rows, {"text": NEWS}), Origin(key="d/b.jsonl", shown="b"))
    assert [a.key for a in found if isinstance(a, Article)] == [
        "https://e.org",
        "12",
        "d/b.jsonl:3",
    ]


@pytest.mark.parametrize(
    ("bad", "reason", "said"),
    [
        (b'{"text": "The police sa', Reason.DAMAGED, "no whole JSON object"),
        (b'{"text": 12}', Reason.DAMAGED, "Expected `str`, got `int` - at `$.text`"),
        (b'{"id": "1"}', Reason.DAMAGED, "missing required field `text`"),
        (b'["a", "b"]', Reason.DAMAGED, "Expected `object`, got `array`"),
        (b'{"text": "", "id": 1}', Reason.EMPTY, "empty"),
        (b'{"text": "The war.", "date": "yesterday"}', Reason.DATE, "'yesterday' is no date"),
        (b'{"text": "The war.", "date": "31.01.2020"}', Reason.DATE, "2020-01-31"),
        (b'{"text": "The war.", "date": "2020-02-30"}', Reason.DATE, "'2020-02-30'"),
        (b'{"text": "Z\xfcrich is the city."}', Reason.ENCODING, "byte 11"),
        (b'{"text": "The war goes on.", "language": "de"}', Reason.LANGUAGE, "German"),
        (b"\0\0\0\0", Reason.BINARY, "no text"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_the_rest_goes_on(
    bad: bytes, reason: Reason, said: str
) -> None:
    good = lines({"text": NEWS})
    before, found, after = read(jsonl.read, good + bad + b"\n" + good)
    assert isinstance(found, Refusal)
    assert (found.reason, found.line, found.where) == (reason, 2, "news/a.txt, line 2")
    assert said in found.message
    assert isinstance(before, Article)
    assert isinstance(after, Article)


def test_empty_lines_are_no_articles_and_the_mark_no_error() -> None:
    data = b"\xef\xbb\xbf" + lines({"text": NEWS}) + b"\n  \n" + lines({"text": NEWS})
    assert len(read(jsonl.read, data)) == 2


def test_a_line_of_ten_megabytes_is_refused_and_the_next_one_read() -> None:
    data = b'{"text": "' + b"the police " * 1_000_000 + b'"}\n' + lines({"text": NEWS})
    started = time.perf_counter()
    found, after = read(jsonl.read, data)
    assert time.perf_counter() - started < 1.0
    assert isinstance(found, Refusal)
    assert (found.reason, found.line) == (Reason.TOO_LONG, 1)
    assert isinstance(after, Article)


def test_json_lines_in_utf16_are_refused_once() -> None:
    data = json.dumps({"text": NEWS}).encode("utf-16") * 3
    found = refusal(jsonl.read, data)
    assert found.reason is Reason.ENCODING


def test_characters_that_no_store_takes_are_replaced_one_by_one() -> None:
    data = b'{"text": "The police \\u0000 came \\ud83d\\ude00.", "id": "a\\u0000b"}\n'
    found = article(jsonl.read, data)
    assert found.text == "The police � came 😀."
    assert found.key == "a�b"


# --- web pages ------------------------------------------------------------------------------

STORY = " ".join(
    f"In district number {n} the officials said that the vote had been held without trouble."
    for n in range(12)
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Vote held | The Courier</title>
<meta property="og:title" content="Vote held in all districts">
<meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2020-08-10T06:00:00+00:00">
<meta name="author" content="Mary Smith">
<link rel="canonical" href="https://courier.example/2020/vote"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Vote held in all districts</h1><p>{STORY}</p><p>{STORY.upper()}</p></article>
<footer>Copyright and cookies</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_about_itself() -> None:
    found = article(html.read, PAGE.encode())
    assert found.text.startswith("Vote held in all districts\n\n")
    assert STORY in found.text
    assert "Copyright" not in found.text
    assert "Sport" not in found.text
    assert found.title == "Vote held in all districts"
    assert found.outlet == "The Courier"
    assert found.author == "Mary Smith"
    assert found.date == dt.date(2020, 8, 10)
    assert found.url == found.key == "https://courier.example/2020/vote"


UNDATED = PAGE.replace("article:published_time", "article:modified_time")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("In district number 3", "On 2018-05-03 in district number 3"),
        ("cookies", 'cookies 2019 <a href="/2016/05/04/older">May 4, 2016</a>'),
        ("<article>", '<article><time datetime="2016-05-04">Earlier: </time>'),
        ("</head>", '<meta name="pubdate" content="last week"></head>'),
        ("</head>", '<script type="application/ld+json">{"broken</script></head>'),
        ("2020/vote", "2020/13/45/vote"),
    ],
)
def test_a_date_that_is_not_given_as_that_of_publication_is_not_taken(old: str, new: str) -> None:
    page = UNDATED.replace(old, new) if old else UNDATED
    assert article(html.read, page.encode()).date is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</head>", '<meta name="DC.date.issued" content="2020-08-11"></head>'),
        ("</head>", '<meta itemprop="datePublished" content="20200811"></head>'),
        ("<article>", '<article><span itemprop="datePublished" content="2020-08-11T01:00"></span>'),
        (
            "</head>",
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, '
            '{"@type": ["NewsArticle"], "datePublished": "2020-08-11T23:59:00-05:00"}]}'
            "</script></head>",
        ),
        ("2020/vote", "2020/8/11/vote"),
    ],
)
def test_the_ways_to_say_when_a_page_was_published(old: str, new: str) -> None:
    found = article(html.read, UNDATED.replace(old, new).encode())
    assert found.date == dt.date(2020, 8, 11)


def test_a_page_in_an_old_encoding_is_read_as_it_says() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace(
        "trouble", "“trouble” in Zürich"
    )
    assert "“trouble” in Zürich" in article(html.read, page.encode("cp1252")).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"<html><body></body></html>", Reason.NO_ARTICLE),
        (b"<<<>>>", Reason.NO_ARTICLE),
        (bytes(200), Reason.NO_ARTICLE),
        (b"<html>" + b"x" * html.MAX_BYTES, Reason.TOO_LONG),
        (b"<html><body>" + b"<p>The police came.</p>" * 100_000, Reason.TOO_LONG),
    ],
)
def test_pages_without_an_article_are_refused(data: bytes, reason: Reason) -> None:
    assert refusal(html.read, data).reason is reason


# --- language -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested three men.",
        "POLICE FIRED TEAR GAS AT PROTESTERS.",
        "Obama met Putin in Moscow on Tuesday, and they said little.",
        "Troops entered Donetsk and Luhansk on Friday.",
        "The Bundestag and the Bundesrat met in Berlin. " * 8,
    ],
)
def test_english_is_english(text: str) -> None:
    assert language.identify(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der Kanzler sagte am Montag, dass die Truppen abziehen.", "de"),
        ("Le président a rencontré son homologue à Paris.", "fr"),
        ("El presidente dijo que las tropas se retirarán mañana.", "es"),
        ("Президент заявил, что войска будут выведены.", "ru"),
        ("قال الرئيس إن القوات ستنسحب من المدينة غدا", "ar"),
    ],
)
def test_other_languages_are_named(text: str, code: str) -> None:
    found = refusal(txt.read, text.encode())
    assert language.identify(text) == code
    assert found.reason is Reason.LANGUAGE
    assert language.name_of(code) in found.message


def test_a_text_too_short_to_tell_needs_a_word_of_the_user() -> None:
    assert "--language en" in refusal(txt.read, b"Berlin").message
    known = Known(language="English")
    assert article(txt.read, b"Berlin", Origin(key="a", shown="a", known=known)).language == "en"


# --- dates ----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["2020-01-31", " 2020-01-31 ", "2020-01-31T23:59:59Z"])
def test_dates_of_publication(value: str) -> None:
    assert parse_date(value) == dt.date(2020, 1, 31)


@pytest.mark.parametrize("value", ["", "soon", "31/01/2020", "2020-13-01", "2020", "1e5", "٢٠٢٠"])
def test_a_date_that_is_none_is_named_with_the_format(value: str) -> None:
    with pytest.raises(InputError, match=r"is no date: write it as 2020-01-31") as caught:
        parse_date(value)
    assert f"'{value}'" in str(caught.value)


def test_an_article_without_key_is_named_by_its_text() -> None:
    assert make_article(NEWS).key == make_article(NEWS).key
    assert make_article(NEWS).key != make_article(f"{NEWS} ").key
    with pytest.raises(InputError, match="empty"):
        make_article(" \n")


# --- files and folders ----------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.TXT",
        ".hidden.txt",
        "sub/c.txt",
        "sub/.git/d.txt",
        "photo.jpg",
        "s.duckdb",
    ):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NEWS)
    (tmp_path / "news" / "loop").symlink_to(tmp_path / "news")
    return tmp_path / "news"


def test_a_folder_is_read_in_the_order_of_names_with_keys_below_it(folder: Path) -> None:
    found = gather([folder])
    assert [file.key for file in found.files] == ["news/a.TXT", "news/b.txt", "news/sub/c.txt"]
    (left,) = found.refusals
    assert left.reason is Reason.FORMAT
    assert left.source == str(folder / "photo.jpg")
    assert found.size == 3 * len(NEWS)


def test_the_records_do_not_depend_on_where_the_folder_lies(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    moved = folder.rename(elsewhere / folder.name)
    first = [item.found for item in gather([moved]).items(Known())]
    moved.rename(folder)
    again = [item.found for item in gather([folder]).items(Known())]
    ids = [[a.id for a in found if isinstance(a, Article)] for found in (first, again)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 3


def test_a_folder_without_rights_is_named_and_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def denied(path: Path) -> object:
        if path.name == "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    found = gather([folder])
    assert [file.key for file in found.files] == ["news/a.TXT", "news/b.txt"]
    (left,) = (one for one in found.refusals if one.reason is Reason.ACCESS)
    assert left.source == str(folder / "sub")
    assert "Permission denied" in left.message


def test_a_file_without_rights_is_named_and_the_others_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def denied(path: Path, mode: str = "r") -> object:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode)

    found = gather([folder])
    monkeypatch.setattr(Path, "open", denied)
    items = [item.found for item in found.items(Known())]
    left = [one for one in items if isinstance(one, Refusal) and one.reason is Reason.ACCESS]
    assert [one.source for one in left] == [str(folder / "b.txt")]
    assert sum(isinstance(one, Article) for one in items) == 2


def test_a_file_that_is_gone_before_it_is_read(folder: Path) -> None:
    found = gather([folder / "b.txt"])
    (folder / "b.txt").unlink()
    (item,) = found.items(Known())
    assert isinstance(item.found, Refusal)
    assert item.found.reason is Reason.ACCESS


@pytest.mark.parametrize(
    ("data", "count"),
    [(NEWS.encode(), 1), (b"\n " + lines({"text": NEWS}, {"text": NEWS}), 2), (b"", 1)],
)
def test_standard_input_is_one_text_or_json_lines(data: bytes, count: int) -> None:
    found = [item.found for item in inputs.read_stdin(io.BytesIO(data), Known())]
    assert len(found) == count
    assert all(one.key.startswith("text:") for one in found if isinstance(one, Article))


def test_an_outlet_and_a_date_of_the_user_do_not_replace_those_of_the_input() -> None:
    known = Known(outlet="Mine", date=dt.date(2001, 1, 1))
    origin = Origin(key="a", shown="a", known=known)
    found = article(jsonl.read, lines({"text": NEWS, "outlet": "Its own"}), origin)
    assert (found.outlet, found.date) == ("Its own", known.date)


def test_the_page_on_input_names_every_format_field_and_reason() -> None:
    page = (Path(__file__).parent.parent / "docs" / "input.md").read_text(encoding="utf-8")
    for suffix in inputs.READERS:
        assert f" {suffix} " in page
    for field in jsonl.Line.__struct_fields__:
        assert f"`{field}`" in page
    for reason in Reason:
        assert f"| {reason.value} |" in page
    assert f"{MAX_CHARACTERS:,} characters" in page
    assert f"{html.MAX_ELEMENTS:,} elements" in page


def test_a_pipe_in_a_folder_is_named_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "p.txt")
    left = [one for one in gather([folder]).refusals if one.source.endswith("p.txt")]
    assert [one.reason for one in left] == [Reason.ACCESS]
    assert "standard input" in left[0].message


def test_a_line_that_is_nested_too_deeply_is_left_out_alone(tmp_path: Path) -> None:
    deep = '{"text": "Police left.", "x": ' + "[" * 5000 + "]" * 5000 + "}"
    path = tmp_path / "a.jsonl"
    path.write_text(deep + "\n" + json.dumps({"text": NEWS}), encoding="utf-8")
    first, second = (item.found for item in gather([path]).items(Known()))
    assert isinstance(first, Refusal)
    assert first.line == 1
    assert isinstance(second, Article)
