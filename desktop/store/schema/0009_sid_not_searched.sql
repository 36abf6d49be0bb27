-- What is searched of a call holds its sid no longer, whose digits stand nowhere in sight. All texts wait to be
-- taken up anew; until then they are found by reading.

ALTER TABLE call_texts ADD COLUMN made_by INTEGER NOT NULL DEFAULT 0; -- see call_search.MADE_BY

DROP TRIGGER call_entries_removed;

UPDATE call_texts SET search_text = e.search_text FROM call_entries e WHERE e.row_id = call_texts.row_id;
UPDATE call_texts SET search_text = replace(
        search_text || char(10), char(10) || lower(calls.sid) || char(10), char(10)
    )
FROM calls WHERE calls.row_id = call_texts.row_id
    AND instr(search_text || char(10), char(10) || lower(calls.sid) || char(10));

DELETE FROM call_entries;
INSERT INTO call_search (call_search) VALUES ('delete-all');

-- Entries are numbered by the second of their calls from now on. 1: its numbers were taken, and it is a later one.
ALTER TABLE call_entries ADD COLUMN later INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER call_entries_removed AFTER DELETE ON call_entries BEGIN
    INSERT INTO call_search (call_search, rowid, search_text) VALUES ('delete', old.entry_id, old.search_text);
END;
