#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files on their way into the sandbox and out of it: dragged from programs with and without the portal, chosen in its dialog,
and what is left of that when the portals and the program have been started anew."""
import os
import shutil
import subprocess
import sys

from flatpak_story import ELSEWHERE, MADE, OUTSIDE, PICTURES, SOURCE, main, paths, run_inside, wait_until
from flatpak_desk import Desk, Program, choose, file_managers, keep_picture, loans, make, restart_portals, x


def test_from_an_old_toolkit_files_of_the_pictures_keep_their_paths():
    wanted = make(PICTURES, "a.png", "b.png")
    with Desk() as desk:
        desk.drag_from_thunar(PICTURES, "a.png", "b.png")
        desk.answer_sheet()
        desk.wait_for_paths(*wanted)
        assert loans() == []


def refused(folder, name):
    with Desk() as desk:
        desk.drag_from_thunar(folder, name)
        desk.answer_sheet()
        desk.see_refusal()
        assert paths() == []


def test_from_an_old_toolkit_files_elsewhere_are_refused_with_what_to_do():
    make(ELSEWHERE, "c.png")
    refused(ELSEWHERE, "c.png")


def test_from_an_old_toolkit_files_outside_of_the_home_are_refused_with_what_to_do():
    make(OUTSIDE, "c.png")
    refused(OUTSIDE, "c.png")


def test_from_an_old_toolkit_a_folder_elsewhere_is_refused_with_what_to_do():
    make(ELSEWHERE, "trip/c.png")
    refused(ELSEWHERE, "trip")


def test_from_an_old_toolkit_a_folder_of_the_pictures_is_walked():
    wanted = make(PICTURES, "trip/a.png", "trip/b.png")
    with Desk() as desk:
        desk.drag_from_thunar(PICTURES, "trip")
        desk.answer_sheet()
        desk.wait_for_paths(*wanted)


def test_through_the_portal_files_of_the_pictures_keep_their_paths():
    wanted = make(PICTURES, "d.png", "e.png")
    with Desk() as desk:
        desk.drag_from_gtk(*wanted)
        desk.answer_sheet()
        desk.wait_for_paths(*wanted)
        assert loans() == []
        desk.assert_no_portal_path()


def lent(folder):
    wanted = make(folder, "f.png")
    with Desk() as desk:
        desk.drag_from_gtk(*wanted)
        desk.answer_sheet()
        desk.wait_for_paths(*wanted)
        assert [(kind, name) for kind, _, name in loans()] == [("lent", wanted[0].as_uri())], loans()
        desk.select("f.png")
        desk.show_details()
        desk.wait_for_sentence("only until you log out")
        desk.assert_no_portal_path()
    restart_portals()
    with Desk() as desk:
        desk.select("f.png")
        desk.show_details()
        desk.wait_for_sentence("Lent")
        desk.wait_for_sentence("Keep Access…")
        desk.wait_for_sentence("only until you logged out")
        desk.assert_no_portal_path()
        keep_picture("lent")
    assert paths() == [str(wanted[0])]


def test_through_the_portal_a_file_elsewhere_is_lent_and_says_so_after_a_restart():
    lent(ELSEWHERE)


def test_through_the_portal_a_file_outside_of_the_home_is_lent_and_says_so_after_a_restart():
    lent(OUTSIDE)


def test_through_the_portal_a_folder_of_the_pictures_is_walked():
    wanted = make(PICTURES, "trip/g.png", "trip/h.png")
    with Desk() as desk:
        desk.drag_from_gtk(PICTURES / "trip")
        desk.answer_sheet()
        desk.wait_for_paths(*wanted)


def test_through_the_portal_a_folder_elsewhere_ends_in_its_files_or_in_what_to_do():
    """Older portals hand over no folders."""
    wanted = make(ELSEWHERE, "trip/i.png")
    with Desk() as desk:
        desk.drag_from_gtk(ELSEWHERE / "trip")
        desk.answer_sheet()
        wait_until("an outcome", lambda: paths() or desk.window.find("list item", matches=lambda name: name.startswith("Last Check-in")))
        if paths():
            desk.wait_for_paths(*wanted)
        else:
            desk.see_refusal()


def test_what_is_chosen_stays_readable_after_a_restart():
    wanted = make(ELSEWHERE, "j.png")[0]
    with Desk() as desk:
        x("windowactivate", desk.window.window())
        x("key", "ctrl+o")
        choose(wanted)
        desk.answer_sheet()
        wait_until("the file", lambda: len(paths()) == 1)
        assert os.path.basename(paths()[0]) == "j.png"
        desk.select("j.png")
        desk.assert_no_portal_path()
    restart_portals()
    shown = run_inside("mediary", "refresh", paths()[0])
    assert "No access" not in shown.stdout + shown.stderr and "Not found" not in shown.stdout + shown.stderr, shown
    with Desk() as desk:
        desk.select("j.png")
        desk.show_details()
        assert desk.window.find("label", "Lent") is None, "it is not lent"
        desk.assert_no_portal_path()


def check_in(path):
    run_inside("mediary", "check-in", path, "--module", "website", "--artifact", "index.html")


def test_a_tile_dragged_out_is_copied_by_a_file_manager_outside():
    wanted = make(PICTURES, "k.png")[0]
    target = ELSEWHERE / "target"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    check_in(wanted)
    with Desk() as desk:
        desk.tile("k.png")
        desk.drag_to(file_managers.Thunar(target))
        wait_until("the copy", lambda: (target / "k.png").exists())
        assert (target / "k.png").read_bytes() == wanted.read_bytes() and wanted.exists()


class Target(Program):
    """A window of GTK 4 outside, which notes what is dropped on it."""

    def __init__(self):
        self.note = MADE / "dropped"
        with open(self.note, "w", encoding="utf-8") as note:
            self.process = subprocess.Popen([str(SOURCE / "_build/tests/flatpak/drag-target")], stdout=note)
        self.known = False

    def lines(self, word):
        return [line.removeprefix(word + " ") for line in self.note.read_text().splitlines() if line.startswith(word + " ")]

    def wait(self):
        wait_until("a drop", lambda: "end" in self.note.read_text().splitlines())


def test_a_tile_dragged_to_a_gtk_program_outside_goes_through_the_portal():
    wanted = make(PICTURES, "l.png")[0]
    check_in(wanted)
    with Desk() as desk:
        desk.tile("l.png")
        target = Target()
        desk.drag_to(target)
        target.wait()
        assert {"application/vnd.portal.filetransfer", "text/uri-list"} <= set(target.lines("offered")), target.note.read_text()
        assert target.lines("file") == [str(wanted)], target.note.read_text()


def test_a_lent_tile_dragged_to_a_gtk_program_outside_goes_by_its_name():
    """The portal lets nobody lend on what was lent."""
    wanted = make(ELSEWHERE, "m.png")[0]
    with Desk() as desk:
        desk.drag_from_gtk(wanted)
        desk.answer_sheet()
        desk.tile("m.png")
        desk.sources.pop().end()
        target = Target()
        desk.drag_to(target)
        target.wait()
        assert "application/vnd.portal.filetransfer" not in target.lines("offered"), target.note.read_text()
        assert target.lines("file") == [str(wanted)], target.note.read_text()


if __name__ == "__main__":
    sys.exit(main([test for name, test in list(globals().items()) if name.startswith("test_")]))
