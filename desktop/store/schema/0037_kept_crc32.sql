-- An export tells by it, as it writes the file, that these are the bytes whose SHA-256 is noted: a ZIP needs it anyway.

ALTER TABLE kept_files ADD COLUMN crc32 INTEGER; -- NULL: nobody reckoned it
