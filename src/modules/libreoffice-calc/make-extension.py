# SPDX-License-Identifier: GPL-3.0-or-later
"""make-extension.py OUTPUT [NAME=FILE ...]: packs the files of the extension under their names. The same files give the same
bytes, whenever and wherever they are packed. Languages are written as LibreOffice writes them, “pt-BR”."""
import re
import sys
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)


def content_of(file):
    with open(file, "rb") as source:
        content = source.read()
    if file.endswith(".xcu"):
        content = re.sub(rb'xml:lang="(\w+)_(\w+)"', rb'xml:lang="\1-\2"', content)
    return content


output, *members = sys.argv[1:]
with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, file in sorted(member.split("=", 1) for member in members):
        entry = zipfile.ZipInfo(name, EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, content_of(file))
