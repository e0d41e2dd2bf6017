"""What can be asked of a store: each module one question, answered in rows."""
