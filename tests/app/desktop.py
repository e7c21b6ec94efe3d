# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests that drive the window like a person share: programs, places on the screen, the pointer.

Runs inside tools/desktop-session --accessible. Nothing here waits for a fixed time where it can wait for a fact."""
import os
import subprocess
import tempfile
import time
import traceback
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# Much longer than anything takes; a machine under load is slow, not wrong.
PATIENCE = int(os.environ.get("MEDIARY_PATIENCE", "120"))


# Newer versions of GTK count from further inside.
NEWER_BORDER = 16


def wait_until(what, fact, patience=PATIENCE):
    """Returns the first true answer of fact(); says what was waited for if none comes."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            answer = fact()
        except GLib.Error as error:  # the widget went while it was looked at
            print("#", error.message)
            answer = None
        if answer:
            return answer
        time.sleep(0.05)
    raise AssertionError(f"did not come in {patience} s: {what}")


def soon(fact):
    """Whether it comes in a moment, where something else can be done if it does not."""
    try:
        return wait_until("", fact, patience=PATIENCE // 4)
    except AssertionError:
        return None


def x(*arguments):
    """xdotool, whose commands run in order."""
    return subprocess.run(["xdotool", *map(str, arguments)], check=True, capture_output=True, text=True).stdout.strip()


def active_window():
    """Its title; there is none for a moment while another comes."""
    return subprocess.run(["xdotool", "getactivewindow", "getwindowname"], capture_output=True, text=True).stdout.strip()


def has_keyboard():
    """Whether a key has somebody to go to: there is nobody for a moment while one window goes and another comes."""
    focused = subprocess.run(["xdotool", "getwindowfocus", "getwindowname"], capture_output=True, text=True).stdout.strip()
    return focused != "" and focused == active_window()


def role_of(widget):
    """Newer ones say “button” for what was a “push button”."""
    role = widget.get_role_name()
    return "push button" if role == "button" else role


def text_of(widget):
    return Atspi.Text.get_text(widget, 0, -1) if widget.get_text_iface() is not None else ""


def name_of(widget):
    """What a screen reader says of it: with newer versions of GTK a status says its text, and what a label names what is in the
    label, though neither has a name."""
    name = widget.get_name()
    if not name and role_of(widget) == "status bar":
        return text_of(widget)
    if not name:
        labels = [relation for relation in widget.get_relation_set() if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY]
        return " ".join(text_of(relation.get_target(index)) for relation in labels for index in range(relation.get_n_targets()))
    return name


class Program:
    """A program with a window, seen through the eyes of assistive technology."""

    def __init__(self, *command, environment=None):
        self.process = subprocess.Popen(command, env={**os.environ, **(environment or {})})
        self.known = False

    def application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            try:
                application = desktop.get_child_at_index(index)
                if application is not None and application.get_process_id() == self.process.pid:
                    return application
            except GLib.Error:  # another program is coming or going
                continue
        return None

    def forget_cache(self, application):
        """Or what came since the last look is not seen. But first libatspi has to get what it asks of each new program: where it
        gets that later, version 2.46 waits for itself. It asks for an address, and then for all widgets; a program answers in
        order, so that each is there when what is asked after it is."""
        if not self.known:
            for ask in (application.get_toolkit_name, application.get_toolkit_version):
                ask()
                while GLib.MainContext.default().iteration(False):
                    pass
            self.known = True
        application.set_cache_mask(Atspi.Cache.NONE)

    def all(self, inside=None):
        """Every widget, or those in one, parents first."""
        application = self.application()
        if application is not None:
            self.forget_cache(application)
        waiting = [inside or application]
        while waiting:
            widget = waiting.pop(0)
            if widget is None:
                continue
            yield widget
            try:
                waiting += [widget.get_child_at_index(index) for index in range(widget.get_child_count())]
            except GLib.Error:
                pass

    def find(self, role, name=None, matches=lambda text: True, inside=None):
        for widget in self.all(inside):
            try:
                if role_of(widget) == role and (name_of(widget) == name if name else matches(name_of(widget))):
                    return widget
            except GLib.Error:
                continue
        return None

    def wait_for(self, role, name=None, matches=lambda text: True, what=None):
        return wait_until(what or f"{role} “{name}”", lambda: self.find(role, name, matches))

    def says(self, text):
        return any(self.ask(name_of, widget) == text for widget in self.all())

    @staticmethod
    def ask(question, widget):
        """What it answers, if it has not gone meanwhile."""
        try:
            return question(widget)
        except GLib.Error:
            return None

    def find_sheet(self):
        """The question where files are used: the window in which it is asked."""
        widget = self.find("label", "Used in")
        while widget is not None and role_of(widget.get_parent()) != "application":
            widget = widget.get_parent()
        return widget

    def answer_sheet(self):
        """The suggestion that is chosen is accepted."""
        sheet = wait_until("the question where the files are used", self.find_sheet)
        click(wait_until("its button", lambda: self.find("push button", matches=lambda name: name.endswith("Check In"), inside=sheet)))

    def names(self, role):
        names = [self.ask(Atspi.Accessible.get_name, widget) for widget in self.all() if self.ask(role_of, widget) == role]
        return [name for name in names if name is not None]

    def window(self):
        def visible():
            result = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                    capture_output=True, text=True)
            return result.stdout.split()

        return wait_until("a window", visible)[0]

    def place(self, left, top, width, height):
        window = self.window()
        x("windowsize", window, width, height, "windowmove", window, left, top)
        return window

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def click(widget):
    """The widget's own action: no pointer is needed."""
    action = widget.get_action_iface()
    for index in range(action.get_n_actions()):
        if action.get_action_name(index) in ("click", "press", "activate", "toggle"):
            assert action.do_action(index)
            return
    raise AssertionError(f"“{widget.get_name()}” cannot be clicked")


