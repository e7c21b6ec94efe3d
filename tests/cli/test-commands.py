# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command and every option, and how each says that it went well or not."""
import os
import re
import subprocess
import uuid
from pathlib import Path

from harness import (DATABASE, DONE, FAILED, NOT_FOUND, REFUSED, USAGE, equal, holds, lines_of, main, sound)

COMMANDS = ("check-in", "list", "show", "where-used", "uses", "remove")


def filled(library):
    """Three files: a picture with three uses, a sound with one, a picture with none left."""
    library.write_picture("logo.png", 40, 30, seed=1)
    library.write("rain.wav", sound(2))
    library.write_picture("old.png", 5, 5, seed=2)
    library.check_in("logo.png", "rain.wav", module="video", artifact="trailer")
    library.check_in("logo.png", module="calc", artifact="prices")
    library.check_in("logo.png", module="calc", artifact="costs")
    _, [old] = library.check_in("old.png", module="calc", artifact="costs")
    equal(library.run("remove", old["reference"]["id"]).code, DONE)


def names(lines):
    return [os.path.basename(line["path"]) for line in lines]


def test_a_new_file_is_added_and_its_reference_returned(library):
    path = library.write_picture("a.png", 7, 5)
    code, [line] = library.check_in("a.png", module="m", artifact="a")
    equal(code, DONE)
    equal(line["path"], path.decode())
    equal(line["outcome"], "added")
    reference = line["reference"]
    equal(set(reference), {"id", "media_item_id", "module_name", "artifact_name", "origin", "created_at", "text"})
    uuid.UUID(reference["id"])
    uuid.UUID(reference["media_item_id"])
    equal((reference["module_name"], reference["artifact_name"], reference["origin"]), ("m", "a", "added"))
    equal(reference["text"], f"mediary:{reference['media_item_id']}?ref={reference['id']}")
    equal(library.query("SELECT id, media_item_id, module_name, artifact_name FROM media_references"),
          [(reference["id"], reference["media_item_id"], "m", "a")])


def test_a_check_in_tells_people_what_became_of_their_files(library):
    library.write_picture("a.png")
    first = library.run("check-in", "a.png", "-m", "m", "-a", "a")
    again = library.run("check-in", "a.png", "-m", "m", "-a", "a")
    other = library.run("check-in", "a.png", "-m", "m", "-a", "b")
    equal(first, (DONE, b"1 file was added.\n", ""))
    equal(again, (DONE, b"1 file was checked in already.\n", ""))
    equal(other, (DONE, b"1 known file has a new use.\n", ""))
    equal(library.run("check-in", "a.png", "-m", "m", "-a", "c", "--quiet"), (DONE, b"", ""))


def test_a_check_in_prints_references_as_text(library):
    library.write_picture("a.png")
    result = library.run("check-in", "a.png", "-m", "m", "-a", "a", "--references")
    [(item, reference)] = library.query("SELECT media_item_id, id FROM media_references")
    equal(result, (DONE, f"mediary:{item}?ref={reference}\n".encode(), ""))


def test_a_folder_means_the_files_in_it(library):
    library.write_picture("folder/a.png", seed=1)
    library.write_picture("folder/below/b.png", seed=2)
    code, lines = library.check_in("folder", "--no-recurse")
    equal((code, names(lines)), (DONE, ["a.png"]))
    code, lines = library.check_in("folder")
    equal((code, sorted(names(lines))), (DONE, ["a.png", "b.png"]))


def test_an_empty_folder_is_nothing_to_check_in(library):
    (library.media / "folder").mkdir()
    result = library.run("check-in", "folder", "-m", "m", "-a", "a")
    equal(result, (NOT_FOUND, b"", "mediary: There was nothing to check in.\n"))


def test_a_location_is_kept_with_the_use(library):
    library.write_picture("a.png")
    _, [line] = library.check_in("a.png", "--location", "Sheet 1, B4")
    equal(line["reference"]["location"], "Sheet 1, B4")
    equal(library.json("where-used", "a.png")[0]["location"], "Sheet 1, B4")


