"""The settings: the dialog, its pages, and what comes of it."""
