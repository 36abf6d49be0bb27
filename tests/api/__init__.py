"""How the program speaks with a server."""
