#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in other languages: in the pseudo-locale nothing is left in English, and in Arabic it begins on the right."""
import os
import re
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import Atspi, Program, run_tests, wait_until  # noqa: E402
from harness import in_language, picture  # noqa: E402
from keyboard import press  # noqa: E402

TOOLS = Path(__file__).resolve().parents[2] / "tools"
MODULE, DOCUMENT, WHERE = "org.example.Cutter", "file:///home/anna/Videos/trailer.cut", "scene"
# What people and machines wrote.
DATA = ["hero.png", "trailer.cut", MODULE, WHERE, "/home/anna/Videos", "PNG", "kB", "bytes", "Mediary", "mediary-window"]
# The toolkit has catalogues of its own: its words are in letters that are not looked for.
PSEUDO = "en_XA:ru"


def check_in(folder):
    """A file with a use; answers the folder it is in."""
    media = folder / "media"
    media.mkdir()
    (media / "hero.png").write_bytes(picture(64, 48, seed=1))
    subprocess.run([os.environ["MEDIARY_PROGRAM"], "check-in", "-q", "-m", MODULE, "-a", DOCUMENT, "-l", WHERE, media / "hero.png"],
                   env={**os.environ, "MEDIARY_DATA_DIR": str(folder / "data")}, check=True)
    return media


def begin(folder, language, catalogues):
    environment = {"MEDIARY_DATA_DIR": str(folder / "data"), "MEDIARY_LOCALE_DIR": str(catalogues), **in_language(folder, language)}
    program = Program(os.environ["MEDIARY_WINDOW"], environment=environment)
    program.wait_for("frame", "Mediary")
    program.place(left=0, top=0, width=1280, height=760)
    return program


def english(program, media):
    """What a person would read in English: words outside brackets that nobody has typed."""
    found = set()
    for name in {(widget.get_name() or "").strip() for widget in program.all()}:
        rest = re.sub(r"\[[^\[\]]*\]", "", name)
        for known in [str(media), *DATA]:
            rest = rest.replace(known, "")
        if not re.match(r"(Gtk|Adw|Mediary)[A-Z]", name) and re.search(r"[A-Za-z]{2}", rest):
            found.add(name)
    return found


def see_no_english(program, media, where):
    """Rows come and go while one looks: what stays is meant."""
    try:
        wait_until("no English", lambda: not english(program, media))
    except AssertionError:
        raise AssertionError(f"in English, {where}: " + ", ".join(f"“{name}”" for name in sorted(english(program, media)))) from None


def nothing_is_left_in_english(folder):
    media = check_in(folder)
    subprocess.run([TOOLS / "make-pseudo-locale", folder / "pseudo"], check=True)
    program = begin(folder, PSEUDO, folder / "pseudo")
    try:
        wait_until("the file", lambda: [name for role in ("table cell", "list item", "panel", "grouping", "filler", "unknown")
                                        for name in program.names(role) if name.startswith("[hero.png")])
        see_no_english(program, media, "in the window")
        press("ctrl+a", "Return")
        program.wait_for("label", matches=lambda text: "trailer.cut" in (text or ""), what="the uses of the file")
        see_no_english(program, media, "in the details")
        press("ctrl+comma")
        program.wait_for("label", matches=lambda text: (text or "").startswith("[Příí"), what="the preferences")
        see_no_english(program, media, "in the preferences")
    finally:
        program.end()


def left_edge(widget):
    return widget.get_extents(Atspi.CoordType.WINDOW).x if widget is not None else None


def arabic_begins_on_the_right(folder):
    check_in(folder)
    program = begin(folder, "ar", os.environ["MEDIARY_LOCALE_DIR"])
    try:
        wait_until("the places on the right of the middle",
                   lambda: (left_edge(program.find("label", "كل الوسائط")) or 0) > 0 and
                   left_edge(program.find("label", "النوع")) > 640)
    finally:
        program.end()


def main():
    return run_tests([nothing_is_left_in_english, arabic_begins_on_the_right])


if __name__ == "__main__":
    sys.exit(main())
