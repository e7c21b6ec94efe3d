# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the service share: a bus of its own that starts the built service, and callers on it."""
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
import harness
from gi.repository import Gio, GLib
from harness import PATIENCE, Library, equal, holds  # noqa: F401

NAME = "org.mediary.Mediary.Service1"
PATH = "/org/mediary/Mediary/Service1"
ERROR = "org.mediary.Mediary.Error."

BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="max_incoming_bytes">1000000000</limit>
  <limit name="max_outgoing_bytes">1000000000</limit>
  <limit name="max_message_size">1000000000</limit>
  <limit name="max_replies_per_connection">50000</limit>
  <limit name="max_pending_service_starts">50000</limit>
</busconfig>
"""


class Bus(Library):
    """A library, and a bus on which its service can be called. The service goes after so many idle seconds."""

    def __init__(self, idle_seconds=60):
        super().__init__()
        self.socket = self.folder / "bus"
        configuration = self.folder / "bus.conf"
        configuration.write_text(BUS_CONFIGURATION.format(socket=self.socket, services=self.services_folder()))
        self.log = open(self.folder / "log", "w+b")
        self.environment |= {"MEDIARY_SERVICE_IDLE_SECONDS": str(idle_seconds), "DBUS_SESSION_BUS_ADDRESS": self.address}
        self.daemon = subprocess.Popen(["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile"],
                                       env=self.environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.caller = self.first_connection()

    def services_folder(self):
        """Where the bus finds whom to start: what is installed, or what is built."""
        if "MEDIARY_SERVICES" in os.environ:
            return os.environ["MEDIARY_SERVICES"]
        services = self.folder / "services"
        services.mkdir()
        (services / f"{NAME}.service").write_text(f"[D-BUS Service]\nName={NAME}\nExec={os.environ['MEDIARY_SERVICE']}\n")
        return services

    def first_connection(self):
        """The socket is there a moment before somebody listens."""
        for _ in range(100 * PATIENCE):
            try:
                return self.connect()
            except GLib.Error:
                time.sleep(0.01)
        raise AssertionError("the bus did not start")

    @property
    def address(self):
        return f"unix:path={self.socket}"

    def connect(self):
        return Gio.DBusConnection.new_for_address_sync(
            self.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def remove(self):
        process = self.service_process()
        if not self.caller.is_closed():
            self.caller.close_sync(None)
        self.daemon.terminate()
        self.daemon.wait()
        # Without a bus the service goes by itself.
        if process:
            wait_until(lambda: not is_alive(process))
        self.log.seek(0)
        said = self.log.read().decode("utf-8", "replace")
        self.log.close()
        super().remove()
        for word in ("CRITICAL", "WARNING", "Sanitizer", "runtime error"):
            holds(word not in said, said)

    def call(self, method, signature="()", *arguments, caller=None):
        """The answer, unpacked."""
        answer = (caller or self.caller).call_sync(NAME, PATH, NAME, method, GLib.Variant(signature, arguments), None,
                                                   Gio.DBusCallFlags.NONE, 1000 * PATIENCE, None)
        return answer.unpack()

    def refused(self, method, signature="()", *arguments, caller=None):
        """The name of the error, without what all of ours begin with."""
        try:
            answer = self.call(method, signature, *arguments, caller=caller)
        except GLib.Error as error:
            return Gio.DBusError.get_remote_error(error).removeprefix(ERROR)
        raise AssertionError(f"{method} was not refused: {answer!r}")

    def check_in_file(self, descriptor, module="m", artifact="a", caller=None):
        descriptors = Gio.UnixFDList.new()
        arguments = GLib.Variant("(hssa{sv})", (descriptors.append(descriptor), module, artifact, {}))
        answer, _ = (caller or self.caller).call_with_unix_fd_list_sync(
            NAME, PATH, NAME, "CheckInFile", arguments, None, Gio.DBusCallFlags.NONE, 1000 * PATIENCE, descriptors, None)
        return answer.unpack()[0]

    def item_of_file(self, descriptor):
        """The id of the item, or the name of the error."""
        descriptors = Gio.UnixFDList.new()
        try:
            answer, _ = self.caller.call_with_unix_fd_list_sync(
                NAME, PATH, NAME, "FindItemFile", GLib.Variant("(h)", (descriptors.append(descriptor),)), None, Gio.DBusCallFlags.NONE,
                1000 * PATIENCE, descriptors, None)
            return answer.unpack()[0]["id"]
        except GLib.Error as error:
            return Gio.DBusError.get_remote_error(error).removeprefix(ERROR)

    def ask_bus(self, method, name):
        return self.caller.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                                     GLib.Variant("(s)", (name,)), None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]

    def service_process(self):
        """Its process, or None when nobody has the name."""
        try:
            return self.ask_bus("GetConnectionUnixProcessID", NAME) if self.ask_bus("NameHasOwner", NAME) else None
        except GLib.Error:
            return None


def is_alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(condition, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not condition():
        holds(time.monotonic() < deadline, "it took too long")
        turn()


def turn():
    """One turn of the main loop, and no longer than a moment."""
    context = GLib.MainContext.default()
    if not context.iteration(False):
        time.sleep(0.01)


def main(tests, **options):
    harness.Library = lambda: Bus(**options)
    return harness.main(tests)
