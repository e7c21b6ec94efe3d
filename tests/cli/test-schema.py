# SPDX-License-Identifier: GPL-3.0-or-later
"""Anyone may open the library with the sqlite3 shell and finds the two tables of the specification."""
import json
import os
import re
import subprocess
import uuid

from harness import equal, holds, main

SPECIFIED = {
    "media_items": [("id", "TEXT"), ("type", "TEXT"), ("path", "TEXT"), ("metadata", "TEXT"),
                    ("created_at", "INTEGER"), ("updated_at", "INTEGER")],
    "media_references": [("id", "TEXT"), ("media_item_id", "TEXT"), ("module_name", "TEXT"), ("artifact_name", "TEXT"),
                         ("created_at", "INTEGER")],
}


def shell(library, command):
    return subprocess.run(["sqlite3", library.database, command], check=True, capture_output=True, text=True).stdout


def columns_of(statement):
    """The columns in a CREATE TABLE as the shell prints it: lines that begin with a name and a type."""
    body = re.sub(r"--[^\n]*", "", statement[statement.index("(") + 1:])
    return re.findall(r"(?:^|,)\s*(\w+)\s+(TEXT|INTEGER|BLOB|REAL|ANY)\b", body)


def test_the_two_tables_have_the_specified_columns_in_order(library):
    library.write_picture("a.png")
    library.check_in("a.png")
    schema = shell(library, ".schema")
    for table, columns in SPECIFIED.items():
        statement = re.search(rf"CREATE TABLE {table}\b.*?;", schema, re.S)[0]
        equal(columns_of(statement), columns, statement)
        equal([(row[1], row[2]) for row in library.query(f"PRAGMA table_info({table})")], columns)
    equal([row[1] for row in library.query("PRAGMA table_info(media_items)") if row[5]], ["id"])
    equal([row[1] for row in library.query("PRAGMA table_info(media_references)") if row[5]], ["id"])
    equal([(row[2], row[3], row[4]) for row in library.query("PRAGMA foreign_key_list(media_references)")],
          [("media_items", "media_item_id", "id")])


def test_the_rows_are_as_specified(library):
    library.write_picture("a.png", 12, 9)
    library.check_in("a.png")
    [(id, type, path, metadata, created, updated)] = library.query("SELECT * FROM media_items")
    [(reference, item, module, artifact, moment)] = library.query("SELECT * FROM media_references")
    equal((str(uuid.UUID(id)), str(uuid.UUID(reference)), item), (id, reference, id))
    equal((type, path, module, artifact), ("IMAGE", str(library.media / "a.png"), "m", "a"))
    fields = json.loads(metadata)
    equal((fields["width"], fields["height"]), (12, 9))
    holds(all(isinstance(time, int) and time > 1_700_000_000 for time in (created, updated, moment)))


def test_a_use_is_there_once_whoever_writes_it(library):
    library.write_picture("a.png")
    library.check_in("a.png")
    unique = []
    for index in library.query("PRAGMA index_list(media_references)"):
        if index[2]:
            unique.append({row[2] for row in library.query(f"PRAGMA index_info('{index[1]}')")})
    holds({"media_item_id", "module_name", "artifact_name"} in unique, unique)


def test_a_damaged_library_is_restored_and_that_is_said_once(library):
    library.write_picture("a.png")
    library.check_in("a.png")
    root = library.query("SELECT rootpage FROM sqlite_schema WHERE name = 'artifacts'")[0][0]
    with open(library.database, "r+b") as database:
        database.seek((root - 1) * 4096)
        database.write(os.urandom(4096))

    first, second = library.run("list"), library.run("list")
    holds("restored" in first.errors and "1 file" in first.errors and ".damaged-" in first.errors, first.errors)
    equal(second.errors, "")
    equal(len(library.json("list")), 1)


def test_the_shell_sees_the_same_as_the_program(library):
    library.write_picture("a.png")
    library.check_in("a.png")
    equal(shell(library, "SELECT path FROM media_items").rstrip("\n"), library.json("list")[0]["path"])


main(dict(globals()))
