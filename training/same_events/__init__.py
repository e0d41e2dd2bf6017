"""Recipe of the scorer of tellings across articles; README.md is its card."""
