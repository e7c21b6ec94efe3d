# SPDX-License-Identifier: GPL-3.0-or-later
"""Ordinary files with a little damage each, the same for the same seed and the same originals."""

import os
import random
import struct
import zlib

WORDS = [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\1\0\0\0", b"%s%n"]
# Most of what a reader believes stands at the beginning.
HEADER = 512


def somewhere(chance, data):
    return chance.randrange(min(len(data), HEADER) if chance.random() < 0.6 else len(data))


def flip(chance, data):
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 8, 64])):
        changed[somewhere(chance, data)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def overwrite(chance, data):
    at, word = somewhere(chance, data), chance.choice(WORDS)
    return data[:at] + word + data[at + len(word):]


def noise(chance, data):
    at, length = somewhere(chance, data), chance.choice([4, 16, 256])
    return data[:at] + chance.randbytes(length) + data[at + length:]


def cut(chance, data):
    return data[:somewhere(chance, data) + 1]


def remove(chance, data):
    at = somewhere(chance, data)
    return data[:at] + data[at + chance.choice([1, 2, 4, 100, 4096]):] or b"\0"


def repeat(chance, data):
    at, length = somewhere(chance, data), chance.choice([4, 32, 1024])
    return data[:at] + data[at:at + length] * chance.choice([2, 16, 256]) + data[at:]


def splice(chance, data, other):
    return data[:somewhere(chance, data) + 1] + other[somewhere(chance, other):]


def mend_png(data):
    """A PNG whose chunks are damaged and whose sums are right: it gets past the first look."""
    at, mended = 8, data[:8]
    while at + 12 <= len(data):
        length = struct.unpack(">I", data[at:at + 4])[0]
        if at + 12 + length > len(data):
            break
        body = data[at + 4:at + 8 + length]
        mended += data[at:at + 4] + body + struct.pack(">I", zlib.crc32(body))
        at += 12 + length
    return mended + data[at:]


HOWS = [flip, overwrite, noise, cut, remove, repeat]


def mutants_of(chance, path, others, count):
    data = path.read_bytes()
    for number in range(count):
        how = chance.choice([*HOWS, splice])
        changed = splice(chance, data, chance.choice(others).read_bytes()) if how is splice else how(chance, data)
        if path.suffix == ".png" and how is not splice and chance.random() < 0.5:
            changed = mend_png(changed)
        yield f"{path.stem}-{number:03}-{how.__name__}{path.suffix}", changed


def write_all(folder, paths, count, seed):
    """Writes so many mutants of each original into a folder. Returns their names."""
    os.makedirs(folder, exist_ok=True)
    names = []
    for path in paths:
        # Of its own, so that another original does not change the mutants of this one.
        chance = random.Random(f"{seed} {path.name}")
        for name, data in mutants_of(chance, path, paths, count):
            names.append(name)
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
    return names
