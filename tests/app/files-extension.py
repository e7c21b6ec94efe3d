#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension in GNOME Files itself, by the pointer: a file is checked in from the context menu, and its properties tell
where it is used. Runs in a desktop of its own in which Files finds the built extension; with a folder as argument, pictures
of the menu and of the page are left there."""
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import Atspi, click, place_on_screen, wait_until, x  # noqa: E402
from file_managers import Nautilus  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402
from harness import picture  # noqa: E402

NAME, PATH = "org.mediary.Mediary.Service1", "/org/mediary/Mediary/Service1"
PICTURES = sys.argv[1] if len(sys.argv) > 1 else None


def take_picture(name):
    if PICTURES:
        time.sleep(1)
        subprocess.run(["import", "-window", "root", f"{PICTURES}/{name}.png"], check=True)


def offer_service(data):
    """The bus of this desktop starts the built service, with a library of our own."""
    services = Path(os.environ["XDG_DATA_HOME"]) / "dbus-1/services"
    services.mkdir(parents=True, exist_ok=True)
    (services / f"{NAME}.service").write_text(f"[D-BUS Service]\nName={NAME}\nExec=/usr/bin/env MEDIARY_DATA_DIR={data} {os.environ['MEDIARY_SERVICE']}\n")
    Gio.bus_get_sync(Gio.BusType.SESSION, None).call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ReloadConfig",
                                                          None, None, 0, -1, None)


def call(method, signature, *arguments):
    return Gio.bus_get_sync(Gio.BusType.SESSION, None).call_sync(
        NAME, PATH, NAME, method, GLib.Variant(signature, arguments), None, 0, 60000, None).unpack()


def uses(data):
    """None yet while the service is still making its library."""
    try:
        with sqlite3.connect(f"file:{data}/mediary.db?mode=ro", uri=True) as database:
            return database.execute("SELECT module_name, artifact_name FROM media_references").fetchall()
    except sqlite3.OperationalError:
        return []


def test_files_checks_in_from_the_menu(files, folder, data):
    place, = files.look_for("logo.png")
    x("mousemove", *place, "click", 3)
    item = wait_until("the menu", lambda: files.program.find("menu item", "Check In to Mediary"))
    take_picture("menu")
    click(item)
    found = wait_until("the use", lambda: uses(data))
    assert found == [("org.gnome.Nautilus", folder.as_uri())], found


def is_in_sight(widget):
    """The page is there before anybody has gone to it, but without a place. Widgets that are no labels may have none to tell."""
    if widget.get_role_name() != "label":
        return False
    box = widget.get_extents(Atspi.CoordType.WINDOW)
    return box.width > 0 and box.height > 0


def test_its_properties_tell_where_it_is_used(files, folder, data):
    call("CheckIn", "(sssa{sv})", (folder / "logo.png").as_uri(), "org.example.Sheet", "file:///home/ann/prices.ods",
         {"location": GLib.Variant("s", "Sheet1.B4")})
    place, = files.look_for("logo.png")
    x("mousemove", *place, "click", 1)
    x("key", "--clearmodifiers", "alt+Return")
    window = wait_until("the properties", lambda: subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "^Properties$"], capture_output=True, text=True).stdout.split())[-1]
    row = wait_until("the row of the page", lambda: next(
        (widget for widget in files.program.all() if widget.get_name() == "Used In" and is_in_sight(widget)), None))
    take_picture("properties")
    place = place_on_screen(row)
    x("mousemove", "--window", window, *place, "click", 1)
    wait_until("the uses", lambda: {"org.example.Sheet", "prices.ods, Sheet1.B4", folder.name} <= {
        widget.get_name() for widget in files.program.all() if is_in_sight(widget)})
    take_picture("used-in")


def main():
    tests = [(name[5:].replace("_", " "), function) for name, function in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="mediary-files-") as folder:
        media, data = Path(folder) / "Brand", Path(folder) / "data"
        media.mkdir()
        (media / "logo.png").write_bytes(picture(320, 200, 7))
        (media / "notes.txt").write_text("Words.")
        offer_service(data)
        files = Nautilus(media)
        files.place(20, 20, 1000, 700)
        try:
            for number, (name, function) in enumerate(tests, 1):
                function(files, media, data)
                print(f"ok {number} - {name}", flush=True)
        finally:
            files.end()


main()
