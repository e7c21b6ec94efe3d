#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a library with made-up items and uses, by SQL: a million takes half a minute and no file is there.

    make-library.py [--mediary PROGRAM] --items 1000000 [--uses 2] [--documents 9000] FOLDER

The folder holds an empty library, or else PROGRAM makes one.

Names are photo-1.jpg, clip-2.mp4, sound-3.ogg and so on; one path in a thousand holds the word "needle"."""
import argparse
import os
import sqlite3
import subprocess

FILL = """
CREATE TEMP TABLE made AS
WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < :items)
SELECT n,
       CASE WHEN n % 20 = 0 THEN 2 WHEN n % 10 = 5 THEN 3 ELSE 1 END AS kind,
       CASE WHEN n % 20 = 0 THEN 'clip-' WHEN n % 10 = 5 THEN 'sound-' ELSE 'photo-' END AS stem,
       CASE WHEN n % 20 = 0 THEN '.mp4' WHEN n % 10 = 5 THEN '.ogg' ELSE '.jpg' END AS ending
FROM counter;

INSERT INTO media_items (id, type, path, metadata, created_at, updated_at)
SELECT printf ('%08x-%04x-7%03x-8%03x-%012x', 1 + n / 65536, n % 65536, n % 4096, n % 4096, n),
       CASE kind WHEN 1 THEN 'IMAGE' WHEN 2 THEN 'VIDEO' ELSE 'AUDIO' END,
       '/home/somebody/Pictures/' || CASE WHEN n % 1000 = 0 THEN 'needle/' ELSE 'folder ' || (n / 500) || '/' END || stem || n || ending,
       '{"size":' || (1000 + n * 7 % 5000000) || ',"content_type":"' ||
         CASE kind WHEN 1 THEN 'image/jpeg","width":4000,"height":3000' WHEN 2 THEN 'video/mp4","duration":12.5' ELSE 'audio/ogg","duration":60.25' END || '}',
       1700000000 + n, 1700000000 + n
FROM made;

INSERT INTO item_facts (number, item_id, kind, name_key, size, last_check_in, n_uses, state, device, inode, modified)
SELECT n, printf ('%08x-%04x-7%03x-8%03x-%012x', 1 + n / 65536, n % 65536, n % 4096, n % 4096, n),
       kind, stem || length (n) || n || ending, 1000 + n * 7 % 5000000, 1700000000 + n,
       CASE WHEN n % 16 = 0 THEN 0 ELSE :uses END, 0, 1, n, n
FROM made;

INSERT INTO artifacts (number, module_name, name, n_items, last_used_at)
WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < :documents)
SELECT n, 'org.example.App' || (n % 9), 'file:///home/somebody/Documents/document%20' || n || '.ods', 0, 1700000000 + n FROM counter;

INSERT INTO item_uses (artifact, number)
WITH RECURSIVE counter (u) AS (SELECT 0 UNION ALL SELECT u + 1 FROM counter WHERE u + 1 < :uses)
SELECT 1 + (n / 100 + u * 37) % :documents, n FROM made JOIN counter WHERE n % 16 <> 0 AND :uses > 0;

INSERT INTO media_references (id, media_item_id, module_name, artifact_name, created_at)
SELECT printf ('%08x-%04x-7%03x-9%03x-%012x', 1 + u.number / 65536, u.number % 65536, u.number % 4096, u.artifact % 4096, u.number * 16 + u.artifact % 16),
       f.item_id, a.module_name, a.name, a.last_used_at
FROM item_uses AS u JOIN item_facts AS f ON f.number = u.number JOIN artifacts AS a ON a.number = u.artifact;

UPDATE artifacts SET n_items = (SELECT count (*) FROM item_uses AS u WHERE u.artifact = artifacts.number);
INSERT INTO modules (name, n_items, n_artifacts, last_used_at)
SELECT a.module_name, (SELECT count (DISTINCT u.number) FROM item_uses AS u JOIN artifacts AS b ON b.number = u.artifact
                       WHERE b.module_name = a.module_name), count (*), max (a.last_used_at) FROM artifacts AS a GROUP BY 1;

INSERT INTO item_search (rowid, path) SELECT f.number, lower (i.path) FROM item_facts AS f JOIN media_items AS i ON i.id = f.item_id;
INSERT INTO revisions (number, change) VALUES (0, 1);
ANALYZE;
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mediary")
    parser.add_argument("--items", type=int, default=1000000)
    parser.add_argument("--uses", type=int, default=2)
    parser.add_argument("--documents", type=int, default=9000)
    parser.add_argument("folder")
    options = parser.parse_args()

    # Mediary makes the schema; this only fills it.
    if options.mediary:
        subprocess.run([options.mediary, "list"], check=False, env={**os.environ, "MEDIARY_DATA_DIR": options.folder},
                       stdout=subprocess.DEVNULL)
    connection = sqlite3.connect(os.path.join(options.folder, "mediary.db"))
    connection.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY;")
    values = {"items": options.items, "uses": options.uses, "documents": options.documents}
    connection.execute("BEGIN")
    for statement in FILL.split(";\n"):
        if statement.strip():
            connection.execute(statement, {name: value for name, value in values.items() if f":{name}" in statement})
    connection.commit()
    connection.close()


if __name__ == "__main__":
    main()
