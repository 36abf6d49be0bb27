"""The embedded server: real HTTP on loopback, the server's behaviour to the letter, invented data."""

from __future__ import annotations

DEMO_EMAIL = "office@sample.example"
DEMO_PASSWORD = "demo-password"
