# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers that lie: sizes beyond all sense, lengths below zero, offsets that point at themselves."""

import os
import struct

from corpus_bombs import FILE_TYPE, box, chunk, drawing, piece, png, riff

# What a field of 16, 32 or 64 bits is made to say.
SHORT = [0, 1, 0x7fff, 0x8000, 0xffff]
LONG = [0, 1, 7, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff]
HUGE = [0, 1, 15, (1 << 63) - 1, 1 << 63, (1 << 64) - 1]
NUMBERS = ["0", "-1", "2147483647", "4294967295", "99999999999999999999", "1e308", "nan", "", "%s%n", "0x7fffffff"]


def pictures():
    for side in LONG:
        yield f"side-{side:x}.png", png(side, side, 8, 6, chunk(b"IDAT", b"x"))
        yield f"length-{side:x}.png", png(9, 9, 8, 6) + struct.pack(">I4s", side, b"tEXt")
        yield f"side-{side:x}.bmp", b"BM" + struct.pack("<IHHIIIIHHIIIIII", side, 0, 0, 54, 40, side, side, 1, 32, 0, 0, 0, 0, 0, 0)
        yield f"header-{side:x}.bmp", b"BM" + struct.pack("<IHHIIiiHH", 99, 0, 0, side, side, 9, -9, 1, 8) + bytes(64)
        yield f"offset-{side:x}.tiff", b"II*\0" + struct.pack("<I", side) + bytes(16)
        yield f"count-{side:x}.tif", (b"MM\0*\0\0\0\x08\0\2" + struct.pack(">HHII", 256, 4, 1, side)
                                      + struct.pack(">HHII", 273, 4, side, 8) + bytes(4))
        yield f"canvas-{side:x}.webp", riff(b"WEBP", piece(b"VP8X", bytes(4) + struct.pack("<I", side)[:3] * 2))
        yield f"length-{side:x}.webp", b"RIFF" + struct.pack("<I", side) + b"WEBPVP8L" + struct.pack("<I", side) + b"\x2f" + bytes(9)
        yield f"picture-{side:x}.ico", struct.pack("<HHHBBBBHHII", 0, 1, 1, 0, 0, 0, 0, 1, 32, side, side) + bytes(40)
        yield f"exif-{side:x}.jpg", (b"\xff\xd8\xff\xe1\0\x30Exif\0\0II*\0\x08\0\0\0\1\0" + struct.pack("<HHII", 0x8769, 4, 1, side)
                                     + bytes(24) + b"\xff\xd9")
        yield f"side-{side:x}.psd", b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, side, side, 8, 3) + struct.pack(">I", side)
        yield f"side-{side:x}.jp2", bytes.fromhex("0000000c6a5020200d0a870a") + box(b"jp2h", box(b"ihdr", struct.pack(">IIHBBBB", side, side, 3, 7, 7, 0, 0)))
        yield f"item-{side:x}.heic", box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", bytes(4) + box(b"iloc", bytes(4) + struct.pack(">II", side, side)))
        yield f"item-{side:x}.avif", box(b"ftyp", b"avif\0\0\0\0mif1avif") + struct.pack(">I4s", side, b"meta") + bytes(40)
        yield f"window-{side:x}.exr", b"v/1\1\2\0\0\0dataWindow\0box2i\0\x10\0\0\0" + struct.pack("<4I", 0, 0, side, side) + b"\0"
    for side in SHORT:
        yield f"side-{side:x}.gif", b"GIF89a" + struct.pack("<HHBBB", side, side, 0xf7, 0, 0) + b","
        yield f"side-{side:x}.jpg", b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">HH", side, side) + b"\3\1\x22\0\2\x11\0\3\x11\0\xff\xd9"
        yield f"segment-{side:x}.jpeg", b"\xff\xd8\xff\xe0" + struct.pack(">H", side) + b"JFIF\0"
        yield f"side-{side:x}.tga", struct.pack("<BBBHHBHHHHBB", 0, 0, 2, 0, 0, 0, 0, 0, side, side, 32, 0)
        yield f"side-{side:x}.pcx", struct.pack("<BBBBHHHH", 10, 5, 1, 8, 0, 0, side, side).ljust(128, b"\0")
        yield f"directory-{side:x}.tiff", b"II*\0\x08\0\0\0" + struct.pack("<H", side) + bytes(12)
    for number in NUMBERS:
        name = number.replace("%", "_")
        yield f"said-{name}.ppm", f"P6 {number} {number} 255\n".encode()
        yield f"said-{name}.pgm", f"P5 9 9 {number}\n".encode() + bytes(81)
        yield f"said-{name}.svg", drawing("", f'width="{number}" height="{number}" viewBox="0 0 {number} {number}"')
        yield f"said-{name}.xbm", f"#define a_width {number}\n#define a_height {number}\nstatic char a_bits[] = {{ 0 }};".encode()
        yield f"said-{name}.xpm", f'/* XPM */\nstatic char *a[] = {{ "{number} {number} {number} {number}" }};'.encode()


