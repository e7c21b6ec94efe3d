# SPDX-License-Identifier: GPL-3.0-or-later
"""What the extractor says of files."""

import json
import subprocess

TRIES = 10


def extract(extract_files, extractor, paths):
    """An answer to each path. That time ran out says something of the computer, not of the file, which is then asked about again,
    alone."""
    def ask(*paths):
        lines = subprocess.run([extract_files, extractor, *map(str, paths)], check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
                               text=True).stdout.splitlines()
        assert len(lines) == len(paths) > 0, f"{len(lines)} answers to {len(paths)} files"
        return [json.loads(line) for line in lines]

    answers = ask(*paths)
    for number, path in enumerate(paths):
        for _ in range(TRIES):
            if answers[number]["note"] == "timed-out":
                print(f"# {path}: timed out", flush=True)
                answers[number], = ask(path)
    return answers
