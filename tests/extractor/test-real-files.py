#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as other programs write them: sizes as ImageMagick has them, durations as ffprobe has them, within 0.1 s.

    test-real-files.py EXTRACT-FILES EXTRACTOR FOLDER
"""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "lib"))
sys.dont_write_bytecode = True
import mediary_samples  # noqa: E402
from extracted import extract  # noqa: E402


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True).stdout


def identified(path):
    """Width and height as shown. ImageMagick tells those of the file; which way it is to be turned we know."""
    width, height = map(int, output("identify", "-format", "%w %h\n", str(path)).splitlines()[0].split())
    orientation = mediary_samples.TURNED.get(path.name, ("", 1))[1]
    return (height, width) if orientation >= 5 else (width, height)


def probed(path):
    """Duration, and the size of the first video where there is one."""
    facts = json.loads(output("ffprobe", "-v", "error", "-print_format", "json", "-show_format", "-show_streams",
                              str(path)))
    videos = [(s["width"], s["height"]) for s in facts["streams"] if s["codec_type"] == "video"]
    return float(facts["format"]["duration"]), videos[0] if videos else (None, None)


# Read if a plugin is installed that not everyone has.
OPTIONAL = (".wma", ".aiff", ".ts", ".mpg")


def check(path, answer):
    """What is wrong with an answer, or None."""
    fields = answer["fields"]
    size = fields.get("width"), fields.get("height")
    if answer["note"]:
        return f"the note is {answer['note']}"
    if answer["content_type"].startswith("image/"):
        expected = identified(path)
        return None if size == expected else f"{size}, not {expected}"
    duration, expected = probed(path)
    if abs(fields.get("duration", -1) - duration) > 0.1:
        return f"{fields.get('duration')} s, not {duration} s"
    if size != expected:
        return f"{size}, not {expected}"
    wanted = ["audio_codec"] * ("silent" not in path.name) + ["video_codec", "frame_rate"] * (expected[0] is not None)
    missing = [field for field in wanted if field not in fields]
    if path.suffix in (".m4a", ".flac", ".ogg", ".opus") and fields.get("title") != "A tïtle":
        missing.append("title")
    return f"no {', '.join(missing)}" if missing else None


def main():
    extract_files, extractor, folder = sys.argv[1:4]
    paths = mediary_samples.make_all(folder)
    answers = extract(extract_files, extractor, paths)
    print(f"1..{len(paths)}")
    failed = 0
    for number, (path, answer) in enumerate(zip(paths, answers), 1):
        if path.suffix in OPTIONAL and answer["note"] == "no-decoder":
            print(f"ok {number} - {path.name} # SKIP no plugin for it is installed")
            continue
        fault = check(path, answer)
        failed += fault is not None
        print(f"{'not ok' if fault else 'ok'} {number} - {path.name}" + (f": {fault}" if fault else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
