"""CompletenessService on an account: doubts sorted out, words that outlive the lists, and the board."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.core.duplicates import SameBy
from desktop.core.models import Money, Receipt, ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.core.risks import USUAL_RULES, Risk
from desktop.core.vendor_board import BoardBy, CellState, first_day, month_number
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.store.receipts_repository import ReceiptsRepository
from tests.services.conftest import OpenScope, damage, sync_all
from tests.store.store_rows import NOW

TO_REVIEW, APPROVED = ReceiptStatus.PENDING_REVIEW, ReceiptStatus.APPROVED
SOUND = Receipt(
    1,
    received_at=NOW,
    vendor="Bezeq",
    amount=Money(500, "ILS"),
    currency="ILS",
    invoice_date=NOW.date(),
    confidence=90,
    status=TO_REVIEW,
)


def put(scope: AccountScope, *receipts: Receipt) -> None:
    ReceiptsRepository(scope.database).upsert(receipts)


def test_receipts_are_sorted_out_in_their_order(open_scope: OpenScope) -> None:
    scope = open_scope()
    put(
        scope,
        SOUND,
        replace(SOUND, id=2, vendor="Unsure", confidence=59),
        replace(SOUND, id=3, vendor="Bare", amount=None),
        replace(SOUND, id=4, vendor="Large", amount=Money(10**8, "ILS"), invoice_date=date(2026, 7, 1)),
        replace(SOUND, id=5, vendor="Twin"),
        replace(SOUND, id=6, vendor="Twin", confidence=None),
        replace(SOUND, id=7, vendor="Gone", gone_at=NOW, amount=None),
        replace(SOUND, id=8, vendor="Sound"),
    )
    found = scope.completeness.sort_out([8, 99, 6, 5, 4, 3, 2, 1, 7], APPROVED)
    assert (list(found.free), list(found.gone), found.left_ids[0]) == ([8, 1], [7], 6)
    assert {risk: list(ids) for risk, ids in found.risky.items()} == {
        Risk.NO_AMOUNT: [3],
        Risk.LOW_CONFIDENCE: [6, 2],
        Risk.DUPLICATE: [6, 5],
        Risk.ALLOCATION: [4],
    }
    assert (found.left, found.count) == ({2, 3, 4, 5, 6}, 8)
    assert set(scope.receipts.ids(ReceiptQuery(risky=True))) == found.left | {7}
    for status in (ReceiptStatus.REJECTED, ReceiptStatus.NOT_RECEIPT):
        # What goes into no books needs no number for them.
        other = scope.completeness.sort_out([8, 6, 5, 4, 3, 2, 1, 7], status)
        assert (list(other.free), list(other.gone), other.left_ids) == ([8, 4, 1], [7], (6, 5, 3, 2))
        assert set(other.risky) == {Risk.NO_AMOUNT, Risk.LOW_CONFIDENCE, Risk.DUPLICATE}
        assert scope.completeness.decidable([8, 6, 5, 4, 3, 2, 1, 7])[status] == 3
    scope.completeness.use_rules(replace(USUAL_RULES, least_confidence=0))
    assert Risk.LOW_CONFIDENCE not in scope.completeness.sort_out([2, 6], APPROVED).risky


def test_what_somebody_decided_otherwise_or_so_already_is_no_matter_of_many(open_scope: OpenScope) -> None:
    """A rejected twin is no suspect, and comes into the books by no approval of many."""
    scope = open_scope()
    put(
        scope,
        SOUND,
        replace(SOUND, id=2, status=ReceiptStatus.REJECTED),
        replace(SOUND, id=3, vendor="Paper", status=ReceiptStatus.NOT_RECEIPT),
        replace(SOUND, id=4, vendor="Unsure", confidence=5, status=APPROVED),
        replace(SOUND, id=5, vendor="Lost", status=APPROVED, gone_at=NOW),
        replace(SOUND, id=6, vendor="Half", status=ReceiptStatus.INCOMPLETE),
        replace(SOUND, id=7, vendor="Bare", amount=None),
    )
    ids = [1, 2, 3, 4, 5, 6, 7]
    found = scope.completeness.sort_out(ids, APPROVED)
    assert (list(found.free), list(found.decided), list(found.same)) == ([1], [2, 3], [4])
    assert (list(found.gone), found.left, found.count) == ([5], {6, 7}, len(ids))
    assert list(found.risky[Risk.INCOMPLETE]) == [6]
    assert (found.lasting(with_left=False), found.lasting(with_left=True)) == (0, 1)
    no_paper = scope.completeness.sort_out(ids, ReceiptStatus.NOT_RECEIPT)
    assert (list(no_paper.free), list(no_paper.same), no_paper.left) == ([1, 2], [3], {4, 6, 7})
    assert no_paper.overwritten(with_left=False) == {ReceiptStatus.REJECTED: 1}
    assert no_paper.overwritten(with_left=True) == {APPROVED: 1, ReceiptStatus.REJECTED: 1}
    back = scope.completeness.sort_out(ids, TO_REVIEW)
    assert (list(back.free), list(back.same), list(back.gone)) == ([2, 3, 4, 6], [1, 7], [5])
    assert not back.left and not back.decided and back.lasting(with_left=False) == 1


def test_the_users_words_come_back_after_damage(open_scope: OpenScope, tmp_path: Path) -> None:
    scope = open_scope()
    put(scope, *(replace(SOUND, id=number) for number in (1, 2)))
    month = month_number(NOW.date())
    scope.completeness.tell_apart([1, 2])
    scope.completeness.expect("bezeq", month, none=True)
    assert scope.backup.due
    scope.close()
    damage(tmp_path)
    again = open_scope()
    restored = again.backup.restore()
    assert restored is not None and restored.words == 2
    put(again, *(replace(SOUND, id=number) for number in (1, 2)))
    assert again.completeness.alike(1).ids == (1,)
    put(again, replace(SOUND, id=3))
    assert again.completeness.alike(1).ids == (3, 2, 1)
    again.completeness.expect("bezeq", month, none=False)
    again.completeness.take_back(again.completeness.tell_apart([1, 3]))
    assert again.completeness.next_alike(frozenset()) is not None
    assert again.completeness.next_alike({1, 2, 3}) is None


def test_receipts_of_one_mail_look_alike(scope: AccountScope, server: DemoServer) -> None:
    one, other = server.world.receipts[3], server.world.receipts[9]
    server.world.receipts.replace(replace(one, source="gmail"))
    server.world.receipts.replace(replace(other, source="gmail", mail=one.id))
    sync_all(scope)
    alike = scope.completeness.alike(other.id)
    assert set(alike.ids) == {one.id, other.id}
    assert SameBy.MAIL in alike.same


def test_the_board_has_the_usual_spelling_and_the_rest_is_counted(open_scope: OpenScope) -> None:
    scope = open_scope()
    this = month_number(scope.clock.today())
    rows = [
        replace(
            SOUND, id=back + 1, vendor="BEZEQ" if back == 5 else "Bezeq", invoice_date=first_day(this - back)
        )
        for back in range(12)
        if back not in (3, 7)
    ]
    undated = replace(SOUND, id=99, invoice_date=None)
    rejected = replace(SOUND, id=98, invoice_date=first_day(this - 3), status=ReceiptStatus.REJECTED)
    put(scope, *rows, undated, rejected)
    board = scope.completeness.board(BoardBy.INVOICE)
    [row] = board.rows
    assert (row.vendor, row.key, board.undated, board.gaps) == ("Bezeq", "bezeq", 1, 2)
    assert [cell.state for cell in row.cells].count(CellState.THERE) == 10
    scope.completeness.expect("bezeq", this - 3, none=True)
    assert scope.completeness.board(BoardBy.INVOICE).gaps == 1
    assert not scope.completeness.board(BoardBy.INVOICE, this - 40).rows
    assert not scope.completeness.board(BoardBy.RECEIVED).rows
