#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window is closed while files are on their way into the library. They come there, however long it takes to read them."""
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import PATIENCE, Program, run_tests, wait_until, x  # noqa: E402
from harness import picture  # noqa: E402

N_FILES = 5
# For longer than a disk that does not answer is waited for.
READS_FOR = 4


def make_late_extractor(folder):
    """Reads files when it is told to."""
    go, late = folder / "go", folder / "late-extractor"
    late.write_text(f"#!/bin/sh\nwhile [ ! -e '{go}' ]; do sleep 0.1; done\nexec '{os.environ['MEDIARY_EXTRACTOR']}' \"$@\"\n")
    late.chmod(0o755)
    return late, go


def test_what_is_under_way_is_checked_in(folder):
    late, go = make_late_extractor(folder)
    environment = {"MEDIARY_DATA_DIR": str(folder / "data"), "MEDIARY_EXTRACTOR": str(late)}
    files = [folder / f"{number}.png" for number in range(N_FILES)]
    for number, file in enumerate(files):
        file.write_bytes(picture(64, 48, number))

    mediary = Program(os.environ["MEDIARY_WINDOW"], *files, environment=environment)
    mediary.answer_sheet()
    mediary.wait_for("label", matches=lambda text: text.startswith("Checking in"), what="the bar")
    x("key", "--clearmodifiers", "ctrl+w")
    wait_until("no window", lambda: mediary.find("frame", "Mediary") is None)
    time.sleep(READS_FOR)
    assert mediary.process.poll() is None, "it went, and the files with it"

    go.touch()
    assert mediary.process.wait(PATIENCE) == 0
    listed = subprocess.run([os.environ["MEDIARY_PROGRAM"], "list", "--print0"], env={**os.environ, **environment}, check=True,
                            capture_output=True).stdout
    assert listed.count(b"\0") == N_FILES, listed


if __name__ == "__main__":
    sys.exit(run_tests([test_what_is_under_way_is_checked_in]))
