"""The receipts page, its preview, its export."""
