"""The DuckDB store: one schema, one writer, queries."""
