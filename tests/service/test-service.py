# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract of data/dbus, as a caller on the bus sees it."""
import os
import re
import signal
import sqlite3
import sys
import tempfile
from pathlib import Path

# Whoever closes a library tells how many commits there were.
os.environ["G_MESSAGES_DEBUG"] = "mediary-library"
from bus import NAME, PATH, Gio, GLib, equal, holds, is_alive, main, wait_until  # noqa: E402

CHECK_IN = "(sssa{sv})"


def uri_of(path):
    return GLib.filename_to_uri(os.fsdecode(path), None)


def check_in(bus, path, module="m", artifact="a", **options):
    return bus.call("CheckIn", CHECK_IN, uri_of(path), module, artifact,
                    {name: GLib.Variant("s", value) for name, value in options.items()})[0]


def test_the_bus_starts_the_service_and_an_answer_means_on_disk(bus):
    equal(bus.service_process(), None)
    reference = check_in(bus, bus.write_picture(), location="Sheet1.B4")
    holds(bus.service_process() is not None)
    equal(bus.query("SELECT id, media_item_id, module_name, artifact_name FROM media_references"),
          [(reference["id"], reference["media_item_id"], "m", "a")])
    equal(reference["text"], f"mediary:{reference['media_item_id']}?ref={reference['id']}")
    equal((reference["location"], reference["origin"]), ("Sheet1.B4", "declared"))


def test_the_same_three_names_give_the_same_reference(bus):
    path = bus.write_picture()
    first, again, other = check_in(bus, path), check_in(bus, path), check_in(bus, path, artifact="b")
    equal(first["id"], again["id"])
    equal((other["media_item_id"], other["id"] == first["id"]), (first["media_item_id"], False))
    equal(bus.counts(), (1, 2))


def test_an_absolute_path_will_do_and_a_relative_one_or_another_scheme_will_not(bus):
    path = os.fsdecode(bus.write_picture())
    equal(len(bus.call("CheckIn", CHECK_IN, path, "m", "a", {})[0]["id"]), 36)
    for name in ("a.png", "", "http://example.org/a.png", "file://elsewhere/a.png", "file:a%00.png", "data:,"):
        equal(bus.refused("CheckIn", CHECK_IN, name, "m", "a", {}), "InvalidArgument", name)


def test_every_refusal_has_its_name(bus):
    picture = uri_of(bus.write_picture())
    nobody = "01234567-89ab-7def-8123-456789abcdef"
    cases = [
        ("CheckIn", CHECK_IN, (uri_of(bus.media / "gone.png"), "m", "a", {}), "FileNotFound"),
        ("CheckIn", CHECK_IN, (uri_of(bus.write("notes.txt", b"Words.")), "m", "a", {}), "UnsupportedMediaType"),
        ("CheckIn", CHECK_IN, (uri_of(bus.media), "m", "a", {}), "UnsupportedMediaType"),
        ("CheckIn", CHECK_IN, (picture, "", "a", {}), "InvalidArgument"),
        ("CheckIn", CHECK_IN, (picture, "m" * 256, "a", {}), "InvalidArgument"),
        ("CheckIn", CHECK_IN, (picture, "m", "", {}), "InvalidArgument"),
        ("GetItem", "(s)", (nobody,), "NotFound"),
        ("GetReference", "(s)", ("no id",), "NotFound"),
        ("FindItem", "(s)", (picture,), "NotFound"),
        ("Resolve", "(s)", (f"mediary:{nobody}",), "NotFound"),
        ("RemoveReference", "(s)", (nobody,), "NotFound"),
        ("RemoveArtifact", "(ss)", ("m", "a"), "NotFound"),
        ("RenameArtifact", "(sss)", ("m", "a", "b"), "NotFound"),
        ("ForgetItems", "(asa{sv})", ([nobody], {}), "NotFound"),
        ("RefreshItem", "(s)", (nobody,), "NotFound"),
        ("RelinkItem", "(ss)", (nobody, picture), "NotFound"),
        ("ListReferences", "(ssu)", (nobody, nobody, 0), "NotFound"),
    ]
    for method, signature, arguments, name in cases:
        equal(bus.refused(method, signature, *arguments), name, f"{method} {arguments}")
    files = [uri_of(bus.write("empty.png", b"")), uri_of(bus.media), uri_of(bus.media / "notes.txt")]
    [answers] = bus.call("CheckInMany", "(asssa{sv})", files, "m", "a", {})
    equal({answer["uri"]: answer.get("cause") for answer in answers}, dict(zip(files, ["empty-file", "folder", None])))
    equal(bus.counts(), (0, 0))
    reference = check_in(bus, bus.media / "a.png")
    equal(bus.refused("ForgetItems", "(asa{sv})", [reference["media_item_id"]], {}), "InUse")


