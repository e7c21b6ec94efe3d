#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The story of a person without a pointer: check in by the Open dialog, find by search, see the uses, go to the document,
remove, undo, open the preferences. On the way, everything the keyboard can come to has a name for a screen reader."""
import os
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import Program, active_window, name_of, role_of, run_steps, wait_until, x  # noqa: E402
from harness import picture  # noqa: E402
from keyboard import focused, move_focus, press, see_names, shows, tab_to  # noqa: E402

DOCUMENT = "file:///home/anna/Videos/trailer.kdenlive"


class Story:
    def __init__(self, folder):
        self.data, self.media = folder / "data", folder / "media"
        self.media.mkdir()
        for name in ("hero.png", "map.png", "new.png"):
            (self.media / name).write_bytes(picture(64, 48, seed=len(name)))
        self.environment = {**os.environ, "MEDIARY_DATA_DIR": str(self.data)}
        subprocess.run([os.environ["MEDIARY_PROGRAM"], "check-in", "-q", "-m", "org.kde.kdenlive", "-a", DOCUMENT, "-l", "00:12",
                        self.media / "hero.png", self.media / "map.png"], env=self.environment, check=True)
        self.mediary = Program(os.environ["MEDIARY_WINDOW"], environment={"MEDIARY_DATA_DIR": str(self.data)})

    def the_window_opens_on_the_files(self):
        self.mediary.wait_for("frame", "Mediary")
        self.mediary.place(left=0, top=0, width=1280, height=760)
        wait_until("two files", lambda: shows(self.mediary, "hero.png") and shows(self.mediary, "map.png"))
        see_names(self.mediary)

    def a_file_is_checked_in_by_the_open_dialog(self):
        press("ctrl+o")
        self.mediary.wait_for("push button", "Cancel")
        wait_until("the Open dialog in front", lambda: active_window() == "Check In Files")
        self.paste_path(self.media / "new.png")
        wait_until("the question where it is used", self.mediary.find_sheet)
        see_names(self.mediary)
        self.mediary.answer_sheet()
        wait_until("the new file", lambda: shows(self.mediary, "new.png"))

    @staticmethod
    def paste_path(path):
        """Pasted, and not typed: newer dialogs complete what is typed, and mix that up with what is typed meanwhile."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=os.fsencode(path), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        press("ctrl+l", "ctrl+a", "ctrl+v", "Return")

    def it_is_found_by_search(self):
        press("ctrl+f")
        wait_until("the search has the focus", lambda: focused(self.mediary) is not None and role_of(focused(self.mediary)) in ("text", "entry"))
        x("type", "--delay", "20", "hero")
        wait_until("only what was looked for", lambda: self.mediary.find("label", "1 of 3 files") and shows(self.mediary, "hero.png"))

    def its_uses_are_seen(self):
        tab_to(self.mediary, "hero.png")
        press("space")
        wait_until("the uses", lambda: self.mediary.find("label", "Used in 1"))
        see_names(self.mediary)

    def its_document_is_gone_to(self):
        move_focus(self.mediary, "F6")
        tab_to(self.mediary, "trailer.kdenlive")
        press("Return")
        wait_until("the document's files", lambda: self.mediary.find("label", "3 files") and shows(self.mediary, "map.png"))

    def a_use_is_removed_and_taken_back(self):
        self.go_to("map.png")
        press("Delete")
        wait_until("the file is gone from the document", lambda: self.mediary.find("label", "2 files"))
        press("ctrl+z")
        wait_until("the file is back", lambda: self.mediary.find("label", "3 files") and shows(self.mediary, "map.png"))

    def go_to(self, name):
        """Along the files, which have the focus."""
        press("Home")
        wait_until("the focus on the first file", lambda: name_of(focused(self.mediary)).startswith("hero.png, "))
        tab_to(self.mediary, name, key="Right", limit=6)
        press("ctrl+shift+a", "space")

    def the_preferences_open(self):
        press("ctrl+comma")
        self.mediary.wait_for("label", matches=lambda name: name == "Ask Where Files Are Used", what="the preferences")
        see_names(self.mediary)

    def end(self):
        self.mediary.end()

    def steps(self):
        return [
            self.the_window_opens_on_the_files,
            self.a_file_is_checked_in_by_the_open_dialog,
            self.it_is_found_by_search,
            self.its_uses_are_seen,
            self.its_document_is_gone_to,
            self.a_use_is_removed_and_taken_back,
            self.the_preferences_open,
        ]


if __name__ == "__main__":
    sys.exit(run_steps(Story))
