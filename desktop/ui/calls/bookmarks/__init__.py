"""Bookmarks: what the user writes at times of recordings."""
