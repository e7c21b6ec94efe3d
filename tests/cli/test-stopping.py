# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+C and its kin stop a check-in cleanly; what is in stays in."""
import os
import signal
import time

from harness import INTERRUPTED, PATIENCE, equal, holds, lines_of, main


def stalling_extractor(library):
    """An extractor that never answers, and leaves a mark when it is started."""
    script = library.folder / "stalling-extractor"
    script.write_text(f"#!/bin/sh\ntouch '{library.folder}/started'\nexec sleep 600\n")
    script.chmod(0o755)
    return str(script)


def wait_until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        holds(time.monotonic() < end, "it never came")
        time.sleep(0.01)


def stop_by(library, number):
    library.write_picture("known.png", seed=1)
    library.check_in("known.png")
    library.write_picture("stalls.png", seed=2)
    writer = library.start("check-in", "--json", "known.png", "stalls.png", "-m", "m", "-a", "b",
                           MEDIARY_EXTRACTOR=stalling_extractor(library))
    wait_until(lambda: (library.folder / "started").exists() and library.counts()[1] == 2)
    writer.send_signal(number)
    output, errors = writer.communicate(timeout=PATIENCE)
    equal((writer.returncode, errors.decode()),
          (INTERRUPTED, "mediary: Stopped. What was checked in until then is kept.\n"))
    equal([os.path.basename(line["path"]) for line in lines_of(output) if line["outcome"] == "new-use"], ["known.png"])
    equal(library.counts(), (1, 2))
    equal(library.query("PRAGMA integrity_check"), [("ok",)])


def test_interrupting_keeps_what_is_in(library):
    stop_by(library, signal.SIGINT)


def test_ending_keeps_what_is_in(library):
    stop_by(library, signal.SIGTERM)


def test_hanging_up_keeps_what_is_in(library):
    stop_by(library, signal.SIGHUP)


def test_nobody_reading_stops_the_check_in(library):
    for number in range(3000):
        library.write_picture(f"{number}.png", seed=number)
    writer = library.start("check-in", "--json", ".", "-m", "m", "-a", "a")
    writer.stdout.readline()
    writer.stdout.close()
    equal(writer.stderr.read(), b"")
    holds(writer.wait(timeout=PATIENCE) != 0)
    equal(library.query("PRAGMA integrity_check"), [("ok",)])


main(dict(globals()))
