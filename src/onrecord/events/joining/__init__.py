"""Tellings of one happening within an article: looks, chances of pairs, groups, records."""
