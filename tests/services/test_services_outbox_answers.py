"""Answers that are none: one receipt's holds up the others for a while alone, and no decision is given up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.core.errors import AnswerNotUnderstood, AppError, NotOurServer
from desktop.core.models import ReceiptStatus
from desktop.demo.faults import Fault
from desktop.services.decision_sending import FAILED_TIMES
from tests.services.outbox_books import Books
from tests.services.outbox_world import MARK

APPROVED = ReceiptStatus.APPROVED
PAGE = b"<html>Access denied by the web filter</html>"


@pytest.fixture
def books(books: Books) -> Books:
    """Three are approved."""
    for receipt_id in books.ids[:3]:
        books.decide(receipt_id, APPROVED)
    return books


def page(path: str, status: int) -> Fault:
    return Fault(path=path, kind="status", status=status, body=PAGE, content_type="text/html")


def send_in_vain(books: Books, kind: type[AppError], times: int) -> None:
    for _ in range(times):
        with pytest.raises(kind):
            books.send()


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (
            Fault(path="", kind="status", status=200, body=b'{"success":true,"receipt":{"error":1}}'),
            AnswerNotUnderstood,
        ),
        (page("", 404), NotOurServer),
        (page("", 403), NotOurServer),
    ],
)
def test_one_receipt_that_is_never_answered_holds_up_the_others_for_a_while_alone(
    books: Books, fault: Fault, kind: type[AppError]
) -> None:
    first, *others = books.ids[:3]
    books.server.faults.add(replace(fault, path=rf"^/api/receipts/{first}$"))
    send_in_vain(books, kind, FAILED_TIMES)
    assert books.send() is not None and books.send() is not None
    send_in_vain(books, kind, 1)
    books.server.faults.clear()
    assert books.send() is not None
    assert books.server.counters.marks == [(receipt_id, APPROVED) for receipt_id in (*others, first)]


@pytest.mark.parametrize("path", [r"^/api/receipts/\d+$", MARK])
@pytest.mark.parametrize("status", [400, 403, 413])
def test_a_web_filters_page_refuses_nothing(books: Books, path: str, status: int) -> None:
    books.server.faults.add(page(path, status))
    send_in_vain(books, NotOurServer, 3)
    assert books.scope.outbox.counts() == (3, 0)
    books.server.faults.clear()
    while books.send() is not None:
        pass
    assert books.server.counters.marks == [(receipt_id, APPROVED) for receipt_id in books.ids[:3]]
