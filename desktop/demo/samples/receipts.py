"""ReceiptBook: the receipts of one business, from ordinary ones to every odd one that was ever seen."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, overload

from desktop.demo.samples.documents import Documents, DocumentText, Template

Storage = Literal["sound", "absent", "stale", "refused"]
"""Where a signed link leads: to the file; nowhere; nowhere by the redirect only; to a refusal (the API's
own attachment route still has the file)."""


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file of a receipt. `wrong` replaces the document's bytes."""

    id: int
    filename: str
    mime_type: str
    storage: Storage = "sound"
    wrong: bytes | None = None


@dataclass(frozen=True, slots=True)
class DemoReceipt:
    """One receipt, with all that the server knows about it. `amount` in minor units; 0 is sent as null."""

    id: int
    document: str
    text: DocumentText
    vendor_name: str | None
    amount: int | None
    currency: str
    received_at: datetime | None
    created_at: datetime
    source: str = "gmail"
    from_email: str | None = None
    subject: str | None = None
    invoice_number: str | None = None
    invoice_date: date | None = None
    confidence: int | None = None
    status: str = "pending_review"
    attachment: DemoFile | None = None
    preview: DemoFile | None = None
    preview_status: str = "generated"
    preview_failure_reason: str | None = None
    error_message: str | None = None
    reviewed_by: int | None = None
    reviewed_at: datetime | None = None
    mail: int | None = None
    """The receipt with whose mail it came; None: with one of its own."""


HOSTILE_VENDORS: tuple[str | None, ...] = (
    "ב" * 200 + "Very long vendor name" + "ך" * 34,
    "Sample Bakery\nBranch 2\r\nTel. 03-555-0100",
    "\u202eפיקצה\u202c Demo \u200fLtd\u200e",
    "../../etc/passwd",
    '=HYPERLINK("http://example.test","Click")',
    "C:\\Windows\\System32\\CON",
    "CON",
    "",
    None,
    "צ׳ק פוינט לדוגמה בע״מ",
    "<b>Bold & Sons</b> <img src=x>",
    "+972-3-555-0100",
    "Demo 😀 Café é\u0301",
    "   ",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "a/b:c*d?e\"f<g>h|i",
)  # fmt: skip

EMPTY, DAMAGED = b"", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nxref\n0 2\ntrunc"
ALWAYS_PREVIEWED = 6
ORDINARY_RECEIPTS = 25
"""So many of the newest ones are ordinary, or odd only as bookkeepers see it every day."""

_STATUSES_OLD = ("approved",) * 22 + (
    "pending_review",
    "pending_review",
    "rejected",
    "not_receipt",
    "incomplete",
)
_STATUSES_NEW = ("pending_review",) * 3 + ("approved",) * 2
_NO_PREVIEW = (
    ("failed", "Timeout while rendering"),
    ("not_available", None),
    ("pending", None),
    ("skipped", None),
)
_CYCLE = 160
_SAME_DOCUMENT, _SAME_NUMBER, _SAME_MAIL, _LARGE = 112, 117, 125, (44, 130)
"""Places in each cycle of receipts that look like the one before them, and of invoices of many thousands."""
_LARGE_TOTAL = 2_360_000


