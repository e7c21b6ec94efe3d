# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up pictures for the window to show, of which no two are alike."""
import struct
import zlib


def picture(number):
    """A PNG of 320 × 240 pixels that no other is like."""
    rows = b"".join(b"\0" + bytes((number + x + y) & 255 for x in range(320)) for y in range(240))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 320, 240, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"tEXt", b"Comment\0%d" % number) + chunk(b"IEND", b""))


def make_pictures(folder, count, first=0):
    folder.mkdir(parents=True)
    for number in range(first, first + count):
        (folder / f"{number:05}.png").write_bytes(picture(number))
    return folder
