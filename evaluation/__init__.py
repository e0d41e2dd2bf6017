"""Scores of the stages on marked data: `python -m evaluation --help`."""
