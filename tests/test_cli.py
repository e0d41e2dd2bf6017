"""The command line: what it says, what it leaves behind and with which exit code."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import coder as coder_module
from onrecord.cli import app
from onrecord.coder import Coder
from onrecord.ingest.refusal import Reason, Refusal
from onrecord.ingest.source import Item
from onrecord.records import Article
from onrecord.service import LineSink, Summary, code_items
from onrecord.store.store import Store
from onrecord.watching import SHOWN, summarise
from tests.toys import NEWS, ToyStage, toy_coder

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and a coder that needs no models."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(coder_module, "default_stages", lambda *_: [ToyStage()])
    return tmp_path


def onrecord(*words: str, code: int = 0, given: bytes | str | None = None) -> str:
    """What ``onrecord WORDS`` prints on standard output."""
    done = RUNNER.invoke(app, list(words), input=given)
    assert done.exit_code == code, (done.output, done.exception)
    return done.stdout


def refused(*words: str) -> str:
    """The one line that ``onrecord WORDS`` complains with, run as a program."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord.cli", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("onrecord: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


def news(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True)
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(f"{NEWS} This is the report number {n}.")
    return folder


# --- help -----------------------------------------------------------------------------------


def test_help_is_quick_and_version_is_told() -> None:
    times = []
    for _ in range(3):
        started = time.perf_counter()
        words = [sys.executable, "-m", "onrecord.cli", "--help"]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        times.append(time.perf_counter() - started)
    assert "who did what to whom" in done.stdout
    assert min(times) < 0.5
    assert re.fullmatch(r"onrecord \d+\.\d+.*\n", onrecord("--version"))


@pytest.mark.parametrize(
    "command", ["code", "articles", "show", "report", "export", "origins", "statements"]
)
def test_every_command_has_an_example(command: str) -> None:
    assert f"Example: onrecord {command}" in onrecord(command, "--help")


# --- code -----------------------------------------------------------------------------------


def test_coding_a_folder_twice_stores_it_once(here: Path) -> None:
    news(here / "in", 3)
    (here / "in" / "bad.txt").write_bytes(b"\0\0")
    first = onrecord("code", "in")
    assert "3 articles coded into onrecord.duckdb" in first
    assert "1 left out:" in first
    assert f"in{os.sep}bad.txt: this is no text" in first
    second = onrecord("code", "in", "--store", "onrecord.duckdb")
    assert "0 articles coded into onrecord.duckdb (3 unchanged)" in second
    (here / "in" / "000.txt").write_text(f"{NEWS} Corrected.")
    assert "1 article coded into onrecord.duckdb (1 new" in onrecord("code", "in")
    listed = onrecord("articles").splitlines()
    assert [row.split("\t")[1] for row in listed[1:]] == ["in/000.txt", "in/001.txt", "in/002.txt"]


def test_a_text_that_is_changed_back_is_the_newest_again(here: Path) -> None:
    listed = []
    for text in (NEWS, f"{NEWS} Corrected.", NEWS, NEWS):
        (here / "in.txt").write_text(text)
        onrecord("code", "in.txt")
        listed.append(onrecord("articles").splitlines()[1:])
    assert listed[0] == listed[2] == listed[3] != listed[1]


def test_exit_codes(here: Path) -> None:
    (here / "bad.txt").write_bytes(b"\0\0")
    onrecord("code", "bad.txt", code=1)
    (here / "empty").mkdir()
    onrecord("code", "empty", code=1)
    onrecord("code", "none.txt", code=2)
    onrecord("code", code=2)
    onrecord("code", "empty", "--url", "https://example.org", code=2)
    onrecord("code", "bad.txt", "--date", "yesterday", code=2)


def test_json_lines_to_standard_output(here: Path) -> None:
    row = {"id": "a", "text": NEWS, "date": "2020-01-31"}
    out = onrecord("code", "-", "--jsonl", given=json.dumps(row))
    (line,) = map(json.loads, out.splitlines())
    assert line["article"]["key"] == "a"
    trigger = line["event_mentions"][0]["trigger"]
    assert trigger["exact"] == NEWS[trigger["start"] : trigger["end"]] == "arrested"
    assert NEWS.startswith(trigger["prefix"] + trigger["exact"] + trigger["suffix"])
    assert not (here / "onrecord.duckdb").exists()


def test_a_bare_text_with_what_one_knows_about_it() -> None:
    words = ["--date", "2020-01-31", "--outlet", "Wire", "--url", "https://example.org/1"]
    onrecord("code", "-", *words, given=NEWS)
    (row,) = onrecord("articles").splitlines()[1:]
    assert row.split("\t")[1:4] == ["https://example.org/1", "2020-01-31", "Wire"]


def test_all_that_is_left_out_can_be_kept(here: Path) -> None:
    news(here / "in", 1)
    (here / "in" / "x.pdf").write_bytes(b"%PDF")
    onrecord("code", "in", "--left-out", "left.jsonl")
    (line,) = map(json.loads, (here / "left.jsonl").read_text().splitlines())
    assert line["reason"] == "unknown format"
    assert line["source"].endswith("x.pdf")


def test_the_summary_names_twenty_and_counts_the_rest() -> None:
    many = [
        Refusal(source=f"{n}.pdf", reason=Reason.FORMAT, message="no") for n in range(SHOWN + 5)
    ]
    one = Refusal(source="b.jsonl", line=3, reason=Reason.DATE, message="'x' is no date")
    lines = list(summarise(Summary(refusals=[*many, one]), "s"))
    assert f"{SHOWN + 6} left out:" in lines
    assert "    b.jsonl, line 3: 'x' is no date" in lines
    assert sum(".pdf: no" in line for line in lines) == SHOWN - 1
    assert "    and 6 more" in lines


def test_texts_that_share_a_key_are_said_so(here: Path) -> None:
    news(here / "a" / "x", 1)
    (here / "b" / "x").mkdir(parents=True)
    (here / "b" / "x" / "000.txt").write_text(f"{NEWS} Another text with the same name.")
    out = onrecord("code", "a/x", "b/x")
    assert "1 article has the address, id or file name of another" in out
    assert "'x/000.txt'" in out


def test_files_of_one_name_in_two_folders_are_two_articles(here: Path) -> None:
    news(here / "a", 1)
    (here / "b").mkdir()
    (here / "b" / "000.txt").write_text(f"{NEWS} Another text with the same name.")
    assert "2 articles coded" in onrecord("code", "a", "b")
    assert len(onrecord("articles").splitlines()) == 3


def test_a_store_is_never_written_over(here: Path) -> None:
    news(here / "in", 1)
    onrecord("code", "in", "--store", "s.duckdb")
    before = (here / "s.duckdb").read_bytes()
    for command in (
        ["report", "-o", "s.duckdb", "--force", "--store", "s.duckdb"],
        ["export", "-o", "s.duckdb", "--force", "--store", "s.duckdb"],
        ["code", "in", "--left-out", "s.duckdb", "--store", "s.duckdb"],
    ):
        onrecord(*command, code=1)
        assert (here / "s.duckdb").read_bytes() == before


def test_what_is_left_out_is_not_written_over_an_article(here: Path) -> None:
    news(here / "in", 1)
    text = (here / "in" / "000.txt").read_text()
    onrecord("code", "in", "--left-out", "in/000.txt", code=1)
    assert (here / "in" / "000.txt").read_text() == text


def test_one_text_that_the_stages_fail_on_does_not_end_the_run() -> None:
    class Failing(Coder):
        def code(self, article: Article):  # type: ignore[no-untyped-def]
            if "1" in article.key:
                raise ValueError("odd")
            return super().code(article)

    made = [Item(found=toy_article(n), size=1) for n in range(3)]
    with Path("out").open("wb") as stream:
        summary = Summary()
        code_items(made, Failing(stages=[ToyStage()]), LineSink(stream, summary), summary)
    assert sum(summary.articles.values()) == 2
    (left,) = summary.refusals
    assert left.reason is Reason.FAILED
    assert "ValueError: odd" in left.message


def toy_article(n: int) -> Article:
    return toy_coder().code(Article(key=f"k{n}", text=NEWS)).article


# --- Ctrl-C ---------------------------------------------------------------------------------

SLOW = """
import time
from onrecord import coder, cli
from tests.toys import ToyStage

class Slow(ToyStage):
    def run(self, article, given):
        print("coding", flush=True)
        time.sleep(0.05)
        yield from super().run(article, given)

coder.default_stages = lambda *_: [Slow()]
cli.main()
"""


def test_ctrl_c_keeps_what_is_coded_and_the_same_command_goes_on(here: Path) -> None:
    news(here / "in", 40)
    root = str(Path(__file__).parent.parent)
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, "code", "in"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
        text=True,
    ) as running:
        assert running.stdout is not None
        for _ in range(5):
            assert running.stdout.readline() == "coding\n"
        running.send_signal(signal.SIGINT)
        out, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "the same command goes on" in said
    assert "Traceback" not in said
    with Store("onrecord.duckdb", read_only=True) as store:
        kept = list(store.codings(store.ids()))
    assert 4 <= len(kept) < 40
    assert f"{len(kept)} articles coded" in out
    for coding in kept:
        assert coding == toy_coder().code(coding.article)
    assert f"{40 - len(kept)} articles coded" in onrecord("code", "in")


