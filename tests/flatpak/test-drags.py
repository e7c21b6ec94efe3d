#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files on their way into the sandbox and out of it: dragged from programs with and without the portal, chosen in its dialog,
and what is left of that when the portals and the program have been started anew."""
import os
import shutil
import signal
import subprocess
import sys
import time

from flatpak_story import DATA, ELSEWHERE, HOME, ID, MADE, OUTSIDE, PICTURES, SOURCE, Window, main, paths, picture, run_inside, take_picture, wait_until

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

    def answer_sheet(self):
        self.window.wait_for("label", "Check In Files", what="the question where the files are used")
        click(self.window.wait_for("push button", matches=lambda name: name.endswith("Check In") and "Files" not in name))

    def wait_for_paths(self, *expected):
        wait_until(f"{expected} in the library", lambda: paths() == sorted(map(str, expected)))

    def wait_for_sentence(self, words):
        self.window.wait_for("label", matches=lambda text: words in (text or ""), what=f"“{words}”")

    def select(self, name):
        self.window.wait_for("table cell", matches=lambda text: text.startswith(name + ", "), what=f"the tile of “{name}”")
        activate("select-all")  # it is the only one

    def show_details(self):
        """Which are a page of their own in a window as small as this."""
        activate("show-details")

    def see_refusal(self):
        self.window.wait_for("list item", matches=lambda name: name.startswith("Last Check-in"), what="Last Check-in")
        activate("show-last-check-in")
        self.wait_for_sentence(HIDDEN)

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


def test_from_an_old_toolkit_files_of_the_pictures_keep_their_paths():
    wanted = make(PICTURES, "a.png", "b.png")
    with Desk() as desk:
        desk.drag_from_thunar(PICTURES, "a.png", "b.png")
        desk.answer_sheet()
        desk.wait_for_paths(*wanted)
        assert loans() == []


def test_from_an_old_toolkit_files_elsewhere_are_refused_with_what_to_do():
    make(ELSEWHERE, "c.png")
    with Desk() as desk:
        desk.drag_from_thunar(ELSEWHERE, "c.png")
        desk.answer_sheet()
        desk.see_refusal()
        assert paths() == []


def test_through_the_portal_files_of_the_pictures_keep_their_paths():
    wanted = make(PICTURES, "d.png", "e.png")
    with Desk() as desk:
        desk.drag_from_gtk(*wanted)
        desk.answer_sheet()
        desk.wait_for_paths(*wanted)
        assert loans() == []
        desk.assert_no_portal_path()


def lent(folder):
    wanted = make(folder, "f.png")
    with Desk() as desk:
        desk.drag_from_gtk(*wanted)
        desk.answer_sheet()
        desk.wait_for_paths(*wanted)
        assert [(kind, name) for kind, _, name in loans()] == [("lent", wanted[0].as_uri())], loans()
        desk.select("f.png")
        desk.show_details()
        desk.wait_for_sentence("only until you log out")
        desk.assert_no_portal_path()
    restart_portals()
    with Desk() as desk:
        desk.select("f.png")
        desk.show_details()
        desk.wait_for_sentence("Lent")
        desk.wait_for_sentence("Keep Access…")
        desk.wait_for_sentence("only until you logged out")
        desk.assert_no_portal_path()
        keep_picture("lent")
    assert paths() == [str(wanted[0])]


def keep_picture(name):
    subprocess.run(["import", "-window", "root", str(MADE / f"{name}.png")], check=False)


def test_through_the_portal_a_file_elsewhere_is_lent_and_says_so_after_a_restart():
    lent(ELSEWHERE)


def test_through_the_portal_a_file_outside_of_the_home_is_lent_and_says_so_after_a_restart():
    lent(OUTSIDE)


def test_a_folder_of_the_pictures_is_walked():
    wanted = make(PICTURES, "trip/g.png", "trip/h.png")
    with Desk() as desk:
        desk.drag_from_gtk(PICTURES / "trip")
        desk.answer_sheet()
        desk.wait_for_paths(*wanted)


def test_a_folder_elsewhere_ends_in_its_files_or_in_what_to_do():
    """Older portals hand over no folders."""
    wanted = make(ELSEWHERE, "trip/i.png")
    with Desk() as desk:
        desk.drag_from_gtk(ELSEWHERE / "trip")
        desk.answer_sheet()
        wait_until("an outcome", lambda: paths() or desk.window.find("list item", matches=lambda name: name.startswith("Last Check-in")))
        if paths():
            desk.wait_for_paths(*wanted)
        else:
            desk.see_refusal()


def choose(path):
    """In the portal's dialog, which is a window of GTK 3."""
    def find():
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "xdg-desktop-portal-gtk"], capture_output=True, text=True)
        return found.stdout.split()

    dialog = wait_until("the portal's dialog", find)[-1]
    x("windowactivate", "--sync", dialog)
    time.sleep(0.7)
    x("key", "slash")
    time.sleep(0.5)
    x("key", "ctrl+a", "type", "--delay", "20", str(path))
    time.sleep(0.7)
    x("key", "Return")
    wait_until("the end of the dialog", lambda: not find())


def test_what_is_chosen_stays_readable_after_a_restart():
    wanted = make(ELSEWHERE, "j.png")[0]
    with Desk() as desk:
        x("windowactivate", desk.window.window())
        x("key", "ctrl+o")
        choose(wanted)
        desk.answer_sheet()
        wait_until("the file", lambda: len(paths()) == 1)
        assert os.path.basename(paths()[0]) == "j.png"
        desk.select("j.png")
        desk.assert_no_portal_path()
    restart_portals()
    shown = run_inside("mediary", "refresh", paths()[0])
    assert "No access" not in shown.stdout + shown.stderr and "Not found" not in shown.stdout + shown.stderr, shown
    with Desk() as desk:
        desk.select("j.png")
        desk.show_details()
        assert desk.window.find("label", "Lent") is None, "it is not lent"
        desk.assert_no_portal_path()


def test_a_tile_dragged_out_is_copied_by_a_file_manager_outside():
    wanted = make(PICTURES, "k.png")[0]
    target = ELSEWHERE / "target"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    run_inside("mediary", "check-in", wanted, "--module", "website", "--artifact", "index.html")
    with Desk() as desk:
        manager = file_managers.Thunar(target)
        desk.sources.append(manager)
        manager.place(**SOURCE_PLACE)
        desk.window.wait_for("table cell", matches=lambda text: text.startswith("k.png, "), what="its tile")
        time.sleep(1)
        drag(FIRST_TILE, (SOURCE_PLACE["left"] + 350, SOURCE_PLACE["top"] + 400))
        wait_until("the copy", lambda: (target / "k.png").exists())
        assert (target / "k.png").read_bytes() == wanted.read_bytes() and wanted.exists()


if __name__ == "__main__":
    sys.exit(main([test for name, test in list(globals().items()) if name.startswith("test_")]))
