#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window is killed while it plays a video. The next start names the video and does not play it again; a window that
is asked to end while it plays accuses nobody."""
import os
import signal
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import PATIENCE, Program, click, place_on_screen, run_tests, soon, wait_until, x  # noqa: E402

NAME = "clip.mp4"
WINDOW = {"left": 0, "top": 0, "width": 1200, "height": 700}


def check_in_video(folder):
    """The library's folder, where the next start finds it."""
    path, data = folder / NAME, folder / "data"
    os.environ["MEDIARY_DATA_DIR"] = str(data)
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=160x120:rate=10:duration=60",
                    "-c:v", "mpeg4", str(path)], check=True)
    subprocess.run([os.environ["MEDIARY_PROGRAM"], "check-in", str(path), "--module", "website", "--artifact", "index.html"],
                   check=True, capture_output=True)
    return data


def start():
    mediary = Program(os.environ["MEDIARY_WINDOW"])
    mediary.wait_for("frame", "Mediary")
    return mediary


def select_video(mediary):
    """A click on its tile, until the details show it."""
    mediary.place(**WINDOW)
    tile = wait_until("the tile", lambda: next((widget for widget in mediary.all() if (widget.get_name() or "").startswith(NAME + ", ")), None))

    def is_selected():
        x("mousemove", *place_on_screen(tile), "click", 1)
        return soon(lambda: mediary.find("label", "Used in 1"))

    wait_until("the details of the video", is_selected)


def play(mediary, data):
    click(mediary.wait_for("push button", "Play"))
    wait_until("a note on the disk", lambda: list((data / "playing").glob("*")))
    wait_until("the controls", lambda: mediary.find("push button", "Play or Pause"))


def test_a_killed_window(folder):
    data = check_in_video(folder)
    mediary = start()
    select_video(mediary)
    play(mediary, data)
    mediary.process.send_signal(signal.SIGKILL)
    mediary.process.wait()

    mediary = start()
    try:
        mediary.wait_for("label", matches=lambda text: NAME in text and "ended unexpectedly" in text, what="a dialog that names the video")
        click(mediary.wait_for("push button", matches=lambda text: text.endswith("Close")))
        wait_until("the dialog to go", lambda: mediary.find("label", matches=lambda text: "ended unexpectedly" in text) is None)
        select_video(mediary)
        mediary.wait_for("status bar", matches=lambda text: "only opened in its own app" in text, what="why it is not played")
        assert mediary.find("push button", "Play") is None, "the video is still offered to be played"
        assert mediary.find("push button", "Open") is not None
    finally:
        mediary.end()


def test_a_window_asked_to_end(folder):
    data = check_in_video(folder)
    mediary = start()
    select_video(mediary)
    play(mediary, data)
    mediary.process.send_signal(signal.SIGTERM)
    mediary.process.wait(PATIENCE)
    assert not list((data / "playing").glob("*")), "a note is left"
    assert not list((data / "barred").glob("*")), "the video is accused"


if __name__ == "__main__":
    sys.exit(run_tests([test_a_window_asked_to_end, test_a_killed_window]))
