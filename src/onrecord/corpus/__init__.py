"""Stages that see the whole store: what goes back to what, across articles."""
