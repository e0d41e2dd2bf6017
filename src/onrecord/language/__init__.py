"""Sentences and syntax: what every later stage reads an article by."""
