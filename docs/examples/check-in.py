#!/usr/bin/env python3
# SPDX-License-Identifier: CC0-1.0
"""check-in.py FILE DOCUMENT: a program in Python checks a file in through the service, and finds it again."""
import sys

from gi.repository import Gio, GLib

NAME, PATH = "org.mediary.Mediary.Service1", "/org/mediary/Mediary/Service1"
media = Gio.DBusProxy.new_for_bus_sync(Gio.BusType.SESSION, Gio.DBusProxyFlags.DO_NOT_LOAD_PROPERTIES, None, NAME, PATH, NAME, None)

uri = Gio.File.new_for_commandline_arg(sys.argv[1]).get_uri()
try:
    reference = media.CheckIn("(sssa{sv})", uri, "org.example.Python", sys.argv[2], {"location": GLib.Variant("s", "line 1")})
    print(reference["text"])  # this is what the document keeps
    print(media.Resolve("(s)", reference["text"])["uri"])  # and this is where its file is, later
except GLib.Error as error:
    sys.exit(f"{Gio.DBusError.get_remote_error(error)}: {error.message}")
