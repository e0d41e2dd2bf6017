"""The recipe of the encoder and its heads, run whole on toy data.

It needs the packages of ``requirements/training.txt`` and PyTorch; ``dev.py recipes`` installs
them and runs this file.
"""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordPiece  # noqa: E402
from tokenizers.normalizers import Lowercase  # noqa: E402
from tokenizers.pre_tokenizers import Whitespace  # noqa: E402

from onrecord.coder import Coder, make_article  # noqa: E402
from onrecord.events.reader import TYPES, EventReader, EventReading  # noqa: E402
from onrecord.language.encoder import Encoding  # noqa: E402
from onrecord.language.parse import Parse  # noqa: E402
from onrecord.language.pieces import Pieces  # noqa: E402
from onrecord.language.stage import SyntaxStage  # noqa: E402
from onrecord.language.words import words_of  # noqa: E402
from onrecord.records import PloverType  # noqa: E402
from onrecord.statements.lexicon import lexicon  # noqa: E402
from onrecord.statements.traits import traits  # noqa: E402
from onrecord.text import Span  # noqa: E402
from training.encoder.fit import Pace  # noqa: E402
from training.encoder.further import Plan as FurtherPlan  # noqa: E402
from training.encoder.further import go_on  # noqa: E402
from training.encoder.train import CHECKPOINT, Plan, made, make, read  # noqa: E402
from training.events import loss as event_loss  # noqa: E402
from training.events.data import Example, Pair, Told  # noqa: E402
from training.statements import loss as statement_loss  # noqa: E402

# The training framework warns about itself, tracing and deprecations; none of it is ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore")

WHO = ("The minister", "A spokesman", "The mayor")
CUES = ("said", "claimed", "warned")
WHAT = ("that talks had failed", "that the bridge was safe", "that taxes would rise")


def rows() -> Iterator[dict[str, object]]:
    """Sentences that say something and one that does not, with their spans."""
    for number, (who, cue, what) in enumerate(product(WHO, CUES, WHAT)):
        text = f"{who} {cue} {what}. The shops were open."
        at = len(who) + 1
        told = at + len(cue) + 1
        yield {
            "id": f"toy-{number}",
            "text": text,
            "date": None,
            "attributions": [
                {
                    "source": [[0, len(who)]],
                    "cue": [[at, at + len(cue)]],
                    "content": [[told, told + len(what)]],
                }
            ],
        }


def told() -> Iterator[Example]:
    """Sentences with an event, with a pair, and with a number of factuality."""
    for number, who in enumerate(WHO):
        text = f"{who} condemned the union. The shops were open."
        actor = Span(0, len(who))
        verb = Span(len(who) + 1, len(who) + 10)
        other = Span(verb.end + 1, verb.end + 10)
        event = Told(
            verb, PloverType.ACCUSE, (actor,), (other,), "actual", "current", "certain", ""
        )
        facts = ((verb, 3.0),)
        yield Example(f"event-{number}", text, whole=True, events=(event,), facts=facts)
        yield Example(f"pair-{number}", text, pair=Pair(actor, other, ("ACCUSE",)))


