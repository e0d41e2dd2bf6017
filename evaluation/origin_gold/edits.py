"""What desks do to a report: cut, reword, re-headline, add, credit. Every choice is seeded.

Each function takes paragraphs and a source of chance and returns paragraphs; none looks at how
origins are found.
"""

import random
import re

LIGHT = (
    ("on (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)", r"\1"),
    ("percent", "per cent"),
    ("about", "around"),
    ("more than", "over"),
    ("at least", "no fewer than"),
    ("close to", "nearly"),
    ("neighbours", "neighbors"),
    ("began", "started"),
    ("kilometres", "km"),
    ("metres", "meters"),
    ("defence", "defense"),
    ("organise", "organize"),
    ("according to", "says"),
    ("a news conference", "the press"),
)
"""House style: what an editor changes without thinking."""

HEAVY = (
    ("said", "stated"),
    ("told", "informed"),
    ("killed", "left dead"),
    ("wounded", "injured"),
    ("died", "lost their lives"),
    ("people", "persons"),
    ("police", "officers"),
    ("soldiers", "troops"),
    ("authorities", "officials"),
    ("government", "cabinet"),
    ("after", "following"),
    ("when", "as"),
    ("where", "in which"),
    ("near", "not far from"),
    ("which", "that"),
    ("their", "its"),
    ("had", "has"),
    ("were", "have been"),
    ("was", "has been"),
    ("would", "will"),
    ("because", "since"),
    ("arrested", "detained"),
    ("demanded", "called for"),
    ("criticised", "attacked"),
    ("called", "described as"),
    ("year", "twelve months"),
    ("city", "town"),
    ("area", "zone"),
    ("several", "a number of"),
    ("many", "a lot of"),
    ("new", "fresh"),
    ("first", "initial"),
    ("last", "past"),
    ("between", "among"),
    ("before", "prior to"),
    ("out of", "from"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("two", "2"),
)
"""What a rewriter changes so that it reads as one's own."""

_SAID_LAST = re.compile(r"^([A-Z][^\"“]{30,}), ([^,\"“]{3,50}) said\.")
_WHICH = re.compile(r", (?:which|who|where|whose) [^,.\"]{8,60}(?=[,.])")


def light(paragraphs: list[str], chance: random.Random) -> list[str]:
    """House style on some of its occasions, and now and then a clause less."""
    return [_dropped(_swapped(p, LIGHT, 0.6, chance), 0.25, chance) for p in paragraphs]


def heavy(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Words exchanged all over, clauses dropped and sources moved to the front."""
    out = []
    for paragraph in paragraphs:
        paragraph = _SAID_LAST.sub(lambda m: f"{_upper(m[2])} said {_inside(m[1])}.", paragraph)
        paragraph = _swapped(paragraph, (*LIGHT, *HEAVY), 0.55, chance)
        out.append(_dropped(paragraph, 0.6, chance))
    return out


def cut(paragraphs: list[str], keep: float, chance: random.Random) -> list[str]:
    """The first ``keep`` of the paragraphs, one of them perhaps left out; the lead stays."""
    kept = paragraphs[: max(2, round(len(paragraphs) * keep))]
    if len(kept) > 4 and chance.random() < 0.5:
        del kept[chance.randrange(2, len(kept))]
    return kept


def joined(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Neighbouring paragraphs run together here and there."""
    out = [paragraphs[0]]
    for paragraph in paragraphs[1:]:
        if chance.random() < 0.3:
            out[-1] = f"{out[-1]} {paragraph}"
        else:
            out.append(paragraph)
    return out


def headline(lead: str) -> str:
    """A new headline, made from the beginning of the lead."""
    words = re.split(r", | on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| when | after ", lead)[0]
    words = re.sub(r"\b(?:The|An?|the|an?) ", "", words)
    return _upper(" ".join(words.split()[:12]))


def _swapped(
    text: str, table: tuple[tuple[str, str], ...], rate: float, chance: random.Random
) -> str:
    for old, new in table:
        text = _swap(text, old, new, rate, chance)
    return text


def _swap(text: str, old: str, new: str, rate: float, chance: random.Random) -> str:
    return re.sub(rf"\b{old}\b", lambda m: m.expand(new) if chance.random() < rate else m[0], text)


def _dropped(text: str, rate: float, chance: random.Random) -> str:
    return _WHICH.sub(lambda m: "" if chance.random() < rate else m[0], text)


def _inside(text: str) -> str:
    """A sentence as it stands inside another: a small letter unless a name begins it."""
    first = text.split()[0]
    return text[0].lower() + text[1:] if first in _STARTERS else text


_STARTERS = frozenset(
    ["The", "A", "An", "At", "About", "More", "Some", "Most", "Hundreds", "Two", "Three", "It"]
)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
