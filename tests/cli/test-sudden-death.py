# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at any moment: what was said to be checked in is there, whole, and nothing is there half."""
import json
import os
import random
import time

from harness import DONE, PROGRAM, equal, holds, main

ROUNDS, FILES = 500 if "MEDIARY_TEST_ALL" in os.environ else 60, 60


def acknowledged(output):
    """The whole lines: what the program had time to say. The last may be cut short."""
    return [json.loads(line) for line in output.split(b"\n")[:-1] if line]


def check_whole(library, promised):
    equal(library.query("PRAGMA integrity_check"), [("ok",)])
    equal(library.query("PRAGMA foreign_key_check"), [])
    stored = {row[0]: row[1:] for row in library.query(
        "SELECT r.id, r.media_item_id, i.path, r.artifact_name FROM media_references r"
        " JOIN media_items i ON i.id = r.media_item_id")}
    for line, artifact in promised:
        reference = line["reference"]
        equal(stored.get(reference["id"]), (reference["media_item_id"], line["path"], artifact))
    for path, metadata in library.query("SELECT path, metadata FROM media_items"):
        fields = json.loads(metadata)
        equal((fields["width"], fields["height"], fields["size"] > 0), (3, 2, True), path)
    equal(library.query("SELECT count(*) FROM media_items WHERE id NOT IN (SELECT media_item_id FROM media_references)"),
          [(0,)])


def test_every_acknowledged_check_in_outlives_the_kills(library):
    for number in range(ROUNDS + 1):
        for file in range(FILES):
            library.write_picture(f"{number}/{file}.png", seed=number * FILES + file)
    started = time.monotonic()
    equal(library.check_in("0", artifact="0")[0], DONE)
    whole = time.monotonic() - started

    chance, promised, cut_short = random.Random(4711), [], 0
    for number in range(1, ROUNDS + 1):
        # Old files and new ones: a round adds items and uses of known ones.
        writer = library.start("check-in", "--json", str(number), str(number - 1), "-m", "m", "-a", str(number))
        time.sleep(chance.uniform(0, whole * 1.2))
        writer.kill()
        output, errors = writer.communicate(timeout=60)
        lines = acknowledged(output)
        equal(errors, b"")
        cut_short += writer.returncode != DONE
        promised += [(line, str(number)) for line in lines]
        check_whole(library, promised)

    # The test bites only if some were killed at work and some had said something.
    holds(cut_short > 0 and promised, f"{cut_short} of {ROUNDS} cut short, {len(promised)} promised")
    print(f"# {cut_short} of {ROUNDS} cut short, {len(promised)} check-ins acknowledged, all there")
    equal(library.check_in(".", artifact="end")[0], DONE)
    equal(library.counts()[0], (ROUNDS + 1) * FILES)


def test_what_is_acknowledged_outlives_a_lack_of_memory(library):
    """GLib ends a program that gets no memory: that may happen anywhere, and is a sudden death like any other."""
    if b"libasan" in PROGRAM.read_bytes():
        print("# not in a build that looks for mistakes: its shadow memory alone is terabytes")
        return
    promised, ended = [], 0
    program = library.program
    for number, megabytes in enumerate((8, 16, 32, 48, 52, 56, 60, 64, 80, 96, 128, 192, 384)):
        for file in range(FILES):
            library.write_picture(f"{number}/{file}.png", seed=number * FILES + file)
        library.program = ["prlimit", f"--data={megabytes << 20}", "--core=0", *program]
        result = library.run("check-in", "--json", str(number), "-m", "m", "-a", str(number), G_DEBUG="")
        library.program = program
        ended += result.code != DONE
        promised += [(line, str(number)) for line in acknowledged(result.output) if "reference" in line]
        if library.database.exists() and library.database.stat().st_size > 0:
            check_whole(library, promised)
    holds(ended > 0 and promised, f"{ended} ended, {len(promised)} promised")
    print(f"# {ended} of 13 had too little memory, {len(promised)} check-ins acknowledged, all there")
    equal(library.check_in(".", artifact="end")[0], DONE)


main(dict(globals()))
