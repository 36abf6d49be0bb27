"""ProgramLog: one program's log: in its own folder, and in an account's while that one is shown."""

from __future__ import annotations

import logging
from pathlib import Path

from desktop.store.log_file import move_log, start_log, stop_log


class ProgramLog:
    """A program without a log is better than none: whatever fails here, the rest goes on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handler: logging.Handler = logging.NullHandler()

    def start(self) -> None:
        """Raises DiskFull, DiskFailed."""
        self._handler = start_log(self._folder)

    def follow(self, account_folder: Path | None) -> Path:
        """What is logged of an account lies in its folder, where no other one's reader looks; None: no
        account is shown. Returns where the log is now. Raises as `start`."""
        folder = self._folder if account_folder is None else account_folder / "logs"
        move_log(self._handler, folder)
        return folder

    def stop(self) -> None:
        stop_log(self._handler)
