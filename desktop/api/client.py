"""ApiClient: one method for each endpoint, models in and out. Blocking; every method raises AppError."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from desktop.api import payloads
from desktop.api.answers import Answer
from desktop.api.download import Download, FileSink, NotReady, OnBytes, OtherFile, Received
from desktop.api.receipt_files import ReceiptFiles
from desktop.api.recordings import not_ready, refuse_other_files
from desktop.api.session import ApiRequest, ApiSession
from desktop.core.cancel import CancelToken
from desktop.core.models import (
    Account,
    Call,
    CallDetails,
    FileKind,
    ListPage,
    Receipt,
    ReceiptStatus,
)
from desktop.core.outbox import Review
from desktop.core.receipt_details import ReceiptDetails

__all__ = ["ApiClient", "FileSink", "NotReady", "OnBytes", "Received"]

MAX_PAGE_ROWS = 100
"""The server gives no more at once, whatever it is asked for."""
_BEYOND_THE_END = 416


class ApiClient:
    """The endpoints that this program uses; those that delete or build ZIPs are not among them."""

    def __init__(self, session: ApiSession) -> None:
        self.session = session
        self._receipt_files = ReceiptFiles(session)

    # -- account ---------------------------------------------------------------------------------

    def sign_in(self, email: str, password: str, token: CancelToken | None = None) -> Account:
        """Raises WrongCredentials, SessionNotKept, NotOurServer, Offline and others as they come."""
        return payloads.account(self.session.sign_in(email, password, token), self.session.server)

    def me(self, token: CancelToken | None = None) -> Account:
        """Who is signed in; that this works does not prove that other requests will."""
        return payloads.account(self._get("/api/auth/me", token), self.session.server)

    def sign_out_everywhere(self, token: CancelToken | None = None) -> None:
        """Ends every session of this user, the browser's too."""
        self.session.sign_out_everywhere(token)

    # -- calls -----------------------------------------------------------------------------------

    def calls(self, limit: int, offset: int, token: CancelToken | None = None) -> ListPage[Call]:
        """Newest first, without an order among equals: rows may come twice or not at all in a walk."""
        params = {"limit": min(max(limit, 1), MAX_PAGE_ROWS), "offset": max(offset, 0)}
        return payloads.call_page(self.session.request_json("GET", "/api/calls", params=params, token=token))

    def call_details(self, sid: str, token: CancelToken | None = None) -> CallDetails:
        """Raises NotFound when the server has the call no longer."""
        return payloads.call_details(self._get(f"/api/calls/{quote(sid, safe='')}/details", token))

    # -- recordings ------------------------------------------------------------------------------

    def recording_status(self, sid: str, token: CancelToken | None = None) -> NotReady:
        """Asks and starts nothing. Raises RecordingMissing, RecordingGone, PreparationFailed, NoSlot, ..."""
        return not_ready(self.session.ask(ApiRequest("GET", _recording(sid, "status")), token))

    def prepare_recording(self, sid: str, token: CancelToken | None = None) -> NotReady:
        """Has the server fetch it, after a failure too. Raises like `recording_status`, and WorkerDown."""
        request = ApiRequest("POST", _recording(sid, "prepare"), body={})
        return not_ready(self.session.ask(request, token))

    def stream_recording(
        self,
        sid: str,
        sink: FileSink,
        token: CancelToken | None = None,
        on_bytes: OnBytes | None = None,
    ) -> Received | NotReady:
        """The recording; the server begins to prepare it when it is not ready."""
        request = ApiRequest("GET", _recording(sid, "stream"), headers={"X-User-Action": "play"})
        return self._recording(request, sink, token, on_bytes)

    def recording_file(
        self,
        sid: str,
        sink: FileSink,
        token: CancelToken | None = None,
        on_bytes: OnBytes | None = None,
    ) -> Received | NotReady:
        """Like `stream_recording`; may have what the others call gone, and restarts after a failure."""
        request = ApiRequest("GET", f"/api/recordings/file/{quote(sid, safe='')}")
        return self._recording(request, sink, token, on_bytes)

    def _recording(
        self, request: ApiRequest, sink: FileSink, token: CancelToken | None, on_bytes: OnBytes | None
    ) -> Received | NotReady:
        download = Download(sink, on_bytes, refuse_other_files, sink.begun())
        outcome = self._rest(request, download, token) if download.range_header else None
        if outcome is None:
            outcome = self.session.fetch(request, download, token)
        return not_ready(outcome) if isinstance(outcome, Answer) else outcome

    def _rest(
        self, request: ApiRequest, download: Download, token: CancelToken | None
    ) -> Received | Answer | None:
        """The rest of what is here already; None when the server's file is another one: it comes anew."""
        ranged = replace(request, headers={**request.headers, **download.range_header})
        try:
            outcome = self.session.fetch(ranged, download, token)
        except OtherFile:
            outcome = None
        if outcome is None or (isinstance(outcome, Answer) and outcome.status == _BEYOND_THE_END):
            download.begin_anew()
            return None
        return outcome

    # -- receipts --------------------------------------------------------------------------------

    def receipts(self, page: int, per_page: int, token: CancelToken | None = None) -> ListPage[Receipt]:
        """The last to reach the server first, in a stable order; `page` counts from 1, the one past the end
        is empty.

        Not by the receipts' own dates, as the server does unless told: one with an old date, or with none,
        would come far down among those that have long been here.
        """
        params: dict[str, str | int] = {
            "page": max(page, 1),
            "per_page": min(max(per_page, 1), MAX_PAGE_ROWS),
        }
        params |= {"sort": "created_at", "order": "desc"}
        return payloads.receipt_page(
            self.session.request_json("GET", "/api/receipts", params=params, token=token)
        )

    def receipt(self, receipt_id: int, token: CancelToken | None = None) -> Receipt:
        """Raises NotFound when the server has it no longer."""
        return payloads.receipt_detail(self._get(f"/api/receipts/{receipt_id}", token))

    def receipt_details(self, receipt_id: int, token: CancelToken | None = None) -> ReceiptDetails:
        """All that the server says of it. Raises NotFound like `receipt`."""
        return payloads.receipt_details(self._get(f"/api/receipts/{receipt_id}", token))

    def review(self, receipt_id: int, token: CancelToken | None = None) -> Review:
        """What the receipt was decided to be, by whom and when. Raises NotFound like `receipt`."""
        return payloads.review(self._get(f"/api/receipts/{receipt_id}", token))

    def receipt_source(
        self,
        receipt_id: int,
        sink: FileSink,
        token: CancelToken | None = None,
        on_bytes: OnBytes | None = None,
    ) -> Received:
        """The file that came with it. Raises SourceMissing, StorageRefused, FileEmpty, FileIncomplete, ..."""
        return self._receipt_files.fetch(receipt_id, FileKind.RECEIPT_SOURCE, sink, token, on_bytes)

    def receipt_preview(
        self,
        receipt_id: int,
        sink: FileSink,
        token: CancelToken | None = None,
        on_bytes: OnBytes | None = None,
    ) -> Received:
        """The picture the server made of it. Raises PreviewMissing and others like `receipt_source`."""
        return self._receipt_files.fetch(receipt_id, FileKind.RECEIPT_PREVIEW, sink, token, on_bytes)

    def mark_receipt(self, receipt_id: int, status: ReceiptStatus, token: CancelToken | None = None) -> None:
        """Writes a decision: the last one wins at the server, so compare before."""
        body = {"status": status.value}
        self.session.request_json("PATCH", f"/api/receipts/{receipt_id}/mark", body=body, token=token)

    def _get(self, path: str, token: CancelToken | None) -> dict[str, object]:
        return self.session.request_json("GET", path, token=token)


def _recording(sid: str, what: str) -> str:
    return f"/api/recordings/{quote(sid, safe='')}/{what}"
