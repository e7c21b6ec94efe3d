#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture that stands for a video or a sound: which frame, how large, which way up, and what of a file that is amiss.

    test-frames.py EXTRACTOR FOLDER

Its tests are made by ffmpeg, as files of other people are.
"""

import itertools
import pathlib
import struct
import subprocess
import sys

from extractor_story import DRAW, Extractor, main

FOLDER = pathlib.Path(sys.argv[2])
SIDE = 64  # that Extractor asks for
RED, GREEN, BLUE, BLACK, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (0, 0, 0), (255, 255, 255)
TYPES = {"mp4": "video/mp4", "webm": "video/webm", "mkv": "video/x-matroska", "avi": "video/x-msvideo", "ogv": "video/ogg",
         "ts": "video/mp2t", "mpg": "video/mpeg", "mp3": "audio/mpeg", "flac": "audio/flac", "m4a": "audio/mp4", "ivf": "video/x-ivf"}
CODECS = {"mp4": "libx264", "webm": "libvpx", "mkv": "libx264", "avi": "mpeg4", "ogv": "libtheora", "ivf": "libvpx"}


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, arguments)], check=True, stdin=subprocess.DEVNULL)


def make_video(name, *colors, size="320x180", shape="", box="white"):
    """Shows each of @colors, as (name, seconds), with a box at the left, and has a sound."""
    path = FOLDER / name
    bars = f"drawbox=x=0:y=0:w=iw/4:h=ih:color={box}:t=fill" if box else "null"
    inputs = [part for color, seconds in colors
              for part in ("-f", "lavfi", "-i", f"color=c={color}:size={size}:rate=10:duration={seconds}")]
    joined = "".join(f"[{i}:v]" for i in range(len(colors)))
    sound = [] if path.suffix == ".ivf" else ["-f", "lavfi", "-t", sum(s for _, s in colors), "-i", "sine"]
    ffmpeg(*inputs, *sound, "-filter_complex", f"{joined}concat=n={len(colors)}:v=1,{bars}{shape},format=yuv420p[v]",
           "-map", "[v]", *(["-map", len(colors)] if sound else []), "-c:v", CODECS[path.suffix[1:]], "-g", 5, "-b:v", "1M", path)
    return path


def draw(path, content_type=None):
    """The answer of the extractor: its note, the size of the picture, and who asks for its pixels."""
    for _ in range(20):
        answer = extractor.ask(next(serials), DRAW, path, content_type or TYPES[path.suffix[1:]], "file:///x")
        if answer[1] != "timed-out":  # a machine may have other things to do
            break
    assert (answer[6] > 0) == (answer[1] == "") and len(extractor.png) == answer[7] and (answer[7] > 0) == (answer[6] > 0), answer

    pixels = extractor.pixels

    def pixel(x, y):
        at = (y * answer[3] + x) * 4
        return tuple(pixels[at:at + 3])
    return answer[1], answer[3:5], pixel


def is_near(color, wanted):
    return all(abs(one - other) < 40 for one, other in zip(color, wanted))


def assert_frame(path, size, **places):
    """@places: names of colors, and where they are expected."""
    note, found_size, pixel = draw(path)
    assert note == "" and found_size == size, (path, note, found_size)
    for name, place in places.items():
        color = pixel(*place)
        assert is_near(color, globals()[name.upper()]), (path, name, place, color)


def check_first_third(suffix):
    unit = 4 if suffix == "mkv" else 1  # there ffmpeg notes a place to seek to every five seconds
    path = make_video(f"three.{suffix}", ("red", unit), ("green", 3 * unit), ("blue", 2 * unit))
    assert_frame(path, (64, 36), green=(40, 18), white=(4, 18))


def test_of_an_mp4_a_frame_from_its_first_third_is_drawn():
    check_first_third("mp4")


def test_of_a_webm_a_frame_from_its_first_third_is_drawn():
    check_first_third("webm")


def test_of_a_matroska_file_a_frame_from_its_first_third_is_drawn():
    check_first_third("mkv")


def test_of_an_avi_a_frame_from_its_first_third_is_drawn():
    check_first_third("avi")


def test_of_an_ogg_a_frame_from_its_first_third_is_drawn():
    check_first_third("ogv")


def test_where_that_is_black_another_frame_is_drawn():
    for suffix in ("mp4", "webm"):
        path = make_video(f"dark.{suffix}", ("black", 3), ("blue", 3), box=None, shape=",drawbox=x=iw/2:w=iw/4:color=white:t=fill:enable=gt(t\\,3)")
        assert_frame(path, (64, 36), blue=(8, 18), white=(40, 18))


def test_of_one_that_is_black_throughout_a_black_frame_is_drawn():
    assert_frame(make_video("night.mp4", ("black", 2), box=None), (64, 36), black=(32, 18))


def test_of_single_colors_that_of_the_first_third_is_drawn():
    path = make_video("plain.mp4", ("red", 1), ("green", 3), ("blue", 2), box=None)
    assert_frame(path, (64, 36), green=(32, 18))


def test_a_video_of_one_frame_is_drawn():
    assert_frame(make_video("one.mp4", ("red", 0.1)), (64, 36), red=(40, 18))


def test_pixels_that_are_not_square_are_made_so():
    assert_frame(make_video("wide.mkv", ("red", 1), shape=",setsar=2/1"), (64, 18), red=(40, 9))
    assert_frame(make_video("tall.mkv", ("red", 1), shape=",setsar=1/4"), (28, 64), red=(20, 32))


def test_a_small_video_stays_small():
    assert_frame(make_video("small.mp4", ("red", 1), size="32x16"), (32, 16), red=(20, 8))


def turn(path, matrix):
    """Writes how it is to be turned into the head of a track."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 44
    data[at:at + 36] = struct.pack(">9i", *matrix)
    path.write_bytes(data)


