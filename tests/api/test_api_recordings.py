"""Recordings: asked about, prepared, streamed; every answer in their place (api-contract 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from desktop.api.client import ApiClient, NotReady, Received
from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    FileEmpty,
    FileIncomplete,
    NoSlot,
    NotARecording,
    NotFound,
    NotOurServer,
    Offline,
    PreparationFailed,
    RecordingGone,
    RecordingMissing,
    RequestRefused,
    ServerBusy,
    ServerFailed,
    WorkerDown,
)
from desktop.core.models import RecordingStatus
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoOptions, DemoServer, Fault
from tests.api.api_kit import MakeClient, MemorySink, until

WAYS = ("stream_recording", "recording_file")
PATHS = {"stream_recording": "/stream$", "recording_file": "/recordings/file/"}


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """Recordings that are ready at once."""
    with DemoServer(DemoOptions(calls=5, receipts=1, prepare_seconds=(0.0, 0.0))) as running:
        yield running


def fetch(client: ApiClient, way: str, sid: str, sink: MemorySink) -> Received | NotReady:
    answer: Received | NotReady = getattr(client, way)(sid, sink, None, None)
    return answer


@pytest.mark.parametrize("way", WAYS)
def test_a_recording_comes_whole(server: DemoServer, client: ApiClient, way: str) -> None:
    sid, sink, told = server.world.add_call(duration=20).sid, MemorySink(), []
    token = CancelToken()
    received = getattr(client, way)(sid, sink, token, lambda size, total: told.append((size, total)))
    assert bytes(sink.data) == server.world.recording_bytes(sid)
    assert received == Received(len(sink.data), "audio/mpeg")
    assert told[0] == (0, len(sink.data))
    assert told[-1] == (len(sink.data), len(sink.data))
    assert all(size >= 64 * 1024 for size in sink.pieces[:-1])
    assert sink.restarts == 0


@pytest.mark.parametrize("way", WAYS)
def test_not_ready_is_an_answer_and_no_file(make_client: MakeClient, way: str) -> None:
    with DemoServer(DemoOptions(calls=5, receipts=1, prepare_seconds=(300, 300))) as slow:
        client = make_client(slow.url)
        client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        sid, sink = slow.world.add_call().sid, MemorySink()
        assert client.recording_status(sid).status is RecordingStatus.UNKNOWN
        answer = fetch(client, way, sid, sink)
        assert isinstance(answer, NotReady)
        assert answer.status in (RecordingStatus.QUEUED, RecordingStatus.PROCESSING)
        assert answer.retry_after == (2.0 if way == "recording_file" else None)
        assert client.recording_status(sid).status in (RecordingStatus.QUEUED, RecordingStatus.PROCESSING)
        assert client.prepare_recording(sid).status in (RecordingStatus.QUEUED, RecordingStatus.PROCESSING)
        assert not sink.data


def test_status_starts_nothing(server: DemoServer, client: ApiClient) -> None:
    sid = server.world.add_call().sid
    assert client.recording_status(sid).status is RecordingStatus.UNKNOWN
    assert server.counters.preparations_high == 0
    client.prepare_recording(sid)
    until(lambda: client.recording_status(sid).status is RecordingStatus.READY)
    assert client.prepare_recording(sid).status is RecordingStatus.READY


def test_none_gone_and_failed(server: DemoServer, client: ApiClient) -> None:
    now = server.world.clock.now()
    none = server.world.add_call(has_recording=False, fate="none").sid
    old = server.world.add_call(created_at=now - timedelta(days=9)).sid
    fails = server.world.add_call(fate="fails").sid
    for sid, kind in ((none, RecordingMissing), (old, RecordingGone), (fails, PreparationFailed)):
        with pytest.raises(kind):
            client.stream_recording(sid, MemorySink())
        with pytest.raises(kind):
            client.recording_status(sid)


@pytest.mark.parametrize("ask", ["recording_status", "prepare_recording"])
def test_when_to_ask_again_is_heard(server: DemoServer, client: ApiClient, ask: str) -> None:
    body = b'{"success": true, "status": "processing"}'
    server.faults.add(
        Fault("/(status|prepare)$", "status", status=202, body=body, headers=(("Retry-After", "7"),))
    )
    assert getattr(client, ask)("CA1") == NotReady(RecordingStatus.PROCESSING, 7.0)


def test_the_last_resort_may_have_what_is_gone(server: DemoServer, client: ApiClient) -> None:
    old = server.world.clock.now() - timedelta(days=9)
    kept, gone = (server.world.add_call(created_at=old, kept_longer=kept).sid for kept in (True, False))
    sink = MemorySink()
    assert isinstance(client.recording_file(kept, sink), Received)
    assert bytes(sink.data) == server.world.recording_bytes(kept)
    with pytest.raises(RecordingMissing) as caught:
        client.recording_file(gone, MemorySink())
    assert caught.value.server_text_he


def test_no_slot_is_no_failure_of_the_recording(server: DemoServer, client: ApiClient) -> None:
    sid = server.world.add_call().sid
    server.faults.full = True
    for way in WAYS:
        with pytest.raises(NoSlot):
            fetch(client, way, sid, MemorySink())
    with pytest.raises(NoSlot):
        client.prepare_recording(sid)
    server.faults.full = False
    assert isinstance(client.stream_recording(sid, MemorySink()), Received)


def test_a_failed_status_that_says_no_slot(server: DemoServer, client: ApiClient) -> None:
    server.faults.add(Fault("/status$", "no_slot"))
    with pytest.raises(NoSlot):
        client.recording_status("CA1")


def test_a_worker_that_does_not_answer(server: DemoServer, client: ApiClient) -> None:
    body = (
        '{"success": false, "error": "worker_not_processing_queue", "message_he": "שירות ההקלטות אינו זמין"}'
    )
    server.faults.add(Fault("/recordings/", "status", status=500, body=body.encode()))
    with pytest.raises(WorkerDown) as caught:
        client.recording_file("CA1", MemorySink())
    assert caught.value.server_text_he == "שירות ההקלטות אינו זמין"
    with pytest.raises(WorkerDown):
        client.prepare_recording("CA1")


def test_ready_in_place_of_the_audio(server: DemoServer, client: ApiClient) -> None:
    sid, sink = server.world.add_call().sid, MemorySink()
    server.faults.add(Fault("/stream$", "json_ready", times=1))
    assert client.stream_recording(sid, sink) == NotReady(RecordingStatus.READY)
    assert not sink.data
    assert isinstance(client.stream_recording(sid, sink), Received)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault("", "html"), NotARecording),
        (Fault("", "not_audio"), NotARecording),
        (Fault("", "html_405"), RequestRefused),
        (Fault("", "html_502"), Offline),
        (Fault("", "xml"), ServerBusy),
        (Fault("", "text_500"), ServerFailed),
        (Fault("", "wrong_json"), AnswerNotUnderstood),
        (Fault("", "broken_json"), AnswerNotUnderstood),
        (Fault("", "status", status=200, content_type="audio/mpeg"), FileEmpty),
        (
            Fault("", "status", status=200, content_type="audio/mpeg", body=b"<?xml version='1.0'?><Error/>"),
            NotARecording,
        ),
        (Fault("", "status", status=500, body=b'{"success": false, "status": "failed"}'), PreparationFailed),
        (Fault("", "status", status=500, body=b'{"error": "it failed"}'), PreparationFailed),
        (Fault("", "status", status=500), ServerFailed),
        (Fault("", "status", status=404), RecordingMissing),
        (Fault("", "status", status=410, body=b"<html>", content_type="text/html"), RecordingGone),
        (Fault("", "status", status=416), RequestRefused),
        (Fault("", "status", status=202, body=b'{"status": "failed", "error": "x"}'), PreparationFailed),
        (Fault("", "status", status=206, content_type="audio/mpeg", body=b"ID3 and more"), FileIncomplete),
        (Fault("", "cut"), FileIncomplete),
        (Fault("", "short_length"), FileIncomplete),
        (Fault("", "reset"), Offline),
    ],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else value.__name__,
)
def test_bad_days(
    server: DemoServer, client: ApiClient, way: str, fault: Fault, kind: type[AppError]
) -> None:
    sid, sink = server.world.add_call().sid, MemorySink()
    assert isinstance(fetch(client, way, sid, MemorySink()), Received)
    server.faults.add(_at(PATHS[way], fault))
    with pytest.raises(kind) as caught:
        fetch(client, way, sid, sink)
    assert not isinstance(caught.value, PreparationFailed) or kind is PreparationFailed
    server.faults.clear()
    assert isinstance(fetch(client, way, sid, MemorySink()), Received)


@pytest.mark.parametrize("body", [b"", b"soon", b"[]", b'{"status": 5}', b"{"])
def test_202_is_not_yet_whatever_its_body(server: DemoServer, client: ApiClient, body: bytes) -> None:
    headers = (("Retry-After", "99999"),)
    server.faults.add(Fault("/stream$", "status", status=202, body=body, headers=headers))
    answer = client.stream_recording("CA1", MemorySink())
    assert answer == NotReady(RecordingStatus.QUEUED, 300.0)


def test_a_cut_recording_says_how_much_came(server: DemoServer, client: ApiClient) -> None:
    sid = server.world.add_call().sid
    server.faults.add(Fault("/stream$", "cut", at_bytes=5000))
    with pytest.raises(FileIncomplete) as caught:
        client.stream_recording(sid, MemorySink())
    assert caught.value.received == 5000
    assert caught.value.expected == len(server.world.recording_bytes(sid))


def test_a_file_without_a_length_says_that_nobody_knows_its_end(
    server: DemoServer, client: ApiClient
) -> None:
    sid, sink = server.world.add_call().sid, MemorySink()
    client.stream_recording(sid, MemorySink())
    server.faults.add(Fault("/stream$", "cut", at_bytes=5000, keep_length=False))
    received = client.stream_recording(sid, sink)
    assert isinstance(received, Received)
    assert not received.length_known
    assert received.size == len(sink.data) == 5000


def test_a_session_that_ends_in_the_middle_of_a_queue(server: DemoServer, client: ApiClient) -> None:
    sids = [server.world.add_call().sid for _ in range(3)]
    for number, sid in enumerate(sids):
        if number == 1:
            server.world.expire_sessions()
        sink = MemorySink()
        assert isinstance(client.stream_recording(sid, sink), Received)
        assert bytes(sink.data) == server.world.recording_bytes(sid)


def test_calls_and_their_details(server: DemoServer, client: ApiClient) -> None:
    page = client.calls(1000, -5)
    assert page.total == len(page.rows) == 5
    told = server.world.add_call(transcript="שלום hello\nline", summary="s", sentiment="positive")
    silent = server.world.add_call(transcript="")
    details = client.call_details(told.sid)
    assert (details.transcript, details.summary, details.sentiment) == ("שלום hello\nline", "s", "positive")
    assert client.call_details(silent.sid).transcript == ""
    row = client.calls(1, 0).rows[0]
    assert row.transcript in ("", told.transcript)
    with pytest.raises(NotFound):
        client.call_details("CA404")


def _at(path: str, fault: Fault) -> Fault:
    fields = {name: getattr(fault, name) for name in Fault.__slots__}
    return Fault(**{**fields, "path": path})


def test_a_page_in_answer_to_a_question_is_not_our_server(server: DemoServer, client: ApiClient) -> None:
    sid = server.world.add_call().sid
    server.faults.add(Fault("/status$", "html", times=1))
    with pytest.raises(NotOurServer):
        client.recording_status(sid)
