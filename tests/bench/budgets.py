#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person waits for in the window with libraries of several sizes, and its memory. Runs inside tools/desktop-session; the
schemas, the extractor and the opener come from the environment.

    budgets.py BUILD LIBRARY... ("-" is an empty one)"""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from window import picture

COLUMNS = ("first window", "first files", "jump to the end", "letter of a search", "file counted", "MB at rest", "MB after")
RENDERERS = ("cairo", "gl")


def count_rows(library):
    connection = sqlite3.connect(f"file:{library}/mediary.db?mode=ro", uri=True)
    try:
        return [connection.execute(f"SELECT max (rowid) FROM {table}").fetchone()[0] or 0 for table in ("media_items", "media_references")]
    finally:
        connection.close()


def measure(build, library, renderer, work):
    path = work / f"{time.monotonic_ns()}.png"
    path.write_bytes(picture(time.monotonic_ns()))
    environment = {**os.environ, "MEDIARY_DATA_DIR": str(library), "GSK_RENDERER": renderer}
    answer = subprocess.run([build / "tests/bench/bench-window", str(time.monotonic_ns() // 1000), path], env=environment,
                            capture_output=True, text=True, check=False)
    return [float(figure) for figure in answer.stdout.split()]


def main():
    build, rounds = Path(sys.argv[1]).resolve(), 3
    work = Path(tempfile.mkdtemp(prefix="mediary-bench-"))
    print(f"\nthe window, milliseconds and megabytes, the least of {rounds}; load {os.getloadavg()[0]:.1f}\n")
    print(f"{'files':>10}{'uses':>11}  {'renderer':10}" + "".join(f"{column:>20}" for column in COLUMNS), flush=True)
    try:
        for name in sys.argv[2:]:
            for renderer in RENDERERS:
                library = Path(name) if name != "-" else work / f"empty-{renderer}"
                found = [measure(build, library, renderer, work) for _ in range(1 if name == "-" else rounds)]
                found = [figures for figures in found if len(figures) == len(COLUMNS)]
                least = [f"{min(column):,.0f}" for column in zip(*found)] or ["–"] * len(COLUMNS)
                items, uses = count_rows(library) if name != "-" else (0, 0)
                print(f"{items:10,}{uses:11,}  {renderer:10}" + "".join(f"{figure:>20}" for figure in least), flush=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
