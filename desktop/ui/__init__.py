"""The window. Draws from services, does no I/O of its own."""
