"""Which tellings, in all articles, are of one happening."""
