# SPDX-License-Identifier: GPL-3.0-or-later
"""What each built program needs, read from the file: the design card's libraries, each where it belongs."""
import os
import re
import subprocess
from pathlib import Path

from harness import EXTRACTOR, LIBRARY_FOLDER, PROGRAM, equal, holds, main

SOURCE = Path(os.environ["MEDIARY_SOURCE"])
WINDOW = os.environ.get("MEDIARY_WINDOW")
[LIBRARY] = [path for path in LIBRARY_FOLDER.glob("libmediary*.so*") if path.is_file() and not path.is_symlink()]

DECODERS = r"lib(gst\w*|gdk_pixbuf|exif|rsvg|jpeg|png|tiff|webp|avcodec|avformat)"
TOOLKIT = r"lib(gtk-4|adwaita)"


def needed(path):
    """The libraries a file names itself (DT_NEEDED), not those that come with them."""
    table = subprocess.run(["readelf", "--dynamic", "--wide", path], check=True, capture_output=True, text=True).stdout
    return re.findall(r"\(NEEDED\).*\[(.*?)\]", table)


def undefined(path):
    """The functions a file expects from its libraries."""
    table = subprocess.run(["readelf", "--dyn-syms", "--wide", path], check=True, capture_output=True, text=True).stdout
    return re.findall(r"\bUND (\w+)", table)


def of(pattern, names):
    return [name for name in names if re.match(pattern, name)]


def test_the_library_needs_sqlite_and_libuuid(_):
    libraries = needed(LIBRARY)
    holds(of(r"libsqlite3\.", libraries) and of(r"libuuid\.", libraries), libraries)


def test_the_library_needs_no_toolkit_and_no_decoder(_):
    equal(of(TOOLKIT + "|" + DECODERS, needed(LIBRARY)), [])


def test_the_command_line_needs_no_toolkit_no_decoder_and_no_database(_):
    equal(of(TOOLKIT + "|" + DECODERS + "|libsqlite3", needed(PROGRAM)), [])
    equal(of("sqlite3_", undefined(PROGRAM)), [])


def test_the_extractor_needs_gdk_pixbuf_and_gstreamer(_):
    libraries = needed(EXTRACTOR)
    holds(of(r"libgdk_pixbuf", libraries) and of(r"libgstreamer", libraries), libraries)
    equal(of(TOOLKIT + "|libsqlite3", libraries), [])


# GTK brings gdk-pixbuf along and may bring more, so the window is judged by what it names and calls itself.
def test_the_window_needs_gtk_and_decodes_nothing(_):
    libraries, functions = needed(WINDOW), undefined(WINDOW)
    holds(of(r"libgtk-4\.", libraries), libraries)
    equal(of(DECODERS + "|libsqlite3", libraries), [])
    equal(of(r"gst_|sqlite3_|gdk_pixbuf_(new_from|loader|get_file_info|animation)|gdk_texture_new_from", functions), [])


def test_only_the_extractor_calls_decoders(_):
    for path in (LIBRARY, PROGRAM):
        equal(of(r"gst_|gdk_pixbuf_|exif_", undefined(path)), [], path)
    holds(of(r"gst_discoverer|gst_", undefined(EXTRACTOR)) and of("gdk_pixbuf_", undefined(EXTRACTOR)))


def test_the_top_level_is_the_design_cards(_):
    for name in ("src", "data/ui", "data/icons", "po", "tests", "flatpak"):
        holds((SOURCE / name).is_dir(), name)
    holds((SOURCE / "meson.build").is_file())


if not WINDOW:
    # The sanitizer build has no window; there is nothing to read in it.
    del test_the_window_needs_gtk_and_decodes_nothing
main(dict(globals()))
