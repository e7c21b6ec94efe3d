# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is in the library's place: a sentence that names it and says what to do, and not a byte of it changed."""
import hashlib
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from harness import DATABASE, DONE, FAILED, equal, holds, main  # noqa: E402


def print_of(path):
    """What is there: kind, rights, and the contents, without waiting for a FIFO."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    content = b""
    if stat.S_ISREG(status.st_mode):
        content = path.read_bytes()
    elif stat.S_ISLNK(status.st_mode):
        content = os.fsencode(os.readlink(path))
    elif stat.S_ISDIR(status.st_mode):
        content = "\n".join(sorted(os.listdir(path))).encode()
    return stat.S_IFMT(status.st_mode), stat.S_IMODE(status.st_mode), hashlib.sha256(content).hexdigest()


def shown(library, path):
    """As people are shown it: the test's folder is the home."""
    return str(path).replace(str(library.folder), "~")


def refused(library, *words, code=DATABASE, commands=(("list",), ("check-in", "a.png", "-m", "m", "-a", "a"))):
    """Each command says one line with the library's path and @words, and leaves the file as it was."""
    library.write_picture("a.png")
    before = print_of(library.database)
    for command in commands:
        result = library.run(*command)
        equal((result.code, result.output), (code, b""), result.errors)
        [sentence] = result.errors.splitlines()
        for word in (shown(library, library.database), *words):
            holds(word in sentence, f"no “{word}” in: {sentence}")
        for leak in ("errno", "sqlite", "SQL", "%20", "(14)", "disk I/O"):
            holds(leak not in sentence, sentence)
        print(f"# {sentence}")
    equal(print_of(library.database), before)


def make(library):
    """A library with one file in it."""
    library.write_picture("a.png")
    equal(library.check_in("a.png")[0], DONE)


def make_empty_folder(library):
    library.data.mkdir(exist_ok=True)


def test_a_read_only_file_is_said_and_left(library):
    library.become_nobody()
    make(library)
    library.database.chmod(0o400)
    refused(library, "may not be written", "permissions")


def test_a_read_only_folder_is_said_and_left(library):
    library.become_nobody()
    make(library)
    library.data.chmod(0o500)
    refused(library, "may not be written", "permissions")
    library.data.chmod(0o700)


def test_another_programs_database_is_said_and_left(library):
    make_empty_folder(library)
    connection = sqlite3.connect(library.database)
    connection.executescript("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)")
    connection.close()
    refused(library, "not made by Mediary", "Move it")


def test_a_newer_library_is_said_and_left(library):
    make(library)
    connection = sqlite3.connect(library.database)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    refused(library, "newer version", "Use that version")


def test_random_bytes_are_said_and_left(library):
    make_empty_folder(library)
    library.database.write_bytes(random.Random(1).randbytes(100000))
    refused(library, "not made by Mediary", "Move it")


def test_a_text_is_said_and_left(library):
    make_empty_folder(library)
    library.database.write_text("Dear diary, today I was no database at all.\n")
    refused(library, "not made by Mediary", "Move it")


def test_a_folder_is_said_and_left(library):
    library.database.mkdir(parents=True)
    refused(library, "not made by Mediary", "Move it")


def test_a_fifo_is_said_and_never_waited_for(library):
    make_empty_folder(library)
    os.mkfifo(library.database)
    refused(library, "not made by Mediary", "Move it")


def test_a_dangling_link_is_said_and_left(library):
    make_empty_folder(library)
    os.symlink("nowhere.db", library.database)
    refused(library, "is a link to", "nowhere.db", "Put the file itself")
    holds(not (library.data / "nowhere.db").exists())


def test_a_link_to_a_library_is_said_and_left(library):
    make(library)
    real = library.folder / "real.db"
    library.database.rename(real)
    before = print_of(real)
    os.symlink(real, library.database)
    refused(library, "is a link to", shown(library, real), "Put the file itself")
    equal(print_of(real), before)


def test_a_file_in_the_folders_place_is_said_and_left(library):
    library.data.write_text("no folder")
    result = library.run("list")
    equal((result.code, result.output), (FAILED, b""), result.errors)
    holds(shown(library, library.data) in result.errors and "try again" in result.errors, result.errors)
    equal(library.data.read_text(), "no folder")


def test_an_empty_file_is_a_new_library(library):
    """What a program leaves that is ended just after it has made the file."""
    make_empty_folder(library)
    library.database.touch()
    make(library)
    equal(library.counts(), (1, 1))


def test_an_emptied_library_is_restored_from_its_copy(library):
    make(library)
    copies = library.data / "snapshots"
    copies.mkdir(mode=0o700)
    shutil.copy(library.database, copies / "mediary-20260101T000000.000000.db")
    library.database.write_bytes(b"")
    result = library.run("list")
    equal(result.code, DONE, result.errors)
    holds("restored with 1 file and 1 use" in result.errors, result.errors)
    equal(library.counts(), (1, 1))


# The holder: another program, which does with the library's file what only another program can.
HOLDER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("ROLLBACK")
"""


def hold(library, seconds):
    holder = subprocess.Popen(["/usr/bin/python3", "-c", HOLDER, library.database, str(seconds)], stdout=subprocess.PIPE)
    equal(holder.stdout.readline(), b"held\n")
    return holder


def test_a_lock_that_is_given_back_is_waited_for(library):
    make(library)
    library.write_picture("b.png", seed=2)
    holder = hold(library, 2)
    equal(library.check_in("b.png")[0], DONE)
    equal(holder.wait(60), 0)
    equal(library.counts(), (2, 2))


def test_a_lock_that_is_kept_is_said_with_its_holder_and_reading_works(library):
    make(library)
    library.write_picture("b.png", seed=2)
    holder = hold(library, 600)
    try:
        equal(len(library.json("list")), 1)
        begun = time.monotonic()
        result = library.run("check-in", "b.png", "-m", "m", "-a", "a")
        print(f"# after {time.monotonic() - begun:.1f} s: {result.errors.strip()}")
        holds("b.png" in result.errors and shown(library, library.database) in result.errors, result.errors)
        holds("python3" in result.errors and "Close it" in result.errors, result.errors)
        equal(library.counts(), (1, 1))
    finally:
        holder.kill()
        holder.wait()
    equal(library.check_in("b.png")[0], DONE)


main(dict(globals()))
