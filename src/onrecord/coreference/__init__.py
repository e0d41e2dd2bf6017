"""Which phrases of an article name the same thing."""
