"""Bad days by the thousand: `python -m tests.campaigns NAME [--count N] [--seed N]`; one file for each."""
