# SPDX-License-Identifier: GPL-3.0-or-later
"""File managers as a person uses them: a window with a folder, its files at places on the screen, some of them selected."""
import os
import subprocess
import time
from pathlib import Path

from desktop import Atspi, Program, active_window, place_on_screen, wait_until, x


class FileManager:
    """What all have in common; each says how it is started and what its rows are."""
    command = []
    roles = ("table cell",)
    environment = {}
    low = False  # its items are dragged by their names, which stand below
    window_relative = False  # GTK 4 counts from the window, whatever is asked

    def __init__(self, folder):
        self.set_up()
        self.program = Program(*self.command, str(folder), environment=self.environment)
        self.position = (0, 0)

    def set_up(self):
        pass

    def find_window(self):
        """By process; a file manager that hands over to another process of its own is found by its class."""
        for search in (["--pid", str(self.program.process.pid)], ["--class", self.command[0]]):
            found = subprocess.run(["xdotool", "search", "--onlyvisible", *search], capture_output=True, text=True).stdout.split()
            found = [window for window in found if self.is_large(window)]
            if found:
                return found[-1]
        return None

    @staticmethod
    def is_large(window):
        result = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True)
        sizes = dict(line.split("=") for line in result.stdout.split() if "=" in line)
        return int(sizes.get("WIDTH", 0)) > 200

    def place(self, left, top, width, height):
        window = wait_until(f"the window of {self.command[0]}", self.find_window)
        self.position, self.size = (left, top), (width, height)
        subprocess.run(["wmctrl", "-ir", window, "-b", "remove,maximized_vert,maximized_horz"], check=False)
        x("windowsize", window, width, height, "windowmove", window, left, top)

    @classmethod
    def is_named(cls, widget, name):
        return (widget.get_name() or "") == name

    def find(self, name):
        return wait_until(f"“{name}” in {self.command[0]}", lambda: next(
            (widget for widget in self.program.all() if widget.get_role_name() in self.roles and self.is_named(widget, name)), None))

    def look_for(self, *names):
        """Where files are on the screen."""
        left, top = self.position if self.window_relative else (0, 0)
        places = [place_on_screen(widget, self.low) for widget in [self.find(name) for name in names]]
        return [(place[0] + left, place[1] + top) for place in places]

    def select(self, *names):
        """A click, then clicks with Control held; the answer is where a drag of all of them begins."""
        places = self.look_for(*names)
        for index, place in enumerate(places):
            x("mousemove", *place)
            time.sleep(0.1)
            x(*(["click", 1] if index == 0 else ["keydown", "ctrl", "click", 1, "keyup", "ctrl"]))
            time.sleep(0.3)
        time.sleep(0.6)  # or the press that begins the drag would be the second of a double click
        return places[0]

    def select_all(self, name):
        """All files of the folder; one of them is where a drag begins."""
        place = self.select(name)
        x("key", "--clearmodifiers", "ctrl+a")
        time.sleep(0.6)
        return place

    def end(self):
        self.program.end()


class Thunar(FileManager):
    command = ["thunar"]
    environment = {"GTK_MODULES": "gail:atk-bridge"}

    def set_up(self):
        """Details view: its rows are the only ones with places."""
        settings = Path(os.environ["XDG_CONFIG_HOME"]) / "xfce4/xfconf/xfce-perchannel-xml"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "thunar.xml").write_text(
            '<?xml version="1.0" encoding="UTF-8"?><channel name="thunar" version="1.0">'
            '<property name="default-view" type="string" value="ThunarDetailsView"/>'
            '<property name="last-view" type="string" value="ThunarDetailsView"/>'
            '<property name="last-side-pane" type="string" value="void"/>'
            '<property name="misc-remember-geometry" type="bool" value="false"/></channel>')


