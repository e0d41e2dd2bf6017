"""Article pairs of the same or of another origin, in own words."""
