# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: a library in a temporary folder, made-up media, and TAP.

A test is a function named test_…; its name says the promise, and its only argument is a fresh Library."""
import json
import os
import pty
import pwd
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import traceback
import zlib
from collections import namedtuple
from pathlib import Path

PROGRAM = Path(os.environ["MEDIARY_PROGRAM"])
EXTRACTOR = Path(os.environ.get("MEDIARY_EXTRACTOR", ""))  # not told where they are installed
OPENER = Path(os.environ.get("MEDIARY_OPENER", ""))
LIBRARY_FOLDER = Path(os.environ["MEDIARY_LIBRARY_FOLDER"])

# No command needs so long, on no machine; one that does hangs.
PATIENCE = 180


def in_time(seconds):
    """So many seconds in the long run, for which a machine is quiet; else four times as many, as nobody knows how fast a machine is,
    or as many more as one needs that has more to do than it has processors."""
    return seconds * max(1 if "MEDIARY_TEST_ALL" in os.environ else 4, os.getloadavg()[0] / os.cpu_count())


DONE, REFUSED, USAGE, NOT_FOUND, DATABASE, INTERRUPTED, FAILED = range(7)

Result = namedtuple("Result", "code output errors")


def lines_of(output):
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


class Library:
    """A data folder, a folder for media beside it, and the program to try on them."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="mediary-test-"))
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self.media = self.folder / "media"
        self.media.mkdir()
        self.environment = {**os.environ, "MEDIARY_DATA_DIR": str(self.data), "HOME": str(self.folder)}
        self.program = [PROGRAM]

    def remove(self):
        subprocess.run(["chmod", "-R", "u+rwx", self.folder], check=True)
        shutil.rmtree(self.folder)

    def become_nobody(self):
        """Root may read every file, so for root the program becomes another user. Nobody may not enter every
        developer's folder: the built parts are copied to where they can be read."""
        if os.getuid() != 0:
            return
        parts = self.folder / "parts"
        parts.mkdir()
        for part in [PROGRAM, EXTRACTOR, OPENER, *LIBRARY_FOLDER.glob("libmediary*.so*")]:
            if part.is_file():
                shutil.copy(part, parts)
        parts.chmod(0o755)
        nobody = pwd.getpwnam("nobody")
        self.data.mkdir(exist_ok=True)
        subprocess.run(["chown", "-R", f"{nobody.pw_uid}:{nobody.pw_gid}", self.data], check=True)
        self.environment |= {"LD_LIBRARY_PATH": str(parts), "MEDIARY_EXTRACTOR": str(parts / EXTRACTOR.name),
                             "MEDIARY_OPENER": str(parts / OPENER.name)}
        self.program = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups",
                        parts / PROGRAM.name]

    def run(self, *arguments, input=None, **environment):
        done = subprocess.run([*self.program, *arguments], cwd=self.media, env=self.environment | environment,
                              input=input, stdin=subprocess.DEVNULL if input is None else None,
                              capture_output=True, timeout=PATIENCE)
        return Result(done.returncode, done.stdout, done.stderr.decode("utf-8"))

    def start(self, *arguments, **environment):
        return subprocess.Popen([*self.program, *arguments], cwd=self.media, env=self.environment | environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def check_in(self, *arguments, module="m", artifact="a"):
        """Checks in with JSON; answers the exit code and the lines."""
        result = self.run("check-in", "--json", "-m", module, "-a", artifact, *arguments)
        return result.code, lines_of(result.output)

    def json(self, *arguments, code=DONE):
        result = self.run(*arguments, "--json")
        equal(result.code, code, result.errors)
        return lines_of(result.output)

    @property
    def database(self):
        return self.data / "mediary.db"

    def query(self, sql, *values):
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        connection.text_factory = lambda value: value.decode("utf-8", "surrogateescape")
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def counts(self):
        """How many items and references there are."""
        return (self.query("SELECT count(*) FROM media_items")[0][0],
                self.query("SELECT count(*) FROM media_references")[0][0])

    def write(self, name, content):
        path = os.path.join(os.fsencode(self.media), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def write_picture(self, name="a.png", width=3, height=2, seed=0):
        return self.write(name, picture(width, height, seed))


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def picture(width=3, height=2, seed=0):
    """A PNG. Another seed gives other bytes, so another picture."""
    shade = struct.pack(">I", seed)
    row = b"\0" + (shade * width)[: 3 * width].ljust(3 * width, b"\x7f")
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"tEXt", b"Comment\0" + str(seed).encode()) +
            chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))


def sound(seconds=1, rate=8000):
    """A WAV of silence."""
    samples = b"\0\0" * (seconds * rate)
    return (b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVEfmt " +
            struct.pack("<IHHIIHH", 16, 1, 1, rate, 2 * rate, 2, 16) + b"data" + struct.pack("<I", len(samples)) + samples)


def in_language(folder, language):
    """The environment in which programs speak it. Newer C libraries translate nothing in C.UTF-8, which is all that a minimal
    system has, but everything in the same locale under another name; and newer toolkits see from the name where a line begins."""
    locales, minimal, name = Path(folder) / "locales", Path("/usr/lib/locale/C.utf8"), language.split(":")[0]
    if not minimal.exists():
        return {"LC_ALL": "C.UTF-8", "LANGUAGE": language}
    if not (locales / f"{name}.utf8").exists():
        shutil.copytree(minimal, locales / f"{name}.utf8")
    return {"LOCPATH": str(locales), "LC_ALL": f"{name}.UTF-8", "LANGUAGE": language}


def on_terminal(library, *arguments, **environment):
    """What a terminal would show."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*library.program, *arguments], cwd=library.media, stdin=subprocess.DEVNULL,
                               stdout=theirs, stderr=theirs, env=library.environment | {"TERM": "xterm"} | environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(ours, 65536)
        except OSError:
            break
    os.close(ours)
    return process.wait(), shown


def equal(found, expected, hint=""):
    if found != expected:
        raise AssertionError(f"found {found!r}, expected {expected!r} {hint}")


def holds(condition, hint=""):
    if not condition:
        raise AssertionError(hint or "does not hold")


def main(tests):
    """Runs the test_… functions of a module, in their order, and prints TAP."""
    chosen = [function for name, function in tests.items() if name.startswith("test_")]
    failed = 0
    print(f"1..{len(chosen)}")
    for number, function in enumerate(chosen, 1):
        library = Library()
        try:
            function(library)
            print(f"ok {number} - {function.__name__[5:].replace('_', ' ')}")
        except Exception:
            failed += 1
            print(f"not ok {number} - {function.__name__[5:].replace('_', ' ')}")
            traceback.print_exc()
        finally:
            library.remove()
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
