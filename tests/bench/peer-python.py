# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer: a straightforward Python program that does the job of “mediary check-in” with Pillow and sqlite3.

    peer-python.py DATABASE FOLDER MODULE ARTIFACT

It takes the type from the name, size from the system, dimensions from Pillow, and writes both tables of the
specification, 500 files in a transaction. It reads no EXIF and makes no journal of changes: it does a little less."""
import json
import mimetypes
import os
import sqlite3
import sys
import time
import uuid

from PIL import Image

SCHEMA = """
CREATE TABLE IF NOT EXISTS media_items (id TEXT PRIMARY KEY, type TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
  metadata TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS media_references (id TEXT PRIMARY KEY, media_item_id TEXT NOT NULL REFERENCES media_items (id),
  module_name TEXT NOT NULL, artifact_name TEXT NOT NULL, created_at INTEGER NOT NULL,
  UNIQUE (media_item_id, module_name, artifact_name));
"""
PER_TRANSACTION = 500


def add_item(database, path):
    kind, _ = mimetypes.guess_type(path)
    metadata = {"size": os.stat(path).st_size, "content_type": kind}
    with Image.open(path) as image:
        metadata["width"], metadata["height"] = image.size
    item, now = str(uuid.uuid4()), int(time.time())
    database.execute("INSERT INTO media_items VALUES (?, ?, ?, ?, ?, ?)",
                     (item, kind.split("/")[0].upper(), path, json.dumps(metadata), now, now))
    return item


def check_in(database, path, module, artifact):
    path = os.path.realpath(path)
    row = database.execute("SELECT id FROM media_items WHERE path = ?", (path,)).fetchone()
    item = row[0] if row else add_item(database, path)
    row = database.execute("SELECT id FROM media_references WHERE media_item_id = ? AND module_name = ?"
                           " AND artifact_name = ?", (item, module, artifact)).fetchone()
    if row:
        return row[0]
    reference = str(uuid.uuid4())
    database.execute("INSERT INTO media_references VALUES (?, ?, ?, ?, ?)",
                     (reference, item, module, artifact, int(time.time())))
    return reference


def main():
    name, folder, module, artifact = sys.argv[1:]
    database = sqlite3.connect(name)
    database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;" + SCHEMA)
    count = 0
    for below, _, names in os.walk(folder):
        for file in names:
            check_in(database, os.path.join(below, file), module, artifact)
            count += 1
            if count % PER_TRANSACTION == 0:
                database.commit()
    database.commit()


main()
