#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files are dragged from a real file manager into the window by pointer, and out of it, as a person does it.

    real-drag.py [SOURCE...]      thunar, blind-thunar, empty, failing, silent (the default); nautilus, pcmanfm-qt, dolphin, firefox

Each test has a library, a window and a file manager of its own; what it looks at is the database and the window."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
import file_managers  # noqa: E402
from desktop import Atspi, Program, active_window, carry, click, drag, drag_and_rest, let_go, place_on_screen, soon, take, wait_until, wiggle, x  # noqa: E402
from harness import picture, sound  # noqa: E402

# GTK 4 tells places from the window, which is therefore where places on the screen begin.
MEDIARY = {"left": 0, "top": 0, "width": 780, "height": 700}
MANAGER = {"left": 800, "top": 0, "width": 580, "height": 600}
CONTENT = (500, 400)

BROKEN = os.fsdecode(b"bad-\xff\xfe.png")
QT = (file_managers.PcmanfmQt, file_managers.Dolphin)


class Story:
    """A library, the window that shows it, and a file manager that shows a folder of media."""

    def __init__(self, manager, folder):
        self.kind, self.folder = manager, folder
        self.media, self.data = folder / "media", folder / "data"
        self.media.mkdir()
        self.window = self.manager = None

    def make(self, *names):
        for name in names:
            path = self.media / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(sound() if name.endswith(".wav") else picture(16, 12, seed=hash(name) & 0xff))

    def check_in(self, path, module="website", artifact="index.html"):
        subprocess.run([os.environ["MEDIARY_PROGRAM"], "check-in", str(path), "--module", module, "--artifact", artifact],
                       check=True, capture_output=True, env={**os.environ, "MEDIARY_DATA_DIR": str(self.data)})

    def open(self, folder=None):
        self.manager = self.kind(folder or self.media)
        self.window = Program(os.environ["MEDIARY_WINDOW"], environment={"MEDIARY_DATA_DIR": str(self.data)})
        self.window.wait_for("frame", "Mediary")
        self.window.wait_for("list item", matches=lambda name: name.startswith("All Media"), what="the sidebar")
        self.window.place(**MEDIARY)
        self.manager.place(**MANAGER)

    def end(self):
        for program in (self.manager, self.window):
            if program is not None:
                program.end()

    def rows(self, sql):
        database = self.data / "mediary.db"
        if not database.exists():
            return []
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        connection.text_factory = os.fsdecode
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def names(self):
        return sorted(os.path.basename(path) for path, in self.rows("SELECT path FROM media_items"))

    def uses(self):
        return sorted((module, artifact) for module, artifact in self.rows("SELECT module_name, artifact_name FROM media_references"))

    def row_place(self, start):
        """Where the row of the sidebar is whose name begins like this."""
        return place_on_screen(self.window.wait_for("list item", matches=lambda name: name.startswith(start), what=f"the row “{start}”"))

    def answer_sheet(self):
        self.window.answer_sheet()

    def count(self):
        return len(self.rows("SELECT id FROM media_items"))

    def wait_for_items(self, count):
        """As long as more come."""
        seen = self.count()
        while seen < count:
            before = seen
            wait_until(f"{count} items in the database, and not only {before}", lambda: self.count() > before)
            seen = self.count()
        assert seen == count, f"{seen} items instead of {count}"

    def veil(self):
        """What it says that letting go would do, if it is there."""
        return self.window.find("status bar", "Check In…")

    def wait_for_toast(self, words):
        self.window.wait_for("label", matches=lambda text: words in (text or ""), what=f"“{words}”")


def test_three_files_are_checked_in_after_one_question(story):
    names = ["plain.png", "sommer fest – Übersicht.png", "音.wav"]
    story.make("left alone.png", *names)
    story.open()
    drag(story.manager.select(*names), CONTENT)
    story.answer_sheet()
    story.wait_for_items(3)
    assert story.names() == sorted(names), story.names()
    assert story.uses() == [("org.mediary.Mediary", "Library")] * 3, story.uses()
    for name in names:
        story.window.wait_for("table cell", matches=lambda text: text.startswith(name + ", "), what=f"the tile of “{name}”")
    assert all((story.media / name).exists() for name in names), "a drop must not move files"


