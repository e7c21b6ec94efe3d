# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the installed Flatpak share: the program in its sandbox, a home with media, and TAP.

They run inside tools/desktop-session --portals --accessible; MEDIARY_FLATPAK is what tools/make-flatpak made."""
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import traceback
from pathlib import Path

SOURCE = Path(__file__).parents[2]
sys.path[:0] = [str(SOURCE / "tests/app"), str(SOURCE / "tests/cli")]
os.environ.setdefault("MEDIARY_PROGRAM", "mediary")  # which the harness asks for, and which is not run here
os.environ.setdefault("MEDIARY_LIBRARY_FOLDER", "")
from desktop import Program, role_of, wait_until  # noqa: E402,F401
from harness import picture  # noqa: E402,F401
from gi.repository import Atspi, GLib  # noqa: E402

MADE = Path(os.environ["MEDIARY_FLATPAK"])
TEST_SECONDS = int(os.environ.get("MEDIARY_FLATPAK_SECONDS", "240"))
HOME = Path.home()
PICTURES, ELSEWHERE, OUTSIDE = HOME / "Pictures", HOME / "elsewhere", MADE / "outside"


def find_id():
    listed = subprocess.run(["flatpak", "list", "--user", "--app", "--columns=application"], check=True, capture_output=True, text=True)
    return next(line for line in listed.stdout.split() if line.startswith("org.mediary.Mediary"))


ID = find_id()
DATA = HOME / f".var/app/{ID}/data" / ("mediary-devel" if ID.endswith(".Devel") else "mediary")


def run_inside(command, *arguments, permissions=(), check=True, **options):
    """A program in the sandbox; its output is text."""
    return subprocess.run(["flatpak", "run", *permissions, f"--command={command}", ID, *map(str, arguments)],
                          check=check, capture_output=True, text=True, timeout=300, **options)


def rows(sql):
    database = DATA / "mediary.db"
    if not database.exists():
        return []
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    connection.text_factory = os.fsdecode
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def paths():
    return sorted(path for path, in rows("SELECT path FROM media_items"))


class Window(Program):
    """The window of the Flatpak. Its process is another one than ours: it is known by its name."""

    def application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            try:
                application = desktop.get_child_at_index(index)
                if application is not None and application.get_name() == "mediary-window":
                    return application
            except GLib.Error:
                continue
        return None

    def __init__(self, *arguments):
        super().__init__("flatpak", "run", ID, *map(str, arguments))
        self.wait_for("frame", "Mediary")

    def window(self):
        def visible():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Mediary$"], capture_output=True, text=True)
            return found.stdout.split()

        return wait_until("a window", visible)[0]

    def end(self):
        subprocess.run(["flatpak", "kill", ID], check=False, capture_output=True)
        self.process.wait(30)


def fresh_home():
    """No library, no media, and the folders that the sandbox gets."""
    for folder in (DATA.parents[1], PICTURES, ELSEWHERE, OUTSIDE):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in (PICTURES, ELSEWHERE, OUTSIDE, HOME / ".config"):
        folder.mkdir(parents=True, exist_ok=True)
    names = {"PICTURES": "Pictures", "VIDEOS": "Videos", "MUSIC": "Music", "DOCUMENTS": "Documents", "DOWNLOAD": "Downloads"}
    (HOME / ".config/user-dirs.dirs").write_text("".join(f'XDG_{key}_DIR="$HOME/{name}"\n' for key, name in names.items()))
    for name in names.values():
        (HOME / name).mkdir(exist_ok=True)


def take_picture():
    """Of what went wrong, for who looks into it."""
    if os.environ.get("MEDIARY_TEST_PICTURE"):
        subprocess.run(["import", "-window", "root", os.environ["MEDIARY_TEST_PICTURE"]], check=False)


def run_alone(name):
    """In a process of its own: libatspi 2.46 now and then waits for itself, for ever. Then it is tried once more."""
    for _ in range(2):
        process = subprocess.Popen([sys.executable, *sys.argv[:1], "--alone", name], start_new_session=True)
        try:
            return process.wait(TEST_SECONDS) == 0
        except subprocess.TimeoutExpired:
            print(f"# {name}: no end in {TEST_SECONDS} s", flush=True)
            os.killpg(process.pid, signal.SIGKILL)  # with what it started, or that would be in the way of the next
            process.wait()
        finally:
            subprocess.run(["flatpak", "kill", ID], check=False, capture_output=True)
    return False


def run_here(test):
    fresh_home()
    try:
        test()
    except Exception as failure:  # pylint: disable=broad-except
        traceback.print_exc()
        if isinstance(failure, subprocess.CalledProcessError):
            print(failure.stdout, failure.stderr, file=sys.stderr)
        return 1
    return 0


def main(tests):
    """All of them, or those whose name has one of the words that are given."""
    if sys.argv[1:2] == ["--alone"]:
        return run_here(next(test for test in tests if test.__name__ == sys.argv[2]))
    tests = [test for test in tests if not sys.argv[1:] or any(word in test.__name__ for word in sys.argv[1:])]
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        good = run_alone(test.__name__)
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - {test.__name__.removeprefix('test_').replace('_', ' ')}", flush=True)
    return 1 if failed else 0