def write_base(folder: Path) -> None:
    """A tiny encoder with the vocabulary of the toy sentences."""
    texts = [*(str(row["text"]) for row in rows()), *(one.text for one in told())]
    words = sorted({word.lower() for text in texts for word in text.split()})
    words = [word.strip(".") for word in words]
    marks = {0: "[PAD]", 100: "[UNK]", 101: "[CLS]", 102: "[SEP]", 103: "[MASK]"}
    names = [marks.get(at, f"[unused{at}]") for at in range(104)] + sorted({*words, "."})
    vocabulary = {name: at for at, name in enumerate(names)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=384,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    torch.manual_seed(3)
    transformers.BertModel(config).save_pretrained(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("recipe")
    (home / "base").mkdir()
    write_base(home / "base")
    return home


def split() -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What is learned and what is held out, with a statement there that nobody marked."""
    marked = list(rows())
    return marked[5:], [*marked[:5], {**marked[0], "id": "toy-unmarked", "attributions": []}]


def run(home: Path, out: str, start: Path | None = None) -> Path:
    for area in ("encoder", "statements", "events"):
        (home / out / area).mkdir(parents=True)
    pace = Pace(epochs=2, encoder_rate=1e-3, rate=3e-3)
    train, held = split()
    plan = Plan(
        alone=pace,
        joint=pace,
        share=1.0,
        statements=statement_loss.Shares(batch=1, hidden=0.0),
        events=event_loss.Shares(pieces=60, hidden=0.0),
    )
    make(train, held, list(told()), home / "base", home / out, plan, start)
    return home / out


@pytest.fixture(scope="module")
def weights(folder: Path) -> Path:
    return run(folder, "one")


def test_the_whole_recipe_learns_toy_statements(weights: Path) -> None:
    pieces = Pieces((weights / "encoder" / "tokenizer.json").read_text(encoding="utf-8"))
    encoder, reader = made(weights, pieces)
    (row,) = [row for row in rows() if row["id"] == "toy-0"]
    ((_, lesson),) = read([row], SyntaxStage(), pieces)
    table = traits(lesson.words, lesson.quotations, lexicon(), reader.names)
    (window,) = Encoding(lesson.words, encoder).windows
    best = max(reader.read(window, lesson.words, table), key=reader.confidence)
    assert best.parts == lesson.marked[0].parts


def test_the_whole_recipe_learns_toy_events(weights: Path) -> None:
    pieces = Pieces((weights / "encoder" / "tokenizer.json").read_text(encoding="utf-8"))
    encoder, _ = made(weights, pieces)
    example = next(told())
    parse = Coder([SyntaxStage()]).products(make_article(example.text)).one(Parse)
    encoding = Encoding(words_of(parse), encoder)
    blobs = (weights / "events" / f"{name}.onnx" for name in ("words", "roles", "roots"))
    table = json.loads((weights / "events" / "reader.json").read_text(encoding="utf-8"))
    reader = EventReader(table, *(blob.read_bytes() for blob in blobs))
    reading = EventReading(example.text, parse, encoding, {}, reader)
    (event,) = example.events
    at = reading.head(event.trigger)
    assert at is not None
    chances = 1 - reading.judged.kinds[:, 0]
    assert int(chances.argmax()) == at
    assert TYPES[int(reading.judged.kinds[at, 1:].argmax())] is PloverType.ACCUSE


def test_the_same_seed_gives_the_same_weights(folder: Path, weights: Path) -> None:
    again = run(folder, "two", start=weights / CHECKPOINT)
    for area, names in (
        ("encoder", ("encoder.onnx",)),
        ("statements", ("anchors.onnx", "spans.onnx", "reader.json")),
        ("events", ("words.onnx", "roles.onnx", "roots.onnx", "reader.json")),
    ):
        for name in names:
            made_again = (again / area / name).read_bytes()
            assert made_again == (weights / area / name).read_bytes(), name


STAY = Pace(epochs=0, encoder_rate=0.0, rate=0.0)
LEARN = Pace(epochs=1, encoder_rate=0.0, rate=1e-3)


@pytest.mark.parametrize(
    ("plan", "changed"),
    [
        (FurtherPlan(STAY, STAY, STAY, STAY), set()),
        (FurtherPlan(STAY, LEARN, STAY, STAY), {"statements/anchors", "statements/spans"}),
        (FurtherPlan(STAY, STAY, LEARN, STAY), {"events/roots"}),
        (FurtherPlan(STAY, STAY, STAY, LEARN), {"events/roots"}),
    ],
    ids=["no stretch", "statement heads", "first root head", "new root heads"],
)
def test_going_on_changes_only_what_learns(
    folder: Path, weights: Path, tmp_path: Path, plan: FurtherPlan, changed: set[str]
) -> None:
    for area in ("encoder", "statements", "events"):
        (tmp_path / area).mkdir()
    train, held = split()
    go_on(train, held, list(told()), folder / "base", tmp_path, plan, weights)
    networks = {
        str(path.relative_to(weights).with_suffix("")): path.read_bytes()
        for path in weights.rglob("*.onnx")
    }
    other = {
        name for name in networks if (tmp_path / f"{name}.onnx").read_bytes() != networks[name]
    }
    assert other == changed
