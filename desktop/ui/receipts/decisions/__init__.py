"""Decisions on receipts: made by key, shown at once, sent when the server is there, taken back."""
