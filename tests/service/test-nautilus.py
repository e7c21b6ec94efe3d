# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension of Files, in a program that does with it what Files does, and with the built service."""
import os
import re
import subprocess
import sys

from bus import GLib, equal, main

HOST, EXTENSION = os.environ["MEDIARY_NAUTILUS_HOST"], os.environ["MEDIARY_NAUTILUS_EXTENSION"]
LABEL = "Check In to Mediary"


def ask(bus, what, *files):
    """What Files would show of (type, path) pairs, line by line."""
    arguments = [part for file in files for part in file]
    done = subprocess.run([HOST, EXTENSION, what, *arguments], env=bus.environment, capture_output=True, text=True, timeout=60)
    equal((done.returncode, done.stderr), (0, ""))
    return done.stdout.splitlines()


def test_it_brings_nothing_of_ours_into_files(_):
    """Neither our library nor a database: what goes wrong there must not take Files along."""
    table = subprocess.run(["readelf", "--dynamic", "--wide", EXTENSION], check=True, capture_output=True, text=True).stdout
    libraries = {name.split(".so")[0] for name in re.findall(r"\(NEEDED\).*\[(lib\w*-?[\w.-]*)\]", table)}
    libraries -= {"libc", "libasan", "libubsan"}
    equal(libraries, {"libnautilus-extension", "libgio-2.0", "libgobject-2.0", "libglib-2.0"})


def test_media_can_be_checked_in_from_the_menu_and_nothing_else(bus):
    picture, notes = bus.write_picture(), bus.write("notes.txt", b"Words.")
    equal(ask(bus, "menu", ("image/png", picture)), [LABEL])
    equal(ask(bus, "menu", ("text/plain", notes), ("video/mp4", bus.media / "b.mp4")), [LABEL])
    equal(ask(bus, "menu", ("text/plain", notes)), [])
    equal(ask(bus, "menu", ("inode/directory", bus.media)), [])
    equal(ask(bus, "menu", ("image/png", "trash:///a.png")), [])
    # A menu asks nobody: the service was not even started.
    equal(bus.service_process(), None)


def test_what_is_checked_in_is_used_by_its_folder_and_told(bus):
    told = ask(bus, "check-in", ("image/png", bus.write_picture("one/a b.png")), ("image/png", bus.write_picture("two/c.png", seed=1)),
               ("text/plain", bus.write("two/notes.txt", b"Words.")), ("image/png", bus.media / "two/gone.png"))
    equal(told[:2], [LABEL, "2 Files Checked In to Mediary"])
    equal(sorted(told[2:]), ["gone.png: it is not there any more", "notes.txt: not a picture, sound or video"])
    equal(bus.query("SELECT path, module_name, artifact_name FROM media_references JOIN media_items i ON i.id = media_item_id ORDER BY 1"),
          [(str(bus.media / name), "org.gnome.Nautilus", (bus.media / folder).as_uri())
           for folder, name in (("one", "one/a b.png"), ("two", "two/c.png"))])


def test_a_name_that_is_no_utf_8_is_checked_in(bus):
    path = bus.write_picture(b"odd \xff %20.png".decode("utf-8", "surrogateescape"))
    equal(ask(bus, "check-in", ("image/png", path))[1], "1 File Checked In to Mediary")
    equal(bus.query("SELECT path FROM media_items"), [(os.fsdecode(path),)])


def test_the_page_tells_who_uses_a_file(bus):
    path = bus.write_picture()
    page = [("image/png", path)]
    equal(ask(bus, "properties", *page), ["Used In: 0 rows at first", "Not Checked In | Mediary does not know this file"])
    uri = GLib.filename_to_uri(os.fsdecode(path), None)
    first, = bus.call("CheckIn", "(sssa{sv})", uri, "org.example.Sheet", "file:///home/ann/big%20prices.ods",
                      {"location": GLib.Variant("s", "Sheet1.B4")})
    bus.call("CheckIn", "(sssa{sv})", uri, "a script", "no uri", {})
    equal(sorted(ask(bus, "properties", *page)[1:]), ["a script | no uri", "org.example.Sheet | big prices.ods, Sheet1.B4"])
    bus.call("RemoveArtifact", "(ss)", "org.example.Sheet", "file:///home/ann/big%20prices.ods")
    bus.call("RemoveArtifact", "(ss)", "a script", "no uri")
    equal(ask(bus, "properties", *page)[1:], ["No Known Use | Mediary knows this file, and no document that uses it"])


def test_the_page_ends_somewhere_and_says_how_many_more_there_are(bus):
    path = bus.write_picture()
    for number in range(103):
        bus.call("CheckIn", "(sssa{sv})", os.fsdecode(path), "m", f"document {number}", {})
    rows = ask(bus, "properties", ("image/png", path))[1:]
    equal((len(rows), rows[-1]), (101, "3 more | Open the file with Mediary to see all"))


def test_a_library_that_cannot_be_opened_is_told_in_words_for_people(bus):
    page = [("image/png", bus.write_picture())]
    bus.data.mkdir()
    bus.database.symlink_to("/dev/null")
    equal(ask(bus, "properties", *page)[1:], ["Mediary Does Not Answer | Open Mediary to see what is wrong"])
    equal(ask(bus, "check-in", *page)[1:], ["Nothing Was Checked In", "Mediary does not answer. Open it to see what is wrong."])


def test_several_files_and_other_files_have_no_page(bus):
    equal(ask(bus, "properties", ("image/png", bus.write_picture()), ("image/png", bus.write_picture("b.png"))), [])
    equal(ask(bus, "properties", ("text/plain", bus.write("notes.txt", b"Words."))), [])


sys.exit(main(globals()))
