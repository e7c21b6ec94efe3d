# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of whole documents, of references, and of the library as a whole."""
import json
import os
import signal
import subprocess
import time
from pathlib import Path

from harness import DONE, NOT_FOUND, REFUSED, USAGE, equal, holds, lines_of, main


def reference_to(library, name="a.png", artifact="a", seed=0):
    library.write_picture(name, seed=seed)
    _, (line,) = library.check_in(name, artifact=artifact)
    return line["reference"]


def test_a_document_is_synced_to_exactly_what_it_names(library):
    for number in range(5):
        library.write_picture(f"{number}.png", seed=number)
    result = library.run("sync", "-m", "m", "-a", "a", "0.png", "1.png", "2.png")
    equal((result.code, result.output), (DONE, b"3 added, 0 kept, 0 removed\n"), result.errors)
    text = library.query("SELECT media_item_id, id FROM media_references ORDER BY id")[0]
    result = library.run("sync", "-m", "m", "-a", "a", "--json", f"mediary:{text[0]}?ref={text[1]}", "4.png", "gone.png")
    equal(result.code, REFUSED)
    lines = lines_of(result.output)
    equal([sorted(line) for line in lines], [["name", "reference"], ["name", "reference"], ["error", "name"], ["removed"], ["removed"]])
    equal((lines[0]["reference"]["id"], lines[2]["error"]["code"]), (text[1], "file-not-found"))
    equal(library.counts(), (4, 2))


def test_a_document_without_uses_needs_no_names(library):
    reference_to(library)
    equal(library.run("sync", "-m", "m", "-a", "a").output, b"0 added, 0 kept, 1 removed\n")
    equal(library.counts(), (1, 0))


def test_a_document_is_renamed_and_removed(library):
    reference = reference_to(library)
    equal(library.run("rename-document", "-m", "m", "-a", "a", "b").code, DONE)
    equal(library.query("SELECT id, artifact_name FROM media_references"), [(reference["id"], "b")])
    removed, = library.json("remove-document", "-m", "m", "-a", "b")
    equal(removed["id"], reference["id"])
    equal(library.run("remove-document", "-m", "m", "-a", "b").code, NOT_FOUND)
    equal(library.run("rename-document", "-m", "m", "-a", "b").code, USAGE)


def test_a_reference_is_resolved_wherever_the_file_is(library):
    reference = reference_to(library)
    path = library.media / "a.png"
    for name in (reference["text"], reference["id"], reference["media_item_id"]):
        equal(library.run("resolve", name).output, os.fsencode(path) + b"\n")
    line, = library.json("resolve", reference["text"])
    equal((line["path"], line["state"], line["reference"]["id"], line["item"]["id"]),
          (str(path), "present", reference["id"], reference["media_item_id"]))
    path.rename(library.media / "moved.png")
    result = library.run("resolve", reference["text"])
    equal((result.code, result.output), (NOT_FOUND, os.fsencode(path) + b"\n"))
    holds(result.errors, "it says that the file is not there")
    library.run("relink", reference["id"], "moved.png")
    equal(library.run("resolve", "--print0", reference["text"]).output, os.fsencode(library.media / "moved.png") + b"\0")
    equal(library.run("resolve", "mediary:nonsense").code, NOT_FOUND)


def test_an_opened_reference_opens_the_file_in_its_own_program(library):
    reference = reference_to(library)
    applications = library.folder / "share" / "applications"
    applications.mkdir(parents=True)
    opener, told = library.folder / "opener", library.folder / "told"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" >"{told}.part" && mv "{told}.part" "{told}"\n')
    opener.chmod(0o755)
    (applications / "viewer.desktop").write_text(f"[Desktop Entry]\nType=Application\nName=Viewer\nExec={opener} %f\nMimeType=image/png;\n")
    (applications / "mimeinfo.cache").write_text("[MIME Cache]\nimage/png=viewer.desktop;\n")
    environment = {"XDG_DATA_HOME": str(library.folder / "share"), "XDG_CONFIG_HOME": str(library.folder)}
    (library.media / "a.png").rename(library.media / "moved.png")
    library.run("relink", reference["id"], "moved.png")
    result = library.run("open", reference["text"], **environment)
    equal(result.code, DONE, result.errors)
    deadline = time.monotonic() + 60
    while not told.exists():
        holds(time.monotonic() < deadline, "nothing was opened")
        time.sleep(0.02)
    equal(told.read_text(), str(library.media / "moved.png"))
    (library.media / "moved.png").unlink()
    equal(library.run("open", reference["text"], **environment).code, NOT_FOUND)


def test_a_refresh_tells_what_the_file_is_now(library):
    reference = reference_to(library)
    library.write_picture("a.png", width=30, height=20)
    item, = library.json("refresh", "a.png")
    equal((item["id"], item["metadata"]["width"]), (reference["media_item_id"], 30))
    (library.media / "a.png").unlink()
    equal(library.json("refresh", reference["id"])[0]["state"], "missing")
    library.write("a.png", b"\x89PNG\r\n\x1a\n nothing more")
    equal(library.run("refresh", "a.png").code, REFUSED)


