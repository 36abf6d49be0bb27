"""Receipts: lists, decisions, and files by any of the three ways the server has."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop.api.client import ApiClient
from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    FileEmpty,
    FileIncomplete,
    NotAllowed,
    NotFound,
    NotOurServer,
    Offline,
    PreviewMissing,
    RequestRefused,
    ServerBusy,
    ServerFailed,
    SourceMissing,
    StorageRefused,
)
from desktop.core.models import Receipt, ReceiptStatus
from desktop.demo import DEMO_PASSWORD
from desktop.demo.server import DemoOptions, DemoServer, Fault
from desktop.demo.world import DemoReceipt
from tests.api.api_kit import MakeClient, MemorySink

DOWNLOAD, DETAIL, ATTACHMENT = (
    "GET /api/receipts/<receipt_id>/download",
    "GET /api/receipts/<receipt_id>",
    "GET /api/attachments/<file_id>/file",
)


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoOptions(calls=1, receipts=120)) as running:
        yield running


def with_both_files(server: DemoServer) -> DemoReceipt:
    return next(
        receipt
        for receipt in server.world.receipts
        if _is_plain(server, receipt, "attachment") and _is_plain(server, receipt, "preview")
    )


def _is_plain(server: DemoServer, receipt: DemoReceipt, name: str) -> bool:
    file = getattr(receipt, name)
    content = None if file is None else server.world.receipts.file_bytes(receipt, file)
    return bool(content) and file.storage == "sound" and file.filename.isascii()


# -- lists and decisions -------------------------------------------------------------------------


def test_every_page_and_nothing_past_the_end(server: DemoServer, client: ApiClient) -> None:
    rows: list[Receipt] = []
    for number in (1, 2):
        page = client.receipts(number, 1000)
        assert page.total == 120
        rows += page.rows
    assert {row.id for row in rows} == {receipt.id for receipt in server.world.receipts}
    assert client.receipts(3, 100).rows == ()
    assert len(client.receipts(-1, 0).rows) == 1


def test_rows_are_what_the_server_holds(server: DemoServer, client: ApiClient) -> None:
    rows = {row.id: row for number in (1, 2) for row in client.receipts(number, 100).rows}
    for held in server.world.receipts:
        row = rows[held.id]
        assert bool(row.error_message) == bool(held.error_message)
        if held.error_message:
            continue
        assert row.vendor == (held.vendor_name or "")
        assert (row.amount.minor if row.amount else 0) == (held.amount or 0)
        assert (row.source_file is None) == (held.attachment is None)
        assert (row.preview_file is None) == (held.preview is None)
        assert row.status.value == held.status


def test_a_decision_and_its_undoing(server: DemoServer, client: ApiClient) -> None:
    receipt = with_both_files(server)
    for status in (ReceiptStatus.REJECTED, ReceiptStatus.NOT_RECEIPT, ReceiptStatus.PENDING_REVIEW):
        client.mark_receipt(receipt.id, status)
        assert client.receipt(receipt.id).status is status
    with pytest.raises(RequestRefused):
        client.mark_receipt(receipt.id, ReceiptStatus.INCOMPLETE)
    with pytest.raises(NotFound):
        client.mark_receipt(999_999_999, ReceiptStatus.APPROVED)


def test_another_business_is_not_there(server: DemoServer, make_client: MakeClient) -> None:
    client = make_client(server.url)
    client.sign_in("second@other.example", DEMO_PASSWORD)
    receipt = with_both_files(server)
    with pytest.raises(NotFound):
        client.receipt(receipt.id)
    with pytest.raises(NotFound):
        client.receipt_source(receipt.id, MemorySink())


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault("/api/receipts$", "html"), NotOurServer),
        (Fault("/api/receipts$", "html_502"), Offline),
        (Fault("/api/receipts$", "xml"), ServerBusy),
        (Fault("/api/receipts$", "text_500"), ServerFailed),
        (Fault("/api/receipts$", "empty"), AnswerNotUnderstood),
        (Fault("/api/receipts$", "wrong_json"), AnswerNotUnderstood),
        (Fault("/api/receipts$", "broken_json"), AnswerNotUnderstood),
        (Fault("/api/receipts$", "cut"), Offline),
        (Fault("/api/receipts$", "reset"), Offline),
        (Fault("/api/receipts$", "status", status=200, body=b'{"items": {}}'), AnswerNotUnderstood),
        (Fault("/api/receipts$", "status", status=403, body=b'{"reason": "page_not_enabled"}'), NotAllowed),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else value.__name__,
)
def test_bad_days_of_the_list(
    server: DemoServer, client: ApiClient, fault: Fault, kind: type[AppError]
) -> None:
    server.faults.add(fault)
    with pytest.raises(kind):
        client.receipts(1, 10)


# -- files ---------------------------------------------------------------------------------------


def test_both_files_come_from_the_other_host_with_nothing_of_the_session(
    server: DemoServer, client: ApiClient
) -> None:
    receipt = with_both_files(server)
    client.mark_receipt(receipt.id, ReceiptStatus.PENDING_REVIEW)
    source, preview = MemorySink(), MemorySink()
    told: list[tuple[int, int | None]] = []
    received = client.receipt_source(receipt.id, source, None, lambda size, total: told.append((size, total)))
    client.receipt_preview(receipt.id, preview)
    assert bytes(source.data) == server.world.source_bytes(receipt.id)
    assert bytes(preview.data) == server.world.preview_bytes(receipt.id)
    assert received.size == len(source.data)
    assert told[-1] == (received.size, received.size)
    assert server.counters.leaked == {}
    assert server.counters.hits[DETAIL] == server.counters.hits[ATTACHMENT] == 0


def test_every_file_that_can_be_had_by_any_way_is_had(server: DemoServer, client: ApiClient) -> None:
    kinds = set()
    for held in server.world.receipts:
        if held.error_message:
            continue
        for fetch, content in (
            (client.receipt_source, server.world.source_bytes(held.id)),
            (client.receipt_preview, server.world.preview_bytes(held.id)),
        ):
            sink = MemorySink()
            try:
                fetch(held.id, sink)
            except AppError as error:
                kinds.add(type(error))
                assert not content, error
            else:
                assert bytes(sink.data) == content
    assert {SourceMissing, PreviewMissing, StorageRefused} <= kinds
    assert server.counters.leaked == {}


def test_an_expired_link_is_asked_for_anew(server: DemoServer, client: ApiClient) -> None:
    receipt = with_both_files(server)
    server.faults.add(Fault("/download$", "expired_link"))
    sink = MemorySink()
    client.receipt_source(receipt.id, sink)
    assert bytes(sink.data) == server.world.source_bytes(receipt.id)
    assert server.counters.hits[DETAIL] == 1
    assert server.counters.hits[ATTACHMENT] == 0


def test_where_no_link_works_the_attachment_does(server: DemoServer, client: ApiClient) -> None:
    receipt = with_both_files(server)
    server.faults.add(Fault("/storage/", "xml"))
    sink = MemorySink()
    received = client.receipt_source(receipt.id, sink)
    assert bytes(sink.data) == server.world.source_bytes(receipt.id)
    assert received.length_known
    assert server.counters.hits[ATTACHMENT] == 1


def test_a_redirect_to_nothing(server: DemoServer, client: ApiClient) -> None:
    receipt = with_both_files(server)
    server.faults.add(Fault("/preview/download$", "redirect_to_nothing"))
    sink = MemorySink()
    client.receipt_preview(receipt.id, sink)
    assert bytes(sink.data) == server.world.preview_bytes(receipt.id)


def test_an_error_page_that_calls_itself_a_file_is_none(server: DemoServer, client: ApiClient) -> None:
    receipt = with_both_files(server)
    page = b'<?xml version="1.0"?><Error><Code>InternalError</Code></Error>'
    server.faults.add(Fault("/storage/", "status", status=200, body=page, content_type="application/pdf"))
    sink = MemorySink()
    client.receipt_source(receipt.id, sink)
    assert bytes(sink.data) == server.world.source_bytes(receipt.id)
    assert sink.restarts == 0


PAGE = b"<!doctype html><html><title>Thank you for your order</title></html>"


def page_in_its_place(server: DemoServer, **claims: Any) -> int:
    """A receipt in whose place the storage gives PAGE; `claims` of its file stand in its details."""
    receipt = with_both_files(server)
    assert receipt.attachment
    file = replace(receipt.attachment, **claims)
    server.world.receipts.replace(replace(receipt, attachment=file))
    server.faults.add(Fault("/storage/", "status", status=200, body=PAGE, content_type="text/html"))
    server.faults.add(Fault("/api/attachments/", "text_500"))
    return int(receipt.id)


@pytest.mark.parametrize("mime_type", ["application/pdf", "text/html"])
def test_a_page_in_place_of_a_file_of_another_length_is_somebody_elses(
    server: DemoServer, client: ApiClient, mime_type: str
) -> None:
    sink = MemorySink()
    receipt_id = page_in_its_place(server, mime_type=mime_type)
    with pytest.raises(NotOurServer):
        client.receipt_source(receipt_id, sink)
    assert not sink.data


def test_a_receipt_that_is_a_page_is_kept(server: DemoServer, client: ApiClient) -> None:
    sink = MemorySink()
    receipt_id = page_in_its_place(server, wrong=PAGE)
    client.receipt_source(receipt_id, sink)
    assert bytes(sink.data) == PAGE


def test_when_no_way_leads_to_it_the_first_refusal_is_said(server: DemoServer, client: ApiClient) -> None:
    receipt = with_both_files(server)
    server.faults.add(Fault("/storage/", "status", status=403))
    server.faults.add(Fault("/api/attachments/", "text_500"))
    with pytest.raises(StorageRefused) as caught:
        client.receipt_source(receipt.id, MemorySink())
    assert caught.value.status == 403


@pytest.mark.parametrize(("kind", "expected"), [("cut", FileIncomplete), ("short_length", FileIncomplete)])
def test_a_file_that_breaks_off_is_tried_again_by_others(
    server: DemoServer, client: ApiClient, kind: str, expected: type[AppError]
) -> None:
    receipt = with_both_files(server)
    server.faults.add(Fault("/storage/", kind))  # type: ignore[arg-type]  # one of the two above
    with pytest.raises(expected):
        client.receipt_source(receipt.id, MemorySink())
    assert server.counters.hits[DETAIL] == server.counters.hits[ATTACHMENT] == 0


def test_an_empty_file_is_said(server: DemoServer, client: ApiClient) -> None:
    receipt = with_both_files(server)
    server.faults.add(Fault("/storage/", "status", status=200, content_type="application/pdf"))
    with pytest.raises(FileEmpty):
        client.receipt_source(receipt.id, MemorySink())


def test_a_storage_that_is_gone_is_offline_unless_the_attachment_helps(
    server: DemoServer, client: ApiClient
) -> None:
    receipt = with_both_files(server)
    server.faults.add(Fault("/storage/", "reset"))
    sink = MemorySink()
    client.receipt_source(receipt.id, sink)
    assert bytes(sink.data) == server.world.source_bytes(receipt.id)
    server.faults.add(Fault("/api/attachments/", "text_500"))
    with pytest.raises(Offline):
        client.receipt_source(receipt.id, MemorySink())


def test_missing_files_are_named(server: DemoServer, client: ApiClient) -> None:
    receipt = with_both_files(server)
    server.world.receipts.replace(replace(receipt, attachment=None, preview=None))
    with pytest.raises(SourceMissing):
        client.receipt_source(receipt.id, MemorySink())
    with pytest.raises(PreviewMissing):
        client.receipt_preview(receipt.id, MemorySink())
    assert server.counters.hits[DETAIL] == 0


def test_no_link_is_ever_logged(
    server: DemoServer, client: ApiClient, caplog: pytest.LogCaptureFixture
) -> None:
    receipt = with_both_files(server)
    with caplog.at_level(logging.DEBUG):
        client.receipt_source(receipt.id, MemorySink())
        server.faults.add(Fault("/storage/", "reset"))
        server.faults.add(Fault("/api/attachments/", "text_500"))
        try:
            client.receipt_source(receipt.id, MemorySink())
        except AppError:
            logging.getLogger("desktop.test").exception("failed")
    assert "GET /api/receipts" in caplog.text
    ours = "\n".join(
        record.getMessage() + str(record.exc_text) for record in caplog.records if "demo" not in record.name
    )
    for secret in ("token=", "expires=", "al_sess", DEMO_PASSWORD):
        assert secret not in ours
