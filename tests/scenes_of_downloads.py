"""Scenes of the page of downloads: under way, paused, and one of every state."""

from __future__ import annotations

from dataclasses import replace

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.workers.connection import ConnectionState
from tests.scene_steps import healthy, with_lists
from tests.stage import FULL, SMALL, Stage

_PREPARING = b'{"success": true, "status": "processing"}'


def downloads(stage: Stage) -> None:
    with_lists(stage)
    faults, queue = stage.server.faults, stage.program.queue
    kept, failing, *rest = (FileKey.recording(sid) for sid in healthy(stage)[:12])
    queue.request(kept)
    stage.wait_until_kept(kept)
    faults.add(Fault(f"/{failing.id}/stream", "not_audio"))
    queue.request(failing)
    stage.wait("a failure", lambda: bool(stage.transfers(TransferState.FAILED)))
    faults.add(Fault("/stream$", "drip", bytes_per_second=90_000))
    for key in rest:
        queue.request(key, Priority.ASKED)
    stage.program.window.commands.downloads.trigger()
    stage.wait("bytes", lambda: sum(one.received > 30_000 for one in queue.transfers()) >= 3)
    stage.picture("downloads", at_rest=False)
    stage.program.window.downloads_page.pause_all.trigger()
    stage.wait("the end of it", lambda: not queue.counts().transferring)
    stage.picture("downloads-paused")


def downloads_states(stage: Stage) -> None:
    """Arriving, prepared, waiting, paused, failed, gone, cancelled, done; of recordings and of receipts."""
    with_lists(stage)
    world, faults, queue = stage.server.world, stage.server.faults, stage.program.queue
    keys = [FileKey.recording(sid) for sid in healthy(stage)[:14]]
    gone, failing, kept, cancelled, paused, *rest = keys
    lost = world.calls.find(gone.id)
    assert lost is not None
    world.calls.replace(replace(lost, fate="missing"))
    faults.add(Fault(f"/{failing.id}/stream", "not_audio"))
    receipt = FileKey.source(next(one.id for one in world.receipts if one.attachment))
    for key in (kept, gone, failing, receipt):
        queue.request(key)
        stage.wait_until_kept(key)
    for key in rest[:2]:
        faults.add(Fault(f"/{key.id}/status", "status", status=200, body=_PREPARING))
        faults.add(Fault(f"/{key.id}/stream", "status", status=202, body=_PREPARING))
    faults.add(Fault("/stream$", "drip", bytes_per_second=90_000))
    for key in (*rest, cancelled, paused):
        queue.request(key, Priority.ASKED)
    queue.cancel(cancelled)
    queue.pause([paused])
    stage.program.window.commands.downloads.trigger()
    stage.wait("bytes", lambda: sum(one.received > 30_000 for one in queue.transfers()) >= 3)
    stage.wait("preparing", lambda: bool(stage.transfers(TransferState.PREPARING)))
    stage.picture("downloads-states", at_rest=False)
    stage.program.window.resize(SMALL)
    stage.picture("downloads-states-1366x768", at_rest=False)
    stage.program.window.resize(FULL)


def downloads_offline(stage: Stage) -> None:
    """The server goes while it prepares one, sends one, and others wait; some are here, and one failed."""
    with_lists(stage)
    faults, queue = stage.server.faults, stage.program.queue
    kept, failing, prepared, *rest = (FileKey.recording(sid) for sid in healthy(stage)[:8])
    faults.add(Fault(f"/{failing.id}/stream", "not_audio"))
    for key in (kept, failing):
        queue.request(key)
        stage.wait_until_kept(key)
    keeping = stage.program.window.keeping
    stage.wait(
        "the room that it takes", lambda: keeping.space.room is not None and keeping.space.room.used > 0
    )
    faults.add(Fault(f"/{prepared.id}/status", "status", status=200, body=_PREPARING))
    faults.add(Fault(f"/{prepared.id}/stream", "status", status=202, body=_PREPARING))
    faults.add(Fault("/stream$", "drip", bytes_per_second=90_000))
    for key in (prepared, *rest):
        queue.request(key, Priority.ASKED)
    stage.wait("preparing", lambda: bool(stage.transfers(TransferState.PREPARING)))
    stage.wait("bytes", lambda: any(one.received > 30_000 for one in queue.transfers()))
    stage.program.window.commands.downloads.trigger()
    stage.server.stop()
    stage.program.window.commands.sync_everything.trigger()
    stage.wait("being offline", lambda: stage.program.connection.state is ConnectionState.OFFLINE)
    stage.wait("the end of it", lambda: not queue.counts().transferring)
    stage.picture("downloads-offline")
    stage.program.window.resize(SMALL)
    stage.picture("downloads-offline-1366x768")
    stage.program.window.resize(FULL)
    stage.server.start()
