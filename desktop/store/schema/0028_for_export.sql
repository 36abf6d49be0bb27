-- A file that came for an export alone, and nobody asked to keep: where room is short it goes first, and nothing goes
-- for it.
ALTER TABLE kept_files ADD COLUMN for_export INTEGER NOT NULL DEFAULT 0;

CREATE INDEX kept_for_export ON kept_files (id) WHERE for_export;
