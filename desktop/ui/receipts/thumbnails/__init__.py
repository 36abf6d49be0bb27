"""The receipts as small pictures, in place of the table."""
