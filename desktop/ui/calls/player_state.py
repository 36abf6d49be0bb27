"""What the player does, and what may be wanted of the file that it holds."""

from __future__ import annotations

from enum import Enum


class PlayerState(Enum):
    EMPTY = "empty"
    PLAYING = "playing"
    PAUSED = "paused"


class FileWish(Enum):
    """What the user wants done with the file that is loaded."""

    SAVE_COPY = "save copy"
    REVEAL = "reveal"
    OPEN = "open"
    DRAG = "drag"
    SHOW_CALL = "show call"
