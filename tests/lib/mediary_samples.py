#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes real media files to test with, by ffmpeg and ImageMagick, as the programs of other people write them.

    mediary_samples.py FOLDER [NAME...]     all of them, or those named, into FOLDER
"""

import os
import pathlib
import struct
import subprocess
import sys

SECONDS = 2.4

PICTURES = {
    "photo.jpg": [],
    "progressive.jpg": ["-interlace", "Plane"],
    "grey.jpg": ["-colorspace", "Gray"],
    "picture.png": [],
    "palette.png": ["-colors", "16"],
    "still.gif": [],
    "lossy.webp": [],
    "lossless.webp": ["-define", "webp:lossless=true"],
    "plain.tiff": ["-compress", "None"],
    "packed.tiff": ["-compress", "LZW"],
    "picture.bmp": [],
    "icon.ico": ["-resize", "48x36!"],
    "icon.xpm": ["-resize", "30x20!"],
    "icon.xbm": ["-resize", "30x20!"],
    "picture.ppm": [],
    "picture.tga": [],
}

DRAWINGS = {
    "pixels.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><path d="M0 0h9v9z"/></svg>',
    "box.svg": '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300.5 200"/>',
    "millimetres.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="20mm" viewBox="0 0 3 2"/>',
    "prefixed.svg": '<!-- x --><s:svg xmlns:s="http://www.w3.org/2000/svg" width="2in" height="100%" viewBox="0 0 4 3"/>',
}

SOUND = ["-f", "lavfi", "-i", f"sine=frequency=440:duration={SECONDS}"]
VIDEO = ["-f", "lavfi", "-i", f"testsrc=duration={SECONDS}:size=320x240:rate=25", *SOUND]
SAID = ["-metadata", "title=A tïtle", "-metadata", "artist=An artist", "-metadata", "album=An album"]

STREAMS = {
    "sound.wav": SOUND,
    "sound.flac": SOUND + SAID,
    "sound.ogg": SOUND + SAID + ["-c:a", "libvorbis"],
    "sound.opus": SOUND + SAID + ["-c:a", "libopus"],
    "sound.m4a": SOUND + SAID + ["-c:a", "aac"],
    "constant.mp3": SOUND + ["-c:a", "libmp3lame", "-b:a", "128k", "-write_xing", "0", "-id3v2_version", "0"],
    "tagged.mp3": SOUND + SAID + ["-c:a", "libmp3lame", "-b:a", "64k", "-ar", "22050", "-write_xing", "0",
                                  "-write_id3v1", "1"],
    "layer-two.mp2": SOUND + ["-c:a", "mp2", "-b:a", "192k"],
    "variable.mp3": SOUND + SAID + ["-c:a", "libmp3lame", "-q:a", "4"],
    "sound.aac": SOUND + ["-c:a", "aac"],
    "sound.wma": SOUND + SAID + ["-c:a", "wmav2"],
    "sound.aiff": SOUND,
    "video.mp4": VIDEO + SAID + ["-c:v", "libx264", "-c:a", "aac"],
    "fast-start.mp4": VIDEO + ["-c:v", "libx264", "-c:a", "aac", "-movflags", "+faststart"],
    "video.mov": VIDEO + SAID + ["-c:v", "libx264", "-c:a", "aac"],
    "video.webm": VIDEO + SAID + ["-c:v", "libvpx", "-c:a", "libopus"],
    "nine.webm": VIDEO + ["-c:v", "libvpx-vp9", "-c:a", "libvorbis"],
    "video.mkv": VIDEO + SAID + ["-c:v", "libx264", "-c:a", "libvorbis"],
    "video.ogv": VIDEO + SAID + ["-c:v", "libtheora", "-c:a", "libvorbis"],
    "video.avi": VIDEO + ["-c:v", "mpeg4", "-c:a", "libmp3lame"],
    "video.ts": VIDEO + ["-c:v", "mpeg2video", "-c:a", "mp2", "-f", "mpegts"],
    "video.mpg": VIDEO + ["-c:v", "mpeg1video", "-c:a", "mp2"],
    "silent.mp4": VIDEO[:4] + ["-c:v", "libx264"],
}

# One that shows where a file lies in the other way: the camera was held upright.
TURNED = {"turned.jpg": ("JPEG", 6), "turned.png": ("PNG", 8), "turned.webp": ("WEBP", 6), "turned.tiff": ("TIFF", 5)}


def run(*command):
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def exif(orientation, model=b"Kamera Nr. 1", date=b"2024:05:06 07:08:09"):
    """What a camera writes, as a TIFF of its own: maker, model, orientation, and the date in a directory below."""
    texts = b"Kamera\0" + model + b"\0" + date + b"\0"
    below = 8 + 2 + 4 * 12 + 4
    at = below + 2 + 12 + 4
    first = [(0x10f, 2, 7, at), (0x110, 2, len(model) + 1, at + 7), (0x112, 3, 1, orientation), (0x8769, 4, 1, below)]
    second = [(0x9003, 2, 20, at + 7 + len(model) + 1)]
    directories = b"".join(
        struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries) + bytes(4)
        for entries in (first, second))
    return b"II*\0\x08\0\0\0" + directories + texts


def png_chunk(name, data):
    import zlib
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def make_turned(path, kind, orientation):
    """A picture of 40 x 20 that is to be shown upright."""
    run("convert", "-size", "40x20", "gradient:red-blue", "-strip", str(path))
    data, block = path.read_bytes(), exif(orientation)
    if kind == "JPEG":
        marked = b"Exif\0\0" + block
        data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(marked) + 2) + marked + data[2:]
    elif kind == "PNG":
        data = data[:33] + png_chunk(b"eXIf", block) + data[33:]
    elif kind == "WEBP":
        block += bytes(len(block) % 2)
        extended = struct.pack("<4sIB3x", b"VP8X", 10, 8) + struct.pack("<I", 39)[:3] + struct.pack("<I", 19)[:3]
        body = b"WEBP" + extended + data[12:] + struct.pack("<4sI", b"EXIF", len(block)) + block
        data = b"RIFF" + struct.pack("<I", len(body)) + body
    elif kind == "TIFF":
        run("convert", str(path), "-compress", "None", "-orient", "left-top", str(path))
        data = path.read_bytes()
    path.write_bytes(data)


def make(path):
    """Makes the sample that has the name of path."""
    name = path.name
    if name in PICTURES:
        run("convert", "-size", "320x200", "plasma:", *PICTURES[name], str(path))
    elif name in DRAWINGS:
        path.write_text(DRAWINGS[name])
    elif name in TURNED:
        make_turned(path, *TURNED[name])
    else:
        run("ffmpeg", "-v", "error", "-y", *STREAMS[name], str(path))


def names():
    return [*PICTURES, *DRAWINGS, *TURNED, *STREAMS]


def make_all(folder, wanted=None):
    """Makes the samples wanted, or all, where they are not there yet. Returns their paths."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in wanted or names()]
    for path in paths:
        if not path.exists():
            os.makedirs(folder / "part", exist_ok=True)
            part = folder / "part" / path.name
            make(part)
            part.rename(path)
    return paths


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for made in make_all(sys.argv[1], sys.argv[2:]):
        print(made)