def test_only_unused_files_are_forgotten_unless_asked(library):
    reference = reference_to(library)
    result = library.run("forget", "a.png")
    equal(result.code, REFUSED, result.errors)
    holds(b"a" in result.output, "the uses are named")
    equal(library.counts(), (1, 1))
    item, = library.json("forget", "--with-uses", "a.png")
    equal(item["id"], reference["media_item_id"])
    equal(library.counts(), (0, 0))
    holds((library.media / "a.png").exists())
    equal(library.run("forget", "a.png").code, NOT_FOUND)


def test_programs_and_their_documents_are_listed(library):
    reference_to(library, artifact="a")
    reference_to(library, artifact="b")
    module, = library.json("modules")
    equal((module["name"], module["items"], module["artifacts"]), ("m", 1, 2))
    equal(sorted(artifact["name"] for artifact in library.json("modules", "m")), ["a", "b"])
    equal(library.run("modules").output, b"1\tm\n")


def test_an_export_is_read_in_elsewhere(library):
    reference = reference_to(library, "odd \udcff\n name.png")
    equal(library.run("export", "all.jsonl").code, DONE)
    equal((library.media / "all.jsonl").stat().st_mode & 0o777, 0o600)
    piped = library.run("export", "-")
    equal(piped.output, (library.media / "all.jsonl").read_bytes())
    elsewhere = {"MEDIARY_DATA_DIR": str(library.folder / "elsewhere")}
    told = lines_of(library.run("import", "--json", "-", input=piped.output, **elsewhere).output)
    equal((told[0]["items_added"], told[0]["references_added"], told[0]["complete"]), (1, 1, True))
    equal(library.run("resolve", "--print0", reference["text"], **elsewhere).output,
          os.fsencode(library.media) + b"/odd \xff\n name.png\0")
    cut = library.run("import", "-", input=piped.output[:-20], **elsewhere)
    equal(cut.code, REFUSED)
    holds(cut.errors, "it says that the end is missing")
    equal(library.run("import", "-", input=b"nonsense", **elsewhere).code, USAGE)


def test_an_export_that_fails_leaves_the_old_one(library):
    reference_to(library)
    (library.media / "all.jsonl").write_bytes(b"old")
    result = library.run("export", "no-such-folder/all.jsonl")
    holds(result.code != DONE)
    equal((library.media / "all.jsonl").read_bytes(), b"old")


def test_who_watches_sees_what_others_do(library):
    reference_to(library, "a.png")
    watcher = library.start("watch", "--json", "--since", "0")
    first = [json.loads(watcher.stdout.readline()) for _ in range(2)]
    equal([line["change"] for line in first], ["changed", "reached"])
    library.write_picture("b.png", seed=1)
    library.check_in("b.png")
    line = json.loads(watcher.stdout.readline())
    equal((line["change"], line["item"]["path"]), ("changed", str(library.media / "b.png")))
    reached = json.loads(watcher.stdout.readline())
    library.run("forget", "--with-uses", "b.png")
    gone = json.loads(watcher.stdout.readline())
    equal((gone["change"], gone["id"]), ("removed", line["id"]))
    watcher.send_signal(signal.SIGINT)
    equal(watcher.wait(timeout=60), DONE)
    watcher.stdout.close()
    watcher.stderr.close()
    rest = lines_of(library.run("watch", "--once", "--json", "--since", str(reached["revision"])).output)
    equal([entry["change"] for entry in rest], ["removed", "reached"])


def completions(library, *words):
    """What bash offers behind these words."""
    script = ('. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; '
              '_mediary; printf "%s\\n" "${COMPREPLY[@]}"')
    source = Path(os.environ["MEDIARY_SOURCE"]) / "data" / "completions" / "mediary"
    done = subprocess.run(["bash", "--norc", "-c", script, "bash", str(source), *words], capture_output=True, text=True,
                          cwd=library.media, env=library.environment, timeout=60)
    equal(done.stderr, "")
    return done.stdout.split()


def test_bash_completes_every_command_and_its_options(library):
    help_text = library.run("--help").output.decode() + library.run("--help").errors
    commands = [line.split()[0] for line in help_text.split("Commands:")[1].split("\n\n")[0].splitlines() if line.strip()]
    equal(sorted(completions(library, "mediary", "")), sorted(commands))
    equal(completions(library, "mediary", "wa"), ["watch"])
    for command in commands:
        told = library.run(command, "--help").output.decode()
        options = {word.rstrip(",").split("=")[0] for word in told.split() if word.startswith("--")} - {"--help", "--"}
        equal(set(completions(library, "mediary", command, "--")) - {"--help"}, options, command)


def test_the_manual_page_has_every_command(library):
    page = (Path(os.environ["MEDIARY_SOURCE"]) / "docs" / "man" / "mediary.1").read_text()
    for command in completions(library, "mediary", ""):
        holds(f".Cm {command}\n" in page and f".Ss mediary {command}" in page, command)


main(globals())
