# SPDX-License-Identifier: GPL-3.0-or-later
"""client.py MODULE: what client.c does, in Python, and one call after the other."""
import sys

from gi.repository import Gio, GLib

NAME, PATH = "org.mediary.Mediary.Service1", "/org/mediary/Mediary/Service1"
bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
for line in sys.stdin:
    answer = bus.call_sync(NAME, PATH, NAME, "CheckIn", GLib.Variant("(sssa{sv})", (line.rstrip("\n"), sys.argv[1], "a", {})),
                           None, Gio.DBusCallFlags.NONE, 120000, None)
    print(answer.unpack()[0]["text"])
