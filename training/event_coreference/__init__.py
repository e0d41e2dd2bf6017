"""Recipe of the scorer of event coreference; README.md is its card."""
