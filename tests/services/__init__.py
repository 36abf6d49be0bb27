"""What the user wants done, against the embedded server."""
