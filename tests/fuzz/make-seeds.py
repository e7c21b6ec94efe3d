# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what the fuzzers begin with: for each target a folder of small inputs, from our own samples and by hand.

    make-seeds.py SAMPLES FOLDER STAMP"""
import json
import shutil
import struct
import sys
from pathlib import Path

from gi.repository import GLib

# The place in this list is the reader's place in fuzz-picture.c.
READERS = ["jpeg", "png", "svg", "webp", "tiff", "raw", "xpm", "xbm", "exif", "mp3"]
ANSWER = "(usa{sv}uuuuu)"
EVERYTHING = {"width": GLib.Variant("x", 3), "height": GLib.Variant("x", 2), "orientation": GLib.Variant("x", 6),
              "duration": GLib.Variant("d", 1.5), "date_taken": GLib.Variant("s", "2024-05-06T07:08:09"),
              "camera": GLib.Variant("s", "Maker Model"), "title": GLib.Variant("s", "Ü"),
              "artist": GLib.Variant("s", "a"), "album": GLib.Variant("s", "b"), "container": GLib.Variant("s", "c"),
              "video_codec": GLib.Variant("s", "v"), "audio_codec": GLib.Variant("s", "w"),
              "bit_rate": GLib.Variant("x", 128000), "channels": GLib.Variant("x", 2),
              "sample_rate": GLib.Variant("x", 44100), "frame_rate": GLib.Variant("d", 25.0)}


def answer(serial=1, note="", fields=None, width=0, height=0, stride=0, pixels=0, png=0):
    return GLib.Variant(ANSWER, (serial, note, fields or {}, width, height, stride, pixels, png)).get_data_as_bytes().get_data()


def packet(content, helped=True):
    return struct.pack("<BH", helped, len(content)) + content


def answers():
    hello = packet(answer(0))
    yield "silent", b"\0"
    yield "hello", b"\0" + hello
    yield "fault", b"\0" + packet(answer(0, "no Landlock"))
    yield "read", b"\0" + hello + packet(answer(fields=EVERYTHING))
    yield "note", b"\0" + hello + packet(answer(note="damaged"))
    yield "strange-note", b"\0" + hello + packet(answer(note="<b>"))
    yield "strange-field", b"\0" + hello + packet(answer(fields={"size": GLib.Variant("x", 1)}))
    yield "strange-type", b"\0" + hello + packet(answer(fields={"width": GLib.Variant("as", ["a"])}))
    yield "other-serial", b"\0" + hello + packet(answer(7))
    yield "twice", b"\0" + hello + packet(answer()) * 2
    yield "drawing", b"\1" + hello + packet(answer(width=4, height=2, stride=16, pixels=32)) + packet(b"\x7f" * 32, False)
    yield "drawing-and-png", (b"\1" + hello + packet(answer(width=4, height=2, stride=16, pixels=32, png=8)) +
                              packet(b"\x7f" * 30, False) + packet(b"\x7f" * 10, False))
    yield "drawing-of-too-much", b"\1" + hello + packet(answer(width=4, height=2, stride=16, pixels=32)) + packet(b"\x7f" * 90, False)
    yield "drawing-that-lies", b"\1" + hello + packet(answer(width=1 << 31, height=2, stride=16, pixels=1 << 31))
    yield "pixels-unasked", b"\0" + hello + packet(answer(width=1, height=1, stride=4, pixels=4))
    yield "no-head", b"\0" + packet(answer(0), False)
    yield "half-a-head", b"\0" + packet(b"\1\2\3", False)


def metadata():
    yield "empty", b"{}"
    yield "all", (b'{"size":1234,"content_type":"image/png","width":3,"height":2,"orientation":6,"duration":1.5,'
                  b'"date_taken":"2024-05-06T07:08:09","camera":"Maker \\u00dc","title":"\\"\\n\\ud83d\\ude00","artist":"a",'
                  b'"album":"b","container":"c","video_codec":"v","audio_codec":"w","bit_rate":1,"channels":2,'
                  b'"sample_rate":44100,"frame_rate":29.97,"note":"damaged"}')
    yield "large", b'{"size":9223372036854775807,"width":-1,"duration":1e308,"frame_rate":-0.0,"bit_rate":1e18}'
    yield "nested", b'{"size":[[[[[[1]]]]]],"title":{"a":{"b":null}}}'
    yield "list", b"[1,2,3]"
    yield "twice", b'{"width":1,"width":"a","width":2}'
    yield "half-a-pair", b'{"title":"\\ud83d","artist":"\\ude00 a","note":"\\ud800\\u0041"}'
    yield "cut", b'{"title":"a'
    yield "comment", b'/* a */ {"width": 1 } // b'


def pictures(samples):
    for number, kind in enumerate(READERS):
        for path in sorted((samples / kind).glob("*")) if kind != "exif" else []:
            if path.suffix != ".json":
                yield f"{kind}-{path.name}", bytes([number]) + path.read_bytes()
    turned = (samples / "jpeg/turned.jpg").read_bytes()
    start = turned.index(b"Exif\0\0")
    yield "exif-turned", bytes([READERS.index("exif")]) + turned[start:start + struct.unpack(">H", turned[start - 2:start])[0] - 2]
    frame = b"\xff\xfb\x90\x00" + bytes(413)  # 128 kbit/s, 44.1 kHz
    yield "mp3-constant", bytes([READERS.index("mp3")]) + b"ID3\4\0\0\0\0\0\4abcd" + frame * 80 + b"TAG" + bytes(125)


A, B = "0192f0c4-7a3e-7d21-9b54-0c2f6a1d8e77", "0192f0c4-7a3f-7c10-8a11-5be2d94f3c02"


def export():
    item = {"id": A, "type": "IMAGE", "path": "/home/ann/a.png", "metadata": {"width": 3}, "created_at": 1, "updated_at": 2,
            "last_check_in": 2, "state": "missing", "size": 70, "modified": 1700000000000000000, "device": 1, "inode": 2,
            "names": [{"path": "/home/ann/link.png", "kind": "given", "noted_at": 1}]}
    reference = {"id": B, "media_item_id": A, "module_name": "m", "artifact_name": "a", "created_at": 1, "origin": "found",
                 "location": "B4"}
    for name, line in (("head", {"mediary-export": {"version": 1}}), ("item", {"item": item}),
                       ("reference", {"reference": reference}), ("end", {"end": {"items": 1, "references": 1}}),
                       ("bytes", {"item": {**item, "path": "/\ufffd.png", "path_bytes": "L/8ucG5n"}}),
                       ("relative", {"item": {**item, "path": "a.png"}}),
                       ("wrong-types", {"item": {key: [] for key in item}}),
                       ("nul", {"item": {**item, "path_bytes": "L2EAYg=="}}), ("unknown", {"tomorrow": {}})):
        yield name, json.dumps(line).encode()
    yield "half-a-pair", b'{"reference":{"id":"\\ud83d","module_name":"\\ud83d"}}'
    yield "deep", b"[" * 5000
    yield "empty", b""


def texts():
    yield "whole", f"mediary:{A}?ref={B}".encode()
    yield "item", f"mediary:{A}".encode()
    yield "upper", f"MEDIARY:{A.upper()}?ref={B.upper()}".encode()
    yield "cut", f"mediary:{A}?ref={B[:-1]}".encode()
    yield "more", f"mediary:{A}?ref={B}&x".encode()
    yield "empty", b""


def main():
    samples, folder = Path(sys.argv[1]), Path(sys.argv[2])
    for target, seeds in (("answer", answers()), ("export", export()), ("metadata", metadata()), ("picture", pictures(samples)),
                          ("text", texts())):
        shutil.rmtree(folder / target, ignore_errors=True)
        (folder / target).mkdir(parents=True)
        for name, content in seeds:
            (folder / target / name).write_bytes(content)
    Path(sys.argv[3]).touch()


main()
