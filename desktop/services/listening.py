"""ListeningService: where each recording was left, and how much of it was heard."""

from __future__ import annotations

import logging

from desktop.core.heard import Place
from desktop.services.held import Held, unsaved_said
from desktop.store.playback_repository import PlaybackRepository

log = logging.getLogger("desktop.listening")


class ListeningService:
    """What plays is held at once and written now and then; what is read is always the newest."""

    def __init__(self, places: PlaybackRepository) -> None:
        self._places = places
        self._held: Held[str, Place] = Held()

    def place(self, sid: str) -> Place | None:
        """Where this call's recording was left; None when it was never played. For the UI thread."""
        return self._held.get(sid) or self._places.place(sid)

    def hold(self, sid: str, place: Place) -> None:
        """Remembers the place until `write`; quick."""
        self._held.hold(sid, place)

    def write(self) -> None:
        """Writes all that is held. For the TaskPool.

        Raises DiskFull, DiskFailed; then it is held as before.
        """
        with self._held.to_write() as places:
            if places:
                self._places.put(places)

    def finish(self) -> None:
        """Writes all that is held, at the end; what cannot be written is in the log."""
        with unsaved_said(log, "PLACES_UNSAVED"):
            self.write()
