#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a test where glycin has one loader and no other.

    with-loader.py LOADER COMMAND...
"""

import os
import pathlib
import subprocess
import sys
import tempfile


def main():
    with tempfile.TemporaryDirectory(prefix="mediary-loader-") as share:
        folder = pathlib.Path(share, "glycin-loaders", "2+", "conf.d")
        folder.mkdir(parents=True)
        (folder / "stand-in.conf").write_text(f"[loader:image/png]\nExec={os.path.abspath(sys.argv[1])}\n")
        shares = f"{share}:{os.environ.get('XDG_DATA_DIRS') or '/usr/local/share:/usr/share'}"
        return subprocess.run(sys.argv[2:], env={**os.environ, "XDG_DATA_DIRS": shares}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