def test_names_are_read_from_a_list(library):
    for name in ("a.png", "b.png", "c.png"):
        library.write_picture(name, seed=ord(name[0]))
    (library.media / "list").write_text("a.png\nb.png\n")
    code, lines = library.check_in("--files-from", "list", "c.png")
    equal((code, sorted(names(lines))), (DONE, ["a.png", "b.png", "c.png"]))
    result = library.run("check-in", "-m", "m", "-a", "b", "-T", "-", input=b"a.png\n\nc.png")
    equal(result, (DONE, b"2 known files have a new use.\n", ""))


def test_a_list_that_cannot_be_read_is_said(library):
    result = library.run("check-in", "-m", "m", "-a", "a", "-T", "nowhere")
    equal(result.code, USAGE)
    holds("“nowhere”" in result.errors, result.errors)
    result = library.run("check-in", "-m", "m", "-a", "a", "-T", "-", input=b"a.png\0b.png\0")
    equal(result.code, USAGE)
    holds("--null" in result.errors, result.errors)


def test_list_shows_every_item_with_its_metadata(library):
    filled(library)
    lines = library.json("list")
    equal(names(lines), ["logo.png", "old.png", "rain.wav"])
    logo, old, rain = lines
    equal(set(logo), {"id", "type", "path", "state", "uses", "metadata", "created_at", "updated_at"})
    equal((logo["type"], logo["state"], logo["uses"], old["uses"], rain["type"]), ("IMAGE", "present", 3, 0, "AUDIO"))
    equal((logo["metadata"]["width"], logo["metadata"]["height"]), (40, 30))
    equal(logo["metadata"]["size"], os.path.getsize(library.media / "logo.png"))
    equal(round(rain["metadata"]["duration"], 1), 2.0)


def test_list_is_narrowed_and_ordered(library):
    filled(library)
    for arguments, expected in {
        ("--type", "image"): ["logo.png", "old.png"],
        ("-t", "AUDIO"): ["rain.wav"],
        ("--module", "video"): ["logo.png", "rain.wav"],
        ("-m", "calc", "-a", "costs"): ["logo.png"],
        ("--search", "rain"): ["rain.wav"],
        ("--search", "TRAILER"): ["logo.png", "rain.wav"],
        ("--no-known-use",): ["old.png"],
        ("--order", "uses"): ["logo.png", "rain.wav", "old.png"],
        ("--order", "size", "--limit", "1"): ["rain.wav"],
        ("--reverse",): ["rain.wav", "old.png", "logo.png"],
        ("--order", "type", "--reverse", "-n", "1"): None,
        ("--order", "checked-in", "-n", "1"): None,
    }.items():
        found = names(library.json("list", *arguments))
        holds(found == expected or (expected is None and len(found) == 1), f"{arguments}: {found}")
    os.remove(library.media / "rain.wav")
    library.check_in("rain.wav", module="video", artifact="another")
    [missing] = library.json("list", "--problems")
    equal((names([missing]), missing["state"]), (["rain.wav"], "missing"))


def test_a_long_list_arrives_whole_and_once(library):
    for number in range(2100):
        library.write_picture(f"{number:04}.png", seed=number)
    equal(library.check_in(".")[0], DONE)
    equal(names(library.json("list")), [f"{number:04}.png" for number in range(2100)])
    equal(names(library.json("list", "-n", "1500")), [f"{number:04}.png" for number in range(1500)])


def test_a_list_of_nothing_is_not_found(library):
    for arguments in (["list"], ["list", "--type", "video"], ["uses", "nobody"], ["uses", "nobody", "nothing"]):
        result = library.run(*arguments)
        equal((result.code, result.output), (NOT_FOUND, b""), arguments)


def test_show_takes_an_id_a_reference_its_text_or_a_file(library):
    filled(library)
    logo = library.json("show", "logo.png")[0]
    equal(sorted(use["artifact_name"] for use in logo["references"]), ["costs", "prices", "trailer"])
    use = logo["references"][0]
    for argument in (logo["id"], use["id"], use["text"], str(library.media / "logo.png"),
                     (library.media / "logo.png").as_uri()):
        equal(library.json("show", argument), [logo], argument)
    equal(library.run("show", "logo.png", "--print0").output, os.fsencode(library.media / "logo.png") + b"\0")
    plain = library.run("show", "logo.png").output.decode()
    holds(logo["id"] in plain and "trailer" in plain and "40" in plain, plain)