def sounds():
    for value in LONG:
        form = struct.pack("<HHIIHH", 1, value & 0xffff, value, value, value & 0xffff, 16)
        yield f"form-{value:x}.wav", riff(b"WAVE", piece(b"fmt ", form) + piece(b"data", bytes(16)))
        yield f"length-{value:x}.wav", b"RIFF" + struct.pack("<I", value) + b"WAVEfmt " + struct.pack("<I", value) + bytes(32)
        yield f"frames-{value:x}.aiff", (b"FORM" + struct.pack(">I", value) + b"AIFFCOMM" + struct.pack(">IHIH", 18, 2, value, 16)
                                         + bytes.fromhex("7fffffffffffffffffff"))
        yield f"comments-{value:x}.flac", (b"fLaC\0\0\0\x22" + bytes(34) + b"\x84\0\0\x0c" + struct.pack("<III", 0, value, value))
        yield f"picture-{value:x}.flac", b"fLaC\0\0\0\x22" + bytes(34) + b"\x86\0\0\x20" + struct.pack(">8I", 3, value, value, value, value, value, value, value)
        yield f"rate-{value:x}.ogg", (b"OggS\0\2" + bytes(8) + bytes(12) + b"\1\x1e\1vorbis" + struct.pack("<IBIIII", 0, value & 0xff, value, value, value, value)
                                      + b"\xb8\1")
        yield f"skip-{value:x}.opus", b"OggS\0\2" + struct.pack("<II", value, value) + bytes(12) + b"\1\x13OpusHead\1" + struct.pack("<BHIHB", value & 0xff, value & 0xffff, value, 0, 255)
        yield f"frames-{value:x}.mp3", b"\xff\xfb\x90\x64" + bytes(32) + b"Xing\0\0\0\x0f" + struct.pack(">II", value, value) + bytes(400)
        yield f"tag-{value:x}.mp3", b"ID3\4\0\0\0\0\x7f\x7fTXXX" + struct.pack(">I", value) + bytes(2000)
        yield f"length-{value:x}.au", b".snd" + struct.pack(">IIIII", value, value, 1, value, value)
        yield f"frame-{value:x}.aac", b"\xff\xf1" + struct.pack(">I", value) + b"\xfc" + bytes(64)
        yield f"blocks-{value:x}.ape", b"MAC \x96\x0f\0\0" + struct.pack("<12I", *[value] * 12)
        yield f"blocks-{value:x}.wv", b"wvpk" + struct.pack("<IHBBIIII", value, 0x410, 0, 0, value, 0, value, 0)


