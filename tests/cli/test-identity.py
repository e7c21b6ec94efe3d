# SPDX-License-Identifier: GPL-3.0-or-later
"""What is the same file and the same use, and what is another: the promises a reference in a document rests on."""
import hashlib
import os
import sqlite3
import time

from harness import DONE, REFUSED, equal, holds, main


def one(library, *arguments, **names):
    code, [line] = library.check_in(*arguments, **names)
    equal(code, DONE, line)
    return line


def item_of(line):
    return line["reference"]["media_item_id"]


def test_same_file_same_use_gives_the_same_reference_and_writes_nothing(library):
    library.write_picture("a.png")
    first = one(library, "a.png")
    # Another program has the library open: the log beside it stays, and must not grow either.
    with sqlite3.connect(library.database) as watcher:
        watcher.execute("SELECT count(*) FROM media_items").fetchall()
        before = state_of(library, watcher)
        second = one(library, "a.png")
        equal(state_of(library, watcher), before)
    watcher.close()
    equal(second["reference"], first["reference"])
    equal((second["outcome"], library.counts()), ("known", (1, 1)))


def state_of(library, watcher):
    files = {}
    for name in ("mediary.db", "mediary.db-wal"):
        path = library.data / name
        if path.exists() and path.stat().st_size > 0:
            files[name] = (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
    return files, watcher.execute("PRAGMA data_version").fetchall()


def test_the_closed_database_file_is_not_written_either(library):
    library.write_picture("a.png")
    first = one(library, "a.png")
    before = hashlib.sha256(library.database.read_bytes()).hexdigest(), library.database.stat().st_mtime_ns
    equal(one(library, "a.png")["reference"], first["reference"])
    after = hashlib.sha256(library.database.read_bytes()).hexdigest(), library.database.stat().st_mtime_ns
    equal(after, before)


def test_same_file_another_module_or_artifact_is_a_new_reference_to_the_same_item(library):
    library.write_picture("a.png")
    lines = [one(library, "a.png", module=module, artifact=artifact) for module in "mn" for artifact in "ab"]
    equal([line["outcome"] for line in lines], ["added", "new-use", "new-use", "new-use"])
    equal(len({item_of(line) for line in lines}), 1)
    equal(len({line["reference"]["id"] for line in lines}), 4)
    equal(library.counts(), (1, 4))


def test_the_same_file_named_twice_in_one_check_in_is_one(library):
    library.write_picture("a.png")
    code, lines = library.check_in("a.png", "./a.png", "a.png")
    equal((code, len({line["reference"]["id"] for line in lines}), library.counts()), (DONE, 1, (1, 1)))


def test_a_symbolic_link_is_its_file(library):
    library.write_picture("a.png")
    os.symlink("a.png", library.media / "link.png")
    link, real = one(library, "link.png"), one(library, "a.png")
    equal((link["reference"]["id"], real["outcome"], library.counts()), (real["reference"]["id"], "known", (1, 1)))
    equal(library.query("SELECT path FROM media_items"), [(str(library.media / "a.png"),)])


def test_the_name_of_a_link_finds_the_file_when_the_link_is_gone(library):
    library.write_picture("a.png")
    os.symlink("a.png", library.media / "link.png")
    first = one(library, "link.png")
    os.remove(library.media / "link.png")
    equal(library.json("show", "link.png")[0]["id"], item_of(first))


def test_a_hard_link_is_the_same_file(library):
    library.write_picture("a.png")
    os.link(library.media / "a.png", library.media / "b.png")
    equal(item_of(one(library, "a.png")), item_of(one(library, "b.png", artifact="b")))
    equal(library.counts(), (1, 2))


def test_same_content_at_two_paths_is_two_items(library):
    library.write_picture("a.png", seed=1)
    library.write_picture("b.png", seed=1)
    holds(item_of(one(library, "a.png")) != item_of(one(library, "b.png")))


def test_a_known_file_that_is_gone_keeps_its_item_and_takes_new_uses(library):
    library.write_picture("a.png")
    first = one(library, "a.png")
    os.remove(library.media / "a.png")
    equal(one(library, "a.png")["reference"], first["reference"])
    other = one(library, "a.png", artifact="b")
    equal((other["outcome"], item_of(other)), ("new-use", item_of(first)))
    [item] = library.json("show", "a.png")
    equal((item["state"], item["uses"]), ("missing", 2))


def test_a_known_file_that_may_not_be_read_any_more_keeps_its_item(library):
    library.become_nobody()
    path = library.write_picture("a.png")
    first = one(library, "a.png")
    os.chmod(path, 0o000)
    equal(one(library, "a.png")["reference"], first["reference"])
    equal(item_of(one(library, "a.png", artifact="b")), item_of(first))
    equal(library.json("list")[0]["state"], "no-access")


def test_a_moved_file_is_the_same_item_at_its_new_path(library):
    library.write_picture("a.png")
    first = one(library, "a.png")
    os.rename(library.media / "a.png", library.media / "b.png")
    moved = one(library, "b.png")
    equal((item_of(moved), library.counts()[0]), (item_of(first), 1))
    equal(library.query("SELECT path FROM media_items"), [(str(library.media / "b.png"),)])


def test_changed_content_at_the_same_path_is_read_again(library):
    library.write_picture("a.png", 3, 2, seed=1)
    first = one(library, "a.png")
    [before] = library.json("show", "a.png")
    wait_for_next_second(before["updated_at"])
    library.write_picture("a.png", 30, 20, seed=2)
    equal(item_of(one(library, "a.png")), item_of(first))
    [after] = library.json("show", "a.png")
    equal((after["metadata"]["width"], after["metadata"]["height"]), (30, 20))
    holds(after["updated_at"] > before["updated_at"] and after["created_at"] == before["created_at"], after)


def test_a_save_by_write_and_rename_is_a_change_not_another_file(library):
    library.write_picture("a.png", 3, 2, seed=1)
    first = one(library, "a.png")
    library.write_picture("a.png.new", 30, 20, seed=2)
    os.rename(library.media / "a.png.new", library.media / "a.png")
    equal(item_of(one(library, "a.png")), item_of(first))
    equal(library.json("show", "a.png")[0]["metadata"]["width"], 30)
    equal(library.counts(), (1, 1))


def test_nothing_is_stored_for_a_new_file_that_is_gone(library):
    code, [line] = library.check_in("nowhere.png")
    equal((code, line["outcome"], library.counts()), (REFUSED, "refused", (0, 0)))


def test_modules_are_compared_byte_for_byte(library):
    library.write_picture("a.png")
    ids = {one(library, "a.png", module=module)["reference"]["id"] for module in ("calc", "Calc", "calc ", "càlc", "ca\u0300lc")}
    equal((len(ids), library.counts()), (5, (1, 5)))


def wait_for_next_second(moment):
    """Times are stored in seconds, so a later one has to come first."""
    while int(time.time()) <= moment:
        time.sleep(0.05)


main(dict(globals()))
