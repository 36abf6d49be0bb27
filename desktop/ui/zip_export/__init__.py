"""A ZIP of what a list shows: its run, its pauses and what came of it; of what it is, the pages say."""
