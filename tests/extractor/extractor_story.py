# SPDX-License-Identifier: GPL-3.0-or-later
"""The extractor by itself, spoken to over its socket, and what /proc tells of it."""

import array
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
ENVIRONMENT = {**os.environ, "ORC_CODE": "backup", "ASAN_OPTIONS": "fast_unwind_on_malloc=0",
               "LSAN_OPTIONS": f"print_suppressions=0:suppressions={HERE / 'leaks.supp'}"}


class Extractor:
    """The program, started as the library starts it."""

    def __init__(self, role):
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.socket.settimeout(180)
        theirs_number = theirs.fileno()
        self.process = subprocess.Popen([sys.argv[1], role], stderr=subprocess.PIPE, pass_fds=[3], env=ENVIRONMENT,
                                        preexec_fn=lambda: os.dup2(theirs_number, 3))
        theirs.close()
        assert self.receive()[0] == 0, "its first word is no hello"

    def send(self, data, descriptor=None):
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))] if descriptor is not None else []
        self.socket.sendmsg([data], rights)

    def send_question(self, serial, kind, path, content_type, uri=""):
        value = GLib.Variant(REQUEST, (serial, kind, content_type, 64, uri, 0)).get_data_as_bytes().get_data()
        descriptor = os.open(path, os.O_RDONLY)
        self.send(struct.pack("=II", len(value), MARK) + value, descriptor)
        os.close(descriptor)

    def ask(self, *question):
        self.send_question(*question)
        return self.receive()

    def receive(self):
        packet = self.socket.recv(1 << 20)
        length, mark = struct.unpack_from("=II", packet)
        assert mark == MARK and length == len(packet) - 8
        value = GLib.Variant.new_from_bytes(GLib.VariantType(ANSWER), GLib.Bytes.new(packet[8:]), False)
        assert value.is_normal_form()
        answer = value.unpack()
        picture = b""
        while len(picture) < answer[6] + answer[7]:
            picture += self.socket.recv(1 << 20)
        self.pixels, self.png = picture[:answer[6]], picture[answer[6]:]
        return answer

    def leave(self):
        """Hangs up, and returns how it left and what it had to say."""
        self.socket.close()
        messages = self.process.stderr.read().decode()
        return self.process.wait(180), messages

    def facts(self, name):
        return pathlib.Path(f"/proc/{self.process.pid}/{name}").read_text()


def wait_for(condition):
    limit = time.monotonic() + 180
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


def main(names):
    """The tests among @names, which are what a program has."""
    tests = [(name, test) for name, test in names.items() if name.startswith("test_")]
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
