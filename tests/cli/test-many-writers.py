# SPDX-License-Identifier: GPL-3.0-or-later
"""Several programs check in at once: each item and each use is there exactly once, and nobody sees an error."""
import sqlite3
import time

from harness import DATABASE, DONE, equal, holds, lines_of, main

FILES, PROCESSES, MODULES = 1000, 8, 4


def test_eight_processes_check_in_the_same_files_under_four_modules(library):
    for number in range(FILES):
        library.write_picture(f"folder/{number:04}.png", seed=number)
    writers = [library.start("check-in", "--json", "folder", "-m", f"module-{number % MODULES}", "-a", "a")
               for number in range(PROCESSES)]
    answers = [(*writer.communicate(timeout=300), writer.returncode) for writer in writers]
    equal([(errors.decode(), code) for _, errors, code in answers], [("", DONE)] * PROCESSES)
    equal(library.counts(), (FILES, FILES * MODULES))
    stored = dict(library.query("SELECT id, module_name FROM media_references"))
    for number, (output, _, _) in enumerate(answers):
        told = [line["reference"]["id"] for line in lines_of(output)]
        equal((len(told), {stored.get(id) for id in told}), (FILES, {f"module-{number % MODULES}"}))
    equal(library.query("SELECT count(DISTINCT media_item_id || module_name || artifact_name) FROM media_references"),
          [(FILES * MODULES,)])
    equal(library.query("SELECT count(DISTINCT path) FROM media_items"), [(FILES,)])
    equal(library.query("PRAGMA integrity_check"), [("ok",)])


def other_program(library):
    """Another program's connection that takes the lock as soon as it can have it."""
    library.write_picture("known.png", seed=FILES)
    library.check_in("known.png")
    library.write_picture("a.png")
    return sqlite3.connect(library.database, timeout=60, isolation_level=None)


def test_others_are_waited_for_as_long_as_they_get_on(library):
    other = other_program(library)
    other.execute("BEGIN IMMEDIATE")
    writer = library.start("check-in", "a.png", "-m", "m", "-a", "a")
    # Longer than SQLite waits: without a pause in which the writer could come in, but with a commit now and then.
    for moment in range(14):
        time.sleep(0.5)
        other.execute(f"PRAGMA user_version = {other.execute('PRAGMA user_version').fetchone()[0]}")
        other.execute("COMMIT")
        other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    output, errors = writer.communicate(timeout=60)
    equal((writer.returncode, output, errors), (DONE, b"1 file was added.\n", b""))
    other.close()


def test_a_lock_that_nobody_gives_back_is_said(library):
    other = other_program(library)
    other.execute("BEGIN IMMEDIATE")
    result = library.run("check-in", "a.png", "-m", "m", "-a", "a")
    equal((result.code, library.counts()), (DATABASE, (1, 1)), result.errors)
    holds("The program “python3" in result.errors and "locked. Close it" in result.errors, result.errors)
    other.execute("ROLLBACK")
    other.close()
    equal(library.check_in("a.png")[0], DONE)


main(dict(globals()))
