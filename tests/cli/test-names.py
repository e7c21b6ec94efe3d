# SPDX-License-Identifier: GPL-3.0-or-later
"""File names are bytes: whatever they are, they come out as they went in, and never move a terminal's cursor."""
import base64
import os
import subprocess

from harness import DONE, EXTRACTOR, equal, holds, lines_of, main, on_terminal

NAMES = [
    b"two words.png", b"new\nline.png", b"new\n\nlines\n.png", b"per%cent.png", b"per%20cent.png", b"num#ber.png",
    b"ques?tion.png", b"semi;colon&and.png", b"quo'te\".png", b"back\\slash.png", b"<b>bold&.png", b"-dash.png",
    b"--json.png", b" leading.png", b"trailing .png", b"tab\t.png", b"escape\x1b[31m.png", b"bell\x07.png",
    b"bad\xff\xfe.png", b"latin-\xe9.png", b"cut-\xe2\x82.png", "grüße-日本.png".encode(), "gru\u0308ße.png".encode(),
    "right-\u202eto-left.png".encode(), "line\u2028separator.png".encode(), "c1-\u009b31m.png".encode(),
    b"x" * 251 + b".png", b"file:colon.png", b"mediary:colon.png", b"123e4567-e89b-12d3-a456-426614174000",
    b"[brackets]*.png", b"~tilde.png", b"$dollar`x`.png", b".hidden.png",
]


def fill(library):
    for number, name in enumerate(NAMES):
        library.write_picture(name, seed=number)


def test_every_name_survives_check_in_and_list(library):
    fill(library)
    result = library.run("check-in", "-m", "m", "-a", "a", "-0", "-T", "-", input=b"\0".join(NAMES) + b"\0")
    equal((result.code, result.errors), (DONE, ""))
    equal(library.counts(), (len(NAMES), len(NAMES)))
    listed = library.run("list", "--print0").output.split(b"\0")[:-1]
    equal(sorted(os.path.basename(path) for path in listed), sorted(NAMES))


def test_what_list_prints_goes_back_in_by_null(library):
    fill(library)
    library.run("check-in", "-m", "m", "-a", "a", "-0", "-T", "-", input=b"\0".join(NAMES))
    listed = library.run("uses", "m", "--print0").output
    result = library.run("check-in", "--json", "-m", "m", "-a", "a", "--null", "--files-from", "-", input=listed)
    lines = lines_of(result.output)
    equal((result.code, len(lines), {line["outcome"] for line in lines}), (DONE, len(NAMES), {"known"}))


def test_the_path_column_holds_the_bytes(library):
    library.write_picture(b"bad\xff\n%41.png")
    library.check_in(b"bad\xff\n%41.png")
    [(path,)] = library.query("SELECT CAST(path AS BLOB) FROM media_items")
    equal(path, os.fsencode(library.media) + b"/bad\xff\n%41.png")


def test_json_gives_the_bytes_of_a_name_that_is_no_text(library):
    path = library.write_picture(b"bad\xff.png", seed=1)
    library.write_picture("good.png", seed=2)
    _, lines = library.check_in(b"bad\xff.png", "good.png")
    listed = library.json("list")
    for bad, good in (sorted(lines, key=lambda line: line["path"]), listed):
        equal((os.path.basename(bad["path"]), base64.b64decode(bad["path_bytes"])), ("bad\ufffd.png", path))
        holds("path_bytes" not in good)


def test_every_name_is_found_on_the_command_line(library):
    fill(library)
    library.run("check-in", "-m", "m", "-a", "a", "-0", "-T", "-", input=b"\0".join(NAMES))
    for name in NAMES:
        result = library.run("show", "--print0", b"./" + name)
        equal((result.code, os.path.basename(result.output)), (DONE, name + b"\0"))


def test_a_leading_dash_goes_behind_two_dashes(library):
    library.write_picture("-dash.png")
    result = library.run("check-in", "-m", "m", "-a", "a", "--", "-dash.png")
    equal((result.code, library.counts()), (DONE, (1, 1)), result.errors)


def test_two_dots_after_a_link_are_the_systems(library):
    library.write_picture("real/below/a.png", seed=1)
    library.write_picture("real/b.png", seed=2)
    os.symlink("real/below", library.media / "link")
    code, [line] = library.check_in("link/../b.png")
    equal((code, line["outcome"]), (DONE, "added"))
    equal(library.query("SELECT path FROM media_items"), [(str(library.media / "real/b.png"),)])


def test_module_and_artifact_are_kept_exactly(library):
    library.write_picture("a.png")
    for module, artifact in ((" m ", "a\nb"), ("M", "file:///x%20y"), ("m", "\u202ex"), ("gru\u0308n", "日本")):
        code, [line] = library.check_in("a.png", module=module, artifact=artifact)
        equal((line["reference"]["module_name"], line["reference"]["artifact_name"]), (module, artifact))
        equal([use["item"]["path"] for use in library.json("uses", module, artifact)], [str(library.media / "a.png")])
    equal(library.counts(), (1, 4))


def test_a_terminal_gets_no_control_characters(library):
    fill(library)
    library.run("check-in", "-m", "m\x1b[2J", "-a", "a\x07", "-0", "-T", "-", input=b"\0".join(NAMES))
    for command in (["list"], ["list", "--json"], ["show", "./new\nline.png"], ["uses", "m\x1b[2J"],
                    ["where-used", "./bell\x07.png"], ["show", "nowhere\x1b[2J\u202e.png"]):
        _, shown = on_terminal(library, *command)
        text = shown.replace(b"\r\n", b"\n").decode("utf-8")
        unsafe = [character for character in text if character != "\n" and
                  (ord(character) < 32 or 127 <= ord(character) < 160 or character in "\u202e\u2028")]
        equal(unsafe, [], command)
    _, shown = on_terminal(library, "list")
    holds(b"escape\\x1b[31m.png" in shown and b"bad\\xff\\xfe.png" in shown and b"new\\nline.png" in shown, shown)


def test_progress_is_for_terminals_only(library):
    library.write_picture("a.png")
    slow = library.folder / "slow-extractor"
    slow.write_text(f"#!/bin/sh\nsleep 1\nexec {EXTRACTOR} \"$@\"\n")
    slow.chmod(0o755)
    arguments = ["check-in", "a.png", "-m", "m", "-a"]
    code, shown = on_terminal(library, *arguments, "a", MEDIARY_EXTRACTOR=str(slow))
    equal(code, DONE)
    holds(b"\rChecking in" in shown.replace(b"\x1b[K", b""), shown)
    holds(shown.replace(b"\x1b[K", b"").rstrip(b"\r\n").endswith(b"\r1 file was added."), shown)
    library.write_picture("a.png", seed=9)
    equal(library.run(*arguments, "b", MEDIARY_EXTRACTOR=str(slow)).errors, "")
    library.write_picture("a.png", seed=10)
    _, shown = on_terminal(library, *arguments, "c", "--quiet", MEDIARY_EXTRACTOR=str(slow))
    equal(shown, b"")


main(dict(globals()))
