"""Any query exported: index and manifest have what is listed, not one receipt more or less."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from desktop.core.amount_range import AmountRange
from desktop.core.call_query import Period
from desktop.core.cancel import CancelToken
from desktop.core.errors import NothingToExport, Offline
from desktop.core.manifest import MANIFEST_NAME
from desktop.core.models import FileKey, KeptFile, Priority, Receipt, ReceiptStatus
from desktop.core.query import ConfidenceBand, ReceiptQuery, ReceiptSort
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.export.zip_lists import INDEX_CSV
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.prepared import open_scope, sync
from tests.services.export_kit import DirectSource, asked, receipts_of

OPTIONS = DemoOptions(calls=0, receipts=120)
_MOST_FILTERS = 3


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a query. Some files are here, and some are not: that is no matter."""
    with tempfile.TemporaryDirectory() as made, DemoServer(OPTIONS) as server:
        folder = Path(made)
        with closing(open_scope(folder, server.url)) as scope:
            sync(scope)
            receipts = receipts_of(scope)
            some = asked(folder / "first.zip", ids=tuple(receipt.id for receipt in receipts[:10]))
            scope.export.write_zip(some, DirectSource(scope), CancelToken(), lambda _: None)
            for number, dice in plan.cases():
                query = any_query(dice, receipts)
                for what in _problems(scope, query, folder / "x.zip", outcome):
                    outcome.fail(number, f"{query}: {what}")


def _problems(scope: AccountScope, query: ReceiptQuery, target: Path, outcome: Outcome) -> Iterator[str]:
    listed = list(scope.receipts.ids(query))
    outcome.tally["none" if not listed else "all" if len(listed) == OPTIONS.receipts else "some"] += 1
    counts = {len(listed), scope.receipts.count_of(query), scope.receipts.summary(query).count}
    if len(counts) > 1:
        yield f"it is counted as {counts}"
    try:
        report = scope.export.write_zip(asked(target, query=query), _Nobody(), CancelToken(), lambda _: None)
    except NothingToExport:
        if listed:
            yield f"nothing is exported of {len(listed)}"
        return
    with ZipFile(target) as archive:
        if in_index(archive) != listed:
            yield "the index has others"
        if in_manifest(archive) != set(listed):
            yield "the manifest has others"
    if report.summary.count != len(listed):
        yield f"{report.summary.count} are said to be in it"


class _Nobody:
    """A FileSource that has nothing: what is not here is missing."""

    online = True

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        future: Future[KeptFile] = Future()
        future.set_exception(Offline())
        return future


def in_index(archive: ZipFile) -> list[int]:
    lines = csv.reader(io.StringIO(archive.read(INDEX_CSV).decode("utf-8-sig"), newline=""))
    next(lines)
    return [int(line[0]) for line in lines]


def in_manifest(archive: ZipFile) -> set[int]:
    entries = json.loads(archive.read(MANIFEST_NAME))["files"]
    return {entry["receipt_id"] for entry in entries if "receipt_id" in entry}


# -- the queries ---------------------------------------------------------------------------------


def any_query(dice: random.Random, receipts: list[Receipt]) -> ReceiptQuery:
    filters: dict[str, Any] = {}
    for name in dice.sample(list(_FILTERS), dice.randint(0, _MOST_FILTERS)):
        filters[name] = _FILTERS[name](dice, dice.choice(receipts))
    return ReceiptQuery(**filters, sort=dice.choice(list(ReceiptSort)), descending=dice.random() < 0.5)


def _text(dice: random.Random, like: Receipt) -> str:
    words = f"{like.vendor} {like.subject} {like.invoice_number}".split() or ["none"]
    return dice.choice(words)[: dice.randint(1, 9)]


def _period(dice: random.Random, like: Receipt) -> Period:
    """Often of one day, whose last hour is in it."""
    day = like.received_at.astimezone().date() if like.received_at is not None else None
    if day is None:
        return Period()
    first, last = day - timedelta(days=dice.choice((0, 0, 9))), day + timedelta(days=dice.choice((0, 0, 30)))
    return Period(first if dice.random() < 0.8 else None, last if dice.random() < 0.8 else None)


def _amounts(dice: random.Random, like: Receipt) -> AmountRange:
    if like.amount is None:
        return AmountRange(least=Decimal(0))
    edge = Decimal(like.amount.minor).scaleb(-like.amount.digits)
    return AmountRange(edge, edge + dice.choice((0, 100))) if dice.random() < 0.5 else AmountRange(most=edge)


def _yes_or_no(dice: random.Random, _: Receipt) -> bool:
    return dice.random() < 0.5


_FILTERS = {
    "text": _text,
    "period": _period,
    "amounts": _amounts,
    "statuses": lambda dice, _: tuple(dice.sample(list(ReceiptStatus), 2)),
    "vendors": lambda _, like: (like.vendor,),
    "currencies": lambda _, like: (like.currency,),
    "confidences": lambda dice, _: tuple(dice.sample(list(ConfidenceBand), 2)),
    "least_confidence": lambda dice, _: dice.randint(0, 100),
    "without_amount": _yes_or_no,
    "has_source": _yes_or_no,
    "has_preview": _yes_or_no,
    "has_date": _yes_or_no,
    "has_invoice_date": _yes_or_no,
    "has_number": _yes_or_no,
    "duplicate": _yes_or_no,
    "risky": _yes_or_no,
}
CAMPAIGN = Campaign("export_queries", run, count=500, sample=6)
