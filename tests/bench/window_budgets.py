# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person waits for in the window with libraries of several sizes, and its memory: each figure beside its budget."""
import os
import sqlite3
import subprocess
import time

from window_pictures import make_pictures, picture

ROUNDS = 3
DROPPED = 50
NAME = 42
CELL = 26

# The default of the session is cairo, as the machine has no graphics; None is what GTK chooses.
RENDERERS = {"cairo": "cairo", "default": None}

# What is printed of a renderer, and its budgets: with no files, and with up to 100,000. None: there is none.
FIGURES = {
    "cairo": (
        ("first-window", "first window, ms", 350, 500),
        ("first-window-work", "  of it work of the processor, ms", None, None),
        ("first-files", "first files, ms", None, None),
        ("end", "jump to the end, ms", None, None),
        ("letter", "slowest letter of a search, ms", None, None),
        ("counted", "a file checked in and counted, ms", None, None),
        ("dropped", f"{DROPPED} dropped files, {DROPPED} more rows, ms", 150, 150),
        ("veil", "veil over a drag, frames", 1, 1),
        ("rest", "memory at rest, MB", None, None),
        ("after", "memory after a jump to the end, MB", 110, 180),
    ),
    "default": (
        ("first-window", "first window, default renderer, ms", 350, 500),
        ("rest", "memory at rest, default renderer, MB", None, None),
        ("after", "  and after a jump to the end, MB", 190, 260),
    ),
}


def count_rows(library):
    connection = sqlite3.connect(f"file:{library}/mediary.db?mode=ro", uri=True)
    try:
        return [connection.execute(f"SELECT max (rowid) FROM {table}").fetchone()[0] or 0 for table in ("media_items", "media_references")]
    finally:
        connection.close()


def read_figures(answer):
    """What our programs print: a name and a figure in each line."""
    return {name: float(figure) for name, figure in (line.split() for line in answer.stdout.splitlines())}


def run(command, renderer, **environment):
    """The figures of one of our programs, or none if it ended badly."""
    everything = {**os.environ, **environment, "GSK_RENDERER": renderer or ""}
    if renderer is None:
        del everything["GSK_RENDERER"]
    answer = subprocess.run([str(word) for word in command], env=everything, capture_output=True, text=True, check=False)
    return read_figures(answer) if answer.returncode == 0 else {}


def least(rounds):
    return {name: min(figures[name] for figures in rounds) for name in rounds[0]} if rounds else {}


def most(rounds):
    return {name: max(figures[name] for figures in rounds) for name in rounds[0]} if rounds else {}


def now():
    """In microseconds, as GLib counts them."""
    return time.monotonic_ns() // 1000


class Budgets:
    """A library for each size; without one, an empty library is made for each round."""

    def __init__(self, build, work, libraries):
        self.build, self.work, self.libraries = build, work, libraries
        self.sizes = [count_rows(library) if library else [0, 0] for library in libraries]
        self.rounds = {}  # by size and renderer
        self.floors = {renderer: [] for renderer in RENDERERS}
        self.n_made = 0

    def make_news(self):
        """A picture and a folder that no library has."""
        self.n_made += 1
        folder = self.work / f"news-{self.n_made}"
        first = now() + self.n_made * 1000
        make_pictures(folder / "dropped", DROPPED, first)
        (folder / "one.png").write_bytes(picture(first - 1))
        return folder / "one.png", folder / "dropped"

    def measure_round(self, number, renderer):
        one, dropped = self.make_news()
        library = self.libraries[number] or self.work / f"empty-{self.n_made}"
        figures = run([self.build / "tests/bench/bench-window", now(), one, dropped], RENDERERS[renderer], MEDIARY_DATA_DIR=str(library))
        if figures:
            self.rounds.setdefault((number, renderer), []).append(figures)

    def measure_floor(self, renderer):
        figures = run([self.build / "tests/bench/bench-empty-window", now()], RENDERERS[renderer])
        if figures:
            self.floors[renderer].append(figures)

    def measure(self):
        for _ in range(ROUNDS):
            for renderer in RENDERERS:
                self.measure_floor(renderer)
                for number in range(len(self.libraries)):
                    self.measure_round(number, renderer)

    def show_figure(self, name, budget, rounds):
        if name not in least(rounds):
            return "none"
        low, high = least(rounds)[name], most(rounds)[name]
        cell = f"{low:.0f}" if f"{low:.0f}" == f"{high:.0f}" else f"{low:.0f}–{high:.0f}"
        if budget is None:
            return cell
        return f"{cell} of {budget}" if round(low) <= budget else f"{cell} OVER {budget}"

    def print_row(self, label, cells, floor):
        print(f"{label:{NAME}}" + "".join(f"{cell:>{CELL}}" for cell in cells) + f"{floor:>{CELL}}", flush=True)

    def print(self):
        print(f"\n\n{'WHAT ONE WAITS FOR':{NAME}}" + "".join(f"{f'{items:,} files':>{CELL}}" for items, _ in self.sizes) + f"{'empty window':>{CELL}}")
        print(f"{'':{NAME}}" + "".join(f"{f'{uses:,} uses':>{CELL}}" for _, uses in self.sizes))
        for renderer, figures in FIGURES.items():
            for name, label, empty, full in figures:
                cells = [self.show_figure(name, self.get_budget(items, empty, full), self.rounds.get((number, renderer), []))
                         for number, (items, _) in enumerate(self.sizes)]
                floors = self.floors[renderer] if name in ("first-window", "rest") else None
                self.print_row(label, cells, self.show_figure(name, None, floors) if floors is not None else "")

    @staticmethod
    def get_budget(items, empty, full):
        if items == 0:
            return empty
        return full if items <= 110000 else None
