"""What an export waits for that stands still: by what the queue says, never by a guess."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.formatting import duration_text
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
    put_off = [
        (one.priority is not Priority.BACKGROUND, one.next_at, name)
        for one in transfers
        if one.state is TransferState.WAITING and one.priority is not Priority.AHEAD
        if one.next_at is not None and one.next_at > now and (name := name_of(one.key))
    ]
    if not put_off:
        return ""
    _, next_at, name = min(put_off)
    text = translate("ExportWords", "Waits for {name}, asked for again in {wait}")
    return text.format(name=name, wait=duration_text(next_at - now + 0.99))


def _awaited(transfers: list[Transfer]) -> Transfer | None:
    """Of what is fetched for exports, that for which the server has worked longest."""
    begun = (TransferState.PREPARING, TransferState.TRANSFERRING)
    found = [one for one in transfers if one.state in begun and one.priority is not Priority.AHEAD]
    return min(found, key=lambda one: (one.priority is not Priority.BACKGROUND, one.since), default=None)
