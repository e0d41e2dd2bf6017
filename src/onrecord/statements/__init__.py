"""According to whom: sources, cues and contents."""
