"""Copies of receipts in the clipboard outlive the program, and are cleared away days later."""

from __future__ import annotations

import os
import time
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.services.account_scope import AccountScope
from desktop.services.account_upkeep import put_right
from desktop.services.receipt_copies import KEPT_SECONDS
from tests.benchmarks.receipts_desk import account_with
from tests.benchmarks.table_desk import ACCOUNT


def test_what_was_copied_is_there_after_the_end_and_goes_days_later(tmp_path: Path) -> None:
    source = tmp_path / "source.heic"
    source.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
    scope = account_with(tmp_path, [source], 1)
    receipt = scope.receipts.receipt(1)
    assert receipt is not None
    copy = scope.receipt_copies.hand_out([receipt]).paths[0]
    assert copy.suffix == ".heic"
    scope.finish()
    scope.close()
    for age, there in ((0, True), (2 * KEPT_SECONDS, False)):
        os.utime(copy, (time.time() - age,) * 2)
        again = AccountScope(ACCOUNT, tmp_path)
        put_right(again, CancelToken())
        again.close()
        assert copy.exists() is there
    assert source.exists()
