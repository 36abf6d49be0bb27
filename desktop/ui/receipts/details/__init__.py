"""Every field of the current receipt, to be read, selected and copied."""
