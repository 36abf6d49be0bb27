"""What an export waits for that stands still: by what the queue says, never by a guess."""

from __future__ import annotations

from collections.abc import Callable
from heapq import nsmallest
from operator import itemgetter

from PySide6.QtCore import QCoreApplication

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.formatting import wait_text
from desktop.workers.download_queue import DownloadQueue

translate = QCoreApplication.translate

STILL_SECONDS = 10.0
"""Nothing came for so long: nobody can say how long the rest takes."""
HINDERED_SECONDS = 2.0
"""As long it may still write what is here, while the queue can fetch nothing."""
_NAMES_LOOKED_UP = 20


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
    transfers = queue.transfers()
    awaited = _awaited(transfers)
    if awaited is None:
        return later_text(transfers, queue.now(), name_of)
    name = name_of(awaited.key)
    if not name:
        return ""
    if awaited.state is TransferState.PREPARING:
        return translate("ExportWords", "Waits for {name}, which the server prepares").format(name=name)
    return translate("ExportWords", "Waits for {name}").format(name=name)


def later_text(transfers: list[Transfer], now: float, name_of: Callable[[FileKey], str]) -> str:
    """Nothing is under way: of what is asked for again later, that which is the first."""
    later = [(one, one.next_at) for one in transfers if one.next_at is not None and one.next_at > now]
    waiting = [
        (one.priority is not Priority.BACKGROUND, next_at, one.line, one.key)
        for one, next_at in later
        if one.state is TransferState.WAITING and one.priority is not Priority.AHEAD
    ]
    text = translate("ExportWords", "Waits for {name}, asked for again in {wait}")
    # Of thousands a few: each name is looked up.
    for _, next_at, _, key in nsmallest(_NAMES_LOOKED_UP, waiting, key=itemgetter(0, 1, 2)):
        if name := name_of(key):
            return text.format(name=name, wait=wait_text(next_at - now))
    return ""


def _awaited(transfers: list[Transfer]) -> Transfer | None:
    """Of what is fetched for exports, that for which the server has worked longest."""
    begun = (TransferState.PREPARING, TransferState.TRANSFERRING)
    found = [one for one in transfers if one.state in begun and one.priority is not Priority.AHEAD]
    return min(found, key=lambda one: (one.priority is not Priority.BACKGROUND, one.since), default=None)
