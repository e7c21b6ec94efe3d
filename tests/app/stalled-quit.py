#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of a disk that does not answer are in the window and on their way into the library. It still quits at once."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
from desktop import PATIENCE, Program, run_tests, wait_until, x  # noqa: E402
from harness import in_time, picture  # noqa: E402

QUITS_IN = 2
N_FILES = 40


class Disk:
    """With files that are in the library, before it stops to answer."""

    def __init__(self, folder):
        os.environ["MEDIARY_DATA_DIR"] = str(folder / "data")
        self.source, self.mount = folder / "source", folder / "disk"
        self.source.mkdir()
        self.mount.mkdir()
        for number in range(N_FILES):
            (self.source / f"{number}.png").write_bytes(picture(600, 400, number))
        self.process = subprocess.Popen([os.environ["MEDIARY_STALLING_DISK"], self.source, self.mount, "-f"],
                                        stderr=subprocess.DEVNULL)
        wait_until("the disk", lambda: os.path.ismount(self.mount))
        subprocess.run([os.environ["MEDIARY_PROGRAM"], "check-in", self.mount, "-m", "website", "-a", "index.html", "-q"], check=True)

    def __enter__(self):
        (self.source.parent / "source.stalled").touch()
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


def see_it_quit(mediary, how):
    begun = time.monotonic()
    how()
    mediary.process.wait(PATIENCE)
    seconds = time.monotonic() - begun
    print(f"# it took {seconds:.2f} s")
    assert mediary.process.returncode == 0, mediary.process.returncode
    assert seconds < in_time(QUITS_IN), seconds


def test_by_signal(folder):
    with Disk(folder) as disk:
        mediary = start(disk)
        see_it_quit(mediary, lambda: mediary.process.send_signal(signal.SIGTERM))


def test_with_a_check_in_under_way(folder):
    with Disk(folder) as disk:
        mediary = start(disk)
        x("key", "--clearmodifiers", "Return")
        mediary.wait_for("label", matches=lambda text: text.startswith("Checking in"), what="the bar")
        see_it_quit(mediary, lambda: x("key", "--clearmodifiers", "ctrl+q"))


def main():
    if not os.path.exists("/dev/fuse"):
        print("1..0 # SKIP THERE IS NO /dev/fuse HERE: nothing is known of the window and disks that do not answer")
        return 0
    return run_tests([test_by_signal, test_with_a_check_in_under_way])


if __name__ == "__main__":
    sys.exit(main())
