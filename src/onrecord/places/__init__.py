"""Where: place names and what they resolve to."""
