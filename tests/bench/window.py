#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window beside Nautilus and Shotwell: time until there is one, memory with nothing and with many files, and how long
Mediary’s own does not answer while it checks files in. Runs inside tools/desktop-session; the schemas, the extractor and the
opener come from the environment.

    window.py BUILD COUNT..."""
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

PATIENCE = 60
PATIENCE_TO_IMPORT = 900
PROBLEM = "–"


def picture(number):
    """A PNG of 320 × 240 pixels that no other is like."""
    rows = b"".join(b"\0" + bytes((number + x + y) & 255 for x in range(320)) for y in range(240))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 320, 240, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"tEXt", b"Comment\0%d" % number) + chunk(b"IEND", b""))


def make_pictures(folder, count):
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:05}.png").write_bytes(picture(number))


def windows(pid):
    answer = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)], capture_output=True, text=True)
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


def fill_shotwell(home, folder, count):
    """Shotwell shows what it has imported: it watches the folder until it has all of it. Its settings then say the same, so that it
    has nothing to import when it is measured."""
    settings = home / "config/glib-2.0/settings"
    settings.mkdir(parents=True)
    (settings / "keyfile").write_text(f"[org/yorba/shotwell/preferences/files]\nauto-import=true\nimport-dir='{folder}'\n\n"
                                      "[org/yorba/shotwell/preferences/ui]\nshow-welcome-dialog=false\n")
    if count == 0:
        return True
    process = subprocess.Popen(["shotwell", "-d", str(home)], env={**os.environ, **shotwell_environment(home)},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + PATIENCE_TO_IMPORT
    while process.poll() is None and time.monotonic() < end and count_photos(home) < count:
        time.sleep(1)
    process.terminate()
    process.wait()
    return count_photos(home) >= count


def shotwell_environment(home):
    return {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(home / "config")}


def count_photos(home):
    try:
        connection = sqlite3.connect(f"file:{home}/data/photo.db?mode=ro", uri=True)
        try:
            return connection.execute("SELECT count (*) FROM PhotoTable").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error:
        return 0


def start(command, environment=None):
    """Milliseconds until a window is on the screen, and megabytes when it has come to rest."""
    begun = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not windows(process.pid):
            if process.poll() is not None or time.monotonic() - begun > PATIENCE:
                return PROBLEM, PROBLEM
            time.sleep(0.005)
        return round((time.monotonic() - begun) * 1000), round(settle(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def best(command, environment=None, rounds=3):
    """The least of each: the rest is what else the machine does."""
    answers = [start(command, environment) for _ in range(rounds)]
    answers = [answer for answer in answers if PROBLEM not in answer]
    return (min(answer[0] for answer in answers), min(answer[1] for answer in answers)) if answers else (PROBLEM, PROBLEM)


def peers(folder, home, count):
    """Each shows the pictures in its own way: a library for Mediary and Shotwell, a folder for Nautilus."""
    if shutil.which("nautilus"):
        yield "Nautilus", ["nautilus", "--new-window", str(folder)], {}
    if shutil.which("shotwell"):
        filled = fill_shotwell(home, folder, count)
        yield "Shotwell" if filled else "Shotwell (did not import all)", ["shotwell", "-d", str(home)], shotwell_environment(home)


def measure(build, count, work):
    folder, data = work / "pictures", work / "data"
    make_pictures(folder, count)
    environment = {"MEDIARY_DATA_DIR": str(data)}
    stall = "–"
    if count:
        answer = subprocess.run([str(build / "tests/bench/bench-stall"), str(folder)], env={**os.environ, **environment},
                                capture_output=True, text=True, check=True)
        longest, worked, seconds, done = answer.stdout.split()
        stall = f"{longest} ms at the longest, {worked} ms of work, while {done} files went in in {seconds} s"
    rows = [("Mediary", *best([str(build / "src/app/mediary-window")], environment))]
    rows += [(name, *best(command, more)) for name, command, more in peers(folder, work / "shotwell", count)]
    print(f"\n{f'{count} files, load {os.getloadavg()[0]:.1f}':34}first window, ms    resident, MB")
    for name, milliseconds, megabytes in rows:
        print(f"  {name:32}{milliseconds:>12}{megabytes:>16}")
    print(f"  the window did not answer for: {stall}", flush=True)


def main():
    build = Path(sys.argv[1]).resolve()
    for count in map(int, sys.argv[2:]):
        work = Path(tempfile.mkdtemp(prefix="mediary-bench-"))
        try:
            measure(build, count, work)
        finally:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
