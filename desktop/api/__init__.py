"""HTTP, nothing else: the only place that knows how the server speaks."""
