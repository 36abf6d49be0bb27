"""What came of the exports that there were, and what can still be done with each."""
