-- What tells whether receipts are there once, and all of them. Rows of earlier versions get the id of their mail
-- with the next walk over the whole list.

ALTER TABLE receipts ADD COLUMN gmail_message_id TEXT NOT NULL DEFAULT '';

-- Of an amount of 0 nobody can tell whether it was read or not.
UPDATE receipts SET amount_minor = NULL WHERE amount_minor = 0;

-- The day that two receipts are compared by: the invoice's, else the one on which it came, in UTC.
ALTER TABLE receipts ADD COLUMN day TEXT GENERATED ALWAYS AS (
    COALESCE(invoice_date, date(received_at / 1000000, 'unixepoch'))
) VIRTUAL;

-- What is rejected, or no receipt, goes into no books, and so not twice. The conditions are written as in
-- duplicates_repository, else these are not used.
CREATE INDEX receipts_same_total ON receipts (vendor_key, amount_minor, currency, day)
WHERE vendor_key IS NOT NULL AND amount_minor IS NOT NULL AND day IS NOT NULL
    AND status NOT IN ('rejected', 'not_receipt');

CREATE INDEX receipts_same_number ON receipts (
    vendor_key, amount_minor, currency, lower(trim(invoice_number))
)
WHERE vendor_key IS NOT NULL AND amount_minor IS NOT NULL AND trim(invoice_number) <> ''
    AND status NOT IN ('rejected', 'not_receipt');

CREATE INDEX receipts_same_mail ON receipts (gmail_message_id, status)
WHERE gmail_message_id <> '' AND status NOT IN ('rejected', 'not_receipt');

CREATE INDEX kept_files_same_bytes ON kept_files (sha256, id)
WHERE kind <> 'recording' AND size > 0;

CREATE INDEX receipts_by_invoice_date ON receipts (invoice_date, vendor_key) WHERE invoice_date IS NOT NULL;

-- The user's word on two receipts that look alike: they are not one. It needs no rows, and stays when they go.
CREATE TABLE told_apart (
    one INTEGER NOT NULL, -- the smaller id
    other INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- Months for which no receipt of a vendor is to be expected, by the user's word.
CREATE TABLE none_expected (
    vendor_key TEXT NOT NULL,
    month TEXT NOT NULL, -- 2024-01
    PRIMARY KEY (vendor_key, month)
) STRICT, WITHOUT ROWID;
