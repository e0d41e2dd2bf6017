"""The recipe of the statement reader, run whole on toy data.

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

from onrecord.language.pieces import Pieces  # noqa: E402
from training.statements.fit import Plan  # noqa: E402
from training.statements.train import made, make  # noqa: E402

# The training framework warns about itself, tracing and deprecations; none of it is ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore")

WHO = ("The minister", "A spokesman", "The mayor", "Her lawyer", "The union")
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


def write_base(folder: Path) -> None:
    """A tiny encoder with the vocabulary of the toy sentences."""
    words = sorted({word.lower() for row in rows() for word in str(row["text"]).split()})
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
    for name, part in (("train", list(rows())[5:]), ("held", list(rows())[:5])):
        if name == "held":  # a statement that nobody marked: the reader is wrong once
            part.append({**part[0], "id": "toy-unmarked", "attributions": []})
        lines = "".join(json.dumps(row) + "\n" for row in part)
        (home / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return home


def run(home: Path, out: str) -> Path:
    for area in ("encoder", "statements"):
        (home / out / area).mkdir(parents=True)
    plan = Plan(epochs=2, batch=1, encoder_rate=1e-3, rate=3e-3, hidden=0.0)
    make(home / "train.jsonl", home / "held.jsonl", home / "base", home / out, plan)
    return home / out


@pytest.fixture(scope="module")
def weights(folder: Path) -> Path:
    return run(folder, "one")


def test_the_whole_recipe_learns_toy_statements(weights: Path) -> None:
    from onrecord.language.encoder import Encoding
    from onrecord.language.stage import SyntaxStage
    from onrecord.statements.lexicon import lexicon
    from onrecord.statements.traits import traits
    from training.statements.train import read

    pieces = Pieces((weights / "encoder" / "tokenizer.json").read_text(encoding="utf-8"))
    encoder, reader = made(weights, pieces)
    (row,) = [row for row in rows() if row["id"] == "toy-0"]
    ((_, lesson),) = read([row], SyntaxStage(), pieces)
    table = traits(lesson.words, lesson.quotations, lexicon(), reader.names)
    (window,) = Encoding(lesson.words, encoder).windows
    best = max(reader.read(window, lesson.words, table), key=reader.confidence)
    assert best.parts == lesson.marked[0].parts


def test_the_same_seed_gives_the_same_weights(folder: Path, weights: Path) -> None:
    again = run(folder, "two")
    for name in ("anchors.onnx", "spans.onnx", "reader.json"):
        made_again = (again / "statements" / name).read_bytes()
        assert made_again == (weights / "statements" / name).read_bytes()
