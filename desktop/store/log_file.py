"""The log file: small, turned over, for this user only."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue

from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import make_private, private_folder

LOG_NAME = "prosaas-desktop.log"
MAX_BYTES = 2_000_000
GENERATIONS = 3


class _LogFile(RotatingFileHandler):
    """A log that cannot be written, on a full disk say, stops nothing and complains to nobody."""

    def handleError(self, record: logging.LogRecord) -> None:
        """The line is lost."""

    def _open(self) -> TextIOWrapper:
        for number in range(1, GENERATIONS + 1):
            make_private(Path(f"{self.baseFilename}.{number}"))
        return open(self.baseFilename, "a", encoding=self.encoding, opener=_private_opener)

    def doRollover(self) -> None:
        """One that cannot be turned over, as while another program reads it on Windows, is written on: each
        line is tried anew, and would be lost until then."""
        with suppress(OSError):
            super().doRollover()

    def move(self, folder: Path) -> None:
        """The next line goes to the file in `folder`; what is written stays where it is."""
        self.acquire()
        try:
            stream, self.stream = self.stream, None
            self.baseFilename = str((folder / LOG_NAME).absolute())
        finally:
            self.release()
        if stream is not None:
            with suppress(OSError):
                stream.close()

    def close(self) -> None:
        with suppress(OSError):
            super().close()


class _LogLines(QueueHandler):
    """Takes lines from any thread; one of its own writes them down, in their order: to say something, nobody
    waits for the disk, the window least of all."""

    def __init__(self, file: _LogFile) -> None:
        super().__init__(SimpleQueue())
        self._file = file
        self._writer: QueueListener | None = None
        self._go_on()

    def _go_on(self) -> None:
        self._writer = QueueListener(self.queue, self._file)
        self._writer.start()

    def _finish(self) -> None:
        """What was said by now is written."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.stop()

    def move(self, folder: Path) -> None:
        """What is said from now on goes to the file in `folder`."""
        self._finish()
        self._file.move(folder)
        self._go_on()

    def close(self) -> None:
        self._finish()
        self._file.close()
        super().close()


def _private_opener(path: str, flags: int) -> int:
    """For this user only, also where an earlier version made it for whoever may enter the folder."""
    make_private(Path(path))
    return os.open(path, flags, 0o600)


def start_log(folder: Path) -> logging.Handler:
    """Writes the program's log to `folder` from now on; returns the handler, to be ended by `stop_log`."""
    with disk_errors(folder):
        private_folder(folder)
        file = _LogFile(
            folder / LOG_NAME, maxBytes=MAX_BYTES, backupCount=GENERATIONS, encoding="utf-8", delay=True
        )
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler = _LogLines(file)
    logger = logging.getLogger("desktop")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def move_log(handler: logging.Handler, folder: Path) -> None:
    """Writes on in `folder`: each account's lines lie with its lists. Raises DiskFull, DiskFailed."""
    with disk_errors(folder):
        private_folder(folder)
    if isinstance(handler, _LogLines):
        handler.move(folder)


def stop_log(handler: logging.Handler) -> None:
    logging.getLogger("desktop").removeHandler(handler)
    handler.close()
