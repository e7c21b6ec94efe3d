#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what the extractor says of each committed sample with the JSON beside it.

    test-samples.py EXTRACT-FILES EXTRACTOR [--write] [--pictures]

With --write the JSON is written anew, to be looked at before it is committed. With --pictures others are left out.
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True
from extracted import extract  # noqa: E402

SAMPLES = pathlib.Path(__file__).resolve().parent / "samples"


def close_enough(said, expected):
    if isinstance(expected, float):
        return isinstance(said, (float, int)) and abs(said - expected) <= 0.001
    return said == expected


def faults(said, expected):
    """The fields that differ, are missing, or should not be there."""
    flat = [{**answer["fields"], **{key: answer[key] for key in ("content_type", "note")}}
            for answer in (said, expected)]
    return sorted(field for field in {*flat[0], *flat[1]}
                  if field not in flat[0] or field not in flat[1] or not close_enough(flat[0][field], flat[1][field]))


def without_facts(answer):
    """What stat says of a file is another for each checkout."""
    answer["fields"] = {name: value for name, value in answer["fields"].items() if not name.startswith("file-")}
    return answer


def is_picture(sample):
    return json.loads(sample.with_name(sample.name + ".json").read_text())["content_type"].startswith("image/")


def main():
    extract_files, extractor = sys.argv[1:3]
    samples = sorted(p for p in SAMPLES.glob("*/*") if p.suffix != ".json" and ("--pictures" not in sys.argv or is_picture(p)))
    answers = extract(extract_files, extractor, samples)

    print(f"1..{len(samples)}")
    failed = 0
    for number, (sample, answer) in enumerate(zip(samples, answers), 1):
        said = without_facts({key: value for key, value in answer.items() if key != "path"})
        expected = sample.with_name(sample.name + ".json")
        if "--write" in sys.argv:
            expected.write_text(json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
        wrong = faults(said, json.loads(expected.read_text()))
        failed += bool(wrong)
        name = sample.relative_to(SAMPLES)
        print(f"{'not ok' if wrong else 'ok'} {number} - {name}" + (f": {', '.join(wrong)}" if wrong else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
