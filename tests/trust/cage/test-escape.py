#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a decoder that a file has taken over gets at, in each cage: as we are, as nobody, and inside bwrap with a filter
as flatpak gives to each app.

    test-escape.py ESCAPE EXTRACTOR FLATPAK-FILTER

Prints a table of all attempts. Without a cage most of them succeed, or the test would prove nothing.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

CAGES = ("image", "loaders", "stream")
LEAST_WITHOUT_CAGE = 40  # of those that are refused in it
FLATPAK_REFUSES = ["fork by clone3", "trace another process", "count events", "add a key"]  # and nothing else here does
AS_NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
IN_FLATPAK = "in bwrap with flatpak’s filter"
IN_BWRAP = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-all"]


def ways():
    """By name, what goes before the command; or None and the reason why it cannot be tried."""
    found = {"as we are": []}
    found["as nobody"] = AS_NOBODY if os.geteuid() == 0 and shutil.which("setpriv") else (None, "we are not root")
    if not shutil.which("bwrap"):
        found[IN_FLATPAK] = (None, "bwrap is not installed")
    elif run_in([*IN_BWRAP, "true"], stderr=subprocess.DEVNULL).returncode != 0:
        found[IN_FLATPAK] = (None, "bwrap cannot make namespaces here")
    else:
        found[IN_FLATPAK] = IN_BWRAP
    return found


def run_in(command, **options):
    """Runs a command; bwrap gets the filter as a descriptor, from its start each time."""
    if command[0] != "bwrap":
        return subprocess.run(command, check=False, **options)
    with tempfile.TemporaryFile() as filter_file:
        subprocess.run([sys.argv[3]], stdout=filter_file, check=True)
        filter_file.seek(0)
        number = filter_file.fileno()
        return subprocess.run([command[0], "--seccomp", str(number), *command[1:]], pass_fds=[number], check=False, **options)


def run(way, cage):
    """What became of each attempt, in their order."""
    with tempfile.TemporaryDirectory(prefix="mediary-escape-") as folder:
        os.chmod(folder, 0o777)
        program = pathlib.Path(folder, "escape")
        shutil.copy(sys.argv[1], program)
        world = pathlib.Path(folder, "world")
        world.mkdir()
        world.chmod(0o777)
        secret = world / "secret"
        secret.write_text("secret")
        secret.chmod(0o666)
        loaders = pathlib.Path(folder, "share/glycin-loaders/2+/conf.d")
        loaders.mkdir(parents=True)
        (loaders / "escape.conf").write_text(f"[loader:image/png]\nExec={program}\n")
        command = [*way, *(["--bind", folder, folder] if way[:1] == ["bwrap"] else []), str(program), cage, str(world)]
        done = run_in(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=60, text=True,
                      env={**os.environ, "XDG_DATA_DIRS": f"{folder}/share"})
        lines = [line.split("\t") for line in done.stdout.splitlines()]
        assert lines and lines[-1][0] == "end", (command, done)
        if cage != "none":
            assert secret.read_text() == "secret" and sorted(os.listdir(world)) == ["secret"], "something is changed"
    return {what: outcome for outcome, what in lines[:-1]}


def has_landlock():
    done = subprocess.run([sys.argv[2], "--report"], stdout=subprocess.PIPE, check=False, text=True)
    return "NO Landlock" not in done.stdout


def print_table(columns):
    print("# " + " | ".join(["attempt".ljust(42), *columns]))
    for what in next(iter(columns.values())):
        print("# " + " | ".join([what.ljust(42), *(outcomes[what].ljust(len(name)) for name, outcomes in columns.items())]))


def main():
    columns = {"no cage": run(AS_NOBODY if os.geteuid() == 0 else [], "none")}  # not as root, who might mount
    results = []
    for name, way in ways().items():
        for cage in CAGES:
            promise = f"nothing is got at from the cage “{cage}” {name}"
            if isinstance(way, tuple):
                results.append(f"ok {{}} - {promise} # SKIP {way[1]}")
            elif not has_landlock():
                results.append(f"ok {{}} - {promise} # SKIP this kernel has no Landlock")
            else:
                outcomes = columns[f"{cage}, {name}"] = run(way, cage)
                wrong = [what for what, outcome in outcomes.items() if outcome in ("ESCAPED", "BROKEN")]
                results.append(f"{'not ok' if wrong else 'ok'} {{}} - {promise}" + (f": {wrong}" if wrong else ""))
    if ways()[IN_FLATPAK] is IN_BWRAP:
        columns["no cage, " + IN_FLATPAK] = run(IN_BWRAP, "none")
    n_open = sum(outcome == "ESCAPED" for outcome in columns["no cage"].values())
    results.append(f"{'ok' if n_open >= LEAST_WITHOUT_CAGE else 'not ok'} {{}} - without a cage most is got at: {n_open}")
    if "no cage, " + IN_FLATPAK in columns:
        filtered = [what for what in FLATPAK_REFUSES if columns["no cage, " + IN_FLATPAK].get(what) == "refused"]
        results.append(f"{'ok' if filtered == FLATPAK_REFUSES else 'not ok'} {{}} - flatpak’s filter is in force there")
    print_table(columns)
    for name, outcomes in columns.items():
        counts = {outcome: list(outcomes.values()).count(outcome) for outcome in sorted(set(outcomes.values()))}
        print(f"# {name}: " + ", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
    print(f"1..{len(results)}")
    for number, result in enumerate(results, 1):
        print(result.format(number), flush=True)
    return 1 if any(result.startswith("not ok") for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
