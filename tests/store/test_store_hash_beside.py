"""HashBeside: each lot comes out as it went in, with what proves it."""

from __future__ import annotations

import threading
from contextlib import closing
from hashlib import sha256
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.hash_beside import HashBeside, Hashed


@given(st.lists(st.lists(st.binary(max_size=20), min_size=1, max_size=3), max_size=8))
def test_lots_come_out_in_their_order_with_what_proves_them(lots: list[list[bytes]]) -> None:
    with closing(HashBeside()) as beside:
        for lot in lots:
            beside.put(lot)
        for lot in lots:
            due = [Hashed(data, crc32(data), sha256(data).hexdigest()) for data in lot]
            assert beside.take() == due


def test_what_nobody_takes_ends_with_it() -> None:
    beside = HashBeside()
    for _ in range(3):
        beside.put([bytes(1 << 16)])
    beside.close()
    assert "hash-beside" not in {thread.name for thread in threading.enumerate()}
