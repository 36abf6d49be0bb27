"""A note: what the user wrote on a call or a receipt. It never leaves this computer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

LONGEST_NOTE = 20_000
"""Characters (UTF-16 units, as the editor counts them)."""


class NoteKind(StrEnum):
    CALL = "call"
    RECEIPT = "receipt"


class NoteKey(NamedTuple):
    """What a note is on: `id` is a call's sid, or the server's id of a receipt."""

    kind: NoteKind
    id: str

    @classmethod
    def call(cls, sid: str) -> NoteKey:
        return cls(NoteKind.CALL, sid)

    @classmethod
    def receipt(cls, receipt_id: int) -> NoteKey:
        return cls(NoteKind.RECEIPT, str(receipt_id))


class Note(NamedTuple):
    """A note as it is kept. `changed_at` is aware, UTC."""

    key: NoteKey
    text: str
    changed_at: datetime
