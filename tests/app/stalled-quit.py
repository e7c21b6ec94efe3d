#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of a disk that does not answer are in the window and on their way into the library. It still quits, and waits for no answer."""
import os
import signal
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import PATIENCE, Program, active_window, run_tests, wait_until  # noqa: E402
from harness import picture  # noqa: E402
from keyboard import press  # noqa: E402

# More than would be over in time if each were waited for.
N_FILES = 40


class Disk:
    """With files that are in the library, before it stops to answer."""

    def __init__(self, folder):
        os.environ["MEDIARY_DATA_DIR"] = str(folder / "data")
        self.source, self.stalled, self.mount = folder / "source", folder / "source.stalled", folder / "disk"
        self.source.mkdir()
        self.mount.mkdir()
        for number in range(N_FILES):
            (self.source / f"{number}.png").write_bytes(picture(600, 400, number))
        self.process = subprocess.Popen([os.environ["MEDIARY_STALLING_DISK"], self.source, self.mount, "-f"],
                                        stderr=subprocess.DEVNULL)
        wait_until("the disk", lambda: os.path.ismount(self.mount))
        subprocess.run([os.environ["MEDIARY_PROGRAM"], "check-in", self.mount, "-m", "website", "-a", "index.html", "-q"], check=True)

    def __enter__(self):
        self.stalled.touch()
        return self

    def __exit__(self, *failure):
        """Whoever hangs on it is let go."""
        self.process.kill()
        self.process.wait()
        subprocess.run(["umount", "-l", self.mount] if os.getuid() == 0 else ["fusermount3", "-uz", self.mount], check=False,
                       stderr=subprocess.DEVNULL)


def start(disk):
    mediary = Program(os.environ["MEDIARY_WINDOW"], str(disk.mount))
    mediary.wait_for("push button", matches=lambda name: name.endswith("Cancel"), what="the sheet for what it was started with")
    return mediary


def see_it_quit(disk, mediary, how):
    how()
    assert mediary.process.wait(PATIENCE) == 0, mediary.process.returncode
    assert disk.process.poll() is None and disk.stalled.exists(), "the disk has answered"


def test_by_signal(folder):
    with Disk(folder) as disk:
        mediary = start(disk)
        see_it_quit(disk, mediary, lambda: mediary.process.send_signal(signal.SIGTERM))


def test_with_a_check_in_under_way(folder):
    with Disk(folder) as disk:
        mediary = start(disk)
        mediary.answer_sheet()
        mediary.wait_for("label", matches=lambda text: text.startswith("Checking in"), what="the bar")
        see_it_quit(disk, mediary, lambda: wait_until("the window in front", lambda: active_window() == "Mediary") and press("ctrl+q"))


def main():
    if not os.path.exists("/dev/fuse"):
        print("1..0 # SKIP THERE IS NO /dev/fuse HERE: nothing is known of the window and disks that do not answer")
        return 0
    return run_tests([test_by_signal, test_with_a_check_in_under_way])


if __name__ == "__main__":
    sys.exit(main())