class ReceiptBook(Sequence[DemoReceipt]):
    """Newest first; may be marked. Ids never change."""

    def __init__(self, business: int, count: int, seed: int, now: datetime, documents: Documents) -> None:
        self._documents = documents
        self._lock = threading.Lock()
        self._first_id = 1001 if business == 1 else 500_001
        source = random.Random(seed * 2003 + business)
        times, deals = _times(source, count, now), _deals(documents.templates, source)
        self._next_id = self._first_id + count
        drafts = [self._draft(source, next(deals), k, count, moment) for k, moment in enumerate(times)]
        _repeat(drafts)
        self._receipts = {receipt.id: receipt for receipt in reversed(drafts)}

    def __len__(self) -> int:
        return len(self._receipts)

    @overload
    def __getitem__(self, index: int) -> DemoReceipt: ...
    @overload
    def __getitem__(self, index: slice) -> list[DemoReceipt]: ...
    def __getitem__(self, index: int | slice) -> DemoReceipt | list[DemoReceipt]:
        return self._newest_first()[index]

    def __iter__(self) -> Iterator[DemoReceipt]:
        return iter(self._newest_first())

    def _newest_first(self) -> list[DemoReceipt]:
        with self._lock:
            return list(reversed(self._receipts.values()))

    def find(self, receipt_id: int) -> DemoReceipt | None:
        return self._receipts.get(receipt_id)

    def find_file(self, file_id: int) -> tuple[DemoReceipt, DemoFile] | None:
        """The file with an attachment id, which is made from the receipt's."""
        receipt = self.find(file_id // 2 - 10**6)
        for file in (receipt.attachment, receipt.preview) if receipt else ():
            if receipt and file and file.id == file_id:
                return receipt, file
        return None

    def replace(self, receipt: DemoReceipt) -> None:
        """Puts `receipt` in the place of the one with its id."""
        with self._lock:
            if receipt.id in self._receipts:
                self._receipts[receipt.id] = receipt

    def add(self, moment: datetime, **fields: Any) -> DemoReceipt:
        """A receipt that comes in at `moment`; `fields` are those of DemoReceipt."""
        with self._lock:
            source = random.Random(self._next_id)
            template = source.choice(self._documents.templates)
            count = self._next_id - self._first_id + 1
            receipt = replace(self._draft(source, template, 0, count, moment), **fields)
            self._receipts[receipt.id] = receipt
            self._next_id += 1
            return receipt

    def remove(self, receipt_id: int) -> None:
        """From now on it was never there: 404."""
        with self._lock:
            self._receipts.pop(receipt_id, None)

    def file_bytes(self, receipt: DemoReceipt, file: DemoFile) -> bytes:
        """What storage holds under `file`, whether or not a link leads there."""
        if file.wrong is not None:
            return file.wrong
        if receipt.preview is not None and file.id == receipt.preview.id:
            return self._documents.preview(receipt.document, receipt.text)
        return self._documents.source(receipt.document, receipt.text)

    # -- making them up -------------------------------------------------------------------------------

    def _draft(
        self, source: random.Random, template: Template, k: int, count: int, moment: datetime
    ) -> DemoReceipt:
        text = template.text(source, moment)
        receipt_id = self._first_id + count - 1 - k
        receipt = DemoReceipt(
            id=receipt_id,
            document=template.id,
            text=text,
            vendor_name=template.vendor,
            amount=text.total,
            currency=template.currency,
            received_at=moment,
            created_at=moment + timedelta(seconds=source.randint(20, 600)),
            source=source.choice(("gmail", "gmail", "gmail", "upload", "manual")),
            from_email=f"billing@{template.id}.example",
            subject=" ".join(filter(None, (template.vendor, text.number))),
            invoice_number=text.number,
            invoice_date=text.day,
            confidence=source.choice((97, 96, 95, 94, 93, 91, 90, 88, 84, 81, 78, 72, 66)),
            status=source.choice(_STATUSES_NEW if k < ORDINARY_RECEIPTS else _STATUSES_OLD),
        )
        has_preview = template.preview is not None and (k < ALWAYS_PREVIEWED or source.random() > 0.06)
        receipt = self._with_files(receipt, template, has_preview, source)
        return replace(receipt, **_oddities(receipt, k))

    @staticmethod
    def _with_files(
        receipt: DemoReceipt, template: Template, has_preview: bool, source: random.Random
    ) -> DemoReceipt:
        number = (receipt.text.number or str(receipt.id)).replace("/", "-")
        file_id = (10**6 + receipt.id) * 2
        attachment = DemoFile(file_id, f"{template.id}-{number}.{template.extension}", template.mime_type)
        if template.preview is None or not has_preview:
            status, reason = source.choice(_NO_PREVIEW)
            return replace(
                receipt, attachment=attachment, preview_status=status, preview_failure_reason=reason
            )
        mime_type = "image/png" if template.preview.endswith("png") else "image/jpeg"
        name = f"preview_{receipt.id}.{template.preview.rpartition('.')[2]}"
        return replace(receipt, attachment=attachment, preview=DemoFile(file_id + 1, name, mime_type))


def _oddities(receipt: DemoReceipt, k: int) -> dict[str, Any]:
    """What is unusual about the k-th newest receipt."""
    everyday: dict[int, dict[str, Any]] = {
        6: {"vendor_name": None, "amount": None, "currency": "ILS", "confidence": 31, "status": "incomplete"},
        12: {"amount": None, "confidence": 12, "status": "not_receipt"},
        14: {"status": "rejected"},
    }
    if k < ORDINARY_RECEIPTS:
        return everyday.get(k, {})
    odd = _odd_files(receipt, k % _CYCLE) | _odd_rows(k % _CYCLE)
    if k % 12 == 11:
        odd["vendor_name"] = HOSTILE_VENDORS[k // 12 % len(HOSTILE_VENDORS)]
    return odd


def _odd_files(receipt: DemoReceipt, k: int) -> dict[str, Any]:
    file = receipt.attachment
    assert file is not None
    no_preview = {"preview": None, "preview_status": "not_available"}
    odd: dict[int, dict[str, Any]] = {
        27: {"attachment": replace(file, filename="חשבונית מס 114.pdf")},
        31: {"attachment": None, **no_preview, "source": "manual"},
        36: {"attachment": replace(file, storage="absent")},
        41: {"attachment": replace(file, storage="stale")},
        46: {"attachment": replace(file, storage="refused")},
        52: {"attachment": replace(file, wrong=EMPTY), **no_preview},
        58: {"attachment": replace(file, wrong=DAMAGED), **no_preview, "preview_status": "failed"},
        63: {"attachment": replace(file, filename="scan0001", mime_type="application/octet-stream")},
        68: {"preview": receipt.preview and replace(receipt.preview, storage="absent")},
        77: {"attachment": None},
    }
    return odd.get(k, {})


def _odd_rows(k: int) -> dict[str, Any]:
    undated = {"received_at": None, "invoice_date": None}
    odd: dict[int, dict[str, Any]] = {
        70: {"error_message": "could not convert string to float: '1.234,50'"},
        73: undated,
        81: {"amount": 0},
        86: {"amount": None, "confidence": None},
        91: {"invoice_number": None, "subject": None, "from_email": None, "source": "upload"},
        96: {"amount": 12_345_678_901, "currency": "JPY"},
        101: {"invoice_date": date(1999, 12, 31), "confidence": 0},
        107: {"confidence": 100, "currency": "GBP"},
    }
    return odd.get(k, {})


def _repeat(drafts: list[DemoReceipt]) -> None:
    """Receipts that are there twice, or look like it; and large invoices."""
    for k in range(1, len(drafts)):
        place, before = k % _CYCLE, drafts[k - 1]
        if place == _SAME_DOCUMENT:
            drafts[k] = replace(_copy(drafts[k], before), invoice_date=before.invoice_date)
        elif place == _SAME_NUMBER:
            drafts[k] = _of_its_own_day(_copy(drafts[k], before), drafts[k].text)
        elif place == _SAME_MAIL:
            drafts[k - 1] = replace(before, source="gmail")
            drafts[k] = replace(drafts[k], source="gmail", mail=before.id)
        elif place in _LARGE:
            written = next((later for later in range(k, len(drafts)) if _is_written(drafts[later])), k)
            drafts[written] = _large(drafts[written])


def _copy(receipt: DemoReceipt, other: DemoReceipt) -> DemoReceipt:
    """The same document as the other's, come once more."""
    names = (
        "document",
        "text",
        "vendor_name",
        "amount",
        "currency",
        "from_email",
        "subject",
        "invoice_number",
    )
    copied = {name: getattr(other, name) for name in names}
    file = receipt.attachment and other.attachment and replace(other.attachment, id=receipt.attachment.id)
    preview = file and other.preview and replace(other.preview, id=file.id + 1)
    return replace(
        receipt, **copied, source="upload", status="pending_review", attachment=file, preview=preview
    )


def _of_its_own_day(receipt: DemoReceipt, text: DocumentText) -> DemoReceipt:
    """The same invoice, written once more on the day of this text."""
    return replace(receipt, text=replace(receipt.text, day=text.day))


def _is_written(receipt: DemoReceipt) -> bool:
    """Whether its document shows the sum of its row, in shekels."""
    file = receipt.attachment
    return file is not None and file.filename.endswith(".pdf") and receipt.currency == "ILS"


def _large(receipt: DemoReceipt) -> DemoReceipt:
    """An invoice in shekels, of many thousands."""
    net, before = round(_LARGE_TOTAL / 1.18), receipt.text
    lines = [line * net // before.net for line in before.lines]
    lines[:1] = [first + net - sum(lines) for first in lines[:1]]
    text = replace(before, total=_LARGE_TOTAL, net=net, lines=tuple(lines))
    return replace(receipt, text=text, amount=_LARGE_TOTAL, currency="ILS", status="pending_review")


def _times(source: random.Random, count: int, now: datetime) -> list[datetime]:
    """When `count` receipts came in, newest first: two a day, or as many as fit into three years."""
    gap = 86_400 / max(2.0, count / 1000)
    moments, moment = [], now.timestamp() - 500
    for _ in range(count):
        moments.append(datetime.fromtimestamp(int(moment), UTC))
        moment -= source.expovariate(1 / gap)
    return moments


def _deals(templates: Sequence[Template], source: random.Random) -> Iterator[Template]:
    """The documents of the receipts, newest first: each once before any comes again.

    Photographs, which always show the same sum, and credit notes come only every other time.
    """
    often = [template for template in templates if len(template.amounts) > 1 and template.amounts[0] > 0]
    yield from sorted(templates, key=lambda template: template.first)
    while True:
        for deck in (often, list(templates)):
            yield from source.sample(deck, len(deck))