def test_a_document_under_the_pointer_is_not_asked_about(story):
    story.make("a.png", "b.png")
    story.check_in(story.media / "a.png")
    story.open()
    open_app(story, "website")
    drag(story.manager.select("b.png"), story.row_place("index.html"))
    story.wait_for_items(2)
    assert story.uses() == [("website", "index.html")] * 2, story.uses()
    assert story.window.find_sheet() is None, "it was asked"


def open_app(story, name):
    """By its arrow, which is what stands first in the row."""
    row = story.window.wait_for("list item", matches=lambda text: text.startswith(name), what=f"the app “{name}”")
    left, top = place_on_screen(row)
    x("mousemove", left - 24, top, "click", 1)
    story.window.wait_for("list item", matches=lambda text: text.startswith("index.html"), what="the document below its app")


def test_a_collapsed_app_opens_under_a_drag(story):
    story.make("a.png", "b.png")
    story.check_in(story.media / "a.png")
    story.open()
    start = story.manager.select("b.png")
    drag_and_rest(start, story.row_place("website"), lambda: story.window.find("list item", matches=lambda text: text.startswith("index.html")),
                  lambda: story.row_place("index.html"))
    story.wait_for_items(2)
    assert story.uses() == [("website", "index.html")] * 2, story.uses()


def test_resting_on_back_leads_to_the_places(story):
    """Where the window is narrow they are a page of their own, and cover the files."""
    story.make("a.png", "b.png")
    story.check_in(story.media / "a.png")
    story.open()
    story.window.place(**{**MEDIARY, "width": 400})
    start = story.manager.select("b.png")
    back = place_on_screen(story.window.wait_for("push button", "Back"))
    take(start)
    carry(start, back)
    app = wait_until("the places as wide as the window", lambda: wide_row(story, "website"))
    rest = place_on_screen(app)
    carry(back, rest)
    story.window.wait_for("list item", matches=lambda text: text.startswith("index.html"), what="the document below its app")
    carry(rest, story.row_place("index.html"))
    let_go()
    story.wait_for_items(2)
    assert story.uses() == [("website", "index.html")] * 2, story.uses()


def wide_row(story, start):
    row = story.window.find("list item", matches=lambda text: text.startswith(start))
    return row if row is not None and row.get_extents(Atspi.CoordType.WINDOW).width > 300 else None


def test_a_folder_of_500_files_is_walked(story):
    story.make(*[f"many pictures/{number:03}.png" for number in range(500)], "many pictures/notes.txt")
    (story.media / "many pictures/notes.txt").write_text("not a picture")
    story.open()
    drag(story.manager.select("many pictures"), CONTENT)
    story.answer_sheet()
    story.wait_for_items(500)
    assert "notes.txt" not in story.names()


def test_odd_names_arrive_and_a_wrong_one_is_refused_by_name(story):
    names = ["100%.png", "20%20.png", "a#b.png", "two\nlines.png", "why?; & 'so'.png", BROKEN]
    story.make(*names)
    story.open()
    drag(story.manager.select_all("100%.png"), CONTENT)
    story.answer_sheet()
    if story.kind not in QT:
        story.wait_for_items(len(names))
        assert story.names() == sorted(names), story.names()
        return
    story.wait_for_toast("5 checked in, 1 not")  # of the wrong one a name is handed over that does not exist
    assert story.names() == sorted(set(names) - {BROKEN}), story.names()
    place = story.row_place("Last Check-in")
    x("mousemove", *place, "click", 1)
    story.window.wait_for("label", matches=lambda text: "bad-" in (text or ""), what="the name that was refused")


def test_shift_held_copies_too(story):
    story.make("a.png")
    story.open()
    start = story.manager.select("a.png")
    drag(start, CONTENT, held="shift")
    story.answer_sheet()
    story.wait_for_items(1)
    assert (story.media / "a.png").exists(), "the file was moved"


def tile_place(story, name):
    return place_on_screen(story.window.wait_for("table cell", matches=lambda text: text.startswith(name + ", "), what=f"the tile of “{name}”"))


