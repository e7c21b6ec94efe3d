# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever comes over the bus, the service stays up, answers, and loses nothing it has acknowledged."""
import os
import random
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from bus import ERROR, NAME, PATH, Gio, GLib, equal, harness, holds, is_alive, main, wait_until
from harness import in_time

SOURCE = Path(os.environ["MEDIARY_SOURCE"])
ALL = bool(os.environ.get("MEDIARY_TEST_ALL"))
CODES = {"FileNotFound", "PermissionDenied", "UnsupportedMediaType", "NotFound", "InUse", "InvalidArgument", "Busy", "NoSpace",
         "TimedOut", "ReadFailed", "DatabaseTooNew", "DatabaseDamaged", "DatabaseForeign", "DatabaseReadOnly",
         "ExtractionFailed", "Failed"}
BUS = "org.freedesktop.DBus.Error."
DOCUMENTED = {ERROR + code for code in CODES} | {BUS + "InvalidArgs", BUS + "LimitsExceeded"}
# A file that is hard to read is given up after five seconds; the contract of the check-in allows one more.
DEADLINE = 6
SEED = int(os.environ.get("MEDIARY_TEST_SEED", "0")) or random.randrange(1, 2**31)
print(f"# seed {SEED}")
# GLib before 2.76 keeps what it has freed for itself; memory that does not come back would look the same.
os.environ["G_SLICE"] = "always-malloc"


class Calls:
    """Calls under way on one connection: what came of each, and how long it took."""

    def __init__(self, connection):
        self.connection, self.under_way, self.results = connection, 0, []

    def start(self, method, parameters, key=None, interface=NAME, descriptors=None):
        self.under_way += 1
        self.connection.call_with_unix_fd_list(NAME, PATH, interface, method, parameters, None, Gio.DBusCallFlags.NONE, 120000,
                                               descriptors, None, self.on_answer, (key, time.monotonic()))

    def on_answer(self, connection, result, data):
        key, began = data
        self.under_way -= 1
        try:
            answer, error = connection.call_with_unix_fd_list_finish(result)[0], None
        except GLib.Error as failure:
            answer, error = None, Gio.DBusError.get_remote_error(failure) or failure.message
        self.results.append((key, answer, error, time.monotonic() - began))

    def wait(self, most=0):
        wait_until(lambda: self.under_way <= most, 300)


def check_in(path, artifact="a"):
    return GLib.Variant("(sssa{sv})", (GLib.filename_to_uri(os.fsdecode(path), None), "m", artifact, {}))


def test_a_corpus_of_hostile_files_leaves_the_service_up(bus):
    corpus = bus.folder / "corpus"
    made = subprocess.run([sys.executable, SOURCE / "tests/trust/make-corpus", corpus, "--generated", "--mutants", "12",
                           "--most", "100000" if ALL else "300"], capture_output=True, text=True)
    equal(made.returncode, 0, made.stdout + made.stderr)
    paths = sorted(path for path in corpus.rglob("*") if path.is_file())
    holds(len(paths) >= 200, f"the corpus has {len(paths)} files only")
    bus.call("CountItems", "(a{sv})", {})
    process, calls = bus.service_process(), Calls(bus.caller)
    for path in paths:
        calls.start("CheckIn", check_in(path), path)
        calls.wait(most=1)
    calls.wait()
    equal(len(calls.results), len(paths))
    equal({error for _, _, error, _ in calls.results} - {None} - DOCUMENTED, set())
    equal([(key, seconds) for key, _, _, seconds in calls.results if seconds >= in_time(DEADLINE)], [])
    equal(bus.service_process(), process)
    refused = sum(error is not None for _, _, error, _ in calls.results)
    print(f"# {len(paths)} files: {len(paths) - refused} references, {refused} refusals, "
          f"the longest {max(seconds for *_, seconds in calls.results):.2f} s")


