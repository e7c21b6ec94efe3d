# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests share in which files come into the sandbox and go out of it: the window beside other programs, the portals."""
import os
import signal
import subprocess
import time

from flatpak_story import DATA, HOME, ID, MADE, SOURCE, Window, paths, picture, take_picture, wait_until

os.environ.setdefault("XDG_CONFIG_HOME", str(HOME / ".config"))
import file_managers  # noqa: E402
from desktop import Program, click, drag, x  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402

# GTK 4 tells places from the window, which is therefore where places on the screen begin.
MEDIARY = {"left": 0, "top": 0, "width": 780, "height": 700}
SOURCE_PLACE = {"left": 800, "top": 0, "width": 580, "height": 600}
CONTENT = (500, 400)
FIRST_TILE = (330, 130)  # newer versions of GTK tell no places on the screen
HIDDEN = "Mediary may not look there"


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(16, 12, seed=sum(name.encode()) & 0xff))
    return [folder / name for name in names]


class Desk:
    """The window, and what is dragged from."""

    def __init__(self):
        self.window = self.start()
        self.sources = []

    @staticmethod
    def start():
        window = Window()
        window.wait_for("list item", matches=lambda name: name.startswith("All Media"), what="the sidebar")
        window.place(**MEDIARY)
        return window

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            take_picture()
        for source in self.sources:
            source.end()
        self.window.end()

    def drag_from_thunar(self, folder, *names):
        manager = file_managers.Thunar(folder)
        self.sources.append(manager)
        manager.place(**SOURCE_PLACE)
        drag(manager.select(*names), CONTENT)

    def drag_from_gtk(self, *files):
        source = Program(str(SOURCE / "_build/tests/flatpak/drag-source"), *map(str, files))
        self.sources.append(source)
        source.place(**SOURCE_PLACE)
        time.sleep(1)  # a window that is still settling starts no drag
        drag((SOURCE_PLACE["left"] + 250, SOURCE_PLACE["top"] + 300), CONTENT)

    def drag_to(self, target, start=FIRST_TILE):
        """A tile; @target: a program with a window, which is placed beside."""
        self.sources.append(target)
        target.place(**SOURCE_PLACE)
        time.sleep(1)
        drag(start, (SOURCE_PLACE["left"] + 350, SOURCE_PLACE["top"] + 400))

    def answer_sheet(self):
        self.window.wait_for("label", "Check In Files", what="the question where the files are used")
        click(self.window.wait_for("push button", matches=lambda name: name.endswith("Check In") and "Files" not in name))

    def wait_for_paths(self, *expected):
        wait_until(f"{expected} in the library", lambda: paths() == sorted(map(str, expected)))

    def wait_for_sentence(self, words):
        self.window.wait_for("label", matches=lambda text: words in (text or ""), what=f"“{words}”")

    def tile(self, name):
        """What a screen reader says of it."""
        return self.window.wait_for("table cell", matches=lambda text: text.startswith(name + ", "), what=f"the tile of “{name}”").get_name()

    def select(self, name):
        self.tile(name)
        activate("select-all")  # it is the only one

    def look_at(self, name):
        self.select(name)
        self.show_details()

    def show_details(self):
        """Which are a page of their own in a window as small as this."""
        activate("show-details")

    def see_refusal(self):
        self.window.wait_for("list item", matches=lambda name: name.startswith("Last Check-in"), what="Last Check-in")
        activate("show-last-check-in")
        self.wait_for_sentence(HIDDEN)

    def find_lent_place(self):
        """Its name in the sidebar."""
        return next((name for name in self.window.names("list item") if (name or "").startswith("Lent")), None)

    def words(self):
        found = []
        for widget in self.window.all():
            try:
                found.append(widget.get_name() or "")
            except GLib.Error:
                pass
        return found

    def assert_no_portal_path(self):
        wrong = [text for text in self.words() if "/run/" in text or "/doc/" in text]
        assert not wrong, wrong


def restart_portals():
    """Those of this session, by their names on its bus."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("org.freedesktop.portal.Desktop", "org.freedesktop.portal.Documents"):
        try:
            process = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                    GLib.Variant("(s)", (name,)), None, 0, -1, None).unpack()[0]
        except GLib.Error:
            continue
        os.kill(process, signal.SIGTERM)
        wait_until(f"the end of {name}", lambda process=process: not os.path.exists(f"/proc/{process}"))


def activate(name):
    """An action of the window, which is on the bus."""
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(ID, "/org/mediary/Mediary/window/1", "org.gtk.Actions", "Activate",
                                                    GLib.Variant("(sava{sv})", (name, [], {})), None, 0, -1, None)


def loans():
    file = DATA / "loans"
    return [tuple(line.split(" ")) for line in file.read_text().splitlines()] if file.exists() else []


def keep_picture(name):
    subprocess.run(["import", "-window", "root", str(MADE / f"{name}.png")], check=False)


def find_chooser():
    """The portal's dialog, which is a window of GTK 3."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "xdg-desktop-portal-gtk"], capture_output=True, text=True)
    return found.stdout.split()


def chooser_begins_where_asked():
    """Which older portals cannot be asked."""
    version = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.DBus.Properties", "Get",
        GLib.Variant("(ss)", ("org.freedesktop.portal.FileChooser", "version")), None, 0, -1, None)
    return version.unpack()[0] >= 4


def choose(path, title=None):
    """By its path; one that is relative shows in which folder the dialog is."""
    dialog = wait_until("the portal's dialog", find_chooser)[-1]
    if title is not None:
        shown = x("getwindowname", dialog)
        assert shown == title, shown
    x("windowactivate", "--sync", dialog)
    time.sleep(0.7)
    if os.path.isdir(path):
        x("key", "alt+Home")  # among recent files no folder can be chosen
        time.sleep(0.7)
    x("key", "ctrl+l")
    time.sleep(0.5)
    x("key", "ctrl+a", "type", "--delay", "20", str(path))
    time.sleep(0.7)
    x("key", "Return")

    def is_done():
        """A folder is first gone into, and only then chosen."""
        time.sleep(1.5)
        if find_chooser():
            x("key", "Return")
        return not find_chooser()

    wait_until("the end of the dialog", is_done)
