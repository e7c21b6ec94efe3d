#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader of pictures where glycin decodes: who is in which cage, and what becomes of loaders that fail, hang, or stay.

    test-glycin.py EXTRACTOR
"""

import os
import pathlib
import signal
import struct
import subprocess
import sys
import tempfile

from extractor_story import DRAW, ENVIRONMENT, Extractor, READ, SAMPLES, is_alive, limit, living_children, main, wait_for

PNG = SAMPLES / "png/tiny.png"


class Process:
    """Another one than the extractor: the starter, or a loader."""

    def __init__(self, folder):
        self.folder = folder

    def facts(self, name):
        return (self.folder / name).read_text()


def starter_of(extractor):
    children = living_children(extractor.process.pid)
    assert len(children) == 1, children
    return children[0]


def started_by(folder):
    return [child for task in (folder / "task").iterdir()
            for child in (pathlib.Path("/proc", name) for name in (task / "children").read_text().split()) if is_alive(child)]


def is_sanitized(extractor):
    return "libasan" in extractor.facts("maps")


def begin(extractor, mark):
    """Asks about a file that is but a mark, and does not wait. Returns the loaders that are at it."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(mark)
        file.flush()
        extractor.send_question(1, DRAW, file.name, "image/gif")
    wait_for(lambda: started_by(starter_of(extractor)))
    return started_by(starter_of(extractor))


def test_the_report_tells_who_decodes():
    done = subprocess.run([sys.argv[1], "--report"], stdout=subprocess.PIPE, env=ENVIRONMENT, check=False, text=True)
    assert "decoded by loaders of glycin, in a cage of their own" in done.stdout and "reads pictures yes" in done.stdout, done


def test_without_a_loader_it_says_that_no_picture_is_read():
    done = subprocess.run([sys.argv[1], "--report"], stdout=subprocess.PIPE, env={**ENVIRONMENT, "XDG_DATA_DIRS": "/usr/share"}, check=False, text=True)
    assert "reads pictures NO" in done.stdout and done.returncode == 1, done


def test_the_reader_keeps_the_cage_that_it_has_everywhere():
    extractor = Extractor("image")
    assert limit(extractor, "Max file size") == "0" and limit(extractor, "Max open files") == "64"
    assert is_sanitized(extractor) or "Seccomp:\t2" in extractor.facts("status")
    assert len(os.listdir(f"/proc/{extractor.process.pid}/fd")) == 5, "more than its two sockets"
    extractor.leave()


def test_starter_and_loader_are_in_a_cage():
    extractor = Extractor("image")
    sanitized = is_sanitized(extractor)
    starter = starter_of(extractor)
    loader, = begin(extractor, b"!stay")[:1]
    for process in (Process(starter), Process(loader)):
        status = process.facts("status")
        assert "NoNewPrivs:\t1" in status and (sanitized or "Seccomp:\t2" in status), status
        assert limit(process, "Max file size") == str(512 << 20) and limit(process, "Max open files") == "128"
        assert limit(process, "Max cpu time") == "600" and limit(process, "Max core file size") == "0"
        assert sanitized or limit(process, "Max data size") == str(512 << 20)
    assert os.readlink(starter / "fd/3") != os.readlink(f"/proc/{extractor.process.pid}/fd/3"), "it holds the library's socket"
    os.killpg(extractor.process.pid, signal.SIGKILL)
    extractor.leave()


def test_what_a_loader_leaves_behind_ends_with_the_group():
    extractor = Extractor("image")
    loaders = begin(extractor, b"!stay")
    wait_for(lambda: started_by(loaders[0]))
    left = started_by(loaders[0])
    os.killpg(extractor.process.pid, signal.SIGKILL)  # as the library ends a reader
    wait_for(lambda: not any(is_alive(process) for process in [*loaders, *left]))
    extractor.leave()


def test_a_loader_dies_with_the_reader():
    extractor = Extractor("image")
    starter = starter_of(extractor)
    loaders = begin(extractor, b"!spin")
    extractor.process.kill()
    wait_for(lambda: not any(is_alive(process) for process in [starter, *loaders]))
    extractor.leave()


def test_a_loader_that_fails_costs_its_file_alone():
    extractor = Extractor("image")
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"!fail")
        file.flush()
        for serial, kind in ((1, READ), (2, DRAW)):
            answer = extractor.ask(serial, kind, file.name, "image/gif")
            assert answer[:2] == (serial, "damaged") and answer[6] == 0, answer
    answer = extractor.ask(3, DRAW, PNG, "image/png", "file:///x")
    assert answer[:2] == (3, "") and answer[3:5] == (6, 7) and answer[7] > 0, answer
    assert extractor.leave()[0] == 0


def test_the_reader_ends_when_the_starter_has():
    extractor = Extractor("image")
    os.kill(int(starter_of(extractor).name), signal.SIGKILL)
    try:
        extractor.ask(1, DRAW, PNG, "image/png")
        raise AssertionError("it answered")
    except (OSError, struct.error):
        pass
    assert extractor.leave()[0] == 1


def test_what_has_no_loader_is_said():
    extractor = Extractor("image")
    assert extractor.ask(1, READ, PNG, "image/avif")[1] == "no-decoder"
    assert extractor.leave()[0] == 0


if __name__ == "__main__":
    sys.exit(main(dict(globals())))
