"""Invented businesses: their calls, their receipts, and the files that belong to them."""
