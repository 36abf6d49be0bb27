-- Decisions on receipts: what is on its way to the server, and the history. Of a receipt one at most is open.
-- status in receipts is what the receipt is shown as, by which it is found, counted and summed; while a decision is
-- open that is the user's word, and server_status is the server's. The triggers keep it so, whoever writes.

ALTER TABLE receipts ADD COLUMN server_status TEXT; -- NULL: status is the server's

CREATE TABLE outbox (
    entry_id INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order in which they were made
    receipt_id INTEGER NOT NULL,
    wanted TEXT NOT NULL,
    against TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    state TEXT NOT NULL, -- waiting, sending, conflict: open; sent, refused, dropped
    reason TEXT NOT NULL,
    tried TEXT NOT NULL, -- statuses with commas between them
    their_status TEXT, -- NULL: nobody else decided
    their_id INTEGER,
    their_name TEXT,
    their_at INTEGER,
    sent_number INTEGER -- in the order in which the server took them; NULL: it did not
) STRICT;

CREATE UNIQUE INDEX outbox_open ON outbox (receipt_id) WHERE state IN ('waiting', 'sending', 'conflict');
CREATE INDEX outbox_sent ON outbox (sent_number) WHERE sent_number IS NOT NULL;

CREATE TRIGGER outbox_opened AFTER INSERT ON outbox WHEN new.state IN ('waiting', 'sending', 'conflict') BEGIN
    UPDATE receipts SET server_status = COALESCE(server_status, status), status = new.wanted
    WHERE row_id = new.receipt_id;
END;

CREATE TRIGGER outbox_closed AFTER UPDATE OF state ON outbox
WHEN old.state IN ('waiting', 'sending', 'conflict') AND new.state NOT IN ('waiting', 'sending', 'conflict') BEGIN
    UPDATE receipts SET status = server_status, server_status = NULL
    WHERE row_id = new.receipt_id AND server_status IS NOT NULL;
END;

CREATE TRIGGER receipts_came AFTER INSERT ON receipts BEGIN
    UPDATE receipts SET server_status = new.status,
        status = (SELECT wanted FROM outbox WHERE receipt_id = new.row_id AND state IN ('waiting', 'sending', 'conflict'))
    WHERE row_id = new.row_id
        AND EXISTS (SELECT 1 FROM outbox WHERE receipt_id = new.row_id AND state IN ('waiting', 'sending', 'conflict'));
END;
