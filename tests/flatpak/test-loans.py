#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was lent to the sandbox for a session: how it is said, played and shown in the file manager, and how a person keeps it."""
import sys
import time
import wave

from flatpak_story import ELSEWHERE, ID, OUTSIDE, main, paths, picture, rows, run_inside, wait_until
from flatpak_desk import Desk, activate, choose, chooser_begins_where_asked, click, keep_picture, loans, make, restart_portals
from gi.repository import Gio, GLib

SERVICE = f"{ID}.Service1"
LENT = 3  # as the library notes it


def states():
    return dict(rows("SELECT i.path, f.state FROM media_items AS i JOIN item_facts AS f ON f.item_id = i.id"))


def id_of(path):
    return next(item for item, where in rows("SELECT id, path FROM media_items") if where == str(path))


def resolve(item):
    """As the service sees it, which is a process of its own, and may have been there for long."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    answer = bus.call_sync(SERVICE, "/org/mediary/Mediary/Service1", "org.mediary.Mediary.Service1", "Resolve", GLib.Variant("(s)", (item,)),
                           None, Gio.DBusCallFlags.NONE, 120000, None)
    return answer.unpack()[0]["state"]


def start_service():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.call_sync(SERVICE, "/", "org.freedesktop.DBus.Peer", "Ping", None, None, Gio.DBusCallFlags.NONE, 120000, None)


def lend(desk, *files):
    desk.drag_from_gtk(*files)
    desk.answer_sheet()
    wait_until("the files", lambda: set(map(str, files)) <= set(paths()))
    assert {name for kind, _, name in loans() if kind == "lent"} >= {path.as_uri() for path in files}, loans()


def start_anew():
    """What a log-out ends, but for the desktop: the window and the service ended with their own."""
    restart_portals()
    return Desk()


def test_access_that_is_kept_lasts_under_the_same_id():
    wanted = make(ELSEWHERE, "a.png")[0]
    with Desk() as desk:
        start_service()
        lend(desk, wanted)
        item = id_of(wanted)
        assert states() == {str(wanted): LENT}
        assert resolve(item) == "present", "the service that was there before does not know"
        assert desk.tile("a.png").endswith(", Lent"), desk.tile("a.png")
        wait_until("its place", lambda: desk.find_lent_place() == "Lent, 1 file")
    with start_anew() as desk:
        assert resolve(item) == "no-access"
        desk.look_at("a.png")
        desk.wait_for_sentence("only until you logged out")
        desk.window.wait_for("list item", matches=lambda name: (name or "").startswith("Keep Access"), what="the way to keep it")
        activate("keep-access")
        choose("a.png" if chooser_begins_where_asked() else wanted, title="Keep Access to “a.png”")
        desk.wait_for_sentence("Mediary may read 1 file from now on")
        wait_until("the end of the mark", lambda: not desk.tile("a.png").endswith(", Lent"))
        wait_until("the end of the notice", lambda: desk.window.find("label", matches=lambda text: "until you log" in (text or "")) is None)
        wait_until("the end of its place", lambda: desk.find_lent_place() is None)
        assert [(kind, name) for kind, _, name in loans()] == [("lasts", wanted.as_uri())], loans()
        assert (id_of(wanted), states()) == (item, {str(wanted): 0})
        assert resolve(item) == "present", "the service that was there before does not know"
        desk.assert_no_portal_path()
    with start_anew() as desk:
        assert resolve(item) == "present"
        desk.look_at("a.png")
        assert desk.window.find("label", "Lent") is None and desk.find_lent_place() is None
        desk.assert_no_portal_path()
    refreshed = run_inside("mediary", "refresh", wanted)
    assert "No access" not in refreshed.stdout + refreshed.stderr and states() == {str(wanted): 0}, refreshed


def test_another_file_of_the_same_name_is_not_taken_for_the_lent_one():
    wanted, other = make(ELSEWHERE, "b.png")[0], OUTSIDE / "b.png"
    other.write_bytes(picture(40, 30))
    with Desk() as desk:
        lend(desk, wanted)
        desk.look_at("b.png")
        activate("keep-access")
        choose(other)
        desk.wait_for_sentence("That is another file")
        assert [kind for kind, _, _ in loans()] == ["lent"] and states() == {str(wanted): LENT}


def test_choosing_their_folder_keeps_access_to_all_that_are_in_it():
    there = make(ELSEWHERE, "trip/c.png", "trip/d.png")
    elsewhere = make(OUTSIDE, "e.png")
    with Desk() as desk:
        lend(desk, *there, *elsewhere)
        wait_until("their place", lambda: desk.find_lent_place() == "Lent, 3 files")
        activate("keep-access-to-folder")
        choose(OUTSIDE.parent / "installation")
        desk.wait_for_sentence("None of the lent files is in “installation”")
        activate("keep-access-to-folder")
        choose(ELSEWHERE / "trip")
        desk.wait_for_sentence("Mediary may read 2 files from now on")
        wait_until("what is left", lambda: desk.find_lent_place() == "Lent, 1 file")
        assert states() == {**{str(path): 0 for path in there}, str(elsewhere[0]): LENT}
        keep_picture("folder")
    with start_anew():
        assert [resolve(id_of(path)) for path in [*there, *elsewhere]] == ["present", "present", "no-access"]


def write_sound(path):
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        sound.writeframes(bytes(2 * 8000 * 60))
    return path


def test_a_lent_sound_is_played():
    wanted = write_sound(ELSEWHERE / "rain.wav")
    with Desk() as desk:
        lend(desk, wanted)
        desk.look_at("rain.wav")
        click(desk.window.wait_for("push button", "Play"))
        desk.window.wait_for("push button", "Play or Pause")
        time.sleep(1)
        assert desk.window.find("push button", "Play or Pause") is not None, "it ended at once"
        keep_picture("played")


class FileManager:
    """Who is asked to show files in their folder."""
    XML = """<node><interface name="org.freedesktop.FileManager1"><method name="ShowItems">
        <arg direction="in" type="as"/><arg direction="in" type="s"/></method></interface></node>"""

    def __init__(self):
        self.shown = []
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.register_object("/org/freedesktop/FileManager1", Gio.DBusNodeInfo.new_for_xml(self.XML).interfaces[0], self.on_call, None, None)
        flags = Gio.BusNameOwnerFlags.REPLACE | Gio.BusNameOwnerFlags.ALLOW_REPLACEMENT
        Gio.bus_own_name_on_connection(bus, "org.freedesktop.FileManager1", flags, None, None)

    def on_call(self, _bus, _sender, _path, _interface, _method, arguments, invocation):
        self.shown += arguments.unpack()[0]
        invocation.return_value(None)


def test_a_lent_file_is_shown_in_its_own_folder():
    manager = FileManager()
    wanted = make(ELSEWHERE, "f.png")[0]
    with Desk() as desk:
        lend(desk, wanted)
        desk.select("f.png")
        activate("show-in-files")
        wait_until("the file manager", lambda: manager.shown)
        assert manager.shown == [wanted.as_uri()], manager.shown


if __name__ == "__main__":
    sys.exit(main([test for name, test in list(globals().items()) if name.startswith("test_")]))
