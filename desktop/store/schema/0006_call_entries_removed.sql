-- Whatever removes an entry, as the end of its call does, takes it out of the index, which cannot see that itself.

CREATE TRIGGER call_entries_removed AFTER DELETE ON call_entries BEGIN
    INSERT INTO call_search (call_search, rowid, search_text) VALUES ('delete', old.entry_id, old.search_text);
END;
