"""The tests, and what is run by hand beside them: `python -m tests.<name>`."""
