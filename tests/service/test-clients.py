# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs in several languages that use what is installed, each like its own examples, in a sandbox, and all at once."""
import configparser
import os
import subprocess
import sys
from pathlib import Path

import installed

installed.enter()

from bus import NAME, PATH, equal, holds, is_alive, main, wait_until  # noqa: E402
from installed import DATA, PREFIX  # noqa: E402

EXAMPLES = DATA / "doc/mediary/examples"
HERE = Path(__file__).resolve().parent
CLIENTS = {
    "c": [os.environ["MEDIARY_CLIENT"]],
    "python": ["/usr/bin/python3", str(HERE / "client.py")],
    "javascript": ["gjs", "-m", str(HERE / "client.js")],
    "shell": ["sh", str(HERE / "client.sh")],
}
FILES = 10000


def environment_of(bus):
    """A client is an ordinary program: no warning of its own may end it."""
    return {name: value for name, value in bus.environment.items() if name != "G_DEBUG"}


def run(bus, *command):
    done = subprocess.run(command, env=environment_of(bus), cwd=bus.folder, capture_output=True, text=True, timeout=60)
    equal(done.returncode, 0, done.stderr)
    return done.stdout


def example(bus, *command):
    text, uri = run(bus, *command, bus.write_picture(), "notes.txt").splitlines()
    (item, use, module), = bus.query("SELECT media_item_id, id, module_name FROM media_references")
    equal((text, uri), (f"mediary:{item}?ref={use}", (bus.media / "a.png").as_uri()))
    return module


def test_the_example_in_python_works(bus):
    equal(example(bus, "/usr/bin/python3", str(EXAMPLES / "check-in.py")), "org.example.Python")


def test_the_example_in_javascript_works(bus):
    equal(example(bus, "gjs", "-m", str(EXAMPLES / "check-in.js")), "org.example.JavaScript")


def test_the_example_in_the_shell_works(bus):
    equal(example(bus, "sh", str(EXAMPLES / "check-in.sh")), "org.example.Shell")


def test_an_example_says_what_is_wrong(bus):
    for command in (["/usr/bin/python3", "check-in.py"], ["gjs", "-m", "check-in.js"], ["sh", "check-in.sh"]):
        done = subprocess.run([*command[:-1], str(EXAMPLES / command[-1]), "gone.png", "notes.txt"], env=environment_of(bus),
                              cwd=bus.folder, capture_output=True, text=True, timeout=60)
        equal((done.returncode, done.stdout), (1, ""), command)
        holds("org.mediary.Mediary.Error.FileNotFound" in done.stderr, done.stderr)


LIBRARY_IN_PYTHON = """
import sys, gi
gi.require_version('Mediary', '1')
from gi.repository import Mediary, GLib
service = Mediary.Service.open(None, None)
reference = service.check_in_media(sys.argv[1], 'm', 'a', None)
print(service.resolve(reference.to_text(), None).get_path())
try:
    service.forget_items([reference.get_media_item_id()], 0, None)
except GLib.Error as error:
    print(error.matches(Mediary.error_quark(), Mediary.Error.IN_USE))
service.close()
"""

LIBRARY_IN_VALA = """
int main (string[] args) {
  try {
    var service = Mediary.Service.open (null);
    var reference = service.check_in_media (args[1], "m", "a");
    stdout.printf ("%s\\n", service.resolve (reference.to_text ()).get_path ());
  } catch (Error error) {
    stdout.printf ("%s\\n", error.message);
  }
  return 0;
}
"""


def test_the_library_speaks_python(bus):
    """GObject Introspection: the verbs themselves, without a bus between."""
    picture = bus.write_picture()
    equal(run(bus, "/usr/bin/python3", "-c", LIBRARY_IN_PYTHON, picture).splitlines(), [str(bus.media / "a.png"), "True"])


def test_the_library_speaks_javascript(bus):
    (bus.folder / "program.js").write_text("import Mediary from 'gi://Mediary?version=1';\n"
                                           "const service = Mediary.Service.open(null, null);\n"
                                           "const reference = service.check_in_media(ARGV[0], 'm', 'a', null);\n"
                                           "print(service.resolve(reference.to_text(), null).get_path());\n")
    equal(run(bus, "gjs", "-m", "program.js", bus.write_picture()).splitlines(), [str(bus.media / "a.png")])


def test_the_library_speaks_vala(bus):
    (bus.folder / "program.vala").write_text(LIBRARY_IN_VALA)
    run(bus, "valac", "--quiet", "--pkg", "mediary-1", "-o", "program", "program.vala")
    equal(run(bus, "./program", bus.write_picture()).splitlines(), [str(bus.media / "a.png")])


def test_the_example_in_c_is_built_with_what_pkg_config_says(bus):
    flags = run(bus, "pkg-config", "--cflags", "--libs", "mediary-1").split()
    run(bus, "cc", "-Wall", "-Werror", "-o", "check-in", str(EXAMPLES / "check-in.c"), *flags)
    text = run(bus, "./check-in", bus.write_picture(), "m", "a").strip()
    equal(run(bus, "mediary", "resolve", text).splitlines(), [str(bus.media / "a.png")])