def test_a_video_from_a_phone_held_upright_is_drawn_upright():
    one = 1 << 16
    path = make_video("upright.mp4", ("red", 1))
    turn(path, (0, one, 0, -one, 0, 0, 0, 0, 1 << 30))
    assert_frame(path, (36, 64), white=(18, 4), red=(18, 50))
    path = make_video("upside-down.mp4", ("red", 1))
    turn(path, (-one, 0, 0, 0, -one, 0, 0, 0, 1 << 30))
    assert_frame(path, (64, 36), white=(60, 18), red=(10, 18))


def test_what_is_no_video_has_no_picture():
    path = make_video("cut.mp4", ("red", 1))
    path.write_bytes(path.read_bytes()[:2000])
    assert draw(path)[0] == "damaged"
    path.write_bytes(b"not a video at all " * 500)
    assert draw(path)[0] in ("damaged", "no-decoder")


def test_of_a_video_that_breaks_off_the_beginning_is_drawn():
    path = make_video("broken-off.mkv", ("red", 1), ("green", 9))
    path.write_bytes(path.read_bytes()[:path.stat().st_size // 2])
    note, size, _ = draw(path)
    assert note == "" and size == (64, 36), (note, size)


def test_no_room_is_made_for_frames_that_are_too_large():
    path = make_video("lie.ivf", ("red", 1))
    assert draw(path)[0] == ""
    start = b"\x9d\x01\x2a"
    path.write_bytes(path.read_bytes().replace(start + struct.pack("<HH", 320, 180), start + struct.pack("<HH", 16383, 16383)))
    assert draw(path)[0] == "no-decoder"


def make_sound(name, *covers):
    path = FOLDER / name
    inputs = [part for cover in covers for part in ("-i", cover)]
    maps = [part for i in range(1 + len(covers)) for part in ("-map", i)]
    ffmpeg("-f", "lavfi", "-t", 1, "-i", "sine", *inputs, *maps, "-c:v", "copy", "-disposition:v", "attached_pic", path)
    return path


def test_the_cover_of_a_record_is_drawn():
    for picture in ("cover.png", "cover.jpg"):
        ffmpeg("-f", "lavfi", "-i", "color=c=blue:size=100x80", "-frames:v", 1, FOLDER / picture)
        for suffix in ("mp3", "flac", "m4a"):
            assert_frame(make_sound(f"with-{picture}.{suffix}", FOLDER / picture), (64, 51), blue=(30, 20))


def test_the_cover_of_a_sound_in_a_file_for_videos_is_drawn():
    ffmpeg("-f", "lavfi", "-i", "color=c=blue:size=100x80", "-frames:v", 1, FOLDER / "video-cover.png")
    assert_frame(make_sound("only-sound.mp4", FOLDER / "video-cover.png"), (64, 51), blue=(30, 20))


def test_a_sound_without_a_cover_has_no_picture():
    for suffix in ("mp3", "flac", "m4a"):
        assert draw(make_sound(f"without.{suffix}"))[0] == "no-decoder", suffix


def test_the_reader_of_pictures_leaves_videos_alone():
    reader = Extractor("image")
    for number, path in enumerate((make_video("aside.mp4", ("red", 1)), make_sound("aside.mp3")), 1):
        assert reader.ask(number, DRAW, path, TYPES[path.suffix[1:]])[1] == "no-decoder"
    assert reader.leave()[0] == 0


def test_after_all_of_them_it_leaves_cleanly():
    status, messages = extractor.leave()
    assert status == 0, (status, messages)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    extractor = Extractor("stream")
    serials = itertools.count(1)
    sys.exit(main(dict(globals())))
