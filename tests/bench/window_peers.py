# SPDX-License-Identifier: GPL-3.0-or-later
"""The window beside Nautilus, Shotwell and an empty window, from outside: time until there is one, and memory, with no files, a
few, and many. Each program shows the files in its own way: Nautilus a folder, Mediary and Shotwell a library."""
import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

PATIENCE = 60
PATIENCE_TO_IMPORT = 300
IMPORTS = 2
ROUNDS = 3
NAME = 26
CELL = 15


class Program:
    """One that is installed, or built: what it is called, and how it shows the files of a folder."""

    def __init__(self, name, command, environment=None):
        self.name, self.command, self.environment, self.problems = name, command, environment or {}, []


def windows(pid):
    answer = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.split()


def resident(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


def settle(pid):
    """Memory, once it has stopped growing."""
    before, end = 0, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        time.sleep(1.5)
        now = resident(pid)
        if abs(now - before) < 1:
            return now
        before = now
    return before


def stop(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def begin(command, environment):
    return subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start(program):
    """Milliseconds until a window is on the screen, and megabytes when it has come to rest; None if it did not come."""
    begun = time.monotonic()
    process = begin(program.command, program.environment)
    try:
        while not windows(process.pid):
            if process.poll() is not None or time.monotonic() - begun > PATIENCE:
                return None
            time.sleep(0.005)
        return (time.monotonic() - begun) * 1000, settle(process.pid)
    except FileNotFoundError: # it has gone while it was looked at
        return None
    finally:
        stop(process)


def measure(program, notes):
    """The rounds of a program, each tried once more if no window came."""
    answers = []
    for _ in range(ROUNDS):
        answer = start(program)
        if answer is None:
            notes.append(f"{program.name} had no window and was started again")
            answer = start(program)
        if answer is not None:
            answers.append(answer)
    if not answers:
        notes.append(f"{program.name} had no window however often it was started")
    return answers


def count_photos(home):
    try:
        connection = sqlite3.connect(f"file:{home}/data/photo.db?mode=ro", uri=True)
        try:
            return connection.execute("SELECT count (*) FROM PhotoTable").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error:
        return 0


def import_photos(program, home, count):
    process, end = begin(program.command, program.environment), time.monotonic() + PATIENCE_TO_IMPORT
    while process.poll() is None and time.monotonic() < end and count_photos(home) < count:
        time.sleep(1)
    stop(process)


def fill_shotwell(program, home, folder, count):
    """Shotwell shows what it has imported: it watches the folder until it has all of it. Its settings then say the same, so that it
    has nothing to import when it is measured."""
    settings = home / "config/glib-2.0/settings"
    settings.mkdir(parents=True)
    (settings / "keyfile").write_text(f"[org/yorba/shotwell/preferences/files]\nauto-import=true\nimport-dir='{folder}'\n\n"
                                      "[org/yorba/shotwell/preferences/ui]\nshow-welcome-dialog=false\n")
    if count == 0:
        return
    for attempt in range(1, IMPORTS + 1):
        import_photos(program, home, count)
        if count_photos(home) >= count:
            break
        program.problems.append(f"{program.name} ended with {count_photos(home):,} of {count:,} files imported, attempt {attempt} of {IMPORTS}")


def version(program):
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.split()
    return next((word for word in answer if word[0].isdigit()), "")


def make_programs(build, work, folder, count):
    yield Program("empty window", [str(build / "tests/bench/bench-empty-window")])
    yield Program("Mediary", [str(build / "src/app/mediary-window")], {"MEDIARY_DATA_DIR": str(work / "data")})
    if shutil.which("nautilus"):
        yield Program(f"Nautilus {version('nautilus')}", ["nautilus", "--new-window", str(folder)])
    if shutil.which("shotwell"):
        home = work / "shotwell"
        program = Program(f"Shotwell {version('shotwell')}", ["shotwell", "-d", str(home)],
                          {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(home / "config")})
        fill_shotwell(program, home, folder, count)
        yield program


class Table:
    """The least of each figure, and the most of the times: between them lies what else the machine did."""

    def __init__(self, counts):
        self.counts, self.rows, self.notes = counts, {}, []

    def measure(self, build, work, folder, count):
        """Mediary’s library in the folder of work has the files already."""
        for program in make_programs(build, work, folder, count):
            self.notes += program.problems
            self.rows.setdefault(program.name, {})[count] = measure(program, self.notes)

    def print(self):
        print(f"\n\n{'BESIDE ITS PEERS':{NAME}}" + f"{'first window, ms':>{CELL * len(self.counts)}}" + f"{'memory, MB':>{CELL * len(self.counts)}}")
        heads = [f"{count:,} files" for count in self.counts]
        print(f"{'':{NAME}}" + "".join(f"{head:>{CELL}}" for head in heads + heads))
        for name, answers in self.rows.items():
            times = [[answer[0] for answer in answers[count]] for count in self.counts]
            memory = [[answer[1] for answer in answers[count]] for count in self.counts]
            print(f"{name:{NAME}}" + "".join(f"{f'{min(some):.0f}–{max(some):.0f}' if some else 'none':>{CELL}}" for some in times) +
                  "".join(f"{f'{min(some):.0f}' if some else 'none':>{CELL}}" for some in memory), flush=True)
        for note in self.notes:
            print(f"  {note}", flush=True)
