#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a corpus of hostile and ordinary files through check_in_media.

    test-corpus.py CORPUS-RUN CORPUS-INPROCESS

The short form makes 240 files. With MEDIARY_TEST_ALL it is all that can be made and the regression files of
source packages, and beside it the same libraries in-process. MEDIARY_TEST_CORPUS names a folder that holds a corpus
already, or is to keep the one made here.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

MAKE = pathlib.Path(__file__).resolve().parent / "make-corpus"
SHORT = ["--generated", "--mutants", "12", "--most", "240"]
LONG = ["--generated", "--packages"]


def comment(text):
    for line in text.splitlines():
        print("#", line.removeprefix("# "))


def make(folder, options):
    made = subprocess.run([sys.executable, MAKE, folder, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)
    comment(made.stdout)
    return made.returncode == 0


def like_a_user():
    """The environment without what makes a library die of its own warnings: what it does elsewhere is to be seen."""
    return {name: value for name, value in os.environ.items() if name not in ("G_DEBUG", "MALLOC_CHECK_")}


def run(folder, corpus_run, corpus_inprocess):
    whole = bool(os.environ.get("MEDIARY_TEST_ALL"))
    if not any(folder.glob("*/*")):
        if not make(folder, LONG if whole else SHORT) and not (whole and any(folder.glob("bombs/*"))):
            sys.exit("Bail out! there is no corpus")
    sys.stdout.flush()
    status = subprocess.run([corpus_run, folder, *(["1", "4"] if whole else ["4"])], env=like_a_user(), check=False).returncode
    if status < 0:
        print(f"Bail out! corpus-run was ended by signal {-status}")
    if whole:
        subprocess.run([corpus_inprocess, folder], env=like_a_user(), check=False)
    return 1 if status else 0


def main():
    kept = os.environ.get("MEDIARY_TEST_CORPUS")
    if kept:
        return run(pathlib.Path(kept), *sys.argv[1:])
    with tempfile.TemporaryDirectory(prefix="mediary-corpus-") as folder:
        return run(pathlib.Path(folder), *sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