def place_on_screen(widget, low=False):
    """The widget's middle, or what is low in it, once it stands still: a view lays its rows out again after a resize."""
    def extents():
        box = widget.get_extents(Atspi.CoordType.SCREEN)
        if (box.x, box.y) == (0, 0):  # GTK 4 knows no places on the screen: older ones give those in the window, newer ones none
            box = widget.get_extents(Atspi.CoordType.WINDOW)
            return (box.x + NEWER_BORDER, box.y + NEWER_BORDER, box.width, box.height)
        return (box.x, box.y, box.width, box.height)

    def still():
        before = extents()
        time.sleep(0.1)
        return before if before == extents() and before[2] > 0 and before[0] >= 0 else None

    left, top, width, height = wait_until("a widget at rest", still)
    return left + (width // 2 if low else min(width // 2, 40)), top + (height - 12 if low else height // 2)


def take(start):
    """Presses and moves past the threshold, as a hand does, until the source has taken the pointer."""
    x("mousemove", *start)
    time.sleep(0.1)
    x("mousedown", 1)
    time.sleep(0.15)
    for step in range(1, 5):
        x("mousemove", start[0] + 4 * step, start[1] + 2 * step)
        time.sleep(0.04)
    time.sleep(0.25)


def carry(start, end):
    """Across, and a wiggle over the target."""
    for step in range(1, 26):
        x("mousemove", start[0] + (end[0] - start[0]) * step // 25, start[1] + (end[1] - start[1]) * step // 25)
        time.sleep(0.015)
    wiggle(end)


def wiggle(place):
    """A source that has a lot to do may have missed the last step."""
    for offset in (6, -6, 0):
        x("mousemove", place[0] + offset, place[1] + offset)
        time.sleep(0.1)


def let_go():
    time.sleep(0.35)  # the target's answer has to be back at the source
    x("mouseup", 1)


def drag(start, end, held=None):
    """By pointer, at the speed of a hand; with a key held, if one is named."""
    take(start)
    if held:
        x("keydown", held)
    carry(start, end)
    let_go()
    if held:
        time.sleep(0.2)
        x("keyup", held)


def drag_and_rest(start, rest, fact, find_end):
    """Rests on the way until something has happened there, and then goes on to a place that is only found then."""
    take(start)
    carry(start, rest)
    wait_until("what resting on the way brings", fact)
    end = find_end()
    carry(rest, end)
    let_go()


def take_picture():
    """What a person would see now, where MEDIARY_TEST_PICTURE says."""
    if os.environ.get("MEDIARY_TEST_PICTURE"):
        subprocess.run(["import", "-window", "root", os.environ["MEDIARY_TEST_PICTURE"]], check=False)


def is_kept(number, name, promise):
    """Whether a promise is kept, which TAP is told."""
    try:
        promise()
    except Exception as failure:  # pylint: disable=broad-except
        if not isinstance(failure, AssertionError):
            traceback.print_exc()
        take_picture()
        print(f"not ok {number} - {name}", *str(failure).splitlines(), sep="\n# ", flush=True)
        return False
    print(f"ok {number} - {name}", flush=True)
    return True


def run_steps(make_story):
    """A story, which is made with a folder of its own, has steps(), each of which begins where the one before ended, and an
    end(). The first step that fails is the last."""
    with tempfile.TemporaryDirectory(prefix="mediary-test-") as folder:
        story = make_story(Path(folder))
        try:
            steps = story.steps()
            print(f"1..{len(steps)}", flush=True)
            told = all(is_kept(number, step.__name__.replace("_", " "), step) for number, step in enumerate(steps, 1))
        finally:
            story.end()
    return 0 if told else 1


def run_tests(tests):
    """Functions that have nothing to do with each other; each gets a folder of its own."""
    def run(test):
        with tempfile.TemporaryDirectory(prefix="mediary-test-", ignore_cleanup_errors=True) as folder:
            test(Path(folder))

    print(f"1..{len(tests)}", flush=True)
    kept = [is_kept(number, test.__name__.removeprefix("test_").replace("_", " "), lambda test=test: run(test)) for number, test in enumerate(tests, 1)]
    return 0 if all(kept) else 1
