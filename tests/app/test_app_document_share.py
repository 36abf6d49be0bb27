"""The document's share of the window's height, in every state that a receipt's document may be in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from desktop.core.models import Receipt
from desktop.demo.faults import Fault
from desktop.demo.samples.receipts import DAMAGED, DemoReceipt
from desktop.demo.server import DemoServer
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver

LEAST = 0.8
SIZES = ((1366, 768), (2560, 1440))
DRAWN = ("image", "pdf", "no source", "no preview")
SAID = ("neither", "damaged")
"""In place of a document stands why there is none."""


def _sound(server: DemoServer, extension: str) -> list[DemoReceipt]:
    """The newest with both files, nothing wrong with either, and a source of this kind."""
    newest = sorted(server.world.receipts, key=lambda one: one.id, reverse=True)
    pairs = ((one, one.attachment, one.preview) for one in newest)
    return [
        one
        for one, file, preview in pairs
        if file is not None
        and preview is not None
        and file.filename.endswith(extension)
        and file.wrong is None
        and file.storage == preview.storage == "sound"
    ]


@pytest.fixture
def states(server: DemoServer) -> dict[str, int]:
    """A receipt in each state of DRAWN and SAID, by its id, before they are brought here."""
    image, (pdf, *spoilt) = _sound(server, ".jpg")[0], _sound(server, ".pdf")[:5]
    file = spoilt[-1].attachment
    assert file is not None
    changes: dict[str, dict[str, Any]] = {
        "no source": {"attachment": None},
        "no preview": {"preview": None},
        "neither": {"attachment": None, "preview": None},
        "damaged": {"attachment": replace(file, wrong=DAMAGED)},
    }
    for receipt, change in zip(spoilt, changes.values(), strict=True):
        server.world.receipts.replace(replace(receipt, **change))
    made = {state: receipt.id for state, receipt in zip(changes, spoilt, strict=True)}
    return {"image": image.id, "pdf": pdf.id, **made}


@pytest.fixture
def shown(states: dict[str, int], driver: Driver, server: DemoServer) -> Driver:
    """With the receipts in front, all of them."""
    driver.program.window.commands.receipts.trigger()
    model, count = driver.receipts.model, len(list(server.world.receipts))
    driver.wait(lambda: model.whole and len(model.ids) == count)
    return driver


def is_drawn(driver: Driver, receipt_id: int) -> bool:
    preview = driver.receipts.preview
    receipt, kept = preview.receipt, preview.shown.kept
    return receipt is not None and receipt.id == receipt_id and kept is not None and preview.view.sharp


def is_said(driver: Driver, receipt_id: int, *, percent: bool = False) -> bool:
    receipt, notes = driver.receipts.preview.receipt, driver.receipts.preview.view.notes
    is_there = receipt is not None and receipt.id == receipt_id and notes.isVisible()
    return is_there and bool(notes.sentence) and ("%" in notes.sentence) is percent


def least_share(driver: Driver, receipt_id: int, is_so: Callable[[Driver, int], bool]) -> float:
    """Of this receipt, once it `is_so`, in windows of both sizes."""
    assert driver.receipts.table.set_current_id(receipt_id)
    shares = []
    for width, height in SIZES:
        driver.resize(width, height)
        driver.wait(partial(is_so, driver, receipt_id))
        shares.append(driver.preview_height() / height)
    return min(shares)


def two_far_down(driver: Driver) -> tuple[Receipt, Receipt]:
    """Nothing was fetched of them, nor is one ahead of the other."""
    listed = driver.scope.receipts.rows(driver.receipts.model.ids[-10:])
    fresh = [row.receipt for row in listed if row.receipt.source_file is not None]
    return fresh[0], fresh[-1]


def test_it_is_four_fifths_in_each_state(shown: Driver, server: DemoServer, states: dict[str, int]) -> None:
    seen = {
        state: least_share(shown, receipt_id, is_drawn if state in DRAWN else is_said)
        for state, receipt_id in states.items()
    }
    on_its_way, not_here = two_far_down(shown)
    server.faults.add(Fault(f"^/storage/receipts/[^/]+/{on_its_way.id}/", "stall", at_bytes=1_000))
    seen["loading"] = least_share(shown, on_its_way.id, partial(is_said, percent=True))
    server.stop()
    shown.program.window.commands.sync.trigger()
    shown.wait(lambda: shown.program.connection.state is ConnectionState.OFFLINE)
    seen["offline"] = least_share(shown, not_here.id, is_said)
    assert len(seen) == 8 and min(seen.values()) >= LEAST, seen
