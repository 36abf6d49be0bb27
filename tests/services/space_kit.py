"""Recordings on this computer that are so old and so large, for tests of the room that they take."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.core.models import Call, FileKey, KeptFile
from desktop.services.account_scope import AccountScope
from desktop.store.calls_repository import CallsRepository

NOW = datetime.now(UTC)


def sid_of(number: int) -> str:
    return f"CA{number:032x}"


def keep(
    scope: AccountScope, number: int, size: int = 10, age: float = 1, *, reviewed: bool = True
) -> FileKey:
    """A call `age` days old whose recording is here since it was made."""
    key, made = FileKey.recording(sid_of(number)), NOW - timedelta(days=age)
    CallsRepository(scope.database).upsert(
        [Call(key.id, made, has_recording=True, expires_at=made + timedelta(days=7))]
    )
    with scope.files.part(key) as part:
        part.write(b"R" * size)
        path, _, digest = part.commit("wav")
    scope.kept_files.record(KeptFile(key, path, size, digest, "wav", made))
    if reviewed:
        scope.reviewed.mark_heard(key.id)
    return key


def keep_guest(scope: AccountScope, number: int, age: float = 1) -> FileKey:
    """It came for an export alone, and is to be written yet."""
    scope.export_guests.expect(sid_of(number))
    return keep(scope, number, age=age, reviewed=False)


def here(scope: AccountScope) -> list[int]:
    """Which recordings are here, whole, by row and by file alike."""
    found = [int(key.id[2:], 16) for key, _ in scope.files.whole_files()]
    assert all(scope.kept_files.find(FileKey.recording(sid_of(number))) for number in found)
    return found


def heard(scope: AccountScope) -> AccountScope:
    """The server was heard since the start."""
    # As its first answer says.
    scope.clock.offset = timedelta()
    scope.clock.note_list()
    return scope
