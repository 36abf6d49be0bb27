"""The disk does not take the queue's own rows: that is said, and downloads go on."""

from __future__ import annotations

from desktop.core.models import FileKey
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from tests.app.conftest import Driver

WORDS = "what you ask for now may be forgotten when the program ends"


def test_it_is_said_until_the_disk_takes_them(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault(path=r"/stream$", kind="stall"))
    record, writer = signed_in.program.record, signed_in.scope.database._writer
    record._again.setInterval(20)
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    writer.execute("PRAGMA query_only = ON")
    signed_in.program.queue.request(FileKey.recording(signed_in.recordings()[0].call.sid))
    signed_in.wait(lambda: any(WORDS in text for text in signed_in.texts()))
    assert signed_in.program.queue.counts().open == 1
    writer.execute("PRAGMA query_only = OFF")
    signed_in.wait(lambda: not any(WORDS in text for text in signed_in.texts()))
