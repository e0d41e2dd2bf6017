"""Recipe of the scorer that joins tellings within an article; README.md is its card."""