def test_a_library_that_cannot_be_opened_is_told_by_each_call(bus):
    bus.data.mkdir()
    (bus.data / "mediary.db").symlink_to("/dev/null")
    name = bus.refused("CountItems", "(a{sv})", {})
    holds(name.startswith("Database") or name in ("PermissionDenied", "Failed"), name)
    (bus.data / "mediary.db").unlink()
    equal(bus.call("CountItems", "(a{sv})", {}), (0,))


def test_several_files_are_checked_in_by_one_call_and_one_refusal_keeps_none_out(bus):
    uris = [uri_of(bus.write_picture(f"{number}.png", seed=number)) for number in range(100)]
    results, = bus.call("CheckInMany", "(asssa{sv})", [*uris, uri_of(bus.media / "gone.png"), "nonsense"], "m", "a", {})
    told = {result.get("uri"): result for result in results}
    equal(len(results), 102)
    equal({told[uri]["outcome"] for uri in uris}, {"added"})
    equal(told["nonsense"]["error"], "org.mediary.Mediary.Error.InvalidArgument")
    equal(told[uri_of(bus.media / "gone.png")]["error"], "org.mediary.Mediary.Error.FileNotFound")
    equal(bus.counts(), (100, 100))


def test_callers_at_once_share_commits(bus):
    """Each has a call under way while another program holds the database; what they write then goes to the disk together."""
    path, answers = bus.write_picture().decode(), []
    bus.call("CheckIn", "(sssa{sv})", path, "m", "first", {})
    callers, lock = [bus.connect() for _ in range(64)], sqlite3.connect(bus.database, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    for number, caller in enumerate(callers):
        caller.call(NAME, PATH, NAME, "CheckIn", GLib.Variant("(sssa{sv})", (path, "m", f"{number}", {})), None,
                    Gio.DBusCallFlags.NONE, GLib.MAXINT, None, lambda connection, result: answers.append(connection.call_finish(result)))
    for caller in callers:  # answered by a reader, behind what the caller asked before
        equal(bus.call("CountItems", "(a{sv})", {}, caller=caller), (1,))
    lock.execute("ROLLBACK")
    lock.close()
    wait_until(lambda: len(answers) == len(callers))
    equal(bus.counts(), (1, 65))
    process = bus.service_process()
    os.kill(process, signal.SIGTERM)
    wait_until(lambda: not is_alive(process))
    commits = sum(map(int, re.findall(r"(\d+) commits", (bus.folder / "log").read_text())))
    holds(2 <= commits <= 16, f"{commits} commits for 65 uses")


def test_a_file_may_come_as_a_descriptor(bus):
    path = bus.write_picture("odd \udcff name.png")
    with open(path, "rb") as file:
        reference = bus.check_in_file(file.fileno())
    equal(bus.query("SELECT path FROM media_items"), [(os.fsdecode(path),)])
    resolution, = bus.call("Resolve", "(s)", reference["text"])
    equal((bytes(resolution["path"]).rstrip(b"\0"), resolution["state"]), (path, "present"))
    equal(resolution["uri"], uri_of(path))


def test_the_item_of_a_descriptor_is_found(bus):
    path = bus.write_picture()
    with open(path, "rb") as file:
        equal(bus.item_of_file(file.fileno()), "NotFound")
        reference = check_in(bus, path)
        equal(bus.item_of_file(file.fileno()), reference["media_item_id"])


def test_a_descriptor_that_proves_nothing_is_refused(bus):
    path = bus.write_picture()
    for flags in (os.O_PATH, os.O_WRONLY):
        descriptor = os.open(path, flags)
        try:
            bus.check_in_file(descriptor)
            holds(False, "it was not refused")
        except GLib.Error as error:
            holds("PermissionDenied" in error.message, error.message)
        os.close(descriptor)
    with tempfile.TemporaryFile(dir=bus.media) as unlinked:
        try:
            bus.check_in_file(unlinked.fileno())
            holds(False, "it was not refused")
        except GLib.Error as error:
            holds("FileNotFound" in error.message, error.message)
    equal(bus.refused("CheckInFile", "(hssa{sv})", 5, "m", "a", {}), "InvalidArgument")


def test_a_saved_document_is_synced_renamed_and_removed(bus):
    paths = [bus.write_picture(f"{number}.png", seed=number) for number in range(5)]
    uses = [(uri_of(path), f"A{number}") for number, path in enumerate(paths)]
    added, kept, removed, results = bus.call("Sync", "(ssa(ss))", "m", "file:///a.ods", uses)
    equal((added, kept, removed), (5, 0, 0))
    texts = [result["reference"]["text"] for result in results]
    again = bus.call("Sync", "(ssa(ss))", "m", "file:///a.ods", [(text, "") for text in texts[:3]] + [(uri_of(bus.media / "gone.png"), "")])
    equal(again[:3], (0, 3, 2))
    equal(again[3][3]["error"], "org.mediary.Mediary.Error.FileNotFound")
    bus.call("RenameArtifact", "(sss)", "m", "file:///a.ods", "file:///b.ods")
    uses, = bus.call("ListUses", "(sssu)", "m", "file:///b.ods", "", 0)
    equal([use["text"] for use in uses], texts[:3])
    equal([use["location"] for use in uses], ["A0", "A1", "A2"])
    equal(bus.call("RemoveArtifact", "(ss)", "m", "file:///b.ods"), (3,))
    equal(bus.counts(), (5, 0))


def test_lists_are_read_page_by_page(bus):
    uris = [uri_of(bus.write_picture(f"{number:02}.png", seed=number)) for number in range(25)]
    bus.call("CheckInMany", "(asssa{sv})", uris, "m", "a", {})
    found, after = [], ""
    while page := bus.call("ListItems", "(a{sv}su)", {"order": GLib.Variant("s", "name")}, after, 10)[0]:
        found += [item["uri"] for item in page]
        after = page[-1]["id"]
    equal(found, uris)
    found, after = [], ""
    while page := bus.call("ListUses", "(sssu)", "m", "a", after, 10)[0]:
        found += [use["id"] for use in page]
        after = page[-1]["id"]
    equal((len(found), len(set(found))), (25, 25))
    for number in range(12):
        check_in(bus, bus.media / "00.png", f"module {number}", "x")
        check_in(bus, bus.media / "00.png", "m", f"artifact {number}")
    for method, signature, first in (("ListModules", "(sxu)", ()), ("ListArtifacts", "(ssxu)", ("m",))):
        names, name, time = [], "", 0
        while page := bus.call(method, signature, *first, name, time, 5)[0]:
            names += [element["name"] for element in page]
            name, time = page[-1]["name"], page[-1]["last_used_at"]
        equal((len(names), len(set(names))), (13, 13), method)
    equal(bus.call("CountItems", "(a{sv})", {"text": GLib.Variant("s", "07")}), (1,))
    item, = bus.call("ListItems", "(a{sv}su)", {"text": GLib.Variant("s", "07")}, "", 0)[0]
    equal((item["type"], item["metadata"]["width"], item["uses"], item["state"]), ("IMAGE", 3, 1, "present"))


def test_who_follows_is_nudged_and_asks_what_changed(bus):
    revision = bus.call("CountItems", "(a{sv})", {}) and 0
    nudges = []
    bus.caller.signal_subscribe(NAME, NAME, "Changed", PATH, None, Gio.DBusSignalFlags.NONE,
                                lambda *arguments: nudges.append(arguments[5].unpack()[0]))
    references = [check_in(bus, bus.write_picture(f"{number}.png", seed=number)) for number in range(20)]
    last = bus.query("SELECT max(revision) FROM revisions")[0][0]
    wait_until(lambda: nudges and nudges[-1] == last)
    holds(len(nudges) <= 20)
    reached, start_over, changed, removed = bus.call("ListChanges", "(x)", revision)
    equal((reached, start_over, sorted(changed), removed), (last, False, sorted(r["media_item_id"] for r in references), []))
    # What another program does is told too.
    bus.run("check-in", bus.write_picture("other.png", seed=99), "-m", "m", "-a", "a")
    wait_until(lambda: nudges[-1] > last)
    bus.call("ForgetItems", "(asa{sv})", [references[0]["media_item_id"]], {"with_uses": GLib.Variant("b", True)})
    equal(bus.call("ListChanges", "(x)", last)[3], [references[0]["media_item_id"]])


def test_a_moved_file_is_found_by_its_reference_and_can_be_relinked(bus):
    path = bus.write_picture()
    reference = check_in(bus, path)
    os.rename(path, bus.media / "moved.png")
    equal(bus.call("Resolve", "(s)", reference["text"])[0]["state"], "missing")
    equal(bus.call("RefreshItem", "(s)", reference["media_item_id"])[0]["state"], "missing")
    item, = bus.call("RelinkItem", "(ss)", reference["media_item_id"], uri_of(bus.media / "moved.png"))
    equal((item["id"], item["uri"], item["state"]), (reference["media_item_id"], uri_of(bus.media / "moved.png"), "present"))
    equal(bus.call("FindItem", "(s)", uri_of(path))[0]["id"], item["id"])


def test_the_library_goes_out_and_comes_in_through_descriptors(bus):
    check_in(bus, bus.write_picture(), location="B4")
    with open(bus.folder / "export", "w+b") as file:
        descriptors = Gio.UnixFDList.new()
        for method in ("Export", "Import"):
            file.seek(0)
            arguments = GLib.Variant("(h)", (descriptors.append(file.fileno()),))
            answer, _ = bus.caller.call_with_unix_fd_list_sync(NAME, PATH, NAME, method, arguments, None, 0, 60000, descriptors, None)
        file.seek(0)
        equal(len(file.readlines()), 4)
    equal(answer.unpack()[0], {"items_added": 0, "items_known": 1, "references_added": 0, "references_known": 1,
                               "refused": 0, "complete": True})


SEARCH = "org.gnome.Shell.SearchProvider2"


def ask_search(bus, method, signature, *arguments):
    return bus.caller.call_sync(NAME, "/org/mediary/Mediary/SearchProvider", SEARCH, method, GLib.Variant(signature, arguments),
                                None, Gio.DBusCallFlags.NONE, 60000, None).unpack()


def test_the_desktops_search_finds_files_by_their_words(bus):
    reference = check_in(bus, bus.write_picture("Brand/big logo <b>&.png"))
    check_in(bus, bus.write_picture("other.png", seed=1))
    found, = ask_search(bus, "GetInitialResultSet", "(as)", ["logo", "brand"])
    equal(found, [reference["media_item_id"]])
    equal(ask_search(bus, "GetSubsearchResultSet", "(asas)", found, ["logo", "nothing"]), ([],))
    meta, = ask_search(bus, "GetResultMetas", "(as)", [*found, "gone"])[0]
    equal((meta["id"], meta["name"], meta["clipboardText"]), (found[0], "big logo <b>&.png", f"mediary:{found[0]}"))
    holds("icon" in meta and meta["description"].endswith("Brand"), str(meta))


def test_a_chosen_result_and_a_search_go_to_the_window(bus):
    asked = []

    def on_call(connection, sender, path, interface, method, parameters, invocation):
        asked.append((path, method, parameters.unpack()))
        invocation.return_value(None)

    window = bus.connect()
    node = Gio.DBusNodeInfo.new_for_xml('<node><interface name="org.freedesktop.Application"><method name="Open">'
                                        '<arg type="as"/><arg type="a{sv}"/></method><method name="ActivateAction">'
                                        '<arg type="s"/><arg type="av"/><arg type="a{sv}"/></method></interface></node>')
    window.register_object("/org/mediary/Mediary", node.interfaces[0], on_call, None, None)
    window.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                     GLib.Variant("(su)", ("org.mediary.Mediary", 0)), None, Gio.DBusCallFlags.NONE, -1, None)
    ask_search(bus, "ActivateResult", "(sasu)", "some-id", ["logo"], 0)
    ask_search(bus, "LaunchSearch", "(asu)", ["big", "logo"], 0)
    wait_until(lambda: len(asked) == 2)
    equal(asked, [("/org/mediary/Mediary", "Open", (["mediary:some-id"], {})),
                  ("/org/mediary/Mediary", "ActivateAction", ("search", ["big logo"], {}))])
    window.close_sync(None)


sys.exit(main(globals()))
