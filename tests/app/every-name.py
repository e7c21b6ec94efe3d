#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything the keyboard can come to has a name for a screen reader, which says it once and without the mark of its key: on every
page, in every window and every menu."""
import os
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import Atspi, Program, click, name_of, role_of, run_steps, wait_until, x  # noqa: E402
from harness import picture  # noqa: E402
from keyboard import focused, has_state, move_focus, press, see_names, shows, tab_to  # noqa: E402

DOCUMENT = "file:///home/anna/Videos/trailer.kdenlive"


class Tour:
    def __init__(self, folder):
        self.data, self.media = folder / "data", folder / "media"
        self.media.mkdir()
        for number, name in enumerate(("hero.png", "map.png", "gone.png")):
            (self.media / name).write_bytes(picture(64, 48, seed=number + 1))
        (self.media / "notes.txt").write_text("Not a picture.\n")
        self.environment = {"MEDIARY_DATA_DIR": str(self.data)}
        self.run("check-in", "-q", "-m", "org.kde.kdenlive", "-a", DOCUMENT, "-l", "00:12", self.media / "hero.png", self.media / "gone.png")
        self.run("check-in", "-q", "-m", "website", "-a", "start page", self.media / "hero.png", self.media / "map.png")
        (self.media / "gone.png").unlink()
        self.run("refresh", self.media / "gone.png")
        self.mediary = Program(os.environ["MEDIARY_WINDOW"], environment=self.environment)

    def run(self, *arguments):
        subprocess.run([os.environ["MEDIARY_PROGRAM"], *map(str, arguments)], env={**os.environ, **self.environment}, check=False,
                       capture_output=True)

    def see(self, text):
        wait_until(f"“{text}”", lambda: self.mediary.says(text))
        see_names(self.mediary)

    def close(self, text):
        """A window, or what lies over another."""
        press("Escape")
        wait_until(f"“{text}” is gone", lambda: not self.mediary.says(text))

    def the_grid(self):
        self.mediary.place(left=0, top=0, width=1280, height=760)
        wait_until("three files", lambda: shows(self.mediary, "hero.png") and shows(self.mediary, "gone.png"))
        see_names(self.mediary)

    def the_list(self):
        press("ctrl+1")
        wait_until("three files", lambda: shows(self.mediary, "hero.png") and shows(self.mediary, "gone.png"))
        see_names(self.mediary)
        press("ctrl+2")

    def several_selected_files(self):
        press("F6", "ctrl+a")
        self.see("3 Files Selected")

    def one_file_with_its_uses_and_history(self):
        self.select("hero.png")
        self.see("Used in 2")
        self.see("History")

    def select(self, name):
        press("ctrl+f")
        x("type", "--delay", "20", name)
        wait_until("only this file", lambda: shows(self.mediary, name) and self.mediary.says("1 of 3 files"))
        tab_to(self.mediary, name)
        press("space")

    def a_search_that_finds_nothing(self):
        press("ctrl+f", "ctrl+a")
        x("type", "--delay", "20", "nothing is called so")
        self.see("No Results")
        press("Escape", "Escape")

    def the_preferences(self):
        press("ctrl+comma")
        self.see("Ask Where Files Are Used")
        self.close("Ask Where Files Are Used")

    def the_keyboard_shortcuts(self):
        press("ctrl+question")
        self.see("Undo")
        self.close("Check in copied files")

    def the_help(self):
        press("F1")
        self.see("What Mediary Is For")
        self.close("What Mediary Is For")

    def the_main_menu(self):
        press("F10")
        self.see("Keyboard Shortcuts")
        self.close("Keyboard Shortcuts")  # or the same key would not open it again

    def about_mediary(self):
        press("F10")
        click(self.mediary.wait_for("menu item", "About Mediary"))
        self.see("Troubleshooting")

    def its_troubleshooting(self):
        self.open_row("Troubleshooting")
        self.open_row("Debugging Information")
        self.see("Copy Text")
        press("Escape", "Escape")  # a page each; the last one is
        self.close("Copy Text")

    def open_row(self, name):
        """A row of a list, which has nothing to click in the eyes of assistive technology."""
        tab_to(self.mediary, name)
        press("Return")

    def a_document_and_its_menu(self):
        self.go_to_place("All Media")
        wait_until("three files", lambda: self.mediary.says("3 files") and shows(self.mediary, "map.png"))
        self.select("map.png")
        self.open_row("start page")
        wait_until("the document’s files", lambda: self.mediary.says("2 files"))
        tab_to(self.mediary, "More Actions for the Document", key="shift+Tab")
        press("space")
        self.see("Rename or Move…")

    def go_to_place(self, name):
        """In the sidebar, from wherever the focus is."""
        widget = wait_until("a focus", lambda: focused(self.mediary))
        while name_of(widget.get_parent()) != "Places":
            widget = move_focus(self.mediary, "F6")
        press("Home")
        tab_to(self.mediary, name, key="Down")

    def the_question_for_its_new_name(self):
        click(self.mediary.wait_for("menu item", "Rename or Move…"))
        self.see("Rename Document")
        self.close("Rename Document")

    def the_question_who_uses_files(self):
        subprocess.run([os.environ["MEDIARY_WINDOW"], "map.png", "notes.txt"], cwd=self.media, env={**os.environ, **self.environment}, check=True)
        self.see("Check In Files")

    def the_entries_of_another_document(self):
        tab_to(self.mediary, "trailer.kdenlive")
        tab_to(self.mediary, "Other…", key="Down")
        press("space")
        for name in ("App or Project", "Document"):
            wait_until(f"an entry for “{name}”", lambda name=name: self.entry(name))
        see_names(self.mediary)
        tab_to(self.mediary, "start page", key="Up")
        press("space")

    def entry(self, name):
        """Which the keyboard can come to."""
        entries = [widget for widget in self.mediary.all(self.mediary.find_sheet()) if role_of(widget) in ("text", "entry")]
        return [entry for entry in entries if name_of(entry) == name and has_state(entry, Atspi.StateType.FOCUSABLE)]


    def what_came_of_the_last_check_in(self):
        self.mediary.answer_sheet()
        self.go_to_place("Last Check-in")
        self.see("notes.txt")

    def a_file_of_it(self):
        """The keyboard comes to the headings and to what was not checked in, too."""
        move_focus(self.mediary, "F6")
        tab_to(self.mediary, "Not Checked In")
        tab_to(self.mediary, "notes.txt", key="Down")
        tab_to(self.mediary, "map.png", key="Down")
        see_names(self.mediary)

    def end(self):
        self.mediary.end()

    def steps(self):
        return [
            self.the_grid,
            self.the_list,
            self.several_selected_files,
            self.one_file_with_its_uses_and_history,
            self.a_search_that_finds_nothing,
            self.the_preferences,
            self.the_keyboard_shortcuts,
            self.the_help,
            self.the_main_menu,
            self.about_mediary,
            self.its_troubleshooting,
            self.a_document_and_its_menu,
            self.the_question_for_its_new_name,
            self.the_question_who_uses_files,
            self.the_entries_of_another_document,
            self.what_came_of_the_last_check_in,
            self.a_file_of_it,
        ]


if __name__ == "__main__":
    sys.exit(run_steps(Tour))
