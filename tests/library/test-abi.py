#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the shared library offers is what its list says, and nothing else; each of it is in the introspection data too.

A program that was linked yesterday must find its symbols tomorrow. Who adds one adds it to the list on purpose, with
--update; who takes one away has to think of a new soname.
"""
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path

GLIB = "{http://www.gtk.org/introspection/glib/1.0}"
C = "{http://www.gtk.org/introspection/c/1.0}"


def offered(library):
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout.splitlines()
    return sorted(line.split()[2] for line in lines)


def described(gir):
    elements = list(xml.etree.ElementTree.parse(gir).iter())
    return {element.get(name) for element in elements for name in (C + "identifier", GLIB + "get-type") if element.get(name)}


def report(number, passed, promise, details=()):
    print(f"{'ok' if passed else 'not ok'} {number} - {promise}")
    for detail in details:
        print(f"# {detail}")
    return passed


def main():
    listing, library, gir = sys.argv[-3:]
    symbols = offered(library)
    if sys.argv[1] == "--update":
        Path(listing).write_text("\n".join(symbols) + "\n", encoding="ascii")
        return 0

    listed = Path(listing).read_text(encoding="ascii").split()
    print("1..3")
    good = [report(1, not set(listed) - set(symbols), "no symbol is gone", sorted(set(listed) - set(symbols))),
            report(2, not set(symbols) - set(listed), "every symbol is on the list (tests/library/update-abi adds it)",
                   sorted(set(symbols) - set(listed))),
            report(3, not set(symbols) - described(gir), "every symbol is there for other languages",
                   sorted(set(symbols) - described(gir)))]
    return 0 if all(good) else 1


sys.exit(main())
