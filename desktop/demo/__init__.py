"""The embedded server: real HTTP on loopback that answers as the real one does, faults included."""
