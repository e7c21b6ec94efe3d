# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs in four languages that use the service, each like its own examples, and all at once."""
import os
import subprocess
import sys
from pathlib import Path

from bus import GLib, equal, holds, is_alive, main, wait_until

SOURCE = Path(os.environ["MEDIARY_SOURCE"])
HERE = Path(__file__).resolve().parent
CLIENTS = {
    "c": [os.environ["MEDIARY_CLIENT"]],
    "python": ["/usr/bin/python3", str(HERE / "client.py")],
    "javascript": ["gjs", "-m", str(HERE / "client.js")],
    "shell": ["sh", str(HERE / "client.sh")],
}
FILES = 10000 if os.environ.get("MEDIARY_TEST_ALL") else 2000


def environment_of(bus):
    """A client is an ordinary program: no warning of its own may end it."""
    return {name: value for name, value in bus.environment.items() if name != "G_DEBUG"}


def example(bus, *command):
    done = subprocess.run([*command, bus.write_picture(), "notes.txt"], env=environment_of(bus), capture_output=True, text=True, timeout=60)
    equal(done.returncode, 0, done.stderr)
    text, uri = done.stdout.splitlines()
    (item, use, module), = bus.query("SELECT media_item_id, id, module_name FROM media_references")
    equal((text, uri), (f"mediary:{item}?ref={use}", (bus.media / "a.png").as_uri()))
    return module


def test_the_example_in_python_works(bus):
    equal(example(bus, "/usr/bin/python3", str(SOURCE / "docs/examples/check-in.py")), "org.example.Python")


def test_the_example_in_javascript_works(bus):
    equal(example(bus, "gjs", "-m", str(SOURCE / "docs/examples/check-in.js")), "org.example.JavaScript")


def test_the_library_speaks_python(bus):
    """GObject Introspection: the verbs themselves, without a bus between."""
    program = ("import sys, gi\ngi.require_version('Mediary', '1')\nfrom gi.repository import Mediary, GLib\n"
               "service = Mediary.Service.open(None, None)\n"
               "reference = service.check_in_media(sys.argv[1], 'm', 'a', None)\n"
               "print(service.resolve(reference.to_text(), None).get_path())\n"
               "try:\n    service.forget_items([reference.get_media_item_id()], 0, None)\n"
               "except GLib.Error as error:\n    print(error.matches(Mediary.error_quark(), Mediary.Error.IN_USE))\n"
               "service.close()\n")
    folder = os.environ["MEDIARY_LIBRARY_FOLDER"]
    done = subprocess.run(["/usr/bin/python3", "-c", program, bus.write_picture()], capture_output=True, text=True, timeout=60,
                          env={**environment_of(bus), "GI_TYPELIB_PATH": folder, "LD_LIBRARY_PATH": folder})
    equal(done.stdout.splitlines(), [str(bus.media / "a.png"), "True"], done.stderr)


def test_four_clients_in_four_languages_check_in_the_same_files_at_once(bus):
    paths = [bus.write_picture(f"{number // 1000}/{number}.png", seed=number) for number in range(FILES)]
    (bus.folder / "paths").write_bytes(b"\n".join(paths) + b"\n")
    clients = {}
    for name, command in CLIENTS.items():
        clients[name] = subprocess.Popen([*command, name], env=environment_of(bus), stdin=open(bus.folder / "paths", "rb"),
                                         stdout=open(bus.folder / f"{name}.out", "wb"), stderr=open(bus.folder / f"{name}.err", "wb"))
    for name, client in clients.items():
        equal(client.wait(timeout=280), 0, f"{name}: {(bus.folder / f'{name}.err').read_text()}")
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
