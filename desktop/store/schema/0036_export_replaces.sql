-- An export replaces what stood under its name when the user asked for it, and nothing that took the name since.

ALTER TABLE exports ADD COLUMN replaces TEXT; -- what stood there then, by its size and time; NULL: nothing, or nobody knows
