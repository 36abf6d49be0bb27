-- What two receipts are compared by: the day on this computer's clock, and the invoice's number as number_key has it.
-- SQLite lets no column be worked out by local time, so the day is written with the row: see receipts_repository.

DROP INDEX receipts_same_total;
DROP INDEX receipts_same_number;
ALTER TABLE receipts DROP COLUMN day;
ALTER TABLE receipts ADD COLUMN day TEXT; -- the invoice's, else the one on which it came
ALTER TABLE receipts ADD COLUMN number_key TEXT NOT NULL DEFAULT '';

UPDATE receipts SET
    day = COALESCE(invoice_date, date(received_at / 1000000, 'unixepoch', 'localtime')),
    number_key = number_key(invoice_number);

-- With the status in them nothing else is read for either, and the newest of a group are read first. The conditions
-- are written as in duplicates_repository.
CREATE INDEX receipts_same_total ON receipts (vendor_key, amount_minor, currency, day, row_id, status)
WHERE vendor_key IS NOT NULL AND amount_minor IS NOT NULL AND day IS NOT NULL
    AND status NOT IN ('rejected', 'not_receipt');

CREATE INDEX receipts_same_number ON receipts (vendor_key, amount_minor, currency, number_key, row_id, status)
WHERE vendor_key IS NOT NULL AND amount_minor IS NOT NULL AND number_key <> ''
    AND status NOT IN ('rejected', 'not_receipt');
