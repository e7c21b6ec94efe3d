#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three files are dragged from Thunar into the window by pointer, as a person does it.

The window asks where they are used; after the answer three rows are in the window and three are in the database."""
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import Program, click, drag, place_on_screen, wait_until, x  # noqa: E402
from harness import picture, sound  # noqa: E402

NAMES = ["plain.png", "sommer fest – Übersicht.png", "音.wav"]
LEFT = {"left": 0, "top": 0, "width": 560, "height": 600}
RIGHT = {"left": 600, "top": 0, "width": 780, "height": 700}


def make_media(folder):
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(sound() if name.endswith(".wav") else picture(64, 48, seed=len(name)))
    (folder / "left alone.png").write_bytes(picture())


def set_up_file_manager():
    """Details view: its rows are the only ones with places."""
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "xfce4/xfconf/xfce-perchannel-xml"
    settings.mkdir(parents=True)
    (settings / "thunar.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><channel name="thunar" version="1.0">'
        '<property name="default-view" type="string" value="ThunarDetailsView"/>'
        '<property name="last-view" type="string" value="ThunarDetailsView"/>'
        '<property name="last-side-pane" type="string" value="void"/>'
        '<property name="misc-remember-geometry" type="bool" value="false"/></channel>')


def select_files(thunar):
    """A click, then clicks with Control held; the first file's place is where a drag of all three begins."""
    cells = {name: thunar.wait_for("table cell", name) for name in NAMES}
    places = {name: place_on_screen(cell) for name, cell in cells.items()}
    for index, name in enumerate(NAMES):
        x("mousemove", *places[name])
        time.sleep(0.1)
        x(*(["click", 1] if index == 0 else ["keydown", "ctrl", "click", 1, "keyup", "ctrl"]))
        time.sleep(0.3)
    time.sleep(0.6)  # or the press that begins the drag would be the second of a double click
    return places[NAMES[0]]


def read_rows(database, sql):
    if not database.exists():
        return []
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def rows_in_window(mediary):
    names = [name for role in ("list item", "table cell", "unknown", "filler", "panel") for name in mediary.names(role)]
    return sorted({wanted for wanted in NAMES if any(name.startswith(wanted + ", ") for name in names)})


def drag_three_files(folder):
    media, data = folder / "media", folder / "data"
    make_media(media)
    set_up_file_manager()
    mediary = Program(os.environ["MEDIARY_WINDOW"], environment={"MEDIARY_DATA_DIR": str(data)})
    thunar = Program("thunar", str(media), environment={"GTK_MODULES": "gail:atk-bridge"})
    try:
        mediary.wait_for("frame", "Mediary")
        mediary.wait_for("push button", matches=lambda name: "Check In" in name, what="the empty page")
        mediary.place(**RIGHT)
        thunar.place(**LEFT)

        start = select_files(thunar)
        drag(start, (RIGHT["left"] + 500, RIGHT["top"] + 400))
        mediary.wait_for("label", "Check In Files", what="the question where the files are used")
        click(mediary.wait_for("push button", matches=lambda name: name.endswith("Check In") and "Files" not in name))

        database = data / "mediary.db"
        items = wait_until("three items in the database", lambda: len(read_rows(database, "SELECT id FROM media_items")) == 3)
        assert items
        wait_until("three rows in the window", lambda: rows_in_window(mediary) == sorted(NAMES))
        paths = {Path(path).name for path, in read_rows(database, "SELECT path FROM media_items")}
        assert paths == set(NAMES), paths
        uses = read_rows(database, "SELECT module_name, artifact_name FROM media_references")
        assert uses == [("org.mediary.Mediary", "Library")] * 3, uses
        assert all((media / name).exists() for name in NAMES), "a drop must not move files"
    except AssertionError:
        if os.environ.get("MEDIARY_TEST_PICTURE"):
            subprocess.run(["import", "-window", "root", os.environ["MEDIARY_TEST_PICTURE"]], check=False)
        raise
    finally:
        mediary.end()
        thunar.end()


def main():
    print("1..1")
    with tempfile.TemporaryDirectory() as folder:
        try:
            drag_three_files(Path(folder))
        except AssertionError as failure:
            print(f"not ok 1 - three files dragged from a file manager are checked in # {failure}")
            return 1
    print("ok 1 - three files dragged from a file manager are checked in")
    return 0


if __name__ == "__main__":
    sys.exit(main())
