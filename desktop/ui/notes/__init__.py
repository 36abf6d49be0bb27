"""Notes on calls and receipts: written, kept, shown beside what they are on."""