def test_show_goes_on_after_what_is_not_there(library):
    filled(library)
    result = library.run("show", "nowhere.png", "rain.wav", "--json")
    equal((result.code, names(lines_of(result.output))), (NOT_FOUND, ["rain.wav"]))
    holds("nowhere.png" in result.errors, result.errors)
    equal(library.run("show", str(uuid.uuid4())).code, NOT_FOUND)


def test_where_used_lists_each_use(library):
    filled(library)
    uses = library.json("where-used", "logo.png")
    equal(sorted((use["module_name"], use["artifact_name"]) for use in uses),
          [("calc", "costs"), ("calc", "prices"), ("video", "trailer")])
    equal(library.json("where-used", uses[0]["media_item_id"]), uses)
    plain = library.run("where-used", "rain.wav")
    equal((plain.code, plain.output.rstrip(b"\n").split(b"\t")[2:]), (DONE, [b"video", b"trailer"]))
    equal(library.run("where-used", "rain.wav", "--print0").output, b"trailer\0")


def test_a_file_without_a_use_has_no_known_use(library):
    filled(library)
    equal(library.run("where-used", "old.png"), (NOT_FOUND, b"", "mediary: The file has no known use.\n"))


def test_uses_lists_what_a_module_or_an_artifact_uses(library):
    filled(library)
    trailer = library.json("uses", "video", "trailer")
    equal(names(line["item"] for line in trailer), ["logo.png", "rain.wav"])
    equal({(line["module_name"], line["artifact_name"]) for line in trailer}, {("video", "trailer")})
    calc = library.json("uses", "calc")
    equal(sorted((line["artifact_name"], *names([line["item"]])) for line in calc),
          [("costs", "logo.png"), ("prices", "logo.png")])
    equal(library.run("uses", "calc", "--print0").output, os.fsencode(library.media / "logo.png") + b"\0")
    equal(library.run("uses", "video").output.count(b"\n"), 2)


def test_removing_the_last_use_keeps_the_item(library):
    library.write_picture("a.png")
    _, [line] = library.check_in("a.png")
    equal(library.json("remove", line["reference"]["id"]), [line["reference"]])
    equal(library.counts(), (1, 0))
    equal(library.json("list")[0]["uses"], 0)
    equal(library.run("remove", line["reference"]["id"]).code, NOT_FOUND)


def test_a_use_is_removed_by_its_text_and_by_file_module_and_artifact(library):
    library.write_picture("a.png")
    _, [first] = library.check_in("a.png", artifact="first")
    library.check_in("a.png", artifact="second")
    library.check_in("a.png", artifact="third")
    equal(library.run("remove", first["reference"]["text"]), (DONE, b"", ""))
    equal(library.run("remove", "--file", "a.png", "--module", "m", "--artifact", "second"), (DONE, b"", ""))
    equal([use["artifact_name"] for use in library.json("where-used", "a.png")], ["third"])
    again = library.run("remove", "-f", "a.png", "-m", "m", "-a", "second")
    equal(again, (NOT_FOUND, b"", "mediary: This document does not use the file.\n"))


def test_several_uses_are_removed_and_what_is_not_there_is_named(library):
    library.write_picture("a.png")
    ids = [library.check_in("a.png", artifact=name)[1][0]["reference"]["id"] for name in "ab"]
    nowhere = str(uuid.uuid4())
    result = library.run("remove", ids[0], nowhere, ids[1])
    equal((result.code, library.counts()), (NOT_FOUND, (1, 0)))
    holds(nowhere in result.errors, result.errors)


def test_a_command_line_without_sense_does_nothing_and_says_so(library):
    library.write_picture("a.png")
    for arguments in (
        [], ["frobnicate"], ["--nonsense"], ["list", "--nonsense"], ["list", "surplus"],
        ["check-in"], ["check-in", "a.png"], ["check-in", "a.png", "-m", "m"], ["check-in", "a.png", "-a", "a"],
        ["check-in", "a.png", "-m", "", "-a", "a"], ["check-in", "a.png", "-m", "m", "-a", ""],
        ["check-in", "a.png", "-m", b"\xff", "-a", "a"], ["check-in", "a.png", "-m", "m", "-a", b"\xc3"],
        ["check-in", "-m", "m", "-a", "a"],
        ["list", "--type", "fish"], ["list", "--order", "colour"], ["list", "-a", "a"], ["list", "-n", "some"],
        ["show"], ["where-used"], ["where-used", "a", "b"], ["uses"], ["uses", "m", "a", "b"], ["uses", ""],
        ["remove"], ["remove", "-m", "m", "-a", "a"], ["remove", "-f", "a.png"],
        ["remove", "id", "-f", "a.png", "-m", "m", "-a", "a"],
    ):
        result = library.run(*arguments)
        equal((result.code, result.output), (USAGE, b""), arguments)
        holds(result.errors.strip(), f"{arguments}: silent")
        holds("GLib" not in result.errors and "sqlite" not in result.errors.lower(), result.errors)
    holds(not library.database.exists(), "a database was made")


