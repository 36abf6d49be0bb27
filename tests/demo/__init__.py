"""The embedded server, held against the contract."""
