"""ListeningService: where each recording was left, and how much of it was heard."""

from __future__ import annotations

import logging
import threading

from desktop.core.errors import AppError, Cancelled
from desktop.core.heard import Place
from desktop.store.playback_repository import PlaybackRepository

log = logging.getLogger("desktop.listening")


class ListeningService:
    """What plays is held at once and written now and then; what is read is always the newest."""

    def __init__(self, places: PlaybackRepository) -> None:
        self._places = places
        self._held: dict[str, Place] = {}
        self._holding = threading.Lock()
        # One writer at a time: an older place must not be written after a newer one.
        self._writing = threading.Lock()

    def place(self, sid: str) -> Place | None:
        """Where this call's recording was left; None when it was never played. For the UI thread."""
        with self._holding:
            if sid in self._held:
                return self._held[sid]
        return self._places.place(sid)

    def hold(self, sid: str, place: Place) -> None:
        """Remembers the place until `write`; quick."""
        with self._holding:
            self._held[sid] = place

    def write(self) -> None:
        """Writes all that is held. For the TaskPool.

        Raises DiskFull, DiskFailed; then it is held as before.
        """
        with self._writing:
            with self._holding:
                held = dict(self._held)
            if not held:
                return
            self._places.put(held)
            with self._holding:
                self._held = {sid: one for sid, one in self._held.items() if held.get(sid) is not one}

    def finish(self) -> None:
        """Writes all that is held, at the end; what cannot be written is in the log."""
        try:
            self.write()
        except Cancelled:
            pass
        except AppError as error:
            log.error("PLACES_UNSAVED %s", error.detail)
