#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cage of the extractor inside the installed Flatpak: the attempts of the escape test and the short form of the corpus
end there as they do outside."""
import os
import shutil
import subprocess
import sys

from flatpak_story import ID, MADE, SOURCE, main

BUILD = SOURCE / "_build"
FOLDER = MADE / "cage"


def prepare():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()


def inside(*command, **variables):
    """A program of the tests in the sandbox, which for this may look at what it needs."""
    variables = [f"--env={name}={value}" for name, value in variables.items()]
    return ["flatpak", "run", f"--filesystem={FOLDER}", f"--filesystem={BUILD}:ro", *variables, f"--command={command[0]}", ID, *map(str, command[1:])]


def attempt(way, cage):
    """What became of each attempt, by its name."""
    world = FOLDER / "world"
    shutil.rmtree(world, ignore_errors=True)
    world.mkdir()
    secret = world / "secret"
    secret.write_text("secret")
    loaders = FOLDER / "share/glycin-loaders/2+/conf.d"
    loaders.mkdir(parents=True, exist_ok=True)
    (loaders / "escape.conf").write_text(f"[loader:image/png]\nExec={FOLDER}/escape\n")
    done = subprocess.run(way(FOLDER / "escape", cage, world), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=120, text=True, check=False,
                          env={**os.environ, "XDG_DATA_DIRS": f"{FOLDER}/share:{os.environ.get('XDG_DATA_DIRS', '/usr/local/share:/usr/share')}"})
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert lines and lines[-1][0] == "end", done
    if cage != "none":
        assert secret.read_text() == "secret" and os.listdir(world) == ["secret"], "something is changed"
    return {what: outcome for outcome, what in lines[:-1]}


def test_nothing_is_got_at_from_the_cage():
    prepare()
    shutil.copy(BUILD / "tests/trust/cage/escape", FOLDER / "escape")
    for cage in ("image", "loaders", "stream"):
        within = attempt(lambda program, *rest: inside(program, *rest, XDG_DATA_DIRS=f"{FOLDER}/share"), cage)
        outside = attempt(lambda program, *rest: [program, *rest], cage)
        wrong = {what: outcome for what, outcome in within.items() if outcome in ("ESCAPED", "BROKEN")}
        print(f"# {cage}: " + ", ".join(f"{list(within.values()).count(outcome)} {outcome}" for outcome in sorted(set(within.values()))))
        assert not wrong, wrong
        assert within == outside, {what: (within[what], outside.get(what)) for what in within if within[what] != outside.get(what)}
    open_ones = list(attempt(lambda program, *rest: inside(program, *rest), "none").values()).count("ESCAPED")
    print(f"# without a cage: {open_ones} ESCAPED")
    assert open_ones >= 20, "without a cage most is got at, or this proves nothing"


def test_the_corpus_harms_nobody():
    """Outside, the suite trust does the same."""
    prepare()
    corpus = FOLDER / "corpus"
    made = subprocess.run([sys.executable, SOURCE / "tests/trust/make-corpus", corpus, "--generated", "--mutants", "12", "--most", "240"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert made.returncode == 0, made.stdout
    done = subprocess.run(inside(BUILD / "tests/trust/corpus-run", corpus, 4, MEDIARY_EXTRACTOR="/app/libexec/mediary/mediary-extractor",
                                 MEDIARY_OPENER="/app/libexec/mediary/mediary-opener"),
                          capture_output=True, text=True, timeout=220, check=False)
    print("\n".join(line for line in done.stdout.splitlines() if line.startswith("#") and "/corpus/" not in line))
    assert done.returncode == 0, done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main([test for name, test in list(globals().items()) if name.startswith("test_")]))