def videos():
    for value in LONG:
        header = box(b"mvhd", struct.pack(">5I", 0, 0, 0, value, value) + bytes(80))
        yield f"duration-{value:x}.mp4", FILE_TYPE + box(b"moov", header)
        yield f"box-{value:x}.mp4", FILE_TYPE + struct.pack(">I4s", value, b"moov") + header
        table = box(b"stbl", box(b"stsd", struct.pack(">II", 0, value)) + box(b"stco", struct.pack(">III", 0, value, value))
                    + box(b"stts", struct.pack(">IIII", 0, value, value, value)) + box(b"stsz", struct.pack(">III", 0, 0, value)))
        track = box(b"trak", box(b"mdia", box(b"mdhd", struct.pack(">5I", 0, 0, 0, value, value) + bytes(4))
                                 + box(b"hdlr", bytes(8) + b"vide" + bytes(13)) + box(b"minf", table)))
        yield f"tables-{value:x}.mov", FILE_TYPE + box(b"moov", header + track)
        main = struct.pack("<14I", value, value, value, 0x10, value, value, value, value, value, value, 0, 0, 0, 0)
        yield f"frames-{value:x}.avi", riff(b"AVI ", piece(b"LIST", b"hdrl" + piece(b"avih", main)))
        yield f"chunk-{value:x}.avi", b"RIFF" + struct.pack("<I", value) + b"AVI LIST" + struct.pack("<I", value) + b"hdrl" + bytes(64)
        yield f"packet-{value:x}.wmv", bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + struct.pack("<QIBB", value, value, 1, 2) + bytes(64)
        yield f"tag-{value:x}.flv", b"FLV\1\5" + struct.pack(">II", value, 0) + b"\x12" + struct.pack(">I", value)[1:] + bytes(16)
        yield f"system-{value:x}.mpg", b"\0\0\1\xba" + struct.pack(">II", value, value) + bytes(4) + b"\0\0\1\xbb" + struct.pack(">H", value & 0xffff)
        yield f"key-{value:x}.mxf", bytes.fromhex("060e2b34020501010d0102010102040083") + struct.pack(">I", value)[1:] + bytes(88)
        yield f"frame-{value:x}.y4m", f"YUV4MPEG2 W{value} H{value} F{value}:{value}\nFRAME\n".encode()
    for value in HUGE:
        long_box = struct.pack(">I4sQ", 1, b"moov", value)
        yield f"long-box-{value:x}.mp4", FILE_TYPE + long_box + box(b"mvhd", bytes(100))
        start = bytes.fromhex("1a45dfa3") + b"\x8b\x42\x82\x88matroska" + bytes.fromhex("18538067") + b"\1" + struct.pack(">Q", value)[1:]
        yield f"segment-{value:x}.mkv", start + bytes.fromhex("1549a966") + b"\x8b\x44\x89\x88" + struct.pack(">Q", value)
        yield f"track-{value:x}.webm", start + bytes.fromhex("1654ae6b") + b"\1" + struct.pack(">Q", value)[1:] + b"\xae\x83\xd7\x81\1"
        yield f"page-{value:x}.ogv", b"OggS\0\2" + struct.pack("<Q", value) + bytes(12) + b"\1\x2a\x80theora\3\2\1" + b"\xff" * 33


def others():
    """Files that are nothing, or something else than their name says."""
    kinds = ["png", "jpg", "gif", "svg", "webp", "tiff", "mp3", "mp4", "wav", "ogg", "flac", "mkv", "avi", "ts"]
    for kind in kinds:
        yield f"nothing.{kind}", b""
        yield f"one-byte.{kind}", b"\xff"
        yield f"zeros.{kind}", bytes(8192)
        yield f"program.{kind}", b"\x7fELF\2\1\1" + bytes(9) + b"\3\0\x3e\0" + bytes(4096)
        yield f"archive.{kind}", b"PK\3\4\x14\0\0\0\x08\0" + b"\xff" * 16 + b"\1\0\0\0a" + bytes(64)
    yield "reference.mov", FILE_TYPE + box(b"moov", box(b"rmra", box(b"rmda", box(b"rdrf", bytes(4) + b"url \0\0\0\x0cfile:///etc\0"))))
    yield "play.m3u8", b"#EXTM3U\n#EXTINF:9,\nfile:///dev/zero\n"
    yield "play.pls", b"[playlist]\nFile1=file:///dev/zero\nNumberOfEntries=4294967295\n"
    yield "session.sdp", b"v=0\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\n"
    yield "outside.svg", drawing('<image width="9" height="9" xlink:href="file:///dev/zero"/><style>@import "file:///dev/zero";</style>')


def write_all(folder):
    """Writes every lie into a folder. Returns their names."""
    os.makedirs(folder, exist_ok=True)
    names = []
    for source in (pictures, sounds, videos, others):
        for name, data in source():
            names.append(f"{source.__name__}-{name}")
            with open(os.path.join(folder, names[-1]), "wb") as file:
                file.write(data)
    return names
