"""Events: the ontology, the lexicon, triggers with their sides, and the joining of tellings."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import knowledge
from onrecord.coder import Coder, make_article
from onrecord.errors import InputError, KnowledgeError
from onrecord.events import ontology
from onrecord.events.codebook import read, standard
from onrecord.events.lexicon import Group, lexicon, parse_entry
from onrecord.records import (
    ArticleEvent,
    DateBasis,
    EventMention,
    Modality,
    Place,
    PloverType,
    spans_of,
)

PUBLISHED = "2021-03-10"


def mentions(coder: Coder, text: str) -> tuple[EventMention, ...]:
    article = make_article(text, date=PUBLISHED)
    return coder.products(article, {EventMention}).all(EventMention)


def told(coder: Coder, text: str) -> set[tuple[str, str, str, str]]:
    """Trigger, type, actors and recipients of each mention, as words."""

    def words(side: tuple[object, ...]) -> str:
        return " + ".join(p.span.of(text) for p in side)  # type: ignore[attr-defined]

    return {
        (m.trigger.of(text), str(m.type), words(m.actors), words(m.recipients))
        for m in mentions(coder, text)
    }


# --- ontology -------------------------------------------------------------------------------


def test_every_type_has_a_quad_and_the_settled_values_hold() -> None:
    assert {standard().quad(kind) for kind in PloverType} == {1, 2, 3, 4}
    assert standard().quad(PloverType.SANCTION) == 4
    assert standard().entries[PloverType.ACCUSE].score == -3


def test_the_checker_finds_an_unknown_mode() -> None:
    sound = ontology.ontology()
    row = sound.cameo[0]
    broken = type(row)(
        code=row.code, label=row.label, type=row.type, mode="x", contexts=(), goldstein=1.0
    )
    found = type(sound)(
        name="",
        version="",
        origin="",
        licence="",
        settled=(),
        types=sound.types,
        cameo=(broken,),
        contexts=sound.contexts,
        quads=sound.quads,
    )
    assert ontology.check(sound) == []
    assert ontology.check(found) == ["030 has the unknown mode AGREE x"]


def test_a_code_is_given_only_where_type_and_mode_settle_it() -> None:
    settled = standard().cameo(PloverType.ASSAULT, "aerial")
    assert settled is not None
    assert (settled.cameo, settled.goldstein) == ("195", -10.0)
    assert standard().cameo(PloverType.ASSAULT, None) is None
    assert standard().cameo(PloverType.THREATEN, "violence") is None


def _own(tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """A changed copy of the program's ontology."""
    raw = json.loads(knowledge.path("events", "plover.json").read_text(encoding="utf-8"))
    change(raw)
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def _without_protest(raw: dict[str, Any]) -> None:
    raw["types"] = [row for row in raw["types"] if row["type"] != "PROTEST"]
    raw["cameo"] = [row for row in raw["cameo"] if row["type"] != "PROTEST"]


def _without_arrests(raw: dict[str, Any]) -> None:
    coerce = next(row for row in raw["types"] if row["type"] == "COERCE")
    coerce["quad"] = 3
    coerce["modes"] = []
    raw["cameo"] = [row for row in raw["cameo"] if row["type"] != "COERCE"]


def test_a_users_own_ontology_gives_types_modes_quads_and_codes(tmp_path: Path) -> None:
    text = "Police arrested the opposition leader in Lima. Miners marched against the president."
    own = Coder(codes=read(_own(tmp_path, _without_protest)))
    assert {str(m.type) for m in mentions(own, text)} == {"COERCE"}
    assert own.run.knowledge["own ontology"]
    bare = Coder(codes=read(_own(tmp_path, _without_arrests)))
    (arrest,) = [m for m in mentions(bare, text) if m.type is PloverType.COERCE]
    assert (arrest.mode, arrest.cameo, arrest.goldstein, arrest.quad) == (None, None, None, 3)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: raw["types"][0].update(type="TRADE"), "TRADE"),
        (lambda raw: raw["types"][0].update(quad=9), "quad 9"),
        (lambda raw: raw["types"].append(raw["types"][0]), "twice"),
        (lambda raw: raw["cameo"][0].update(mode="by-post"), "by-post"),
        (lambda raw: raw["cameo"].reverse(), "not before"),
        (lambda raw: raw.pop("types"), "types"),
    ],
)
def test_a_broken_ontology_is_refused_with_what_is_wrong(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        read(_own(tmp_path, change))


def test_an_ontology_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape("none.json")):
        read(tmp_path / "none.json")


