-- An export that goes on after a pause, or a cut, still tells what came from the server for it from what was here.

ALTER TABLE export_files ADD COLUMN fetched INTEGER NOT NULL DEFAULT 0; -- 1: it came from the server for this export
