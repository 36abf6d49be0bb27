"""The receipts of an export, packed: what goes in comes out; what is not whole is refused."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.export_ledger import ExportedReceipt
from desktop.core.export_pack import FORMAT, pack, unpack
from desktop.core.models import Money, Receipt, ReceiptFile, ReceiptStatus
from desktop.core.row_fingerprint import fingerprint
from tests.store.store_rows import RECEIPTS

EXPORTED = st.builds(
    lambda receipt, known, duplicate, source, preview: ExportedReceipt(
        receipt.id, fingerprint(receipt, duplicate) if known else None, source, preview
    ),
    RECEIPTS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
WHOLE = Receipt(
    7,
    datetime(2024, 1, 15, 23, 0, 0, 1, tzinfo=UTC),
    'ספק "א"\n',
    Money(15_000, "ILS"),
    "ILS",
    "=7",
    date(2024, 1, 14),
    90,
    ReceiptStatus.APPROVED,
    "gmail",
    "a@b.example",
    "חשבונית",
    source_file=ReceiptFile(1, size=10),
    preview_file=ReceiptFile(2),
)
SOME = [ExportedReceipt(number, fingerprint(WHOLE), True) for number in (9, 7, 8)]


def pieces(data: bytes, size: int = 7) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


@given(st.lists(EXPORTED, max_size=5))
def test_what_goes_in_comes_out(receipts: list[ExportedReceipt]) -> None:
    assert list(unpack(pieces(b"".join(pack(receipts))))) == receipts


def test_many_alike_take_little_and_come_out() -> None:
    many = [ExportedReceipt(number, fingerprint(WHOLE), True, True) for number in range(200_000, 1, -1)]
    packed = b"".join(pack(many))
    assert len(packed) < len(many)
    assert sum(1 for _ in unpack([packed])) == len(many)


def test_a_row_says_what_its_receipt_said() -> None:
    [packed] = unpack(pack([ExportedReceipt(7, fingerprint(WHOLE))]))
    assert packed.row is not None
    assert packed.row.receipt(7) == WHOLE


def test_every_cut_is_noticed() -> None:
    data = b"".join(pack(SOME))
    for end in range(len(data)):
        with pytest.raises(ValueError):
            list(unpack([data[:end]]))
    with pytest.raises(ValueError):
        list(unpack([data + b"more"]))


def test_every_flipped_byte_is_noticed() -> None:
    data = b"".join(pack(SOME))
    for place in range(len(data)):
        flipped = data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]
        with pytest.raises(ValueError):
            list(unpack([flipped]))


def packed_by_hand(*lines: Any) -> bytes:
    return zlib.compress("".join(f"{json.dumps(line)}\n" for line in lines).encode())


def columns(**strange: Any) -> list[Any]:
    """Of one receipt; of its row in this place."""
    row = fingerprint(WHOLE)._replace(received_at=None, invoice_date=None)._asdict() | strange
    return [[7], [7], [[value] for value in row.values()]]


@pytest.mark.parametrize(
    "strange",
    [
        {"vendor": 5},
        {"vendor": None},
        {"amount_minor": "x"},
        {"amount_minor": 1.5},
        {"amount_minor": 2**63},
        {"confidence": True},
        {"received_at": "never"},
        {"received_at": "2024-01-15T10:00:00"},
        {"received_at": 5},
        {"invoice_date": "2024-02-30"},
        {"status": ["approved"]},
        {"duplicate": 1},
    ],
)
def test_a_value_of_a_wrong_type_is_refused(strange: dict[str, Any]) -> None:
    head, end = {"format": FORMAT}, {"count": 1}
    assert len(list(unpack([packed_by_hand(head, columns(), end)]))) == 1
    with pytest.raises(ValueError):
        list(unpack([packed_by_hand(head, columns(**strange), end)]))


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [{"format": FORMAT}],
        [{"format": FORMAT + 1}, {"count": 0}],
        [[1], {"count": 0}],
        [{"format": FORMAT}, {"count": 1}],
        [{"format": FORMAT}, {"count": 0}, {"count": 0}],
        [{"format": FORMAT}, {"count": 0}, columns()],
        [{"format": FORMAT}, [[1, 1], [0], []], {"count": 2}],
        [{"format": FORMAT}, [[1], [4], []], {"count": 1}],
        [{"format": FORMAT}, [1, 2], {"count": 1}],
        [{"format": FORMAT}, [["x"], [0], []], {"count": 1}],
        [{"format": FORMAT}, "text", {"count": 1}],
    ],
)
def test_what_nobody_packed_is_refused(lines: list[Any]) -> None:
    with pytest.raises(ValueError):
        list(unpack([packed_by_hand(*lines)]))


def test_a_status_of_a_later_version_is_unknown() -> None:
    [found] = unpack([packed_by_hand({"format": FORMAT}, columns(status="parked"), {"count": 1})])
    assert found.row is not None
    assert found.row.status is ReceiptStatus.UNKNOWN
