"""The recording of a call: fetched, kept, played, and what is said of it."""
