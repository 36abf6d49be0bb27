"""ReceiptFiles: a receipt's source or preview, by any of the three ways the server has."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.api.answers import Answer, ErrorBody, json_object, refusal
from desktop.api.download import Download, FileSink, OnBytes, Received
from desktop.api.payloads import FileLink, file_link
from desktop.api.session import ApiRequest, ApiSession
from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AppError,
    NotFound,
    NotOurServer,
    PreviewMissing,
    RequestRefused,
    ServerFailed,
    SourceMissing,
    StorageRefused,
)
from desktop.core.media_type import MediaType
from desktop.core.models import FileKind

_PATHS = {
    FileKind.RECEIPT_SOURCE: "/api/receipts/{}/download",
    FileKind.RECEIPT_PREVIEW: "/api/receipts/{}/preview/download",
}
_OTHER_WAYS_HELP = (StorageRefused, ServerFailed, RequestRefused, NotOurServer, NotFound)


class ReceiptFiles:
    """Redirect, fresh signed link, attachment: each is tried until one brings the file."""

    def __init__(self, session: ApiSession) -> None:
        self._session = session
        self._storage = session.storage

    def fetch(
        self,
        receipt_id: int,
        kind: FileKind,
        sink: FileSink,
        token: CancelToken | None,
        on_bytes: OnBytes | None,
    ) -> Received:
        """Raises SourceMissing or PreviewMissing without a file, StorageRefused when no way leads to it."""
        told = _Told()
        download = Download(sink, on_bytes, told.refuse_other_files)
        first: AppError | None = None
        for outcome in self._ways(receipt_id, kind, download, told, token):
            if isinstance(outcome, Received):
                return outcome
            first = first or outcome
        raise first or StorageRefused(f"{kind} {receipt_id}")

    def _ways(
        self, receipt_id: int, kind: FileKind, download: Download, told: _Told, token: CancelToken | None
    ) -> Iterator[Received | AppError]:
        request = ApiRequest("GET", _PATHS[kind].format(receipt_id))
        yield self._followed(self._session.ask(request, token), kind, download, token)
        link = self._fresh_link(receipt_id, kind, token)
        if isinstance(link, AppError):
            yield link
            return
        told.link = link
        if link.url:
            yield self._storage.fetch(link.url, self._session.server, download, token)
        if link.attachment_id:
            yield self._attachment(link.attachment_id, kind, download, token)

    def _followed(
        self, answer: Answer, kind: FileKind, download: Download, token: CancelToken | None
    ) -> Received | AppError:
        """The file behind a redirect. Raises what no other way can mend."""
        if 300 <= answer.status < 400 and answer.location:
            return self._storage.fetch(answer.location, self._session.server, download, token)
        if answer.is_html and answer.succeeded:
            return NotOurServer(f"{answer.request}: an HTML page")
        if answer.succeeded:
            return StorageRefused(f"{answer.request}: no redirect", status=answer.status)
        error = _missing(answer, kind) or refusal(answer)
        if isinstance(error, _OTHER_WAYS_HELP):
            return error
        raise error

    def _fresh_link(self, receipt_id: int, kind: FileKind, token: CancelToken | None) -> FileLink | AppError:
        """Where the file is by the receipt's own word; an error of the server's is returned."""
        try:
            answer = self._session.ask(ApiRequest("GET", f"/api/receipts/{receipt_id}"), token)
            return file_link(json_object(answer), kind)
        except _OTHER_WAYS_HELP as error:
            return error

    def _attachment(
        self, attachment_id: int, kind: FileKind, download: Download, token: CancelToken | None
    ) -> Received | AppError:
        request = ApiRequest("GET", f"/api/attachments/{attachment_id}/file")
        outcome = self._session.fetch(request, download, token)
        return outcome if isinstance(outcome, Received) else self._followed(outcome, kind, download, token)


def _missing(answer: Answer, kind: FileKind) -> AppError | None:
    """The server says that there is no such file, which is something else than not finding the receipt."""
    if answer.status != 404 or not answer.is_json:
        return None
    body = ErrorBody.of(answer)
    if kind is FileKind.RECEIPT_PREVIEW and body.speaks_of("preview_not_available", "preview not available"):
        return PreviewMissing(answer.request)
    if kind is FileKind.RECEIPT_SOURCE and body.speaks_of("no attachment"):
        return SourceMissing(answer.request)
    return None


class _Told:
    """What the server said of the file, which tells a receipt that is a page from a page in its place."""

    def __init__(self) -> None:
        self.link: FileLink | None = None
        """The receipt's own details; None until they were asked for."""

    def refuse_other_files(self, kind: MediaType, head: bytes, length: int | None) -> None:
        """A store that is down answers 200 with XML now and then, a network's own sign-in with HTML."""
        if kind is MediaType.XML and b"<Error>" in head:
            raise StorageRefused("an error page in place of the file")
        if kind is MediaType.HTML and not (self.link and self.link.tells_of_a_page(length)):
            raise NotOurServer("an HTML page in place of the file")
