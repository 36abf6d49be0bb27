-- When a decision was over, by which the history keeps its days. What was over before is as old as its decision.

ALTER TABLE outbox ADD COLUMN ended_at INTEGER; -- microseconds; NULL: it is open
UPDATE outbox SET ended_at = decided_at WHERE ended_number IS NOT NULL;
CREATE INDEX outbox_ended_at ON outbox (ended_at) WHERE ended_at IS NOT NULL;

DROP TRIGGER outbox_ended;
CREATE TRIGGER outbox_ended AFTER UPDATE OF state ON outbox
WHEN old.state IN ('waiting', 'sending', 'conflict') AND new.state NOT IN ('waiting', 'sending', 'conflict') BEGIN
    UPDATE outbox_count SET ended = ended + 1;
    UPDATE outbox SET ended_number = (SELECT ended FROM outbox_count),
        ended_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000000
    WHERE entry_id = new.entry_id;
END;
