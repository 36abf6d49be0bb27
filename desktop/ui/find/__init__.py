"""One search over everything on this computer."""
