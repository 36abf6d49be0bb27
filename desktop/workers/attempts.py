"""What the queue's threads carry out."""

from __future__ import annotations

from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey
from desktop.core.transfer import Way
from desktop.services.transfers import Answered, Arrived, Tell


class Attempts(Protocol):
    """What carries out one attempt, on a thread of the queue: `services.transfers.TransferService`."""

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived | Answered: ...