# --- lexicon --------------------------------------------------------------------------------


def test_the_notation_of_an_entry() -> None:
    group = Group(type=PloverType.ASSAULT)
    verb = parse_entry(
        "open fire on + @a|x - y < z", group, {"a": frozenset({"b"})}, head_last=False
    )
    assert (verb.lemma, verb.after) == ("open", ("fire", "on"))
    assert verb.objects == {"b", "x"}
    assert verb.blocked == {"y"}
    assert verb.subjects == {"z"}
    noun = parse_entry("cease-fire ~ in force", group, {}, head_last=True)
    assert (noun.before, noun.lemma, noun.after) == (("cease", "-"), "fire", ("in", "force"))


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="unknown list @nowhere"):
        parse_entry("hit + @nowhere", Group(type=None), {}, head_last=False)


def test_the_lexicon_is_large_and_covers_every_type() -> None:
    words = lexicon()
    entries = [e for table in (words.verbs, words.nouns) for found in table.values() for e in found]
    assert len(entries) > 2000
    assert {e.group.type for e in entries} >= set(PloverType)


# --- triggers and sides ---------------------------------------------------------------------

SIDES = """
Rebels attacked the town of Mora on Friday. | attacked ASSAULT | Rebels > Mora
Three villagers were killed by soldiers. | killed ASSAULT | soldiers > Three villagers
The killing of the mayor by gunmen shocked Peru. | killing ASSAULT | gunmen > the mayor
Iran's attack on the base ended. | attack ASSAULT | Iran > the base
Police arrested two journalists. | arrested COERCE | Police > two journalists
Kenya imposed sanctions on Eritrea. | imposed SANCTION | Kenya > Eritrea
Talks between Chad and Niger began. | Talks CONSULT | Chad + Niger > Chad + Niger
France and Italy met in Rome. | met CONSULT | France + Italy > France + Italy
Ghana accused Togo of arming rebels. | accused ACCUSE | Ghana > Togo
Ghana accused Togo of arming rebels. | arming AID | Togo > rebels
Oman urged Yemen to release the hostages. | urged REQUEST | Oman > Yemen
Oman urged Yemen to release the hostages. | release RETREAT | Yemen > the hostages
Turkey agreed to release the pilots. | release RETREAT | Turkey > the pilots
The army shelled the village, killing 12 people. | killing ASSAULT | The army > 12 people
The soldiers who shot the protesters fled. | shot ASSAULT | The soldiers > the protesters
Police\tarrested\ttwo\tmayors. | arrested COERCE | Police > two\tmayors
The army expelled the envoy and seized the port. | seized COERCE | The army > the port
Spain refused to extradite the general. | refused REJECT | Spain > the general
Workers went on strike against the government. | went on strike PROTEST | Workers > ?
Peru's prime minister has stepped down. | stepped down CONCEDE | Peru's prime minister > -
Cuba faces criticism from Brazil. | criticism ACCUSE | Brazil > Cuba
LIMA, Peru -- A court charged the former minister. | charged ACCUSE | A court > ?
The police opened fire on demonstrators. | opened fire on ASSAULT | The police > demonstrators
Kenya said it will send aid to Malawi. | said AGREE | Kenya > Malawi
Kenya said it will not meet the rebels. | said REJECT | Kenya > the rebels
Kenya said it would attack the militia. | said THREATEN | Kenya > the militia
Russia says Israel must leave Syria. | says REQUEST | Russia > Israel
The senator said Belarus is a threat to peace. | said ACCUSE | The senator > Belarus
China deployed troops to the border. | deployed MOBILIZE | China > ?
Kenya sent tanks into Chad. | sent MOBILIZE | Kenya > Chad
Kenya sent tanks to Chad. | sent AID | Kenya > Chad
Kenyan soldiers crossed into Chad. | crossed into MOBILIZE | Kenyan soldiers > Chad
Peru lowered its representation in Chad. | lowered SANCTION | Peru > Chad
Police led away five students. | led away COERCE | Police > five students
The Chad-Niger peace talks collapsed. | peace talks CONSULT | Chad + Niger > Chad + Niger
Peru met Thai, Omani and Irish envoys. | met CONSULT | Peru > Thai + Omani + Irish envoys
Peru met the presidents of Kenya and South Africa. | met CONSULT | Peru > Kenya + South Africa
The U.S. military action against Libya failed. | military action ASSAULT | U.S. > Libya
Peru condemned the killing. | condemned ACCUSE | Peru > -
"""
"""A sentence, a trigger in it with its type, and its sides; "?" leaves the recipient open."""


