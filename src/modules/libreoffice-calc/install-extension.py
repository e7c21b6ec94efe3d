# SPDX-License-Identifier: GPL-3.0-or-later
"""install-extension.py EXTENSION FOLDER: unpacks the extension where LibreOffice finds those that come with it."""
import os
import shutil
import sys
import zipfile
from pathlib import Path

extension, folder = sys.argv[1:]
target = Path(os.environ.get("DESTDIR", "") + folder)
shutil.rmtree(target, ignore_errors=True)
zipfile.ZipFile(extension).extractall(target)