class BlindThunar(Thunar):
    """Of thousands of files it would tell assistive technology each; so here it tells nothing, and what is so is seen in what it
    puts on the clipboard."""
    environment = {"NO_AT_BRIDGE": "1", "GTK_MODULES": ""}

    def __init__(self, folder):
        super().__init__(folder)
        self.n_files = len(os.listdir(folder))

    def work(self):
        """For how long it has had the processor, in ticks, and whether it wants it now."""
        fields = Path(f"/proc/{self.program.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12]), fields[0]

    def rest(self):
        """Until it has done all it was asked. Keys that come while it is at work wait in a row, each for a second of work."""
        def rests():
            before = self.work()
            time.sleep(0.5)
            return before == self.work() and before[1] == "S"

        wait_until("the file manager at rest", rests)

    def select_all(self, name):
        """So the window is full of selected rows, and each of them will do."""
        self.rest()
        wait_until("the file manager in front", lambda: x("windowactivate", self.find_window()) == "" and active_window() == "media - Thunar")
        x("key", "ctrl+a")
        self.rest()
        return self.position[0] + 70, self.position[1] + self.size[1] // 2


class Nautilus(FileManager):
    command = ["nautilus", "--new-window"]
    roles = ("table cell", "list item")
    window_relative = True
    environment = {"GTK_A11Y": "atspi"}

    @classmethod
    def is_named(cls, widget, name):
        return (widget.get_name() or "").split(",")[0].strip() == name


class PcmanfmQt(FileManager):
    command = ["pcmanfm-qt"]
    roles = ("list item", "table cell")
    environment = {"QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}


class Dolphin(FileManager):
    command = ["dolphin", "--new-window"]
    low = True
    roles = ("list item", "table cell")
    environment = {"QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}


class Firefox(FileManager):
    """No file manager, but something people drag from: it shows a page that is one link, all over."""
    command = ["firefox-esr", "--no-remote", "--new-instance"]
    colour = "srgb(0,128,64)"

    def __init__(self, folder):
        page, profile = Path(folder) / "page.html", Path(folder) / "profile"
        profile.mkdir()
        (profile / "user.js").write_text(
            'user_pref("browser.aboutwelcome.enabled", false); user_pref("browser.shell.checkDefaultBrowser", false);'
            'user_pref("datareporting.policy.dataSubmissionEnabled", false); user_pref("browser.startup.homepage_override.mstone", "ignore");'
            'user_pref("app.normandy.enabled", false); user_pref("accessibility.force_disabled", 1);')
        page.write_text('<a href="http://localhost/picture.png" style="position:fixed;inset:0;background:rgb(0,128,64)">a link</a>')
        self.program = Program(*self.command, "--profile", str(profile), str(page))
        self.position = (0, 0)

    def find_window(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "firefox"], capture_output=True, text=True).stdout.split()
        return next((window for window in found if self.is_large(window)), None)

    def select(self, *names):
        """The middle of the page, as soon as it is there."""
        place = (self.position[0] + 200, self.position[1] + 350)

        def is_there():
            self.place(*self.position, *self.size)  # it opens as large as the screen, some time after it has a window
            time.sleep(0.5)
            picture = subprocess.run(["import", "-window", "root", "-crop", f"1x1+{place[0]}+{place[1]}", "txt:-"], capture_output=True, text=True)
            left = subprocess.run(["import", "-window", "root", "-crop", "1x1+40+350", "txt:-"], capture_output=True, text=True)
            return self.colour in picture.stdout.lower() and self.colour not in left.stdout.lower()

        wait_until("the page in Firefox", is_there)
        return place


class EmptyDrag(FileManager):
    """No file manager either: files are promised by a window, all over, but none are handed over. See empty-drag-source.c."""
    answer = "list"

    def __init__(self, folder):
        self.command = [os.environ["MEDIARY_EMPTY_DRAG_SOURCE"]]
        self.program = Program(*self.command, self.answer)
        self.program.wait_for("label", "Drag nothing")
        self.position = (0, 0)

    def select(self, *names):
        """Its middle, as soon as it stands still and is in front: the press that brings it there would begin no drag."""
        wait_until("the window in front", lambda: x("windowactivate", self.find_window()) == "" and active_window() == "Drag Nothing")
        label = self.program.wait_for("label", "Drag nothing")
        wait_until("the window as large as it will be", lambda: label.get_extents(Atspi.CoordType.WINDOW).width > self.size[0] - 60)
        return (self.position[0] + self.size[0] // 2, self.position[1] + self.size[1] // 2)


class FailingDrag(EmptyDrag):
    answer = "error"


class SilentDrag(EmptyDrag):
    answer = "silence"


ALL = {"thunar": Thunar, "blind-thunar": BlindThunar, "nautilus": Nautilus, "pcmanfm-qt": PcmanfmQt, "dolphin": Dolphin, "firefox": Firefox,
       "empty": EmptyDrag, "failing": FailingDrag, "silent": SilentDrag}