def test_its_own_tile_is_ignored(story):
    story.make("a.png", "b.png")
    story.check_in(story.media / "a.png")
    story.open()
    left, top = tile_place(story, "a.png")
    start = (left, top - 60)
    take(start)
    carry(start, CONTENT)
    assert story.veil() is None, "it offered to take its own file"
    let_go()
    drag(story.manager.select("b.png"), CONTENT)  # which is asked about next, so nothing was asked before
    story.answer_sheet()
    story.wait_for_items(2)
    assert story.window.find_sheet() is None, "it was asked about its own file"
    assert len(story.uses()) == 2, story.uses()


def parts_of_list(story):
    return story.window.find("table cell", matches=lambda text: text.startswith("a.png, ")).get_parent().get_child_count()


def test_a_tile_dragged_out_is_copied(story):
    story.make("a.png")
    story.check_in(story.media / "a.png")
    target = story.folder / "target"
    target.mkdir()
    story.open(target)
    left, top = tile_place(story, "a.png")
    before = parts_of_list(story)
    drop_and_choose_copy(story, (left, top - 60), (MANAGER["left"] + 350, MANAGER["top"] + 400))
    wait_until("the copy", lambda: (target / "a.png").exists())
    assert (target / "a.png").read_bytes() == (story.media / "a.png").read_bytes()
    assert (story.media / "a.png").exists(), "the file was moved"
    assert len(story.rows("SELECT id FROM media_items")) == 1
    assert parts_of_list(story) == before, "the rectangle that selects files stayed"


def visible_windows(program):
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(program.process.pid)], capture_output=True, text=True, check=False)
    return set(found.stdout.split())


def drop_and_choose_copy(story, start, end):
    """Qt's file managers ask what to do, in a menu that no screen reader sees: it is a window more."""
    before = visible_windows(story.manager.program)
    drag(start, end)
    if story.kind in QT:
        wait_until("the menu", lambda: visible_windows(story.manager.program) - before)
        x(*(["key", "c"] if story.kind is file_managers.Dolphin else ["key", "Down", "key", "Return"]))


def copy_all(manager, name):
    """By keys, until it is so. No click: one on a selected file would begin to rename it."""
    def copied():
        x("windowactivate", manager.find_window())
        x("key", "Escape", "key", "ctrl+a", "key", "ctrl+c")
        found = subprocess.run(["xclip", "-selection", "clipboard", "-o", "-t", "text/uri-list"], capture_output=True, check=False)
        return name.encode() in found.stdout

    wait_until(f"“{name}” on the clipboard", copied)


def drop_all(story, count):
    """And look whether the question is about as many. Now and then a file manager forgets some of thousands that were selected, or the
    press that takes them is lost; who sees it takes them again."""
    def dropped():
        start = story.manager.select_all("0000.png")
        take(start)
        carry(start, CONTENT)
        taken = soon(lambda: wiggle(CONTENT) or story.veil())
        let_go()
        if not taken:
            return False
        sheet = wait_until("the question where the files are used", story.window.find_sheet)
        if soon(lambda: story.window.find("status bar", f"{count} images", inside=sheet)):
            return True
        print("#", "not all files were selected", flush=True)
        click(story.window.find("push button", matches=lambda name: name.endswith("Cancel"), inside=sheet))
        wait_until("the question gone", lambda: story.window.find_sheet() is None)
        return False

    assert any(dropped() for attempt in range(4)), "the files could not be taken"


def test_five_thousand_files_at_once(story):
    story.make(*[f"{number:04}.png" for number in range(5000)])
    story.open()
    drop_all(story, 5000)
    story.answer_sheet()
    story.wait_for_items(5000)
    assert story.names() == sorted(path.name for path in story.media.iterdir())
    assert story.uses() == [("org.mediary.Mediary", "Library")] * 5000, len(story.uses())


def test_a_drop_that_never_arrives_is_told_and_pasting_works(story):
    story.make("a.png")
    story.open()
    drag(story.manager.select("a.png"), CONTENT)
    story.wait_for_toast("Copy them and paste them here instead")
    wait_until("the veil gone", lambda: story.veil() is None)
    copy_all(story.manager, "a.png")
    wait_until("the window in front", lambda: x("windowactivate", story.window.window()) == "" and active_window() == "Mediary")
    x("key", "ctrl+v")
    story.answer_sheet()
    story.wait_for_items(1)


