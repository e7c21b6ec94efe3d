# SPDX-License-Identifier: GPL-3.0-or-later
"""The service of Mediary on the session bus: org.mediary.Mediary.Service1, whose XML documents each call.

Every call waits for its answer, so none is made on LibreOffice's main thread. Any thread may call."""
import os
import threading

try:
    from gi.repository import Gio, GLib
except ImportError:  # a LibreOffice with a Python of its own: words.py says what to do
    Gio = GLib = None

from .built import SERVICE_NAME

PATH = "/org/mediary/Mediary/Service1"
INTERFACE = "org.mediary.Mediary.Service1"
# What the names of errors begin with: ours, and those of the bus.
ERRORS = ("org.mediary.Mediary.Error.", "org.freedesktop.DBus.Error.")
# Who we are: the desktop file of Calc, by which the window shows its name and icon.
MODULE = "libreoffice-calc"
# A new file is read while we wait, and its disk may have to wake up first.
PATIENCE = 120000


class Refusal(Exception):
    """The service said no, or there is none. Its kind is the last word of the error's name."""

    def __init__(self, kind, message=""):
        super().__init__(f"{kind}: {message}")
        self.kind = kind


def kind_of(name):
    """Without a name nobody has answered: there is no bus, or it went."""
    return next((name[len(start):] for start in ERRORS if name.startswith(start)), name) if name else "NoBus"


def path_of(name):
    """The path of a file: URI, or of one that GVfs shows below its own folder; a path is one already."""
    if name.startswith("/"):
        return name
    path = Gio.File.new_for_uri(name).get_path()
    if path is None:
        raise Refusal("ReadFailed", name)
    return path


def uri_of(url):
    """A document's address, in the spelling of GIO: LibreOffice has one of its own, and names are compared byte for byte."""
    return Gio.File.new_for_uri(url).get_uri() if Gio is not None and url else url


def name_of(name):
    """What people call a file."""
    if Gio is None:
        return name
    file = Gio.File.new_for_path(name) if name.startswith("/") else Gio.File.new_for_uri(name)
    return GLib.filename_display_name(file.get_basename() or name)


class Service:
    def __init__(self):
        self.lock = threading.Lock()
        self.connection = None

    def connect(self):
        """A connection of our own: the one that GLib shares may end the program when the bus goes."""
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        with self.lock:
            if self.connection is None or self.connection.is_closed():
                address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION, None)
                self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
            return self.connection

    def call(self, method, signature, *arguments, files=None):
        if Gio is None:
            raise Refusal("NoBindings")
        try:
            answer, _ = self.connect().call_with_unix_fd_list_sync(
                SERVICE_NAME, PATH, INTERFACE, method, GLib.Variant(signature, arguments), None,
                Gio.DBusCallFlags.NONE, PATIENCE, files, None)
        except GLib.Error as error:
            late = error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.TIMED_OUT)
            raise Refusal("Timeout" if late else kind_of(Gio.DBusError.get_remote_error(error)), error.message) from error
        return answer.unpack()

    def check_in(self, name, artifact, location):
        """Checks a file in by a descriptor, which also works where the service does not see our files: in a sandbox."""
        if Gio is None:
            raise Refusal("NoBindings")
        try:
            # Neither a pipe nor a terminal that somebody names may hold us up.
            descriptor = os.open(path_of(name), os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
        except FileNotFoundError as error:
            raise Refusal("FileNotFound") from error
        except PermissionError as error:
            raise Refusal("PermissionDenied") from error
        except OSError as error:
            raise Refusal("ReadFailed", str(error)) from error
        files = Gio.UnixFDList.new()
        try:
            handle = files.append(descriptor)
        finally:
            os.close(descriptor)
        options = {"location": GLib.Variant("s", location)}
        return self.call("CheckInFile", "(hssa{sv})", handle, MODULE, artifact, options, files=files)[0]

    def list_uses(self, artifact):
        """The ids of all uses by a document."""
        uses, page = [], self.call("ListUses", "(sssu)", MODULE, artifact, "", 0)[0]
        while page:
            uses += [use["id"] for use in page]
            page = self.call("ListUses", "(sssu)", MODULE, artifact, uses[-1], 0)[0]
        return uses

    def sync(self, artifact, uses):
        """Makes these, each a text form and a place, all that a document uses. Answers how many were added, kept, removed."""
        return self.call("Sync", "(ssa(ss))", MODULE, artifact, uses)[:3]

    def rename_artifact(self, artifact, name):
        self.call("RenameArtifact", "(sss)", MODULE, artifact, name)

    def remove_artifact(self, artifact):
        self.call("RemoveArtifact", "(ss)", MODULE, artifact)

    def remove_reference(self, reference):
        self.call("RemoveReference", "(s)", reference)
