#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The extractor by itself, spoken to over its socket: what it gives up, what it answers, and how it leaves.

    test-extractor-program.py EXTRACTOR
"""

import json
import os
import struct
import subprocess
import sys

from extractor_story import DRAW, ENVIRONMENT, Extractor, MARK, READ, SAMPLES, is_alive, limit, living_children, main, wait_for


def check_rights(role, files):
    extractor = Extractor(role)
    assert "NoNewPrivs:\t1" in extractor.facts("status")
    assert limit(extractor, "Max file size") == "0"
    assert limit(extractor, "Max core file size") == "0"
    assert limit(extractor, "Max open files") == files
    sanitized = "libasan" in extractor.facts("maps")
    assert sanitized or limit(extractor, "Max data size") == str(512 << 20)
    assert sorted(map(int, os.listdir(f"/proc/{extractor.process.pid}/fd")))[:4] == [0, 1, 2, 3]
    assert sanitized or "Seccomp:\t2" in extractor.facts("status"), "no seccomp filter"
    if role == "image":
        assert len(os.listdir(f"/proc/{extractor.process.pid}/fd")) == 4
    extractor.leave()


def test_an_image_reader_has_few_rights():
    check_rights("image", "64")


def test_a_stream_reader_has_few_rights():
    check_rights("stream", "256")


def test_a_child_for_one_file_has_fewer_rights_than_its_server():
    extractor = Extractor("stream")
    extractor.ask(1, READ, SAMPLES / "wav" / "tiny.wav", "audio/x-wav")
    sanitized = "libasan" in extractor.facts("maps")
    server = extractor.process.pid
    wait_for(lambda: len(living_children(server)) == 1)  # it waits for the next file, and the last one's is gone
    child = living_children(server)[0]
    wait_for(lambda: sanitized or "Seccomp_filters:\t2" in (child / "status").read_text())
    assert sorted(os.listdir(child / "fd")) == ["0", "1", "2", "3"]
    assert os.readlink(child / "fd" / "3") != os.readlink(f"/proc/{server}/fd/3"), "it holds the library's socket"
    extractor.leave()
    wait_for(lambda: not is_alive(child))


def test_a_child_dies_with_its_server():
    extractor = Extractor("stream")
    server = extractor.process.pid
    wait_for(lambda: living_children(server))
    child = living_children(server)[0]
    extractor.process.kill()
    extractor.leave()
    wait_for(lambda: not is_alive(child))


def test_the_report_tells_that_files_are_read_in_the_cage():
    done = subprocess.run([sys.argv[1], "--report"], stdout=subprocess.PIPE, env=ENVIRONMENT, check=False, text=True)
    assert "reads pictures yes, reads sounds yes" in done.stdout, done
    assert "without its cage" in done.stdout or "seccomp yes" in done.stdout, done


def check_all_samples(role, prefixes):
    """Leaves cleanly after many files: under the sanitizers that means that nothing leaked."""
    extractor = Extractor(role)
    asked = 0
    for sample in sorted(p for p in SAMPLES.glob("*/*") if p.suffix != ".json"):
        expected = json.loads(sample.with_name(sample.name + ".json").read_text())
        if not expected["content_type"].startswith(prefixes):
            continue
        for kind in (READ, DRAW) if role == "image" else (READ,):
            asked += 1
            answer = extractor.ask(asked, kind, sample, expected["content_type"], "file:///x")
            assert answer[0] == asked
            if kind == READ:
                assert answer[1] == expected["note"], (sample, answer)
                assert answer[2].get("width") == expected["fields"].get("width"), (sample, answer)
    status, messages = extractor.leave()
    assert asked > 5 and status == 0, (asked, status, messages)


def test_pictures_are_answered_and_it_leaves_cleanly():
    check_all_samples("image", ("image/",))


def test_sounds_and_videos_are_answered_and_it_leaves_cleanly():
    check_all_samples("stream", ("audio/", "video/"))


def test_what_is_no_request_makes_it_leave():
    for data in (b"", b"x", b"\0" * 8, struct.pack("=II", 4, MARK) + b"abc", struct.pack("=II", 40, MARK) + b"\xff" * 40):
        extractor = Extractor("image")
        extractor.send(data)
        status, messages = extractor.leave()
        assert status == 0, (data, status, messages)


def test_what_is_no_file_is_damaged():
    extractor = Extractor("image")
    read_end, write_end = os.pipe()
    for number, path in enumerate((f"/proc/self/fd/{read_end}", "/dev/null", "/tmp", "/proc/self/maps"), 1):
        if number == 1:
            os.write(write_end, b"\211PNG")
        assert extractor.ask(number, READ, path, "image/png")[1] == "damaged", path
    assert extractor.leave()[0] == 0


def test_a_role_is_needed():
    for arguments in ([], ["x"], ["image", "x"]):
        done = subprocess.run([sys.argv[1], *arguments], stderr=subprocess.PIPE, check=False)
        assert done.returncode == 2 and b"image or stream" in done.stderr


if __name__ == "__main__":
    sys.exit(main(dict(globals())))