@pytest.mark.parametrize("line", SIDES.strip().splitlines())
def test_who_does_what_to_whom(coder: Coder, line: str) -> None:
    text, trigger, sides = (part.strip() for part in line.split("|"))
    actors, recipients = (part.strip() for part in sides.split(">"))
    found = {f"{t} {k}": (a, r) for t, k, a, r in told(coder, text)}
    assert trigger in found
    assert found[trigger][0] == actors
    assert recipients in ("?", found[trigger][1] or "-")


UNDERGONE = """
Rebel leader arrested in Chad | arrested | Rebel leader
Two Polish soldiers were wounded in an attack on a camp of Kenya. | attack | a camp of Kenya
Canada said that 30 Kenyans were arrested in Toronto on Monday. | arrested | Kenyans
Chad's ministry said 40 protesters were arrested in Moundou. | arrested | 40 protesters
"""
"""A sentence that does not say who acted, a trigger in it, and the recipient."""


@pytest.mark.parametrize("line", UNDERGONE.strip().splitlines())
def test_who_undergoes_or_tells_it_does_not_do_it(coder: Coder, line: str) -> None:
    text, trigger, recipient = (part.strip() for part in line.split("|"))
    assert [(a, r) for t, _, a, r in told(coder, text) if t == trigger] == [("", recipient)]


PERCEIVED = """
Residents heard shelling in the eastern districts of Sloviansk. | shelling | -
Residents could hear gunfire and shelling overnight. | shelling | -
Witnesses saw shelling of the market. | shelling | -
Monitors counted ceasefire violations and shelling near Donetsk. | shelling | -
Residents woke to shelling in Kharkiv. | shelling | -
People sheltered from shelling in basements in Kherson. | shelling | -
UN monitors observed an assault on the village by rebels. | assault | rebels
Villagers saw troops firing at protesters. | firing at | troops
Journalists watched clashes between police and protesters. | clashes | police
Iran rejected the allegation and accused Oman of bombing the plant. | allegation | -
The foreign ministry rejected accusations of genocide. | accusations | -
Israel denied the accusation that it had shelled the hospital. | accusation | -
A Turkish court convicted five activists of plotting a coup. | coup | five activists
The court acquitted the general of war crimes. | war crimes | -
The general was convicted of war crimes by a tribunal. | war crimes | -
Georgian police arrested two men over the killing of a clerk. | killing | two men
Iraqi forces arrested two brothers over the attacks on the market. | attacks | -
Amnesty accused the army of covering up the murder of a clerk. | murder | -
Rebels tried to bomb the embassy. | bomb | Rebels
A court sentenced a journalist to six years. | sentenced | A court
Rebels launched shelling of the city. | shelling | Rebels
Rebels watched and attacked the base. | attacked | Rebels
Police saw the gunman and shot him dead. | shot | Police
Iran repeated the allegation against Oman. | allegation | Iran
Chad rejected the sanctions as illegal. | sanctions | -
Cyprus had blocked the sanctions for weeks. | sanctions | -
Oman condemned the air strikes on the port. | air strikes | -
Iran announced sanctions on two banks. | sanctions | Iran
The miners' union called a strike. | strike | The miners' union
The coast guard said a blast sank a ferry, killing 14 people. | killing | -
The coast guard reported a blast on board a tanker. | blast | -
The coast guard reported killing two smugglers. | killing | The coast guard
"""
"""A sentence, a trigger in it, and who acted; not who perceives, flees, judges or tells it."""


