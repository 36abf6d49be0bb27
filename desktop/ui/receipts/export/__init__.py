"""Receipts into one ZIP: target, progress, result."""
