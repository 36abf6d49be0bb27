"""Filters, order and pages of the list of receipts, as the server's SQL has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from desktop.demo.samples.receipts import DemoReceipt

MAX_PER_PAGE, DEFAULT_PER_PAGE = 100, 20


class BadQuery(Exception):
    """A parameter that the server refuses: 400."""


class ServerError(Exception):
    """A parameter that the server fails over: 500."""


def filtered(receipts: Iterable[DemoReceipt], args: Mapping[str, str]) -> list[DemoReceipt]:
    """Those that match; `status=all` is a status that no receipt has."""
    first, last = _day(args, "from_date"), _day(args, "to_date")
    low, high = _number(args, "min_amount"), _number(args, "max_amount")
    found = list(receipts)
    if "status" in args:
        found = [receipt for receipt in found if receipt.status == args["status"]]
    if args.get("vendor"):
        found = [r for r in found if args["vendor"].lower() in (r.vendor_name or "").lower()]
    if low is not None or high is not None:
        found = [r for r in found if r.amount is not None and _between(r.amount / 100, low, high)]
    return [receipt for receipt in found if _in_days(receipt, first, last)]


def ordered(receipts: list[DemoReceipt], args: Mapping[str, str]) -> list[DemoReceipt]:
    """In the order asked for; as in PostgreSQL nulls come first when it descends, and last when not."""
    name = args.get("sort", "received_at")
    name = name if name in ("received_at", "amount", "vendor_name", "created_at", "status") else "received_at"
    descending = args.get("order", "desc") != "asc"

    def rank(receipt: DemoReceipt) -> tuple[bool, Any, int]:
        value = getattr(receipt, name)
        return value is None, "" if value is None else value, receipt.id

    nulls = [receipt for receipt in receipts if getattr(receipt, name) is None]
    others = [receipt for receipt in receipts if getattr(receipt, name) is not None]
    others.sort(key=rank, reverse=descending)
    nulls.sort(key=lambda receipt: receipt.id, reverse=descending)
    return [*nulls, *others] if descending else [*others, *nulls]


def page_of(args: Mapping[str, str]) -> tuple[int, int]:
    """Page and rows for each; what is no number becomes the default, as Flask reads it."""
    page, per_page = _integer(args, "page", 1), _integer(args, "per_page", DEFAULT_PER_PAGE)
    if page < 1 or per_page < 1:
        raise ServerError("(psycopg2.errors.InvalidRowCountInResultOffsetClause) OFFSET must not be negative")
    return page, min(per_page, MAX_PER_PAGE)


def export_days(chosen: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    """From and to of the server's export, which leaves the last day out."""
    texts = {name: str(value) for name, value in chosen.items() if value}
    first, last = _day(texts, "from_date"), _day(texts, "to_date")
    return (
        datetime.combine(first, time.min) if first else None,
        datetime.combine(last, time.min) if last else None,
    )


def _in_days(receipt: DemoReceipt, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    if receipt.received_at is None:
        return False
    day = receipt.received_at.date()
    return (first or day) <= day < (last or day) + timedelta(days=1)


def _between(amount: float, low: float | None, high: float | None) -> bool:
    return (low is None or amount >= low) and (high is None or amount <= high)


def _day(args: Mapping[str, str], name: str) -> date | None:
    if not args.get(name):
        return None
    try:
        return date.fromisoformat(args[name][:10])
    except ValueError as error:
        raise BadQuery(f"Invalid {name} format") from error


def _number(args: Mapping[str, str], name: str) -> float | None:
    try:
        return float(args[name]) if args.get(name) else None
    except ValueError as error:
        raise BadQuery(f"Invalid {name}") from error


def _integer(args: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(args[name])
    except (KeyError, ValueError):
        return default
