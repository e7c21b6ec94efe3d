#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the installed Flatpak makes of media: it reads each kind as Mediary does outside, and draws pictures, be it by gdk-pixbuf
in the cage or, with a newer runtime, by loaders of glycin."""
import json
import shutil
import subprocess
import sys

from flatpak_story import DATA, MADE, PICTURES, SOURCE, Window, main, run_inside, wait_until

BUILD = SOURCE / "_build"
SAMPLES = SOURCE / "tests/extractor/samples"
FACTS = ("width", "height", "orientation", "duration", "title", "camera", "date_taken", "note")
THUMBNAILS = DATA.parents[1] / "cache/thumbnails"


def report():
    return run_inside("mediary", "--version", "--verbose").stdout


def has_glycin():
    return "loaders of glycin" in report()


def check_in(*files):
    """What the library then says of each, by its name."""
    run_inside("mediary", "check-in", *files, "--module", "org.example.Sheet", "--artifact", "prices")
    listed = [json.loads(line) for line in run_inside("mediary", "list", "--json").stdout.splitlines()]
    return {item["path"]: item["metadata"] for item in listed}


def facts(metadata):
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in metadata.items() if name in FACTS and value != ""}


def test_pictures_and_sounds_are_read_in_the_cage():
    said = report()
    print("\n".join(f"# {line}" for line in said.splitlines() if line.startswith("Extractor")))
    assert "reads pictures yes, reads sounds yes" in said and "seccomp yes" in said, said


def test_each_kind_of_file_is_read_as_outside():
    samples = sorted(path for path in SAMPLES.glob("*/*") if path.suffix != ".json")
    copies = {PICTURES / f"{sample.parent.name}-{sample.name}": sample for sample in samples}
    for copy, sample in copies.items():
        shutil.copy(sample, copy)
    found = check_in(*copies)
    wrong = {}
    for copy, sample in copies.items():
        expected = json.loads(sample.with_name(sample.name + ".json").read_text())
        expected = facts({**expected["fields"], "note": expected["note"]})
        if facts(found.get(str(copy), {"note": "not checked in"})) != expected:
            wrong[copy.name] = (found.get(str(copy)), expected)
    assert not wrong, wrong
    print(f"# {len(samples)} files of {len(list(SAMPLES.iterdir())) - 1} kinds")


def test_pictures_of_newer_kinds_are_read_where_the_runtime_has_a_decoder():
    """Glycin decodes them with programs that are there whenever it is."""
    files = [PICTURES / f"new.{kind}" for kind in ("avif", "heic", "webp")]
    for file in files:
        subprocess.run(["convert", "-size", "64x48", "xc:teal", file], check=True)
    found = {path.rpartition(".")[2]: facts(metadata) for path, metadata in check_in(*files).items()}
    read, unread = {"width": 64, "height": 48}, {"note": "no-decoder"}
    print(f"# {found}")
    assert found["webp"] == read and found["avif"] in ((read,) if has_glycin() else (read, unread)) and found["heic"] in (read, unread), found


def test_pictures_are_drawn():
    """By the tests of drawing themselves, with the extractor that is installed. They make pictures too, and need no sandbox for it."""
    variables = {"MEDIARY_EXTRACTOR": "/app/libexec/mediary/mediary-extractor", "G_TEST_SRCDIR": SOURCE / "tests", "GLYCIN_DISABLE_SANDBOX": "i-know-the-risks"}
    done = run_inside(BUILD / "tests/extractor/test-extractor-drawing", "--tap", check=False,
                      permissions=[f"--filesystem={SOURCE}:ro", *(f"--env={name}={value}" for name, value in variables.items())])
    passed = [line for line in done.stdout.splitlines() if line.startswith("ok ")]
    assert done.returncode == 0 and len(passed) >= 14, done.stdout + done.stderr


def test_the_window_draws_what_it_shows():
    """What it has drawn it leaves in the thumbnail cache of the desktop, as that is inside."""
    files = [PICTURES / name for name in ("a.png", "b.jpg", "c.gif", "d.webp", "e.svg")]
    for number, file in enumerate(files[:4]):
        subprocess.run(["convert", "-size", f"{400 + number}x300", "gradient:red-blue", file], check=True)
    files[4].write_text("<svg xmlns='http://www.w3.org/2000/svg' width='400' height='300'><rect width='400' height='300' fill='red'/></svg>")
    check_in(*files)
    window = Window()
    wait_until("thumbnails of all", lambda: len(list(THUMBNAILS.rglob("*.png"))) == len(files))
    subprocess.run(["import", "-window", "root", MADE / "media.png"], check=False)
    window.end()


if __name__ == "__main__":
    sys.exit(main([test for name, test in list(globals().items()) if name.startswith("test_")]))
