-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A library of version 1, as “sqlite3 mediary.db .dump” gives it; the two pragmas that a dump leaves out stand first.
PRAGMA application_id = 1298490473;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE media_items (
  id         TEXT PRIMARY KEY NOT NULL,
  type       TEXT NOT NULL,
  path       TEXT NOT NULL UNIQUE,   -- the file name's bytes as they are
  metadata   TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO media_items VALUES('01a204a6-de61-74a2-928f-a84dbba0b005','IMAGE','/home/ann/Pictures/a.png','{"size":675,"content_type":"image/png","width":16,"height":16}',1795374374,1795374374);
INSERT INTO media_items VALUES('01a204a6-de61-7992-a710-6d0c821d9172','IMAGE','/home/ann/Pictures/b ü.png','{"size":211,"content_type":"image/png","width":16,"height":16}',1795374374,1795374374);
CREATE TABLE media_references (
  id            TEXT PRIMARY KEY NOT NULL,
  media_item_id TEXT NOT NULL REFERENCES media_items (id),
  module_name   TEXT NOT NULL,
  artifact_name TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  UNIQUE (media_item_id, module_name, artifact_name)
) STRICT;
INSERT INTO media_references VALUES('01a204a6-de61-735c-9600-f16da118a2e2','01a204a6-de61-74a2-928f-a84dbba0b005','org.example.Sheet','file:///prices.ods',1795374374);
INSERT INTO media_references VALUES('01a204a6-de61-71d3-b65f-9d2189a0df15','01a204a6-de61-7992-a710-6d0c821d9172','org.example.Sheet','file:///prices.ods',1795374374);
INSERT INTO media_references VALUES('01a204a6-de72-7d6a-bc85-4a080d4be480','01a204a6-de61-74a2-928f-a84dbba0b005','org.example.Editor','trailer',1795374374);
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
INSERT INTO item_facts VALUES(1,'01a204a6-de61-74a2-928f-a84dbba0b005',1,'a.png',675,1795374374,2,0,65024,11158610,1795374374452326822);
INSERT INTO item_facts VALUES(2,'01a204a6-de61-7992-a710-6d0c821d9172',1,'b u.png',211,1795374374,1,0,65024,11158626,1795374374470098964);
CREATE TABLE item_paths (
  path     TEXT NOT NULL,
  number   INTEGER NOT NULL REFERENCES item_facts (number) ON DELETE CASCADE,
  kind     INTEGER NOT NULL,                   -- 1 given, 2 earlier place
  noted_at INTEGER NOT NULL,
  PRIMARY KEY (path, number, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE reference_facts (
  reference_id TEXT PRIMARY KEY NOT NULL REFERENCES media_references (id) ON DELETE CASCADE,
  origin       INTEGER NOT NULL,               -- MediaryOrigin
  location     TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO reference_facts VALUES('01a204a6-de61-71d3-b65f-9d2189a0df15',1,'B4');
INSERT INTO reference_facts VALUES('01a204a6-de61-735c-9600-f16da118a2e2',1,'B4');
INSERT INTO reference_facts VALUES('01a204a6-de72-7d6a-bc85-4a080d4be480',1,NULL);
CREATE TABLE modules (
  name         TEXT PRIMARY KEY NOT NULL,
  n_items      INTEGER NOT NULL,
  n_artifacts  INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO modules VALUES('org.example.Editor',1,1,1795374374);
INSERT INTO modules VALUES('org.example.Sheet',2,1,1795374374);
CREATE TABLE artifacts (
  number       INTEGER PRIMARY KEY,
  module_name  TEXT NOT NULL,
  name         TEXT NOT NULL,
  n_items      INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  UNIQUE (module_name, name)
) STRICT;
INSERT INTO artifacts VALUES(1,'org.example.Sheet','file:///prices.ods',2,1795374374);
INSERT INTO artifacts VALUES(2,'org.example.Editor','trailer',1,1795374374);
CREATE TABLE item_uses (
  artifact INTEGER NOT NULL REFERENCES artifacts (number) ON DELETE CASCADE,
  number   INTEGER NOT NULL REFERENCES item_facts (number) ON DELETE CASCADE,
  PRIMARY KEY (artifact, number)
) STRICT, WITHOUT ROWID;
INSERT INTO item_uses VALUES(1,1);
INSERT INTO item_uses VALUES(2,1);
INSERT INTO item_uses VALUES(1,2);
CREATE TABLE revisions (
  revision INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
  number   INTEGER NOT NULL,                   -- of the item; 0: start over
  change   INTEGER NOT NULL,                   -- 1 added, 2 updated, 3 removed, 4 uses changed
  gone     TEXT                                -- the id of an item that was removed
) STRICT;
INSERT INTO revisions VALUES(1,1,1,NULL);
INSERT INTO revisions VALUES(2,2,1,NULL);
INSERT INTO revisions VALUES(3,1,4,NULL);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','item_search','item_search',0,'CREATE VIRTUAL TABLE item_search USING fts5 (path, content = '''', tokenize = ''trigram'', columnsize = 0)');
CREATE TABLE IF NOT EXISTS 'item_search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO item_search_data VALUES(1,X'');
INSERT INTO item_search_data VALUES(10,X'00000000000000');
CREATE TABLE IF NOT EXISTS 'item_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS 'item_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO item_search_config VALUES('version',4);
CREATE TABLE search_queue (
  number INTEGER PRIMARY KEY
) STRICT;
INSERT INTO search_queue VALUES(1);
INSERT INTO search_queue VALUES(2);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('revisions',3);
CREATE INDEX item_facts_by_name ON item_facts (name_key, kind);
CREATE INDEX item_facts_by_last_check_in ON item_facts (last_check_in, kind);
CREATE INDEX item_facts_by_uses ON item_facts (n_uses, kind);
CREATE INDEX item_facts_by_size ON item_facts (size, kind);
CREATE INDEX item_facts_by_type ON item_facts (kind, name_key);
CREATE INDEX item_facts_by_inode ON item_facts (inode, device);
CREATE INDEX item_facts_with_problems ON item_facts (state) WHERE state <> 0;
CREATE INDEX item_paths_by_number ON item_paths (number);
CREATE INDEX artifacts_by_last_use ON artifacts (module_name, last_used_at);
CREATE INDEX item_uses_by_number ON item_uses (number);
PRAGMA writable_schema=OFF;
COMMIT;