@pytest.mark.parametrize("line", PERCEIVED.strip().splitlines())
def test_who_perceives_or_answers_a_thing_does_not_do_it(coder: Coder, line: str) -> None:
    text, trigger, actors = (part.strip() for part in line.split("|"))
    assert [a or "-" for t, _, a, _ in told(coder, text) if t == trigger] == [actors]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russia's president dismissed the charge as nonsense.", "REJECT"),
        ("Oman dismissed the rumours as lies.", "REJECT"),
        ("Oman dismissed the minister of Iran as a liar.", "ACCUSE"),
    ],
)
def test_who_dismisses_a_claim_rejects_it(coder: Coder, text: str, kind: str) -> None:
    assert {k for t, k, _, _ in told(coder, text) if t.startswith("dismissed")} == {kind}


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        ("Sudan brushed aside allegations that Sudan had armed the rebels.", "brushed aside", ""),
        ("Rebels attacked rival rebels near Aleppo.", "attacked", "rival rebels"),
        ("The army accused the army chief of treason.", "accused", "the army chief"),
        ("Japan urged Japanese tourists to leave.", "urged", "Japanese tourists"),
    ],
)
def test_nobody_acts_on_itself_in_the_same_words(
    coder: Coder, text: str, trigger: str, recipient: str
) -> None:
    assert [found for t, _, _, found in told(coder, text) if t == trigger] == [recipient]


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Norway imposed sanctions on Mali after the raid on Swedish trawlers.", "raid", ""),
        ("Norway withdrew its troops after the raid on a Malian camp.", "raid", "Norway"),
        ("The navy said the attack never took place.", "attack", ""),
    ],
)
def test_who_answers_a_deed_has_not_done_it(
    coder: Coder, text: str, trigger: str, actor: str
) -> None:
    assert [found for t, _, found, _ in told(coder, text) if t == trigger] == [actor]


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        ("Norway deplored the execution of two nuns in Mali.", "deplored", ""),
        ("Norway deplored the expulsion of the envoy.", "deplored", ""),
        ("The explosion, blamed on Mali, was caused by a gas leak.", "explosion", ""),
        ("Norway deplored the government of Mali.", "deplored", "the government of Mali"),
        ("The rebels said they carried out the attack to avenge General Deby.", "attack", ""),
        ("Clashes in Lagos after President Tinubu is sworn in", "Clashes", "Lagos"),
    ],
)
def test_who_takes_part_in_another_deed_is_no_recipient(
    coder: Coder, text: str, trigger: str, recipient: str
) -> None:
    assert [found for t, _, _, found in told(coder, text) if t == trigger] == [recipient]


@pytest.mark.parametrize(
    "text",
    [
        "Oman denied that its boats tried to stop the ferry.",
        "Chad denied that Libyan rebels had crossed the border.",
        "The rebels denied shelling the mayors of Moundou.",
    ],
)
def test_a_denial_turns_to_nobody_in_what_it_denies(coder: Coder, text: str) -> None:
    assert [found for t, _, _, found in told(coder, text) if t == "denied"] == [""]


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("The army said that the alleged shooting of two herders never happened.", "The army"),
        ("The army said that the alleged shooting never happened.", "The army"),
        ("The army spoke of the alleged shooting of two herders.", None),
    ],
)
def test_who_denies_an_alleged_deed_is_who_tells_that(
    coder: Coder, text: str, teller: str | None
) -> None:
    made = coder.code(make_article(text, date=PUBLISHED))
    (shooting,) = (m for m in made.event_mentions if m.trigger.of(text) == "shooting")
    said = next(s for s in made.statements if s.id == shooting.statement)
    assert [span.of(text) for span in said.source] == ([teller] if teller else [])
    assert (shooting.status.modality is Modality.NEGATED) == (teller is not None)


def test_a_light_verb_and_its_noun_are_one_mention(coder: Coder) -> None:
    text = "Israel carried out an airstrike on a camp in Syria."
    assert [m.trigger.of(text) for m in mentions(coder, text)] == ["airstrike"]


def test_an_agreement_that_is_signed_is_one_mention(coder: Coder) -> None:
    text = "Chad and Niger signed a peace agreement."
    assert told(coder, text) == {("signed", "COOPERATE", "Chad + Niger", "Chad + Niger")}


