"""The shared encoder with all heads that are trained together with it."""
