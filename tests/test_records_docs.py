"""docs/records.md says what the tables are; it is written from the record types."""

from pathlib import Path

import pytest

from onrecord.store import document, meanings
from onrecord.store.schema import TABLES, Table
from onrecord.store.store import Store
from onrecord.store.views import VIEWS

ROOT = Path(__file__).parent.parent


def test_the_page_is_that_of_the_record_types() -> None:
    written = (ROOT / document.PAGE).read_text(encoding="utf-8")
    assert written == document.page(), "run: python -m onrecord.store.document"


@pytest.mark.parametrize("table", [*TABLES, *(view.table for view in VIEWS)], ids=lambda t: t.name)
def test_the_tables_are_as_documented(table: Table) -> None:
    with Store(":memory:") as store:
        found = store.query(f"DESCRIBE {table.name}").fetchall()
    assert [row[:2] for row in found] == [(c.name, c.sql) for c in table.columns]
    for column in table.columns:
        assert document.meaning(column), f"{table.name}.{column.name} has no meaning"


def test_no_meaning_is_kept_that_no_field_needs() -> None:
    used = {
        column.path[-1]
        for table in TABLES
        for column in table.columns
        if column.owner is not None
        and meanings.UNSAID.get(column.path[-1]) == document.meaning(column)
    }
    assert used == meanings.UNSAID.keys()
