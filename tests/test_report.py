"""The page and the terminal view, on a report that was invented and marked by hand."""

import io
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from onrecord.coder import Coding
from onrecord.records import (
    Article,
    EventMention,
    Mention,
    MentionForm,
    TimeReference,
    TimexType,
)
from onrecord.report import page, terminal, words
from onrecord.report.marks import marked
from onrecord.report.segments import split
from onrecord.report.view import EventView, view
from onrecord.text import Span
from tests.invented_report import (
    BEATEN,
    CODING,
    DENIAL,
    FIRED,
    FREED,
    FRONT,
    IMPOSE,
    KIDNAPPED,
    MIXED,
    NESTED,
    POST,
    RUN,
    SEIZED,
    SEND,
    TEXT,
    A,
    about,
)

HOSTILE = about(
    "Quiet <script>alert(\"x\")</script> & 'calm' day.\n\n</style></script><img src=x onerror=y>",
    title='<u onclick="z">Quiet</u>',
    outlet="<i>News</i>",
    url="javascript:alert(1)",
)
PAGE = page.render([CODING])


class Dom(HTMLParser):
    """The parts of a page that the tests look at."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.marks: list[tuple[int, int, str]] = []
        self._inside = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        given_ = {name: value or "" for name, value in attrs}
        if "id" in given_:
            self.ids.append(given_["id"])
        if "href" in given_:
            self.links.append(given_["href"])
        if self._inside and "data-s" in given_:
            self.marks.append((int(given_["data-s"]), int(given_["data-e"]), tag))
        if tag == "div" and given_.get("class", "").split()[:1] == ["text"]:
            self._inside = 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._inside = 0

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data


def printed(coding: Coding, width: int = 80) -> str:
    """The terminal view of ``coding``, without colour."""
    out = io.StringIO()
    terminal.show(coding, Console(file=out, width=width))
    return out.getvalue()


def lane_of(trigger: EventMention) -> words.Lane:
    (event,) = [e for e in view(CODING).events if trigger.trigger in e.spans]
    return event.lane


# --- the text and its marks -----------------------------------------------------------------


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(st.sampled_from("ab .\n\té😀<&\"'"), min_size=1, max_size=60))
    bound = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(bound, bound).filter(lambda p: p[0] < p[1]), max_size=12))
    return text, [Span(*pair) for pair in pairs]


@given(texts_with_spans())
def test_segments_are_the_text_and_know_their_spans(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    segments = split(len(text), spans)
    assert "".join(segment.span.of(text) for segment in segments) == text
    for segment in segments:
        over = [i for i, span in enumerate(spans) if span.overlaps(segment.span)]
        assert list(segment.marks) == over
        assert all(spans[i].covers(segment.span) for i in over)
        assert list(segment.begins) == [i for i in over if spans[i].start == segment.span.start]


@settings(deadline=None)  # the first page compiles the templates
@given(texts_with_spans())
def test_the_page_holds_the_text_to_the_character(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    article = Article(key="k", text=text)
    times = tuple(
        TimeReference(article=article.id, span=span, timex=TimexType.DATE) for span in set(spans)
    )
    coding = Coding(article=article, run=RUN, times=tuple(sorted(times, key=lambda t: t.span)))
    shown = marked(coding)
    pieces = [p.gap + "".join(piece.text for piece in p.pieces) for p in shown.paragraphs]
    assert "".join(pieces) + shown.tail == text
    assert Dom(page.render([coding])).text == text


def test_the_marks_of_the_page_lie_at_the_offsets_they_name() -> None:
    dom = Dom(PAGE)
    assert dom.text == TEXT
    assert [start for start, _, _ in dom.marks] == sorted(start for start, _, _ in dom.marks)
    for record in (FREED, FIRED, SEIZED):
        at = (record.trigger.start, record.trigger.end, "a")
        assert at in dom.marks


def test_words_in_a_nested_statement_open_it_before_the_one_that_tells_it() -> None:
    pieces = [piece for p in marked(CODING).paragraphs for piece in p.pieces]
    (piece,) = [piece for piece in pieces if piece.text == "fired on"]
    assert piece.records == (FIRED.id, NESTED.id, POST.id)
    assert {"content0", "content1"} <= set(piece.styles)


def test_a_cue_that_is_a_trigger_opens_the_event_first() -> None:
    denies = msgspec.structs.replace(IMPOSE, id="", trigger=DENIAL.cue[0])
    coding = msgspec.structs.replace(CODING, event_mentions=(*CODING.event_mentions, denies))
    pieces = [piece for p in marked(coding).paragraphs for piece in p.pieces]
    (piece,) = [piece for piece in pieces if piece.text == "denied"]
    assert piece.records == (denies.id, DENIAL.id)


def test_an_event_that_other_spans_cut_has_one_start_and_one_end() -> None:
    inside = Mention(
        article=CODING.article.id,
        span=Span(IMPOSE.trigger.start, IMPOSE.trigger.start + 6),
        form=MentionForm.NAME,
        actor=FRONT.id,
    )
    cut = msgspec.structs.replace(CODING, mentions=(*CODING.mentions, inside))
    pieces = [piece for p in marked(cut).paragraphs for piece in p.pieces]
    of_event = [piece for piece in pieces if IMPOSE.id in piece.records]
    assert [piece.text for piece in of_event] == ["impose", " sanctions"]
    assert ["events" in piece.begins for piece in of_event] == [True, False]
    assert ["events" in piece.ends for piece in of_event] == [False, True]


# --- the page -------------------------------------------------------------------------------


def test_what_an_article_says_is_never_markup() -> None:
    html = page.render([HOSTILE])
    dom = Dom(html)
    assert dom.text == HOSTILE.article.text
    assert dom.tags.count("script") == 1
    assert not {"img", "u"} & set(dom.tags)
    assert not any(name.startswith("on") for name, _ in dom.attributes)
    assert "<ever>" not in PAGE


def test_only_http_addresses_become_links() -> None:
    assert not any(link.startswith("javascript") for link in Dom(page.render([HOSTILE])).links)
    assert "https://news.example/trawler?a=1&b=2" in Dom(PAGE).links
    assert page.web_address("http://a.example/x") == "http://a.example/x"
    for bad in ("data:text/html,x", "//a.example", "file:///etc/x", "http://[", "", None):
        assert page.web_address(bad) is None


def test_the_page_needs_nothing_from_outside() -> None:
    html = page.render([CODING, HOSTILE])
    found = re.findall(r"https?://[^\s\"<]+", html)
    assert set(found) == {"https://news.example/trawler?a=1&amp;b=2"}
    assert not re.search(r"@import|url\(", html)
    assert "default-src 'none'" in html
    assert "unsafe" not in html
    assert not {"style", "src", "srcset"} & {name for name, _ in Dom(html).attributes}


def test_the_policy_lets_the_page_s_own_script_and_style_run() -> None:
    for kind in ("script", "style"):
        (content,) = re.findall(f"<{kind}>(.*?)</{kind}>", PAGE, flags=re.DOTALL)
        digest = page.digest(content)
        assert f"{kind}-src 'sha256-{digest}'" in PAGE


def test_the_same_codings_give_the_same_bytes() -> None:
    again = msgspec.json.decode(msgspec.json.encode(CODING), type=Coding)
    assert page.render([again, HOSTILE]) == page.render([CODING, HOSTILE])
    assert printed(again) == printed(CODING)


def test_every_record_has_one_anchor_and_every_link_leads_to_one() -> None:
    dom = Dom(page.render([CODING, HOSTILE, CODING]))
    assert len(dom.ids) == len(set(dom.ids))
    for record in CODING.records():
        assert f"article/{A}/record/{record.id}" in dom.ids
    for link in dom.links:
        if "/record/" in link:
            head, _, tail = link.removeprefix("#").rpartition("/")
            assert all(f"{head}/{one}" in dom.ids for one in tail.split(","))


def test_several_articles_begin_with_a_list_and_one_does_not() -> None:
    assert "index" in Dom(page.render([CODING, HOSTILE])).ids
    assert "index" not in Dom(PAGE).ids
    assert "No articles" in page.render([])


def test_an_empty_field_is_shown_as_empty() -> None:
    (impose,) = [event for event in view(CODING).events if IMPOSE.trigger in event.spans]
    empty = {field.label for field in impose.tellings[0].fields if not field.values}
    assert {"Actors", "Recipients", "Date", "Place", "CAMEO", "Goldstein", "Confidence"} <= empty
    assert page.render([CODING]).count(words.NOT_GIVEN) > len(empty)


# --- the timeline ---------------------------------------------------------------------------


def test_each_event_stands_in_exactly_one_lane() -> None:
    shown = view(CODING)
    in_lanes = [event.id for lane in shown.lanes for event in lane.events]
    assert sorted(in_lanes) == sorted(event.id for event in CODING.article_events)


@pytest.mark.parametrize(
    ("mention", "lane"),
    [
        (FREED, words.Lane.HAPPENED),
        (FIRED, words.Lane.HAPPENED),
        (KIDNAPPED, words.Lane.BACKGROUND),
        (SEND, words.Lane.OPEN),
        (IMPOSE, words.Lane.OPEN),
        (SEIZED, words.Lane.DENIED),
    ],
)
def test_lanes_of_the_report(mention: EventMention, lane: words.Lane) -> None:
    assert lane_of(mention) is lane


def test_what_is_more_likely_misread_stands_apart() -> None:
    doubtful = msgspec.structs.replace(FIRED, type_confidence=0.4)
    mentions = tuple(doubtful if one is FIRED else one for one in CODING.event_mentions)
    shown = view(msgspec.structs.replace(CODING, event_mentions=mentions))
    (event,) = [one for one in shown.events if FIRED.trigger in one.spans]
    assert event.lane is words.Lane.UNSURE
    assert words.Lane.UNSURE not in {one.lane for one in view(CODING).lanes}


def event(mention: EventMention) -> EventView:
    (found,) = [one for one in view(CODING).events if mention.trigger in one.spans]
    return found


def test_what_only_a_source_tells_is_a_claim() -> None:
    assert event(FIRED).claimed_by == "Interior Minister Pavel Orlo, as told by the Veland Post"
    assert event(FIRED).plain == "said to have happened"
    assert event(FREED).claimed_by == ""
    assert event(FREED).plain == "happened"
    assert event(SEIZED).status == "denied by the Ansa Front"
    assert event(SEIZED).plain == "denied"
    assert event(BEATEN).status == "happened, according to a doctor at the harbour clinic"


def test_undated_events_stand_apart_and_dated_ones_in_order() -> None:
    happened = view(CODING).lanes[0]
    assert [e.date for e in happened.dated] == ["6 June 2021", "8 June 2021"]
    assert [e.words.text for e in happened.undated] == ["beaten"]


def test_a_telling_that_no_event_joins_is_not_lost() -> None:
    shown = view(msgspec.structs.replace(CODING, article_events=CODING.article_events[:1]))
    assert len(shown.events) == len(CODING.article_events)


# --- sources --------------------------------------------------------------------------------


def test_statements_are_grouped_by_who_speaks() -> None:
    twice = msgspec.structs.replace(MIXED, id="", speaker=FRONT.id)
    coding = msgspec.structs.replace(
        CODING, statements=(*(s for s in CODING.statements if s is not MIXED), twice)
    )
    groups = {speaker.name: len(speaker.statements) for speaker in view(coding).speakers}
    assert groups["The Ansa Front"] == 2
    assert groups["Ilse Marr"] == 1


def test_unnamed_sources_are_called_so() -> None:
    unnamed = [speaker.name for speaker in view(CODING).speakers if speaker.unnamed]
    assert unnamed == ["A doctor at the harbour clinic"]


def test_a_statement_names_the_events_that_it_tells() -> None:
    cards = [said.card for speaker in view(CODING).speakers for said in speaker.statements]
    (nested,) = [card for card in cards if card.id == NESTED.id]
    (field,) = [field for field in nested.fields if field.label == "Events in it"]
    assert [value.record for value in field.values] == [FIRED.id]


def test_statements_that_tell_each_other_in_a_circle_do_no_harm() -> None:
    one = msgspec.structs.replace(POST, parent=NESTED.id)
    coding = msgspec.structs.replace(CODING, statements=(one, NESTED))
    assert "the Veland Post" in printed(coding)


# --- the terminal ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_shows_statements_statuses_and_figures(width: int) -> None:
    shown = " ".join(printed(CODING, width).split())
    assert "Ilse Marr [named person]" in shown
    assert '"We boarded at dawn and nobody was hurt,"' in shown
    assert "A doctor at the harbour clinic [unnamed source]" in shown
    for said in ("Planned", "Only under a condition", "Denied by the Ansa Front"):
        assert said in shown
    assert (
        "Happened, according to Interior Minister Pavel Orlo, as told by the Veland Post" in shown
    )
    assert "at least 3" in shown
    assert all(len(line) <= width for line in printed(CODING, width).splitlines())


def test_markup_and_control_characters_do_not_reach_the_terminal() -> None:
    shown = printed(about("A [bold]day[/bold] :smile:.", title="[red]x[/red] \x1b[2J\x9b1m"))
    assert "[red]x[/red]" in shown
    assert "\x1b" not in shown
    assert "\x9b" not in shown


def test_the_terminal_says_so_where_there_is_nothing() -> None:
    assert printed(about("Nothing.")).count("None in this article.") == 6


def test_an_article_without_a_title_is_called_by_its_first_paragraph() -> None:
    line = "A FIRST LINE OF WIRE COPY THAT IS WRAPPED AT A TYPEWRITER'S WIDTH OF"
    wrapped = f"\n{line}\n{line}\n{line}\n{line}\n\nA second paragraph."
    assert view(about(wrapped)).title.startswith(f"{line} A FIRST LINE")
    assert view(about("One line.\nAnother.")).title == "One line."
    assert view(about("One line.", title="A  title\n")).title == "A title"
