"""FileKey: names a file that can be fetched."""

# No deferred annotations here: a named tuple compiles each of them when it is loaded, before the first paint.
from enum import StrEnum
from typing import NamedTuple, Self


class FileKind(StrEnum):
    RECORDING = "recording"
    RECEIPT_SOURCE = "source"
    RECEIPT_PREVIEW = "preview"


class FileKey(NamedTuple):
    """Names one file that can be fetched: what it is, and the call's sid or the receipt's id."""

    kind: FileKind
    id: str

    @classmethod
    def recording(cls, sid: str) -> Self:
        return cls(FileKind.RECORDING, sid)

    @classmethod
    def source(cls, receipt_id: int) -> Self:
        return cls(FileKind.RECEIPT_SOURCE, str(receipt_id))

    @classmethod
    def preview(cls, receipt_id: int) -> Self:
        return cls(FileKind.RECEIPT_PREVIEW, str(receipt_id))

    @property
    def is_recording(self) -> bool:
        return self.kind is FileKind.RECORDING

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.id}"
