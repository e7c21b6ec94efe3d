-- SPDX-License-Identifier: LGPL-2.1-or-later

-- The two tables of the specification, to the letter.
CREATE TABLE media_items (
  id         TEXT PRIMARY KEY NOT NULL,
  type       TEXT NOT NULL,
  path       TEXT NOT NULL UNIQUE,   -- the file name's bytes as they are
  metadata   TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE media_references (
  id            TEXT PRIMARY KEY NOT NULL,
  media_item_id TEXT NOT NULL REFERENCES media_items (id),
  module_name   TEXT NOT NULL,
  artifact_name TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  UNIQUE (media_item_id, module_name, artifact_name)
) STRICT;

-- What we know of an item's file, and what lists are sorted by. The number is the item's handle in memory and in the
-- log: a rowid of media_items would not do, since VACUUM in any sqlite3 shell may renumber those.
CREATE TABLE item_facts (
  number        INTEGER PRIMARY KEY,
  item_id       TEXT NOT NULL UNIQUE REFERENCES media_items (id) ON DELETE CASCADE,
  kind          INTEGER NOT NULL,              -- MediaryMediaType
  name_key      TEXT NOT NULL,                 -- the name, folded, so that bytes compare as people sort
  size          INTEGER NOT NULL,              -- bytes
  last_check_in INTEGER NOT NULL,              -- Unix time, seconds
  n_uses        INTEGER NOT NULL DEFAULT 0,    -- counted as media_references are written
  state         INTEGER NOT NULL DEFAULT 0,    -- MediaryState
  device        INTEGER NOT NULL,
  inode         INTEGER NOT NULL,
  modified      INTEGER NOT NULL               -- nanoseconds
) STRICT;

-- One index an order. Each holds all that a list of everything, or of one type, needs.
CREATE INDEX item_facts_by_name ON item_facts (name_key, kind);
CREATE INDEX item_facts_by_last_check_in ON item_facts (last_check_in, kind);
CREATE INDEX item_facts_by_uses ON item_facts (n_uses, kind);
CREATE INDEX item_facts_by_size ON item_facts (size, kind);
CREATE INDEX item_facts_by_type ON item_facts (kind, name_key);
CREATE INDEX item_facts_by_inode ON item_facts (inode, device);
CREATE INDEX item_facts_with_problems ON item_facts (state) WHERE state <> 0;

-- Other names of an item's file: as it was given when that is not its real path, and where it was before it moved.
CREATE TABLE item_paths (
  path     TEXT NOT NULL,
  number   INTEGER NOT NULL REFERENCES item_facts (number) ON DELETE CASCADE,
  kind     INTEGER NOT NULL,                   -- 1 given, 2 earlier place
  noted_at INTEGER NOT NULL,
  PRIMARY KEY (path, number, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_paths_by_number ON item_paths (number);

-- How we know of a use, and where inside the artifact it is. A use a program declared without a place has no row.
CREATE TABLE reference_facts (
  reference_id TEXT PRIMARY KEY NOT NULL REFERENCES media_references (id) ON DELETE CASCADE,
  origin       INTEGER NOT NULL,               -- MediaryOrigin
  location     TEXT
) STRICT, WITHOUT ROWID;

-- Modules and artifacts with their counts, written in the transaction of the use they count.
CREATE TABLE modules (
  name         TEXT PRIMARY KEY NOT NULL,
  n_items      INTEGER NOT NULL,
  n_artifacts  INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE artifacts (
  number       INTEGER PRIMARY KEY,
  module_name  TEXT NOT NULL,
  name         TEXT NOT NULL,
  n_items      INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  UNIQUE (module_name, name)
) STRICT;
CREATE INDEX artifacts_by_last_use ON artifacts (module_name, last_used_at);

-- The uses once more as pairs of numbers: what an artifact of 100,000 items uses is read in one run.
CREATE TABLE item_uses (
  artifact INTEGER NOT NULL REFERENCES artifacts (number) ON DELETE CASCADE,
  number   INTEGER NOT NULL REFERENCES item_facts (number) ON DELETE CASCADE,
  PRIMARY KEY (artifact, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_uses_by_number ON item_uses (number);

-- What changed, in order: anyone can ask "what since revision N?".
CREATE TABLE revisions (
  revision INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
  number   INTEGER NOT NULL,                   -- of the item; 0: start over
  change   INTEGER NOT NULL,                   -- 1 added, 2 updated, 3 removed, 4 uses changed
  gone     TEXT                                -- the id of an item that was removed
) STRICT;

-- Words of paths, folded. Filled when the writer has nothing else to do; what is still to be filled stands in the queue,
-- and a search looks there too, so it never misses a file.
CREATE VIRTUAL TABLE item_search USING fts5 (path, content = '', tokenize = 'trigram', columnsize = 0);
CREATE TABLE search_queue (
  number INTEGER PRIMARY KEY
) STRICT;
