"""How far a happening came, from the sentences that name its parties."""

import pytest

from onrecord.coder import Coder
from onrecord.events.execution import Execution, execution
from onrecord.events.execution_features import Party, Role, passages
from onrecord.events.setting import Setting
from onrecord.ingest.article import make_article
from onrecord.language.parse import Parse
from onrecord.records import TimeReference
from onrecord.text import Span


def told(coder: Coder, text: str, kind: str, **named: str) -> Execution:
    """How far the happening came whose parties ``named`` gives by their roles."""
    given = coder.products(make_article(text), {Parse, TimeReference})
    parse = given.one(Parse)
    setting = Setting(
        parse, published=None, statements=(), places=(), times=given.all(TimeReference)
    )
    parties = [party(text, Role(role), words) for role, words in named.items()]
    return execution(parse, setting, kind, parties)


def party(text: str, role: Role, words: str) -> Party:
    """The party that ``words`` name, wherever they stand."""
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return Party(role, tuple(Span(at, at + len(words)) for at in starts))


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("A bomb exploded at the mill and killed two guards.", Execution.ACCOMPLISHED),
        ("Police found a bomb at the mill and defused it.", Execution.ATTEMPTED),
        ("A bomb placed at the mill failed to explode.", Execution.ATTEMPTED),
    ],
)
def test_a_bombing_is_judged_by_what_became_of_the_bomb(
    coder: Coder, text: str, stage: Execution
) -> None:
    assert told(coder, text, "bombing", means="bomb", thing="mill") is stage


def test_a_threat_is_not_its_deed(coder: Coder) -> None:
    text = "The rebels threatened to kill the judges if they do not resign."
    assert told(coder, text, "attack", doer="rebels", person="judges") is Execution.THREATENED
    done = "The rebels killed the judges in their homes on Sunday night."
    assert told(coder, done, "attack", doer="rebels", person="judges") is Execution.ACCOMPLISHED


def test_the_sentence_that_names_most_of_the_parties_counts_most(coder: Coder) -> None:
    text = "Rebels entered Arden. The rebels burned the mill. It rained."
    parse = coder.products(make_article(text), {Parse}).one(Parse)
    both = [party(text, Role.DOER, "ebels"), party(text, Role.THING, "mill")]
    found = passages(parse, both)
    assert [one.sentence.text.split()[0] for one in found] == ["The", "Rebels"]
    assert found[0].weight == 1.0 > found[1].weight
    assert len(passages(parse, [])) == 3
