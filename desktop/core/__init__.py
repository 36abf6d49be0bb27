"""What the program is about, in plain Python: no Qt, no files, no network."""
