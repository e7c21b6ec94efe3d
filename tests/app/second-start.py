#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second start: there is one Mediary, and whatever another start is given ends up in its window. Nothing is checked in
without a word."""
import os
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import PATIENCE, Program, active_window, run_steps, wait_until  # noqa: E402
from harness import picture  # noqa: E402
from keyboard import press  # noqa: E402

# As bytes: neither the shell nor Python has to understand them.
NAMES = [b"plain.png", b"100% & #1?.png", b"new\nline.png", b"no utf-8 \xff\xfe.png", b"-dash.png", b"mediary:like.png", b"-after.png"]
UNKNOWN = "mediary:00000000-0000-4000-8000-000000000000?ref=00000000-0000-4000-8000-000000000001"


class Starts:
    def __init__(self, folder):
        self.data, self.media = folder / "data", folder / "media"
        self.media.mkdir()
        for number, name in enumerate(NAMES):
            with open(bytes(self.media) + b"/" + name, "wb") as file:
                file.write(picture(64, 48, seed=number + 1))
        self.environment = {"MEDIARY_DATA_DIR": str(self.data)}
        self.first = Program(os.environ["MEDIARY_WINDOW"], environment=self.environment)

    def start(self, *arguments):
        """Another start, from the folder of the files; it hands over what it is given, and ends."""
        done = subprocess.run([os.environ["MEDIARY_WINDOW"], *arguments], cwd=self.media, env={**os.environ, **self.environment},
                              timeout=PATIENCE, check=False)
        assert done.returncode == 0, f"the second start ended with {done.returncode}"

    def count_windows(self):
        return len([name for name in self.first.names("frame") if name == "Mediary"])

    def checked_in(self):
        """The paths the library knows, as bytes."""
        listed = subprocess.run([os.environ["MEDIARY_PROGRAM"], "list", "--print0"], env={**os.environ, **self.environment}, check=False,
                                capture_output=True).stdout
        return {os.path.basename(path) for path in listed.split(b"\0") if path}

    def accept(self):
        self.first.answer_sheet()

    def see_sheet(self, line):
        wait_until(f"the question about {line}", lambda: self.first.says("Check In Files") and self.first.says(line))

    def it_shows_the_window_that_is_there(self):
        self.first.wait_for("frame", "Mediary")
        self.start()
        assert self.first.process.poll() is None
        assert self.count_windows() == 1, self.count_windows()

    def its_version_is_said_without_a_window(self):
        said = subprocess.run([os.environ["MEDIARY_WINDOW"], "--version"], env={**os.environ, **self.environment}, check=True,
                              timeout=PATIENCE, capture_output=True, text=True).stdout
        program = subprocess.run([os.environ["MEDIARY_PROGRAM"], "--version"], check=True, timeout=PATIENCE, capture_output=True, text=True).stdout
        assert said == program.replace("mediary ", "mediary-window "), said
        assert self.count_windows() == 1, self.count_windows()

    def a_file_is_asked_about_in_that_window(self):
        self.start("plain.png")
        self.see_sheet("1 image")
        assert not self.checked_in()
        self.accept()
        wait_until("the file", lambda: self.checked_in() == {b"plain.png"})
        assert self.count_windows() == 1

    def any_name_arrives_as_it_is(self):
        self.start(b"100% & #1?.png", b"new\nline.png", b"no utf-8 \xff\xfe.png")
        self.see_sheet("3 images")
        self.accept()
        wait_until("the files", lambda: self.checked_in() == set(NAMES[:4]))

    def a_name_like_a_link_is_a_file(self):
        self.start("./-dash.png", "./mediary:like.png")
        self.see_sheet("2 images")
        self.accept()
        wait_until("the files", lambda: self.checked_in() == set(NAMES[:6]))

    def two_dashes_say_that_names_follow(self):
        self.start("--", "-after.png")
        self.see_sheet("1 image")
        self.accept()
        wait_until("the file", lambda: self.checked_in() == set(NAMES))

    def a_file_is_given_by_its_address(self):
        self.start((self.media / "plain.png").as_uri())
        self.see_sheet("1 image")
        wait_until("the question in front", lambda: active_window() == "Check In Files")
        press("Escape")
        wait_until("no question", lambda: not self.first.says("Check In Files"))

    def a_reference_is_followed_there(self):
        self.start(UNKNOWN)
        wait_until("a word about the reference", lambda: self.first.says("Your library does not have the file of this reference"))
        assert self.count_windows() == 1

    def two_starts_at_once_are_one_program(self):
        self.first.end()
        both = [subprocess.Popen([os.environ["MEDIARY_WINDOW"], name], cwd=self.media, env={**os.environ, **self.environment})
                for name in ("plain.png", "./-dash.png")]
        wait_until("one of them ends", lambda: any(start.poll() is not None for start in both))
        other = next(start for start in both if start.poll() is not None)
        assert other.returncode == 0, other.returncode
        self.first.process = next(start for start in both if start is not other)
        self.first.known = False
        wait_until("both questions", lambda: self.first.names("label").count("Check In Files") == 2)
        assert self.count_windows() == 1

    def end(self):
        self.first.end()

    def steps(self):
        return [
            self.it_shows_the_window_that_is_there,
            self.its_version_is_said_without_a_window,
            self.a_file_is_asked_about_in_that_window,
            self.any_name_arrives_as_it_is,
            self.a_name_like_a_link_is_a_file,
            self.two_dashes_say_that_names_follow,
            self.a_file_is_given_by_its_address,
            self.a_reference_is_followed_there,
            self.two_starts_at_once_are_one_program,
        ]


if __name__ == "__main__":
    sys.exit(run_steps(Starts))
