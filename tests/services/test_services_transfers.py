"""One attempt at one file: what is kept is whole, as far as anybody can tell."""

from __future__ import annotations

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import FileIncomplete
from desktop.core.models import FileKey, KeptFile
from desktop.core.transfer import Way
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.transfers import Answered, TransferService
from tests.services.conftest import until_ready


@pytest.fixture
def transfers(scope: AccountScope) -> TransferService:
    assert scope.online is not None
    return scope.online.transfers


@pytest.fixture
def key(server: DemoServer, transfers: TransferService) -> FileKey:
    """A recording that the server has ready."""
    found = FileKey.recording(server.world.add_call(duration=12).sid)
    until_ready(transfers, found)
    return found


def fetch(transfers: TransferService, key: FileKey) -> KeptFile | Answered:
    return transfers.attempt(key, Way.FETCH, CancelToken(), lambda _received, _total: None)


GROWING = Fault(path="/stream$", kind="growing", times=1)
WITHOUT_LENGTH = Fault(path="/stream$", kind="cut", times=1, at_bytes=20_000, keep_length=False)


@pytest.mark.parametrize("fault", [GROWING, WITHOUT_LENGTH])
def test_a_recording_that_may_still_grow_is_not_kept(
    server: DemoServer, scope: AccountScope, transfers: TransferService, key: FileKey, fault: Fault
) -> None:
    """The server names the bytes it has so far, or none; the WAV says how many there must be."""
    server.faults.add(fault)
    with pytest.raises(FileIncomplete):
        fetch(transfers, key)
    assert scope.kept_files.find(key) is None
    assert not list(scope.folder.rglob("*.wav"))
    kept = fetch(transfers, key)
    assert isinstance(kept, KeptFile)
    assert kept.path.read_bytes() == server.world.recording_bytes(key.id)


def test_what_grows_no_more_is_kept_although_its_header_promises_more(
    server: DemoServer, transfers: TransferService, key: FileKey
) -> None:
    """A recording with a wrong header is better than none."""
    server.faults.add(Fault(path="/stream$", kind="growing"))
    with pytest.raises(FileIncomplete):
        fetch(transfers, key)
    kept = fetch(transfers, key)
    assert isinstance(kept, KeptFile)
    assert kept.size < len(server.world.recording_bytes(key.id))
