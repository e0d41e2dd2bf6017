"""Events across articles: who tells of what, whether it happened, what it cost, what was foretold."""
