# SPDX-License-Identifier: GPL-3.0-or-later
"""A person without a pointer or without eyes: keys, what has the focus, and what a screen reader says of it."""
from desktop import Atspi, has_keyboard, name_of, role_of, wait_until, x


def has_state(widget, state):
    return widget.get_state_set().contains(state)


def press(*keys):
    for key in keys:
        wait_until(f"a window for {key}", has_keyboard)
        x("key", "--clearmodifiers", key)


def badly_named(program):
    """What the keyboard can come to, but a screen reader could only call by its kind, or says twice, or with the mark of its key."""
    faults = []
    for widget in program.all():
        if not has_state(widget, Atspi.StateType.FOCUSABLE) or not has_state(widget, Atspi.StateType.VISIBLE):
            continue
        if role_of(widget) == "panel":  # newer versions of GTK give what is nothing in itself no name, even if it has one
            continue
        place = widget.get_extents(Atspi.CoordType.WINDOW)
        if place.width <= 0 or place.height <= 0:  # on a page that was never shown
            continue
        name = (name_of(widget) or "").strip()
        if is_nameless(name) or is_stuttered(name) or is_marked(name):
            faults.append(f"{role_of(widget)} “{name}” in {path_of(widget)}")
    return faults


def is_nameless(name):
    return not name or name.startswith(("Gtk", "Adw", "Mediary")) and name != "Mediary"


def is_stuttered(name):
    """Whether the same words come twice in a row, as in “Check _In Check In”. Numbers may."""
    words = [word.strip(",.:;") for word in name.replace("_", "").casefold().split()]
    pieces = [(words[first:first + length], words[first + length:first + 2 * length])
              for length in range(1, len(words) // 2 + 1) for first in range(len(words) - 2 * length + 1)]
    return any(piece == next_piece and not "".join(piece).isdigit() for piece, next_piece in pieces)


def is_marked(name):
    """As in “_Cancel”. Folders may be called so, files of a test that asks are not."""
    return any("_" in word and "/" not in word for word in name.split())


def path_of(widget):
    names = []
    while widget is not None and len(names) < 6:
        names.append(f"{widget.get_role_name()}({widget.get_name()})")
        widget = widget.get_parent()
    return " < ".join(names[1:])


def focused(program):
    """In the window that came last: each keeps a focus, and older versions of GTK do not say which of them is in front."""
    application = program.application()
    windows = [application.get_child_at_index(index) for index in range(application.get_child_count())] if application is not None else []
    for window in reversed(windows):
        for widget in program.all(window):
            if has_state(widget, Atspi.StateType.FOCUSED):
                return widget
    return None


def move_focus(program, key):
    """Presses a key, and returns what has the focus once that has moved: keys that are pressed ahead of it would go too far."""
    before = focused(program)

    def elsewhere():
        widget = focused(program)
        return widget if widget is not None and widget != before else None

    press(key)
    return wait_until(f"{key} to move the focus", elsewhere)


def tab_to(program, begins, key="Tab", limit=40):
    """Presses a key until what has the focus has a name that begins so."""
    widget = wait_until("a focus", lambda: focused(program))
    seen = []
    while not name_of(widget).startswith(begins):
        seen.append(f"{role_of(widget)} “{name_of(widget)}”")
        assert len(seen) <= limit, f"{limit} times {key} do not lead to “{begins}”, but to {', '.join(seen)}"
        widget = move_focus(program, key)
    return widget


def see_names(program):
    """What comes up has its name a moment after it is there."""
    try:
        wait_until("names", lambda: not badly_named(program))
    except AssertionError:
        raise AssertionError("without a name, or not said once: " + ", ".join(badly_named(program))) from None


def shows(program, begins):
    """A file in the view, by the name its row or tile has."""
    roles = ("list item", "table cell", "unknown", "filler", "panel", "grouping")
    return [name for role in roles for name in program.names(role) if name.startswith(begins + ", ")]