def test_a_link_is_refused_kindly(story):
    story.open()
    drag(story.manager.select(), CONTENT)
    story.wait_for_toast("Only files on this computer")
    assert story.window.find_sheet() is None, "it was asked about a link"
    assert not story.rows("SELECT id FROM media_items")


def test_a_drop_without_files_is_told(story):
    story.open()
    start = story.manager.select()
    take(start)
    carry(start, CONTENT)
    wait_until("what letting go would do", story.veil)
    let_go()
    story.wait_for_toast("No file arrived. Copy the files and paste them here instead")
    wait_until("the veil gone", lambda: story.veil() is None)
    assert story.window.find_sheet() is None, "it was asked about no file"


def test_escape_lifts_the_veil_of_a_drag_whose_program_is_gone(story):
    """It ends without a word, and where nothing says that the drag is over the veil would stay."""
    story.open()
    start = story.manager.select()
    take(start)
    carry(start, CONTENT)
    wait_until("what letting go would do", story.veil)
    story.manager.program.process.kill()
    story.manager.program.process.wait()
    x("mouseup", 1)
    wait_until("the window in front", lambda: x("windowactivate", story.window.window()) == "" and active_window() == "Mediary")
    x("key", "Escape")
    wait_until("the veil gone", lambda: story.veil() is None)


def test_files_that_do_not_come_are_told(story):
    story.open()
    drag(story.manager.select(), CONTENT)
    story.wait_for_toast("The files did not arrive. Copy them and paste them here instead")
    wait_until("the veil gone", lambda: story.veil() is None)


GENERAL = [
    test_three_files_are_checked_in_after_one_question,
    test_a_document_under_the_pointer_is_not_asked_about,
    test_a_collapsed_app_opens_under_a_drag,
    test_resting_on_back_leads_to_the_places,
    test_a_folder_of_500_files_is_walked,
    test_odd_names_arrive_and_a_wrong_one_is_refused_by_name,
    test_shift_held_copies_too,
    test_its_own_tile_is_ignored,
    test_a_tile_dragged_out_is_copied,
]

DEFAULT = ["thunar", "blind-thunar", "empty", "failing", "silent"]

TESTS = {
    "thunar": GENERAL,
    "blind-thunar": [test_five_thousand_files_at_once],
    "nautilus": [*GENERAL, test_five_thousand_files_at_once],
    "pcmanfm-qt": [*GENERAL, test_five_thousand_files_at_once],
    "empty": [test_a_drop_without_files_is_told, test_escape_lifts_the_veil_of_a_drag_whose_program_is_gone],
    "failing": [test_a_drop_without_files_is_told],
    "silent": [test_files_that_do_not_come_are_told],
    "firefox": [test_a_link_is_refused_kindly],
    # On X11 its drops never complete with GTK 4.
    "dolphin": [test_a_drop_that_never_arrives_is_told_and_pasting_works, test_a_tile_dragged_out_is_copied],
}


def run(test, manager):
    folder = Path(tempfile.mkdtemp(prefix="mediary-drag-"))
    story = Story(file_managers.ALL[manager], folder)
    try:
        test(story)
        return None
    except Exception as failure:  # pylint: disable=broad-except
        if os.environ.get("MEDIARY_TEST_PICTURE"):
            subprocess.run(["import", "-window", "root", os.environ["MEDIARY_TEST_PICTURE"]], check=False)
        traceback.print_exc()
        return failure
    finally:
        x("mouseup", 1, "keyup", "shift")  # or the next test's drag would be none
        story.end()
        shutil.rmtree(os.fsencode(folder), ignore_errors=True)


def main():
    managers = [name for name in sys.argv[1:] if name in TESTS] or DEFAULT
    only = [name for name in sys.argv[1:] if name not in TESTS]
    tests = [(manager, test) for manager in managers for test in TESTS[manager] if not only or any(word in test.__name__ for word in only)]
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, (manager, test) in enumerate(tests, 1):
        failure = run(test, manager)
        failed += failure is not None
        name = f"{manager}: {test.__name__.removeprefix('test_').replace('_', ' ')}"
        print(f"not ok {number} - {name} # {failure}" if failure is not None else f"ok {number} - {name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
