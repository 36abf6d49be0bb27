"""A list as a file for spreadsheets: the same for calls and receipts."""
