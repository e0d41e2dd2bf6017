"""The examples of the documents run, and the README names commands that exist."""

import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import dev
import onrecord
from onrecord.cli import app
from onrecord.report.terminal import show
from onrecord.service import code_paths, codings

ROOT = Path(__file__).parent.parent


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("number", "prints"),
    [
        (0, "a missile hit the plane"),
        (1, "arrested"),
        (2, "the strike was ordered"),
        (3, "the strike was ordered"),
        (4, "attack possible"),
    ],
    ids=["spacy", "pandas", "store", "events", "notebook"],
)
def test_the_examples_for_python_run(
    number: int,
    prints: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news.txt").write_text("The Pentagon said that the strike was ordered on Friday.")
    example = blocks("docs/python.md", "python")[number]
    exec(compile(example, f"docs/python.md[{number}]", "exec"), {})
    assert prints in capsys.readouterr().out


def test_the_examples_for_python_are_about_ten_lines() -> None:
    for example in blocks("docs/python.md", "python"):
        assert len([line for line in example.splitlines() if line.strip()]) <= 12


def test_a_coding_shows_itself_in_a_notebook() -> None:
    coding = onrecord.code('Police said "nobody <b>died</b>".')
    html = coding._repr_html_()
    assert html.startswith("<iframe srcdoc=")
    assert "<b>" not in html


def test_the_readme_names_commands_that_exist() -> None:
    used = set(re.findall(r"onrecord (\w+)", "".join(blocks("README.md", "console"))))
    known = {command.name or command.callback.__name__ for command in app.registered_commands}  # type: ignore[union-attr]
    assert used
    assert used <= known


def test_the_readme_shows_what_the_program_prints(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    code_paths([ROOT / "examples/iran-2020/2020-01-09-denial.html"], store)
    (coding,) = codings(store, ["09/denial"])
    console = Console(width=80, record=True, file=StringIO())
    show(coding, console)
    printed = iter(console.export_text().splitlines())
    for line in blocks("README.md", "text")[0].splitlines():
        if line != "...":
            start = line.strip()
            assert any(row.strip().startswith(start) for row in printed), line


def test_every_command_says_in_its_help_how_to_call_it() -> None:
    for command in app.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        assert f"onrecord {name}" in CliRunner().invoke(app, [name, "--help"]).output


def test_the_main_job_runs_to_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*command: str) -> int:
        assert command[0] == "onrecord"
        return CliRunner().invoke(app, command[1:]).exit_code

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(dev, "set_up", lambda needs: None)
    monkeypatch.setattr(dev, "OUT", tmp_path)
    monkeypatch.setattr(dev, "run", run)
    assert dev.example() == 0
    assert (tmp_path / "example.html").read_text(encoding="utf-8").count("<article") >= 24
