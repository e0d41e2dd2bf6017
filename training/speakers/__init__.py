"""Tables for telling who speaks."""
