# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that cannot be checked in: the reason in words and as a code, nothing stored, and the others go on."""
import os
import socket

from harness import DONE, NOT_FOUND, REFUSED, equal, holds, lines_of, main, picture


def refused(library, name, code, word):
    """The file is refused with this code, the good one beside it is taken, and the sentence has this word."""
    library.write_picture("good.png", seed=7)
    result = library.run("check-in", "--json", "-m", "m", "-a", "a", name, "good.png")
    lines = {os.path.basename(line["path"]): line for line in lines_of(result.output)}
    bad = lines.pop(os.path.basename(os.fsdecode(name)))
    equal(result.code, REFUSED, result.errors)
    equal((bad["outcome"], bad["error"]["code"]), ("refused", code))
    holds("reference" not in bad)
    equal([line["outcome"] for line in lines.values()], ["added"])
    equal(library.counts(), (1, 1))
    equal(library.query("SELECT path FROM media_items")[0][0], str(library.media / "good.png"))
    [sentence] = result.errors.splitlines()
    holds(sentence.startswith("mediary: ") and sentence.endswith("."), sentence)
    holds(os.path.basename(os.fsdecode(name)) in sentence and word in sentence.lower(), sentence)
    for leak in ("errno", "sqlite", "%20", "g_file", "gio", "enoent"):
        holds(leak not in sentence.lower(), sentence)


def test_a_missing_file_is_not_found(library):
    refused(library, "nowhere.png", "file-not-found", "no")


def test_a_broken_link_is_not_found(library):
    os.symlink("nowhere", library.media / "link.png")
    refused(library, "link.png", "file-not-found", "no")


def test_a_link_to_itself_is_refused(library):
    os.symlink("link.png", library.media / "link.png")
    code, [line] = library.check_in("link.png")
    equal((code, line["outcome"]), (REFUSED, "refused"))
    equal(library.counts(), (0, 0))


def test_an_unreadable_file_is_permission_denied(library):
    library.become_nobody()
    os.chmod(library.write_picture("secret.png", seed=8), 0o000)
    refused(library, "secret.png", "permission-denied", "read")


def test_a_file_in_a_closed_folder_is_permission_denied(library):
    library.become_nobody()
    library.write_picture("closed/a.png", seed=8)
    (library.media / "closed").chmod(0o000)
    refused(library, "closed/a.png", "permission-denied", "read")


def test_an_empty_file_is_unsupported(library):
    library.write("empty.png", b"")
    refused(library, "empty.png", "unsupported-media-type", "the file is empty")


def test_programs_can_tell_an_empty_file_from_another_type(library):
    library.write("empty.png", b"")
    library.write("text.png", b"This is a text, whatever its name says.\n" * 40)
    lines = lines_of(library.run("check-in", "--json", "-m", "m", "-a", "a", "empty.png", "text.png").output)
    equal([(line["error"]["code"], line["error"].get("cause")) for line in lines],
          [("unsupported-media-type", "empty-file"), ("unsupported-media-type", None)])


def test_text_named_png_is_unsupported(library):
    library.write("text.png", b"This is a text, whatever its name says.\n" * 40)
    refused(library, "text.png", "unsupported-media-type", "text.png")


def test_an_unknown_type_is_unsupported(library):
    library.write("data.bin", bytes(range(256)) * 16)
    refused(library, "data.bin", "unsupported-media-type", "data.bin")


def test_a_document_is_unsupported(library):
    library.write("letter.txt", b"Dear Anna,\n")
    refused(library, "letter.txt", "unsupported-media-type", "letter.txt")


def test_a_fifo_is_unsupported_and_never_waited_for(library):
    os.mkfifo(library.media / "fifo.png")
    refused(library, "fifo.png", "unsupported-media-type", "fifo.png")


def test_a_socket_is_unsupported(library):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(library.media / "socket.png"))
        refused(library, "socket.png", "unsupported-media-type", "socket.png")


def test_a_device_is_unsupported(library):
    code, [line] = library.check_in("/dev/zero")
    equal((code, line["error"]["code"], library.counts()), (REFUSED, "unsupported-media-type", (0, 0)))


def test_a_fifo_in_a_folder_does_not_stop_the_walk(library):
    library.write_picture("folder/a.png", seed=1)
    os.mkfifo(library.media / "folder/fifo.png")
    library.write_picture("folder/z.png", seed=2)
    library.check_in("folder")
    equal(library.counts(), (2, 2))


def test_a_closed_folder_is_named_and_the_others_are_walked(library):
    library.become_nobody()
    library.write_picture("open/a.png", seed=1)
    library.write_picture("closed/b.png", seed=2)
    (library.media / "closed").chmod(0o000)
    result = library.run("check-in", "closed", "open", "-m", "m", "-a", "a")
    equal((result.code, library.counts()), (REFUSED, (1, 1)))
    holds("closed" in result.errors, result.errors)


def test_a_recognised_type_with_broken_data_is_taken_with_a_note(library):
    library.write("broken.png", picture(30, 20)[:20])
    code, [line] = library.check_in("broken.png")
    equal((code, line["outcome"]), (DONE, "added"))
    [item] = library.json("list")
    equal((item["type"], item["metadata"]["size"], "note" in item["metadata"]), ("IMAGE", 20, True))


def test_a_name_longer_than_the_system_allows_is_refused(library):
    code, [line] = library.check_in("x" * 300 + ".png")
    equal((code, line["outcome"], library.counts()), (REFUSED, "refused", (0, 0)))


def test_looking_up_a_file_that_is_not_known_is_not_found(library):
    library.write_picture("a.png")
    for command in (["show", "a.png"], ["where-used", "a.png"], ["remove", "-f", "a.png", "-m", "m", "-a", "a"]):
        result = library.run(*command)
        equal((result.code, result.output), (NOT_FOUND, b""))
        holds("a.png" in result.errors, result.errors)


main(dict(globals()))
