"""Sockets, connections and what may go wrong with them."""
