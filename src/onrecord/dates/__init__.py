"""When: time expressions, their values and intervals."""
