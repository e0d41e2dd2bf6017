"""Reading: one file an input format."""
