"""Keeps ``docs/results.md``: one row for each thing that was tried, written here, not by hand."""

from collections.abc import Iterable
from pathlib import Path

from evaluation.task import Measure

RESULTS_FILE = Path(__file__).parent.parent / "docs" / "results.md"

_HEAD = """# Results

Scores on the dev data of `python -m evaluation score TASK --note "what was tried"`, which writes
this page. One row a run, the newest last; a measure that a run did not print is empty.
"""


def append_result(task: str, measures: Iterable[Measure], note: str) -> None:
    """Add a row to the table of ``task``; columns are the measures, in the order first seen."""
    tables = _read(RESULTS_FILE.read_text(encoding="utf-8") if RESULTS_FILE.exists() else "")
    columns, rows = tables.setdefault(task, (["tried"], []))
    values = {measure.name: f"{measure.value:.1f}" for measure in measures}
    columns += [name for name in values if name not in columns]
    rows.append({"tried": note.replace("|", "/").replace("\n", " "), **values})
    RESULTS_FILE.write_text(_write(tables), encoding="utf-8")


Table = tuple[list[str], list[dict[str, str]]]


def _read(page: str) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    columns: list[str] = []
    for line in page.splitlines():
        if line.startswith("## "):
            columns = []
            tables[line[3:]] = (columns, [])
        elif line.startswith("| "):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not columns:
                columns.extend(cells)
            else:
                table = tables[list(tables)[-1]]
                row = zip(columns, cells, strict=True)
                table[1].append({name: cell for name, cell in row if cell})
    return tables


def _write(tables: dict[str, Table]) -> str:
    parts = [_HEAD]
    for task, (columns, rows) in tables.items():
        parts.append(f"\n## {task}\n")
        parts.append("| " + " | ".join(columns) + " |")
        parts.append("|" + "---|" * len(columns))
        parts += ["| " + " | ".join(row.get(name, "") for name in columns) + " |" for row in rows]
    return "\n".join(parts) + "\n"