NO_EVENT = [
    "The guide led the tourists away from the fire.",
    "Refugees crossed into Kenya on Friday.",
    "The team met its goal for the season.",
    "Critics say the film attacks a serious problem.",
    "The storm killed hundreds of trees.",
    "The company held its annual meeting in Ohio.",
    "He shot a film about the sea.",
    "Shares of the bank fell after the market opened.",
    "The rebel-held area is large.",
    "Rain is expected in March.",
    "The minister said the economy will grow.",
    "The minister said it is raining.",
    "An official spoke on condition of anonymity to discuss the plan.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_no_political_event_is_an_answer(coder: Coder, text: str) -> None:
    assert told(coder, text) == set()


def test_a_participant_brings_the_country_of_its_actor(coder: Coder) -> None:
    (mention,) = mentions(coder, "Japan condemned Russia.")
    assert [p.country for p in (*mention.actors, *mention.recipients)] == ["JPN", "RUS"]


def test_an_event_has_no_date_where_the_text_gives_none(coder: Coder) -> None:
    (mention,) = mentions(coder, "Rebels attacked a village.")
    assert (mention.when, mention.date_from, mention.date_basis) == (None, None, None)


def test_a_threat_did_not_happen_but_the_threatening_did(coder: Coder) -> None:
    text = "North Korea threatened to attack Guam."
    found = {m.trigger.of(text): m for m in mentions(coder, text)}
    assert found["threatened"].status.happened
    assert not found["attack"].status.happened


def test_the_statement_around_a_trigger_tells_it(coder: Coder) -> None:
    text = "The minister said rebels attacked the town. Soldiers killed two rebels."
    attacked, killed = mentions(coder, text)
    assert attacked.statement is not None
    assert killed.statement is None


def test_the_first_day_of_the_calendar_is_a_day(coder: Coder) -> None:
    article = make_article("Rebels attacked the town on Monday.", date="0001-01-01")
    assert coder.products(article, {EventMention}).all(EventMention)


# --- joining --------------------------------------------------------------------------------


def events_of(coder: Coder, text: str) -> list[list[str]]:
    article = make_article(text, date=PUBLISHED)
    found = coder.products(article)
    words = {m.id: m.trigger.of(text) for m in found.all(EventMention)}
    return [[words[m] for m in event.mentions] for event in found.all(ArticleEvent)]


def test_two_tellings_of_one_happening_are_joined(coder: Coder) -> None:
    text = "Israel bombed Damascus. The bombing of Damascus by Israel caused a fire."
    assert events_of(coder, text) == [["bombed", "bombing"]]


def test_other_victims_make_another_event(coder: Coder) -> None:
    text = "Israel bombed Damascus. Israel bombed Lebanon."
    assert events_of(coder, text) == [["bombed"], ["bombed"]]


def test_a_planned_event_is_not_joined_with_one_that_happened(coder: Coder) -> None:
    text = "France invaded Mali. France will invade Mali."
    assert len(events_of(coder, text)) == 2


def test_other_speakers_make_another_speech(coder: Coder) -> None:
    text = (
        "President Biden condemned the coup in Niger. President Macron condemned the coup in Niger."
    )
    condemned = [words for words in events_of(coder, text) if "condemned" in words]
    assert condemned == [["condemned"], ["condemned"]]


DENIALS = [
    ("Iran denied that it attacked the tanker. It also denied attacking a port in Oman.", 2),
    ("The mayor denied wrongdoing. The governor denied wrongdoing in Lagos on Monday.", 2),
    ("The minister denied the charge on Friday in Lagos. Asked later, he denied it.", 2),
    ("Kenya denied that its troops had left. On Monday Kenya denied that its troops had left.", 1),
]


@pytest.mark.parametrize(("text", "count"), DENIALS)
def test_denials_of_different_things_are_different_events(
    coder: Coder, text: str, count: int
) -> None:
    made = coder.products(make_article(text, date=PUBLISHED), {EventMention, ArticleEvent})
    denied = {m.id for m in made.all(EventMention) if m.trigger.of(text) == "denied"}
    assert sum(bool(denied & set(e.mentions)) for e in made.all(ArticleEvent)) == count


def test_what_an_alleged_deed_brought_about_is_alleged_too(coder: Coder) -> None:
    text = (
        "Police allege that Mr Banda incited protesters who set fire to a market in Kitwe last "
        "month, killing two porters. He denies the charge."
    )
    (killing,) = (m for m in mentions(coder, text) if m.trigger.of(text) == "killing")
    assert killing.statement is not None


def test_the_second_president_of_a_text_is_not_of_the_country_of_the_first(coder: Coder) -> None:
    text = "President Biden condemned the coup. President Macron condemned the coup."
    found = [m for m in mentions(coder, text) if m.trigger.of(text) == "condemned"]
    first, second = (m.actors[0] for m in found)
    assert first.country == "USA"
    assert second.country is None


def test_a_joined_telling_lends_its_date_and_says_so(coder: Coder) -> None:
    text = "Israel bombed Damascus on March 2. The bombing of Damascus by Israel caused a fire."
    first, second = mentions(coder, text)
    assert first.date_from is not None
    assert second.date_from == first.date_from
    assert second.date_basis is DateBasis.INHERITED


def test_a_joined_telling_lends_its_place(coder: Coder) -> None:
    text = (
        "Israeli forces attacked Hamas fighters in Rafah. "
        "Israel said that Israeli forces had attacked Hamas fighters."
    )
    given = coder.products(make_article(text, date=PUBLISHED), {EventMention, ArticleEvent, Place})
    names = {place.id: place.span.of(text) for place in given.all(Place)}
    attacks = [m for m in given.all(EventMention) if m.type is PloverType.ASSAULT]

    assert [names[m.place or ""] for m in attacks] == ["Rafah", "Rafah"]
    assert [names[e.place or ""] for e in given.all(ArticleEvent)] == ["Rafah"]


def test_a_joined_event_has_the_most_exact_day_and_place(coder: Coder) -> None:
    text = (
        "Turkish troops attacked Kurdish fighters in Syria this week. "
        "The Turkish troops attacked the Kurdish fighters in Manbij on Tuesday."
    )
    given = coder.products(make_article(text, date=PUBLISHED), {ArticleEvent, Place})
    names = {place.id: place.span.of(text) for place in given.all(Place)}
    (event,) = given.all(ArticleEvent)

    assert names[event.place or ""] == "Manbij"
    assert event.date_from == event.date_to == dt.date(2021, 3, 9)


def test_the_article_event_takes_the_status_that_commits_itself_most(coder: Coder) -> None:
    text = "Rebels reportedly attacked Goma. The attack on Goma by rebels lasted hours."
    article = make_article(text, date=PUBLISHED)
    events = coder.products(article).all(ArticleEvent)
    assert all(event.status.modality is Modality.ACTUAL for event in events)


# --- any text -------------------------------------------------------------------------------


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "of",
                    "Iran's",
                    "said",
                    "to meet",
                    "«",
                    "SANCTIONS",
                    "between",
                    "-",
                    "مرحبا",
                    ".",
                ),
                *(
                    "Israel",
                    "attacked",
                    "the deal",
                    "by",
                    "and",
                    "who",
                    "was killed",
                    "…",
                    "🙂",
                    "\n\n",
                ),
            ]
        ),
        min_size=1,
        max_size=25,
    )
)
def test_odd_text_gives_spans_inside_it(coder: Coder, words: list[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    for mention in mentions(coder, text):
        assert all(span.inside(text) for _, _, span in spans_of(mention))


def test_who_died_in_an_attack_did_not_carry_it_out(coder: Coder) -> None:
    text = "A militia leader also died in the attack near Mosul."
    made = coder.products(make_article(text), {EventMention}).all(EventMention)
    died = next(event for event in made if event.trigger.of(text).startswith("died"))
    assert died.actors == ()
    assert [who.span.of(text) for who in died.recipients] == ["A militia leader"]


def test_a_denied_missile_hit_is_kept_and_marked(coder: Coder) -> None:
    text = "Iran denied that a missile hit the plane."
    made = coder.products(make_article(text), {EventMention}).all(EventMention)
    hit = next(event for event in made if event.trigger.of(text) == "hit")
    assert hit.status.modality is Modality.NEGATED
    assert not hit.status.happened
    assert hit.statement is not None
