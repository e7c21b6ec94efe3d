#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The extractor by itself, spoken to over its socket: what it gives up, what it answers, and how it leaves.

    test-extractor-program.py EXTRACTOR
"""

import array
import json
import os
import pathlib
import socket
import struct
import subprocess
import sys
import time

import gi

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE / "samples"
REQUEST, ANSWER = "(uysusx)", "(usa{sv}uuuuu)"
READ, DRAW = 1, 2
MARK = 0x3159444D


# Whole stacks, so that a leak can be told from a library's.
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": "fast_unwind_on_malloc=0",
               "LSAN_OPTIONS": f"print_suppressions=0:suppressions={HERE / 'leaks.supp'}"}


class Extractor:
    """The program, started as the library starts it."""

    def __init__(self, role):
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.socket.settimeout(60)
        theirs_number = theirs.fileno()
        self.process = subprocess.Popen([sys.argv[1], role], stderr=subprocess.PIPE, pass_fds=[3], env=ENVIRONMENT,
                                        preexec_fn=lambda: os.dup2(theirs_number, 3))
        theirs.close()
        assert self.receive()[0] == 0, "its first word is no hello"

    def send(self, data, descriptor=None):
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))] if descriptor is not None else []
        self.socket.sendmsg([data], rights)

    def ask(self, serial, kind, path, content_type, uri=""):
        value = GLib.Variant(REQUEST, (serial, kind, content_type, 64, uri, 0)).get_data_as_bytes().get_data()
        descriptor = os.open(path, os.O_RDONLY)
        self.send(struct.pack("=II", len(value), MARK) + value, descriptor)
        os.close(descriptor)
        return self.receive()

    def receive(self):
        packet = self.socket.recv(1 << 20)
        length, mark = struct.unpack_from("=II", packet)
        assert mark == MARK and length == len(packet) - 8
        value = GLib.Variant.new_from_bytes(GLib.VariantType(ANSWER), GLib.Bytes.new(packet[8:]), False)
        assert value.is_normal_form()
        answer = value.unpack()
        left = answer[6] + answer[7]
        while left > 0:
            left -= len(self.socket.recv(1 << 20))
        return answer

    def leave(self):
        """Hangs up, and returns how it left and what it had to say."""
        self.socket.close()
        messages = self.process.stderr.read().decode()
        return self.process.wait(60), messages

    def facts(self, name):
        return pathlib.Path(f"/proc/{self.process.pid}/{name}").read_text()


def wait_for(condition):
    limit = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < limit, "it does not come"
        time.sleep(0.005)


def is_alive(process):
    try:
        return "State:\tZ" not in (process / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def living_children(parent):
    children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [child for child in (pathlib.Path("/proc", name) for name in children) if is_alive(child)]


def limit(extractor, name):
    return next(line[len(name):].split()[0] for line in extractor.facts("limits").splitlines() if line.startswith(name))


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


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} - {name}", flush=True)
        except (AssertionError, OSError, struct.error) as error:
            failed += 1
            print(f"not ok {number} - {name}: {type(error).__name__} {str(error)[:2000]!r}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
