"""Whether what is kept on this computer is what the server holds, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from desktop.core.errors import AppError
from desktop.core.models import FileKey, FileKind
from desktop.demo.world import DemoWorld
from desktop.services.account_scope import AccountScope
from desktop.store.begun_files import is_left
from desktop.workers.peaks_child import peaks_of

FOLDERS = ("recordings", "receipts")


def server_bytes(world: DemoWorld, key: FileKey) -> bytes | None:
    """What a client can get for `key`; None when it can get nothing."""
    if key.kind is FileKind.RECORDING:
        return world.recording_bytes(key.id)
    if key.kind is FileKind.RECEIPT_SOURCE:
        return world.source_bytes(int(key.id))
    return world.preview_bytes(int(key.id))


def unsound_files(scope: AccountScope, world: DemoWorld) -> Iterator[str]:
    """Half-written files, strange ones, and whole ones that differ from the server's."""
    known = {path: key for key, path in scope.files.whole_files()}
    for folder in FOLDERS:
        for path in sorted((scope.folder / folder).glob("*")):
            if path.suffix == ".part":
                if not is_left(path) or not _is_beginning(path, world):
                    yield f"{path.name} is half-written"
            elif path not in known:
                yield f"{path.name} is nobody's"
            elif path.read_bytes() != server_bytes(world, known[path]):
                yield f"{path.name} is not what the server holds"


def _is_beginning(path: Path, world: DemoWorld) -> bool:
    """Whether a part that can be gone on with is what the server gave."""
    return world.recording_bytes(path.name.partition(".")[0]).startswith(path.read_bytes())


def unsound_notes(scope: AccountScope) -> Iterator[str]:
    """Files that the database describes otherwise than they are."""
    for key, path in scope.files.whole_files():
        kept = scope.kept_files.find(key)
        if kept is None:
            continue
        if kept.path != path or kept.sha256 != sha256(path.read_bytes()).hexdigest():
            yield f"{path.name} is noted with another content"


def unplayable_recordings(scope: AccountScope, world: DemoWorld) -> Iterator[str]:
    """Those that do not decode, in the program's own way, to sound as long as the call; and those of which
    another length is noted."""
    for key, path in scope.files.whole_files():
        call = world.calls.find(key.id) if key.kind is FileKind.RECORDING else None
        kept = scope.kept_files.find(key)
        if call is None or kept is None:
            continue
        try:
            peaks = peaks_of(path)
        except AppError as error:
            yield f"{path.name} does not decode: {error!r}"
            continue
        if peaks.duration_ms != call.duration * 1000 or kept.seconds != call.duration:
            lengths = f"{peaks.duration_ms / 1000} s decoded, {kept.seconds} s noted"
            yield f"{path.name} of a call of {call.duration} s: {lengths}"
        if not any(peaks.upper) and not any(peaks.lower):
            yield f"{path.name} is silent"
