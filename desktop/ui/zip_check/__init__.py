"""A ZIP checked against its own manifest."""
