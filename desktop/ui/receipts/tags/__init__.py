"""The user's tags on receipts: under the list, filtered by, undone."""
