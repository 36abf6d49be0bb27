"""The calls page, its details and its player."""
