"""Set up an environment and run one job in it; needs Python 3.11 or later and nothing else.

    python3 dev.py example   code the example reports and write the page (the main job)
    python3 dev.py test      run the tests
    python3 dev.py recipes   install what training needs as well, and run the recipes on toy data
    python3 dev.py check     lint, types, tests and, where the marked data are, the fast floors

The environment is made in ``.venv`` from the hashed lists in ``requirements/``; later calls use it
as it is until a list changes.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
OUT = ROOT / "out"
RECIPES = (
    "tests/test_training_encoder.py",
    "tests/test_training_event_coreference.py",
    "tests/test_training_execution.py",
    "tests/test_training_joining.py",
    "tests/test_training_same_events.py",
    "tests/test_training_status.py",
    "tests/test_training_surroundings.py",
)


def main(arguments: list[str]) -> int:
    """Run the named job; the exit status is that of its last command."""
    jobs = {"example": example, "test": test, "recipes": recipes, "check": check}
    if len(arguments) != 1 or arguments[0] not in jobs:
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - it runs before anything is installed
        print(f"onrecord needs Python 3.11 or later; this is {sys.version.split()[0]}")
        return 2
    return jobs[arguments[0]]()


def example() -> int:
    """The main job: from a folder of reports to a record and a page."""
    set_up("run")
    OUT.mkdir(exist_ok=True)
    store, page = OUT / "example.duckdb", OUT / "example.html"
    store.unlink(missing_ok=True)  # one of an earlier version cannot be added to
    return (
        run("onrecord", "code", "examples", "--store", str(store))
        or run("onrecord", "show", "strike-wire", "--store", str(store))
        or run("onrecord", "report", "--store", str(store), "-o", str(page), "--force")
    )


def test() -> int:
    """The tests."""
    set_up("dev")
    return run("python", "-m", "pytest")


def recipes() -> int:
    """The recipes of the trained models on toy data.

    PyTorch is pinned by its version alone: which build fits depends on the machine.
    """
    set_up("dev")
    install = ("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    return (
        run(*install, "--require-hashes", "-r", "requirements/training.txt")
        or run(*install, "torch==2.13.0")
        or run("python", "-m", "pytest", *RECIPES)
    )


def check() -> int:
    """Everything that a change must pass."""
    set_up("dev")
    return (
        run("ruff", "check", ".")
        or run("ruff", "format", "--check", ".")
        or run("mypy")
        or run("python", "-m", "pytest")
        or run("python", "-m", "evaluation", "score", "--fast")
    )


def set_up(needs: str) -> None:
    """Make ``.venv`` hold ``requirements/NEEDS.txt`` and onrecord itself.

    The list of the tests holds all of the list of the main job, so an environment for the tests
    also runs the main job.
    """
    stamps = {name: HOME / f"onrecord-{name}.stamp" for name in ("run", "dev")}
    wanted = {name: _digest(ROOT / "requirements" / f"{name}.txt") for name in stamps}
    ready = ("run", "dev") if needs == "run" else ("dev",)
    if any(s.exists() and s.read_text() == wanted[n] for n, s in stamps.items() if n in ready):
        return
    print(f"Setting up {HOME.name}; this takes a minute or two.", flush=True)
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        venv.create(HOME, with_pip=True)
    install = ("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    listed = ROOT / "requirements" / f"{needs}.txt"
    failed = run(*install, "--require-hashes", "-r", str(listed)) or run(
        *install, "--no-deps", "--no-build-isolation", "-e", str(ROOT)
    )
    if failed:
        raise SystemExit("The environment could not be set up: see the lines above.")
    stamps[needs].write_text(wanted[needs])


def run(*command: str) -> int:
    """Run a program of the environment in the repository root."""
    program = BIN / command[0]
    return subprocess.run([str(program), *command[1:]], cwd=ROOT, check=False).returncode


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes() + str(ROOT).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
