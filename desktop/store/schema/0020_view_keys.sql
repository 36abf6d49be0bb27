-- What a rule knows a saved view by: it stays when the view is renamed, or removed and taken back.
ALTER TABLE saved_views ADD COLUMN key TEXT NOT NULL DEFAULT '';
UPDATE saved_views SET key = lower(hex(randomblob(16)));
