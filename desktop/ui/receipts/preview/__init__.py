"""The side of the page that shows one receipt, with its tools and decisions."""