def test_the_bus_starts_the_installed_service(bus):
    equal(bus.call("CountItems", "(a{sv})", {}), (0,))
    equal(os.readlink(f"/proc/{bus.service_process()}/exe"), str(PREFIX / "libexec/mediary/mediary-service"))
    equal(bus.call("CheckIn", "(sssa{sv})", os.fsdecode(bus.write_picture()), "m", "a", {})[0]["module_name"], "m")


def test_the_search_of_the_desktop_leads_to_the_service(bus):
    provider = configparser.ConfigParser()
    provider.read(DATA / "gnome-shell/search-providers/org.mediary.Mediary.search-provider.ini")
    shell = provider["Shell Search Provider"]
    found = run(bus, "gdbus", "call", "--session", "--dest", shell["BusName"], "--object-path", shell["ObjectPath"],
                "--method", "org.gnome.Shell.SearchProvider2.GetInitialResultSet", "['nothing']")
    equal(found, "(@as [],)\n")
    holds((DATA / "applications" / shell["DesktopId"]).exists())


def test_gdbus_call_is_client_enough(bus):
    bus.write_picture()
    answer = run(bus, "gdbus", "call", "--session", "--dest", NAME, "--object-path", PATH, "--method", f"{NAME}.CheckIn",
                 (bus.media / "a.png").as_uri(), "org.example.Shell", "notes.txt", "{'location': <'line 3'>}")
    holds("'location': <'line 3'>" in answer, answer)
    equal(bus.query("SELECT module_name, artifact_name FROM media_references"), [("org.example.Shell", "notes.txt")])


SANDBOXED = """
import sys
from gi.repository import Gio, GLib
address, descriptor, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
def call(method, arguments, files=None):
    return bus.call_with_unix_fd_list_sync("%(name)s", "%(path)s", "%(name)s", method, arguments, None, 0, 60000, files, None)[0].unpack()
try:
    open(path)
    sys.exit("the sandbox sees the file")
except FileNotFoundError:
    pass
try:
    call("CheckIn", GLib.Variant("(sssa{sv})", (path, "sandboxed", "a", {})))
    sys.exit("a path was taken")
except GLib.Error as error:
    print(Gio.DBusError.get_remote_error(error))
files = Gio.UnixFDList.new()
reference, = call("CheckInFile", GLib.Variant("(hssa{sv})", (files.append(descriptor), "sandboxed", "a", {})), files)
added, kept, removed, results = call("Sync", GLib.Variant("(ssa(ss))", ("sandboxed", "a", [(reference["text"], "B4")])))
print(added, kept, removed)
item, = call("FindItemFile", GLib.Variant("(h)", (files.append(descriptor),)), files)
print(item["id"] == reference["media_item_id"], item["uses"])
""" % {"name": NAME, "path": PATH}


def test_a_caller_in_a_sandbox_passes_descriptors_and_names_nothing(bus):
    path = bus.write_picture()
    sandbox = ["bwrap", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
               "--symlink", "usr/bin", "/bin", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--unshare-net",
               "--bind", str(bus.socket), "/run/bus"]
    with open(path, "rb") as file:
        done = subprocess.run([*sandbox, "/usr/bin/python3", "-c", SANDBOXED, "unix:path=/run/bus", str(file.fileno()), path],
                              pass_fds=[file.fileno()], capture_output=True, timeout=60, cwd="/")
    equal(done.stdout.decode().splitlines(), ["org.mediary.Mediary.Error.InvalidArgument", "0 1 0", "True 1"], done.stderr.decode())
    equal(bus.query("SELECT path, module_name FROM media_items JOIN media_references ON media_item_id = media_items.id"),
          [(os.fsdecode(path), "sandboxed")])


def test_four_clients_in_four_languages_check_in_the_same_files_at_once(bus):
    paths = [bus.write_picture(f"{number // 1000}/{number}.png", seed=number) for number in range(FILES)]
    (bus.folder / "paths").write_bytes(b"\n".join(paths) + b"\n")
    clients = {}
    for name, command in CLIENTS.items():
        clients[name] = subprocess.Popen([*command, name], env=environment_of(bus), stdin=open(bus.folder / "paths", "rb"),
                                         stdout=open(bus.folder / f"{name}.out", "wb"), stderr=open(bus.folder / f"{name}.err", "wb"))
    for name, client in clients.items():
        equal(client.wait(timeout=1000), 0, f"{name}: {(bus.folder / f'{name}.err').read_text()}")
    equal(bus.counts(), (FILES, 4 * FILES))
    for name in CLIENTS:
        told = (bus.folder / f"{name}.out").read_text().split()
        stored = [f"mediary:{item}?ref={use}" for item, use in
                  bus.query("SELECT media_item_id, id FROM media_references WHERE module_name = ?", name)]
        equal(sorted(told), sorted(stored), name)
    equal(bus.query("PRAGMA integrity_check"), [("ok",)])
    # It goes when nobody calls, and is there again for the next.
    process = bus.service_process()
    wait_until(lambda: not is_alive(process))
    equal(bus.call("CountItems", "(a{sv})", {}), (FILES,))
    holds(bus.service_process() not in (None, process))


sys.exit(main(globals(), idle_seconds=1))