def names():
    import importlib.util
    saved, harness.main = harness.main, lambda tests: None
    specification = importlib.util.spec_from_file_location("names", SOURCE / "tests/cli/test-names.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    harness.main = saved
    return module.NAMES


def test_every_name_survives_the_bus(bus):
    for number, name in enumerate(names()):
        path = bus.write_picture(name, seed=number)
        uri = "file://" + GLib.Uri.escape_bytes(path, "/")
        by_uri, = bus.call("CheckIn", "(sssa{sv})", uri, "m", "a", {})
        with open(path, "rb") as file:
            by_descriptor = bus.check_in_file(file.fileno())
        equal(by_uri["id"], by_descriptor["id"], repr(name))
        resolution, = bus.call("Resolve", "(s)", by_uri["text"])
        equal(bytes(resolution["path"]).rstrip(b"\0"), path)
        equal(Gio.File.new_for_uri(resolution["uri"]).peek_path() and GLib.uri_unescape_bytes(resolution["uri"][7:], -1).get_data(), path)


def odd_files(folder):
    """Paths that lead to no ordinary file, or nowhere."""
    os.mkfifo(folder / "fifo.png")
    os.symlink("nowhere.png", folder / "dangling.png")
    os.symlink("loop.png", folder / "loop.png")
    (folder / "folder.png").mkdir()
    (folder / "empty.png").touch()
    with open(folder / "sparse.png", "wb") as file:
        file.truncate(1 << 40)
    deep = folder / ("d" * 200) / ("e" * 200)
    deep.mkdir(parents=True)
    return [folder / name for name in ("fifo.png", "dangling.png", "loop.png", "folder.png", "empty.png", "sparse.png")] + [
        deep / "none.png", Path("/dev/null"), Path("/dev/zero"), Path("/dev/tty"), Path("/proc/self/mem"), Path("/proc/kmsg"),
        Path("/"), Path("/nowhere/at/all.png"), Path("/" + "x" * 300), Path("/" + "/".join(["y" * 200] * 30))]


def test_what_is_no_ordinary_file_is_refused_by_name_and_holds_nothing_up(bus):
    calls = Calls(bus.caller)
    for path in odd_files(bus.media):
        calls.start("CheckIn", check_in(path), path)
        calls.start("FindItem", GLib.Variant("(s)", (str(path),)), path)
    calls.wait()
    # A terabyte of nothing is called a picture by its name: what is broken is kept, with a note.
    equal({key.name for key, _, error, _ in calls.results if error not in DOCUMENTED}, {"sparse.png"})
    equal([(key, seconds) for key, _, _, seconds in calls.results if seconds >= in_time(DEADLINE)], [])
    equal(bus.query("SELECT path FROM media_items"), [(str(bus.media / "sparse.png"),)])


def test_a_killed_service_has_lost_nothing_it_acknowledged(bus):
    rounds, at_once = 500 if ALL else 60, 25
    chance, acknowledged, number, slowest = random.Random(SEED), {}, 0, 0
    for _ in range(rounds):
        calls = Calls(bus.connect())
        began = time.monotonic()
        calls.connection.call_sync(NAME, PATH, NAME, "CountItems", GLib.Variant("(a{sv})", ({},)), None, 0, 60000, None)
        slowest = max(slowest, time.monotonic() - began)
        process, enough = bus.service_process(), chance.randrange(2 * at_once)
        paths = [bus.write_picture(f"{number + more}.png", seed=number + more) for more in range(enough + at_once)]
        number += len(paths)
        # Not after a time but after an answer, and with others always under way: in the middle on any machine.
        for path in paths:
            wait_until(lambda: calls.under_way < at_once or len(calls.results) >= enough)
            calls.start("CheckIn", check_in(path), path)
        wait_until(lambda: len(calls.results) >= enough)
        os.kill(process, signal.SIGKILL)
        # A call that comes before the bus has noticed is one of those that were lost.
        wait_until(lambda: bus.service_process() != process)
        calls.wait()
        equal(len(calls.results), len(paths))
        acknowledged |= {answer.unpack()[0]["id"]: key for key, answer, error, _ in calls.results if error is None}
        calls.connection.close_sync(None)
    stored = dict(bus.query("SELECT r.id, i.path FROM media_references AS r JOIN media_items AS i ON i.id = r.media_item_id"))
    equal({id: path for id, path in acknowledged.items() if stored.get(id) != os.fsdecode(path)}, {})
    # Nothing half: each item has its use, and its facts.
    equal(bus.query("SELECT count(*) FROM media_items WHERE id NOT IN (SELECT media_item_id FROM media_references)"), [(0,)])
    equal(bus.query("SELECT count(*) FROM media_items WHERE id NOT IN (SELECT item_id FROM item_facts)"), [(0,)])
    equal(bus.query("PRAGMA integrity_check"), [("ok",)])
    holds(0 < len(acknowledged) < number, f"{len(acknowledged)} of {number}: no kill came in the middle")
    print(f"# {rounds} kills: {len(acknowledged)} of {number} check-ins acknowledged, 0 lost; back in {slowest:.2f} s at the longest")


def test_instances_the_command_line_and_the_service_write_at_once(bus):
    files = 2500 if ALL else 500
    for number in range(files):
        bus.write_picture(f"folder/{number:04}.png", seed=number)
    others = [bus.start("check-in", "--json", "folder", "-m", f"program {number}", "-a", "a") for number in range(3)]
    calls = Calls(bus.caller)
    for number in range(files):
        calls.start("CheckIn", check_in(bus.media / f"folder/{number:04}.png"), number)
        calls.wait(most=100)
    calls.wait()
    for other in others:
        output, errors = other.communicate(timeout=300)
        equal((other.returncode, errors, len(output.splitlines())), (0, b"", files))
    equal({error for _, _, error, _ in calls.results}, {None})
    equal(bus.counts(), (files, 4 * files))
    equal(bus.query("SELECT count(DISTINCT module_name), count(DISTINCT media_item_id) FROM media_references"), [(4, files)])


def contract():
    """Each method with the types of its arguments."""
    root = xml.etree.ElementTree.parse(SOURCE / "data/dbus" / f"{NAME}.xml").getroot()
    return {method.get("name"): [arg.get("type") for arg in method.iter("arg") if arg.get("direction") == "in"]
            for method in root.iter("method")}


def odd_string(chance):
    return chance.choice(["", "/", "file:", "file:///", "mediary:", "\x01\x1b[31m\u202e", "'; DROP TABLE media_items; --", "%s%n%00",
                          "ä" * 9000, "01234567-89ab-7def-8123-456789abcdef", "mediary:01234567-89ab-7def-8123-456789abcdef",
                          "../../../etc/passwd", "-1", "x" * 70000, "\ud7ff\U0010ffff"])


def odd_value(chance, type_):
    """A value of a type, as strange as it can be."""
    if type_ == "s":
        return GLib.Variant("s", odd_string(chance))
    if type_ in "uxhbyditnq":
        limits = {"u": (0, 2**32 - 1), "x": (-2**63, 2**63 - 1), "h": (-2**31, 2**31 - 1), "y": (0, 255), "i": (-2**31, 2**31 - 1),
                  "n": (-2**15, 2**15 - 1), "q": (0, 2**16 - 1), "t": (0, 2**64 - 1)}
        if type_ == "b":
            return GLib.Variant("b", chance.random() < 0.5)
        if type_ == "d":
            return GLib.Variant("d", chance.choice([float("nan"), float("inf"), -0.0]))
        return GLib.Variant(type_, chance.choice([*limits[type_], 0, 1]))
    if type_ == "a{sv}":
        words = ["location", "text", "type", "order", "module_name", "artifact_name", "reversed", "no_use", "with_uses", ""]
        return GLib.Variant(type_, {chance.choice(words): odd_value(chance, chance.choice("subx")) for _ in range(chance.randrange(4))})
    if type_ == "as":
        return GLib.Variant(type_, [odd_string(chance) for _ in range(chance.choice([0, 1, 5, 300]))])
    return GLib.Variant(type_, [(odd_string(chance), odd_string(chance)) for _ in range(chance.choice([0, 1, 300]))])


def tuple_of(values):
    return GLib.Variant.new_tuple(*values)


def test_odd_arguments_get_documented_errors_only(bus):
    chance, methods, calls = random.Random(SEED), contract(), Calls(bus.caller)
    bus.call("CountItems", "(a{sv})", {})
    process = bus.service_process()
    for method, types in methods.items():
        for _ in range(25):
            calls.start(method, tuple_of([odd_value(chance, type_) for type_ in types]), method)
            wrong = [chance.choice(["s", "u", "as", "a{sv}", "x", "d", "h", "y"]) for _ in range(chance.randrange(6))]
            if wrong != types:
                calls.start(method, tuple_of([odd_value(chance, type_) for type_ in wrong]), f"{method} {wrong}")
            calls.wait(most=500)
    calls.wait()
    equal([(key, error) for key, _, error, _ in calls.results if error is not None and error not in DOCUMENTED], [])
    equal(bus.service_process(), process)
    equal(bus.query("PRAGMA integrity_check"), [("ok",)])


def memory_of(process):
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def test_huge_strings_and_floods_leave_no_memory_behind(bus):
    huge = "x" * (64 << 20)
    requests = [("CheckIn", GLib.Variant("(sssa{sv})", ("/" + huge, "m", "a", {}))),
                ("CheckIn", GLib.Variant("(sssa{sv})", ("/a.png", huge, "a", {}))),
                ("CheckIn", GLib.Variant("(sssa{sv})", ("/a.png", "m", huge, {}))),
                ("Resolve", GLib.Variant("(s)", ("mediary:" + huge,))),
                ("GetItem", GLib.Variant("(s)", (huge,))),
                ("FindItem", GLib.Variant("(s)", ("file:///" + huge,))),
                ("ForgetItems", GLib.Variant("(asa{sv})", ([huge[: 60 << 20]], {}))),
                ("ForgetItems", GLib.Variant("(asa{sv})", (["y"] * 1000000, {})))]

    def flood():
        flooder = bus.connect()
        for _ in range(10000):
            flooder.call(NAME, PATH, NAME, "ListItems", GLib.Variant("(a{sv}su)", ({}, "", 1000)), None, 0, -1, None, None)
        flooder.flush_sync(None)
        flooder.close_sync(None)

    # GDBus keeps a buffer of the size of the largest message that came; so one comes first.
    flood()
    bus.refused("GetItem", "(s)", huge)
    process, before = bus.service_process(), memory_of(bus.service_process())
    for method, parameters in requests:
        calls = Calls(bus.caller)
        calls.start(method, parameters)
        calls.wait()
        holds(calls.results[0][2] in DOCUMENTED, f"{method}: {calls.results[0][2]}")
    flood()
    bus.call("CountItems", "(a{sv})", {})
    equal(bus.service_process(), process)
    wait_until(lambda: memory_of(process) < before + (10 << 20))


sys.exit(main(globals()))
