-- How long a recording is by its own frames, NULL when that cannot be told; and whether its call was longer
-- (core.audio_duration.is_shorter) although it was fetched twice.
ALTER TABLE kept_files ADD COLUMN duration_ms INTEGER;
ALTER TABLE kept_files ADD COLUMN shorter INTEGER NOT NULL DEFAULT 0;
