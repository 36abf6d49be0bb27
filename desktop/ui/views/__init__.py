"""Saved views: queries under a name, for the pages with lists."""
