"""Who: names, offices and groups, joined within the article."""
