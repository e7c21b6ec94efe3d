#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: what one waits for in it with libraries of several sizes, how long it does not answer while files are checked in,
and time and memory beside Nautilus, Shotwell and an empty window. Runs inside tools/desktop-session; the schemas, the extractor
and the opener come from the environment.

    window.py BUILD [LIBRARY...]"""
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from window_budgets import Budgets, least, most, run
from window_peers import Table
from window_pictures import make_pictures

COUNTS = (0, 51, 5000)
ROUNDS = 3
STALL_BUDGET = 50


def say(text):
    """What is under way; the tables come at the end, together."""
    print(f"  {time.strftime('%H:%M:%S')}, load {os.getloadavg()[0]:.1f}: {text}", flush=True)


def check_in(build, view, folder, data):
    """The files go into a library of their own, and how long the window does not answer meanwhile is measured."""
    shutil.rmtree(data, ignore_errors=True)
    return run([build / "tests/bench/bench-stall", view, folder], "cairo", MEDIARY_DATA_DIR=str(data))


class Stalls:
    """The longest time for which the window does not answer, in the grid and in the list."""

    def __init__(self):
        self.rounds = {"grid": [], "list": []}

    def measure(self, build, folder, data):
        for rounds in self.rounds.values():
            rounds.clear()
        for view, rounds in sorted(self.rounds.items(), reverse=True):  # the last is the library that is looked at from outside
            for _ in range(ROUNDS):
                figures = check_in(build, view, folder, data)
                if figures:
                    rounds.append(figures)

    def print(self, count):
        print(f"\n\n{f'WHILE {count:,} FILES ARE CHECKED IN':42}{'no answer for, ms':>20}{'of it work, ms':>18}{'seconds':>12}{'memory, MB':>16}")
        for view, rounds in self.rounds.items():
            if not rounds:
                print(f"{view:42}{'none':>20}")
                continue
            low, high = least(rounds), most(rounds)
            verdict = "of" if low["longest"] <= STALL_BUDGET else "OVER"
            longest = f"{low['longest']:.0f}–{high['longest']:.0f} {verdict} {STALL_BUDGET}"
            work = f"{low['work']:.0f}–{high['work']:.0f}"
            memory = f"{low['rest']:.0f} → {low['after']:.0f}"
            print(f"{view:42}{longest:>20}{work:>18}{low['seconds']:12.1f}{memory:>16}", flush=True)


def measure(build, libraries, work):
    budgets, stalls, table = Budgets(build, work, [None, *libraries]), Stalls(), Table(COUNTS)
    say(f"the window with libraries of {', '.join(f'{items:,}' for items, _ in budgets.sizes)} files")
    budgets.measure()
    for count in COUNTS:
        folder = make_pictures(work / f"files-{count}" / "pictures", count)
        say(f"beside others, with {count:,} files")
        if count == COUNTS[-1]:
            stalls.measure(build, folder, folder.parent / "data")
        elif count:
            check_in(build, "grid", folder, folder.parent / "data")
        table.measure(build, folder.parent, folder, count)
    say("done")
    budgets.print()
    stalls.print(COUNTS[-1])
    table.print()


def main():
    begun, build = time.monotonic(), Path(sys.argv[1]).resolve()
    work = Path(tempfile.mkdtemp(prefix="mediary-bench-"))
    print(f"\nthe window: the least and the most of {ROUNDS} rounds, renderer cairo where no other is named")
    try:
        measure(build, [Path(name) for name in sys.argv[2:]], work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"\n  {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {time.monotonic() - begun:.0f} seconds in all", flush=True)


if __name__ == "__main__":
    main()
