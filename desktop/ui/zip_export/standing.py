"""What an export waits for that stands still: by what the queue says, never by a guess."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Transfer, TransferState
from desktop.workers.download_queue import DownloadQueue

translate = QCoreApplication.translate

STILL_SECONDS = 10.0
"""Nothing came for so long: nobody can say how long the rest takes."""
HINDERED_SECONDS = 2.0
"""As long it may still write what is here, while the queue can fetch nothing."""


def waits_text(queue: DownloadQueue, still_s: float, name_of: Callable[[FileKey], str]) -> str:
    """Says nothing while it goes on, or nobody knows.

    `still_s`: so long nothing came. `name_of`: of a file, in words.
    """
    if still_s < HINDERED_SECONDS:
        return ""
    if not queue.online:
        return translate("ExportWords", "Waits for the server")
    if queue.disk.error is not None:
        return translate("ExportWords", "Waits for room on this disk")
    if still_s < STILL_SECONDS:
        return ""
    awaited = _awaited(queue.transfers())
    name = name_of(awaited.key) if awaited is not None else ""
    if not name:
        return ""
    if awaited is not None and awaited.state is TransferState.PREPARING:
        return translate("ExportWords", "Waits for {name}, which the server prepares").format(name=name)
    return translate("ExportWords", "Waits for {name}").format(name=name)


def _awaited(transfers: list[Transfer]) -> Transfer | None:
    """Of what is fetched for exports, that for which the server has worked longest."""
    begun = (TransferState.PREPARING, TransferState.TRANSFERRING)
    found = [one for one in transfers if one.state in begun and one.priority is not Priority.AHEAD]
    return min(found, key=lambda one: (one.priority is not Priority.BACKGROUND, one.since), default=None)
