-- When the server said of a recording that is here that it has it no longer, before its time was over: such a one is
-- never removed to make room. It is over when the file comes again.
ALTER TABLE kept_files ADD COLUMN gone_at INTEGER;
