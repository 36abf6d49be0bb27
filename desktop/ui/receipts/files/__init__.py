"""A receipt's files for other programs: dragged, copied, opened, printed."""
