"""What an answer in place of a recording means (api-contract 4)."""

from __future__ import annotations

from desktop.api.answers import Answer, ErrorBody, parsed, refusal
from desktop.api.download import NotReady
from desktop.api.payloads import recording_status
from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    NoSlot,
    NotARecording,
    NotOurServer,
    PreparationFailed,
    RecordingGone,
    RecordingMissing,
    WorkerDown,
)
from desktop.core.media_type import MediaType
from desktop.core.models import RecordingStatus


def not_ready(answer: Answer) -> NotReady:
    """The answer in place of a recording, or to a question about one; raises what ends the wait."""
    if not answer.succeeded:
        raise _refusal(answer)
    if answer.is_html:
        # In place of a recording it may be what the server holds; to a question it is nobody's answer.
        kind = NotOurServer if _asks_only(answer) else NotARecording
        raise kind(f"{answer.request}: an HTML page")
    status = _status(answer)
    if status is None:
        raise _end(answer) or AnswerNotUnderstood(f"{answer.request}: {answer.status} without a status")
    return NotReady(status, answer.retry_after)


def refuse_other_files(kind: MediaType, head: bytes, _length: int | None) -> None:
    """Raises NotARecording for what is surely something else; unknown bytes may still be sound."""
    if kind is not MediaType.UNKNOWN and not kind.is_audio:
        raise NotARecording(f"{kind.name} in place of a recording of {len(head)} bytes or more")


def _status(answer: Answer) -> RecordingStatus | None:
    """202 says "not yet", whatever its body."""
    try:
        data = parsed(answer.body) if answer.is_json else None
    except ValueError:
        data = None
    status = recording_status(data) if isinstance(data, dict) else None
    if status is None and answer.status == 202 and _end(answer) is None:
        return RecordingStatus.QUEUED
    return status


def _refusal(answer: Answer) -> AppError:
    generic = refusal(answer)
    specific = _absence(answer) or _end(answer)
    if specific is None:
        return generic
    specific.server_text, specific.server_text_he = generic.server_text, generic.server_text_he
    return specific


def _absence(answer: Answer) -> AppError | None:
    if answer.status == 410:
        return RecordingGone(answer.request)
    if answer.status == 404 and (answer.is_json or not answer.body):
        return RecordingMissing(answer.request)
    return None


def _end(answer: Answer) -> AppError | None:
    """How a preparation ended, by the words of the answer; None when it says nothing of that."""
    body = ErrorBody.of(answer)
    if body.speaks_of("no slot"):
        return NoSlot(answer.request)
    if body.speaks_of("worker_not_processing"):
        return WorkerDown(answer.request)
    failed = body.status == "failed" or (answer.status == 500 and body.error and not _asks_only(answer))
    return PreparationFailed(f"{answer.request}: {body.error or body.message}") if failed else None


def _asks_only(answer: Answer) -> bool:
    """`/status` itself may break down, which says nothing of the recording."""
    return answer.request.endswith("/status")
