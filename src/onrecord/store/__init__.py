"""The store: one DuckDB file whose tables are derived from the record types."""
