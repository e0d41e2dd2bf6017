"""Getting records out: one file an output format."""
