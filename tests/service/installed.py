# SPDX-License-Identifier: GPL-3.0-or-later
"""What is built, installed for one test.

It is installed into a folder of the test's own, which lies over the prefix while the test runs: every path in what was
installed is true, and nothing of the machine is touched. Libraries are found as they are after any installation."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PREFIX = Path(os.environ["MEDIARY_PREFIX"])
LIBRARIES = Path(os.environ["MEDIARY_LIBDIR"])
DATA = Path(os.environ["MEDIARY_DATADIR"])


def install(folder):
    done = subprocess.run([os.environ["MESON"], "install", "--no-rebuild", "-C", os.environ["MEDIARY_BUILD"], "--destdir", folder],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)


def environment():
    """Nothing that leads to what was built: the installed programs know their parts themselves."""
    built = ("MEDIARY_EXTRACTOR", "MEDIARY_OPENER", "GSETTINGS_SCHEMA_DIR", "LD_LIBRARY_PATH", "GI_TYPELIB_PATH", "XDG_DATA_DIRS")
    return {**{name: value for name, value in os.environ.items() if name not in built},
            "MEDIARY_INSTALLED": "1",
            "PATH": f"{PREFIX / 'bin'}:{os.environ['PATH']}",
            "MEDIARY_PROGRAM": str(PREFIX / "bin/mediary"),
            "MEDIARY_LIBRARY_FOLDER": str(LIBRARIES),
            "MEDIARY_SERVICES": str(DATA / "dbus-1/services"),
            # GObject Introspection looks nowhere else than beside itself.
            "GI_TYPELIB_PATH": str(LIBRARIES / "girepository-1.0")}


def enter():
    """Answers inside; what called it is ended outside, with what came of it inside."""
    if os.environ.get("MEDIARY_INSTALLED"):
        return
    folder = Path(tempfile.mkdtemp(prefix="mediary-installed-"))
    folder.chmod(0o755)
    try:
        install(folder)
        sandbox = ["bwrap", "--die-with-parent", "--dev-bind", "/", "/", "--bind", f"{folder}{PREFIX}", PREFIX]
        if os.getuid() == 0:  # or it could make no sandbox of its own in there
            sandbox += ["--cap-add", "ALL"]
        subprocess.run([*sandbox, "/sbin/ldconfig", "-C", folder / "ld.so.cache", LIBRARIES], check=True, stderr=subprocess.DEVNULL)
        sandbox += ["--ro-bind", folder / "ld.so.cache", "/etc/ld.so.cache"]
        status = subprocess.run([*sandbox, sys.executable, *sys.argv], env=environment()).returncode
    finally:
        shutil.rmtree(folder)
    sys.exit(status)
