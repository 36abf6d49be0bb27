"""Transfers as the queue tells them, of one recording."""

from __future__ import annotations

from functools import partial

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Transfer

transfer = partial(Transfer, FileKey.recording("CA1"), Priority.NOW)
"""In a state, with whatever fields."""
