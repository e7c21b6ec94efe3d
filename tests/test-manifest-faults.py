#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each thing that stores refuse of a Flatpak's manifest is found by tools/check-manifest, and nothing is found in ours."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent
MANIFEST = (SOURCE / "flatpak/org.mediary.Mediary.yml").read_text(encoding="utf-8")

REFUSED = [
    "--socket=x11", "--socket=session-bus", "--socket=system-bus", "--socket=ssh-auth", "--nosocket=wayland", "--unshare=ipc", "--share=network",
    "--device=all", "--device=input", "--filesystem=home", "--filesystem=home:ro", "--filesystem=host", "--filesystem=host:ro",
    "--filesystem=host-etc", "--filesystem=~", "--filesystem=xdg-data/mediary", "--filesystem=xdg-config", "--filesystem=xdg-run/dconf",
    "--filesystem=~/.local/share", "--filesystem=~/.ssh", "--filesystem=/home/ann", "--filesystem=/tmp", "--filesystem=/var/lib",
    "--filesystem=/run/media/ann", "--filesystem=xdg-pictures", "--filesystem=xdg-desktop:ro", "--own-name=org.mediary.Mediary.Service1",
    "--own-name=org.example.Other", "--talk-name=org.freedesktop.portal.Documents", "--talk-name=org.freedesktop.Flatpak",
    "--talk-name=org.freedesktop.*", "--talk-name=ca.desrt.dconf", "--system-talk-name=org.freedesktop.login1", "--no-talk-name=org.gnome.x",
    "--env=A=B", "--persist=.mediary", "--talk-name=org.freedesktop.FileManager1",
]
CHANGED = [
    ("no socket of Wayland", "  - --socket=wayland\n", ""),
    ("X11 without shared memory", "  - --share=ipc\n", ""),
    ("a permission twice", "  - --share=ipc\n", "  - --share=ipc\n  - --share=ipc\n"),
    ("a reason without its permission", "  - --device=dri\n", ""),
    ("a command with a path", "command: mediary-window", "command: /app/bin/mediary-window"),
    ("a branch", "command:", "branch: stable\ncommand:"),
    ("a runtime nobody mends", re.search("runtime-version: .*", MANIFEST)[0], "runtime-version: '48'"),
    ("another name", "id: org.mediary.Mediary", "id: org.example.Mediary"),
    ("no full commit", re.search("commit: .*", MANIFEST)[0], "commit: d872729"),
    ("no tag", re.search(" *tag: .*\n", MANIFEST)[0], ""),
    ("no checksum", re.search(" *sha256: .*\n", MANIFEST)[0], ""),
    ("a folder of this machine", "- type: git", "- type: dir"),
    ("a build with the network", "buildsystem: meson", "buildsystem: meson\n    build-options: {build-args: [--share=network]}"),
]


def is_refused(text):
    with tempfile.TemporaryDirectory(prefix="mediary-manifest-") as folder:
        path = Path(folder, "org.mediary.Mediary.yml")
        path.write_text(text, encoding="utf-8")
        return subprocess.run([sys.executable, SOURCE / "tools/check-manifest", path], stdout=subprocess.DEVNULL, check=False).returncode == 1


def main():
    cases = [("ours is not refused", MANIFEST, False)]
    cases += [(argument, MANIFEST.replace("finish-args:\n", f"finish-args:\n  - {argument}\n"), True) for argument in REFUSED]
    cases += [(what, MANIFEST.replace(old, new, 1), True) for what, old, new in CHANGED]
    print(f"1..{len(cases)}")
    failed = 0
    for number, (what, text, refused) in enumerate(cases, 1):
        good = is_refused(text) == refused and (text != MANIFEST) == refused
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - {what}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
