"""Recordings: asking for one, waiting for it, getting its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Blueprint, Response, request

from desktop.demo.routes.backend import answer, backend, business, hint
from desktop.demo.routes.byte_range import RangeBeyondEnd, RangeMalformed, in_large_pieces, parse_range
from desktop.demo.samples.calls import HTML_RECORDING, DemoCall, recording_of
from desktop.demo.worker import JobState

recordings = Blueprint("recordings", __name__, url_prefix="/api")

_GOING = (JobState.QUEUED, JobState.PROCESSING)
_MESSAGE_HE = {404: "ההקלטה לא נמצאה", 500: "שירות ההקלטות אינו זמין כרגע, נסו שוב מאוחר יותר"}


class _Refused(Exception):
    """The answer is already known: there is no recording to speak of."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


@recordings.errorhandler(_Refused)
def refused(error: _Refused) -> Response:
    return error.response


@recordings.get("/recordings/<sid>/status")
def status(sid: str) -> Response:
    _young_call(sid)
    state = business().worker.look(sid, down=hint() == "worker_down")
    if state is JobState.FAILED:
        return _failure("failed", "Recording download failed")
    return answer({"success": True, "status": state})


@recordings.get("/recordings/<sid>/stream")
def stream(sid: str) -> Response:
    if not request.headers.get("X-User-Action"):
        body = {
            "success": False,
            "error": "Missing X-User-Action header",
            "message": "Explicit user action required",
        }
        return answer(body, 400)
    return _asked(_young_call(sid), attachment=False)


@recordings.get("/calls/<sid>/download")
def download(sid: str) -> Response:
    return _asked(_young_call(sid), attachment=True)


@recordings.get("/recordings/file/<sid>")
def file(sid: str) -> Response:
    call = _any_call(sid)
    before, state = _restarted(call)
    if state is JobState.READY:
        return _audio(call)
    if state is JobState.FAILED:
        return _worker_failure()
    if state is JobState.NO_SLOT:
        return _failure("failed", "No slot available")
    waiting = answer({"success": True, "status": "processing" if state is JobState.UNKNOWN else state}, 202)
    waiting.headers["Retry-After"] = "5" if before is JobState.FAILED and state in _GOING else "2"
    return waiting


@recordings.post("/recordings/<sid>/prepare")
def prepare(sid: str) -> Response:
    call = _any_call(sid)
    _before, state = _restarted(call)
    if state is JobState.READY:
        return answer({"success": True, "status": "ready"})
    if state is JobState.FAILED:
        return _worker_failure()
    if state is JobState.NO_SLOT:
        return _failure("failed", "No slot available")
    worker = business().worker
    run_id = worker.run_id(call.sid)
    return answer({"success": True, "status": state if state in _GOING else "queued", "run_id": run_id}, 202)


# -- whether there is one ------------------------------------------------------------------------------


def _young_call(sid: str) -> DemoCall:
    """The call, unless it has no recording or its recording has outlived the week."""
    call = business().calls.find(sid)
    if call is None or not call.has_recording or call.fate == "missing":
        raise _Refused(answer({"success": False, "status": "missing", "error": "Recording not found"}, 404))
    if call.is_gone(backend().world.clock.now()):
        body = {
            "success": False,
            "error": "Recording expired",
            "message": "Recordings are deleted after 7 days",
        }
        raise _Refused(answer(body, 410))
    return call


def _any_call(sid: str) -> DemoCall:
    """The call, if its file is still there, however old it is."""
    call = business().calls.find(sid)
    there = call is not None and call.has_recording and call.fate != "missing"
    if call is None or not there or (call.is_gone(backend().world.clock.now()) and not call.kept_longer):
        body = {"success": False, "error": "Recording not found", "message_he": _MESSAGE_HE[404]}
        raise _Refused(answer(body, 404))
    return call


# -- asking the worker ---------------------------------------------------------------------------------


def _asked(call: DemoCall, *, attachment: bool) -> Response:
    """Starts the fetch if need be: the audio, or how far it is."""
    if hint() == "lost":
        return answer({"success": True, "status": "queued"}, 202)
    worker = business().worker
    state = worker.ask(call.sid, down=hint() == "worker_down", full=backend().faults.full)
    if state is JobState.READY:
        return _audio(call, etag=f"{call.sid}-{worker.fetches(call.sid)}", attachment=attachment)
    if state is JobState.NO_SLOT:
        return _failure("failed", "No slot available")
    if state is JobState.FAILED:
        return _failure("failed", "Recording download failed")
    return answer({"success": True, "status": state, "message": "Recording is being prepared"}, 202)


def _restarted(call: DemoCall) -> tuple[JobState, JobState]:
    """How it was and how it is, after a failed fetch was begun anew if that is due."""
    worker, down = business().worker, hint() == "worker_down"
    before = worker.look(call.sid, down=down)
    return before, worker.restart(call.sid, down=down, full=backend().faults.full)


def _failure(state: str, error: str) -> Response:
    body = {"success": False, "status": state, "error": error, "message": "Recording could not be prepared"}
    return answer(body, 500)


def _worker_failure() -> Response:
    body = {"success": False, "error": "worker_not_processing_queue", "message_he": _MESSAGE_HE[500]}
    return answer(body, 500)


# -- the bytes -----------------------------------------------------------------------------------------


def _audio(call: DemoCall, *, etag: str = "", attachment: bool = False) -> Response:
    """All of the recording or the range that was asked for, labelled MP3 whatever it is."""
    size, read = _sound(call)
    try:
        part = parse_range(request.headers.get("Range"), size)
    except RangeBeyondEnd:
        return Response(b"", 416, {"Content-Range": f"bytes */{size}"}, mimetype="audio/mpeg")
    except RangeMalformed:
        return answer({"success": False, "error": "invalid literal for int() with base 10"}, 500)
    start, end = part or (0, size)
    response = Response(read(start, end), 206 if part else 200, mimetype="audio/mpeg")
    response.headers["Content-Length"] = str(end - start)
    response.headers["Accept-Ranges"] = "bytes"
    if part:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    elif etag:
        response.set_etag(etag)
    if attachment:
        response.headers["Content-Disposition"] = f'attachment; filename="recording_{call.sid}.mp3"'
    return response


def _sound(call: DemoCall) -> tuple[int, Callable[[int, int], Iterator[bytes]]]:
    """Its size, and what reads a part of it; half of it while it is still being written."""
    if call.fate == "html":
        return len(HTML_RECORDING), lambda start, end: iter([HTML_RECORDING[start:end]])
    recording = recording_of(call)
    size = recording.size // 2 if hint() == "growing" else recording.size
    return size, lambda start, end: in_large_pieces(recording.read(start, end))
