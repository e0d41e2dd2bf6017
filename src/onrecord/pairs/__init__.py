"""Pairs of tellings, within an article and across articles: words, chances, groups."""
