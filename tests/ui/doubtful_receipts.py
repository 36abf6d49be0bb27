"""Receipts that are there twice, large, or missing in a month, at the embedded server before a sync."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from desktop.core.periods import month_of
from desktop.demo.samples.receipts import DemoReceipt
from desktop.demo.server import DemoServer

MONTHLY = "Monthly Ltd"
GAP_MONTHS_AGO = 3
MONTHS = 7
"""So far back it sent one each month, but in one."""


def add(server: DemoServer, vendor: str, amount: int | None, **fields: Any) -> DemoReceipt:
    """A receipt to review that nothing speaks against but what `fields` say; `amount` in agorot."""
    moment = fields.pop("received_at", server.world.clock.now() - timedelta(days=40, seconds=len(vendor)))
    usual: dict[str, Any] = {
        "vendor_name": vendor,
        "amount": amount,
        "currency": "ILS",
        "confidence": 90,
        "status": "pending_review",
        "source": "upload",
        "invoice_number": f"{vendor}-1",
        "invoice_date": moment.date(),
        "received_at": moment,
    }
    return server.world.receipts.add(moment, **(usual | fields))


def add_twins(server: DemoServer, vendor: str = "Twin Ltd") -> tuple[DemoReceipt, DemoReceipt]:
    """Two of the same vendor, total and number, a day apart."""
    first = add(server, vendor, 12_300)
    moment = first.received_at or server.world.clock.now()
    later = moment + timedelta(days=1)
    return first, add(server, vendor, 12_300, received_at=later, invoice_date=later.date())


def add_large(server: DemoServer) -> DemoReceipt:
    """An invoice of this year's autumn above the threshold of any day."""
    return add(server, "Large Ltd", 2_360_000, invoice_date=date(2026, 10, 2))


def add_monthly(server: DemoServer) -> list[date]:
    """One each month but in one; returns the first days of the months with one, the earliest first."""
    months = []
    for back in range(MONTHS, 0, -1):
        if back == GAP_MONTHS_AGO:
            continue
        first = month_of(server.world.clock.now().astimezone().date(), -back).first
        assert first is not None
        day = first + timedelta(days=9)
        moment = datetime(day.year, day.month, day.day, 12).astimezone()
        amount = 10_000 + back
        add(server, MONTHLY, amount, received_at=moment, invoice_date=day, invoice_number=f"M-{back}")
        months.append(first)
    return months