def test_help_and_version_go_without_a_library(library):
    version = library.run("--version")
    equal((version.code, version.errors), (DONE, ""))
    holds(version.output.startswith(b"mediary 0.1"), version.output)
    verbose = library.run("--version", "--verbose")
    holds(verbose.output.startswith(version.output) and b"GLib 2." in verbose.output, verbose.output)
    holds(b"reads pictures yes, reads sounds yes" in verbose.output, verbose.output)
    overview = library.run("--help")
    equal(overview.code, DONE)
    for command in COMMANDS:
        holds(command.encode() in overview.output, overview.output)
        explained = library.run(command, "--help")
        equal(explained.code, DONE)
        holds(f"mediary {command}".encode() in explained.output and b"--json" in explained.output, explained.output)
    holds(not library.data.exists(), "a data folder was made")


def test_the_manual_names_every_option_and_exit_status(library):
    manual = (Path(os.environ["MEDIARY_SOURCE"]) / "docs/man/mediary.1").read_text().replace("Fl Fl ", "--")
    overview = library.run("--help").output.decode()
    for text in [overview, *(library.run(command, "--help").output.decode() for command in COMMANDS)]:
        for option in re.findall(r"^  (?:-\w, )?(--[\w-]+)", text, re.M):
            holds(option in manual or option in ("--help", "--version"), option)
    equal(re.findall(r"^  (\d)  ", overview, re.M), re.findall(r"^\.It (\d)$", manual, re.M))


def test_a_database_that_is_none_is_refused_and_untouched(library):
    library.data.mkdir()
    library.database.write_bytes(b"I am the notes of a person. " * 400)
    before = library.database.read_bytes()
    library.write_picture("a.png")
    for arguments in (["list"], ["check-in", "a.png", "-m", "m", "-a", "a"]):
        result = library.run(*arguments)
        equal((result.code, result.output), (DATABASE, b""), result.errors)
        holds(result.errors.startswith("mediary: ") and "sql" not in result.errors.lower(), result.errors)
    equal(library.database.read_bytes(), before)


def test_a_database_of_a_newer_version_is_refused_and_untouched(library):
    library.write_picture("a.png")
    library.check_in("a.png")
    subprocess.run(["sqlite3", library.database, "PRAGMA user_version = 999"], check=True)
    before = library.database.read_bytes()
    for arguments in (["list"], ["check-in", "a.png", "-m", "m", "-a", "b"], ["remove", str(uuid.uuid4())]):
        result = library.run(*arguments)
        equal((result.code, result.output), (DATABASE, b""), result.errors)
        holds("newer" in result.errors, result.errors)
    equal(library.database.read_bytes(), before)


def test_an_output_that_cannot_be_written_is_no_success(library):
    filled(library)
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*library.program, "list"], env=library.environment, stdout=full, stderr=subprocess.PIPE)
    equal((done.returncode, done.stderr), (FAILED, b"mediary: The output cannot be written.\n"))


def test_one_refused_file_does_not_keep_the_others_out(library):
    library.write_picture("a.png", seed=1)
    library.write_picture("c.png", seed=3)
    library.write("b.txt", b"a text\n")
    code, lines = library.check_in("a.png", "b.txt", "nowhere.png", "c.png")
    equal(code, REFUSED)
    equal(sorted((*names([line]), line["outcome"]) for line in lines),
          [("a.png", "added"), ("b.txt", "refused"), ("c.png", "added"), ("nowhere.png", "refused")])
    equal(library.counts(), (2, 2))


main(dict(globals()))
