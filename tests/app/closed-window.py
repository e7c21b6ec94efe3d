#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window is closed while files are on their way into the library. They come there, however long it takes to read them, and
that is told where it is seen: by the desktop, since there is no window any more."""
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import PATIENCE, Gio, GLib, Program, active_window, run_tests, wait_until  # noqa: E402
from harness import picture  # noqa: E402
from keyboard import press  # noqa: E402

N_FILES = 5
# For longer than a disk that does not answer is waited for.
READS_FOR = 4


class Notifications:
    """The part of a desktop that shows them."""
    interface = """<node><interface name="org.freedesktop.Notifications">
      <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
        <arg name="summary" type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
        <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
      <method name="CloseNotification"><arg type="u" direction="in"/></method>
      <method name="GetCapabilities"><arg type="as" direction="out"/></method>
      <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
        <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
    </interface></node>"""

    def __init__(self):
        self.shown, self.owned = [], False
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        description = Gio.DBusNodeInfo.new_for_xml(self.interface).interfaces[0]
        bus.register_object("/org/freedesktop/Notifications", description, self.on_call, None, None)
        Gio.bus_own_name_on_connection(bus, description.name, Gio.BusNameOwnerFlags.NONE, self.on_owned, None)
        wait_until("the name on the bus", lambda: self.owned)

    def on_owned(self, bus, name):
        self.owned = True

    def on_call(self, bus, sender, path, interface, method, arguments, invocation):
        answers = {"GetCapabilities": ("(as)", (["actions", "body"],)), "GetServerInformation": ("(ssss)", ("a", "test", "1", "1.2"))}
        if method == "Notify":
            self.shown.append(arguments.unpack()[3])
            answers["Notify"] = ("(u)", (len(self.shown),))
        invocation.return_value(GLib.Variant(*answers[method]) if method in answers else None)


def make_late_extractor(folder):
    """Reads files when it is told to."""
    go, late = folder / "go", folder / "late-extractor"
    late.write_text(f"#!/bin/sh\nwhile [ ! -e '{go}' ]; do sleep 0.1; done\nexec '{os.environ['MEDIARY_EXTRACTOR']}' \"$@\"\n")
    late.chmod(0o755)
    return late, go


def make_files(folder):
    files = [folder / f"{number}.png" for number in range(N_FILES)]
    for number, file in enumerate(files):
        file.write_bytes(picture(64, 48, number))
    return files


def test_in_a_window_that_is_there_the_desktop_tells_nothing(folder):
    mediary = Program(os.environ["MEDIARY_WINDOW"], *make_files(folder), environment={"MEDIARY_DATA_DIR": str(folder / "data")})
    mediary.answer_sheet()
    mediary.wait_for("label", matches=lambda text: text.startswith(f"{N_FILES} files checked in"), what="the word in the window")
    mediary.process.terminate()
    assert mediary.process.wait(PATIENCE) == 0
    look_at_calls()
    assert not desktop.shown, desktop.shown


def look_at_calls():
    """What a program has sent before it ended comes before the answer to a call that is made then."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus.Peer", "Ping", None, None, Gio.DBusCallFlags.NONE, -1, None)
    while GLib.MainContext.default().iteration(False):
        pass


def test_what_is_under_way_is_checked_in(folder):
    late, go = make_late_extractor(folder)
    environment = {"MEDIARY_DATA_DIR": str(folder / "data"), "MEDIARY_EXTRACTOR": str(late)}
    files = make_files(folder)
    desktop.shown.clear()

    mediary = Program(os.environ["MEDIARY_WINDOW"], *files, environment=environment)
    mediary.answer_sheet()
    mediary.wait_for("label", matches=lambda text: text.startswith("Checking in"), what="the bar")
    wait_until("the window in front", lambda: active_window() == "Mediary")
    press("ctrl+w")
    wait_until("no window", lambda: mediary.find("frame", "Mediary") is None)
    time.sleep(READS_FOR)
    assert mediary.process.poll() is None, "it went, and the files with it"

    go.touch()
    assert mediary.process.wait(PATIENCE) == 0
    listed = subprocess.run([os.environ["MEDIARY_PROGRAM"], "list", "--print0"], env={**os.environ, **environment}, check=True,
                            capture_output=True).stdout
    assert listed.count(b"\0") == N_FILES, listed
    wait_until("a word of the desktop", lambda: desktop.shown)
    assert desktop.shown == [f"{N_FILES} files checked in"], desktop.shown


if __name__ == "__main__":
    desktop = Notifications()
    sys.exit(run_tests([test_in_a_window_that_is_there_the_desktop_tells_nothing, test_what_is_under_way_is_checked_in]))
