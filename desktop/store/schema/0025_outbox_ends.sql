-- The order in which decisions were over, whenever they were made: the last ones are kept, and what the server took
-- after a page was asked for is told by it. The count goes on whatever is forgotten.

CREATE TABLE outbox_count (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    ended INTEGER NOT NULL
) STRICT;

INSERT INTO outbox_count VALUES (1, (SELECT COALESCE(MAX(entry_id), 0) FROM outbox));

DROP INDEX outbox_sent;
ALTER TABLE outbox RENAME COLUMN sent_number TO ended_number;
UPDATE outbox SET ended_number = entry_id WHERE state NOT IN ('waiting', 'sending', 'conflict');
CREATE INDEX outbox_ended ON outbox (ended_number) WHERE ended_number IS NOT NULL;

CREATE TRIGGER outbox_ended AFTER UPDATE OF state ON outbox
WHEN old.state IN ('waiting', 'sending', 'conflict') AND new.state NOT IN ('waiting', 'sending', 'conflict') BEGIN
    UPDATE outbox_count SET ended = ended + 1;
    UPDATE outbox SET ended_number = (SELECT ended FROM outbox_count) WHERE entry_id = new.entry_id;
END;