def test_a_killed_run_leaves_a_whole_store(here: Path) -> None:
    news(here / "in", 10)
    root = str(Path(__file__).parent.parent)
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, "code", "in"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.kill()
    onrecord("code", "in")
    with Store("onrecord.duckdb", read_only=True) as store:
        assert len(store.ids()) == 10
        for coding in store.codings(store.ids()):
            assert coding == toy_coder().code(coding.article)


# --- reading --------------------------------------------------------------------------------


def test_errors_are_one_line_without_traceback(here: Path) -> None:
    assert "there is no store onrecord.duckdb" in refused("articles")
    (here / "notes").write_text("notes")
    assert "no store of onrecord" in refused("articles", "--store", "notes")
    Store("onrecord.duckdb").close()
    assert "no article 'x'" in refused("show", "x")
    assert "holds no article" in refused("report", "-o", "page.html")


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="pipes close otherwise there")
def test_a_reader_that_has_enough_ends_the_program_quietly(here: Path) -> None:
    news(here / "in", 2)
    onrecord("code", "in")
    for command in (["articles"], ["events", "--json"], ["show", "000.txt"]):
        read, write = os.pipe()
        os.close(read)
        words = [sys.executable, "-m", "onrecord.cli", *command]
        done = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
        os.close(write)
        assert (done.returncode, done.stderr) == (-signal.SIGPIPE, "")


def test_show_and_report_an_article(here: Path) -> None:
    news(here / "in", 2)
    onrecord("code", "in")
    assert "Amina" in onrecord("show", "000.txt")
    onrecord("report", "000.txt", "-o", "page.html")
    assert "Amina" in (here / "page.html").read_text()
    onrecord("report", "-o", "page.html", "--force")


def test_exports(here: Path) -> None:
    news(here / "in", 2)
    onrecord("code", "in")
    assert onrecord("export", "-o", "all.jsonl") == "all.jsonl\n"
    assert len((here / "all.jsonl").read_text().splitlines()) == 2
    words = ["export", "-f", "csv", "--table", "article_events", "-o", "tables"]
    assert onrecord(*words) == f"tables{os.sep}article_events.csv\n"
    assert "is there already" in refused(*words)
    onrecord(*words, "--force")
