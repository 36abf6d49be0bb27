"""Is every receipt here, and here once; and which may be decided together."""
