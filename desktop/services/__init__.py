"""One class for each thing the user wants done; blocking, without Qt."""
