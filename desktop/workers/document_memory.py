"""DocumentMemory: what is known of documents while the program runs, and never written anywhere."""

from __future__ import annotations

from pathlib import Path


class DocumentMemory:
    """By the path of the file: its password, and how the user turned it."""

    def __init__(self) -> None:
        self._passwords: dict[Path, str] = {}
        self._turns: dict[Path, int] = {}
        self._owner = ""

    def belong_to(self, owner: str) -> None:
        """Nothing of one account is known in another."""
        if owner != self._owner:
            self.clear()
        self._owner = owner

    def password(self, path: Path) -> str:
        """The one that was given; "" for none."""
        return self._passwords.get(path, "")

    def passwords(self) -> dict[Path, str]:
        """All that were given, as they are now: for another thread."""
        return dict(self._passwords)

    def keep_password(self, path: Path, password: str) -> None:
        self._passwords[path] = password

    def forget_password(self, path: Path) -> None:
        """It did not open the file."""
        self._passwords.pop(path, None)

    def turn(self, path: Path | None) -> int:
        """Degrees, clockwise."""
        return self._turns.get(path, 0) if path is not None else 0

    def keep_turn(self, path: Path | None, rotation: int) -> None:
        if path is not None:
            self._turns[path] = rotation

    def clear(self) -> None:
        """Forgets everything."""
        self._passwords.clear()
        self._turns.clear()
